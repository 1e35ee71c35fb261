package store

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strconv"
	"sync"

	"github.com/shopspring/decimal"

	"github.com/hmox12/hmox12/mapping/record"
)

// A body is a record as JSON that encoding/json reads back. Fields that are
// zero, empty or nil are left out. Bytes that are not UTF-8 become U+FFFD, as in
// any JSON. What is written for every claim, inquiry and request is packed instead,
// see packed.go.

// body returns a record as compact JSON.
func body(record any) string {
	v := reflect.ValueOf(record)
	buffer := buffers.Get().(*[]byte)
	defer buffers.Put(buffer)
	*buffer = encoderOf(v.Type())((*buffer)[:0], v)
	return string(*buffer)
}

var buffers = sync.Pool{New: func() any { return new([]byte) }}

// encoder appends a value as JSON.
type encoder func(b []byte, v reflect.Value) []byte

var (
	encoders sync.Map // of reflect.Type to encoder

	dateType    = reflect.TypeFor[record.Date]()
	decimalType = reflect.TypeFor[decimal.Decimal]()
)

func encoderOf(t reflect.Type) encoder {
	if known, ok := encoders.Load(t); ok {
		return known.(encoder)
	}
	e := newEncoder(t)
	encoders.Store(t, e)
	return e
}

// newEncoder makes the encoder of a type. Records hold no type that it refuses;
// that is a matter for the tests.
func newEncoder(t reflect.Type) encoder {
	switch {
	case t == dateType:
		return func(b []byte, v reflect.Value) []byte {
			return appendString(b, record.Date(v.Int()).String())
		}
	case t == decimalType:
		return func(b []byte, v reflect.Value) []byte {
			return appendString(b, v.Interface().(decimal.Decimal).String())
		}
	}
	switch t.Kind() {
	case reflect.String:
		return func(b []byte, v reflect.Value) []byte { return appendString(b, v.String()) }
	case reflect.Bool:
		return func(b []byte, v reflect.Value) []byte { return strconv.AppendBool(b, v.Bool()) }
	case reflect.Int, reflect.Int32, reflect.Int64:
		return func(b []byte, v reflect.Value) []byte { return strconv.AppendInt(b, v.Int(), 10) }
	case reflect.Pointer:
		return pointerEncoder(t.Elem())
	case reflect.Slice:
		return sliceEncoder(t.Elem())
	case reflect.Struct:
		return structEncoder(t)
	}
	panic(fmt.Sprintf("store: no body can hold a %s", t))
}

// pointerEncoder and sliceEncoder ask for the element's encoder when they need
// it: a type may hold itself by a pointer or slice.
func pointerEncoder(to reflect.Type) encoder {
	return func(b []byte, v reflect.Value) []byte {
		if v.IsNil() {
			return append(b, "null"...)
		}
		return encoderOf(to)(b, v.Elem())
	}
}

func sliceEncoder(of reflect.Type) encoder {
	return func(b []byte, v reflect.Value) []byte {
		element := encoderOf(of)
		b = append(b, '[')
		for i := range v.Len() {
			if i > 0 {
				b = append(b, ',')
			}
			b = element(b, v.Index(i))
		}
		return append(b, ']')
	}
}

// field is an exported field of a struct, or of one embedded in it.
type field struct {
	index  []int
	key    string // "Name":
	encode encoder
}

func structEncoder(t reflect.Type) encoder {
	var fields []field
	for _, f := range reflect.VisibleFields(t) {
		if f.IsExported() && !f.Anonymous {
			fields = append(fields, field{f.Index, `"` + f.Name + `":`, encoderOf(f.Type)})
		}
	}
	return func(b []byte, v reflect.Value) []byte {
		b = append(b, '{')
		first := true
		for i := range fields {
			f := v.FieldByIndex(fields[i].index)
			if absent(f) {
				continue
			}
			if !first {
				b = append(b, ',')
			}
			first = false
			b = fields[i].encode(append(b, fields[i].key...), f)
		}
		return append(b, '}')
	}
}

// absent reports whether a field says nothing.
func absent(v reflect.Value) bool {
	switch {
	case v.Kind() == reflect.Slice:
		return v.Len() == 0
	case v.Type() == decimalType:
		return v.Interface().(decimal.Decimal).IsZero()
	}
	return v.IsZero()
}

// appendString appends s quoted. Nearly all text in records is plain ASCII.
func appendString(b []byte, s string) []byte {
	for i := range len(s) {
		if c := s[i]; c < ' ' || c > '~' || c == '"' || c == '\\' {
			quoted, _ := json.Marshal(s) // can't fail for a string
			return append(b, quoted...)
		}
	}
	b = append(b, '"')
	b = append(b, s...)
	return append(b, '"')
}

// readBody is body's inverse.
func readBody(text []byte, record any) error {
	if err := json.Unmarshal(text, record); err != nil {
		return fmt.Errorf("the body of a %T can't be read: %w", record, err)
	}
	return nil
}
