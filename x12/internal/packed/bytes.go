package packed

import "math/bits"

// Each times a byte is the byte eight times.
const Each = 0x0101010101010101

const (
	low7 = 0x7f * Each
	high = 0x80 * Each
)

// Zeros sets the highest bit of each of the eight bytes of word that is zero, and
// clears all others.
func Zeros(word uint64) uint64 { return ^(word&low7 + low7 | word) & high }

// Digits sets the highest bit of each of the eight bytes that is a digit, Capitals
// of each that is a capital letter, and both clear all others.
func Digits(word uint64) uint64   { return between(word, '0', '9') }
func Capitals(word uint64) uint64 { return between(word, 'A', 'Z') }

func between(word, least, most uint64) uint64 {
	low := word & low7
	return (low + (0x80-least)*Each) &^ (low + (0x7f-most)*Each) &^ word & high
}

// Index returns where a byte stands first in a word, from 0; 8 when nowhere.
func Index(word uint64, b byte) int { return bits.TrailingZeros64(Zeros(word^uint64(b)*Each)) / 8 }

// First returns the first size bytes of a word, from 1 to 8, and zero behind them.
func First(word uint64, size int) uint64 { return word & (^uint64(0) >> ((64 - 8*size) & 63)) }
