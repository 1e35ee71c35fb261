package mapping

import (
	"slices"

	"github.com/shopspring/decimal"

	"github.com/hmox12/hmox12/mapping/record"
	"github.com/hmox12/hmox12/x12"
)

// maxReasons is how many reasons a CAS holds.
const maxReasons = 6

// writeRemittanceClaim writes loop 2100 with its lines.
func writeRemittanceClaim(w *x12.Writer, payee *record.Provider, claim *record.RemittanceClaim) {
	c, d := claim.Claim, claim.Decision
	writeCLP(w, claim)
	if d.Whole {
		writeCAS(w, d.Lines[0].Adjustments)
	}
	writeRemittanceNames(w, payee, claim)
	writeClaimRemarks(w, c, d)
	writeRemittanceReferences(w, claim)
	writeRemittanceDates(w, claim)
	writeRemittanceAmounts(w, claim)
	if days := coveredDays(d); days.IsPositive() {
		writeQualified(w, "QTY", "CA", days)
	}
	for i := range d.Lines {
		if !d.Whole {
			writeRemittanceLine(w, claim, i)
		}
	}
}

// writeCLP writes what the claim was and became. The patient's share is sent
// where there is one, and never on a reversal.
func writeCLP(w *x12.Writer, claim *record.RemittanceClaim) {
	c, d := claim.Claim, claim.Decision
	account := c.Account
	if account == "" {
		account = "0"
	}
	insurance := d.InsuranceType
	if insurance == "" {
		insurance = "HM"
	}
	w.Start("CLP")
	w.Text(account)
	w.Text(string(d.Status))
	writeNumber(w, d.Charge)
	writeNumber(w, d.Paid)
	if d.Patient.IsPositive() && d.Status != record.Reversal {
		writeNumber(w, d.Patient)
	} else {
		w.Skip(1)
	}
	w.Text(insurance)
	w.Text(controlNumber(claim))
	w.Text(c.FacilityCode())
	w.Text(c.Frequency)
	w.Skip(1)
	w.Text(drg(claim))
	w.End()
}

// drg returns CLP11, the DRG by which a stay was decided.
func drg(claim *record.RemittanceClaim) string {
	if claim.Claim.Institutional == nil || !claim.Decision.Whole {
		return ""
	}
	return claim.Claim.Institutional.DRG
}

// coveredDays returns the days of a stay that are covered, as MIA01 and QTY*CA
// tell them; zero for any other claim, and where none is.
func coveredDays(d *record.Decision) decimal.Decimal {
	if !d.Whole || d.Status == record.Reversal {
		return decimal.Zero
	}
	switch d.Lines[0].State {
	case record.LinePaid, record.LinePatient, record.LineCapitated:
		return d.Lines[0].Units
	}
	return decimal.Zero
}

// writeCAS writes one CAS a group code, in the order in which the groups
// appear, and more where a group has more than six reasons.
func writeCAS(w *x12.Writer, adjustments []record.Adjustment) {
	for i := range adjustments {
		group := adjustments[i].Group
		if slices.ContainsFunc(adjustments[:i], func(a record.Adjustment) bool { return a.Group == group }) {
			continue // written before
		}
		reasons := 0
		for _, a := range adjustments[i:] {
			if a.Group != group {
				continue
			}
			if reasons%maxReasons == 0 {
				if reasons > 0 {
					w.End()
				}
				w.Start("CAS")
				w.Text(string(group))
			}
			w.Text(string(a.Reason))
			writeNumber(w, a.Amount)
			writeOptional(w, a.Quantity)
			reasons++
		}
		w.End()
	}
}

// writeRemittanceNames writes the NM1 of a claim: the patient as submitted, the
// subscriber when that is somebody else, what we hold instead, who rendered when
// that is not the payee, and who decides or pays first instead of us.
func writeRemittanceNames(w *x12.Writer, payee *record.Provider, claim *record.RemittanceClaim) {
	c, d := claim.Claim, claim.Decision
	writeName(w, "QC", false, c.Patient.Name, memberQualifier(c.Patient), c.Patient.ID)
	if !c.SubscriberIsPatient() && c.Subscriber.ID != "" {
		writeName(w, "IL", c.Subscriber.Organization, c.Subscriber.Name, memberQualifier(c.Subscriber), c.Subscriber.ID)
	}
	if d.CorrectedName != nil || d.CorrectedID != "" {
		var name record.PersonName
		if d.CorrectedName != nil {
			name = *d.CorrectedName
		}
		writeName(w, "74", false, name, "C", d.CorrectedID)
	}
	if p := c.Rendering(nil); p.NPI != "" && p.NPI != payee.NPI {
		writeName(w, "82", p.Organization, p.Name, "XX", p.NPI)
	}
	if to := d.ForwardedTo; to != nil {
		qualifier, id := "FI", to.TIN
		if id == "" {
			qualifier, id = "PI", to.ID
		}
		writeName(w, "TT", true, record.PersonName{Last: to.Name}, qualifier, id)
	}
	if first := d.PayFirst; first != nil && first.PayerID != "" {
		writeName(w, "PR", true, record.PersonName{Last: first.PayerName}, "PI", first.PayerID)
	}
}

