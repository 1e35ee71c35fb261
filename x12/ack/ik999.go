package ack

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/hmox12/hmox12/x12"
)

// Implementation is the guide of the 999 that is written.
const Implementation = "005010X231A1"

// AckGroup is the GS01 of groups of 999, which are never acknowledged.
const AckGroup = "FA"

// maxShown is how long a control number that is none may be to be repeated to its
// sender, who is to know it again.
const maxShown = 35

// situationalTrigger is the CTX01-1 of a CTX that names no business unit.
const situationalTrigger = "SITUATIONAL TRIGGER"

// Writer999 writes the 999 for one functional group as its sets are examined:
// Begin at GS, Set for each set, End at GE. Nothing is kept between the calls.
type Writer999 struct {
	w *x12.Writer
}

// Begin999 begins the 999 for a group as a transaction set in the open group of
// w. AK1 repeats the GS, and AK2 each ST, wrong or not. A good control number that
// w's characters don't hold is w's error; of one that is none, the rest is sent. A
// group of acknowledgments (FA) is never acknowledged: don't ask.
func Begin999(w *x12.Writer, control string, group *x12.FunctionalGroup) *Writer999 {
	w.BeginSet(x12.TransactionSet{ID: "999", ControlNumber: control, Implementation: Implementation})
	number := group.ControlNumber
	if _, ok := x12.ParseCount([]byte(number)); !ok {
		number = whole(w, number, maxShown) // a part of it would be another group's
	}
	w.Segment("AK1", Clean(w, group.ID, 2), number, Clean(w, group.Version, 12))
	return &Writer999{w: w}
}

// Set writes what became of one set: AK2, its findings, IK5; nothing for a set
// that was not read, as AK9 says why.
func (a *Writer999) Set(s *Set) {
	if s.Unread {
		return
	}
	number := s.Header.ControlNumber
	if !x12.ValidSetControl([]byte(number)) {
		number = whole(a.w, number, maxShown)
	}
	a.w.Segment("AK2", Clean(a.w, s.Header.ID, 3), number, whole(a.w, s.Header.Implementation, 35))
	findings := slices.DeleteFunc(slices.Clone(s.Findings), func(f Finding) bool {
		return f.Code.Meaning().IK304 == "" || f.Position == 0 // about the set as a whole, a warning, or a claim's matter
	})
	slices.SortStableFunc(findings, func(x, y Finding) int { return cmp.Compare(x.Position, y.Position) })
	for i := 0; i < len(findings); {
		i += a.segment(findings[i:])
	}
	a.w.Segment("IK5", append([]string{s.Verdict.String()}, s.Codes...)...)
}

// End writes AK9 and closes the 999.
func (a *Writer999) End(g *Group) {
	a.w.Segment("AK9", append([]string{
		g.Verdict.String(), strconv.Itoa(g.Stated), strconv.Itoa(g.Received), strconv.Itoa(g.Accepted),
	}, g.Codes...)...)
	a.w.EndSet()
}

// segment writes the IK3 for the first finding, and with it the IK4 of all that
// are about elements of the same segment. It returns how many it has told.
func (a *Writer999) segment(findings []Finding) int {
	first := findings[0]
	m := first.Code.Meaning()
	a.w.Segment("IK3", a.segmentID(cmp.Or(first.ID, first.Value)), strconv.Itoa(first.Position), loopID(first.Loop), m.IK304)
	if m.IK403 == "" {
		a.trigger(first.Trigger)
	}
	// Another number than the sender's would name another claim: one that can't be
	// sent, or is longer than CTX01-2, is left out. A CLM01 may have 38 characters.
	if u := first.Unit; u.Name != "" && len(u.Value) <= maxUnit && a.w.AdmitsText(u.Value) {
		a.unit(u)
	}
	if m.IK403 == "" {
		return 1
	}
	n := 0
	for n < len(findings) && sameSegment(first, findings[n]) {
		a.element(findings[n])
		n++
	}
	return n
}

// sameSegment reports whether both are about elements of one segment.
func sameSegment(a, b Finding) bool {
	return b.Code.Meaning().IK403 != "" && a.Position == b.Position && a.ID == b.ID
}

// maxUnit is how long CTX01-2 may be.
const maxUnit = 35

func (a *Writer999) unit(u Unit) {
	a.w.Start("CTX")
	a.w.Composite(u.Name, u.Value)
	a.w.End()
}

// trigger writes what made a segment or element necessary, or ruled it out.
func (a *Writer999) trigger(t *x12.Trigger) {
	if t == nil {
		return
	}
	a.w.Start("CTX")
	a.w.Composite(situationalTrigger)
	a.w.Text(a.segmentID(t.ID))
	a.w.Text(strconv.Itoa(t.Position))
	a.w.Text(loopID(t.Loop))
	if t.Component > 0 {
		a.w.Composite(strconv.Itoa(t.Element), strconv.Itoa(t.Component))
	} else if t.Element > 0 {
		a.w.Composite(strconv.Itoa(t.Element))
	}
	a.w.End()
}

func (a *Writer999) element(f Finding) {
	where := []string{strconv.Itoa(f.Element)}
	if f.Component > 0 || f.Repetition > 0 {
		where = append(where, "")
		if f.Component > 0 {
			where[1] = strconv.Itoa(f.Component)
		}
	}
	if f.Repetition > 0 {
		where = append(where, strconv.Itoa(f.Repetition))
	}
	a.w.Start("IK4")
	a.w.Composite(where...)
	a.w.Text(dataElement(f.DataElement))
	a.w.Text(f.Code.Meaning().IK403)
	a.w.Text(whole(a.w, f.Value, 99)) // a copy of what can't be represented is not sent
	a.w.End()
	a.trigger(f.Trigger)
}

// segmentID returns an IK301: what was sent when it can stand there, ZZZ when
// it can't.
func (a *Writer999) segmentID(id string) string {
	if id = whole(a.w, id, 3); len(id) < 2 || strings.ContainsAny(id, " ") {
		return "ZZZ"
	}
	return id
}

// loopID returns an IK303, which has room for four characters: 2010 for 2010AA.
func loopID(id string) string { return id[:min(len(id), 4)] }

// dataElement returns an IK402, which is a number: composites (C023) have none.
func dataElement(number string) string {
	if _, ok := x12.ParseCount([]byte(number)); !ok || len(number) > 4 {
		return ""
	}
	return number
}

// Clean cuts what a partner sent to what can stand in an acknowledgment that w
// writes: ASCII that w admits, no blanks at its end, at most length characters. It
// is for what was wrong already; a good number is repeated as it is.
func Clean(w *x12.Writer, value string, length int) string {
	kept := strings.Map(func(r rune) rune {
		if r > 0x7e || !w.Admits(r) {
			return -1
		}
		return r
	}, value)
	return strings.TrimRight(kept[:min(len(kept), length)], " ")
}

// whole returns what a partner sent when w can write it, and nothing otherwise:
// there is no such thing as a part of it.
func whole(w *x12.Writer, value string, length int) string {
	if utf8.RuneCountInString(value) > length || !w.AdmitsText(value) || strings.HasSuffix(value, " ") {
		return ""
	}
	return value
}
