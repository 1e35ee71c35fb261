package adjudicate

import (
	"github.com/shopspring/decimal"

	"github.com/hmox12/hmox12/mapping/record"
)

// This file calculates with dollars as decimals do, but counts cents where all amounts
// have whole ones: an operation on decimals makes up to six objects, and a claim takes
// dozens of operations. What can't be counted goes to the decimals.

// ofCents returns an amount of so many cents.
func ofCents(n int64) decimal.Decimal {
	if n == 0 {
		return decimal.Zero
	}
	return record.Scaled(n, -2)
}

func plus(a, b decimal.Decimal) decimal.Decimal {
	m, whole := record.Cents(a)
	n, also := record.Cents(b)
	switch {
	case !whole || !also:
		return a.Add(b)
	case n == 0:
		return a
	case m == 0:
		return b
	}
	return ofCents(m + n)
}

func minus(a, b decimal.Decimal) decimal.Decimal {
	m, whole := record.Cents(a)
	n, also := record.Cents(b)
	switch {
	case !whole || !also:
		return a.Sub(b)
	case n == 0:
		return a
	}
	return ofCents(m - n)
}

// compare returns -1, 0 or 1 where a is less than b, equal to it or more.
func compare(a, b decimal.Decimal) int {
	m, whole := record.Cents(a)
	n, also := record.Cents(b)
	switch {
	case !whole || !also:
		return a.Cmp(b)
	case m < n:
		return -1
	case m > n:
		return 1
	}
	return 0
}

func lesser(a, b decimal.Decimal) decimal.Decimal {
	if compare(b, a) < 0 {
		return b
	}
	return a
}

// atLeastZero returns an amount, zero for one below it.
func atLeastZero(amount decimal.Decimal) decimal.Decimal {
	if amount.IsNegative() {
		return decimal.Zero
	}
	return amount
}

// cents rounds to the cent, half a cent away from zero.
func cents(amount decimal.Decimal) decimal.Decimal {
	if _, whole := record.Cents(amount); whole {
		return amount
	}
	return amount.Round(2)
}

// times multiplies an amount and rounds to the cent, half a cent away from zero.
func times(amount, by decimal.Decimal) decimal.Decimal {
	exponent := int(amount.Exponent()) + int(by.Exponent())
	if amount.NumDigits()+by.NumDigits() > mostDigits || exponent < -mostDigits || exponent > 0 {
		return amount.Mul(by).Round(2)
	}
	n := amount.CoefficientInt64() * by.CoefficientInt64()
	for ; exponent > -2; exponent-- {
		n *= 10
	}
	if exponent < -2 {
		part := powersOfTen[-2-exponent]
		rest := n % part
		n /= part
		switch {
		case rest >= part-rest: // half a cent or more
			n++
		case -rest >= part+rest:
			n--
		}
	}
	if same, whole := record.Cents(amount); whole && same == n {
		return amount
	}
	return ofCents(n)
}

// mostDigits is how many digits a product may have to be counted, which is a hundred
// times less than what 64 bits hold.
const mostDigits = 16

var powersOfTen = [...]int64{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16}
