package mapping_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/mapping"
	"github.com/hmox12/hmox12/mapping/record"
	"github.com/hmox12/hmox12/x12"
	"github.com/hmox12/hmox12/x12/guide"
)

// above are the loops above the claims of most tests: the subscriber is the
// patient.
const above = `BHT*0019*00*NIGHT7*20260302*0800*CH
NM1*41*2*HARBOR CLEARING*****46*HARBOR1
PER*IC*EDI DESK*TE*5550103000
NM1*40*2*POPPY HEALTH PLAN*****46*77001
HL*1**20*1
PRV*BI*PXC*207Q00000X
NM1*85*2*WILLOW FAMILY PRACTICE*****XX*1000000004
N3*14 WILLOW ROAD*SUITE 2
N4*OAKLAND*CA*946070001
REF*EI*941230000
NM1*87*2
N3*PO BOX 14
N4*OAKLAND*CA*946070014
HL*2*1*22*0
SBR*P*18*GRP-77******HM
NM1*IL*1*MARSH*ADA*Q**JR*MI*GP200001
N3*1 REED LANE
N4*OAKLAND*CA*94602
DMG*D8*19800229*F
NM1*PR*2*POPPY HEALTH PLAN*****PI*77001
REF*G2*PROV-9
`

const line = `LX*1
SV1*HC:99213*150*UN*1***1
DTP*472*D8*20260217`

// oneClaim maps a file that holds one claim.
func oneClaim(t *testing.T, segments string) mapped {
	t.Helper()
	claims, _ := mapFile(t, claimFile(t, segments))
	require.Len(t, claims, 1)
	return claims[0]
}

func TestAClaimKnowsItsLevels(t *testing.T) {
	claims, findings := mapFile(t, claimFile(t, above+"CLM*W-1*150***11:B:1*Y*A*Y*Y\nHI*ABK:J069\n"+line))
	require.Empty(t, findings)
	require.Len(t, claims, 1)
	c := claims[0]
	assert.Empty(t, c.problems)
	assert.Equal(t, record.Professional, c.Kind)
	assert.Equal(t, record.Source{
		File: "night.x12", Sender: "SENDER", Interchange: "000000501", Group: "501", Set: "0001", Batch: "NIGHT7",
		Offset: c.Source.Offset, Segment: 4 + strings.Count(above, "\n"),
	}, c.Source)
	assert.Equal(t, record.Date(20260302), c.Received)
	assert.Equal(t, "HARBOR1", c.Submitter)
	assert.Equal(t, &record.ClaimProvider{
		Role: record.BillingProvider, NPI: "1000000004", Name: record.PersonName{Last: "WILLOW FAMILY PRACTICE"}, Organization: true,
		TIN: "941230000", Taxonomy: "207Q00000X",
		Address:  record.Address{Lines: []string{"14 WILLOW ROAD", "SUITE 2"}, City: "OAKLAND", State: "CA", ZIP: "946070001"},
		OtherIDs: []record.Reference{{Qualifier: "G2", Number: "PROV-9"}},
	}, c.Billing)
	assert.Equal(t, &record.Address{Lines: []string{"PO BOX 14"}, City: "OAKLAND", State: "CA", ZIP: "946070014"}, c.PayTo)
	assert.Equal(t, "P", c.Position)
	assert.Equal(t, "GRP-77", c.GroupNumber)
	assert.Equal(t, "HM", c.Filing)
	assert.Equal(t, "77001", c.PayerID)
	assert.True(t, c.SubscriberIsPatient())
	assert.Equal(t, c.Subscriber, c.Patient)
	assert.Equal(t, record.PersonName{Last: "MARSH", First: "ADA", Middle: "Q", Suffix: "JR"}, c.Patient.Name)
	assert.Equal(t, record.Date(19800229), c.Patient.BirthDate)
	assert.Equal(t, "F", c.Patient.Sex)
	assert.Equal(t, "150", c.Charge.String())
}

