package x12

import (
	"bytes"

	"github.com/hmox12/hmox12/x12/internal/packed"
)

// Segment is one segment as it stands in the file. It is a view: its bytes, and
// every slice its methods return, are good until the next call of the Reader
// that returned it. Clone keeps one.
//
// Elements, components and repetitions count from 1, as the guides do. What is
// not there is empty, never a panic.
type Segment struct {
	data   []byte  // holds the segment, and others
	marks  []int32 // element n stands in data between marks[n] and marks[n+1]; n of the identifier is 0
	delims Delimiters
	offset int64
	number int
	pos    int
}

// ID returns the segment identifier, such as CLM.
func (s *Segment) ID() []byte { return s.Element(0) }

// Is reports whether the segment identifier is id.
func (s *Segment) Is(id string) bool { return string(s.ID()) == id }

// Len returns the number of elements behind the identifier, empty ones included.
func (s *Segment) Len() int { return max(0, len(s.marks)-2) }

// Element returns element n as sent, with its repetitions and components.
func (s *Segment) Element(n int) []byte {
	if n < 0 || n+1 >= len(s.marks) {
		return nil
	}
	return s.data[s.marks[n]+1 : s.marks[n+1]]
}

// Layout returns where the elements stand, for code that looks at all of them in
// every segment: element n in data between marks[n] and marks[n+1], of which the
// identifier is element 0. What else data holds, up to its capacity, is the Reader's
// own; it may be read.
func (s *Segment) Layout() (data []byte, marks []int32) { return s.data, s.marks }

// Text returns a copy of element n with the blanks behind it cut off, which X12
// does not count as data.
func (s *Segment) Text(n int) string { return string(trimRight(s.Element(n))) }

// Has reports whether element n holds anything.
func (s *Segment) Has(n int) bool { return len(s.Element(n)) > 0 }

// Repetitions returns how often element n is repeated: 0 when it is empty.
func (s *Segment) Repetitions(n int) int {
	e := s.Element(n)
	switch {
	case len(e) == 0:
		return 0
	case s.delims.Repetition == 0:
		return 1
	}
	return 1 + bytes.Count(e, []byte{s.delims.Repetition})
}

// Repetition returns the r-th repetition of element n.
func (s *Segment) Repetition(n, r int) []byte {
	e := s.Element(n)
	if s.delims.Repetition == 0 {
		if r == 1 {
			return e
		}
		return nil
	}
	return part(e, s.delims.Repetition, r)
}

// Components returns how many components the r-th repetition of element n has:
// 0 when it is empty, 1 when it is simple.
func (s *Segment) Components(n, r int) int {
	e := s.Repetition(n, r)
	if len(e) == 0 {
		return 0
	}
	return 1 + bytes.Count(e, []byte{s.delims.Component})
}

// Component returns component c of element n; of the first repetition where
// there are several.
func (s *Segment) Component(n, c int) []byte {
	e := s.Element(n)
	from := 0
	for i, b := range e {
		switch {
		case b == s.delims.Component:
			if c == 1 {
				return e[from:i]
			}
			c--
			from = i + 1
		case b == s.delims.Repetition && b != 0:
			if c == 1 {
				return e[from:i]
			}
			return nil
		}
	}
	if c == 1 {
		return e[from:]
	}
	return nil
}

// RepeatedComponent returns component c of the r-th repetition of element n.
func (s *Segment) RepeatedComponent(n, r, c int) []byte {
	return part(s.Repetition(n, r), s.delims.Component, c)
}

// ComponentText returns a copy of component c of element n, trailing blanks cut.
func (s *Segment) ComponentText(n, c int) string { return string(trimRight(s.Component(n, c))) }

// Offset returns where the segment begins in the file, in bytes from 0.
func (s *Segment) Offset() int64 { return s.offset }

// ElementOffset returns where element n begins in the file; for an element that
// is not there, where the segment ends.
func (s *Segment) ElementOffset(n int) int64 {
	switch {
	case n <= 0 || len(s.marks) == 0:
		return s.offset
	case n+1 >= len(s.marks):
		return s.offset + int64(len(s.Bytes()))
	}
	return s.offset + int64(s.marks[n]-s.marks[0])
}

// Number returns the number of the segment in the file, from 1.
func (s *Segment) Number() int { return s.number }

// Position returns the place of the segment in its transaction set, where ST is
// 1; 0 outside a set.
func (s *Segment) Position() int { return s.pos }

// Delimiters returns the delimiters of the interchange that the segment is in.
func (s *Segment) Delimiters() Delimiters { return s.delims }

// Bytes returns the whole segment as sent, without its terminator.
func (s *Segment) Bytes() []byte {
	if len(s.marks) == 0 {
		return nil
	}
	return s.data[s.marks[0]+1 : s.marks[len(s.marks)-1]]
}

// Size returns how many bytes the segment has, without its terminator.
func (s *Segment) Size() int {
	if len(s.marks) == 0 {
		return 0
	}
	return int(s.marks[len(s.marks)-1] - s.marks[0] - 1)
}

// Clone returns a copy that stays good.
func (s *Segment) Clone() *Segment {
	c := *s
	c.data = withSlack(s.Bytes())
	c.marks = make([]int32, len(s.marks))
	for i, mark := range s.marks {
		c.marks[i] = mark - s.marks[0] - 1
	}
	return &c
}

// ParseSegment splits one segment without its terminator. It is for tests and
// for text that did not come through a Reader.
func ParseSegment(text string, d Delimiters) *Segment {
	marks := []int32{-1}
	for i := range len(text) {
		if text[i] == d.Element {
			marks = append(marks, int32(i))
		}
	}
	return &Segment{data: withSlack([]byte(text)), marks: append(marks, int32(len(text))), delims: d, number: 1, pos: 1}
}

// withSlack returns a copy of data that may be read in words.
func withSlack(data []byte) []byte {
	return append(make([]byte, 0, len(data)+packed.Slack), data...)
}

// part returns the n-th piece of data between separators, from 1.
func part(data []byte, separator byte, n int) []byte {
	for ; n > 1; n-- {
		i := bytes.IndexByte(data, separator)
		if i < 0 {
			return nil
		}
		data = data[i+1:]
	}
	if n < 1 {
		return nil
	}
	if i := bytes.IndexByte(data, separator); i >= 0 {
		return data[:i]
	}
	return data
}

func trimRight(b []byte) []byte {
	for len(b) > 0 && b[len(b)-1] == ' ' {
		b = b[:len(b)-1]
	}
	return b
}
