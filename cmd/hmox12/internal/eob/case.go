package eob

import (
	"errors"

	"github.com/shopspring/decimal"

	"github.com/hmox12/hmox12/mapping/record"
)

// Case is a decision and what a notice about it takes from the book.
type Case struct {
	Claim    *record.Claim
	Decision *record.Decision // the last version
	// Successor is the replacement or void by which the claim was taken back, nil
	// while it stands.
	Successor *record.Claim

	Payer      *record.Payer
	Plan       *record.Plan   // of the decision; nil when the book has none
	Member     *record.Member // of the decision: of a newborn the mother
	Subscriber *record.Member // of the member's household

	// Totals are what Counters stood at when the claim had been decided, in dollars.
	Totals map[record.Counter]decimal.Decimal
}

// Why there is no notice about a claim.
var (
	ErrNobody    = errors.New("nobody of ours was found on the claim, so there is no member to tell")
	ErrUndecided = errors.New("nothing was decided about the claim")
)

// check says why there can't be a notice.
func (c *Case) check() error {
	switch {
	case c.Decision == nil:
		return ErrUndecided
	case c.Decision.Member == "" || c.Member == nil:
		return ErrNobody
	}
	return nil
}

// Counters returns the counters that the notice tells: deductible and
// out-of-pocket maximum, the member's and the family's, as far as the plan has them.
func (c *Case) Counters() []record.Counter {
	var all []record.Counter
	for _, l := range c.limits() {
		all = append(all, l.counter)
	}
	return all
}

// limit is a counter of the plan that has an end.
type limit struct {
	counter record.Counter
	amount  decimal.Decimal
	family  bool
}

func (c *Case) limits() []limit {
	if c.Plan == nil || c.Member == nil {
		return nil
	}
	year := c.Claim.FirstDate().Year()
	var all []limit
	for _, l := range []limit{
		{record.Counter{Kind: record.DeductibleUsed, Owner: c.Member.ID, Year: year}, c.Plan.DeductibleIndividual, false},
		{record.Counter{Kind: record.FamilyDeductibleUsed, Owner: c.Member.SubscriberID, Year: year}, c.Plan.DeductibleFamily, true},
		{record.Counter{Kind: record.OutOfPocketUsed, Owner: c.Member.ID, Year: year}, c.Plan.OutOfPocketIndividual, false},
		{record.Counter{Kind: record.FamilyOutOfPocket, Owner: c.Member.SubscriberID, Year: year}, c.Plan.OutOfPocketFamily, true},
	} {
		if l.amount.IsPositive() {
			all = append(all, l)
		}
	}
	return all
}

// addressee is to whom the notice goes.
func (c *Case) addressee() *record.Member {
	if c.Member.Confidential || c.Subscriber == nil {
		return c.Member
	}
	return c.Subscriber
}

// patient is who was treated: of a newborn and of somebody who is not listed as
// the claim says it.
func (c *Case) patient() record.PersonName {
	if c.newborn() || c.unlisted() {
		return c.Claim.Patient.Name
	}
	return c.Member.Name
}

// newborn reports whether the claim is of a child that is covered as its mother.
func (c *Case) newborn() bool {
	return c.step("R3", record.Passed)
}

// unlisted reports whether the patient is no listed dependent of the member.
func (c *Case) unlisted() bool {
	for i := range c.Decision.Lines {
		for _, a := range c.Decision.Lines[i].Adjustments {
			if a.Group == record.PR && a.Reason == "32" && !c.Claim.SubscriberIsPatient() && c.Member.Subscriber() {
				return true
			}
		}
	}
	return false
}

// step reports whether a rule ended so.
func (c *Case) step(rule string, result record.Result) bool {
	for i := range c.Decision.Trace {
		if s := &c.Decision.Trace[i]; s.Rule == rule && s.Result == result {
			return true
		}
	}
	return false
}
