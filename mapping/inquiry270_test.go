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

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/mapping"
	"github.com/hmox12/hmox12/mapping/record"
	"github.com/hmox12/hmox12/x12"
	"github.com/hmox12/hmox12/x12/guide"
)

// mapInquiries maps every 270 set of a file and returns what reader and guide
// found.
func mapInquiries(t require.TestingT, file []byte) (inquiries []*record.Inquiry, findings []*x12.Error) {
	g, ok := guide.Lookup("270", "005010X279A1")
	require.True(t, ok)
	reader := x12.NewReader(bytes.NewReader(file))
	walker := guide.NewWalker(g, func(e *x12.Error) { findings = append(findings, e) })
	mapper := mapping.NewInquiryMapper(record.Source{File: "drop.x12", Sender: "SENDER"}, 20260302,
		func(q *record.Inquiry) { inquiries = append(inquiries, q) })
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

// inquiryFile returns a 270 file of one set for each text of segments, one a
// line, BHT to the last before SE.
func inquiryFile(t require.TestingT, sets ...string) []byte {
	return interchange(t, "HS", "005010X279A1", func(w *x12.Writer) {
		for i, segments := range sets {
			w.BeginSet(x12.TransactionSet{ID: "270", ControlNumber: fmt.Sprintf("%04d", i+1), Implementation: "005010X279A1"})
			writeSegments(w, segments)
			w.EndSet()
		}
	})
}

// writeSegments writes segments as they stand in a text, one a line.
func writeSegments(w *x12.Writer, segments string) {
	for _, line := range strings.Split(strings.TrimSpace(segments), "\n") {
		seg := x12.ParseSegment(strings.TrimSpace(line), x12.DefaultDelimiters)
		w.Start(string(seg.ID()))
		for n := 1; n <= seg.Len(); n++ {
			var repetitions [][]string
			for r := 1; r <= seg.Repetitions(n); r++ {
				var components []string
				for c := 1; c <= seg.Components(n, r); c++ {
					components = append(components, string(seg.RepeatedComponent(n, r, c)))
				}
				repetitions = append(repetitions, components)
			}
			w.RepeatComposite(repetitions...)
		}
		w.End()
	}
}

const asker = `BHT*0022*13*MAPLE-0001*20260217*0905
HL*1**20*1
NM1*PR*2*POPPY HEALTH PLAN*****PI*77001
HL*2*1*21*1
NM1*1P*1*MAPLE*RENE****XX*1000000954
`

func TestAnInquiryTakesAllThatIsSaidAboutIt(t *testing.T) {
	inquiries, findings := mapInquiries(t, inquiryFile(t, `BHT*0022*13*MAPLE-0001*20260217*0905
HL*1**20*1
NM1*PR*2*POPPY HEALTH PLAN*****PI*77001
HL*2*1*21*1
NM1*1P*1*MAPLE*RENE****XX*1000000954
REF*TJ*771110000
N3*5 HILL ROAD
N4*OAKLAND*CA*94601
PRV*PE*PXC*207RC0000X
HL*3*2*22*0
TRN*1*93001-1*9BAYCLEAR1*WEST
TRN*1*93001-2*9MAPLECARD
NM1*IL*1*OKAFOR*NINA*B**JR*MI*GP100005
REF*EJ*ACCT-7
N3*12 FERN LANE*APT 2
N4*OAKLAND*CA*94602
DMG*D8*19840312*F
DTP*291*RD8*20260201-20260228
EQ*30^98
EQ**HC:99213:25*FAM
REF*9F*R-1
DTP*291*D8*20260217`))
	require.Empty(t, findings)
	require.Len(t, inquiries, 1)
	q := inquiries[0]
	assert.Equal(t, "0001", q.Source.Set)
	assert.Equal(t, "MAPLE-0001", q.Source.Batch)
	assert.Equal(t, 13, q.Source.Segment, "the patient's HL")
	assert.Equal(t, record.InquiryLevels{Source: 1, Receiver: 2, Subscriber: 3}, q.Levels)
	assert.Equal(t, "MAPLE-0001", q.Reference)
	assert.Equal(t, record.Date(20260217), q.CreatedOn)
	assert.Equal(t, "0905", q.Created)
	assert.Equal(t, record.Date(20260302), q.Received)
	assert.Equal(t, "77001", q.InformationSourceID)
	assert.Equal(t, "PI", q.InformationSource.ID.Qualifier)
	assert.Equal(t, record.ClaimProvider{
		Role: "1P", NPI: "1000000954", Name: record.PersonName{Last: "MAPLE", First: "RENE"}, Taxonomy: "207RC0000X",
		Address:  record.Address{Lines: []string{"5 HILL ROAD"}, City: "OAKLAND", State: "CA", ZIP: "94601"},
		OtherIDs: []record.Reference{{Qualifier: "TJ", Number: "771110000"}},
	}, q.Receiver)
	assert.Equal(t, record.Person{
		ID: "GP100005", IDQualifier: "MI", Name: record.PersonName{Last: "OKAFOR", First: "NINA", Middle: "B", Suffix: "JR"},
		BirthDate: 19840312, Sex: "F",
		Address: record.Address{Lines: []string{"12 FERN LANE", "APT 2"}, City: "OAKLAND", State: "CA", ZIP: "94602"},
	}, q.Subscriber)
	assert.Same(t, &q.Subscriber, q.Patient())
	assert.Equal(t, []record.Reference{{Qualifier: "EJ", Number: "ACCT-7"}}, q.SubscriberReferences)
	assert.Equal(t, []record.Trace{{Number: "93001-1", Originator: "9BAYCLEAR1", Suffix: "WEST"}, {Number: "93001-2", Originator: "9MAPLECARD"}}, q.SubscriberTraces)
	assert.Equal(t, record.Span{From: 20260201, To: 20260228}, q.Dates)
	assert.Equal(t, []record.Question{
		{ServiceTypes: []string{"30", "98"}},
		{
			Procedure: record.Procedure{Qualifier: "HC", Code: "99213", Modifiers: []string{"25"}}, Level: "FAM",
			References: []record.Reference{{Qualifier: "9F", Number: "R-1"}}, Dates: record.Span{From: 20260217, To: 20260217},
		},
	}, q.Questions)
}

// summary tells of an inquiry what tells it from others: levels, patient, how
// many traces on both levels, dates, and the service types.
func summary(q *record.Inquiry) string {
	who := q.Subscriber.ID + " " + q.Subscriber.Name.First
	if q.Dependent != nil {
		who += " > " + q.Dependent.Name.First + " " + q.Relationship
	}
	var types []string
	for _, question := range q.Questions {
		types = append(types, strings.Join(question.ServiceTypes, "^")+question.Procedure.Code)
	}
	dates := q.Dates.From.Compact()
	if q.DatesInvalid {
		dates = "invalid"
	}
	return fmt.Sprintf("%v %s/%s %s, traces %d+%d, on %s: %s", q.Levels, q.InformationSourceID, q.Receiver.NPI+q.Receiver.ID.Number,
		who, len(q.SubscriberTraces), len(q.DependentTraces), dates, strings.Join(types, " "))
}

func TestInquiriesOfASet(t *testing.T) {
	for _, c := range []struct {
		name     string
		segments string
		want     []string
	}{
		{"a subscriber without a date", asker + `HL*3*2*22*0
			NM1*IL*1******MI*GP1
			EQ*30`, []string{"{1 2 3} 77001/1000000954 GP1 , traces 0+0, on : 30"}},
		{"two subscribers of one asker", asker + `HL*3*2*22*0
			TRN*1*A*9BAYCLEAR1
			NM1*IL*1*OAK*ANN****MI*GP1
			EQ*30
			HL*4*2*22*0
			NM1*IL*1*ASH*BEA****MI*GP2
			DTP*291*D8*20260217
			EQ*98`, []string{
			"{1 2 3} 77001/1000000954 GP1 ANN, traces 1+0, on : 30",
			"{1 2 4} 77001/1000000954 GP2 BEA, traces 0+0, on 20260217: 98",
		}},
		{"a subscriber who only carries two dependents", asker + `HL*3*2*22*1
			TRN*1*A*9BAYCLEAR1
			NM1*IL*1*OAK*ANN****MI*GP1
			HL*4*3*23*0
			TRN*1*B*9BAYCLEAR1
			TRN*1*C*9BAYCLEAR2
			NM1*03*1*OAK*TIM
			INS*N*19
			EQ*30
			EQ*AE
			HL*5*3*23*0
			NM1*03*1*OAK*TOM
			EQ*98^33`, []string{
			"{1 2 3} 77001/1000000954 GP1 ANN > TIM 19, traces 1+2, on : 30 AE",
			"{1 2 3} 77001/1000000954 GP1 ANN > TOM , traces 1+0, on : 98^33",
		}},
		{"a subscriber who is asked about beside a dependent", asker + `HL*3*2*22*1
			NM1*IL*1*OAK*ANN****MI*GP1
			DTP*291*D8*20260217
			EQ*30
			HL*4*3*23*0
			NM1*03*1*OAK*TIM
			DTP*291*D8*20260218
			EQ*98`, []string{
			"{1 2 3} 77001/1000000954 GP1 ANN, traces 0+0, on 20260217: 30",
			"{1 2 3} 77001/1000000954 GP1 ANN > TIM , traces 0+0, on 20260218: 98",
		}},
		{"two askers", asker + `HL*3*2*22*0
			NM1*IL*1*OAK*ANN****MI*GP1
			EQ*30
			HL*4*1*21*1
			NM1*1P*2*BONE CLINIC*****SV*2000035
			HL*5*4*22*0
			NM1*IL*1*ASH*BEA****MI*GP2
			EQ*30`, []string{
			"{1 2 3} 77001/1000000954 GP1 ANN, traces 0+0, on : 30",
			"{1 4 5} 77001/2000035 GP2 BEA, traces 0+0, on : 30",
		}},
		{"two sources", asker + `HL*3*2*22*0
			NM1*IL*1*OAK*ANN****MI*GP1
			EQ*30
			HL*4**20*1
			NM1*PR*2*OTHER PLAN*****PI*88002
			HL*5*4*21*1
			NM1*1P*1*MAPLE*RENE****XX*1000000954
			HL*6*5*22*0
			NM1*IL*1*OAK*ANN****MI*GP1
			EQ*30`, []string{
			"{1 2 3} 77001/1000000954 GP1 ANN, traces 0+0, on : 30",
			"{4 5 6} 88002/1000000954 GP1 ANN, traces 0+0, on : 30",
		}},
		{"the card's issue date is no date asked about", asker + `HL*3*2*22*0
			NM1*IL*1*OAK*ANN****MI*GP1
			DTP*102*D8*20200101
			EQ*30`, []string{"{1 2 3} 77001/1000000954 GP1 ANN, traces 0+0, on : 30"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			inquiries, findings := mapInquiries(t, inquiryFile(t, c.segments))
			assert.Empty(t, findings)
			var got []string
			for _, q := range inquiries {
				got = append(got, summary(q))
			}
			assert.Equal(t, c.want, got)
		})
	}
}

func TestWhatIsBrokenIsMappedAsFarAsItGoes(t *testing.T) {
	for _, c := range []struct{ name, segments, want string }{
		{"a range that runs backwards", asker + `HL*3*2*22*0
			NM1*IL*1*OAK*ANN****MI*GP1
			DTP*291*RD8*20260228-20260201
			EQ*30`, "{1 2 3} 77001/1000000954 GP1 ANN, traces 0+0, on invalid: 30"},
		{"nothing is asked", asker + `HL*3*2*22*0
			NM1*IL*1*OAK*ANN****MI*GP1`, "{1 2 3} 77001/1000000954 GP1 ANN, traces 0+0, on : "},
		{"more traces than the guide has", asker + `HL*3*2*22*0
			TRN*1*A*9BAYCLEAR1
			TRN*1*B*9BAYCLEAR1
			TRN*1*C*9BAYCLEAR1
			NM1*IL*1*OAK*ANN****MI*GP1
			EQ*30`, "{1 2 3} 77001/1000000954 GP1 ANN, traces 2+0, on : 30"},
	} {
		t.Run(c.name, func(t *testing.T) {
			inquiries, _ := mapInquiries(t, inquiryFile(t, c.segments))
			require.Len(t, inquiries, 1)
			assert.Equal(t, c.want, summary(inquiries[0]))
		})
	}
}

func TestSetsDoNotMix(t *testing.T) {
	inquiries, findings := mapInquiries(t, inquiryFile(t, asker+`HL*3*2*22*0
		NM1*IL*1*OAK*ANN****MI*GP1
		EQ*30`, strings.Replace(asker, "MAPLE-0001", "", 1)+`HL*3*2*22*0
		NM1*IL*1*ASH*BEA****MI*GP2
		EQ*98`))
	assert.Empty(t, findings)
	require.Len(t, inquiries, 2)
	assert.Equal(t, "{1 2 3} 77001/1000000954 GP2 BEA, traces 0+0, on : 98", summary(inquiries[1]))
	assert.Equal(t, "0002", inquiries[1].Source.Set)
	assert.Empty(t, inquiries[1].Reference)
	assert.Equal(t, "drop.x12", inquiries[1].Source.File)
}

// place returns a placement by loop, as a walker would.
func place(loop string, opened bool) guide.Placement {
	return guide.Placement{Loop: &guide.Loop{ID: loop}, Opened: opened}
}

func TestAnInquiryIsHandedOutAtTheNextLevelOrTheEnd(t *testing.T) {
	var emitted int
	m := mapping.NewInquiryMapper(record.Source{}, 20260302, func(*record.Inquiry) { emitted++ })
	add := func(text, loop string, opened bool) {
		m.Add(x12.ParseSegment(text, x12.DefaultDelimiters), place(loop, opened))
	}
	add("HL*1**20*1", "2000A", true)
	add("HL*2*1*21*1", "2000B", true)
	add("HL*3*2*22*0", "2000C", true)
	add("EQ*30", "2110C", true)
	assert.Equal(t, 0, emitted)
	add("HL*4*2*22*0", "2000C", true)
	assert.Equal(t, 1, emitted)
	m.End()
	assert.Equal(t, 2, emitted)
	m.End()
	assert.Equal(t, 2, emitted, "an end after the end")
	add("HL*1*1*22*0", "2000C", true)
	m.End()
	assert.Equal(t, 2, emitted, "a subscriber without source and receiver")
}

func TestTheCorpusOfInquiriesIsMapped(t *testing.T) {
	files, err := filepath.Glob("../../shared/corpus/270/valid/*.x12")
	require.NoError(t, err)
	if len(files) == 0 {
		t.Skip("no shared reference files on this machine")
	}
	want := map[string]string{
		"linuxforhealth-demo-single-line.x12":                "11122333301 ROBERT  EQ 1",
		"linuxforhealth-dependent-health-benefit-check.x12":  "11122333301  MARY EQ 1",
		"linuxforhealth-inline-custom-delimiters.x12":        "00000000001 JOHN  EQ 1",
		"linuxforhealth-inline-simple.x12":                   "00000000001 JOHN  EQ 1",
		"linuxforhealth-subscriber-health-benefit-check.x12": "11122333301 ROBERT  EQ 1",
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			data, err := os.ReadFile(file)
			require.NoError(t, err)
			inquiries, findings := mapInquiries(t, data)
			assert.Empty(t, findings)
			require.Len(t, inquiries, 1)
			q, dependent := inquiries[0], ""
			if q.Dependent != nil {
				dependent = q.Dependent.Name.First
			}
			got := fmt.Sprintf("%s %s %s EQ %d", q.Subscriber.ID, q.Subscriber.Name.First, dependent, len(q.Questions))
			if expected, known := want[filepath.Base(file)]; known {
				assert.Equal(t, expected, got)
			}
			assert.NotEmpty(t, q.Reference)
			assert.NotZero(t, q.Dates.From)
		})
	}
}

