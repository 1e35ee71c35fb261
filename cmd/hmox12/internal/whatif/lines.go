package whatif

import (
	"strconv"

	"github.com/shopspring/decimal"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/report"
	"github.com/hmox12/hmox12/mapping/record"
)

// lineChange is one line of a claim on both sides; nil where nothing was decided
// about it.
type lineChange struct {
	Before, After *record.LineDecision
}

// lines pairs the decided lines of a claim by their numbers.
func (c *ClaimChange) lines() []lineChange {
	var all []lineChange
	used := map[int]bool{}
	after := decidedLines(c.After)
	for _, b := range decidedLines(c.Before) {
		pair := lineChange{Before: b}
		for j, a := range after {
			if a.Line == b.Line && !used[j] {
				pair.After, used[j] = a, true
				break
			}
		}
		all = append(all, pair)
	}
	for j, a := range after {
		if !used[j] {
			all = append(all, lineChange{After: a})
		}
	}
	return all
}

func decidedLines(s report.ClaimStory) []*record.LineDecision {
	if s.Decision == nil {
		return nil
	}
	all := make([]*record.LineDecision, len(s.Decision.Lines))
	for i := range all {
		all[i] = &s.Decision.Lines[i]
	}
	return all
}

// one returns a side that has the line.
func (l lineChange) one() *record.LineDecision {
	if l.After != nil {
		return l.After
	}
	return l.Before
}

// label is the line's number; a claim that was decided whole has none.
func (l lineChange) label() string {
	if n := l.one().Line; n > 0 {
		return strconv.Itoa(n)
	}
	return ""
}

// changed reports whether anything was decided otherwise about the line.
func (l lineChange) changed() bool {
	b, a := l.Before, l.After
	return b == nil || a == nil || !sameAdjustments(b, a) || !sameService(b, a) || !equalRemarks(b, a) || b.Contract != a.Contract || b.Model != a.Model
}

func equalRemarks(b, a *record.LineDecision) bool {
	if len(b.Remarks) != len(a.Remarks) {
		return false
	}
	for i := range b.Remarks {
		if b.Remarks[i] != a.Remarks[i] {
			return false
		}
	}
	return true
}

// adjustmentChange is what one group and reason takes from the charge of a line.
type adjustmentChange struct {
	Group         record.GroupCode
	Reason        record.CARC
	Before, After decimal.Decimal
}

// adjustments pairs the adjustments of a line by group and reason.
func (l lineChange) adjustments() []adjustmentChange {
	var all []adjustmentChange
	at := func(a record.Adjustment) *adjustmentChange {
		for i := range all {
			if all[i].Group == a.Group && all[i].Reason == a.Reason {
				return &all[i]
			}
		}
		all = append(all, adjustmentChange{Group: a.Group, Reason: a.Reason})
		return &all[len(all)-1]
	}
	if l.Before != nil {
		for _, a := range l.Before.Adjustments {
			one := at(a)
			one.Before = one.Before.Add(a.Amount)
		}
	}
	if l.After != nil {
		for _, a := range l.After.Adjustments {
			one := at(a)
			one.After = one.After.Add(a.Amount)
		}
	}
	return all
}

func paidOf(l *record.LineDecision) decimal.Decimal {
	if l == nil {
		return decimal.Zero
	}
	return l.Paid
}

func patientOf(l *record.LineDecision) decimal.Decimal {
	if l == nil {
		return decimal.Zero
	}
	return record.SumGroup(l.Adjustments, record.PR)
}
