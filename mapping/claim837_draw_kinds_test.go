package mapping_test

import (
	"github.com/shopspring/decimal"

	"github.com/hmox12/hmox12/mapping/record"
)

func (t *claimDraw) otherPayersRoles() []record.Role {
	switch t.kind {
	case record.Institutional:
		return []record.Role{"71", "72", "ZZ", "77", "82", "DN", "85"}
	case record.Dental:
		return []record.Role{"DN", "82", "DQ", "85", "77", "DD"}
	}
	return []record.Role{"DN", "82", "77", "DQ", "85"}
}

// Professional.

func (t *claimDraw) professional(c *record.Claim) {
	if t.maybe() {
		c.MedicalRecord, c.Details.SignedFor = t.text(), "P"
		c.Details.References = []record.Reference{{Qualifier: "X4", Number: "05D0000001"}, {Qualifier: "P4", Number: t.text()}}
		c.Details.Notes = []record.ClaimNote{{Kind: pick(t.T, "ADD", "DGN", "TPO"), Text: t.text()}}
		c.Details.Certifications = []record.Certification{
			{Category: "07", Applies: t.maybe(), Conditions: []string{"01", "05"}}, {Category: "ZZ", Applies: true, Conditions: []string{"AV"}},
		}
	}
	if t.maybe() {
		c.AdmissionDate, c.DischargeDate = t.date(), t.date()
		c.Details.Events = []record.Event{{Qualifier: "431", Span: t.day()}, {Qualifier: "304", Span: t.day()}}
	}
	c.Diagnoses = append([]record.Diagnosis{{Qualifier: "ABK", Code: "M1711"}}, t.diagnoses("ABF", 11)...)
	if t.maybe() {
		c.Details.Conditions = []record.Diagnosis{{Qualifier: "BP", Code: "27447"}, {Qualifier: "BG", Code: "AA"}}
	}
	c.Providers = t.providers("DN", "P3", "82", "77", "DQ", "PW", "45")
}

func (t *claimDraw) professionalLine(l *record.ServiceLine) {
	l.Procedure, l.UnitBasis = t.procedure("HC", "99213", "20610", "J3301", "E0601"), "UN"
	if t.maybe() {
		l.Procedure, l.UnitBasis = t.procedure("HC", "00840"), "MJ"
	}
	l.Units, l.Dates = t.units(), t.day()
	l.Emergency, l.CopayWaived = t.maybe(), t.maybe()
	l.Providers = t.providers("82", "QB", "77", "DQ", "DK", "DN", "P3", "PW", "45")
	if t.maybe() {
		l.Dates.To = l.Dates.From.AddDays(3)
		l.Place, l.Authorization = "22", t.text()
	}
	if t.maybe() {
		l.Details.Events = []record.Event{{Qualifier: "304", Span: t.day()}}
		l.Details.Notes = []record.ClaimNote{{Kind: "DCP", Text: t.text()}, {Kind: "TPO", Text: t.text()}}
		l.Details.References = []record.Reference{{Qualifier: "G1", Number: t.text(), Payer: "88000"}, {Qualifier: "BT", Number: t.text()}}
		l.Details.Amounts = []record.Amount{{Qualifier: "T", Amount: t.amount()}, {Qualifier: "F4", Amount: t.amount()}}
		l.Details.Certifications = []record.Certification{{Category: "09", Conditions: []string{"38"}}}
		l.Details.Contract, l.Details.FixedFormat, l.Details.Attachments = t.contract(), t.fixedFormat(), t.attachments()
		t.drug(l)
	}
}

func (t *claimDraw) units() decimal.Decimal { return t.count().Div(decimal.NewFromInt(2)) }

func (t *claimDraw) drug(l *record.ServiceLine) {
	l.Drug = &record.Drug{NDC: "00003029305", Quantity: t.amount(), Unit: "ML"}
	if t.maybe() {
		l.Details.References = append(l.Details.References, record.Reference{Qualifier: "XZ", Number: t.text()})
	}
}

func (t *claimDraw) diagnoses(qualifier string, most int) []record.Diagnosis {
	var list []record.Diagnosis
	for range t.upTo(most) {
		d := record.Diagnosis{Qualifier: qualifier, Code: pick(t.T, "M25561", "J069", "Z0000")}
		if len(qualifier) == 2 && qualifier != "TQ" {
			d.Code = pick(t.T, "4019", "V5789", "28860")
		}
		list = append(list, d)
	}
	return list
}

// Institutional.

