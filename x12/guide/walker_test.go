package guide

import (
	"errors"
	"fmt"
	"io"
	"sort"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/x12"
)

// sample is a guide with the shapes of the real ones: levels, loops told apart
// by qualifiers, order-free groups, composites and repeats.
const sample = `guide 837 HC 005010X999 ; Sample
list place = 11 21 22

define claim
  loop 2300 S 3 ; Claim
    CLM R 1 01 02 05(01@place 02=B 03) 06=Y|N
    DTP S 1 01=431 02=D8 03 ; Onset
    DTP S 1 01=434 02=RD8 03 ; Statement
    DTP S 1 01=096 02=TM 03 ; Discharge hour
    AMT S 1 01=F5 02
    REF S 1 01=9F 02 ; Referral
    REF S 1 01=G1 02 ; Authorization
    HI R 1 01(01=ABK|BK 02) 02?(01=ABF|BF 02) ; Diagnoses
    HI S 1 01(01=BP 02) ; Anesthesia
    loop 2310A S 2 ; Referring
      NM1 R 1 01=DN|P3 02=1 03 08?=XX 09?@npi
      REF S 2 01=G2 02
    loop 2310B S 1 ; Rendering
      NM1 R 1 01=82 02=1|2 03 08?=XX 09?@npi
      PRV S 1 01=PE 02=PXC 03
    loop 2310C S 1 ; Facility
      NM1 R 1 01=77 02=2 03
      N3 R 1 01
      N4 R 1 01 02? 03?
    loop 2320 S 10 ; Other subscriber
      SBR R 1 01=P|S|T 02=18
      loop 2330A R 1 ; Other subscriber name
        NM1 R 1 01=IL 02=1 03
      loop 2330B R 1 ; Other payer
        NM1 R 1 01=PR 02=2 03
    loop 2400 R 5 ; Line
      LX R 1 01
      SV1 R 1 01(01=HC 02 03-06?) 02 03=UN 04 07(01 02-04?)
      DTP R 1 01=472 02=D8|RD8 03
      REF S 1 01=6R 02

ST M 1 01=837 02 03
BHT M 1 01=0019 02=00|18 03 04 05 06?=CH|RP
loop 1000A R 1 ; Submitter
  NM1 M 1 01=41 02=1|2 03 08=46 09
  PER R 2 01=IC 02? 03=TE|EM 04 05?=TE|EM 06?
loop 1000B R 1 ; Receiver
  NM1 R 1 01=40 02=2 03 08=46 09
loop 2000A R >1 ; Billing level
  HL M 1 01 03=20 04=1
  loop 2010AA R 1 ; Billing provider
    NM1 R 1 01=85 02=1|2 03 08?=XX 09?@npi
    N3 R 1 01 02?
    N4 R 1 01 02? 03?
    REF R 1 01=EI|SY 02 ; Tax number
    REF S 2 01=0B|1G 02 ; Licence
    PER S 2 01=IC 03=TE 04
  loop 2010AB S 1 ; Pay-to
    NM1 R 1 01=87 02=1|2
    N3 R 1 01 02?
    N4 R 1 01 02? 03?
  loop 2000B R >1 ; Subscriber level
    HL M 1 01 02 03=22 04=0|1
    SBR R 1 01=P|S|T 02?=18
    PAT S 1 05?=D8 06? 07?=01 08?
    loop 2010BA R 1 ; Subscriber
      NM1 R 1 01=IL 02=1 03 04? 08?=MI 09?
      N3 S 1 01 02?
      N4 S 1 01 02? 03?
      DMG S 1 01=D8 02 03=F|M|U
    loop 2010BB R 1 ; Payer
      NM1 R 1 01=PR 02=2 03 08=PI 09
      N3 S 1 01 02?
      REF S 2 01=2U|G2 02
    EQ S 1 01?*3=1|30|98
    use claim
    loop 2000C S >1 ; Patient level
      HL M 1 01 02 03=23 04=0
      PAT R 1 01=19
      loop 2010CA R 1 ; Patient
        NM1 R 1 01=QC 02=1 03
        DMG R 1 01=D8 02 03=F|M|U
      use claim
SE M 1 01 02
`

