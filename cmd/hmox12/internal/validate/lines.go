package validate

import (
	"fmt"
	"io"

	"github.com/hmox12/hmox12/x12"
	"github.com/hmox12/hmox12/x12/ack"
)

// lines is the form for grep: file:offset  seg N  loop  element  level  code  what
// is wrong; how to mend it.
type lines struct {
	out io.Writer
	style
	most int
	file *File
}

func (l *lines) beginFile(f *File)                 { l.file = f }
func (l *lines) beginInterchange(*x12.Interchange) {}
func (l *lines) beginGroup(*x12.FunctionalGroup)   {}
func (l *lines) beginSet(*x12.TransactionSet)      {}
func (l *lines) endSet(*ack.Set)                   {}
func (l *lines) endGroup(*ack.Group)               {}
func (l *lines) endInterchange(*ack.Interchange)   {}

func (l *lines) finding(f ack.Finding) {
	if l.file.Printed == l.most {
		return
	}
	if f.Code != x12.TooManyFindings {
		l.file.Printed++
	}
	m := f.Code.Meaning()
	fmt.Fprintf(l.out, "%s:%d  seg %d  %s  %s  L%d  %s  %s; %s\n", l.file.Name, f.Offset, f.Segment,
		orDash(f.Loop), orDash(f.Place()), m.Level, l.paint(colourOf(severity(f.Error)), f.Code.String()), message(f), m.Mend)
}

func (l *lines) endFile() {
	f := l.file
	if more := f.Findings - f.Printed; more > 0 {
		fmt.Fprintf(l.out, "%s: %d more findings, not printed\n", f.Name, more)
	}
	fmt.Fprintf(l.out, "%s: %s: %s\n", f.Name, l.paint(colourOf(f.verdict()), f.verdict()), f.content())
}

func (l *lines) opinion(file, says string) {
	fmt.Fprintf(l.out, "%s: second opinion of moov-io/x12: %s\n", file, says)
}

func (l *lines) end(t *Total) {
	fmt.Fprintf(l.out, "total: %s: %s, %s\n", l.paint(colourOf(t.verdict()), t.verdict()), t.files(), t.content())
}

func orDash(s string) string {
	if s == "" {
		return "-"
	}
	return s
}
