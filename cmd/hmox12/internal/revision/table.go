package revision

import (
	"encoding/csv"
	"fmt"
	"slices"
	"strings"
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

// mayBeMissing are the columns that a table has only where they are needed: given
// rows may bring them.
var mayBeMissing = map[string][]string{
	"members.csv":  {"confidential"},
	"partners.csv": {"characters", "endsBefore"},
}

// table is a CSV file: its header and its rows, cells trimmed of blanks.
type table struct {
	header []string
	rows   [][]string
}

func parseTable(text string) (*table, error) {
	r := csv.NewReader(strings.NewReader(strings.TrimPrefix(text, byteOrderMark)))
	r.Comment, r.FieldsPerRecord, r.TrimLeadingSpace = '#', -1, true
	all, err := r.ReadAll()
	if err != nil || len(all) == 0 {
		return &table{}, err
	}
	for _, row := range all {
		for i := range row {
			row[i] = strings.TrimSpace(row[i])
		}
	}
	return &table{header: all[0], rows: all[1:]}, nil
}

// WithoutRows returns a table's header alone.
func WithoutRows(text string) (string, error) {
	t, err := parseTable(text)
	if err != nil || len(t.header) == 0 {
		return "", err
	}
	return strings.Join(t.header, ",") + "\n", nil
}

// keyColumns returns what tells the rows of a table apart.
func (t *table) keyColumns(name string) []string {
	if key := keys[name]; key != nil {
		return key
	}
	return t.header[:min(1, len(t.header))]
}

// cell returns the cell of a row in a column; empty when there is none.
func (t *table) cell(row []string, column string) string {
	if i := slices.Index(t.header, column); i >= 0 && i < len(row) {
		return row[i]
	}
	return ""
}

// addColumn puts a column behind the others, empty in every row.
func (t *table) addColumn(column string) {
	for i, row := range t.rows {
		if len(row) == len(t.header) {
			t.rows[i] = append(row, "")
		}
	}
	t.header = append(t.header, column)
}

// key returns a row's cells in columns.
func (t *table) key(row, columns []string) string {
	parts := make([]string, len(columns))
	for i, column := range columns {
		parts[i] = t.cell(row, column)
	}
	return strings.Join(parts, "\x00")
}

// overlayTable puts given rows in the place of those with the same key, and
// behind the others. Given rows may leave out columns: their cells are empty.
func overlayTable(name, base, given string) (string, error) {
	have, err := parseTable(base)
	if err != nil {
		return "", err
	}
	add, err := parseTable(given)
	if err != nil {
		return "", fmt.Errorf("given: %w", err)
	}
	if len(have.header) == 0 || len(add.header) == 0 {
		return given, nil
	}
	for _, column := range add.header {
		switch {
		case slices.Contains(have.header, column):
		case slices.Contains(mayBeMissing[name], column):
			have.addColumn(column)
		default:
			return "", fmt.Errorf("given: there is no column %q; the columns are %s", column, strings.Join(have.header, ","))
		}
	}
	key := have.keyColumns(name)
	replaced := map[string]bool{}
	var changed [][]string
	for i, r := range add.rows {
		if len(r) != len(add.header) {
			return "", fmt.Errorf("given: row %d has %d cells for %d columns", i+1, len(r), len(add.header))
		}
		full := make([]string, len(have.header))
		for j, column := range have.header {
			full[j] = add.cell(r, column)
		}
		replaced[have.key(full, key)] = true
		changed = append(changed, full)
	}
	all := [][]string{have.header}
	if inFront[name] {
		all = append(all, changed...)
	}
	for _, r := range have.rows {
		if len(r) == len(have.header) && !replaced[have.key(r, key)] || inFront[name] {
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
