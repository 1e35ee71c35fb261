package record_test

import (
	"sync"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"

	"github.com/hmox12/hmox12/mapping/record"
)

func TestAScaledAmountIsWhatDecimalMakesOfIt(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		// Few of them, so that many have the place of another.
		n := rapid.OneOf(rapid.Int64(), rapid.Int64Range(-9, 9)).Draw(t, "n")
		exponent := rapid.OneOf(rapid.Int32(), rapid.Int32Range(-3, 3), rapid.SampledFrom([]int32{-258, -2, 254, 510})).Draw(t, "exponent")
		assert.Equal(t, decimal.New(n, exponent), record.Scaled(n, exponent))
	})
}

func TestAScaledAmountOfLatelyIsTheSame(t *testing.T) {
	record.Scaled(12345, -2)
	assert.Zero(t, testing.AllocsPerRun(10, func() { record.Scaled(12345, -2) }))
}

func TestAmountsAreScaledConcurrently(t *testing.T) {
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			for n := range int64(20_000) {
				if got := record.Scaled(n, -2); !got.Equal(decimal.New(n, -2)) {
					t.Errorf("%d cents are %s", n, got)
				}
			}
		})
	}
	all.Wait()
}
