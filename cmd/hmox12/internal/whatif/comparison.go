package whatif

import (
	"cmp"

	"github.com/shopspring/decimal"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/report"
	"github.com/hmox12/hmox12/mapping/record"
)

// DefaultLimit is how many changes are kept of each sort when a Comparison says
// nothing else.
const DefaultLimit = 500

// Comparison compares what two nights say of the same claims, inquiries, requests
// and enrollments. Set the fields, add pairs in the order of recording, then ask for the
// Result. The zero Comparison has compared nothing.
type Comparison struct {
	// Before and After make the numbers that each night gives itself the same.
	Before, After Renumber
	// Limit is how many changes the result tells of each sort, the largest; 0 for
	// DefaultLimit. All are counted.
	Limit int
	// Each, when set, is told everything compared that is not the same, in the order of recording. Its error is returned by the method that
	// added the pair.
	Each func(Change) error

	ordinal       int
	claims        Counts
	before, after report.Sum
	flips         map[[2]record.Outcome]*flip
	rules         map[Rule]*rule
	sizes         []Moved
	payees        map[string]*payee
	members       map[string]*member
	changes       largest[*ClaimChange]
	inquiries     answers[*InquiryChange, Inquiry]
	reviews       answers[*ReviewChange, Review]
	statuses      answers[*StatusChange, Status]
	enrollments   answers[*EnrollmentChange, Enrollment]
}

// payee is what one payee is paid.
type payee struct {
	npi, name           string
	claims              int // that changed
	paid, patient, sent [2]decimal.Decimal
}

// member is what changes for one member.
type member struct {
	name          string
	claims        int
	paid, patient [2]decimal.Decimal
}

func (c *Comparison) limit() int {
	if c.Limit > 0 {
		return c.Limit
	}
	return DefaultLimit
}

// begin makes the maps on first use.
func (c *Comparison) begin() {
	if c.flips != nil {
		return
	}
	c.flips, c.rules = map[[2]record.Outcome]*flip{}, map[Rule]*rule{}
	c.payees, c.members = map[string]*payee{}, map[string]*member{}
	c.sizes = make([]Moved, len(sizes)+2)
	c.changes = largest[*ClaimChange]{limit: c.limit(), compare: byMoney}
	c.inquiries, c.reviews = newAnswers[*InquiryChange](c.limit()), newAnswers[*ReviewChange](c.limit())
	c.statuses, c.enrollments = newAnswers[*StatusChange](c.limit()), newAnswers[*EnrollmentChange](c.limit())
}

func (c *Comparison) sides() sides { return sides{c.Before, c.After} }

// AddClaim compares what two nights say of one claim. A story without a claim
// stands for one that was not read; one of the two has a claim. Neither may change
// afterwards.
func (c *Comparison) AddClaim(before, after report.ClaimStory) error {
	c.begin()
	one := c.sides().compareClaims(before, after)
	one.ordinal = c.ordinal
	c.ordinal++
	c.claims.add(one.Kind)
	if before.Claim != nil {
		c.before.AddClaim(before)
	}
	if after.Claim != nil {
		c.after.AddClaim(after)
	}
	p := c.payee(one.story().Claim.Billing)
	p.paid[0], p.paid[1] = p.paid[0].Add(one.before.Paid), p.paid[1].Add(one.after.Paid)
	p.patient[0], p.patient[1] = p.patient[0].Add(one.before.Patient), p.patient[1].Add(one.after.Patient)
	if one.Kind == Same {
		return nil
	}
	c.addChange(one, p)
	if c.Each == nil {
		return nil
	}
	row := one.Row()
	return c.Each(Change{Claim: &row})
}

// addChange counts a claim of which something is not the same.
func (c *Comparison) addChange(one *ClaimChange, p *payee) {
	at := c.rules[one.Rule]
	if at == nil {
		at = &rule{RuleMoved: RuleMoved{Rule: one.Rule.ID, Name: one.Rule.Name}, acting: byRule{}}
		c.rules[one.Rule] = at
	}
	if !one.Kind.changed() {
		at.reasoning++
		return
	}
	at.count(one)
	at.acting.add(one.Acting, one)
	p.claims++
	c.sizes[sizeOf(one.Paid())].add(one)
	c.member(one)
	c.changes.add(one)
	if one.Kind != Outcome {
		return
	}
	key := [2]record.Outcome{outcomeOf(one.Before), outcomeOf(one.After)}
	f := c.flips[key]
	if f == nil {
		f = &flip{rules: byRule{}}
		c.flips[key] = f
	}
	f.add(one)
	f.rules.add(one.Rule, one)
}

