package revision

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
)

// Kind is what became of a row or an entry.
type Kind string

// The kinds. The first row that fits counts in some tables, so their order is a
// difference of its own.
const (
	Added     Kind = "added"
	Removed   Kind = "removed"
	Changed   Kind = "changed"
	Reordered Kind = "reordered"
)

// FileDifference is in what one file of two books differs.
type FileDifference struct {
	Name                    string
	Added, Removed, Changed int // all of them
	Rows                    []RowDifference
	More                    int // that Rows has not
}

// RowDifference is in what one row of a table, or one entry of a document,
// differs.
type RowDifference struct {
	Kind   Kind
	Key    string // such as FS 99213, or benefits THERAPY
	Fields []FieldDifference
}

// FieldDifference is a cell, or a key of a document. Before is empty for what was
// added, After for what was removed.
type FieldDifference struct{ Name, Before, After string }

// Differences returns in what the named files of two books differ, those that
// differ alone, in the order of names. At most limit rows of a file are kept; all
// are counted.
func Differences(before, after fs.FS, names []string, limit int) ([]FileDifference, error) {
	var all []FileDifference
	for _, name := range names {
		old, err := readFile(before, name)
		if err != nil {
			return nil, err
		}
		changed, err := readFile(after, name)
		if err != nil {
			return nil, err
		}
		if old == changed {
			continue
		}
		d := &differences{FileDifference: FileDifference{Name: name}, limit: limit}
		if err := d.compare(name, old, changed); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		if d.Added+d.Removed+d.Changed > 0 {
			all = append(all, d.FileDifference)
		}
	}
	return all, nil
}

// readFile returns a file's text, empty when there is no such file.
func readFile(files fs.FS, name string) (string, error) {
	text, err := fs.ReadFile(files, name)
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	return string(text), err
}

// differences gathers those of one file.
type differences struct {
	FileDifference
	limit int
}

func (d *differences) add(kind Kind, key string, fields ...FieldDifference) {
	switch kind {
	case Added:
		d.Added++
	case Removed:
		d.Removed++
	default:
		d.Changed++
	}
	if len(d.Rows) == d.limit {
		d.More++
		return
	}
	for i := range fields {
		fields[i].Before, fields[i].After = clip(fields[i].Before), clip(fields[i].After)
	}
	d.Rows = append(d.Rows, RowDifference{kind, key, fields})
}

// maxValue is how much of a value is shown, in characters.
const maxValue = 160

func clip(text string) string {
	if runes := []rune(text); len(runes) > maxValue {
		return string(runes[:maxValue-1]) + "…"
	}
	return text
}

func (d *differences) compare(name, before, after string) error {
	switch {
	case strings.HasSuffix(name, ".csv"):
		return d.tables(name, before, after)
	case strings.HasSuffix(name, ".yaml"):
		return d.documents(before, after)
	case before == "":
		d.add(Added, "the file")
	case after == "":
		d.add(Removed, "the file")
	default:
		d.add(Changed, "the text")
	}
	return nil
}
