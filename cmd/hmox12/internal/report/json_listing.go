package report

import (
	"bufio"
	"encoding/json"
	"reflect"
	"strings"
)

// summary.json is laid out as json.MarshalIndent does it, which wants all of it in
// memory three times over. What holds a listing is written field by field instead,
// and the listing row by row.

// lister is a listing.
type lister interface {
	list(w *bufio.Writer, prefix string) error
}

func (l listing[T]) list(w *bufio.Writer, prefix string) error {
	inner, some := prefix+"  ", false
	w.WriteByte('[')
	for row := range l {
		if some {
			w.WriteByte(',')
		}
		some = true
		text, err := json.MarshalIndent(row, inner, "  ")
		if err != nil {
			return err
		}
		w.WriteString("\n" + inner)
		w.Write(text)
	}
	if some {
		w.WriteString("\n" + prefix)
	}
	return w.WriteByte(']')
}

// writeValue writes a value as json.MarshalIndent would. A struct that holds a listing
// has a name for each of its fields.
func writeValue(w *bufio.Writer, v reflect.Value, prefix string) error {
	if l, ok := v.Interface().(lister); ok {
		return l.list(w, prefix)
	}
	if !lists(v.Type()) {
		text, err := json.MarshalIndent(v.Interface(), prefix, "  ")
		w.Write(text)
		return err
	}
	w.WriteByte('{')
	if err := writeFields(w, v, prefix+"  "); err != nil {
		return err
	}
	_, err := w.WriteString("\n" + prefix + "}")
	return err
}

func writeFields(w *bufio.Writer, v reflect.Value, prefix string) error {
	for i := range v.NumField() {
		if i > 0 {
			w.WriteByte(',')
		}
		w.WriteString("\n" + prefix + `"` + v.Type().Field(i).Tag.Get("json") + `": `)
		if err := writeValue(w, v.Field(i), prefix); err != nil {
			return err
		}
	}
	return nil
}

// lists reports whether a type is a struct that holds a listing.
func lists(t reflect.Type) bool {
	if t.Kind() != reflect.Struct {
		return false
	}
	for i := range t.NumField() {
		f := t.Field(i)
		if !f.IsExported() {
			return false
		}
		if f.Type.Implements(reflect.TypeFor[lister]()) || lists(f.Type) {
			return !strings.Contains(f.Tag.Get("json"), ",")
		}
	}
	return false
}
