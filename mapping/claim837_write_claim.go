package mapping

import (
	"github.com/hmox12/hmox12/mapping/record"
	"github.com/hmox12/hmox12/x12"
)

// writeClaim writes loop 2300 with all below it.
func writeClaim(w *x12.Writer, c *record.Claim) {
	writeCLM(w, c)
	writeClaimDates(w, c)
	writeAdmission(w, c)
	writeDentition(w, c)
	d := c.Detailed()
	writeAttachments(w, d.Attachments)
	writeContract(w, d.Contract)
	writeClaimAmounts(w, c)
	for _, qualifier := range []string{"9F", "G1", "F8", "D9", "EA"} {
		if number := *ownNumber(c, qualifier); number != "" {
			w.Segment("REF", qualifier, number)
		}
	}
	if c.Dental != nil && c.Dental.PredeterminedAs != "" {
		w.Segment("REF", "G3", c.Dental.PredeterminedAs)
	}
	writeReferences(w, d.References)
	writeFixedFormat(w, d.FixedFormat)
	writeNotes(w, d.Notes)
	writeCertifications(w, d.Certifications)
	writeCodes(w, c)
	writePricing(w, d.Pricing)
	for i := range c.Providers {
		writeProvider(w, &c.Providers[i])
	}
	for i := range c.OtherPayers {
		writeOtherPayer(w, &c.OtherPayers[i])
	}
	for i := range c.Lines {
		writeLine(w, c.Kind, &c.Lines[i])
	}
}

// writeCLM writes the claim's head.
func writeCLM(w *x12.Writer, c *record.Claim) {
	d := c.Detailed()
	w.Start("CLM")
	w.Text(c.Account)
	writeNumber(w, c.Charge)
	w.Skip(2)
	care := "B" // place of service codes
	if c.Institutional != nil {
		care = "A" // type of bill
	}
	w.Composite(c.FacilityCode(), care, c.Frequency)
	w.Text(c.Signature)
	w.Text(c.Assignment)
	w.Text(c.Benefits)
	w.Text(c.Release)
	w.Text(d.SignedFor)
	causes := make([]string, 5)
	copy(causes, d.Accidents[:min(len(d.Accidents), 3)])
	causes[3], causes[4] = d.AccidentState, d.AccidentCountry
	w.Composite(causes...)
	w.Text(d.Program)
	w.Skip(6)
	if c.Dental != nil && c.Dental.Predetermination {
		w.Text("PB")
	} else {
		w.Skip(1)
	}
	w.Text(d.DelayReason)
	w.End()
}

func writeClaimDates(w *x12.Writer, c *record.Claim) {
	writeDate(w, "439", record.Span{From: c.Detailed().AccidentDate})
	if c.Institutional != nil {
		writeStayDates(w, c)
	} else {
		writeDate(w, "472", c.Dates)
		writeDate(w, "435", record.Span{From: c.AdmissionDate})
		writeDate(w, "096", record.Span{From: c.DischargeDate})
	}
	if c.Dental != nil {
		writeDate(w, "452", record.Span{From: c.Dental.Appliance})
	}
	for _, e := range c.Detailed().Events {
		writeDate(w, e.Qualifier, e.Span)
	}
}

func writeClaimAmounts(w *x12.Writer, c *record.Claim) {
	if !c.PatientPaid.IsZero() {
		writeQualified(w, "AMT", "F5", c.PatientPaid)
	}
	if i := c.Institutional; i != nil && !i.EstimatedDue.IsZero() {
		writeQualified(w, "AMT", "F3", i.EstimatedDue)
	}
}

// The segments that claims and lines have in common.

func writeAttachments(w *x12.Writer, attachments []record.Attachment) {
	for _, a := range attachments {
		qualifier := ""
		if a.Control != "" {
			qualifier = "AC"
		}
		w.Segment("PWK", a.Type, a.Transmission, "", "", qualifier, a.Control)
	}
}

func writeFixedFormat(w *x12.Writer, texts []string) {
	for _, text := range texts {
		w.Segment("K3", text)
	}
}

func writeNotes(w *x12.Writer, notes []record.ClaimNote) {
	for _, n := range notes {
		w.Segment("NTE", n.Kind, prose(w, n.Text, maxNote))
	}
}

func writeCertifications(w *x12.Writer, certifications []record.Certification) {
	for _, c := range certifications {
		applies := "N"
		if c.Applies {
			applies = "Y"
		}
		w.Segment("CRC", append([]string{c.Category, applies}, c.Conditions...)...)
	}
}

// writeDate writes a DTP, nothing for no date.
func writeDate(w *x12.Writer, qualifier string, s record.Span) {
	if s.From.IsZero() {
		return
	}
	w.Start("DTP")
	w.Text(qualifier)
	if oneDay(s) {
		w.Text("D8")
		writeDay(w, s.From)
	} else {
		format, value := formatSpan(s)
		w.Text(format)
		w.Text(value)
	}
	w.End()
}

// writeReferences writes REF; a number of another payer's says so in REF04.
func writeReferences(w *x12.Writer, references []record.Reference) {
	for _, r := range references {
		w.Start("REF")
		w.Text(r.Qualifier)
		w.Text(r.Number)
		if r.Payer != "" {
			w.Skip(1)
			w.Composite("2U", r.Payer)
		}
		w.End()
	}
}

// writeProvider writes a loop 2310 or 2420.
func writeProvider(w *x12.Writer, p *record.ClaimProvider) {
	writeProviderName(w, p)
	if p.Taxonomy != "" {
		w.Segment("PRV", orElse(specialtyRoles[p.Role], "PE"), "PXC", p.Taxonomy)
	}
	writeAddress(w, p.Address)
	writeReferences(w, p.OtherIDs)
}

// specialtyRoles are what PRV01 says a provider does; all others perform (PE).
var specialtyRoles = map[record.Role]string{
	record.Attending: "AT", record.AssistantSurgeon: "AS", record.ReferringProvider: "RF", record.PrimaryCare: "RF",
}

func writeProviderName(w *x12.Writer, p *record.ClaimProvider) {
	if p.NPI != "" {
		writeName(w, string(p.Role), p.Organization, p.Name, "XX", p.NPI)
	} else {
		writeName(w, string(p.Role), p.Organization, p.Name, p.ID.Qualifier, p.ID.Number)
	}
}