// era returns the qualifier of a code: that of ICD-10, or the old one.
func (t *claimDraw) era(new, old string) string {
	if t.old {
		return old
	}
	return new
}

func (t *claimDraw) present(list []record.Diagnosis) []record.Diagnosis {
	for i := range list {
		list[i].PresentOnAdmission = pick(t.T, "", "Y", "N", "U", "W")
	}
	return list
}

func (t *claimDraw) one(qualifier string) record.Diagnosis {
	for {
		if list := t.diagnoses(qualifier, 1); len(list) == 1 {
			return list[0]
		}
	}
}

func (t *claimDraw) institutional(c *record.Claim) {
	i := &record.InstitutionalClaim{
		FacilityType: pick(t.T, "11", "13", "21", "83"), AdmissionType: pick(t.T, "1", "3"), PatientStatus: pick(t.T, "01", "20", "30"),
		Admitting: t.one(t.era("ABJ", "BJ")),
	}
	c.Institutional = i
	c.Dates, c.AdmissionDate = t.days(), t.date()
	c.Diagnoses = t.present(append([]record.Diagnosis{t.one(t.era("ABK", "BK"))}, t.diagnoses(t.era("ABF", "BF"), 24)...))
	if t.maybe() {
		i.AdmissionSource, i.AdmissionTime, i.DischargeTime = "1", t.time(), t.time()
		i.DRG, i.EstimatedDue = "470", t.amount()
	}
	if t.maybe() {
		i.ReasonsForVisit = t.diagnoses(t.era("APR", "PR"), 3)
		i.ExternalCauses = t.present(t.diagnoses(t.era("ABN", "BN"), 12))
	}
	if t.maybe() {
		i.Procedures = []record.HospitalProcedure{{Qualifier: t.era("BBR", "BR"), Code: t.era("0SRC0J9", "8154"), Date: t.date()}}
		for range t.upTo(24) {
			i.Procedures = append(i.Procedures, record.HospitalProcedure{Qualifier: t.era("BBQ", "BQ"), Code: t.era("0SRD0J9", "8155"), Date: t.date()})
		}
	}
	for range t.upTo(14) {
		i.Occurrences = append(i.Occurrences, record.Occurrence{Code: pick(t.T, "01", "A1"), Date: t.date()})
		i.OccurrenceSpans = append(i.OccurrenceSpans, record.OccurrenceSpan{Code: pick(t.T, "74", "M1"), Span: t.days()})
		i.Values = append(i.Values, record.ValueCode{Code: pick(t.T, "80", "A2"), Amount: pick(t.T, decimal.Zero, t.amount())})
		i.ConditionCodes = append(i.ConditionCodes, pick(t.T, "09", "C1"))
		i.TreatmentCodes = append(i.TreatmentCodes, pick(t.T, "A01", "B22"))
	}
	if t.maybe() {
		c.MedicalRecord = t.text()
		c.Details.References = []record.Reference{{Qualifier: "LU", Number: "CA"}, {Qualifier: "LX", Number: t.text()}, {Qualifier: "G4", Number: t.text()}}
		c.Details.Notes = []record.ClaimNote{{Kind: "DGN", Text: t.text()}, {Kind: "MED", Text: t.text()}, {Kind: "ADD", Text: t.text()}}
		c.Details.Certifications = []record.Certification{{Category: "ZZ", Applies: t.maybe(), Conditions: []string{"AV", "S2"}}}
		c.Details.Events = []record.Event{{Qualifier: "050", Span: t.day()}}
	}
	if c.Details.Pricing != nil {
		c.Details.Pricing.Revenue, c.Details.Pricing.UnitBasis, c.Details.Pricing.Units = "0120", "DA", t.count()
	}
	c.Providers = append([]record.ClaimProvider{t.provider("71")}, t.providers("72", "ZZ", "82", "77", "DN")...)
}

func (t *claimDraw) institutionalLine(l *record.ServiceLine) {
	l.Revenue, l.UnitBasis, l.Units, l.Pointers = pick(t.T, "0120", "0360", "0450"), pick(t.T, "DA", "UN"), t.units(), nil
	if t.maybe() {
		l.Procedure = t.procedure("HC", "85025", "J3301")
		l.Dates, l.Details.NonCovered = t.days(), t.amount()
	}
	if t.maybe() {
		l.Details.References = []record.Reference{{Qualifier: "9B", Number: t.text()}}
		l.Details.Notes = []record.ClaimNote{{Kind: "TPO", Text: t.text()}}
		l.Details.Amounts = []record.Amount{{Qualifier: "GT", Amount: t.amount()}, {Qualifier: "N8", Amount: t.amount()}}
		l.Details.Attachments = t.attachments()
		t.drug(l)
	}
	if l.Details.Pricing != nil {
		l.Details.Pricing.Revenue, l.Details.Pricing.Qualifier, l.Details.Pricing.Procedure, l.Details.Pricing.UnitBasis, l.Details.Pricing.Units = "0120", "HC", "85025", "UN", t.count()
	}
	l.Providers = t.providers("72", "ZZ", "82", "DN")
}

