package house

import (
	"slices"

	"cel.dev/cel-go/common/types"

	"github.com/hmox12/hmox12/adjudicate"
	"github.com/hmox12/hmox12/mapping/record"
)

var claimKind = Kind{Name: "Claim", Variables: []string{"claim"}, Fields: []Field{
	field("number", types.StringType, "our claim number", "", func(c *record.Claim) any { return c.Control }),
	field("account", types.StringType, "the provider's number (CLM01)", "", func(c *record.Claim) any { return c.Account }),
	field("kind", types.StringType, "`professional`, `institutional` or `dental`", "", func(c *record.Claim) any { return string(c.Kind) }),
	field("received", dateType, "", "", func(c *record.Claim) any { return c.Received }),
	field("firstDate", dateType, "earliest day of service", "", func(c *record.Claim) any { return c.FirstDate() }),
	field("lastDate", dateType, "latest day of service", "", func(c *record.Claim) any { return c.LastDate() }),
	field("charge", moneyType, "of all lines", "", func(c *record.Claim) any { return c.Charge }),
	field("patientPaid", moneyType, "what the patient paid already", "", func(c *record.Claim) any { return c.PatientPaid }),
	field("encounter", types.BoolType, "reports care that was paid in advance", "", func(c *record.Claim) any { return c.Encounter }),
	field("frequency", types.StringType, "`1` original, `7` replacement, `8` void", "", func(c *record.Claim) any { return c.Frequency }),
	field("position", types.StringType, "our place among the payers: `P`, `S` or `T`", "", func(c *record.Claim) any { return c.Position }),
	field("otherPayers", types.IntType, "how many other payers the claim names", "", func(c *record.Claim) any { return len(c.OtherPayers) }),
	field("place", types.StringType, "place of service; empty for institutional claims", "", func(c *record.Claim) any { return c.Place }),
	field("diagnoses", textList, "ICD-10-CM without the point, the principal one first", "", func(c *record.Claim) any { return diagnoses(c) }),
	field("codes", textList, "procedures of all lines as they were sent", "", func(c *record.Claim) any {
		return ofLines(c, func(l *record.ServiceLine) string { return l.Procedure.Code })
	}),
	field("revenueCodes", textList, "revenue codes of all lines as they were sent", "", func(c *record.Claim) any {
		return ofLines(c, func(l *record.ServiceLine) string { return l.Revenue })
	}),
	field("referral", types.StringType, "number that was sent (REF*9F)", "", func(c *record.Claim) any { return c.Referral }),
	field("authorization", types.StringType, "number that was sent (REF*G1)", "", func(c *record.Claim) any { return c.Authorization }),
	field("referring", types.StringType, "NPI of the referring provider", "", func(c *record.Claim) any { return npiOf(c, record.ReferringProvider) }),
	field("facility", types.StringType, "NPI of the service facility", "", func(c *record.Claim) any { return npiOf(c, record.ServiceFacility) }),
	field("accidents", textList, "`AA` auto, `EM` employment, `OA` other", "", func(c *record.Claim) any { return c.Detailed().Accidents }),
	field("accidentDate", dateType, "", "", func(c *record.Claim) any { return c.Detailed().AccidentDate }),
	field("delayReason", types.StringType, "why it came late (CLM20)", "", func(c *record.Claim) any { return c.Detailed().DelayReason }),
	field("attachments", textList, "types of the announced documents (PWK01)", "", func(c *record.Claim) any { return attachments(c) }),
	field("admissionDate", dateType, "", "", func(c *record.Claim) any { return c.AdmissionDate }),
	field("dischargeDate", dateType, "", "", func(c *record.Claim) any { return c.DischargeDate }),
	field("billType", types.StringType, "three digits, such as `111`; of institutional claims", "", func(c *record.Claim) any { return c.BillType() }),
	field("admissionType", types.StringType, "`1` emergency, `3` elective …; of institutional claims", "", func(c *record.Claim) any {
		return facility(c).AdmissionType
	}),
	field("patientStatus", types.StringType, "`01` discharged home, `20` died, `30` still there …; of institutional claims", "", func(c *record.Claim) any {
		return facility(c).PatientStatus
	}),
	field("drg", types.StringType, "of institutional claims", "", func(c *record.Claim) any { return facility(c).DRG }),
}}

