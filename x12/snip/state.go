package snip

import (
	"slices"

	"github.com/hmox12/hmox12/x12/guide"
)

// State is where a Checker is in a set: which loops are open, what was seen in them and
// what was added up.
type State struct {
	frames  []frame
	balance claimBalance
	made    uint64
	at      mark
}

// Saves reports whether a Checker of guide g can be saved: where nothing must balance but
// claims.
func Saves(g *guide.Guide) bool {
	b := newBalancer(g)
	_, claims := b.(*claimBalance)
	return b == nil || claims
}

// Save makes s where the Checker is.
func (c *Checker) Save(s *State) {
	s.made, s.at = c.made, c.at
	if b, ok := c.balance.(*claimBalance); ok {
		s.balance = *b
	}
	for len(s.frames) < c.open {
		s.frames = append(s.frames, frame{})
	}
	s.frames = s.frames[:c.open]
	for i := range s.frames {
		s.frames[i].copy(&c.frames[i])
	}
}

// Restore goes on where s was saved, by a Checker of the same guide and level.
func (c *Checker) Restore(s *State) {
	c.seg, c.at, c.open = nil, s.at, len(s.frames)
	if b, ok := c.balance.(*claimBalance); ok {
		*b = s.balance
	}
	c.makeOn(s.made)
	clear(c.inner)
	for i := range s.frames {
		c.frames[i].copy(&s.frames[i])
		c.inner[s.frames[i].loop.index] = i + 1
	}
}

// copy makes f the other frame, with memory of its own.
func (f *frame) copy(other *frame) {
	seen, missing := append(f.seen[:0], other.seen...), append(f.missing[:0], other.missing...)
	*f = *other
	f.seen, f.missing = seen, missing
}

// Equal reports whether two Checkers of a guide and level that are at s and at other
// would find the same in whatever came next. It is never so within a claim.
func (s *State) Equal(other *State) bool {
	if s.made != other.made || s.at != other.at || len(s.frames) != len(other.frames) ||
		!s.balance.rests() || !other.balance.rests() || s.balance.payToPlan != other.balance.payToPlan {
		return false
	}
	for i := range s.frames {
		if !s.frames[i].equal(&other.frames[i]) {
			return false
		}
	}
	return true
}

func (f *frame) equal(other *frame) bool {
	if f.loop != other.loop || f.shown != other.shown || f.reached != other.reached || f.passed != other.passed ||
		f.outer != other.outer || f.disturbed != other.disturbed ||
		!slices.Equal(f.missing[:f.loop.slots], other.missing[:f.loop.slots]) {
		return false
	}
	for shown := f.shown &^ always; shown != 0; shown &= shown - 1 {
		if i := trailing(shown); f.seen[i] != other.seen[i] {
			return false
		}
	}
	return true
}
