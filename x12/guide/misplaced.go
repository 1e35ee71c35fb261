package guide

import "github.com/hmox12/hmox12/x12"

// misplaced deals with a segment that the guide knows but that fits no place in
// reach. It looks for the one fault that explains it best, so that one fault is
// one finding and what follows finds its place.
func (w *Walker) misplaced(id int) Placement {
	if at := w.findPassed(id); at.candidate != nil {
		if due := w.findHeadless(id, true); due.candidate != nil && due.frame > at.frame {
			return w.placeHeadless(due, id)
		}
		return w.placeLate(at)
	}
	if at := w.findNeeded(id); at.candidate != nil {
		return w.placeMisqualified(at, id, false)
	}
	if w.belongsToVague(id) {
		return Placement{}
	}
	if at := w.findHeadless(id, false); at.candidate != nil {
		return w.placeHeadless(at, id)
	}
	if at, vague := w.findOptional(id); at.candidate != nil {
		return w.placeMisqualified(at, id, vague)
	}
	code, reason := x12.SegmentUnexpected, "no open loop has a place for it"
	if w.hadPlace(id, 0) {
		code, reason = x12.SegmentOutOfOrder, "its place in an open loop has passed"
	}
	w.fault(code, w.top().plan.loop, reason)
	return Placement{}
}

// unknown reports a segment that the guide has nowhere. What is no identifier of
// X12 may be data that lost its place, and is not shown as one.
func (w *Walker) unknown() {
	id := w.seg.ID()
	if KnownSegment(id) {
		w.fault(x12.SegmentNotInSet, w.top().plan.loop, "the guide has it nowhere")
		return
	}
	w.report(&x12.Error{
		Code: x12.BadSegmentID, Offset: w.at.offset, Segment: w.at.segment, Position: w.at.position,
		Loop: w.top().plan.loop.name(), Reason: "found " + x12.Shape(id), Value: string(id[:min(len(id), 99)]),
	})
}

// findPassed returns the innermost place that has passed and has room.
func (w *Walker) findPassed(id int) found {
	for i := w.open - 1; i >= 0; i-- {
		f := &w.frames[i]
		for j := range f.plan.byID[id] {
			c := &f.plan.byID[id][j]
			if c.group < f.group && c.room(f.counts[c.node]) && c.matches(w) {
				return found{i, c}
			}
		}
	}
	return found{}
}

// placeLate counts a segment that came too late as seen, and leaves the loops
// that are open as they are.
func (w *Walker) placeLate(at found) Placement {
	if at.candidate.loop != nil {
		w.endDetour(at.frame)
	}
	p := w.take(at)
	if p.Opened {
		w.top().detour = true
	}
	if w.checks {
		w.fault(x12.SegmentOutOfOrder, p.Loop, "its place in the loop has passed")
		w.checkNode(at, p.Loop)
		w.check(at.candidate, p.Loop, 0)
	}
	return p
}

// endDetour makes room for a late loop in frame i: a late loop that is open ends,
// or, when the new one lies in it, only what is deeper. So the loops that are
// open are never more than twice the guide's depth.
func (w *Walker) endDetour(i int) {
	for d := 1; d < w.open; d++ {
		if w.frames[d].detour {
			w.closeTo(max(d, i+1), w.at)
			return
		}
	}
}

// findNeeded returns the innermost place where a segment of this identifier is
// still needed and comes next of what is needed, whatever its qualifiers are.
func (w *Walker) findNeeded(id int) found {
	if at, ok := w.findByParent(id); ok {
		return at
	}
	for i := w.open - 1; i >= 0; i-- {
		f := &w.frames[i]
		for j := range f.plan.byID[id] {
			c := &f.plan.byID[id][j]
			if c.needed && c.group >= f.group && f.counts[c.node] == 0 && !f.lacksBefore(c) {
				return found{i, c}
			}
		}
	}
	return found{}
}

// findOptional returns the innermost place for a segment of this identifier,
// whatever its qualifiers are; vague is true when there are several that it may
// be meant for.
func (w *Walker) findOptional(id int) (at found, vague bool) {
	for i := w.open - 1; i >= 0; i-- {
		f := &w.frames[i]
		for j := range f.plan.byID[id] {
			c := &f.plan.byID[id][j]
			if c.group < f.group || !c.room(f.counts[c.node]) || f.lacksBefore(c) {
				continue
			}
			if at.candidate == nil {
				at = found{i, c}
			} else if c.group == at.candidate.group {
				return at, true
			}
		}
		if at.candidate != nil {
			return at, false
		}
	}
	return found{}, false
}

