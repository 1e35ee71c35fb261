package adjudicate

import (
	"fmt"

	"github.com/hmox12/hmox12/mapping/record"
)

// answerCoverage says whether the member is covered on the days asked about and,
// when he is, all the rest, as of the first covered one of them. It returns false
// when the book lacks the plan.
func (e *eligibility) answerCoverage(dates record.Span) bool {
	spans := e.book.Coverage(e.answer.Member.ID)
	for _, span := range spans {
		if !span.Overlaps(dates) {
			continue
		}
		plan := e.book.Plan(span.Plan)
		if plan == nil {
			return false
		}
		e.note("Q5", "Coverage", record.Passed, "active", span.Plan, span.String())
		e.addPlanDates(span.Span)
		a := &activeAnswer{eligibility: e, plan: plan, span: span, day: max(dates.From, span.From)}
		a.addBenefits()
		a.addPCP()
		a.addDelegate()
		e.addOtherPayers(a.day)
		return true
	}
	return e.answerInactive(spans, dates)
}

// answerInactive says that the member is not covered (EB*6): since the last
// span that ended before, else until the first that begins later. Nothing but
// another payer is told besides.
func (e *eligibility) answerInactive(spans []record.CoverageSpan, dates record.Span) bool {
	line := record.BenefitInformation{Information: "6", ServiceTypes: []string{"30"}}
	var nearest *record.CoverageSpan
	for i := range spans {
		if s := &spans[i]; nearest == nil || s.From <= dates.From {
			nearest = s
		}
	}
	if nearest != nil {
		plan := e.book.Plan(nearest.Plan)
		if plan == nil {
			return false
		}
		line.InsuranceType, line.PlanName = plan.InsuranceType, plan.Name
		e.addPlanDates(nearest.Span)
		e.note("Q5", "Coverage", record.Note, "inactive on "+dates.From.String(), nearest.Plan, nearest.String())
	} else {
		e.note("Q5", "Coverage", record.Note, "the member never had coverage")
	}
	e.add(line)
	e.addOtherPayers(dates.From)
	return true
}

// addPlanDates adds plan begin (346) and, where it has one, plan end (347).
func (e *eligibility) addPlanDates(span record.Span) {
	e.answer.Dates = append(e.answer.Dates, record.QualifiedDate{Qualifier: "346", Dates: record.Span{From: span.From}})
	if span.To != 0 {
		e.answer.Dates = append(e.answer.Dates, record.QualifiedDate{Qualifier: "347", Dates: record.Span{From: span.To}})
	}
}

// activeAnswer is what is said of a member who is covered.
type activeAnswer struct {
	*eligibility
	plan *record.Plan
	span record.CoverageSpan
	day  record.Date // as of which everything is told
}

// line returns an EB line about the plan. EB04 stands on every one of them, so
// that each can be read by itself.
func (a *activeAnswer) line(information string, serviceTypes ...string) record.BenefitInformation {
	return record.BenefitInformation{
		Information: information, ServiceTypes: serviceTypes, InsuranceType: a.plan.InsuranceType,
	}
}

// planLine returns the line that says that the plan is active, with its name.
func (a *activeAnswer) planLine() record.BenefitInformation {
	line := a.line("1", "30")
	line.PlanName = a.plan.Name
	if a.span.GraceMonth > 0 {
		line.Messages = []string{fmt.Sprintf("PREMIUM GRACE PERIOD MONTH %d", a.span.GraceMonth)}
	}
	return line
}
