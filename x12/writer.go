package x12

import (
	"fmt"
	"io"
	"strconv"
	"sync"
	"unicode/utf8"
)

// WriterOption changes how a Writer writes.
type WriterOption func(*Writer)

// Delimit sets the delimiters (DefaultDelimiters by default).
func Delimit(d Delimiters) WriterOption { return func(w *Writer) { w.delims = d } }

// LineBreaks puts a line feed behind each segment terminator.
func LineBreaks() WriterOption { return func(w *Writer) { w.lineBreaks = true } }

// Characters sets what data may hold (Extended by default).
func Characters(c Charset) WriterOption { return func(w *Writer) { w.charset = c } }

// Envelope is a functional group that was written and the interchange that it is
// in, or an interchange that holds none.
type Envelope struct {
	Interchange Interchange
	Group       FunctionalGroup // empty when the interchange holds none
	SetID       string          // ST01 of its sets
	Sets        int
}

// Tell calls f with each group that was ended, and each interchange that ended
// without one: whoever sends a file has to know what acknowledgments of it will
// name.
func Tell(f func(Envelope)) WriterOption { return func(w *Writer) { w.tell = f } }

// Writer writes interchanges, in pieces of some 32 KB. Envelopes are opened and closed by its methods,
// so that their counts and control numbers are always right; the segments of a
// set are written element by element.
//
// The first error sticks: later calls do nothing, and Close returns it. Data
// that can't be represented (a delimiter or a character outside the set in use)
// is such an error, and names the element.
type Writer struct {
	dst        io.Writer
	delims     Delimiters
	charset    Charset
	admits     [utf8.RuneSelf]bool // the ASCII characters that may stand in data
	lineBreaks bool
	err        error

	// buffer is what was not handed to dst yet: whole segments, then the one that is
	// being written.
	buffer  []byte
	whole   int // so long are the whole ones
	kept    int // so long is buffer up to the last element that holds something
	held    bool
	id      string
	element int // of the segment, from 1

	interchange, group, set string // control numbers of what is open
	groups, sets, segments  int
	inGroup, inSet          bool

	tell     func(Envelope) // nil when nobody asks
	envelope Envelope       // the open one, for tell
}

// NewWriter returns a Writer to dst.
func NewWriter(dst io.Writer, options ...WriterOption) *Writer {
	w := &Writer{dst: dst, delims: DefaultDelimiters}
	for _, o := range options {
		o(w)
	}
	for b := range w.admits {
		w.admits[b] = w.charset.Contains(rune(b)) && !w.delims.Contains(byte(b))
	}
	w.buffer = *buffers.Get().(*[]byte)
	if code, ok := w.delims.valid(); !ok {
		w.err = fmt.Errorf("x12: delimiters: %s", code.Meaning().Text)
	}
	return w
}

// maxBuffered is from where on what was written is handed on.
const maxBuffered = 32 << 10

// buffers are those of Writers that were closed: answers are many and small.
var buffers = sync.Pool{New: func() any { return new([]byte) }}

// Try calls write, which writes any number of whole segments, such as a transaction
// set. If write returns an error or the Writer refuses something, nothing of it is
// written, the Writer is as it was, and the error is returned. What write writes is in
// memory until it returns.
func (w *Writer) Try(write func() error) error {
	if w.err != nil {
		return w.err
	}
	before := *w
	w.held = true
	err := write()
	if err == nil {
		err = w.err
	}
	if err != nil {
		buffer := w.buffer
		*w = before
		w.buffer = buffer[:w.whole]
		return err
	}
	w.held = before.held
	w.handOn(maxBuffered)
	return w.err
}

// handOn hands the whole segments to dst, if they are so long.
func (w *Writer) handOn(length int) {
	if w.held || w.err != nil || w.whole < length {
		return
	}
	if n, err := w.dst.Write(w.buffer[:w.whole]); err != nil {
		w.err = err
	} else if n < w.whole {
		w.err = io.ErrShortWrite
	}
	w.buffer, w.whole = w.buffer[:0], 0
}

// WriteError says why a Writer refused something.
type WriteError struct {
	Set     string // control number of the transaction set, when in one
	ID      string // segment identifier
	Element int    // from 1; 0 when about the whole segment
	Reason  string // free of data
}

func (e *WriteError) Error() string {
	where := e.ID
	if e.Element > 0 {
		where = fmt.Sprintf("%s%02d", e.ID, e.Element)
	}
	if e.Set != "" {
		where += " of set " + e.Set
	}
	return "x12: " + where + ": " + e.Reason
}

func (w *Writer) fail(reason string) {
	if w.err == nil {
		w.err = &WriteError{Set: w.set, ID: w.id, Element: w.element, Reason: reason}
	}
}

// Err returns the first error.
func (w *Writer) Err() error { return w.err }

