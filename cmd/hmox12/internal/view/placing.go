package view

import (
	"slices"

	"github.com/hmox12/hmox12/x12"
)

// distribute puts the findings that came with a segment where they belong: at
// the segment they name, or, when something is missing, in front of it.
func (r *reading) distribute(it *item, fresh bool) {
	number := it.seg.Number()
	if r.open != nil {
		r.open.found += len(r.pending) + len(r.found)
	}
	for _, f := range slices.Concat(r.pending, r.found) {
		earlier := r.itemOf(f)
		switch {
		case f.Segment == number && !missing(f):
			it.below.add(f)
		case earlier != nil && missing(f):
			earlier.before.add(f)
		case earlier != nil:
			earlier.below.add(f)
		case fresh && r.open != nil && missing(f):
			r.open.after.add(f)
		default:
			it.before.add(f)
		}
	}
	r.pending = r.pending[:0]
}

// itemOf returns the segment of the open block that a finding names.
func (r *reading) itemOf(f *x12.Error) *item {
	if r.open == nil {
		return nil
	}
	i, ok := slices.BinarySearchFunc(r.open.items, f.Segment, func(it item, n int) int { return it.seg.Number() - n })
	if !ok {
		return nil
	}
	return &r.open.items[i]
}

// missing reports whether a finding is about something that is not there: the
// segment it names is the one that came instead.
func missing(f *x12.Error) bool {
	switch f.Code {
	case x12.RequiredSegmentMissing, x12.MandatorySegmentMissing, x12.LoopMissing, x12.MissingSE, x12.MissingGE, x12.MissingIEA:
		return true
	}
	return false
}
