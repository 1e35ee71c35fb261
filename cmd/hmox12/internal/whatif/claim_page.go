package whatif

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/report"
	"github.com/hmox12/hmox12/mapping/record"
)

// claimPage is what the page's template sees of a changed claim.
type claimPage struct {
	Row       Claim
	Patient   string
	About     string
	Find      string     // what the filter looks through
	Told      [][]string // of each side, where no trace tells it
	Partings  partingsPage
	Lines     []linePage
	SameLines string // that were decided as before
}

func (p *resultPage) ClaimPages() []claimPage {
	pages := make([]claimPage, len(p.stories))
	for i, c := range p.stories {
		pages[i] = c.page(p.Changes[i])
	}
	return pages
}

func (c *ClaimChange) page(row Claim) claimPage {
	claim := c.story().Claim
	p := claimPage{
		Row: row, Patient: claim.Patient.Name.String(), Partings: partingsOf(c.Partings, c.Parting, c.actingParting(), "line"),
		About: commas(
			"member "+orDash(row.Member), claim.Billing.Name.String(), npiOf(claim.Billing.NPI),
			"service "+report.Days(record.Span{From: claim.FirstDate(), To: claim.LastDate()}), "charged "+report.Dollars(claim.Charge),
			changedWords("model", modelWord(row.Model.Before), modelWord(row.Model.After)),
			changedWords("status", row.Status.Before, row.Status.After), claim.Source.File, report.Place(&claim.Source),
		),
	}
	if c.Before.Decision == nil || c.After.Decision == nil || c.Rule == TakenBack {
		p.Told = [][]string{told(c.Before), told(c.After)}
	}
	var same []string
	for _, l := range c.lines() {
		if l.changed() {
			p.Lines = append(p.Lines, l.page())
		} else {
			same = append(same, strings.TrimSpace(l.label()+". "+l.one().Procedure.String()+" paid "+report.Dollars(l.one().Paid)))
		}
	}
	p.SameLines = strings.Join(same, "; ")
	p.Find = c.find(&row, p.Patient)
	return p
}

// told tells a side that has no decision, or of which the trace tells nothing.
func told(s report.ClaimStory) []string {
	switch {
	case s.Claim == nil:
		return []string{"Not read: its file, interchange or set was refused."}
	case s.Decision != nil:
		return []string{outcomeWord(string(s.Outcome())), s.Decision.Claim.String() + " " + s.Decision.Claim.Text()}
	}
	var all []string
	for _, r := range s.Rejections {
		text := r.Status.String() + " " + r.Status.Text()
		if r.Detail != "" {
			text += " (" + r.Detail + ")"
		}
		all = append(all, text)
	}
	return all
}

// find returns the words by which the filter finds the claim.
func (c *ClaimChange) find(row *Claim, patient string) string {
	words := []string{
		row.Control.Before, row.Control.After, row.Account, row.Member, row.NPI, row.Payee, patient,
		"was:" + row.Outcome.Before, "is:" + row.Outcome.After, "kind:" + string(row.Kind),
		"rule:" + keyOf(row.Rule), "by:" + keyOf(row.Acting), "model:" + row.Model.After,
	}
	for _, l := range c.lines() {
		for _, a := range l.adjustments() {
			words = append(words, report.CASCode(a.Group, a.Reason))
		}
	}
	for _, d := range row.Differs {
		words = append(words, "differs:"+d)
	}
	return strings.ToLower(strings.Join(words, " "))
}

// linePage is a line whose decision changed: each step of its money on both sides.
type linePage struct {
	Label, Procedure string
	Notes            []string
	Steps            []stepPage
}

// stepPage is one amount of a line on both sides; empty where a side has none.
type stepPage struct {
	Code, Text    string
	Before, After string
	Difference    Amount
	Sum           bool
}

