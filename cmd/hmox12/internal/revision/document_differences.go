package revision

import (
	"fmt"
	"slices"
	"strings"
)

// documents compares trees key by key, and lists of named entries name by name.
func (d *differences) documents(before, after string) error {
	old, err := parseDocument(before)
	if err != nil {
		return err
	}
	changed, err := parseDocument(after)
	if err != nil {
		return err
	}
	d.trees("", old, changed)
	return nil
}

// trees compares two mappings that stand at a path. Their scalars and lists of
// scalars are the fields of one row.
func (d *differences) trees(path string, old, changed *tree) {
	var fields []FieldDifference
	var deeper []func()
	one := func(key string, a, b *tree) {
		switch {
		case a.same(b):
		case a == nil && b.inline(), b == nil && a.inline(), a != nil && b != nil && a.inline() && b.inline():
			fields = append(fields, FieldDifference{key, a.shown(), b.shown()})
		default:
			deeper = append(deeper, func() { d.parts(joined(path, key), a, b) })
		}
	}
	for _, e := range old.entries {
		one(e.key, e.value, changed.at(e.key))
	}
	for _, e := range changed.entries {
		if old.at(e.key) == nil {
			one(e.key, nil, e.value)
		}
	}
	if len(fields) > 0 {
		d.add(Changed, path, fields...)
	}
	for _, tell := range deeper {
		tell()
	}
}

// parts compares what is no scalar; nil is nothing.
func (d *differences) parts(path string, a, b *tree) {
	switch {
	case a.same(b):
	case a == nil && b.named():
		d.parts(path, &tree{form: list}, b)
	case b == nil && a.named():
		d.parts(path, a, &tree{form: list})
	case a == nil:
		d.add(Added, path, FieldDifference{After: b.Flow()})
	case b == nil:
		d.add(Removed, path, FieldDifference{Before: a.Flow()})
	case a.form == mapping && b.form == mapping:
		d.trees(path, a, b)
	case a.listsNames() && b.listsNames():
		for _, item := range a.items {
			d.parts(joined(path, item.name()), item, b.item(item.name()))
		}
		for _, item := range b.items {
			if a.item(item.name()) == nil {
				d.parts(joined(path, item.name()), nil, item)
			}
		}
		if !slices.EqualFunc(a.items, b.items, func(x, y *tree) bool { return x.name() == y.name() }) && sameNames(a, b) {
			d.add(Reordered, path)
		}
	case a.form == list && b.form == list:
		for i := range max(len(a.items), len(b.items)) {
			d.parts(fmt.Sprintf("%s %d", path, i+1), a.nth(i), b.nth(i))
		}
	default:
		d.add(Changed, path, FieldDifference{Before: a.Flow(), After: b.Flow()})
	}
}

func sameNames(a, b *tree) bool {
	return len(a.items) == len(b.items) && !slices.ContainsFunc(a.items, func(item *tree) bool { return b.item(item.name()) == nil })
}

func joined(path, key string) string { return strings.TrimSpace(path + " " + key) }

// same reports whether two trees say the same: the order of keys says nothing, nor
// whether a scalar is quoted.
func (t *tree) same(o *tree) bool {
	if t == nil || o == nil {
		return t == o
	}
	return t.form == o.form && t.text == o.text && slices.EqualFunc(t.items, o.items, (*tree).same) &&
		len(t.entries) == len(o.entries) && !slices.ContainsFunc(t.entries, func(e entry) bool { return !e.value.same(o.at(e.key)) })
}

// shown returns a field's value: a scalar without quotes.
func (t *tree) shown() string {
	switch {
	case t == nil:
		return ""
	case t.form == scalar:
		return t.text
	}
	return strings.NewReplacer(`"`, "").Replace(t.Flow())
}

// item returns the entry of a list with a name, nil when there is none.
func (t *tree) item(name string) *tree {
	for _, item := range t.items {
		if item.name() == name {
			return item
		}
	}
	return nil
}

func (t *tree) nth(i int) *tree {
	if i < len(t.items) {
		return t.items[i]
	}
	return nil
}
