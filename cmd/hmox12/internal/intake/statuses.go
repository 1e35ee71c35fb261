package intake

import (
	"errors"

	"github.com/hmox12/hmox12/adjudicate"
	"github.com/hmox12/hmox12/mapping"
	"github.com/hmox12/hmox12/mapping/record"
	"github.com/hmox12/hmox12/x12"
)

// statusGuide is the guide of 276 and 277.
const statusGuide = "005010X212"

// statusReply is the 277.
var statusReply = replyKind{"277", "HN", statusGuide}

// statuses answers the 276 sets of one interchange.
type statuses struct {
	*reply
	answers []*record.StatusAnswer // of the open set
	told    int                    // claims that these tell of
}

// statusInquiry answers one inquiry about a claim with what is known of it at its
// place in the night.
func (p *processor) statusInquiry(q *record.StatusInquiry) {
	if p.err == nil {
		p.err = p.takeStatusInquiry(q)
	}
}

func (p *processor) takeStatusInquiry(q *record.StatusInquiry) error {
	p.received.Statuses++
	if p.statuses == nil {
		r, err := p.beginReply(statusReply)
		if err != nil {
			return err
		}
		p.statuses = &statuses{reply: r}
	}
	book, ledger := p.tx.Reviewed(p.Book), p.tx.Ledger()
	answer := adjudicate.ClaimStatus(book, ledger, q, p.options())
	if err := errors.Join(book.Err(), ledger.Err()); err != nil {
		return err
	}
	if err := p.tx.AddStatusInquiry(p.open().id, answer); err != nil {
		return err
	}
	s := p.statuses
	s.answers = append(s.answers, answer)
	s.told += max(len(answer.Claims), 1)
	if s.told >= maxAnswers {
		return s.endSet()
	}
	return nil
}

// endSet writes the answers to what was asked in one 276 set.
func (s *statuses) endSet() error {
	if s == nil || len(s.answers) == 0 {
		return nil
	}
	answers := s.answers
	s.answers, s.told = nil, 0
	return s.set(func(w *x12.Writer, number string) error {
		return mapping.WriteStatus277(w, mapping.Status277{
			ControlNumber: number, Created: s.today(), Time: s.Now().Format("1504"),
		}, answers)
	})
}
