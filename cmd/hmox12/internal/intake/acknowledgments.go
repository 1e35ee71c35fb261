package intake

import (
	"errors"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/store"
	"github.com/hmox12/hmox12/x12"
	"github.com/hmox12/hmox12/x12/ack"
	"github.com/hmox12/hmox12/x12/guide"
)

// This file takes what partners say of files that we sent: TA1s, which stand
// alone in an interchange, and 999s. Only who a file was sent to can acknowledge
// it; what acknowledges nothing that was sent is kept, and told, as such.

// What is kept of one 999: all sets of the group that we sent, but no more of
// others; errors with their place. The rest is counted.
const (
	maxUnknownSets = 20
	maxSetErrors   = 50
	maxAckErrors   = 1000
)

// interchangeAck takes a TA1.
func (p *processor) interchangeAck(s *x12.Segment) error {
	a, _ := ack.ReadTA1(s) // what is wrong with it was told by the first pass
	if a.Verdict == 0 {
		return nil
	}
	told := &store.Acknowledgment{
		Kind: store.InterchangeAck, Control: short(a.ControlNumber), Verdict: store.Verdict(a.Verdict.String()),
		Codes: []string{short(a.Note)}, Date: short(a.Date), Time: short(a.Time),
	}
	sent, err := p.tx.SentInterchange(p.partner(), told.Control)
	if err != nil {
		return err
	}
	return p.keepAck(sent, told)
}

// short cuts what no TA1 has room for.
func short(element string) string { return element[:min(len(element), 15)] }

// partner is who sent the open interchange.
func (p *processor) partner() string { return p.header.Sender }

// keepAck records an acknowledgment. One that says again what it said before is
// no matter.
func (p *processor) keepAck(sent store.SentID, a *store.Acknowledgment) error {
	p.received.Acknowledgments++
	if sent == 0 {
		p.received.Unmatched++
	}
	err := p.tx.AddAcknowledgment(p.open().id, sent, a)
	if errors.Is(err, store.ErrAcknowledgedBefore) {
		return nil
	}
	return err
}

// groupAcks is the mapper of 999 sets.
type groupAcks struct {
	p      *processor
	reader *ack.Reader999

	sent           store.SentID // the group that the open 999 is about; 0 for none
	sets           int          // that this group has
	told           *store.Acknowledgment
	known, unknown int // sets told so far: as many as the group has, and beyond
	errors         int // kept so far
}

func (p *processor) groupAcks() *groupAcks {
	g := &groupAcks{p: p}
	g.reader = ack.Read999(ack.Listener999{MaxErrors: maxSetErrors, GroupBegan: g.begin, SetEnded: g.set, GroupEnded: g.end})
	return g
}

// Add implements mapper: a segment of a 999 tells by itself what it is.
func (g *groupAcks) Add(s *x12.Segment, _ guide.Placement) {
	if g.p.err == nil {
		g.reader.Add(s)
	}
}

// End implements mapper.
func (g *groupAcks) End() { g.reader.End() }

func (g *groupAcks) begin(a *ack.GroupAck) {
	g.told = &store.Acknowledgment{Kind: store.GroupAck, Control: a.ControlNumber, FunctionalID: a.ID, Version: a.Version}
	g.known, g.unknown, g.errors = 0, 0, 0
	g.sent, g.sets, g.p.err = g.p.tx.SentGroup(g.p.partner(), a.ID, a.ControlNumber)
}

func (g *groupAcks) set(s *ack.SetAck) {
	n, ok := x12.ParseCount([]byte(s.ControlNumber))
	set := store.AcknowledgedSet{Control: s.ControlNumber, Sent: ok && n >= 1 && n <= g.sets, Codes: s.Codes, Count: s.Count}
	if set.Sent && g.known < g.sets {
		g.known++
	} else if g.unknown++; g.unknown > maxUnknownSets {
		g.told.MoreSets++
		return
	}
	if s.Verdict != 0 {
		set.Verdict = store.Verdict(s.Verdict.String())
	}
	for _, e := range s.Errors[:min(len(s.Errors), maxAckErrors-g.errors)] {
		set.Errors = append(set.Errors, store.SetError{
			Segment: e.Segment, Position: e.Position, Loop: e.Loop, SegmentCode: e.SegmentCode,
			Element: e.Element, Component: e.Component, Repetition: e.Repetition, Code: e.Code, Unit: unitNumber(e.Unit),
		})
	}
	g.errors += len(set.Errors)
	g.told.Sets = append(g.told.Sets, set)
}

// unitNumber returns the number of the payment, claim or inquiry that an error is
// about; not what names a person.
func unitNumber(u ack.Unit) string {
	if u.Name == "TRN02" || u.Name == "CLM01" {
		return u.Value
	}
	return ""
}

func (g *groupAcks) end(a *ack.GroupAck) {
	if g.p.err != nil || a.Verdict == 0 {
		return
	}
	g.told.Verdict, g.told.Codes = store.Verdict(a.Verdict.String()), a.Codes
	g.told.Stated, g.told.Received, g.told.Accepted = a.Stated, a.Received, a.Accepted
	g.p.err = g.p.keepAck(g.sent, g.told)
}
