package snip

import (
	"fmt"
	"math/bits"
	"slices"

	"github.com/hmox12/hmox12/x12/guide"
)

// look is what else is checked of a segment at level 4, and the values that leave
// something to be checked: of elements, or of a component of them.
type look struct {
	check                  func(*Checker, *usePlan)
	first, last, component int
	shown                  func(*value) bool
}

var (
	lookAtAddress = look{(*Checker).checkAddress, 2, 3, 0, func(v *value) bool { return !isSent(v) }}
	lookAtRange   = look{(*Checker).checkRange, 2, 2, 0, isRange}
	lookAtRanges  = look{(*Checker).checkRanges, 1, 12, 3, isRange}
)

func isRange(v *value) bool { return string(v.text) == "RD8" }

func trailing(set uint64) int { return bits.TrailingZeros64(set) }

// signer finds the signs of the asks at one place of a guide.
type signer struct {
	use    *guide.SegmentUse
	glance glance
	next   int // the first bit that is no sign
}

// spot is a value of a segment: of an element, or of a component of it.
type spot struct{ element, component int }

// newGlance returns nil where there are more signs than bits.
func newGlance(u *usePlan) *glance {
	s := &signer{use: u.use}
	s.next = len(u.observations) + len(u.codes) + 1
	for i := range u.observations {
		o := &u.observations[i]
		s.ask(ask{observation: o, exact: o.exactly()}, &s.glance.early, &o.test.reference, nil, o.test.showing())
	}
	if l := u.look; l != nil {
		r := reference{first: l.first, last: l.last, from: l.component, to: l.component}
		s.ask(ask{look: l}, &s.glance.early, &r, nil, showing{by: l.shown})
	}
	for _, r := range u.codes {
		s.ask(ask{codes: r}, &s.glance.late, &r.at, r.when, r.kind.showing())
	}
	if s.next > signBits {
		return nil
	}
	s.finish()
	return &s.glance
}

// exactly returns the observation as one that its signs are all there is to, if it is:
// if it is of one element.
func (o *observation) exactly() exactly {
	if o.test.first != o.test.last {
		return exactly{}
	}
	return exactly{o.bit(), int32(o.scope.index), int32(o.index), int32(o.keeps(o.test.first))}
}

// showing is which values show a sign.
type showing struct {
	by    func(*value) bool
	sent  bool // all but the empty one do
	later bool // days do that come after the one on which the file was made
}

func (t *test) showing() showing {
	if t.values == nil {
		return showing{by: isSent, sent: true}
	}
	return showing{by: func(v *value) bool { return t.values.admits(v) != t.not }}
}

func isSent(v *value) bool { return len(v.text) > 0 }

// showing is of what is not in the code set.
func (k *codeSet) showing() showing {
	if k.validFor != nil {
		return showing{by: isSent, later: true}
	}
	return showing{by: func(v *value) bool { return len(v.text) > 0 && !k.fits(nil, v) }}
}

// ask adds an ask of the segment that r names, about its values at r, under
// conditions. Its bit is that of the values. What can't be in a segment that is right
// is left out, and what always is needs no sign.
func (s *signer) ask(a ask, of *uint64, r *reference, when []codeCondition, shown showing) {
	bit := uint64(1) << (len(s.glance.asks) & 63)
	s.glance.asks = append(s.glance.asks, a)
	ask := &s.glance.asks[len(s.glance.asks)-1]
	ask.signs = bit
	if r.qualifier != "" && !s.condition(ask, []spot{{1, 1}}, func(v *value) bool { return r.qualified.Contains(v.packed) }) {
		return
	}
	if r.first == 0 {
		s.glance.always |= bit
		*of |= bit
		return
	}
	var spots []spot
	conditions := make([][]spot, len(when))
	for element := r.first; element <= r.last; element++ {
		if !s.mayHold(element, when) {
			continue
		}
		for i := range when {
			conditions[i] = append(conditions[i], when[i].spot(element))
		}
		for component := r.from; component <= r.to; component++ {
			spots = append(spots, spot{element, component})
		}
	}
	for i := range when {
		if !s.condition(ask, conditions[i], when[i].values.admits) {
			return
		}
	}
	possible, certain := s.outcome(spots, shown.by)
	switch {
	case !possible:
		return
	case certain && !shown.later:
		s.glance.always |= bit
	default:
		s.sign(spots, bit, shown)
	}
	*of |= bit
}

// spot is what a condition on an element, or on something beside it, is about.
func (w *codeCondition) spot(element int) spot {
	if w.element > 0 {
		return spot{w.element, max(w.component, 1)}
	}
	return spot{element, w.component}
}

// mayHold reports whether each of the conditions on an element may be true.
func (s *signer) mayHold(element int, when []codeCondition) bool {
	for i := range when {
		if possible, _ := s.outcome([]spot{when[i].spot(element)}, when[i].values.admits); !possible {
			return false
		}
	}
	return true
}

