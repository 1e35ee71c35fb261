package guide

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/x12"
)

// notes is a guide of sets that hold notes.
func notes(t *testing.T) *Guide {
	t.Helper()
	g, err := Compile("notes", `guide 837 HC 005010X999 ; Notes of a set

ST   M 1   01=837 02 ; Set header
NTE  S >1  01?=ADD 02 ; Note
SE   M 1   01 02 ; Set trailer
`)
	require.NoError(t, err)
	return g
}

// noteTaker makes a note of each segment, and requires that it is told again of the same
// one or not at all.
type noteTaker struct {
	w     *Walker
	noted map[string]uint64
	came  int // so many were told again
}

func (n *noteTaker) take(t *testing.T, line string) {
	p := n.w.Walk(x12.ParseSegment(line, x12.DefaultDelimiters))
	if p.Right == nil {
		return
	}
	if *p.Right != 0 {
		n.came++
		require.Equal(t, n.noted[line], *p.Right, line)
	}
	n.noted[line] = uint64(len(n.noted) + 1)
	*p.Right = n.noted[line]
}

// TestANoteComesBackWithItsSegmentAlone walks so many segments that ever more of them are
// remembered.
func TestANoteComesBackWithItsSegmentAlone(t *testing.T) {
	w := NewWalker(notes(t), func(e *x12.Error) { t.Error(e) })
	n := noteTaker{w: w, noted: map[string]uint64{}}
	n.take(t, "ST*837*0001")
	for i := range 30 << mostMemoryBits {
		n.take(t, fmt.Sprintf("NTE*ADD*%d", i*i%7919)) // most come again, near or far
	}
	require.Len(t, w.memories, 1<<mostMemoryBits)
	require.Greater(t, n.came, 1<<mostMemoryBits)
}

// TestSegmentsThatDifferInAByteAreDifferent changes each byte of texts of every length that
// is remembered, and of some that are longer.
func TestSegmentsThatDifferInAByteAreDifferent(t *testing.T) {
	w := NewWalker(notes(t), func(e *x12.Error) { t.Error(e) })
	n := noteTaker{w: w, noted: map[string]uint64{}}
	n.take(t, "ST*837*0001")
	for size := 1; size <= memoryText+8; size++ {
		same := strings.Repeat("A", size)
		for at := range size {
			for range 3 {
				n.take(t, "NTE*ADD*"+same)
				n.take(t, "NTE*ADD*"+same[:at]+"B"+same[at+1:])
			}
		}
	}
	require.Greater(t, n.came, 1000)
}

// TestWhatWasRightUnderOtherDelimitersIsForgotten: a colon is a character where > parts
// components, and else parts an element that has none.
func TestWhatWasRightUnderOtherDelimitersIsForgotten(t *testing.T) {
	found := 0
	w := NewWalker(notes(t), func(*x12.Error) { found++ })
	walk := func(d x12.Delimiters) {
		w.Begin()
		for _, line := range []string{"ST*837*0001", "NTE*ADD*A:B", "NTE*ADD*A:B", "NTE*ADD*A:B", "SE*5*0001"} {
			w.Walk(x12.ParseSegment(line, d))
		}
		w.End()
	}
	other := x12.DefaultDelimiters
	other.Component = '>'
	walk(other)
	require.Zero(t, found)
	walk(x12.DefaultDelimiters)
	require.Equal(t, 3, found)
	walk(other)
	require.Equal(t, 3, found)
}
