package adjudicate

import (
	"slices"

	"github.com/hmox12/hmox12/mapping/record"
)

// answerCoverage says whether the member is covered on the days asked about, and
// as of which day everything else is told: the first covered one of them.
func (e *eligibility) answerCoverage() {
	e.identify()
	spans := e.book.Coverage(e.member.ID)
	i := slices.IndexFunc(spans, func(s record.CoverageSpan) bool { return s.Overlaps(e.dates) })
	if i < 0 {
		e.day = e.dates.From
		e.answerInactive(spans)
		return
	}
	span := spans[i]
	plan := e.book.Plan(span.Plan)
	if plan == nil {
		e.unavailable = true
		return
	}
	e.plan, e.span, e.day = plan, span, max(e.dates.From, span.From)
	e.note(passed("The member is covered on %s.", e.day), "plan "+span.Plan, describeCoverage(&span))
	e.addPlanDates(span.Span)
}

// answerInactive says that the member is not covered (EB*6): since the last
// span that ended before, else until the first that begins later. Nothing but
// another payer is told besides.
func (e *eligibility) answerInactive(spans []record.CoverageSpan) {
	line := record.BenefitInformation{Information: "6", ServiceTypes: []string{"30"}}
	var nearest *record.CoverageSpan
	for i := range spans {
		if s := &spans[i]; nearest == nil || s.From <= e.day {
			nearest = s
		}
	}
	if nearest != nil {
		plan := e.book.Plan(nearest.Plan)
		if plan == nil {
			e.unavailable = true
			return
		}
		line.InsuranceType, line.PlanName = plan.InsuranceType, plan.Name
		e.addPlanDates(nearest.Span)
		e.note(noted("The member is not covered on %s.", e.day), "plan "+nearest.Plan, describeCoverage(nearest))
	} else {
		e.note(noted("The member never had coverage."))
	}
	e.add(line)
}

// addPlanDates adds plan begin (346) and, where it has one, plan end (347).
func (e *eligibility) addPlanDates(span record.Span) {
	e.answer.Dates = append(e.answer.Dates, record.QualifiedDate{Qualifier: "346", Dates: record.Span{From: span.From}})
	if span.To != 0 {
		e.answer.Dates = append(e.answer.Dates, record.QualifiedDate{Qualifier: "347", Dates: record.Span{From: span.To}})
	}
}

// line returns an EB line about the plan. EB04 stands on every one of them, so
// that each can be read by itself.
func (e *eligibility) line(information string, serviceTypes ...string) record.BenefitInformation {
	return record.BenefitInformation{
		Information: information, ServiceTypes: serviceTypes, InsuranceType: e.plan.InsuranceType,
	}
}

// planLine returns the line that says that the plan is active, with its name.
func (e *eligibility) planLine() record.BenefitInformation {
	line := e.line("1", "30")
	line.PlanName = e.plan.Name
	if e.span.GraceMonth > 0 {
		line.Messages = []string{say("PREMIUM GRACE PERIOD MONTH %d", e.span.GraceMonth)}
	}
	return line
}
