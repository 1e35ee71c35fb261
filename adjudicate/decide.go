package adjudicate

import (
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
	c := newCase(book, ledger, claim, opts)
	for _, rule := range book.House().list() {
		c.run(rule)
	}
	return c.decision()
}

// run applies a rule to what is still open and writes the trace.
func (c *claimCase) run(rule Rule) {
	if rule.claim != nil {
		if len(c.openLines()) == 0 && !rule.always {
			return
		}
		f := rule.claim(c)
		c.record(rule, 0, f)
		if f.stops() {
			for _, l := range c.openLines() {
				l.stop(f)
			}
		}
		return
	}
	first := len(c.trace)
	for _, l := range c.openLines() {
		f := rule.line(c, l)
		c.record(rule, l.Number, f)
		if f.stops() {
			l.stop(f)
		}
	}
	c.trace = append(c.trace[:first], merge(c.trace[first:])...)
}

// stop ends the line as the finding says.
func (l *lineCase) stop(f finding) {
	l.state, l.told = f.state, f.status
	if f.state != record.LinePended && f.state != record.LineWithdrawn {
		l.adjust(f.code, l.left)
	}
	if f.state != record.LineCapitated {
		l.postings = nil
	}
}

// record adds a finding to the trace.
func (c *claimCase) record(rule Rule, line int, f finding) {
	c.trace = append(c.trace, record.Step{
		Rule: rule.ID, Name: rule.Name, Line: line,
		Result: f.result, Looked: f.looked, Concluded: f.concluded,
	})
}

// merge makes one step of the claim out of steps that say of each line, in the
// same words, that the rule does not apply.
func merge(steps []record.Step) []record.Step {
	if len(steps) < 2 {
		return steps
	}
	for _, s := range steps {
		if s.Result != record.NotApplicable || s.Concluded != steps[0].Concluded || len(s.Looked) > 0 {
			return steps
		}
	}
	steps[0].Line = 0
	return steps[:1]
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
	}
	if c.reversal != nil && c.outcome != record.Voided {
		d.Corrects = c.reversal.Control
	}
	if c.member != nil {
		d.Member = c.member.ID
	}
	if c.member != nil && !c.newborn && !c.dependent {
		d.CorrectedName, d.CorrectedID = c.corrections()
	}
	for _, l := range c.lines {
		if d.Plan == "" && l.plan != nil {
			d.Plan, d.InsuranceType = l.plan.ID, l.plan.InsuranceType
		}
		line := l.decision()
		d.Paid = d.Paid.Add(line.Paid)
		d.Patient = d.Patient.Add(record.SumGroup(line.Adjustments, record.PR))
		d.Lines = append(d.Lines, line)
	}
	d.Postings = c.postings()
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
