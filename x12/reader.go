package x12

import (
	"bytes"
	"fmt"
	"io"
)

// Defaults of the options.
const (
	DefaultMaxSegment = 1 << 20 // bytes
	DefaultMaxRepeats = 10_000  // elements, repetitions and components of a segment
	defaultWindow     = 64 << 10
)

// Option changes how a Reader reads.
type Option func(*Reader)

// MaxSegment sets the longest segment that is admitted, in bytes (1 MiB by
// default). It bounds the Reader's memory: a file without terminators fails
// there.
func MaxSegment(n int) Option {
	return func(r *Reader) { r.maxSegment = max(n, headerLength) }
}

// MaxRepeats sets how many elements, repetitions and components a segment may
// have, counted together (10,000 by default). It bounds the work that a segment
// of nothing but separators asks of everybody behind the Reader. Binary data is
// not counted.
func MaxRepeats(n int) Option {
	return func(r *Reader) { r.maxRepeats = max(n, len(headerSeparators)) }
}

// Window sets how many bytes are read at once (64 KiB by default). The window
// grows when a segment is longer, up to MaxSegment.
func Window(n int) Option {
	return func(r *Reader) { r.buf = make([]byte, max(n, 2*headerLength)) }
}

// Reader reads the segments of the interchanges in a file, one after another.
//
// Most segments are of an open transaction set, whole in the window and nothing
// but data: quick returns these. All else goes through advance.
type Reader struct {
	window
	maxSegment int
	maxRepeats int
	usual      int // bytes that exceed neither maximum

	delims   Delimiters
	seg      Segment
	own      []int32 // marks of a segment that is not in the index: an ISA, binary data
	number   int     // of the last segment, in the file
	envelope envelope
	refused  *Interchange // what could be read of a header that could not be used
	any      bool         // an interchange was seen

	before, after []*Error // findings to return before and after the held segment
	held          bool     // seg waits until before is empty
	done          bool     // the file has ended; only findings are left
	quickly       bool     // a set is open and nothing is to be returned first
}

// NewReader returns a Reader of the interchanges in src.
func NewReader(src io.Reader, options ...Option) *Reader {
	r := &Reader{window: newWindow(src), maxSegment: DefaultMaxSegment, maxRepeats: DefaultMaxRepeats}
	for _, o := range options {
		o(r)
	}
	if r.buf == nil {
		r.buf = make([]byte, defaultWindow)
	}
	r.usual = min(r.maxSegment, r.maxRepeats)
	r.most = r.maxSegment + defaultWindow
	return r
}

// Next returns the next segment, ISA, GS, ST and their trailers included. The
// segment is good until the next call.
//
// An *Error says what is wrong with the file; reading goes on with the next
// call. What a segment shows about the envelope that it closes comes before the
// segment, what is wrong with the segment itself (an ISA, GS or ST) after it. At
// the end of the file the error is io.EOF; any other is the source's own.
func (r *Reader) Next() (*Segment, error) {
	if r.quickly && r.quick() {
		return &r.seg, nil
	}
	r.quickly = false
	for {
		switch {
		case len(r.before) > 0:
			return nil, pop(&r.before)
		case r.held:
			r.held = false
			r.quickly = r.envelope.set != nil && len(r.after) == 0 && !padding(r.delims.Element)
			return &r.seg, nil
		case len(r.after) > 0:
			return nil, pop(&r.after)
		case r.done:
			return nil, io.EOF
		}
		if err := r.advance(); err != nil {
			return nil, err
		}
	}
}

// NextPlain is Next where the segment that comes next is of the open transaction set
// and there is nothing to be said about it, as about nearly all. Otherwise it returns
// nil and has done nothing.
func (r *Reader) NextPlain() *Segment {
	if r.quickly && r.quick() {
		return &r.seg
	}
	return nil
}

// Interchange returns the interchange that the last segment belongs to, nil
// outside of one. After a finding that refuses a header it returns what could
// be read of that header, if anything.
func (r *Reader) Interchange() *Interchange {
	if r.envelope.interchange == nil {
		return r.refused
	}
	return r.envelope.interchange
}

// Group returns the functional group that is open, nil outside of one.
func (r *Reader) Group() *FunctionalGroup { return r.envelope.group }

// Set returns the transaction set that is open, nil outside of one and after
// its SE.
func (r *Reader) Set() *TransactionSet { return r.envelope.set }

// Offset returns how many bytes of the file are behind the Reader.
func (r *Reader) Offset() int64 { return r.offset() }

