package adjudicate

import (
	"strings"
	"unicode"

	"github.com/hmox12/hmox12/mapping/fold"
	"github.com/hmox12/hmox12/mapping/record"
)

// affixes are titles and generations that senders put into a last name, as CAQH
// CORE rule 258 lists them.
var affixes = map[string]bool{
	"JR": true, "SR": true, "I": true, "II": true, "III": true, "IV": true, "V": true,
	"MR": true, "MRS": true, "MS": true, "DR": true, "REV": true,
	"MD": true, "DO": true, "DDS": true, "DMD": true, "RN": true, "PHD": true, "ESQ": true,
}

// NormalizeName returns a last name as names are compared: upper case, letters
// only and without their accents, without the titles and generations at either end
// that a blank, comma or slash sets off. "O'Neil-Ray, Jr." becomes ONEILRAY. A name
// that is nothing else keeps its last affix; one without letters is empty.
// Source: CAQH CORE 258.
func NormalizeName(last string) string {
	if isPlain(last) {
		return last
	}
	words := strings.FieldsFunc(last, func(r rune) bool {
		return r == ',' || r == '/' || unicode.IsSpace(r)
	})
	kept := words[:0]
	for _, word := range words {
		if word = letters(word); word != "" {
			kept = append(kept, word)
		}
	}
	for len(kept) > 1 && affixes[kept[len(kept)-1]] {
		kept = kept[:len(kept)-1]
	}
	for len(kept) > 1 && affixes[kept[0]] {
		kept = kept[1:]
	}
	return strings.Join(kept, "")
}

// letters returns the letters of a text in upper case. Who can't type an é sends
// an e, so accents don't count.
func letters(text string) string {
	if isPlain(text) {
		return text
	}
	return strings.Map(func(r rune) rune {
		if !unicode.IsLetter(r) {
			return -1
		}
		return unicode.ToUpper(r)
	}, fold.Base(text))
}

// isPlain reports whether a text is capital letters and nothing else, as nearly all
// names that are sent are: then there is nothing to take away.
func isPlain(text string) bool {
	for i := range len(text) {
		if text[i] < 'A' || text[i] > 'Z' {
			return false
		}
	}
	return true
}

// sameSpelling reports whether two texts differ in nothing but capitals and
// accents, which an answer may not be able to show.
func sameSpelling(a, b string) bool { return strings.EqualFold(fold.Base(a), fold.Base(b)) }

// sameLastName reports whether the last names agree; an empty one never does.
func sameLastName(a, b string) bool {
	a, b = NormalizeName(a), NormalizeName(b)
	return a != "" && a == b
}

// sameFirstName reports whether the first names agree, or one of them is the
// initial of the other; an empty one never does.
func sameFirstName(a, b string) bool {
	if a == b && a != "" && isPlain(a) {
		return true
	}
	ra, rb := []rune(letters(a)), []rune(letters(b))
	if len(ra) == 0 || len(rb) == 0 || ra[0] != rb[0] {
		return false
	}
	return len(ra) == 1 || len(rb) == 1 || string(ra) == string(rb)
}

// sameName reports whether last and first names agree.
func sameName(a, b record.PersonName) bool {
	return sameLastName(a.Last, b.Last) && sameFirstName(a.First, b.First)
}
