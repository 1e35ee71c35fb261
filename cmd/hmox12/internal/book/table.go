package book

import (
	"encoding/csv"
	"errors"
	"io"
	"io/fs"
	"iter"
	"strings"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/ahead"
)

// maxFile is the size up to which a file is read, in bytes.
const maxFile = 1 << 30

// row is one row of a table; its cells are trimmed of blanks.
type row struct {
	src     *source
	line    int
	columns map[string]int
	cells   []string
	starts  []int // column in the line of each cell
}

// cell returns the cell in a column that the table was read with.
func (r *row) cell(name string) value {
	i, ok := r.columns[name]
	if !ok {
		return value{src: r.src, line: r.line, field: name}
	}
	return value{src: r.src, line: r.line, column: r.starts[i], field: name, text: r.cells[i]}
}

// report reports what is wrong with the row as a whole.
func (r *row) report(what, mend string) { r.src.report(r.line, 0, "", what, mend) }

// text returns the text of a cell, which can be sent to any partner.
func (r *row) text(name string) string { return r.cell(name).sendable() }

// table reads a CSV file: a header that has each of the columns once, in any
// order, then rows. A column whose name ends in ? may be missing, and its cells are
// then empty. Lines that begin with # are remarks.
func (l *loader) table(name string, columns []string, each func(*row)) error {
	file, src, err := l.open(name, "write it with the header "+names(columns))
	if file == nil {
		l.unread[name] = true
		return err
	}
	defer file.Close()

	r := &row{src: src}
	for record, err := range ahead.Of(records(file)) {
		var syntax *csv.ParseError
		switch {
		case errors.As(err, &syntax):
			src.report(syntax.Line, syntax.Column, "", syntax.Err.Error(), "put a cell that has a comma or a quote in double quotes, and double the quotes in it")
			continue
		case err != nil:
			return err
		}
		r.line, r.cells, r.starts = record.line, record.cells, record.starts
		if r.columns == nil {
			if r.columns = header(src, r.line, r.cells, columns); r.columns == nil {
				l.unread[name] = true
				return nil
			}
			continue
		}
		if len(r.cells) != len(r.columns) {
			r.report("has "+plural(len(r.cells), "cell")+", the header has "+plural(len(r.columns), "column"), "add or remove commas")
			continue
		}
		each(r)
	}
	if r.columns == nil {
		l.unread[name] = true
		src.report(1, 0, "", "has no header", "the first line is "+names(columns))
	}
	return nil
}

// csvRecord is a record of a CSV file, and where it stands.
type csvRecord struct {
	line   int
	cells  []string
	starts []int // column in the line of each cell
}

// records reads a CSV file. A record that is none is an error, behind which others come.
func records(file io.Reader) iter.Seq2[csvRecord, error] {
	in := csv.NewReader(skipMark(file))
	in.Comment = '#'
	in.FieldsPerRecord = -1
	in.TrimLeadingSpace = true
	return func(yield func(csvRecord, error) bool) {
		for {
			cells, err := in.Read()
			var syntax *csv.ParseError
			if err == io.EOF {
				return
			}
			if err != nil {
				if !yield(csvRecord{}, err) || !errors.As(err, &syntax) {
					return
				}
				continue
			}
			r := csvRecord{cells: cells, starts: make([]int, len(cells))}
			r.line, _ = in.FieldPos(0)
			for i := range cells {
				_, r.starts[i] = in.FieldPos(i)
				cells[i] = strings.TrimSpace(cells[i]) // of a text that all cells of the row share
			}
			if !yield(r, nil) {
				return
			}
		}
	}
}

// optionalTable reads a CSV file that may be missing.
func (l *loader) optionalTable(name string, columns []string, each func(*row)) error {
	if there, err := l.exists(name); !there {
		return err
	}
	return l.table(name, columns, each)
}

// exists reports whether the book has a file that may be missing.
func (l *loader) exists(name string) (bool, error) {
	_, err := fs.Stat(l.files, name)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	return err == nil, err
}

// names returns the names of columns, as a header has them.
func names(columns []string) string { return strings.ReplaceAll(strings.Join(columns, ","), "?", "") }

// header returns where each column is, nil when the header can't be used.
func header(src *source, line int, cells, columns []string) map[string]int {
	at := make(map[string]int, len(cells))
	usable := true
	complain := func(field, what, mend string) {
		src.report(line, 0, field, what, mend)
		usable = false
	}
	known := map[string]bool{}
	for _, c := range columns {
		known[strings.TrimSuffix(c, "?")] = true
	}
	for i, cell := range cells {
		name := strings.TrimSpace(cell)
		_, twice := at[name]
		switch {
		case !known[name]:
			complain(name, "is a column that this table does not have", "the columns are "+names(columns))
		case twice:
			complain(name, "is a column that stands twice", "remove one")
		default:
			at[strings.Clone(name)] = i
		}
	}
	for _, c := range columns {
		if _, ok := at[c]; !ok && known[c] {
			complain(c, "is a column that is missing", "add it; its cells may be empty where the format says so")
		}
	}
	if !usable {
		return nil
	}
	return at
}

// source is a file of the book.
func (l *loader) source(name string) *source { return &source{name: name, problems: l.problems} }

// open opens a file of the book. A file that is missing or too long is a
// problem and returns nil.
func (l *loader) open(name, mend string) (fs.File, *source, error) {
	src := l.source(name)
	file, err := l.files.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		src.report(0, 0, "", "the file is missing", mend)
		return nil, src, nil
	}
	if err != nil {
		return nil, src, err
	}
	info, err := file.Stat()
	if err == nil && !info.IsDir() && info.Size() <= maxFile {
		return file, src, nil
	}
	file.Close()
	switch {
	case err != nil:
		return nil, src, err
	case info.IsDir():
		src.report(0, 0, "", "is a folder", "a file of that name is expected")
	default:
		src.report(0, 0, "", "the file is too long", "a book's files have at most a gigabyte")
	}
	return nil, src, nil
}
