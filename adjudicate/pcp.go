package adjudicate

import (
	"github.com/hmox12/hmox12/mapping/record"
)

// pcpRule looks at who gave primary care. The plan wants the member's PCP on
// the day, or who stands in: the same practice or call group, or a locum billed
// for the PCP (modifier Q5 or Q6). A member without PCP may see anyone for the
// plan's days of grace. Source: docs/adjudication.md, PCP of record.
var pcpRule = Rule{
	ID: "R14", Name: "PCP of record", Level: LineLevel,
	Reads:     []string{"PCP assignments", "rendering provider's practice and call group", "modifiers", "plan's days of grace", "coverage span"},
	Codes:     []Code{notThePCP},
	line:      primaryCare,
	ofPayment: true,
}

var notThePCP = Code{record.CO, "242", []record.RARC{"N450"}, record.StatusCode{Category: "F2", Code: "93", Entity: "82"}}

func primaryCare(c *claimCase, l *lineCase) finding {
	switch {
	case l.emergency:
		return notApplicable("Emergency care needs no PCP.")
	case !l.plan.PCPRequired:
		return notApplicable("Plan %s asks for no PCP.", l.plan.ID)
	case !l.primaryCare:
		return notApplicable("The service is no PCP visit.")
	case l.letIn() != "":
		return notApplicable("%s", l.letIn())
	case c.newborn:
		return notApplicable("A newborn may see any PCP.")
	}
	pcp := c.pcpOn(l.day())
	if pcp == nil {
		days := c.coveredSince(l.day()).DaysUntil(l.day())
		if days < l.plan.NoPCPGraceDays {
			return passed("The member has no PCP yet, on day %d of %d days of grace.", days+1, l.plan.NoPCPGraceDays).
				saw(describeCoverage(l.span))
		}
		return denied(notThePCP, "The member has no PCP, and the %d days of grace are over.", l.plan.NoPCPGraceDays).
			saw(describeCoverage(l.span))
	}
	looked := say("PCP %s %s", pcp.NPI, pcp.Span)
	switch {
	case l.rendering == pcp.NPI:
		return passed("Provider %s is the PCP of record on %s.", l.rendering, l.day()).saw(looked)
	case c.standsIn(l.provider, pcp.NPI):
		return passed("Provider %s stands in for the PCP of record.", l.rendering).saw(looked)
	case l.Procedure.HasModifier("Q5", "Q6") && c.claim.Billing.NPI == pcp.NPI:
		return passed("A substitute billed by the PCP of record.").saw(looked, say("procedure %s", l.Procedure))
	}
	return denied(notThePCP, "Provider %s is not the PCP of record on %s.", l.rendering, l.day()).saw(looked)
}

// standsIn reports whether the provider shares practice or call group with the
// PCP.
func (c *claimCase) standsIn(provider *record.Provider, pcp string) bool {
	of := c.book.Provider(pcp)
	if provider == nil || of == nil {
		return false
	}
	return of.Practice != "" && of.Practice == provider.Practice ||
		of.CallGroup != "" && of.CallGroup == provider.CallGroup
}

// coveredSince returns the first day of the unbroken coverage that contains the
// day.
func (c *claimCase) coveredSince(day record.Date) record.Date {
	since := day
	for i := len(c.coverage) - 1; i >= 0; i-- {
		s := &c.coverage[i]
		if s.From < since && (s.To == 0 || s.To >= since.AddDays(-1)) {
			since = s.From
		}
	}
	return since
}
