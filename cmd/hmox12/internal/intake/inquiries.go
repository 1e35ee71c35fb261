package intake

import (
	"errors"

	"github.com/hmox12/hmox12/adjudicate"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/store"
	"github.com/hmox12/hmox12/mapping"
	"github.com/hmox12/hmox12/mapping/record"
	"github.com/hmox12/hmox12/x12"
)

// eligibilityGuide is the guide of 270 and 271.
const eligibilityGuide = "005010X279A1"

// eligibilityReply is the 271.
var eligibilityReply = replyKind{"271", "HB", eligibilityGuide}

// takeInquiry answers one inquiry.
func (p *processor) takeInquiry(q *record.Inquiry) error {
	p.received.Inquiries++
	if p.inquiries == nil {
		var err error
		if p.inquiries, err = beginAnswers(p, eligibilityReply, writeEligibility); err != nil {
			return err
		}
	}
	book, ledger := p.tx.Reviewed(p.Book), p.tx.Ledger()
	answer := adjudicate.Eligibility(book, ledger, q, p.options())
	if err := errors.Join(book.Err(), ledger.Err()); err != nil {
		return err
	}
	n, err := p.tx.NextControlNumber(EligibilityNumbers)
	if err != nil {
		return err
	}
	night := p.Book.Night()
	answer.Trace = night.Eligibility.Number(q.Received, n)
	place := p.open().id
	if err := p.tx.LogBehind(func(tx store.Tx) error { return tx.AddInquiry(place, answer) }); err != nil {
		return err
	}
	return p.inquiries.add(answer, 1)
}

func writeEligibility(w *x12.Writer, set answerSet, answers []*record.EligibilityAnswer) error {
	return mapping.WriteEligibility271(w, mapping.Eligibility271(set), answers)
}
