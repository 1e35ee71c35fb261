package intake

import (
	"errors"

	"github.com/hmox12/hmox12/adjudicate"
	"github.com/hmox12/hmox12/mapping"
	"github.com/hmox12/hmox12/mapping/record"
	"github.com/hmox12/hmox12/x12"
)

// eligibilityGuide is the guide of 270 and 271.
const eligibilityGuide = "005010X279A1"

// eligibilityReply is the 271.
var eligibilityReply = replyKind{"271", "HB", eligibilityGuide}

// maxAnswers is how many answers one 271 set carries; the answers to a 270 set
// with more patients go on in the next set.
const maxAnswers = 500

// inquiries answers the 270 sets of one interchange.
type inquiries struct {
	*reply
	answers []*record.EligibilityAnswer // of the open set
}

// inquiry answers one inquiry.
func (p *processor) inquiry(q *record.Inquiry) {
	if p.err == nil {
		p.err = p.takeInquiry(q)
	}
}

func (p *processor) takeInquiry(q *record.Inquiry) error {
	p.received.Inquiries++
	if p.inquiries == nil {
		r, err := p.beginReply(eligibilityReply)
		if err != nil {
			return err
		}
		p.inquiries = &inquiries{reply: r}
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
	if err := p.tx.AddInquiry(p.open().id, answer); err != nil {
		return err
	}
	return p.inquiries.add(answer)
}

func (q *inquiries) add(a *record.EligibilityAnswer) error {
	q.answers = append(q.answers, a)
	if len(q.answers) == maxAnswers {
		return q.endSet()
	}
	return nil
}

// endSet writes the answers to what was asked in one 270 set.
func (q *inquiries) endSet() error {
	if q == nil || len(q.answers) == 0 {
		return nil
	}
	answers := q.answers
	q.answers = nil
	return q.set(func(w *x12.Writer, number string) error {
		return mapping.WriteEligibility271(w, mapping.Eligibility271{
			ControlNumber: number, Created: q.today(), Time: q.Now().Format("1504"),
		}, answers)
	})
}
