package store

import (
	"encoding/binary"
	"strconv"
)

// What is remembered of members is kept in few bytes: the more of them there is room for,
// the fewer questions the database is asked. Digits are kept as a number, and texts of
// which there are few kinds as the number of a term. Nothing of this is stored.

// terms are texts with a number each.
type terms struct {
	numbers map[string]uint64
	texts   []string
	buffer  []byte // of a text that is put together
}

// maxTerms is how many there are at most; texts beyond are kept as they are.
const maxTerms = 1 << 13

func newTerms() *terms { return &terms{numbers: make(map[string]uint64)} }

// A text is one of these, by the last bits of the number it begins with.
const (
	asText   = iota // 0: its length, and the text behind it
	asDigits        // the digits with a 1 before them
	asTerm          // the number of the term

	textBits = 2
)

// append appends a text of which there are few kinds.
func (t *terms) append(b []byte, text string) []byte {
	if text == "" {
		return append(b, 0)
	}
	n, known := t.numbers[text]
	if !known {
		return t.appendNew(b, text)
	}
	return binary.AppendUvarint(b, n<<textBits|asTerm)
}

// appendTerm is append for a text that is put together, and not empty.
func (t *terms) appendTerm(b, text []byte) []byte {
	n, known := t.numbers[string(text)]
	if !known {
		return t.appendNew(b, string(text))
	}
	return binary.AppendUvarint(b, n<<textBits|asTerm)
}

func (t *terms) appendNew(b []byte, text string) []byte {
	if len(t.texts) == maxTerms {
		return appendName(b, text)
	}
	n := uint64(len(t.texts))
	t.numbers[text] = n
	t.texts = append(t.texts, text)
	return binary.AppendUvarint(b, n<<textBits|asTerm)
}

// mostNameDigits are those of a name that are kept as a number.
const mostNameDigits = 17

// appendName appends a text of which there are many, such as an NPI.
func appendName(b []byte, text string) []byte {
	if n := len(text); n > 0 && n <= mostNameDigits {
		number := uint64(1)
		for i := 0; i < n; i++ {
			digit := text[i] - '0'
			if digit > 9 {
				number = 0
				break
			}
			number = 10*number + uint64(digit)
		}
		if number != 0 {
			return binary.AppendUvarint(b, number<<textBits|asDigits)
		}
	}
	return append(binary.AppendUvarint(b, uint64(len(text))<<textBits), text...)
}

// term reads what append or appendName wrote.
func (r *lineReader) term(t *terms) string {
	n := r.unsigned()
	kind := n & (1<<textBits - 1)
	n >>= textBits
	switch kind {
	case asDigits:
		var digits [24]byte
		if b := strconv.AppendUint(digits[:0], n, 10); b[0] == '1' {
			return string(b[1:])
		}
	case asTerm:
		if n < uint64(len(t.texts)) {
			return t.texts[n]
		}
	case asText:
		if n <= uint64(len(r.rest)) {
			text := r.rest[:n]
			r.rest = r.rest[n:]
			return text
		}
	}
	r.broken = true
	return ""
}
