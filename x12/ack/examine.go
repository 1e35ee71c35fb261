package ack

import (
	"cmp"
	"errors"
	"fmt"
	"io"

	"github.com/hmox12/hmox12/x12"
	"github.com/hmox12/hmox12/x12/guide"
	"github.com/hmox12/hmox12/x12/snip"
)

// DefaultMaxFindings is how many findings of one set, group or interchange are
// kept when Options say nothing.
const DefaultMaxFindings = 200

// Options say what to examine a file against.
type Options struct {
	// Admit is asked about each interchange header before its content is looked
	// at; a code other than 0 refuses the interchange: UnknownReceiver or
	// DuplicateInterchange. nil admits all.
	Admit func(*x12.Interchange) x12.Code
	// Supported are the transaction sets that are read; guide.Sets unless set. A
	// group of others is refused.
	Supported []guide.SetVersions
	// Guide returns the guide that a sender's transaction set (ST01) in a version
	// (GS08) is held to, such as one that a companion guide narrows; nil when there
	// is none. It must be a guide of that set and version. Without it the guides of
	// package guide hold for everybody.
	Guide func(from *x12.Interchange, set, version string) *guide.Guide
	// Unicode reports whether a sender may send every character as UTF-8. Without it
	// nobody may send anything but ASCII.
	Unicode func(from *x12.Interchange) bool
	// MaxLevels bounds the HL segments of a set; guide.DefaultMaxLevels unless set.
	MaxLevels int
	// MaxFindings bounds how many findings are kept; the rest is counted.
	MaxFindings int
	// Level is the SNIP level that is checked up to, from 1 (integrity) to 7 (what
	// companion guides ask); what is of a higher one is no finding. Unless set, it is
	// what a 999 has words for: 2, and companion guides. See package snip.
	Level int
}

// Listener is told what Examine finds, as it goes. Methods left nil are not
// called. Values are good until the call returns, unless they are copied.
type Listener struct {
	// Finding is called for each finding, kept or not, with the business unit it
	// is about where that is known. Where the first is not kept, TooManyFindings
	// comes before it: it says so, and is none of the file's.
	Finding          func(Finding)
	InterchangeBegan func(*x12.Interchange)
	GroupBegan       func(*x12.FunctionalGroup)
	SetBegan         func(*x12.TransactionSet)
	SetEnded         func(*Set)
	GroupEnded       func(*Group)
	// InterchangeEnded comes last, also for an interchange whose header could
	// not be read.
	InterchangeEnded func(*Interchange)
}

// Examine reads the file to its end and gives a verdict on everything in it. Its
// memory does not depend on the size of the file. The error is the source's
// own; what is wrong with the file is told to the listener.
func Examine(r *x12.Reader, options Options, listener Listener) error {
	if options.MaxFindings == 0 {
		options.MaxFindings = DefaultMaxFindings
	}
	if options.MaxLevels == 0 {
		options.MaxLevels = guide.DefaultMaxLevels
	}
	if options.Supported == nil {
		options.Supported = guide.Sets()
	}
	if options.Guide == nil {
		options.Guide = func(_ *x12.Interchange, set, version string) *guide.Guide {
			g, _ := guide.Lookup(set, version)
			return g
		}
	}
	e := &examiner{reader: r, options: options, tell: listener, walkers: map[walking]*guide.Walker{}, checkers: map[*guide.Guide]*snip.Checker{}}
	for {
		segment, err := r.Next()
		if err == nil {
			e.take(segment)
			continue
		}
		var finding *x12.Error // on the heap, so only here
		switch {
		case errors.Is(err, io.EOF):
			e.endInterchange()
			return nil
		case errors.As(err, &finding):
			e.envelopeFinding(finding)
		default:
			return err
		}
	}
}

// examiner holds what is open. Findings of package x12 come before the segment
// that shows what it closes is broken, so they belong to what is open here.
type examiner struct {
	reader  *x12.Reader
	options Options
	tell    Listener
	// One a guide, used again.
	walkers  map[walking]*guide.Walker
	checkers map[*guide.Guide]*snip.Checker

	interchange *Interchange
	refused     bool // by its header: its content is passed over
	group       *Group
	groupCode   x12.Code // why no set of the group can be read
	set         *Set
	walker      *guide.Walker // nil when the set can't be walked
	checker     *snip.Checker // of levels 3 to 5; nil when there is no walker or they are not asked for
	faults      int           // findings of the open set
	edits       int           // findings of the open set that a 999 has no word for
	unit        Unit
	unitFrom    int // position of the segment that named it
	unitRule    unitRule
	segment     *x12.Segment // the one being walked
	ordinal     int
}

// maxStated is the first number of sets that AK902 has no room for. A GE01 that
// says as much is wrong, and its 999 says how many came.
const maxStated = 1_000_000

// walking is how sets are walked.
type walking struct {
	guide   *guide.Guide
	unicode bool
}

func (e *examiner) take(s *x12.Segment) {
	switch string(s.ID()) {
	case "ISA":
		e.beginInterchange(s)
	case "GS", "ST", "SE", "GE", "IEA", "TA1":
		e.takeEnvelope(s)
	default:
		if e.set != nil && !e.refused {
			e.walk(s)
		}
	}
}

// takeEnvelope takes a segment of the envelope behind the ISA, or a TA1.
func (e *examiner) takeEnvelope(s *x12.Segment) {
	switch {
	case e.refused:
		e.passOver(s)
	case s.Is("GS"):
		e.beginGroup(s)
	case s.Is("ST"):
		e.beginSet(s)
		e.walk(s)
	case s.Is("SE") && e.set != nil:
		e.walk(s)
		e.endSet()
	case s.Is("GE"):
		e.endSet()
		if n, ok := x12.ParseCount(s.Element(1)); ok && n < maxStated && e.group != nil {
			e.group.Stated = n
		}
		e.endGroup()
	case s.Is("IEA"):
		e.endInterchange()
	case s.Is("TA1") && e.set == nil:
		e.interchange.TA1s++
		_, findings := ReadTA1(s)
		for _, f := range findings {
			e.keepInInterchange(f)
		}
	case e.set != nil:
		e.walk(s)
	}
}

