package mapping_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/mapping/record"
	"github.com/hmox12/hmox12/x12"
)

// aboveStay are the loops above the claims of a hospital.
var aboveStay = strings.Replace(above, "WILLOW FAMILY PRACTICE", "HARBOR HOSPITAL", 1)

// oneStay maps a file that holds one institutional claim.
func oneStay(t *testing.T, segments string) mapped {
	t.Helper()
	claims, _ := mapFile(t, fileOfSegments(record.Institutional, aboveStay+segments))
	require.Len(t, claims, 1)
	return claims[0]
}

func TestAnInpatientClaim(t *testing.T) {
	file := fileOfSegments(record.Institutional, aboveStay+`CLM*H-2*12500***11:A:1**A*Y*I
DTP*096*TM*1130
DTP*434*RD8*20260203-20260205
DTP*435*DT*202602030245
DTP*050*D8*20260220
CL1*1*7*01
PWK*DS*EL***AC*DISCHARGE-9
CN1*01*11000*88.5*DRG-2026*2*V3
AMT*F3*350.25
REF*G1*AU26000555
REF*LU*CA
REF*EA*MR-77
K3*OCC-PROGRAM
NTE*DGN*PAIN SINCE MIDNIGHT
NTE*ADD*SEE OPERATIVE NOTE
CRC*ZZ*Y*AV*S2
HI*ABK:K3580:::::::Y
HI*ABJ:R1031
HI*APR:R1031*APR:R110
HI*ABN:W1830XA:::::::N*ABN:Y92018
HI*DR:343
HI*ABF:E119:::::::Y*ABF:I10:::::::U*ABF:Z7984:::::::W
HI*BBR:0DTJ4ZZ:D8:20260203
HI*BBQ:0W9G30Z:D8:20260204*BBQ:3E0T3BZ:D8:20260205
HI*BI:74:RD8:20260204-20260204*BI:77:RD8:20260203-20260205
HI*BH:11:D8:20260202*BH:A1:D8:19800229
HI*BE:80:::2*BE:A1:::350.25
HI*BG:09*BG:C1
HI*TC:A01
HCP*03*11000*1500*REPRICER-1*900*343*10500*0120***DA*2**1*2
NM1*71*1*FERN*LEE****XX*1000000053
PRV*AT*PXC*208M00000X
NM1*72*1*IVY*RUTH****XX*1000000038
REF*0B*A12345
NM1*ZZ*1*OAK*SAM****XX*1000000046
NM1*82*1*ASH*KIM****XX*1000000061
NM1*77*2*HARBOR SOUTH*****XX*1000000079
N3*9 QUAY
N4*OAKLAND*CA*946070009
NM1*DN*1*HAZEL*OMAR****XX*1000000012
LX*1
SV2*0120**4500*DA*2
LX*2
SV2*0360*HC:44970:22::::LAPAROSCOPY*8000*UN*1**125.5
DTP*472*D8*20260203
REF*6R*L-2
AMT*GT*12
AMT*N8*3.5
NTE*TPO*REVIEWED
HCP*02*7000*1000
LIN**N4*00003029305
CTP****10*ML
REF*XZ*RX-5
NM1*72*1*IVY*RUTH****XX*1000000038
NM1*82*1*ASH*KIM****XX*1000000061`)
	claims, findings := mapFile(t, file)
	assert.Empty(t, findings)
	require.Len(t, claims, 1)
	c := claims[0]
	assert.Empty(t, c.problems)
	assert.Equal(t, record.Institutional, c.Kind)
	assert.Nil(t, c.Dental)
	assert.Empty(t, c.Place, "a type of bill is no place of service")
	assert.Equal(t, "11", c.FacilityCode())
	assert.Equal(t, "111", c.BillType())
	assert.Equal(t, [4]string{"", "A", "Y", "I"}, [4]string{c.Signature, c.Assignment, c.Benefits, c.Release})
	assert.Equal(t, record.Span{From: 20260203, To: 20260205}, c.Dates)
	assert.Equal(t, [2]record.Date{20260203, 20260205}, [2]record.Date{c.FirstDate(), c.LastDate()})
	assert.Equal(t, record.Date(20260203), c.AdmissionDate)
	assert.True(t, c.DischargeDate.IsZero(), "only the hour of discharge is sent")
	assert.Equal(t, []record.Event{{Qualifier: "050", Span: record.Span{From: 20260220, To: 20260220}}}, c.Detailed().Events)
	assert.Equal(t, "AU26000555", c.Authorization)
	assert.Equal(t, "MR-77", c.MedicalRecord)
	assert.Equal(t, []record.Reference{{Qualifier: "LU", Number: "CA"}}, c.Detailed().References)
	assert.Equal(t, []record.ClaimNote{{Kind: "DGN", Text: "PAIN SINCE MIDNIGHT"}, {Kind: "ADD", Text: "SEE OPERATIVE NOTE"}}, c.Detailed().Notes)
	assert.Equal(t, []record.Certification{{Category: "ZZ", Applies: true, Conditions: []string{"AV", "S2"}}}, c.Detailed().Certifications)
	assert.Equal(t, []string{"OCC-PROGRAM"}, c.Detailed().FixedFormat)
	assert.Equal(t, []record.Attachment{{Type: "DS", Transmission: "EL", Control: "DISCHARGE-9"}}, c.Detailed().Attachments)
	assert.Equal(t, &record.ContractInformation{
		Type: "01", Amount: dollars("11000"), Percent: dollars("88.5"), Code: "DRG-2026", Discount: dollars("2"), Version: "V3",
	}, c.Detailed().Contract)
	assert.Equal(t, &record.Pricing{
		Method: "03", Allowed: dollars("11000"), Savings: dollars("1500"), Organization: "REPRICER-1", Rate: dollars("900"), Group: "343",
		GroupAmount: dollars("10500"), Revenue: "0120", UnitBasis: "DA", Units: dollars("2"), Compliance: "1", ExceptionCause: "2",
	}, c.Detailed().Pricing)
	assert.Equal(t, []record.Diagnosis{
		{Qualifier: "ABK", Code: "K3580", PresentOnAdmission: "Y"}, {Qualifier: "ABF", Code: "E119", PresentOnAdmission: "Y"},
		{Qualifier: "ABF", Code: "I10", PresentOnAdmission: "U"}, {Qualifier: "ABF", Code: "Z7984", PresentOnAdmission: "W"},
	}, c.Diagnoses)
	assert.Empty(t, c.Detailed().Conditions)
	assert.Equal(t, &record.InstitutionalClaim{
		FacilityType: "11", AdmissionType: "1", AdmissionSource: "7", PatientStatus: "01", AdmissionTime: "0245", DischargeTime: "1130",
		DRG: "343", EstimatedDue: dollars("350.25"), Admitting: record.Diagnosis{Qualifier: "ABJ", Code: "R1031"},
		ReasonsForVisit: []record.Diagnosis{{Qualifier: "APR", Code: "R1031"}, {Qualifier: "APR", Code: "R110"}},
		ExternalCauses:  []record.Diagnosis{{Qualifier: "ABN", Code: "W1830XA", PresentOnAdmission: "N"}, {Qualifier: "ABN", Code: "Y92018"}},
		Procedures: []record.HospitalProcedure{
			{Qualifier: "BBR", Code: "0DTJ4ZZ", Date: 20260203}, {Qualifier: "BBQ", Code: "0W9G30Z", Date: 20260204}, {Qualifier: "BBQ", Code: "3E0T3BZ", Date: 20260205},
		},
		OccurrenceSpans: []record.OccurrenceSpan{
			{Code: "74", Span: record.Span{From: 20260204, To: 20260204}}, {Code: "77", Span: record.Span{From: 20260203, To: 20260205}},
		},
		Occurrences:    []record.Occurrence{{Code: "11", Date: 20260202}, {Code: "A1", Date: 19800229}},
		Values:         []record.ValueCode{{Code: "80", Amount: dollars("2")}, {Code: "A1", Amount: dollars("350.25")}},
		ConditionCodes: []string{"09", "C1"}, TreatmentCodes: []string{"A01"},
	}, c.Institutional)

	var roles []record.Role
	for _, p := range c.Providers {
		roles = append(roles, p.Role)
	}
	assert.Equal(t, []record.Role{"71", "72", "ZZ", "82", "77", "DN"}, roles)
	assert.Equal(t, "208M00000X", c.Provider(nil, record.Attending).Taxonomy)
	assert.Equal(t, []record.Reference{{Qualifier: "0B", Number: "A12345"}}, c.Provider(nil, record.Operating).OtherIDs)
	assert.Equal(t, "946070009", c.Provider(nil, record.ServiceFacility).Address.ZIP)

	require.Len(t, c.Lines, 2)
	night, operation := c.Lines[0], c.Lines[1]
	assert.Equal(t, record.ServiceLine{Number: 1, Revenue: "0120", Charge: dollars("4500"), UnitBasis: "DA", Units: dollars("2")}, night)
	assert.Equal(t, c.Dates, c.DatesOf(&night), "a line without a date has the statement's")
	assert.Equal(t, "0360", operation.Revenue)
	assert.Equal(t, record.Procedure{Qualifier: "HC", Code: "44970", Modifiers: []string{"22"}, Description: "LAPAROSCOPY"}, operation.Procedure)
	assert.Equal(t, "125.5", operation.Detailed().NonCovered.String())
	assert.Equal(t, record.Span{From: 20260203, To: 20260203}, operation.Dates)
	assert.Equal(t, "L-2", operation.Control)
	assert.Equal(t, []record.Amount{{Qualifier: "GT", Amount: dollars("12")}, {Qualifier: "N8", Amount: dollars("3.5")}}, operation.Detailed().Amounts)
	assert.Equal(t, []record.ClaimNote{{Kind: "TPO", Text: "REVIEWED"}}, operation.Detailed().Notes)
	assert.Equal(t, &record.Pricing{Method: "02", Allowed: dollars("7000"), Savings: dollars("1000")}, operation.Detailed().Pricing)
	assert.Equal(t, [3]string{"00003029305", "10", "ML"}, [3]string{operation.Drug.NDC, operation.Drug.Quantity.String(), operation.Drug.Unit})
	assert.Equal(t, []record.Reference{{Qualifier: "XZ", Number: "RX-5"}}, operation.Detailed().References)
	assert.Equal(t, "1000000038", c.Provider(&operation, record.Operating).NPI)
	assert.Equal(t, "1000000061", c.Rendering(&operation).NPI)

	again, _ := mapFile(t, fileOf(t, c.Claim))
	require.Len(t, again, 1)
	again[0].Source = c.Source
	assert.Equal(t, asJSON(t, c.Claim), asJSON(t, again[0].Claim), "written and read again it is the same")
	assert.Contains(t, string(fileOf(t, c.Claim)), "CTP****10*ML~\nREF*XZ*RX-5~\n", "the prescription stands with its drug")
}

