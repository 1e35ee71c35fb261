package report

import (
	"cmp"
	"slices"
	"sync"

	"github.com/shopspring/decimal"

	"github.com/hmox12/hmox12/adjudicate"
	"github.com/hmox12/hmox12/mapping/record"
)

// plot is the trace of a decision as a story: what was found about the claim
// before its lines were looked at, about each line, about no line at all, and how
// it ended.
type plot struct {
	Begin, End []ruleStory
	Apart      []ruleStory // rules of lines that applied to none
	Unasked    unasked     // where the claim ended before its lines
	Exact      bool        // the money of the steps is known
	lines      map[int]*linePlot
}

// linePlot is the part of the story that is about one line.
type linePlot struct {
	Rules   []ruleStory
	Unasked unasked
}

// unasked are the rules that were not asked any more, and the one that ended it.
type unasked struct {
	By    string
	Rules []string
}

// ruleStory is one step of the trace.
type ruleStory struct {
	Rule, Name string
	Line       int    // 0: the claim
	Part       string // what Line numbers where that is no line: service, coverage
	Result     record.Result
	Looked     []string
	Concluded  string
	Money      []moneyChange // of the lines whose money the rule moved
}

// Applied reports whether the rule had a say.
func (r *ruleStory) Applied() bool { return r.Result != record.NotApplicable }

// moneyChange is what was left of a line's charge before a rule and after it.
type moneyChange struct {
	Line          int // 0 where the step is about one line, or a stay
	Before, After decimal.Decimal
	Steps         []moneyStep
}

// line returns the story of a line, an empty one where there is none.
func (p *plot) line(number int) linePlot {
	if l := p.lines[number]; l != nil {
		return *l
	}
	return linePlot{}
}

// rulesInOrder are the rules of a claim, and ruleOrder their places by their names.
var (
	rulesInOrder = sync.OnceValue(adjudicate.Rules)
	ruleOrder    = sync.OnceValue(func() map[string]int {
		order := map[string]int{}
		for i, rule := range rulesInOrder() {
			order[rule.Name] = i
		}
		return order
	})
)

// ofLines reports whether a rule looks at each line by itself.
func ofLines(name string) bool {
	i, known := ruleOrder()[name]
	return known && rulesInOrder()[i].Level == adjudicate.LineLevel
}

// plot lays out the trace.
func (s ClaimStory) plot() *plot {
	p := &plot{lines: map[int]*linePlot{}}
	d := s.Decision
	if d == nil {
		return p
	}
	money, exact := d.Walk()
	p.Exact = exact
	for i := range d.Trace {
		step := &d.Trace[i]
		r := ruleStory{Rule: step.Rule, Name: step.Name, Line: step.Line, Result: step.Result, Looked: step.Looked, Concluded: step.Concluded}
		// A payer's own rules are in no list: they belong where they stand.
		_, known := ruleOrder()[step.Name]
		own := !known && len(p.lines)+len(p.Apart) > 0 && len(p.End) == 0
		ofLine := step.Line != 0 || d.Whole && (ofLines(step.Name) || own)
		if exact {
			r.Money = changes(money[i], ofLine)
		}
		switch {
		case ofLine:
			l := p.lines[step.Line]
			if l == nil {
				l = &linePlot{}
				p.lines[step.Line] = l
			}
			l.Rules = append(l.Rules, r)
		case ofLines(step.Name) || own && !r.Applied():
			p.Apart = append(p.Apart, r)
		case len(p.lines)+len(p.Apart) == 0 && !slices.ContainsFunc(p.Begin, ends):
			p.Begin = append(p.Begin, r)
		default:
			p.End = append(p.End, r)
		}
	}
	p.tellUnasked()
	return p
}

// changes tells the money that a step moved.
func changes(lines []record.LineMoney, ofLine bool) []moneyChange {
	var all []moneyChange
	for _, l := range lines {
		if len(l.Moves) == 0 {
			continue
		}
		c := moneyChange{Line: l.Line, Before: l.Before, After: l.After}
		if ofLine {
			c.Line = 0
		}
		left := l.Before
		for _, m := range l.Moves {
			left = left.Sub(m.Amount)
			c.Steps = append(c.Steps, moneyStepOf(m.Group, m.Reason, m.Amount, left))
		}
		all = append(all, c)
	}
	return all
}

