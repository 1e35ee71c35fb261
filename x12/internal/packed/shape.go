package packed

import "encoding/binary"

// Slack is how many bytes a value that is read in words needs behind its first
// fifteen: they are read, and not looked at.
const Slack = 16

// Shape is a way to write a value of up to sixteen bytes, one character for one:
// which bytes are to be digits, capital or small letters, or one certain byte. All
// bytes of a word are looked at at once.
type Shape struct {
	size                       int
	digit, capital, small, one [2]uint64 // the highest bit of each byte that may be one
	text                       [2]uint64 // the certain bytes
	all                        [2]uint64 // the highest bit of each byte of the shape
}

// NewShape reads a shape as data files write it: 9 is a digit, A a capital letter,
// X either, anything else itself. With small, X is a small letter, too. It reports
// false for what is longer than sixteen bytes or no ASCII.
func NewShape(text string, small bool) (s Shape, ok bool) {
	if len(text) == 0 || len(text) > 16 {
		return s, false
	}
	s.size = len(text)
	for i := range len(text) {
		word, bit := i/8, uint64(0x80)<<(8*(i%8))
		s.all[word] |= bit
		switch c := text[i]; {
		case c == '9':
			s.digit[word] |= bit
		case c == 'A':
			s.capital[word] |= bit
		case c == 'X':
			s.digit[word] |= bit
			s.capital[word] |= bit
			if small {
				s.small[word] |= bit
			}
		case c >= 0x80:
			return s, false
		default:
			s.one[word] |= bit
			s.text[word] |= uint64(c) << (8 * (i % 8))
		}
	}
	return s, true
}

// Matches reports whether a value of ASCII, the first size bytes of data, is written
// so. data has Slack bytes at least.
func (s *Shape) Matches(data []byte, size int) bool {
	if size != s.size {
		return false
	}
	if !s.word(0, binary.LittleEndian.Uint64(data)) {
		return false
	}
	return size <= 8 || s.word(1, binary.LittleEndian.Uint64(data[8:]))
}

func (s *Shape) word(i int, word uint64) bool {
	fits := Digits(word)&s.digit[i] | Capitals(word)&s.capital[i] | Zeros(word^s.text[i])&s.one[i]
	if s.small[i] != 0 {
		fits |= Capitals(word&^(0x20*Each)) &^ Capitals(word) & s.small[i]
	}
	return fits == s.all[i]
}
