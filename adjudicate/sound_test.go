package adjudicate_test

import (
	"testing"

	"github.com/shopspring/decimal"

	"github.com/hmox12/hmox12/mapping/record"
)

// reporter is what a test and a property test have in common.
type reporter interface {
	Helper()
	Errorf(format string, args ...any)
}

// sound holds a decision to what is true of every one: money balances, codes are
// current and have their groups and remarks, postings come of lines that count.
func sound(t reporter, s *sample, claim *record.Claim, d *record.Decision) {
	t.Helper()
	paid, patient := decimal.Zero, decimal.Zero
	counts := map[int]bool{}
	for _, l := range d.Lines {
		paid, patient = paid.Add(l.Paid), patient.Add(record.SumGroup(l.Adjustments, record.PR))
		counts[l.Line] = l.State == record.LinePaid || l.State == record.LinePatient || l.State == record.LineCapitated
		soundLine(t, d, &l)
	}
	if d.Outcome == record.Voided {
		if !paid.IsZero() || !patient.IsZero() || len(d.Postings) > 0 || d.Reversal == nil {
			t.Errorf("a void decides something itself")
		}
	}
	if d.Reversal != nil {
		soundReversal(t, s, d.Reversal)
	}
	if !paid.Equal(d.Paid) || !patient.Equal(d.Patient) || !d.Charge.Equal(claim.Charge) {
		t.Errorf("claim: paid %s, lines %s; patient %s, lines %s", d.Paid, paid, d.Patient, patient)
	}
	if d.Interest.IsNegative() || d.Interest.IsPositive() && !d.Paid.IsPositive() {
		t.Errorf("interest %s on a payment of %s", d.Interest, d.Paid)
	}
	if len(d.Remarks) > 5 {
		t.Errorf("%d remarks are more than a claim holds", len(d.Remarks))
	}
	for _, r := range d.Remarks {
		if r.Meaning().Text == "" {
			t.Errorf("remark %s is not in the table", r)
		}
	}
	for _, p := range d.Postings {
		if !counts[p.Line] || !p.Amount.IsPositive() {
			t.Errorf("posting %+v of a line that does not count", p)
		}
	}
	if d.Outcome == "" || d.Claim.Category == "" || d.Decided != s.opts.Today {
		t.Errorf("outcome %q, status %q, decided %s", d.Outcome, d.Claim, d.Decided)
	}
	for _, step := range d.Trace {
		if step.Rule == "" || step.Name == "" || step.Result == "" || step.Concluded == "" {
			t.Errorf("step without rule, result or conclusion: %+v", step)
		}
	}
	soundMoney(t, d)
	for _, line := range d.Lines {
		for _, rule := range s.House().Rules() {
			n := 0
			for _, step := range d.Trace {
				if step.Name == rule.Name && (step.Line == line.Line || step.Line == 0) {
					n++
				}
			}
			if n > 1 {
				t.Errorf("rule %s left %d steps at line %d", rule.ID, n, line.Line)
			}
		}
	}
}

// soundMoney holds the trace to the money: what its steps took off a charge, one
// after the other, leaves what is paid, and only rules that had a say moved any.
func soundMoney(t reporter, d *record.Decision) {
	t.Helper()
	if _, exact := d.Walk(); !exact {
		t.Errorf("the steps of the trace do not lead from the charge to the payment: %+v", d.Trace)
	}
	for _, step := range d.Trace {
		for _, m := range step.Moves {
			if m.Amount.IsZero() || step.Result == record.NotApplicable || step.Result == record.Passed {
				t.Errorf("step %s %s moved %+v", step.Rule, step.Result, m)
			}
		}
	}
}

func soundLine(t reporter, d *record.Decision, l *record.LineDecision) {
	t.Helper()
	if d.Outcome == record.Pended {
		if l.State != record.LinePended || len(l.Adjustments) > 0 || len(d.Postings) > 0 || !l.Paid.IsZero() {
			t.Errorf("line %d of a claim that waits is decided", l.Line)
		}
		return
	}
	if d.Outcome == record.Voided {
		return
	}
	if !l.Charge.Equal(l.Paid.Add(record.Sum(l.Adjustments))) {
		t.Errorf("line %d: charge %s, paid %s, adjusted %s", l.Line, l.Charge, l.Paid, record.Sum(l.Adjustments))
	}
	if l.Paid.IsNegative() || l.State != record.LinePaid && !l.Paid.IsZero() || l.State == record.LinePaid && l.Paid.IsZero() {
		t.Errorf("line %d is %s and pays %s", l.Line, l.State, l.Paid)
	}
	if l.Status.Category == "" {
		t.Errorf("line %d has no status", l.Line)
	}
	remarked := false
	remarks := l.Remarks
	if d.Whole { // those of a stay stand at the claim
		remarks = d.Remarks
	}
	for _, r := range remarks {
		if r.Meaning().Text == "" {
			t.Errorf("line %d: remark %s is not in the table", l.Line, r)
		}
		remarked = remarked || !r.Meaning().Alert
	}
	for _, a := range l.Adjustments {
		switch meaning := a.Reason.Meaning(); {
		case a.Amount.IsZero() || a.Amount.IsNegative() && a.Reason != "94":
			t.Errorf("line %d: %s-%s of %s", l.Line, a.Group, a.Reason, a.Amount)
		case meaning.Text == "" || meaning.Retired || !a.Reason.AllowsGroup(a.Group):
			t.Errorf("line %d: %s-%s is not current or not allowed", l.Line, a.Group, a.Reason)
		case meaning.NeedsRARC && !remarked:
			t.Errorf("line %d: %s has no remark", l.Line, a.Reason)
		case a.Reason == "45" && a.Amount.GreaterThanOrEqual(l.Charge):
			t.Errorf("line %d: CARC 45 takes the whole charge", l.Line)
		case !a.Amount.Equal(a.Amount.Round(2)):
			t.Errorf("line %d: %s is no amount of cents", l.Line, a.Amount)
		}
	}
}

// soundReversal holds a reversal to coming to nothing with what it takes back.
func soundReversal(t reporter, s *sample, r *record.Decision) {
	t.Helper()
	paid := decimal.Zero
	for _, l := range r.Lines {
		paid = paid.Add(l.Paid)
		if !l.Charge.Equal(l.Paid.Add(record.Sum(l.Adjustments))) || l.Paid.IsPositive() {
			t.Errorf("line %d of the reversal of %s does not balance", l.Line, r.Control)
		}
	}
	if r.Status != record.Reversal || !paid.Equal(r.Paid) || r.Charge.IsPositive() {
		t.Errorf("reversal of %s: status %s, charge %s, paid %s, lines %s", r.Control, r.Status, r.Charge, r.Paid, paid)
	}
	soundMoney(t, r)
	for counter, used := range s.used {
		if used.IsNegative() {
			t.Errorf("the reversal of %s leaves %+v at %s", r.Control, counter, used)
		}
	}
}

var _ reporter = (*testing.T)(nil)
