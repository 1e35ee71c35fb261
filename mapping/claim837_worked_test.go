package mapping_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/mapping/record"
)

// worked are whole claims as they come, with what must be understood of them.
// Written again they are the same, segment by segment.
var worked = []struct {
	name     string
	kind     record.ClaimKind
	segments string
	check    func(t *testing.T, c *record.Claim)
}{
	{"a knee replacement with three nights in the hospital", record.Institutional, `BHT*0019*00*NIGHT8*20260302*0815*CH
NM1*41*2*HARBOR CLEARING*****46*HARBOR1
PER*IC*EDI DESK*TE*5550103000
NM1*40*2*POPPY HEALTH PLAN*****46*77001
HL*1**20*1
NM1*85*2*HARBOR HOSPITAL*****XX*1000001655
N3*7 QUAY STREET
N4*OAKLAND*CA*946120007
REF*EI*942220000
HL*2*1*22*0
SBR*P*18*GRP-77******HM
NM1*IL*1*REED*TOM****MI*GP200009
N3*2 MILL LANE
N4*OAKLAND*CA*94603
DMG*D8*19610414*M
NM1*PR*2*POPPY HEALTH PLAN*****PI*77001
CLM*HH-4410*38750.5***11:A:1**A*Y*Y
DTP*096*TM*1000
DTP*434*RD8*20260119-20260122
DTP*435*DT*202601190640
CL1*3*1*06
REF*G1*AU26000777
REF*EA*HH-MR-12
HI*ABK:M1712:::::::Y
HI*ABJ:M25562
HI*DR:470
HI*ABF:I10:::::::Y*ABF:Z87891
HI*BBR:0SRD0J9:D8:20260119
HI*BE:80:::3
NM1*71*1*FERN*LEE****XX*1000000053
NM1*72*1*IVY*RUTH****XX*1000000673
LX*1
SV2*0120**6750.5*DA*3
LX*2
SV2*0278**14000*UN*1
LX*3
SV2*0360**18000*UN*1`, func(t *testing.T, c *record.Claim) {
		assert.Equal(t, "111", c.BillType())
		assert.Equal(t, [2]record.Date{20260119, 20260122}, [2]record.Date{c.FirstDate(), c.LastDate()})
		assert.Equal(t, [3]string{"0640", "1000", "06"}, [3]string{c.Institutional.AdmissionTime, c.Institutional.DischargeTime, c.Institutional.PatientStatus})
		assert.Equal(t, "470", c.Institutional.DRG)
		assert.Equal(t, []record.HospitalProcedure{{Qualifier: "BBR", Code: "0SRD0J9", Date: 20260119}}, c.Institutional.Procedures)
		assert.Equal(t, "1000000053", c.Provider(nil, record.Attending).NPI)
		days, ok := c.Institutional.Value("80")
		assert.True(t, ok)
		assert.Equal(t, "3", days.String())
	}},
	{"an emergency visit of a child, after another plan", record.Institutional, `BHT*0019*00*NIGHT8*20260302*0815*CH
NM1*41*2*HARBOR CLEARING*****46*HARBOR1
PER*IC*EDI DESK*TE*5550103000
NM1*40*2*POPPY HEALTH PLAN*****46*77001
HL*1**20*1
NM1*85*2*HARBOR HOSPITAL*****XX*1000001655
N3*7 QUAY STREET
N4*OAKLAND*CA*946120007
REF*EI*942220000
HL*2*1*22*1
SBR*S**GRP-77******HM
NM1*IL*1*REED*TOM****MI*GP200009
NM1*PR*2*POPPY HEALTH PLAN*****PI*77001
HL*3*2*23*0
PAT*19
NM1*QC*1*REED*IDA
N3*2 MILL LANE
N4*OAKLAND*CA*94603
DMG*D8*20190322*F
CLM*HH-4411*900***13:A:1**A*Y*Y
DTP*434*RD8*20260210-20260210
CL1*1*1*01
REF*EA*HH-MR-13
HI*ABK:S52501A
HI*APR:M25539
HI*ABN:W0910XA
HI*BH:05:D8:20260210
NM1*71*1*FERN*LEE****XX*1000000053
SBR*P*19*OTH-9******CI
CAS*PR*3*75
AMT*D*525
OI***Y***Y
NM1*IL*1*REED*ANN****MI*CL-77
NM1*PR*2*CLOVER MUTUAL*****PI*88002
DTP*573*D8*20260225
LX*1
SV2*0450*HC:99283*600*UN*1
DTP*472*D8*20260210
SVD*88002*450*HC:99283*0450*1
CAS*CO*45*150
DTP*573*D8*20260225
LX*2
SV2*0320*HC:73110*300*UN*1
DTP*472*D8*20260210
SVD*88002*150*HC:73110*0320*1
CAS*CO*45*150
DTP*573*D8*20260225`, func(t *testing.T, c *record.Claim) {
		assert.Equal(t, "19", c.Relationship)
		assert.Equal(t, "IDA", c.Patient.Name.First)
		assert.Equal(t, []record.Occurrence{{Code: "05", Date: 20260210}}, c.Institutional.Occurrences)
		assert.Equal(t, []record.Diagnosis{{Qualifier: "ABN", Code: "W0910XA"}}, c.Institutional.ExternalCauses)
		require.Len(t, c.OtherPayers, 1)
		assert.Equal(t, "525", c.OtherPayers[0].Paid.String())
		assert.Equal(t, "0320", c.Lines[1].OtherPayers[0].Revenue)
	}},
	{"a cleaning and a filling", record.Dental, `BHT*0019*00*NIGHT8*20260302*0815*CH
NM1*41*2*HARBOR CLEARING*****46*HARBOR1
PER*IC*EDI DESK*TE*5550103000
NM1*40*2*POPPY HEALTH PLAN*****46*77001
HL*1**20*1
NM1*85*1*ROWAN*LIA****XX*1000001309
N3*9 HARBOR COURT
N4*OAKLAND*CA*946070009
REF*SY*912345678
HL*2*1*22*0
SBR*P*18*GRP-77******HM
NM1*IL*1*MARSH*ADA****MI*GP200001
N3*1 REED LANE
N4*OAKLAND*CA*94602
DMG*D8*19800229*F
NM1*PR*2*POPPY HEALTH PLAN*****PI*77001
CLM*LR-77*245***11:B:1*Y*A*Y*Y
DTP*472*D8*20260218
LX*1
SV3*AD:D1110*85****1
LX*2
SV3*AD:D2392*160****1
TOO*JP*3*M:O`, func(t *testing.T, c *record.Claim) {
		assert.True(t, c.Billing.Individual)
		assert.Equal(t, "912345678", c.Billing.TIN)
		assert.Empty(t, c.Diagnoses)
		assert.Equal(t, record.Span{From: 20260218, To: 20260218}, c.DatesOf(&c.Lines[1]))
		assert.Equal(t, []record.Tooth{{Number: "3", Surfaces: []string{"M", "O"}}}, c.Lines[1].Dental.Teeth)
		assert.Equal(t, &record.DentalClaim{}, c.Dental)
	}},
}

func TestWorkedClaims(t *testing.T) {
	for _, w := range worked {
		t.Run(w.name, func(t *testing.T) {
			file := fileOfSegments(w.kind, w.segments)
			requireSound(t, file)
			claims, _ := mapFile(t, file)
			require.Len(t, claims, 1)
			assert.Empty(t, claims[0].problems)
			w.check(t, claims[0].Claim)

			again := string(fileOf(t, claims[0].Claim))
			want := string(file)
			from := func(text string) string { return text[strings.Index(text, "HL*1"):] }
			assert.Equal(t, from(want), from(again))
		})
	}
}
