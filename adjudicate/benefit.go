package adjudicate

import (
	"slices"
	"strings"

	"github.com/hmox12/hmox12/mapping/record"
)

// benefitRule looks at whether the plan covers the service category. It denies
// what the plan does not know or excludes, by the exclusion's own code.
// Source: docs/adjudication.md, Benefits and limits.
var benefitRule = Rule{
	ID: "R20", Name: "Benefit", Level: LineLevel,
	Reads: []string{"service category", "benefit of the plan"},
	Codes: []Code{noBenefit, noDentalBenefit, excluded, inMothersAllowance},
	line:  covered,
}

var (
	byPlanProvisions   = record.StatusCode{Category: "F2", Code: "104"}
	noBenefit          = Code{record.PR, "204", nil, byPlanProvisions}
	noDentalBenefit    = Code{record.PR, "204", nil, record.StatusCode{Category: "F2", Code: "89", Entity: "QC"}}
	excluded           = Code{record.PR, "96", []record.RARC{"N383"}, byPlanProvisions} // the exclusion says which remark
	inMothersAllowance = Code{record.CO, "128", nil, record.StatusCode{Category: "F2", Code: "102"}}
)

func covered(c *claimCase, l *lineCase) finding {
	looked := "category " + string(l.category)
	switch {
	case l.with != nil:
		looked += say(", as line %d, with which the line goes", l.with.Number)
	case l.category == "":
		looked = "no category fits " + c.service(l)
	}
	switch {
	case l.benefit == nil && c.claim.Kind == record.Dental && !c.coversTeeth(l.plan):
		return denied(noDentalBenefit, "Plan %s has no dental benefit.", l.plan.ID).saw(looked)
	case l.benefit == nil:
		return denied(noBenefit, "Plan %s has no such benefit.", l.plan.ID).saw(looked)
	case l.benefit.Excluded != nil:
		return denied(exclusion(l.benefit.Excluded), "Plan %s excludes the service: %s.", l.plan.ID, l.benefit.Excluded.Why).saw(looked)
	}
	return passed("Plan %s covers the service.", l.plan.ID).saw(looked)
}

// coversTeeth reports whether the plan has a benefit for any procedure of CDT.
func (c *claimCase) coversTeeth(plan *record.Plan) bool {
	return slices.ContainsFunc(c.book.ServiceRules(), func(row record.ServiceRule) bool {
		b := benefitFor(plan, row.Category)
		return b != nil && b.Excluded == nil &&
			slices.ContainsFunc(row.Codes, func(r record.CodeRange) bool { return strings.HasPrefix(r.From, "D") })
	})
}

// exclusion returns the code of an exclusion. One that says no code that this
// rule may write becomes a plain 204: a book can't make the HMO write a code
// that its table does not allow.
func exclusion(e *record.Exclusion) Code {
	switch {
	case e.CARC == inMothersAllowance.Reason:
		return inMothersAllowance
	case e.CARC == excluded.Reason && e.RARC.Meaning().Text != "" && !e.RARC.Meaning().Alert:
		code := excluded
		code.Remarks = []record.RARC{e.RARC}
		return code
	}
	return noBenefit
}
