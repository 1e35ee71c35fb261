package guide

import (
	"math/bits"

	"github.com/hmox12/hmox12/x12"
)

// found is a place for the segment at hand: a node of an open loop.
type found struct {
	frame     int
	candidate *candidate
}

// find returns the innermost place that the segment may take: a node of the
// deepest open loop at or behind its current group, then of the loop around it
// (where the node may be another occurrence of the deeper loop), and so outward.
// Where there is none, full is the innermost place that has no room left.
func (w *Walker) find(id int, full *found) found {
	for i := w.open - 1; i >= 0; i-- {
		f := &w.frames[i]
		candidates := f.plan.byID[id]
		if len(candidates) == 0 {
			continue
		}
		choice := &f.plan.choices[id]
		for fit := choice.fitting(w); fit != 0; fit &= fit - 1 {
			j := bits.TrailingZeros64(fit)
			c := &candidates[j]
			switch {
			case c.group < f.group || choice.asks&(1<<j) != 0 && !c.matches(w):
			case c.room(f.counts[c.node]):
				return found{i, c}
			case c.node == 0 && i > 0: // what began the loop
				w.full = w.full || c.max != 1 // one is there, and so always full
			default:
				if w.full = true; full.candidate == nil {
					*full = found{i, c}
				}
			}
		}
	}
	return found{}
}

// place puts the segment where it was found and checks it.
func (w *Walker) place(at found) Placement {
	w.settle(at)
	p := w.take(at)
	if w.checks {
		if at.candidate.asked != nil {
			w.checkNode(at, p.Loop)
		}
		if w.right(at.candidate.quick) {
			w.note = 0
			p.Right = &w.note
		} else {
			w.examine(at.candidate, p.Loop, 0)
		}
	}
	return p
}

// again is place for a segment that was right there before.
func (w *Walker) again(m *memory) Placement {
	at := found{int(m.frame), m.to}
	w.settle(at)
	p := w.take(at)
	if m.to.asked != nil {
		w.checkNode(at, p.Loop)
	}
	p.Right = &m.note
	return p
}

// placeOver is place where the guide admits no more of them.
func (w *Walker) placeOver(at found) Placement {
	p := Placement{}
	if head := at.candidate; w.justBegun(at) {
		// The head stands twice: what follows belongs to the loop that the first began.
		p = Placement{Use: head.use.use, Loop: head.loop.loop, Opened: true}
	} else {
		w.settle(at)
		p = w.take(at)
	}
	if w.checks {
		code := x12.SegmentOverMaximum
		if at.candidate.loop != nil {
			code = x12.LoopOverMaximum
		}
		w.fault(code, p.Loop, maximum(at.candidate.max))
		w.check(at.candidate, p.Loop, 0)
	}
	return p
}

// justBegun reports whether the segment is the head of the loop that is open at
// the place, of which nothing but the head has come. An HL is a level of its own.
func (w *Walker) justBegun(at found) bool {
	l := at.candidate.loop
	if l == nil || l.level || w.open != at.frame+2 || w.top().plan != l {
		return false
	}
	for _, count := range w.top().counts[1:] {
		if count > 0 {
			return false
		}
	}
	return true
}

// settle closes the loops deeper than the place and goes on to it.
func (w *Walker) settle(at found) {
	if w.open > at.frame+1 {
		w.closeTo(at.frame+1, w.at)
	}
	f := &w.frames[at.frame]
	if f.passed < at.candidate.before {
		w.pass(f, at.candidate.before)
	}
	f.group = at.candidate.group
}

// take counts the segment in and opens the loop that it begins.
func (w *Walker) take(at found) Placement {
	f, c := &w.frames[at.frame], at.candidate
	f.counts[c.node]++
	f.seen |= c.bit
	if c.loop == nil {
		return Placement{Use: c.segment, Loop: f.plan.loop}
	}
	return w.begin(c)
}

// begin opens the loop that the segment begins.
func (w *Walker) begin(c *candidate) Placement {
	opened := w.push(c.loop)
	opened.counts[0] = 1
	opened.seen = c.loop.first
	if c.loop.level {
		w.openLevel(opened)
	}
	return Placement{Use: c.segment, Loop: c.loop.loop, Opened: true}
}