func TestADependentIsThePatientOfItsClaims(t *testing.T) {
	claims, findings := mapFile(t, claimFile(t, strings.NewReplacer("HL*2*1*22*0", "HL*2*1*22*1", "SBR*P*18*", "SBR*P**").Replace(above)+
		`HL*3*2*23*0
PAT*19
NM1*QC*1*MARSH*BEN
N3*1 REED LANE
N4*OAKLAND*CA*94602
DMG*D8*20150604*M
CLM*W-2*150***11:B:1*Y*A*Y*Y
HI*ABK:J069
`+line+`
HL*4*2*23*0
PAT*01
NM1*QC*1*MARSH*CARL
N3*1 REED LANE
N4*OAKLAND*CA*94602
DMG*D8*19790101*M
CLM*W-3*150***11:B:1*Y*A*Y*Y
HI*ABK:J069
`+line))
	require.Empty(t, findings)
	require.Len(t, claims, 2)
	for i, want := range []struct{ account, relationship, first string }{{"W-2", "19", "BEN"}, {"W-3", "01", "CARL"}} {
		assert.Equal(t, want.account, claims[i].Account)
		assert.Equal(t, want.relationship, claims[i].Relationship)
		assert.Equal(t, want.first, claims[i].Patient.Name.First)
		assert.Equal(t, "ADA", claims[i].Subscriber.Name.First)
		assert.False(t, claims[i].SubscriberIsPatient())
	}
}

func TestTheClaim(t *testing.T) {
	c := oneClaim(t, above+`CLM*W-4*395.5***11:B:7*Y*C*N*Y**AA:OA::CA*********7
DTP*431*D8*20260101
DTP*439*D8*20260102
DTP*435*D8*20260103
DTP*096*D8*20260104
DTP*314*RD8*20260105-20260131
PWK*OZ*EL***AC*DOC-1
AMT*F5*20.25
REF*9F*RF26000123
REF*G1*AU26000001
REF*F8*26020000400
REF*D9*CH-1
REF*EA*MR-1
REF*X4*05D0000001
NTE*ADD*FELL FROM A LADDER
HI*ABK:S8290XA*ABF:M25561
HI*BP:27447
HI*BG:AA
NM1*DN*1*HAZEL*OMAR****XX*1000000012
NM1*P3*1*KAPOK*UMA****XX*1000000020
NM1*82*1*IVY*RUTH****XX*1000000038
PRV*PE*PXC*207X00000X
REF*G2*R-9
NM1*77*2*BAY SURGERY*****XX*1000000046
N3*2 DOCK STREET
N4*OAKLAND*CA*946070002
NM1*DQ*1*FERN*LEE****XX*1000000053
NM1*PW*2
N3*5 HILL ROAD
N4*OAKLAND*CA*94603
NM1*45*2*BAYVIEW HOSPITAL
N3*6 HILL ROAD
N4*OAKLAND*CA*94603
`+line)
	assert.Empty(t, c.problems)
	assert.Equal(t, "7", c.Frequency)
	assert.Equal(t, "C", c.Assignment)
	assert.Equal(t, "N", c.Benefits)
	assert.Equal(t, []string{"AA", "OA"}, c.Detailed().Accidents)
	assert.Equal(t, "CA", c.Detailed().AccidentState)
	assert.Equal(t, "7", c.Detailed().DelayReason)
	assert.Equal(t, []record.Event{
		{Qualifier: "431", Span: record.Span{From: 20260101, To: 20260101}},
		{Qualifier: "314", Span: record.Span{From: 20260105, To: 20260131}},
	}, c.Detailed().Events)
	assert.Equal(t, [3]record.Date{20260102, 20260103, 20260104}, [3]record.Date{c.Detailed().AccidentDate, c.AdmissionDate, c.DischargeDate})
	assert.Equal(t, []record.Attachment{{Type: "OZ", Transmission: "EL", Control: "DOC-1"}}, c.Detailed().Attachments)
	assert.Equal(t, "20.25", c.PatientPaid.String())
	assert.Equal(t, "RF26000123", c.Referral)
	assert.Equal(t, "AU26000001", c.Authorization)
	assert.Equal(t, "26020000400", c.OriginalControl)
	assert.Equal(t, "CH-1", c.Clearinghouse)
	assert.Equal(t, "MR-1", c.MedicalRecord)
	assert.Equal(t, []record.Reference{{Qualifier: "X4", Number: "05D0000001"}}, c.Detailed().References)
	assert.Equal(t, []record.ClaimNote{{Kind: "ADD", Text: "FELL FROM A LADDER"}}, c.Detailed().Notes)
	assert.Equal(t, []record.Diagnosis{{Qualifier: "ABK", Code: "S8290XA"}, {Qualifier: "ABF", Code: "M25561"}}, c.Diagnoses)
	assert.Equal(t, []record.Diagnosis{{Qualifier: "BP", Code: "27447"}, {Qualifier: "BG", Code: "AA"}}, c.Detailed().Conditions)

	var roles []record.Role
	for _, p := range c.Providers {
		roles = append(roles, p.Role)
	}
	assert.Equal(t, []record.Role{"DN", "P3", "82", "77", "DQ", "PW", "45"}, roles)
	rendering := c.Rendering(&c.Lines[0])
	assert.Equal(t, "1000000038", rendering.NPI)
	assert.Equal(t, "207X00000X", rendering.Taxonomy)
	assert.Equal(t, []record.Reference{{Qualifier: "G2", Number: "R-9"}}, rendering.OtherIDs)
	assert.Equal(t, "OAKLAND", c.Provider(nil, record.ServiceFacility).Address.City)
}

