package mapping_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/mapping"
	"github.com/hmox12/hmox12/mapping/record"
	"github.com/hmox12/hmox12/x12"
	"github.com/hmox12/hmox12/x12/guide"
)

// mapStatuses maps every 276 set of a file and returns what reader and guide
// found.
func mapStatuses(t require.TestingT, file []byte) (inquiries []*record.StatusInquiry, findings []*x12.Error) {
	g, ok := guide.Lookup("276", "005010X212")
	require.True(t, ok)
	reader := x12.NewReader(bytes.NewReader(file))
	walker := guide.NewWalker(g, func(e *x12.Error) { findings = append(findings, e) })
	mapper := mapping.NewStatusMapper(record.Source{File: "drop.x12", Sender: "SENDER"}, 20260302,
		func(q *record.StatusInquiry) { inquiries = append(inquiries, q) })
	for {
		seg, err := reader.Next()
		var finding *x12.Error
		switch {
		case errors.Is(err, io.EOF):
			return inquiries, findings
		case errors.As(err, &finding):
			findings = append(findings, finding)
			continue
		}
		require.NoError(t, err)
		if seg.Is("ST") {
			walker.Begin()
		}
		if reader.Set() == nil && !seg.Is("SE") {
			continue
		}
		mapper.Add(seg, walker.Walk(seg))
		if seg.Is("SE") {
			walker.End()
		}
	}
}

// statusFile returns a 276 file of one set for each text of segments, one a line,
// BHT to the last before SE.
func statusFile(t require.TestingT, sets ...string) []byte {
	return interchange(t, "HR", "005010X212", func(w *x12.Writer) {
		for i, segments := range sets {
			w.BeginSet(x12.TransactionSet{ID: "276", ControlNumber: fmt.Sprintf("%04d", i+1), Implementation: "005010X212"})
			writeSegments(w, segments)
			w.EndSet()
		}
	})
}

const statusAsker = `BHT*0010*13*CS-0001*20260302*0930
HL*1**20*1
NM1*PR*2*POPPY HEALTH PLAN*****PI*77001
HL*2*1*21*1
NM1*41*2*BAY CLEARING*****46*BAYCLEAR
HL*3*2*19*1
NM1*1P*1*LAUREL*ANNA****XX*1000000889
`

func TestAStatusInquiryTakesAllThatIsSaidAboutIt(t *testing.T) {
	inquiries, findings := mapStatuses(t, statusFile(t, statusAsker+`NM1*1P*2*LAUREL FAMILY PRACTICE*****FI*945555555
HL*4*3*22*0
DMG*D8*19840312*F
NM1*IL*1*OKAFOR*NINA*B**JR*MI*GP100005
TRN*1*CS0001A
REF*1K*26061000011
REF*BLT*131
REF*LU*EAST
REF*6P*GRP-5500
REF*EJ*LAU-5501
REF*XZ*RX-9
REF*D9*BC77
AMT*T3*120.5
DTP*472*RD8*20260217-20260218
SVC*HC:99213:25:GC*100.5*****1
REF*FJ*L1
DTP*472*D8*20260217
SVC*NU:0450*20**0450***2.5
DTP*472*RD8*20260217-20260218`))
	require.Empty(t, findings)
	require.Len(t, inquiries, 1)
	q := inquiries[0]
	charge := decimal.RequireFromString("120.5")
	assert.Equal(t, 15, q.Source.Segment, "the claim's TRN")
	q.Source.Offset, q.Source.Segment = 0, 0
	assert.Equal(t, &record.StatusInquiry{
		Source:    record.Source{File: "drop.x12", Sender: "SENDER", Set: "0001", Batch: "CS-0001"},
		Levels:    record.StatusLevels{Source: 1, Receiver: 2, Provider: 3, Subscriber: 4},
		Reference: "CS-0001", Received: 20260302, CreatedOn: 20260302, Created: "0930",
		InformationSource: record.ClaimProvider{Role: "PR", Organization: true, Name: record.PersonName{Last: "POPPY HEALTH PLAN"},
			ID: record.Reference{Qualifier: "PI", Number: "77001"}},
		InformationSourceID: "77001",
		Receiver: record.ClaimProvider{Role: "41", Organization: true, Name: record.PersonName{Last: "BAY CLEARING"},
			ID: record.Reference{Qualifier: "46", Number: "BAYCLEAR"}},
		Providers: []record.ClaimProvider{
			{Role: "1P", NPI: "1000000889", Name: record.PersonName{Last: "LAUREL", First: "ANNA"}},
			{Role: "1P", Organization: true, Name: record.PersonName{Last: "LAUREL FAMILY PRACTICE"}, ID: record.Reference{Qualifier: "FI", Number: "945555555"}},
		},
		Subscriber: record.Person{ID: "GP100005", IDQualifier: "MI", BirthDate: 19840312, Sex: "F",
			Name: record.PersonName{Last: "OKAFOR", First: "NINA", Middle: "B", Suffix: "JR"}},
		Trace: "CS0001A", Control: "26061000011", BillType: "131", Location: "EAST", GroupNumber: "GRP-5500", Account: "LAU-5501",
		Prescription: "RX-9", Clearinghouse: "BC77", Charge: &charge, Dates: record.Span{From: 20260217, To: 20260218},
		Lines: []record.StatusLine{
			{
				Procedure: record.Procedure{Qualifier: "HC", Code: "99213", Modifiers: []string{"25", "GC"}},
				Charge:    decimal.RequireFromString("100.5"), Units: decimal.NewFromInt(1), Control: "L1", Dates: record.Span{From: 20260217, To: 20260217},
			},
			{
				Procedure: record.Procedure{Qualifier: "NU", Code: "0450"}, Revenue: "0450",
				Charge: decimal.NewFromInt(20), Units: decimal.RequireFromString("2.5"), Dates: record.Span{From: 20260217, To: 20260218},
			},
		},
	}, q)
	assert.Same(t, &q.Subscriber, q.Patient())
}

