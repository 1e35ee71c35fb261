package x12

import "unicode/utf8"

// Charset is the set of characters that a Writer lets into data.
type Charset uint8

const (
	// Extended is the extended character set of X12: what most partners take.
	Extended Charset = iota
	// Basic is upper case letters, digits, the space and ! " & ' ( ) * + , - . / : ; ? =
	Basic
	// UTF8 is every character but control characters, as UTF-8. X12 knows it only
	// where partners agreed on it.
	UTF8
)

var charsetNames = [...]string{Extended: "extended", Basic: "basic", UTF8: "utf-8"}

// String returns the name: basic, extended or utf-8.
func (c Charset) String() string { return charsetNames[c] }

// ParseCharset returns the set of that name; Extended and false when there is
// none.
func ParseCharset(name string) (Charset, bool) {
	for c, n := range charsetNames {
		if n == name {
			return Charset(c), true
		}
	}
	return Extended, false
}

const (
	basicPunctuation    = " !\"&'()*+,-./:;?="
	extendedPunctuation = "%~@[]_{}\\|<>#$^`"
)

// charsets are the ASCII characters of each set.
var charsets = func() (tables [3][utf8.RuneSelf]bool) {
	for b := range utf8.RuneSelf {
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

// Contains reports whether r may stand in data.
func (c Charset) Contains(r rune) bool {
	if r >= 0 && r < utf8.RuneSelf {
		return charsets[c][r]
	}
	return c == UTF8 && r >= 0xa0 && utf8.ValidRune(r)
}

// Lacks returns the index of the first byte of text that is part of no character
// of the set, -1 when there is none. Broken UTF-8 is in no set.
func (c Charset) Lacks(text string) int {
	for i := 0; i < len(text); {
		r, size := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(text[i:])
		}
		if !c.Contains(r) || r == utf8.RuneError && size == 1 {
			return i
		}
		i += size
	}
	return -1
}
