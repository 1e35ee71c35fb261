package guide

import (
	"fmt"

	"github.com/hmox12/hmox12/x12"
)

// usePlan is a SegmentUse laid out for the checks.
type usePlan struct {
	use      *SegmentUse
	elements []elementPlan
	needed   int // the last element that must be sent
	quick    *quickPlan
}

// elementPlan is an element or component laid out for the checks.
type elementPlan struct {
	use        *ElementUse // as the guide has it
	asked      *ElementUse // as a companion guide narrows it; nil when it doesn't
	format     bool        // data element 1250: it governs the next period
	period     bool        // data element 1251: a date, a time or a range of them
	components []elementPlan
}

func newUsePlan(u *SegmentUse) *usePlan {
	p := &usePlan{use: u, elements: newElementPlans(u.Elements)}
	for i := range u.Elements {
		if u.Elements[i].Usage.Needed() { // by the guide or a companion guide
			p.needed = i + 1
		}
	}
	p.quick = newQuickPlan(p.elements, u.Notes)
	return p
}

func newElementPlans(uses []ElementUse) []elementPlan {
	plans := make([]elementPlan, len(uses))
	for i := range uses {
		u := &uses[i]
		plans[i] = elementPlan{
			use: ofGuide(u, u.own), format: u.Number == "1250", period: u.Number == "1251",
			components: newElementPlans(u.Components),
		}
		if plans[i].use.narrowedTo(u) {
			plans[i].asked = u
		}
	}
	return plans
}

// class is a set of what is special about bytes.
type class uint8

const (
	improper   class = 1 << iota // a control character or not ASCII
	repeats                      // the repetition separator
	components                   // the component separator
	disagreed                    // not among the characters that a companion guide admits
)

// setDelimiters takes up the delimiters of an interchange.
func (w *Walker) setDelimiters(d x12.Delimiters) {
	w.delims = d
	w.forget()
	for b := range w.classes {
		w.classes[b] = 0
		if b < ' ' || b >= 0x7f {
			w.classes[b] = improper
		} else if !w.plan.guide.characters.admit(byte(b)) {
			w.classes[b] = disagreed
		}
	}
	w.choosy = w.plan.guide.characters != ""
	w.quick = !w.thorough && printable(d.Element) && printable(d.Component) && (d.Repetition == 0 || printable(d.Repetition))
	w.remembers = w.checks && w.quick
	w.classes[d.Element] = 0
	w.classes[d.Component] = components
	if d.Repetition != 0 {
		w.classes[d.Repetition] = repeats
	}
}

func printable(b byte) bool { return b >= ' ' && b < 0x7f }

// classesOf returns what is special about any byte of data.
func (w *Walker) classesOf(data []byte) class {
	var all class
	for _, b := range data {
		all |= w.classes[b]
	}
	return all
}

// spot is an element, or a component of it, of the segment at hand.
type spot struct {
	loop                           *Loop
	element, component, repetition int
	padding                        int // blanks behind the value, which were cut
}

// check checks the segment at hand against its use in loop l. Element skip, from
// 1, has had its finding.
func (w *Walker) check(c *candidate, l *Loop, skip int) {
	if skip > 0 || !w.right(c.use.quick) {
		w.examine(c, l, skip)
	}
}

// examine is check without the quick one.
func (w *Walker) examine(c *candidate, l *Loop, skip int) {
	use := c.use
	w.special = w.classesOf(w.seg.Bytes())
	count := w.seg.Len()
	var sent uint64 // bit n is element n
	var format []byte
	for n := 1; n <= min(len(use.elements), max(count, use.needed)); n++ {
		e := &use.elements[n-1]
		whole := w.seg.Element(n)
		value := trimRight(whole)
		if len(value) == 0 {
			if n != skip {
				w.checkMissing(e, spot{loop: l, element: n})
			}
			continue
		}
		sent |= 1 << n
		if e.format {
			format = value
		}
		if n != skip {
			w.checkElement(e, value, format, spot{loop: l, element: n, padding: len(whole) - len(value)})
		}
	}
	if len(use.use.Notes) > 0 {
		w.checkNotes(use.use.Notes, use.elements, sent, spot{loop: l})
	}
	if count > len(use.elements) {
		w.checkSurplus(len(use.elements), l)
	}
	if count > 0 && !w.seg.Has(count) {
		w.wrong(x12.TrailingSeparator, spot{loop: l, element: count}, nil, nil, "")
	}
}

// checkMissing reports an element or component that was not sent.
func (w *Walker) checkMissing(e *elementPlan, at spot) {
	switch {
	case e.use.Usage.Needed():
		w.wrong(x12.ElementMissing, at, e.use, nil, e.use.Name)
	case e.asked != nil && e.asked.Usage.Needed():
		w.wrong(x12.PartnerElementMissing, at, e.use, nil, e.use.Name+": "+w.asks("it"))
	}
}

// checkSurplus reports the first element with data behind the last that X12
// defines.
func (w *Walker) checkSurplus(defined int, l *Loop) {
	for n := defined + 1; n <= w.seg.Len(); n++ {
		if w.seg.Has(n) {
			w.wrong(x12.TooManyElements, spot{loop: l, element: n}, nil, w.seg.Element(n), fmt.Sprintf("found %d, expected at most %d", n, defined))
			return
		}
	}
}

// checkNotes checks relations between the elements of a segment, or between the
// components at at. An element that the guide requires, or does not use, has a
// finding of its own.
func (w *Walker) checkNotes(notes []SyntaxNote, plans []elementPlan, sent uint64, at spot) {
	for _, note := range notes {
		var all uint64
		for _, n := range note.Elements {
			all |= 1 << n
		}
		code, n := broken(note, sent&all, all)
		if n == 0 || n > len(plans) {
			continue
		}
		u := plans[n-1].use
		if code == x12.ConditionalElementMissing && (u.Usage.Needed() || u.Usage == NotUsed) {
			continue
		}
		if at.element == 0 {
			w.wrong(code, spot{loop: at.loop, element: n}, u, w.seg.Element(n), noteReason(note))
			continue
		}
		at.component = n
		w.wrong(code, at, u, nil, noteReason(note))
	}
}

// broken returns the code and the element, 0 for none, that breaks the note;
// sent and all are sets of its elements.
func broken(note SyntaxNote, sent, all uint64) (x12.Code, int) {
	if len(note.Elements) == 0 {
		return 0, 0
	}
	first := note.Elements[0]
	led := sent&(1<<first) != 0
	switch note.Kind {
	case 'P':
		if sent != 0 && sent != all {
			return x12.ConditionalElementMissing, firstOf(note, all&^sent)
		}
	case 'R':
		if sent == 0 {
			return x12.ConditionalElementMissing, first
		}
	case 'C':
		if led && sent != all {
			return x12.ConditionalElementMissing, firstOf(note, all&^sent)
		}
	case 'L':
		if led && sent == 1<<first && len(note.Elements) > 1 {
			return x12.ConditionalElementMissing, note.Elements[1]
		}
	case 'E':
		if sent&(sent-1) != 0 {
			return x12.ExclusionViolated, firstOf(note, sent&^(1<<firstOf(note, sent)))
		}
	}
	return 0, 0
}

// firstOf returns the first element of the note that is in the set, or 0.
func firstOf(note SyntaxNote, set uint64) int {
	for _, n := range note.Elements {
		if set&(1<<n) != 0 {
			return n
		}
	}
	return 0
}

func noteReason(note SyntaxNote) string {
	text := "syntax note " + string(note.Kind)
	for _, n := range note.Elements {
		text += fmt.Sprintf("%02d", n)
	}
	return text
}
