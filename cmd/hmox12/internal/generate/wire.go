package generate

import (
	"bufio"
	"strconv"

	"github.com/hmox12/hmox12/mapping/record"
	"github.com/hmox12/hmox12/x12"
)

// wire writes segments as a partner does, element by element. Unlike x12.Writer it
// checks nothing, so that it can write what is wrong.
type wire struct {
	out        *bufio.Writer
	delimiters x12.Delimiters
	lineEnd    string
	line       []byte
	kept       int // length of line up to the last element that holds something
	segments   int // of the set
}

// seg begins a segment.
func (w *wire) seg(id string) {
	w.line = append(w.line[:0], id...)
	w.kept = len(w.line)
}

// end writes the segment without the empty elements at its end.
func (w *wire) end() {
	w.line = append(w.line[:w.kept], w.delimiters.Segment)
	w.line = append(w.line, w.lineEnd...)
	_, _ = w.out.Write(w.line) // the first error sticks
	w.segments++
}

// segment writes a segment of simple elements.
func (w *wire) segment(id string, elements ...string) {
	w.seg(id)
	w.text(elements...)
	w.end()
}

// text adds elements.
func (w *wire) text(elements ...string) {
	for _, e := range elements {
		w.line = append(w.line, w.delimiters.Element)
		if e != "" {
			w.line = append(w.line, e...)
			w.kept = len(w.line)
		}
	}
}

// skip adds empty elements.
func (w *wire) skip(n int) {
	for range n {
		w.line = append(w.line, w.delimiters.Element)
	}
}

// count adds a number.
func (w *wire) count(n int) {
	w.line = strconv.AppendInt(append(w.line, w.delimiters.Element), int64(n), 10)
	w.kept = len(w.line)
}

// money adds an amount.
func (w *wire) money(amount cents) {
	w.line = amount.append(append(w.line, w.delimiters.Element))
	w.kept = len(w.line)
}

// date adds CCYYMMDD.
func (w *wire) date(d record.Date) { w.count(int(d)) }

// composite adds an element of components, without the empty ones at its end.
func (w *wire) composite(components ...string) {
	w.line = append(w.line, w.delimiters.Element)
	for i, c := range components {
		if i > 0 {
			w.line = append(w.line, w.delimiters.Component)
		}
		if c != "" {
			w.line = append(w.line, c...)
			w.kept = len(w.line)
		}
	}
	w.line = w.line[:len(w.line)-trailing(w.line, w.delimiters.Component)]
}

// trailing counts how often b stands at the end of a line.
func trailing(line []byte, b byte) int {
	n := 0
	for n < len(line) && line[len(line)-1-n] == b {
		n++
	}
	return n
}

// on writes a DTP of a day.
func (w *wire) on(qualifier string, day record.Date) {
	w.seg("DTP")
	w.text(qualifier, "D8")
	w.date(day)
	w.end()
}

// over writes a DTP of a run of days.
func (w *wire) over(qualifier string, from, to record.Date) {
	w.seg("DTP")
	w.text(qualifier, "RD8")
	w.date(from)
	w.line = strconv.AppendInt(append(w.line, '-'), int64(to), 10)
	w.kept = len(w.line)
	w.end()
}

// name writes an NM1 of a provider.
func (w *wire) name(role string, p *provider) { w.nameBy(role, p, p.npi) }

func (w *wire) nameBy(role string, p *provider, npi string) {
	entity := "1"
	if p.organization {
		entity = "2"
	}
	w.segment("NM1", role, entity, p.last, p.first, "", "", "", "XX", npi)
}

// address writes N3 and N4.
func (w *wire) address(a *address) {
	w.segment("N3", a.street)
	w.segment("N4", a.town.name, "CA", a.zip9())
}
