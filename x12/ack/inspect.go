package ack

import (
	"fmt"
	"sync"

	"github.com/hmox12/hmox12/x12"
	"github.com/hmox12/hmox12/x12/guide"
	"github.com/hmox12/hmox12/x12/snip"
)

// sets takes the transaction sets of a file, one after another: what opens one,
// its segments, what the Reader found among them, and its end.
type sets interface {
	open(opening)
	walk(*x12.Segment)
	// gather may walk what the Reader has next of the open set.
	gather(*x12.Reader)
	note(*x12.Error)
	close()
	// settle returns when all that was taken is told.
	settle()
	// dismiss ends it, when all is told.
	dismiss()
}

// opening is a set as its ST opens it.
type opening struct {
	set     *Set
	guide   *guide.Guide // nil when the set can't be walked
	unicode bool
	refusal *x12.Error // why not; nil when another finding says so
}

// teller is told what an inspector finds.
type teller interface {
	setBegan(*x12.TransactionSet)
	found(Finding)
	setEnded(*Set)
}

// inspector takes sets through Walker and Checker and gives a verdict on each.
type inspector struct {
	options Options
	tell    teller
	// One a guide, used again.
	walkers  map[walking]*guide.Walker
	checkers map[*guide.Guide]*snip.Checker

	set      *Set          // the open one
	walker   *guide.Walker // nil when the set can't be walked
	checker  *snip.Checker // of levels 3 to 5; nil when there is no walker or they are not asked for
	faults   int           // findings of the open set
	edits    int           // findings of the open set that a 999 has no word for
	unit     openUnit
	unitFrom int // position of the segment that named it
	unitRule unitRule
	segment  *x12.Segment // the one being walked
}

// walking is how sets are walked.
type walking struct {
	guide   *guide.Guide
	unicode bool
}

// free are inspectors that nobody uses. Most files are small: to lay out Walkers and
// Checkers would take longer than to use them. What they found depends on nothing that
// they keep of other files.
var free sync.Pool

// mostKept is how many guides an inspector that is free may hold on to.
const mostKept = 16

func newInspector(options Options, tell teller) *inspector {
	if i, ok := free.Get().(*inspector); ok && i.options.Level == options.Level && i.options.MaxLevels == options.MaxLevels {
		i.options, i.tell = options, tell
		return i
	}
	return &inspector{
		options: options, tell: tell,
		walkers: map[walking]*guide.Walker{}, checkers: map[*guide.Guide]*snip.Checker{},
	}
}

// dismiss is told when the inspector isn't needed any more.
func (i *inspector) dismiss() {
	i.options = Options{Level: i.options.Level, MaxLevels: i.options.MaxLevels}
	i.tell, i.set, i.walker, i.checker, i.segment = nil, nil, nil, nil, nil
	if len(i.walkers) <= mostKept {
		free.Put(i)
	}
}

func (i *inspector) open(o opening) {
	i.set, i.walker, i.checker = o.set, nil, nil
	i.faults, i.edits = 0, 0
	i.unit.set(nil)
	i.unitFrom, i.unitRule = 0, unitRules[o.set.Header.ID]
	i.tell.setBegan(&o.set.Header)
	if o.refusal != nil {
		i.keep(Finding{Error: o.refusal})
	}
	if o.guide == nil {
		return
	}
	i.walker = i.walkerOf(walking{o.guide, o.unicode})
	i.walker.Begin()
	if i.options.Level >= snip.Balances {
		i.checker = i.checkerOf(o.guide)
		i.checker.Begin()
	}
}

func (i *inspector) walkerOf(how walking) *guide.Walker {
	w := i.walkers[how]
	if w == nil {
		options := []guide.Option{guide.MaxLevels(i.options.MaxLevels)}
		if how.unicode {
			options = append(options, guide.Unicode())
		}
		w = guide.NewWalker(how.guide, i.guideFinding, options...)
		i.walkers[how] = w
	}
	return w
}

func (i *inspector) checkerOf(g *guide.Guide) *snip.Checker {
	c := i.checkers[g]
	if c == nil {
		c = snip.NewChecker(g, i.options.Level, i.guideFinding)
		i.checkers[g] = c
	}
	return c
}

