package snip

import (
	"fmt"
	"slices"
	"strings"

	"github.com/hmox12/hmox12/x12"
	"github.com/hmox12/hmox12/x12/guide"
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

// qualifies reports whether the segment is the one that the place names.
func (r *reference) qualifies(s *x12.Segment) bool {
	if r.qualifier == "" {
		return true
	}
	q := s.Component(1, 1)
	for _, want := range r.qualifiers {
		if want == string(q) {
			return true
		}
	}
	return false
}

// fits reports whether the test is true of the segment, and of which element.
func (t *test) fits(s *x12.Segment) (element int, ok bool) {
	if !t.qualifies(s) {
		return 0, false
	}
	if t.first == 0 {
		return 0, true
	}
	for n := t.first; n <= t.last; n++ {
		for component := t.from; component <= t.to; component++ {
			value := s.Repetition(n, 1)
			if component > 0 {
				value = s.Component(n, component)
			}
			value = trimRight(value)
			if t.values == nil && len(value) > 0 || t.values != nil && t.values.contains(value) != t.not {
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
