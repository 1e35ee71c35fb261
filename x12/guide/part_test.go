package guide

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/x12"
)

// review is a request for three visits to a specialist, and its answer.
const (
	reviewRequest = `ST*278*0001*005010X217~
BHT*0007*13*CEDAR-7*20260302*0830~
HL*1**20*1~
NM1*X3*2*SHORE HEALTH*****PI*88001~
HL*2*1*21*1~
NM1*1P*1*CEDAR*JUNE****XX*1234567893~
HL*3*2*22*1~
NM1*IL*1*STONE*ADA****MI*M1~
DMG*D8*19700102*F~
HL*4*3*EV*1~
TRN*1*T1*9CEDARPCP1~
UM*SC*I*3*11:B~
HI*ABF:M1711~
HSD*VS*3~
NM1*SJ*1*HILL*SAM****XX*1234567893~
HL*5*4*SS*0~
SV1*HC:99203*100*UN*1~
SE*18*0001~
`
	reviewResponse = `ST*278*0001*005010X217~
BHT*0007*11*CEDAR-7*20260302*0831*18~
HL*1**20*1~
NM1*X3*2*SHORE HEALTH*****PI*88001~
HL*2*1*21*1~
NM1*1P*1*CEDAR*JUNE****XX*1234567893~
HL*3*2*22*1~
NM1*IL*1*STONE*ADA****MI*M1~
HL*4*3*EV*0~
TRN*2*T1*9CEDARPCP1~
UM*SC*I*3*11:B~
HCR*A3**0V^0H~
NM1*SJ*1*HILL*SAM****XX*1234567893~
AAA*N**44*C~
SE*15*0001~
`
)

func reviewGuide(t *testing.T) *Guide {
	g, ok := Lookup("278", "005010X217")
	require.True(t, ok)
	return g
}

func TestReviewRequestAndResponseAreToldApart(t *testing.T) {
	for _, c := range []struct {
		name, set string
		edits     []string // old, new, …
		want      []string
	}{
		{"a request", reviewRequest, nil, nil},
		{"a response", reviewResponse, nil, nil},
		{"a response ends at the level that was refused", reviewResponse,
			[]string{reviewResponse[strings.Index(reviewResponse, "HL*3"):], "AAA*N**49*N~\nSE*8*0001~\n", "21*1", "21*0"}, nil},
		{"a request has no rejection", reviewRequest,
			[]string{"DMG*D8", "AAA*N**75*C~\nDMG*D8"}, []string{"segment-unexpected 2010C AAA"}},
		{"a request has a patient", reviewRequest,
			[]string{reviewRequest[strings.Index(reviewRequest, "HL*3"):], "SE*7*0001~\n"}, []string{"loop-missing 2000C HL"}},
		{"a request says what is to be reviewed", reviewRequest,
			[]string{"UM*SC*I*3*11:B~\n", ""}, []string{"required-segment-missing 2000E UM"}},
		{"a response needs no review", reviewResponse, []string{"UM*SC*I*3*11:B~\n", ""}, nil},
		{"a purpose of neither is one of the request", reviewRequest,
			[]string{"BHT*0007*13", "BHT*0007*18"}, []string{"code-not-used  BHT02"}},
		{"a set without a beginning lacks one, not two", "ST*278*0001*005010X217~\nSE*2*0001~\n",
			nil, []string{"mandatory-segment-missing  BHT"}},
		{"a set that lacks its beginning is read as a request", reviewRequest,
			[]string{"BHT*0007*13*CEDAR-7*20260302*0830~\n", ""}, []string{"mandatory-segment-missing  BHT"}},
		{"request and response don't share a set", reviewRequest,
			[]string{"HL*1**", "BHT*0007*11*CEDAR-7*20260302*0830~\nHL*1**"},
			[]string{"mandatory-segment-missing 2000A HL", "loop-over-maximum  BHT"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			text := strings.NewReplacer(c.edits...).Replace(c.set)
			_, found := walk(t, reviewGuide(t), envelope+text)
			var names []string
			for _, e := range found {
				names = append(names, finding(e))
			}
			require.Equal(t, c.want, names, "%s", text)
		})
	}
}

func TestPlacesOfAReviewTellRequestFromResponse(t *testing.T) {
	g := reviewGuide(t)
	w := NewWalker(g, nil)
	for set, title := range map[string]string{reviewRequest: "Request", reviewResponse: "Response"} {
		w.Begin()
		for line := range strings.SplitSeq(strings.TrimSuffix(set, "~\n"), "~\n") {
			p := w.Walk(x12.ParseSegment(line, x12.DefaultDelimiters))
			if line[:2] == "ST" || line[:2] == "SE" {
				require.Same(t, g.Root, p.Loop)
				continue
			}
			l := p.Loop
			for l.Parent != g.Root {
				l = l.Parent
			}
			require.Empty(t, l.ID)
			require.Contains(t, l.Title, title, line)
		}
		w.End()
	}
}

// benefits is an answer that names two entities of a benefit, between LS and LE.
const benefits = `ST*271*0001*005010X279A1~
BHT*0022*11*Q1*20260302*0830~
HL*1**20*1~
NM1*PR*2*SHORE HEALTH*****PI*88001~
HL*2*1*21*1~
NM1*1P*1*CEDAR*JUNE****XX*1234567893~
HL*3*2*22*0~
NM1*IL*1*STONE*ADA****MI*M1~
EB*1**30~
LS*2120~
NM1*P3*1*HILL*SAM~
PRV*PC*PXC*207Q00000X~
NM1*VN*2*MILL WORKS~
LE*2120~
SE*15*0001~
`

func TestWhatStandsBetweenLSAndLENeedsBoth(t *testing.T) {
	g, ok := Lookup("271", "005010X279A1")
	require.True(t, ok)
	for _, c := range []struct {
		name     string
		old, new string
		want     []string
	}{
		{"both are there", "", "", nil},
		{"LS is missing", "LS*2120~\n", "", []string{"required-segment-missing 2110C LS"}},
		{"LE is missing", "LE*2120~\n", "", []string{"required-segment-missing 2110C LE"}},
		{"nothing is between them", benefits[strings.Index(benefits, "NM1*P3"):strings.Index(benefits, "LE*")], "",
			[]string{"loop-missing 2120C NM1"}},
		{"none of it is there", benefits[strings.Index(benefits, "LS*"):strings.Index(benefits, "SE*")], "", nil},
		{"they stand twice", "LE*2120~\n", "LE*2120~\nLS*2120~\nNM1*X3*2*SHORE REVIEW~\nLE*2120~\n", []string{"loop-over-maximum 2110C LS"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, found := walk(t, g, envelope+strings.Replace(benefits, c.old, c.new, 1))
			var names []string
			for _, e := range found {
				names = append(names, finding(e))
			}
			require.Equal(t, c.want, names)
		})
	}
}

func TestThePathOfAPartIsThatOfItsLoop(t *testing.T) {
	g, _ := Lookup("271", "005010X279A1")
	w := NewWalker(g, nil)
	for line := range strings.SplitSeq(strings.TrimSuffix(benefits, "~\n"), "~\n") {
		w.Walk(x12.ParseSegment(line, x12.DefaultDelimiters))
		switch line {
		case "LS*2120":
			require.Equal(t, "2000A/2000B/2000C/2100C/2110C", w.Path())
		case "NM1*VN*2*MILL WORKS":
			require.Equal(t, "2000A/2000B/2000C/2100C/2110C/2120C", w.Path())
		}
	}
}
