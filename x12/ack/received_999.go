package ack

import "github.com/hmox12/hmox12/x12"

// This file reads a 999 received. Its segments name themselves, apart from CTX,
// so no guide is needed to read one; what stands where none can stand is passed
// over, as the guide's Walker has told it.

// GroupAck is a 999 received: a partner's verdict on a functional group that was
// sent to it. Source: 005010X231A1.
type GroupAck struct {
	ID            string // AK101, GS01 of that group
	ControlNumber string // AK102, its GS06
	Version       string // AK103, its GS08; empty where the partner leaves it out

	Verdict Verdict  // AK901; 0 when it is none
	Codes   []string // AK905 to AK909

	// AK902 to AK904, what the partner counted; -1 where it is no number.
	Stated, Received, Accepted int
	Told                       int // sets that it has an AK2 for, counted here
}

// SetAck is what a 999 received says of one transaction set (loop 2000).
type SetAck struct {
	ID             string // AK201, ST01 of that set
	ControlNumber  string // AK202, its ST02
	Implementation string // AK203, its ST03; empty where it has none

	Verdict Verdict  // IK501; 0 when there is none
	Codes   []string // IK502 to IK506

	Errors []SetError // the first ones
	Count  int        // all of them
}

// SetError is what a 999 received finds wrong in a set: an IK4 with the IK3 that
// it stands under, or an IK3 alone.
type SetError struct {
	Segment     string // IK301, identifier of the segment in error
	Position    int    // IK302, its place in the set, ST is 1; 0 when it is no number
	Loop        string // IK303, at most six characters: partners cut 2010AA to 2010
	SegmentCode string // IK304

	Element     int    // IK401-1; 0 when the whole segment is meant
	Component   int    // IK401-2; 0 when the whole element is meant
	Repetition  int    // IK401-3; 0 when the element does not repeat
	DataElement string // IK402, X12 dictionary number
	Code        string // IK403; empty when the whole segment is meant
	Value       string // IK404, what was sent; may hold PHI

	Unit    Unit         // the business unit that the CTX of the segment names
	Trigger *x12.Trigger // the CTX with the situational trigger, the first of several; of an IK4 its own before that of the IK3
}

// Place returns the element reference as people write it: CLM05-3, or CLM alone.
func (e *SetError) Place() string {
	at := x12.Error{ID: e.Segment, Element: e.Element, Component: e.Component, Repetition: e.Repetition}
	return at.Place()
}

// Listener999 is told what a 999 says, as it is read. Methods left nil are not
// called. Values belong to the listener.
type Listener999 struct {
	GroupBegan func(*GroupAck) // AK1 was read: what of the group is named in it is known
	SetEnded   func(*SetAck)   // IK5 was read, or is missing
	GroupEnded func(*GroupAck) // AK9 was read, or is missing
	// MaxErrors bounds how many errors of one set are kept; DefaultMaxFindings
	// unless set. The rest is counted.
	MaxErrors int
}

// Reader999 reads 999 sets, one after another: Add for each segment, End behind
// the SE. Its memory does not depend on what a set says. It must not be used by
// several goroutines at once.
type Reader999 struct {
	tell  Listener999
	group *GroupAck // nil before AK1 and behind AK9
	set   *SetAck   // nil outside of AK2 and IK5
	head  *SetError // the IK3 that IK4 and CTX are about; nil before the first of a set
	alone bool      // it has no IK4 so far
	last  *SetError // the error that a CTX is about; nil where it was not kept
	lent  bool      // its trigger is that of the IK3
}

// Read999 returns a Reader999 that tells the listener.
func Read999(tell Listener999) *Reader999 {
	if tell.MaxErrors == 0 {
		tell.MaxErrors = DefaultMaxFindings
	}
	return &Reader999{tell: tell}
}

// Add reads the next segment of a set; any is taken.
func (r *Reader999) Add(s *x12.Segment) {
	switch string(s.ID()) {
	case "ST":
		r.End()
	case "AK1":
		r.End()
		r.beginGroup(s)
	case "AK2":
		r.endSet()
		r.beginSet(s)
	case "IK3":
		r.segmentError(s)
	case "CTX":
		r.context(s)
	case "IK4":
		r.elementError(s)
	case "IK5":
		if r.set != nil {
			r.set.Verdict, r.set.Codes = verdictOf(s), codesOf(s, 2, 6)
			if r.set.Verdict == PartlyAccepted { // a set is whole
				r.set.Verdict = 0
			}
			r.endSet()
		}
	case "AK9":
		r.endSet()
		if r.group != nil {
			r.readVerdict(s)
			r.endGroup()
		}
	}
}

// End ends the set: what is still open is told as it stands.
func (r *Reader999) End() {
	r.endSet()
	r.endGroup()
}