func (c *Comparison) payee(billing *record.ClaimProvider) *payee {
	p := c.payees[billing.PayeeID()]
	if p == nil {
		p = &payee{npi: billing.NPI, name: billing.Name.String()}
		c.payees[billing.PayeeID()] = p
	}
	return p
}

func (c *Comparison) member(one *ClaimChange) {
	id := one.member()
	m := c.members[id]
	if m == nil {
		m = &member{}
		if id != "" {
			m.name = one.story().Claim.Patient.Name.String()
		}
		c.members[id] = m
	}
	m.claims++
	m.paid[0], m.paid[1] = m.paid[0].Add(one.before.Paid), m.paid[1].Add(one.after.Paid)
	m.patient[0], m.patient[1] = m.patient[0].Add(one.before.Patient), m.patient[1].Add(one.after.Patient)
}

// Side is one of the two nights.
type Side int

// The sides.
const (
	Before Side = iota
	After
)

// AddRemittance adds a payment for so many claims that one night makes.
func (c *Comparison) AddRemittance(side Side, r *record.Remittance, claims int) {
	c.begin()
	sum := &c.before
	if side == After {
		sum = &c.after
	}
	sum.AddRemittance(r, claims)
	p := c.payees[r.Payee.PayeeID()]
	if p == nil {
		p = &payee{npi: r.Payee.NPI, name: r.Payee.Name.String()}
		c.payees[r.Payee.PayeeID()] = p
	}
	p.sent[side] = p.sent[side].Add(r.Amount)
}

// AddInquiry compares the answers to one eligibility inquiry; nil stands for one
// that was not read.
func (c *Comparison) AddInquiry(before, after *record.EligibilityAnswer) error {
	c.begin()
	return c.inquiries.add(c.sides().compareInquiries(before, after), c.Each, func(row *Inquiry) Change { return Change{Inquiry: row} })
}

// AddReview compares the answers to one request for a referral or an
// authorization; nil stands for one that was not read.
func (c *Comparison) AddReview(before, after *record.ReviewAnswer) error {
	c.begin()
	return c.reviews.add(c.sides().compareReviews(before, after), c.Each, func(row *Review) Change { return Change{Review: row} })
}

// AddStatus compares the answers to one inquiry about a claim; nil stands for one
// that was not read.
func (c *Comparison) AddStatus(before, after *record.StatusAnswer) error {
	c.begin()
	return c.statuses.add(c.sides().compareStatuses(before, after), c.Each, func(row *Status) Change { return Change{Status: row} })
}

// AddEnrollment compares what came of one member's part of an 834; nil stands for
// one that was not read.
func (c *Comparison) AddEnrollment(before, after *record.EnrollmentResult) error {
	c.begin()
	return c.enrollments.add(c.sides().compareEnrollments(before, after), c.Each, func(row *Enrollment) Change { return Change{Enrollment: row} })
}

// sizes are the bounds of what a payment moves by, in dollars.
var sizes = []int64{10, 100, 1000, 10000}

// sizeOf returns into which size a difference falls: 0 for none.
func sizeOf(difference decimal.Decimal) int {
	if difference.IsZero() {
		return 0
	}
	for i, bound := range sizes {
		if difference.Abs().LessThanOrEqual(decimal.NewFromInt(bound)) {
			return i + 1
		}
	}
	return len(sizes) + 1
}

// byMoney puts the claim of which most money moves first: what is paid or what the
// patient owes, whichever is more.
func byMoney(a, b *ClaimChange) int {
	largest := func(c *ClaimChange) decimal.Decimal { return decimal.Max(c.Paid().Abs(), c.Patient().Abs()) }
	return cmp.Or(
		largest(b).Cmp(largest(a)), b.Paid().Abs().Cmp(a.Paid().Abs()),
		weight(a.Kind)-weight(b.Kind), a.ordinal-b.ordinal,
	)
}
