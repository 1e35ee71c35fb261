package x12

import (
	"fmt"
	"unicode/utf8"
)

// Segment writes a segment of simple elements. Empty elements at the end are
// dropped, also those that would make a composite or repetition.
func (w *Writer) Segment(id string, elements ...string) {
	w.Start(id)
	for _, e := range elements {
		w.Text(e)
	}
	w.End()
}

// Start begins a segment that Text, Composite, Repeat and Skip fill and End
// writes. It stands in a transaction set; envelope segments have methods of
// their own.
func (w *Writer) Start(id string) {
	w.start(id)
	switch {
	case !identifier(id):
		w.fail("not a segment identifier")
	case id == "ISA", id == "GS", id == "ST", id == "SE", id == "GE", id == "IEA", id == "TA1":
		w.fail("an envelope segment, which the Writer writes by itself")
	case id == "BIN" || id == "BDS":
		w.fail("a binary segment, which no guide here has")
	case !w.inSet:
		w.fail("no transaction set is open")
	}
}

func (w *Writer) start(id string) {
	w.id, w.element = id, 0
	w.buffer = append(w.buffer[:w.whole], id...)
	w.kept = len(w.buffer)
}

// writeEnvelope writes a segment of the envelope.
func (w *Writer) writeEnvelope(id string, elements ...string) {
	w.start(id)
	for _, e := range elements {
		w.Text(e)
	}
	w.End()
}

// Text adds a simple element.
func (w *Writer) Text(value string) {
	w.next()
	w.data(value)
}

// Composite adds an element of components; empty ones at the end are dropped.
func (w *Writer) Composite(components ...string) {
	w.next()
	w.composite(components)
}

// Repeat adds a repeated simple element; without values it is empty.
func (w *Writer) Repeat(values ...string) {
	w.next()
	for i, v := range values {
		if i > 0 {
			w.repetition()
		}
		w.data(v)
	}
}

// RepeatComposite adds a repeated composite; without values it is empty.
func (w *Writer) RepeatComposite(values ...[]string) {
	w.next()
	for i, v := range values {
		if i > 0 {
			w.repetition()
		}
		w.composite(v)
	}
}

// Skip adds n empty elements.
func (w *Writer) Skip(n int) {
	for range n {
		w.next()
	}
}

// End writes the segment.
func (w *Writer) End() {
	if w.err != nil {
		return
	}
	w.buffer = append(w.buffer[:w.kept], w.delims.Segment)
	if w.lineBreaks && w.delims.Segment != '\n' {
		w.buffer = append(w.buffer, '\n')
	}
	if w.inSet {
		w.segments++
	}
	w.whole = len(w.buffer)
	w.handOn(maxBuffered)
}

func (w *Writer) next() {
	w.element++
	w.buffer = append(w.buffer, w.delims.Element)
}

func (w *Writer) repetition() {
	if w.delims.Repetition == 0 {
		w.fail("repeated, but the interchange has no repetition separator")
		return
	}
	w.buffer = append(w.buffer, w.delims.Repetition)
}

func (w *Writer) composite(components []string) {
	last := len(components)
	for last > 0 && components[last-1] == "" {
		last--
	}
	for i, c := range components[:last] {
		if i > 0 {
			w.buffer = append(w.buffer, w.delims.Component)
		}
		w.data(c)
	}
}

// data adds bytes of an element after looking at each.
func (w *Writer) data(value string) {
	if w.err != nil || value == "" || !w.plain(value) && !w.look(value) {
		return
	}
	w.buffer = append(w.buffer, value...)
	w.kept = len(w.buffer)
}

// plain reports whether a text is of ASCII characters that may stand in data.
func (w *Writer) plain(text string) bool {
	for i := range len(text) {
		if b := text[i]; b >= utf8.RuneSelf || !w.admits[b] {
			return false
		}
	}
	return true
}

// look reports whether a text may stand in data, and fails where it may not.
func (w *Writer) look(text string) bool {
	for i := range len(text) {
		if b := text[i]; w.delims.Contains(b) {
			w.fail(fmt.Sprintf("byte %d of the data is the delimiter %q, which X12 can't escape", i+1, b))
			return false
		}
	}
	if i := w.charset.Lacks(text); i >= 0 {
		w.fail(fmt.Sprintf("byte %d of the data (0x%02X) is outside the %s character set", i+1, text[i], w.charset))
		return false
	}
	return true
}

// Admits reports whether r may stand in data: it is in the character set, and no
// byte of it is a delimiter.
func (w *Writer) Admits(r rune) bool {
	if r >= 0 && r < utf8.RuneSelf {
		return w.admits[r]
	}
	if !w.charset.Contains(r) {
		return false
	}
	var bytes [utf8.UTFMax]byte
	for _, b := range bytes[:utf8.EncodeRune(bytes[:], r)] {
		if w.delims.Contains(b) {
			return false
		}
	}
	return true
}

// Charset returns the character set of data, Extended unless Characters said
// otherwise.
func (w *Writer) Charset() Charset { return w.charset }

// AdmitsText reports whether text may stand in an element as it is.
func (w *Writer) AdmitsText(text string) bool {
	if w.plain(text) {
		return true
	}
	for i := range len(text) {
		if w.delims.Contains(text[i]) {
			return false
		}
	}
	return w.charset.Lacks(text) < 0
}

// fixed adds an element of the ISA, padded with blanks to its length.
func (w *Writer) fixed(value string, length int) {
	w.next()
	if len(value) > length {
		w.fail(fmt.Sprintf("longer than the %d characters that the ISA has for it", length))
		return
	}
	w.data(value)
	for range length - len(value) {
		w.buffer = append(w.buffer, ' ')
	}
	w.kept = len(w.buffer)
}

// exactly adds an element of the ISA that has no padding.
func (w *Writer) exactly(value string, length int) {
	w.next()
	if len(value) != length {
		w.fail(fmt.Sprintf("%d characters expected", length))
		return
	}
	w.data(value)
}

// delimiter adds an element of the ISA that declares a delimiter.
func (w *Writer) delimiter(d string) {
	w.next()
	w.buffer = append(w.buffer, d...)
	w.kept = len(w.buffer)
}

func identifier(id string) bool {
	if len(id) < 2 || len(id) > 3 || id[0] < 'A' || id[0] > 'Z' {
		return false
	}
	for _, c := range []byte(id[1:]) {
		if (c < 'A' || c > 'Z') && (c < '0' || c > '9') {
			return false
		}
	}
	return true
}
