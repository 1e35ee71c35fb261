package export

import (
	"bufio"
	"errors"
	"io"
	"path/filepath"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/host"
	"github.com/hmox12/hmox12/mapping"
	"github.com/hmox12/hmox12/mapping/record"
	"github.com/hmox12/hmox12/x12"
	"github.com/hmox12/hmox12/x12/guide"
)

// Format is how tables are written.
type Format string

// The formats; each is the ending of the files' names as well.
const (
	CSV     Format = "csv"
	Parquet Format = "parquet"
)

// Options say where and how to write.
type Options struct {
	Files      host.Files
	Dir        string // made if it is not there
	Format     Format
	Raw        bool // of CSV, without the guard against formulas
	MaxSegment int  // longest segment admitted, in bytes; the Reader's own limit when 0
}

// Counts say what was exported.
type Counts struct {
	Claims, ServiceLines         int
	Remittances, RemittanceLines int
	Problems                     int // values that could not be read or can't be represented
	Skipped                      int // transaction sets of other kinds or unknown guides
}

// Exporter writes the four tables.
type Exporter struct {
	options Options
	files   []*file

	claims            table[claimRow]
	serviceLines      table[lineRow]
	remittances       table[*remittanceClaim]
	remittanceLines   table[*remittanceLine]
	problems, skipped int
}

// file is a table's file, beside its place.
type file struct {
	path   string
	file   host.File
	buffer *bufio.Writer
	sheet  sheet
}

// Open begins an export. Nothing is in the folder until Publish.
func Open(o Options) (*Exporter, error) {
	if err := o.Files.MkdirAll(o.Dir); err != nil {
		return nil, err
	}
	e := &Exporter{options: o}
	e.claims.columns, e.serviceLines.columns = claimColumns, serviceLineColumns
	e.remittances.columns, e.remittanceLines.columns = remittanceColumns, remittanceLineColumns
	for _, t := range []struct {
		name     string
		headings []heading
		sheet    *sheet
	}{
		{"claims", headings(claimColumns), &e.claims.sheet},
		{"service_lines", headings(serviceLineColumns), &e.serviceLines.sheet},
		{"remittances", headings(remittanceColumns), &e.remittances.sheet},
		{"remittance_lines", headings(remittanceLineColumns), &e.remittanceLines.sheet},
	} {
		s, err := e.create(t.name, t.headings)
		if err != nil {
			return nil, errors.Join(err, e.Abandon())
		}
		*t.sheet = s
	}
	return e, nil
}

// create begins a table's file.
func (e *Exporter) create(name string, columns []heading) (sheet, error) {
	path := filepath.Join(e.options.Dir, name+"."+string(e.options.Format))
	if err := host.Recover(e.options.Files, path); err != nil {
		return nil, err
	}
	f, err := e.options.Files.Create(path + host.Partial)
	if err != nil {
		return nil, err
	}
	t := &file{path: path, file: f, buffer: bufio.NewWriterSize(f, 64<<10)}
	e.files = append(e.files, t)
	if e.options.Format == Parquet {
		t.sheet = newParquet(t.buffer, name, columns)
		return t.sheet, nil
	}
	t.sheet, err = newCSV(t.buffer, columns, e.options.Raw)
	return t.sheet, err
}

// Add exports what a file says. The name is what the tables call it. The error
// is the source's own or that of writing; after one, Abandon the export.
func (e *Exporter) Add(name string, src io.Reader) error {
	if e.options.MaxSegment == 0 {
		e.options.MaxSegment = x12.DefaultMaxSegment
	}
	r := &reading{Exporter: e, reader: x12.NewReader(src, x12.MaxSegment(e.options.MaxSegment)), name: name}
	for {
		seg, err := r.reader.Next()
		var finding *x12.Error
		switch {
		case errors.Is(err, io.EOF):
			r.endSet()
			return r.err
		case errors.As(err, &finding):
			continue // what is wrong with the file is for validate to say
		case err != nil:
			return err
		}
		if r.take(seg); r.err != nil {
			return r.err
		}
	}
}

// Counts returns what was exported so far.
func (e *Exporter) Counts() Counts {
	return Counts{
		Claims: e.claims.rows, ServiceLines: e.serviceLines.rows,
		Remittances: e.remittances.rows, RemittanceLines: e.remittanceLines.rows,
		Problems: e.problems + e.claims.unfit + e.serviceLines.unfit + e.remittances.unfit + e.remittanceLines.unfit,
		Skipped:  e.skipped,
	}
}

