package export

import (
	"encoding/csv"
	"io"
	"strconv"

	"github.com/hmox12/hmox12/mapping/record"
)

// csvSheet writes rows as CSV.
type csvSheet struct {
	w       *csv.Writer
	columns []heading
	raw     bool // without the guard against formulas
	cells   []string
}

func newCSV(w io.Writer, columns []heading, raw bool) (*csvSheet, error) {
	s := &csvSheet{w: csv.NewWriter(w), columns: columns, raw: raw}
	for _, c := range columns {
		s.cells = append(s.cells, c.name)
	}
	return s, s.w.Write(s.cells)
}

func (s *csvSheet) write(row []value) error {
	for i, v := range row {
		s.cells[i] = s.cell(s.columns[i].kind, v)
	}
	return s.w.Write(s.cells)
}

func (s *csvSheet) close() error {
	s.w.Flush()
	return s.w.Error()
}

func (s *csvSheet) cell(k kind, v value) string {
	if !v.there {
		return ""
	}
	switch k {
	case amount:
		return string(appendFixed(nil, v.number, amountScale))
	case quantity:
		return trimZeros(string(appendFixed(nil, v.number, quantityScale)))
	case date:
		return record.Date(v.number).String()
	case whole:
		return strconv.FormatInt(v.number, 10)
	case flag:
		return strconv.FormatBool(v.number == 1)
	}
	if !s.raw && formula(v.text) {
		return "'" + v.text
	}
	return v.text
}

// formula reports whether a spreadsheet would take the text for a formula.
func formula(s string) bool {
	switch s[0] {
	case '=', '+', '-', '@', '\t', '\r':
		return true
	}
	return false
}

// trimZeros cuts zeros behind the decimal point, and the point when nothing else
// is there.
func trimZeros(s string) string {
	for s[len(s)-1] == '0' {
		s = s[:len(s)-1]
	}
	if s[len(s)-1] == '.' {
		s = s[:len(s)-1]
	}
	return s
}