func memberQualifier(p *record.Person) string {
	if p.IDQualifier == "" {
		return "MI"
	}
	return p.IDQualifier
}

// writeClaimRemarks writes the remark codes of a claim: MIA for an inpatient
// claim (its type of bill begins with 11 or 12), MOA for any other.
func writeClaimRemarks(w *x12.Writer, c *record.Claim, d *record.Decision) {
	remarks, days := d.Remarks, coveredDays(d)
	if len(remarks) == 0 && days.IsZero() {
		return
	}
	code := func(n int) string {
		if n < len(remarks) {
			return string(remarks[n])
		}
		return ""
	}
	if c.Kind == record.Institutional && (c.FacilityCode() == "11" || c.FacilityCode() == "12") {
		mia := [23]string{0: formatNumber(days), 4: code(0), 19: code(1), 20: code(2), 21: code(3), 22: code(4)}
		w.Segment("MIA", mia[:]...)
		return
	}
	w.Segment("MOA", "", "", code(0), code(1), code(2), code(3), code(4))
}

// writeRemittanceReferences writes the REF of a claim. A correction names the
// claim that it takes the place of.
func writeRemittanceReferences(w *x12.Writer, claim *record.RemittanceClaim) {
	c, d := claim.Claim, claim.Decision
	original := d.Corrects
	if original == "" {
		original = c.OriginalControl
	}
	if d.Status == record.Reversal {
		original = ""
	}
	for _, r := range []record.Reference{
		{Qualifier: "F8", Number: original},
		{Qualifier: "EA", Number: c.MedicalRecord},
		{Qualifier: "G1", Number: c.Authorization},
	} {
		if r.Number != "" {
			w.Segment("REF", r.Qualifier, r.Number)
		}
	}
}

// writeRemittanceDates writes the DTM of a claim. The days of the statement are
// needed where the lines don't tell them, the end of coverage where a line is
// denied for it.
func writeRemittanceDates(w *x12.Writer, claim *record.RemittanceClaim) {
	c := claim.Claim
	dated := len(claim.Decision.Lines) > 0 && !claim.Decision.Whole
	for i := range claim.Decision.Lines {
		if !dated {
			break
		}
		dated = dated && !submittedLine(claim, i).Dates.From.IsZero()
	}
	if first, last := c.FirstDate(), c.LastDate(); !dated {
		if first.IsZero() {
			first, last = c.AdmissionDate, c.DischargeDate
		}
		if !first.IsZero() {
			writeDTM(w, "232", first)
			if last > first {
				writeDTM(w, "233", last)
			}
		}
	}
	if ended := claim.Decision.CoverageEnded; !ended.IsZero() {
		writeDTM(w, "036", ended)
	}
	if !c.Received.IsZero() {
		writeDTM(w, "050", c.Received)
	}
}

// writeRemittanceAmounts writes the AMT of a claim, which enter no balance: the
// charge of the lines that are covered, interest, and what the patient paid. A
// reversal repeats interest alone.
func writeRemittanceAmounts(w *x12.Writer, claim *record.RemittanceClaim) {
	d := claim.Decision
	if d.Status != record.Reversal {
		var covered record.Total
		for i := range d.Lines {
			switch d.Lines[i].State {
			case record.LinePaid, record.LineCapitated, record.LinePatient:
				covered.Add(d.Lines[i].Charge)
			}
		}
		if all := covered.Amount(); all.IsPositive() {
			writeQualified(w, "AMT", "AU", all)
		}
	}
	if !d.Interest.IsZero() {
		writeQualified(w, "AMT", "I", d.Interest)
	}
	if d.Status != record.Reversal && claim.Claim.PatientPaid.IsPositive() {
		writeQualified(w, "AMT", "F5", claim.Claim.PatientPaid)
	}
}