// tellUnasked says of each line that a rule ended which rules come after that.
func (p *plot) tellUnasked() {
	for _, l := range p.lines {
		if i := slices.IndexFunc(l.Rules, ends); i >= 0 {
			l.Unasked = p.after(l.Rules[:i+1])
		}
	}
	if i := slices.IndexFunc(p.Begin, ends); i >= 0 && len(p.lines) == 0 {
		p.Unasked = p.after(p.Begin[:i+1])
	}
}

// ends reports whether a rule ended a line: it denied it, made it wait, or found
// that it was paid in advance.
func ends(r ruleStory) bool {
	return r.Result == record.Denial || r.Result == record.Pend || r.Rule == "R19" && r.Applied() ||
		r.Rule == "R7" && r.Result == record.Note
}

// after names the rules that were not asked, since the last of those asked ended it:
// those of lines behind it, and those of the claim that left no step. Behind a
// payer's own rule come those behind the rule before it.
func (p *plot) after(asked []ruleStory) unasked {
	at := -1
	for i := range asked {
		if place, known := ruleOrder()[asked[i].Name]; known {
			at = place
		}
	}
	last := &asked[len(asked)-1]
	if at < 0 {
		return unasked{}
	}
	told := map[string]bool{}
	for _, r := range slices.Concat(p.Begin, p.End) {
		told[r.Name] = true
	}
	u := unasked{By: last.Rule + " " + last.Name}
	for _, rule := range rulesInOrder()[at+1:] {
		if rule.Level == adjudicate.LineLevel || !told[rule.Name] {
			u.Rules = append(u.Rules, rule.ID+" "+rule.Name)
		}
	}
	return u
}

// About is what is told of a line beside its procedure.
func (l *lineStory) About() string {
	return joined(l.Dates, l.Units, l.Place, l.Category, l.Contract, l.Description)
}

// Class is the color of what became of the money.
func (m moneyStep) Class() string { return dispositionClass(slices.Index(dispositions, m.disposition)) }

// Bar is the line's charge cut into stretches by what became of it.
func (l *lineStory) Bar() []part {
	sums := map[Disposition]decimal.Decimal{PaidOut: l.Paid}
	for _, step := range l.Steps {
		sums[step.disposition] = sums[step.disposition].Add(step.Amount)
	}
	positive := decimal.Zero
	for _, amount := range sums {
		positive = positive.Add(decimal.Max(amount, decimal.Zero))
	}
	var parts []part
	for i, d := range dispositions {
		if sums[d].IsPositive() {
			parts = append(parts, part{string(d), dispositionClass(i), share(sums[d], positive), sums[d]})
		}
	}
	return parts
}

// chapterTitle says what a decision is to those before it.
func chapterTitle(s ClaimStory, first bool) string {
	d := s.Decision
	switch {
	case len(s.Rejections) > 0:
		return "Rejected by the front end"
	case d == nil:
		return "Received, and not decided yet"
	case d.Status == record.Reversal:
		return "Taken back"
	case d.Outcome == record.Voided:
		return "Void of claim " + s.Claim.OriginalControl
	case d.Corrects != "":
		return "Decided in the place of claim " + d.Corrects
	case d.Status == record.Predetermined:
		return "Told what would be paid"
	case d.Outcome == record.Pended:
		return "Left to a person"
	case first:
		return "Decided"
	case len(d.Trace) > 0 && d.Trace[0].Rule == adjudicate.WaitedRule:
		return "Decided after the wait"
	}
	return "Decided again"
}

// decidedOn is the day of a chapter.
func (s ClaimStory) decidedOn() record.Date {
	if s.Decision != nil {
		return s.Decision.Decided
	}
	return cmp.Or(s.Claim.Received, 0)
}
