package mapping

import (
	"errors"

	"github.com/hmox12/hmox12/mapping/record"
	"github.com/hmox12/hmox12/x12"
)

// Review278 is what heads a 278 response set.
type Review278 struct {
	ControlNumber string      // ST02
	Created       record.Date // BHT04
	Time          string      // BHT05, HHMM
}

// WriteReview278 writes one 278 response set (005010X217) with the answers to
// the requests of one 278 set, in their order. Levels that requests shared are
// shared by the answers. A rejection at a level ends the answer there: what was
// asked below it is not written, and answers that have it in common are told
// once.
//
// It refuses to begin a set without answers, or of answers to different sets
// (BHT03). Names, addresses and messages are folded to the characters that the
// Writer has; a number that it can't represent is an error of the Writer that
// names the element.
func WriteReview278(w *x12.Writer, h Review278, answers []*record.ReviewAnswer) error {
	if len(answers) == 0 {
		return errors.New("mapping: a 278 response set needs an answer")
	}
	reference, purpose := answers[0].Request.Reference, "18" // nothing more will follow
	for _, a := range answers {
		if a.Request.Reference != reference {
			return errors.New("mapping: a 278 response set answers one 278 set, the requests have different references (BHT03)")
		}
		if waits(a) {
			purpose = "19" // more will follow
		}
	}
	w.BeginSet(x12.TransactionSet{ID: "278", ControlNumber: h.ControlNumber, Implementation: "005010X217"})
	w.Segment("BHT", "0007", "11", reference, h.Created.Compact(), h.Time, purpose)
	s := reviewSet{eligibilitySet: eligibilitySet{Writer: w}}
	for _, a := range answers {
		s.writeAnswer(a)
	}
	w.EndSet()
	return w.Err()
}

// waits reports whether anything of an answer is still to be decided.
func waits(a *record.ReviewAnswer) bool {
	for _, d := range a.Services {
		if d.Action == record.ReviewPended {
			return true
		}
	}
	return a.Event.Action == record.ReviewPended
}

// reviewSet is a 278 response set that is being written.
type reviewSet struct {
	eligibilitySet
	open []reviewLevel // from the reviewing organization down to the patient
}

// writeAnswer writes an answer below the levels that it shares with the one
// before. An answer that was rejected at a level that is open was told with it.
func (s *reviewSet) writeAnswer(a *record.ReviewAnswer) {
	path := levelsOf(a)
	common := 0
	for common < min(len(path), len(s.open)) && path[common].is(&s.open[common]) {
		common++
	}
	s.open = s.open[:common]
	for _, level := range path[common:] {
		parent := 0
		if n := len(s.open); n > 0 {
			parent = s.open[n-1].written
		}
		level.written = s.writeLevel(parent, level.code, len(level.rejections) == 0)
		level.write(s, a, level.rejections)
		s.open = append(s.open, level)
	}
	if patient := path[len(path)-1]; patient.patient && len(patient.rejections) == 0 {
		s.writeEvent(a, s.open[len(s.open)-1].written)
	}
}

func writeReviewer(s *reviewSet, a *record.ReviewAnswer, rejections []record.ReviewRejection) {
	// Rejections of the level stand before the name.
	s.writeReviewRejections(rejections)
	payer, asked := a.Payer, &a.Request.Organization
	if payer == nil || len(rejections) > 0 {
		qualifier := asked.ID.Qualifier
		if asked.NPI != "" {
			qualifier = "XX"
		}
		writeName(s.Writer, "X3", asked.Organization || asked.Name.First == "", asked.Name, orElse(qualifier, "PI"), a.Request.OrganizationID)
		return
	}
	writeName(s.Writer, "X3", true, record.PersonName{Last: s.own(payer.Name, maxName)}, "PI", payer.ID)
	name, phone := "PROVIDER CARE", payer.ProviderCarePhone
	if a.Contact != nil {
		name, phone = s.own(a.Contact.Name, maxName), a.Contact.Phone
	}
	switch phone = digits(phone); {
	case phone != "":
		s.Segment("PER", "IC", name, "TE", phone)
	case a.Contact != nil:
		s.Segment("PER", "IC", name)
	}
}

// writeRequester writes the requester as he named himself.
func writeRequester(s *reviewSet, a *record.ReviewAnswer, rejections []record.ReviewRejection) {
	r := &a.Request.Requester
	s.writeSentProvider(r, orElse(string(r.Role), "1P"))
	writeAddress(s.Writer, r.Address)
	s.writeReviewRejections(rejections)
	if r.Taxonomy != "" {
		s.Segment("PRV", "RF", "PXC", r.Taxonomy)
	}
}

