package snip

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/x12"
	"github.com/hmox12/hmox12/x12/guide"
)

// placed is a segment with where the Walker has it.
type placed struct {
	seg *x12.Segment
	at  guide.Placement
}

// claimSet returns n claims, of a patient to a second payer, as the Walker places
// them, and how many bytes they take.
func claimSet(t testing.TB, n int) (g *guide.Guide, segments []placed, size int64) {
	g, ok := guide.Lookup("837", "005010X222A1")
	require.True(t, ok)
	head, claim, _ := strings.Cut(secondary.body, "HL*2*")
	claim, _, _ = strings.Cut("HL*2*"+claim, "SE*")
	text := head
	for i := range n {
		text += strings.Replace(claim, "HL*2*1", fmt.Sprintf("HL*%d*1", i+2), 1)
	}
	text += "SE*0*0001~\n"
	w := guide.NewWalker(g, func(e *x12.Error) { t.Error(e) })
	r := x12.NewReader(strings.NewReader(sample{"HC", g.Version, text}.file(t)))
	for {
		seg, err := r.Next()
		if err != nil {
			if bytes.Contains([]byte(err.Error()), []byte("SE01")) {
				continue
			}
			return g, segments, size
		}
		if seg.Position() > 0 {
			kept := seg.Clone()
			at := w.Walk(kept)
			if at.Right != nil {
				at.Right = new(uint64) // its own: the Walker uses one again
			}
			segments = append(segments, placed{kept, at})
			size += int64(len(kept.Bytes())) + 2
		}
	}
}

func run(c *Checker, segments []placed) {
	c.Begin()
	for _, s := range segments {
		if s.at.Right != nil {
			*s.at.Right = 0
		}
		c.Check(s.seg, s.at)
	}
	c.End()
}

func TestCheckingAllocatesNothing(t *testing.T) {
	g, segments, _ := claimSet(t, 20)
	var found []*x12.Error
	c := NewChecker(g, CodeSets, func(e *x12.Error) { found = append(found, e) })
	require.Zero(t, testing.AllocsPerRun(10, func() { run(c, segments) }))
	require.Empty(t, found)
	require.Greater(t, len(segments), 20*25)
}

func BenchmarkCheck(b *testing.B) {
	g, segments, size := claimSet(b, 500)
	for _, level := range []int{Balances, Situations, CodeSets} {
		b.Run(fmt.Sprintf("level %d", level), func(b *testing.B) {
			c := NewChecker(g, level, func(e *x12.Error) { b.Fatal(e) })
			b.SetBytes(size)
			b.ReportAllocs()
			for b.Loop() {
				run(c, segments)
			}
		})
	}
}
