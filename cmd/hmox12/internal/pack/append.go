package pack

import (
	"encoding/binary"
	"reflect"
	"slices"

	"github.com/shopspring/decimal"
)

// Packer packs records of one type.
type Packer struct {
	write writer
	words *Words
}

// NewPacker returns a Packer of the records of a struct type. Texts of the named
// types below it become words of the Words when they occur often, other texts only
// inside of the types that are given: those whose values are shared by many records.
func NewPacker(t reflect.Type, words *Words, shared ...reflect.Type) *Packer {
	c := compiler{words: words, shared: shared, made: map[made]writer{}}
	return &Packer{write: c.writer(t, false), words: words}
}

// Append appends a record, by the number of its shape; record points to it.
func (p *Packer) Append(b []byte, shape int, record any) []byte {
	b = binary.AppendUvarint(b, uint64(shape))
	return p.write(b, reflect.ValueOf(record).Elem())
}

// writer appends a value that can be addressed.
type writer func(b []byte, v reflect.Value) []byte

// compiler makes the writers of types.
type compiler struct {
	words  *Words
	shared []reflect.Type
	made   map[made]writer
}

// made says for what a writer was made: inside of a shared type or not.
type made struct {
	t      reflect.Type
	shared bool
}

func (c *compiler) writer(t reflect.Type, shared bool) writer {
	switch {
	case t == decimalType:
		return appendDecimal
	case t.Kind() == reflect.String && (shared || t.PkgPath() != ""):
		return c.appendWord
	}
	switch t.Kind() {
	case reflect.String:
		return func(b []byte, v reflect.Value) []byte { return appendText(b, v.String()) }
	case reflect.Bool:
		return func(b []byte, v reflect.Value) []byte {
			if v.Bool() {
				return append(b, 1)
			}
			return append(b, 0)
		}
	case reflect.Int, reflect.Int32, reflect.Int64:
		return func(b []byte, v reflect.Value) []byte { return binary.AppendVarint(b, v.Int()) }
	case reflect.Slice:
		return c.list(t, shared)
	case reflect.Pointer:
		return c.pointer(t, shared)
	case reflect.Struct:
		return c.structure(t, shared)
	}
	panic("pack: no record can hold a " + t.String())
}

func (c *compiler) appendWord(b []byte, v reflect.Value) []byte {
	text := v.String()
	if n, known := c.words.number(text); known {
		return binary.AppendUvarint(b, uint64(n)<<1|1)
	}
	return appendText(b, text)
}

func appendText(b []byte, text string) []byte {
	b = binary.AppendUvarint(b, uint64(len(text))<<1)
	return append(b, text...)
}

// exponentBase makes the exponents of money and quantities small numbers.
const exponentBase = 64

func appendDecimal(b []byte, v reflect.Value) []byte {
	d := v.Addr().Interface().(*decimal.Decimal)
	if e := d.Exponent() + exponentBase; e >= 0 && e < 2*exponentBase && d.NumDigits() <= 18 {
		b = binary.AppendUvarint(b, uint64(e)+1)
		return binary.AppendVarint(b, d.CoefficientInt64())
	}
	return appendText(append(b, 0), d.String())
}

// list and pointer ask for the element's writer when they need it: a type may hold
// itself by a pointer or list.
func (c *compiler) list(t reflect.Type, shared bool) writer {
	var element writer
	return func(b []byte, v reflect.Value) []byte {
		if element == nil {
			element = c.writer(t.Elem(), shared)
		}
		n := v.Len()
		b = binary.AppendUvarint(b, uint64(n))
		for i := range n {
			b = element(b, v.Index(i))
		}
		return b
	}
}

func (c *compiler) pointer(t reflect.Type, shared bool) writer {
	var to writer
	return func(b []byte, v reflect.Value) []byte {
		if v.IsNil() {
			return append(b, 0)
		}
		if to == nil {
			to = c.writer(t.Elem(), shared)
		}
		return to(append(b, 1), v.Elem())
	}
}

// fieldWriter writes a field that says something.
type fieldWriter struct {
	index  []int
	number byte
	silent func(reflect.Value) bool // nil for a struct, which is written to see
	write  writer
}

func (c *compiler) structure(t reflect.Type, shared bool) writer {
	shared = shared || slices.Contains(c.shared, t)
	key := made{t, shared}
	if known := c.made[key]; known != nil {
		return known
	}
	var fields []fieldWriter
	for i, f := range fieldsOf(t) {
		if i >= 127 {
			panic("pack: too many fields in a " + t.String())
		}
		fields = append(fields, fieldWriter{f.Index, byte(i + 1), silence(f.Type), c.writer(f.Type, shared)})
	}
	write := func(b []byte, v reflect.Value) []byte {
		for i := range fields {
			b = fields[i].append(b, v)
		}
		return append(b, 0)
	}
	c.made[key] = write
	return write
}

func (f *fieldWriter) append(b []byte, of reflect.Value) []byte {
	var v reflect.Value
	if len(f.index) == 1 {
		v = of.Field(f.index[0])
	} else {
		v = of.FieldByIndex(f.index)
	}
	if f.silent == nil {
		before := len(b)
		b = f.write(append(b, f.number), v)
		if len(b) == before+2 {
			return b[:before]
		}
		return b
	}
	if f.silent(v) {
		return b
	}
	return f.write(append(b, f.number), v)
}

// silence returns what tells that a value of a type says nothing.
func silence(t reflect.Type) func(reflect.Value) bool {
	if t == decimalType {
		return func(v reflect.Value) bool { return v.Addr().Interface().(*decimal.Decimal).IsZero() }
	}
	switch t.Kind() {
	case reflect.Struct:
		return nil
	case reflect.String, reflect.Slice:
		return func(v reflect.Value) bool { return v.Len() == 0 }
	case reflect.Bool:
		return func(v reflect.Value) bool { return !v.Bool() }
	case reflect.Pointer:
		return func(v reflect.Value) bool { return v.IsNil() }
	}
	return func(v reflect.Value) bool { return v.Int() == 0 }
}
