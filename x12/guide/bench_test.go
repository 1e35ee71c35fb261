package guide

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/x12"
)

// claimSet returns the segments of an 837P of n claims, and how many bytes they
// take in a file.
func claimSet(t testing.TB, n int) (g *Guide, segments []*x12.Segment, size int64) {
	g, ok := Lookup("837", "005010X222A1")
	require.True(t, ok)
	lines := []string{
		"ST*837*0001*005010X222A1", "BHT*0019*00*A1*20260302*0830*CH",
		"NM1*41*2*BAY CLEARING*****46*BAY01", "PER*IC*HELP DESK*TE*8005550100",
		"NM1*40*2*POPPY HMO*****46*POPPY", "HL*1**20*1", "PRV*BI*PXC*207Q00000X",
		"NM1*85*2*SHORE CLINIC*****XX*1234567893", "N3*1 SHORE ROAD", "N4*OAKLAND*CA*946010001", "REF*EI*123456789",
	}
	for i := range n {
		lines = append(lines, strings.Split(fmt.Sprintf(`HL*%d*1*22*0
SBR*P*18*GRP100******HM
NM1*IL*1*DOE*JANE****MI*M%06d
N3*2 HILL STREET
N4*OAKLAND*CA*94602
DMG*D8*19800229*F
NM1*PR*2*POPPY HMO*****PI*POPPY
CLM*C%d*250***11:B:1*Y*A*Y*Y
REF*9F*R%d
HI*ABK:J449*ABF:I10*ABF:E119
NM1*82*1*STONE*ROSE****XX*1234567893
PRV*PE*PXC*207Q00000X
LX*1
SV1*HC:99213:25*125.5*UN*1***1:2
DTP*472*D8*20260215
REF*6R*L1
LX*2
SV1*HC:93000*124.5*UN*1***1
DTP*472*D8*20260215
REF*6R*L2`, i+2, i, i, i), "\n")...)
	}
	lines = append(lines, fmt.Sprintf("SE*%d*0001", len(lines)+1))
	for _, line := range lines {
		segments = append(segments, x12.ParseSegment(line, x12.DefaultDelimiters))
		size += int64(len(line)) + 1
	}
	return g, segments, size
}

func TestWalkingAllocatesNothing(t *testing.T) {
	g, segments, _ := claimSet(t, 20)
	var findings []*x12.Error
	for _, w := range []*Walker{
		NewWalker(g, func(e *x12.Error) { findings = append(findings, e) }),
		NewWalker(g, nil, PlaceOnly()),
	} {
		require.Zero(t, testing.AllocsPerRun(10, func() {
			w.Begin()
			for _, s := range segments {
				w.Walk(s)
			}
			w.End()
		}))
	}
	require.Empty(t, findings)
}

func BenchmarkWalk(b *testing.B) {
	g, segments, size := claimSet(b, 500)
	for _, mode := range []struct {
		name    string
		options []Option
	}{{"full", nil}, {"place-only", []Option{PlaceOnly()}}} {
		b.Run(mode.name, func(b *testing.B) {
			w := NewWalker(g, func(e *x12.Error) { b.Fatal(e) }, mode.options...)
			b.SetBytes(size)
			b.ReportAllocs()
			for b.Loop() {
				w.Begin()
				for _, s := range segments {
					w.Walk(s)
				}
				w.End()
			}
		})
	}
}
