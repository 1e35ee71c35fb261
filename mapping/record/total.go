package record

import "github.com/shopspring/decimal"

// Total adds up amounts of money, in dollars. It counts cents as long as it can, as
// nearly all amounts have whole ones: adding decimals allocates, and every claim is
// added up many times over. It is exact whatever is added. The zero Total is zero.
type Total struct {
	cents int64
	rest  decimal.Decimal // what was not whole cents, or is too much to count
}

// Add adds an amount.
func (t *Total) Add(amount decimal.Decimal) {
	if n, whole := Cents(amount); whole && within(t.cents) {
		t.cents += n
		return
	}
	t.rest = t.rest.Add(amount)
}

// Sub takes an amount off.
func (t *Total) Sub(amount decimal.Decimal) {
	if n, whole := Cents(amount); whole && within(t.cents) {
		t.cents -= n
		return
	}
	t.rest = t.rest.Sub(amount)
}

// Less takes another total off.
func (t *Total) Less(o *Total) {
	if within(t.cents) && within(o.cents) && o.rest.IsZero() {
		t.cents -= o.cents
		return
	}
	t.Sub(o.Amount())
}

// Amount returns what was added up.
func (t *Total) Amount() decimal.Decimal {
	if t.cents == 0 {
		return t.rest
	}
	amount := Scaled(t.cents, -2)
	if t.rest.IsZero() {
		return amount
	}
	return t.rest.Add(amount)
}

// Equal reports whether the total is an amount.
func (t *Total) Equal(amount decimal.Decimal) bool {
	if n, whole := Cents(amount); whole && t.rest.IsZero() {
		return n == t.cents
	}
	return t.Amount().Equal(amount)
}

// mostDigits is how long an amount may be to be counted: ten billion dollars with
// ten decimals.
const mostDigits = 12

// Cents returns how many cents an amount of dollars has. Whole is false where they are
// no whole number, or the amount is ten billion dollars and more.
func Cents(amount decimal.Decimal) (n int64, whole bool) {
	exponent := amount.Exponent() + 2
	if exponent > 2 || exponent < -mostDigits || amount.NumDigits() > mostDigits {
		return 0, amount.IsZero()
	}
	n = amount.CoefficientInt64()
	for ; exponent > 0; exponent-- {
		n *= 10
	}
	for ; exponent < 0; exponent++ {
		if n%10 != 0 {
			return 0, false
		}
		n /= 10
	}
	return n, true
}

// within reports whether one amount more can be counted.
func within(cents int64) bool { return cents < 1<<62 && cents > -1<<62 }
