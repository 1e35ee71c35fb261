package scenario

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
)

// keys are the columns that tell the rows of a table apart: a given row takes the
// place of those with the same. What isn't here is told apart by its first column.
var keys = map[string][]string{
	"fees.csv":         {"schedule", "code"},
	"qpa.csv":          {"kind", "code", "modifier", "region"},
	"coding_edits.csv": {"edit", "column1", "column2"},
	"accumulators.csv": {"kind", "owner", "category", "year"},
}

// inFront are the tables of which the first row that fits counts: given rows go
// before the others.
var inFront = map[string]bool{"services.csv": true}

// notOfCases are the tables of which a case has only what it gives: what earlier
// nights sent depends on the day, and a case may be about any.
var notOfCases = map[string]bool{"sent.csv": true}

// headerAlone returns a table without its rows.
func headerAlone(table []byte) ([]byte, error) {
	all, err := rows(string(table))
	if err != nil || len(all) == 0 {
		return nil, err
	}
	return []byte(strings.Join(all[0], ",") + "\n"), nil
}

// overlay returns the text of a book's file as changed by what is given of it.
func overlay(files fs.FS, name, given string) (string, error) {
	base, err := fs.ReadFile(files, name)
	if errors.Is(err, fs.ErrNotExist) {
		return given, nil
	}
	if err == nil && notOfCases[name] {
		base, err = headerAlone(base)
	}
	if err != nil {
		return "", err
	}
	changed := given
	switch {
	case strings.HasSuffix(name, ".csv"):
		changed, err = overlayTable(name, string(base), given)
	case strings.HasSuffix(name, ".yaml"):
		changed, err = overlayDocument(string(base), given)
	}
	if err != nil {
		return "", fmt.Errorf("%s: %w", name, err)
	}
	return changed, nil
}

// overlayTable puts given rows in the place of those with the same key, and
// behind the others. Given rows may leave out columns: their cells are empty.
func overlayTable(name, base, given string) (string, error) {
	have, err := rows(base)
	if err != nil {
		return "", err
	}
	add, err := rows(given)
	if err != nil {
		return "", fmt.Errorf("given: %w", err)
	}
	if len(have) == 0 || len(add) == 0 {
		return given, nil
	}
	header := have[0]
	for _, column := range add[0] {
		if !slices.Contains(header, column) {
			return "", fmt.Errorf("given: there is no column %q; the columns are %s", column, strings.Join(header, ","))
		}
	}
	key := keys[name]
	if key == nil {
		key = header[:1]
	}
	replaced := map[string]bool{}
	var changed [][]string
	for i, r := range add[1:] {
		if len(r) != len(add[0]) {
			return "", fmt.Errorf("given: row %d has %d cells for %d columns", i+1, len(r), len(add[0]))
		}
		full := make([]string, len(header))
		for j, cell := range r {
			full[slices.Index(header, add[0][j])] = cell
		}
		replaced[keyOf(header, full, key)] = true
		changed = append(changed, full)
	}
	all := [][]string{header}
	if inFront[name] {
		all = append(all, changed...)
	}
	for _, r := range have[1:] {
		if len(r) == len(header) && !replaced[keyOf(header, r, key)] || inFront[name] {
			all = append(all, r)
		}
	}
	if !inFront[name] {
		all = append(all, changed...)
	}
	var text strings.Builder
	w := csv.NewWriter(&text)
	err = w.WriteAll(all)
	return text.String(), err
}

func rows(text string) ([][]string, error) {
	r := csv.NewReader(strings.NewReader(text))
	r.Comment, r.FieldsPerRecord, r.TrimLeadingSpace = '#', -1, true
	all, err := r.ReadAll()
	for _, row := range all {
		for i := range row {
			row[i] = strings.TrimSpace(row[i])
		}
	}
	return all, err
}

func keyOf(header, row, key []string) string {
	var parts []string
	for _, column := range key {
		if i := slices.Index(header, column); i >= 0 {
			parts = append(parts, row[i])
		}
	}
	return strings.Join(parts, "\x00")
}

// overlayDocument puts given keys in the place of those that are there: mappings
// are merged, entries of a list with the same id (or category) as well, and
// anything else is replaced.
func overlayDocument(base, given string) (string, error) {
	var have, add yaml.MapSlice
	if err := yaml.UnmarshalWithOptions([]byte(base), &have, yaml.UseOrderedMap()); err != nil {
		return "", err
	}
	if err := yaml.UnmarshalWithOptions([]byte(given), &add, yaml.UseOrderedMap()); err != nil {
		return "", fmt.Errorf("given: %w", err)
	}
	text, err := yaml.Marshal(mergeMaps(have, add))
	return string(text), err
}

func mergeMaps(have, add yaml.MapSlice) yaml.MapSlice {
	for _, item := range add {
		i := slices.IndexFunc(have, func(h yaml.MapItem) bool { return h.Key == item.Key })
		if i < 0 {
			have = append(have, item)
			continue
		}
		have[i].Value = merge(have[i].Value, item.Value)
	}
	return have
}

func merge(have, add any) any {
	switch added := add.(type) {
	case yaml.MapSlice:
		if held, ok := have.(yaml.MapSlice); ok {
			return mergeMaps(held, added)
		}
	case []any:
		if held, ok := have.([]any); ok && named(held) && named(added) {
			return mergeLists(held, added)
		}
	}
	return add
}

// mergeLists merges entries of the same name, and puts new ones behind.
func mergeLists(have, add []any) []any {
	for _, item := range add {
		i := slices.IndexFunc(have, func(h any) bool { return nameOf(h) == nameOf(item) })
		if i < 0 {
			have = append(have, item)
			continue
		}
		have[i] = merge(have[i], item)
	}
	return have
}

func named(list []any) bool {
	return len(list) > 0 && !slices.ContainsFunc(list, func(item any) bool { return nameOf(item) == nil })
}

// nameOf returns by what an entry of a list is known, nil when it has no name.
func nameOf(item any) any {
	entry, ok := item.(yaml.MapSlice)
	if !ok {
		return nil
	}
	for _, key := range []string{"id", "category"} {
		for _, field := range entry {
			if field.Key == key {
				return field.Value
			}
		}
	}
	return nil
}
