package report

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"github.com/hmox12/hmox12/mapping/record"
)

// explainWidth is where lines of an explanation are wrapped.
const explainWidth = 100

// Explain writes what was decided about a claim and why, for a person at a
// terminal: the claim, the money line by line, the rules one by one, the result.
func Explain(w io.Writer, s ClaimStory, color bool) error {
	e := &explainer{Writer: bufio.NewWriter(w), color: color}
	e.title(s)
	for _, f := range s.submitted() {
		e.labeled(f.Label, f.Value)
	}
	e.money(s)
	e.rules(s)
	e.result(s)
	return e.Flush()
}

// explainer writes an explanation; errors come out of Flush.
type explainer struct {
	*bufio.Writer
	color bool
}

// style is an ANSI text attribute.
type style string

const (
	plain  style = ""
	bold   style = "1"
	dim    style = "2"
	red    style = "31"
	green  style = "32"
	yellow style = "33"
)

func (e *explainer) styled(s style, text string) string {
	if !e.color || s == plain {
		return text
	}
	return "\x1b[" + string(s) + "m" + text + "\x1b[0m"
}

var outcomeStyles = map[record.Outcome]style{
	record.Paid: green, record.Processed: green, record.EncounterTaken: green,
	record.DeniedClaim: red, record.Rejected: red, record.Pended: yellow, record.Forwarded: yellow,
}

var resultStyles = map[record.Result]style{
	record.Passed: green, record.Denial: red, record.Pend: yellow, record.Adjusted: yellow,
}

func (e *explainer) title(s ClaimStory) {
	row := rowOf(s)
	name := "Claim " + row.Control
	if row.Control == "" {
		name = "Claim without a number"
	}
	fmt.Fprintf(e, "%s, account %s: %s\n\n", e.styled(bold, name), orDash(row.Account),
		e.styled(outcomeStyles[row.Outcome], outcomeWords[row.Outcome]))
}

func (e *explainer) heading(text string) { fmt.Fprintf(e, "\n%s\n", e.styled(bold, text)) }

const labelWidth = 20

func (e *explainer) labeled(label, value string) {
	e.hanging(fmt.Sprintf("  %-*s", labelWidth-2, label), value, plain)
}

// hanging writes text after a lead, wrapped so that it stays to the right of it.
func (e *explainer) hanging(lead, text string, s style) {
	indent := utf8.RuneCountInString(lead)
	for i, line := range wrap(text, explainWidth-indent) {
		if i > 0 {
			lead = strings.Repeat(" ", indent)
		}
		fmt.Fprintln(e, e.styled(s, strings.TrimRight(lead+line, " ")))
	}
}

// money tells each line from its charge to what is paid.
func (e *explainer) money(s ClaimStory) {
	e.heading("Line by line")
	for _, l := range s.lines() {
		about := joined(l.Dates, l.Units, l.Place, l.Category, l.Contract, l.Description)
		e.hanging(fmt.Sprintf("  %-4s%-12s  ", l.label(), l.Procedure), about, plain)
		e.amounts("charge", "", l.Charge, nil)
		e.steps(l.Steps)
		if l.Priced {
			e.amounts("allowed", "", l.Allowed, nil)
		}
		if l.Decided {
			e.amounts("paid", "", l.Paid, nil)
			e.under(l.State + "; " + l.Status)
		}
		for _, r := range l.Remarks {
			e.under(r)
		}
	}
}

func (e *explainer) steps(steps []moneyStep) {
	for _, step := range steps {
		e.amounts(step.Code, step.Text+"; "+step.Bears, step.Amount.Neg(), &step.Left)
	}
}

// amounts writes a label, an amount, what is left, and words.
func (e *explainer) amounts(label, words string, amount decimal.Decimal, left *decimal.Decimal) {
	rest := ""
	if left != nil {
		rest = dollars(*left) + " left"
	}
	lead := fmt.Sprintf("      %-9s%12s", label, dollars(amount))
	if words != "" {
		lead += fmt.Sprintf("%17s  ", rest)
	}
	e.hanging(lead, words, plain)
}

func (e *explainer) under(text string) { e.hanging("      ", strings.Trim(text, "; "), plain) }

// rules tells the trace in its order; a rule that did not apply takes one dim
// line.
func (e *explainer) rules(s ClaimStory) {
	if s.Decision == nil {
		return
	}
	e.heading("Rule by rule")
	e.trace(s.Decision.Trace, "line")
}

// trace tells steps in their order; part names what their numbers are of.
func (e *explainer) trace(steps []record.Step, part string) {
	for _, r := range steps {
		name := r.Name
		if r.Line > 0 {
			name += fmt.Sprintf(", %s %d", part, r.Line)
		}
		lead := fmt.Sprintf("  %-5s", r.Rule)
		if r.Result == record.NotApplicable {
			fmt.Fprintln(e, e.styled(dim, clip(lead+name+": "+r.Concluded, explainWidth)))
			continue
		}
		fmt.Fprintf(e, "%s%s: %s\n", lead, e.styled(bold, name), e.styled(resultStyles[r.Result], resultWords[r.Result]))
		for i, looked := range r.Looked {
			label := "looked at  "
			if i > 0 {
				label = ""
			}
			e.hanging(fmt.Sprintf("       %-11s", label), looked, plain)
		}
		e.hanging("       concluded  ", r.Concluded, plain)
	}
}

// result tells the final codes and amounts.
func (e *explainer) result(s ClaimStory) {
	e.heading("Result")
	for _, f := range s.statuses() {
		e.labeled("Status "+f.Label, f.Value)
	}
	d := s.Decision
	if d == nil {
		if len(s.Rejections) > 0 {
			e.labeled("", "The front end rejected it: it never became a claim, and nothing was decided.")
		}
		return
	}
	if words := claimStatusWords[d.Status]; words != "" {
		e.labeled("CLP02 "+string(d.Status), words)
	}
	for _, f := range s.decided() {
		e.labeled(f.Label, f.Value)
	}
	for _, row := range []struct {
		label  string
		amount decimal.Decimal
	}{{"Charged", d.Charge}, {"Allowed", s.allowed()}, {"Patient owes", d.Patient}, {"Paid", d.Paid}} {
		fmt.Fprintf(e, "  %-*s%12s\n", labelWidth-2, row.label, dollars(row.amount))
	}
	e.remitted(s)
}

// remitted tells in which 835 the provider was told, and how that was taken.
func (e *explainer) remitted(s ClaimStory) {
	for i := range s.Remitted {
		sent := &s.Remitted[i]
		e.labeled("Told in", fmt.Sprintf("%s to %s, interchange %s, group %s, payment %s",
			sent.File, sent.Receiver, sent.Interchange, sent.Group, sent.Trace))
		e.labeled("Acknowledged", string(sent.State))
		for _, a := range sent.Acknowledgments {
			said := fmt.Sprintf("%s in %s of %s: %s", a.Kind, a.File, a.Came, a.Verdict)
			e.labeled("", strings.Join(append([]string{said}, a.Reasons...), "; "))
		}
	}
}

// wrap breaks text at blanks into lines of at most width characters; a longer
// word has a line of its own. There is always one line.
func wrap(text string, width int) []string {
	var lines []string
	line, length := "", 0
	for _, word := range strings.Fields(text) {
		n := utf8.RuneCountInString(word)
		if length > 0 && length+1+n > width {
			lines, line, length = append(lines, line), "", 0
		}
		if length > 0 {
			line, length = line+" ", length+1
		}
		line, length = line+word, length+n
	}
	return append(lines, line)
}
