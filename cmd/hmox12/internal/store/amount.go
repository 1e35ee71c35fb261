package store

import (
	"errors"
	"math"

	"github.com/shopspring/decimal"

	"github.com/hmox12/hmox12/mapping/record"
)

// ErrInexact tells that an amount has a fraction of a cent, or a quantity more
// than three decimal places, or is out of any sane range.
var ErrInexact = errors.New("the amount can't be kept exactly")

// Places after the decimal point that the database keeps.
const (
	centPlaces = 2
	unitPlaces = 3
)

func cents(d decimal.Decimal) (int64, error) { return scaled(d, centPlaces) }

func dollars(cents int64) decimal.Decimal { return unscaled(cents, centPlaces) }

func units(thousandths int64) decimal.Decimal { return unscaled(thousandths, unitPlaces) }

// unscaled is scaled's inverse.
func unscaled(n int64, places int32) decimal.Decimal {
	if n == 0 {
		return decimal.Zero
	}
	return record.Scaled(n, -places)
}

// places returns how exactly a counter's amounts are kept. It is false for a
// kind that the schema's readers would not know how to read.
func places(kind record.CounterKind) (int32, bool) {
	switch kind {
	case record.DeductibleUsed, record.FamilyDeductibleUsed, record.OutOfPocketUsed,
		record.FamilyOutOfPocket, record.BenefitDollars:
		return centPlaces, true
	case record.ReferralVisits, record.AuthorizedUnits, record.BenefitVisits:
		return unitPlaces, true
	}
	return 0, false
}

// scaled returns d × 10^places, which must be whole. It works in constant time
// and space whatever d's exponent is.
func scaled(d decimal.Decimal, places int32) (int64, error) {
	if d.IsZero() {
		return 0, nil
	}
	if d.NumDigits() > 18 {
		return 0, ErrInexact
	}
	n := d.CoefficientInt64()
	exponent := int64(d.Exponent()) + int64(places)
	for ; exponent < 0; exponent++ {
		if n%10 != 0 {
			return 0, ErrInexact
		}
		n /= 10
	}
	for ; exponent > 0; exponent-- {
		if n > math.MaxInt64/10 || n < math.MinInt64/10 {
			return 0, ErrInexact
		}
		n *= 10
	}
	return n, nil
}