func (i *inspector) walk(s *x12.Segment) {
	i.set.Segments++
	i.inspect(s)
}

// inspect takes a segment of the open set through the guide.
func (i *inspector) inspect(s *x12.Segment) {
	if i.walker == nil {
		return
	}
	i.segment = s
	place := i.walker.Walk(s)
	if i.checker != nil {
		i.checker.Check(s, place)
	}
	if place.Right != nil && !place.Opened && i.unitRule.opens {
		return // it is neither an HL nor begins a unit
	}
	if unit := i.unitRule.value(s); len(unit) > 0 {
		i.unit.set(unit)
		i.unitFrom = s.Position()
	} else if s.Is("HL") {
		i.unit.set(nil)
		i.unitFrom = 0
	}
}

func (i *inspector) gather(r *x12.Reader) {
	count := 0
	for s := r.NextPlain(); s != nil; s = r.NextPlain() {
		i.inspect(s)
		count++
	}
	i.set.Segments += count
}

// openUnit is the business unit that is open: most are never told of.
type openUnit struct {
	value [mostUnit]byte
	size  int // 0 when none is open
}

func (u *openUnit) set(value []byte) { u.size = copy(u.value[:], value) }

// openedUnit returns the business unit that is open.
func (i *inspector) openedUnit() Unit {
	if i.unit.size == 0 {
		return Unit{}
	}
	return Unit{Name: i.unitRule.name, Value: string(i.unit.value[:i.unit.size])}
}

// note keeps what the Reader found in the open set.
func (i *inspector) note(f *x12.Error) { i.keep(Finding{Error: f, Unit: i.openedUnit()}) }

func (i *inspector) close() {
	if i.walker != nil {
		i.walker.End()
	}
	if i.checker != nil {
		i.checker.End()
	}
	set := i.set
	i.set, i.walker, i.checker, i.segment = nil, nil, nil, nil
	i.tell.setEnded(set)
}

func (i *inspector) settle() {}

// guideFinding keeps what the Walker or the Checker reports about the open set.
func (i *inspector) guideFinding(f *x12.Error) {
	if i.options.Level > 0 && f.Code.Meaning().Level > i.options.Level {
		return
	}
	i.keep(Finding{Error: f, Unit: i.unitOf(f)})
}

// unitOf returns the business unit that a finding is about: the one that is
// open, unless the finding is about something before it, or about the segment at
// hand, which names another or, being an HL, stands above it.
func (i *inspector) unitOf(f *x12.Error) Unit {
	if f.Position < i.unitFrom {
		return Unit{}
	}
	if f.Segment == i.segment.Number() && i.segment.Is(f.ID) {
		if i.segment.Is("HL") {
			return Unit{}
		}
		if value := i.unitRule.value(i.segment); len(value) > 0 {
			return Unit{Name: i.unitRule.name, Value: string(value)}
		}
	}
	return i.openedUnit()
}

// keep puts a finding to those of the open set.
func (i *inspector) keep(f Finding) {
	f.Part = OfSet
	if m := f.Code.Meaning(); (m.Level < snip.Balances || m.IK502 != "") && i.faults == i.options.MaxFindings {
		i.tell.found(Finding{Error: i.tooMany(f), Part: OfSet})
	}
	i.tell.found(f)
	set := i.set
	set.Count++
	if m := f.Code.Meaning(); m.Level >= snip.Balances && m.IK502 == "" {
		// It is the matter of a claim's 277CA, and crowds nothing out of the 999.
		if i.edits++; i.edits <= i.options.MaxFindings {
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
	i.faults++
	switch {
	case i.faults <= i.options.MaxFindings:
		set.Findings = append(set.Findings, f)
	case i.faults == i.options.MaxFindings+1:
		set.Findings = append(set.Findings, Finding{Error: i.tooMany(f), Part: OfSet})
	}
}

// tooMany says that f and what follows it is not kept.
func (i *inspector) tooMany(f Finding) *x12.Error {
	return &x12.Error{
		Code: x12.TooManyFindings, Offset: f.Offset, Segment: f.Segment, Position: f.Position,
		Reason: fmt.Sprintf("the 999 tells the first %d", i.options.MaxFindings),
	}
}
