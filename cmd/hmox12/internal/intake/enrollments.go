package intake

import (
	"fmt"

	"github.com/hmox12/hmox12/adjudicate"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/hindsight"
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
	var err error
	if result.Capitation, err = hindsight.AdjustCapitation(p.tx, p.Book, result); err != nil {
		return fmt.Errorf("member at byte %d: %w", e.Source.Offset, err)
	}
	id, err := p.tx.AddEnrollment(p.open().id, result)
	if err != nil {
		return err
	}
	for i := range result.Changes {
		if err := p.hindsight().Enrolled(id, e, &result.Changes[i]); err != nil {
			return err
		}
	}
	return nil
}

// hindsight gathers the claims that what comes in has decided again. They are
// decided when the set has ended, or all decisions of people are taken, so that the
// order in these does not matter.
func (c *chain) hindsight() *hindsight.Claims {
	if c.again == nil {
		c.again = &hindsight.Claims{Book: c.Book, Tx: c.tx}
	}
	return c.again
}

// decideAgain decides the claims again that were gathered.
func (c *chain) decideAgain() error {
	if c.again == nil {
		return nil
	}
	return c.again.Decide()
}
