package snip

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/x12"
)

// sample is a good transaction set, that cases change.
type sample struct {
	group, version string
	body           string // from ST to SE
}

// The samples are what a practice, a hospital, a dentist and so on send; every
// person and number is invented.
var (
	professional = sample{"HC", "005010X222A1", `ST*837*0001*005010X222A1~
BHT*0019*00*B1*20260302*0800*CH~
NM1*41*2*BAY CLEARING*****46*BAYCLEAR~
PER*IC*EDI HELP*TE*5105550140~
NM1*40*2*POPPY HEALTH PLAN*****46*POPPY77001~
HL*1**20*1~
PRV*BI*PXC*207Q00000X~
NM1*85*2*SHORE CLINIC*****XX*1000000889~
N3*3 SHORE ROAD~
N4*OAKLAND*CA*946070002~
REF*EI*945555555~
HL*2*1*22*0~
SBR*P*18*GRP-1******HM~
NM1*IL*1*DOE*JANE****MI*M1~
N3*2 HILL STREET~
N4*OAKLAND*CA*94602~
DMG*D8*19800229*F~
NM1*PR*2*POPPY HEALTH PLAN*****PI*77001~
CLM*A1*250.5***11:B:1*Y*A*Y*Y~
REF*D9*C1~
HI*ABK:J449*ABF:I10~
LX*1~
SV1*HC:99213:25*125.5*UN*1***1:2~
DTP*472*D8*20260215~
LX*2~
SV1*HC:93000*125*UN*1***1~
DTP*472*D8*20260215~
SE*28*0001~
`}

	dependent = sample{"HC", "005010X222A1", strings.NewReplacer(
		"HL*2*1*22*0~\nSBR*P*18*", "HL*2*1*22*1~\nSBR*P**",
		"N3*2 HILL STREET~\nN4*OAKLAND*CA*94602~\nDMG*D8*19800229*F~\n", "",
		"CLM*A1", "HL*3*2*23*0~\nPAT*19~\nNM1*QC*1*DOE*JO~\nN3*2 HILL STREET~\nN4*OAKLAND*CA*94602~\nDMG*D8*20150604*F~\nCLM*A1",
	).Replace(professional.body)}

	// Another plan paid 60 of 250.5, at the lines.
	secondary = sample{"HC", "005010X222A1", strings.NewReplacer(
		"SBR*P*18", "SBR*S*18",
		"LX*1~", "SBR*P*19*OTHER******CI~\nCAS*PR*1*10.5~\nAMT*D*60~\nOI***Y***Y~\nNM1*IL*1*DOE*SAM****MI*X1~\nNM1*PR*2*CLOVER MUTUAL*****PI*88002~\nLX*1~",
		"DTP*472*D8*20260215~\nLX*2~", "DTP*472*D8*20260215~\nSVD*88002*40.5*HC:99213**1~\nCAS*CO*45*80**253*5~\nDTP*573*D8*20260220~\nLX*2~",
		"DTP*472*D8*20260215~\nSE", "DTP*472*D8*20260215~\nSVD*88002*30*HC:93000**1~\nCAS*CO*45*95~\nDTP*573*D8*20260220~\nSE",
	).Replace(professional.body)}

	institutional = sample{"HC", "005010X223A2", `ST*837*0001*005010X223A2~
BHT*0019*00*B1*20260302*0800*CH~
NM1*41*2*BAY CLEARING*****46*BAYCLEAR~
PER*IC*EDI HELP*TE*5105550140~
NM1*40*2*POPPY HEALTH PLAN*****46*POPPY77001~
HL*1**20*1~
NM1*85*2*SHORE HOSPITAL*****XX*1000001655~
N3*100 BAY AVENUE~
N4*OAKLAND*CA*946120003~
REF*EI*946666666~
HL*2*1*22*0~
SBR*P*18*GRP-1******HM~
NM1*IL*1*DOE*DEAN****MI*M2~
N3*5 QUARRY LANE~
N4*OAKLAND*CA*94603~
DMG*D8*19710809*M~
NM1*PR*2*POPPY HEALTH PLAN*****PI*77001~
CLM*H1*42000***11:A:1**A*Y*Y~
DTP*434*RD8*20260109-20260112~
DTP*435*DT*202601091420~
CL1*3*1*01~
REF*EA*MR5521~
HI*ABK:M1711~
HI*ABJ:M1711~
HI*DR:470~
HI*BBR:0SRC0J9:D8:20260109~
HI*BG:09~
NM1*71*1*IVY*RUTH****XX*1000000673~
LX*1~
SV2*0120**5400*DA*3~
LX*2~
SV2*0360**36600*UN*1~
SE*33*0001~
`}

	dental = sample{"HC", "005010X224A2", `ST*837*0001*005010X224A2~
BHT*0019*00*B1*20260302*0800*CH~
NM1*41*2*BAY CLEARING*****46*BAYCLEAR~
PER*IC*EDI HELP*TE*5105550140~
NM1*40*2*POPPY HEALTH PLAN*****46*POPPY77001~
HL*1**20*1~
NM1*85*1*ROWAN*LIA****XX*1000001309~
N3*9 ENAMEL COURT~
N4*OAKLAND*CA*946070009~
REF*EI*947777777~
HL*2*1*22*0~
SBR*P*18*GRP-1******HM~
NM1*IL*1*DOE*NINA****MI*M3~
N3*12 FERN LANE~
N4*OAKLAND*CA*94602~
DMG*D8*19840312*F~
NM1*PR*2*POPPY HEALTH PLAN*****PI*77001~
CLM*D1*230***11:B:1*Y*A*Y*Y~
DTP*472*D8*20260217~
LX*1~
SV3*AD:D1110*80****1~
LX*2~
SV3*AD:D2392*150****1~
TOO*JP*14*M:O~
SE*25*0001~
`}

	remittance = sample{"HP", "005010X221A1", `ST*835*0001~
BPR*I*101.25*C*ACH*CCP*01*990000013*DA*4455667788*1771234567**01*990000026*DA*900011122*20260318~
TRN*1*EFT1*1771234567~
DTM*405*20260316~
N1*PR*POPPY HEALTH PLAN~
N3*1 POPPY PLAZA~
N4*OAKLAND*CA*94601~
PER*BL*EDI DESK*TE*5550100200~
N1*PE*SHORE CLINIC*XX*1000000889~
REF*TJ*945555555~
LX*1~
CLP*A1*1*120*60*20*HM*P1*11*1~
NM1*QC*1*DOE*JANE****MI*M1~
SVC*HC:99213*80*40**1~
DTM*472*20260217~
CAS*CO*45*20~
CAS*PR*3*20~
SVC*HC:93000*40*20**1~
DTM*472*20260217~
CAS*CO*45*20~
CLP*A2*1*100*80**HM*P2*11*1~
CAS*CO*45*20~
NM1*QC*1*DOE*DEAN****MI*M2~
DTM*232*20260109~
PLB*1000000889*20261231*L6:A1*-1.25*WO:A9*40~
SE*26*0001~
`}

	inquiry = sample{"HS", "005010X279A1", `ST*270*0001*005010X279A1~
BHT*0022*13*Q1*20260217*0905~
HL*1**20*1~
NM1*PR*2*POPPY HEALTH PLAN*****PI*77001~
HL*2*1*21*1~
NM1*1P*1*MAPLE*RENE****XX*1000000954~
HL*3*2*22*0~
TRN*1*93001-1*9BAYCLEAR1~
NM1*IL*1*DOE*NINA****MI*M3~
DMG*D8*19840312~
DTP*291*D8*20260217~
EQ*30~
SE*13*0001~
`}

	benefits = sample{"HB", "005010X279A1", `ST*271*0001*005010X279A1~
BHT*0022*11*Q1*20260217*0905~
HL*1**20*1~
NM1*PR*2*POPPY HEALTH PLAN*****PI*77001~
HL*2*1*21*1~
NM1*1P*1*MAPLE*RENE****XX*1000000954~
HL*3*2*22*0~
TRN*2*93001-1*9BAYCLEAR1~
NM1*IL*1*DOE*NINA****MI*M3~
DMG*D8*19840312*F~
DTP*346*D8*20250101~
EB*1**30*HM*POPPY HMO 500~
EB*B*IND*98***27*20*****Y~
EB*A*IND*48*****.2****Y~
SE*15*0001~
`}

	statusInquiry = sample{"HR", "005010X212", `ST*276*0001*005010X212~
BHT*0010*13*S1*20260320*0930~
HL*1**20*1~
NM1*PR*2*POPPY HEALTH PLAN*****PI*77001~
HL*2*1*21*1~
NM1*41*2*BAY CLEARING*****46*BAYCLEAR~
HL*3*2*19*1~
NM1*1P*2*SHORE CLINIC*****XX*1000000889~
HL*4*3*22*0~
DMG*D8*19840312*F~
NM1*IL*1*DOE*NINA****MI*M3~
TRN*1*S1A~
REF*EJ*A1~
AMT*T3*120~
DTP*472*D8*20260217~
SE*16*0001~
`}

	statusAnswer = sample{"HN", "005010X212", `ST*277*0001*005010X212~
BHT*0010*08*S1*20260320*0931*DG~
HL*1**20*1~
NM1*PR*2*POPPY HEALTH PLAN*****PI*77001~
HL*2*1*21*1~
NM1*41*2*BAY CLEARING*****46*BAYCLEAR~
HL*3*2*19*1~
NM1*1P*2*SHORE CLINIC*****XX*1000000889~
HL*4*3*22*0~
NM1*IL*1*DOE*NINA****MI*M3~
TRN*2*S1A~
STC*F1:65*20260316**120*60*20260316**20260318*EFT1~
REF*1K*P1~
DTP*472*D8*20260217~
SE*15*0001~
`}

	acknowledgment = sample{"HN", "005010X214", `ST*277*0001*005010X214~
BHT*0085*08*CA1*20260302*1130*TH~
HL*1**20*1~
NM1*PR*2*POPPY HEALTH PLAN*****PI*77001~
TRN*1*RCV7~
DTP*050*D8*20260302~
DTP*009*D8*20260302~
HL*2*1*21*1~
NM1*41*2*BAY CLEARING*****46*BAYCLEAR~
TRN*2*B1~
STC*A1:19:PR*20260302*WQ*405~
QTY*90*2~
QTY*AA*1~
AMT*YU*265~
AMT*YY*140~
HL*3*2*19*1~
NM1*85*2*SHORE CLINIC*****XX*1000000889~
TRN*1*0~
STC*A1:19:PR**WQ*405~
QTY*QA*2~
QTY*QC*1~
AMT*YU*265~
AMT*YY*140~
HL*4*3*PT~
NM1*QC*1*DOE*NINA****MI*M3~
TRN*2*A1~
STC*A2:20:PR*20260302*WQ*120~
DTP*472*D8*20260217~
HL*5*3*PT~
NM1*QC*1*DOE*DEAN****MI*M2~
TRN*2*A2~
STC*A3:33:IL*20260302*U*140~
DTP*472*D8*20260217~
HL*6*3*PT~
NM1*QC*1*DOE*JANE****MI*M1~
TRN*2*A3~
STC*A2:20:PR*20260302*WQ*145~
DTP*472*D8*20260217~
SE*39*0001~
`}

	enrollment = sample{"BE", "005010X220A1", `ST*834*0001*005010X220A1~
BGN*00*T1*20260205*0600****2~
QTY*TO*2~
QTY*DT*1~
QTY*ET*1~
N1*P5*TEALWORKS*FI*948888888~
N1*IN*POPPY HEALTH PLAN*FI*771234567~
INS*Y*18*021*28*A***AC~
REF*0F*M4~
DTP*356*D8*20260301~
NM1*IL*1*DOE*MINA****34*900112222~
N3*77 TIDE LANE~
N4*OAKLAND*CA*94605~
DMG*D8*19900115*F~
HD*021**HMO*P1*FAM~
DTP*348*D8*20260301~
INS*N*19*021*28*A~
REF*0F*M4~
DTP*356*D8*20260301~
NM1*IL*1*DOE*KIT~
DMG*D8*20200115*M~
HD*021**HMO*P1*FAM~
DTP*348*D8*20260301~
SE*24*0001~
`}

	answers999 = sample{"FA", "005010X231A1", `ST*999*0001*005010X231A1~
AK1*HC*501*005010X222A1~
AK2*837*0001*005010X222A1~
IK5*A~
AK2*837*0002*005010X222A1~
IK3*CLM*22*2300*8~
CTX*CLM01:A1~
IK4*5:3*1325*1~
IK5*R*5~
AK9*P*2*2*1~
SE*11*0001~
`}

	answers997 = sample{"FA", "005010X230", `ST*997*0001~
AK1*HC*12*005010X222A1~
AK2*837*0001~
AK5*A~
AK2*837*0002~
AK3*CLM*22*2300*8~
AK4*5:3*1325*1~
AK5*R*5~
AK9*P*2*2*1~
SE*10*0001~
`}

	review = sample{"HI", "005010X217", `ST*278*0001*005010X217~
BHT*0007*11*R1*20260202*1001*18~
HL*1**20*1~
NM1*X3*2*POPPY HEALTH PLAN*****PI*77001~
HL*2*1*21*1~
NM1*1P*1*HAZEL*OMAR****XX*1000000608~
HL*3*2*22*1~
NM1*IL*1*DOE*ELI****MI*M5~
HL*4*3*EV*0~
TRN*2*RF1*9HAZELPCP1~
UM*SC*I*3*11:B~
HCR*A1*RF26000123~
HI*ABF:M1711~
SE*14*0001~
`}
)

