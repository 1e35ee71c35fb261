package intake

import (
	"github.com/hmox12/hmox12/mapping/record"
	"github.com/hmox12/hmox12/x12"
)

// maxAnswers is how many answers one set carries; the answers to a set that asks
// more go on in the next set.
const maxAnswers = 500

// answers replies to the sets of one interchange, a set of answers of type A for
// each of them.
type answers[A any] struct {
	*reply
	write   func(w *x12.Writer, set answerSet, answers []A) error
	pending []A // of the open set
	told    int // what these count for
}

// answerSet is what a set says of itself in ST02, BHT04 and BHT05.
type answerSet struct {
	ControlNumber string
	Created       record.Date
	Time          string // HHMM
}

// beginAnswers begins the file.
func beginAnswers[A any](p *processor, kind replyKind, write func(*x12.Writer, answerSet, []A) error) (*answers[A], error) {
	r, err := p.beginReply(kind)
	if err != nil {
		return nil, err
	}
	return &answers[A]{reply: r, write: write}, nil
}

// add adds an answer that tells so many things, but counts for one at least.
func (a *answers[A]) add(answer A, told int) error {
	a.pending = append(a.pending, answer)
	a.told += max(told, 1)
	if a.told >= maxAnswers {
		return a.endSet()
	}
	return nil
}

// endSet writes the answers to what was asked in one set.
func (a *answers[A]) endSet() error {
	if a == nil || len(a.pending) == 0 {
		return nil
	}
	pending := a.pending
	a.pending, a.told = nil, 0
	return a.set(func(w *x12.Writer, number string) error {
		return a.write(w, answerSet{number, a.today(), a.Now().Format("1504")}, pending)
	})
}