func (l lineChange) page() linePage {
	p := linePage{Label: l.label(), Procedure: l.one().Procedure.String()}
	if p.Procedure == "" {
		p.Procedure = "the claim as a whole"
	}
	row := l.row()
	for _, n := range []struct{ label, before, after string }{
		{"", row.State.Before, row.State.After}, {"", row.Status.Before, row.Status.After},
		{"contract", row.Contract.Before, row.Contract.After}, {"remarks", row.Remarks.Before, row.Remarks.After},
		{"category", categoryOf(l.Before), categoryOf(l.After)}, {"units", unitsOf(l.Before), unitsOf(l.After)},
	} {
		if n.before != n.after {
			p.Notes = append(p.Notes, strings.TrimSpace(n.label+" "+orDash(n.before)+" → "+orDash(n.after)))
		}
	}
	add := func(code, text string, before, after decimal.Decimal, sum bool) {
		s := stepPage{Code: code, Text: text, Difference: Amount{after.Sub(before)}, Sum: sum}
		if l.Before != nil {
			s.Before = report.Dollars(before)
		}
		if l.After != nil {
			s.After = report.Dollars(after)
		}
		p.Steps = append(p.Steps, s)
	}
	add("", "charged", chargeOf(l.Before), chargeOf(l.After), false)
	for _, a := range l.adjustments() {
		add(report.CASCode(a.Group, a.Reason), a.Reason.Meaning().Text+" ("+report.Bears(a.Group)+")", a.Before.Neg(), a.After.Neg(), false)
	}
	add("", "paid", paidOf(l.Before), paidOf(l.After), true)
	add("", "allowed", allowedOf(l.Before), allowedOf(l.After), false)
	add("", "patient owes", patientOf(l.Before), patientOf(l.After), false)
	return p
}

func chargeOf(l *record.LineDecision) decimal.Decimal {
	if l == nil {
		return decimal.Zero
	}
	return l.Charge
}

func categoryOf(l *record.LineDecision) string {
	if l == nil {
		return ""
	}
	return string(l.Category)
}

func unitsOf(l *record.LineDecision) string {
	if l == nil {
		return ""
	}
	return l.Units.String()
}

// partingsPage is where two traces part: the parting that tells why, the one that
// acts where that is another, then the others.
type partingsPage struct {
	First, Acting *partPage
	Rest          []partPage
}

// partPage is one rule on both sides.
type partPage struct {
	Rule, Name    string
	Line          int
	Part          string // line or service
	Before, After *sidePage
}

// sidePage is what a rule concluded on one side; evidence that the other side has
// not is marked.
type sidePage struct {
	Result, Concluded string
	Moves             string // what it took off the charge
	Looked            []looked
}

type looked struct {
	Text  string
	Other bool
}

func partingsOf(all []Parting, why, acting *Parting, part string) partingsPage {
	var p partingsPage
	for i := range all {
		one := partPage{
			Rule: all[i].Step().Rule, Name: all[i].Step().Name, Line: all[i].Step().Line, Part: part,
			Before: sideOf(all[i].Before, all[i].After), After: sideOf(all[i].After, all[i].Before),
		}
		switch &all[i] {
		case why:
			p.First = &one
		case acting:
			p.Acting = &one
		default:
			p.Rest = append(p.Rest, one)
		}
	}
	return p
}

func sideOf(step, other *record.Step) *sidePage {
	if step == nil {
		return nil
	}
	p := &sidePage{Result: string(step.Result), Concluded: step.Concluded}
	var moves []string
	for _, m := range step.Moves {
		moves = append(moves, report.CASCode(m.Group, m.Reason)+" "+report.Dollars(m.Amount))
	}
	p.Moves = strings.Join(moves, ", ")
	for _, text := range step.Looked {
		p.Looked = append(p.Looked, looked{text, other != nil && !slices.Contains(other.Looked, text)})
	}
	return p
}

// commas sets commas between the parts that say something.
func commas(parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(p string) bool { return p == "" }), ", ")
}

func npiOf(npi string) string {
	if npi == "" {
		return ""
	}
	return "NPI " + npi
}

// changedWords says what a word was and is; nothing when it is the same.
func changedWords(label, before, after string) string {
	if before == after {
		return ""
	}
	return label + " " + orDash(before) + " → " + orDash(after)
}
