package guide

import (
	"math"

	"github.com/hmox12/hmox12/x12/internal/packed"
)

// quickPlan is a usePlan laid out for the quick check.
type quickPlan struct {
	elements []quickElement
	least    int    // elements that must come at least
	needed   uint64 // elements that must be sent; bit n is element n
	notes    []quickNote
}

// quickElement is an element or component. It is small, so that the plans of a file's
// usual segments stay in the processor's nearest memory.
type quickElement struct {
	kind      quickKind
	form      bool   // it says in which form the period behind it is
	min, span uint16 // bytes: at least min, at most span more
	code      uint64 // of the codes, one that is asked for first
	more      *quickMore
}

// quickMore is what some elements are held to beyond that.
type quickMore struct {
	codes  *packed.Set
	shapes []packed.Shape
	parts  *quickPlan // of a composite
}

// quickKind is what a value is held to.
type quickKind uint8

const (
	quickUnused quickKind = iota // it may not be sent
	quickText
	quickCode
	quickShape
	quickReal
	quickWhole
	quickDate
	quickTime
	quickPeriod
	quickComposite
)

// quickNote is a syntax note with its elements as bits.
type quickNote struct {
	kind       byte
	first, all uint64
}

// newQuickPlan returns nil where there is no quick check: for elements of a kind
// that is rare.
func newQuickPlan(plans []elementPlan, notes []SyntaxNote) *quickPlan {
	if len(plans) > 62 {
		return nil
	}
	p := &quickPlan{elements: make([]quickElement, len(plans))}
	var unused uint64
	for i := range plans {
		e := &p.elements[i]
		if !e.lay(&plans[i]) {
			return nil
		}
		switch u := plans[i].strictest(); {
		case u.Usage.Needed():
			p.needed |= 2 << i
			p.least = i + 1
		case u.Usage == NotUsed:
			unused |= 2 << i
		}
	}
	for _, n := range notes {
		if len(n.Elements) == 0 {
			continue
		}
		q := quickNote{kind: n.Kind, first: 1 << n.Elements[0]}
		for _, element := range n.Elements {
			q.all |= 1 << element
		}
		if q.says(p.needed, unused) {
			p.notes = append(p.notes, q)
		}
	}
	return p
}

// says reports whether the note says more than which elements are needed and which
// may not be sent.
func (n *quickNote) says(needed, unused uint64) bool {
	switch n.kind {
	case 'P', 'C':
		return n.all&^needed != 0 && n.all&^unused != 0
	case 'R':
		return n.all&needed == 0
	}
	return true
}

// strictest is the element as a companion guide narrows it, or as the guide has
// it: a value that the former admits breaks neither.
func (p *elementPlan) strictest() *ElementUse {
	if p.asked != nil {
		return p.asked
	}
	return p.use
}

// lay lays an element out. It reports false where there is no quick check.
func (e *quickElement) lay(p *elementPlan) (ok bool) {
	u := p.strictest()
	*e = quickElement{form: p.format, min: uint16(u.Min), span: uint16(u.Max - u.Min)}
	if u.Max == 0 {
		e.span = math.MaxUint16 - e.min
	}
	switch {
	case u.Usage == NotUsed:
		e.kind = quickUnused
		return true
	case u.Kind == Composite:
		parts := newQuickPlan(p.components, u.Notes)
		e.kind, e.more = quickComposite, &quickMore{parts: parts}
		return parts != nil && len(p.components) > 0
	case u.Kind == Binary || u.Kind == Date && u.Max == 6:
		return false
	case u.Kind == Date:
		e.kind, e.min, e.span = quickDate, 8, 0
	case u.Kind == Time:
		e.kind = quickTime
	case u.Kind == Real:
		e.kind = quickReal
	case u.Kind == Whole, u.Kind == Cents:
		e.kind = quickWhole
	case p.period:
		e.kind = quickPeriod
	default:
		e.kind = quickText
	}
	if number := e.kind == quickReal || e.kind == quickWhole; number && u.Min > 1 || p.period && e.kind != quickPeriod {
		return false // digits would be counted; a period of another type
	}
	if u.Format != nil {
		if e.kind != quickText || u.Codes != nil {
			return false
		}
		e.kind, e.more = quickShape, &quickMore{}
		for _, text := range u.Format.shapes {
			shape, ok := packed.NewShape(text, true)
			if !ok {
				return false
			}
			e.more.shapes = append(e.more.shapes, shape)
		}
	}
	if u.Codes == nil {
		return !e.form
	}
	return e.layCodes(u.Codes)
}

// layCodes lets an element hold codes alone, if all of them are right but for that.
func (e *quickElement) layCodes(codes *Codes) bool {
	if e.kind == quickPeriod {
		return false
	}
	for _, code := range codes.list {
		data := append([]byte(code), make([]byte, packed.Slack)...)
		if packed.Value([]byte(code)) == 0 || !e.admits(data, len(code), 0) {
			return false
		}
	}
	e.kind, e.more = quickCode, &quickMore{codes: &codes.packed}
	if len(codes.list) > 0 {
		e.code = packed.Value([]byte(codes.list[0]))
	}
	return true
}
