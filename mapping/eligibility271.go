package mapping

import (
	"errors"

	"github.com/hmox12/hmox12/mapping/record"
	"github.com/hmox12/hmox12/x12"
)

// Eligibility271 is what heads a 271 set.
type Eligibility271 struct {
	ControlNumber string      // ST02
	Created       record.Date // BHT04
	Time          string      // BHT05, HHMM
}

// WriteEligibility271 writes one 271 set (005010X279A1) with the answers to the
// inquiries of one 270 set, in their order. Levels that inquiries shared are
// shared by the answers. A rejection at a level ends the answer there: what was
// asked below it is not written, and answers that have it in common are told
// once.
//
// It refuses to begin a set without answers, or of answers to different sets
// (BHT03). Names, addresses and messages are folded to the characters that the
// Writer has; a number that it can't represent is an error of the Writer that
// names the element.
func WriteEligibility271(w *x12.Writer, h Eligibility271, answers []*record.EligibilityAnswer) error {
	if len(answers) == 0 {
		return errors.New("mapping: a 271 set needs an answer")
	}
	reference := answers[0].Inquiry.Reference
	for _, a := range answers {
		if a.Inquiry.Reference != reference {
			return errors.New("mapping: a 271 set answers one 270 set, the inquiries have different references (BHT03)")
		}
	}
	w.BeginSet(x12.TransactionSet{ID: "271", ControlNumber: h.ControlNumber, Implementation: "005010X279A1"})
	w.Segment("BHT", "0022", "11", reference, h.Created.Compact(), h.Time)
	s := eligibilitySet{Writer: w}
	for _, source := range answerLevels(answers) {
		s.writeSource(source)
	}
	w.EndSet()
	return w.Err()
}

// eligibilitySet is a 271 set that is being written.
type eligibilitySet struct {
	*x12.Writer
	levels int // HL segments so far
}

// writeLevel writes an HL and returns its number. Parent is 0 at the top.
func (s *eligibilitySet) writeLevel(parent int, code string, children bool) int {
	s.levels++
	child := "0"
	if children {
		child = "1"
	}
	writeHL(s.Writer, s.levels, parent, code, child)
	return s.levels
}

func (s *eligibilitySet) writeSource(source *sourceLevel) {
	number := s.writeLevel(0, "20", len(source.receivers) > 0)
	inquiry, payer := source.first.Inquiry, source.first.Payer
	rejections := rejectionsAt(source.first, record.SourceLevel)
	if payer != nil && len(rejections) == 0 {
		writeName(s.Writer, "PR", true, record.PersonName{Last: s.own(payer.Name, maxName)}, "PI", payer.ID)
		if phone := digits(payer.ProviderCarePhone); phone != "" {
			s.Segment("PER", "IC", "PROVIDER CARE", "TE", phone)
		}
	} else {
		asked := &inquiry.InformationSource
		qualifier := asked.ID.Qualifier
		if asked.NPI != "" {
			qualifier = "XX"
		}
		id := inquiry.InformationSourceID
		if payer != nil && id == "" {
			id = payer.ID
		}
		entity, name := string(asked.Role), asked.Name
		writeName(s.Writer, orElse(entity, "PR"), asked.Organization || name.First == "", name, orElse(qualifier, "PI"), id)
	}
	s.writeRejections(rejections)
	for _, receiver := range source.receivers {
		s.writeReceiver(receiver, number)
	}
}

// writeReceiver writes the asker as he named himself.
func (s *eligibilitySet) writeReceiver(receiver *receiverLevel, parent int) {
	number := s.writeLevel(parent, "21", len(receiver.subscribers) > 0)
	asker := &receiver.first.Inquiry.Receiver
	qualifier, id := asker.ID.Qualifier, asker.ID.Number
	if asker.NPI != "" {
		qualifier, id = "XX", asker.NPI
	}
	writeName(s.Writer, orElse(string(asker.Role), "1P"), asker.Organization, asker.Name, qualifier, id)
	for _, r := range asker.OtherIDs {
		s.Segment("REF", r.Qualifier, r.Number)
	}
	writeAddress(s.Writer, asker.Address)
	s.writeRejections(rejectionsAt(receiver.first, record.ReceiverLevel))
	for _, subscriber := range receiver.subscribers {
		s.writeSubscriber(subscriber, number)
	}
}