func TestALineTakesWhatIsItsOwn(t *testing.T) {
	c := oneClaim(t, above+`CLM*W-5*200***11:B:1*Y*A*Y*Y
HI*ABK:M1711*ABF:M25561
NM1*82*1*IVY*RUTH****XX*1000000038
LX*1
SV1*HC:J3301:RT:59:::INJECTION*40.5*UN*2.5*22**1:2**Y******0
DTP*472*RD8*20260216-20260217
DTP*471*D8*20260210
REF*G1*THEIRS**2U:88002
REF*G1*OURS
REF*6R*L-1
REF*BT*LOT-7
NTE*ADD*LEFT KNEE
LIN**N4*00003029305
CTP****2*ML
REF*XZ*RX-1
NM1*82*1*FERN*LEE****XX*1000000053
NM1*DK*1*HAZEL*OMAR****XX*1000000012
LX*2
SV1*HC:99213*159.5*MJ*30***1
DTP*472*D8*20260218`)
	require.Len(t, c.Lines, 2)
	assert.Empty(t, c.problems)
	one, two := c.Lines[0], c.Lines[1]
	assert.Equal(t, record.Procedure{Qualifier: "HC", Code: "J3301", Modifiers: []string{"RT", "59"}, Description: "INJECTION"}, one.Procedure)
	assert.Equal(t, "40.5", one.Charge.String())
	assert.Equal(t, "2.5", one.Units.String())
	assert.Equal(t, "22", c.PlaceOf(&one))
	assert.Equal(t, "11", c.PlaceOf(&two))
	assert.Equal(t, []int{1, 2}, one.Pointers)
	assert.True(t, one.Emergency)
	assert.True(t, one.CopayWaived)
	assert.False(t, two.Emergency || two.CopayWaived)
	assert.Equal(t, record.Span{From: 20260216, To: 20260217}, one.Dates)
	assert.Equal(t, []record.Event{{Qualifier: "471", Span: record.Span{From: 20260210, To: 20260210}}}, one.Detailed().Events)
	assert.Equal(t, "OURS", one.Authorization, "the number that REF04 says is another payer's is passed over")
	assert.Equal(t, "L-1", one.Control)
	assert.Equal(t, []record.Reference{
		{Qualifier: "G1", Number: "THEIRS", Payer: "88002"}, {Qualifier: "BT", Number: "LOT-7"}, {Qualifier: "XZ", Number: "RX-1"},
	}, one.Detailed().References)
	assert.Equal(t, []record.ClaimNote{{Kind: "ADD", Text: "LEFT KNEE"}}, one.Detailed().Notes)
	assert.Equal(t, "00003029305", one.Drug.NDC)
	assert.Equal(t, "2", one.Drug.Quantity.String())
	assert.Equal(t, "ML", one.Drug.Unit)
	assert.Equal(t, "1000000053", c.Rendering(&one).NPI, "the line's own")
	assert.Equal(t, "1000000038", c.Rendering(&two).NPI, "the claim's")
	assert.Equal(t, "1000000012", c.Provider(&one, record.OrderingProvider).NPI)
	assert.Equal(t, "MJ", two.UnitBasis)
}

