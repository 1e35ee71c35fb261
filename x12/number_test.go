package x12

import (
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// TestANumberReadAsAWordIsTheOneReadByBytes holds the quick way to read a number to the
// thorough one, in front of any other text.
func TestANumberReadAsAWordIsTheOneReadByBytes(t *testing.T) {
	quick := 0
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOfN(rapid.SampledFrom([]rune("0123456789.-A")), 0, 10, 10).Draw(t, "number")
		if rapid.Bool().Draw(t, "digits") {
			text = rapid.StringMatching(`[0-9]{0,8}\.?[0-9]{0,2}`).Draw(t, "digits alone")
		}
		behind := rapid.StringN(8, 8, -1).Draw(t, "behind")
		word, ok := parseWord([]byte(text + behind)[:len(text)])
		if !ok {
			return
		}
		quick++
		bytes, ok := parseBytes([]byte(text))
		require.True(t, ok, text)
		require.Equal(t, bytes, word, text)
	})
	require.Greater(t, quick, 20)
}

func TestMostAmountsAreReadAsAWord(t *testing.T) {
	for text, want := range map[string]Decimal{
		"0": {0, 0}, "7": {7, 0}, "250.5": {2505, 1}, "1234.56": {123456, 2}, "12345678": {12345678, 0},
		".5": {5, 1}, "5.": {5, 0}, "00000001": {1, 0}, "9999.999": {9999999, 3},
	} {
		got, ok := parseWord([]byte(text + "*UN*1***1")[:len(text)])
		require.True(t, ok, text)
		require.Equal(t, want, got, text)
	}
}
