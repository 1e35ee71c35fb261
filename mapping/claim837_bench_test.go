package mapping_test

import (
	"bytes"
	"errors"
	"io"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/mapping"
	"github.com/hmox12/hmox12/mapping/record"
	"github.com/hmox12/hmox12/x12"
	"github.com/hmox12/hmox12/x12/guide"
)

// BenchmarkClaim837 reads, walks and maps a set of a thousand claims; Map is the
// mapping alone.
func BenchmarkClaim837(b *testing.B) {
	var claims []*record.Claim
	for range 1000 {
		claims = append(claims, visit())
	}
	file := professionalFile(b, claims...)
	g, ok := guide.Lookup("837", "005010X222A1")
	require.True(b, ok)
	mapper, err := mapping.NewClaimMapper(g, record.Source{}, 20260302, func(*record.Claim, []mapping.ClaimProblem) {})
	require.NoError(b, err)

	var (
		segments   []*x12.Segment
		placements []guide.Placement
	)
	read := func(add func(*x12.Segment, guide.Placement)) {
		reader, walker := x12.NewReader(bytes.NewReader(file)), guide.NewWalker(g, func(*x12.Error) {})
		for {
			seg, err := reader.Next()
			if errors.Is(err, io.EOF) {
				return
			}
			if reader.Set() != nil || seg.Is("SE") {
				add(seg, walker.Walk(seg))
			}
		}
	}
	b.Run("ReadWalkMap", func(b *testing.B) {
		b.SetBytes(int64(len(file)))
		b.ReportAllocs()
		for b.Loop() {
			read(mapper.Add)
		}
	})
	b.Run("Map", func(b *testing.B) {
		read(func(s *x12.Segment, at guide.Placement) {
			segments, placements = append(segments, s.Clone()), append(placements, at)
		})
		b.SetBytes(int64(len(file)))
		b.ReportAllocs()
		for b.Loop() {
			for i, s := range segments {
				mapper.Add(s, placements[i])
			}
		}
	})
}
