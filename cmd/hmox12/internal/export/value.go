package export

import (
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/hmox12/hmox12/mapping/record"
	"github.com/hmox12/hmox12/x12"
)

// kind is the type of a column.
type kind string

// The types; the package's documentation tells how each is written.
const (
	text     kind = "text"
	amount   kind = "amount"
	quantity kind = "quantity"
	date     kind = "date"
	whole    kind = "whole"
	flag     kind = "flag"
)

// Decimals of amounts and quantities, and how many digits they have in all.
const (
	amountScale   = 2
	quantityScale = 4
	precision     = 18
)

// tooMuch is the least number with more digits than precision.
var tooMuch = decimal.New(1, precision)

// value is one cell: text in text, anything else in number (amounts and
// quantities times a power of ten, dates CCYYMMDD).
type value struct {
	there  bool
	unfit  bool // it was sent, and can't be represented
	text   string
	number int64
}

func textOf(s string) value {
	return value{there: s != "", text: strings.ToValidUTF8(s, "\uFFFD")}
}

func wholeOf(n int64) value { return value{there: true, number: n} }

func flagOf(b bool) value {
	if b {
		return wholeOf(1)
	}
	return wholeOf(0)
}

func dateOf(d record.Date) value { return value{there: !d.IsZero(), number: int64(d)} }

func amountOf(d decimal.Decimal) value { return scaled(d, amountScale) }

func quantityOf(d decimal.Decimal) value { return scaled(d, quantityScale) }

// unlessZero leaves out a zero that a record has where nothing was sent.
func unlessZero(v value) value {
	if v.number == 0 && !v.unfit {
		return value{}
	}
	return v
}

func scaled(d decimal.Decimal, scale int32) value {
	shifted := d.Shift(scale)
	if !shifted.IsInteger() || shifted.Abs().GreaterThanOrEqual(tooMuch) {
		return value{unfit: true}
	}
	return value{there: true, number: shifted.IntPart()}
}

// read reads a number of a file (X12 type R); a value that is no number is
// unfit, an empty one not there.
func read(b []byte, scale int32) value {
	if len(b) == 0 {
		return value{}
	}
	d, ok := x12.ParseDecimal(b)
	if !ok {
		return value{unfit: true}
	}
	return scaled(decimal.New(d.Unscaled, -d.Scale), scale)
}

// readDate reads CCYYMMDD.
func readDate(b []byte) value {
	if len(b) == 0 {
		return value{}
	}
	if !x12.ValidDate(b) {
		return value{unfit: true}
	}
	n, _ := x12.ParseCount(b)
	return value{there: true, number: int64(n)}
}

// appendFixed appends a scaled number with its decimals.
func appendFixed(to []byte, n int64, scale int) []byte {
	if n < 0 {
		to = append(to, '-')
		n = -n
	}
	digits := strconv.FormatInt(n, 10)
	for len(digits) <= scale {
		digits = "0" + digits
	}
	to = append(to, digits[:len(digits)-scale]...)
	to = append(to, '.')
	return append(to, digits[len(digits)-scale:]...)
}
