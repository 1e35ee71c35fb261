package guide

import (
	"encoding/binary"
	"math"
	"math/bits"

	"github.com/hmox12/hmox12/x12"
	"github.com/hmox12/hmox12/x12/internal/packed"
)

// This file sees at once that a segment is right, as nearly all are. It has no
// words for what is wrong: where it is not sure, check looks at each element and
// says what it finds. So it may be narrower than check and never wider, and a test
// holds it to that.
//
// It is laid out for speed: elements are flat, codes are packed, and bytes are
// looked at eight at a time and once for the whole segment.

// quickPlan is a usePlan laid out for the quick check.
type quickPlan struct {
	elements []quickElement
	needed   int // elements that must come at least
	notes    []quickNote
}

// quickElement is an element or component.
type quickElement struct {
	kind     quickKind
	empty    bool  // it need not be sent
	coded    bool  // it may hold codes alone
	form     bool  // it says in which form the period behind it is
	min, max int32 // bytes
	codes    packed.Set
	shape    *Format         // nil when none
	parts    *quickComposite // nil when simple
}

type quickComposite struct {
	components []quickElement
	notes      []quickNote
}

// quickKind is what a value is held to.
type quickKind uint8

const (
	quickUnused quickKind = iota // it may not be sent
	quickText
	quickReal
	quickWhole
	quickDate
	quickTime
	quickPeriod
)

// quickNote is a syntax note with its elements as bits.
type quickNote struct {
	kind       byte
	first, all uint64
}

// newQuickPlan returns nil where there is no quick check: for what a companion
// guide narrows, and for elements of a kind that is rare.
func newQuickPlan(p *usePlan) *quickPlan {
	elements, ok := newQuickElements(p.elements)
	if !ok || len(elements) > 63 {
		return nil
	}
	return &quickPlan{elements: elements, needed: p.needed, notes: newQuickNotes(p.use.Notes)}
}

func newQuickElements(plans []elementPlan) (elements []quickElement, ok bool) {
	for i := range plans {
		e, ok := newQuickElement(&plans[i])
		if !ok {
			return nil, false
		}
		elements = append(elements, e)
	}
	return elements, true
}

func newQuickElement(p *elementPlan) (e quickElement, ok bool) {
	u := p.use
	if p.asked != nil {
		return e, false
	}
	e = quickElement{
		kind: quickText, empty: !u.Usage.Needed(), form: p.format,
		min: int32(u.Min), max: int32(u.Max), coded: u.Codes != nil, shape: u.Format,
	}
	if u.Max == 0 {
		e.max = math.MaxInt32
	}
	if e.coded {
		e.codes = u.Codes.packed
	}
	switch u.Kind {
	case Composite:
		e.parts = &quickComposite{notes: newQuickNotes(u.Notes)}
		if e.parts.components, ok = newQuickElements(p.components); !ok {
			return e, false
		}
	case Real, Whole, Cents:
		if e.kind = quickWhole; u.Kind == Real {
			e.kind = quickReal
		}
		ok = u.Min <= 1 // else digits would be counted
	case Date:
		e.kind, e.min, e.max = quickDate, 8, 8
		ok = u.Max != 6
	case Time:
		e.kind, ok = quickTime, true
	case Text, Identifier:
		ok = true
	}
	if p.period {
		ok = ok && e.kind == quickText
		e.kind = quickPeriod
	}
	if u.Usage == NotUsed {
		e.kind, e.parts, ok = quickUnused, nil, true
	}
	return e, ok
}

func newQuickNotes(notes []SyntaxNote) (quick []quickNote) {
	for _, n := range notes {
		if len(n.Elements) == 0 {
			continue
		}
		q := quickNote{kind: n.Kind, first: 1 << n.Elements[0]}
		for _, element := range n.Elements {
			q.all |= 1 << element
		}
		quick = append(quick, q)
	}
	return quick
}