// statusSummary tells of an inquiry what tells it from others.
func statusSummary(q *record.StatusInquiry) string {
	who := q.Subscriber.ID + " " + q.Subscriber.BirthDate.Compact()
	if q.Dependent != nil {
		who += " > " + q.Dependent.Name.First + " " + q.Dependent.BirthDate.Compact()
	}
	var providers []string
	for _, p := range q.Providers {
		providers = append(providers, p.NPI+p.ID.Number)
	}
	return fmt.Sprintf("%v %s %s: %s, %s %s, %d lines", q.Levels, strings.Join(providers, "+"), who, q.Trace, q.Account,
		q.ServiceDates().From.Compact(), len(q.Lines))
}

func TestStatusInquiriesOfASet(t *testing.T) {
	for _, c := range []struct {
		name, segments string
		want           []string
	}{
		{"two claims of one patient", statusAsker + `HL*4*3*22*0
			DMG*D8*19840312
			NM1*IL*1*OAK*****MI*GP1
			TRN*1*A
			REF*EJ*ONE
			DTP*472*D8*20260217
			TRN*1*B
			DTP*472*D8*20260218`, []string{
			"{1 2 3 4 0} 1000000889 GP1 19840312: A, ONE 20260217, 0 lines",
			"{1 2 3 4 0} 1000000889 GP1 19840312: B,  20260218, 0 lines",
		}},
		{"a subscriber, her child, and another subscriber", statusAsker + `HL*4*3*22*1
			DMG*D8*19840312
			NM1*IL*1*OAK*ANN****MI*GP1
			TRN*1*A
			DTP*472*D8*20260217
			HL*5*4*23
			DMG*D8*20120401
			NM1*QC*1*OAK*TIM
			TRN*1*B
			DTP*472*D8*20260218
			HL*6*4*23
			DMG*D8*20120402
			NM1*QC*1*OAK*TOM
			TRN*1*C
			DTP*472*D8*20260219
			HL*7*3*22*0
			NM1*IL*1*ASH*BEA****MI*GP2
			TRN*1*D
			SVC*HC:99213*1*****1
			DTP*472*D8*20260221
			SVC*HC:99214*1*****1
			DTP*472*D8*20260220`, []string{
			"{1 2 3 4 0} 1000000889 GP1 19840312: A,  20260217, 0 lines",
			"{1 2 3 4 5} 1000000889 GP1 19840312 > TIM 20120401: B,  20260218, 0 lines",
			"{1 2 3 4 6} 1000000889 GP1 19840312 > TOM 20120402: C,  20260219, 0 lines",
			"{1 2 3 7 0} 1000000889 GP2 : D,  20260220, 2 lines",
		}},
		{"two providers, and a patient of whom nothing is asked", statusAsker + `HL*4*3*22*0
			NM1*IL*1*OAK*ANN****MI*GP1
			HL*5*2*19*1
			NM1*1P*2*BONE CLINIC*****SV*2000035
			HL*6*5*22*0
			NM1*IL*1*ASH*BEA****MI*GP2
			TRN*1*A
			DTP*472*D8*20260217`, []string{"{1 2 5 6 0} 2000035 GP2 : A,  20260217, 0 lines"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			inquiries, findings := mapStatuses(t, statusFile(t, c.segments))
			assert.Empty(t, findings)
			var got []string
			for _, q := range inquiries {
				got = append(got, statusSummary(q))
			}
			assert.Equal(t, c.want, got)
		})
	}
}

func TestStatusInquiriesThatAreBrokenAreMappedAsFarAsTheyGo(t *testing.T) {
	inquiries, _ := mapStatuses(t, statusFile(t, statusAsker+`HL*4*3*22*0
		DMG*D8*19841399
		NM1*IL*1*OAK*ANN****MI*GP1
		TRN*1*A
		AMT*T3*MUCH
		DTP*472*RD8*20260228-20260201`, statusAsker+`HL*4*3*22*0
		NM1*IL*1*ASH*BEA****MI*GP2
		TRN*1*B
		SVC*HC:99213*1*****1
		DTP*472*D8*20260230
		SVC*HC:99214*1*****1
		DTP*472*D8*20260220`))
	require.Len(t, inquiries, 2)
	assert.Zero(t, inquiries[0].Subscriber.BirthDate)
	assert.Nil(t, inquiries[0].Charge)
	assert.True(t, inquiries[0].DatesUnreadable)
	assert.Zero(t, inquiries[0].ServiceDates())
	assert.Equal(t, "0002", inquiries[1].Source.Set)
	assert.True(t, inquiries[1].DatesUnreadable)
	assert.Equal(t, record.Span{From: 20260220, To: 20260220}, inquiries[1].ServiceDates())
}

