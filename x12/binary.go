package x12

import "bytes"

// binarySegment reports whether data begins a BIN or BDS segment, the only ones
// whose data may hold any byte.
func binarySegment(data []byte, separator byte) bool {
	return len(data) > 4 && data[0] == 'B' && data[3] == separator &&
		(data[1] == 'I' && data[2] == 'N' || data[1] == 'D' && data[2] == 'S')
}

// binary finds the end of the binary segment that the window begins with, by
// the length it states: BIN*length*data or BDS*filter*length*data. It returns
// the length of the whole segment, whose marks are in own; false when the segment was reported and
// skipped instead.
func (r *Reader) binary() (int, bool, error) {
	fields := 2 // BIN, length
	if r.buf[r.start+1] == 'D' {
		fields = 3
	}
	from := 0
	var length []byte
	for range fields {
		i := bytes.IndexByte(r.buf[r.start+from:r.end], r.delims.Element)
		if i < 0 {
			return 0, false, r.badBinary()
		}
		length = r.buf[r.start+from : r.start+from+i]
		from += i + 1
	}
	n, ok := ParseCount(length)
	if !ok {
		return 0, false, r.badBinary()
	}
	if from+n > r.maxSegment {
		return 0, false, r.skipBinary(from + n)
	}
	r.need(from + n + 1)
	if err := r.failed(); err != nil {
		return 0, false, err
	}
	if r.end-r.start < from+n+1 || r.buf[r.start+from+n] != r.delims.Segment {
		return 0, false, r.badBinary()
	}
	r.own = append(r.own[:0], int32(r.start-1))
	for i, b := range r.buf[r.start : r.start+from] {
		if b == r.delims.Element {
			r.own = append(r.own, int32(r.start+i))
		}
	}
	r.own = append(r.own, int32(r.start+from+n))
	return from + n, true, nil
}

// badBinary reports a binary segment whose length is wrong and goes on behind
// the first terminator.
func (r *Reader) badBinary() error {
	r.number++
	r.count()
	r.reportBefore(&Error{
		Code: BadBinaryLength, Offset: r.Offset(), Segment: r.number, Position: r.envelope.segments,
		ID: segmentID(r.buf[r.start:r.end], r.delims.Element),
	})
	i := bytes.IndexByte(r.buf[r.start:r.end], r.delims.Segment)
	r.skipTo(r.start + i + 1)
	return nil
}

// skipBinary reports a binary segment that is too long and skips it by the
// length it states.
func (r *Reader) skipBinary(n int) error {
	r.number++
	r.count()
	r.reportBefore(&Error{
		Code: SegmentTooLong, Offset: r.Offset(), Segment: r.number, Position: r.envelope.segments,
		ID: segmentID(r.buf[r.start:r.end], r.delims.Element),
	})
	for n++; n > 0; {
		step := min(n, r.end-r.start)
		r.skipTo(r.start + step)
		if n -= step; n > 0 && !r.fill() {
			return r.failed()
		}
	}
	return nil
}
