package ack

import "github.com/hmox12/hmox12/x12"

// NeedsTA1 reports whether the sender gets a TA1: always when the interchange
// was refused, otherwise when ISA14 asks for one. An interchange that carries
// nothing but acknowledgments of interchanges (no group) is never answered.
func (i *Interchange) NeedsTA1() bool {
	if i.Header == nil || i.Note == "" || i.Header.ControlNumber == "" {
		return false
	}
	if i.Verdict == Rejected {
		return true
	}
	return i.Header.AckRequested && i.Groups > 0
}

// WriteTA1 writes the TA1 for an interchange into the open interchange of w.
func WriteTA1(w *x12.Writer, i *Interchange) {
	w.TA1(i.Header.ControlNumber, i.Header.Date, i.Header.Time, i.Verdict.String(), i.Note)
}
