package ack

import (
	"strings"

	"github.com/hmox12/hmox12/x12"
)

// NeedsTA1 reports whether the sender gets a TA1: always when the interchange
// was refused, otherwise when ISA14 asks for one. An interchange that carries
// nothing but acknowledgments of interchanges (no group) is never answered, nor
// is one without a sender, a receiver or a number to answer to.
func (i *Interchange) NeedsTA1() bool {
	if h := i.Header; h == nil || i.Note == "" ||
		Clean(h.Sender, 15) == "" || Clean(h.Receiver, 15) == "" || Clean(h.ControlNumber, 9) == "" {
		return false
	}
	if i.Verdict == Rejected {
		return true
	}
	return i.Header.AckRequested && i.Groups > 0
}

// WriteTA1 writes the TA1 for an interchange into the open interchange of w. Of
// what the sender's header says, that which can't be written is left out.
func WriteTA1(w *x12.Writer, i *Interchange) {
	number := Clean(i.Header.ControlNumber, 9)
	number = strings.Repeat("0", 9-len(number)) + number // ISA13 may have lost its zeros
	w.TA1(number, Clean(i.Header.Date, 6), Clean(i.Header.Time, 4), i.Verdict.String(), i.Note)
}