// writeSubscriber writes a subscriber: the patient, or the one through whom the
// patients below are covered. Of the latter no more is told than the name and
// id, and these only when a dependent was found.
func (s *eligibilitySet) writeSubscriber(subscriber *subscriberLevel, parent int) {
	number := s.writeLevel(parent, "22", len(subscriber.dependents) > 0)
	if a := subscriber.patient; a != nil {
		s.writeSubscriberPatient(a)
	} else {
		s.writeCarrier(subscriber)
	}
	for _, a := range subscriber.dependents {
		s.writeDependent(a, number)
	}
}

func (s *eligibilitySet) writeSubscriberPatient(a *record.EligibilityAnswer) {
	q := a.Inquiry
	sent, references := &q.Subscriber, q.SubscriberReferences
	if q.Dependent == nil {
		s.writeTraces(a, q.SubscriberTraces)
	} else {
		// The patient's own numbers first: by them he is found again.
		s.writeTraces(a, append(q.DependentTraces[:len(q.DependentTraces):len(q.DependentTraces)], q.SubscriberTraces...))
		references = q.DependentReferences
	}
	rejections := rejectionsAt(a, record.SubscriberLevel)
	m := a.Member
	if m == nil {
		writeName(s.Writer, "IL", sent.Organization, sent.Name, orElse(sent.IDQualifier, "MI"), sent.ID)
		s.writeAccountNumber(references)
		s.writeRejections(rejections)
		s.writeDemographics(sent.BirthDate, sent.Sex)
		return
	}
	writeName(s.Writer, "IL", false, m.Name, "MI", m.ID)
	s.writeAccountNumber(references)
	s.writeMember(m)
	if a.NameChanged {
		s.Segment("INS", "Y", "18", "001", "25")
	}
	s.writeDates(a.Dates)
	s.writeBenefits(a.Benefits)
}

func (s *eligibilitySet) writeCarrier(subscriber *subscriberLevel) {
	q := subscriber.first.Inquiry
	for _, t := range q.SubscriberTraces {
		s.writeTrace("2", t)
	}
	for _, a := range subscriber.dependents {
		if m := a.Subscriber; m != nil {
			writeName(s.Writer, "IL", false, m.Name, "MI", m.ID)
			return
		}
	}
	sent := &q.Subscriber
	writeName(s.Writer, "IL", sent.Organization, sent.Name, orElse(sent.IDQualifier, "MI"), sent.ID)
	s.writeDemographics(sent.BirthDate, sent.Sex)
}

func (s *eligibilitySet) writeDependent(a *record.EligibilityAnswer, parent int) {
	s.writeLevel(parent, "23", false)
	q := a.Inquiry
	s.writeTraces(a, q.DependentTraces)
	m := a.Member
	if m == nil {
		sent := q.Dependent
		writeName(s.Writer, "03", sent.Organization, sent.Name, orElse(sent.IDQualifier, "MI"), sent.ID)
		s.writeAccountNumber(q.DependentReferences)
		s.writeRejections(rejectionsAt(a, record.DependentLevel))
		s.writeDemographics(sent.BirthDate, sent.Sex)
		return
	}
	writeName(s.Writer, "03", false, m.Name, "", "")
	s.Segment("REF", "1W", m.ID)
	s.writeAccountNumber(q.DependentReferences)
	s.writeMember(m)
	relationship := dependentRelationship(m.Relationship)
	if a.NameChanged {
		s.Segment("INS", "N", relationship, "001", "25")
	} else {
		s.Segment("INS", "N", relationship)
	}
	s.writeDates(a.Dates)
	s.writeBenefits(a.Benefits)
}

// dependentRelationship returns INS02 of a dependent; what its list lacks is
// another relationship, G8.
func dependentRelationship(code string) string {
	switch code {
	case "01", "19", "20", "21", "34", "39", "40", "53":
		return code
	}
	return "G8"
}

func orElse(s, otherwise string) string {
	if s == "" {
		return otherwise
	}
	return s
}
