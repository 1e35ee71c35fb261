package adjudicate

import (
	"slices"

	"github.com/hmox12/hmox12/mapping/record"
)

// memberRule looks for the patient among the members: by the id and two of id,
// birth date and name, or without a known id by name, birth date and ZIP, if
// that finds just one. It concludes who the patient is; an id of somebody else
// and a patient whom nobody knows end the claim. An unlisted dependent of a
// known subscriber goes on to the newborn rule. Source: docs/adjudication.md,
// Member matching; X12 RFI 1079, 1423.
var memberRule = Rule{
	ID: "R2", Name: "Member", Level: ClaimLevel,
	Reads: []string{"patient and subscriber of the claim", "members by id, household, name and birth date"},
	Codes: []Code{memberUnknown, memberDiffers},
	claim: findMember,
}

var (
	memberUnknown = Code{record.PR, "31", []record.RARC{"N382"}, record.StatusCode{Category: "F2", Code: "97", Entity: "QC"}}
	memberDiffers = Code{record.CO, "140", []record.RARC{"N382"}, record.StatusCode{Category: "F2", Code: "30", Entity: "QC"}}
)

func findMember(c *claimCase) finding {
	patient, id := c.claim.Patient, c.claim.Patient.ID
	if id == "" {
		id = c.claim.Subscriber.ID
	}
	holders := c.book.Holders(id)
	if len(holders) == 0 {
		found := c.byName(patient)
		if len(found) != 1 {
			return c.unrecognized(memberUnknown, "No member has the id; name, birth date and ZIP fit %d members.", len(found)).saw("id " + id)
		}
		c.member = found[0]
		return passed("Found by name, birth date and ZIP: member %s.", c.member.ID).saw("id " + id)
	}
	best, alike, how := agreeing(holders, patient)
	switch {
	case alike == 1:
		c.member = best
		return passed("The patient is member %s.", c.member.ID).saw("id "+id, "by "+how)
	case alike > 1:
		return c.unrecognized(memberUnknown, "Name and birth date fit %d members of the id alike.", alike).saw("id " + id)
	}
	if subscriber, alike, _ := agreeing(holders, c.claim.Subscriber); !c.claim.SubscriberIsPatient() && alike == 1 {
		c.member, c.dependent = subscriber, true
		return passed("The subscriber is member %s; the patient is no listed dependent.", c.member.ID).saw("id " + id)
	}
	return c.unrecognized(memberDiffers, "The id belongs to a member of another name and birth date.").saw("id " + id)
}

// unrecognized ends a claim whose patient is no member as far as we can tell.
func (c *claimCase) unrecognized(code Code, format string, args ...any) finding {
	c.status = record.DeniedUnknown
	return denied(code, format, args...)
}

// Holders returns what Book.Holders does, for a Book that has no quicker way.
func Holders(book interface {
	MembersByID(id string) []*record.Member
	Household(subscriberID string) []*record.Member
}, id string) []*record.Member {
	if id == "" {
		return nil
	}
	all := make([]*record.Member, 0, mostOfHousehold)
	add := func(members []*record.Member) {
		for _, m := range members {
			if !slices.ContainsFunc(all, func(known *record.Member) bool { return known.ID == m.ID }) {
				all = append(all, m)
			}
		}
	}
	byID := book.MembersByID(id)
	add(byID)
	for _, m := range byID {
		add(book.Household(m.SubscriberID))
	}
	return all
}

// mostOfHousehold is how many members most households have at most.
const mostOfHousehold = 8

// agreeing returns the first member whose name and birth date are the person's, how
// many such there are, and what agrees; when there are none, those of whom one of the
// two is.
func agreeing(members []*record.Member, person *record.Person) (best *record.Member, alike int, how string) {
	for _, m := range members {
		fits := agreement(m, person)
		switch {
		case fits == "":
		case best == nil || fits == nameAndBirthDate && how != nameAndBirthDate:
			best, alike, how = m, 1, fits
		case (fits == nameAndBirthDate) == (how == nameAndBirthDate):
			alike++
		}
	}
	return best, alike, how
}

// nameAndBirthDate is the agreement of both.
const nameAndBirthDate = "name and birth date"

// agreement says what of a person fits a member: name and birth date, one of
// them, or nothing.
func agreement(m *record.Member, person *record.Person) string {
	name := sameName(person.Name, m.Name)
	birth := person.BirthDate != 0 && person.BirthDate == m.BirthDate
	switch {
	case name && birth:
		return nameAndBirthDate
	case name:
		return "name"
	case birth:
		return "birth date"
	}
	return ""
}

// byName returns the members with the person's name, birth date and ZIP.
func (c *claimCase) byName(person *record.Person) []*record.Member {
	if person.BirthDate == 0 || zip5(person.Address.ZIP) == "" {
		return nil
	}
	var found []*record.Member
	for _, m := range c.book.MembersByName(NormalizeName(person.Name.Last), person.BirthDate) {
		if sameName(person.Name, m.Name) && zip5(person.Address.ZIP) == zip5(m.Address.ZIP) {
			found = append(found, m)
		}
	}
	return found
}

// zip5 returns the first five digits of a ZIP, nothing of what is shorter.
func zip5(zip string) string {
	if len(zip) < 5 {
		return ""
	}
	return zip[:5]
}

// corrections returns the member's name and id where the claim has others.
func (c *claimCase) corrections() (name *record.PersonName, id string) {
	sent := c.claim.Patient
	if !sameSpelling(sent.Name.Last, c.member.Name.Last) || !sameSpelling(sent.Name.First, c.member.Name.First) {
		held := c.member.Name
		name = &held
	}
	asked := sent.ID
	if asked == "" {
		asked = c.claim.Subscriber.ID
	}
	if asked != c.member.ID {
		id = c.member.ID
	}
	return name, id
}
