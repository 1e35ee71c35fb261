package adjudicate

import (
	"slices"
	"strings"

	"github.com/hmox12/hmox12/mapping/record"
)

// patientSearch finds the patient of an inquiry or a review request. The keys
// are the id, the last name, the first name and the birth date. All that was
// sent must fit; the id with either the birth date or the whole name is enough.
// When somebody can't be found, the reason is the key that does not fit: 72 the
// id, 73 or 65 the name, 71 the birth date.
type patientSearch struct {
	book       Book
	subscriber *record.Person
	dependent  *record.Person // nil when the subscriber is the patient
	byName     bool           // a patient without an id is sought by name and birth date
	// unknownID is the reason for an id that nobody has. A 271 must not say 75,
	// not found, to one.
	unknownID string

	failed []searchFailure
}

// searchFailure is why somebody was not found: AAA03, and whether it is about the
// dependent.
type searchFailure struct {
	dependent bool
	reason    string
}

// find returns the member who was sent, nil when there is a failure.
func (s *patientSearch) find() *record.Member {
	switch {
	case s.dependent != nil:
		return s.findDependent()
	case memberID(s.subscriber) == "" && s.byName:
		return s.findByName()
	}
	return s.findSubscriber()
}

func (s *patientSearch) reject(dependent bool, reason string) {
	s.failed = append(s.failed, searchFailure{dependent, reason})
}

// reasons returns the failures as evidence.
func (s *patientSearch) reasons() []string {
	var reasons []string
	for _, f := range s.failed {
		reasons = append(reasons, "AAA "+f.reason)
	}
	return reasons
}

// findSubscriber finds a patient at the subscriber level: the subscriber or any
// member, since every member has an id of his own.
func (s *patientSearch) findSubscriber() *record.Member {
	sent := s.subscriber
	id := memberID(sent)
	if id == "" {
		s.reject(false, "72")
	}
	if sent.BirthDate == 0 && (NormalizeName(sent.Name.Last) == "" || letters(sent.Name.First) == "") {
		s.reject(false, "58")
	}
	if len(s.failed) > 0 {
		return nil
	}
	candidates := s.book.MembersByID(id)
	if len(candidates) == 0 {
		s.reject(false, s.unknownID)
		return nil
	}
	return s.choose(sent, candidates, subscriberReasons)
}

// findByName finds a patient without an id, where the payer allows it. Two whom
// nothing tells apart are told apart by the id: it is what must be sent.
func (s *patientSearch) findByName() *record.Member {
	sent := s.subscriber
	missing := false
	if NormalizeName(sent.Name.Last) == "" || letters(sent.Name.First) == "" {
		s.reject(false, "73")
		missing = true
	}
	if sent.BirthDate == 0 {
		s.reject(false, "58")
		missing = true
	}
	if missing {
		return nil
	}
	candidates := s.book.MembersByName(NormalizeName(sent.Name.Last), sent.BirthDate)
	return s.choose(sent, candidates, reasons{
		name: "75", birth: "75", nobody: "75", several: "72",
	})
}

// findDependent finds a patient in the household of the subscriber whose id was
// sent.
func (s *patientSearch) findDependent() *record.Member {
	id := memberID(s.subscriber)
	if id == "" {
		s.reject(false, "72")
		return nil
	}
	candidates := s.book.MembersByID(id)
	if len(candidates) == 0 {
		s.reject(false, s.unknownID)
		return nil
	}
	household := candidates[0].SubscriberID
	for _, c := range candidates {
		if c.SubscriberID != household {
			s.reject(false, "76")
			return nil
		}
	}
	family := s.household(household)
	if !s.belongsTo(family, household) {
		s.reject(false, "72")
		return nil
	}
	sent, missing := s.dependent, false
	if letters(sent.Name.First) == "" {
		s.reject(true, "65")
		missing = true
	}
	if sent.BirthDate == 0 {
		s.reject(true, "58")
		missing = true
	}
	if missing {
		return nil
	}
	return s.choose(sent, family, dependentReasons)
}

// household returns the subscriber and all who are covered through him.
func (s *patientSearch) household(subscriber string) []*record.Member {
	family := slices.Clone(s.book.Household(subscriber))
	for _, m := range s.book.MembersByID(subscriber) {
		if m.SubscriberID == subscriber && !slices.ContainsFunc(family, func(o *record.Member) bool { return o.ID == m.ID }) {
			family = append(family, m)
		}
	}
	return family
}

// belongsTo reports whether the subscriber of an inquiry about a dependent may
// be the one whom the id says. Name and birth date are not needed beside the id;
// when both are sent and neither fits, the id is somebody else's.
func (s *patientSearch) belongsTo(family []*record.Member, subscriber string) bool {
	sent := s.subscriber
	if sent.BirthDate == 0 || NormalizeName(sent.Name.Last) == "" {
		return true
	}
	for _, m := range family {
		if m.ID == subscriber {
			return m.BirthDate == sent.BirthDate || sameLastName(m.Name.Last, sent.Name.Last)
		}
	}
	return true
}

// reasons are the AAA03 codes of one level for what kept a person from being
// found.
type reasons struct {
	dependent                    bool
	name, birth, nobody, several string
}

var (
	subscriberReasons = reasons{false, "73", "71", "72", "76"}
	// 65 and 77 are what the dependent level has for 73 and 72. Two who fit need
	// more data to be told apart: 15.
	dependentReasons = reasons{true, "65", "71", "77", "15"}
)

// choose returns the one candidate whom all that was sent fits. It rejects when
// there is none or more than one.
func (s *patientSearch) choose(sent *record.Person, candidates []*record.Member, why reasons) *record.Member {
	var found []*record.Member
	anyName, anyBirth := false, false
	for _, m := range candidates {
		name, birth := fitsName(sent, m), fitsBirth(sent, m)
		if name && birth {
			found = append(found, m)
		}
		anyName = anyName || name
		anyBirth = anyBirth || birth
	}
	named := NormalizeName(sent.Name.Last) != "" || letters(sent.Name.First) != ""
	reason := why.nobody
	switch {
	case len(found) == 1:
		return found[0]
	case len(found) > 1:
		reason = why.several
	case sent.BirthDate != 0 && (!named || anyName):
		reason = why.birth
	case named && (sent.BirthDate == 0 || anyBirth):
		reason = why.name
	}
	s.reject(why.dependent, reason)
	return nil
}

// fitsBirth reports whether the birth date agrees; one that was not sent does.
func fitsBirth(sent *record.Person, m *record.Member) bool {
	return sent.BirthDate == 0 || sent.BirthDate == m.BirthDate
}

// fitsName reports whether what was sent of the name agrees. A first name may be
// an initial or short form where the birth date was sent as well; middle name
// and sex never matter.
func fitsName(sent *record.Person, m *record.Member) bool {
	if NormalizeName(sent.Name.Last) != "" && !sameLastName(sent.Name.Last, m.Name.Last) {
		return false
	}
	first, held := letters(sent.Name.First), letters(m.Name.First)
	switch {
	case first == "" || first == held:
		return true
	case sent.BirthDate == 0 || held == "":
		return false
	}
	return strings.HasPrefix(held, first) || strings.HasPrefix(first, held)
}

// memberID returns the id as ids are compared.
func memberID(p *record.Person) string { return strings.ToUpper(strings.TrimSpace(p.ID)) }
