package packed_test

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/hmox12/hmox12/x12/internal/packed"
)

func digit(c byte) bool   { return c >= '0' && c <= '9' }
func capital(c byte) bool { return c >= 'A' && c <= 'Z' }

// writtenSo is what a Shape means, byte by byte.
func writtenSo(shape string, small bool, value []byte) bool {
	if len(shape) != len(value) {
		return false
	}
	for i, c := range value {
		switch s := shape[i]; {
		case s == '9' && digit(c), s == 'A' && capital(c), s == 'X' && (digit(c) || capital(c)):
		case s == 'X' && small && c >= 'a' && c <= 'z':
		case s != '9' && s != 'A' && s != 'X' && s == c:
		default:
			return false
		}
	}
	return true
}

func TestAShapeIsMatchedAsByteByByte(t *testing.T) {
	matched := 0
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOfN(rapid.SampledFrom([]rune("99AAXX -B")), 1, 16, 16).Draw(t, "shape")
		small := rapid.Bool().Draw(t, "small")
		shape, ok := packed.NewShape(text, small)
		require.True(t, ok)
		value := []byte(text)
		for i, c := range value { // nearly right
			if any := map[byte]string{'9': "0189", 'A': "AMZ", 'X': "A0Zaz"}[c]; any != "" {
				value[i] = any[rapid.IntRange(0, len(any)-1).Draw(t, "right")]
			}
		}
		if rapid.Bool().Draw(t, "wrong") {
			value[rapid.IntRange(0, len(value)-1).Draw(t, "at")] = rapid.Byte().Draw(t, "byte")
		}
		value = value[:rapid.IntRange(max(1, len(value)-1), len(value)).Draw(t, "size")]
		want := writtenSo(text, small, value)
		if want {
			matched++
		}
		data := append(bytes.Clone(value), "9AX 9AX 9AX 9AX 9AX"...)
		require.Equal(t, want, shape.Matches(data, len(value)), "%q by %q", value, text)
	})
	require.Greater(t, matched, 10)
	for _, text := range []string{"", "99999999999999999", "é"} {
		_, ok := packed.NewShape(text, false)
		require.False(t, ok, text)
	}
}

func TestWordsAreLookedAtAsByteByByte(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		data := rapid.SliceOfN(rapid.OneOf(rapid.Byte(), rapid.ByteRange('.', '['), rapid.SampledFrom([]byte{0, 0x7f, 0x80, 0xff})), 8, 8).Draw(t, "data")
		size := rapid.IntRange(1, 8).Draw(t, "size")
		var word, digits, capitals, first uint64
		for i, c := range data {
			word |= uint64(c) << (8 * i)
			if digit(c) {
				digits |= 0x80 << (8 * i)
			}
			if capital(c) {
				capitals |= 0x80 << (8 * i)
			}
			if i < size {
				first |= uint64(c) << (8 * i)
			}
		}
		require.Equal(t, digits, packed.Digits(word))
		require.Equal(t, capitals, packed.Capitals(word))
		require.Equal(t, first, packed.First(word, size))
		one := data[rapid.IntRange(0, 7).Draw(t, "one")]
		require.Equal(t, bytes.IndexByte(data, one), packed.Index(word, one))
		if size <= packed.Most {
			require.Equal(t, packed.Value(bytes.Clone(data[:size])), packed.Short(data, size))
		} else {
			require.Zero(t, packed.Short(data, size)>>56, "no value has no length")
		}
	})
	require.Equal(t, 8, packed.Index(0, 'A'))
}
