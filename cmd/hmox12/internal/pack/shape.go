package pack

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"sync"

	"github.com/shopspring/decimal"
)

var decimalType = reflect.TypeFor[decimal.Decimal]()

// Shape returns the shape of a type of records, by which Append writes it now.
// Records hold no type that it refuses; that is a matter for the tests.
func Shape(t reflect.Type) string {
	if known, ok := shapes.Load(t); ok {
		return known.(string)
	}
	text := newShape(t)
	shapes.Store(t, text)
	return text
}

var shapes sync.Map // of reflect.Type to string

func newShape(t reflect.Type) string {
	var b strings.Builder
	queue, seen := []reflect.Type{t}, map[reflect.Type]bool{t: true}
	for len(queue) > 0 {
		t := queue[0]
		queue = queue[1:]
		b.WriteString(t.String())
		for _, f := range fieldsOf(t) {
			fmt.Fprintf(&b, " %s=%s", f.Name, typeName(f.Type))
			if inner := structIn(f.Type); inner != nil && !seen[inner] {
				seen[inner] = true
				queue = append(queue, inner)
			}
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// fieldsOf are the fields of a struct, and of those embedded in it.
func fieldsOf(t reflect.Type) []reflect.StructField {
	var fields []reflect.StructField
	for _, f := range reflect.VisibleFields(t) {
		if f.IsExported() && !f.Anonymous {
			fields = append(fields, f)
		}
	}
	return fields
}

// structIn is the struct that a type is, lists or points to, nil for none.
func structIn(t reflect.Type) reflect.Type {
	for t.Kind() == reflect.Slice || t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if t.Kind() == reflect.Struct && t != decimalType {
		return t
	}
	return nil
}

// typeName names a type as shapes do.
func typeName(t reflect.Type) string {
	if t == decimalType {
		return "decimal"
	}
	switch t.Kind() {
	case reflect.String:
		return "text"
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return "int"
	case reflect.Bool:
		return "bool"
	case reflect.Slice:
		return "[]" + typeName(t.Elem())
	case reflect.Pointer:
		return "*" + typeName(t.Elem())
	case reflect.Struct:
		return t.String()
	}
	panic(fmt.Sprintf("pack: no record can hold a %s", t))
}

// layout is a shape as read: the fields of each struct type.
type layout struct {
	root  string
	types map[string][]written
}

// written is a field as it was written.
type written struct{ name, typeName string }

// parseShape reads what Shape wrote.
func parseShape(text string) (layout, error) {
	l := layout{types: map[string][]written{}}
	for line := range strings.Lines(text) {
		words := strings.Fields(line)
		if len(words) == 0 {
			return layout{}, fmt.Errorf("pack: a line of the shape is empty")
		}
		if l.root == "" {
			l.root = words[0]
		}
		fields := make([]written, 0, len(words)-1)
		for _, word := range words[1:] {
			name, typeName, ok := strings.Cut(word, "=")
			if !ok {
				return layout{}, fmt.Errorf("pack: %q is no field of a shape", word)
			}
			fields = append(fields, written{name, typeName})
		}
		l.types[words[0]] = fields
	}
	if l.root == "" {
		return layout{}, errors.New("pack: the shape is empty")
	}
	return l, nil
}