// right reports whether the segment at hand is surely right by p.
func (w *Walker) right(p *quickPlan) bool {
	data, marks := w.seg.Layout()
	count := len(marks) - 2
	if p == nil || !w.quick || count < p.needed || count > len(p.elements) || count <= 0 {
		return false
	}
	from := int(marks[1]) + 1
	separators, ok := w.survey(data[from:marks[count+1]])
	if !ok {
		return false
	}
	var sent uint64 // bit n is element n
	var form []byte
	last := 0 // bytes of it
	marks = marks[2:]
	for i := range p.elements[:count] {
		e := &p.elements[i]
		value := data[from:marks[i]]
		from += len(value) + 1
		last = len(value)
		if len(value) == 0 {
			if !e.empty {
				return false
			}
			continue
		}
		sent |= 2 << i
		if e.parts != nil {
			found, ok := e.parts.admits(value, w.delims.Component)
			if !ok {
				return false
			}
			separators -= found
			continue
		}
		if !e.admits(value, form) {
			return false
		}
		if e.form {
			form = value
		}
	}
	// A separator that no composite has stands in a simple element.
	return last > 0 && separators == 0 && keeps(p.notes, sent)
}

// admits reports whether all components of a value are right, and how many
// separators it has.
func (e *quickComposite) admits(value []byte, separator byte) (separators int, ok bool) {
	if value[len(value)-1] == ' ' {
		return 0, false
	}
	var sent uint64 // bit n is component n
	var form []byte
	more := true
	for i := range e.components {
		c := &e.components[i]
		if !more {
			if !c.empty {
				return 0, false
			}
			continue
		}
		at := 0
		for at < len(value) && value[at] != separator {
			at++
		}
		one := value[:at]
		if more = at < len(value); more {
			value = value[at+1:]
			separators++
		}
		if len(one) == 0 {
			if !c.empty {
				return 0, false
			}
			continue
		}
		if !c.admits(one, form) {
			return 0, false
		}
		if c.form {
			form = one
		}
		sent |= 2 << i
	}
	return separators, !more && keeps(e.notes, sent)
}

// admits reports whether a simple value, which is printable ASCII and not empty, is
// right.
func (e *quickElement) admits(value, form []byte) bool {
	size := int32(len(value))
	if size < e.min || size > e.max || value[size-1] == ' ' {
		return false
	}
	if e.coded && !e.codes.Contains(packed.Value(value)) || e.shape != nil && !e.shape.Match(value) {
		return false
	}
	switch e.kind {
	case quickText:
		return true
	case quickReal:
		return number(value, true)
	case quickWhole:
		return number(value, false)
	case quickDate:
		return x12.ValidDate(value)
	case quickTime:
		return x12.ValidTime(value)
	case quickPeriod:
		if string(form) == "D8" {
			return x12.ValidDate(value)
		}
		p, ok := periods[string(form)]
		return !ok || p.valid(value)
	}
	return false
}

// number reports whether value is a number of X12: a minus, digits, and a point
// where one may be.
func number(value []byte, point bool) bool {
	if value[0] == '-' {
		value = value[1:]
	}
	digits := 0
	for _, b := range value {
		switch {
		case b-'0' <= 9:
			digits++
		case b == '.' && point:
			point = false
		default:
			return false
		}
	}
	return digits > 0 && digits <= 18
}

// keeps reports whether no note is broken by what was sent.
func keeps(notes []quickNote, sent uint64) bool {
	for i := range notes {
		n := &notes[i]
		of := sent & n.all
		ok := true
		switch n.kind {
		case 'P':
			ok = of == 0 || of == n.all
		case 'R':
			ok = of != 0
		case 'C':
			ok = of&n.first == 0 || of == n.all
		case 'L':
			ok = of != n.first
		case 'E':
			ok = of&(of-1) == 0
		}
		if !ok {
			return false
		}
	}
	return true
}

// survey counts the component separators in data. It reports false when there is a
// repetition separator, or a byte that is no printable ASCII.
func (w *Walker) survey(data []byte) (separators int, ok bool) {
	var odd uint64
	components, repetitions := uint64(w.delims.Component)*packed.Each, uint64(w.delims.Repetition)*packed.Each
	for len(data) >= 8 {
		word := binary.LittleEndian.Uint64(data)
		odd |= packed.Unprintable(word) | packed.Zeros(word^repetitions)
		separators += bits.OnesCount64(packed.Zeros(word ^ components))
		data = data[8:]
	}
	for _, b := range data {
		if !printable(b) || b == w.delims.Repetition {
			return 0, false
		}
		if b == w.delims.Component {
			separators++
		}
	}
	return separators, odd == 0
}
