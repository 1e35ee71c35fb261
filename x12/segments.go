package x12

import (
	"slices"
	"sort"
)

// Segments holds copies of segments in a few pieces of memory, however many they are,
// for somebody else to look at while the Reader goes on. Reader.Gather copies a stretch
// of them at once: their bytes and the index of these, as they are. What a Segment
// needs beyond that is worked out when it is asked for, which may be another goroutine's
// work.
type Segments struct {
	data      []byte
	marks     []int32 // where elements and segments end, as in the index; before each stretch, one that is free
	ends      []int32 // which of marks end a segment, as in the index
	stretches []stretch
	size      int // bytes that were added

	// Of Next: the segment that comes next, its first mark, its stretch, and where that ends.
	next, mark, stretch, behind int
	same                        *Segment // what it filled last, when another one of the stretch differs in little

	// What the first and last mark of the segment that was returned last were; nothing was
	// changed where ownLast is 0.
	ownFirst, ownLast   int
	wasFirst, wasBehind int32
}

// stretch is a run of segments that followed each other. Its bytes stand as far behind
// data[moved] as they did behind the beginning of what they were copied from, so that
// marks are what they were; data may have a gap before it.
type stretch struct {
	end, mark  int   // where it begins in ends and marks, behind the free one
	moved      int   // how far bytes were moved
	marksMoved int32 // how far marks were, from what ends say
	offset     int64 // in the file, of what mark 0 says
	number     int   // of its first segment
	pos        int
	delims     Delimiters
	trimmed    bool // line breaks between segments are left out
}

// NewSegments returns room for segments of so many bytes, as they mostly are.
func NewSegments(size int) *Segments {
	return &Segments{data: make([]byte, 0, size+defaultWindow), marks: make([]int32, 0, size*3/10), ends: make([]int32, 0, size/16)}
}

// Add appends a copy of a segment.
func (s *Segments) Add(seg *Segment) {
	if len(seg.marks) == 0 {
		seg = &Segment{marks: []int32{-1, 0}, delims: seg.delims, offset: seg.offset, number: seg.number, pos: seg.pos}
	}
	first := seg.marks[0] + 1
	s.stretches = append(s.stretches, stretch{
		end: len(s.ends), mark: len(s.marks) + 1, moved: len(s.data),
		offset: seg.offset, number: seg.number, pos: seg.pos, delims: seg.delims, trimmed: true,
	})
	data := seg.data[first:seg.marks[len(seg.marks)-1]]
	s.data = append(s.data, data...)
	s.size += len(data)
	for _, mark := range seg.marks {
		s.marks = append(s.marks, mark-first)
	}
	s.ends = append(s.ends, int32(len(s.marks)-1))
}

// Len returns how many segments there are, Size how many bytes were added.
func (s *Segments) Len() int  { return len(s.ends) }
func (s *Segments) Size() int { return s.size }

// Next makes seg the next segment, at first the first, and reports false behind the
// last. It is a view, good until another is asked for. Where seg is what was filled
// before, it must not have been changed.
func (s *Segments) Next(seg *Segment) bool {
	if s.next == s.behind && !s.goOn() {
		return false
	}
	st := &s.stretches[s.stretch]
	last := int(s.ends[s.next] + st.marksMoved)
	if marks := s.marks[s.mark-1 : last+1]; seg != s.same || seg.data[marks[0]+1] <= '\r' {
		s.view(s.next, st, seg)
		if s.same = seg; s.ownLast > 0 || st.delims.Segment == '\n' {
			s.same = nil
		}
	} else { // as view, without what stays the same
		seg.marks, seg.offset = marks, st.offset+int64(marks[0]+1)
		seg.number, seg.pos = st.number+s.next-st.end, st.pos+s.next-st.end
	}
	s.mark = last + 1
	s.next++
	return true
}

// goOn goes to the stretch that Next goes on in. It reports false behind the last one.
func (s *Segments) goOn() bool {
	if s.next == len(s.ends) {
		return false
	}
	if s.next > 0 {
		s.stretch++
	}
	s.mark, s.behind, s.same = s.stretches[s.stretch].mark, len(s.ends), nil
	if s.stretch+1 < len(s.stretches) {
		s.behind = s.stretches[s.stretch+1].end
	}
	return true
}

// Passed returns how many segments Next has returned.
func (s *Segments) Passed() int { return s.next }