func pop(queue *[]*Error) *Error {
	first := (*queue)[0]
	*queue = (*queue)[1:]
	if len(*queue) == 0 {
		*queue = nil
	}
	return first
}

func (r *Reader) reportBefore(e *Error) { r.before = append(r.before, e) }
func (r *Reader) reportAfter(e *Error)  { r.after = append(r.after, e) }

// advance reads one segment into seg and holds it, or queues findings.
func (r *Reader) advance() error {
	if r.envelope.interchange == nil {
		return r.seekHeader()
	}
	r.skipPadding(r.delims.Segment)
	if r.start == r.end {
		return r.finish()
	}
	if header, err := r.atHeader(); err != nil {
		return err
	} else if header {
		r.envelope.closeInterchange(r.here(), r.reportBefore)
		return nil
	}
	return r.readSegment()
}

// quick makes the next segment the current one, if nothing about it needs a closer
// look. It reports false, and has done nothing, for an envelope's segment, binary
// data, one that is very short or long, and one that is not all in the index.
func (r *Reader) quick() bool {
	if r.next == len(r.index.terminators) {
		return false
	}
	// As plain, which is no more than this, but calls are not for here.
	mark := int(r.index.terminators[r.next])
	start, end := r.start, int(r.index.marks[mark])
	behind := end + 1
	for start < end && r.buf[start] <= '\r' && (r.buf[start] == '\n' || r.buf[start] == '\r') {
		start++
	}
	if r.delims.Segment == '\n' && start < end && r.buf[end-1] == '\r' {
		end--
	}
	if size := end - start; size < 3 || size > r.usual || closer[r.buf[start]] && needsCloserLook(r.buf[start:]) {
		return false
	}
	marks := r.index.marks[r.mark-1 : mark+1]
	marks[0], marks[len(marks)-1] = int32(start-1), int32(end)
	r.start, r.mark, r.next = behind, mark+1, r.next+1
	r.number++
	r.envelope.segments++
	s := &r.seg
	s.marks, s.offset, s.number, s.pos = marks, r.base+int64(start), r.number, r.envelope.segments
	return true
}

// plain returns where a segment stands that is all between start and end, and whether
// nothing about it needs a closer look.
func (r *Reader) plain(start, end int) (from, to int, ok bool) {
	from, to = trimBreaks(r.buf, start, end, r.delims)
	size := to - from
	return from, to, size >= 3 && size <= r.usual && !(closer[r.buf[from]] && needsCloserLook(r.buf[from:]))
}

// closer are the bytes that a segment may begin with that needsCloserLook is about.
var closer = [256]bool{'G': true, 'S': true, 'T': true, 'I': true, 'B': true, ' ': true, '\t': true, 0: true, 0x1a: true}

// needsCloserLook reports whether data begins a segment of the envelope, binary
// data or padding.
func needsCloserLook(data []byte) bool {
	switch string(data[:2]) {
	case "IS", "IE", "GS", "GE", "ST", "SE", "TA", "BI", "BD":
		return true
	}
	return padding(data[0])
}

// readSegment takes the segment that the window begins with.
func (r *Reader) readSegment() error {
	for r.next == len(r.index.terminators) {
		if r.scan() {
			continue
		}
		if r.end-r.start > r.maxSegment {
			return r.skipSegment()
		}
		if !r.fill() {
			if err := r.failed(); err != nil {
				return err
			}
			return r.takeUnterminated()
		}
	}
	return r.take()
}

// take makes the segment that the window begins with the current one; the index
// knows where it ends.
func (r *Reader) take() error {
	mark := r.index.terminators[r.next]
	at := int(r.index.marks[mark]) - r.start
	marks := r.index.marks[r.mark-1 : mark+1]
	marks[0] = int32(r.start) - 1
	counted := at
	if binarySegment(r.buf[r.start:r.start+at], r.delims.Element) {
		whole, ok, err := r.binary()
		if err != nil || !ok {
			return err
		}
		at, marks = whole, r.own
		counted = int(marks[len(marks)-2]) - r.start
	}
	if at > r.maxSegment {
		return r.skipSegment()
	}
	r.number++
	data := r.buf[r.start : r.start+at]
	if counted > r.maxRepeats && r.parts(data[:counted]) > r.maxRepeats {
		r.dropManifold(at)
		return nil
	}
	offset := r.Offset()
	r.skipTo(r.start + at + 1)
	if at == 0 {
		r.reportBefore(&Error{Code: EmptySegment, Offset: offset, Segment: r.number, Position: r.envelope.segments})
		return nil
	}
	if endsInCR(data, r.delims) {
		marks[len(marks)-1]--
	}
	r.hold(marks, offset)
	return nil
}

