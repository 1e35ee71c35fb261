package export

import (
	"strings"

	"github.com/hmox12/hmox12/mapping/record"
)

// institutionalColumns are the columns of claims that only institutional ones
// fill. A list of codes with dates or amounts is written like adjustments: pairs
// separated by semicolons.
var institutionalColumns = []column[claimRow]{
	{"bill_type", text, "CLM05-1 and CLM05-3 of an institutional claim", func(c claimRow) value { return textOf(c.BillType()) }},
	{"statement_from", date, "DTP*434", ofStay(func(c claimRow) value { return dateOf(c.Dates.From) })},
	{"statement_to", date, "DTP*434", ofStay(func(c claimRow) value { return dateOf(c.Dates.To) })},
	{"admission_time", text, "DTP*435, HHMM", ofStay(func(c claimRow) value { return textOf(c.Institutional.AdmissionTime) })},
	{"discharge_time", text, "DTP*096, HHMM", ofStay(func(c claimRow) value { return textOf(c.Institutional.DischargeTime) })},
	{"admission_type", text, "CL101", ofStay(func(c claimRow) value { return textOf(c.Institutional.AdmissionType) })},
	{"admission_source", text, "CL102", ofStay(func(c claimRow) value { return textOf(c.Institutional.AdmissionSource) })},
	{"discharge_status", text, "CL103", ofStay(func(c claimRow) value { return textOf(c.Institutional.PatientStatus) })},
	{"estimated_due", amount, "AMT*F3", ofStay(func(c claimRow) value { return unlessZero(amountOf(c.Institutional.EstimatedDue)) })},
	{"drg", text, "HI DR", ofStay(func(c claimRow) value { return textOf(c.Institutional.DRG) })},
	{"admitting_diagnosis", text, "HI ABJ or BJ", ofStay(func(c claimRow) value { return textOf(c.Institutional.Admitting.Code) })},
	{"reasons_for_visit", text, "HI APR or PR, separated by blanks", ofStay(func(c claimRow) value { return textOf(codesOf(c.Institutional.ReasonsForVisit)) })},
	{"external_causes", text, "HI ABN or BN, separated by blanks", ofStay(func(c claimRow) value { return textOf(codesOf(c.Institutional.ExternalCauses)) })},
	{"present_on_admission", text, "HI ABK and ABF, where it was told: K3580 Y; I10 U", ofStay(presentOnAdmission)},
	{"hospital_procedures", text, "HI BBR and BBQ: 0DTJ4ZZ 2026-02-03; 0W9G30Z 2026-02-04", ofStay(func(c claimRow) value {
		return pairs(c.Institutional.Procedures, func(p record.HospitalProcedure) string { return p.Code + " " + p.Date.String() })
	})},
	{"occurrences", text, "HI BH: 11 2026-02-02", ofStay(func(c claimRow) value {
		return pairs(c.Institutional.Occurrences, func(o record.Occurrence) string { return o.Code + " " + o.Date.String() })
	})},
	{"occurrence_spans", text, "HI BI: 74 2026-02-03 2026-02-04", ofStay(func(c claimRow) value {
		return pairs(c.Institutional.OccurrenceSpans, func(o record.OccurrenceSpan) string {
			return o.Code + " " + o.From.String() + " " + o.To.String()
		})
	})},
	{"value_codes", text, "HI BE: 80 2; A1 350.25", ofStay(func(c claimRow) value {
		return pairs(c.Institutional.Values, func(v record.ValueCode) string { return v.Code + " " + v.Amount.String() })
	})},
	{"condition_codes", text, "HI BG, separated by blanks", ofStay(func(c claimRow) value { return textOf(strings.Join(c.Institutional.ConditionCodes, " ")) })},
	{"treatment_codes", text, "HI TC, separated by blanks", ofStay(func(c claimRow) value { return textOf(strings.Join(c.Institutional.TreatmentCodes, " ")) })},
	{"attending_npi", text, "NM1*71 of loop 2310", func(c claimRow) value { return npiOf(c.Claim, nil, record.Attending) }},
	{"operating_npi", text, "NM1*72 of loop 2310", func(c claimRow) value { return npiOf(c.Claim, nil, record.Operating) }},
}

// institutionalLineColumns are the columns of service_lines that only lines of
// institutional claims fill.
var institutionalLineColumns = []column[lineRow]{
	{"revenue", text, "SV201", func(l lineRow) value { return textOf(l.Revenue) }},
	{"non_covered", amount, "SV207", func(l lineRow) value { return unlessZero(amountOf(l.Detailed().NonCovered)) }},
	{"operating_npi", text, "NM1*72 of loop 2420, else the claim's", func(l lineRow) value { return npiOf(l.claim, l.ServiceLine, record.Operating) }},
}

// ofStay returns a value of institutional claims alone.
func ofStay(of func(claimRow) value) func(claimRow) value {
	return func(c claimRow) value {
		if c.Institutional == nil {
			return value{}
		}
		return of(c)
	}
}

func presentOnAdmission(c claimRow) value {
	var told []record.Diagnosis
	for _, d := range c.Diagnoses {
		if d.PresentOnAdmission != "" {
			told = append(told, d)
		}
	}
	return pairs(told, func(d record.Diagnosis) string { return d.Code + " " + d.PresentOnAdmission })
}

// pairs joins what is told of each by semicolons.
func pairs[T any](list []T, tell func(T) string) value {
	var all []string
	for _, v := range list {
		all = append(all, strings.TrimSpace(tell(v)))
	}
	return textOf(strings.Join(all, "; "))
}
