package packed

// Each times a byte is the byte eight times.
const Each = 0x0101010101010101

const (
	low7 = 0x7f * Each
	high = 0x80 * Each
)

// Zeros sets the highest bit of each of the eight bytes of word that is zero, and
// clears all others.
func Zeros(word uint64) uint64 { return ^(word&low7 + low7 | word) & high }

// Unprintable sets the highest bit of some byte if any of the eight is no printable
// ASCII: below blank, DEL or above.
func Unprintable(word uint64) uint64 {
	return (word | (word&low7 + Each) | ^(word&low7 + 0x60*Each)) & high
}
