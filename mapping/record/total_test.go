package record_test

import (
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"

	"github.com/hmox12/hmox12/mapping/record"
)

func TestATotalIsWhatDecimalsAddUpTo(t *testing.T) {
	amount := rapid.Custom(func(t *rapid.T) decimal.Decimal {
		coefficient := rapid.OneOf(rapid.Int64(), rapid.Int64Range(-99999, 99999)).Draw(t, "coefficient")
		exponent := rapid.OneOf(rapid.Int32Range(-3, 3), rapid.Int32Range(-40, 40)).Draw(t, "exponent")
		return decimal.New(coefficient, exponent)
	})
	rapid.Check(t, func(t *rapid.T) {
		var total record.Total
		sum := decimal.Zero
		for _, a := range rapid.SliceOf(amount).Draw(t, "amounts") {
			if rapid.Bool().Draw(t, "less") {
				total.Sub(a)
				sum = sum.Sub(a)
			} else {
				total.Add(a)
				sum = sum.Add(a)
			}
		}
		assert.True(t, sum.Equal(total.Amount()), "%s is not %s", total.Amount(), sum)
		assert.True(t, total.Equal(sum))
		other := amount.Draw(t, "other")
		assert.Equal(t, sum.Equal(other), total.Equal(other))
	})
}

func TestATotalOfMuchMoneyIsExact(t *testing.T) {
	var total record.Total
	most := decimal.New(999999999999, 0)
	for range 200_000 {
		total.Add(most)
	}
	assert.True(t, most.Mul(decimal.NewFromInt(200_000)).Equal(total.Amount()), total.Amount().String())
}

func BenchmarkTotal(b *testing.B) {
	amount := decimal.RequireFromString("143.50")
	b.Run("total", func(b *testing.B) {
		b.ReportAllocs()
		var total record.Total
		for b.Loop() {
			total.Add(amount)
		}
	})
	b.Run("decimal", func(b *testing.B) {
		b.ReportAllocs()
		total := decimal.Zero
		for b.Loop() {
			total = total.Add(amount)
		}
	})
}
