package snip

import (
	"fmt"
	"slices"
	"strings"

	"github.com/hmox12/hmox12/x12/guide"
	"github.com/hmox12/hmox12/x12/internal/packed"
)

// test is what a term asks of one segment.
type test struct {
	reference
	values *list // nil when it only asks whether it was sent
	not    bool
}

// parseTest reads a term: a place, and what its value is or is not.
func parseTest(text string) (test, error) {
	where, values, compared := strings.Cut(text, "=")
	where, not := strings.CutSuffix(where, "!")
	r, err := parseReference(where)
	if err != nil {
		return test{}, err
	}
	t := test{reference: r, not: not}
	switch {
	case !compared && not:
		return test{}, fmt.Errorf("%q denies nothing: write !=", text)
	case !compared:
		return t, nil
	case r.first == 0:
		return test{}, fmt.Errorf("%q compares a whole segment: name an element", text)
	}
	t.values, err = parseValues(values)
	return t, err
}

// names reports whether the segment at hand is the one that the place names.
func (c *Checker) names(r *reference) bool {
	if r.qualifier == "" {
		return true
	}
	if c.name == 0 {
		if c.name = packed.Value(c.seg.Component(1, 1)); c.name == 0 {
			return false
		}
	}
	return r.qualified.Contains(c.name)
}

// fits reports whether the test is true of the segment at hand, and of which
// element.
func (c *Checker) fits(t *test) (element int, ok bool) {
	if !c.names(&t.reference) {
		return 0, false
	}
	if t.first == 0 {
		return 0, true
	}
	for n := t.first; n <= t.last; n++ {
		for component := t.from; component <= t.to; component++ {
			v := c.value(n, component)
			if t.values == nil && len(v.text) > 0 || t.values != nil && t.values.admits(v) != t.not {
				return n, true
			}
		}
	}
	return 0, false
}

// describe says what the test asks, for messages.
func (t *test) describe() string {
	switch {
	case t.values == nil:
		return t.reference.String() + " is sent"
	case t.not:
		return t.reference.String() + " is not " + t.values.text
	}
	return t.reference.String() + " is " + t.values.text
}

// usesIn returns where in a loop the segment of the reference may stand. Several
// uses of one segment that the guide tells apart by its first element are told
// apart by the qualifier.
func (r *reference) usesIn(l *guide.Loop) []*guide.SegmentUse {
	if r.segment == "" {
		return []*guide.SegmentUse{l.Nodes[0].Segment}
	}
	var uses []*guide.SegmentUse
	for _, n := range l.Nodes {
		if n.Segment != nil && n.Segment.ID == r.segment && r.mayQualify(n.Segment) {
			uses = append(uses, n.Segment)
		}
	}
	return uses
}

func (r *reference) mayQualify(u *guide.SegmentUse) bool {
	if r.qualifier == "" {
		return true
	}
	e := u.Element(1)
	if e != nil && len(e.Components) > 0 {
		e = &e.Components[0]
	}
	if e == nil || e.Codes == nil {
		return e != nil
	}
	return slices.ContainsFunc(r.qualifiers, func(q string) bool { return e.Codes.Contains([]byte(q)) })
}

// exists reports whether the guide uses an element of the reference at this
// place, with its components.
func (r *reference) exists(u *guide.SegmentUse) bool {
	for n := r.first; n <= r.last; n++ {
		if n == 0 {
			return true
		}
		if e := u.Element(n); e != nil && e.Usage != guide.NotUsed && (r.to == 0 || r.to <= len(e.Components)) {
			return true
		}
	}
	return false
}
