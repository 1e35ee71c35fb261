package ack

import (
	"strings"

	"github.com/hmox12/hmox12/x12"
)

// NeedsTA1 reports whether the sender gets a TA1: always when the interchange
// was refused, otherwise when ISA14 asks for one. An acknowledgment is not
// acknowledged: an interchange of TA1s is never answered, not even when it is
// refused, or two programs that refuse each other's would never end; one of 999s
// is answered only when it is refused, and so was not taken. Nor is one answered
// that has no sender, receiver or number to answer to.
func (i *Interchange) NeedsTA1() bool {
	if h := i.Header; h == nil || i.Note == "" ||
		!legible(h.Sender) || !legible(h.Receiver) || !legible(h.ControlNumber) {
		return false
	}
	if i.Verdict == Rejected {
		return i.Groups > 0 || i.TA1s == 0
	}
	empty := i.Groups == 0 && i.TA1s == 0
	return i.Header.AckRequested && (i.Groups > i.AckGroups || empty)
}

// legible reports whether an element of the header has a character that some
// answer can repeat.
func legible(value string) bool {
	return strings.ContainsFunc(value, func(r rune) bool {
		return r != ' ' && x12.Extended.Contains(r) && !x12.DefaultDelimiters.Contains(byte(r))
	})
}

// WriteTA1 writes the TA1 for an interchange into the open interchange of w. Of
// what the sender's header says, that which can't be written is left out.
func WriteTA1(w *x12.Writer, i *Interchange) {
	number := strings.TrimLeft(Clean(w, i.Header.ControlNumber, 9), " ")
	number = strings.Repeat("0", 9-len(number)) + number // ISA13 may have lost its zeros
	w.TA1(number, Clean(w, i.Header.Date, 6), Clean(w, i.Header.Time, 4), i.Verdict.String(), i.Note)
}
