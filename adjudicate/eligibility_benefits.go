package adjudicate

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/hmox12/hmox12/mapping/record"
)

// addPlan settles which service types are told, and says that the plan is active.
func (e *eligibility) addPlan() {
	e.asked = servicesFor(e.inquiry.Questions, e.plan)
	e.answer.Benefits = slices.Grow(e.answer.Benefits, linesOfAnswer)
	f := passed("The service types asked about are told.")
	if e.asked.generic {
		f = passed("The plan as a whole is told.")
	}
	e.note(f, serviceTypes(e.asked.all))
	e.add(e.planLine())
}

// serviceTypes names service types in a trail.
func serviceTypes(codes []string) string {
	if len(codes) == 0 {
		return ""
	}
	return "service types " + strings.Join(codes, " ")
}

// addStatus says which service types are covered (EB*1) and which are not
// (EB*I). One line holds all that have nothing more to say.
func (e *eligibility) addStatus() {
	var not []string
	covered, excluded := e.line("1"), e.line("I")
	var explained []record.BenefitInformation
	for _, code := range e.asked.all {
		exclusion := exclusionOf(e.plan, code)
		switch {
		case coversServiceType(e.plan, code):
			covered.ServiceTypes = append(covered.ServiceTypes, code)
			continue
		case exclusion != nil && exclusion.Message != "":
			line := e.line("I", code)
			line.Messages = []string{exclusion.Message}
			explained = append(explained, line)
		default:
			excluded.ServiceTypes = append(excluded.ServiceTypes, code)
		}
		not = append(not, code)
	}
	f := passed("All of them are covered.")
	if len(not) > 0 {
		f = noted("The plan does not cover service types %s.", strings.Join(not, " "))
	}
	e.note(f, serviceTypes(covered.ServiceTypes))
	for _, line := range append([]record.BenefitInformation{covered, excluded}, explained...) {
		if len(line.ServiceTypes) > 0 {
			e.add(line)
		}
	}
}

// addDeductible says the deductible, whole and remaining: for the plan when the
// answer is generic, else for the service types asked about that it applies to.
// Service types that it does not apply to have one of zero.
func (e *eligibility) addDeductible() {
	var applies, free []string
	for _, code := range e.asked.all {
		switch {
		case !e.asked.tellsMoney(code) || !anyBenefit(e.plan, code, func(*record.Benefit) bool { return true }):
		case anyBenefit(e.plan, code, func(b *record.Benefit) bool { return b.Deductible }):
			applies = append(applies, code)
		default:
			free = append(free, code)
		}
	}
	if e.asked.generic {
		applies = []string{healthBenefitPlanCoverage}
	}
	f := noted("No deductible applies to what was asked.")
	if len(applies) > 0 {
		f = passed("The deductible and what is left of it are told.").saw(serviceTypes(applies))
		f = f.saw(e.addLimit("C", "IND", applies, e.plan.DeductibleIndividual, record.DeductibleUsed, e.member.ID))
		if e.plan.DeductibleFamily.IsPositive() {
			f = f.saw(e.addLimit("C", "FAM", applies, e.plan.DeductibleFamily, record.FamilyDeductibleUsed, e.member.SubscriberID))
		}
	}
	e.note(f)
	// Where the plan has none, a generic answer has said so of all.
	if len(free) > 0 && (e.plan.DeductibleIndividual.IsPositive() || !e.asked.generic) {
		line, nothing := e.line("C", free...), decimal.Zero
		line.CoverageLevel, line.TimePeriod, line.Amount, line.InNetwork = "IND", calendarYear, &nothing, "Y"
		e.add(line)
	}
}

// addOutOfPocket says the out-of-pocket maximum of the plan.
func (e *eligibility) addOutOfPocket() {
	types := []string{healthBenefitPlanCoverage}
	f := passed("The maximum and what is left of it are told.")
	f = f.saw(e.addLimit("G", "IND", types, e.plan.OutOfPocketIndividual, record.OutOfPocketUsed, e.member.ID))
	if e.plan.OutOfPocketFamily.IsPositive() {
		f = f.saw(e.addLimit("G", "FAM", types, e.plan.OutOfPocketFamily, record.FamilyOutOfPocket, e.member.SubscriberID))
	}
	e.note(f)
}

// The time periods of EB06.
const (
	calendarYear = "23"
	visit        = "27"
	remaining    = "29"
	admission    = "36"
)

// addLimit adds two lines, an amount a year and what is left of it, and returns
// both in words.
func (e *eligibility) addLimit(information, level string, types []string, amount decimal.Decimal, kind record.CounterKind, owner string) string {
	line := e.line(information, types...)
	line.CoverageLevel, line.TimePeriod, line.Amount, line.InNetwork = level, calendarYear, &amount, "Y"
	e.add(line)
	left := e.left(amount, record.Counter{Kind: kind, Owner: owner, Year: e.day.Year()})
	line.TimePeriod, line.Amount = remaining, &left
	e.add(line)
	return say("%s %s left of %s in %d", counterWords[kind], dollars(left), dollars(amount), e.day.Year())
}