// parts counts the elements, repetitions and components of a segment.
func (r *Reader) parts(data []byte) int {
	n := bytes.Count(data, []byte{r.delims.Element}) + bytes.Count(data, []byte{r.delims.Component})
	if r.delims.Repetition != 0 {
		n += bytes.Count(data, []byte{r.delims.Repetition})
	}
	return n
}

// dropManifold reports a segment of too many parts, which ends at index at of
// the window, and goes on behind it.
func (r *Reader) dropManifold(at int) {
	r.count()
	r.reportBefore(&Error{
		Code: TooManyParts, Offset: r.Offset(), Segment: r.number, Position: r.envelope.segments,
		ID: segmentID(r.buf[r.start:r.end], r.delims.Element), Reason: fmt.Sprintf("found more than %d, expected at most %[1]d", r.maxRepeats),
	})
	r.skipTo(r.start + at + 1)
}

// hold makes what stands between the marks the current segment and follows the
// envelope.
func (r *Reader) hold(marks []int32, offset int64) {
	r.seg = Segment{data: r.buf, marks: marks, delims: r.delims, offset: offset, number: r.number}
	r.envelope.follow(&r.seg, r.reportBefore, r.reportAfter)
	r.held = true
}

// count lets a segment that can't be returned count for SE01 all the same: the
// sender will have counted it.
func (r *Reader) count() {
	if r.envelope.set != nil {
		r.envelope.segments++
	}
}

// takeUnterminated takes what is left of the file as its last segment.
func (r *Reader) takeUnterminated() error {
	end := r.start + len(bytes.TrimRight(r.buf[r.start:r.end], "\r\n\t \x00\x1a"))
	marks := r.index.marks[r.mark-1:]
	for len(marks) > 1 && int(marks[len(marks)-1]) >= end {
		marks = marks[:len(marks)-1]
	}
	marks[0] = int32(r.start) - 1
	r.own = append(append(r.own[:0], marks...), int32(end))
	r.number++
	offset := r.Offset()
	r.reportBefore(&Error{Code: UnterminatedSegment, Offset: r.base + int64(end), Segment: r.number})
	r.skipTo(r.end)
	r.hold(r.own, offset)
	return nil
}

// skipSegment reports an over-long segment and goes on behind its terminator.
// When none comes within another MaxSegment bytes there is nothing to go on
// from in this interchange: the next one is looked for.
func (r *Reader) skipSegment() error {
	r.number++
	r.count()
	r.reportBefore(&Error{
		Code: SegmentTooLong, Offset: r.Offset(), Segment: r.number, Position: r.envelope.segments,
		ID: segmentID(r.buf[r.start:r.end], r.delims.Element), Reason: fmt.Sprintf("found more than %d bytes, expected at most %[1]d", r.maxSegment),
	})
	for skipped := 0; skipped <= 2*r.maxSegment; {
		open := r.buf[r.start:r.end]
		if i := bytes.IndexByte(open, r.delims.Segment); i >= 0 {
			r.skipTo(r.start + i + 1)
			return nil
		}
		skipped += len(open)
		r.skipTo(r.end)
		if !r.fill() {
			return r.failed()
		}
	}
	r.envelope.closeInterchange(r.here(), r.reportBefore)
	return nil
}

// finish ends the file.
func (r *Reader) finish() error {
	if err := r.failed(); err != nil {
		return err
	}
	r.envelope.closeInterchange(r.here(), r.reportBefore)
	r.done = true
	return nil
}

// here is an empty segment at the reader's place, for findings about what is
// missing there.
func (r *Reader) here() *Segment {
	return &Segment{offset: r.Offset(), number: r.number + 1}
}

// endsInCR reports whether the last byte is the CR of a CRLF where LF is the
// terminator.
func endsInCR(data []byte, d Delimiters) bool {
	return d.Segment == '\n' && d.Element != '\r' && data[len(data)-1] == '\r'
}

// segmentID returns what stands before the first separator, if it can be an
// identifier.
func segmentID(data []byte, separator byte) string {
	return idText(data[:max(0, bytes.IndexByte(data[:min(len(data), 4)], separator))])
}

// idText returns a segment identifier as it may be shown: what is none may be
// data that lost its place.
func idText(id []byte) string {
	if text := string(id[:min(len(id), 4)]); identifier(text) {
		return text
	}
	return ""
}
