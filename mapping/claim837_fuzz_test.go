package mapping_test

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/mapping"
	"github.com/hmox12/hmox12/mapping/record"
	"github.com/hmox12/hmox12/x12"
	"github.com/hmox12/hmox12/x12/guide"
)

// FuzzClaim837 maps any run of segments, each once where the walker has it and
// once at a place that the fuzzer picks: nothing panics, and no set gives more
// claims than it has CLM segments.
func FuzzClaim837(f *testing.F) {
	f.Add([]byte(above+"CLM*W-1*150***11:B:1*Y*A*Y*Y\nHI*ABK:J069\n"+line), byte(3))
	f.Add([]byte("CLM\nCLM*1*2\nHL\nSE\nLX*1\nCAS*CO\nSVD*1*1E9\nNM1*82"), byte(7))
	f.Add(professionalFile(f, visit(), visit()), byte(1))
	g, ok := guide.Lookup("837", "005010X222A1")
	require.True(f, ok)
	var loops []*guide.Loop
	var collect func(l *guide.Loop)
	collect = func(l *guide.Loop) {
		loops = append(loops, l)
		for _, n := range l.Nodes {
			if n.Loop != nil {
				collect(n.Loop)
			}
		}
	}
	collect(g.Root)

	f.Fuzz(func(t *testing.T, data []byte, step byte) {
		for _, placed := range []bool{true, false} {
			claims, heads := 0, 0
			mapper, err := mapping.NewClaimMapper(g, record.Source{}, 20260302, func(c *record.Claim, problems []mapping.ClaimProblem) {
				require.NotNil(t, c)
				claims++
			})
			require.NoError(t, err)
			walker := guide.NewWalker(g, nil)
			for i, text := range bytes.FieldsFunc(data, func(r rune) bool { return r == '~' || r == '\n' }) {
				seg := x12.ParseSegment(string(text), x12.DefaultDelimiters)
				at := walker.Walk(seg)
				if !placed {
					l := loops[(i*int(step)+len(text))%len(loops)]
					at = guide.Placement{Loop: l, Opened: len(text)%2 == 0}
				}
				// A head placed at will stands for a CLM.
				if seg.Is("CLM") || !placed && at.Opened && at.Loop.ID == "2300" {
					heads++
				}
				mapper.Add(seg, at)
			}
			mapper.End()
			require.LessOrEqual(t, claims, heads)
		}
	})
}