// condition adds a sign to those of the ask, unless one of the spots shows it always.
// It reports false where none can.
func (s *signer) condition(ask *ask, spots []spot, shown func(*value) bool) bool {
	possible, certain := s.outcome(spots, shown)
	if !possible || certain {
		return possible
	}
	bit := uint64(1) << (s.next & 63)
	s.next++
	ask.signs |= bit
	s.sign(spots, bit, showing{by: shown})
	return true
}

// outcome reports whether any of the spots may show something in a segment that is
// right, and whether one always does.
func (s *signer) outcome(spots []spot, shown func(*value) bool) (possible, certain bool) {
	for _, at := range spots {
		e, needed := s.at(at)
		none := shown(&value{})
		if e == nil {
			possible, certain = possible || none, certain || none
			continue
		}
		if e.Codes == nil {
			possible = true
			continue
		}
		all := true
		for _, code := range e.Codes.List() {
			if shown(newValue([]byte(code))) {
				possible = true
			} else {
				all = false
			}
		}
		if !needed {
			possible, all = possible || none, all && none
		}
		certain = certain || all
	}
	return possible, certain
}

// at returns what may stand at a spot, nil when nothing may, and whether something
// must.
func (s *signer) at(at spot) (e *guide.ElementUse, needed bool) {
	e = s.use.Element(at.element)
	if e == nil || e.Usage == guide.NotUsed {
		return nil, false
	}
	needed = e.Usage.Needed()
	if at.component == 0 || at.component == 1 && len(e.Components) == 0 {
		return e, needed
	}
	if at.component > len(e.Components) || e.Components[at.component-1].Usage == guide.NotUsed {
		return nil, false
	}
	e = &e.Components[at.component-1]
	return e, needed && e.Usage.Needed()
}

// sign lets values at the spots show a sign.
func (s *signer) sign(spots []spot, bit uint64, shown showing) {
	for _, at := range spots {
		none := shown.by(&value{})
		if e, _ := s.at(at); e == nil && !none {
			continue
		}
		w := s.watch(at)
		if none {
			w.empty |= bit
		}
		switch {
		case shown.sent:
			w.sent |= bit
		case shown.later:
			w.later |= bit
		default:
			w.signs = append(w.signs, sign{bit, shown.by})
		}
	}
}

// watch returns what is watched at a spot.
func (s *signer) watch(at spot) *watch {
	g := &s.glance
	i, ok := slices.BinarySearchFunc(g.elements, at.element, func(e glanced, n int) int { return e.element - n })
	if !ok {
		g.elements = slices.Insert(g.elements, i, glanced{element: at.element})
	}
	e := &g.elements[i]
	if use := s.use.Element(at.element); at.component == 1 && use != nil && len(use.Components) == 0 {
		at.component = 0 // a simple element is its own first component
	}
	if at.component == 0 {
		if e.whole == nil {
			e.whole = &watch{}
		}
		return e.whole
	}
	j, ok := slices.BinarySearchFunc(e.parts, at.component, func(w watch, n int) int { return w.component - n })
	if !ok {
		e.parts = slices.Insert(e.parts, j, watch{component: at.component})
	}
	return &e.parts[j]
}

// finish tells the values of watches apart, but for watches that show the same, and
// collects what shows when nothing more is sent.
func (s *signer) finish() {
	s.glance.hot = s.glance.hotBy(s.glance.always)
	tables := map[string]uint64{}
	tell := func(element int, w *watch) {
		if e, _ := s.at(spot{element, w.component}); e != nil && e.Codes != nil && len(e.Codes.List()) <= mostFew {
			w.few = s.few(w, e.Codes.List())
		}
		name := fmt.Sprint(w.component)
		for _, one := range w.signs {
			name += fmt.Sprint(" ", one.bit)
		}
		if tables[name] == 0 {
			tables[name] = uint64(s.use.Index)<<16 | uint64(len(tables)+1)
		}
		w.table = tables[name]
	}
	var absent uint64
	for i := range s.glance.elements {
		e := &s.glance.elements[len(s.glance.elements)-1-i]
		if e.whole != nil {
			tell(e.element, e.whole)
			absent |= e.whole.empty
		}
		behind := uint64(0)
		for j := len(e.parts) - 1; j >= 0; j-- {
			p := &e.parts[j]
			tell(e.element, p)
			behind |= p.empty
			p.absent = behind
		}
		absent |= behind
		e.absent = absent
	}
}

// few returns what each of the codes shows; nil where one is too long.
func (s *signer) few(w *watch, codes []string) []code {
	var all []code
	for _, text := range codes {
		v := newValue([]byte(text))
		if v.packed == 0 {
			return nil
		}
		one := code{packed: v.packed}
		for _, sign := range w.signs {
			if sign.shown(v) {
				one.signs |= sign.bit
			}
		}
		all = append(all, one)
	}
	return all
}