// BeginInterchange writes the ISA. ControlNumber must be nine digits; ids are
// padded. Version is 00501 when empty, Usage P.
func (w *Writer) BeginInterchange(h Interchange) {
	if w.interchange != "" {
		w.id = "ISA"
		w.fail("the interchange before is still open")
		return
	}
	w.groups = 0
	repetition := string(w.delims.Repetition)
	if w.delims.Repetition == 0 {
		repetition = "U"
	}
	ack := "0"
	if h.AckRequested {
		ack = "1"
	}
	w.start("ISA")
	w.fixed(orElse(h.AuthorizationQualifier, "00"), 2)
	w.fixed(h.Authorization, 10)
	w.fixed(orElse(h.SecurityQualifier, "00"), 2)
	w.fixed(h.Security, 10)
	w.fixed(h.SenderQualifier, 2)
	w.fixed(h.Sender, 15)
	w.fixed(h.ReceiverQualifier, 2)
	w.fixed(h.Receiver, 15)
	w.exactly(h.Date, 6)
	w.exactly(h.Time, 4)
	w.delimiter(repetition)
	w.exactly(orElse(h.Version, "00501"), 5)
	w.exactly(h.ControlNumber, 9)
	if _, ok := ParseCount([]byte(h.ControlNumber)); !ok {
		w.fail("nine digits expected")
	}
	w.exactly(ack, 1)
	w.exactly(orElse(h.Usage, "P"), 1)
	w.delimiter(string(w.delims.Component))
	w.interchange = h.ControlNumber
	w.envelope = Envelope{Interchange: h}
	w.End()
}

// BeginGroup writes the GS. Agency is X when empty.
func (w *Writer) BeginGroup(g FunctionalGroup) {
	if w.interchange == "" || w.inGroup {
		w.id = "GS"
		w.fail("a group stands in an interchange and in no other group")
		return
	}
	w.groups++
	w.sets = 0
	w.writeEnvelope("GS", g.ID, g.Sender, g.Receiver, g.Date, g.Time, g.ControlNumber, orElse(g.Agency, "X"), g.Version)
	w.group, w.inGroup = g.ControlNumber, true
	w.envelope.Group, w.envelope.SetID = g, ""
	if _, ok := ParseCount([]byte(g.ControlNumber)); !ok {
		w.element = 6
		w.fail("one to nine digits expected")
	}
}

// BeginSet writes the ST.
func (w *Writer) BeginSet(t TransactionSet) {
	if !w.inGroup || w.inSet {
		w.id = "ST"
		w.fail("a transaction set stands in a group and in no other set")
		return
	}
	w.sets++
	w.segments = 0
	w.set, w.inSet = t.ControlNumber, true
	w.envelope.SetID = t.ID
	w.writeEnvelope("ST", t.ID, t.ControlNumber, t.Implementation)
	if !ValidSetControl([]byte(t.ControlNumber)) {
		w.element = 2
		w.fail("up to nine letters or digits expected")
	}
}

// EndSet writes the SE.
func (w *Writer) EndSet() {
	if !w.inSet {
		w.id = "SE"
		w.fail("no transaction set is open")
		return
	}
	w.writeEnvelope("SE", strconv.Itoa(w.segments+1), w.set)
	w.set, w.inSet = "", false
}

// EndGroup writes the GE.
func (w *Writer) EndGroup() {
	if !w.inGroup || w.inSet {
		w.id = "GE"
		w.fail("no group is open, or a set still is")
		return
	}
	w.writeEnvelope("GE", strconv.Itoa(w.sets), w.group)
	w.group, w.inGroup = "", false
	w.told()
}

// told tells the envelope that was ended.
func (w *Writer) told() {
	if w.tell != nil && w.err == nil {
		w.envelope.Sets = w.sets
		w.tell(w.envelope)
	}
}

// EndInterchange writes the IEA.
func (w *Writer) EndInterchange() {
	if w.interchange == "" || w.inGroup {
		w.id = "IEA"
		w.fail("no interchange is open, or a group still is")
		return
	}
	w.writeEnvelope("IEA", strconv.Itoa(w.groups), w.interchange)
	w.interchange = ""
	if w.groups == 0 {
		w.sets = 0
		w.told()
	}
}

// TA1 writes an interchange acknowledgment; it stands in an interchange and in
// no group.
func (w *Writer) TA1(elements ...string) {
	if w.interchange == "" || w.inGroup {
		w.id = "TA1"
		w.fail("a TA1 stands in an interchange and in no group")
		return
	}
	w.writeEnvelope("TA1", elements...)
}

// Close writes out what is buffered and returns the first error. It does not
// close the destination. An envelope that is still open is an error. Nothing can be
// written behind it.
func (w *Writer) Close() error {
	if w.err == nil && w.interchange != "" {
		w.id, w.element = "IEA", 0
		w.fail("the interchange was not ended")
	}
	w.handOn(1)
	if w.buffer != nil {
		free := w.buffer[:0]
		buffers.Put(&free)
		w.buffer, w.whole = nil, 0
	}
	return w.err
}

func orElse(s, otherwise string) string {
	if s == "" {
		return otherwise
	}
	return s
}
