package view

import (
	"slices"

	"github.com/hmox12/hmox12/mapping/record"
	"github.com/hmox12/hmox12/x12"
	"github.com/hmox12/hmox12/x12/guide"
)

// scope is what a segment stands in: an occurrence of a loop, or a set, group or
// interchange. One of the four is set.
type scope struct {
	parent      *scope
	interchange *x12.Interchange
	group       *x12.FunctionalGroup
	set         *x12.TransactionSet
	loop        *guide.Loop

	guide *guide.Guide // of a set; nil where none is known
	own   *block       // the block that opened it; of its parts the first
}

// within reports whether s is outer or lies in it.
func (s *scope) within(outer *scope) bool {
	for ; s != nil; s = s.parent {
		if s == outer {
			return true
		}
	}
	return false
}

// path returns the scopes from the outermost to s.
func (s *scope) path() []*scope {
	var path []*scope
	for ; s != nil; s = s.parent {
		path = append(path, s)
	}
	slices.Reverse(path)
	return path
}

// enclosing returns the innermost scope that fits, from s outward; nil when none
// does.
func (s *scope) enclosing(fits func(*scope) bool) *scope {
	for ; s != nil; s = s.parent {
		if fits(s) {
			return s
		}
	}
	return nil
}

func isInterchange(s *scope) bool { return s.interchange != nil }
func isGroup(s *scope) bool       { return s.group != nil }
func isSet(s *scope) bool         { return s.set != nil }

// maxFindings is how many findings are kept at one place.
const maxFindings = 1000

// findings are those at one place; all are counted.
type findings struct {
	list []*x12.Error
	more int
}

func (f *findings) add(e *x12.Error) {
	if len(f.list) == maxFindings {
		f.more++
		return
	}
	f.list = append(f.list, e)
}

func (f *findings) count() int { return len(f.list) + f.more }

// item is a segment and where it stands.
type item struct {
	seg    *x12.Segment
	use    *guide.SegmentUse // the guide's; the standard's for one without a place; nil when unknown
	placed bool
	opened bool // it begins scope
	scope  *scope
	before findings // what is missing in front of it
	below  findings // what is wrong with it
}

// kind says what a block is about.
type kind string

const (
	noUnit         kind = "" // a level above units, or part of the envelope
	claim          kind = "claim"
	remittance     kind = "remittance claim"
	member         kind = "member"
	acknowledgment kind = "acknowledgment"
	subject        kind = "subject"
)

// block is a stretch of segments that is shown at once.
type block struct {
	kind   kind
	number string // what the sender calls the unit
	scope  *scope // of its first segment
	items  []item
	after  findings // what turned out to be missing at its end
	part   int      // 1, or more where the segments before were too many
	whole  bool     // it has no other parts
	more   bool     // another part follows

	claim *record.Claim // a claim that could be mapped, when asked for

	bytes, found int // of segments; findings, as they came in
}

// Bounds of a block; what is longer comes in parts.
const (
	maxBlockSegments = 5000
	maxBlockBytes    = 4 << 20
	maxBlockFindings = 20 * maxFindings
)

// full reports whether what follows must go into another part.
func (b *block) full() bool {
	return len(b.items) >= maxBlockSegments || b.bytes >= maxBlockBytes || b.found >= maxBlockFindings
}

// findingCount counts all findings of the block.
func (b *block) findingCount() int {
	n := b.after.count()
	for i := range b.items {
		n += b.items[i].before.count() + b.items[i].below.count()
	}
	return n
}
