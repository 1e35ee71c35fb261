package ack

import (
	"slices"

	"github.com/hmox12/hmox12/x12"
	"github.com/hmox12/hmox12/x12/guide"
	"github.com/hmox12/hmox12/x12/snip"
)

// This file cuts a long set at levels (HL), so that several workers inspect it.
//
// What a level's segments are checked against follows from little of what came before:
// the header of the set and, of each level around it, what stands before its first child.
// A worker that is to go on behind a seam walks these first, its lead, without a word.
// That is right only if the levels between are as they should be. So the worker that
// comes to the seam from before says where it is then, and unless both are at the same
// state, what the next worker found is dropped and the crew inspects the rest of the set
// itself. The segment at the seam is walked by both; the former tells what is found.

// state is where an inspector is in a set.
type state struct {
	walker  guide.State
	checker snip.State
	unit    openUnit
	from    int
}

// cuttable reports whether what is open in the set can be saved.
func (o *opening) cuttable() bool { return o.guide != nil && snip.Saves(o.guide) }

func (i *inspector) save(s *state) {
	s.unit, s.from = i.unit, i.unitFrom
	i.walker.Save(&s.walker)
	if i.checker != nil {
		i.checker.Save(&s.checker)
	}
}

func (i *inspector) restore(o opening, s *state) {
	i.begin(o)
	i.unit, i.unitFrom = s.unit, s.from
	i.walker.Restore(&s.walker)
	if i.checker != nil {
		i.checker.Restore(&s.checker)
	}
}

func (s *state) equal(other *state) bool {
	return s.from == other.from && string(s.unit.value[:s.unit.size]) == string(other.unit.value[:other.unit.size]) &&
		s.walker.Equal(&other.walker) && s.checker.Equal(&other.checker)
}

// lead is what a worker walks before it goes on in a set.
type lead struct {
	set    opening
	header []*x12.Segment // the set up to its first level
	levels []level        // the open ones around the seam, the outermost first
}

// level is an HL and what follows up to the next one.
type level struct {
	number   string // HL01
	segments []*x12.Segment
}

// follow walks the lead and the segment at the seam without a word.
func (i *inspector) follow(l *lead, seam *x12.Segment) {
	i.muted = true
	i.begin(l.set)
	for _, s := range l.header {
		i.inspect(s)
	}
	for _, level := range l.levels {
		for _, s := range level.segments {
			i.inspectIn(s)
		}
	}
	i.inspectIn(seam)
	i.muted = false
}

// inspectIn inspects a segment that levels are missing before.
func (i *inspector) inspectIn(s *x12.Segment) {
	if n, ok := x12.ParseCount(s.Element(1)); ok && s.Is("HL") {
		i.walker.GoOnFrom(n)
	}
	i.inspect(s)
}

const (
	mostLead   = 200 // segments of a header or level that a lead may have
	mostLevels = 8   // levels
)

// cut ends a portion at the last level in it, if there is one to cut the open set at, puts
// what comes from there on to the rest, and returns its lead; nil otherwise.
func (c *crew) cut(p *portion) *lead {
	if c.whole {
		return nil
	}
	from := p.opened()
	var known []level
	switch {
	case from >= 0:
		c.header = p.segmentsUpToLevel(from)
		if first := p.segmentsUpToLevel(from + len(c.header)); first != nil { // most others are in it
			known = []level{{first[0].Text(1), first}}
		}
	case p.lead != nil:
		known = p.lead.levels
	}
	from = max(from, 0)
	seam := p.lastLevel(from)
	if c.header == nil || seam < 0 {
		return nil
	}
	l := &lead{set: c.opened, header: c.header}
	if !l.enclose(p, from, seam, known) {
		return nil
	}
	c.rest.Reset()
	var s x12.Segment
	for i := seam; i < p.segments.Len(); i++ {
		p.segments.Segment(i, &s)
		c.rest.Add(&s)
	}
	p.segments.Truncate(seam + 1)
	p.seam = true
	return l
}

// opened returns the first segment of the set that is open at the end, -1 when it was
// opened before.
func (p *portion) opened() int {
	for i := len(p.events) - 1; i >= 0; i-- {
		if p.events[i].open != nil {
			return p.events[i].behind
		}
	}
	return -1
}

// segmentsUpToLevel returns copies of the segments from the i-th up to the next HL; nil
// when they are many.
func (p *portion) segmentsUpToLevel(i int) (copies []*x12.Segment) {
	var s x12.Segment
	for ; i < p.segments.Len(); i++ {
		if p.segments.Segment(i, &s); s.Is("HL") && len(copies) > 0 {
			return copies
		}
		if len(copies) == mostLead {
			break
		}
		copies = append(copies, s.Clone())
	}
	return nil
}

// lastLevel returns the last HL behind the i-th segment with nothing but segments behind
// it, -1 where there is none.
func (p *portion) lastLevel(i int) int {
	var s x12.Segment
	for seam := p.segments.Len() - 1; seam > i; seam-- {
		if len(p.events) > 0 && p.events[len(p.events)-1].behind > seam {
			break
		}
		if p.segments.Segment(seam, &s); s.Is("HL") {
			return seam
		}
	}
	return -1
}

// enclose makes levels those around the HL at the seam: known ones, and of those in p,
// in which the set's first segment is the from-th. It reports false where they can't be
// found.
func (l *lead) enclose(p *portion, from, seam int, known []level) bool {
	var s x12.Segment
	p.segments.Segment(seam, &s)
	for at := seam; s.Has(2); {
		parent := s.Text(2)
		if i := slices.IndexFunc(known, func(around level) bool { return around.number == parent }); i >= 0 {
			l.levels = slices.Concat(known[:i+1], l.levels)
			return len(l.levels) <= mostLevels
		}
		for at--; ; at-- {
			if at < from {
				return false
			}
			if p.segments.Segment(at, &s); s.Is("HL") && s.Text(1) == parent {
				break
			}
		}
		around := level{parent, p.segmentsUpToLevel(at)}
		if around.segments == nil || len(l.levels) == mostLevels {
			return false
		}
		l.levels = slices.Insert(l.levels, 0, around)
		p.segments.Segment(at, &s)
	}
	return true
}
