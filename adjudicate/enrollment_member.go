package adjudicate

import (
	"fmt"
	"slices"

	"github.com/hmox12/hmox12/mapping/record"
)

// enrolledMember finds who the member is: the subscriber by the household's
// number, a dependent within the household. Somebody whom name and birth date
// tell to be another person than the one on file is never taken for that one. Who
// is not on file is new, when that is what the file says.
func enrolledMember(n *enrollment) {
	household := n.household()
	for _, m := range household {
		if m.Subscriber() {
			n.subscriber = m
		}
	}
	if n.e.File.Action == record.ReplaceFile && n.maintenance == record.AuditOrCompare {
		n.maintenance = record.Change
	}
	number := "number " + n.e.SubscriberID
	if n.subscriber == nil && !n.e.Subscriber {
		n.refuse(0, "unknown subscriber", refused("The dependent's subscriber is not on file.").saw(number))
		return
	}
	if n.e.Subscriber {
		n.findSubscriber(number)
	} else {
		n.findDependent(household, number)
	}
	if n.stopped {
		return
	}
	if n.held == nil {
		n.newMember(number)
		return
	}
	n.member, n.result.Member = *n.held, n.held.ID
	n.spans = slices.Clone(n.book.Coverage(n.held.ID))
	n.others = slices.Clone(n.book.OtherCoverage(n.held.ID))
	n.pcps = slices.Clone(n.book.PCPs(n.held.ID))
	n.note(0, passed("It is about member %s.", n.held.ID).saw(number))
}

// household returns who is covered by the number of the subscriber, or was.
func (n *enrollment) household() []*record.Member {
	return n.book.Holders(n.e.SubscriberID)
}

// findSubscriber takes the household's subscriber for the member, if name or birth
// date agree.
func (n *enrollment) findSubscriber(number string) {
	if n.subscriber == nil {
		return
	}
	if n.agreement(n.subscriber) == "" {
		n.refuse(0, "another person", refused("The number belongs to a subscriber of another name and birth date.").saw(number))
		return
	}
	n.held = n.subscriber
}

// findDependent finds the dependent among those of the household: by the own id,
// else by name and birth date. Twins have a birth date in common, so to add
// somebody both must differ or agree.
func (n *enrollment) findDependent(household []*record.Member, number string) {
	var both, named, born []*record.Member
	for _, m := range household {
		if m.Subscriber() {
			continue
		}
		agreement := n.agreement(m)
		if n.ownID() != "" && m.ID == n.ownID() {
			if agreement == "" {
				n.refuse(0, "another person", refused("The id belongs to a member of another name and birth date.").saw("id "+m.ID))
				return
			}
			n.held = m
			return
		}
		switch agreement {
		case "name and birth date":
			both = append(both, m)
		case "name":
			named = append(named, m)
		case "birth date":
			born = append(born, m)
		}
	}
	candidates := both
	if len(candidates) == 0 && n.maintenance != record.Addition {
		candidates = named
		if len(named) == 0 && n.e.Corrected {
			candidates = born
		}
	}
	switch len(candidates) {
	case 0:
	case 1:
		n.held = candidates[0]
	default:
		n.refuse(0, "more than one", refused("%d dependents of the household fit alike.", len(candidates)).saw(number))
	}
}

// ownID returns the id that the member is to have, or has: NM109 where the
// sponsor and we agreed on it (ZZ). A social security number (34) is none.
func (n *enrollment) ownID() string {
	if n.e.Person.IDQualifier == "ZZ" {
		return n.e.Person.ID
	}
	return ""
}

// agreement says what of the person fits a member, by what is right or by what was
// wrong before.
func (n *enrollment) agreement(m *record.Member) string {
	now := agreement(m, &n.e.Person)
	if n.e.Was == nil || now == "name and birth date" {
		return now
	}
	was := *n.e.Was
	if was.BirthDate == 0 {
		was.BirthDate = n.e.Person.BirthDate
	}
	if before := agreement(m, &was); before != "" {
		return before
	}
	return now
}

