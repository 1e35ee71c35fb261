package guide

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// An inpatient claim of the subscriber, then an outpatient one of a dependent
// that another plan has decided before.
const institutional = `ST*837*0001*005010X223A2~
BHT*0019*00*B77*20260302*0830*CH~
NM1*41*2*HARBOR BILLING*****46*HARBOR~
PER*IC*EDI DESK*TE*8005550100*EX*7~
NM1*40*2*POPPY HMO*****46*POPPY~
HL*1**20*1~
PRV*BI*PXC*282N00000X~
NM1*85*2*HARBOR HOSPITAL*****XX*1234567893~
N3*1 QUAY~
N4*OAKLAND*CA*946010000~
REF*EI*123456789~
HL*2*1*22*1~
SBR*P*18*G100******HM~
NM1*IL*1*DOE*JANE****MI*M100~
N3*2 HILL STREET~
N4*OAKLAND*CA*94602~
DMG*D8*19600229*F~
NM1*PR*2*POPPY HMO*****PI*POPPY~
CLM*H-1*9000***11:A:1**A*Y*Y~
DTP*096*TM*1030~
DTP*434*RD8*20260210-20260213~
DTP*435*DT*202602100615~
CL1*1*1*01~
PWK*OZ*EL***AC*A55~
AMT*F3*120~
REF*G1*AU100~
REF*9F*RF100~
REF*EA*MR-7~
NTE*DCP*GOOD RESPONSE~
NTE*ADD*SEE ATTACHMENT~
HI*ABK:J189:::::::Y~
HI*ABJ:R0902~
HI*DR:193~
HI*ABF:I10:::::::Y*ABF:E119:::::::U*ABF:Z794~
HI*BBR:0BH17EZ:D8:20260210~
HI*BBQ:5A1935Z:D8:20260210*BBQ:02HV33Z:D8:20260211~
HI*BI:71:RD8:20260101-20260104~
HI*BH:11:D8:20260209~
HI*BE:80:::3*BE:01:::900~
HI*BG:C5~
NM1*71*1*STONE*IDA****XX*1234567893~
PRV*AT*PXC*207R00000X~
NM1*72*1*REED*KAI****XX*1234567893~
NM1*ZZ*1*FORD*LEE~
REF*1G*U10~
LX*1~
SV2*0121**6000*DA*3~
LX*2~
SV2*0250**3000*UN*12**100~
DTP*472*D8*20260211~
REF*6R*L2~
LIN**N4*00002822501~
CTP****12*ML~
HL*3*2*23*0~
PAT*19~
NM1*QC*1*DOE*SAM~
N3*2 HILL STREET~
N4*OAKLAND*CA*94602~
DMG*D8*20150101*M~
CLM*H-2*300***13:A:7**A*Y*Y~
DTP*434*RD8*20260220-20260220~
CL1*2*1*01~
REF*F8*CLM900~
HI*ABK:S52501A~
HI*APR:M79631~
HI*ABN:W090XXA~
NM1*71*1*STONE*IDA****XX*1234567893~
SBR*S*19*G9******CI~
CAS*PR*1*50~
AMT*D*150~
OI***Y***Y~
MIA*0~
NM1*IL*1*DOE*RAY****MI*C7~
NM1*PR*2*CLOVER MUTUAL*****PI*CLOVER~
DTP*573*D8*20260225~
NM1*71*1~
REF*G2*77~
LX*1~
SV2*0450*HC:99283:25*300*UN*1~
DTP*472*D8*20260220~
NM1*72*1*REED*KAI~
REF*G2*88**2U:CLOVER~
SVD*CLOVER*150*HC:99283*0450*1~
CAS*CO*45*100~
DTP*573*D8*20260225~
SE*88*0001~
`

