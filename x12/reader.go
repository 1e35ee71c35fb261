package x12

import (
	"bytes"
	"errors"
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
// The window:
//
//	buf[0 ........ start ......... scanned ......... end ........ cap]
//	   consumed     open segment     not yet scanned     free
//
// base is the file offset of buf[0]. The open segment is scanned once: when the
// window ends inside it, it moves to the front, more is read, and the scan goes
// on where it stopped.
type Reader struct {
	src        io.Reader
	srcErr     error // why src gave no more; reported when the window has run out
	buf        []byte
	start, end int
	scanned    int
	base       int64
	maxSegment int
	maxRepeats int

	delims   Delimiters
	seg      Segment
	ends     []int32
	number   int // of the last segment, in the file
	envelope envelope
	refused  *Interchange // what could be read of a header that could not be used
	any      bool         // an interchange was seen

	before, after []*Error // findings to return before and after the held segment
	held          bool     // seg waits until before is empty
	done          bool     // the file has ended; only findings are left
}

// NewReader returns a Reader of the interchanges in src.
func NewReader(src io.Reader, options ...Option) *Reader {
	r := &Reader{src: src, maxSegment: DefaultMaxSegment, maxRepeats: DefaultMaxRepeats}
	for _, o := range options {
		o(r)
	}
	if r.buf == nil {
		r.buf = make([]byte, defaultWindow)
	}
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
	for {
		switch {
		case len(r.before) > 0:
			return nil, pop(&r.before)
		case r.held:
			r.held = false
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
func (r *Reader) Offset() int64 { return r.base + int64(r.start) }

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
	r.skipPadding()
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

// readSegment scans the segment that the window begins with.
func (r *Reader) readSegment() error {
	r.ends = r.ends[:0]
	r.scanned = 0
	for {
		open := r.buf[r.start:r.end]
		var at int
		at, r.ends = scan(open, r.scanned, r.delims.Element, r.delims.Segment, r.ends)
		if at >= 0 {
			return r.take(at)
		}
		r.scanned = len(open)
		if len(open) > r.maxSegment {
			return r.skipSegment()
		}
		if !r.fill() {
			if err := r.failed(); err != nil {
				return err
			}
			return r.takeUnterminated()
		}
	}
}

// take makes the segment that ends at index at of the window the current one.
func (r *Reader) take(at int) error {
	data := r.buf[r.start : r.start+at]
	counted := at
	if binarySegment(data, r.delims.Element) {
		whole, ok, err := r.binary()
		if err != nil || !ok {
			return err
		}
		data, at = r.buf[r.start:r.start+whole], whole
		counted = int(r.ends[len(r.ends)-2])
	}
	if at > r.maxSegment {
		return r.skipSegment()
	}
	r.number++
	if counted > r.maxRepeats && r.parts(data[:counted]) > r.maxRepeats {
		r.dropManifold(at)
		return nil
	}
	offset := r.Offset()
	r.start += at + 1
	if at == 0 {
		r.reportBefore(&Error{Code: EmptySegment, Offset: offset, Segment: r.number, Position: r.envelope.segments})
		return nil
	}
	if trimmed := trimCR(data, r.delims); len(trimmed) < len(data) {
		data = trimmed
		r.ends[len(r.ends)-1] = int32(len(data))
	}
	r.hold(data, offset)
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
	r.start += at + 1
}

// hold makes data the current segment and follows the envelope.
func (r *Reader) hold(data []byte, offset int64) {
	r.seg = Segment{data: data, ends: r.ends, delims: r.delims, offset: offset, number: r.number}
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
	data := bytes.TrimRight(r.buf[r.start:r.end], "\r\n\t \x00\x1a")
	r.ends = append(r.ends, int32(len(data)))
	for len(r.ends) > 1 && r.ends[len(r.ends)-2] > int32(len(data)) {
		r.ends = r.ends[:len(r.ends)-1]
	}
	r.number++
	offset := r.Offset()
	r.start = r.end
	r.reportBefore(&Error{Code: UnterminatedSegment, Offset: offset + int64(len(data)), Segment: r.number})
	r.hold(data, offset)
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
			r.start += i + 1
			return nil
		}
		skipped += len(open)
		r.start = r.end
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

// failed returns the source's error, if it was one.
func (r *Reader) failed() error {
	if r.srcErr != nil && !errors.Is(r.srcErr, io.EOF) {
		return r.srcErr
	}
	return nil
}

// skipPadding moves start to the next byte that is no padding, or to the end of
// the file. A terminator is never padding.
func (r *Reader) skipPadding() {
	for {
		for r.start < r.end {
			b := r.buf[r.start]
			if !padding(b) || (b == r.delims.Segment && b != 0 && b != '\n' && b != '\r') {
				return
			}
			r.start++
		}
		if !r.fill() {
			return
		}
	}
}

// fill reads more into the window, making room first. It reports false at the
// end of the source or when the window may not grow further.
func (r *Reader) fill() bool {
	if r.srcErr != nil {
		return false
	}
	if r.start > 0 {
		copy(r.buf, r.buf[r.start:r.end])
		r.base += int64(r.start)
		r.end -= r.start
		r.start = 0
	}
	if r.end == len(r.buf) {
		limit := r.maxSegment + defaultWindow
		if len(r.buf) >= limit {
			return false
		}
		grown := make([]byte, min(2*len(r.buf), limit))
		copy(grown, r.buf)
		r.buf = grown
	}
	for range 100 {
		n, err := r.src.Read(r.buf[r.end:])
		r.end += n
		if err != nil {
			r.srcErr = err
		}
		if n > 0 {
			return true
		}
		if err != nil {
			return false
		}
	}
	r.srcErr = io.ErrNoProgress
	return false
}

// need makes sure that n bytes are in the window, or all that is left.
func (r *Reader) need(n int) {
	for r.end-r.start < n && r.fill() {
	}
}

// trimCR cuts the CR of a CRLF where LF is the terminator.
func trimCR(data []byte, d Delimiters) []byte {
	if d.Segment == '\n' && len(data) > 0 && data[len(data)-1] == '\r' {
		return data[:len(data)-1]
	}
	return data
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
