package pack

import (
	"encoding/binary"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"sync"
	"unsafe"

	"github.com/shopspring/decimal"

	"github.com/hmox12/hmox12/mapping/record"
)

// ErrBroken tells that what was packed is cut off or no record.
var ErrBroken = errors.New("pack: the record is broken")

// ShapeOf returns the number of the shape that a record was packed with.
func ShapeOf[T ~string | ~[]byte](packed T) (int, error) {
	s := source{text: string(packed[:min(len(packed), binary.MaxVarintLen64)])}
	n := s.number()
	if s.broken || n > 1<<31 {
		return 0, ErrBroken
	}
	return int(n), nil
}

// Unpacker unpacks records of one type that were packed by one shape. It may be used
// concurrently.
type Unpacker struct {
	plan *value
	typ  reflect.Type
	last uint64 // the number of the last field that is not passed over
	// places is how many lists and pointers there are.
	places int
}

// NewUnpacker returns the Unpacker of a struct type for a shape. The type need not
// be the one that was packed: it is given the fields of the same names.
func NewUnpacker(t reflect.Type, shape string) (*Unpacker, error) {
	l, err := parseShape(shape)
	if err != nil {
		return nil, err
	}
	p := planner{layout: l, made: map[string]*fields{}}
	plan := value{kind: structure, typ: t, fields: p.structure(l.root, t)}
	u := &Unpacker{plan: &plan, typ: t, places: p.places}
	for _, f := range plan.all {
		u.last = max(u.last, uint64(f.number))
	}
	return u, p.err
}

// Unpack reads a record into what record points to, which is zero and of the
// Unpacker's type. The texts of the record share memory. Words are those that were
// known when it was packed, at least.
func (u *Unpacker) Unpack(packed []byte, words []string, record any) error {
	return u.UnpackText(string(packed), words, record)
}

// UnpackText does what Unpack does; the texts of the record are parts of what was
// packed.
func (u *Unpacker) UnpackText(packed string, words []string, record any) error {
	return u.unpack(packed, words, record, nil)
}

// UnpackAgain does what UnpackText does for a record that need not be zero: it becomes
// what was packed. What it consists of is overwritten when the memory is used again.
func (u *Unpacker) UnpackAgain(packed string, words []string, record any, memory *Memory) error {
	memory.begin(u)
	reflect.ValueOf(record).Elem().SetZero()
	return u.unpack(packed, words, record, memory)
}

func (u *Unpacker) unpack(packed string, words []string, record any, memory *Memory) error {
	v := reflect.ValueOf(record)
	if v.Type().Elem() != u.typ {
		panic("pack: a " + v.Type().String() + " is no record of an Unpacker of " + u.typ.String())
	}
	s := sources.Get().(*source)
	s.begin(packed, words)
	s.memory = memory
	s.number() // of the shape
	s.record(u, v.UnsafePointer())
	whole := !s.broken && s.at == len(s.text)
	s.end()
	if !whole {
		return ErrBroken
	}
	return nil
}

// Begins reports whether the first field of a packed record is a text, as far as that is
// seen at a glance: it doesn't see one that is written as a word.
func Begins(packed, text string) bool {
	s := source{text: packed}
	s.number() // of the shape
	return s.number() == 1 && s.number() == uint64(len(text))<<1 && !s.broken && strings.HasPrefix(packed[s.at:], text)
}

// source is a record that is being read.
type source struct {
	text   string
	at     int
	words  []string
	rest   *source // of a template: what it leaves open
	inner  *source // for templates, once one was read
	memory *Memory // to read into; nil for what is made anew
	last   pointed
	broken bool
}

// sources are those of records that were read: many are short, and to read one would cost
// little more than memory for its source.
var sources = sync.Pool{New: func() any { return new(source) }}

func (s *source) begin(text string, words []string) {
	*s = source{text: text, words: words, inner: s.inner}
}

// end forgets the record, and hands the source on.
func (s *source) end() {
	s.begin("", nil)
	sources.Put(s)
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
		number := n >> 2
		if number >= uint64(len(s.words)) {
			s.fail()
			return ""
		}
		if n&2 != 0 {
			return s.open().fill(s.words[number])
		}
		return s.words[number]
	}
	if s.rest != nil && n == 0 {
		return s.rest.string()
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
	n, room := s.number(), len(s.text)-s.at
	if s.rest != nil {
		room += len(s.rest.text) - s.rest.at
	}
	if n > uint64(room) {
		s.fail()
		return 0
	}
	return int(n)
}

func (s *source) decimal() decimal.Decimal {
	e := s.number()
	if e != 0 && e <= 2*exponentBase {
		return record.Scaled(s.signed(), int32(e)-1-exponentBase)
	}
	d, err := decimal.NewFromString(s.string())
	if e != 0 || err != nil {
		s.fail()
	}
	return d
}

// value reads a value to an address; to none it is passed over.
func (s *source) value(v *value, to unsafe.Pointer) {
	switch v.kind {
	case text:
		if text := s.string(); to != nil {
			*(*string)(to) = text
		}
	case flag:
		if n := s.open().number(); to != nil {
			*(*bool)(to) = n == 1
		}
	case integer:
		if n := s.open().signed(); to != nil {
			v.setNumber(to, n)
		}
	case money:
		if d := s.open().decimal(); to != nil {
			*(*decimal.Decimal)(to) = d
		}
	case list:
		s.list(v, to)
	case pointer:
		s.pointer(v, to)
	case structure:
		s.structure(v, to)
	}
}

