package adjudicate

import (
	"github.com/hmox12/hmox12/mapping/record"
)

// multipleRule looks at how many procedures that share their preparation the
// provider did on the day. The dearest is paid in full and the others by the
// fractions of the contract; the provider bears the difference. It comes after
// the price, of which it takes a part. Source: docs/adjudication.md, Coding.
var multipleRule = Rule{
	ID: "R22", Name: "Multiple procedures", Level: LineLevel,
	Reads: []string{"contract's fractions", "surgery table", "allowed amounts of the day's procedures", "prior lines of the member"},
	Codes: []Code{reducedBesideOthers},
	line:  multipleProcedures,
}

var reducedBesideOthers = Code{Group: record.CO, Reason: "59"}

func multipleProcedures(c *claimCase, l *lineCase) finding {
	if l.contract == nil || len(l.contract.MultipleProcedures) == 0 {
		return notApplicable("No contract reduces several procedures of a day.")
	}
	if !c.isReduced(l.Procedure.Code, l.day()) {
		return notApplicable("%s is not reduced beside others.", l.Procedure.Code)
	}
	rank := c.rankOf(l)
	fraction := l.contract.MultipleProcedures[min(rank, len(l.contract.MultipleProcedures)-1)]
	looked := say("procedure %d of the day, %s%% by contract %s", rank+1, percent(fraction), l.contract.ID)
	pays := times(l.price, fraction)
	cut := minus(l.price, pays)
	if !cut.IsPositive() {
		return passed("The procedure is paid in full.").saw(looked)
	}
	l.adjust(reducedBesideOthers, cut)
	l.allowed = pays
	return adjusted("%s is allowed beside the other procedures of the day.", dollars(pays)).saw(looked, say("price %s", dollars(l.price)))
}

// isReduced reports whether the surgery table has the procedure reduced beside
// others.
func (c *claimCase) isReduced(code string, day record.Date) bool {
	rule := c.surgeryRule(code, day)
	return rule != nil && rule.Multiple
}

// rankOf returns how many of the day's procedures come before the line: those of
// claims decided before, and those of the claim with a higher price, or an
// equal one on an earlier line.
func (c *claimCase) rankOf(l *lineCase) int {
	rank := 0
	for _, prior := range c.priorLines(record.Span{From: l.day(), To: l.day()}) {
		if c.counts(prior) && prior.Dates.From == l.day() && prior.Rendering == l.rendering && c.isReduced(prior.Procedure.Code, l.day()) {
			rank++
		}
	}
	for _, other := range c.lines {
		if other == l || !other.open() || !other.priced || other.day() != l.day() || other.rendering != l.rendering ||
			!c.isReduced(other.Procedure.Code, l.day()) {
			continue
		}
		if other.price.GreaterThan(l.price) || other.price.Equal(l.price) && other.Number < l.Number {
			rank++
		}
	}
	return rank
}
