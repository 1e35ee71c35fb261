package record

import (
	"slices"

	"github.com/shopspring/decimal"
)

// Step is one entry of a decision's trace: a rule, what it looked at, what it
// concluded. It is written for a claims examiner.
type Step struct {
	Rule      string // such as R15
	Name      string // such as Referral
	Line      int    // LX01; 0 for the whole claim
	Result    Result
	Looked    []string // evidence: record ids and dates
	Concluded string
	Moves     []Move // what it took off the charge, empty for most rules
	Waits     Waits  // what is waited for, of a step that pends
}

// Move is what a rule took off what was left of a line's charge, by the reason
// that it wrote.
type Move struct {
	Line   int // LX01, of a step about the whole claim; 0 where the step names the line
	Group  GroupCode
	Reason CARC
	Amount decimal.Decimal // in dollars; negative: put back
}

// LineMoney is what a step did to the money of one line: what was left of the
// charge before and after it, in dollars, and by which reasons.
type LineMoney struct {
	Line          int // LX01; 0 for the claim as a whole
	Before, After decimal.Decimal
	Moves         []Move
}

// Walk goes through the trace and returns, for each step, the lines that it is
// about with what was left of them before and after it; a step about the whole
// claim has those that it changed. Lines of one number count together. Exact is
// false where that doesn't end at what the decision pays, as in a trace that was
// kept without moves: then the money of its steps is not known.
func (d *Decision) Walk() (steps [][]LineMoney, exact bool) {
	left, ends := map[int]decimal.Decimal{}, map[int]decimal.Decimal{}
	for i := range d.Lines {
		l := &d.Lines[i]
		left[l.Line] = left[l.Line].Add(l.Charge)
		ends[l.Line] = ends[l.Line].Add(l.Charge.Sub(Sum(l.Adjustments)))
	}
	steps = make([][]LineMoney, len(d.Trace))
	for i := range d.Trace {
		s := &d.Trace[i]
		if s.Line != 0 || d.Whole {
			steps[i] = []LineMoney{{Line: s.Line, Before: left[s.Line], After: left[s.Line]}}
		}
		for _, m := range s.Moves {
			if s.Line != 0 {
				m.Line = s.Line
			}
			at := slices.IndexFunc(steps[i], func(l LineMoney) bool { return l.Line == m.Line })
			if at < 0 {
				at = len(steps[i])
				steps[i] = append(steps[i], LineMoney{Line: m.Line, Before: left[m.Line], After: left[m.Line]})
			}
			l := &steps[i][at]
			l.After, l.Moves = l.After.Sub(m.Amount), append(l.Moves, m)
			left[m.Line] = l.After
		}
	}
	for line, end := range ends {
		if !left[line].Equal(end) {
			return steps, false
		}
	}
	return steps, true
}

// Result is how a rule ended.
type Result string

// The results.
const (
	NotApplicable Result = "not applicable"
	Passed        Result = "passed"
	Adjusted      Result = "adjusted"
	Denial        Result = "denied"
	Pend          Result = "pended"
	Note          Result = "noted"
)
