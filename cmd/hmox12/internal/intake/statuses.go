package intake

import (
	"errors"

	"github.com/hmox12/hmox12/adjudicate"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/store"
	"github.com/hmox12/hmox12/mapping"
	"github.com/hmox12/hmox12/mapping/record"
	"github.com/hmox12/hmox12/x12"
)

// statusGuide is the guide of 276 and 277.
const statusGuide = "005010X212"

// statusReply is the 277.
var statusReply = replyKind{"277", "HN", statusGuide}

// takeStatusInquiry answers one inquiry about a claim with what is known of it at its
// place in the night.
func (p *processor) takeStatusInquiry(q *record.StatusInquiry) error {
	p.received.Statuses++
	if p.statuses == nil {
		var err error
		if p.statuses, err = beginAnswers(p, statusReply, writeStatus); err != nil {
			return err
		}
	}
	book, ledger := p.tx.Reviewed(p.Book), p.tx.Ledger()
	answer := adjudicate.ClaimStatus(book, ledger, q, p.options())
	if err := errors.Join(book.Err(), ledger.Err()); err != nil {
		return err
	}
	place := p.open().id
	if err := p.tx.LogBehind(func(tx store.Tx) error { return tx.AddStatusInquiry(place, answer) }); err != nil {
		return err
	}
	return p.statuses.add(answer, len(answer.Claims))
}

func writeStatus(w *x12.Writer, set answerSet, answers []*record.StatusAnswer) error {
	return mapping.WriteStatus277(w, mapping.Status277(set), answers)
}
