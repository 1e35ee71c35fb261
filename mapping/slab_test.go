package mapping

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// TestPiecesOfASlabAreApart fills pieces in every way: none changes another, and each
// begins as zero values.
func TestPiecesOfASlabAreApart(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var s slab[int]
		var got, want [][]int
		next := 1
		for range rapid.IntRange(1, 40).Draw(t, "pieces") {
			n, size := rapid.IntRange(0, 9).Draw(t, "values"), rapid.IntRange(1, 8).Draw(t, "size")
			var piece, expected []int
			switch rapid.IntRange(0, 2).Draw(t, "way") {
			case 0:
				for range n {
					value := s.add(size)
					require.Zero(t, *value)
					*value = next
					require.Same(t, value, s.last())
					expected = append(expected, next)
					next++
				}
				piece = s.cut()
			case 1:
				piece = s.take(n, size)
				require.Empty(t, piece)
				for range n {
					piece, expected = append(piece, next), append(expected, next)
					next++
				}
			default:
				for range n {
					piece, expected = s.appended(piece, next, size), append(expected, next)
					next++
				}
			}
			got, want = append(got, piece), append(want, expected)
		}
		for i := range got {
			require.Equal(t, fmt.Sprint(want[i]), fmt.Sprint(got[i]))
			more := append(got[i], -1) // whoever appends to a piece has his own memory then
			require.Equal(t, -1, more[len(more)-1])
		}
		for i := range got {
			require.Equal(t, fmt.Sprint(want[i]), fmt.Sprint(got[i]))
		}
	})
}

func TestTextsStayWhatTheyAre(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var all texts
		var got, want []string
		for range rapid.IntRange(1, 60).Draw(t, "texts") {
			b := []byte(rapid.StringN(0, 300, -1).Draw(t, "text"))
			want = append(want, string(b))
			got = append(got, all.copy(b))
			clear(b)
		}
		require.Equal(t, want, got)
	})
}