// writeReviewSubscriber writes the subscriber: the patient, or the one through
// whom the patient below is covered.
func writeReviewSubscriber(s *reviewSet, a *record.ReviewAnswer, rejections []record.ReviewRejection) {
	sent, held := &a.Request.Subscriber, a.Member
	if a.Request.Dependent != nil {
		held = a.Subscriber
	}
	s.writeReviewed("IL", sent, held, a.Request.SubscriberReferences, rejections)
}

func writeReviewDependent(s *reviewSet, a *record.ReviewAnswer, rejections []record.ReviewRejection) {
	s.writeReviewed("QC", a.Request.Dependent, a.Member, a.Request.DependentReferences, rejections)
	if r := a.Request.Relationship; r != "" {
		s.Segment("INS", "N", r)
	}
}

// writeReviewed writes a person: as held when found, else as sent.
func (s *reviewSet) writeReviewed(entity string, sent *record.Person, held *record.Member, references []record.Reference, rejections []record.ReviewRejection) {
	name, id, qualifier, birth, sex := sent.Name, sent.ID, orElse(sent.IDQualifier, "MI"), sent.BirthDate, sent.Sex
	if held != nil {
		name, birth, sex = held.Name, held.BirthDate, held.Sex
		if entity == "IL" {
			id, qualifier = held.ID, "MI"
		}
	}
	writeName(s.Writer, entity, false, name, qualifier, id)
	s.writeAccountNumber(references)
	s.writeReviewRejections(rejections)
	if birth != 0 {
		s.Segment("DMG", "D8", birth.Compact(), sex)
	}
}

func (s *reviewSet) writeReviewRejections(rejections []record.ReviewRejection) {
	for _, r := range rejections[:min(len(rejections), maxReferences)] {
		valid := "N"
		if r.Valid {
			valid = "Y"
		}
		s.Segment("AAA", valid, "", r.Reason, r.FollowUp)
	}
}

// writeSentProvider writes a provider's name as it was sent.
func (s *reviewSet) writeSentProvider(p *record.ClaimProvider, entity string) {
	qualifier, id := p.ID.Qualifier, p.ID.Number
	if p.NPI != "" {
		qualifier, id = "XX", p.NPI
	}
	writeName(s.Writer, entity, p.Organization, p.Name, qualifier, id)
}

// reviewLevel is a level of the hierarchy above the event.
type reviewLevel struct {
	code       string // HL03
	asked      int    // which HL of the request; 0 is shared with nothing
	patient    bool   // the event hangs on it
	rejections []record.ReviewRejection
	contact    record.ReviewContact // at the reviewing organization
	write      func(*reviewSet, *record.ReviewAnswer, []record.ReviewRejection)
	written    int // HL01
}

// is reports whether both are the same occurrence of a level.
func (l *reviewLevel) is(o *reviewLevel) bool {
	if l.asked == 0 || l.asked != o.asked || l.code != o.code || l.contact != o.contact || len(l.rejections) != len(o.rejections) {
		return false
	}
	for i := range l.rejections {
		if l.rejections[i] != o.rejections[i] {
			return false
		}
	}
	return true
}

// levelsOf returns the levels of an answer above its event, down to the first
// that is rejected.
func levelsOf(a *record.ReviewAnswer) []reviewLevel {
	levels := a.Request.Levels
	path := []reviewLevel{
		{code: "20", asked: levels.Organization, write: writeReviewer, rejections: a.At(record.ReviewOrganization, 0)},
		{code: "21", asked: levels.Requester, write: writeRequester, rejections: a.At(record.ReviewRequester, 0)},
		{code: "22", asked: levels.Subscriber, write: writeReviewSubscriber, rejections: a.At(record.ReviewSubscriber, 0)},
	}
	if a.Request.Dependent != nil {
		path = append(path, reviewLevel{code: "23", asked: levels.Dependent, write: writeReviewDependent, rejections: a.At(record.ReviewDependent, 0)})
	}
	path[len(path)-1].patient = true
	if a.Contact != nil {
		path[0].contact = *a.Contact
	}
	for i := range path {
		if len(path[i].rejections) > 0 {
			return path[:i+1]
		}
	}
	return path
}