// newMember begins a member who is not on file.
func (n *enrollment) newMember(number string) {
	p := &n.e.Person
	switch {
	case n.compares():
		n.result.Differences = append(n.result.Differences, "The member is not on file.")
		n.result.Outcome = record.MemberCompared
		n.stopped = true
		n.note(0, noted("Nobody of that name is on file.").saw(number))
		return
	case n.maintenance != record.Addition && n.e.File.Action != record.ReplaceFile:
		n.refuse(0, "unknown member", refused("Nobody of that name is on file, and nobody is to be added.").saw(number))
		return
	case p.BirthDate == 0:
		n.refuse(0, "no birth date", refused("A new member has no birth date (DMG02)."))
		return
	}
	n.maintenance = record.Addition
	id := n.newID()
	n.member = record.Member{
		ID: id, SubscriberID: id, Relationship: n.e.Relationship, Name: p.Name, BirthDate: p.BirthDate, Sex: p.Sex,
		Address: p.Address, GroupNumber: n.group(),
	}
	if n.subscriber != nil {
		n.member.SubscriberID = n.subscriber.ID
		if n.member.Address.ZIP == "" {
			n.member.Address = n.subscriber.Address
		}
	}
	if n.member.Sex == "" {
		n.member.Sex = "U"
	}
	n.result.Member = id
	n.note(0, noted("A new member, %s.", id).saw(number))
}

// newID returns the id of a new member: the subscriber's number, and for a
// dependent the id that was sent, else the subscriber's with two digits that
// nobody has.
func (n *enrollment) newID() string {
	if n.e.Subscriber {
		return n.e.SubscriberID
	}
	if id := n.ownID(); id != "" && len(n.book.MembersByID(id)) == 0 {
		return id
	}
	for i := 1; ; i++ {
		if id := fmt.Sprintf("%s%02d", n.subscriber.ID, i); len(n.book.MembersByID(id)) == 0 {
			return id
		}
	}
}

// group returns the number of the group by which the member is enrolled.
func (n *enrollment) group() string {
	if n.e.Policy != "" {
		return n.e.Policy
	}
	return n.e.File.MasterPolicy
}

// personalData takes over name, birth date, sex and address. The address is the
// sponsor's to say. A name or birth date changes when it is sent as a correction
// (NM1*74, 2100B): whoever writes it otherwise may mean somebody else.
func personalData(n *enrollment) {
	if n.held == nil {
		n.note(0, noted("All is taken over as it was sent."))
		return
	}
	if n.maintenance == record.Cancellation {
		n.note(0, notApplicable("Coverage ends; the member stays as on file."))
		return
	}
	p, m := &n.e.Person, &n.member
	var changed []string
	corrects := n.e.Corrected || n.e.Was != nil
	if !sameSpelling(p.Name.Last, m.Name.Last) || p.Name.First != "" && !sameSpelling(p.Name.First, m.Name.First) {
		if corrects {
			m.Name = p.Name
			changed = append(changed, "name")
		} else {
			n.tell(0, needsPerson("The name is spelled otherwise on file and was not sent as a correction (NM1*74)."))
		}
	}
	if p.BirthDate != 0 && p.BirthDate != m.BirthDate {
		if corrects {
			m.BirthDate = p.BirthDate
			changed = append(changed, "birth date")
		} else {
			n.tell(0, needsPerson("The birth date is another one on file and was not sent as a correction (2100B)."))
		}
	}
	if p.Sex != "" && p.Sex != "U" && p.Sex != m.Sex && (corrects || m.Sex == "U") {
		m.Sex = p.Sex
		changed = append(changed, "sex")
	}
	if p.Address.ZIP != "" && !sameAddress(&p.Address, &m.Address) {
		m.Address = p.Address
		changed = append(changed, "address")
	}
	if group := n.group(); n.maintenance == record.Addition && group != "" && m.GroupNumber != group && m.GroupNumber != n.e.File.MasterPolicy {
		m.GroupNumber = group
		changed = append(changed, "group")
	}
	changed = append(changed, n.priorID()...)
	if len(changed) == 0 {
		n.note(0, passed("Name and address are on file."))
		return
	}
	n.note(0, adjusted("Taken over.").saw(changed...))
}

// priorID keeps an id that the member had before (REF*Q4), so that claims under it
// find her.
func (n *enrollment) priorID() []string {
	id := n.e.Reference("Q4")
	if id == "" || id == n.member.ID || slices.Contains(n.member.PriorIDs, id) {
		return nil
	}
	if len(n.book.MembersByID(id)) > 0 {
		n.tell(0, needsPerson("The id before (REF*Q4) is somebody else's."))
		return nil
	}
	n.member.PriorIDs = append(slices.Clone(n.member.PriorIDs), id)
	return []string{"prior id"}
}

func sameAddress(a, b *record.Address) bool {
	return slices.Equal(a.Lines, b.Lines) && a.City == b.City && a.State == b.State && a.ZIP == b.ZIP && a.Country == b.Country
}

func sameMember(a, b *record.Member) bool {
	return a.ID == b.ID && a.Name == b.Name && a.BirthDate == b.BirthDate && a.Sex == b.Sex && sameAddress(&a.Address, &b.Address) &&
		a.GroupNumber == b.GroupNumber && slices.Equal(a.PriorIDs, b.PriorIDs)
}
