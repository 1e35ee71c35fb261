package x12

import (
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// TestScanningFindsWhatALoopOverBytesFinds holds index.find, and both ways to
// classify, against the plainest loop there is, over any bytes in any pieces.
func TestScanningFindsWhatALoopOverBytesFinds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		element, terminator := byte('*'), rapid.Byte().Filter(func(b byte) bool { return b != 0 && b != '*' }).Draw(t, "terminator")
		data := rapid.SliceOfN(rapid.OneOf(rapid.Byte(), rapid.SampledFrom([]byte{element, terminator, 0, 'A'})), 0, 700).Draw(t, "data")

		marks, terminators := []int32{0}, []int32(nil)
		for i, b := range data {
			if b == element || b == terminator {
				marks = append(marks, int32(i))
			}
			if b == terminator {
				terminators = append(terminators, int32(len(marks)-1))
			}
		}

		found := newIndex()
		for from := 0; from < len(data); {
			to := min(from+rapid.IntRange(1, 300).Draw(t, "piece"), len(data))
			found.find(data[from:to], from, element, terminator)
			from = to
		}
		require.Equal(t, marks, found.marks)
		require.ElementsMatch(t, terminators, found.terminators)

		blocks := make([]block, len(data)/blockSize)
		words := make([]block, len(data)/blockSize)
		classify(blocks, data, element, terminator)
		classifyWords(words, data, element, terminator)
		require.Equal(t, words, blocks)
	})
}