func (r *Reader999) beginGroup(s *x12.Segment) {
	r.group = &GroupAck{
		ID: text(s.Element(1)), ControlNumber: text(s.Element(2)), Version: text(s.Element(3)), Stated: -1, Received: -1, Accepted: -1,
	}
	if r.tell.GroupBegan != nil {
		r.tell.GroupBegan(r.group)
	}
}

func (r *Reader999) readVerdict(s *x12.Segment) {
	g := r.group
	g.Verdict, g.Codes = verdictOf(s), codesOf(s, 5, 9)
	for i, into := range []*int{&g.Stated, &g.Received, &g.Accepted} {
		if n, ok := x12.ParseCount(s.Element(2 + i)); ok {
			*into = n
		}
	}
}

func (r *Reader999) endGroup() {
	g := r.group
	r.group = nil
	if g != nil && r.tell.GroupEnded != nil {
		r.tell.GroupEnded(g)
	}
}

func (r *Reader999) beginSet(s *x12.Segment) {
	if r.group == nil {
		return
	}
	r.group.Told++
	r.set = &SetAck{ID: text(s.Element(1)), ControlNumber: text(s.Element(2)), Implementation: text(s.Element(3))}
}

func (r *Reader999) endSet() {
	set := r.set
	r.set, r.head, r.last, r.alone = nil, nil, nil, false
	if set != nil && r.tell.SetEnded != nil {
		r.tell.SetEnded(set)
	}
}

// segmentError reads an IK3: an error of its own until an IK4 takes its place.
func (r *Reader999) segmentError(s *x12.Segment) {
	if r.set == nil {
		return
	}
	head := &SetError{Segment: text(s.Element(1)), Loop: text(s.Element(3)), SegmentCode: text(s.Element(4))}
	head.Position, _ = x12.ParseCount(s.Element(2))
	r.head, r.alone = head, true
	r.keep(*head)
}

// elementError reads an IK4.
func (r *Reader999) elementError(s *x12.Segment) {
	if r.head == nil {
		return
	}
	e := *r.head
	e.Element, _ = x12.ParseCount(s.Component(1, 1))
	e.Component, _ = x12.ParseCount(s.Component(1, 2))
	e.Repetition, _ = x12.ParseCount(s.Component(1, 3))
	e.DataElement, e.Code, e.Value = text(s.Element(2)), text(s.Element(3)), text(s.Element(4))
	if r.alone { // the IK3 was kept as an error before this one was seen
		r.alone = false
		r.set.Count--
		if r.last != nil {
			r.set.Errors = r.set.Errors[:len(r.set.Errors)-1]
		}
	}
	r.keep(e)
	r.lent = true
}

func (r *Reader999) keep(e SetError) {
	r.set.Count++
	r.last, r.lent = nil, false
	if len(r.set.Errors) < r.tell.MaxErrors {
		r.set.Errors = append(r.set.Errors, e)
		r.last = &r.set.Errors[len(r.set.Errors)-1]
	}
}

// context reads a CTX, of the IK3 or of the IK4 before it: what made the finding
// a finding, or the business unit.
func (r *Reader999) context(s *x12.Segment) {
	if r.head == nil {
		return
	}
	name := text(s.Component(1, 1))
	if name != situationalTrigger {
		if r.alone && r.head.Unit.Name == "" {
			r.head.Unit = Unit{Name: name, Value: text(s.Component(1, 2))}
			if r.last != nil {
				r.last.Unit = r.head.Unit
			}
		}
		return
	}
	t := &x12.Trigger{ID: text(s.Element(2)), Loop: text(s.Element(4))}
	t.Position, _ = x12.ParseCount(s.Element(3))
	t.Element, _ = x12.ParseCount(s.Component(5, 1))
	t.Component, _ = x12.ParseCount(s.Component(5, 2))
	if r.alone && r.head.Trigger == nil {
		r.head.Trigger = t
	}
	if r.last != nil && (r.last.Trigger == nil || r.lent) {
		r.last.Trigger, r.lent = t, false
	}
}

// verdictOf reads IK501 and AK901; 0 stands for what is no verdict.
func verdictOf(s *x12.Segment) Verdict {
	if code := s.Element(1); len(code) == 1 {
		switch v := Verdict(code[0]); v {
		case Accepted, AcceptedWithErrors, PartlyAccepted, Rejected, AuthenticationFailed, AssuranceFailed, NotDecrypted:
			return v
		}
	}
	return 0
}

// codesOf returns the codes of elements first to last.
func codesOf(s *x12.Segment, first, last int) []string {
	var codes []string
	for n := first; n <= last; n++ {
		if s.Has(n) {
			codes = append(codes, text(s.Element(n)))
		}
	}
	return codes
}

// maxText is how much is kept of one element: as much as IK404, the longest, may
// have.
const maxText = 99

// text returns a copy of an element, blanks behind it cut.
func text(element []byte) string {
	element = element[:min(len(element), maxText)]
	for len(element) > 0 && element[len(element)-1] == ' ' {
		element = element[:len(element)-1]
	}
	return string(element)
}