// A visit of the subscriber with an orthodontic plan, two providers and another
// plan's decision.
const dental = `ST*837*0001*005010X224A2~
BHT*0019*00*D77*20260302*0830*CH~
NM1*41*2*ENAMEL BILLING*****46*ENAMEL~
PER*IC*EDI DESK*EM*EDI@EXAMPLE.ORG~
NM1*40*2*POPPY HMO*****46*POPPY~
HL*1**20*1~
NM1*85*1*ROWE*LIV****XX*1234567893~
N3*9 COURT~
N4*OAKLAND*CA*946010000~
REF*SY*123456789~
REF*0B*D1000~
HL*2*1*22*0~
SBR*S*18*G100******HM~
NM1*IL*1*DOE*JANE****MI*M100~
N3*2 HILL STREET~
N4*OAKLAND*CA*94602~
DMG*D8*20100228*F~
NM1*PR*2*POPPY HMO*****PI*POPPY~
REF*G2*778~
CLM*D-1*800***11:B:1*Y*A*Y*Y**AA:OA::CA********PB~
DTP*439*D8*20260201~
DTP*472*RD8*20260210-20260211~
DN1*24*20**Y~
DN2*3*M****JP~
PWK*RB*BM***AC*X1~
AMT*F5*25~
REF*G3*PD100~
REF*9F*RF100~
NTE*ADD*BRIDGE REPLACED~
HI*ABK:K0262*ABF:K029~
NM1*DN*1*HALE*OMAR~
PRV*RF*PXC*1223G0001X~
NM1*82*1*ROWE*LIV****XX*1234567893~
PRV*PE*PXC*1223X0400X~
NM1*77*2*ENAMEL ROOMS~
N3*9 COURT~
N4*OAKLAND*CA*94601~
NM1*DD*1*YEW*MAY~
PRV*AS*PXC*1223S0112X~
SBR*P*18*G9******CI~
AMT*D*100~
OI***Y***Y~
NM1*IL*1*DOE*JANE****MI*C7~
NM1*PR*2*CLOVER MUTUAL*****PI*CLOVER~
REF*G3*PD9~
NM1*85*1~
REF*G2*5~
LX*1~
SV3*AD:D2392*150****1*****1:2~
TOO*JP*14*M:O~
TOO*JP*15*M:O:D~
DTP*472*D8*20260210~
REF*6R*L1~
SVD*CLOVER*100*AD:D2392**1~
CAS*CO*45*50~
DTP*573*D8*20260225~
LX*2~
SV3*AD:D6750*650*22*10:20*R*1~
DTP*441*D8*20100101~
DTP*452*D8*20260211~
REF*G1*AU7~
AMT*T*5~
NM1*DQ*1*HALE*OMAR~
SE*64*0001~
`

