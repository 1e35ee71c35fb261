package report

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"github.com/hmox12/hmox12/mapping/record"
)

// explainWidth is where lines of an explanation are wrapped.
const explainWidth = 100

// Explanation is all that is told of a number: requests for referrals and
// authorizations, eligibility inquiries, enrollments of a member, inquiries about
// claims, and histories of claims.
type Explanation struct {
	Number    string
	Requests  []*record.ReviewAnswer
	Inquiries []*record.EligibilityAnswer
	Questions []*record.StatusAnswer
	// Enrollments are what sponsors said of a member.
	Enrollments []*record.EnrollmentResult
	// Claims are histories: the chapters of one claim in their order, from how it was
	// first decided over its reversal to the claim that took its place.
	Claims [][]ClaimStory
}

// Text writes it for a person at a terminal: of each claim what was sent, what
// was found about it and line by line, with the money before and after each rule,
// and the result.
func (x *Explanation) Text(w io.Writer, color bool) error {
	e := &explainer{Writer: bufio.NewWriter(w), color: color}
	for _, r := range x.Requests {
		e.begin()
		e.request(r)
	}
	for _, a := range x.Inquiries {
		e.begin()
		e.inquiry(a)
	}
	for _, a := range x.Questions {
		e.begin()
		e.question(a)
	}
	for _, r := range x.Enrollments {
		e.begin()
		e.enrollment(r)
	}
	for _, chapters := range x.Claims {
		for j, s := range chapters {
			e.begin()
			if len(chapters) > 1 {
				fmt.Fprintln(e, e.styled(dim, fmt.Sprintf("Chapter %d of %d, %s: %s", j+1, len(chapters), s.decidedOn(), chapterTitle(s, j == 0))))
			}
			e.claim(s)
		}
	}
	return e.Flush()
}

func (e *explainer) claim(s ClaimStory) {
	e.title(s)
	for _, f := range s.submitted() {
		e.labeled(f.Label, f.Value)
	}
	p := s.plot()
	e.part("The claim", p.Begin)
	e.unasked(p.Unasked)
	for _, l := range s.lines(p) {
		e.line(&l)
	}
	e.part("Asked of every line, and applied to none", p.Apart)
	e.part("The end", p.End)
	e.result(s)
}

// explainer writes an explanation; errors come out of Flush.
type explainer struct {
	*bufio.Writer
	color bool
	begun bool
}

// begin sets apart what follows from what was told before.
func (e *explainer) begin() {
	if e.begun {
		fmt.Fprintln(e)
	}
	e.begun = true
}

// Nothing reports whether there is nothing to tell.
func (x *Explanation) Nothing() bool {
	return len(x.Claims)+len(x.Requests)+len(x.Inquiries)+len(x.Questions)+len(x.Enrollments) == 0
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

// line tells what was sent, where its charge went, and what each rule found.
func (e *explainer) line(l *lineStory) {
	title := "The stay"
	if l.Number > 0 {
		title = fmt.Sprintf("Line %d: %s", l.Number, l.Procedure)
	}
	e.heading(title)
	e.hanging("  ", l.About(), plain)
	e.amounts("charge", "", l.Charge, nil)
	for _, step := range l.Steps {
		e.amounts(step.Code, step.Text+"; "+step.Bears, step.Amount.Neg(), &step.Left)
	}
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
	e.rules(l.Rules)
	e.unasked(l.Unasked)
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

func (e *explainer) part(title string, rules []ruleStory) {
	if len(rules) > 0 {
		e.heading(title)
		e.rules(rules)
	}
}

// rules tells steps in their order; a rule that did not apply is dim.
func (e *explainer) rules(steps []ruleStory) {
	for _, r := range steps {
		name := r.Name
		if r.Line > 0 && r.Part != "" {
			name += fmt.Sprintf(", %s %d", r.Part, r.Line)
		}
		lead := fmt.Sprintf("  %-5s", r.Rule)
		if !r.Applied() {
			e.hanging(lead, name+": "+r.Concluded, dim)
			for _, looked := range r.Looked {
				e.hanging("       looked at  ", looked, dim)
			}
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
		for _, m := range r.Money {
			e.hanging("       money      ", m.text(), plain)
		}
	}
}

// text tells a change of money: 150.00 before, 80.00 after: CO-45 70.00.
func (m *moneyChange) text() string {
	var reasons []string
	for _, step := range m.Steps {
		if step.Amount.IsNegative() && !m.Before.IsNegative() {
			reasons = append(reasons, step.Code+" "+dollars(step.Amount.Abs())+" put back")
			continue
		}
		reasons = append(reasons, step.Code+" "+dollars(step.Amount))
	}
	text := fmt.Sprintf("%s before, %s after: %s", dollars(m.Before), dollars(m.After), strings.Join(reasons, ", "))
	if m.Line > 0 {
		text = fmt.Sprintf("line %d: %s", m.Line, text)
	}
	return text
}

// unasked names the rules that a line did not come to.
func (e *explainer) unasked(u unasked) {
	if len(u.Rules) > 0 {
		e.hanging("       not asked  ", "after "+u.By+": "+strings.Join(u.Rules, ", "), dim)
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
	for _, f := range slices.Concat(s.lookedAtAgain(), s.contested(), s.told(), s.askedAbout()) {
		e.labeled(f.Label, f.Value)
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
