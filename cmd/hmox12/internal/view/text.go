package view

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"strconv"
	"unicode/utf8"

	"github.com/hmox12/hmox12/x12"
)

// Widths of the columns of Text.
const (
	atWidth    = 11 // HI01-2[2] and its like
	nameWidth  = 34
	valueLimit = 300 // bytes of a value that are shown
)

// Text writes the file as an indented tree. It ends when the file does or what
// is written can't be written.
func Text(w io.Writer, src io.Reader, o Options) (Shown, error) {
	t := &text{w: bufio.NewWriterSize(w, 64<<10), style: plain}
	if o.Color {
		t.style = colored
	}
	pick := selection{number: o.Claim}
	err := read(src, o.MaxSegment, false, func(b *block) error {
		for _, shown := range pick.pick(b) {
			t.block(shown)
		}
		return t.err
	})
	if flushed := t.w.Flush(); err == nil {
		err = flushed
	}
	return pick.shown, err
}

// style holds what stands in front of each kind of text on a terminal.
type style struct{ scope, id, name, words, soft, rejects, warning, end string }

var (
	plain   = style{}
	colored = style{
		scope: "\x1b[1;36m", id: "\x1b[1m", name: "\x1b[2m", words: "\x1b[32m", soft: "\x1b[2m",
		rejects: "\x1b[31m", warning: "\x1b[33m", end: "\x1b[0m",
	}
)

// text is a Text that is being written.
type text struct {
	w     *bufio.Writer
	err   error
	style style
	open  []*scope // whose lines were written
	line  []byte
}

func (t *text) block(b *block) {
	for i := range b.items {
		it := &b.items[i]
		t.between(b.inFront(i), it.seg.Number())
		t.enter(it.scope)
		t.segment(it)
		t.elements(it)
		t.findings(&it.below, it.seg.Number())
	}
	next := 0
	if n := len(b.items); n > 0 {
		next = b.items[n-1].seg.Number() + 1
	}
	t.between(b.atEnd(), next)
}

// enter writes a line for each scope that is not open yet.
func (t *text) enter(s *scope) {
	path := s.path()
	same := 0
	for same < len(t.open) && same < len(path) && t.open[same] == path[same] {
		same++
	}
	t.open = path
	for depth := same; depth < len(path); depth++ {
		t.indent(depth)
		t.put(t.style.scope, title(path[depth]))
		t.end()
	}
}

// title says what a scope is.
func title(s *scope) string {
	switch {
	case s.interchange != nil:
		i := s.interchange
		when := isoDate([]byte("20" + i.Date))
		if at := clock([]byte(i.Time)); at != "" {
			when += " " + at
		}
		return "Interchange " + printable([]byte(fmt.Sprintf("%s from %s to %s, %s, %s",
			i.ControlNumber, i.Sender, i.Receiver, when, usageWord(i.Usage))))
	case s.group != nil:
		g := s.group
		return "Group " + printable([]byte(fmt.Sprintf("%s, %s %s, guide %s",
			g.ControlNumber, g.ID, envelope["GS"].Elements[0].Word([]byte(g.ID)), g.Version)))
	case s.set != nil && s.guide != nil:
		return "Set " + printable([]byte(s.set.ControlNumber)) + ", " + s.set.ID + " " + s.guide.Title
	case s.set != nil:
		return "Set " + printable([]byte(s.set.ControlNumber+", "+s.set.ID+" (no guide for this set and version; names are the standard's)"))
	}
	return "Loop " + s.loop.ID + "  " + s.loop.Title
}

func usageWord(usage string) string {
	if word := envelope["ISA"].Elements[14].Word([]byte(usage)); word != "" {
		return word
	}
	return "usage " + usage
}

func (t *text) segment(it *item) {
	t.indent(len(t.open))
	t.put(t.style.id, printable(it.seg.ID()))
	if it.use != nil {
		t.line = append(t.line, "  "...)
		t.line = append(t.line, it.use.Title...)
	}
	t.line = append(t.line, "  "...)
	t.put(t.style.soft, "seg "+strconv.Itoa(it.seg.Number()))
	if !it.placed && it.scope.enclosing(isSet).guided() {
		t.line = append(t.line, "  "...)
		t.put(t.style.warning, "has no place in the guide")
	}
	t.end()
}

