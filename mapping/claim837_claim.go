package mapping

import (
	"slices"

	"github.com/hmox12/hmox12/mapping/record"
)

// openClaim begins a claim at its CLM.
func (m *ClaimMapper) openClaim(f fields) {
	l := &m.levels
	c := &m.claims.take(1, slabOfClaims)[:1][0]
	c.Kind, c.Source, c.Received = m.kind.ClaimKind, m.source, m.received
	c.Submitter, c.SubmitterName, c.Encounter, c.Subrogation = m.submitter, m.submitterName, m.encounter, m.subrogation
	c.PayerName, c.PayerID, c.PayerIDs, c.Position = l.payerName, l.payerID, l.payerIDs, l.position
	c.GroupNumber, c.GroupName, c.InsuranceType, c.Filing, c.Currency = l.groupNumber, l.groupName, l.insuranceType, l.filing, l.currency
	c.Subscriber, c.Relationship = l.subscriber.lend(), l.relationship
	c.Patient = c.Subscriber
	c.Billing, c.PayTo, c.PayToPlan = l.billing.lend(), l.payTo, l.payToPlan
	c.Source.Offset, c.Source.Segment = f.Offset(), f.Number()
	if patient := l.patient.lend(); patient != nil {
		c.Patient, c.Relationship = patient, l.patientRelationship
	}
	if len(l.billingIDs) > 0 {
		c.Billing = new(*c.Billing)
		c.Billing.OtherIDs = slices.Concat(c.Billing.OtherIDs, l.billingIDs)
	}
	m.claim = c
	f.problems = &m.claimProblems

	c.Account = f.text(1)
	c.Charge = f.number(2, 0)
	c.Frequency = m.code(f, 5, 3)
	c.Signature = m.code(f, 6, 0)
	c.Assignment = m.code(f, 7, 0)
	c.Benefits = m.code(f, 8, 0)
	c.Release = m.code(f, 9, 0)
	if f.Len() >= 10 {
		m.addUnusual(f)
	}
	switch place := m.code(f, 5, 1); c.Kind {
	case record.Institutional:
		c.Institutional = &record.InstitutionalClaim{FacilityType: place}
	case record.Dental:
		c.Place, c.Dental = place, &record.DentalClaim{Predetermination: string(f.Element(19)) == "PB"}
	default:
		c.Place = place
	}
}

// addUnusual reads of a CLM what most don't have.
func (m *ClaimMapper) addUnusual(f fields) {
	if f.Has(10) {
		m.details().SignedFor = m.code(f, 10, 0)
	}
	if f.Has(11) {
		m.addAccident(f)
	}
	if f.Has(12) {
		m.details().Program = m.code(f, 12, 0)
	}
	if f.Has(20) {
		m.details().DelayReason = m.code(f, 20, 0)
	}
}

// addAccident reads CLM11.
func (m *ClaimMapper) addAccident(f fields) {
	d := m.details()
	for n := 1; n <= 3; n++ {
		if cause := m.code(f, 11, n); cause != "" {
			d.Accidents = append(d.Accidents, cause)
		}
	}
	d.AccidentState, d.AccidentCountry = m.code(f, 11, 4), m.code(f, 11, 5)
}

// addClaim takes the segments of loop 2300 behind CLM.
func (m *ClaimMapper) addClaim(f fields) {
	c := m.claim
	if c.Institutional != nil && m.addInstitutional(f) || c.Dental != nil && m.addDental(f) {
		return
	}
	switch string(f.ID()) {
	case "DTP":
		m.addClaimDate(f)
	case "PWK":
		d := m.details()
		d.Attachments = append(d.Attachments, m.attachment(f))
	case "CN1":
		m.details().Contract = m.contract(f)
	case "AMT":
		if string(f.Element(1)) == "F5" {
			c.PatientPaid = f.number(2, 0)
		}
	case "REF":
		m.addClaimReference(f)
	case "K3":
		d := m.details()
		d.FixedFormat = append(d.FixedFormat, f.Text(1))
	case "NTE":
		d := m.details()
		d.Notes = append(d.Notes, m.note(f))
	case "CRC":
		d := m.details()
		d.Certifications = append(d.Certifications, m.certification(f))
	case "HI":
		m.addCodes(f)
	case "HCP":
		m.details().Pricing = m.pricing(f)
	}
}

func (m *ClaimMapper) attachment(f fields) record.Attachment {
	return record.Attachment{Type: m.code(f, 1, 0), Transmission: m.code(f, 2, 0), Control: f.Text(6)}
}

func (m *ClaimMapper) note(f fields) record.ClaimNote {
	return record.ClaimNote{Kind: m.code(f, 1, 0), Text: f.Text(2)}
}

func (m *ClaimMapper) certification(f fields) record.Certification {
	c := record.Certification{Category: m.code(f, 1, 0), Applies: string(f.Element(2)) == "Y"}
	for n := 3; n <= 7; n++ {
		if condition := m.code(f, n, 0); condition != "" {
			c.Conditions = append(c.Conditions, condition)
		}
	}
	return c
}

func (m *ClaimMapper) addClaimDate(f fields) {
	c := m.claim
	switch string(f.Element(1)) {
	case "439":
		m.details().AccidentDate = f.date(2, 3)
	case "435":
		c.AdmissionDate = f.date(2, 3)
	case "096":
		c.DischargeDate = f.date(2, 3)
	default:
		d := m.details()
		d.Events = append(d.Events, m.event(f))
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
	d := m.details()
	d.References = append(d.References, r)
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
	r := record.Reference{Qualifier: f.known.of(f.Segment, 1), Number: f.text(2)}
	if f.Has(4) && string(f.Component(4, 1)) == "2U" {
		r.Payer = f.ComponentText(4, 2)
	}
	return r
}
