package adjudicate

import (
	"slices"

	"github.com/hmox12/hmox12/mapping/record"
)

// continuityRule looks at whether the member goes on with a provider outside of
// the network: one whose contract ended, or whom a new member came with. While
// the case lasts the line is treated as in network, at the price of the case's
// contract, and needs no PCP and no referral. Source: docs/adjudication.md,
// Continuity of care; California Health and Safety Code 1373.96.
var continuityRule = Rule{
	ID: "R13", Name: "Continuity of care", Level: LineLevel,
	Reads: []string{"continuity cases of the member", "provider, practice and billing provider", "diagnoses of the line", "contract of the case"},
	line:  continuity,
}

func continuity(c *claimCase, l *lineCase) finding {
	switch {
	case l.participation != nil:
		return notApplicable("The provider is in network.")
	case c.newborn:
		return notApplicable("A mother's continuity case is not her child's.")
	}
	var looked []string
	cases := c.book.ContinuityCases(c.member.ID)
	for i := range cases {
		k := &cases[i]
		if !c.treatedBy(l, k.Provider) {
			continue
		}
		looked = append(looked, say("continuity case %s %s, %s, %s", k.Number, k.Span, k.Condition, k.Reason))
		if !k.Contains(l.day()) || !c.hasDiagnosis(l, k.Diagnoses) {
			continue
		}
		contract := c.book.Contract(k.Contract)
		if contract == nil {
			return pended(dataMissing, record.WaitsForBook, "Contract %s of continuity case %s is not on file.", k.Contract, k.Number).saw(looked...)
		}
		l.continuity, l.contract = k, contract
		return noted("Continuity case %s lets the member go on with provider %s at the price of contract %s.", k.Number, k.Provider, contract.ID).
			saw(looked...)
	}
	if len(looked) > 0 {
		return notApplicable("No continuity case with the provider covers the day and the condition.").saw(looked...)
	}
	return notApplicable("The member has no continuity case with the provider.")
}

// hasDiagnosis reports whether the line is for a diagnosis of one of the
// categories: one that it points at, or any of the claim where it points at
// none. No categories ask for none.
func (c *claimCase) hasDiagnosis(l *lineCase, categories []record.CodeRange) bool {
	return len(categories) == 0 || slices.ContainsFunc(c.diagnosesOf(l), func(code string) bool {
		return slices.ContainsFunc(categories, func(r record.CodeRange) bool { return r.InCategory(code) })
	})
}

// diagnosesOf returns the codes that the line points at, in its order; those of
// the claim where it points at none.
func (c *claimCase) diagnosesOf(l *lineCase) []string {
	var codes []string
	for _, p := range l.Pointers {
		if p >= 1 && p <= len(c.claim.Diagnoses) {
			codes = append(codes, c.claim.Diagnoses[p-1].Code)
		}
	}
	if len(l.Pointers) == 0 {
		for _, d := range c.claim.Diagnoses {
			codes = append(codes, d.Code)
		}
	}
	return codes
}
