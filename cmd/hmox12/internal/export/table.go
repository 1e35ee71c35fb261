package export

import (
	"fmt"
	"io"
)

// column is one column of the table of T: what it is called, where it comes
// from, and how it is had. The order of a table's columns is that of the file.
type column[T any] struct {
	name  string
	kind  kind
	about string // the element, or what it is
	of    func(T) value
}

// heading is a column without its rows' type.
type heading struct {
	name  string
	kind  kind
	about string
}

// sheet is a table's file that is being written. close finishes what was
// written; it does not close the file.
type sheet interface {
	write(row []value) error
	close() error
}

// table writes rows of T.
type table[T any] struct {
	columns []column[T]
	sheet   sheet
	row     []value
	rows    int
	unfit   int // values that can't be represented
}

func (t *table[T]) add(item T) error {
	t.row = t.row[:0]
	for i := range t.columns {
		v := t.columns[i].of(item)
		if v.unfit {
			t.unfit++
		}
		t.row = append(t.row, v)
	}
	t.rows++
	return t.sheet.write(t.row)
}

func headings[T any](columns []column[T]) []heading {
	var list []heading
	for _, c := range columns {
		list = append(list, heading{c.name, c.kind, c.about})
	}
	return list
}

// Columns writes the columns of every table: the table's name, and below it a
// line a column with its name, type and source.
func Columns(w io.Writer) error {
	for i, t := range []struct {
		name     string
		headings []heading
	}{
		{"claims", headings(claimColumns)},
		{"service_lines", headings(serviceLineColumns)},
		{"remittances", headings(remittanceColumns)},
		{"remittance_lines", headings(remittanceLineColumns)},
	} {
		if i > 0 {
			fmt.Fprintln(w)
		}
		fmt.Fprintln(w, t.name)
		for _, h := range t.headings {
			if _, err := fmt.Fprintf(w, "  %-23s %-9s %s\n", h.name, h.kind, h.about); err != nil {
				return err
			}
		}
	}
	return nil
}
