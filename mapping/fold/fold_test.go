package fold_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"

	"github.com/hmox12/hmox12/mapping/fold"
	"github.com/hmox12/hmox12/x12"
)

// in returns what a Writer of a character set admits besides its delimiters.
func in(c x12.Charset, delimiters string) func(rune) bool {
	return func(r rune) bool { return c.Contains(r) && !strings.ContainsRune(delimiters, r) }
}

const usual = "*:^~"

func TestText(t *testing.T) {
	for _, c := range []struct{ name, text, extended, basic, utf8 string }{
		{"what every set has stays", "O'NEIL-RAY, J. (2)", "O'NEIL-RAY, J. (2)", "O'NEIL-RAY, J. (2)", "O'NEIL-RAY, J. (2)"},
		{"small letters become capitals where there are none", "de la Cruz", "de la Cruz", "DE LA CRUZ", "de la Cruz"},
		{"letters lose their accents", "José Núñez", "Jose Nunez", "JOSE NUNEZ", "José Núñez"},
		{"also accents that come apart", "Jose\u0301", "Jose", "JOSE", "Jose\u0301"},
		{"also several at once", "Nguyễn Đức", "Nguyen Duc", "NGUYEN DUC", "Nguyễn Đức"},
		{"one letter is two", "Groß, Æsa, Þór", "Gross, AEsa, THor", "GROSS, AESA, THOR", "Groß, Æsa, Þór"},
		{"letters that are joined come apart", "ﬁne Łódź", "fine Lodz", "FINE LODZ", "ﬁne Łódź"},
		{"typographic quotes", "“Mary’s”", `"Mary's"`, `"MARY'S"`, "“Mary’s”"},
		{"typographic dashes and dots", "a–b—c…", "a-b-c...", "A-B-C...", "a–b—c…"},
		{"a blank that does not break", "a\u00a0b", "a b", "A B", "a\u00a0b"},
		{"wide letters", "ＡＢＣ１", "ABC1", "ABC1", "ＡＢＣ１"},
		{"fractions", "12½ Main", "12 1/2 Main", "12 1/2 MAIN", "12½ Main"},
		{"what the basic set lacks", "#5 [x] a_b 20% $5 a\\b", "#5 [x] a_b 20% $5 a\\b", "5 (X) A-B 20 PERCENT USD 5 A/B", "#5 [x] a_b 20% $5 a\\b"},
		{"control characters are blanks", "a\tb\r\nc\x00", "a b c", "A B C", "a b c"},
		{"another script is a question mark a letter", "Δημος 王", "????? ?", "????? ?", "Δημος 王"},
		{"Latin-1 in the place of UTF-8", "Jos\xe9", "Jos?", "JOS?", "Jos?"},
		{"what is nothing stays nothing", "", "", "", ""},
		{"what leaves nothing is a question mark", "~^*", "-", "-", "-"},
		{"nor does a mark alone", "\u0301", "?", "?", "\u0301"},
	} {
		t.Run(c.name, func(t *testing.T) {
			assert.Equal(t, c.extended, fold.Text(c.text, 60, in(x12.Extended, usual)))
			assert.Equal(t, c.basic, fold.Text(c.text, 60, in(x12.Basic, usual)))
			assert.Equal(t, c.utf8, fold.Text(c.text, 60, in(x12.UTF8, usual)))
		})
	}
}

func TestTextThatHoldsADelimiter(t *testing.T) {
	for _, c := range []struct{ name, delimiters, text, want string }{
		{"an apostrophe is left out", "*>!'", "O'BRIEN", "OBRIEN"},
		{"so is what would become one", "*>!'", "O’BRIEN", "OBRIEN"},
		{"a hyphen is a blank", "*:^-", "NEIL-RAY", "NEIL RAY"},
		{"a dash, too", "*:^-", "NEIL – RAY", "NEIL RAY"},
		{"an ampersand is a word", "&:^~", "SMITH & SONS", "SMITH AND SONS"},
		{"a period is a blank", "*:^.", "J.R. ROE", "J R ROE"},
		{"a star is a blank", "*:^~", "A*B", "A B"},
		{"a bar is a slash", "|:^~", "A|B", "A/B"},
		{"a bar and a slash", "|/^~", "A|B", "A B"},
		{"no blank stands at an end", "*:^~", "*A*", "A"},
		{"the replacement is another", "?:^~", "王", "."},
		{"and another", "?.-~", "王", "X"},
	} {
		t.Run(c.name, func(t *testing.T) {
			assert.Equal(t, c.want, fold.Text(c.text, 60, in(x12.Extended, c.delimiters)))
		})
	}
}

func TestTextIsCutInCharacters(t *testing.T) {
	assert.Equal(t, "ÄÖÜ", fold.Text("ÄÖÜÄÖÜ", 3, in(x12.UTF8, usual)))
	assert.Equal(t, "GRO", fold.Text("GROß", 3, in(x12.Extended, usual)))
	assert.Equal(t, "AB", fold.Text("AB CD", 3, in(x12.Basic, usual)), "no blank at the end")
	assert.Equal(t, "Gros", fold.Text("Großß", 4, in(x12.Extended, usual)))
}

func TestFoldedTextIsAdmittedWholeAndFinal(t *testing.T) {
	anything := rapid.OneOf(rapid.String(), rapid.Map(rapid.SliceOf(rapid.Byte()), func(b []byte) string { return string(b) }))
	rapid.Check(t, func(t *rapid.T) {
		charset := rapid.SampledFrom([]x12.Charset{x12.Basic, x12.Extended, x12.UTF8}).Draw(t, "charset")
		delimiters := rapid.StringOfN(rapid.SampledFrom([]rune("*:^~|>'-.,?&/!+\"")), 0, 4, -1).Draw(t, "delimiters")
		text := anything.Draw(t, "text")
		limit := rapid.IntRange(1, 60).Draw(t, "limit")
		admits := in(charset, delimiters)
		folded := fold.Text(text, limit, admits)

		assert.True(t, utf8.ValidString(folded))
		assert.LessOrEqual(t, utf8.RuneCountInString(folded), limit)
		assert.Equal(t, text == "", folded == "")
		for _, r := range folded {
			assert.True(t, admits(r), "%q", r)
		}
		assert.Equal(t, folded, fold.Text(folded, limit, admits), "again")
		if allAdmitted(text, admits) && utf8.RuneCountInString(text) <= limit {
			assert.Equal(t, text, folded, "nothing needed to be changed")
		}
	})
}

func allAdmitted(text string, admits func(rune) bool) bool {
	return utf8.ValidString(text) && !strings.ContainsFunc(text, func(r rune) bool { return !admits(r) })
}

func TestBase(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"O'Neil-Ray 2", "O'Neil-Ray 2"}, {"Núñez", "Nunez"}, {"Groß", "Gross"}, {"Nguyễn", "Nguyen"},
		{"Δημητρίου", "Δημητριου"}, {"王", "王"}, {"Jos\xe9", "Jos?"}, {"", ""},
	} {
		assert.Equal(t, c.want, fold.Base(c.text))
	}
}
