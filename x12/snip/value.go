package snip

import "github.com/hmox12/hmox12/x12/internal/packed"

// value is what an element or component of the segment at hand holds, blanks behind
// it cut. Tests and code sets ask for the same ones again and again.
type value struct {
	element, component int
	text               []byte
	packed             uint64
}

func newValue(text []byte) *value { return &value{text: text, packed: packed.Value(text)} }

// value returns what the first repetition of an element holds, or a component of
// it; component 0 is all of it.
func (c *Checker) value(element, component int) *value {
	v := &c.held
	if v.element == element && v.component == component {
		return v
	}
	v.element, v.component = element, component
	text := c.seg.Element(element)
	if component > 0 {
		text = c.seg.Component(element, component)
	} else if c.repeats {
		text = c.seg.Repetition(element, 1)
	}
	v.text = trimRight(text)
	v.packed = packed.Value(v.text)
	return v
}

// valueIn is value for any repetition.
func (c *Checker) valueIn(element, repetition, component int) *value {
	if repetition == 1 {
		return c.value(element, component)
	}
	v := &c.held
	v.element = -1 // another repetition is no answer to value
	if component > 0 {
		v.text = trimRight(c.seg.RepeatedComponent(element, repetition, component))
	} else {
		v.text = trimRight(c.seg.Repetition(element, repetition))
	}
	v.packed = packed.Value(v.text)
	return v
}

// admits reports whether the value is in the list.
func (l *list) admits(v *value) bool {
	if len(v.text) == 0 {
		return l.empty
	}
	return l.values.Contains(v.packed) || len(l.ranges) > 0 && l.inRange(v.packed, v.text)
}
