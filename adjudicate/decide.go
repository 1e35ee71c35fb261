package adjudicate

import (
	"slices"

	"github.com/shopspring/decimal"

	"github.com/hmox12/hmox12/mapping/record"
)

// Decide decides a claim that Accept let through. The decision says what is paid,
// in dollars, by whom what is not paid is borne, which counters it moves, and
// why; nothing is changed. The ledger must stand as of this claim: claims of one
// household are decided one after the other.
//
// There is always a decision. A claim that can't be decided, for it has no line or
// the book lacks what it turns on, is pended. Source: docs/adjudication.md, Rules
// in order.
func Decide(book Book, ledger Ledger, claim *record.Claim, opts Options) *record.Decision {
	return newCase(book, ledger, claim, opts).decide()
}

// stepsOfLine is how many steps a trace has of a line beyond the first, roughly: some
// rules say the same of all.
const stepsOfLine = 13

// decide has every rule look at the case, and ends it.
func (c *claimCase) decide() *record.Decision {
	defer c.end()
	rules := c.book.House().list()
	steps := len(rules) + stepsOfLine*max(len(c.lines)-1, 0)
	if c.trace = c.opts.Trace[:0]; cap(c.trace) < steps {
		c.trace = make([]record.Step, 0, steps)
	}
	for i := range rules {
		rule := &rules[i]
		c.run(rule)
		if rule.Name == filingRule.Name && c.deniedWaiting() {
			c.run(&waitedRule)
		}
	}
	return c.decision()
}

// run applies a rule to what is still open and writes the trace.
func (c *claimCase) run(rule *Rule) {
	if rule.claim != nil {
		if !c.anyOpen() && !rule.always {
			return
		}
		for _, l := range c.lines {
			l.before = l.adjustments
		}
		f := rule.claim(c)
		if f.pends() {
			f = c.answered(rule, 0, f)
		}
		if f.stops() {
			for _, l := range c.lines {
				if l.open() {
					l.stop(f.stop)
				}
			}
		}
		var moves []record.Move
		for _, l := range c.lines {
			moves = append(moves, moved(l.Number, l.before, l.adjustments)...)
		}
		c.record(rule, 0, f, moves)
		return
	}
	first := len(c.trace)
	for _, l := range c.lines {
		if !l.open() {
			continue
		}
		before := l.adjustments
		f := rule.line(c, l)
		if f.pends() {
			f = c.answered(rule, l.Number, f)
		}
		if rule.ofPayment && f.ends(record.LineDenied) && c.reportsPrepaid() {
			f = noted("%s Nothing is denied for it: the care was paid in advance and is only reported.", f.concluded).saw(f.looked...)
		}
		if f.stops() {
			l.stop(f.stop)
		}
		c.record(rule, l.Number, f, moved(0, before, l.adjustments))
	}
	if sameOfAll(c.trace[first:]) { // one step of the claim says it
		c.trace = c.trace[:first+1]
		c.trace[first].Line = 0
	}
}

// stop ends the line.
func (l *lineCase) stop(how *stop) {
	l.state, l.told = how.state, how.status
	if how.state != record.LinePended && how.state != record.LineWithdrawn {
		l.adjust(how.code, l.left)
	}
	if how.state != record.LineCapitated {
		l.postings = nil
	}
}

// record adds a finding, and what it moved, to the trace.
func (c *claimCase) record(rule *Rule, line int, f finding, moves []record.Move) {
	c.trace = append(c.trace, record.Step{
		Rule: rule.ID, Name: rule.Name, Line: line,
		Result: f.result, Looked: f.looked, Concluded: f.concluded, Moves: moves,
	})
	if f.stops() {
		c.trace[len(c.trace)-1].Waits = f.stop.waits
	}
}