// Rewind makes the first segment the next one.
func (s *Segments) Rewind() { s.next, s.stretch, s.behind = 0, 0, 0 }

// Segment makes seg the i-th segment, from 0. It is a view, good until another is asked
// for.
func (s *Segments) Segment(i int, seg *Segment) {
	n := sort.Search(len(s.stretches), func(n int) bool { return s.stretches[n].end > i })
	s.view(i, &s.stretches[n-1], seg)
	s.same = nil
}

// view makes seg the i-th segment, which is of a stretch. The mark before its first says
// where it begins, as in the Reader's index; where there are line breaks, it is lent to the
// segment until the next one is asked for.
func (s *Segments) view(i int, st *stretch, seg *Segment) {
	if s.ownLast > 0 {
		s.marks[s.ownFirst], s.marks[s.ownLast], s.ownLast = s.wasFirst, s.wasBehind, 0
	}
	mark := st.mark
	if i > st.end {
		mark = int(s.ends[i-1]+st.marksMoved) + 1
	}
	marks := s.marks[mark-1 : s.ends[i]+st.marksMoved+1]
	data := s.data[st.moved:]
	from, to := int(marks[0])+1, int(marks[len(marks)-1])
	if !st.trimmed {
		from, to = trimBreaks(data, from, to, st.delims)
		if first, behind := int32(from-1), int32(to); first != marks[0] || behind != marks[len(marks)-1] {
			s.ownFirst, s.wasFirst, marks[0] = mark-1, marks[0], first
			s.ownLast, s.wasBehind, marks[len(marks)-1] = mark+len(marks)-2, marks[len(marks)-1], behind
		}
	}
	seg.data, seg.marks, seg.delims, seg.offset = data, marks, st.delims, st.offset+int64(from)
	seg.number, seg.pos = st.number+i-st.end, st.pos+i-st.end
}

// Truncate drops all but the first n segments.
func (s *Segments) Truncate(n int) {
	for len(s.stretches) > 0 && s.stretches[len(s.stretches)-1].end >= n {
		s.stretches = s.stretches[:len(s.stretches)-1]
	}
	s.ends = s.ends[:n]
}

// Reset drops all segments and keeps the memory.
func (s *Segments) Reset() {
	s.data, s.marks, s.ends, s.stretches, s.size = s.data[:0], s.marks[:0], s.ends[:0], s.stretches[:0], 0
	s.ownLast = 0
	s.Rewind()
}

// trimBreaks cuts the line breaks before a segment, and the CR of a CRLF that ends it
// where LF is the terminator.
func trimBreaks(data []byte, from, to int, d Delimiters) (int, int) {
	for from < to && data[from] <= '\r' && (data[from] == '\n' || data[from] == '\r') {
		from++
	}
	if d.Segment == '\n' && from < to && data[to-1] == '\r' {
		to--
	}
	return from, to
}

// Gather appends copies of the segments that come next, as long as they are of the open
// transaction set and there is nothing to be said about them; of so many bytes at most,
// the last segment aside. Next goes on behind them.
func (r *Reader) Gather(to *Segments, size int) {
	if !r.quickly {
		return
	}
	next, start := r.next, r.start
	for next < len(r.index.terminators) && start-r.start < size {
		end := int(r.index.marks[r.index.terminators[next]])
		if _, _, ok := r.plain(start, end); !ok {
			break
		}
		next, start = next+1, end+1
	}
	count := next - r.next
	if count == 0 {
		return
	}
	mark := int(r.index.terminators[next-1]) + 1
	if gap := r.start - len(to.data); gap > 0 {
		to.data = slices.Grow(to.data, gap)[:r.start]
	}
	to.stretches = append(to.stretches, stretch{
		end: len(to.ends), mark: len(to.marks) + 1, moved: len(to.data) - r.start, marksMoved: int32(len(to.marks) + 1 - r.mark),
		offset: r.base, number: r.number + 1, pos: r.envelope.segments + 1, delims: r.delims,
	})
	to.data = append(to.data, r.buf[r.start:start]...)
	to.size += start - r.start
	to.marks = append(append(to.marks, int32(r.start)-1), r.index.marks[r.mark:mark]...)
	to.ends = append(to.ends, r.index.terminators[r.next:next]...)
	r.start, r.mark, r.next = start, mark, next
	r.number += count
	r.envelope.segments += count
}
