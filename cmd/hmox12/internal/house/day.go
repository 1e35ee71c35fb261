package house

import (
	"errors"
	"reflect"

	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"
	"cel.dev/cel-go/common/types/traits"

	"github.com/hmox12/hmox12/mapping/record"
)

var (
	dateType   = types.NewObjectType("date", traits.AdderType|traits.SubtractorType|traits.ComparerType)
	periodType = types.NewObjectType("period")
)

var errTooFar = errors.New("a date is outside of the years 1800 to 2199")

// date is a day of the calendar.
type date struct{ record.Date }

// period is a run of time that a date is moved by.
type period struct{ months, days int }

// maxPeriod is the length of a period, in days or months.
const maxPeriod = 100000

// Add implements traits.Adder: a later date.
func (d date) Add(other ref.Val) ref.Val {
	p, ok := other.(period)
	if !ok {
		return types.MaybeNoSuchOverloadErr(other)
	}
	return d.moved(p.months, p.days)
}

// Subtract implements traits.Subtractor: an earlier date, or the days since
// another one.
func (d date) Subtract(other ref.Val) ref.Val {
	switch o := other.(type) {
	case period:
		return d.moved(-o.months, -o.days)
	case date:
		return types.Int(o.DaysUntil(d.Date))
	}
	return types.MaybeNoSuchOverloadErr(other)
}

func (d date) moved(months, days int) ref.Val {
	to := d.Date
	if months != 0 {
		to = to.AddMonths(months)
	}
	if days != 0 {
		to = to.AddDays(days)
	}
	if record.NewDate(to.Year(), to.Month(), to.Day()) == 0 {
		return types.WrapErr(errTooFar)
	}
	return date{to}
}

// Compare implements traits.Comparer.
func (d date) Compare(other ref.Val) ref.Val {
	o, ok := other.(date)
	switch {
	case !ok:
		return types.MaybeNoSuchOverloadErr(other)
	case d.Date < o.Date:
		return types.IntNegOne
	case d.Date > o.Date:
		return types.IntOne
	}
	return types.IntZero
}

// Equal implements ref.Val.
func (d date) Equal(other ref.Val) ref.Val {
	o, ok := other.(date)
	return types.Bool(ok && o == d)
}

// Type implements ref.Val.
func (d date) Type() ref.Type { return dateType }

// Value implements ref.Val.
func (d date) Value() any { return d.Date }

// ConvertToNative implements ref.Val.
func (d date) ConvertToNative(reflect.Type) (any, error) { return nil, errConversion }

// ConvertToType implements ref.Val.
func (d date) ConvertToType(t ref.Type) ref.Val { return converted(d, t) }

// Equal implements ref.Val.
func (p period) Equal(other ref.Val) ref.Val {
	o, ok := other.(period)
	return types.Bool(ok && o == p)
}

// Type implements ref.Val.
func (p period) Type() ref.Type { return periodType }

// Value implements ref.Val.
func (p period) Value() any { return p }

// ConvertToNative implements ref.Val.
func (p period) ConvertToNative(reflect.Type) (any, error) { return nil, errConversion }

// ConvertToType implements ref.Val.
func (p period) ConvertToType(t ref.Type) ref.Val { return converted(p, t) }