func (t *claimDraw) inpatient() *record.InpatientAdjudication {
	return &record.InpatientAdjudication{
		CoveredDays: pick(t.T, decimal.Zero, t.count()), PsychiatricDays: t.count(), DRG: t.amount(), DisproportionateCare: t.amount(),
		PassThrough: t.amount(), Capital: t.amount(), CapitalFederal: t.amount(), CapitalHospital: t.amount(), CapitalShare: t.amount(),
		OldCapital: t.amount(), CapitalTeaching: t.amount(), OperatingHospital: t.amount(), CostReportDays: t.count(),
		OperatingFederal: t.amount(), CapitalOutlier: t.amount(), Teaching: t.amount(), Professional: t.amount(), CapitalException: t.amount(),
	}
}

// Dental.

func (t *claimDraw) dental(c *record.Claim) {
	d := &record.DentalClaim{Predetermination: t.maybe()}
	c.Dental = d
	if !d.Predetermination {
		c.Dates = t.days()
	}
	if t.maybe() {
		d.PredeterminedAs, d.Appliance = t.text(), t.date()
		d.Orthodontics = &record.Orthodontics{Months: t.count(), Remaining: t.count(), Treatment: t.maybe()}
		for range t.upTo(35) {
			d.Teeth = append(d.Teeth, record.ToothStatus{Tooth: pick(t.T, "1", "32", "A"), Status: pick(t.T, "E", "M")})
		}
	}
	switch t.upTo(2) {
	case 0:
		c.Diagnoses = append([]record.Diagnosis{{Qualifier: t.era("ABK", "BK"), Code: t.era("K0252", "5210")}}, t.diagnoses(t.era("ABF", "BF"), 3)...)
	case 1:
		c.Diagnoses = append([]record.Diagnosis{{Qualifier: "TQ", Code: "109564008"}}, t.diagnoses("TQ", 3)...)
	}
	if t.maybe() {
		c.Details.References = []record.Reference{{Qualifier: "4N", Number: "3"}, {Qualifier: "9A", Number: t.text()}}
		c.Details.Notes = []record.ClaimNote{{Kind: "ADD", Text: t.text()}, {Kind: "ADD", Text: t.text()}}
		c.Details.Events = []record.Event{{Qualifier: "050", Span: t.day()}}
	}
	c.Providers = t.providers("DN", "P3", "82", "77", "DD", "DQ")
}

func (t *claimDraw) dentalLine(l *record.ServiceLine) {
	l.Procedure = t.procedure("AD", "D1110", "D2392", "D6240")
	l.Dental = &record.DentalService{}
	l.Dental.Teeth = []record.Tooth{{Number: "14", Surfaces: []string{"M", "O"}}}
	if t.maybe() {
		l.Units, l.Place, l.Dental.Placement = t.count(), "22", pick(t.T, "I", "R")
		l.Dental.OralCavities = []string{"10", "20", "30", "40", "01"}[:1+t.upTo(4)]
		l.Dental.Teeth = append(l.Dental.Teeth, record.Tooth{Number: "B"}, record.Tooth{Number: "51", Surfaces: []string{"B", "D", "F", "I", "L"}})
	}
	if t.maybe() {
		l.Dates = t.days()
		for _, q := range []string{"441", "452", "446", "196", "198"} {
			l.Details.Events = append(l.Details.Events, record.Event{Qualifier: q, Span: t.day()})
		}
	}
	if t.maybe() {
		l.Authorization = t.text()
		l.Details.References = []record.Reference{{Qualifier: "G3", Number: t.text(), Payer: "88000"}, {Qualifier: "9F", Number: t.text()}, {Qualifier: "9B", Number: t.text()}}
		l.Details.Amounts = []record.Amount{{Qualifier: "T", Amount: t.amount()}}
		l.Details.Contract, l.Details.FixedFormat = t.contract(), t.fixedFormat()
	}
	l.Providers = t.providers("82", "DD", "DQ", "77")
}