func TestTheOldCodesOfAStay(t *testing.T) {
	c := oneStay(t, `CLM*H-3*100***13:A:1**A*Y*Y
DTP*434*RD8*20140203-20140203
CL1*3**01
HI*BF:4019*BF:25000
HI*BK:5409
HI*BJ:78903
HI*PR:78903
HI*BN:E8859
HI*BR:4701:D8:20140203
HI*BQ:5421:D8:20140203
LX*1
SV2*0300*HC:85025*100*UN*1`)
	assert.Empty(t, c.problems)
	assert.Equal(t, []record.Diagnosis{{Qualifier: "BK", Code: "5409"}, {Qualifier: "BF", Code: "4019"}, {Qualifier: "BF", Code: "25000"}}, c.Diagnoses,
		"the principal diagnosis is the first, wherever its HI stands")
	assert.Equal(t, record.Diagnosis{Qualifier: "BJ", Code: "78903"}, c.Institutional.Admitting)
	assert.Equal(t, []record.Diagnosis{{Qualifier: "PR", Code: "78903"}}, c.Institutional.ReasonsForVisit)
	assert.Equal(t, []record.Diagnosis{{Qualifier: "BN", Code: "E8859"}}, c.Institutional.ExternalCauses)
	assert.Equal(t, []record.HospitalProcedure{{Qualifier: "BR", Code: "4701", Date: 20140203}, {Qualifier: "BQ", Code: "5421", Date: 20140203}}, c.Institutional.Procedures)
	assert.Equal(t, "131", c.BillType())
}

