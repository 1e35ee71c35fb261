package pack

import (
	"encoding/binary"
	"reflect"
	"slices"
	"unsafe"

	"github.com/shopspring/decimal"
)

// Packer packs records of one type.
type Packer struct {
	plan  *value
	typ   reflect.Type
	words *Words
	last  pointed // by the record that is written
}

// Vocabulary says which texts become words, beside those of named types.
type Vocabulary struct {
	Shared    []reflect.Type // the texts in values of these: many records share them
	Patterned []reflect.Type // in values of these, their patterns do; and templates of the values
}

// NewPacker returns a Packer of the records of a struct type. Texts of the named
// types below it become words of the Words when they occur often, other texts as the
// Vocabulary says.
func NewPacker(t reflect.Type, words *Words, v Vocabulary) *Packer {
	c := compiler{vocabulary: v, made: map[made]*fields{}}
	plan := c.value(t, text)
	return &Packer{plan: &plan, typ: t, words: words}
}

// Append appends a record, by the number of its shape; record points to it, and is of
// the Packer's type.
func (p *Packer) Append(b []byte, shape int, record any) []byte {
	v := reflect.ValueOf(record)
	if v.Type().Elem() != p.typ {
		panic("pack: a " + v.Type().String() + " is no record of a Packer of " + p.typ.String())
	}
	p.words.record++
	p.last = pointed{}
	b = binary.AppendUvarint(b, uint64(shape))
	return p.value(b, p.plan, v.UnsafePointer())
}

// value appends what is at an address.
func (p *Packer) value(b []byte, v *value, at unsafe.Pointer) []byte {
	switch v.kind {
	case text:
		return appendText(b, *(*string)(at))
	case word:
		return p.word(b, *(*string)(at))
	case patterned:
		return p.patterned(b, *(*string)(at))
	case flag:
		return append(b, bit(*(*bool)(at)))
	case integer:
		return binary.AppendVarint(b, v.number(at))
	case money:
		return appendDecimal(b, (*decimal.Decimal)(at))
	case list:
		all := (*sliceHeader)(at)
		b = binary.AppendUvarint(b, uint64(all.len))
		for i := range all.len {
			b = p.value(b, v.of, unsafe.Add(all.data, uintptr(i)*v.size))
		}
		return b
	case pointer:
		to := *(*unsafe.Pointer)(at)
		switch {
		case to == nil:
			return append(b, 0)
		case v.plain && to == p.last.to && v.typ == p.last.typ:
			return append(b, 2)
		}
		b = p.value(append(b, 1), v.of, to)
		p.last = pointed{typ: v.typ, to: to}
		return b
	}
	if v.templated {
		if b, known := p.template(b, v, at); known {
			return b
		}
	}
	for i := range v.all {
		b = p.field(b, &v.all[i], at)
	}
	return append(b, 0)
}

// field appends a field of the struct at an address, if it says something.
func (p *Packer) field(b []byte, f *fieldPlan, of unsafe.Pointer) []byte {
	at := unsafe.Add(of, f.offset)
	if f.silent(at) {
		return b
	}
	before := len(b)
	b = p.value(append(b, f.number), &f.value, at)
	if f.kind == structure && len(b) == before+2 {
		return b[:before]
	}
	return b
}

func (p *Packer) word(b []byte, text string) []byte {
	if n, known := p.words.number(text); known {
		return binary.AppendUvarint(b, uint64(n)<<2|1)
	}
	return appendText(b, text)
}

func (p *Packer) patterned(b []byte, text string) []byte {
	if len(text) < shortestPattern || !p.words.pattern.set(text) {
		return p.word(b, text)
	}
	if n, known := p.words.numberOf(p.words.pattern.text); known {
		return p.words.pattern.append(binary.AppendUvarint(b, uint64(n)<<2|3))
	}
	return appendText(b, text)
}

func appendText(b []byte, text string) []byte {
	b = binary.AppendUvarint(b, uint64(len(text))<<1)
	return append(b, text...)
}

// exponentBase makes the exponents of money and quantities small numbers.
const exponentBase = 64

func appendDecimal(b []byte, d *decimal.Decimal) []byte {
	if e := d.Exponent() + exponentBase; e >= 0 && e < 2*exponentBase && d.NumDigits() <= 18 {
		b = binary.AppendUvarint(b, uint64(e)+1)
		return binary.AppendVarint(b, d.CoefficientInt64())
	}
	return appendText(append(b, 0), d.String())
}

// compiler makes the plans by which types are written.
type compiler struct {
	vocabulary Vocabulary
	made       map[made]*fields
}

// made says for what the fields of a struct were planned, with the kind of texts inside.
type made struct {
	t     reflect.Type
	texts kind
}

// value plans a value, inside of which texts that are no words are of some kind.
func (c *compiler) value(t reflect.Type, texts kind) value {
	k, size, known := kindOf(t)
	if !known {
		panic("pack: no record can hold a " + t.String())
	}
	v := value{kind: k, size: size, typ: t}
	switch k {
	case text:
		if v.kind = texts; t.PkgPath() != "" {
			v.kind = word
		}
	case list, pointer:
		of := c.value(t.Elem(), texts)
		v.of, v.plain = &of, k == pointer && isPlain(t.Elem())
	case structure:
		v.fields = c.structure(t, texts)
	}
	return v
}

func (c *compiler) structure(t reflect.Type, texts kind) *fields {
	switch {
	case slices.Contains(c.vocabulary.Shared, t):
		texts = word
	case slices.Contains(c.vocabulary.Patterned, t):
		texts = patterned
	}
	key := made{t, texts}
	if known := c.made[key]; known != nil {
		return known
	}
	planned := &fields{templated: slices.Contains(c.vocabulary.Patterned, t)}
	c.made[key] = planned
	for i, f := range fieldsOf(t) {
		if i+1 >= templated {
			panic("pack: too many fields in a " + t.String())
		}
		planned.all = append(planned.all, fieldPlan{byte(i + 1), offsetOf(t, f), c.value(f.Type, texts)})
	}
	return planned
}