func TestInstitutionalAndDentalClaims(t *testing.T) {
	for _, c := range []struct {
		name, version, set string
		edits              []string // old, new, …
		want               []string
	}{
		{"a hospital's claims", "005010X223A2", institutional, nil, nil},
		{"the later version of the guide", "005010X223A3", institutional, []string{"X223A2", "X223A3"}, nil},
		{"a place of service where the type of bill belongs", "005010X223A2", institutional,
			[]string{"***11:A:1**", "***«11:B:1**"}, []string{"code-not-used 2300 CLM05-2"}},
		{"a patient's signature, which is professional", "005010X223A2", institutional,
			[]string{"***11:A:1**A", "***11:A:1*«Y*A"}, []string{"element-not-used 2300 CLM06"}},
		{"no statement dates", "005010X223A2", institutional,
			[]string{"DTP*434*RD8*20260210-20260213~\n", "", "CL1*1*1*01", "«CL1*1*1*01"},
			[]string{"required-segment-missing 2300 DTP"}},
		{"no admission type", "005010X223A2", institutional,
			[]string{"CL1*1*1*01", "CL1*«*1*01"}, []string{"element-missing 2300 CL101"}},
		{"no principal diagnosis", "005010X223A2", institutional,
			[]string{"HI*ABK:J189:::::::Y~\n", "", "NM1*71*1*STONE*IDA****XX*1234567893~\nPRV", "«NM1*71*1*STONE*IDA****XX*1234567893~\nPRV"},
			[]string{"required-segment-missing 2300 HI"}},
		{"present on admission is one of four codes", "005010X223A2", institutional,
			[]string{"ABK:J189:::::::Y", "«ABK:J189:::::::Q"}, []string{"unknown-code 2300 HI01-9"}},
		{"a value code without its amount", "005010X223A2", institutional,
			[]string{"BE:01:::900", "«BE:01"}, []string{"element-missing 2300 HI02-5"}},
		{"a procedure without its date", "005010X223A2", institutional,
			[]string{"BBR:0BH17EZ:D8:20260210", "««BBR:0BH17EZ"}, []string{"element-missing 2300 HI01-3", "element-missing 2300 HI01-4"}},
		{"a third list of other diagnoses", "005010X223A2", institutional,
			[]string{"HI*BG:C5~", "HI*BG:C5~\nHI*BF:4019~\n«HI*BF:4019~"}, []string{"segment-over-maximum 2300 HI"}},
		{"a line without a revenue code", "005010X223A2", institutional,
			[]string{"SV2*0121**6000", "SV2*«**6000"}, []string{"element-missing 2400 SV201"}},
		{"a professional line", "005010X223A2", institutional,
			[]string{"SV2*0121**6000*DA*3~", "«SV1*HC:99213*6000*UN*1***1~", "LX*2", "«LX*2"},
			[]string{"segment-not-in-set 2400 SV1", "required-segment-missing 2400 SV2"}},
		{"a hospital that bills as a person", "005010X223A2", institutional,
			[]string{"NM1*85*2*HARBOR", "NM1*85*«1*HARBOR"}, []string{"code-not-used 2010AA NM102"}},

		{"a dentist's claim", "005010X224A2", dental, nil, nil},
		{"the later version of the dental guide", "005010X224A3", dental, []string{"X224A2", "X224A3"}, nil},
		{"a claim without diagnoses", "005010X224A2", dental, []string{"HI*ABK:K0262*ABF:K029~\n", ""}, nil},
		{"a fifth diagnosis", "005010X224A2", dental,
			[]string{"*ABF:K029~", "*ABF:K029*ABF:K029*ABF:K029*«ABF:K029~"}, []string{"element-not-used 2300 HI05"}},
		{"a surface that no tooth has", "005010X224A2", dental,
			[]string{"TOO*JP*14*M:O", "TOO*JP*14*«M:Q"}, []string{"code-not-used 2400 TOO03-2"}},
		{"a tooth of no numbering", "005010X224A2", dental,
			[]string{"TOO*JP*14", "TOO*«*14"}, []string{"element-missing 2400 TOO01"}},
		{"a professional code on a dental line", "005010X224A2", dental,
			[]string{"SV3*AD:D6750", "SV3*«HC:D6750"}, []string{"code-not-used 2400 SV301-1"}},
		{"a line without a charge", "005010X224A2", dental,
			[]string{"SV3*AD:D6750*650", "SV3*AD:D6750*«"}, []string{"element-missing 2400 SV302"}},
		{"a pointer beyond the diagnoses that fit", "005010X224A2", dental,
			[]string{"*1:2~", "*«1:5~"}, []string{"code-not-used 2400 SV311-2"}},
		{"an operating physician, who is institutional", "005010X224A2", dental,
			[]string{"NM1*DD*1*YEW", "NM1*«72*1*YEW"}, []string{"code-not-used 2310A NM101"}},
		{"a tooth that is neither missing nor to go", "005010X224A2", dental,
			[]string{"DN2*3*M", "DN2*3*«Q"}, []string{"code-not-used 2300 DN202"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			g, ok := Lookup("837", c.version)
			require.True(t, ok)
			text := c.set
			for i := 0; i < len(c.edits); i += 2 {
				require.Equal(t, 1, strings.Count(text, c.edits[i]), "%q must stand once in the set", c.edits[i])
				text = strings.Replace(text, c.edits[i], c.edits[i+1], 1)
			}
			expect(t, g, text, c.want)
		})
	}
}
