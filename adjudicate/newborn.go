package adjudicate

import (
	"slices"
	"strings"

	"github.com/hmox12/hmox12/mapping/record"
)

// newbornRule looks at a patient who has no coverage of its own on the date of
// service and was born few days before. It concludes that the child is covered
// as its mother is, by any PCP, when she was covered on the day of birth.
// Source: docs/adjudication.md, Coverage; California Health and Safety Code 1373.
var newbornRule = Rule{
	ID: "R3", Name: "Newborn", Level: ClaimLevel,
	Reads: []string{"patient's birth date", "household", "coverage of the mother", "plan's newborn days"},
	claim: newborn,
}

func newborn(c *claimCase) finding {
	birth, day := c.claim.Patient.BirthDate, c.claim.FirstDate()
	if birth == 0 {
		return notApplicable("The patient's birth date is unknown.")
	}
	age := birth.DaysUntil(day)
	if age < 0 || age > 366 {
		return notApplicable("The patient is no newborn.")
	}
	if !c.dependent && spanOn(c.coverageOf(c.member.ID), day) != nil {
		return notApplicable("The child has coverage of its own.")
	}
	mother, plan := c.mother(birth)
	if mother == nil {
		return notApplicable("Nobody in the household who may be the mother was covered on the day of birth.").
			saw(say("born %s", birth))
	}
	if age >= plan.NewbornDays {
		return notApplicable("On day %d the child is past the %d days of a newborn.", age, plan.NewbornDays).
			saw(say("born %s", birth), say("service %s", day))
	}
	c.member, c.dependent = mother, false
	c.child = childKey(c.claim.Patient)
	c.newborn, c.newbornUntil = true, birth.AddDays(plan.NewbornDays-1)
	return passed("On day %d the child is covered as its mother, member %s.", age, mother.ID).
		saw(say("born %s", birth), "plan "+plan.ID)
}

// mother returns the subscriber or spouse who was covered on the day of birth,
// and by which plan: a woman when the household's records tell.
func (c *claimCase) mother(birth record.Date) (*record.Member, *record.Plan) {
	var mother *record.Member
	var covered *record.Plan
	for _, m := range c.book.Household(c.member.SubscriberID) {
		if m.Relationship != "18" && m.Relationship != "01" && m.Relationship != "53" {
			continue
		}
		span := spanOn(c.book.Coverage(m.ID), birth)
		if span == nil {
			continue
		}
		plan := c.book.Plan(span.Plan)
		if plan == nil || mother != nil && m.Sex != "F" {
			continue
		}
		if mother == nil || mother.Sex != "F" {
			mother, covered = m, plan
		}
	}
	return mother, covered
}

// notYetNames are what hospitals call a child that has no name yet.
var notYetNames = []string{"BABY", "BOY", "GIRL", "NEWBORN", "INFANT", "MALE", "FEMALE", "BB", "BG", "NB", "TWIN", "TRIPLET"}

// childKey tells a newborn by birth date, sex, and the first name as far as it is
// one: nothing of BABY GIRL, the letter of GIRL B.
func childKey(p *record.Person) string {
	names := slices.DeleteFunc(strings.Fields(strings.ToUpper(p.Name.First)), func(n string) bool {
		return slices.Contains(notYetNames, n)
	})
	return strings.TrimSpace(p.BirthDate.String() + " " + p.Sex + " " + strings.Join(names, ""))
}

// sameChild compares what tells newborns of one mother apart. A child that was
// sent without a name is the one that was named since, but not one of several
// that a letter or number tells apart.
func sameChild(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	name, longer := strings.CutPrefix(b, a+" ")
	return a == b || a != "" && longer && len(name) > 1
}

// spanOn returns the span that contains the day, nil when none does.
func spanOn(spans []record.CoverageSpan, day record.Date) *record.CoverageSpan {
	return firstOf(spans, func(s *record.CoverageSpan) bool { return s.Contains(day) })
}
