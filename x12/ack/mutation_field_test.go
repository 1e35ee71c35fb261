package ack_test

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/hmox12/hmox12/x12/guide"
)

// field is an element or component of a document with something in it.
type field struct {
	d         *document
	segment   int
	element   int
	component int // 0 when it is a whole element
	use       *guide.ElementUse
	around    *guide.ElementUse // the composite that a component is in
	value     string
}

// fields calls f for all that holds something between ST and SE: simple elements,
// composites, and the components of their first repetition.
func fields(d *document, f func(field)) {
	d.inSet(func(i int, p place) {
		for n := range p.use.Elements {
			use := &p.use.Elements[n]
			value := element(d.segments[i], n+1, 0)
			if value == "" {
				continue
			}
			f(field{d, i, n + 1, 0, use, nil, value})
			for c := range use.Components {
				if value := element(d.segments[i], n+1, c+1); value != "" {
					f(field{d, i, n + 1, c + 1, &use.Components[c], use, value})
				}
			}
		}
	})
}

// onFields makes a mutation of a function that returns the wrong value for a
// field, or false where it can't be wrong so.
func onFields(wrong func(field) (string, bool), ik4, ik5 string) func(*document) []mutant {
	return func(d *document) (all []mutant) {
		fields(d, func(f field) {
			if value, ok := wrong(f); ok {
				all = append(all, f.mutant(value, ik4, ik5))
			}
		})
		return all
	}
}

// mutant puts a value into the field.
func (f field) mutant(value, ik4, ik5 string) mutant {
	d, s := f.d, f.d.segments[f.segment]
	s = withComponent(s, f.element, f.component, value)
	want := f.want(ik4, ik5)
	if strings.Trim(element(s, f.element, 0), " ") == "" {
		want.repetition = 0
	}
	return mutantOf(f.describe(), d.replaced(f.segment, 1, s), want)
}

func (f field) describe() string {
	text := fmt.Sprintf("%s, element %d", f.d.describe(f.segment), f.element)
	if f.component > 0 {
		text += fmt.Sprintf("-%d", f.component)
	}
	return text
}

func (f field) want(ik4, ik5 string) expectation {
	w := expectation{
		segment: f.segment + 1, id: f.d.places[f.segment].use.ID, element: f.element, component: f.component,
		ik3: "8", ik4: ik4, ik5: ik5,
	}
	repeated := f.use
	if f.around != nil {
		repeated = f.around
	}
	if repeated.Repeat != 1 && element(f.d.segments[f.segment], f.element, 0) != "" {
		w.repetition = 1
	}
	return w
}

// qualifies reports whether the field is what uses of a segment are told apart by:
// another use in the guide has other codes there. A wrong length there is a wrong
// code.
func (f field) qualifies() bool {
	if f.use.Codes == nil || f.component > 1 {
		return false
	}
	return slices.ContainsFunc(f.d.uses[f.d.places[f.segment].use.ID], func(other *guide.SegmentUse) bool {
		e := other.Element(f.element)
		if f.component == 1 && len(e.Components) > 0 {
			e = &e.Components[0]
		}
		return e.Usage != guide.NotUsed && e.Codes.String() != f.use.Codes.String()
	})
}

// usesOf returns every use of each segment in a guide.
func usesOf(g *guide.Guide) map[string][]*guide.SegmentUse {
	uses := map[string][]*guide.SegmentUse{}
	var visit func(*guide.Loop)
	visit = func(l *guide.Loop) {
		for _, n := range l.Nodes {
			if n.Loop != nil {
				visit(n.Loop)
			} else {
				uses[n.Segment.ID] = append(uses[n.Segment.ID], n.Segment)
			}
		}
	}
	visit(g.Root)
	return uses
}

// period returns what the data element 1250 before a date-time period says it is.
func (f field) period() string {
	uses := f.d.places[f.segment].use.Elements
	if f.around != nil {
		uses = f.around.Components
	}
	format := ""
	for n := range uses {
		e, c := n+1, 0
		if f.around != nil {
			e, c = f.element, n+1
		}
		if uses[n].Number == "1250" {
			format = element(f.d.segments[f.segment], e, c)
		}
		if &uses[n] == f.use {
			break
		}
	}
	if f.use.Number != "1251" {
		return ""
	}
	return format
}

// codesOf returns all codes that any guide has for a data element.
func codesOf(number string) []string { return codesInUse()[number] }

var codesInUse = sync.OnceValue(func() map[string][]string {
	all := map[string]map[string]bool{}
	var visit func([]guide.ElementUse)
	visit = func(uses []guide.ElementUse) {
		for i := range uses {
			for _, code := range uses[i].Codes.List() {
				if all[uses[i].Number] == nil {
					all[uses[i].Number] = map[string]bool{}
				}
				all[uses[i].Number][code] = true
			}
			visit(uses[i].Components)
		}
	}
	var loop func(*guide.Loop)
	loop = func(l *guide.Loop) {
		for _, n := range l.Nodes {
			if n.Loop != nil {
				loop(n.Loop)
			} else {
				visit(n.Segment.Elements)
			}
		}
	}
	for _, g := range guide.All() {
		loop(g.Root)
	}
	sorted := map[string][]string{}
	for number, codes := range all {
		sorted[number] = slices.Sorted(keys(codes))
	}
	return sorted
})
