package mapping

import (
	"github.com/hmox12/hmox12/mapping/record"
	"github.com/hmox12/hmox12/x12"
)

// writeClaim writes loop 2300 with all below it.
func writeClaim(w *x12.Writer, c *record.Claim) {
	writeCLM(w, c)
	writeClaimDates(w, c)
	for _, a := range c.Attachments {
		qualifier := ""
		if a.Control != "" {
			qualifier = "AC"
		}
		w.Segment("PWK", a.Type, a.Transmission, "", "", qualifier, a.Control)
	}
	if !c.PatientPaid.IsZero() {
		w.Segment("AMT", "F5", formatNumber(c.PatientPaid))
	}
	for _, qualifier := range []string{"9F", "G1", "F8", "D9", "EA"} {
		if number := *ownNumber(c, qualifier); number != "" {
			w.Segment("REF", qualifier, number)
		}
	}
	writeReferences(w, c.References)
	for _, note := range c.Notes {
		w.Segment("NTE", "ADD", note)
	}
	writeCodes(w, c)
	for i := range c.Providers {
		writeProvider(w, &c.Providers[i])
	}
	for i := range c.OtherPayers {
		writeOtherPayer(w, &c.OtherPayers[i])
	}
	for i := range c.Lines {
		writeLine(w, &c.Lines[i])
	}
}

// writeCLM writes the claim's head. The provider's signature and the release of
// information, which no decision looks at, are said to be on file.
func writeCLM(w *x12.Writer, c *record.Claim) {
	w.Start("CLM")
	w.Text(c.Account)
	w.Text(formatNumber(c.Charge))
	w.Skip(2)
	w.Composite(c.Place, "B", c.Frequency)
	w.Text("Y")
	w.Text(c.Assignment)
	w.Text(c.Benefits)
	w.Text("Y")
	w.Skip(1)
	causes := make([]string, 4)
	copy(causes, c.Accidents[:min(len(c.Accidents), 3)])
	causes[3] = c.AccidentState
	w.Composite(causes...)
	w.Skip(8)
	w.Text(c.DelayReason)
	w.End()
}

func writeClaimDates(w *x12.Writer, c *record.Claim) {
	writeDate(w, "439", record.Span{From: c.AccidentDate})
	writeDate(w, "435", record.Span{From: c.AdmissionDate})
	writeDate(w, "096", record.Span{From: c.DischargeDate})
	for _, e := range c.Events {
		writeDate(w, e.Qualifier, e.Span)
	}
}

// writeDate writes a DTP, nothing for no date.
func writeDate(w *x12.Writer, qualifier string, s record.Span) {
	if format, value := formatSpan(s); format != "" {
		w.Segment("DTP", qualifier, format, value)
	}
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

// writeCodes writes one HI of diagnoses, up to twelve, and one for each kind of
// other codes.
func writeCodes(w *x12.Writer, c *record.Claim) {
	write := func(codes []record.Diagnosis) {
		w.Start("HI")
		for _, d := range codes {
			w.Composite(d.Qualifier, d.Code)
		}
		w.End()
	}
	if len(c.Diagnoses) > 0 {
		write(c.Diagnoses)
	}
	for rest := c.Conditions; len(rest) > 0; {
		n := 1
		for n < len(rest) && (rest[n].Qualifier == "BG") == (rest[0].Qualifier == "BG") {
			n++
		}
		write(rest[:n])
		rest = rest[n:]
	}
}

// writeProvider writes a loop 2310 or 2420.
func writeProvider(w *x12.Writer, p *record.ClaimProvider) {
	writeProviderName(w, p)
	if p.Taxonomy != "" {
		w.Segment("PRV", "PE", "PXC", p.Taxonomy)
	}
	writeAddress(w, p.Address)
	writeReferences(w, p.OtherIDs)
}

func writeProviderName(w *x12.Writer, p *record.ClaimProvider) {
	if p.NPI != "" {
		writeName(w, string(p.Role), p.Organization, p.Name, "XX", p.NPI)
	} else {
		writeName(w, string(p.Role), p.Organization, p.Name, p.ID.Qualifier, p.ID.Number)
	}
}

// writeOtherPayer writes loop 2320 with 2330A and 2330B.
func writeOtherPayer(w *x12.Writer, p *record.OtherPayer) {
	w.Segment("SBR", p.Position, p.Relationship, p.GroupNumber, "", "", "", "", "", p.Filing)
	writeCAS(w, p.Adjustments)
	if p.HasPaid {
		w.Segment("AMT", "D", formatNumber(p.Paid))
	}
	if !p.NonCovered.IsZero() {
		w.Segment("AMT", "A8", formatNumber(p.NonCovered))
	}
	if !p.Remaining.IsZero() {
		w.Segment("AMT", "EAF", formatNumber(p.Remaining))
	}
	w.Segment("OI", "", "", "Y", "", "", "Y")
	if len(p.Remarks) > 0 {
		w.Start("MOA")
		w.Skip(2)
		for _, r := range p.Remarks {
			w.Text(string(r))
		}
		w.End()
	}
	writeName(w, "IL", p.Subscriber.Organization, p.Subscriber.Name, memberQualifier(&p.Subscriber), p.Subscriber.ID)
	writeAddress(w, p.Subscriber.Address)
	writeName(w, "PR", true, record.PersonName{Last: p.Name}, "PI", p.ID)
	writeDate(w, "573", record.Span{From: p.Decided})
	writeReferences(w, p.References)
	if p.Control != "" {
		w.Segment("REF", "F8", p.Control)
	}
}
