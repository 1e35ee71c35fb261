package whatif

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/report"
)

// How many rows the table tells of each sort; the page and the JSON tell more.
const (
	tableRows        = 10 // of payees, members, and of a file of the books
	tableChanges     = 20
	tableDifferences = 40 // of the books together
	tableWidth       = 110
)

// Table writes the result for a terminal: aligned, plain text without colors.
func (r *Result) Table(w io.Writer) error {
	t := &table{bufio.NewWriter(w)}
	fmt.Fprintf(t, "%s, received %s, paid %s\n", orDash(r.Payer.Name), orDash(r.Received.String()), orDash(r.Paid.String()))
	fmt.Fprintf(t, "before  %s\nafter   %s\n", r.Book.Before, r.Book.Named())
	t.book(&r.Book)
	t.counts(r)
	t.money(r)
	if r.Claims.Changed() > 0 {
		t.flips(r.Flips)
		t.rules(r.Rules)
		t.outcomes(r)
		t.denials(r.Denials)
		t.sizes(r.Sizes)
	}
	t.payees(r)
	t.members(r)
	t.changes(r)
	t.answers(r)
	return t.Flush()
}

// Named tells the changed book in words.
func (b *Book) Named() string {
	if b.Overlay {
		return b.Before + " as " + b.After + " changes it"
	}
	return b.After
}

// table writes a result; errors come out of Flush.
type table struct{ *bufio.Writer }

func (t *table) grid(rows [][]string) { report.WriteGrid(t, rows) }

func (t *table) line(indent int, text string) {
	fmt.Fprintln(t, strings.Repeat(" ", indent)+report.Clip(text, tableWidth-indent))
}

func (t *table) book(b *Book) {
	if len(b.Files) == 0 {
		fmt.Fprintf(t, "\nThe books say the same.\n")
		return
	}
	fmt.Fprintf(t, "\nin what the books differ\n")
	left := tableDifferences
	for _, f := range b.Files {
		fmt.Fprintf(t, "  %-26s%s\n", f.Name, f.counted())
		shown := min(len(f.Rows), tableRows, left)
		for _, row := range f.Rows[:shown] {
			t.line(4, row.String())
		}
		left -= shown
		if more := f.Added + f.Removed + f.Changed - shown; more > 0 {
			t.line(4, "and "+report.Number(more)+" more")
		}
	}
}

// counted returns 1 added, 2 changed.
func (f *FileDifference) counted() string {
	var parts []string
	for _, n := range []struct {
		count int
		what  string
	}{{f.Added, "added"}, {f.Removed, "removed"}, {f.Changed, "changed"}} {
		if n.count > 0 {
			parts = append(parts, report.Number(n.count)+" "+n.what)
		}
	}
	return strings.Join(parts, ", ")
}

// String tells a row in a line: changed FS 99213: amount 80 → 88.
func (r *RowDifference) String() string {
	text := strings.TrimSpace(r.Kind + " " + r.Key)
	for i, f := range r.Fields {
		text += map[bool]string{true: ": ", false: ", "}[i == 0] + f.String()
	}
	return text
}

// String tells a field: amount 80 → 88; what was added or removed with its one
// value.
func (f *FieldDifference) String() string {
	value := f.Before + " → " + f.After
	switch {
	case f.Before == "":
		value = f.After
	case f.After == "":
		value = "no longer " + f.Before
	}
	return strings.TrimSpace(f.Name + " " + value)
}

func (t *table) counts(r *Result) {
	fmt.Fprintln(t)
	one := func(what string, c *Counts, outcome string) {
		if c.Compared == 0 {
			return
		}
		var parts []string
		for _, n := range []struct {
			count int
			what  string
		}{
			{c.Outcome, outcome}, {c.Money, "with other amounts"}, {c.Told, "told otherwise"},
			{c.Reasoning, "reached another way"}, {c.Same, "the same"},
		} {
			if n.count > 0 {
				parts = append(parts, report.Number(n.count)+" "+n.what)
			}
		}
		fmt.Fprintf(t, "%-18s%9s   %s\n", what, report.Number(c.Compared), strings.Join(parts, ", "))
	}
	one("claims", &r.Claims, "with another outcome")
	one("inquiries", &r.Inquiries.Counts, "with another answer")
	one("review requests", &r.Reviews.Counts, "with another answer")
	one("status inquiries", &r.Statuses.Counts, "with another answer")
	one("enrollments", &r.Enrollments.Counts, "with another result")
	t.run("rejected sets", r.Runs.Before.RejectedSets, r.Runs.After.RejectedSets)
	t.run("refused interchanges", r.Runs.Before.RejectedInterchanges, r.Runs.After.RejectedInterchanges)
	t.run("files not taken", r.Runs.Before.Untaken, r.Runs.After.Untaken)
	t.run("payees not paid", r.Runs.Before.Held, r.Runs.After.Held)
}

