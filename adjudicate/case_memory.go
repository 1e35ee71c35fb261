package adjudicate

import (
	"slices"
	"sync"
)

// A case with its lines has some kilobytes, of which the decision keeps nothing: what
// it tells is copied or apart. So the memory of one case serves the next. Only
// who decides a case may end it; cases that are merely looked at are left to the
// garbage collector.

// caseMemory is what a case grows and the next one has use for.
type caseMemory struct {
	room  []lineCase
	lines []*lineCase
	asked asked
}

var cases = sync.Pool{New: func() any { return new(claimCase) }}

// end hands on the memory of a case that is decided. Nothing may look at it any more.
func (c *claimCase) end() {
	clear(c.room)
	clear(c.asked.counters)
	clear(c.asked.visits)
	*c = claimCase{caseMemory: caseMemory{
		room: c.room[:0], lines: c.lines[:0],
		asked: asked{counters: c.asked.counters[:0], visits: c.asked.visits[:0]},
	}}
	cases.Put(c)
}

// addLines adds so many lines to a case that has none.
func (c *claimCase) addLines(n int) {
	c.room, c.lines = slices.Grow(c.room[:0], n)[:n], slices.Grow(c.lines[:0], n)[:n]
	for i := range c.room {
		c.lines[i] = &c.room[i]
	}
}