var samples = map[string]sample{
	"a professional claim": professional, "a dependent's claim": dependent, "a claim to a second payer": secondary,
	"an institutional claim": institutional, "a dental claim": dental, "a remittance": remittance, "an eligibility inquiry": inquiry,
	"an eligibility answer": benefits, "a status inquiry": statusInquiry, "a status answer": statusAnswer,
	"a claim acknowledgment": acknowledgment, "an enrollment": enrollment, "an acknowledgment": answers999, "a review": review,
}

// file wraps the sample, changed, in an interchange. Changes go in pairs: what is
// there, and what takes its place.
func (s sample) file(t require.TestingT, changes ...string) string {
	body := s.body
	for i := 0; i < len(changes); i += 2 {
		require.Contains(t, body, changes[i], "the change fits nothing")
		body = strings.Replace(body, changes[i], changes[i+1], 1)
	}
	return "ISA*00*          *00*          *ZZ*BAYCLEAR       *ZZ*POPPY77001     *260302*0800*^*00501*000000501*0*P*:~\n" +
		"GS*" + s.group + "*BAYCLEAR*POPPY77001*20260302*0800*501*X*" + s.version + "~\n" + body + "GE*1*501~\nIEA*1*000000501~\n"
}

// pointer stands in a case where its finding must point: it is no part of the file.
const pointer = "§"