// lacksBefore reports whether a node that is needed before c is still missing.
func (f *frame) lacksBefore(c *candidate) bool {
	for _, n := range f.plan.needed[f.passed:] {
		if n.group >= c.group {
			return false
		}
		if n.needed && f.counts[n.node] == 0 {
			return true
		}
	}
	return false
}

// placeMisqualified puts a segment where its identifier fits though a qualifier
// does not. When it is vague what was meant, the qualifier is the only finding.
func (w *Walker) placeMisqualified(at found, id int, vague bool) Placement {
	w.settle(at)
	f, c := &w.frames[at.frame], at.candidate
	count := f.counts[c.node]
	p := w.take(at)
	if vague {
		if f.counts[c.node] = count; count == 0 { // the room is for those that are meant
			f.seen &^= c.bit
		}
		if p.Opened {
			w.top().vague = true
		}
	}
	if !w.checks {
		return p
	}
	if !vague {
		w.checkNode(at, p.Loop)
	}
	switch {
	case c.use.use.ID == "HL":
		w.wrongLevel(c, p.Loop)
	case vague:
		w.checkQualifier(f.plan.byID[id], c, p.Loop)
	default:
		w.check(c, p.Loop, 0)
	}
	return p
}

// findHeadless returns a loop that is due and has a place for the segment,
// though the loop's head did not come: any place in a loop that is needed; in one
// that is not, the place of something needed or of a deeper loop's head, unless
// the segment had a place beside it or deeper. With needed, only the former.
func (w *Walker) findHeadless(id int, needed bool) found {
	for i := w.open - 1; i >= 0; i-- {
		f, had := &w.frames[i], w.hadPlace(id, i)
		var best *candidate
		for _, candidates := range f.plan.byID {
			for j := range candidates {
				c := &candidates[j]
				if c.loop == nil || c.group < f.group || !c.room(f.counts[c.node]) {
					continue
				}
				due := c.needed && f.counts[c.node] == 0
				if (best == nil || c.node < best.node) && (due || !had && !needed) && w.revealed(c, id, due) {
					best = c
				}
			}
		}
		if best != nil {
			return found{i, best}
		}
	}
	return found{}
}

// revealed reports whether the segment shows that loop c has begun.
func (w *Walker) revealed(c *candidate, id int, due bool) bool {
	for j := range c.loop.byID[id] {
		in := &c.loop.byID[id][j]
		if in.node > 0 && (due || in.needed || in.loop != nil) && in.matches(w) {
			return true
		}
	}
	return false
}

// placeHeadless opens the loop without its head, reports the head as missing and
// puts the segment in it.
func (w *Walker) placeHeadless(at found, id int) Placement {
	w.settle(at)
	w.frames[at.frame].counts[at.candidate.node]++
	if w.checks {
		head := *at.candidate
		head.loop = nil
		w.missing(&head, at.candidate.loop.loop, w.at)
	}
	opened := w.push(at.candidate.loop)
	opened.counts[0] = 1
	if opened.plan.level {
		w.missLevel(opened)
	}
	return w.place(w.find(id, &found{}))
}

// belongsToVague reports whether the segment may belong to a loop whose head was
// vague, so that its fault was reported with the head.
func (w *Walker) belongsToVague(id int) bool {
	for i := w.open - 1; i > 0; i-- {
		if !w.frames[i].vague {
			continue
		}
		l := w.frames[i].plan.loop
		for _, n := range l.Parent.Nodes {
			if n.Loop != nil && n.Head().ID == l.Nodes[0].Head().ID && has(n.Loop, w.plan, id) {
				return true
			}
		}
	}
	return false
}

// has reports whether the loop has a segment of its own with this identifier.
func has(l *Loop, p *plan, id int) bool {
	for _, n := range l.Nodes {
		if n.Segment != nil && p.ids.number([]byte(n.Segment.ID)) == id {
			return true
		}
	}
	return false
}

// hadPlace reports whether an open loop, from the outer-th on, had a place for the
// segment.
func (w *Walker) hadPlace(id, outer int) bool {
	for i := outer; i < w.open; i++ {
		f := &w.frames[i]
		for j := range f.plan.byID[id] {
			if c := &f.plan.byID[id][j]; c.group < f.group && c.matches(w) {
				return true
			}
		}
	}
	return false
}