// walk takes a segment of the open set through the guide.
func (e *examiner) walk(s *x12.Segment) {
	e.set.Segments++
	if e.walker == nil {
		return
	}
	e.segment = s
	place := e.walker.Walk(s)
	if e.checker != nil {
		e.checker.Check(s, place)
	}
	if unit, ok := e.unitRule.read(s); ok {
		e.unit, e.unitFrom = unit, s.Position()
	}
	if s.Is("HL") {
		e.unit, e.unitFrom = Unit{}, 0
	}
}

// guideFinding keeps what the Walker or the Checker reports about the open set.
func (e *examiner) guideFinding(f *x12.Error) {
	if e.options.Level > 0 && f.Code.Meaning().Level > e.options.Level {
		return
	}
	e.keepInSet(Finding{Error: f, Unit: e.unitOf(f)})
}

// unitOf returns the business unit that a finding is about: the one that is
// open, unless the finding is about something before it, or about the segment at
// hand, which names another or, being an HL, stands above it.
func (e *examiner) unitOf(f *x12.Error) Unit {
	if f.Position < e.unitFrom {
		return Unit{}
	}
	if f.Segment == e.segment.Number() && e.segment.Is(f.ID) {
		if e.segment.Is("HL") {
			return Unit{}
		}
		if unit, ok := e.unitRule.read(e.segment); ok {
			return unit
		}
	}
	return e.unit
}

func (e *examiner) keepInSet(f Finding) {
	f.Part = OfSet
	if m := f.Code.Meaning(); (m.Level < snip.Balances || m.IK502 != "") && e.faults == e.options.MaxFindings {
		e.report(Finding{Error: e.tooMany(f), Part: OfSet})
	}
	e.report(f)
	set := e.set
	set.Count++
	if m := f.Code.Meaning(); m.Level >= snip.Balances && m.IK502 == "" {
		// It is the matter of a claim's 277CA, and crowds nothing out of the 999.
		if e.edits++; e.edits <= e.options.MaxFindings {
			set.Findings = append(set.Findings, f)
		}
		return
	}
	switch {
	case f.Rejects():
		set.Verdict = Rejected
	case f.Code.Meaning().IK502 != "" && set.Verdict == Accepted:
		set.Verdict = AcceptedWithErrors // a 999 has a word for it
	}
	set.Codes = add(set.Codes, f.Code.Meaning().IK502)
	e.faults++
	switch {
	case e.faults <= e.options.MaxFindings:
		set.Findings = append(set.Findings, f)
	case e.faults == e.options.MaxFindings+1:
		set.Findings = append(set.Findings, Finding{Error: e.tooMany(f), Part: OfSet})
	}
}

// tooMany says that f and what follows it is not kept.
func (e *examiner) tooMany(f Finding) *x12.Error {
	return &x12.Error{
		Code: x12.TooManyFindings, Offset: f.Offset, Segment: f.Segment, Position: f.Position,
		Reason: fmt.Sprintf("the 999 tells the first %d", e.options.MaxFindings),
	}
}

func (e *examiner) report(f Finding) {
	if e.tell.Finding != nil {
		e.tell.Finding(f)
	}
}

// envelopeFinding puts a finding of the Reader where it belongs.
func (e *examiner) envelopeFinding(f *x12.Error) {
	switch {
	case e.refused && f.Code >= 200:
	case f.Code >= 300 && e.set != nil:
		e.keepInSet(Finding{Error: f, Unit: e.unit})
	case f.Code >= 200 && f.Code < 300 && e.group != nil:
		e.keepInGroup(f)
	default:
		e.keepInInterchange(f)
	}
}

func (e *examiner) keepInGroup(f *x12.Error) {
	e.report(Finding{Error: f, Part: OfGroup})
	g := e.group
	switch {
	case f.Rejects():
		g.Verdict = Rejected
	case g.Verdict == Accepted:
		g.Verdict = AcceptedWithErrors
	}
	g.Codes = add(g.Codes, f.Code.Meaning().AK905)
	if len(g.Findings) < e.options.MaxFindings {
		g.Findings = append(g.Findings, f)
	}
}

func (e *examiner) keepInInterchange(f *x12.Error) {
	switch f.Code {
	case x12.NoInterchange, x12.ShiftedHeader, x12.DataOutsideInterchange,
		x12.BadElementSeparator, x12.BadComponentSeparator, x12.BadSegmentTerminator:
		// It stands outside of what came before: a thing of its own.
		e.endInterchange()
		e.interchange = &Interchange{Header: e.reader.Interchange(), Verdict: Accepted}
	}
	if e.interchange == nil {
		e.interchange = &Interchange{Verdict: Accepted}
	}
	e.report(Finding{Error: f})
	i := e.interchange
	note := f.Code.Meaning().TA105
	switch {
	case f.Rejects() && i.Verdict != Rejected:
		i.Verdict, i.Note = Rejected, cmp.Or(note, "024") // invalid content
	case note != "" && i.Verdict == Accepted:
		i.Verdict, i.Note = AcceptedWithErrors, note
	}
	if len(i.Findings) < e.options.MaxFindings {
		i.Findings = append(i.Findings, f)
	}
	if f.Rejects() && f.ID == "ISA" {
		e.refused = true // its header can't be relied on: the content is passed over
	}
}
