package packed_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/hmox12/hmox12/x12/internal/packed"
)

func TestDifferentValuesAreDifferentNumbers(t *testing.T) {
	value := rapid.StringOfN(rapid.SampledFrom([]rune("\x00A1 é")), 0, 8, 8)
	rapid.Check(t, func(t *rapid.T) {
		a, b := value.Draw(t, "a"), value.Draw(t, "b")
		pa, pb := packed.Value([]byte(a)), packed.Value([]byte(b))
		require.Equal(t, a == "" || len(a) > 7, pa == 0)
		require.Equal(t, a == b, pa == pb && (pa != 0 || a == b))
		if oa, ob := packed.Ordered(pa), packed.Ordered(pb); pa != 0 && pb != 0 {
			require.Equal(t, len(a) == len(b), packed.SameLength(oa, ob))
			require.True(t, len(a) != len(b) || a < b == (oa < ob))
		}
		long := a + "*" + strings.Repeat("x", 9)
		require.Equal(t, pa, packed.Value([]byte(long)[:len(a)]), "what stands behind a value is no part of it")
	})
}

func TestASetHoldsWhatIsInItAndNothingElse(t *testing.T) {
	value := rapid.StringOfN(rapid.SampledFrom([]rune("AB1")), 1, 7, 7)
	rapid.Check(t, func(t *rapid.T) {
		values := rapid.SliceOfN(value, 0, 40).Draw(t, "values")
		s := packed.NewSet(values)
		for _, v := range values {
			require.True(t, s.Contains(packed.Value([]byte(v))))
		}
		other := value.Draw(t, "other")
		require.Equal(t, slices.Contains(values, other), s.Contains(packed.Value([]byte(other))))
		require.False(t, s.Contains(0))

		table, want := packed.NewTable(len(values)), map[string]uint64{}
		for i, v := range values {
			table.Add(packed.Value([]byte(v)), 1<<i)
			want[v] |= 1 << i
		}
		for _, v := range append(values, other) {
			require.Equal(t, want[v], table.Bits(packed.Value([]byte(v))))
		}
		require.Zero(t, table.Bits(0))
	})
}
