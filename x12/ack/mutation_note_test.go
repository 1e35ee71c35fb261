package ack_test

import (
	"slices"

	"github.com/hmox12/hmox12/x12/guide"
)

// noteMutations break relations that X12 demands between elements of a segment or
// components of a composite.
var noteMutations = []mutation{
	{"paired element missing", 1, onNotes('P', pairBroken, "2")},
	{"element missing that another asks for", 1, onNotes('C', conditionBroken, "2")},
	{"list missing that an element asks for", 1, onNotes('L', conditionBroken, "2")},
	{"none of elements of which one must come", 1, onNotes('R', noneLeft, "2")},
	{"elements that exclude each other", 1, onNotes('E', bothSent, "10")},
}

// related are the elements that a note is about, in a segment or a composite.
type related struct {
	d       *document
	segment int
	element int // the composite; 0 when the note is about elements
	note    guide.SyntaxNote
	uses    []guide.ElementUse
	whole   *guide.ElementUse // the composite
}

func (r related) use(n int) *guide.ElementUse { return &r.uses[n-1] }

func (r related) sent(n int) bool { return r.get(n) != "" }

func (r related) get(n int) string {
	if r.element > 0 {
		return element(r.d.segments[r.segment], r.element, n)
	}
	return element(r.d.segments[r.segment], n, 0)
}

// with returns the segment with other values; the finding is wanted at the first.
func (r related) with(value string, ns ...int) string {
	s := r.d.segments[r.segment]
	for _, n := range ns {
		if r.element > 0 {
			s = withComponent(s, r.element, n, value)
		} else {
			s = withElement(s, n, value)
		}
	}
	return s
}

// onNotes makes a mutation of a function that breaks a note and returns the
// segment and the element that is wrong; 0 where it can't be broken.
func onNotes(kind byte, wrong func(related) (string, int), ik4 string) func(*document) []mutant {
	return func(d *document) (all []mutant) {
		add := func(r related) {
			if r.note.Kind != kind {
				return
			}
			s, n := wrong(r)
			if n == 0 {
				return
			}
			f := field{d: d, segment: r.segment, element: n, use: r.use(n)}
			if r.element > 0 {
				f.element, f.component, f.around = r.element, n, r.whole
			}
			want := f.want(ik4, "5")
			want.repetition = 0
			if r.element > 0 && r.whole.Repeat != 1 {
				want.repetition = 1
			}
			all = append(all, mutantOf(f.describe(), d.replaced(r.segment, 1, s), want))
		}
		d.inSet(func(i int, p place) {
			for _, note := range p.use.Notes {
				add(related{d, i, 0, note, p.use.Elements, nil})
			}
		})
		fields(d, func(f field) {
			for _, note := range f.use.Notes {
				add(related{d, f.segment, f.element, note, f.use.Components, f.use})
			}
		})
		return all
	}
}

// pairBroken takes out an element that goes with another; one that the guide
// requires by itself is missing by itself.
func pairBroken(r related) (string, int) {
	if slices.ContainsFunc(r.note.Elements, func(n int) bool { return !r.sent(n) }) {
		return "", 0
	}
	for _, n := range r.note.Elements {
		if r.use(n).Usage == guide.Situational {
			return r.with("", n), n
		}
	}
	return "", 0
}

// conditionBroken takes out all that an element asks for.
func conditionBroken(r related) (string, int) {
	asked := r.note.Elements[1:]
	if !r.sent(r.note.Elements[0]) || slices.ContainsFunc(asked, func(n int) bool { return r.use(n).Usage.Needed() }) {
		return "", 0
	}
	first := slices.IndexFunc(asked, func(n int) bool { return r.use(n).Usage == guide.Situational })
	if first < 0 {
		return "", 0
	}
	s := r.with("", asked...)
	return s, asked[first]
}

// noneLeft takes out all of the elements of which one must come. The first that
// the guide uses is what is missed.
func noneLeft(r related) (string, int) {
	used := slices.DeleteFunc(slices.Clone(r.note.Elements), func(n int) bool { return r.use(n).Usage == guide.NotUsed })
	if len(used) == 0 || slices.ContainsFunc(used, func(n int) bool { return r.use(n).Usage.Needed() }) {
		return "", 0
	}
	return r.with("", used...), used[0]
}

// bothSent sends the second of two that exclude each other beside the first.
func bothSent(r related) (string, int) {
	for _, n := range r.note.Elements {
		if r.use(n).Usage == guide.NotUsed {
			return "", 0
		}
	}
	var sent, other int
	for _, n := range r.note.Elements {
		if r.sent(n) {
			sent = n
		} else if other == 0 {
			other = n
		}
	}
	if sent == 0 || other == 0 {
		return "", 0
	}
	return r.with("CA", other), max(sent, other)
}
