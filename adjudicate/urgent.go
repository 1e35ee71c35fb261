package adjudicate

import (
	"slices"

	"github.com/hmox12/hmox12/mapping/record"
)

// urgentRule looks at urgent care that a stranger gave out of the service area,
// where the member could not reach the network. It lets the line in where the
// plan pays for that, and denies what was no urgent need by its diagnosis.
// Urgent care in the area is left to the network.
// Source: docs/adjudication.md, Urgent care; 28 CCR 1300.67(g).
var urgentRule = Rule{
	ID: "R17", Name: "Urgent care out of the area", Level: LineLevel,
	Reads: []string{"place of service", "revenue code", "area", "plan's policy", "diagnoses of the line"},
	Codes: []Code{notUrgent},
	line:  urgentCare,
}

const (
	urgentCareFacility = "20"   // place of service
	urgentCareRevenue  = "0456" // of a hospital's urgent care
)

var notUrgent = Code{record.PR, "40", nil, record.StatusCode{Category: "F2", Code: "471"}}

func urgentCare(c *claimCase, l *lineCase) finding {
	switch {
	case l.emergency:
		return notApplicable("Emergency care needs no network.")
	case l.place != urgentCareFacility && l.Revenue != urgentCareRevenue:
		return notApplicable("The service was not at an urgent care facility.")
	case l.contract != nil || l.participation != nil:
		return notApplicable("The provider is contracted.")
	case l.area != record.OutOfArea:
		return notApplicable("Urgent care in the area comes from the network.")
	case l.plan.UrgentOutOfArea == "" || l.plan.UrgentOutOfArea == record.UrgentNone:
		return notApplicable("Plan %s pays no urgent care of strangers.", l.plan.ID)
	case c.singleCaseFor(l) != nil:
		return notApplicable("An authorization agrees on a price with the provider.")
	}
	looked := "ZIP " + c.zipOf(l) + " is out of the area of plan " + l.plan.ID
	codes := c.diagnosesOf(l)
	if len(codes) > 0 && slices.ContainsFunc(l.plan.RoutineDiagnoses, func(r record.CodeRange) bool { return r.InCategory(codes[0]) }) {
		return denied(notUrgent, "The visit was for routine care, which can wait for the network.").saw(looked, "first diagnosis "+codes[0])
	}
	l.urgent = true
	return passed("Urgent care that the member could not get in the area.").saw(looked)
}

// priceUrgent allows the charge, or the qualifying payment amount where the plan
// pays that.
func (c *claimCase) priceUrgent(l *lineCase) finding {
	if l.plan.UrgentOutOfArea == record.UrgentBilled {
		return l.allow(l.left, true, "urgent care out of the area is paid as billed")
	}
	rate := c.recognizedRate(l)
	if rate == nil || !l.times(rate, rate.QPA).IsPositive() {
		return pended(needsPricing, record.WaitsForPrice, "The book has no rate for %s on %s.", l.Procedure, l.day())
	}
	return l.allow(l.times(rate, rate.QPA), true, "qualifying payment amount").saw(describeRate(rate))
}
