package adjudicate

import (
	"slices"

	"github.com/hmox12/hmox12/mapping/record"
)

// withholdRule looks at whether the contract holds back a part of each payment
// until year's end. It takes the fraction of what is allowed beyond the
// patient's share. Source: docs/adjudication.md, Withhold.
var withholdRule = Rule{
	ID: "R26", Name: "Withhold", Level: LineLevel,
	Reads: []string{"contract", "what is left to pay"},
	Codes: []Code{heldBack},
	line:  withhold,
}

var heldBack = Code{Group: record.CO, Reason: "104"}

func withhold(_ *claimCase, l *lineCase) finding {
	if l.singleCase != nil || l.contract == nil || !l.contract.Withhold.IsPositive() {
		return notApplicable("The contract holds nothing back.")
	}
	if slices.ContainsFunc(l.adjustments, func(a record.Adjustment) bool { return a.Reason == priorPayers.Reason }) {
		return notApplicable("Nothing is held back of a second payer's part.")
	}
	looked := say("contract %s, %s%%", l.contract.ID, percent(l.contract.Withhold))
	held := times(l.left, l.contract.Withhold)
	if held.IsZero() {
		return passed("Nothing is left to hold back from.").saw(looked)
	}
	l.adjust(heldBack, held)
	return adjusted("%s is held back.", dollars(held)).saw(looked)
}
