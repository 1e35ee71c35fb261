package mapping

import (
	"strconv"

	"github.com/hmox12/hmox12/mapping/record"
	"github.com/hmox12/hmox12/x12"
)

// writeOtherPayer writes loop 2320 with the loops 2330 below it.
func writeOtherPayer(w *x12.Writer, p *record.OtherPayer) {
	w.Segment("SBR", p.Position, p.Relationship, p.GroupNumber, prose(w, p.GroupName, maxName), p.InsuranceType, "", "", "", p.Filing)
	writeCAS(w, p.Adjustments)
	if p.HasPaid {
		writeQualified(w, "AMT", "D", p.Paid)
	}
	if !p.NonCovered.IsZero() {
		writeQualified(w, "AMT", "A8", p.NonCovered)
	}
	if !p.Remaining.IsZero() {
		writeQualified(w, "AMT", "EAF", p.Remaining)
	}
	w.Segment("OI", "", "", p.Benefits, p.SignedFor, "", p.Release)
	writeAdjudications(w, p)
	writePerson(w, "IL", &p.Subscriber)
	writeName(w, "PR", true, record.PersonName{Last: p.Name}, "PI", p.ID)
	writeAddress(w, p.Address)
	writeDate(w, "573", record.Span{From: p.Decided})
	writeReferences(w, p.References)
	if p.Control != "" {
		w.Segment("REF", "F8", p.Control)
	}
	for i := range p.Providers {
		writeProvider(w, &p.Providers[i])
	}
}

// writeLinePayment writes loop 2430.
func writeLinePayment(w *x12.Writer, p *record.LinePayment) {
	w.Start("SVD")
	w.Text(p.PayerID)
	writeNumber(w, p.Paid)
	writeDescribedProcedure(w, p.Procedure)
	w.Text(p.Revenue)
	writeOptional(w, p.Units)
	if p.Bundled != 0 {
		w.Text(strconv.Itoa(p.Bundled))
	}
	w.End()
	writeCAS(w, p.Adjustments)
	writeDate(w, "573", record.Span{From: p.Decided})
	if !p.Remaining.IsZero() {
		writeQualified(w, "AMT", "EAF", p.Remaining)
	}
}
