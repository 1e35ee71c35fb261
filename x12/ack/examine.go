package ack

import (
	"cmp"
	"errors"
	"io"

	"github.com/hmox12/hmox12/x12"
	"github.com/hmox12/hmox12/x12/guide"
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
	// Workers is how many sets of a group, or pieces of a long set, are examined at the
	// same time, each by a goroutine of its own; 1 unless set. What is found, and its
	// order, is the same for any number. The listener and the functions above are called
	// by one goroutine alone, while the one that called Examine waits.
	Workers int
}

// Listener is told what Examine finds, as it goes. Methods left nil are not
// called. What it is given is its own: nobody changes it when the call returned.
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
	e := &examiner{reader: r, options: options, tell: listener}
	if options.Workers > 1 {
		return readTogether(options, func(w *workers, yield func(*portion) bool) error {
			return e.examine(newCrew(options, e, w, yield))
		})
	}
	return e.examine(newInspector(options, &keeper{options: options, tell: e}))
}

// examine reads the file to its end.
func (e *examiner) examine(by sets) error {
	e.sets = by
	defer e.sets.dismiss()
	for {
		segment, err := e.reader.Next()
		if err == nil {
			if e.take(segment); e.inSet && !e.refused {
				e.sets.gather(e.reader)
			}
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
			e.sets.settle()
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
	sets    sets

	interchange *Interchange
	refused     bool // by its header: its content is passed over
	group       *Group
	groupCode   x12.Code // why no set of the group can be read
	inSet       bool
	ordinal     int
}

// maxStated is the first number of sets that AK902 has no room for. A GE01 that
// says as much is wrong, and its 999 says how many came.
const maxStated = 1_000_000

func (e *examiner) take(s *x12.Segment) {
	id := s.ID()
	if len(id) > 0 && !ofEnvelope[id[0]] { // as most are
		if e.inSet && !e.refused {
			e.sets.walk(s)
		}
		return
	}
	switch string(id) {
	case "ISA":
		e.beginInterchange(s)
	case "GS", "ST", "SE", "GE", "IEA", "TA1":
		e.takeEnvelope(s)
	default:
		if e.inSet && !e.refused {
			e.sets.walk(s)
		}
	}
}

// ofEnvelope are the letters that segments of the envelope begin with.
var ofEnvelope = [256]bool{'I': true, 'G': true, 'S': true, 'T': true}

// takeEnvelope takes a segment of the envelope behind the ISA, or a TA1.
func (e *examiner) takeEnvelope(s *x12.Segment) {
	switch {
	case e.refused:
		e.passOver(s)
	case s.Is("GS"):
		e.beginGroup(s)
	case s.Is("ST"):
		e.beginSet(s)
		e.sets.walk(s)
	case s.Is("SE") && e.inSet:
		e.sets.walk(s)
		e.endSet()
	case s.Is("GE"):
		e.endSet()
		if n, ok := x12.ParseCount(s.Element(1)); ok && n < maxStated && e.group != nil {
			e.group.Stated = n
		}
		e.endGroup()
	case s.Is("IEA"):
		e.endInterchange()
	case s.Is("TA1") && !e.inSet:
		e.interchange.TA1s++
		_, findings := ReadTA1(s)
		for _, f := range findings {
			e.keepInInterchange(f)
		}
	case e.inSet:
		e.sets.walk(s)
	}
}

// setBegan, found and setEnded pass on what is told of the sets.
func (e *examiner) setBegan(header *x12.TransactionSet) {
	if e.tell.SetBegan != nil {
		e.tell.SetBegan(header)
	}
}

func (e *examiner) found(f Finding) { e.report(f) }

func (e *examiner) setEnded(set *Set) {
	if e.group != nil {
		e.group.Received++
		if set.Verdict != Rejected {
			e.group.Accepted++
		}
		if set.Verdict == AcceptedWithErrors {
			e.group.noted++
		}
	}
	if e.tell.SetEnded != nil {
		e.tell.SetEnded(set)
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
	case f.Code >= 300 && e.inSet:
		e.sets.note(f)
	case f.Code >= 200 && f.Code < 300 && e.group != nil:
		e.keepInGroup(f)
	default:
		e.keepInInterchange(f)
	}
}

func (e *examiner) keepInGroup(f *x12.Error) {
	e.sets.settle()
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
	e.sets.settle()
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
