package export

import (
	"slices"
	"strconv"
	"strings"

	"github.com/hmox12/hmox12/mapping/record"
)

// claimRow is a claim with what its mapping could not read.
type claimRow struct {
	*record.Claim
	problems int
}

// claimColumns are the columns of claims: those of every kind first, then what only
// institutional and only dental claims have.
var claimColumns = slices.Concat(commonColumns, institutionalColumns, dentalColumns)

var commonColumns = []column[claimRow]{
	{"file", text, "name of the file, without its folder", func(c claimRow) value { return textOf(c.Source.File) }},
	{"interchange", text, "ISA13", func(c claimRow) value { return textOf(c.Source.Interchange) }},
	{"functional_group", text, "GS06", func(c claimRow) value { return textOf(c.Source.Group) }},
	{"transaction_set", text, "ST02", func(c claimRow) value { return textOf(c.Source.Set) }},
	{"batch", text, "BHT03", func(c claimRow) value { return textOf(c.Source.Batch) }},
	{"claim_segment", whole, "number of the CLM segment in the file, from 1", func(c claimRow) value { return wholeOf(int64(c.Source.Segment)) }},
	{"claim_offset", whole, "of the CLM segment in the file, in bytes from 0", func(c claimRow) value { return wholeOf(c.Source.Offset) }},
	{"account", text, "CLM01", func(c claimRow) value { return textOf(c.Account) }},
	{"kind", text, "professional, institutional or dental", func(c claimRow) value { return textOf(string(c.Kind)) }},
	{"encounter", flag, "BHT06 is RP", func(c claimRow) value { return flagOf(c.Encounter) }},
	{"charge", amount, "CLM02", func(c claimRow) value { return amountOf(c.Charge) }},
	{"patient_paid", amount, "AMT*F5", func(c claimRow) value { return unlessZero(amountOf(c.PatientPaid)) }},
	{"place_of_service", text, "CLM05-1 of professional and dental claims", func(c claimRow) value { return textOf(c.Place) }},
	{"frequency", text, "CLM05-3", func(c claimRow) value { return textOf(c.Frequency) }},
	{"original_control", text, "REF*F8", func(c claimRow) value { return textOf(c.OriginalControl) }},
	{"accidents", text, "CLM11, separated by blanks", func(c claimRow) value { return textOf(strings.Join(c.Detailed().Accidents, " ")) }},
	{"payer_id", text, "2010BB NM109", func(c claimRow) value { return textOf(c.PayerID) }},
	{"payer_name", text, "2010BB NM103", func(c claimRow) value { return textOf(c.PayerName) }},
	{"payer_position", text, "SBR01", func(c claimRow) value { return textOf(c.Position) }},
	{"filing", text, "SBR09", func(c claimRow) value { return textOf(c.Filing) }},
	{"group_number", text, "SBR03", func(c claimRow) value { return textOf(c.GroupNumber) }},
	{"subscriber_id", text, "2010BA NM109", func(c claimRow) value { return textOf(c.Subscriber.ID) }},
	{"subscriber_last", text, "2010BA NM103", func(c claimRow) value { return textOf(c.Subscriber.Name.Last) }},
	{"subscriber_first", text, "2010BA NM104", func(c claimRow) value { return textOf(c.Subscriber.Name.First) }},
	{"patient_last", text, "NM103 of the patient, who may be the subscriber", func(c claimRow) value { return textOf(c.Patient.Name.Last) }},
	{"patient_first", text, "NM104", func(c claimRow) value { return textOf(c.Patient.Name.First) }},
	{"patient_birth_date", date, "DMG02", func(c claimRow) value { return dateOf(c.Patient.BirthDate) }},
	{"patient_sex", text, "DMG03", func(c claimRow) value { return textOf(c.Patient.Sex) }},
	{"relationship", text, "of patient to subscriber, SBR02 or PAT01", func(c claimRow) value { return textOf(c.Relationship) }},
	{"billing_npi", text, "2010AA NM109", func(c claimRow) value { return textOf(c.Billing.NPI) }},
	{"billing_tin", text, "2010AA REF*EI or REF*SY", func(c claimRow) value { return textOf(c.Billing.TIN) }},
	{"billing_name", text, "2010AA NM103, NM104", func(c claimRow) value { return textOf(c.Billing.Name.String()) }},
	{"billing_taxonomy", text, "2000A PRV03", func(c claimRow) value { return textOf(c.Billing.Taxonomy) }},
	{"rendering_npi", text, "NM1*82 of loop 2310", func(c claimRow) value { return npiOf(c.Claim, nil, record.RenderingProvider) }},
	{"referring_npi", text, "NM1*DN of loop 2310", func(c claimRow) value { return npiOf(c.Claim, nil, record.ReferringProvider) }},
	{"facility_npi", text, "NM1*77 of loop 2310", func(c claimRow) value { return npiOf(c.Claim, nil, record.ServiceFacility) }},
	{"service_from", date, "first day of DTP*472 or DTP*434, of the claim and its lines", func(c claimRow) value { return dateOf(c.FirstDate()) }},
	{"service_to", date, "last day of DTP*472 or DTP*434, of the claim and its lines", func(c claimRow) value { return dateOf(c.LastDate()) }},
	{"admission_date", date, "DTP*435", func(c claimRow) value { return dateOf(c.AdmissionDate) }},
	{"discharge_date", date, "DTP*096 of professional claims; institutional ones send the hour", func(c claimRow) value { return dateOf(c.DischargeDate) }},
	{"accident_date", date, "DTP*439", func(c claimRow) value { return dateOf(c.Detailed().AccidentDate) }},
	{"diagnoses", text, "HI, the principal one first, separated by blanks", func(c claimRow) value { return textOf(codesOf(c.Diagnoses)) }},
	{"referral", text, "REF*9F", func(c claimRow) value { return textOf(c.Referral) }},
	{"prior_authorization", text, "REF*G1", func(c claimRow) value { return textOf(c.Authorization) }},
	{"clearinghouse_control", text, "REF*D9", func(c claimRow) value { return textOf(c.Clearinghouse) }},
	{"medical_record", text, "REF*EA", func(c claimRow) value { return textOf(c.MedicalRecord) }},
	{"other_payers", whole, "how many loops 2320", func(c claimRow) value { return wholeOf(int64(len(c.OtherPayers))) }},
	{"lines", whole, "how many loops 2400", func(c claimRow) value { return wholeOf(int64(len(c.Lines))) }},
	{"problems", whole, "values that could not be read", func(c claimRow) value { return wholeOf(int64(c.problems)) }},
}

