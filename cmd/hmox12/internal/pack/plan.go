package pack

import (
	"reflect"
	"slices"
	"unsafe"

	"github.com/shopspring/decimal"
)

// Every claim of a night is packed and read several times, so a type is made into a
// plan once: what each field is and at what offset it lies. Values are then reached
// by their address, which takes a fraction of what reflect.Value takes. Only this file
// and the two that walk plans (append.go, read.go) know of addresses. An address is
// always one inside a record that its caller holds, of the type that the plan is of.

// kind is how a value is packed.
type kind uint8

const (
	text kind = iota
	word
	patterned
	flag
	money
	integer // of the size that value says
	list
	pointer
	structure
)

// value is the plan of a value of some type.
type value struct {
	kind kind
	size uintptr // of an integer, or of what a list holds
	of   *value  // what a list holds or a pointer points to
	typ  reflect.Type
	// place is the number of a list or pointer among those of an Unpacker.
	place int
	// plain says that what a pointer points to holds no pointers, for who writes it.
	plain bool
	*fields
}

// pointed is what a pointer of a record points to, by its type: the last that was written or
// read. Next to who is insured, a claim often has the same person as the patient.
type pointed struct {
	typ reflect.Type   // of the pointer; nil before the first
	to  unsafe.Pointer // nil for what was passed over
	at  int            // where it begins in what is read
}

// fields are those of a struct, filled in when all of them are known: a type may hold
// itself by a list or pointer.
type fields struct {
	all       []fieldPlan
	templated bool // values are written by templates
}

// fieldPlan is a field of a struct, or of one that is embedded in it.
type fieldPlan struct {
	number byte // from 1, as it is written
	offset uintptr
	value
}

// sliceHeader is how a slice lies in memory.
type sliceHeader struct {
	data unsafe.Pointer
	len  int
	cap  int
}

// kindOf returns how values of a type are packed, and the size of an integer.
// It is false for a type that no record can hold.
func kindOf(t reflect.Type) (k kind, size uintptr, known bool) {
	if t == decimalType {
		return money, 0, true
	}
	switch t.Kind() {
	case reflect.String:
		return text, 0, true
	case reflect.Bool:
		return flag, 0, true
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return integer, t.Size(), true
	case reflect.Slice:
		return list, t.Elem().Size(), true
	case reflect.Pointer:
		return pointer, 0, true
	case reflect.Struct:
		return structure, 0, true
	}
	return 0, 0, false
}

// isPlain reports whether values of a type hold no pointers: a type inside of which it is, as
// well as those inside of themselves, hold them for all that is asked.
func isPlain(t reflect.Type, inside ...reflect.Type) bool {
	switch {
	case t == decimalType:
		return true
	case t.Kind() == reflect.Slice:
		return isPlain(t.Elem(), inside...)
	case t.Kind() != reflect.Struct:
		return t.Kind() != reflect.Pointer
	case slices.Contains(inside, t):
		return false
	}
	inside = append(slices.Clip(inside), t)
	for _, f := range fieldsOf(t) {
		if !isPlain(f.Type, inside...) {
			return false
		}
	}
	return true
}

// offsetOf returns where a field lies in a struct type, or in one embedded in it.
func offsetOf(t reflect.Type, f reflect.StructField) (offset uintptr) {
	for _, i := range f.Index {
		inner := t.Field(i)
		offset += inner.Offset
		t = inner.Type
	}
	return offset
}

// number returns the integer at an address.
func (v *value) number(at unsafe.Pointer) int64 {
	switch v.size {
	case 8:
		return *(*int64)(at)
	case 4:
		return int64(*(*int32)(at))
	case 2:
		return int64(*(*int16)(at))
	}
	return int64(*(*int8)(at))
}

// setNumber sets the integer at an address. What doesn't fit is cut, as by a
// conversion: it was not packed from that type.
func (v *value) setNumber(at unsafe.Pointer, n int64) {
	switch v.size {
	case 8:
		*(*int64)(at) = n
	case 4:
		*(*int32)(at) = int32(n)
	case 2:
		*(*int16)(at) = int16(n)
	default:
		*(*int8)(at) = int8(n)
	}
}

// silent reports whether what is at an address says nothing. A struct is written to
// see.
func (v *value) silent(at unsafe.Pointer) bool {
	switch v.kind {
	case text, word, patterned:
		return len(*(*string)(at)) == 0
	case flag:
		return !*(*bool)(at)
	case integer:
		return v.number(at) == 0
	case list:
		return (*sliceHeader)(at).len == 0
	case pointer:
		return *(*unsafe.Pointer)(at) == nil
	case money:
		return (*decimal.Decimal)(at).IsZero()
	}
	return false
}
