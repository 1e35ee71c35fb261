package adjudicate

import (
	"slices"

	"github.com/shopspring/decimal"

	"github.com/hmox12/hmox12/mapping/record"
)

// addBenefits says what the plan covers and what the member pays, in this order:
// the plan, what is covered and what is not, deductible and out-of-pocket
// maximum, what is paid service by service, and what holds out of network.
func (a *activeAnswer) addBenefits() {
	asked := servicesFor(a.inquiry.Questions, a.plan)
	what := "generic"
	if !asked.generic {
		what = "explicit"
	}
	a.note("Q6", "Service types", record.Passed, what+" answer", asked.all...)
	a.add(a.planLine())
	a.addStatus(&asked)
	a.addDeductible(&asked)
	a.addOutOfPocket()
	for i := range a.plan.Benefits {
		a.addBenefit(&a.plan.Benefits[i], &asked)
	}
	a.addOutOfNetwork(&asked)
}

// addStatus says which service types are covered (EB*1) and which are not
// (EB*I). One line holds all that have nothing more to say.
func (a *activeAnswer) addStatus(asked *servicesAsked) {
	covered, excluded := a.line("1"), a.line("I")
	var explained []record.BenefitInformation
	for _, code := range asked.all {
		exclusion := exclusionOf(a.plan, code)
		switch {
		case coversServiceType(a.plan, code):
			covered.ServiceTypes = append(covered.ServiceTypes, code)
		case exclusion != nil && exclusion.Message != "":
			line := a.line("I", code)
			line.Messages = []string{exclusion.Message}
			explained = append(explained, line)
		default:
			excluded.ServiceTypes = append(excluded.ServiceTypes, code)
		}
	}
	for _, line := range append([]record.BenefitInformation{covered, excluded}, explained...) {
		if len(line.ServiceTypes) > 0 {
			a.add(line)
		}
	}
}

// addDeductible says the deductible, whole and remaining: for the plan when the
// answer is generic, else for the service types asked about that it applies to.
// Service types that it does not apply to have one of zero.
func (a *activeAnswer) addDeductible(asked *servicesAsked) {
	var applies, free []string
	for _, code := range asked.all {
		switch {
		case !asked.tellsMoney(code) || !anyBenefit(a.plan, code, func(*record.Benefit) bool { return true }):
		case anyBenefit(a.plan, code, func(b *record.Benefit) bool { return b.Deductible }):
			applies = append(applies, code)
		default:
			free = append(free, code)
		}
	}
	if asked.generic {
		applies = []string{healthBenefitPlanCoverage}
	}
	if len(applies) > 0 {
		a.addLimit("C", "IND", applies, a.plan.DeductibleIndividual, record.DeductibleUsed, a.answer.Member.ID)
		if a.plan.DeductibleFamily.IsPositive() {
			a.addLimit("C", "FAM", applies, a.plan.DeductibleFamily, record.FamilyDeductibleUsed, a.answer.Member.SubscriberID)
		}
	}
	// Where the plan has none, a generic answer has said so of all.
	if len(free) > 0 && (a.plan.DeductibleIndividual.IsPositive() || !asked.generic) {
		line, nothing := a.line("C", free...), decimal.Zero
		line.CoverageLevel, line.TimePeriod, line.Amount, line.InNetwork = "IND", calendarYear, &nothing, "Y"
		a.add(line)
	}
}

// addOutOfPocket says the out-of-pocket maximum of the plan.
func (a *activeAnswer) addOutOfPocket() {
	types := []string{healthBenefitPlanCoverage}
	a.addLimit("G", "IND", types, a.plan.OutOfPocketIndividual, record.OutOfPocketUsed, a.answer.Member.ID)
	if a.plan.OutOfPocketFamily.IsPositive() {
		a.addLimit("G", "FAM", types, a.plan.OutOfPocketFamily, record.FamilyOutOfPocket, a.answer.Member.SubscriberID)
	}
}

// The time periods of EB06.
const (
	calendarYear = "23"
	visit        = "27"
	remaining    = "29"
	admission    = "36"
)

