package adjudicate

import (
	"github.com/shopspring/decimal"

	"github.com/hmox12/hmox12/mapping/record"
)

// reviewedBenefit looks at whether the plan has the benefit at all.
func reviewedBenefit(r *review, i *reviewItem) finding {
	l := i.line
	switch {
	case i.DatesInvalid:
		r.rejectItem(i, false, "56")
		return refused("A date of the service is none.")
	case i.InputInvalid:
		r.rejectItem(i, false, "33")
		return refused("A quantity of the service is none.")
	case i.uncovered:
		return r.deny(i, record.NotCoveredService, "Not covered on the day of the service", "The member is not covered on %s.", l.day()).saw(i.span.String())
	case l.category == "" && i.Procedure.Code == "" && i.Revenue == "":
		r.rejectItem(i, false, "15")
		return refused("Neither a service nor a service type that the plan knows is named.").saw("service type " + i.ServiceType)
	case l.category == "":
		return r.pend(i, record.NeedsMedicalReview, "No row of the service table fits the service.").saw(i.shape()...)
	case l.benefit == nil:
		return r.deny(i, record.NotCoveredService, "Not a benefit of the plan", "Plan %s has no benefit %s.", l.plan.ID, l.category).saw(i.shape()...)
	case l.benefit.Excluded != nil:
		return r.deny(i, record.NotCoveredService, l.benefit.Excluded.Why, "Plan %s excludes %s.", l.plan.ID, l.category).saw(i.shape()...)
	}
	return passed("Plan %s has the benefit.", l.plan.ID).saw(append(i.shape(), "category "+string(l.category))...)
}

// shape tells what is asked for as evidence.
func (i *reviewItem) shape() []string {
	var looked []string
	for _, part := range []struct{ label, value string }{
		{"procedure ", i.Procedure.String()}, {"revenue ", i.Revenue}, {"service type ", i.ServiceType},
	} {
		if part.value != "" {
			looked = append(looked, part.label+part.value)
		}
	}
	return looked
}

// reviewedLimit looks at the visits that the plan pays for in the year: none is
// left, or no more than these can be granted.
func reviewedLimit(r *review, i *reviewItem) finding {
	b := i.line.benefit
	if b.VisitLimit == 0 {
		return notApplicable("The benefit has no limit of visits.")
	}
	counter := record.Counter{Kind: record.BenefitVisits, Owner: r.member.ID, Category: b.Category, Year: i.line.day().Year()}
	left := decimal.NewFromInt(int64(b.VisitLimit)).Sub(r.ledger.Used(counter))
	if !left.IsPositive() {
		return r.deny(i, record.ExceedsMaximum, "The visits of the year are used up",
			"All %d visits of %d are used.", b.VisitLimit, counter.Year)
	}
	return passed("%s of %d visits of %d are left.", left, b.VisitLimit, counter.Year)
}
