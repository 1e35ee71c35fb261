package adjudicate

import (
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"
)

// numbers are amounts, rates and numbers of units, most of them short.
var numbers = rapid.Custom(func(t *rapid.T) decimal.Decimal {
	most := rapid.SampledFrom([]int64{9, 999, 1e5, 1e9, 1e13, 1<<63 - 1}).Draw(t, "most")
	n := decimal.New(rapid.Int64Range(-most, most).Draw(t, "n"), int32(rapid.IntRange(-6, 3).Draw(t, "exponent")))
	if rapid.IntRange(0, 20).Draw(t, "huge") == 0 {
		n = n.Mul(n).Mul(n)
	}
	return n
})

func TestMoneyIsCountedAsDecimalsAre(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := numbers.Draw(t, "a"), numbers.Draw(t, "b")
		for what, got := range map[string][2]decimal.Decimal{
			"plus":        {plus(a, b), a.Add(b)},
			"minus":       {minus(a, b), a.Sub(b)},
			"minus self":  {minus(a, a), decimal.Zero},
			"lesser":      {lesser(a, b), decimal.Min(a, b)},
			"atLeastZero": {atLeastZero(a), decimal.Max(a, decimal.Zero)},
			"cents":       {cents(a), a.Round(2)},
			"times":       {times(a, b), a.Mul(b).Round(2)},
		} {
			if !got[0].Equal(got[1]) {
				t.Errorf("%s of %s and %s is %s, not %s", what, a, b, got[0], got[1])
			}
		}
		if compare(a, b) != a.Cmp(b) || compare(a, a) != 0 {
			t.Errorf("%s is compared with %s as %d", a, b, compare(a, b))
		}
	})
}

func TestTimesRoundsHalfACentAwayFromZero(t *testing.T) {
	for _, c := range [][3]string{
		{"0.05", "0.1", "0.01"}, {"-0.05", "0.1", "-0.01"}, {"0.05", "0.0999", "0"}, {"-0.05", "0.0999", "0"},
		{"0.15", "0.1", "0.02"}, {"80", "1", "80"}, {"12.34", "1", "12.34"}, {"100", "0.333", "33.3"}, {"0", "5", "0"},
	} {
		got := times(decimal.RequireFromString(c[0]), decimal.RequireFromString(c[1]))
		if !got.Equal(decimal.RequireFromString(c[2])) {
			t.Errorf("%s times %s is %s, not %s", c[0], c[1], got, c[2])
		}
	}
}
