// Package hindsight decides claims again for what turned out to be otherwise: an
// 834 about days that are past, a change that the book declares for such, an upheld
// dispute, the claim of a stay behind that of its emergency room. It finds the
// claims, has each decided again, and keeps the reversal, the new decision and what
// is to be taken back. Source: docs/adjudication.md, Decided again.
package hindsight

import (
	"cmp"
	"errors"
	"fmt"
	"slices"

	"github.com/hmox12/hmox12/adjudicate"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/book"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/store"
	"github.com/hmox12/hmox12/mapping/record"
)

// Claims gathers claims that may have to be decided again, and decides them all
// once everything is known: in the order in which they were first decided, whatever
// came of it first. Tx may be another one each time.
type Claims struct {
	Book *book.Book
	Tx   store.Tx

	found []found
}

// found is a claim with why it is looked at.
type found struct {
	store.StandingRef
	enrollment store.EnrollmentID // 0: for none
	adjudicate.Again
}

// Enrolled gathers the claims on which a change of a member's records may bear.
func (c *Claims) Enrolled(id store.EnrollmentID, e *record.Enrollment, change *record.MemberChange) error {
	again := adjudicate.Again{Told: e.Received, Source: adjudicate.EnrollmentSource(e), Changed: adjudicate.ChangedDaysOf(change)}
	if err := c.find(store.StandingBy{Member: change.ID}, id, again); err != nil {
		return err
	}
	if change.Member == nil && !change.CoverageChanged {
		return nil
	}
	return c.joined(change.ID, id, again)
}

// joined gathers the claims that were about nobody, or about another one of the
// household, and may turn out to be about a member.
func (c *Claims) joined(member string, id store.EnrollmentID, again adjudicate.Again) error {
	known := c.Tx.Reviewed(c.Book)
	again.Member, again.Changed = member, adjudicate.JoinedDays(known, member)
	for _, m := range known.MembersByID(member) {
		if m.ID != member {
			continue // had the id before
		}
		if err := c.find(store.StandingBy{Nobody: m}, id, again); err != nil {
			return err
		}
		for _, other := range known.Household(m.SubscriberID) {
			if other.ID == m.ID {
				continue
			}
			if err := c.find(store.StandingBy{Member: other.ID}, id, again); err != nil {
				return err
			}
		}
	}
	return known.Err()
}

// Admitted gathers the claims of an emergency room from which the member of a stay
// was admitted.
func (c *Claims) Admitted(stay *record.Claim, d *record.Decision) error {
	known := c.Tx.Reviewed(c.Book)
	again := adjudicate.Again{
		Told: stay.Received, Source: "claim " + stay.Control + " of the stay", Changed: adjudicate.AdmittedDays(known, stay, d),
	}
	if err := known.Err(); err != nil {
		return err
	}
	return c.find(store.StandingBy{Member: d.Member}, 0, again)
}

// Granted gathers the claims that were denied for lack of a referral or authorization
// which is granted on a day for days that are past.
func (c *Claims) Granted(on record.Date, referrals []*record.Referral, authorizations []*record.PriorAuthorization) error {
	grant := func(what, number, member string, days record.Span) error {
		if days.From == 0 || days.From > on {
			return nil
		}
		return c.find(store.StandingBy{Member: member}, 0, adjudicate.Again{
			Told: on, Source: what + " " + number + ", granted on " + on.String(),
			Changed: []adjudicate.ChangedDays{adjudicate.GrantedDays(what, number, days)},
		})
	}
	for _, r := range referrals {
		if err := grant("referral", r.Number, r.Member, r.Span); err != nil {
			return err
		}
	}
	for _, g := range authorizations {
		if g.Status != record.Approved {
			continue
		}
		if err := grant("authorization", g.Number, g.Member, g.Span); err != nil {
			return err
		}
	}
	return nil
}

// Excused gathers the claims that were denied for their late filing, where the book
// has an upheld dispute about them. A claim that was sent again since, and so
// decided with the excuse, leaves the first one as it is.
func (c *Claims) Excused() error {
	for _, dispute := range c.Book.Disputes() {
		by := store.StandingBy{Claim: store.Account{Billing: dispute.Billing, Number: dispute.Account}}
		refs, err := c.Tx.Standing(by, record.Span{})
		if err != nil {
			return err
		}
		var late []found
		for _, ref := range refs {
			standing, err := c.Tx.StandingClaim(ref.Control)
			if err != nil {
				return err
			}
			days := adjudicate.ExcusedDays(standing.Decision, dispute.Number)
			if len(days) == 0 {
				late = nil
				break
			}
			late = append(late, found{ref, 0, adjudicate.Again{
				Told: dispute.Upheld, Source: "dispute " + dispute.Number + ", upheld on " + dispute.Upheld.String(), Changed: days,
			}})
		}
		c.found = append(c.found, late...)
	}
	return nil
}