func TestOtherPayers(t *testing.T) {
	c := oneClaim(t, above+`CLM*W-6*210***11:B:1*Y*A*Y*Y
HI*ABK:J069
SBR*P*19*OTH-1******CI
CAS*CR*1*1*1*2*2**3*3*3*4*4**5*5*5*6*6*6
CAS*OA*94*-3
AMT*D*0
AMT*A8*12
AMT*EAF*25
OI***Y***Y
MOA***MA01*N130
NM1*IL*1*MARSH*DAN****MI*CL-1
NM1*PR*2*CLOVER MUTUAL*****PI*88002
DTP*573*D8*20260224
REF*G1*THEIR-AUTH
REF*F8*THEIR-CLAIM
LX*1
SV1*HC:99213*210*UN*1***1
DTP*472*D8*20260217
SVD*88002*100.01*HC:99213:25**2
CAS*CO*45*84.99
CAS*PR*3*25
DTP*573*D8*20260224
AMT*EAF*25`)
	assert.Empty(t, c.problems)
	require.Len(t, c.OtherPayers, 1)
	p := c.OtherPayers[0]
	require.Len(t, p.Adjustments, 7, "six triplets of one CAS and one of the next")
	assert.Equal(t, "21", record.SumGroup(p.Adjustments, "CR").String())
	assert.Equal(t, "3", p.Adjustments[2].Quantity.String())
	assert.Equal(t, "-3", p.Adjustments[6].Amount.String())
	assert.True(t, p.HasPaid, "a payment of nothing is a payment")
	assert.True(t, p.Paid.IsZero())
	assert.Equal(t, "12", p.NonCovered.String())
	assert.Equal(t, "25", p.Remaining.String())
	assert.Equal(t, []record.RARC{"MA01", "N130"}, p.Remarks)
	assert.Equal(t, "DAN", p.Subscriber.Name.First)
	assert.Equal(t, "88002", p.ID)
	assert.Equal(t, record.Date(20260224), p.Decided)
	assert.Equal(t, "THEIR-CLAIM", p.Control)
	assert.Equal(t, []record.Reference{{Qualifier: "G1", Number: "THEIR-AUTH"}}, p.References)
	assert.Empty(t, c.Authorization, "another payer's authorization is not ours")

	require.Len(t, c.Lines[0].OtherPayers, 1)
	paid := c.Lines[0].OtherPayers[0]
	assert.Equal(t, "88002", paid.PayerID)
	assert.Equal(t, "100.01", paid.Paid.String())
	assert.Equal(t, "2", paid.Units.String())
	assert.Equal(t, "99213-25", paid.Procedure.String())
	assert.Equal(t, "109.99", record.Sum(paid.Adjustments).String())
	assert.Equal(t, record.Date(20260224), paid.Decided)
	assert.Equal(t, "25", paid.Remaining.String())
}

// Each case marks with ! where the problem must point.
func TestWhatCanNotBeReadIsAProblemWithItsPlace(t *testing.T) {
	for _, c := range []struct {
		name, segments string
		code           x12.Code
		place, loop    string
	}{
		{"a charge with an exponent", "CLM*W*!1E9***11:B:1*Y*A*Y*Y\n" + line, x12.BadNumber, "CLM02", "2300"},
		{"a charge that is missing", "CLM*W*!***11:B:1*Y*A*Y*Y\n" + line, x12.ElementMissing, "CLM02", "2300"},
		{"a day that the calendar lacks", "CLM*W*1***11:B:1*Y*A*Y*Y\nDTP*439*D8*!20260230\n" + line, x12.BadDate, "DTP03", "2300"},
		{"a line charge with a comma", "CLM*W*1***11:B:1*Y*A*Y*Y\nLX*1\nSV1*HC:99213*!1,50*UN*1***1", x12.BadNumber, "SV102", "2400"},
		{"units that are missing", "CLM*W*1***11:B:1*Y*A*Y*Y\nLX*1\nSV1*HC:99213*150*UN*!***1", x12.ElementMissing, "SV104", "2400"},
		{"a pointer that is no number", "CLM*W*1***11:B:1*Y*A*Y*Y\nLX*1\nSV1*HC:99213*150*UN*1***!1:X", x12.BadNumber, "SV107-2", "2400"},
		{"an adjustment without its amount", "CLM*W*1***11:B:1*Y*A*Y*Y\nSBR*P*18*******CI\nCAS*CO*45*!\n" + line, x12.ElementMissing, "CAS03", "2320"},
		{"a period that runs backwards", "CLM*W*1***11:B:1*Y*A*Y*Y\nLX*1\nSV1*HC:99213*150*UN*1***1\nDTP*472*RD8*!20260217-20260216", x12.BadDate, "DTP03", "2400"},
	} {
		t.Run(c.name, func(t *testing.T) {
			file := claimFile(t, above+c.segments)
			at := strings.IndexByte(string(file), '!')
			file = []byte(strings.Replace(string(file), "!", "", 1))
			claims, _ := mapFile(t, file)
			require.Len(t, claims, 1)
			require.Len(t, claims[0].problems, 1)
			p := claims[0].problems[0]
			assert.Equal(t, c.code, p.Code)
			assert.Equal(t, c.place, p.Place())
			assert.Equal(t, c.loop, p.Loop)
			assert.Equal(t, int64(at), p.Offset)
			assert.Empty(t, p.Value)
		})
	}
}