// FuzzInquiry270 feeds any segments at any places: nothing panics, and every
// inquiry knows where it was read and what it hangs on, is within its bounds, and
// is emitted once.
func FuzzInquiry270(f *testing.F) {
	f.Add(asker + "HL*3*2*22*0\nNM1*IL*1*OAK*ANN****MI*GP1\nEQ*30")
	f.Add("HL*1**20*1\nHL*2*1*21*1\nHL*3*2*22*1\nHL*4*3*23*0\nDMG*D8*2026\nEQ*^^*HC:::\nSE\nHL*1**22")
	loops := map[string]string{"20": "2000A", "21": "2000B", "22": "2000C", "23": "2000D"}
	f.Fuzz(func(t *testing.T, text string) {
		g, _ := guide.Lookup("270", "005010X279A1")
		for _, walked := range []bool{true, false} {
			seen := map[*record.Inquiry]bool{}
			m := mapping.NewInquiryMapper(record.Source{File: "x"}, 20260302, func(q *record.Inquiry) {
				if seen[q] {
					t.Fatal("emitted twice")
				}
				seen[q] = true
				if q.Source.File != "x" || q.Source.Segment == 0 || q.Levels.Source == 0 || q.Levels.Receiver == 0 || q.Levels.Subscriber == 0 {
					t.Fatalf("an inquiry without a source: %+v", q.Levels)
				}
				if len(q.Questions) > 99 || len(q.SubscriberTraces) > 2 || len(q.DependentTraces) > 2 || len(q.SubscriberReferences) > 9 {
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
					} else if seg.Is("EQ") && level != "" {
						at = place("2110"+level[4:], true)
					} else if level != "" {
						at = place("2100"+level[4:], seg.Is("NM1"))
					}
				}
				m.Add(seg, at)
			}
			m.End()
		}
	})
}
