package adjudicate

import "github.com/hmox12/hmox12/mapping/record"

// elsewhereRule looks at whether the claim asks for a payment that is not made
// here: to another plan that paid already, or in another currency. A person decides
// such a claim. Source: docs/adjudication.md, Payment elsewhere; 005010X222A1
// 2010AC and CUR.
var elsewhereRule = Rule{
	ID: "R31", Name: "Payment elsewhere", Level: ClaimLevel,
	Reads: []string{"BHT06", "pay-to plan", "currency"},
	claim: elsewhere,
}

func elsewhere(c *claimCase) finding {
	switch {
	case c.claim.Subrogation || c.claim.PayToPlan != nil:
		return pended(dataMissing, record.WaitsForPerson, "Another plan paid and asks to be paid instead of the provider.")
	case c.claim.Currency != "" && c.claim.Currency != "USD":
		return pended(dataMissing, record.WaitsForPerson, "The charges are in %s.", c.claim.Currency)
	}
	return notApplicable("The provider is paid in dollars.")
}
