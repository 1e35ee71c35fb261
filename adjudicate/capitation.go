package adjudicate

import (
	"github.com/shopspring/decimal"

	"github.com/hmox12/hmox12/mapping/record"
)

// prepaidRule looks at how the contract pays the line. Where that is salary or
// capitation, the member's share is owed and the rest is covered in advance:
// nothing is paid. Where another payer came first, the member owes no more than
// what it left. Source: docs/adjudication.md, Prepaid care; X12 RFI 424, 2535.
var prepaidRule = Rule{
	ID: "R19", Name: "Capitation or salary", Level: LineLevel,
	Reads: []string{"contract term", "benefit", "deductible and out-of-pocket counters", "fee schedule where the share is a percentage", "other payers' payments and adjustments"},
	Codes: []Code{coveredByCapitation, priorPayers, deductible, coinsurance, copay},
	line:  payInAdvance,
}

var coveredByCapitation = Code{record.CO, "24", nil, record.StatusCode{Category: "F4", Code: "105"}}

func payInAdvance(c *claimCase, l *lineCase) finding {
	t := l.term()
	if l.singleCase != nil || !l.prepaid() {
		return notApplicable("The contract pays for the service by claim.")
	}
	s := c.shareOf(l, c.shareBase(l, t))
	if prior, decided, known := c.decidedBefore(l); decided {
		if !known {
			return pendedForPrior()
		}
		if s.looked = append(s.looked, prior.looked()...); !prior.denied {
			l.adjust(priorPayers, atLeastZero(lesser(plus(prior.paid, prior.reduced), l.left)))
			s = s.within(l.left)
		}
	}
	c.charge(l, s)
	c.countVisit(l)
	return prepaid(coveredByCapitation, "Covered by %s under contract %s; the member owes %s.",
		t.Method, l.contract.ID, dollars(s.total())).saw(s.looked...)
}

// shareBase returns of what the member's share of a prepaid line is taken: a
// percentage is of what the service would cost, not of the charge.
func (c *claimCase) shareBase(l *lineCase, t *record.Term) decimal.Decimal {
	if l.benefit != nil && (l.benefit.Deductible || l.benefit.Coinsurance.IsPositive()) {
		return c.worth(l, t)
	}
	return l.left
}

// prepaid reports whether the contract of the line pays it in advance.
func (l *lineCase) prepaid() bool {
	t := l.term()
	return t != nil && (t.Method == record.Capitation || t.Method == record.Salary)
}
