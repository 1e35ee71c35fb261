package mapping_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/mapping"
	"github.com/hmox12/hmox12/mapping/record"
	"github.com/hmox12/hmox12/x12"
	"github.com/hmox12/hmox12/x12/guide"
)

// mapEnrollments maps every 834 set of a file and returns what reader and guide
// found.
func mapEnrollments(t require.TestingT, file []byte) (members []*record.Enrollment, findings []*x12.Error) {
	g, ok := guide.Lookup("834", "005010X220A1")
	require.True(t, ok)
	reader := x12.NewReader(bytes.NewReader(file))
	walker := guide.NewWalker(g, func(e *x12.Error) { findings = append(findings, e) })
	mapper := mapping.NewEnrollmentMapper(record.Source{File: "drop.x12", Sender: "SPONSOR"}, 20260302,
		func(e *record.Enrollment) { members = append(members, e) })
	for {
		seg, err := reader.Next()
		var finding *x12.Error
		switch {
		case errors.Is(err, io.EOF):
			return members, findings
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

// enrollmentFile returns an 834 file of one set for each text of segments, one a
// line, BGN to the last before SE.
func enrollmentFile(t require.TestingT, sets ...string) []byte {
	return interchange(t, "BE", "005010X220A1", func(w *x12.Writer) {
		for i, segments := range sets {
			w.BeginSet(x12.TransactionSet{ID: "834", ControlNumber: fmt.Sprintf("%04d", i+1), Implementation: "005010X220A1"})
			writeSegments(w, segments)
			w.EndSet()
		}
	})
}

const sponsor = `BGN*00*TEAL-0001*20260228*0600****2
N1*P5*TEALWORKS*FI*948888888
N1*IN*POPPY HEALTH PLAN*FI*771234567
`

// everything is a member of whom all is said.
const everything = `BGN*00*TEAL-0002*20260228*0600****4
REF*38*GRP-5500
DTP*303*D8*20260301
N1*P5*TEALWORKS*FI*948888888
N1*IN*POPPY HEALTH PLAN*FI*771234567
INS*Y*18*001*25*A***FT**N*D8*20260227
REF*0F*GP100005
REF*1L*GRP-5500
REF*23*CLIENT-7
REF*Q4*GP000005
DTP*356*D8*20250101
DTP*336*D8*20191001
NM1*74*1*OKAFOR*NINA*B**JR*34*900112222
PER*IP**HP*5105550111
N3*12 FERN LANE*APT 2
N4*OAKLAND*CA*94602**CY*06001
DMG*D8*19840312*F
AMT*P3*120.50
NM1*70*1*OKAFORE*NINA****34*900112222
DMG*D8*19840321*F
NM1*31*1
N3*PO BOX 7
N4*OAKLAND*CA*94604
HD*001**HMO*P1*FAM****N
DTP*348*D8*20260101
DTP*543*D8*20260228
AMT*C1*20
REF*1L*POL-9
REF*QQ*12
LX*1
NM1*P3*1*LAUREL*ANNA****XX*1000000889*25
PLA*2*1P*20260301**AH
COB*P*CL90009*1
DTP*344*D8*20260101
DTP*345*D8*20260630
NM1*IN*2*CLOVER MUTUAL*****XV*88002
HD*024**DEN*D1
DTP*349*RD8*20260131-20260131
LS*2700
LX*1
N1*75*APTC AMT
REF*9V*210.00
DTP*007*D8*20260101
LE*2700
`

func TestAMemberTakesAllThatIsSaidOfHer(t *testing.T) {
	members, findings := mapEnrollments(t, enrollmentFile(t, everything))
	require.Empty(t, findings)
	require.Len(t, members, 1)
	text, err := json.MarshalIndent(members[0], "", "  ")
	require.NoError(t, err)
	golden(t, "enrollment834/everything.json", append(text, '\n'))
}

func TestMembersOfASetShareItsHeaderAndNothingElse(t *testing.T) {
	members, findings := mapEnrollments(t, enrollmentFile(t, sponsor+`INS*Y*18*024*59*A***TE
REF*0F*GP100005
DTP*357*D8*20260131
NM1*IL*1*OKAFOR*NINA
INS*N*19*021*02*A
REF*0F*GP100005
NM1*IL*1*OKAFOR*JUNE
DMG*D8*20260210*F
HD*021**HMO*P1
DTP*348*D8*20260210`, sponsor+`INS*Y*18*030*XN*A***FT
REF*0F*GP100006
NM1*IL*1*IVERSON*PAT
HD*030**HMO*P2
DTP*348*D8*20250101`))
	require.Empty(t, findings)
	require.Len(t, members, 3)
	assert.Equal(t, []string{"0001", "0001", "0002"}, []string{members[0].Source.Set, members[1].Source.Set, members[2].Source.Set})
	for _, e := range members {
		assert.Equal(t, "TEAL-0001", e.File.Reference)
		assert.Equal(t, "948888888", e.File.Sponsor.ID.Number)
		assert.Equal(t, e.Source.Batch, e.File.Reference)
		assert.NotZero(t, e.Source.Segment)
	}
	assert.Equal(t, record.PremiumNotPaid, members[0].Reason)
	assert.Equal(t, record.Span{From: 20260131, To: 20260131}, members[0].Dates("349", "357"))
	assert.Empty(t, members[0].Coverages)
	assert.Empty(t, members[1].Events)
	assert.Equal(t, record.Date(20260210), members[1].Coverages[0].Dates("348").From)
	assert.False(t, members[1].Subscriber)
}

func TestADateOrAmountThatIsNoneIsNamedAndNotGuessed(t *testing.T) {
	for _, c := range []struct{ segments, unread string }{
		{"INS*Y*18*024*08*A***TE***D8*20261301\nREF*0F*GP1\nNM1*IL*1*OAK", "INS12"},
		{"INS*Y*18*024*08*A***TE\nREF*0F*GP1\nDTP*357*D8*20260231\nNM1*IL*1*OAK", "DTP*357"},
		{"INS*Y*18*001*43*A***FT\nREF*0F*GP1\nNM1*IL*1*OAK\nAMT*P3*1,5", "AMT*P3"},
		{"INS*Y*18*021*28*A***FT\nREF*0F*GP1\nNM1*IL*1*OAK\nHD*021**HMO*P1\nDTP*348*D8*2026010", "DTP*348"},
		{"INS*Y*18*001*28*A***FT\nREF*0F*GP1\nNM1*IL*1*OAK\nHD*001**HMO*P1\nDTP*303*D8*20260101\nLX*1\nNM1*P3*1*ELM*****XX*1*26\nPLA*2*1P*2026**14", "PLA03"},
		{"INS*Y*18*001*28*A***FT\nREF*0F*GP1\nNM1*IL*1*OAK\nHD*001**HMO*P1\nDTP*303*D8*20260101\nCOB*P**1\nDTP*344*D8*x", "DTP*344"},
		{"INS*Y*18*001*28*A***FT\nREF*0F*GP1\nNM1*IL*1*OAK\nLS*2700\nLX*1\nN1*75*APTC AMT\nDTP*007*D8*x\nLE*2700", "DTP*007"},
	} {
		t.Run(c.unread, func(t *testing.T) {
			members, _ := mapEnrollments(t, enrollmentFile(t, sponsor+c.segments))
			require.Len(t, members, 1)
			assert.Equal(t, []string{c.unread}, members[0].Unread)
		})
	}
}

func TestAMemberIsBounded(t *testing.T) {
	text := sponsor + "INS*Y*18*001*28*A***FT\nREF*0F*GP1\n" + strings.Repeat("REF*23*1\n", 40) + "NM1*IL*1*OAK\n" +
		strings.Repeat("HD*001**HMO*P1\nDTP*303*D8*20260101\n", 150) + strings.Repeat("LX*1\nNM1*P3*1*ELM*****XX*1*26\n", 50) +
		"LS*2700\n" + strings.Repeat("LX*1\nN1*75*A\n", 300) + "LE*2700"
	members, findings := mapEnrollments(t, enrollmentFile(t, text))
	require.Len(t, members, 1)
	assert.NotEmpty(t, findings, "the guide tells what is too much")
	checkBounds(t, members[0])
	assert.Len(t, members[0].Coverages, 99)
	assert.Len(t, members[0].Categories, 100)
}

func checkBounds(t require.TestingT, e *record.Enrollment) {
	require.LessOrEqual(t, len(e.References), 15)
	require.LessOrEqual(t, len(e.Events), 24)
	require.LessOrEqual(t, len(e.Coverages), 99)
	require.LessOrEqual(t, len(e.Categories), 100)
	for i := range e.Coverages {
		require.LessOrEqual(t, len(e.Coverages[i].Providers), 30)
		require.LessOrEqual(t, len(e.Coverages[i].Other), 5)
		require.LessOrEqual(t, len(e.Coverages[i].Events), 6)
	}
}

// TestTheCorpusOfEnrollmentsIsMapped maps other people's public samples: each INS
// is a member, with its name, its household and all of its coverages.
func TestTheCorpusOfEnrollmentsIsMapped(t *testing.T) {
	root := filepath.Join("..", "..", "shared", "corpus", "834", "valid")
	names, err := filepath.Glob(filepath.Join(root, "*.x12"))
	require.NoError(t, err)
	if len(names) == 0 {
		t.Skip("no corpus at " + root)
	}
	for _, name := range names {
		t.Run(filepath.Base(name), func(t *testing.T) {
			file, err := os.ReadFile(name)
			require.NoError(t, err)
			members, _ := mapEnrollments(t, file)
			ends := string(file[105])
			count := func(segment string) int {
				n := 0
				for s := range strings.SplitSeq(string(file), ends) {
					if strings.HasPrefix(strings.TrimSpace(s), segment+string(file[3])) {
						n++
					}
				}
				return n
			}
			assert.Len(t, members, count("INS"))
			coverages := 0
			for _, e := range members {
				assert.Empty(t, e.Unread)
				assert.NotEmpty(t, e.SubscriberID)
				assert.NotEmpty(t, e.Person.Name.Last)
				assert.NotEmpty(t, e.Maintenance)
				assert.NotEmpty(t, e.File.Payer.ID.Number)
				coverages += len(e.Coverages)
			}
			assert.Equal(t, count("HD"), coverages)
		})
	}
}

// FuzzEnrollment834 feeds any segments at any places: nothing panics, and every
// member knows where it was read, is within its bounds, and is emitted once.
func FuzzEnrollment834(f *testing.F) {
	f.Add(everything)
	f.Add("INS*Y*18\nHD*\nLX\nNM1*P3\nPLA\nCOB\nDTP*344\nNM1*IN\nLS\nLX\nN1*75\nREF\nDTP\nSE\nINS")
	loops := []string{"2000", "2100A", "2100B", "2100C", "2300", "2310", "2320", "2330", "2700", "2750"}
	f.Fuzz(func(t *testing.T, text string) {
		g, _ := guide.Lookup("834", "005010X220A1")
		for _, walked := range []bool{true, false} {
			seen := map[*record.Enrollment]bool{}
			m := mapping.NewEnrollmentMapper(record.Source{File: "x"}, 20260302, func(e *record.Enrollment) {
				require.False(t, seen[e], "emitted twice")
				seen[e] = true
				require.Equal(t, "x", e.Source.File)
				checkBounds(t, e)
			})
			walker := guide.NewWalker(g, nil)
			segments := slices.Collect(strings.SplitSeq(text, "\n"))
			for i, line := range segments {
				seg := x12.ParseSegment(line, x12.DefaultDelimiters)
				at := walker.Walk(seg)
				if !walked {
					at = place(loops[(i*7+len(line))%len(loops)], false)
				}
				m.Add(seg, at)
			}
			m.End()
		}
	})
}
