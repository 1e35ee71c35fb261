package adjudicate

import (
	"github.com/hmox12/hmox12/mapping/record"
)

// duplicateRule looks for the same service on a line decided before or earlier
// on this claim: same patient, rendering provider, dates, procedure with its
// modifiers, teeth, units, charge and place. It denies the second one. A line that
// was denied may be sent again, and modifiers that say so tell a repeat apart.
// Source: docs/adjudication.md, Duplicates.
var duplicateRule = Rule{
	ID: "R8", Name: "Duplicate", Level: LineLevel,
	Reads: []string{"prior lines of the member", "earlier lines of the claim"},
	Codes: []Code{duplicateOfDecided, duplicateOfOpen},
	line:  duplicate,
}

var (
	duplicateOfDecided = Code{record.OA, "18", nil, record.StatusCode{Category: "F2", Code: "54"}}
	duplicateOfOpen    = Code{record.OA, "18", nil, record.StatusCode{Category: "F2", Code: "78"}}
)

func duplicate(c *claimCase, l *lineCase) finding {
	if l.Procedure.HasModifier("59", "76", "77", "91", "XE", "XP", "XS", "XU") {
		return notApplicable("The modifier says that the service is another one.").saw(say("procedure %s", l.Procedure))
	}
	priors, this := c.priorLines(l.Dates), c.asPrior(l)
	for _, prior := range priors {
		if c.isThis(prior.Claim) || !sameService(&this, prior) {
			continue
		}
		looked := say("claim %s line %d, %s", prior.Claim, prior.Line, prior.State)
		switch prior.State {
		case record.LinePended:
			return denied(duplicateOfOpen, "The same service is in process already.").saw(looked)
		case record.LinePaid, record.LineCapitated, record.LinePatient:
			return denied(duplicateOfDecided, "The same service was decided already.").saw(looked)
		}
	}
	for _, earlier := range c.lines {
		if earlier == l {
			break
		}
		if other := c.asPrior(earlier); earlier.payable() && sameService(&this, &other) {
			return denied(duplicateOfDecided, "Line %d of the claim is the same service.", earlier.Number)
		}
	}
	return passed("The service was not sent before.").saw(say("%d prior lines on the date", len(priors)))
}

// isThis reports whether the control number is of this claim or of the one that
// it replaces.
func (c *claimCase) isThis(control string) bool {
	return control != "" && (control == c.claim.Control || control == c.claim.OriginalControl)
}

// asPrior returns the line as the ledger would tell it.
func (c *claimCase) asPrior(l *lineCase) record.PriorLine {
	return record.PriorLine{
		Rendering: l.rendering, Dates: l.Dates, Procedure: l.Procedure, Revenue: l.Revenue,
		Place: l.place, Teeth: l.TeethKey(), Units: l.Units, Charge: l.Charge,
	}
}

func sameService(a, b *record.PriorLine) bool {
	return a.Rendering == b.Rendering && a.Dates == b.Dates && a.Place == b.Place && a.Teeth == b.Teeth && a.Revenue == b.Revenue &&
		a.Procedure.Code == b.Procedure.Code && sameModifiers(a.Procedure.Modifiers, b.Procedure.Modifiers) &&
		a.Units.Equal(b.Units) && a.Charge.Equal(b.Charge)
}

// sameModifiers compares modifiers in any order.
func sameModifiers(a, b []string) bool {
	if len(a) != len(b) {
		return false
	}
	for _, m := range a {
		if !(record.Procedure{Modifiers: b}).HasModifier(m) {
			return false
		}
	}
	return true
}
