package adjudicate

import (
	"reflect"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/hmox12/hmox12/mapping/record"
)

// This file words what rules say. A decision holds some sixty texts, and with fmt
// they took a fifth of its time: it has each argument moved to the heap and its
// methods looked up. Here the arguments stay where they are, and a text costs the
// string that it becomes.

// say puts the arguments in the places of the verbs: %s or %d, in the order of the
// arguments, and %% for a percent sign. An argument is a text of any type of text, a
// number, a date, span, amount or procedure.
func say(format string, args ...any) string {
	var room [160]byte // on the stack: few texts are longer
	return string(appendText(room[:0], format, args))
}

func appendText(b []byte, format string, args []any) []byte {
	for {
		verb := strings.IndexByte(format, '%')
		if verb < 0 {
			return append(b, format...)
		}
		b = append(b, format[:verb]...)
		switch {
		case format[verb+1] == '%':
			b = append(b, '%')
		case len(args) == 0:
			b = append(b, lacking...)
		default:
			b, args = appendWord(b, args[0]), args[1:]
		}
		format = format[verb+2:]
	}
}

// lacking stands where an argument is missing.
const lacking = "%!(MISSING)"

// appendWord appends an argument. It calls no method that it doesn't know, so that
// the compiler sees that no argument is kept and leaves them on the stack.
func appendWord(b []byte, word any) []byte {
	switch w := word.(type) {
	case string:
		return append(b, w...)
	case int:
		return strconv.AppendInt(b, int64(w), 10)
	case record.Date:
		return appendDate(b, w)
	case record.Span:
		return appendSpan(b, w)
	case record.CoverageSpan:
		if b = appendSpan(b, w.Span); w.Source != "" {
			b = append(append(b, " by "...), w.Source...)
		}
		return b
	case dollars:
		return appendDollars(b, decimal.Decimal(w))
	case percent:
		return appendNumber(b, decimal.Decimal(w), 2)
	case decimal.Decimal:
		return appendNumber(b, w, 0)
	case record.Procedure:
		b = append(b, w.Code...)
		for _, m := range w.Modifiers {
			b = append(append(b, '-'), m...)
		}
		return b
	}
	return append(b, reflect.ValueOf(word).String()...) // any other type of text
}

func appendDate(b []byte, d record.Date) []byte {
	if d <= 0 || d > 99991231 {
		return append(b, d.String()...)
	}
	year, month, day := d.Year(), d.Month(), d.Day()
	return append(b, digit(year/1000), digit(year/100), digit(year/10), digit(year), '-', digit(month/10), digit(month), '-', digit(day/10), digit(day))
}

func digit(n int) byte { return '0' + byte(n%10) }

func appendSpan(b []byte, s record.Span) []byte {
	if s.To == 0 {
		return appendDate(append(b, "from "...), s.From)
	}
	return appendDate(append(appendDate(b, s.From), " to "...), s.To)
}

// dollars is an amount as people write it: $12.50, half a cent rounded away from
// zero.
type dollars decimal.Decimal

// String returns the text of the amount.
func (d dollars) String() string { return say("%s", d) }

// appendDollars counts cents where the amount has whole ones.
func appendDollars(b []byte, amount decimal.Decimal) []byte {
	b = append(b, '$')
	cents, whole := record.Cents(amount)
	if !whole {
		return append(b, amount.StringFixed(2)...)
	}
	if cents < 0 {
		b, cents = append(b, '-'), -cents
	}
	b = strconv.AppendInt(b, cents/100, 10)
	return append(b, '.', digit(int(cents/10%10)), digit(int(cents%10)))
}

// percent is a fraction that is told as a percentage, without the sign.
type percent decimal.Decimal

// appendNumber appends a number whose point is moved to the right, with no zeros
// behind it that say nothing.
func appendNumber(b []byte, d decimal.Decimal, moved int32) []byte {
	exponent := int(d.Exponent() + moved)
	if d.NumDigits() > mostDigits || exponent < -mostDigits || exponent > 0 {
		return append(b, d.Shift(moved).String()...)
	}
	n := d.CoefficientInt64()
	if n < 0 {
		b, n = append(b, '-'), -n
	}
	for ; exponent < 0 && n%10 == 0; exponent++ {
		n /= 10
	}
	if exponent == 0 || n == 0 {
		return strconv.AppendInt(b, n, 10)
	}
	one := powersOfTen[-exponent]
	b = append(strconv.AppendInt(b, n/one, 10), '.')
	for n %= one; one > 1; n %= one {
		one /= 10
		b = append(b, digit(int(n/one)))
	}
	return b
}