// check returns the findings on a sample as changed, each as its code and its
// place, and requires that one of them begins where the pointer stands.
func check(t *testing.T, s sample, changes ...string) []string {
	t.Helper()
	text := s.file(t, changes...)
	offset := strings.Index(text, pointer)
	text = strings.ReplaceAll(text, pointer, "")
	_, found := checkFile(t, strings.NewReader(text), CodeSets)
	var told []string
	pointed := false
	for _, e := range found {
		told = append(told, e.Code.String()+" "+strings.TrimSpace(e.Loop+" "+e.Place()))
		pointed = pointed || e.Offset == int64(offset)
		require.NotEmpty(t, e.Reason)
		require.Positive(t, e.Segment)
		require.Positive(t, e.Position)
		if e.Element > 0 {
			require.NotEmpty(t, e.DataElement)
		}
	}
	if offset >= 0 {
		assert.True(t, pointed, "no finding points to byte %d: %v", offset, found)
	}
	return told
}

func TestGoodSetsHaveNoFindings(t *testing.T) {
	for name, s := range samples {
		t.Run(name, func(t *testing.T) {
			walked, _ := checkFile(t, strings.NewReader(s.file(t)), CodeSets)
			require.Empty(t, walked, "the sample breaks its guide")
			require.Empty(t, check(t, s))
		})
	}
}

