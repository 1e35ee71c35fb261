package whatif

import (
	"bufio"
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/page"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/report"
	"github.com/hmox12/hmox12/mapping/record"
)

//go:embed page.html
var pageHTML string

//go:embed page.css
var pageCSS string

//go:embed page.js
var pageJS string

var pageTemplate = page.Parse(pageHTML, pageCSS, pageJS, template.FuncMap{
	"dollars":      report.Dollars,
	"signed":       func(a Amount) string { return signed(a.Decimal) },
	"number":       report.Number,
	"signedNumber": signedNumber,
	"plural":       report.Plural,
	"longDate":     report.LongDate,
	"more":         more,
	"direction":    func(a Amount) string { return direction(a.Decimal) },
	"outcome":      outcomeWord,
	"rule":         ruleWord,
	"key":          keyOf,
	"size":         sizeWord,
	"result":       func(result string) string { return report.ResultWords(record.Result(result)) },
	"class":        keyOf,
	"word":         keyOf,
})

// HTML writes the page: one file that loads nothing, works without scripts and
// names patients.
func (r *Result) HTML(w io.Writer) error {
	b := bufio.NewWriter(w)
	if err := pageTemplate.Execute(b, &resultPage{r}); err != nil {
		return err
	}
	return b.Flush()
}

// more says $12.00 more paid, $3.00 less paid, or nothing more or less paid.
func more(a Amount, what string) string {
	switch {
	case a.IsPositive():
		return "$" + report.Dollars(a.Decimal) + " more is " + what
	case a.IsNegative():
		return "$" + report.Dollars(a.Neg()) + " less is " + what
	}
	return "as much is " + what
}

func direction(d decimal.Decimal) string {
	switch {
	case d.IsPositive():
		return "up"
	case d.IsNegative():
		return "down"
	}
	return "still"
}

// keyOf turns words into a word of the filter, or of a class.
func keyOf(words string) string { return strings.ReplaceAll(words, " ", "-") }

// resultPage is what the page's template sees.
type resultPage struct{ *Result }

// Counted tells how many rows of a file differ.
func (f FileDifference) Counted() string { return f.counted() }

func (p *resultPage) SentDifference() Amount {
	return Amount{p.Runs.After.Sent.Sub(p.Runs.Before.Sent.Decimal)}
}

func (p *resultPage) OtherAnswers() int {
	return p.Inquiries.Counts.Changed() + p.Reviews.Counts.Changed() + p.Statuses.Counts.Changed() + p.Enrollments.Counts.Changed()
}

// Alarms are what did not go through on either side, or on one alone.
func (p *resultPage) Alarms() []string {
	b, a := &p.Runs.Before, &p.Runs.After
	var all []string
	for _, n := range []struct {
		before, after int
		what          string
		always        bool
	}{
		{b.RejectedInterchanges, a.RejectedInterchanges, "refused interchanges", false},
		{b.RejectedSets, a.RejectedSets, "rejected transaction sets", false},
		{b.Untaken, a.Untaken, "files that were not taken", true},
		{b.Held, a.Held, "payees that could not be paid", true},
	} {
		if n.before != n.after || n.always && n.after > 0 {
			all = append(all, fmt.Sprintf("%s: %s before, %s after.", n.what, report.Number(n.before), report.Number(n.after)))
		}
	}
	return all
}

// moneyRow is a row of money on both sides.
type moneyRow struct {
	Label string
	Delta
	Strong bool
}

func (p *resultPage) MoneyRows() []moneyRow {
	b, a := &p.Totals.Before, &p.Totals.After
	row := func(label string, before, after Amount) moneyRow {
		return moneyRow{Label: label, Delta: delta(before.Decimal, after.Decimal)}
	}
	rows := []moneyRow{
		row("charged", b.Charged, a.Charged), row("allowed", b.Allowed, a.Allowed), row("paid for claims", b.Paid, a.Paid),
		row("patients owe", b.Patient, a.Patient), row("withheld", b.Withheld, a.Withheld), row("interest", b.Interest, a.Interest),
		row(fmt.Sprintf("sent in remittances (%s, then %s)", report.Number(p.Runs.Before.Remittances), report.Number(p.Runs.After.Remittances)), p.Runs.Before.Sent, p.Runs.After.Sent),
	}
	rows[2].Strong, rows[3].Strong = true, true
	return rows
}

// Reasoned is how many claims reach the same result by another way.
func (p *resultPage) Reasoned() int { return p.Claims.Reasoning }

// groupRow is the claims of one outcome or model.
type groupRow struct {
	Label string
	Tallies
}

func (p *resultPage) OutcomeRows() []groupRow {
	var rows []groupRow
	for _, o := range p.Outcomes {
		if !o.same() {
			rows = append(rows, groupRow{outcomeWord(o.Outcome), o.Tallies})
		}
	}
	return append(rows, groupRow{"all", p.Totals})
}

func (p *resultPage) ModelRows() []groupRow {
	var rows []groupRow
	for _, m := range p.Models {
		if !m.same() {
			rows = append(rows, groupRow{modelWord(m.Model), m.Tallies})
		}
	}
	return append(rows, groupRow{"all", p.Totals})
}

// DenialRows are the reasons for which more or less is denied.
func (p *resultPage) DenialRows() []DenialTotal {
	var rows []DenialTotal
	for _, d := range p.Denials {
		if d.LinesBefore != d.LinesAfter || !d.Difference.IsZero() {
			rows = append(rows, d)
		}
	}
	return rows
}

// bar is half a bar: to the right for more, to the left for less.
type bar struct{ Direction, Share string }

// barOf draws a difference beside the largest of its table, which takes one half.
func barOf(difference, largest decimal.Decimal) bar {
	return bar{direction(difference), report.Share(difference.Abs(), largest.Mul(decimal.NewFromInt(2)))}
}

type payeeRow struct {
	PayeeTotal
	Bar bar
}

func (p *resultPage) PayeeRows() []payeeRow {
	largest := decimal.Zero
	for _, one := range p.Payees {
		largest = decimal.Max(largest, one.Paid.Difference.Abs())
	}
	rows := make([]payeeRow, len(p.Payees))
	for i, one := range p.Payees {
		rows[i] = payeeRow{one, barOf(one.Paid.Difference.Decimal, largest)}
	}
	return rows
}

type memberRow struct {
	MemberTotal
	Name string
	Bar  bar
}

func (p *resultPage) MemberRows() []memberRow {
	largest := decimal.Zero
	for _, one := range p.Members {
		largest = decimal.Max(largest, one.Patient.Difference.Abs())
	}
	rows := make([]memberRow, len(p.Members))
	for i, one := range p.Members {
		rows[i] = memberRow{one, p.names[i], barOf(one.Patient.Difference.Decimal, largest)}
	}
	return rows
}
