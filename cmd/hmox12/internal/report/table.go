package report

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/shopspring/decimal"
)

// Table writes the night for a terminal: aligned, plain text without colors,
// about 90 columns wide.
func (n *Night) Table(w io.Writer) error {
	t, b := n.Totals(), bufio.NewWriter(w)
	fmt.Fprintf(b, "%s, received %s, paid %s\n\n", orDash(n.Payer), orDash(n.Received.String()), orDash(n.Paid.String()))

	fileNote := joined(countOf(n.verdicts(PartlyAccepted), "partly accepted"), countOf(n.verdicts(Rejected), "rejected"),
		countOf(n.verdicts(Duplicate), "duplicate"), countOf(t.Findings, "findings"))
	var asked []string
	for _, s := range t.Standings {
		asked = append(asked, countOf(s.Count, string(s.Standing)))
	}
	var requested []string
	for _, o := range t.ReviewOutcomes {
		requested = append(requested, countOf(o.Count, string(o.Outcome)))
	}
	var enrolled []string
	for _, o := range t.EnrollmentOutcomes {
		enrolled = append(enrolled, countOf(o.Count, string(o.Outcome)))
	}
	counts := [][]string{
		{"files", number(t.Files), fileNote},
		{"transaction sets", number(t.Sets), countOf(t.RejectedSets, "rejected")},
		{"inquiries", number(t.Inquiries), joined(asked...)},
		{"claim inquiries", number(t.StatusInquiries), joined(countOf(t.StatusFound, "answered"),
			countOf(t.StatusInquiries-t.StatusFound, "without a claim"))},
		{"review requests", number(t.Reviews), joined(requested...)},
		{"enrollments", number(t.Enrollments), joined(enrolled...)},
		{"claims", number(t.Claims), t.Again.note()},
	}
	if len(n.verdictsOfPeople) > 0 {
		counts = append(counts, []string{"people decided", number(len(n.verdictsOfPeople)), verdictNote(&t)})
	}
	if len(n.sent) > 0 {
		counts = append(counts, []string{"files sent", number(len(n.sent)), sentNote(t)})
	}
	if len(n.unmatched) > 0 {
		counts = append(counts, []string{"", "", plural(len(n.unmatched), "acknowledgment") + " of what was never sent"})
	}
	writeCounts(b, counts)
	n.writeRefused(b)
	n.writeUntaken(b)

	writeGrid(b, tallyRows("claims by outcome", t.outcomeRows(), t.Tally))
	writeGrid(b, tallyRows("claims by HMO model", t.modelRows(), t.Tally))
	if len(t.Denials) > 0 {
		rows := [][]string{{"denied or passed on", "lines", "amount"}}
		for _, d := range t.Denials {
			rows = append(rows, []string{casCode(d.Group, d.Reason) + "  " + clip(d.Reason.Meaning().Text, 60), number(d.Lines), dollars(d.Amount)})
		}
		writeGrid(b, rows)
	}
	money := [][]string{
		{"money", "dollars"},
		{"paid for claims", dollars(t.Paid)},
		{"interest", dollars(t.Interest)},
		{"patient responsibility", dollars(t.Patient)},
		{"withheld", dollars(t.Withheld)},
	}
	if t.Again.Decided > 0 {
		money = append(money, []string{"taken back, decided again", dollars(t.Again.TakenBack.Neg())},
			[]string{"of that put off for notice", dollars(t.Again.PutOff)})
	}
	writeGrid(b, append(money, []string{fmt.Sprintf("sent in %s", plural(t.Remittances, "remittance")), dollars(t.Remitted)}))
	if n.Folder != "" {
		fmt.Fprintf(b, "\nanswers: %s in %s\n", plural(len(n.answers), "file"), n.Folder)
	}
	return b.Flush()
}

// sentNote tells how what we sent was taken, also on earlier nights.
func sentNote(t Totals) string {
	var parts []string
	for _, s := range t.Sent {
		if s.Count > 0 {
			parts = append(parts, number(s.Count)+" "+string(s.State))
		}
	}
	return joined(parts...)
}

// maxRefused is how many files that were refused the table names.
const maxRefused = 20