// run tells a count of the files or payments that differs.
func (t *table) run(what string, before, after int) {
	if before != after {
		fmt.Fprintf(t, "%-18s%9s   were %s\n", what, report.Number(after), report.Number(before))
	}
}

func (t *table) money(r *Result) {
	rows := [][]string{{"money", "before", "after", "difference"}}
	add := func(what string, before, after Amount) {
		rows = append(rows, []string{what, report.Dollars(before.Decimal), report.Dollars(after.Decimal), signed(after.Sub(before.Decimal))})
	}
	b, a := &r.Totals.Before, &r.Totals.After
	add("allowed", b.Allowed, a.Allowed)
	add("paid for claims", b.Paid, a.Paid)
	add("patients owe", b.Patient, a.Patient)
	add("withheld", b.Withheld, a.Withheld)
	add("interest", b.Interest, a.Interest)
	add("sent in remittances", r.Runs.Before.Sent, r.Runs.After.Sent)
	t.grid(rows)
}

func (t *table) flips(flips []Flip) {
	if len(flips) == 0 {
		return
	}
	rows := [][]string{{"claims with another outcome", "claims", "paid", "patient"}}
	for _, f := range flips {
		rows = append(rows, append([]string{outcomeWord(f.From) + " → " + outcomeWord(f.To)}, f.cells()...))
		for _, rule := range f.Rules {
			rows = append(rows, append([]string{"  " + ruleWord(rule.Rule, rule.Name)}, rule.cells()...))
		}
	}
	t.grid(rows)
}

// cells are how many claims, and by how much they moved.
func (m *Moved) cells() []string {
	return []string{report.Number(m.Claims), signed(m.Paid.Decimal), signed(m.Patient.Decimal)}
}

func (t *table) rules(rules []RuleTotal) {
	rows := [][]string{{"rule where the traces part", "claims", "paid", "patient"}}
	for _, rule := range rules {
		if rule.Claims == 0 {
			continue
		}
		rows = append(rows, append([]string{ruleWord(rule.Rule, rule.Name)}, rule.cells()...))
		if len(rule.Acting) == 1 && rule.Acting[0].Rule == rule.Rule {
			continue
		}
		for _, acting := range rule.Acting {
			rows = append(rows, append([]string{"  by " + ruleWord(acting.Rule, acting.Name)}, acting.cells()...))
		}
	}
	t.grid(rows)
}

func (t *table) outcomes(r *Result) {
	group := func(title string, rows []tallyRow) {
		grid := [][]string{{title, "claims", "±", "paid", "±", "patient", "±"}}
		for _, row := range append(rows, tallyRow{"all", r.Totals}) {
			if row.label != "all" && row.same() {
				continue
			}
			grid = append(grid, []string{
				row.label, report.Number(row.After.Claims), signedNumber(row.Difference.Claims), report.Dollars(row.After.Paid.Decimal),
				signed(row.Difference.Paid.Decimal), report.Dollars(row.After.Patient.Decimal), signed(row.Difference.Patient.Decimal),
			})
		}
		t.grid(grid)
	}
	var outcomes, models []tallyRow
	for _, o := range r.Outcomes {
		outcomes = append(outcomes, tallyRow{outcomeWord(o.Outcome), o.Tallies})
	}
	for _, m := range r.Models {
		models = append(models, tallyRow{modelWord(m.Model), m.Tallies})
	}
	group("claims by outcome, after", outcomes)
	group("claims by HMO model, after", models)
}

// tallyRow is a row of claims with their money.
type tallyRow struct {
	label string
	Tallies
}

// same reports whether nothing of it differs.
func (t *Tallies) same() bool {
	d := &t.Difference
	for _, a := range []Amount{d.Charged, d.Allowed, d.Paid, d.Patient, d.Withheld, d.Interest} {
		if !a.IsZero() {
			return false
		}
	}
	return d.Claims == 0
}

