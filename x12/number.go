package x12

import (
	"encoding/binary"
	"math/bits"

	"github.com/hmox12/hmox12/x12/internal/packed"
)

// Decimal is a number as X12 writes it, held exactly: Unscaled × 10^-Scale.
type Decimal struct {
	Unscaled int64
	Scale    int32 // digits behind the decimal point, 0 to 18
}

// ParseDecimal reads a number of X12 type R (or N0): an optional minus, digits,
// at most one decimal point. No plus sign, no comma, no exponent, at most 18
// digits. It is the gate before any decimal library: what passes is small.
// The result is false for anything else, the empty text too.
func ParseDecimal(b []byte) (Decimal, bool) {
	if d, ok := parseWord(b); ok {
		return d, true
	}
	return parseBytes(b)
}

// parseWord is ParseDecimal for what most amounts are: at most eight digits and a
// point, part of a longer text, which are read as one word. It reports false for
// anything else, be it a number or not.
func parseWord(b []byte) (Decimal, bool) {
	if len(b)-1 > 7 || len(b) == 0 || cap(b) < 8 {
		return Decimal{}, false
	}
	size, scale := len(b), 0
	word := packed.First(binary.LittleEndian.Uint64(b[:8]), size)
	if points := packed.Zeros(word ^ '.'*packed.Each); points != 0 {
		at := bits.TrailingZeros64(points) &^ 7 // the bit where the point begins
		before := uint64(1)<<at - 1
		word = word&before | word>>8&^before
		size--
		scale = size - at/8
	}
	if size == 0 || packed.Digits(word) != packed.First(0x80*packed.Each, size) {
		return Decimal{}, false
	}
	word = word & (0x0f * packed.Each) << (64 - 8*size) // zeros go before it
	word = (word*10 + word>>8) & 0x00ff00ff00ff00ff     // numbers of two digits
	word = (word*100 + word>>16) & 0x0000ffff0000ffff   // of four
	word = word*10_000 + word>>32                       // of eight
	return Decimal{int64(word & 0xffffffff), int32(scale)}, true
}

// parseBytes is ParseDecimal a byte at a time.
func parseBytes(b []byte) (Decimal, bool) {
	var d Decimal
	neg := len(b) > 0 && b[0] == '-'
	if neg {
		b = b[1:]
	}
	digits, point := 0, false
	for _, c := range b {
		switch {
		case c >= '0' && c <= '9':
			if digits++; digits > 18 {
				return Decimal{}, false
			}
			d.Unscaled = d.Unscaled*10 + int64(c-'0')
			if point {
				d.Scale++
			}
		case c == '.' && !point:
			point = true
		default:
			return Decimal{}, false
		}
	}
	if digits == 0 {
		return Decimal{}, false
	}
	if neg {
		d.Unscaled = -d.Unscaled
	}
	return d, true
}

// ParseCount reads an unsigned whole number of at most nine digits, as in SE01.
func ParseCount(b []byte) (int, bool) {
	if len(b) == 0 || len(b) > 9 {
		return 0, false
	}
	n := 0
	for _, c := range b {
		if c < '0' || c > '9' {
			return 0, false
		}
		n = n*10 + int(c-'0')
	}
	return n, true
}

// ValidDate reports whether b is a date CCYYMMDD of the calendar, year 1800 to
// 2199. Dates are so frequent that the eight digits are read as one word.
func ValidDate(b []byte) bool {
	if len(b) != 8 {
		return false
	}
	word := binary.LittleEndian.Uint64(b)
	if word&(0xf0*packed.Each) != 0x30*packed.Each || (word+0x06*packed.Each)&(0xf0*packed.Each) != 0x30*packed.Each {
		return false // not all are digits
	}
	word &= 0x0f * packed.Each
	word = word*10 + word>>8 // the even bytes are numbers of two digits now
	century, year, month, day := int(word&0xff), int(word>>16&0xff), int(word>>32&0xff), int(word>>48&0xff)
	return century >= 18 && century <= 21 && month >= 1 && month <= 12 && day >= 1 &&
		(day <= 28 || day <= daysIn(100*century+year, month))
}

// ValidTime reports whether b is HHMM, HHMMSS, HHMMSSD or HHMMSSDD.
func ValidTime(b []byte) bool {
	if l := len(b); l != 4 && l != 6 && l != 7 && l != 8 {
		return false
	}
	for _, c := range b {
		if c < '0' || c > '9' {
			return false
		}
	}
	two := func(i int) int { return int(b[i]-'0')*10 + int(b[i+1]-'0') }
	return two(0) < 24 && two(2) < 60 && (len(b) == 4 || two(4) < 60)
}

func daysIn(y, m int) int {
	switch m {
	case 2:
		if y%4 == 0 && (y%100 != 0 || y%400 == 0) {
			return 29
		}
		return 28
	case 4, 6, 9, 11:
		return 30
	}
	return 31
}
