package mapping

import (
	"slices"

	"github.com/hmox12/hmox12/mapping/record"
	"github.com/hmox12/hmox12/x12"
)

// writeRemittanceLine writes loop 2110 of the ith decided line.
func writeRemittanceLine(w *x12.Writer, claim *record.RemittanceClaim, i int) {
	decided, submitted := &claim.Decision.Lines[i], submittedLine(claim, i)
	writeSVC(w, submitted, decided)
	switch dates := submitted.Dates; {
	case dates.From.IsZero():
	case dates.To.IsZero() || dates.To == dates.From:
		writeDTM(w, "472", dates.From)
	default:
		writeDTM(w, "150", dates.From)
		writeDTM(w, "151", dates.To)
	}
	writeCAS(w, decided.Adjustments)
	w.Start("REF")
	w.Text("6R")
	if submitted.Control != "" {
		w.Text(submitted.Control)
	} else {
		w.Count(submitted.Number)
	}
	w.End()
	if p := claim.Claim.Rendering(submitted); p.NPI != "" && p.NPI != claim.Claim.Rendering(nil).NPI {
		w.Segment("REF", "HPI", p.NPI)
	}
	if decided.Priced && claim.Decision.Status != record.Reversal {
		writeQualified(w, "AMT", "B6", decided.Allowed)
	}
	for _, r := range decided.Remarks {
		w.Segment("LQ", "HE", string(r))
	}
}

// writeSVC writes the procedure that was decided, the revenue code where a line
// has none. What was submitted follows only where it differs: the procedure in
// SVC06, the units in SVC07.
func writeSVC(w *x12.Writer, submitted *record.ServiceLine, decided *record.LineDecision) {
	procedure := procedureOrRevenue(decided.Procedure, submitted.Revenue)
	w.Start("SVC")
	writeProcedure(w, procedure)
	writeNumber(w, decided.Charge)
	writeNumber(w, decided.Paid)
	if procedure.Qualifier == "NU" {
		w.Skip(1)
	} else {
		w.Text(submitted.Revenue)
	}
	writeNumber(w, decided.Units)
	if sameProcedure(submitted.Procedure, decided.Procedure) {
		w.Skip(1)
	} else {
		writeProcedure(w, submitted.Procedure)
	}
	if !submitted.Units.Equal(decided.Units) {
		writeNumber(w, submitted.Units)
	}
	w.End()
}

// procedureOrRevenue returns what SVC01 names: the procedure, or the revenue code
// of a hospital's line without one.
func procedureOrRevenue(p record.Procedure, revenue string) record.Procedure {
	if p.Code == "" {
		return record.Procedure{Qualifier: "NU", Code: revenue}
	}
	return p
}

// writeProcedure writes a composite medical procedure identifier (C003) without
// its description.
func writeProcedure(w *x12.Writer, p record.Procedure) {
	composite := [6]string{p.Qualifier, p.Code}
	w.Composite(composite[:2+copy(composite[2:], p.Modifiers)]...)
}

func sameProcedure(a, b record.Procedure) bool {
	return a.Qualifier == b.Qualifier && a.Code == b.Code && slices.Equal(a.Modifiers, b.Modifiers)
}
