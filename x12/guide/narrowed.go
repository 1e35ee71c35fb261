package guide

import "github.com/hmox12/hmox12/x12"

// This file is what a companion guide makes of a guide: a copy of which every
// node knows what it was in the guide. The Walker places segments by the guide
// and checks both, so that a companion guide adds findings and changes none.

// ofGuide returns a node as the guide itself has it.
func ofGuide[T any](node, own *T) *T {
	if own != nil {
		return own
	}
	return node
}

// copyGuide returns a deep copy of g for a companion guide to narrow. What can't
// be narrowed, such as code lists and syntax notes, is shared.
func copyGuide(g *Guide) *Guide {
	return &Guide{
		Version: g.Version, Also: g.Also, Set: g.Set, FunctionalID: g.FunctionalID, Title: g.Title,
		Root: copyLoop(g.Root, nil), segments: g.segments, uses: g.uses,
	}
}

func copyLoop(own, parent *Loop) *Loop {
	l := *own
	l.own, l.Parent = own, parent
	l.Nodes = make([]Node, len(own.Nodes))
	for i, n := range own.Nodes {
		l.Nodes[i].Group = n.Group
		if n.Loop != nil {
			l.Nodes[i].Loop = copyLoop(n.Loop, &l)
			continue
		}
		u := *n.Segment
		u.own, u.Loop = n.Segment, &l
		u.Elements = copyElements(n.Segment.Elements)
		l.Nodes[i].Segment = &u
	}
	return &l
}

func copyElements(own []ElementUse) []ElementUse {
	if own == nil {
		return nil
	}
	uses := make([]ElementUse, len(own))
	for i := range own {
		uses[i] = own[i]
		uses[i].own = &own[i]
		uses[i].Components = copyElements(own[i].Components)
	}
	return uses
}

// asked is what a companion guide asks of a segment or loop beyond the guide.
type asked struct {
	needed, unused bool
	max            int // 0 when as many as the guide allows
}

// askedOf returns what usage and most ask beyond those of the guide, nil when
// nothing.
func askedOf(usage, ownUsage Usage, most, ownMost int) *asked {
	a := asked{needed: usage.Needed() && !ownUsage.Needed(), unused: usage == NotUsed && ownUsage != NotUsed}
	if most != ownMost {
		a.max = most
	}
	if a == (asked{}) {
		return nil
	}
	return &a
}

// narrowedTo reports whether asked differs from e, components aside.
func (e *ElementUse) narrowedTo(asked *ElementUse) bool {
	return asked.Usage != e.Usage || asked.Min != e.Min || asked.Max != e.Max || asked.Repeat != e.Repeat ||
		asked.Codes != e.Codes || asked.Format != e.Format
}

// characters are what a companion guide admits of the characters of X12.
type characters string // empty: all of them

const (
	basicOnly    characters = "basic"
	capitalsOnly characters = "capitals"
)

// admit reports whether b may be sent.
func (c characters) admit(b byte) bool {
	switch c {
	case basicOnly:
		return x12.Basic.Contains(rune(b))
	case capitalsOnly:
		return b < 'a' || b > 'z'
	}
	return true
}

// words says what is asked for.
func (c characters) words() string {
	if c == basicOnly {
		return "the basic character set, which has no small letters"
	}
	return "capital letters"
}
