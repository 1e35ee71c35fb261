package adjudicate

import (
	"slices"
	"strings"

	"github.com/hmox12/hmox12/mapping/record"
)

// This file finds the patient. The keys are the id, the last name, the first
// name and the birth date. All that was sent must fit; the id with either the
// birth date or the whole name is enough. When somebody can't be found, the
// reason is the key that does not fit: 72 the id, 73 or 65 the name, 71 the
// birth date. 75, not found, is never the answer to an id.

// findPatient returns the member asked about, nil when there is a rejection.
func (e *eligibility) findPatient() *record.Member {
	var found *record.Member
	before := len(e.answer.Rejections)
	switch {
	case e.inquiry.Dependent != nil:
		found = e.findDependent()
	case memberID(&e.inquiry.Subscriber) == "" && e.policy.SearchByName:
		found = e.findByName()
	default:
		found = e.findSubscriber()
	}
	if found == nil {
		var reasons []string
		for _, r := range e.answer.Rejections[before:] {
			reasons = append(reasons, "AAA "+r.Reason)
		}
		e.note("Q3", "Patient", record.Denial, "the patient was not found by what was sent", reasons...)
		return nil
	}
	e.note("Q3", "Patient", record.Passed, "found", found.ID)
	return found
}

// findSubscriber finds a patient at the subscriber level: the subscriber or any
// member, since every member has an id of his own.
func (e *eligibility) findSubscriber() *record.Member {
	sent := &e.inquiry.Subscriber
	id := memberID(sent)
	if id == "" {
		e.reject(record.SubscriberLevel, "72")
	}
	if sent.BirthDate == 0 && (NormalizeName(sent.Name.Last) == "" || letters(sent.Name.First) == "") {
		e.reject(record.SubscriberLevel, "58")
	}
	if e.answer.Rejected() {
		return nil
	}
	candidates := e.book.MembersByID(id)
	if len(candidates) == 0 {
		e.reject(record.SubscriberLevel, "72")
		return nil
	}
	return e.choose(sent, candidates, subscriberReasons)
}

// findByName finds a patient without an id, where the payer allows it. Two whom
// nothing tells apart are told apart by the id: it is what must be sent.
func (e *eligibility) findByName() *record.Member {
	sent := &e.inquiry.Subscriber
	missing := false
	if NormalizeName(sent.Name.Last) == "" || letters(sent.Name.First) == "" {
		e.reject(record.SubscriberLevel, "73")
		missing = true
	}
	if sent.BirthDate == 0 {
		e.reject(record.SubscriberLevel, "58")
		missing = true
	}
	if missing {
		return nil
	}
	candidates := e.book.MembersByName(NormalizeName(sent.Name.Last), sent.BirthDate)
	return e.choose(sent, candidates, reasons{
		level: record.SubscriberLevel, name: "75", birth: "75", nobody: "75", several: "72",
	})
}

// findDependent finds a patient in the household of the subscriber whose id was
// sent.
func (e *eligibility) findDependent() *record.Member {
	id := memberID(&e.inquiry.Subscriber)
	if id == "" {
		e.reject(record.SubscriberLevel, "72")
		return nil
	}
	candidates := e.book.MembersByID(id)
	if len(candidates) == 0 {
		e.reject(record.SubscriberLevel, "72")
		return nil
	}
	household := candidates[0].SubscriberID
	for _, c := range candidates {
		if c.SubscriberID != household {
			e.reject(record.SubscriberLevel, "76")
			return nil
		}
	}
	family := e.household(household)
	if !e.belongsTo(family, household) {
		e.reject(record.SubscriberLevel, "72")
		return nil
	}
	sent, missing := e.inquiry.Dependent, false
	if letters(sent.Name.First) == "" {
		e.reject(record.DependentLevel, "65")
		missing = true
	}
	if sent.BirthDate == 0 {
		e.reject(record.DependentLevel, "58")
		missing = true
	}
	if missing {
		return nil
	}
	return e.choose(sent, family, dependentReasons)
}

// household returns the subscriber and all who are covered through him.
func (e *eligibility) household(subscriber string) []*record.Member {
	family := slices.Clone(e.book.Household(subscriber))
	for _, m := range e.book.MembersByID(subscriber) {
		if m.SubscriberID == subscriber && !slices.ContainsFunc(family, func(o *record.Member) bool { return o.ID == m.ID }) {
			family = append(family, m)
		}
	}
	return family
}

// belongsTo reports whether the subscriber of an inquiry about a dependent may
// be the one whom the id says. Name and birth date are not needed beside the id;
// when both are sent and neither fits, the id is somebody else's.
func (e *eligibility) belongsTo(family []*record.Member, subscriber string) bool {
	sent := &e.inquiry.Subscriber
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
	level                        record.EligibilityLevel
	name, birth, nobody, several string
}

var (
	subscriberReasons = reasons{record.SubscriberLevel, "73", "71", "72", "76"}
	// 65 and 77 are what the dependent level has for 73 and 72. Two who fit need
	// more data to be told apart: 15.
	dependentReasons = reasons{record.DependentLevel, "65", "71", "77", "15"}
)

// choose returns the one candidate whom all that was sent fits. It rejects when
// there is none or more than one.
func (e *eligibility) choose(sent *record.Person, candidates []*record.Member, why reasons) *record.Member {
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
	e.reject(why.level, reason)
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
