package pack

import (
	"encoding/binary"
	"errors"
	"fmt"
	"reflect"
	"strings"

	"github.com/shopspring/decimal"
)

// ErrBroken tells that what was packed is cut off or no record.
var ErrBroken = errors.New("pack: the record is broken")

// ShapeOf returns the number of the shape that a record was packed with.
func ShapeOf(packed []byte) (int, error) {
	n, size := binary.Uvarint(packed)
	if size <= 0 || n > 1<<31 {
		return 0, ErrBroken
	}
	return int(n), nil
}

// Unpacker unpacks records of one type that were packed by one shape. It may be used
// concurrently.
type Unpacker struct{ read reader }

// NewUnpacker returns the Unpacker of a struct type for a shape. The type need not
// be the one that was packed: it is given the fields of the same names.
func NewUnpacker(t reflect.Type, shape string) (*Unpacker, error) {
	l, err := parseShape(shape)
	if err != nil {
		return nil, err
	}
	p := planner{layout: l, made: map[string]*reader{}}
	read := p.structure(l.root, t)
	return &Unpacker{*read}, p.err
}

// Unpack reads a record into what record points to, which is zero. The texts of the
// record share memory. Words are those that were known when it was packed, at least.
func (u *Unpacker) Unpack(packed []byte, words []string, record any) error {
	s := source{text: string(packed), words: words}
	s.number() // of the shape
	u.read(&s, reflect.ValueOf(record).Elem())
	if s.broken || s.at != len(s.text) {
		return ErrBroken
	}
	return nil
}

// source is a record that is being read.
type source struct {
	text   string
	at     int
	words  []string
	broken bool
}

func (s *source) fail() {
	s.broken = true
	s.at = len(s.text)
}

func (s *source) number() uint64 {
	if s.at < len(s.text) && s.text[s.at] < 0x80 {
		s.at++
		return uint64(s.text[s.at-1])
	}
	var n uint64
	for shift := 0; s.at < len(s.text) && shift < 64; shift += 7 {
		c := s.text[s.at]
		s.at++
		n |= uint64(c&0x7f) << shift
		if c < 0x80 {
			return n
		}
	}
	s.fail()
	return 0
}

func (s *source) signed() int64 {
	n := s.number()
	return int64(n>>1) ^ -int64(n&1)
}

func (s *source) string() string {
	n := s.number()
	if n&1 == 1 {
		if n >>= 1; n < uint64(len(s.words)) {
			return s.words[n]
		}
		s.fail()
		return ""
	}
	if n >>= 1; n <= uint64(len(s.text)-s.at) {
		text := s.text[s.at : s.at+int(n)]
		s.at += int(n)
		return text
	}
	s.fail()
	return ""
}

// count is the length of a list: each value takes a byte at least.
func (s *source) count() int {
	n := s.number()
	if n > uint64(len(s.text)-s.at) {
		s.fail()
		return 0
	}
	return int(n)
}

func (s *source) decimal() decimal.Decimal {
	e := s.number()
	if e != 0 && e <= 2*exponentBase {
		return decimal.New(s.signed(), int32(e)-1-exponentBase)
	}
	d, err := decimal.NewFromString(s.string())
	if e != 0 || err != nil {
		s.fail()
	}
	return d
}

// reader reads a value; an invalid one is passed over.
type reader func(s *source, v reflect.Value)

// planner makes the readers of a shape.
type planner struct {
	layout layout
	made   map[string]*reader // of struct types, and of them when they are passed over
	err    error
}

// reader returns the reader of what was written as a type into a type, which is nil
// to pass over it.
func (p *planner) reader(name string, t reflect.Type) reader {
	if t != nil && typeName(t) != name {
		p.refuse("a %s can't be read from a %s", t, name)
		return nil
	}
	switch {
	case name == "text":
		return func(s *source, v reflect.Value) {
			if text := s.string(); v.IsValid() {
				v.SetString(text)
			}
		}
	case name == "int":
		return func(s *source, v reflect.Value) {
			if n := s.signed(); v.IsValid() {
				v.SetInt(n)
			}
		}
	case name == "bool":
		return func(s *source, v reflect.Value) {
			if n := s.number(); v.IsValid() {
				v.SetBool(n == 1)
			}
		}
	case name == "decimal":
		return func(s *source, v reflect.Value) {
			if d := s.decimal(); v.IsValid() {
				*v.Addr().Interface().(*decimal.Decimal) = d
			}
		}
	case strings.HasPrefix(name, "[]"):
		return p.list(name[2:], t)
	case strings.HasPrefix(name, "*"):
		return p.pointer(name[1:], t)
	}
	read := p.structure(name, t)
	return func(s *source, v reflect.Value) { (*read)(s, v) }
}

func (p *planner) refuse(format string, args ...any) {
	if p.err == nil {
		p.err = fmt.Errorf("pack: "+format, args...)
	}
}

// element is the type of what a list or pointer holds, nil for nil.
func element(t reflect.Type) reflect.Type {
	if t == nil {
		return nil
	}
	return t.Elem()
}

func (p *planner) list(name string, t reflect.Type) reader {
	read := p.reader(name, element(t))
	return func(s *source, v reflect.Value) {
		n := s.count()
		if !v.IsValid() {
			for range n {
				read(s, v)
			}
			return
		}
		v.Grow(n)
		v.SetLen(n)
		for i := range n {
			read(s, v.Index(i))
		}
	}
}

func (p *planner) pointer(name string, t reflect.Type) reader {
	read := p.reader(name, element(t))
	return func(s *source, v reflect.Value) {
		switch {
		case s.number() == 0:
		case !v.IsValid():
			read(s, v)
		default:
			v.Set(reflect.New(t.Elem()))
			read(s, v.Elem())
		}
	}
}

// fieldReader reads a field; it has no index when nothing of that name is there.
type fieldReader struct {
	index []int
	read  reader
}

// structure returns the reader of a struct; it is there before it is made, as a type
// may hold itself.
func (p *planner) structure(name string, t reflect.Type) *reader {
	key := name
	if t == nil {
		key = "passed over: " + name
	}
	if known := p.made[key]; known != nil {
		return known
	}
	read := new(reader)
	p.made[key] = read
	as, known := p.layout.types[name]
	if !known {
		p.refuse("the shape does not say what a %s is", name)
		return read
	}
	fields := make([]fieldReader, len(as))
	for i, w := range as {
		var into reflect.Type
		if t != nil {
			if f, known := t.FieldByName(w.name); known {
				fields[i].index, into = f.Index, f.Type
			}
		}
		fields[i].read = p.reader(w.typeName, into)
	}
	*read = func(s *source, v reflect.Value) {
		for {
			n := s.number()
			if n == 0 {
				return
			}
			if n > uint64(len(fields)) {
				s.fail()
				return
			}
			f := &fields[n-1]
			switch {
			case !v.IsValid() || f.index == nil:
				f.read(s, reflect.Value{})
			case len(f.index) == 1:
				f.read(s, v.Field(f.index[0]))
			default:
				f.read(s, v.FieldByIndex(f.index))
			}
		}
	}
	return read
}
