package guide

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/x12"
)

// TestANoteComesBackWithItsSegmentAlone walks so many segments that ever more of them are
// remembered, and makes a note of each: it must be told again of the same one or not at all.
func TestANoteComesBackWithItsSegmentAlone(t *testing.T) {
	g, err := Compile("notes", `guide 837 HC 005010X999 ; Notes of a set

ST   M 1   01=837 02 ; Set header
NTE  S >1  01?=ADD 02 ; Note
SE   M 1   01 02 ; Set trailer
`)
	require.NoError(t, err)
	w := NewWalker(g, func(e *x12.Error) { t.Error(e) })
	noted, came := map[string]uint64{}, 0
	take := func(line string) {
		p := w.Walk(x12.ParseSegment(line, x12.DefaultDelimiters))
		if p.Right == nil {
			return
		}
		if *p.Right != 0 {
			came++
			require.Equal(t, noted[line], *p.Right, line)
		}
		noted[line] = uint64(len(noted) + 1)
		*p.Right = noted[line]
	}
	take("ST*837*0001")
	for n := range 30 << mostMemoryBits {
		take(fmt.Sprintf("NTE*ADD*%d", n*n%7919)) // most come again, near or far
	}
	take("SE*3*0001")
	w.End()
	require.Len(t, w.memories, 1<<mostMemoryBits)
	require.Greater(t, came, 1<<mostMemoryBits)
}
