package mapping_test

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/mapping/record"
	"github.com/hmox12/hmox12/x12"
)

// aboveTeeth are the loops above the claims of a dentist.
var aboveTeeth = strings.Replace(above, "WILLOW FAMILY PRACTICE", "REED DENTAL", 1)

// oneDental maps a file that holds one dental claim.
func oneDental(t *testing.T, segments string) mapped {
	t.Helper()
	claims, _ := mapFile(t, fileOfSegments(record.Dental, aboveTeeth+segments))
	require.Len(t, claims, 1)
	return claims[0]
}

func TestADentalClaim(t *testing.T) {
	file := fileOfSegments(record.Dental, aboveTeeth+`CLM*T-2*1500***11:B:7*Y*C*Y*I**OA:::ON:CA*01********7
DTP*439*D8*20260101
DTP*452*D8*20251115
DTP*472*RD8*20260216-20260217
DTP*050*D8*20260220
DN1*24*18**Y
DN2*1*M****JP
DN2*A*E****JP
PWK*RB*EL***AC*XRAY-1
CN1*09*1200
AMT*F5*50
REF*G3*PD-100
REF*F8*26020000400
REF*9F*RF-1
REF*G1*AU-1
REF*D9*CH-1
K3*PROGRAM
NTE*ADD*FELL ON ICE
NTE*ADD*TOOTH KEPT IN MILK
HI*ABK:S025XXA*ABF:K0252*TQ:109564008*ABF:K036
HCP*02*1200*300
NM1*DN*1*HAZEL*OMAR****XX*1000000012
NM1*P3*1*KAPOK*UMA****XX*1000000020
NM1*82*1*ROWAN*LIA****XX*1000000038
PRV*PE*PXC*1223G0001X
NM1*77*2*HARBOR SURGERY*****XX*1000000046
N3*9 QUAY
N4*OAKLAND*CA*946070009
NM1*DD*1*ASH*KIM****XX*1000000061
PRV*AS*PXC*1223S0112X
REF*0B*D999
NM1*DQ*1*FERN*LEE****XX*1000000053
LX*1
SV3*AD:D2392:76::::RESIN*300*22*10:20*R*2*****1:4
TOO*JP*14*M:O:D
TOO*JP*B
DTP*472*D8*20260217
DTP*441*D8*20200301
DTP*446*D8*20260215
DTP*196*D8*20260110
DTP*198*D8*20260217
REF*G3*PD-101**2U:88002
REF*G1*AU-2
REF*6R*L-1
AMT*T*12.5
K3*LINE
NM1*82*1*ELM*IDA****XX*1000000079
NM1*DD*1*ASH*KIM****XX*1000000061
LX*2
SV3*AD:D8080*1200`)
	claims, findings := mapFile(t, file)
	assert.Empty(t, findings)
	require.Len(t, claims, 1)
	c := claims[0]
	assert.Empty(t, c.problems)
	assert.Equal(t, record.Dental, c.Kind)
	assert.Nil(t, c.Institutional)
	assert.Equal(t, "11", c.FacilityCode())
	assert.Empty(t, c.BillType())
	assert.Equal(t, [4]string{"Y", "C", "Y", "I"}, [4]string{c.Signature, c.Assignment, c.Benefits, c.Release})
	assert.Equal(t, []string{"OA"}, c.Detailed().Accidents)
	assert.Equal(t, [4]string{"ON", "CA", "01", "7"}, [4]string{c.Detailed().AccidentState, c.Detailed().AccidentCountry, c.Detailed().Program, c.Detailed().DelayReason})
	assert.Equal(t, record.Date(20260101), c.Detailed().AccidentDate)
	assert.Equal(t, record.Span{From: 20260216, To: 20260217}, c.Dates)
	assert.Equal(t, []record.Event{{Qualifier: "050", Span: record.Span{From: 20260220, To: 20260220}}}, c.Detailed().Events)
	assert.Equal(t, &record.DentalClaim{
		PredeterminedAs: "PD-100", Appliance: 20251115,
		Orthodontics: &record.Orthodontics{Months: dollars("24"), Remaining: dollars("18"), Treatment: true},
		Teeth:        []record.ToothStatus{{Tooth: "1", Status: "M"}, {Tooth: "A", Status: "E"}},
	}, c.Dental)
	assert.Equal(t, "50", c.PatientPaid.String())
	assert.Equal(t, [4]string{"26020000400", "RF-1", "AU-1", "CH-1"}, [4]string{c.OriginalControl, c.Referral, c.Authorization, c.Clearinghouse})
	assert.Equal(t, []record.ClaimNote{{Kind: "ADD", Text: "FELL ON ICE"}, {Kind: "ADD", Text: "TOOTH KEPT IN MILK"}}, c.Detailed().Notes)
	assert.Equal(t, []record.Diagnosis{
		{Qualifier: "ABK", Code: "S025XXA"}, {Qualifier: "ABF", Code: "K0252"}, {Qualifier: "TQ", Code: "109564008"}, {Qualifier: "ABF", Code: "K036"},
	}, c.Diagnoses)
	assert.Empty(t, c.Detailed().Conditions, "lines point to a SNODENT code as to any other")
	var roles []record.Role
	for _, p := range c.Providers {
		roles = append(roles, p.Role)
	}
	assert.Equal(t, []record.Role{"DN", "P3", "82", "77", "DD", "DQ"}, roles)
	assert.Equal(t, "1223S0112X", c.Provider(nil, record.AssistantSurgeon).Taxonomy)

	require.Len(t, c.Lines, 2)
	filling, braces := c.Lines[0], c.Lines[1]
	assert.Equal(t, record.Procedure{Qualifier: "AD", Code: "D2392", Modifiers: []string{"76"}, Description: "RESIN"}, filling.Procedure)
	assert.Equal(t, "22", c.PlaceOf(&filling))
	assert.Equal(t, []string{"10", "20"}, filling.Dental.OralCavities)
	assert.Equal(t, "R", filling.Dental.Placement)
	assert.Equal(t, "2", filling.Units.String())
	assert.Equal(t, []int{1, 4}, filling.Pointers)
	assert.Equal(t, []record.Tooth{{Number: "14", Surfaces: []string{"M", "O", "D"}}, {Number: "B"}}, filling.Dental.Teeth)
	assert.Equal(t, record.Span{From: 20260217, To: 20260217}, filling.Dates)
	assert.Equal(t, []record.Event{
		{Qualifier: "441", Span: record.Span{From: 20200301, To: 20200301}}, {Qualifier: "446", Span: record.Span{From: 20260215, To: 20260215}},
		{Qualifier: "196", Span: record.Span{From: 20260110, To: 20260110}}, {Qualifier: "198", Span: record.Span{From: 20260217, To: 20260217}},
	}, filling.Detailed().Events)
	assert.Equal(t, "AU-2", filling.Authorization)
	assert.Equal(t, []record.Reference{{Qualifier: "G3", Number: "PD-101", Payer: "88002"}}, filling.Detailed().References)
	assert.Equal(t, []record.Amount{{Qualifier: "T", Amount: dollars("12.5")}}, filling.Detailed().Amounts)
	assert.Equal(t, []string{"LINE"}, filling.Detailed().FixedFormat)
	assert.Equal(t, "1000000079", c.Rendering(&filling).NPI)
	assert.Equal(t, "1000000061", c.Provider(&filling, record.AssistantSurgeon).NPI)
	assert.Equal(t, record.ServiceLine{
		Number: 2, Procedure: record.Procedure{Qualifier: "AD", Code: "D8080"}, Charge: dollars("1200"), Dental: &record.DentalService{},
	}, braces, "units that were not sent are not made up")
	assert.Equal(t, c.Dates, c.DatesOf(&braces))
	assert.Equal(t, "1000000038", c.Rendering(&braces).NPI)

	again, _ := mapFile(t, fileOf(t, c.Claim))
	require.Len(t, again, 1)
	again[0].Source = c.Source
	assert.Equal(t, asJSON(t, c.Claim), asJSON(t, again[0].Claim), "written and read again it is the same")
}