// valid is a set that the sample guide has nothing against.
const valid = `ST*837*0001*005010X999~
BHT*0019*00*A1*20260302*0830*CH~
NM1*41*2*BAY CLEARING*****46*BAY01~
PER*IC*HELP DESK*TE*8005550100~
NM1*40*2*POPPY HMO*****46*POPPY~
HL*1**20*1~
NM1*85*2*SHORE CLINIC*****XX*1234567893~
N3*1 SHORE ROAD~
N4*OAKLAND*CA*94601~
REF*EI*123456789~
HL*2*1*22*0~
SBR*P*18~
NM1*IL*1*DOE*JANE****MI*M100~
N3*2 HILL STREET~
N4*OAKLAND*CA*94602~
DMG*D8*19800229*F~
NM1*PR*2*POPPY HMO*****PI*POPPY~
CLM*C1*125.5***11:B:1*Y~
DTP*431*D8*20260215~
DTP*434*RD8*20260215-20260216~
DTP*096*TM*0930~
AMT*F5*10~
REF*9F*R77~
HI*ABK:J449*ABF:I10~
NM1*DN*1*REED*****XX*1234567893~
NM1*82*1*STONE*****XX*1234567893~
LX*1~
SV1*HC:99213*125.5*UN*1***1:2~
DTP*472*D8*20260215~
REF*6R*L1~
HL*3*1*22*1~
SBR*P~
NM1*IL*1*ROE~
NM1*PR*2*POPPY HMO*****PI*POPPY~
HL*4*3*23*0~
PAT*19~
NM1*QC*1*ROE~
DMG*D8*20150101*U~
CLM*C2*80***22:B:1*N~
HI*BK:J449~
SBR*S*18~
NM1*IL*1*ROE~
NM1*PR*2*OTHER PLAN~
LX*1~
SV1*HC:99214:25*80*UN*1***1~
DTP*472*RD8*20260215-20260215~
SE*46*0001~
`

const envelope = "ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       " +
	"*260302*0830*^*00501*000000001*0*T*:~\nGS*HC*S*R*20260302*0830*1*X*005010X999~\n"

func sampleGuide(t testing.TB) *Guide {
	t.Helper()
	g, err := Compile("sample", sample)
	require.NoError(t, err)
	return g
}

// step is a segment and where it was placed.
type step struct {
	id, loop, path string
	opened         bool
}

// walk walks the sets of an interchange and returns the findings of the Walker in
// the order of the file; findings of the Reader are left out.
func walk(t testing.TB, g *Guide, edi string, options ...Option) (steps []step, findings []*x12.Error) {
	t.Helper()
	w := NewWalker(g, func(e *x12.Error) { findings = append(findings, e) }, options...)
	r := x12.NewReader(strings.NewReader(edi))
	for {
		seg, err := r.Next()
		if err == io.EOF {
			break
		}
		if finding := (*x12.Error)(nil); errors.As(err, &finding) {
			continue
		}
		require.NoError(t, err)
		if seg.Position() == 0 {
			continue
		}
		if seg.Position() == 1 {
			w.Begin()
		}
		s := step{id: string(seg.ID())}
		p := w.Walk(seg)
		s.path, s.opened = w.Path(), p.Opened
		if p.Use != nil {
			require.Equal(t, s.id, p.Use.ID)
			s.loop = p.Loop.ID
		}
		steps = append(steps, s)
		if seg.Is("SE") {
			w.End()
		}
	}
	w.End()
	sort.SliceStable(findings, func(i, j int) bool { return findings[i].Offset < findings[j].Offset })
	return steps, findings
}

// edit replaces old, which must stand once in the valid set.
func edit(t testing.TB, pairs ...string) string {
	t.Helper()
	text := valid
	for i := 0; i < len(pairs); i += 2 {
		require.Equal(t, 1, strings.Count(text, pairs[i]), "%q must stand once in the set", pairs[i])
		text = strings.Replace(text, pairs[i], pairs[i+1], 1)
	}
	return text
}

// mark stands in a test's text where a finding must point.
const markRune = "«"

// unmark returns the text without marks, in an envelope, and where they were.
func unmark(text string) (edi string, offsets []int64) {
	text = envelope + text
	for {
		i := strings.Index(text, markRune)
		if i < 0 {
			return text, offsets
		}
		offsets = append(offsets, int64(i))
		text = text[:i] + text[i+len(markRune):]
	}
}

// finding is the text that the tests compare: code, loop and place.
func finding(e *x12.Error) string {
	return fmt.Sprintf("%s %s %s", e.Code, e.Loop, e.Place())
}

// expect walks the text and compares findings with want and their offsets with
// the marks.
func expect(t *testing.T, g *Guide, text string, want []string, options ...Option) []*x12.Error {
	t.Helper()
	edi, offsets := unmark(text)
	require.Len(t, offsets, len(want), "a mark for each finding")
	_, findings := walk(t, g, edi, options...)
	var got []string
	for _, f := range findings {
		got = append(got, finding(f))
	}
	require.Equal(t, want, got, "%v", findings)
	for i, f := range findings {
		require.Equal(t, offsets[i], f.Offset, "%s points at %q", got[i], edi[f.Offset:min(len(edi), int(f.Offset)+20)])
		start := strings.LastIndexByte(edi[:min(len(edi), int(f.Offset)+1)], '\n') + 1
		require.Equal(t, 1+strings.Count(edi[strings.Index(edi, "ST*"):start], "~"), f.Position, "position of %s", got[i])
		require.Equal(t, 1+strings.Count(edi[:start], "~"), f.Segment, "segment number of %s", got[i])
	}
	return findings
}