// Publish finishes the tables and puts them in their places, all of them or
// none.
func (e *Exporter) Publish() error {
	for _, f := range e.files {
		if err := f.finish(); err != nil {
			return errors.Join(err, e.Abandon())
		}
	}
	r := &host.Replacement{Files: e.options.Files}
	for _, f := range e.files {
		if err := r.Put(f.path); err != nil {
			return errors.Join(err, r.Undo(), e.Abandon())
		}
	}
	if err := r.Commit(); err != nil {
		return errors.Join(err, r.Undo(), e.Abandon())
	}
	e.files = nil
	return nil
}

// finish writes what is left of a table and makes it last.
func (f *file) finish() error {
	if err := f.sheet.close(); err != nil {
		return err
	}
	if err := f.buffer.Flush(); err != nil {
		return err
	}
	if err := f.file.Sync(); err != nil {
		return err
	}
	err := f.file.Close()
	f.file = nil
	return err
}

// Abandon drops what was not published; afterwards it does nothing.
func (e *Exporter) Abandon() error {
	var errs []error
	for _, f := range e.files {
		if f.file != nil {
			_ = f.file.Close() // it goes away
		}
		errs = append(errs, e.options.Files.RemoveAll(f.path+host.Partial))
	}
	e.files = nil
	return errors.Join(errs...)
}

// reading is one file that is being exported.
type reading struct {
	*Exporter
	reader *x12.Reader
	name   string

	walkers map[*guide.Guide]*guide.Walker
	walker  *guide.Walker // nil outside of a set that is exported
	mapper  *mapping.ClaimMapper
	advice  *remittanceReader
	err     error
}

func (r *reading) take(seg *x12.Segment) {
	switch {
	case seg.Is("ST"):
		r.endSet()
		r.beginSet()
	case r.walker != nil && r.reader.Set() == nil && !seg.Is("SE"):
		r.endSet()
	}
	if r.walker == nil {
		return
	}
	at := r.walker.Walk(seg)
	switch {
	case r.mapper != nil:
		r.mapper.Add(seg, at)
	default:
		if err := r.advice.add(seg, at); r.err == nil {
			r.err = err
		}
	}
	if seg.Is("SE") {
		r.endSet()
	}
}

// beginSet looks whether the set that begins has a table, and how it is read.
func (r *reading) beginSet() {
	set, group := r.reader.Set(), r.reader.Group()
	version := set.Implementation
	if version == "" && group != nil {
		version = group.Version
	}
	g, ok := guide.Lookup(set.ID, version)
	if !ok || group == nil {
		r.skipped++
		return
	}
	source := record.Source{File: r.name, Group: group.ControlNumber}
	if i := r.reader.Interchange(); i != nil {
		source.Sender, source.Interchange = i.Sender, i.ControlNumber
	}
	switch set.ID {
	case "837":
		mapper, err := mapping.NewClaimMapper(g, source, 0, r.claim)
		if err != nil { // claims of this kind are not mapped
			r.skipped++
			return
		}
		r.mapper = mapper
	case "835":
		header := remittance{file: r.name, interchange: source.Interchange, group: source.Group, set: set.ControlNumber}
		r.advice = &remittanceReader{header: header, emit: r.remittances.add, line: r.remittanceLines.add}
	default:
		r.skipped++
		return
	}
	r.walker = r.walkerOf(g)
	r.walker.Begin()
}

func (r *reading) walkerOf(g *guide.Guide) *guide.Walker {
	if r.walkers == nil {
		r.walkers = map[*guide.Guide]*guide.Walker{}
	}
	if r.walkers[g] == nil {
		r.walkers[g] = guide.NewWalker(g, nil, guide.PlaceOnly())
	}
	return r.walkers[g]
}

// claim writes a claim and its lines.
func (r *reading) claim(c *record.Claim, problems []mapping.ClaimProblem) {
	r.problems += len(problems)
	if r.err == nil {
		r.err = r.claims.add(claimRow{c, len(problems)})
	}
	for i := range c.Lines {
		if r.err == nil {
			r.err = r.serviceLines.add(lineRow{&c.Lines[i], c})
		}
	}
}

func (r *reading) endSet() {
	if r.mapper != nil {
		r.mapper.End()
	}
	if r.advice != nil {
		r.advice.end()
		if r.err == nil {
			r.err = r.advice.err
		}
	}
	r.walker, r.mapper, r.advice = nil, nil, nil
}
