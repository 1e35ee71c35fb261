package mapping

import "github.com/hmox12/hmox12/mapping/record"

// This file arranges the answers of a 277 in its hierarchical levels before they
// are written, because an HL says whether another follows below it.

// The levels of a 277, by HL03.
const (
	statusSource     = "20"
	statusReceiver   = "21"
	statusProvider   = "19"
	statusSubscriber = "22"
	statusDependent  = "23"
)

// statusLevel is one HL with what is told at it.
type statusLevel struct {
	code    string // HL03
	number  int    // of the level of the 276 that it answers
	first   *record.StatusAnswer
	refused bool                   // the inquiries end here
	own     []*record.StatusAnswer // about the person of this level
	below   []*statusLevel
}

// statusLevels arranges the answers. Only neighbors share a level, and only with
// the same refusal at it.
func statusLevels(answers []*record.StatusAnswer) []*statusLevel {
	top := &statusLevel{}
	for _, a := range answers {
		at, n := top, a.Inquiry.Levels
		at = at.open(statusSource, n.Source, a, false)
		at = at.open(statusReceiver, n.Receiver, a, a.Refused == record.StatusAtReceiver)
		if at.refused {
			continue
		}
		at = at.open(statusProvider, n.Provider, a, a.Refused == record.StatusAtProvider)
		if at.refused {
			continue
		}
		at = at.open(statusSubscriber, n.Subscriber, a, false)
		if a.Inquiry.Dependent != nil {
			at = at.open(statusDependent, n.Dependent, a, false)
		}
		at.own = append(at.own, a)
	}
	return top.below
}

// open returns the level that the answer hangs on: the last one, or a new one.
func (l *statusLevel) open(code string, number int, a *record.StatusAnswer, refused bool) *statusLevel {
	if before := last(l.below); before != nil && before.shares(code, number, a, refused) {
		return before
	}
	opened := &statusLevel{code: code, number: number, first: a, refused: refused}
	l.below = append(l.below, opened)
	return opened
}

// shares reports whether an answer hangs on the level. Claims of a subscriber
// stand before his dependents: one that comes after them has a level of its own.
func (l *statusLevel) shares(code string, number int, a *record.StatusAnswer, refused bool) bool {
	switch {
	case l.code != code || number == 0 || l.number != number || l.refused != refused:
		return false
	case refused:
		return l.first.Status == a.Status
	case code == statusSource:
		return (l.first.Payer == nil) == (a.Payer == nil)
	case code == statusSubscriber:
		return a.Inquiry.Dependent != nil || len(l.below) == 0
	}
	return true
}
