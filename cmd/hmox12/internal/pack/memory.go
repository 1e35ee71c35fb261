package pack

import (
	"reflect"
	"unsafe"
)

// Memory is what records are unpacked into one after the other: what the lists of one held,
// and what it pointed to, is overwritten by the next. Texts are not. The zero Memory is
// ready; it grows to what the largest record takes. One goroutine uses it at a time.
type Memory struct {
	of     *Unpacker
	pieces []piece // by the number of a list or pointer in the plan
}

// piece holds values of one type.
type piece struct {
	values reflect.Value // a slice that can be set; none yet when it is not valid
	size   uintptr       // of a value
	used   int
}

// leastValues is how many values a piece holds at least.
const leastValues = 8

// begin has the values of the last record overwritten.
func (m *Memory) begin(u *Unpacker) {
	if m.of != u {
		m.of, m.pieces = u, make([]piece, u.places)
	}
	for i := range m.pieces {
		p := &m.pieces[i]
		if p.used > 0 {
			p.values.SetLen(p.used)
			p.values.Clear()
			p.values.SetLen(p.values.Cap())
			p.used = 0
		}
	}
}

// take returns the address of n zero values of what a list or pointer of the plan holds.
// What was taken for the same record stays where it is.
func (m *Memory) take(v *value, n int) unsafe.Pointer {
	p := &m.pieces[v.place]
	if !p.values.IsValid() {
		p.values, p.size = reflect.New(reflect.SliceOf(v.typ.Elem())).Elem(), v.typ.Elem().Size()
	}
	if p.used+n > p.values.Len() {
		room := max(n, 2*p.values.Len(), leastValues)
		p.values.Set(reflect.MakeSlice(p.values.Type(), room, room))
		p.used = 0
	}
	at := unsafe.Add(p.values.UnsafePointer(), uintptr(p.used)*p.size)
	p.used += n
	return at
}