// moved tells what a rule took off a line, or put back, by its adjustments before
// and after. Rules add adjustments or make them anew, and change none in place but
// for their order.
func moved(line int, before, after []record.Adjustment) []record.Move {
	if len(before) == len(after) && (len(after) == 0 || &before[0] == &after[0]) {
		return nil
	}
	if added, only := onlyAdded(before, after); only {
		moves := make([]record.Move, len(added))
		for i, a := range added {
			moves[i] = record.Move{Line: line, Group: a.Group, Reason: a.Reason, Amount: a.Amount}
		}
		return moves
	}
	var moves []record.Move
	add := func(a record.Adjustment, amount decimal.Decimal) {
		for i := range moves {
			if m := &moves[i]; m.Group == a.Group && m.Reason == a.Reason {
				m.Amount = m.Amount.Add(amount)
				return
			}
		}
		moves = append(moves, record.Move{Line: line, Group: a.Group, Reason: a.Reason, Amount: amount})
	}
	for _, a := range before {
		add(a, a.Amount.Neg())
	}
	for _, a := range after {
		add(a, a.Amount)
	}
	return slices.DeleteFunc(moves, func(m record.Move) bool { return m.Amount.IsZero() })
}

// onlyAdded returns what was added to the adjustments of a line, and whether that is
// all, each by a reason of its own, as nearly always.
func onlyAdded(before, after []record.Adjustment) (added []record.Adjustment, only bool) {
	if len(after) <= len(before) || !slices.Equal(before, after[:len(before)]) {
		return nil, false
	}
	for i := len(before); i < len(after); i++ {
		a := &after[i]
		if slices.ContainsFunc(after[:i], func(o record.Adjustment) bool { return o.Group == a.Group && o.Reason == a.Reason }) {
			return nil, false
		}
	}
	return after[len(before):], true
}

// sameOfAll reports whether several steps say of each line, in the same words, that
// the rule does not apply.
func sameOfAll(steps []record.Step) bool {
	if len(steps) < 2 {
		return false
	}
	for i := range steps {
		if s := &steps[i]; s.Result != record.NotApplicable || s.Concluded != steps[0].Concluded || len(s.Looked) > 0 {
			return false
		}
	}
	return true
}

// decision returns what the rules made of the claim.
func (c *claimCase) decision() *record.Decision {
	if c.outcome != record.Pended {
		c.tellAlerts()
	}
	if c.whole { // in an 835, remarks of a stay stand at the claim
		c.liftRemarks()
	}
	d := &record.Decision{
		Whole: c.whole, Control: c.claim.Control, Outcome: c.outcome, Status: c.status, Claim: c.told, Decided: c.today,
		ForwardedTo: c.forwardedTo, Reversal: c.reversal, PayFirst: c.payFirst, CoverageEnded: c.ended, Payee: c.claim.Billing.PayeeID(), Charge: c.claim.Charge, Remarks: c.remarks, Interest: c.interest, Trace: c.trace,
		Verdicts: c.verdicts,
	}
	switch {
	case c.again != nil:
		d.Corrects = c.again.Decision.Corrects
	case c.reversal != nil && c.outcome != record.Voided:
		d.Corrects = c.reversal.Control
	}
	if c.member != nil {
		d.Member, d.Newborn = c.member.ID, c.child
	}
	if c.member != nil && !c.newborn && !c.dependent {
		d.CorrectedName, d.CorrectedID = c.corrections()
	}
	var paid, patient record.Total
	d.Lines = slices.Grow(d.Lines, len(c.lines))
	for _, l := range c.lines {
		if d.Plan == "" && l.plan != nil {
			d.Plan, d.InsuranceType = l.plan.ID, l.plan.InsuranceType
		}
		line := l.decision()
		paid.Add(line.Paid)
		for i := range line.Adjustments {
			if a := &line.Adjustments[i]; a.Group == record.PR {
				patient.Add(a.Amount)
			}
		}
		d.Lines = append(d.Lines, line)
	}
	d.Paid, d.Patient, d.Postings = paid.Amount(), patient.Amount(), c.postings()
	if d.Outcome == record.Pended {
		d.PayBy = c.payBy()
	}
	return d
}

func (l *lineCase) decision() record.LineDecision {
	d := record.LineDecision{
		Line: l.Number, Procedure: l.Procedure, Category: l.category, Charge: l.Charge,
		Adjustments: l.adjustments, Remarks: l.remarks, Status: l.told, State: l.state,
	}
	if l.contract != nil {
		d.Contract, d.Model = l.contract.ID, l.contract.Model
	}
	if l.state == record.LinePaid || l.state == record.LinePatient || l.state == record.LineCapitated {
		d.Allowed, d.Priced, d.Paid, d.Units = l.allowed, l.priced, l.left, l.units
	}
	return d
}