// findingCase is one change of a good set and what must be found.
type findingCase struct {
	name    string
	sample  sample
	changes []string
	want    string // code and place; empty when nothing is wrong
}

func runCases(t *testing.T, cases []findingCase) {
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			found := check(t, c.sample, c.changes...)
			if c.want == "" {
				require.Empty(t, found)
				return
			}
			require.Equal(t, []string{c.want}, found)
		})
	}
}

func TestFindingsShowNoData(t *testing.T) {
	text := professional.file(t, "XX*1000000889", "XX*SECRETNAME", "CLM*A1*250.5", "CLM*A1*251", "HI*ABK:J449", "HI*ABK:SECRET", "11:B:1", "SECRET:B:7")
	_, found := checkFile(t, strings.NewReader(text), CodeSets)
	require.Len(t, found, 5)
	for _, e := range found {
		assert.NotContains(t, e.Error(), "SECRET")
	}
}

func TestALevelChecksNothingAboveIt(t *testing.T) {
	text := professional.file(t, "CLM*A1*250.5***11:B:1", "CLM*A1*251***XX:B:7")
	for level, want := range map[int][]x12.Code{
		2: nil, 3: {x12.ChargeOutOfBalance}, 4: {x12.ChargeOutOfBalance, x12.ExpectedSegmentMissing},
		5: {x12.BadPlaceOfService, x12.ChargeOutOfBalance, x12.ExpectedSegmentMissing},
	} {
		_, found := checkFile(t, strings.NewReader(text), level)
		var codes []x12.Code
		for _, e := range found {
			codes = append(codes, e.Code)
		}
		require.Equal(t, want, codes, "level %d", level)
	}
}
