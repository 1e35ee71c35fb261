package pack

import (
	"encoding/binary"
	"math/bits"
	"strconv"
	"unsafe"
)

// Many texts differ by their numbers alone: "Covered on 2026-02-17." says what others say
// of other days. What is the same in them, with a 0 for each run of digits, is a pattern,
// which is a word as others are; and the numbers are written behind it. All digits of a
// pattern are such zeros, so it needs no other mark.

// shortestPattern is the length of a text that may have a pattern, in bytes; what is
// shorter is as good as a word.
const shortestPattern = 8

// mostDigits are those of one number: with a 1 before them, which keeps their zeros,
// they are less than 1<<63.
const mostDigits = 18

// pattern is the pattern of a text, and the numbers of its runs of digits, each with a 1
// before it. It is used again and again.
type pattern struct {
	text    []byte
	numbers []uint64
}

// set makes p that of a text, and reports whether there is a digit in it.
func (p *pattern) set(text string) bool {
	same, numbers := p.text[:0], p.numbers[:0]
	from := 0 // of what is the same, and not copied yet
	for i := digit(text, 0); i < len(text); i = digit(text, i) {
		same = append(append(same, text[from:i]...), '0')
		number := uint64(1)
		for end := min(i+mostDigits, len(text)); i < end && isDigit(text[i]); i++ {
			number = 10*number + uint64(text[i]-'0')
		}
		numbers, from = append(numbers, number), i
	}
	if from == 0 {
		return false
	}
	p.text, p.numbers = append(same, text[from:]...), numbers
	return true
}

// digit returns where the first digit stands from i on, or the length of the text. It
// looks at eight bytes at a time, as most stand before no digit.
func digit(text string, i int) int {
	const each = 0x0101010101010101
	const low, high = 0x7f * each, 0x80 * each
	bytes := unsafe.Slice(unsafe.StringData(text), len(text))
	for ; i+8 <= len(bytes); i += 8 {
		word := binary.LittleEndian.Uint64(bytes[i:]) ^ '0'*each // digits are 0 to 9 now
		if others := (word&low + (0x80-10)*each | word) & high; others != high {
			return i + bits.TrailingZeros64(others^high)/8
		}
	}
	for i < len(text) && !isDigit(text[i]) {
		i++
	}
	return i
}

func isDigit(c byte) bool { return c-'0' < 10 }

// append appends the numbers.
func (p *pattern) append(b []byte) []byte {
	for _, n := range p.numbers {
		b = binary.AppendUvarint(b, n)
	}
	return b
}

// fill reads the numbers of a pattern, and returns the text.
func (s *source) fill(pattern string) string {
	b := make([]byte, 0, len(pattern)+24)
	for i := range len(pattern) {
		if !isDigit(pattern[i]) {
			b = append(b, pattern[i])
			continue
		}
		n, from := s.number(), len(b)
		b = strconv.AppendUint(b, n, 10)
		if b[from] != '1' {
			s.fail()
			return ""
		}
		b = append(b[:from], b[from+1:]...)
	}
	return string(b)
}
