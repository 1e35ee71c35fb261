package intake

import (
	"errors"

	"github.com/hmox12/hmox12/adjudicate"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/store"
	"github.com/hmox12/hmox12/mapping"
	"github.com/hmox12/hmox12/mapping/record"
	"github.com/hmox12/hmox12/x12"
)

// reviewGuide is the guide of the 278, request and response.
const reviewGuide = "005010X217"

// reviewReply is the 278 response.
var reviewReply = replyKind{"278", "HI", reviewGuide}

// reviewMapper maps 278 sets. A response asks for nothing: it is counted as a set
// that nothing is done with.
type reviewMapper struct {
	*mapping.ReviewMapper
	received *Received
}

func (p *processor) reviewMapper() mapper {
	return reviewMapper{mapping.NewReviewMapper(p.source(), p.receivedOn(), p.review), p.received}
}

// End ends the set.
func (m reviewMapper) End() {
	m.ReviewMapper.End()
	if m.Response() {
		m.received.Unhandled++
	}
}

// review answers one request.
func (p *processor) review(r *record.ReviewRequest) {
	if p.err == nil {
		p.err = p.takeReview(r)
	}
}

func (p *processor) takeReview(r *record.ReviewRequest) error {
	p.received.Reviews++
	if p.reviews == nil {
		var err error
		if p.reviews, err = beginAnswers(p, reviewReply, writeReviews); err != nil {
			return err
		}
	}
	book, ledger := p.tx.Reviewed(p.Book), p.tx.Ledger()
	numbers := &reviewNumbers{chain: p.chain, book: book}
	answer := adjudicate.Review(book, ledger, numbers, r, p.options())
	if err := errors.Join(book.Err(), ledger.Err(), numbers.err); err != nil {
		return err
	}
	n, err := p.tx.NextControlNumber(ReviewNumbers)
	if err != nil {
		return err
	}
	answer.Trace = p.Book.Night().Review.Number(r.Received, n)
	if err := p.tx.AddReview(p.open().id, answer); err != nil {
		return err
	}
	if err := p.hindsight().Granted(r.Received, answer.Referrals, answer.Authorizations); err != nil {
		return err
	}
	return p.reviews.add(answer, 1)
}

func writeReviews(w *x12.Writer, set answerSet, answers []*record.ReviewAnswer) error {
	return mapping.WriteReview278(w, mapping.Review278(set), answers)
}

// reviewNumbers draws the numbers of referrals and authorizations from the
// night's sequences, and passes over those that the book has or that wait.
type reviewNumbers struct {
	*chain
	book store.Book
	err  error
}

// Referral implements adjudicate.ReviewNumbers.
func (n *reviewNumbers) Referral() string {
	for {
		number, ok := n.draw(ReferralNumbers)
		if !ok || n.book.Referral(number) == nil && !n.Book.WaitingNumber(number) {
			return number
		}
	}
}

// Authorization implements adjudicate.ReviewNumbers.
func (n *reviewNumbers) Authorization() string {
	for {
		number, ok := n.draw(AuthorizationNumbers)
		if !ok || n.book.Authorization(number) == nil && !n.Book.WaitingNumber(number) {
			return number
		}
	}
}

// draw draws the next number; not after an error, which is kept.
func (n *reviewNumbers) draw(sequence string) (string, bool) {
	if n.err != nil {
		return "", false
	}
	next, err := n.tx.NextControlNumber(sequence)
	if err != nil {
		n.err = err
		return "", false
	}
	numbering := n.Book.Night().Referral
	if sequence == AuthorizationNumbers {
		numbering = n.Book.Night().Authorization
	}
	return numbering.Number(n.receivedOn(), next), true
}
