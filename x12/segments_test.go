package x12_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/x12"
)

func TestSegmentsKeepWhatTheReaderReturned(t *testing.T) {
	r := x12.NewReader(strings.NewReader(isa+gs+set+end), x12.Window(212))
	var kept x12.Segments
	for range 2 {
		kept.Reset()
		var clones []*x12.Segment
		for range 4 {
			s, err := r.Next()
			if err != nil {
				break
			}
			kept.Add(s)
			clones = append(clones, s.Clone())
		}
		require.Equal(t, len(clones), kept.Len())
		for i, want := range clones {
			got := kept.At(i)
			require.Equal(t, string(want.Bytes()), string(got.Bytes()))
			require.Equal(t, string(want.Element(2)), string(got.Element(2)))
			require.Equal(t, []int64{want.Offset(), want.ElementOffset(1), int64(want.Number()), int64(want.Position())},
				[]int64{got.Offset(), got.ElementOffset(1), int64(got.Number()), int64(got.Position())})
			require.Equal(t, want.Delimiters(), got.Delimiters())
		}
	}
	require.Positive(t, kept.Size())
}
