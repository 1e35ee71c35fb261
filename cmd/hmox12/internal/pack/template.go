package pack

import (
	"encoding/binary"
	"unsafe"

	"github.com/shopspring/decimal"
)

// Most steps of a trace say what the same rule said of other claims, but for numbers and
// names. What is the same in them, a template, is a word as others are: the numbers of the
// fields, and of the words and patterns in them. Behind its number stands the rest.

// template is the template of a struct, and what is written behind it. It is used again
// and again.
type template struct{ same, rest []byte }

// templated stands where the number of a struct's first field would: what follows is the
// number of the template's word, and what the template leaves open.
const templated = 127

// template appends a struct by its template, if that is a word.
func (p *Packer) template(b []byte, v *value, at unsafe.Pointer) (_ []byte, known bool) {
	t := &p.words.template
	t.same, t.rest = t.same[:0], t.rest[:0]
	p.split(v, at)
	n, known := p.words.numberOf(t.same)
	if !known {
		return b, false
	}
	return append(binary.AppendUvarint(append(b, templated), uint64(n)), t.rest...), true
}

// split appends what is at an address, each part to where it belongs.
func (p *Packer) split(v *value, at unsafe.Pointer) {
	t := &p.words.template
	switch v.kind {
	case text, word, patterned:
		p.splitText(v.kind, *(*string)(at))
	case flag:
		t.rest = append(t.rest, bit(*(*bool)(at)))
	case integer:
		t.rest = binary.AppendVarint(t.rest, v.number(at))
	case money:
		t.rest = appendDecimal(t.rest, (*decimal.Decimal)(at))
	case list:
		all := (*sliceHeader)(at)
		t.same = binary.AppendUvarint(t.same, uint64(all.len))
		for i := range all.len {
			p.split(v.of, unsafe.Add(all.data, uintptr(i)*v.size))
		}
	case pointer:
		to := *(*unsafe.Pointer)(at)
		t.same = append(t.same, bit(to != nil))
		if to != nil {
			p.split(v.of, to)
		}
	case structure:
		for i := range v.all {
			f := &v.all[i]
			if at := unsafe.Add(at, f.offset); !f.silent(at) {
				t.same = append(t.same, f.number)
				p.split(&f.value, at)
			}
		}
		t.same = append(t.same, 0)
	}
}

func bit(set bool) byte {
	if set {
		return 1
	}
	return 0
}

// splitText appends a text: the number of a word, or of a pattern whose numbers are left
// open, or 0 for a text that is.
func (p *Packer) splitText(k kind, s string) {
	t, w := &p.words.template, p.words
	if k == patterned && len(s) >= shortestPattern && w.pattern.set(s) {
		if n, known := w.numberOf(w.pattern.text); known {
			t.same = binary.AppendUvarint(t.same, uint64(n)<<2|3)
			t.rest = w.pattern.append(t.rest)
			return
		}
	} else if k != text {
		if n, known := w.number(s); known {
			t.same = binary.AppendUvarint(t.same, uint64(n)<<2|1)
			return
		}
	}
	t.same = append(t.same, 0)
	t.rest = appendText(t.rest, s)
}

// template reads a struct that is written by its template.
func (s *source) template(v *value, to unsafe.Pointer) {
	n := s.number()
	if s.rest != nil || n >= uint64(len(s.words)) { // a template holds no other
		s.fail()
		return
	}
	if s.inner == nil {
		s.inner = new(source)
	}
	same := s.inner
	same.begin(s.words[n], s.words)
	same.rest, same.memory = s, s.memory
	same.structure(v, to)
	if same.broken || same.at != len(same.text) {
		s.fail()
	}
	same.begin("", nil)
}

// open is where what is not the same is read.
func (s *source) open() *source {
	if s.rest != nil {
		return s.rest
	}
	return s
}
