package view

import (
	"strings"

	"github.com/shopspring/decimal"

	"github.com/hmox12/hmox12/mapping/record"
	"github.com/hmox12/hmox12/x12"
	"github.com/hmox12/hmox12/x12/guide"
)

// form is a claim laid out like the paper form that people know: boxes with the
// form's numbers, their names in our own words, and a table of lines. It is a
// drawing of its own, not the form, and not for filing.
type form struct {
	Title string
	Rows  [][]box // above the lines
	Lines formTable
	Below [][]box
}

// box is one box of a form.
type box struct {
	Number string // as the form counts
	Name   string
	Width  int // of 12 columns
	Values []string
}

// formTable is the boxes of the service lines.
type formTable struct {
	Number  string
	Columns []formColumn
	Rows    [][]string
}

// formColumn heads a column; Amount columns are set to the right.
type formColumn struct {
	Letter, Name string
	Amount       bool
}

// formOf lays a claim out. Every kind of claim has a form of its own: a
// professional claim the CMS-1500's; institutional (UB-04) and dental (ADA)
// claims get theirs here when they are mapped to records. nil for a claim
// without a form.
func formOf(c *record.Claim) *form {
	if c != nil && c.Kind == record.Professional {
		return cms1500(c)
	}
	return nil
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

// money returns an amount with two decimals, more where it has them.
func money(d decimal.Decimal) string {
	if d.Exponent() < -2 && !d.Equal(d.Round(2)) {
		return d.String()
	}
	return d.StringFixed(2)
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
