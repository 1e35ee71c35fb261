package mapping

import (
	"slices"

	"github.com/hmox12/hmox12/mapping/record"
)

// openClaim begins a claim at its CLM.
func (m *ClaimMapper) openClaim(f fields) {
	l := &m.levels
	c := &record.Claim{
		Kind: m.kind, Source: m.source, Received: m.received, Submitter: m.submitter, SubmitterName: m.submitterName, Encounter: m.encounter,
		PayerName: l.payerName, PayerID: l.payerID, Position: l.position,
		GroupNumber: l.groupNumber, GroupName: l.groupName, Filing: l.filing,
		Subscriber: l.subscriber, Patient: l.subscriber, Relationship: l.relationship,
		Billing: l.billing, PayTo: l.payTo,
	}
	c.Source.Offset, c.Source.Segment = f.Offset(), f.Number()
	if l.patient != nil {
		c.Patient, c.Relationship = l.patient.Person, l.patient.relationship
	}
	if len(l.billingIDs) > 0 {
		c.Billing.OtherIDs = slices.Concat(l.billing.OtherIDs, l.billingIDs)
	}
	m.claim = c
	f.problems = &m.claimProblems

	c.Account = f.Text(1)
	c.Charge = f.number(2, 0)
	c.Place = m.code(f, 5, 1)
	c.Frequency = m.code(f, 5, 3)
	c.Assignment = m.code(f, 7, 0)
	c.Benefits = m.code(f, 8, 0)
	for n := 1; n <= 3; n++ {
		if cause := m.code(f, 11, n); cause != "" {
			c.Accidents = append(c.Accidents, cause)
		}
	}
	c.AccidentState = m.code(f, 11, 4)
	c.DelayReason = m.code(f, 20, 0)
}

// addClaim takes the segments of loop 2300 behind CLM.
func (m *ClaimMapper) addClaim(f fields) {
	c := m.claim
	switch string(f.ID()) {
	case "DTP":
		m.addClaimDate(f)
	case "PWK":
		c.Attachments = append(c.Attachments, record.Attachment{
			Type: m.code(f, 1, 0), Transmission: m.code(f, 2, 0), Control: f.Text(6),
		})
	case "AMT":
		if string(f.Element(1)) == "F5" {
			c.PatientPaid = f.number(2, 0)
		}
	case "REF":
		m.addClaimReference(f)
	case "NTE":
		c.Notes = append(c.Notes, f.Text(2))
	case "HI":
		m.addCodes(f)
	}
}

func (m *ClaimMapper) addClaimDate(f fields) {
	c := m.claim
	switch string(f.Element(1)) {
	case "439":
		c.AccidentDate = f.date(2, 3)
	case "435":
		c.AdmissionDate = f.date(2, 3)
	case "096":
		c.DischargeDate = f.date(2, 3)
	default:
		c.Events = append(c.Events, m.event(f))
	}
}

// event reads a DTP that has no field of its own.
func (m *ClaimMapper) event(f fields) record.Event {
	return record.Event{Qualifier: m.code(f, 1, 0), Span: f.span(2, 3)}
}

// addClaimReference takes a REF of loop 2300. A number that REF04 says is
// another payer's is not ours to look for.
func (m *ClaimMapper) addClaimReference(f fields) {
	r := reference(f)
	if own := ownNumber(m.claim, r.Qualifier); own != nil && *own == "" && r.Payer == "" {
		*own = r.Number
		return
	}
	m.claim.References = append(m.claim.References, r)
}

// ownNumber returns the field of a claim for the number that REF01 says, nil
// when it has none of its own.
func ownNumber(c *record.Claim, qualifier string) *string {
	switch qualifier {
	case "9F":
		return &c.Referral
	case "G1":
		return &c.Authorization
	case "F8":
		return &c.OriginalControl
	case "D9":
		return &c.Clearinghouse
	case "EA":
		return &c.MedicalRecord
	}
	return nil
}

// reference reads a REF.
func reference(f fields) record.Reference {
	r := record.Reference{Qualifier: f.Text(1), Number: f.Text(2)}
	if string(f.Component(4, 1)) == "2U" {
		r.Payer = f.ComponentText(4, 2)
	}
	return r
}

// addCodes takes an HI. A place left empty between others keeps it, because
// lines point to diagnoses by their place.
func (m *ClaimMapper) addCodes(f fields) {
	last := f.Len()
	for last > 0 && !f.Has(last) {
		last--
	}
	for n := 1; n <= last; n++ {
		d := record.Diagnosis{Qualifier: m.code(f, n, 1), Code: m.code(f, n, 2)}
		switch d.Qualifier {
		case "ABK", "ABF", "BK", "BF", "":
			m.claim.Diagnoses = append(m.claim.Diagnoses, d)
		default:
			m.claim.Conditions = append(m.claim.Conditions, d)
		}
	}
}
