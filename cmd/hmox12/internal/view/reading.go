package view

import (
	"errors"
	"io"
	"slices"

	"github.com/hmox12/hmox12/mapping"
	"github.com/hmox12/hmox12/mapping/record"
	"github.com/hmox12/hmox12/x12"
	"github.com/hmox12/hmox12/x12/guide"
)

// reading turns a file into blocks.
type reading struct {
	reader *x12.Reader
	emit   func(*block) error
	claims bool // map claims

	judges  map[*guide.Guide]*judge
	judge   *judge       // nil when the set has no guide
	found   []*x12.Error // by the judge, since the last segment
	pending []*x12.Error // by the Reader, about a segment that is still to come

	scope *scope
	open  *block

	mapper *mapping.ClaimMapper
	mapped *record.Claim // complete, waiting for its block
}

// read hands the blocks of a file to emit, in order. The error is the source's
// or emit's.
func read(src io.Reader, maxSegment int, claims bool, emit func(*block) error) error {
	if maxSegment == 0 {
		maxSegment = x12.DefaultMaxSegment
	}
	r := &reading{
		reader: x12.NewReader(src, x12.MaxSegment(maxSegment)), emit: emit, claims: claims,
		judges: map[*guide.Guide]*judge{},
	}
	for {
		segment, err := r.reader.Next()
		var finding *x12.Error
		switch {
		case errors.Is(err, io.EOF):
			return r.finish()
		case errors.As(err, &finding):
			err = r.readerFound(finding)
		case err == nil:
			err = r.take(segment)
		}
		if err != nil {
			return err
		}
	}
}

// readerFound puts a finding of the Reader where it belongs. Those that wait for
// their segment are shown at once when there are too many.
func (r *reading) readerFound(f *x12.Error) error {
	if at := r.itemOf(f); at != nil && !missing(f) {
		at.below.add(f)
		return nil
	}
	r.pending = append(r.pending, f)
	if len(r.pending) < maxFindings {
		return nil
	}
	return r.flushPending()
}

func (r *reading) flushPending() error {
	if r.open == nil {
		r.open = &block{scope: r.scope, part: 1}
	}
	for _, f := range r.pending {
		r.open.after.add(f)
	}
	r.pending = r.pending[:0]
	return r.flush(false)
}

// take adds a segment to the open block, or begins another with it.
func (r *reading) take(seg *x12.Segment) error {
	it := item{seg: seg.Clone()}
	at := r.walk(seg)
	r.enter(&it, at)
	if r.mapper != nil {
		r.mapper.Add(seg, at)
	}
	fresh := r.begins(&it)
	r.distribute(&it, fresh)
	full := !fresh && r.open.full()
	if fresh || full {
		before := r.open
		if err := r.flush(full); err != nil {
			return err
		}
		r.open = &block{scope: it.scope, part: 1}
		if full {
			r.open.kind, r.open.number, r.open.scope, r.open.part = before.kind, before.number, before.scope, before.part+1
		} else {
			r.open.kind, r.open.number = headOf(&it)
		}
	}
	// A loop that a later part begins must not keep that part: the next part may
	// begin in the loop, and so each would keep the one before it.
	if it.opened && it.scope.own == nil && r.open.part == 1 {
		it.scope.own = r.open
	}
	r.open.items = append(r.open.items, it)
	r.open.bytes += len(it.seg.Bytes())
	r.leave(seg)
	return nil
}

// walk places the segment by the guide of the open set.
func (r *reading) walk(seg *x12.Segment) guide.Placement {
	r.found = r.found[:0]
	if r.judge != nil && !seg.Is("SE") && (seg.Is("ST") || r.reader.Set() == nil) {
		r.judge.end() // the set broke off
		r.judge = nil
	}
	if seg.Is("ST") {
		r.beginSet()
	}
	if r.judge == nil {
		return guide.Placement{}
	}
	at := r.judge.take(seg)
	if seg.Is("SE") {
		r.judge.end()
		r.judge = nil
	}
	return at
}

