package whatif

import (
	"slices"

	"github.com/shopspring/decimal"

	"github.com/hmox12/hmox12/mapping/record"
)

// aspects returns in what the results differ, each in one word: outcome, status,
// member, payer, charged, allowed, paid, patient, withheld, interest, adjustments,
// remarks, contract, service, counters, rejections.
func (s sides) aspects(c *ClaimChange) []string {
	var all []string
	unless := func(same bool, aspect string) {
		if !same {
			all = append(all, aspect)
		}
	}
	unless(outcomeOf(c.Before) == outcomeOf(c.After), "outcome")
	for i, name := range []string{"charged", "allowed", "paid", "patient", "withheld", "interest"} {
		unless(amounts(c.before)[i].Equal(amounts(c.after)[i]), name)
	}
	unless(slices.Equal(c.Before.Rejections, c.After.Rejections), "rejections")
	b, a := c.Before.Decision, c.After.Decision
	if b == nil || a == nil {
		return all
	}
	unless(b.Status == a.Status && b.Claim == a.Claim && s.same(b.Corrects, a.Corrects), "status")
	unless(b.Member == a.Member && b.Plan == a.Plan && b.InsuranceType == a.InsuranceType && b.CorrectedID == a.CorrectedID &&
		equal(b.CorrectedName, a.CorrectedName) && b.CoverageEnded == a.CoverageEnded, "member")
	unless(contractOf(b.ForwardedTo) == contractOf(a.ForwardedTo) && payerOf(b.PayFirst) == payerOf(a.PayFirst), "payer")
	line := func(same func(b, a *record.LineDecision) bool) bool {
		return slices.EqualFunc(b.Lines, a.Lines, func(b, a record.LineDecision) bool { return same(&b, &a) })
	}
	unless(line(sameAdjustments), "adjustments")
	unless(slices.Equal(b.Remarks, a.Remarks) && line(func(b, a *record.LineDecision) bool { return slices.Equal(b.Remarks, a.Remarks) }), "remarks")
	unless(line(func(b, a *record.LineDecision) bool { return b.Contract == a.Contract && b.Model == a.Model }), "contract")
	unless(line(sameService), "service")
	unless(slices.EqualFunc(b.Postings, a.Postings, s.samePosting), "counters")
	return all
}

func sameAdjustments(b, a *record.LineDecision) bool {
	return slices.EqualFunc(b.Adjustments, a.Adjustments, func(b, a record.Adjustment) bool {
		return b.Group == a.Group && b.Reason == a.Reason && b.Amount.Equal(a.Amount) && b.Quantity.Equal(a.Quantity)
	})
}

// sameService reports whether a line was decided as the same service in the same
// state.
func sameService(b, a *record.LineDecision) bool {
	return b.Line == a.Line && b.Procedure.Qualifier == a.Procedure.Qualifier && b.Procedure.String() == a.Procedure.String() &&
		b.Category == a.Category && b.State == a.State && b.Status == a.Status && b.Units.Equal(a.Units) &&
		b.Paid.Equal(a.Paid) && allowedOf(b).Equal(allowedOf(a))
}

func (s sides) samePosting(b, a record.Posting) bool {
	owners := s.same(b.Counter.Owner, a.Counter.Owner)
	b.Counter.Owner, a.Counter.Owner = "", ""
	return owners && b.Counter == a.Counter && b.Line == a.Line && b.Amount.Equal(a.Amount) && b.Visit == a.Visit
}

// allowedOf returns what was allowed on a line that was priced, else nothing.
func allowedOf(l *record.LineDecision) decimal.Decimal {
	if l == nil || !l.Priced {
		return decimal.Zero
	}
	return l.Allowed
}

func contractOf(c *record.Contract) string {
	if c == nil {
		return ""
	}
	return c.ID
}

func payerOf(o *record.OtherCoverage) string {
	if o == nil {
		return ""
	}
	return o.PayerName
}

func equal[T comparable](b, a *T) bool {
	if b == nil || a == nil {
		return b == a
	}
	return *b == *a
}
