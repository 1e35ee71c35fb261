package x12

// Charset is the set of characters that a Writer lets into data.
type Charset uint8

const (
	// Extended is the extended character set of X12: what most partners take.
	Extended Charset = iota
	// Basic is upper case letters, digits, the space and ! " & ' ( ) * + , - . / : ; ? =
	Basic
	// UTF8 lets every byte pass but control characters.
	UTF8
)

const (
	basicPunctuation    = " !\"&'()*+,-./:;?="
	extendedPunctuation = "%~@[]_{}\\|<>#$^`"
)

var charsets = func() (tables [3][256]bool) {
	for b := range 256 {
		upper, lower, digit := b >= 'A' && b <= 'Z', b >= 'a' && b <= 'z', b >= '0' && b <= '9'
		tables[Basic][b] = upper || digit
		tables[Extended][b] = upper || lower || digit
		tables[UTF8][b] = b >= ' ' && b != 0x7f
	}
	for _, b := range []byte(basicPunctuation) {
		tables[Basic][b], tables[Extended][b] = true, true
	}
	for _, b := range []byte(extendedPunctuation) {
		tables[Extended][b] = true
	}
	return tables
}()

// Contains reports whether b may stand in data.
func (c Charset) Contains(b byte) bool { return charsets[c][b] }
