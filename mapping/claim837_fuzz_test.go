package mapping_test

import (
	"bytes"
	"io"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/mapping"
	"github.com/hmox12/hmox12/mapping/record"
	"github.com/hmox12/hmox12/x12"
	"github.com/hmox12/hmox12/x12/guide"
)

func FuzzClaim837P(f *testing.F) {
	f.Add([]byte(above+"CLM*W-1*150***11:B:1*Y*A*Y*Y\nHI*ABK:J069\n"+line), byte(3))
	fuzzClaims(f, record.Professional)
}

func FuzzClaim837I(f *testing.F) {
	f.Add([]byte("CLM*1*1***11:A:1\nDTP*435*DT*2026\nDTP*096*TM*\nHI*BE:::::*BI:74:RD8*BBQ\nCL1\nMIA*1\nLX*1\nSV2**::::*1"), byte(5))
	fuzzClaims(f, record.Institutional)
}

func FuzzClaim837D(f *testing.F) {
	f.Add([]byte("CLM*1*1***11:B:1**************PB\nDN1\nDN2*1\nHI*TQ:1**TQ:2\nLX*1\nSV3*AD*1**1:2:3:4:5:6*****:\nTOO*JP**:::"), byte(11))
	fuzzClaims(f, record.Dental)
}

// fuzzClaims maps any run of segments by a kind's guide, each once where the
// walker has it and once at a place that the fuzzer picks: nothing panics, no set
// gives more claims than it has CLM segments, all are of the kind, and what was
// mapped can be written, or is refused, without a panic.
func fuzzClaims(f *testing.F, kind record.ClaimKind) {
	f.Add([]byte("CLM\nCLM*1*2\nHL\nSE\nLX*1\nCAS*CO\nSVD*1*1E9\nNM1*82"), byte(7))
	f.Add(fileOf(f, one(kind), one(kind)), byte(1))
	g, ok := guide.Lookup("837", mapping.ClaimVersion(kind))
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
				require.Equal(t, kind, c.Kind)
				require.Equal(t, kind == record.Institutional, c.Institutional != nil)
				require.Equal(t, kind == record.Dental, c.Dental != nil)
				claims++
				w := x12.NewWriter(io.Discard)
				w.BeginInterchange(x12.Interchange{})
				_ = mapping.WriteClaim837(w, testBatch, []*record.Claim{c})
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
