package generate

import (
	"bufio"
	"errors"
	"strconv"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/host"
	"github.com/hmox12/hmox12/mapping/record"
)

// table writes a CSV file cell by cell. Nothing in it has a comma or a quote.
type table struct {
	file host.File
	out  *bufio.Writer
	row  []byte
}

// newTable makes a file with a header.
func newTable(files host.Files, name, header string) (*table, error) {
	file, err := files.Create(name)
	if err != nil {
		return nil, err
	}
	t := &table{file: file, out: bufio.NewWriterSize(file, 64<<10)}
	_, err = t.out.WriteString(header + "\n")
	return t, err
}

// text adds cells.
func (t *table) text(cells ...string) {
	for _, c := range cells {
		t.row = append(t.row, c...)
		t.row = append(t.row, ',')
	}
}

// count adds a number, nothing for none.
func (t *table) count(n int) {
	if n != 0 {
		t.row = strconv.AppendInt(t.row, int64(n), 10)
	}
	t.row = append(t.row, ',')
}

func (t *table) money(amount cents) {
	if amount != 0 {
		t.row = amount.append(t.row)
	}
	t.row = append(t.row, ',')
}

// date adds a date as CCYY-MM-DD, nothing for none.
func (t *table) date(d record.Date) {
	if d != 0 {
		compact := strconv.AppendInt(nil, int64(d), 10)
		t.row = append(t.row, compact[:4]...)
		t.row = append(t.row, '-')
		t.row = append(t.row, compact[4:6]...)
		t.row = append(t.row, '-')
		t.row = append(t.row, compact[6:]...)
	}
	t.row = append(t.row, ',')
}

func (t *table) flag(yes bool) {
	if yes {
		t.row = append(t.row, "yes"...)
	}
	t.row = append(t.row, ',')
}

// end writes the row.
func (t *table) end() {
	t.row[len(t.row)-1] = '\n'
	_, _ = t.out.Write(t.row) // the first error sticks
	t.row = t.row[:0]
}

func (t *table) close() error { return errors.Join(t.out.Flush(), t.file.Close()) }

// append appends dollars, with cents where there are any.
func (c cents) append(to []byte) []byte {
	if c < 0 {
		to, c = append(to, '-'), -c
	}
	to = strconv.AppendInt(to, int64(c/100), 10)
	switch part := c % 100; {
	case part == 0:
	case part%10 == 0:
		to = append(to, '.', byte('0'+part/10))
	default:
		to = append(to, '.', byte('0'+part/10), byte('0'+part%10))
	}
	return to
}

// String returns dollars, with cents where there are any.
func (c cents) String() string { return string(c.append(nil)) }