// enter finds the scope of a segment and opens it if it is new.
func (r *reading) enter(it *item, at guide.Placement) {
	seg := it.seg
	switch {
	case seg.Is("ISA"):
		r.scope = &scope{interchange: r.reader.Interchange()}
		it.opened, it.placed = true, true
	case seg.Is("GS"):
		r.scope = &scope{parent: r.scope.enclosing(isInterchange), group: r.reader.Group()}
		it.opened, it.placed = true, true
	case seg.Is("ST"):
		parent := r.scope.enclosing(isGroup)
		if parent == nil {
			parent = r.scope.enclosing(isInterchange)
		}
		r.scope = &scope{parent: parent, set: r.reader.Set()}
		if r.judge != nil {
			r.scope.guide, _ = guide.Lookup(r.scope.set.ID, versionOf(r.scope))
		}
		it.opened, it.placed = true, true
	case seg.Is("GE"), seg.Is("IEA"), seg.Is("TA1"):
		fits := isInterchange
		if seg.Is("GE") {
			fits = isGroup
		}
		if outer := r.scope.enclosing(fits); outer != nil {
			r.scope, it.placed = outer, true
		}
	case at.Loop != nil:
		r.enterLoop(it, at)
	}
	it.scope = r.scope
	switch {
	case at.Use != nil:
		it.use, it.placed = at.Use, true
	case envelope[string(seg.ID())] != nil:
		it.use = envelope[string(seg.ID())]
	default:
		it.use = guide.Standard(seg.ID())
	}
}

// versionOf returns the guide that a set says it follows.
func versionOf(s *scope) string {
	if s.set.Implementation != "" {
		return s.set.Implementation
	}
	if group := s.enclosing(isGroup); group != nil {
		return group.group.Version
	}
	return ""
}

// enterLoop goes to the loop of a placed segment; a part of a guide counts to the
// loop it is in. A loop whose parent is not open, which only a broken set has,
// stands in the set itself.
func (r *reading) enterLoop(it *item, at guide.Placement) {
	set, loop := r.scope.enclosing(isSet), named(at.Loop)
	if loop == nil {
		r.scope = set
		return
	}
	if !at.Opened || loop != at.Loop {
		if open := r.scope.enclosing(func(s *scope) bool { return s.loop == loop }); open != nil {
			r.scope = open
			return
		}
	}
	parent := set
	if outer := named(loop.Parent); outer != nil {
		if open := r.scope.enclosing(func(s *scope) bool { return s.loop == outer }); open != nil {
			parent = open
		}
	}
	r.scope = &scope{parent: parent, loop: loop}
	it.opened = true
}

// named returns the innermost loop that has an identifier: l, or the one around
// it; nil where only the set is around it.
func named(l *guide.Loop) *guide.Loop {
	for l != nil && l.ID == "" {
		l = l.Parent
	}
	return l
}

// leave goes out of what the segment closed.
func (r *reading) leave(seg *x12.Segment) {
	var outer *scope
	switch string(seg.ID()) {
	case "SE":
		outer = r.scope.enclosing(isSet)
		if r.mapper != nil {
			r.mapper.End()
			r.mapper = nil
		}
	case "GE":
		outer = r.scope.enclosing(isGroup)
	case "IEA":
		outer = r.scope.enclosing(isInterchange)
	default:
		return
	}
	if outer != nil {
		r.scope = outer.parent
	}
}

// flush shows the open block; more says that another part of it follows.
func (r *reading) flush(more bool) error {
	b := r.open
	r.open = nil
	if b == nil {
		return nil
	}
	b.whole, b.more = b.part == 1 && !more, more
	if b.kind == noUnit && b.part == 1 {
		b.kind, b.number = subjectOf(b)
	}
	if b.kind == member && b.part == 1 {
		b.number = memberNumber(b)
	}
	if b.kind == claim {
		b.claim, r.mapped = r.mapped, nil
	}
	return r.emit(b)
}

func (r *reading) finish() error {
	if r.mapper != nil {
		r.mapper.End()
	}
	if r.judge != nil {
		r.found = r.found[:0]
		r.judge.end()
		r.pending = append(r.pending, r.found...)
	}
	for i, f := range r.pending {
		if at := r.itemOf(f); at != nil {
			if missing(f) {
				at.before.add(f)
			} else {
				at.below.add(f)
			}
			r.pending[i] = nil
		}
	}
	r.pending = slices.DeleteFunc(r.pending, func(f *x12.Error) bool { return f == nil })
	if len(r.pending) > 0 {
		return r.flushPending()
	}
	return r.flush(false)
}
