package adjudicate

// encounterRule looks at whether the claim asks for payment or reports care
// that was paid in advance. It concludes nothing about money: an encounter whose
// every line proves to be prepaid is only stored, any other one is decided as a
// claim. Source: docs/adjudication.md, Prepaid care; X12 RFI 1921.
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