// writeRefused names the files that their receivers refused, as somebody has to
// see to them.
func (n *Night) writeRefused(w io.Writer) {
	refused := n.refused()
	if len(refused) == 0 {
		return
	}
	rows := [][]string{{"sent and not taken", "sent"}}
	for _, s := range refused[:min(len(refused), maxRefused)] {
		rows = append(rows, []string{s.named() + ": " + string(s.State), s.Day.String()})
	}
	if more := len(refused) - maxRefused; more > 0 {
		rows = append(rows, []string{plural(more, "more file"), ""})
	}
	writeGrid(w, rows)
}

// tallyRow is a tally with its label.
type tallyRow struct {
	Label string
	Tally
}

// outcomeRows leave out outcomes that no claim had.
func (t *Totals) outcomeRows() []tallyRow {
	var rows []tallyRow
	for _, o := range t.Outcomes {
		if o.Claims > 0 {
			rows = append(rows, tallyRow{outcomeWords[o.Outcome], o.Tally})
		}
	}
	return rows
}

// modelRows show the four models always, claims without contract when there are
// any.
func (t *Totals) modelRows() []tallyRow {
	var rows []tallyRow
	for _, m := range t.Models {
		if m.Model != "" || m.Claims > 0 {
			rows = append(rows, tallyRow{modelWords[m.Model], m.Tally})
		}
	}
	return rows
}

func tallyRows(title string, rows []tallyRow, total Tally) [][]string {
	grid := [][]string{{title, "claims", "charged", "allowed", "paid", "patient"}}
	for _, r := range append(rows, tallyRow{"all", total}) {
		grid = append(grid, []string{
			r.Label, number(r.Claims), dollars(r.Charged), dollars(r.Allowed), dollars(r.Paid), dollars(r.Patient),
		})
	}
	return grid
}

// writeGrid writes rows under a head: the first column to the left, numbers to
// the right.
func writeGrid(w io.Writer, rows [][]string) {
	widths := []int{28}
	for i, r := range rows {
		if i > 0 {
			r[0] = "  " + r[0]
		}
		for column, cell := range r {
			if column == len(widths) {
				widths = append(widths, 0)
			}
			widths[column] = max(widths[column], utf8.RuneCountInString(cell))
		}
	}
	fmt.Fprintln(w)
	for _, r := range rows {
		for column, cell := range r {
			if column == 0 {
				fmt.Fprintf(w, "%-*s", widths[0], cell)
			} else {
				fmt.Fprintf(w, "%*s", widths[column]+2, cell)
			}
		}
		fmt.Fprintln(w)
	}
}

// writeCounts writes label, count and note.
func writeCounts(w io.Writer, rows [][]string) {
	for _, r := range rows {
		fmt.Fprintln(w, strings.TrimRight(fmt.Sprintf("%-18s%9s   %s", r[0], r[1], r[2]), " "))
	}
}

func (n *Night) verdicts(v Verdict) int {
	count := 0
	for i := range n.files {
		if n.files[i].Verdict == v {
			count++
		}
	}
	return count
}

// countOf returns "3 rejected", nothing for none.
func countOf(n int, what string) string {
	if n == 0 {
		return ""
	}
	if n == 1 {
		what = strings.TrimSuffix(what, "s")
	}
	return number(n) + " " + what
}

// joined sets commas between the parts that are not empty.
func joined(parts ...string) string {
	var b strings.Builder
	for _, p := range parts {
		if p == "" {
			continue
		}
		if b.Len() > 0 {
			b.WriteString(", ")
		}
		b.WriteString(p)
	}
	return b.String()
}

func orDash(s string) string {
	if s == "" {
		return "–"
	}
	return s
}

// clip shortens text to so many characters.
func clip(text string, limit int) string {
	runes := []rune(text)
	if len(runes) <= limit {
		return text
	}
	return strings.TrimRight(string(runes[:limit-1]), " ,;") + "…"
}

// share returns part of whole in percent with one decimal, 0 when there is none.
func share(part, whole decimal.Decimal) string {
	if !whole.IsPositive() || !part.IsPositive() {
		return "0"
	}
	return part.Mul(decimal.NewFromInt(100)).DivRound(whole, 1).StringFixed(1)
}