// guided reports whether s is a set whose guide is known.
func (s *scope) guided() bool { return s != nil && s.guide != nil }

func (t *text) elements(it *item) {
	id := appendPrintable(nil, it.seg.ID(), valueLimit)
	for e := range it.elements {
		t.indent(len(t.open) + 1)
		from := len(t.line)
		t.line = e.appendAt(t.line, id)
		t.pad(from, atWidth)
		t.line = append(t.line, t.style.name...)
		from = len(t.line)
		t.line = append(t.line, it.nameOf(e)...)
		t.pad(from, nameWidth)
		t.line = append(t.line, t.style.end...)
		if value := bytes.TrimRight(e.value, " "); len(value) > 0 {
			t.line = appendPrintable(t.line, value, valueLimit)
		} else {
			t.put(t.style.soft, "(blank)")
		}
		if e.words != "" {
			t.line = append(t.line, "  "...)
			t.put(t.style.words, e.words)
		}
		t.end()
	}
}

// findings writes the findings below the segment of that number.
func (t *text) findings(f *findings, number int) {
	for _, e := range f.list {
		t.finding(e, number, len(t.open)+1)
	}
	t.more(f.more, len(t.open)+1)
}

// between writes the findings in front of the segment of that number. What was
// found out too late to stand there says where it belongs.
func (t *text) between(list []between, number int) {
	for _, f := range list {
		t.enter(f.scope)
		if f.finding != nil {
			t.finding(f.finding, number, len(t.open))
		}
		t.more(f.more, len(t.open))
	}
}

func (t *text) more(n, depth int) {
	if n > 0 {
		t.indent(depth)
		t.put(t.style.rejects, fmt.Sprintf("! %d more findings here", n))
		t.end()
	}
}

func (t *text) finding(e *x12.Error, number, depth int) {
	f, color := findingOf(e), t.style.rejects
	if f.Severity == "warning" {
		color = t.style.warning
	}
	line := "! " + f.Code
	if f.At != "" {
		line += " " + printable([]byte(f.At))
	}
	if f.Loop != "" {
		line += " in " + f.Loop
	}
	if f.Segment != number && f.Segment > 0 {
		where := " (seg "
		if missing(e) {
			where = " (in front of seg "
		}
		line += where + strconv.Itoa(f.Segment) + ")"
	}
	line += ": " + f.Message
	if f.Reason != "" {
		line += ": " + f.Reason
	}
	t.indent(depth)
	t.put(color, line+"; "+f.Mend)
	t.end()
}

func (t *text) indent(depth int) {
	t.line = t.line[:0]
	for range depth {
		t.line = append(t.line, "  "...)
	}
}

// put appends text in a style.
func (t *text) put(style, s string) {
	t.line = append(t.line, style...)
	t.line = append(t.line, s...)
	if style != "" {
		t.line = append(t.line, t.style.end...)
	}
}

// pad fills what was written since from up to a width.
func (t *text) pad(from, width int) {
	for n := len(t.line) - from; n < width; n++ {
		t.line = append(t.line, ' ')
	}
	if t.line[len(t.line)-1] != ' ' {
		t.line = append(t.line, ' ')
	}
}

func (t *text) end() {
	t.line = append(t.line, '\n')
	if _, err := t.w.Write(t.line); err != nil && t.err == nil {
		t.err = err
	}
}

func printable(b []byte) string { return string(appendPrintable(nil, b, valueLimit)) }

// appendPrintable appends up to limit bytes of a value so that it can't disturb
// a terminal: what is no printable character becomes \xNN.
func appendPrintable(to, value []byte, limit int) []byte {
	rest := value
	for len(rest) > 0 {
		if len(value)-len(rest) >= limit {
			return append(to, fmt.Sprintf("… (%d bytes)", len(value))...)
		}
		c := rest[0]
		if c >= ' ' && c < 0x7f {
			to = append(to, c)
			rest = rest[1:]
			continue
		}
		r, size := utf8.DecodeRune(rest)
		if r != utf8.RuneError && r >= 0xa0 && strconv.IsPrint(r) {
			to = append(to, rest[:size]...)
			rest = rest[size:]
			continue
		}
		to = append(to, fmt.Sprintf(`\x%02x`, c)...)
		rest = rest[1:]
	}
	return to
}
