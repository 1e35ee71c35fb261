package mapping_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/internal/load"
	"github.com/hmox12/hmox12/mapping"
	"github.com/hmox12/hmox12/mapping/record"
	"github.com/hmox12/hmox12/x12"
	"github.com/hmox12/hmox12/x12/guide"
)

// thousand returns a thousand claims of a kind.
func thousand(kind record.ClaimKind) []*record.Claim {
	var claims []*record.Claim
	for n := range 1000 {
		c := one(kind)
		c.Account = fmt.Sprintf("A-%d", n)
		claims = append(claims, c)
	}
	return claims
}

// BenchmarkClaim837 reads, walks and maps a set of a thousand claims of a kind; Map
// is the mapping alone.
func BenchmarkClaim837(b *testing.B) {
	for _, kind := range kinds {
		file := fileOf(b, thousand(kind)...)
		g, ok := guide.Lookup("837", mapping.ClaimVersion(kind))
		require.True(b, ok)
		mapper, err := mapping.NewClaimMapper(g, record.Source{}, 20260302, func(*record.Claim, []mapping.ClaimProblem) {})
		require.NoError(b, err)

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
		b.Run(string(kind)+"/ReadWalkMap", func(b *testing.B) {
			b.SetBytes(int64(len(file)))
			b.ReportAllocs()
			for b.Loop() {
				read(mapper.Add)
			}
		})
		b.Run(string(kind)+"/Map", func(b *testing.B) {
			var (
				segments   []*x12.Segment
				placements []guide.Placement
			)
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
}

// BenchmarkClaimRecords makes records of claims as a clearinghouse sends them. Each
// turn also reads and places the same segments and does no more, so that the ratio of
// the best of both, which it reports, means something on a busy machine as well.
func BenchmarkClaimRecords(b *testing.B) {
	file := load.Claims837P(10, 100)
	g, ok := guide.Lookup("837", mapping.ClaimVersion(record.Professional))
	require.True(b, ok)
	claims := 0
	mapper, err := mapping.NewClaimMapper(g, record.Source{}, 20260302, func(_ *record.Claim, problems []mapping.ClaimProblem) {
		if claims++; len(problems) > 0 {
			b.Fatal(problems[0])
		}
	})
	require.NoError(b, err)
	walker := guide.NewWalker(g, nil, guide.PlaceOnly())
	pass := func(add func(*x12.Segment, guide.Placement)) time.Duration {
		start, reader := time.Now(), x12.NewReader(bytes.NewReader(file))
		for {
			seg, err := reader.Next()
			if err != nil {
				return time.Since(start)
			}
			if seg.Is("ST") {
				walker.Begin()
			}
			if seg.Position() > 0 {
				add(seg, walker.Walk(seg))
			}
		}
	}
	b.Run("Read", func(b *testing.B) {
		b.SetBytes(int64(len(file)))
		b.ReportAllocs()
		for b.Loop() {
			pass(func(*x12.Segment, guide.Placement) {})
		}
	})
	b.Run("Map", func(b *testing.B) {
		read, whole := time.Hour, time.Hour
		b.SetBytes(int64(len(file)))
		b.ReportAllocs()
		for b.Loop() {
			b.StopTimer()
			read = min(read, pass(func(*x12.Segment, guide.Placement) {}))
			b.StartTimer()
			whole = min(whole, pass(mapper.Add))
		}
		b.ReportMetric(float64(len(file))/1e6/read.Seconds(), "read-MB/s")
		b.ReportMetric(float64(len(file))/1e6/whole.Seconds(), "best-MB/s")
		b.ReportMetric(100*read.Seconds()/whole.Seconds(), "%-of-read")
		require.Positive(b, claims)
	})
}

// BenchmarkWriteClaim837 writes a set of a thousand claims of a kind.
func BenchmarkWriteClaim837(b *testing.B) {
	for _, kind := range kinds {
		b.Run(string(kind), func(b *testing.B) {
			claims := thousand(kind)
			b.SetBytes(int64(len(fileOf(b, claims...))))
			b.ReportAllocs()
			for b.Loop() {
				fileOf(b, claims...)
			}
		})
	}
}