func TestAProblemAboveTheClaimsIsEachClaims(t *testing.T) {
	bad := strings.Replace(above, "19800229", "19810229", 1)
	clm := "CLM*W-%*150***11:B:1*Y*A*Y*Y\nHI*ABK:J069\n" + line + "\n"
	second := `HL*3*1*22*0
SBR*P*18*GRP-77******HM
NM1*IL*1*MARSH*EVE****MI*GP200002
DMG*D8*19800229*F
NM1*PR*2*POPPY HEALTH PLAN*****PI*77001
`
	claims, _ := mapFile(t, claimFile(t, bad+clm+clm+second+clm))
	require.Len(t, claims, 3)
	for i, want := range []int{1, 1, 0} {
		assert.Len(t, claims[i].problems, want, "claim %d", i+1)
	}
	assert.Equal(t, "2010BA", claims[0].problems[0].Loop)
	assert.True(t, claims[0].Patient.BirthDate.IsZero())
}

func TestOnlyGuidesOfClaimsAreMapped(t *testing.T) {
	g, ok := guide.Lookup("835", "005010X221A1")
	require.True(t, ok)
	_, err := mapping.NewClaimMapper(g, record.Source{}, 0, nil)
	assert.ErrorContains(t, err, "no claims are mapped from guide 835 005010X221A1")
	for version, want := range map[string]record.ClaimKind{
		"005010X222A1": record.Professional, "005010X222A2": record.Professional, "005010X223A2": record.Institutional,
		"005010X223A3": record.Institutional, "005010X224A2": record.Dental, "005010X224A3": record.Dental,
	} {
		t.Run(version, func(t *testing.T) {
			file := strings.ReplaceAll(string(fileOf(t, one(want))), mapping.ClaimVersion(want), version)
			claims, findings := mapFile(t, []byte(file))
			assert.Empty(t, findings)
			require.Len(t, claims, 1)
			assert.Equal(t, want, claims[0].Kind)
		})
	}
	assert.Empty(t, mapping.ClaimVersion("veterinary"))
}

func TestAClaimWithoutEndDoesNotGrowWithoutBound(t *testing.T) {
	file := claimFile(t, above+"CLM*W*1***11:B:1*Y*A*Y*Y\n"+strings.Repeat("NTE*ADD*AGAIN\n", 120_000)+line)
	claims, _ := mapFile(t, file)
	require.Len(t, claims, 1)
	assert.Less(t, len(claims[0].Detailed().Notes), 100_001)
	require.Len(t, claims[0].problems, 1)
	assert.Equal(t, x12.SegmentOverMaximum, claims[0].problems[0].Code)
}

func TestASetThatBreaksOffGivesItsLastClaim(t *testing.T) {
	g, ok := guide.Lookup("837", "005010X222A1")
	require.True(t, ok)
	var accounts []string
	mapper, err := mapping.NewClaimMapper(g, record.Source{}, 0, func(c *record.Claim, _ []mapping.ClaimProblem) {
		accounts = append(accounts, c.Account+" of "+c.Patient.Name.Last)
	})
	require.NoError(t, err)
	walker := guide.NewWalker(g, nil)
	for text := range strings.Lines("ST*837*0001*005010X222A1\n" + above + "CLM*W-8*150***11:B:1*Y*A*Y*Y\n" + "CLM*W-9*150***11:B:1*Y*A*Y*Y\n") {
		seg := x12.ParseSegment(strings.TrimSpace(text), x12.DefaultDelimiters)
		mapper.Add(seg, walker.Walk(seg))
	}
	assert.Equal(t, []string{"W-8 of MARSH"}, accounts, "the second claim is open")
	mapper.End()
	mapper.End()
	assert.Equal(t, []string{"W-8 of MARSH", "W-9 of MARSH"}, accounts)
}
