package book

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"github.com/hmox12/hmox12/mapping/record"
	"github.com/hmox12/hmox12/x12"
)

// value is the text of a table's cell or a document's key, with its place. Its
// methods read the text as something and report what it is not; they then
// return the zero value. An empty text is the zero value and no problem, save
// after required.
type value struct {
	src          *source
	line, column int
	field        string
	text         string
}

func (v value) report(what, mend string) {
	v.src.report(v.line, v.column, v.field, what, mend)
}

// required reports a value that is empty.
func (v value) required() value {
	if v.text == "" {
		v.report("is empty", "every row needs it")
	}
	return v
}

// sendable reads an identifier that stands in answers as it is: nothing in it may
// be a delimiter, whichever a partner uses, or outside the basic characters and
// small letters.
func (v value) sendable() string {
	if strings.ContainsFunc(v.text, func(r rune) bool { return !plain(r) }) {
		v.report("has a character that can't be sent", "write letters, digits, blanks and ' . , & ( ) / # - only")
	}
	return v.text
}

// prose reads a name, an address or other text for people. Its letters may be of
// any script: they are folded to what the partner it is sent to can take.
func (v value) prose() string {
	switch {
	case !utf8.ValidString(v.text):
		v.report("is not UTF-8", "save the file in the encoding UTF-8")
	case strings.ContainsFunc(v.text, func(r rune) bool { return r < utf8.RuneSelf && !plain(r) || unicode.IsControl(r) }):
		v.report("has a character that can't be sent", "write letters of any script, digits, blanks and ' . , & ( ) / # - only")
	}
	return v.text
}

// plain reports whether r is ASCII and no character that partners divide with.
func plain(r rune) bool {
	letter := r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' || r >= '0' && r <= '9'
	return letter || strings.ContainsRune(" '.,&()/#-", r)
}

func (v value) date() record.Date {
	if v.text == "" {
		return 0
	}
	d, err := record.ParseDate(v.text)
	if err != nil {
		v.report(err.Error(), "")
	}
	return d
}

// number reads digits with at most one decimal point, never negative.
func (v value) number() decimal.Decimal {
	if v.text == "" {
		return decimal.Zero
	}
	d, ok := x12.ParseDecimal([]byte(v.text))
	if !ok || d.Unscaled < 0 {
		v.report("is not a number", "write digits with at most one decimal point, such as 12.50")
		return decimal.Zero
	}
	return record.Scaled(d.Unscaled, -d.Scale)
}

// amount reads dollars, with at most two decimal places.
func (v value) amount() decimal.Decimal {
	n := v.number()
	if n.Exponent() < -2 && !n.Equal(n.Round(2)) {
		v.report("has parts of a cent", "write dollars with two decimal places")
	}
	return n
}

// fraction reads a number between 0 and 1.
func (v value) fraction() decimal.Decimal {
	n := v.number()
	if n.GreaterThan(decimal.NewFromInt(1)) {
		v.report("is more than 1", "it is a fraction; write 0.2 for 20 percent")
		return decimal.Zero
	}
	return n
}

// count reads a whole number.
func (v value) count() int {
	if v.text == "" {
		return 0
	}
	n, ok := x12.ParseCount([]byte(v.text))
	if !ok {
		v.report("is not a whole number", "write digits only")
	}
	return n
}

func (v value) flag() bool {
	switch v.text {
	case "yes", "true":
		return true
	case "", "no", "false":
		return false
	}
	v.report("is neither yes nor no", "write yes, or leave it empty")
	return false
}

// oneOf reads one of the words.
func oneOf[T ~string](v value, words ...T) T {
	if v.text == "" || slices.Contains(words, T(v.text)) {
		return T(v.text)
	}
	v.report("is not known here", "write one of: "+join(words))
	return ""
}

func join[T ~string](words []T) string {
	texts := make([]string, len(words))
	for i, w := range words {
		texts[i] = string(w)
	}
	return strings.Join(texts, ", ")
}

// digits reads a number of fixed length that is a name, such as a TIN.
func (v value) digits(lengths ...int) string {
	if v.text != "" && (!allDigits(v.text) || !slices.Contains(lengths, len(v.text))) {
		v.report(fmt.Sprintf("does not have %d digits", lengths[0]), "write digits only, without hyphens")
	}
	return v.text
}

func allDigits(s string) bool {
	return strings.Trim(s, "0123456789") == ""
}

// npi reads a national provider identifier.
func (v value) npi() string {
	if v.text != "" && !record.ValidNPI(v.text) {
		v.report("the NPI fails its check digit", "correct the ten digits"+validEnd(v.text))
	}
	return v.text
}

// validEnd says with which last digit the NPI would be one, as somebody who makes
// one up wants to know.
func validEnd(npi string) string {
	if len(npi) != 10 {
		return ""
	}
	for digit := '0'; digit <= '9'; digit++ {
		if made := npi[:9] + string(digit); record.ValidNPI(made) {
			return "; a made-up one with these first nine is " + made
		}
	}
	return ""
}

// routing reads an ABA routing number.
func (v value) routing() string {
	if v.digits(9) == "" || len(v.text) != 9 || !allDigits(v.text) {
		return v.text
	}
	sum := 0
	for i, c := range []byte(v.text) {
		sum += int(c-'0') * []int{3, 7, 1}[i%3]
	}
	if sum%10 != 0 {
		v.report("the routing number fails its check digit", "correct the nine digits")
	}
	return v.text
}

// words reads words that blanks separate.
func (v value) words() []string { return strings.Fields(v.text) }

// codes reads codes and ranges of codes that blanks separate: 99202-99215 36415.
func (v value) codes() []record.CodeRange {
	var ranges []record.CodeRange
	for _, word := range v.words() {
		from, to, isRange := strings.Cut(word, "-")
		if !isRange {
			to = from
		}
		switch {
		case from == "" || to == "" || strings.Contains(to, "-"):
			v.report("has a range without two ends", "write 99202-99215")
		case len(from) != len(to):
			v.report("has a range whose ends differ in length", "write both ends with the same number of characters")
		case from > to:
			v.report("has a range that runs backwards", "write the lower code first")
		default:
			ranges = append(ranges, record.CodeRange{From: from, To: to})
		}
	}
	return ranges
}

// diagnosisCategories reads categories of ICD-10-CM and ranges of them: I20-I25 Z09.
func (v value) diagnosisCategories() []record.CodeRange {
	ranges := v.codes()
	for _, r := range ranges {
		if len(r.From) != 3 {
			v.report("has a diagnosis that is no category", "write the first three characters, such as I20-I25")
			break
		}
	}
	return ranges
}

// span reads the first and the last day; an empty last day is an open end.
func span(from, to value) record.Span {
	s := record.Span{From: from.required().date(), To: to.date()}
	if s.To != 0 && s.From > s.To {
		to.report("is before "+from.field, "dates are reversed; both ends are included")
	}
	return s
}
