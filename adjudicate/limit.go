package adjudicate

import (
	"github.com/shopspring/decimal"

	"github.com/hmox12/hmox12/mapping/record"
)

// visitLimitRule looks at how many visits of a benefit the member had in the
// calendar year. It denies a line of a visit beyond the limit; lines of one day
// with one group are one visit. Source: docs/adjudication.md, Benefits and limits.
var visitLimitRule = Rule{
	ID: "R21", Name: "Visit limit", Level: LineLevel,
	Reads: []string{"benefit", "benefit visits used"},
	Codes: []Code{maximumReached},
	line:  visitLimit,
}

// dollarLimitRule looks at how many dollars were paid for a benefit in the
// calendar year. It cuts the payment to what the limit leaves; the member owes
// the rest. A line for which nothing is left is denied.
// Source: docs/adjudication.md, Benefits and limits.
var dollarLimitRule = Rule{
	ID: "R21", Name: "Dollar limit", Level: LineLevel,
	Reads: []string{"benefit", "benefit dollars used", "what is left to pay"},
	Codes: []Code{maximumReached},
	line:  dollarLimit,
}

var maximumReached = Code{record.PR, "119", nil, record.StatusCode{Category: "F2", Code: "483"}}

func visitLimit(c *claimCase, l *lineCase) finding {
	if l.benefit.VisitLimit == 0 {
		return notApplicable("The benefit has no visit limit.")
	}
	used := c.used(visitsOfBenefit(c, l))
	looked := say("%s of %d visits used in %d", used, l.benefit.VisitLimit, l.day().Year())
	if !c.visitTaken(l, visitsOfBenefit(c, l)) && used.GreaterThanOrEqual(decimal.NewFromInt(int64(l.benefit.VisitLimit))) {
		return denied(maximumReached, "The visits of the year are used up.").saw(looked)
	}
	c.countVisit(l)
	return passed("A visit is left.").saw(looked)
}

// countVisit has the line take a visit off a benefit that limits them.
func (c *claimCase) countVisit(l *lineCase) {
	if l.benefit != nil && l.benefit.VisitLimit > 0 {
		l.postVisit(visitsOfBenefit(c, l))
	}
}

func visitsOfBenefit(c *claimCase, l *lineCase) record.Counter {
	return l.benefit.Limited(record.BenefitVisits, c.member.ID, l.day().Year())
}

func dollarLimit(c *claimCase, l *lineCase) finding {
	limit := l.benefit.DollarLimit
	if limit.IsZero() {
		return notApplicable("The benefit has no dollar limit.")
	}
	counter := l.benefit.Limited(record.BenefitDollars, c.member.ID, l.day().Year())
	free := atLeastZero(minus(limit, c.used(counter)))
	looked := say("%s of %s left in %d", dollars(free), dollars(limit), l.day().Year())
	if compare(l.left, free) <= 0 {
		l.post(counter, l.left)
		return passed("The limit covers the payment.").saw(looked)
	}
	if free.IsZero() {
		return denied(maximumReached, "The dollars of the year are used up.").saw(looked)
	}
	beyond := minus(l.left, free)
	l.adjust(maximumReached, beyond)
	l.post(counter, l.left)
	return adjusted("%s is beyond the year's limit.", dollars(beyond)).saw(looked)
}
