package mapping

import (
	"github.com/hmox12/hmox12/mapping/record"
	"github.com/hmox12/hmox12/x12"
)

// writeStayDates writes the statement, which is a run of days even when it is one,
// the admission and the hour of discharge.
func writeStayDates(w *x12.Writer, c *record.Claim) {
	i := c.Institutional
	if i.DischargeTime != "" {
		w.Segment("DTP", "096", "TM", i.DischargeTime)
	} else {
		writeDate(w, "096", record.Span{From: c.DischargeDate})
	}
	if from, to := c.Dates.From, max(c.Dates.From, c.Dates.To); !from.IsZero() {
		w.Segment("DTP", "434", "RD8", from.Compact()+"-"+to.Compact())
	}
	if i.AdmissionTime != "" {
		w.Segment("DTP", "435", "DT", c.AdmissionDate.Compact()+i.AdmissionTime)
	} else {
		writeDate(w, "435", record.Span{From: c.AdmissionDate})
	}
}

// writeAdmission writes CL1.
func writeAdmission(w *x12.Writer, c *record.Claim) {
	if i := c.Institutional; i != nil && (i.AdmissionType != "" || i.AdmissionSource != "" || i.PatientStatus != "") {
		w.Segment("CL1", i.AdmissionType, i.AdmissionSource, i.PatientStatus)
	}
}

// writeInstitutionalCodes writes an HI or more for each kind of code, the
// principal diagnosis and procedure alone.
func writeInstitutionalCodes(w *x12.Writer, c *record.Claim) {
	i := c.Institutional
	principal, others := separate(c.Diagnoses, isPrincipal)
	writeHI(w, 1, codesOf(principal))
	if i.Admitting.Code != "" {
		writeHI(w, 1, codesOf([]record.Diagnosis{i.Admitting}))
	}
	writeHI(w, 3, codesOf(i.ReasonsForVisit))
	writeHI(w, maxCodes, codesOf(i.ExternalCauses))
	if i.DRG != "" {
		writeHI(w, 1, [][]string{{"DR", i.DRG}})
	}
	writeHI(w, maxCodes, codesOf(others))
	first, more := separate(i.Procedures, isPrincipalProcedure)
	writeHI(w, 1, composites(first, hospitalProcedure))
	writeHI(w, maxCodes, composites(more, hospitalProcedure))
	writeHI(w, maxCodes, composites(i.OccurrenceSpans, func(o record.OccurrenceSpan) []string {
		return []string{"BI", o.Code, "RD8", o.From.Compact() + "-" + max(o.From, o.To).Compact()}
	}))
	writeHI(w, maxCodes, composites(i.Occurrences, func(o record.Occurrence) []string {
		return []string{"BH", o.Code, "D8", o.Date.Compact()}
	}))
	writeHI(w, maxCodes, composites(i.Values, func(v record.ValueCode) []string {
		return []string{"BE", v.Code, "", "", formatNumber(v.Amount)}
	}))
	writeHI(w, maxCodes, composites(i.ConditionCodes, func(code string) []string { return []string{"BG", code} }))
	writeHI(w, maxCodes, composites(i.TreatmentCodes, func(code string) []string { return []string{"TC", code} }))
}

func hospitalProcedure(p record.HospitalProcedure) []string {
	format, date := formatSpan(record.Span{From: p.Date})
	return []string{p.Qualifier, p.Code, format, date}
}

func isPrincipalProcedure(p record.HospitalProcedure) bool {
	return p.Qualifier == "BBR" || p.Qualifier == "BR" || p.Qualifier == "CAH"
}

// separate returns what is so and what isn't, each in its order.
func separate[T any](list []T, so func(T) bool) (yes, no []T) {
	for _, v := range list {
		if so(v) {
			yes = append(yes, v)
		} else {
			no = append(no, v)
		}
	}
	return yes, no
}

func writeSV2(w *x12.Writer, line *record.ServiceLine) {
	w.Start("SV2")
	w.Text(line.Revenue)
	writeDescribedProcedure(w, line.Procedure)
	writeNumber(w, line.Charge)
	w.Text(line.UnitBasis)
	writeNumber(w, line.Units)
	w.Skip(1)
	writeOptional(w, line.Detailed().NonCovered)
	w.End()
}