var lineKind = Kind{Name: "Line", Variables: []string{"line", "lines"}, Fields: []Field{
	field("number", types.IntType, "LX01; 0 for a stay", "", func(l *adjudicate.HouseLine) any { return l.Number }),
	field("code", types.StringType, "procedure", "", func(l *adjudicate.HouseLine) any { return l.Procedure.Code }),
	field("modifiers", textList, "", "", func(l *adjudicate.HouseLine) any { return l.Procedure.Modifiers }),
	field("revenue", types.StringType, "revenue code", "", func(l *adjudicate.HouseLine) any { return l.Revenue }),
	field("place", types.StringType, "place of service", "", func(l *adjudicate.HouseLine) any { return l.Place }),
	field("date", dateType, "first day of service", "", func(l *adjudicate.HouseLine) any { return l.Dates.From }),
	field("to", dateType, "last day of service", "", func(l *adjudicate.HouseLine) any { return max(l.Dates.From, l.Dates.To) }),
	field("charge", moneyType, "", "", func(l *adjudicate.HouseLine) any { return l.Charge }),
	field("units", numberType, "as they were sent", "", func(l *adjudicate.HouseLine) any { return l.Units }),
	field("unitBasis", types.StringType, "`UN` units, `MJ` minutes, `DA` days", "", func(l *adjudicate.HouseLine) any { return l.UnitBasis }),
	field("diagnoses", textList, "those that the line points at", "", func(l *adjudicate.HouseLine) any { return l.Diagnoses }),
	field("drg", types.StringType, "of a stay", "", func(l *adjudicate.HouseLine) any { return l.DRG }),
	field("ndc", types.StringType, "drug code", "", func(l *adjudicate.HouseLine) any { return ndc(l.Drug) }),
	field("teeth", textList, "of dental lines", "", func(l *adjudicate.HouseLine) any { return teeth(l.Dental) }),
	field("authorization", types.StringType, "number that was sent at the line", "", func(l *adjudicate.HouseLine) any { return l.Authorization }),
	field("saidEmergency", types.BoolType, "the provider says that it was an emergency (SV109)", "", func(l *adjudicate.HouseLine) any { return l.ServiceLine.Emergency }),
	field("provider", types.StringType, "NPI of who rendered it", "", func(l *adjudicate.HouseLine) any { return l.Rendering }),
	field("state", types.StringType, "how it was stopped: `capitated`, `denied`, `elsewhere` or `pended`; empty: not stopped", "", func(l *adjudicate.HouseLine) any { return string(l.State) }),
	field("left", moneyType, "the charge less all that was taken off so far", "", func(l *adjudicate.HouseLine) any { return l.Left }),
	field("patient", moneyType, "what the patient owes so far", "", func(l *adjudicate.HouseLine) any { return l.Patient }),
	field("pcp", types.StringType, "NPI of the member's PCP on the day", "Newborn", func(l *adjudicate.HouseLine) any { return l.PCP }),
	field("plan", types.StringType, "id of the plan", "Coverage", func(l *adjudicate.HouseLine) any {
		if l.Plan == nil {
			return ""
		}
		return l.Plan.ID
	}),
	field("category", types.StringType, "service category, such as `LAB`", "Coverage", func(l *adjudicate.HouseLine) any { return string(l.Category) }),
	field("area", types.StringType, "`in` or `out` of the service area", "Coverage", func(l *adjudicate.HouseLine) any { return string(l.Area) }),
	field("network", types.StringType, "in which the provider takes part; empty: in none of the plan's", "Coverage", func(l *adjudicate.HouseLine) any { return l.Network }),
	field("contract", types.StringType, "id of the contract; empty: none", "Coverage", func(l *adjudicate.HouseLine) any {
		if l.Contract == nil {
			return ""
		}
		return l.Contract.ID
	}),
	field("emergency", types.BoolType, "is an emergency", "Emergency", func(l *adjudicate.HouseLine) any { return l.Emergency }),
	field("protected", types.BoolType, "the law protects the member from the bill of a stranger", "Surprise bill", func(l *adjudicate.HouseLine) any { return l.Protected }),
	field("allowed", moneyType, "what is allowed", "Price", func(l *adjudicate.HouseLine) any { return l.Allowed }),
}}

func diagnoses(c *record.Claim) []string {
	var codes []string
	for i := range c.Diagnoses {
		codes = append(codes, c.Diagnoses[i].Code)
	}
	return codes
}

// ofLines returns what the lines have of something, once and in order.
func ofLines(c *record.Claim, read func(*record.ServiceLine) string) []string {
	var all []string
	for i := range c.Lines {
		if v := read(&c.Lines[i]); v != "" && !slices.Contains(all, v) {
			all = append(all, v)
		}
	}
	return all
}

func npiOf(c *record.Claim, role record.Role) string {
	if p := c.Provider(nil, role); p != nil {
		return p.NPI
	}
	return ""
}

func attachments(c *record.Claim) []string {
	var types []string
	for _, a := range c.Detailed().Attachments {
		types = append(types, a.Type)
	}
	return types
}

func ndc(drug *record.Drug) string {
	if drug == nil {
		return ""
	}
	return drug.NDC
}

func teeth(service *record.DentalService) []string {
	if service == nil {
		return nil
	}
	var numbers []string
	for _, tooth := range service.Teeth {
		numbers = append(numbers, tooth.Number)
	}
	return numbers
}

// facility returns what only an institutional claim tells, nothing of another one.
func facility(c *record.Claim) *record.InstitutionalClaim {
	if c.Institutional == nil {
		return &record.InstitutionalClaim{}
	}
	return c.Institutional
}
