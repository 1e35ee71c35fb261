package guide

import (
	"github.com/hmox12/hmox12/x12"
	"github.com/hmox12/hmox12/x12/internal/packed"
)

// qualifier is an element that tells uses of the same segment apart, such as
// NM101 or HI01-1, and the codes that stand for this use.
type qualifier struct {
	element   int
	component int // 0 when the element is simple
	codes     *Codes
}

// matches reports whether what c asks of the qualifiers is in the segment.
func (c *candidate) matches(w *Walker) bool {
	for i := range c.qualifiers {
		if !c.qualifiers[i].holds(w) {
			return false
		}
	}
	return true
}

func (q *qualifier) holds(w *Walker) bool {
	t := w.tell(q.element, q.component)
	if t.packed != 0 {
		return q.codes.packed.Contains(t.packed)
	}
	return q.codes.Contains(t.value)
}

// tell returns what the segment at hand holds in a qualifier.
func (w *Walker) tell(element, component int) *told {
	t := &w.told
	if t.element != element || t.component != component {
		value := qualifierValue(w.seg, element, component)
		*t = told{element, component, value, packed.Value(value)}
	}
	return t
}

// told is what the segment at hand holds in an element that tells uses apart. Most
// uses of a segment ask for the same one.
type told struct {
	element, component int // element is 0 before any was asked for
	value              []byte
	packed             uint64 // 0 when value can't be packed
}

// qualifierValue returns what a segment holds in an element, or in its first
// component.
func qualifierValue(seg *x12.Segment, element, component int) []byte {
	value := seg.Element(element)
	if component > 0 {
		separator := seg.Delimiters().Component
		for i, b := range value {
			if b == separator {
				value = value[:i]
				break
			}
		}
	}
	return trimRight(value)
}

// tellApart finds the first element that the guide demands of both and whose
// codes for c and o have none in common, and makes it a qualifier of both. Of
// the same loop, lists that overlap but differ will do.
func tellApart(c, o *candidate, sameLoop bool) {
	disjoint := func(a, b *Codes) bool { return !a.overlaps(b) }
	if separate(c, o, disjoint) || !sameLoop {
		return
	}
	separate(c, o, func(a, b *Codes) bool { return a.String() != b.String() })
}

// separate makes the first needed element whose codes are distinct a qualifier of
// both, and reports whether there is one.
func separate(c, o *candidate, distinct func(a, b *Codes) bool) bool {
	as, bs := c.use.elements, o.use.elements
	for i := range min(len(as), len(bs)) {
		a, b, component := as[i].use, bs[i].use, 0
		if !a.Usage.Needed() || !b.Usage.Needed() {
			continue
		}
		if a.Kind == Composite && len(a.Components) > 0 && len(b.Components) > 0 {
			a, b, component = &a.Components[0], &b.Components[0], 1
		}
		if a.Codes != nil && b.Codes != nil && distinct(a.Codes, b.Codes) {
			c.qualifyBy(qualifier{i + 1, component, a.Codes})
			o.qualifyBy(qualifier{i + 1, component, b.Codes})
			return true
		}
	}
	return false
}

func (c *candidate) qualifyBy(q qualifier) {
	for _, have := range c.qualifiers {
		if have.element == q.element {
			return
		}
	}
	c.qualifiers = append(c.qualifiers, q)
}
