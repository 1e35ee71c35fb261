package mapping

import (
	"strconv"

	"github.com/hmox12/hmox12/mapping/record"
	"github.com/hmox12/hmox12/x12"
)

// writeLine writes loop 2400 with all below it.
func writeLine(w *x12.Writer, kind record.ClaimKind, line *record.ServiceLine) {
	w.Start("LX")
	w.Count(line.Number)
	w.End()
	switch kind {
	case record.Institutional:
		writeSV2(w, line)
	case record.Dental:
		writeSV3(w, line)
	default:
		writeSV1(w, line)
	}
	d := line.Detailed()
	writeAttachments(w, d.Attachments)
	writeCertifications(w, d.Certifications)
	writeDate(w, "472", line.Dates)
	for _, e := range d.Events {
		writeDate(w, e.Qualifier, e.Span)
	}
	writeContract(w, d.Contract)
	if line.Authorization != "" {
		w.Segment("REF", "G1", line.Authorization)
	}
	if line.Control != "" {
		w.Segment("REF", "6R", line.Control)
	}
	drug := line.Drug != nil && line.Drug.NDC != ""
	ofDrug, ofLine := separate(d.References, func(r record.Reference) bool {
		return drug && (r.Qualifier == "XZ" || r.Qualifier == "VY")
	})
	writeReferences(w, ofLine)
	for _, a := range d.Amounts {
		writeQualified(w, "AMT", a.Qualifier, a.Amount)
	}
	writeFixedFormat(w, d.FixedFormat)
	writeNotes(w, d.Notes)
	writePricing(w, d.Pricing)
	if drug {
		w.Segment("LIN", "", "N4", line.Drug.NDC)
		w.Segment("CTP", "", "", "", formatNumber(line.Drug.Quantity), line.Drug.Unit)
		writeReferences(w, ofDrug) // the number of the prescription or compound
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
	writeNumber(w, line.Charge)
	w.Text(line.UnitBasis)
	writeNumber(w, line.Units)
	w.Text(line.Place)
	w.Skip(1)
	w.Composite(numbers(line.Pointers)...)
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

func numbers(list []int) []string {
	var texts []string
	for _, n := range list {
		texts = append(texts, strconv.Itoa(n))
	}
	return texts
}

// writeDescribedProcedure is writeProcedure with the description in its place,
// the seventh.
func writeDescribedProcedure(w *x12.Writer, p record.Procedure) {
	composite := [7]string{0: p.Qualifier, 1: p.Code, 6: prose(w, p.Description, maxDescription)}
	copy(composite[2:6], p.Modifiers)
	w.Composite(composite[:]...)
}
