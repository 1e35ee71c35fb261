package report

import (
	"slices"

	"github.com/hmox12/hmox12/mapping/record"
)

// SentState says how a file that we sent was taken by its receiver.
type SentState string

// The states, in the order in which they are shown.
const (
	SentRejected           SentState = "rejected"
	SentPartly             SentState = "partly accepted" // some of its sets were rejected
	SentWaiting            SentState = "waiting"         // for its acknowledgment
	SentAcceptedWithErrors SentState = "accepted with errors"
	SentAccepted           SentState = "accepted"
)

var sentStates = []SentState{SentRejected, SentPartly, SentWaiting, SentAcceptedWithErrors, SentAccepted}

// Sent is an interchange that we sent and its receiver acknowledges, tonight or
// on an earlier night.
type Sent struct {
	File        string
	Kind        string // 271, 277CA, 835
	Receiver    string // ISA08
	Interchange string // ISA13
	Group       string // GS06
	Sets        int
	Trace       string // of the payment that an 835 tells
	Day         record.Date
	Earlier     bool // sent on an earlier night
	State       SentState

	Acknowledgments []Acknowledgment // in the order in which they came
}

// Acknowledgment is what a partner said of something that was sent.
type Acknowledgment struct {
	Kind    string // TA1, 999
	Partner string // ISA06
	About   string // what it names, in words
	File    string // that it came in
	Came    record.Date
	Verdict string   // in words
	Decides bool     // the state follows from it
	Reasons []string // without data of the file
}

// SentTotal counts what was sent by how it was taken; every state has one.
type SentTotal struct {
	State SentState
	Count int
}

// AddSent adds an interchange that was sent.
func (n *Night) AddSent(s Sent) {
	n.sent = append(n.sent, s)
	n.sums.addSent(&s)
}

// AddUnmatched adds an acknowledgment of what was never sent to who sent it.
func (n *Night) AddUnmatched(a Acknowledgment) { n.unmatched = append(n.unmatched, a) }

func (s *sums) addSent(sent *Sent) {
	if s.sent == nil {
		s.sent = map[SentState]int{}
	}
	s.sent[sent.State]++
}

// sentByState returns what was sent: what needs a person first, then what is
// waited for.
func (n *Night) sentByState() []Sent {
	sorted := slices.Clone(n.sent)
	slices.SortStableFunc(sorted, func(a, b Sent) int {
		return slices.Index(sentStates, a.State) - slices.Index(sentStates, b.State)
	})
	return sorted
}

// Refused reports whether something of it was not taken: a person has to see to
// it.
func (s *Sent) Refused() bool { return s.State == SentRejected || s.State == SentPartly }

// refused returns what needs a person.
func (n *Night) refused() []Sent {
	return slices.DeleteFunc(n.sentByState(), func(s Sent) bool { return !s.Refused() })
}

// named returns the file, whom it went to and the payment that it tells.
func (s *Sent) named() string {
	text := s.File + " to " + s.Receiver
	if s.Trace != "" {
		text += ", payment " + s.Trace
	}
	return text
}
