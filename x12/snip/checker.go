package snip

import (
	"bytes"

	"github.com/hmox12/hmox12/x12"
	"github.com/hmox12/hmox12/x12/guide"
)

// The levels. A Checker adds 3 to 5 to those of the Reader and the Walker; 6, what
// is particular to kinds of service, is a matter of companion guides, too, and no
// finding has it.
const (
	Integrity  = 1
	Guide      = 2
	Balances   = 3
	Situations = 4
	CodeSets   = 5
	Partners   = 7
)

// Checker checks transaction sets of one guide at levels 3 to 5, in one forward
// pass. Its memory is bounded by the guide and by what one claim may hold, not by
// the set. What can't be judged because the set itself is broken is passed over:
// the Walker reports that.
//
// A Checker checks one set after another. It must not be used by several
// goroutines at once.
type Checker struct {
	plan    *plan
	level   int
	report  func(*x12.Error)
	balance balancer

	// frames[:open] are the open loops, the set itself first.
	frames []frame
	open   int
	inner  []int // by loop: how many frames are open from its innermost outward; 0 when it is closed

	seg     *x12.Segment // the one at hand
	at      mark
	held    value  // of seg, the one that was asked for last
	repeats bool   // seg holds a repetition separator
	name    uint64 // of seg, what its first element begins with, packed; 0 while it was not asked for
	made    uint64 // the day on which the file was made, as dateOf orders them; zero until it is known

	lastMade uint64                // the last day on which one was
	era      uint64                // counts such days
	known    [1 << knownBits]known // what values show
	watched  value                 // the one that is asked what it shows
	thorough bool                  // segments are never glanced at, as a test asks
}

// mark is where a segment begins.
type mark struct {
	offset            int64
	segment, position int
}

// set makes m the other mark, word by word: the processor waits where a struct is copied
// at once right after its words were written.
func (m *mark) set(other *mark) {
	m.offset, m.segment, m.position = other.offset, other.segment, other.position
}

// place is where an element stands, or a whole segment.
type place struct {
	mark
	use       *guide.SegmentUse
	element   int
	component int
	offset    int64 // of the element
}

// frame is one open loop.
type frame struct {
	loop      *loopPlan
	shown     uint64     // the facts that were seen, as bits, and always
	reached   int        // the order-free group of the child placed last
	due       int        // the group of the watched child that comes next; nothingDue when none does
	seen      []sighting // by fact; holds nothing for those that were not
	missing   []mark     // by slot: where what the rules need would have stood
	passed    int        // watched children that were passed
	outer     int        // inner of the loop before this frame was opened
	disturbed bool       // something in it could not be placed: what is missing or adds up can't be judged
}

// sighting is the first segment that a fact was true of.
type sighting struct {
	mark
	use     *guide.SegmentUse
	element int64 // offset of the element that the fact is about
}

// balancer adds up what one kind of transaction set must balance.
type balancer interface {
	begin()
	// take looks at the segment at hand.
	take(c *Checker, u *usePlan)
	// end is told that a loop ended, the innermost first.
	end(c *Checker, l *loopPlan, disturbed bool)
}

// NewChecker returns a Checker for sets of guide g, at the beginning of one. It
// checks up to the level; below Balances it checks nothing. Findings go to report
// as they are discovered, which for what is missing or out of balance is when its
// loop ends.
func NewChecker(g *guide.Guide, level int, report func(*x12.Error)) *Checker {
	p := planOf(g)
	c := &Checker{plan: p, level: level, report: report}
	if level >= Balances {
		c.balance = newBalancer(g)
	}
	// A loop that came too late may lie on top of the deepest, with its own below it.
	c.frames = make([]frame, 2*(p.depth+1))
	for i := range c.frames {
		c.frames[i].seen = make([]sighting, p.facts)
		c.frames[i].missing = make([]mark, p.slots)
	}
	c.inner = make([]int, p.loops)
	c.Begin()
	return c
}

// Begin makes the Checker ready for a set, whose ST comes next. What was open is
// dropped without a word: End closes it.
func (c *Checker) Begin() {
	c.open = 0
	clear(c.inner)
	c.push(c.plan.root)
	c.made = 0
	if c.balance != nil {
		c.balance.begin()
	}
}

// Check looks at the next segment and where the Walker placed it, from ST to SE.
func (c *Checker) Check(seg *x12.Segment, at guide.Placement) {
	if c.level < Balances {
		return
	}
	if c.open == 0 {
		c.Begin()
	}
	c.seg, c.at.offset, c.at.segment, c.at.position = seg, seg.Offset(), seg.Number(), seg.Position()
	c.held.element, c.name = -1, 0
	u := c.plan.of(at.Use)
	if at.Right == nil || u == nil || u.glance == nil || c.thorough {
		c.checkThoroughly(u, at.Opened)
		return
	}
	c.repeats = false
	if top := &c.frames[c.open-1]; !at.Opened && top.loop == u.loop && u.group >= top.reached && u.group <= top.due { // as most are
		top.reached = u.group
	} else {
		c.enter(u, at.Opened)
	}
	g, hot := u.glance, uint64(0)
	if c.level >= Situations {
		if hot = g.hot; len(g.elements) > 0 {
			hot = c.hot(g, at.Right)
		}
		if early := hot & g.early; early != 0 {
			c.ask(u, early)
		}
	}
	if u.item != noItem && c.balance != nil {
		c.balance.take(c, u)
	}
	if c.level >= CodeSets {
		if u.made > 0 {
			c.makeOn(dateOf(c.seg.Element(u.made)))
		}
		if late := hot & g.late; late != 0 {
			c.ask(u, late)
		}
	}
}

