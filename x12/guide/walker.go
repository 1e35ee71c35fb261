package guide

import (
	"strings"

	"github.com/hmox12/hmox12/x12"
)

// Walker places each segment of a transaction set in its loop by the guide, in
// one forward pass, and reports what breaks the guide. It knows the segment at
// hand, the loops that are open, and half a megabyte at most of segments that may
// come again: its memory is bounded by that and the guide, not by the set.
//
// A Walker walks one set after another. It must not be used by several
// goroutines at once.
type Walker struct {
	plan      *plan
	report    func(*x12.Error)
	checks    bool // false when places only are asked for
	maxLevels int
	unicode   bool // what is not ASCII is admitted

	// frames[:open] are the open loops, the set itself first. Each lies in the
	// one before it, apart from a loop that came too late: it lies on top of the
	// loops that it interrupts.
	frames []frame
	open   int

	seg    *x12.Segment // the segment at hand, or the last one
	told   told         // what it holds in the element that was last asked for
	at     mark         // where it begins
	length int          // of it, in bytes
	note   uint64       // of a segment that is right and not remembered
	levels levels

	last   *candidate // the place of the last segment, if what is open follows from it; nil otherwise
	full   bool       // find passed a place that had no room left
	behind []behind   // by place

	remembers  bool     // segments are remembered, under delims
	memories   []memory // a power of two of them; nil when nothing is checked
	remembered int      // so often one was written since there are so many

	special class // of any byte of the segment that is checked
	delims  x12.Delimiters
	classes [256]class // of bytes, under delims
	quick   bool       // the quick check may be used, under delims
	choosy  bool       // a companion guide does not admit all characters
	parts   [mostParts]int32

	thorough bool // neither it nor moves and memories are used, as a test asks
}

// frame is one open loop.
type frame struct {
	plan   *loopPlan
	group  int     // the order-free group of the node placed last
	passed int     // needed nodes before this one were passed
	seen   uint64  // needed nodes that have occurred, as bits; some may lack, none is too many
	counts []int32 // occurrences of each node
	where  []mark  // of each needed node that was missing when it was passed
	detour bool    // the loop came too late, the loops below it go on after it
	vague  bool    // its head fits several loops: what belongs to any of them is let through
	level  level
}

// mark is where a segment begins.
type mark struct {
	offset            int64
	segment, position int
}

// Placement is where the guide has a segment. It is empty for a segment that
// could not be placed.
type Placement struct {
	Use    *SegmentUse
	Loop   *Loop // the loop it is in; of the segment that begins a loop, that loop
	Opened bool  // the segment begins a new occurrence of Loop
	// Right is not nil when the segment is surely right by Use, and nothing in it is
	// repeated or ends with a blank; nil says nothing. It points to a word that whoever
	// checks the segment further may set. It is 0 until then, and comes back with the
	// same text at the same place, as long as the Walker remembers that.
	Right *uint64
	// No more than four words fit into a Placement that is returned in registers.
}

// Option changes how a Walker walks.
type Option func(*Walker)

// PlaceOnly leaves out all checks and findings. It is for a set that already
// passed them.
func PlaceOnly() Option { return func(w *Walker) { w.checks = false } }

// DefaultMaxLevels is how many HL segments a set may have unless MaxLevels is
// given.
const DefaultMaxLevels = 10_000_000

// MaxLevels sets how many HL segments a set may have. One more is reported, once
// a set. How deep levels may nest is for the guide to say.
func MaxLevels(n int) Option { return func(w *Walker) { w.maxLevels = n } }

// Unicode admits every character as UTF-8, not ASCII alone, where partners agreed
// on it. Lengths count characters.
func Unicode() Option { return func(w *Walker) { w.unicode = true } }

// NewWalker returns a Walker for sets of guide g, at the beginning of one.
// Findings go to report as they are discovered, which for something missing is
// when its loop closes; report may be nil.
func NewWalker(g *Guide, report func(*x12.Error), options ...Option) *Walker {
	w := &Walker{plan: planOf(g), report: report, checks: report != nil, maxLevels: DefaultMaxLevels}
	for _, o := range options {
		o(w)
	}
	switch {
	case !w.checks:
		w.report = func(*x12.Error) {}
	case g.noted:
		w.report = func(e *x12.Error) {
			e.Noted = e.Code.OfPartner()
			report(e)
		}
	}
	// A loop that came too late may lie on top of the deepest, with its own below it.
	w.frames = make([]frame, 2*(w.plan.depth+1))
	for i := range w.frames {
		w.frames[i].counts = make([]int32, w.plan.nodes)
		w.frames[i].where = make([]mark, w.plan.nodes)
	}
	w.behind = make([]behind, w.plan.count)
	if w.checks {
		w.memories = make([]memory, fewMemories)
		for i := range w.behind {
			w.behind[i].luck = mostLuck
		}
	}
	w.Begin()
	return w
}

// Begin makes the Walker ready for a set, whose ST comes next. What was open is
// dropped without a word: End closes it.
func (w *Walker) Begin() {
	w.openSet()
	w.seg, w.at, w.length = nil, mark{segment: -1}, 0
}

func (w *Walker) openSet() {
	w.open = 0
	w.push(w.plan.root)
	w.last = nil
	w.levels = levels{next: 1, other: 1}
}

