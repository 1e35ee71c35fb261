package store

// SentState says how an envelope that was sent was taken.
type SentState string

// The states.
const (
	SentRejected           SentState = "rejected"        // by TA1 or 999: nothing of it was taken
	SentPartly             SentState = "partly accepted" // some of its sets were refused
	SentWaiting            SentState = "waiting"         // for its 999, whatever a TA1 said
	SentAcceptedWithErrors SentState = "accepted with errors"
	SentAccepted           SentState = "accepted"
	// SentUnacknowledged is the state of what nobody acknowledges: TA1 and 999.
	SentUnacknowledged SentState = "not to be acknowledged"
)

// ackGroup is the GS01 of groups that are never acknowledged.
const ackGroup = "FA"

// AwaitsAck reports whether a 999 is to come for it: for any group that is not
// one of acknowledgments.
func (e *Envelope) AwaitsAck() bool { return e.FunctionalID != "" && e.FunctionalID != ackGroup }

// Standing returns the last acknowledgment of a kind, nil when there is none.
func (s *Sent) Standing(kind AckKind) *Acknowledgment {
	for i := len(s.Acknowledgments) - 1; i >= 0; i-- {
		if s.Acknowledgments[i].Kind == kind {
			return &s.Acknowledgments[i]
		}
	}
	return nil
}

// Decisive returns the acknowledgment that the state follows from, nil while
// there is none: the 999, unless a TA1 that came after it refuses all.
func (s *Sent) Decisive() *Acknowledgment {
	if n := len(s.Acknowledgments); n > 0 && s.Acknowledgments[n-1].Kind == InterchangeAck && s.Acknowledgments[n-1].Verdict.Refuses() {
		return &s.Acknowledgments[n-1]
	}
	if group := s.Standing(GroupAck); group != nil {
		return group
	}
	return s.Standing(InterchangeAck)
}

// State returns how it was taken, by what stands of the acknowledgments.
func (s *Sent) State() SentState {
	a := s.Decisive()
	switch {
	case a == nil && s.AwaitsAck(), a != nil && a.Kind == InterchangeAck && s.AwaitsAck() && !a.Verdict.Refuses():
		return SentWaiting
	case a == nil:
		return SentUnacknowledged
	}
	refused := 0
	for i := range a.Sets {
		if a.Sets[i].Sent && a.Sets[i].Verdict.Refuses() {
			refused++
		}
	}
	switch {
	case a.Verdict.Refuses(), refused > 0 && refused >= s.Sets:
		return SentRejected
	case refused > 0, a.Verdict == PartlyAccepted:
		return SentPartly
	case a.Verdict == AcceptedWithErrors:
		return SentAcceptedWithErrors
	}
	return SentAccepted
}