func TestAValidSetHasNoFindings(t *testing.T) {
	expect(t, sampleGuide(t), valid, nil)
}

func TestEverySegmentIsPlacedInItsLoop(t *testing.T) {
	steps, _ := walk(t, sampleGuide(t), envelope+valid)
	var got []string
	for _, s := range steps {
		text := s.id + " " + s.path
		if s.opened {
			text += " +"
		}
		got = append(got, text)
	}
	require.Equal(t, strings.Split(`ST 
BHT 
NM1 1000A +
PER 1000A
NM1 1000B +
HL 2000A +
NM1 2000A/2010AA +
N3 2000A/2010AA
N4 2000A/2010AA
REF 2000A/2010AA
HL 2000A/2000B +
SBR 2000A/2000B
NM1 2000A/2000B/2010BA +
N3 2000A/2000B/2010BA
N4 2000A/2000B/2010BA
DMG 2000A/2000B/2010BA
NM1 2000A/2000B/2010BB +
CLM 2000A/2000B/2300 +
DTP 2000A/2000B/2300
DTP 2000A/2000B/2300
DTP 2000A/2000B/2300
AMT 2000A/2000B/2300
REF 2000A/2000B/2300
HI 2000A/2000B/2300
NM1 2000A/2000B/2300/2310A +
NM1 2000A/2000B/2300/2310B +
LX 2000A/2000B/2300/2400 +
SV1 2000A/2000B/2300/2400
DTP 2000A/2000B/2300/2400
REF 2000A/2000B/2300/2400
HL 2000A/2000B +
SBR 2000A/2000B
NM1 2000A/2000B/2010BA +
NM1 2000A/2000B/2010BB +
HL 2000A/2000B/2000C +
PAT 2000A/2000B/2000C
NM1 2000A/2000B/2000C/2010CA +
DMG 2000A/2000B/2000C/2010CA
CLM 2000A/2000B/2000C/2300 +
HI 2000A/2000B/2000C/2300
SBR 2000A/2000B/2000C/2300/2320 +
NM1 2000A/2000B/2000C/2300/2320/2330A +
NM1 2000A/2000B/2000C/2300/2320/2330B +
LX 2000A/2000B/2000C/2300/2400 +
SV1 2000A/2000B/2000C/2300/2400
DTP 2000A/2000B/2000C/2300/2400
SE `, "\n"), got)
}

func TestPlaceOnlyPlacesAlikeAndReportsNothing(t *testing.T) {
	g := sampleGuide(t)
	broken := edit(t, "BHT*0019", "BHT*9999", "N3*2 HILL", "XX*2 HILL", "HI*BK:", "HI*ZZ:")
	full, findings := walk(t, g, envelope+broken)
	require.NotEmpty(t, findings)
	placed, findings := walk(t, g, envelope+broken, PlaceOnly())
	require.Empty(t, findings)
	require.Equal(t, full, placed)
}

func TestAWalkerIsUsedForOneSetAfterAnother(t *testing.T) {
	short := "ST*837*0001*005010X999~\nSE*2*0001~\n"
	edi := envelope + short + valid + short
	_, findings := walk(t, sampleGuide(t), edi)
	first, third := strings.Index(edi, "SE*2"), strings.LastIndex(edi, "SE*2")
	var got []string
	for _, f := range findings {
		require.Equal(t, 2, f.Position)
		require.Contains(t, []int64{int64(first), int64(third)}, f.Offset)
		got = append(got, finding(f))
	}
	one := []string{"mandatory-segment-missing  BHT", "loop-missing 1000A NM1", "loop-missing 1000B NM1", "loop-missing 2000A HL"}
	require.Equal(t, append(one, one...), got)
}

func TestASetThatBreaksOffIsClosedWhereItEnds(t *testing.T) {
	text := valid[:strings.Index(valid, "N4*OAKLAND*CA*94601")]
	edi := envelope + text
	_, findings := walk(t, sampleGuide(t), edi)
	var got []string
	for _, f := range findings {
		require.Equal(t, int64(len(edi)-2), f.Offset, "behind the last segment")
		require.Equal(t, 9, f.Position)
		got = append(got, finding(f))
	}
	require.Equal(t, []string{
		"required-segment-missing 2010AA N4", "required-segment-missing 2010AA REF", "loop-missing 2000B HL",
	}, got)
}
