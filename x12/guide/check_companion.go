package guide

import (
	"fmt"

	"github.com/hmox12/hmox12/x12"
)

// This file checks what a partner's companion guide asks beyond the guide.

// asks begins the reason of a finding: whose companion guide asks for what.
func (w *Walker) asks(what string) string {
	who := "the companion guide"
	if partner := w.plan.guide.Companion; partner != everyPartner {
		who = partner + "'s companion guide"
	}
	return who + " asks for " + what
}

// checkNode checks whether the segment at hand, or the loop that it begins, was
// to come at all or this often.
func (w *Walker) checkNode(at found, l *Loop) {
	c := at.candidate
	if c.asked == nil {
		return
	}
	unused, over := x12.PartnerSegmentNotUsed, x12.PartnerSegmentOverMaximum
	if c.loop != nil {
		unused, over = x12.PartnerLoopNotUsed, x12.PartnerLoopOverMaximum
	}
	switch count := int(w.frames[at.frame].counts[c.node]); {
	case c.asked.unused:
		w.fault(unused, l, w.asks("none"))
	case c.asked.max > 0 && count > c.asked.max:
		w.fault(over, l, w.asks(fmt.Sprintf("at most %d", c.asked.max)))
	}
}

// missingAsked reports that c is missing in loop l, which the guide has nothing
// against.
func (w *Walker) missingAsked(c *candidate, l *Loop, where mark) {
	code, title := x12.PartnerSegmentMissing, c.use.use.Title
	if c.loop != nil {
		l, code, title = c.loop.loop, x12.PartnerLoopMissing, c.loop.loop.Title
	}
	w.report(&x12.Error{
		Code: code, Offset: where.offset, Segment: where.segment, Position: where.position,
		ID: c.use.use.ID, Loop: l.ID, Reason: title + ": " + w.asks("it"),
	})
}

// checkUnasked reports an element that was sent and not to be.
func (w *Walker) checkUnasked(e *elementPlan, value []byte, at spot) {
	if e.asked != nil && e.asked.Usage == NotUsed {
		w.wrong(x12.PartnerElementNotUsed, at, e.use, value, e.use.Name+": "+w.asks("none"))
	}
}

// checkAskedRepeat checks how often an element was sent.
func (w *Walker) checkAskedRepeat(e *elementPlan, sent int, value []byte, at spot) {
	if a := e.asked; a != nil && a.Usage != NotUsed && a.Repeat > 0 && sent > a.Repeat {
		w.wrong(x12.PartnerTooManyRepetitions, at, e.use, value,
			fmt.Sprintf("found %d, %s", sent, w.asks(fmt.Sprintf("at most %d", a.Repeat))))
	}
}

// checkAsked checks a simple value that the guide has nothing against: its
// characters, and one finding at most of what else is asked.
func (w *Walker) checkAsked(e *elementPlan, text []byte, at spot) {
	if w.special&disagreed != 0 && w.classesOf(text)&disagreed != 0 {
		w.wrong(x12.CharacterNotAgreed, at, e.use, text, "found "+x12.Shape(text)+", "+w.asks(w.plan.guide.characters.words()))
	}
	a := e.asked
	if a == nil || a.Usage == NotUsed {
		return
	}
	length := w.lengthOf(text)
	switch a.Kind {
	case Real, Whole, Cents:
		length = countDigits(text)
	}
	switch {
	case a.Codes != nil && !a.Codes.Contains(text):
		found := x12.Shape(text)
		if e.use.Codes != nil {
			found = string(text) // one of the guide's codes
		}
		w.wrong(x12.PartnerCodeNotUsed, at, e.use, text, "found "+found+", "+w.asks(a.Codes.String()))
	case a.Format != nil && !a.Format.Match(text):
		w.wrong(x12.PartnerPatternViolated, at, e.use, text, "found "+x12.Shape(text)+", "+w.asks(a.Format.String()))
	case length < a.Min:
		w.wrong(x12.PartnerElementTooShort, at, e.use, text, fmt.Sprintf("found %d, %s", length, w.asks(fmt.Sprintf("at least %d", a.Min))))
	case a.Max > 0 && length > a.Max:
		w.wrong(x12.PartnerElementTooLong, at, e.use, text, fmt.Sprintf("found %d, %s", length, w.asks(fmt.Sprintf("at most %d", a.Max))))
	}
}
