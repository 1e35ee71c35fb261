package adjudicate

import (
	"slices"

	"github.com/hmox12/hmox12/mapping/record"
)

// WaitedRule heads the trace of a claim that waited.
const WaitedRule = "R33"

// waitedTitle names it as a rule that reads verdicts.
const waitedTitle = WaitedRule + " Waited"

// Waiting is a claim that waits, with the decision that says so.
type Waiting struct {
	Claim    *record.Claim
	Decision *record.Decision
}

// DecideWaiting decides a claim that waits by all the rules, as the book is now and
// with what people said of it: each verdict is read by the rule at which the claim
// waits, in the order given, so that one may answer what waits behind another. The
// decision is nil where the claim goes on waiting and nobody was heard; it is
// pended again where somebody was and something else is waited for.
//
// Every verdict is told of: taken, or refused and why. Without any, a claim whose
// wait is over is told as decided by itself. Book and Ledger are as for Decide.
// Source: docs/adjudication.md, What people decide.
func DecideWaiting(book Book, ledger Ledger, w Waiting, verdicts []record.ClaimVerdict, opts Options) (*record.Decision, []record.Verdict) {
	heard := slices.Clone(w.Decision.Verdicts)
	decide := func(with []record.ClaimVerdict) *record.Decision {
		c := newCase(book, without{ledger, w.Decision}, w.Claim, opts)
		c.verdicts = with
		return c.decide()
	}
	d := decide(heard)
	byItself := d.Outcome != record.Pended
	told := make([]record.Verdict, len(verdicts))
	for i := range verdicts {
		v := &verdicts[i]
		told[i] = ToldOf(v)
		switch {
		case byItself && v.Kind == record.VerdictRelease:
			released := *v
			released.Rule = waitedTitle
			heard = append(heard, released)
			told[i].Result = record.VerdictTaken
			continue
		case byItself && v.Kind == record.VerdictDeny:
			bound, problem := bindToLines(v, d)
			if problem != "" {
				told[i].Concluded = "Not taken: " + problem + "."
				continue
			}
			heard = append(heard, bound...)
			d = decide(heard)
			told[i].Result = record.VerdictTaken
			continue
		case byItself:
			told[i].Concluded = "Not taken: what the claim waited for is there now, and it is decided without it."
			continue
		case d.Outcome != record.Pended:
			told[i].Concluded = "Not taken: the claim is decided already, by what was said before."
			continue
		}
		bound, problem := bind(v, w.Claim, d)
		if problem != "" {
			told[i].Concluded = "Not taken: " + problem + "."
			continue
		}
		next := decide(append(slices.Clone(heard), bound...))
		if slices.ContainsFunc(bound, func(b record.ClaimVerdict) bool { return waitsAt(next, b) }) {
			told[i].Concluded = "Not taken: the rule waits all the same."
			continue
		}
		heard, d = append(heard, bound...), next
		told[i].Result = record.VerdictTaken
	}
	taken := 0
	for i := range told {
		if told[i].Result != record.VerdictTaken {
			continue
		}
		taken++
		told[i].Concluded = "The claim is " + string(d.Outcome) + "."
		if d.Outcome == record.Pended {
			told[i].Result, told[i].Concluded = record.VerdictWaits, "The claim waits for "+waitsFor(d)+"."
		}
	}
	if d.Outcome == record.Pended && taken == 0 {
		return nil, told
	}
	step := record.Step{
		Rule: WaitedRule, Name: "Waited", Result: record.Note,
		Looked:    []string{"waited since " + w.Decision.Decided.String() + ", " + w.Decision.Claim.String()},
		Concluded: "Decided as a person said.",
	}
	for i := range heard {
		if v := &heard[i]; v.Rule == waitedTitle && v.Kind == record.VerdictRelease {
			step.Looked = append(step.Looked, v.Evidence())
		}
	}
	switch {
	case d.Outcome == record.Pended:
		step.Concluded = "Decided as a person said; it waits for " + waitsFor(d) + "."
	case taken == 0:
		step.Concluded = "What the claim waited for is there: decided now."
		told = append(told, record.Verdict{
			Claim: w.Claim.Control, On: opts.Today, Result: record.VerdictByItself, Concluded: "What it waited for is there: the claim is " + string(d.Outcome) + ".",
		})
	}
	d.Trace = append([]record.Step{step}, d.Trace...)
	return d, told
}

// ToldOf returns a verdict as refused: what is said of it until it is taken.
func ToldOf(v *record.ClaimVerdict) record.Verdict {
	return record.Verdict{
		Source: v.Source, Claim: v.Claim, Line: v.Line, By: v.By, On: v.On, Said: v.Said(), Result: record.VerdictRefused,
	}
}

// waitsAt reports whether a decision waits at the rule and line of a verdict.
func waitsAt(d *record.Decision, v record.ClaimVerdict) bool {
	return slices.ContainsFunc(d.Trace, func(s record.Step) bool {
		return s.Result == record.Pend && s.Line == v.Line && s.Rule+" "+s.Name == v.Rule
	})
}

// waitsFor says what a decision that waits waits for first.
func waitsFor(d *record.Decision) string {
	for i := range d.Trace {
		if s := &d.Trace[i]; s.Result == record.Pend && s.Waits != "" {
			return string(s.Waits)
		}
	}
	return "a person"
}

// WaitsByItself reports whether a claim may be decided without a person once what
// it waits for is there: a price, or a record that the book lacks. Of a claim of
// which only the status is known, a wait for a price.
func WaitsByItself(d *record.Decision) bool {
	traced := false
	for i := range d.Trace {
		switch s := &d.Trace[i]; {
		case s.Result != record.Pend:
		case s.Waits == record.WaitsForPrice, s.Waits == record.WaitsForBook:
			return true
		default:
			traced = true
		}
	}
	return !traced && slices.ContainsFunc(d.Lines, func(l record.LineDecision) bool { return l.Status == needsPricing })
}

// Unseen returns the decision of a claim that waited before, of which only the status
// is known, and which would not wait now.
func Unseen(now *record.Decision, status record.StatusCode) *record.Decision {
	d := &record.Decision{
		Whole: now.Whole, Control: now.Control, Outcome: record.Pended, Claim: status, Member: now.Member, Plan: now.Plan,
		InsuranceType: now.InsuranceType, Payee: now.Payee, Charge: now.Charge,
		Trace: []record.Step{{
			Rule: WaitedRule, Name: "Waited", Result: record.Pend, Waits: record.WaitsForBook,
			Concluded: "Waited (" + status.String() + ") for what is there now.",
		}},
	}
	for i := range now.Lines {
		l := &now.Lines[i]
		d.Lines = append(d.Lines, record.LineDecision{
			Line: l.Line, Procedure: l.Procedure, Category: l.Category, Charge: l.Charge, State: record.LinePended, Status: status,
		})
	}
	return d
}