func TestAPredetermination(t *testing.T) {
	c := filling()
	c.Dental.Predetermination, c.Dates = true, record.Span{}
	file := fileOf(t, c)
	requireSound(t, file)
	assert.Contains(t, string(file), "CLM*T-1*265***11:B:1*Y*A*Y*Y**********PB~\n")
	assert.NotContains(t, string(file), "DTP*472")
	claims, _ := mapFile(t, file)
	require.Len(t, claims, 1)
	assert.Empty(t, claims[0].problems, "nothing was done yet, so nothing has a date")
	assert.True(t, claims[0].Dental.Predetermination)
	assert.True(t, claims[0].FirstDate().IsZero())
}

func TestADentalClaimAfterAnotherPayer(t *testing.T) {
	c := filling()
	p := clover(adjustment("CO", "45", 15))
	p.HasPaid, p.Paid, p.Decided, p.Control = true, decimal.NewFromInt(200), 20260224, "ICN-9"
	p.References = []record.Reference{{Qualifier: "G3", Number: "PD-7"}}
	c.OtherPayers = []record.OtherPayer{p}
	paid := cloverPaid(adjustment("PR", "2", 50))
	paid.Procedure, paid.Paid = record.Procedure{Qualifier: "AD", Code: "D2392"}, decimal.NewFromInt(120)
	c.Lines[1].OtherPayers = []record.LinePayment{paid}
	file := fileOf(t, c)
	requireSound(t, file)
	claims, _ := mapFile(t, file)
	require.Len(t, claims, 1)
	assert.Equal(t, asJSON(t, c.OtherPayers), asJSON(t, claims[0].OtherPayers))
	assert.Equal(t, asJSON(t, c.Lines), asJSON(t, claims[0].Lines))
}

