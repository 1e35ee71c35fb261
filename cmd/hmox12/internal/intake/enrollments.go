package intake

import (
	"errors"
	"fmt"

	"github.com/hmox12/hmox12/adjudicate"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/store"
	"github.com/hmox12/hmox12/mapping/record"
)

// This file takes what sponsors say of members (834). There is no business answer
// to it: the 999 tells that the set was taken, the report what became of each
// member.

// enrollment takes what an 834 says of one member.
func (p *processor) enrollment(e *record.Enrollment) {
	if p.err == nil {
		p.err = p.takeEnrollment(e)
	}
}

func (p *processor) takeEnrollment(e *record.Enrollment) error {
	p.received.Enrollments++
	book := p.tx.Reviewed(p.Book)
	opts := adjudicate.EnrollmentOptions{Today: p.receivedOn()}
	if partner := p.Book.Partner(e.Source.Sender); partner != nil {
		opts.EndsBefore = partner.EndsBefore
	}
	result := adjudicate.Enroll(book, e, opts)
	if err := book.Err(); err != nil {
		return fmt.Errorf("member at byte %d: %w", e.Source.Offset, err)
	}
	id, err := p.tx.AddEnrollment(p.open().id, result)
	if err != nil {
		return err
	}
	for i := range result.Changes {
		if err := p.decideAgain(id, e, &result.Changes[i]); err != nil {
			return err
		}
	}
	return nil
}

// decideAgain decides the claims again on which a change of a member's records
// bears.
func (p *processor) decideAgain(by store.EnrollmentID, e *record.Enrollment, change *record.MemberChange) error {
	days := adjudicate.ChangedDaysOf(change)
	if len(days) == 0 {
		return nil
	}
	all := record.Span{From: days[0].From, To: days[len(days)-1].To}
	standing, err := p.tx.Standing(change.ID, all)
	if err != nil {
		return err
	}
	for i := range standing {
		s := &standing[i]
		again := &adjudicate.Again{
			Claim: s.Claim, Decision: s.Decision, Paid: s.Paid, Told: e.Received,
			Source: adjudicate.EnrollmentSource(e), Changed: days,
		}
		if err := p.decideOneAgain(by, again, s.Version); err != nil {
			return fmt.Errorf("claim %s: %w", s.Claim.Control, err)
		}
	}
	return nil
}

// decideOneAgain decides a claim again and keeps the reversal and the new decision
// as its next versions. What comes back to the HMO is not taken at once: it is
// given back in the payment that tells it, and due when the days of notice are
// over.
func (p *processor) decideOneAgain(by store.EnrollmentID, again *adjudicate.Again, version int) error {
	book, ledger := p.tx.Reviewed(p.Book), p.tx.Ledger()
	options := p.options()
	options.FilingExcuse = p.Book.FilingExcuse(again.Claim)
	decision, told := adjudicate.DecideAgain(book, ledger, again, options)
	if err := errors.Join(book.Err(), ledger.Err()); err != nil || told == nil {
		return err
	}
	if err := p.tx.AddDecidedAgain(by, told); err != nil || decision == nil {
		return err
	}
	const reversalAndDecision = 2
	if err := p.tx.AddDecision(again.Claim, version+reversalAndDecision, decision); err != nil {
		return err
	}
	if !told.Recovery.IsPositive() {
		return nil
	}
	for _, due := range adjudicate.Deferred(told, version+1, options.Today) {
		if err := p.tx.AddPayable(due); err != nil {
			return err
		}
	}
	return nil
}
