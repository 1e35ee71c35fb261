package guide

import (
	"fmt"

	"github.com/hmox12/hmox12/x12"
)

// fault reports a finding about the whole segment at hand, one that X12 has.
func (w *Walker) fault(code x12.Code, l *Loop, reason string) {
	w.report(&x12.Error{
		Code: code, Offset: w.at.offset, Segment: w.at.segment, Position: w.at.position,
		ID: string(w.seg.ID()), Loop: l.name(), Reason: reason,
	})
}

// wrong reports a finding about an element of the segment at hand; u is nil where
// X12 defines none.
func (w *Walker) wrong(code x12.Code, at spot, u *ElementUse, value []byte, reason string) {
	number := ""
	if u != nil {
		number = u.Number
	}
	w.report(&x12.Error{
		Code: code, Offset: w.seg.ElementOffset(at.element), Segment: w.at.segment, Position: w.at.position,
		ID: string(w.seg.ID()), Loop: at.loop.name(),
		Element: at.element, Component: at.component, Repetition: at.repetition, DataElement: number,
		Reason: reason, Value: string(value[:min(len(value), 99)]),
	})
}

// codeReason says which code was found, when X12 has it, and what was expected.
// Anything else may be data that lost its place.
func codeReason(u *ElementUse, text []byte, list string) string {
	shown := x12.Shape(text)
	if u.known != nil && u.known.Contains(text) {
		shown = string(text)
	}
	return "found " + shown + ", expected " + list
}

func maximum(n int) string { return fmt.Sprintf("expected at most %d", n) }

// trimRight cuts trailing blanks, which X12 does not count as data.
func trimRight(b []byte) []byte {
	for len(b) > 0 && b[len(b)-1] == ' ' {
		b = b[:len(b)-1]
	}
	return b
}
