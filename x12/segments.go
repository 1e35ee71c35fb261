package x12

// Segments holds copies of segments in a few pieces of memory, however many they
// are.
type Segments struct {
	data  []byte
	marks []int32 // of all segments, one behind the other
	heads []segmentHead

	number, pos int // of the first
}

// segmentHead is kept small: there is one for some twenty bytes of data.
type segmentHead struct {
	offset      int64
	marks       int32 // where its own begin among marks
	number, pos int32 // less those of the first
	delims      Delimiters
}

// NewSegments returns room for segments of so many bytes, as they mostly are.
func NewSegments(size int) *Segments {
	return &Segments{
		data: make([]byte, 0, size), marks: make([]int32, 0, size*2/5), heads: make([]segmentHead, 0, size/16),
	}
}

// Add appends a copy of a segment.
func (s *Segments) Add(seg *Segment) {
	if len(s.heads) == 0 {
		s.number, s.pos = seg.number, seg.pos
	}
	s.heads = append(s.heads, segmentHead{
		offset: seg.offset, marks: int32(len(s.marks)), delims: seg.delims,
		number: int32(seg.number - s.number), pos: int32(seg.pos - s.pos),
	})
	if len(seg.marks) == 0 {
		return
	}
	move := int32(len(s.data)) - seg.marks[0] - 1
	for _, mark := range seg.marks {
		s.marks = append(s.marks, mark+move)
	}
	s.data = append(s.data, seg.Bytes()...)
}

// Len returns how many segments there are, Size how many bytes they have.
func (s *Segments) Len() int  { return len(s.heads) }
func (s *Segments) Size() int { return len(s.data) }

// At returns the i-th segment, from 0. It is a view, good until Reset.
func (s *Segments) At(i int) Segment {
	h, end := &s.heads[i], len(s.marks)
	if i+1 < len(s.heads) {
		end = int(s.heads[i+1].marks)
	}
	return Segment{
		data: s.data, marks: s.marks[h.marks:end], delims: h.delims,
		offset: h.offset, number: s.number + int(h.number), pos: s.pos + int(h.pos),
	}
}

// Reset drops all segments and keeps the memory.
func (s *Segments) Reset() { s.data, s.marks, s.heads = s.data[:0], s.marks[:0], s.heads[:0] }