// Walk places the next segment, from ST to SE, and checks it. All segments of a set have
// the same delimiters.
func (w *Walker) Walk(seg *x12.Segment) Placement {
	data, marks := seg.Layout()
	w.seg, w.at.offset, w.at.segment, w.at.position = seg, seg.Offset(), seg.Number(), seg.Position()
	if w.last == nil || len(marks) < 2 {
		return w.search()
	}
	data = data[:cap(data)]
	from, end := int(marks[0])+1, int(marks[len(marks)-1])
	w.length = end - from
	var m *memory
	if w.remembers {
		known := false
		if m, known = w.recall(data, from, end); known {
			if c := m.to; c.room(w.frames[m.frame].counts[c.node]) {
				w.last = c
				return w.again(m)
			}
		}
	}
	to := w.usual(data, marks)
	if to == nil {
		return w.search()
	}
	last, at := w.last, found{int(to.frame), to.to}
	w.last = to.to
	p := w.place(at)
	if p.Right != nil && m != nil {
		w.remember(m, last, at)
		p.Right = &m.note
	}
	return p
}

// search places the segment at hand where the guide has room for it.
func (w *Walker) search() Placement {
	if w.open == 0 {
		w.openSet()
	}
	w.length = w.seg.Size()
	if d := w.seg.Delimiters(); d != w.delims {
		w.setDelimiters(d)
	}
	last := w.last
	w.last, w.full, w.told.element = nil, false, 0
	slot := w.plan.ids.of(w.seg.ID())
	if slot == nil {
		w.unknown()
		return Placement{}
	}
	id, full := int(slot.number), found{frame: -1}
	if at := w.find(id, &full); at.candidate != nil {
		if last != nil && !w.full {
			w.learn(last, slot, at)
		}
		p := w.place(at)
		if !w.thorough && w.orderly() {
			w.last = at.candidate
		}
		return p
	}
	if full.candidate != nil {
		if at, ok := w.findByParent(id); ok && at.candidate.loop != full.candidate.loop {
			return w.placeMisqualified(at, id, false) // HL02 says that another level is meant
		}
		return w.placeOver(full)
	}
	return w.misplaced(id)
}

// End closes the set and its loops, after SE or where the set breaks off, and
// reports what is still missing. A missing SE is the Reader's to report.
func (w *Walker) End() {
	if w.open == 0 {
		return
	}
	w.closeTo(0, mark{w.at.offset + int64(w.length), w.at.segment + 1, w.at.position + 1})
	w.last, w.seg = nil, nil
}

// Path returns the loops that the last segment placed is in, outermost first,
// such as 2000A/2000B/2300; empty when only the set itself is open.
func (w *Walker) Path() string {
	if w.open == 0 {
		return ""
	}
	var ids []string
	for l := w.top().plan.loop; l.Parent != nil; l = l.Parent {
		if l.ID != "" { // a part has none
			ids = append([]string{l.ID}, ids...)
		}
	}
	return strings.Join(ids, "/")
}

func (w *Walker) top() *frame { return &w.frames[w.open-1] }

// push opens a loop whose head is the segment at hand.
func (w *Walker) push(lp *loopPlan) *frame {
	f := &w.frames[w.open]
	w.open++
	f.counts = f.counts[:len(lp.loop.Nodes)]
	clear(f.counts)
	f.plan, f.group, f.passed, f.seen, f.detour, f.vague = lp, 0, 0, 0, false, false
	if lp.level {
		f.level = level{}
	}
	return f
}

// pass goes on in f past the needed nodes that stand before the n-th.
func (w *Walker) pass(f *frame, n int) {
	for ; f.passed < n; f.passed++ {
		if f.counts[f.plan.needed[f.passed].node] == 0 {
			f.where[f.passed] = w.at
		}
	}
}

// closeTo closes all but the n outermost open loops, the deepest first. What
// follows them begins at next.
func (w *Walker) closeTo(n int, next mark) {
	for ; w.open > n; w.open-- {
		if f := w.top(); w.checks && !f.vague {
			if f.seen != f.plan.all {
				w.reportMissing(f, next)
			}
			if f.plan.level {
				w.closeLevel(f)
			}
		}
	}
}

// reportMissing reports what the loop needed and did not get, at the first
// segment that came instead.
func (w *Walker) reportMissing(f *frame, next mark) {
	for i, c := range f.plan.needed {
		if f.counts[c.node] > 0 || c.use.use.ID == "SE" {
			continue
		}
		where := next
		if i < f.passed {
			where = f.where[i]
		}
		if c.needed {
			w.missing(c, f.plan.loop, where)
		} else {
			w.missingAsked(c, f.plan.loop, where)
		}
	}
}

// missing reports that c is missing in loop l.
func (w *Walker) missing(c *candidate, l *Loop, where mark) {
	usage, code := c.use.use.Usage, x12.RequiredSegmentMissing
	if c.loop != nil {
		l, usage, code = c.loop.loop, c.loop.loop.Usage, x12.LoopMissing
	}
	if usage == Mandatory {
		code = x12.MandatorySegmentMissing
	}
	w.report(&x12.Error{
		Code: code, Offset: where.offset, Segment: where.segment, Position: where.position,
		ID: c.use.use.ID, Loop: l.name(), Reason: c.use.use.Title,
	})
}