func TestAStatusInquiryHoldsNoMoreLinesThanAClaim(t *testing.T) {
	var all []*record.StatusInquiry
	m := mapping.NewStatusMapper(record.Source{}, 20260302, func(q *record.StatusInquiry) { all = append(all, q) })
	add := func(text, loop string, opened bool) {
		m.Add(x12.ParseSegment(text, x12.DefaultDelimiters), place(loop, opened))
	}
	for i, loop := range []string{"2000A", "2000B", "2000C", "2000D"} {
		add(fmt.Sprintf("HL*%d", i+1), loop, true)
	}
	add("TRN*1*A", "2200D", true)
	for i := range 1002 {
		add("SVC*HC:99213*1", "2210D", true)
		add(fmt.Sprint("REF*FJ*L", i+1), "2210D", false)
	}
	assert.Empty(t, all, "handed out when it is complete")
	m.End()
	m.End()
	require.Len(t, all, 1)
	require.Len(t, all[0].Lines, 999)
	assert.Equal(t, "L999", all[0].Lines[998].Control, "what is said of one too many is not said of the last")
}

func TestTheCorpusOfStatusInquiriesIsMapped(t *testing.T) {
	files, err := filepath.Glob("../../shared/corpus/276/valid/*.x12")
	require.NoError(t, err)
	if len(files) == 0 {
		t.Skip("no shared reference files on this machine")
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			data, err := os.ReadFile(file)
			require.NoError(t, err)
			inquiries, findings := mapStatuses(t, data)
			assert.Empty(t, findings)
			require.Equal(t, bytes.Count(data, []byte("TRN*1*")), len(inquiries))
			for _, q := range inquiries {
				assert.NotEmpty(t, q.Trace)
				assert.NotEmpty(t, q.Providers)
				assert.NotEmpty(t, q.Subscriber.ID)
				assert.NotZero(t, q.ServiceDates().From)
			}
		})
	}
}

// FuzzStatus276 feeds any segments at any places: nothing panics, and every
// inquiry knows where it was read and what it hangs on, is within its bounds, is
// emitted once and is never written into afterwards.
func FuzzStatus276(f *testing.F) {
	f.Add(statusAsker + "HL*4*3*22*0\nNM1*IL*1*OAK*ANN****MI*GP1\nTRN*1*A\nREF*1K*7\nSVC*HC:99213*1\nDTP*472*D8*20260217\nTRN*1*B")
	f.Add("HL*1**20*1\nHL*2*1*21*1\nHL*3*2*19\nHL*4*3*22*1\nHL*5*4*23\nDMG*D8*2026\nTRN*1*A\nSVC*:::\nAMT*T3*.\nSE\nHL*1**22\nTRN")
	loops := map[string]string{"20": "2000A", "21": "2000B", "19": "2000C", "22": "2000D", "23": "2000E"}
	f.Fuzz(func(t *testing.T, text string) {
		g, _ := guide.Lookup("276", "005010X212")
		for _, walked := range []bool{true, false} {
			seen := map[*record.StatusInquiry]string{}
			m := mapping.NewStatusMapper(record.Source{File: "x"}, 20260302, func(q *record.StatusInquiry) {
				if seen[q] != "" {
					t.Fatal("emitted twice")
				}
				seen[q] = statusSummary(q)
				l := q.Levels
				if q.Source.File != "x" || q.Source.Segment == 0 || l.Source == 0 || l.Receiver == 0 || l.Provider == 0 || l.Subscriber == 0 {
					t.Fatalf("an inquiry without a source: %+v", q.Levels)
				}
				if (q.Dependent == nil) != (l.Dependent == 0) || len(q.Lines) > 999 || len(q.Providers) > 2 {
					t.Fatal("more than an inquiry may hold")
				}
			})
			walker := guide.NewWalker(g, nil)
			level := ""
			for _, line := range strings.Split(text, "\n") {
				seg := x12.ParseSegment(line, x12.DefaultDelimiters)
				at := walker.Walk(seg)
				if !walked {
					if id := loops[seg.Text(3)]; seg.Is("HL") && id != "" {
						level = id
						at = place(id, true)
					} else if level != "" {
						loop := map[string]string{"TRN": "2200", "REF": "2200", "SVC": "2210", "DTP": "2210"}[string(seg.ID())]
						at = place(orElse(loop, "2100")+level[4:], true)
					}
				}
				m.Add(seg, at)
			}
			m.End()
			for q, told := range seen {
				if statusSummary(q) != told {
					t.Fatal("written into after it was handed out")
				}
			}
		}
	})
}

func orElse(s, otherwise string) string {
	if s == "" {
		return otherwise
	}
	return s
}
