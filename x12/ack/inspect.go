package ack

import (
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

// findings takes what an inspector finds, set for set.
type findings interface {
	began(*Set)
	found(Finding)
	ended()
}

// inspector takes sets through Walker and Checker.
type inspector struct {
	options Options
	keep    findings
	// One a guide, used again.
	walkers  map[walking]*guide.Walker
	checkers map[*guide.Guide]*snip.Checker

	set      *Set          // the open one
	walker   *guide.Walker // nil when the set can't be walked
	checker  *snip.Checker // of levels 3 to 5; nil when there is no walker or they are not asked for
	unit     openUnit
	unitFrom int // position of the segment that named it
	unitRule unitRule
	segment  *x12.Segment // the one being walked; nil when none is
	muted    bool         // what is found is found by somebody else
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

func newInspector(options Options, keep findings) *inspector {
	if i, ok := free.Get().(*inspector); ok && i.options.Level == options.Level && i.options.MaxLevels == options.MaxLevels {
		i.options, i.keep = options, keep
		return i
	}
	return &inspector{
		options: options, keep: keep,
		walkers: map[walking]*guide.Walker{}, checkers: map[*guide.Guide]*snip.Checker{},
	}
}

// dismiss is told when the inspector isn't needed any more.
func (i *inspector) dismiss() {
	i.options = Options{Level: i.options.Level, MaxLevels: i.options.MaxLevels}
	i.keep, i.set, i.walker, i.checker, i.segment = nil, nil, nil, nil, nil
	if len(i.walkers) <= mostKept {
		free.Put(i)
	}
}

func (i *inspector) open(o opening) {
	i.keep.began(o.set)
	if o.refusal != nil {
		i.keep.found(Finding{Error: o.refusal})
	}
	i.begin(o)
}

// begin makes the inspector ready for the segments of a set.
func (i *inspector) begin(o opening) {
	i.set, i.walker, i.checker = o.set, nil, nil
	i.unit.set(nil)
	i.unitFrom, i.unitRule = 0, unitRules[o.set.Header.ID]
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
func (i *inspector) note(f *x12.Error) { i.keep.found(Finding{Error: f, Unit: i.openedUnit()}) }

func (i *inspector) close() {
	i.segment = nil // by now what it is a view of may be something else
	if i.walker != nil {
		i.walker.End()
	}
	if i.checker != nil {
		i.checker.End()
	}
	i.set, i.walker, i.checker = nil, nil, nil
	i.keep.ended()
}

func (i *inspector) settle() {}

// guideFinding keeps what the Walker or the Checker reports about the open set.
func (i *inspector) guideFinding(f *x12.Error) {
	if i.muted || i.options.Level > 0 && f.Code.Meaning().Level > i.options.Level {
		return
	}
	i.keep.found(Finding{Error: f, Unit: i.unitOf(f)})
}

// unitOf returns the business unit that a finding is about: the one that is
// open, unless the finding is about something before it, or about the segment at
// hand, which names another or, being an HL, stands above it.
func (i *inspector) unitOf(f *x12.Error) Unit {
	if f.Position < i.unitFrom {
		return Unit{}
	}
	if i.segment != nil && f.Segment == i.segment.Number() && i.segment.Is(f.ID) {
		if i.segment.Is("HL") {
			return Unit{}
		}
		if value := i.unitRule.value(i.segment); len(value) > 0 {
			return Unit{Name: i.unitRule.name, Value: string(value)}
		}
	}
	return i.openedUnit()
}
