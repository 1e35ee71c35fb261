package mapping

import "strings"

// Records of claims are many and small. This file allocates them in slabs: memory for
// several at once, of which each gets its piece. A record that is kept keeps its slab;
// slabs are so small that who keeps some claims of a file does not keep all of it.

// slab hands out pieces of memory for values of T.
type slab[T any] struct {
	free []T
	open int // so many of free are the piece that is being filled
}

// add appends a zero value to the open piece and returns it. It is good until the
// next add; size is how many values a slab has at least.
func (s *slab[T]) add(size int) *T {
	if s.open == len(s.free) {
		grown := make([]T, max(size, 2*s.open))
		copy(grown, s.free[:s.open])
		s.free = grown
	}
	s.open++
	return &s.free[s.open-1]
}

// cut ends the open piece and returns it; nil when nothing was added.
func (s *slab[T]) cut() []T {
	if s.open == 0 {
		return nil
	}
	piece := s.free[:s.open:s.open]
	s.free, s.open = s.free[s.open:], 0
	return piece
}

// last returns the value that was added last.
func (s *slab[T]) last() *T { return &s.free[s.open-1] }

// take returns a piece of n zero values, of which none is in use: its length is 0. It
// must not be called while a piece is open.
func (s *slab[T]) take(n, size int) []T {
	if n > len(s.free) {
		s.free = make([]T, max(n, size))
	}
	piece := s.free[:0:n]
	s.free = s.free[n:]
	return piece
}

// appended is append, which takes the room from the slab.
func (s *slab[T]) appended(to []T, value T, size int) []T {
	if len(to) == cap(to) {
		to = append(s.take(max(1, 2*len(to)), size), to...)
	}
	return append(to, value)
}

// The sizes of slabs.
const (
	slabOfClaims    = 8
	slabOfLines     = 16
	slabOfPeople    = 8
	slabOfProviders = 16
	slabOfSmall     = 64
	slabOfText      = 1 << 10 // bytes
)

// texts hands out copies of texts, in pieces of longer ones.
type texts struct{ builder strings.Builder }

func (t *texts) copy(b []byte) string {
	if len(b) > slabOfText/8 {
		return string(b)
	}
	from := t.builder.Len()
	if from+len(b) > t.builder.Cap() {
		t.builder.Reset() // what it has handed out stays
		t.builder.Grow(slabOfText)
		from = 0
	}
	t.builder.Write(b)
	return t.builder.String()[from:]
}
