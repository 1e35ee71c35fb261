// Package fold writes names, addresses and other text for people in the
// characters that an interchange has. It knows characters alone, no wire and no
// record. Identifiers are never folded: what is altered is no identifier.
package fold

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// replacements stand for a character that nothing here resembles, such as one of
// another script: the first that is admitted. The last can't be a delimiter.
var replacements = []rune{'?', '.', '-', 'X'}

// Text returns text in admitted characters, at most limit of them. What is
// admitted stays. Of anything else comes, in this order, what is written for it
// where it can't be (ß ss, æ ae, “ ", – -), its letter without the marks (é e,
// ﬁ fi), the capital letter where small ones aren't admitted, a blank, nothing
// for a mark, and a question mark for the letters of other scripts; where a
// question mark isn't admitted, a period, a hyphen or an X.
//
// A text that had to be changed has no blanks at its ends and one blank between
// words. A text that holds anything holds something afterwards. The result is
// valid UTF-8, whatever text is, and folding it again changes nothing. admits
// must admit the letters A to Z, the digits and the blank.
func Text(text string, limit int, admits func(rune) bool) string {
	f := folder{admits: admits}
	folded := text
	if !whole(text, admits) {
		for _, r := range text {
			f.add(r, 0)
		}
		folded = strings.Join(strings.Fields(f.out.String()), " ")
	}
	if folded = cut(folded, limit); folded == "" && text != "" && limit > 0 {
		return f.replacement()
	}
	return folded
}

// Base returns text as names are compared: without the marks on its letters, and
// with two letters for one where ASCII needs them. Other scripts stay.
func Base(text string) string {
	if ascii(text) {
		return text
	}
	f := folder{admits: func(r rune) bool {
		return r < utf8.RuneSelf || unicode.IsLetter(r) && !unicode.Is(unicode.Latin, r) && norm.NFKD.IsNormalString(string(r))
	}}
	for _, r := range text {
		f.add(r, 0)
	}
	return f.out.String()
}

// whole reports whether all of text may stand as it is.
func whole(text string, admits func(rune) bool) bool {
	for i, r := range text {
		if !admits(r) || r == utf8.RuneError && !strings.HasPrefix(text[i:], string(utf8.RuneError)) {
			return false
		}
	}
	return true
}

func ascii(text string) bool {
	for i := range len(text) {
		if text[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// cut cuts a text behind limit characters, and the blanks before the cut.
func cut(text string, limit int) string {
	if len(text) <= limit {
		return text
	}
	n := 0
	for i := range text {
		if n == limit {
			return strings.TrimRight(text[:i], " ")
		}
		n++
	}
	return text
}

// folder folds one text.
type folder struct {
	admits func(rune) bool
	out    strings.Builder
}

// maxDepth bounds how often what is written for a character is folded itself.
const maxDepth = 8

// add adds a character, or what stands for it.
func (f *folder) add(r rune, depth int) {
	switch written, known := spelled[r]; {
	case r != utf8.RuneError && f.admits(r):
		f.out.WriteRune(r)
	case depth == maxDepth:
		f.out.WriteRune(' ')
	case known:
		f.addAll(written, depth)
	case unicode.IsUpper(unicode.ToUpper(r)) && unicode.ToUpper(r) != r && f.admits(unicode.ToUpper(r)):
		f.out.WriteRune(unicode.ToUpper(r))
	case unicode.Is(unicode.M, r) || unicode.Is(unicode.Cf, r):
	case unicode.IsSpace(r) || unicode.IsControl(r) || r < utf8.RuneSelf:
		f.out.WriteRune(' ')
	default:
		if parts := norm.NFKD.String(string(r)); parts != string(r) {
			f.addAll(parts, depth)
			return
		}
		f.out.WriteString(f.replacement())
	}
}

func (f *folder) addAll(text string, depth int) {
	for _, r := range text {
		f.add(r, depth+1)
	}
}

func (f *folder) replacement() string {
	for _, r := range replacements {
		if f.admits(r) {
			return string(r)
		}
	}
	return string(replacements[len(replacements)-1])
}
