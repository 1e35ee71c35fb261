package guide

import (
	"bytes"
	"fmt"
	"unicode/utf8"

	"github.com/hmox12/hmox12/x12"
)

// checkElement checks an element that holds something: its usage, repetitions
// and values. format is the date-time period format sent before it.
func (w *Walker) checkElement(e *elementPlan, value, format []byte, at spot) {
	u := e.use
	w.checkUnasked(e, value, at)
	switch {
	case u.Usage == NotUsed:
		w.wrong(x12.ElementNotUsed, at, u, value, u.Name)
	case u.Kind == Binary:
	case w.special&repeats != 0 && bytes.IndexByte(value, w.delims.Repetition) >= 0:
		w.checkRepetitions(e, value, format, at)
	default:
		if u.Repeat != 1 {
			at.repetition = 1
		}
		w.checkOccurrence(e, value, format, at)
	}
}

// checkRepetitions checks each repetition that is admitted.
func (w *Walker) checkRepetitions(e *elementPlan, value, format []byte, at spot) {
	u, padding := e.use, at.padding
	if sent := 1 + bytes.Count(value, []byte{w.delims.Repetition}); u.Repeat > 0 && sent > u.Repeat {
		w.wrong(x12.TooManyRepetitions, at, u, value, fmt.Sprintf("found %d, %s", sent, maximum(u.Repeat)))
	} else {
		w.checkAskedRepeat(e, sent, value, at)
	}
	for r := 1; u.Repeat == 0 || r <= u.Repeat; r++ {
		one, rest, more := bytes.Cut(value, []byte{w.delims.Repetition})
		if u.Repeat != 1 {
			at.repetition = r
		}
		length := len(one)
		one = trimRight(one)
		if more { // the blanks behind the last one were cut before
			at.padding = length - len(one)
		} else {
			at.padding = padding
		}
		if len(one) > 0 {
			w.checkOccurrence(e, one, format, at)
		} else if more || r > 1 {
			w.wrong(x12.ElementTooShort, at, u, one, "found a repetition with nothing in it, expected at least one character")
		}
		if !more {
			return
		}
		value = rest
	}
}

// improper reports whether a value holds what is no character of data.
func (w *Walker) improper(value []byte) bool {
	if w.special&improper == 0 || w.classesOf(value)&improper == 0 {
		return false
	}
	return !w.unicode || w.plan.guide.characters == basicOnly || x12.UTF8.Lacks(string(value)) >= 0
}

// lengthOf returns how many characters a value has.
func (w *Walker) lengthOf(value []byte) int {
	if w.unicode && w.special&improper != 0 {
		return utf8.RuneCount(value)
	}
	return len(value)
}

// checkOccurrence checks one repetition of an element, or a component.
func (w *Walker) checkOccurrence(e *elementPlan, value, format []byte, at spot) {
	u := e.use
	switch {
	case u.Kind == Composite:
		w.checkComposite(e, value, at)
	case w.improper(value):
		w.wrong(x12.BadCharacter, at, u, value, "found "+x12.Shape(value))
	case w.special&components != 0 && bytes.IndexByte(value, w.delims.Component) >= 0:
		w.wrong(x12.TooManyComponents, at, u, value, fmt.Sprintf("found %d, expected one: it is not a composite", 1+bytes.Count(value, []byte{w.delims.Component})))
	default:
		if w.checkValue(e, value, format, at) {
			w.checkAsked(e, value, at)
		}
	}
}

// checkComposite checks the components of one repetition of a composite.
func (w *Walker) checkComposite(e *elementPlan, value []byte, at spot) {
	var sent uint64 // bit n is component n
	var format []byte
	more, padding := true, at.padding
	for i := range e.components {
		c := &e.components[i]
		at.component = i + 1
		var one []byte
		if more {
			one, value, at.padding, more = w.cutComponent(value)
			if !more { // the blanks behind the last one were cut before
				at.padding = padding
			}
		}
		switch {
		case len(one) == 0:
			w.checkMissing(c, at)
			continue
		case c.use.Usage == NotUsed:
			w.wrong(x12.ElementNotUsed, at, c.use, one, c.use.Name)
		case w.improper(one):
			w.wrong(x12.BadCharacter, at, c.use, one, "found "+x12.Shape(one))
		default:
			if c.format {
				format = one
			}
			w.checkUnasked(c, one, at)
			if w.checkValue(c, one, format, at) {
				w.checkAsked(c, one, at)
			}
		}
		sent |= 1 << at.component
	}
	if len(e.use.Notes) > 0 {
		w.checkNotes(e.use.Notes, e.components, sent, at)
	}
	for more {
		var one []byte
		at.component++
		if one, value, _, more = w.cutComponent(value); len(one) > 0 {
			w.wrong(x12.TooManyComponents, at, e.use, one, fmt.Sprintf("found more than %d, expected at most %[1]d", len(e.components)))
			return
		}
	}
}

// cutComponent returns the first component, its trailing blanks cut, what is
// behind its separator, and how many blanks were cut.
func (w *Walker) cutComponent(value []byte) (one, rest []byte, padding int, more bool) {
	for i, b := range value {
		if b == w.delims.Component {
			one = trimRight(value[:i])
			return one, value[i+1:], i - len(one), true
		}
	}
	one = trimRight(value)
	return one, nil, len(value) - len(one), false
}

// checkQualifier reports the first qualifier of the segment that does not fit
// use c, one of several candidates that may be meant.
func (w *Walker) checkQualifier(candidates []candidate, c *candidate, l *Loop) {
	for i := range c.qualifiers {
		q := &c.qualifiers[i]
		if q.holds(w) {
			continue
		}
		at, u := spot{loop: l, element: q.element}, c.use.use.Element(q.element)
		if len(trimRight(w.seg.Element(q.element))) > 0 { // it is not wholly missing
			if u.Repeat != 1 {
				at.repetition = 1
			}
			if q.component > 0 {
				at.component, u = q.component, &u.Components[q.component-1]
			}
		}
		text := w.tell(q.element, q.component).value
		if len(text) == 0 {
			w.wrong(x12.ElementMissing, at, u, nil, u.Name)
			return
		}
		code := x12.UnknownCode
		if u.Knows(text) {
			code = x12.CodeNotUsed
		}
		w.wrong(code, at, u, text, codeReason(u, text, codesOf(candidates, c.group, q.element)))
		return
	}
}

// codesOf says which codes the candidates of a group expect in an element.
func codesOf(candidates []candidate, group, element int) string {
	var list []string
	for i := range candidates {
		for _, q := range candidates[i].qualifiers {
			if q.element == element && candidates[i].group == group {
				list = append(list, q.codes.list...)
			}
		}
	}
	return newCodes(list).String()
}