// addLimit adds two lines: an amount a year, and what is left of it.
func (a *activeAnswer) addLimit(information, level string, types []string, amount decimal.Decimal, kind record.CounterKind, owner string) {
	line := a.line(information, types...)
	line.CoverageLevel, line.TimePeriod, line.Amount, line.InNetwork = level, calendarYear, &amount, "Y"
	a.add(line)
	left := a.left(amount, record.Counter{Kind: kind, Owner: owner, Year: a.day.Year()})
	line.TimePeriod, line.Amount = remaining, &left
	a.add(line)
}

// left returns what is left of a limit, never below zero.
func (a *activeAnswer) left(limit decimal.Decimal, counter record.Counter) decimal.Decimal {
	return decimal.Max(limit.Sub(a.ledger.Used(counter)), decimal.Zero)
}

// addBenefit says what the member pays for one benefit and how much of it there
// is. A benefit without any share of his has a copay of zero.
func (a *activeAnswer) addBenefit(b *record.Benefit, asked *servicesAsked) {
	var types []string
	for _, code := range asked.all {
		if slices.Contains(b.ServiceTypes, code) && asked.tellsMoney(code) {
			types = append(types, code)
		}
	}
	if b.Excluded != nil || len(types) == 0 {
		return
	}
	line := func(information string) record.BenefitInformation {
		l := a.line(information, types...)
		l.Authorization, l.InNetwork, l.Messages = "N", "Y", benefitMessages(b)
		if b.Referral || b.Authorization {
			l.Authorization = "Y"
		}
		if b.AnyNetwork {
			l.InNetwork = "W"
		}
		return l
	}
	if b.Copay.IsPositive() || b.Coinsurance.IsZero() {
		copay := line("B")
		copay.TimePeriod, copay.Amount = visit, &b.Copay
		if b.CopayPer == record.PerAdmission {
			copay.TimePeriod = admission
		}
		a.add(copay)
	}
	if b.Coinsurance.IsPositive() {
		coinsurance := line("A")
		coinsurance.Percent = &b.Coinsurance
		a.add(coinsurance)
	}
	limit := line("F")
	limit.Messages = nil // the conditions stand on the lines above
	if b.Message != "" {
		limit.Messages = []string{b.Message}
	}
	member, year := a.answer.Member.ID, a.day.Year()
	if b.VisitLimit > 0 {
		whole := decimal.NewFromInt(int64(b.VisitLimit))
		left := a.left(whole, b.Limited(record.BenefitVisits, member, year))
		visits := limit
		visits.QuantityKind = "VS"
		visits.TimePeriod, visits.Quantity = calendarYear, &whole
		a.add(visits)
		visits.TimePeriod, visits.Quantity = remaining, &left
		a.add(visits)
	}
	if b.DollarLimit.IsPositive() {
		left := a.left(b.DollarLimit, b.Limited(record.BenefitDollars, member, year))
		dollars := limit
		dollars.TimePeriod, dollars.Amount = calendarYear, &b.DollarLimit
		a.add(dollars)
		dollars.TimePeriod, dollars.Amount = remaining, &left
		a.add(dollars)
	}
}

// benefitMessages returns what a benefit's line says in words: EB11 alone can't
// tell a referral from an authorization, and no code says when a copay is
// waived.
func benefitMessages(b *record.Benefit) []string {
	var messages []string
	if b.Message != "" {
		messages = append(messages, b.Message)
	}
	if b.Referral {
		messages = append(messages, "REFERRAL FROM PCP REQUIRED")
	}
	if b.Authorization {
		messages = append(messages, "PRIOR AUTHORIZATION REQUIRED")
	}
	if b.WaivedIfAdmitted {
		messages = append(messages, "WAIVED IF ADMITTED")
	}
	return messages
}

// addOutOfNetwork says that nothing is covered out of network, but for benefits
// that are the same there.
func (a *activeAnswer) addOutOfNetwork(asked *servicesAsked) {
	var types []string
	if asked.generic {
		types = append(types, healthBenefitPlanCoverage)
	}
	for _, code := range asked.explicit {
		if coversServiceType(a.plan, code) && !anyBenefit(a.plan, code, func(b *record.Benefit) bool { return b.AnyNetwork }) {
			types = append(types, code)
		}
	}
	if len(types) == 0 {
		return
	}
	line := a.line("I", types...)
	line.InNetwork = "N"
	if asked.generic && a.plan.OutOfNetworkMessage != "" {
		line.Messages = []string{a.plan.OutOfNetworkMessage}
	}
	a.add(line)
}