func (s *source) pointer(v *value, to unsafe.Pointer) {
	n := s.number()
	if n == 0 {
		return
	}
	read := pointed{typ: v.typ, at: s.at}
	if n == 2 {
		if to != nil {
			*(*unsafe.Pointer)(to) = s.again(v)
		}
		return
	}
	if to != nil {
		read.to = s.made(v)
		*(*unsafe.Pointer)(to) = read.to
	}
	s.value(v.of, read.to)
	s.last = read
}

// again returns the address of what the pointer before points to. Where that was passed
// over, it is read now.
func (s *source) again(v *value) unsafe.Pointer {
	switch {
	case s.last.at == 0, s.last.to != nil && s.last.typ != v.typ:
		s.fail()
		return nil
	case s.last.to == nil:
		behind, from, held := s.at, s.last.at, s.made(v)
		s.at, s.last = from, pointed{} // nothing in it is itself
		s.value(v.of, held)
		s.at, s.last = behind, pointed{typ: v.typ, to: held, at: from}
	}
	return s.last.to
}

func (s *source) list(v *value, to unsafe.Pointer) {
	n := s.count()
	if to == nil {
		for range n {
			s.value(v.of, nil)
		}
		return
	}
	if n == 0 {
		return
	}
	data := s.madeList(v, n, to)
	for i := range n {
		s.value(v.of, unsafe.Add(data, uintptr(i)*v.size))
	}
}

// made returns the address of a zero value that a pointer is to point to.
func (s *source) made(v *value) unsafe.Pointer {
	if s.memory != nil {
		return s.memory.take(v, 1)
	}
	return reflect.New(v.typ.Elem()).UnsafePointer()
}

// madeList makes the list at an address one of n zero values, and returns where they are.
func (s *source) madeList(v *value, n int, at unsafe.Pointer) unsafe.Pointer {
	if s.memory != nil {
		data := s.memory.take(v, n)
		*(*sliceHeader)(at) = sliceHeader{data: data, len: n, cap: n}
		return data
	}
	made := reflect.NewAt(v.typ, at).Elem()
	made.Grow(n)
	made.SetLen(n)
	return made.UnsafePointer()
}

// record reads a whole record, up to the last field that is wanted of it.
func (s *source) record(u *Unpacker, to unsafe.Pointer) {
	for {
		n := s.number()
		switch {
		case n == 0:
			return
		case n == templated:
			s.template(u.plan, to)
			return
		case n > uint64(len(u.plan.all)):
			s.fail()
			return
		case n > u.last:
			s.at = len(s.text)
			return
		}
		s.field(u.plan, n, to)
	}
}

func (s *source) structure(v *value, to unsafe.Pointer) {
	for {
		n := s.number()
		switch n {
		case 0:
			return
		case templated:
			s.template(v, to)
			return
		}
		if n > uint64(len(v.all)) {
			s.fail()
			return
		}
		s.field(v, n, to)
	}
}

// field reads the field of a number of the struct at an address.
func (s *source) field(v *value, n uint64, of unsafe.Pointer) {
	f := &v.all[n-1]
	if of == nil || f.number == 0 {
		s.value(&f.value, nil)
	} else {
		s.value(&f.value, unsafe.Add(of, f.offset))
	}
}

// planner makes the plans by which a shape is read.
type planner struct {
	layout layout
	made   map[string]*fields // of struct types, and of them when they are passed over
	places int                // of lists and pointers
	err    error
}

// value returns the plan of what was written as a type and is read into a type, which
// is nil to pass over it.
func (p *planner) value(name string, t reflect.Type) value {
	if t != nil && typeName(t) != name {
		p.refuse("a %s can't be read from a %s", t, name)
		return value{}
	}
	v := value{typ: t}
	if t != nil {
		_, v.size, _ = kindOf(t)
	}
	switch {
	case name == "text":
		v.kind = text
	case name == "int":
		v.kind = integer
	case name == "bool":
		v.kind = flag
	case name == "decimal":
		v.kind = money
	case strings.HasPrefix(name, "[]"):
		v.kind, v.place = list, p.place()
		of := p.value(name[2:], element(t))
		v.of = &of
	case strings.HasPrefix(name, "*"):
		v.kind, v.place = pointer, p.place()
		of := p.value(name[1:], element(t))
		v.of = &of
	default:
		v.kind = structure
		v.fields = p.structure(name, t)
	}
	return v
}

// place returns the next place.
func (p *planner) place() int {
	p.places++
	return p.places - 1
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

// structure returns the plans of the fields as they were written: one that is gone has
// no number, and is passed over. They are there before they are made, as a type may
// hold itself.
func (p *planner) structure(name string, t reflect.Type) *fields {
	key := name
	if t == nil {
		key = "passed over: " + name
	}
	if known := p.made[key]; known != nil {
		return known
	}
	planned := new(fields)
	p.made[key] = planned
	as, known := p.layout.types[name]
	if !known {
		p.refuse("the shape does not say what a %s is", name)
		return planned
	}
	for i, w := range as {
		var f fieldPlan
		var into reflect.Type
		if t != nil {
			if held, known := t.FieldByName(w.name); known {
				f.number, f.offset, into = byte(i+1), offsetOf(t, held), held.Type
			}
		}
		f.value = p.value(w.typeName, into)
		planned.all = append(planned.all, f)
	}
	return planned
}
