package adjudicate

import (
	"github.com/hmox12/hmox12/mapping/record"
)

// prepaidRule looks at how the contract pays the line. Where that is salary or
// capitation, the member's share is owed and the rest is covered in advance:
// nothing is paid. Source: docs/adjudication.md, Prepaid care; X12 RFI 424.
var prepaidRule = Rule{
	ID: "R19", Name: "Capitation or salary", Level: LineLevel,
	Reads: []string{"contract term", "benefit", "deductible and out-of-pocket counters", "fee schedule where the share is a percentage"},
	Codes: []Code{coveredByCapitation, deductible, coinsurance, copay},
	line:  payInAdvance,
}

var coveredByCapitation = Code{record.CO, "24", nil, record.StatusCode{Category: "F4", Code: "105"}}

func payInAdvance(c *claimCase, l *lineCase) finding {
	t := l.term()
	if l.singleCase != nil || t == nil || t.Method != record.Capitation && t.Method != record.Salary {
		return notApplicable("The contract pays for the service by claim.")
	}
	base := l.left
	if l.benefit != nil && (l.benefit.Deductible || l.benefit.Coinsurance.IsPositive()) {
		// A percentage is of what the service would cost, not of the charge.
		base = c.worth(l, t)
	}
	s := c.shareOf(l, base)
	c.charge(l, s)
	c.countVisit(l)
	return prepaid(coveredByCapitation, "Covered by %s under contract %s; the member owes %s.",
		t.Method, l.contract.ID, dollars(s.total())).saw(s.looked...)
}
