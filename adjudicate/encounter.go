package adjudicate

import "slices"

// encounterRule looks at whether the claim asks for payment or reports care
// that was paid in advance. It concludes nothing about money: an encounter whose
// every line proves to be prepaid is only stored, and no rule about payment denies
// it; any other one is decided as a claim. Source: docs/adjudication.md, Prepaid
// care; X12 RFI 1921.
var encounterRule = Rule{
	ID: "R1", Name: "Encounter", Level: ClaimLevel,
	Reads: []string{"BHT06 of the claim"},
	claim: encounter,
}

func encounter(c *claimCase) finding {
	if !c.claim.Encounter {
		return notApplicable("The claim asks for payment.")
	}
	return noted("The claim reports an encounter; it is only stored if every line is paid in advance.")
}

// reportsPrepaid reports whether the claim is an encounter of which the contract
// of who rendered it prepays every line, or a delegate does.
func (c *claimCase) reportsPrepaid() bool {
	return c.claim.Encounter && !slices.ContainsFunc(c.lines, func(l *lineCase) bool {
		return !l.prepaid() && !c.prepaidByDelegate(l)
	})
}

// prepaidByDelegate reports whether a delegate owes the line of a provider under
// its contract, which it has paid its own way.
func (c *claimCase) prepaidByDelegate(l *lineCase) bool {
	return l.delegate != nil && c.takeover(l) == nil && c.owedByDelegate(l) && c.contractedWith(l.delegate)
}
