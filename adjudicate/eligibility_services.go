package adjudicate

import (
	"slices"
	"strings"

	"github.com/hmox12/hmox12/mapping/record"
)

// healthBenefitPlanCoverage is the service type of a question about the plan as
// a whole.
const healthBenefitPlanCoverage = "30"

// genericServiceTypes are told about whenever 30 is asked: medical care,
// chiropractic, dental, hospital, inpatient, outpatient, emergency, pharmacy,
// office visit, vision, mental health, urgent care. Source: 005010X279A1 section
// 1.4.7.1, CAQH CORE 154.
var genericServiceTypes = []string{"1", "33", "35", "47", "48", "50", "86", "88", "98", "AL", "MH", "UC"}

// discretionaryServiceTypes are those for which amounts may be left out: wide
// groupings and sensitive services. They are told when asked for by name only.
// Source: CAQH CORE 260.
var discretionaryServiceTypes = []string{"1", "35", "88", "A6", "A7", "A8", "AI", "AL", "MH"}

// servicesAsked is what an inquiry asks about, resolved against a plan.
type servicesAsked struct {
	generic  bool     // 30, or something that is answered like it
	explicit []string // asked for by name and supported, as asked
	all      []string // those whose status is told, each once
}

// servicesFor resolves the questions. A service type that the plan does not
// know, a procedure, and no question at all are answered as 30.
func servicesFor(questions []record.Question, plan *record.Plan) servicesAsked {
	var s servicesAsked
	for _, q := range questions {
		s.generic = s.generic || len(q.ServiceTypes) == 0
		for _, code := range q.ServiceTypes {
			code = strings.ToUpper(strings.TrimSpace(code))
			switch {
			case code == healthBenefitPlanCoverage || !supportsServiceType(plan, code):
				s.generic = true
			case !slices.Contains(s.explicit, code):
				s.explicit = append(s.explicit, code)
			}
		}
	}
	if s.generic || len(s.explicit) == 0 {
		s.generic = true
		s.all = slices.Clone(genericServiceTypes)
	}
	for _, code := range s.explicit {
		if !slices.Contains(s.all, code) {
			s.all = append(s.all, code)
		}
	}
	return s
}

// tellsMoney reports whether amounts are told for a service type.
func (s *servicesAsked) tellsMoney(code string) bool {
	return slices.Contains(s.explicit, code) ||
		slices.Contains(s.all, code) && !slices.Contains(discretionaryServiceTypes, code)
}

// supportsServiceType reports whether anything can be said about a service type.
func supportsServiceType(plan *record.Plan, code string) bool {
	return slices.Contains(genericServiceTypes, code) || coversServiceType(plan, code) || exclusionOf(plan, code) != nil
}

// coversServiceType reports whether the plan covers anything of a service type.
func coversServiceType(plan *record.Plan, code string) bool {
	return slices.Contains(plan.CoveredServiceTypes, code) || anyBenefit(plan, code, func(*record.Benefit) bool { return true })
}

// exclusionOf returns the excluded benefit that answers a service type, nil when
// there is none.
func exclusionOf(plan *record.Plan, code string) *record.Benefit {
	for i := range plan.Benefits {
		if b := &plan.Benefits[i]; b.Excluded != nil && slices.Contains(b.ServiceTypes, code) {
			return b
		}
	}
	return nil
}

// anyBenefit reports whether a covered benefit that answers the service type is
// as asked.
func anyBenefit(plan *record.Plan, code string, is func(*record.Benefit) bool) bool {
	for i := range plan.Benefits {
		if b := &plan.Benefits[i]; b.Excluded == nil && slices.Contains(b.ServiceTypes, code) && is(b) {
			return true
		}
	}
	return false
}