func TestTheTimesOfAStay(t *testing.T) {
	for _, c := range []struct {
		name, dtp           string
		admitted            record.Date
		admission, discharg string
		problems            int
	}{
		{"an admission with its hour", "DTP*435*DT*202602031405", 20260203, "1405", "", 0},
		{"an admission of which only the day was sent", "DTP*435*D8*20260203", 20260203, "", "", 0},
		{"an admission at an hour that the clock lacks", "DTP*435*DT*202602032405", 0, "", "", 1},
		{"an admission on a day that the calendar lacks", "DTP*435*DT*202602301405", 0, "", "", 1},
		{"a discharge hour", "DTP*096*TM*0005", 0, "", "0005", 0},
		{"a discharge at an hour that the clock lacks", "DTP*096*TM*2500", 0, "", "", 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := oneStay(t, "CLM*H-4*1***11:A:1**A*Y*Y\n"+c.dtp+"\nLX*1\nSV2*0120**1*DA*1")
			assert.Equal(t, c.admitted, got.AdmissionDate)
			assert.Equal(t, c.admission, got.Institutional.AdmissionTime)
			assert.Equal(t, c.discharg, got.Institutional.DischargeTime)
			assert.Len(t, got.problems, c.problems)
		})
	}
	t.Run("a statement of one day sent as one", func(t *testing.T) {
		got := oneStay(t, "CLM*H-4*1***11:A:1**A*Y*Y\nDTP*434*D8*20260203\nLX*1\nSV2*0120**1*DA*1")
		assert.Equal(t, record.Span{From: 20260203, To: 20260203}, got.Dates)
		assert.Contains(t, string(fileOf(t, got.Claim)), "DTP*434*RD8*20260203-20260203~", "the guide knows no other form")
	})
}

