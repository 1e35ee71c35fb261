package view

import (
	"cmp"
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
	case x12.RequiredSegmentMissing, x12.MandatorySegmentMissing, x12.SituationalSegmentMissing, x12.ExpectedSegmentMissing,
		x12.LoopMissing, x12.MissingSE, x12.MissingGE, x12.MissingIEA:
		return true
	}
	return false
}

// between is a finding between two segments and the scope in which it stands.
type between struct {
	finding *x12.Error // nil for one that counts more
	more    int
	scope   *scope // nil for outside of all
}

// inFront returns the findings in front of item i, those in inner scopes first,
// so that a scope that is left need not be entered again.
func (b *block) inFront(i int) []between {
	it := &b.items[i]
	last, common := it.scope, it.scope
	switch {
	case i > 0:
		last = b.items[i-1].scope
		for common != nil && !last.within(common) {
			common = common.parent
		}
	case it.opened:
		last, common = it.scope.parent, it.scope.parent
	}
	return it.before.placed(func(f *x12.Error) *scope {
		if target := standsIn(f, last); target != nil && !common.within(target) {
			return target
		}
		return common
	}, common)
}

// atEnd returns the findings behind the last item.
func (b *block) atEnd() []between {
	last := b.scope
	if n := len(b.items); n > 0 {
		last = b.items[n-1].scope
	}
	return b.after.placed(func(f *x12.Error) *scope {
		switch target := standsIn(f, last); {
		case target != nil:
			return target
		case missing(f):
			return b.scope
		}
		return last
	}, last)
}

// placed puts each finding where it stands, and the rest into outer.
func (f *findings) placed(where func(*x12.Error) *scope, outer *scope) []between {
	var list []between
	for _, e := range f.list {
		list = append(list, between{finding: e, scope: where(e)})
	}
	slices.SortStableFunc(list, func(a, b between) int { return cmp.Compare(len(b.scope.path()), len(a.scope.path())) })
	if f.more > 0 {
		if len(list) > 0 {
			outer = list[len(list)-1].scope
		}
		list = append(list, between{more: f.more, scope: outer})
	}
	return list
}

// standsIn returns the innermost scope, from s outward, that lacks what a finding
// says is missing; nil where it tells none.
func standsIn(f *x12.Error, s *scope) *scope {
	if !missing(f) {
		return nil
	}
	switch f.Code {
	case x12.MissingSE:
		return s.enclosing(isSet)
	case x12.MissingGE:
		return s.enclosing(isGroup)
	case x12.MissingIEA:
		return s.enclosing(isInterchange)
	}
	return s.enclosing(func(s *scope) bool { return s.loop != nil && s.loop.ID == f.Loop })
}