// lineRow is a service line of a claim.
type lineRow struct {
	*record.ServiceLine
	claim *record.Claim
}

// serviceLineColumns are the columns of service_lines.
var serviceLineColumns = slices.Concat(commonLineColumns, institutionalLineColumns, dentalLineColumns)

var commonLineColumns = []column[lineRow]{
	{"file", text, "of the claim", func(l lineRow) value { return textOf(l.claim.Source.File) }},
	{"claim_segment", whole, "of the claim: file and this find it in claims", func(l lineRow) value { return wholeOf(int64(l.claim.Source.Segment)) }},
	{"account", text, "of the claim, CLM01", func(l lineRow) value { return textOf(l.claim.Account) }},
	{"line", whole, "LX01", func(l lineRow) value { return unlessZero(wholeOf(int64(l.Number))) }},
	{"line_control", text, "REF*6R", func(l lineRow) value { return textOf(l.Control) }},
	{"procedure_qualifier", text, "first component of SV101, SV202 or SV301", func(l lineRow) value { return textOf(l.Procedure.Qualifier) }},
	{"procedure", text, "second component", func(l lineRow) value { return textOf(l.Procedure.Code) }},
	{"modifier_1", text, "third component", func(l lineRow) value { return nth(l.Procedure.Modifiers, 0) }},
	{"modifier_2", text, "fourth component", func(l lineRow) value { return nth(l.Procedure.Modifiers, 1) }},
	{"modifier_3", text, "fifth component", func(l lineRow) value { return nth(l.Procedure.Modifiers, 2) }},
	{"modifier_4", text, "sixth component", func(l lineRow) value { return nth(l.Procedure.Modifiers, 3) }},
	{"description", text, "seventh component", func(l lineRow) value { return textOf(l.Procedure.Description) }},
	{"charge", amount, "SV102, SV203 or SV302", func(l lineRow) value { return amountOf(l.Charge) }},
	{"units", quantity, "SV104, SV205 or SV306", unitsOf},
	{"unit_basis", text, "SV103 or SV204: UN units, MJ minutes, DA days", func(l lineRow) value { return textOf(l.UnitBasis) }},
	{"place_of_service", text, "SV105 or SV303, else the claim's", func(l lineRow) value { return textOf(l.claim.PlaceOf(l.ServiceLine)) }},
	{"service_from", date, "DTP*472 of the line", func(l lineRow) value { return dateOf(l.Dates.From) }},
	{"service_to", date, "DTP*472; the same day where one was sent", func(l lineRow) value { return dateOf(l.Dates.To) }},
	{"diagnosis_pointers", text, "SV107 or SV311, separated by blanks", func(l lineRow) value { return textOf(numbers(l.Pointers)) }},
	{"emergency", flag, "SV109 is Y", func(l lineRow) value { return flagOf(l.Emergency) }},
	{"ndc", text, "2410 LIN03", ofDrug(func(d *record.Drug) value { return textOf(d.NDC) })},
	{"ndc_quantity", quantity, "2410 CTP04", ofDrug(func(d *record.Drug) value { return unlessZero(quantityOf(d.Quantity)) })},
	{"ndc_unit", text, "2410 CTP05-1", ofDrug(func(d *record.Drug) value { return textOf(d.Unit) })},
	{"prior_authorization", text, "REF*G1 of the line", func(l lineRow) value { return textOf(l.Authorization) }},
	{"rendering_npi", text, "NM1*82 of loop 2420, else the claim's rendering provider", func(l lineRow) value { return npiOf(l.claim, l.ServiceLine, record.RenderingProvider) }},
}

// ofDrug returns a value of lines about a drug alone.
func ofDrug(of func(*record.Drug) value) func(lineRow) value {
	return func(l lineRow) value {
		if l.Drug == nil {
			return value{}
		}
		return of(l.Drug)
	}
}

// unitsOf returns the units of a line. Only dental lines may leave them out.
func unitsOf(l lineRow) value {
	if l.claim.Kind == record.Dental {
		return unlessZero(quantityOf(l.Units))
	}
	return quantityOf(l.Units)
}

// npiOf returns the NPI of who had a role at a line or, without one, at the
// claim.
func npiOf(c *record.Claim, line *record.ServiceLine, role record.Role) value {
	if p := c.Provider(line, role); p != nil {
		return textOf(p.NPI)
	}
	return value{}
}

func codesOf(diagnoses []record.Diagnosis) string {
	var codes []string
	for _, d := range diagnoses {
		codes = append(codes, d.Code)
	}
	return strings.Join(codes, " ")
}

func nth(list []string, i int) value {
	if i < len(list) {
		return textOf(list[i])
	}
	return value{}
}

func numbers(list []int) string {
	var texts []string
	for _, n := range list {
		texts = append(texts, strconv.Itoa(n))
	}
	return strings.Join(texts, " ")
}
