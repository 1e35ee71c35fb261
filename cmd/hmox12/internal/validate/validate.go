// Package validate examines files and tells what is wrong with them: a line a
// finding, a JSON object a line, or grouped for a person at a terminal. The words
// of every finding are those of package x12; data of the file is never shown.
package validate

import (
	"bufio"
	"fmt"
	"io"

	"github.com/hmox12/hmox12/x12"
	"github.com/hmox12/hmox12/x12/ack"
	"github.com/hmox12/hmox12/x12/guide"
	"github.com/hmox12/hmox12/x12/snip"
)

// Options say what files are held to.
type Options struct {
	Level  int // SNIP level that is checked up to
	Limits Limits
	// Workers is how many sets are examined at the same time; see ack.Options.
	Workers int
	// Guide returns the guide that a sender's set is held to; see ack.Options.
	Guide func(from *x12.Interchange, set, version string) *guide.Guide
}

// Limits bound what a file can cost. A finding says where one was reached.
type Limits struct {
	Segment int // bytes of a segment
	Repeats int // elements, repetitions and components of a segment
	Levels  int // HL segments of a set
	Kept    int // findings of a set that its 999 tells
	Printed int // findings of a file that are printed
}

// Validator examines one file after another.
type Validator struct {
	options Options
	out     *bufio.Writer
	form    form
	total   Total
}

// A form tells what is found. It is called in the order of the file.
type form interface {
	beginFile(*File)
	beginInterchange(*x12.Interchange)
	beginGroup(*x12.FunctionalGroup)
	beginSet(*x12.TransactionSet)
	finding(ack.Finding)
	endSet(*ack.Set)
	endGroup(*ack.Group)
	endInterchange(*ack.Interchange)
	endFile()
	opinion(file, says string)
	end(*Total)
}

// Lines returns a Validator that writes a line for each finding, in colours if
// asked.
func Lines(out io.Writer, colour bool, options Options) *Validator {
	v := newValidator(out, options)
	v.form = &lines{out: v.out, style: style(colour), most: options.Limits.Printed}
	return v
}

// JSON returns a Validator that writes a JSON object a line.
func JSON(out io.Writer, options Options) *Validator {
	v := newValidator(out, options)
	v.form = newObjects(v.out, options.Limits.Printed)
	return v
}

// Grouped returns a Validator that writes for a person at a terminal of a width in
// characters: grouped by file, interchange, group and set, repeats folded.
func Grouped(out io.Writer, width int, colour bool, options Options) *Validator {
	v := newValidator(out, options)
	v.form = &grouped{page: page{out: v.out, width: width, style: style(colour)}, most: options.Limits.Printed}
	return v
}

func newValidator(out io.Writer, options Options) *Validator {
	return &Validator{options: options, out: bufio.NewWriterSize(out, 64<<10), total: Total{counts: newCounts()}}
}

// File examines a file and reports whether all of it was accepted. listen may wrap
// the listener, such as to answer the file. The error is the source's, or that of
// writing.
func (v *Validator) File(name string, src io.Reader, listen func(ack.Listener) ack.Listener) (accepted bool, err error) {
	f := &File{Name: name, Accepted: true, counts: newCounts()}
	limits := v.options.Limits
	r := x12.NewReader(src, x12.MaxSegment(limits.Segment), x12.MaxRepeats(limits.Repeats))
	options := ack.Options{Level: v.options.Level, MaxLevels: limits.Levels, MaxFindings: limits.Kept, Guide: v.options.Guide, Admit: admitOnce(), Workers: v.options.Workers}
	v.form.beginFile(f)
	if err := ack.Examine(r, options, listen(v.listener(f))); err != nil {
		v.total.Unread++
		_ = v.out.Flush()
		return false, fmt.Errorf("%s: %w", name, err)
	}
	v.form.endFile()
	v.total.add(f)
	return f.Accepted, v.out.Flush()
}

// Unread counts a file that could not be opened.
func (v *Validator) Unread() { v.total.Unread++ }

// Opinion tells what somebody else says of a file; it is no part of the verdict.
func (v *Validator) Opinion(file, says string) error {
	v.form.opinion(file, says)
	return v.out.Flush()
}

// End closes with the counts of all files, where there was more than one.
func (v *Validator) End() error {
	if v.total.Accepted+v.total.Rejected+v.total.Unread > 1 {
		v.form.end(&v.total)
	}
	return v.out.Flush()
}

func (v *Validator) listener(f *File) ack.Listener {
	return ack.Listener{
		Finding: func(found ack.Finding) {
			f.find(found)
			v.form.finding(found)
		},
		InterchangeBegan: v.form.beginInterchange,
		GroupBegan:       v.form.beginGroup,
		SetBegan:         v.form.beginSet,
		SetEnded: func(s *ack.Set) {
			f.endSet(s)
			v.form.endSet(s)
			_ = v.out.Flush() // it sticks
		},
		GroupEnded: func(g *ack.Group) {
			f.endGroup(g)
			v.form.endGroup(g)
		},
		InterchangeEnded: func(i *ack.Interchange) {
			f.endInterchange(i)
			v.form.endInterchange(i)
		},
	}
}

// warning is the severity of a finding that refuses nothing.
const warning = "warning"

// severity tells what a finding does: it rejects the file, refuses the claim it
// is in, or warns. A bad code does not reject: whether it is in use is for the
// claim's receiver to say.
func severity(f *x12.Error) string {
	switch {
	case !f.Rejects():
		return warning
	case f.Code.Meaning().Level == snip.CodeSets:
		return "refuses"
	}
	return "rejects"
}

// message is what is wrong, with what was found and expected.
func message(f ack.Finding) string {
	text := f.Code.Meaning().Text
	if f.Reason != "" {
		text += ": " + f.Reason
	}
	return text
}