// checkThoroughly is Check for a segment that may be wrong.
func (c *Checker) checkThoroughly(u *usePlan, opened bool) {
	separator := c.seg.Delimiters().Repetition
	c.repeats = separator != 0 && bytes.IndexByte(c.seg.Bytes(), separator) >= 0
	if u == nil {
		if c.plan.guide.Uses(c.seg.ID()) {
			c.disturb()
		}
		return
	}
	c.enter(u, opened)
	if c.level >= Situations {
		c.observe(u)
		if u.look != nil {
			u.look.check(c, u)
		}
	}
	if u.item != noItem && c.balance != nil {
		c.balance.take(c, u)
	}
	if c.level >= CodeSets {
		if u.made > 0 {
			c.makeOn(dateOf(c.seg.Element(u.made)))
		}
		c.checkCodes(u)
	}
}

// End closes the set and its loops, after SE or where the set breaks off.
func (c *Checker) End() {
	if c.level < Balances {
		return
	}
	c.closeTo(0)
	c.seg = nil
}

// enter opens and closes loops so that the segment at hand lies in the top one,
// or on top of the loops that it came too late for.
func (c *Checker) enter(u *usePlan, opened bool) {
	if top := &c.frames[c.open-1]; !opened && top.loop == u.loop && u.group >= top.reached {
		if u.group > top.due {
			c.pass(top, u.group)
		}
		top.reached = u.group
		return
	}
	loop, group := u.loop, u.group
	if opened {
		loop, group = u.loop.parent, u.loop.group
	}
	f := c.scope(loop)
	if f == nil {
		c.disturb()
		return
	}
	late := group < f.reached
	if !late {
		c.closeTo(c.inner[loop.index])
		if group > f.due {
			c.pass(f, group)
		}
		f.reached = group
	}
	if !opened {
		return
	}
	if late {
		c.disturb()
	}
	if c.open < len(c.frames) {
		c.push(u.loop)
	}
}

// push opens a loop whose head is the segment at hand.
func (c *Checker) push(l *loopPlan) {
	f := &c.frames[c.open]
	c.open++
	clear(f.missing[:l.slots])
	f.loop, f.shown, f.reached, f.due, f.passed, f.outer, f.disturbed = l, always, 0, l.due, 0, c.inner[l.index], false
	c.inner[l.index] = c.open
}

// closeTo ends all but the n outermost open loops, the deepest first.
func (c *Checker) closeTo(n int) {
	for ; c.open > n; c.open-- {
		f := &c.frames[c.open-1]
		if c.balance != nil && f.loop.ends {
			c.balance.end(c, f.loop, f.disturbed)
		}
		if c.level >= Situations {
			if f.due != nothingDue {
				c.pass(f, len(f.loop.loop.Nodes))
			}
			if f.loop.given&f.shown != 0 && !f.disturbed {
				c.judge(f)
			}
		}
		c.inner[f.loop.index] = f.outer
	}
}

// disturb marks that nothing can be said about what is open.
func (c *Checker) disturb() {
	for i := range c.frames[:c.open] {
		c.frames[i].disturbed = true
	}
}

// scope returns the open frame of a loop, or nil.
func (c *Checker) scope(l *loopPlan) *frame {
	if l == nil || c.inner[l.index] == 0 {
		return nil
	}
	return &c.frames[c.inner[l.index]-1]
}

// placeOf returns where element n of the segment at hand stands; 0 is the segment.
func (c *Checker) placeOf(u *usePlan, n int) place {
	return place{mark: mark{c.at.offset, c.at.segment, c.at.position}, use: u.use, element: n, offset: c.seg.ElementOffset(n)}
}

// wrong reports a finding at a place.
func (c *Checker) wrong(code x12.Code, p place, reason string) {
	c.report(c.finding(code, p, reason, nil))
}

// finding makes a finding at a place, with the value that is wrong.
func (c *Checker) finding(code x12.Code, p place, reason string, value []byte) *x12.Error {
	e := &x12.Error{
		Code: code, Offset: p.offset, Segment: p.segment, Position: p.position,
		ID: p.use.ID, Loop: p.use.Loop.ID, Element: p.element, Component: p.component,
		Reason: reason, Value: string(value[:min(len(value), 99)]),
	}
	if u := p.use.Element(p.element); u != nil {
		e.DataElement = u.Number
		if p.component > 0 && p.component <= len(u.Components) {
			e.DataElement = u.Components[p.component-1].Number
		}
	}
	return e
}

// trimRight cuts trailing blanks, which X12 does not count as data.
func trimRight(b []byte) []byte {
	for len(b) > 0 && b[len(b)-1] == ' ' {
		b = b[:len(b)-1]
	}
	return b
}
