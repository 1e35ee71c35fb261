package eob

import (
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/hmox12/hmox12/mapping/record"
)

// progress is how far the member is on the way to a limit of the year.
type progress struct {
	Label, Meaning        string
	Limit                 decimal.Decimal
	Before, Claim, After  decimal.Decimal // Claim is what this claim added
	Left                  decimal.Decimal
	BeforeShare, NewShare string // of the limit, in percent
}

// tellProgress tells deductible and out-of-pocket maximum before and after.
func (n *Notice) tellProgress() {
	if n.Estimate {
		return
	}
	for _, l := range n.limits() {
		p := progress{Limit: l.amount, After: n.Totals[l.counter]}
		for _, posted := range n.Decision.Postings {
			if posted.Counter == l.counter {
				p.Claim = p.Claim.Add(posted.Amount)
			}
		}
		p.Before = p.After.Sub(p.Claim)
		p.Left = decimal.Max(p.Limit.Sub(p.After), decimal.Zero)
		whose := name(n.Member.Name)
		if l.family {
			whose = "your family"
		}
		switch l.counter.Kind {
		case record.DeductibleUsed, record.FamilyDeductibleUsed:
			p.Label = fmt.Sprintf("Deductible for %d, %s", l.counter.Year, whose)
		default:
			p.Label = fmt.Sprintf("Most you pay in %d, %s", l.counter.Year, whose)
		}
		p.BeforeShare, p.NewShare = percents(p.Before, p.Claim, p.Limit)
		n.Progress = append(n.Progress, p)
	}
}

// percents returns the stretches of a bar: what was used before, and what is new,
// together at most all of it.
func percents(before, claim, limit decimal.Decimal) (string, string) {
	hundred := decimal.NewFromInt(100)
	part := func(amount decimal.Decimal) decimal.Decimal {
		return decimal.Max(decimal.Min(amount.Mul(hundred).Div(limit).Round(1), hundred), decimal.Zero)
	}
	first := part(before)
	return first.String(), decimal.Min(part(claim), hundred.Sub(first)).String()
}
