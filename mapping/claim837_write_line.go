package mapping

import (
	"strconv"

	"github.com/hmox12/hmox12/mapping/record"
	"github.com/hmox12/hmox12/x12"
)

// writeLine writes loop 2400 with all below it.
func writeLine(w *x12.Writer, line *record.ServiceLine) {
	w.Segment("LX", strconv.Itoa(line.Number))
	writeSV1(w, line)
	writeDate(w, "472", line.Dates)
	for _, e := range line.Events {
		writeDate(w, e.Qualifier, e.Span)
	}
	if line.Authorization != "" {
		w.Segment("REF", "G1", line.Authorization)
	}
	if line.Control != "" {
		w.Segment("REF", "6R", line.Control)
	}
	writeReferences(w, line.References)
	for _, note := range line.Notes {
		w.Segment("NTE", "ADD", note)
	}
	if line.NDC != "" {
		w.Segment("LIN", "", "N4", line.NDC)
		w.Segment("CTP", "", "", "", formatNumber(line.NDCQuantity), line.NDCUnit)
	}
	for i := range line.Providers {
		writeProvider(w, &line.Providers[i])
	}
	for i := range line.OtherPayers {
		writeLinePayment(w, &line.OtherPayers[i])
	}
}

func writeSV1(w *x12.Writer, line *record.ServiceLine) {
	w.Start("SV1")
	writeDescribedProcedure(w, line.Procedure)
	w.Text(formatNumber(line.Charge))
	w.Text(line.UnitBasis)
	w.Text(formatNumber(line.Units))
	w.Text(line.Place)
	w.Skip(1)
	var pointers []string
	for _, p := range line.Pointers {
		pointers = append(pointers, strconv.Itoa(p))
	}
	w.Composite(pointers...)
	w.Skip(1)
	if line.Emergency {
		w.Text("Y")
	} else {
		w.Skip(1)
	}
	if line.CopayWaived {
		w.Skip(5)
		w.Text("0")
	}
	w.End()
}

// writeDescribedProcedure is writeProcedure with the description in its place,
// the seventh.
func writeDescribedProcedure(w *x12.Writer, p record.Procedure) {
	composite := make([]string, 7)
	composite[0], composite[1], composite[6] = p.Qualifier, p.Code, p.Description
	copy(composite[2:6], p.Modifiers)
	w.Composite(composite...)
}

// writeLinePayment writes loop 2430.
func writeLinePayment(w *x12.Writer, p *record.LinePayment) {
	w.Start("SVD")
	w.Text(p.PayerID)
	w.Text(formatNumber(p.Paid))
	writeDescribedProcedure(w, p.Procedure)
	w.Skip(1)
	w.Text(formatOptional(p.Units))
	w.End()
	writeCAS(w, p.Adjustments)
	writeDate(w, "573", record.Span{From: p.Decided})
	if !p.Remaining.IsZero() {
		w.Segment("AMT", "EAF", formatNumber(p.Remaining))
	}
}
