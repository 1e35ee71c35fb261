package adjudicate

import (
	"github.com/hmox12/hmox12/mapping/record"
)

// filingRule looks at how long after the last date of service the claim was
// received. It denies what came later than the provider's contract, or the plan
// for those without one, lets it; an upheld dispute excuses the delay. The clock
// of a secondary claim starts when the primary payer decided, that of a
// replacement when the first claim was.
// Source: docs/adjudication.md, Timely filing; 28 CCR 1300.71(b).
var filingRule = Rule{
	ID: "R6", Name: "Timely filing", Level: LineLevel,
	Reads:     []string{"received date", "last date of service", "other payer's decision date", "decision date of the claim replaced", "filing days of contract and plan"},
	Codes:     []Code{filedLate},
	line:      filing,
	ofPayment: true,
}

var filedLate = Code{record.CO, "29", nil, record.StatusCode{Category: "F2", Code: "718"}}

func filing(c *claimCase, l *lineCase) finding {
	if isPredetermination(c.claim) {
		return notApplicable("A predetermination may be asked for at any time.")
	}
	limit, whose := l.filingLimit()
	if limit == 0 {
		return notApplicable("No filing limit is agreed on.")
	}
	start := c.claim.LastDate()
	for i := range c.claim.OtherPayers {
		start = max(start, c.claim.OtherPayers[i].Decided)
	}
	for i := range l.OtherPayers {
		start = max(start, l.OtherPayers[i].Decided)
	}
	if original := c.original(); original != nil {
		start = max(start, original.Decided)
	}
	days := start.DaysUntil(c.claim.Received)
	looked := []string{say("from %s", start), say("received %s", c.claim.Received), say("limit %d days (%s)", limit, whose)}
	switch {
	case days <= limit:
		return passed("Received after %d days.", days).saw(looked...)
	case c.opts.FilingExcuse != "":
		return passed("Received after %d days, excused by %s.", days, c.opts.FilingExcuse).saw(looked...)
	}
	return denied(filedLate, "Received after %d days, %d too late.", days, days-limit).saw(looked...)
}

// filingLimit returns in how many days the line must be filed, and who says so.
func (l *lineCase) filingLimit() (days int, whose string) {
	switch {
	case l.contract == nil:
		return l.plan.FilingDaysNonContracted, "plan " + l.plan.ID + ", not contracted"
	case l.contract.FilingDays > 0:
		return l.contract.FilingDays, "contract " + l.contract.ID
	}
	return l.plan.FilingDaysContracted, "plan " + l.plan.ID + ", contracted"
}

// original returns the decision about the claim that this one replaces, nil when
// there is none.
func (c *claimCase) original() *record.Decision {
	if c.claim.Frequency != "7" {
		return nil
	}
	return c.lastDecision(c.claim.OriginalControl)
}
