package adjudicate

import (
	"github.com/shopspring/decimal"

	"github.com/hmox12/hmox12/mapping/record"
)

// predeterminationRule looks at whether the claim only asks what would be paid:
// nothing was done yet. What would be paid is told and not paid, and no counter
// moves. Source: docs/adjudication.md, Predetermination; 005010X224A2 CLM19.
var predeterminationRule = Rule{
	ID: "R30", Name: "Predetermination", Level: ClaimLevel,
	Reads:  []string{"CLM19", "what would be paid"},
	Codes:  []Code{anticipated},
	always: true,
	claim:  predetermination,
}

var anticipated = Code{Group: record.OA, Reason: "101"}

func predetermination(c *claimCase) finding {
	if !isPredetermination(c.claim) {
		return notApplicable("The claim is about care that was given.")
	}
	switch c.outcome {
	case record.Pended:
		return notApplicable("The claim waits for a person.")
	case record.Voided:
		return notApplicable("A void takes back what was told, and tells nothing.")
	}
	would := decimal.Zero
	for _, l := range c.lines {
		l.postings = nil
		if l.state == record.LinePaid {
			would = plus(would, l.left)
			l.adjust(anticipated, l.left)
			l.state, l.told = record.LinePatient, statusNothingDue
		}
	}
	c.status, c.reversal, c.interest = record.Predetermined, nil, decimal.Zero
	if c.outcome == record.Paid {
		c.outcome, c.told = record.Processed, statusNothingDue
	}
	return noted("%s would be paid.", dollars(would))
}