var counterWords = map[record.CounterKind]string{
	record.DeductibleUsed:       "individual deductible",
	record.FamilyDeductibleUsed: "family deductible",
	record.OutOfPocketUsed:      "individual maximum",
	record.FamilyOutOfPocket:    "family maximum",
}

// left returns what is left of a limit, never below zero.
func (e *eligibility) left(limit decimal.Decimal, counter record.Counter) decimal.Decimal {
	return atLeastZero(minus(limit, e.ledger.Used(counter)))
}

// addBenefits says what is paid service by service.
func (e *eligibility) addBenefits() {
	for i := range e.plan.Benefits {
		e.addBenefit(&e.plan.Benefits[i])
	}
}

// addBenefit says what the member pays for one benefit and how much of it there
// is. A benefit without any share of his has a copay of zero.
func (e *eligibility) addBenefit(b *record.Benefit) {
	var types []string
	for _, code := range e.asked.all {
		if slices.Contains(b.ServiceTypes, code) && e.asked.tellsMoney(code) {
			types = append(types, code)
		}
	}
	if b.Excluded != nil || len(types) == 0 {
		return
	}
	line := func(information string) record.BenefitInformation {
		l := e.line(information, types...)
		l.Authorization, l.InNetwork, l.Messages = "N", "Y", benefitMessages(b)
		if b.Referral || b.Authorization {
			l.Authorization = "Y"
		}
		if b.AnyNetwork {
			l.InNetwork = "W"
		}
		return l
	}
	var pays []string
	f := passed("").saw("benefit "+string(b.Category), serviceTypes(types))
	if b.Copay.IsPositive() || b.Coinsurance.IsZero() {
		copay := line("B")
		copay.TimePeriod, copay.Amount = visit, &b.Copay
		if b.CopayPer == record.PerAdmission {
			copay.TimePeriod = admission
		}
		pays = append(pays, say("a copay of %s", dollars(b.Copay)))
		e.add(copay)
	}
	if b.Coinsurance.IsPositive() {
		coinsurance := line("A")
		coinsurance.Percent = &b.Coinsurance
		pays = append(pays, say("coinsurance of %s percent", percent(b.Coinsurance)))
		e.add(coinsurance)
	}
	limit := line("F")
	limit.Messages = nil // the conditions stand on the lines above
	if b.Message != "" {
		limit.Messages = []string{b.Message}
	}
	member, year := e.member.ID, e.day.Year()
	if b.VisitLimit > 0 {
		whole := decimal.NewFromInt(int64(b.VisitLimit))
		left := e.left(whole, b.Limited(record.BenefitVisits, member, year))
		visits := limit
		visits.QuantityKind = "VS"
		visits.TimePeriod, visits.Quantity = calendarYear, &whole
		e.add(visits)
		visits.TimePeriod, visits.Quantity = remaining, &left
		e.add(visits)
		f = f.saw(say("%s of %d visits left in %d", left, b.VisitLimit, year))
	}
	if b.DollarLimit.IsPositive() {
		left := e.left(b.DollarLimit, b.Limited(record.BenefitDollars, member, year))
		most := limit
		most.TimePeriod, most.Amount = calendarYear, &b.DollarLimit
		e.add(most)
		most.TimePeriod, most.Amount = remaining, &left
		e.add(most)
		f = f.saw(say("%s left of %s in %d", dollars(left), dollars(b.DollarLimit), year))
	}
	f.concluded = "The member pays " + strings.Join(pays, " and ") + "."
	e.note(f.saw(conditions(b)...))
}

// conditions names in a trail what a benefit asks for.
func conditions(b *record.Benefit) []string {
	var all []string
	for _, c := range []struct {
		is   bool
		text string
	}{
		{b.Referral, "referral needed"}, {b.Authorization, "authorization needed"}, {b.Deductible, "deductible applies"},
		{b.WaivedIfAdmitted, "copay waived when admitted"}, {b.AnyNetwork, "in any network"},
	} {
		if c.is {
			all = append(all, c.text)
		}
	}
	return all
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
func (e *eligibility) addOutOfNetwork() {
	var types []string
	if e.asked.generic {
		types = append(types, healthBenefitPlanCoverage)
	}
	for _, code := range e.asked.explicit {
		if coversServiceType(e.plan, code) && !anyBenefit(e.plan, code, func(b *record.Benefit) bool { return b.AnyNetwork }) {
			types = append(types, code)
		}
	}
	if len(types) == 0 {
		return
	}
	e.note(noted("Care outside of the network is not covered."), serviceTypes(types))
	line := e.line("I", types...)
	line.InNetwork = "N"
	if e.asked.generic && e.plan.OutOfNetworkMessage != "" {
		line.Messages = []string{e.plan.OutOfNetworkMessage}
	}
	e.add(line)
}
