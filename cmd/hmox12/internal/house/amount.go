package house

import (
	"errors"
	"reflect"
	"strings"

	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"
	"cel.dev/cel-go/common/types/traits"
	"github.com/shopspring/decimal"
)

const arithmetic = traits.AdderType | traits.SubtractorType | traits.MultiplierType | traits.DividerType | traits.ComparerType

var (
	moneyType  = types.NewObjectType("money", arithmetic)
	numberType = types.NewObjectType("number", arithmetic)
)

// Limits of amounts: what goes beyond them is a fault.
const (
	maxDigits   = 12 // before the point
	maxDecimals = 12 // behind it
	quotient    = 8  // decimals of a quotient, rounded half up
)

var (
	errAmount   = errors.New("is no amount; write digits with at most one decimal point, such as 12.50")
	errTooLarge = errors.New("an amount has too many digits")
)

// amount is money, in dollars, or a plain number: exact decimals. Money and
// numbers don't add up.
type amount struct {
	decimal.Decimal
	of *types.Type
}

// newAmount returns a decimal as a value, an error when it goes beyond the limits.
func newAmount(d decimal.Decimal, of *types.Type) ref.Val {
	if d.Exponent() < -maxDecimals || d.NumDigits()+int(d.Exponent()) > maxDigits {
		return types.WrapErr(errTooLarge)
	}
	return amount{d, of}
}

// parseAmount reads digits with at most one point; a minus may stand before them.
func parseAmount(text string) (decimal.Decimal, error) {
	digits := strings.TrimPrefix(text, "-")
	whole, rest, pointed := strings.Cut(digits, ".")
	if whole == "" || pointed && rest == "" || strings.Trim(whole+rest, "0123456789") != "" || len(whole) > maxDigits || len(rest) > maxDecimals {
		return decimal.Zero, errAmount
	}
	return decimal.NewFromString(text)
}

// operand returns the decimal of a value that an amount may meet: an amount of
// one of the types, or a whole number where that is allowed.
func operand(v ref.Val, whole bool, of ...*types.Type) (decimal.Decimal, bool) {
	switch v := v.(type) {
	case amount:
		for _, t := range of {
			if v.of == t {
				return v.Decimal, true
			}
		}
	case types.Int:
		return decimal.NewFromInt(int64(v)), whole
	}
	return decimal.Zero, false
}

// Add implements traits.Adder.
func (a amount) Add(other ref.Val) ref.Val {
	o, ok := operand(other, a.of == numberType, a.of)
	if !ok {
		return types.MaybeNoSuchOverloadErr(other)
	}
	return newAmount(a.Decimal.Add(o), a.of)
}

// Subtract implements traits.Subtractor.
func (a amount) Subtract(other ref.Val) ref.Val {
	o, ok := operand(other, a.of == numberType, a.of)
	if !ok {
		return types.MaybeNoSuchOverloadErr(other)
	}
	return newAmount(a.Decimal.Sub(o), a.of)
}

// Multiply implements traits.Multiplier: by a number or a whole number, and a
// number by money.
func (a amount) Multiply(other ref.Val) ref.Val {
	of := a.of
	o, ok := operand(other, true, numberType)
	if !ok && a.of == numberType {
		of = moneyType
		o, ok = operand(other, false, moneyType)
	}
	if !ok {
		return types.MaybeNoSuchOverloadErr(other)
	}
	return newAmount(a.Decimal.Mul(o), of)
}

// Divide implements traits.Divider: by a number or a whole number.
func (a amount) Divide(other ref.Val) ref.Val {
	o, ok := operand(other, true, numberType)
	switch {
	case !ok:
		return types.MaybeNoSuchOverloadErr(other)
	case o.IsZero():
		return types.NewErr("division by zero")
	}
	return newAmount(a.Decimal.DivRound(o, quotient), a.of)
}

// Compare implements traits.Comparer; a number compares with whole numbers, too.
func (a amount) Compare(other ref.Val) ref.Val {
	o, ok := operand(other, a.of == numberType, a.of)
	if !ok {
		return types.MaybeNoSuchOverloadErr(other)
	}
	return types.Int(a.Decimal.Cmp(o))
}

// Equal implements ref.Val.
func (a amount) Equal(other ref.Val) ref.Val {
	o, ok := operand(other, false, a.of)
	return types.Bool(ok && a.Decimal.Equal(o))
}

// Type implements ref.Val.
func (a amount) Type() ref.Type { return a.of }

// Value implements ref.Val.
func (a amount) Value() any { return a.Decimal }

// ConvertToNative implements ref.Val.
func (a amount) ConvertToNative(t reflect.Type) (any, error) { return nil, errConversion }

// ConvertToType implements ref.Val.
func (a amount) ConvertToType(t ref.Type) ref.Val { return converted(a, t) }

var errConversion = errors.New("the value is not converted")

// converted returns a value as its own type, and the type itself.
func converted(v ref.Val, t ref.Type) ref.Val {
	switch t {
	case v.Type():
		return v
	case types.TypeType:
		return v.Type().(*types.Type)
	}
	return types.WrapErr(errConversion)
}

// text returns the amount as people write it.
func (a amount) text() string {
	if a.of == moneyType {
		return "$" + a.StringFixed(max(2, -a.Exponent()))
	}
	return a.String()
}