func (t *table) denials(denials []DenialTotal) {
	rows := [][]string{{"denied or passed on", "lines", "±", "amount", "±"}}
	for _, d := range denials {
		if d.LinesBefore == d.LinesAfter && d.Difference.IsZero() {
			continue
		}
		rows = append(rows, []string{
			report.Clip(d.Group+"-"+d.CARC+"  "+d.Text, 50), report.Number(d.LinesAfter), signedNumber(d.LinesAfter - d.LinesBefore),
			report.Dollars(d.After.Decimal), signed(d.Difference.Decimal),
		})
	}
	if len(rows) > 1 {
		t.grid(rows)
	}
}

func (t *table) sizes(all []SizeTotal) {
	rows := [][]string{{"payment moves by", "claims", "paid", "patient"}}
	for i, s := range all {
		if s.Claims > 0 {
			rows = append(rows, append([]string{sizeWord(all, i)}, s.cells()...))
		}
	}
	t.grid(rows)
}

func (t *table) payees(r *Result) {
	if len(r.Payees) == 0 {
		return
	}
	rows := [][]string{{"payees that gain or lose", "claims", "paid", "±", "sent", "±"}}
	for _, p := range r.Payees[:min(len(r.Payees), tableRows)] {
		rows = append(rows, []string{
			strings.TrimSpace(report.Clip(p.Payee, 30) + " " + p.NPI), report.Number(p.Claims), report.Dollars(p.Paid.After.Decimal),
			signed(p.Paid.Difference.Decimal), report.Dollars(p.Sent.After.Decimal), signed(p.Sent.Difference.Decimal),
		})
	}
	t.grid(rows)
	t.more(len(r.Payees)-tableRows+r.MorePayees, "payee")
}

// more says how many more there are.
func (t *table) more(n int, one string) {
	if n > 0 {
		t.line(2, "and "+report.Plural(n, "more "+one))
	}
}

func (t *table) members(r *Result) {
	if len(r.Members) == 0 {
		return
	}
	rows := [][]string{{"members with a change", "claims", "owes", "±", "paid", "±"}}
	for _, m := range r.Members[:min(len(r.Members), tableRows)] {
		rows = append(rows, []string{
			memberWord(m.Member), report.Number(m.Claims), report.Dollars(m.Patient.After.Decimal), signed(m.Patient.Difference.Decimal),
			report.Dollars(m.Paid.After.Decimal), signed(m.Paid.Difference.Decimal),
		})
	}
	t.grid(rows)
	t.more(len(r.Members)-tableRows+r.MoreMembers, "member")
}

func (t *table) changes(r *Result) {
	if len(r.Changes) == 0 {
		return
	}
	rows := [][]string{{"the largest changes", "outcome", "rule", "paid", "patient"}}
	for _, c := range r.Changes[:min(len(r.Changes), tableChanges)] {
		rows = append(rows, []string{
			strings.TrimSpace(c.Account + " " + c.number()), c.outcomeWord(), c.ruleWord(),
			signed(c.Paid.Difference.Decimal), signed(c.Patient.Difference.Decimal),
		})
	}
	t.grid(rows)
	t.more(r.Claims.Changed()-min(len(r.Changes), tableChanges), "claim")
}

// number returns our number of the claim, after's first.
func (c *Claim) number() string {
	if c.Control.After != "" {
		return c.Control.After
	}
	return c.Control.Before
}

func (c *Claim) outcomeWord() string {
	if c.Outcome.Before == c.Outcome.After {
		return shortOutcome(c.Outcome.After)
	}
	return shortOutcome(c.Outcome.Before) + " → " + shortOutcome(c.Outcome.After)
}

// ruleWord returns the rule where the traces part, and the one that acts where that
// is another.
func (c *Claim) ruleWord() string {
	if c.Acting != c.Rule {
		return c.Rule + ", " + c.Acting
	}
	return c.Rule
}

func (t *table) answers(r *Result) {
	flips := func(what string, all []AnswerFlip) {
		if len(all) == 0 {
			return
		}
		rows := [][]string{{what, ""}}
		for _, f := range all {
			rows = append(rows, []string{report.Clip(f.From, 45) + " → " + report.Clip(f.To, 45), report.Number(f.Count)})
		}
		t.grid(rows)
	}
	flips("inquiries answered otherwise", r.Inquiries.Flips)
	flips("requests decided otherwise", r.Reviews.Flips)
	flips("claims told otherwise when asked about", r.Statuses.Flips)
	flips("members enrolled otherwise", r.Enrollments.Flips)
}
