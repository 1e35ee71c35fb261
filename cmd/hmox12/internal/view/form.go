package view

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/hmox12/hmox12/mapping/record"
	"github.com/hmox12/hmox12/x12"
	"github.com/hmox12/hmox12/x12/guide"
)

// form is a claim laid out like the paper form that people know: boxes with the
// form's numbers, their names in our own words, and tables. It is a drawing of
// its own, not the form, and not for filing.
type form struct {
	Title   string
	Parts   []formPart // from top to bottom
	Patient string
	Days    string // of the claim
	Lines   int
}

// formPart is one of a row of boxes, a table and a picture of teeth.
type formPart struct {
	Boxes []box
	Table *formTable
	Teeth *formTeeth
}

// box is one box of a form.
type box struct {
	Number string // as the form counts
	Name   string
	Width  int // of 12 columns
	Values []string
}

// formTable is boxes that repeat: service lines, payers.
type formTable struct {
	Name    string
	Columns []formColumn
	Rows    [][]string
	Foot    []string // nil for none
	First   int      // the number of the first row, where rows are counted; 0 where they are not
}

// formColumn heads a column.
type formColumn struct {
	Number, Name string
	Set          set
}

// set says how a column is set: it is the class of its cells.
type set string

const (
	asText   set = ""
	asAmount set = "n" // to the right
	asDate   set = "d" // not broken
)

// sheetRows is how many rows stand below one heading, as many as a UB-04 has
// lines: below them the heading is written again.
const sheetRows = 22

// formSheet is a stretch of rows that share a heading.
type formSheet struct {
	From, To int // row numbers
	Again    bool
	Rows     [][]string
}

// Sheets cuts the rows of a long table.
func (t *formTable) Sheets() []formSheet {
	var sheets []formSheet
	for rows := range slices.Chunk(t.Rows, sheetRows) {
		from := t.First + len(sheets)*sheetRows
		sheets = append(sheets, formSheet{from, from + len(rows) - 1, len(sheets) > 0, rows})
	}
	return sheets
}

func boxes(row ...box) formPart { return formPart{Boxes: row} }

// formOf lays a claim out. Every kind of claim has a form of its own: a
// professional claim the CMS-1500's, from the record that it is mapped to, an
// institutional claim the UB-04's and a dental claim the ADA's, from the
// segments as the guide places them. nil for what has no form.
func formOf(b *block) *form {
	set := b.scope.enclosing(isSet)
	if b.kind != claim || !set.guided() {
		return nil
	}
	switch set.guide.Version {
	case "005010X223A2":
		return ub04(b)
	case "005010X224A2":
		return dentalForm(b)
	}
	if b.claim == nil {
		return nil
	}
	return cms1500(b.claim)
}

// worded puts words behind a code.
func worded(set, code string) string {
	if word := guide.Word(set, []byte(code)); word != "" {
		return code + " " + word
	}
	return code
}

// values leaves out what is empty.
func values(texts ...string) []string {
	var kept []string
	for _, text := range texts {
		if text != "" {
			kept = append(kept, text)
		}
	}
	return kept
}

// labeled returns "label text", nothing without text.
func labeled(label, text string) string {
	if text == "" {
		return ""
	}
	return label + " " + text
}

// joined joins what is not empty.
func joined(separator string, texts ...string) string {
	return strings.Join(values(texts...), separator)
}

func addressLines(a record.Address) []string {
	return append(values(a.Lines...), values(joined(" ", joined(", ", a.City, a.State), zip(a.ZIP)))...)
}

// zip sets the hyphen of a nine-digit ZIP code.
func zip(code string) string {
	if len(code) == 9 {
		return code[:5] + "-" + code[5:]
	}
	return code
}

// days returns a day or a run of days.
func days(s record.Span) string {
	if s.To == 0 || s.To == s.From {
		return s.From.String()
	}
	return s.From.String() + " to " + s.To.String()
}

// money returns an amount with two decimals, more where it has them, and commas
// between thousands.
func money(d decimal.Decimal) string {
	if d.Exponent() < -2 && !d.Equal(d.Round(2)) {
		return thousands(d.String())
	}
	return thousands(d.StringFixed(2))
}

// thousands sets commas between the thousands of an amount.
func thousands(amount string) string {
	sign := ""
	if strings.HasPrefix(amount, "-") {
		sign, amount = "−", amount[1:]
	}
	whole, fraction, _ := strings.Cut(amount, ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if fraction != "" {
		fraction = "." + fraction
	}
	return sign + whole + fraction
}

// moneyUnlessZero leaves out what was not sent.
func moneyUnlessZero(d decimal.Decimal) string {
	if d.IsZero() {
		return ""
	}
	return money(d)
}

// decimalText returns a number of the file as an amount.
func decimalText(d x12.Decimal) string { return money(decimal.New(d.Unscaled, -d.Scale)) }

// spanOf returns the days from first to last.
func spanOf(first, last record.Date) record.Span { return record.Span{From: first, To: last} }
