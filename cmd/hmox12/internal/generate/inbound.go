package generate

import (
	"bufio"
	"cmp"
	"errors"
	"fmt"
	"path/filepath"
	"slices"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/host"
	"github.com/hmox12/hmox12/mapping/record"
)

// class is what a file holds. Files are taken in the order of their names: what
// asks before care comes first, what asks about claims last.
type class uint8

const (
	eligibility class = iota
	review
	claimsP
	claimsI
	claimsD
	status
)

// classes tell of each class how its files are called and what stands in GS01, GS08
// and ST01.
var classes = [...]struct{ prefix, suffix, group, version, set string }{
	eligibility: {"10-eligibility", "270", "HS", "005010X279A1", "270"},
	review:      {"20-reviews", "278", "HI", "005010X217", "278"},
	claimsP:     {"30-claims", "837p", "HC", "005010X222A1", "837"},
	claimsI:     {"30-claims", "837i", "HC", "005010X223A2", "837"},
	claimsD:     {"30-claims", "837d", "HC", "005010X224A2", "837"},
	status:      {"90-status", "276", "HR", "005010X212", "276"},
}

// fileClaims is how many claims a file holds before the sender begins another.
const fileClaims = 20_000

// inbound are the files of the night. One of each sender and class is open.
type inbound struct {
	files    host.Files
	dir      string
	received record.Date
	open     map[fileKey]*file
	numbers  map[fileKey]int // of files
	controls map[*partner]int
	written  int // files
}

type fileKey struct {
	from  *partner
	class class
}

// file is an open file: one interchange with one group.
type file struct {
	wire
	host.File
	fileKey
	title   string // without folder
	control int
	sets    int
	holds   int // claims or questions
	day     record.Date
}

func newInbound(files host.Files, dir string, received record.Date) (*inbound, error) {
	in := &inbound{
		files: files, dir: dir, received: received,
		open: map[fileKey]*file{}, numbers: map[fileKey]int{}, controls: map[*partner]int{},
	}
	return in, files.MkdirAll(dir)
}

// of returns the open file of a sender and class, a new one when there is none or
// when that is full.
func (in *inbound) of(from *partner, class class) (*file, error) {
	key := fileKey{from, class}
	if f := in.open[key]; f != nil {
		if f.holds < fileClaims {
			return f, nil
		}
		if err := in.close(f); err != nil {
			return nil, err
		}
	}
	in.numbers[key]++
	in.controls[from]++
	c := &classes[class]
	name := fmt.Sprintf("%s-%s-%04d.%s.x12", c.prefix, from.id, in.numbers[key], c.suffix)
	out, err := in.files.Create(filepath.Join(in.dir, name))
	if err != nil {
		return nil, err
	}
	f := &file{File: out, fileKey: key, title: name, control: in.controls[from], day: in.received}
	f.wire = wire{out: bufio.NewWriterSize(out, 64<<10), delimiters: from.delimiters, lineEnd: from.lineEnd}
	in.open[key] = f
	in.written++
	f.begin()
	return f, nil
}

// begin writes ISA and GS.
func (f *file) begin() {
	c, from, day := &classes[f.class], f.from, f.day
	short := padded(int(day)%1_000_000, 6)
	f.segment("ISA", "00", "          ", "00", "          ", from.qualifier, fixed(from.id), "ZZ", fixed(payerInterchange),
		short, "0700", string(f.delimiters.Repetition), "00501", padded(f.control, 9), "0", "P", string(f.delimiters.Component))
	f.segment("GS", c.group, from.id, payerInterchange, number(int(day)), "0700", number(f.control), "X", c.version)
}

// fixed returns an id of the ISA, which has 15 characters.
func fixed(id string) string { return fmt.Sprintf("%-15s", id) }

// beginSet writes ST and returns its number.
func (f *file) beginSet() string {
	f.sets++
	f.segments = 0
	c := &classes[f.class]
	control := padded(f.sets, 4)
	f.segment("ST", c.set, control, c.version)
	return control
}

// endSet writes SE, with a count that is off by so many.
func (f *file) endSet(off int) {
	f.seg("SE")
	f.count(f.segments + 1 + off)
	f.text(padded(f.sets, 4))
	f.end()
}

// close writes GE and IEA.
func (in *inbound) close(f *file) error {
	delete(in.open, f.fileKey)
	f.segment("GE", number(f.sets), number(f.control))
	f.segment("IEA", "1", padded(f.control, 9))
	return errors.Join(f.out.Flush(), f.File.Close())
}

// finish closes all files, in an order that does not depend on chance.
func (in *inbound) finish() error {
	var all []*file
	for _, f := range in.open {
		all = append(all, f)
	}
	slices.SortFunc(all, func(a, b *file) int {
		return cmp.Or(cmp.Compare(a.from.number, b.from.number), cmp.Compare(a.class, b.class))
	})
	var errs []error
	for _, f := range all {
		errs = append(errs, in.close(f))
	}
	return errors.Join(errs...)
}

// abandon closes what is open after an error.
func (in *inbound) abandon() error {
	var errs []error
	for _, f := range in.open {
		errs = append(errs, f.File.Close())
	}
	return errors.Join(errs...)
}