func TestWhatMedicareDecidedAboutAStay(t *testing.T) {
	c := oneStay(t, `CLM*H-5*1000***11:A:1**A*Y*Y
SBR*P*18*MED-1*PART A*****MA
AMT*D*600
OI***Y***I
MIA*3**1*500.25*N30*10*20*30*40*50*60*70*80*90*4*11*12*13*14*MA01*N1*N2*N3*15
MOA*.8*100**N130****7*9
NM1*IL*1*MARSH*ADA****MI*MED-1
N3*1 REED LANE
N4*OAKLAND*CA*94602
REF*SY*912345678
NM1*PR*2*MEDICARE*****PI*00435
N3*PO BOX 1
N4*BALTIMORE*MD*21201
DTP*573*D8*20260220
REF*2U*77
REF*F8*ICN-1
NM1*71*1
REF*G2*A-1
NM1*85*2
REF*LU*B-1
REF*G2*B-2
LX*1
SV2*0120*HC:99221*1000*DA*3
SVD*00435*600*HC:99221*0120*3*2
CAS*CO*45*400
DTP*573*D8*20260220`)
	assert.Empty(t, c.problems)
	require.Len(t, c.OtherPayers, 1)
	p := c.OtherPayers[0]
	assert.Equal(t, "PART A", p.GroupName)
	assert.Equal(t, [2]string{"Y", "I"}, [2]string{p.Benefits, p.Release})
	assert.Equal(t, &record.InpatientAdjudication{
		CoveredDays: dollars("3"), PsychiatricDays: dollars("1"), DRG: dollars("500.25"), DisproportionateCare: dollars("10"),
		PassThrough: dollars("20"), Capital: dollars("30"), CapitalFederal: dollars("40"), CapitalHospital: dollars("50"), CapitalShare: dollars("60"),
		OldCapital: dollars("70"), CapitalTeaching: dollars("80"), OperatingHospital: dollars("90"), CostReportDays: dollars("4"),
		OperatingFederal: dollars("11"), CapitalOutlier: dollars("12"), Teaching: dollars("13"), Professional: dollars("14"), CapitalException: dollars("15"),
	}, p.Inpatient)
	assert.Equal(t, asJSON(t, &record.OutpatientAdjudication{Rate: dollars("0.8"), Payable: dollars("100"), Renal: dollars("7"), Professional: dollars("9")}), asJSON(t, p.Outpatient))
	assert.Equal(t, []record.RARC{"N30", "MA01", "N1", "N2", "N3", "N130"}, p.Remarks)
	assert.Equal(t, "ICN-1", p.Control)
	assert.Equal(t, "BALTIMORE", p.Address.City)
	assert.Equal(t, []record.Reference{{Qualifier: "2U", Number: "77"}}, p.References)
	assert.Equal(t, []record.Reference{{Qualifier: "SY", Number: "912345678"}}, p.Subscriber.References)
	assert.Equal(t, []record.ClaimProvider{
		{Role: record.Attending, OtherIDs: []record.Reference{{Qualifier: "G2", Number: "A-1"}}},
		{Role: record.BillingProvider, Organization: true, OtherIDs: []record.Reference{{Qualifier: "LU", Number: "B-1"}, {Qualifier: "G2", Number: "B-2"}}},
	}, p.Providers)
	paid := c.Lines[0].OtherPayers[0]
	assert.Equal(t, "0120", paid.Revenue)
	assert.Equal(t, 2, paid.Bundled)
	assert.Equal(t, "99221", paid.Procedure.Code)

	again, _ := mapFile(t, fileOf(t, c.Claim))
	require.Len(t, again, 1)
	assert.Equal(t, asJSON(t, c.OtherPayers), asJSON(t, again[0].OtherPayers))
}

