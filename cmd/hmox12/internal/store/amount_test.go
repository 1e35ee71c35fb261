package store

import (
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestAmountsAreExactOrRefused(t *testing.T) {
	tests := []struct {
		name        string
		coefficient int64
		exponent    int32
		cents       int64
		exact       bool
	}{
		{"nothing", 0, 0, 0, true},
		{"cents", 1234, -2, 1234, true},
		{"a credit", -1, -2, -1, true},
		{"trailing zeros", 15000, -4, 150, true},
		{"thousands of dollars", 12, 3, 1_200_000, true},
		{"half a cent", 5, -3, 0, false},
		{"half a cent of a credit", -5, -3, 0, false},
		{"the largest", 999_999_999_999_999_999, -2, 999_999_999_999_999_999, true},
		{"nineteen digits", 1_000_000_000_000_000_000, -2, 0, false},
		{"more cents than a database integer holds", 1, 17, 0, false},
		{"an exponent made to fill memory", 1, 999_999_999, 0, false},
		{"an exponent made to take for ever", 1_000_000, -999_999_999, 0, false},
		{"nothing with a huge exponent", 0, 999_999_999, 0, true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			money := decimal.New(test.coefficient, test.exponent)
			got, err := cents(money)
			if !test.exact {
				require.ErrorIs(t, err, ErrInexact)
				return
			}
			require.NoError(t, err)
			assert.Equal(t, test.cents, got)
			if test.exponent < 99 {
				assert.True(t, dollars(got).Equal(money))
			}
		})
	}
}