func TestADiagnosisThatIsLeftOutKeepsItsPlace(t *testing.T) {
	c := oneDental(t, "CLM*T*1***11:B:1*Y*A*Y*Y\nHI*ABK:K0252**ABF:K036\nLX*1\nSV3*AD:D2392*1*********3")
	assert.Equal(t, []record.Diagnosis{{Qualifier: "ABK", Code: "K0252"}, {}, {Qualifier: "ABF", Code: "K036"}}, c.Diagnoses, "the line points to the third")
	c = oneClaim(t, above+"CLM*T*1***11:B:1*Y*A*Y*Y\nHI*ABK:J069\nHI*BG:AA**BG:AB\n"+line)
	assert.Equal(t, []record.Diagnosis{{Qualifier: "ABK", Code: "J069"}}, c.Diagnoses, "a condition code left out is no diagnosis")
	assert.Equal(t, []record.Diagnosis{{Qualifier: "BG", Code: "AA"}, {Qualifier: "BG", Code: "AB"}}, c.Detailed().Conditions)
}

// Each case marks with ! where the problem must point.
func TestWhatCanNotBeReadOfADentalClaimIsAProblemWithItsPlace(t *testing.T) {
	const clm, cleaning = "CLM*T*1***11:B:1*Y*A*Y*Y\n", "LX*1\nSV3*AD:D1110*1"
	for _, c := range []struct {
		name, segments string
		code           x12.Code
		place, loop    string
	}{
		{"a line without its charge", clm + "LX*1\nSV3*AD:D1110*!*11", x12.ElementMissing, "SV302", "2400"},
		{"units that are no number", clm + "LX*1\nSV3*AD:D1110*1****!X", x12.BadNumber, "SV306", "2400"},
		{"a pointer that is no number", clm + "LX*1\nSV3*AD:D1110*1*********!1:X", x12.BadNumber, "SV311-2", "2400"},
		{"months of treatment that are no number", clm + "DN1*!X\n" + cleaning, x12.BadNumber, "DN101", "2300"},
		{"a placement on a day that the calendar lacks", clm + "DTP*452*D8*!20260230\n" + cleaning, x12.BadDate, "DTP03", "2300"},
		{"a service without its day", clm + "DTP*472*D8*!\n" + cleaning, x12.ElementMissing, "DTP03", "2300"},
	} {
		t.Run(c.name, func(t *testing.T) {
			file := string(fileOfSegments(record.Dental, aboveTeeth+c.segments))
			at := strings.IndexByte(file, '!')
			claims, _ := mapFile(t, []byte(strings.Replace(file, "!", "", 1)))
			require.Len(t, claims, 1)
			require.Len(t, claims[0].problems, 1)
			p := claims[0].problems[0]
			assert.Equal(t, c.code, p.Code)
			assert.Equal(t, c.place, p.Place())
			assert.Equal(t, c.loop, p.Loop)
			assert.Equal(t, int64(at), p.Offset)
		})
	}
}