// Declared gathers the claims on which changes bear that the book declares to count
// for days that are past: of each change once, however often the book is loaded.
func (c *Claims) Declared() error {
	known := c.Tx.Reviewed(c.Book)
	for _, change := range c.Book.Hindsight() {
		done, err := c.Tx.KnowsHindsight(change.Number)
		if err != nil {
			return err
		}
		if done {
			continue
		}
		again := adjudicate.Again{
			Told: change.Declared, Source: "change " + change.Number + ", declared on " + change.Declared.String(),
			Changed: []adjudicate.ChangedDays{adjudicate.HindsightDays(known, change)}, HoldHarmless: change.HoldHarmless,
		}
		if change.Mistake {
			again.Told = 0
		}
		before := len(c.found)
		if err := c.find(byChange(change), 0, again); err != nil {
			return err
		}
		if change.Kind == record.HindsightCoverage {
			if err := c.joined(change.Member, 0, again); err != nil {
				return err
			}
		}
		if err := c.Tx.AddHindsight(change, c.Book.Night().Run, len(c.found)-before); err != nil {
			return err
		}
	}
	return known.Err()
}

// byChange says by what the claims are found that a change may bear on.
func byChange(change *record.HindsightChange) store.StandingBy {
	switch change.Kind {
	case record.HindsightContract:
		return store.StandingBy{Contract: change.Subject}
	case record.HindsightParticipation:
		return store.StandingBy{Provider: change.Subject}
	case record.HindsightFee:
		return store.StandingBy{Procedure: change.Code}
	}
	return store.StandingBy{Member: change.Member}
}

// find gathers the claims that stand, for the days that changed.
func (c *Claims) find(by store.StandingBy, id store.EnrollmentID, again adjudicate.Again) error {
	if len(again.Changed) == 0 {
		return nil
	}
	days := again.Changed[0].Span
	for _, d := range again.Changed {
		days.From = min(days.From, d.From)
		if d.To == 0 || days.To == 0 {
			days.To = 0
			continue
		}
		days.To = max(days.To, d.To)
	}
	refs, err := c.Tx.Standing(by, days)
	for _, ref := range refs {
		c.found = append(c.found, found{ref, id, again})
	}
	return err
}

// Decide decides the claims that were gathered again, and forgets them.
func (c *Claims) Decide() error {
	all := c.found
	c.found = nil
	slices.SortStableFunc(all, func(a, b found) int { return cmp.Compare(a.Order, b.Order) })
	for i := range all {
		if err := c.decide(&all[i]); err != nil {
			return fmt.Errorf("claim %s: %w", all[i].Control, err)
		}
	}
	return nil
}

// decide decides a claim again and keeps the reversal and the new decision as its
// next versions. What comes back to the HMO is not taken at once: it is given back
// in the payment that tells it, and due when the days of notice are over.
func (c *Claims) decide(f *found) error {
	standing, err := c.Tx.StandingClaim(f.Control)
	if err != nil || standing == nil {
		return err
	}
	again := f.Again
	again.Claim, again.Decision, again.Paid = standing.Claim, standing.Decision, standing.Paid
	night := c.Book.Night()
	options := adjudicate.Options{Today: night.Run, Closed: night.Closed, FilingExcuse: c.Book.FilingExcuse(again.Claim)}
	known, ledger := c.Tx.Reviewed(c.Book), c.Tx.Ledger()
	decision, told := adjudicate.DecideAgain(known, ledger, &again, options)
	if err := errors.Join(known.Err(), ledger.Err()); err != nil || told == nil {
		return err
	}
	if err := c.Tx.AddDecidedAgain(f.enrollment, told); err != nil || decision == nil {
		return err
	}
	const reversalAndDecision = 2
	if err := c.Tx.AddDecision(again.Claim, standing.Version+reversalAndDecision, decision); err != nil {
		return err
	}
	if !told.Recovery.IsPositive() {
		return nil
	}
	for _, due := range adjudicate.Deferred(told, standing.Version+1, options.Today) {
		if err := c.Tx.AddPayable(due); err != nil {
			return err
		}
	}
	return nil
}
