package x12

import (
	"bytes"
	"fmt"
)

// This file finds interchange headers: at the start of the file, after an IEA,
// and after damage.

var byteOrderMark = []byte{0xEF, 0xBB, 0xBF}

// seekHeader goes to the next interchange and holds its ISA. What stands before
// it is reported once and skipped.
func (r *Reader) seekHeader() error {
	r.delims = Delimiters{}
	r.need(len(byteOrderMark))
	if r.Offset() == 0 && bytes.HasPrefix(r.buf[r.start:r.end], byteOrderMark) {
		r.reportBefore(&Error{Code: ByteOrderMark})
		r.skipTo(r.start + len(byteOrderMark))
	}
	r.skipPadding(r.delims.Segment)
	r.need(headerLength)
	rest := r.buf[r.start:r.end]
	switch {
	case len(rest) == 0:
		return r.endOfFile()
	case headerLayout(rest):
		if r.openInterchange() {
			return nil
		}
	default:
		r.refuse(rest)
		r.skipTo(r.start + 1)
	}
	return r.resynchronize()
}

// endOfFile ends a file outside of an interchange. A file without one is not
// X12 at all, also when it is empty.
func (r *Reader) endOfFile() error {
	if err := r.failed(); err != nil {
		return err
	}
	if !r.any {
		r.reportBefore(&Error{Code: NoInterchange, Offset: r.Offset(), Reason: "the file holds no data"})
		r.any = true
	}
	r.done = true
	return nil
}

// openInterchange takes the ISA that the window begins with. It reports false
// when its delimiters can't divide anything.
func (r *Reader) openInterchange() bool {
	header := r.buf[r.start : r.start+headerLength]
	d, repeats := headerDelimiters(header)
	r.any, r.refused = true, nil
	r.number++
	offset := r.Offset()

	r.own = append(r.own[:0], int32(r.start-1))
	for _, at := range headerSeparators {
		r.own = append(r.own, int32(r.start+at))
	}
	r.own = append(r.own, int32(r.start+headerLength-1))
	r.seg = Segment{data: r.buf, marks: r.own, delims: d, offset: offset, number: r.number}
	r.skipTo(r.start + headerLength)

	parsed := parseHeader(&r.seg, r.reportAfter)
	if code, ok := d.valid(); !ok {
		r.refused = parsed
		r.reportBefore(&Error{Code: code, Offset: offset, Segment: r.number, ID: "ISA"})
		r.after = nil
		return false
	}
	// U stood in ISA11 before it divided anything, and many write it still.
	if !repeats && !(header[repetitionAt] == 'U' || parsed.Version < "00402") {
		r.reportAfter(place(&r.seg, 11, BadRepetitionSeparator, "found "+Shape(r.seg.Element(11))))
	}
	r.delims = d
	r.delimitBy(d)
	r.envelope.open(parsed)
	r.held = true
	return true
}

// refuse reports what stands where a header must be.
func (r *Reader) refuse(rest []byte) {
	r.refused = nil
	e := &Error{Offset: r.Offset(), Segment: r.number + 1}
	switch {
	case bytes.HasPrefix(rest, []byte("ISA")) && len(rest) > 3 && delimiter(rest[3]):
		r.refused = guessHeader(rest)
		e.Code, e.ID, e.Segment = ShiftedHeader, "ISA", r.number+1
		e.Reason = shift(rest)
	case r.any:
		e.Code = DataOutsideInterchange
	default:
		e.Code, e.Reason = NoInterchange, otherFormat(rest)
	}
	r.any = true
	r.reportBefore(e)
}

// otherFormats are what files begin with that were meant to hold X12 and hold it
// in another form, with what to tell of them.
var otherFormats = []struct{ begins, is string }{
	{"I\x00S\x00A\x00", "the file is UTF-16; save it as plain text, a byte a character"},
	{"\x00I\x00S\x00A", "the file is UTF-16; save it as plain text, a byte a character"},
	{"\xff\xfe", "the file is UTF-16; save it as plain text, a byte a character"},
	{"\xfe\xff", "the file is UTF-16; save it as plain text, a byte a character"},
	{"\xc9\xe2\xc1", "the file is EBCDIC; send it as ASCII"},
	{"\x1f\x8b", "the file is compressed with gzip; unpack it"},
	{"PK\x03\x04", "the file is a zip archive; unpack it"},
	{"-----BEGIN PGP", "the file is encrypted with PGP; decrypt it"},
	{"isa", "the segment identifiers are in lower case; send ISA in capitals"},
	{"GS", "the file begins with a functional group; put an ISA before it, and an IEA behind"},
	{"ST", "the file begins with a transaction set; put ISA and GS before it, and GE and IEA behind"},
	{"UNA", "the file is EDIFACT, not X12"},
	{"UNB", "the file is EDIFACT, not X12"},
	{"%PDF", "the file is a PDF"},
	{"<", "the file is XML or HTML, not X12"},
	{"{", "the file is JSON, not X12"},
}

// otherFormat says what a file is that is not X12, where that shows.
func otherFormat(data []byte) string {
	for _, other := range otherFormats {
		if bytes.HasPrefix(data, []byte(other.begins)) {
			return other.is
		}
	}
	return ""
}

// shift tells which element of a header is not of its fixed length.
func shift(data []byte) string {
	separator, from := data[3], 4
	for n := 1; n < len(headerSeparators); n++ {
		want := headerSeparators[n]
		i := bytes.IndexByte(data[from:min(len(data), from+3*headerLength)], separator)
		if i < 0 {
			return "it ends early"
		}
		if from+i != want {
			return fmt.Sprintf("ISA%02d: found %d characters, expected %d", n, i, want-from)
		}
		from += i + 1
	}
	return "it ends early"
}

// resynchronize skips to the next thing that looks like an interchange header.
func (r *Reader) resynchronize() error {
	for {
		open := r.buf[r.start:r.end]
		i := bytes.Index(open, []byte("ISA"))
		if i < 0 {
			r.skipTo(max(r.start, r.end-2))
			if !r.fill() {
				r.skipTo(r.end)
				return r.failed()
			}
			continue
		}
		r.skipTo(r.start + i)
		r.need(headerLength)
		if headerLayout(r.buf[r.start:r.end]) {
			return nil
		}
		r.skipTo(r.start + 1)
	}
}

// atHeader reports whether the open interchange is followed by another header
// without an IEA. A data segment can't begin so: ISA is no identifier inside.
func (r *Reader) atHeader() (bool, error) {
	if r.end-r.start < 4 {
		r.need(4)
	}
	rest := r.buf[r.start:r.end]
	if len(rest) < 4 || rest[0] != 'I' || rest[1] != 'S' || rest[2] != 'A' || !delimiter(rest[3]) {
		return false, nil
	}
	r.need(headerLength)
	return true, r.failed()
}