// Each case marks with ! where the problem must point.
func TestWhatCanNotBeReadOfAStayIsAProblemWithItsPlace(t *testing.T) {
	const clm, room = "CLM*H*1***11:A:1**A*Y*Y\n", "LX*1\nSV2*0120**1*DA*1"
	for _, c := range []struct {
		name, segments string
		code           x12.Code
		place, loop    string
	}{
		{"a value without its amount", clm + "HI*!BE:80:::\n" + room, x12.ElementMissing, "HI01-5", "2300"},
		{"a value that is no number", clm + "HI*BE:80:::2*!BE:A1:::X\n" + room, x12.BadNumber, "HI02-5", "2300"},
		{"an occurrence on a day that the calendar lacks", clm + "HI*!BH:11:D8:20260230\n" + room, x12.BadDate, "HI01-4", "2300"},
		{"an occurrence span that is one day", clm + "HI*!BI:74:D8:2026\n" + room, x12.BadDate, "HI01-4", "2300"},
		{"a procedure without its date", clm + "HI*!BBR:0DTJ4ZZ\n" + room, x12.ElementMissing, "HI01-4", "2300"},
		{"a statement that runs backwards", clm + "DTP*434*RD8*!20260205-20260203\n" + room, x12.BadDate, "DTP03", "2300"},
		{"an estimate that is no number", clm + "AMT*F3*!X\n" + room, x12.BadNumber, "AMT02", "2300"},
		{"a line without its charge", clm + "LX*1\nSV2*0120**!*DA*1", x12.ElementMissing, "SV203", "2400"},
		{"a line without its units", clm + "LX*1\nSV2*0120**1*DA!", x12.ElementMissing, "SV205", "2400"},
		{"what nobody covers is no number", clm + "LX*1\nSV2*0120**1*DA*1**!X", x12.BadNumber, "SV207", "2400"},
		{"covered days that are no number", clm + "SBR*P*18*******MA\nMIA*!X\n" + room, x12.BadNumber, "MIA01", "2320"},
	} {
		t.Run(c.name, func(t *testing.T) {
			file := string(fileOfSegments(record.Institutional, aboveStay+c.segments))
			at := strings.IndexByte(file, '!')
			claims, _ := mapFile(t, []byte(strings.Replace(file, "!", "", 1)))
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

func TestWhatAStayHasOnceIsNotOverwritten(t *testing.T) {
	c := oneStay(t, "CLM*H*1***11:A:1**A*Y*Y\nHI*ABJ:R1031*ABJ:R110\nHI*DR:343*DR:344\nLX*1\nSV2*0120**1*DA*1")
	assert.Equal(t, "343", c.Institutional.DRG)
	assert.Equal(t, "R1031", c.Institutional.Admitting.Code)
	assert.Equal(t, []record.Diagnosis{{Qualifier: "ABJ", Code: "R110"}, {Qualifier: "DR", Code: "344"}}, c.Detailed().Conditions)
}

func TestAHospitalClaimHasManyLines(t *testing.T) {
	c := stay()
	for len(c.Lines) < 999 {
		line := c.Lines[1]
		line.Number = len(c.Lines) + 1
		c.Lines = append(c.Lines, line)
		c.Charge = c.Charge.Add(line.Charge)
	}
	file := fileOf(t, c)
	requireSound(t, file)
	claims, _ := mapFile(t, file)
	require.Len(t, claims, 1)
	assert.Empty(t, claims[0].problems)
	assert.Len(t, claims[0].Lines, 999)
}
