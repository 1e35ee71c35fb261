package view

import (
	"strconv"
	"strings"

	"github.com/hmox12/hmox12/mapping/record"
	"github.com/hmox12/hmox12/x12"
	"github.com/hmox12/hmox12/x12/guide"
)

// element is one simple value of a segment.
type element struct {
	n, component, repetition int // component and repetition are 0 where there is one only
	use                      *guide.ElementUse
	value                    []byte
	words                    string
}

// nameOf returns what an element of the segment is called; empty when nobody
// knows.
func (it *item) nameOf(e *element) string {
	if name := names[elementKey{string(it.seg.ID()), e.n, e.component}]; name != "" {
		return name
	}
	if e.component > 0 && it.seg.Is("HI") {
		if name := it.informationName(e); name != "" {
			return name
		}
	}
	if e.use == nil {
		return ""
	}
	return e.use.Name
}

// appendAt appends where the element stands, such as CLM05-1 or EB03[2].
func (e *element) appendAt(b, id []byte) []byte {
	b = append(b, id...)
	if e.n < 10 {
		b = append(b, '0')
	}
	b = strconv.AppendInt(b, int64(e.n), 10)
	if e.component > 0 {
		b = append(b, '-')
		b = strconv.AppendInt(b, int64(e.component), 10)
	}
	if e.repetition > 0 {
		b = append(b, '[')
		b = strconv.AppendInt(b, int64(e.repetition), 10)
		b = append(b, ']')
	}
	return b
}

// elements calls yield for each value of the segment that is not empty. The
// element is good until yield returns.
func (it *item) elements(yield func(*element) bool) {
	seg, e := it.seg, new(element)
	raw := seg.Is("ISA") // its elements are the separators themselves
	for n := 1; n <= seg.Len(); n++ {
		if !seg.Has(n) {
			continue
		}
		var use *guide.ElementUse
		if it.use != nil {
			use = it.use.Element(n)
		}
		if raw {
			*e = element{n: n, use: use, value: seg.Element(n)}
			if !yield(it.word(e, nil)) {
				return
			}
			continue
		}
		repetitions := seg.Repetitions(n)
		for r := 1; r <= repetitions; r++ {
			shown := 0
			if repetitions > 1 {
				shown = r
			}
			*e = element{n: n, repetition: shown, use: use}
			if !it.repetition(e, r, yield) {
				return
			}
		}
	}
}

// repetition calls yield for the values of the r-th repetition of element e.
func (it *item) repetition(e *element, r int, yield func(*element) bool) bool {
	n, use := e.n, e.use
	composite := use != nil && use.Kind == guide.Composite
	components := it.seg.Components(n, r)
	if components == 1 && !composite {
		e.value = it.seg.Repetition(n, r)
		return yield(it.word(e, nil))
	}
	sibling := func(c int) []byte { return it.seg.RepeatedComponent(n, r, c) }
	for c := 1; c <= components; c++ {
		if e.value = sibling(c); len(e.value) == 0 {
			continue
		}
		e.component, e.words = c, ""
		if composite {
			e.use = nil
			if c <= len(use.Components) {
				e.use = &use.Components[c-1]
			}
		}
		if !yield(it.word(e, sibling)) {
			return false
		}
	}
	return true
}

// word puts into e what its value means. sibling returns the other components of
// its composite; it is nil for an element that is not in one.
func (it *item) word(e *element, sibling func(component int) []byte) *element {
	if e.use == nil {
		return e
	}
	before := func() []byte { // the value in front, which often says what this one is
		if sibling != nil {
			return sibling(e.component - 1)
		}
		return it.seg.Element(e.n - 1)
	}
	switch e.use.Number {
	case "1034":
		e.words = record.CARC(e.value).Meaning().Text
	case "1251":
		e.words = period(before(), e.value)
	case "1271":
		e.words = it.industryWord(e, sibling, before())
	case "1331":
		if sibling != nil {
			e.words = facilityWord(string(sibling(2)), e.value)
		}
	case "234":
		e.words = it.revenueWord(e, sibling)
	case "1073":
		if it.seg.Is("HI") {
			e.words = guide.Word("present-on-admission", e.value)
		}
	case "127":
		if it.seg.Is("DN2") && e.n == 1 {
			e.words = guide.Word("tooth", e.value)
		}
		if e.use.Format != nil && e.use.Format.Name == "rarc" {
			e.words = remarkWord(e.value)
		}
	case "I08":
		e.words = isoDate(append([]byte("20"), e.value...))
	}
	switch {
	case e.words != "":
	case e.use.Kind == guide.Date:
		e.words = isoDate(e.value)
	case e.use.Kind == guide.Time:
		e.words = clock(e.value)
	default:
		e.words = e.use.Word(e.value)
	}
	return e
}

// statusWord tells a component of a claim status: 1 is its category, 2 its code.
func statusWord(component int, value []byte) string {
	if component == 2 {
		return either(record.StatusCode{Code: string(value)}.Text(), guide.Word("status", value))
	}
	return either(record.StatusCode{Category: string(value)}.Text(), guide.Word("status-category", value))
}

// facilityWord tells a facility code, of which the code behind it says the kind.
func facilityWord(kind string, value []byte) string {
	switch kind {
	case "A":
		return guide.Word("bill-type", value)
	case "B":
		return guide.Word("place-of-service", value)
	}
	return ""
}

func remarkWord(value []byte) string { return record.RARC(value).Meaning().Text }

// either returns the first text, or the second where there is none.
func either(first, second string) string {
	if first != "" {
		return first
	}
	return second
}

// isoDate returns CCYY-MM-DD of CCYYMMDD; empty for no date.
func isoDate(b []byte) string {
	if !x12.ValidDate(b) {
		return ""
	}
	return string(b[:4]) + "-" + string(b[4:6]) + "-" + string(b[6:])
}

// clock returns HH:MM, with seconds where there are some; empty for no time.
func clock(b []byte) string {
	switch {
	case !x12.ValidTime(b):
		return ""
	case len(b) >= 6:
		return string(b[:2]) + ":" + string(b[2:4]) + ":" + string(b[4:6])
	}
	return string(b[:2]) + ":" + string(b[2:])
}

// period returns a date time period (1251) in the form that 1250 names; empty
// for what is none.
func period(format, value []byte) string {
	switch string(format) {
	case "D8":
		return isoDate(value)
	case "RD8":
		if len(value) == 17 {
			if from, to := isoDate(value[:8]), isoDate(value[9:]); from != "" && to != "" {
				return from + " to " + to
			}
		}
	case "DT":
		if len(value) >= 12 {
			if day, at := isoDate(value[:8]), clock(value[8:]); day != "" && at != "" {
				return day + " " + at
			}
		}
	case "TM":
		return clock(value)
	}
	return ""
}

func cut(s string) (first, rest string) {
	first, rest, _ = strings.Cut(s, " ")
	return first, rest
}
