package adjudicate

import (
	"strings"

	"github.com/hmox12/hmox12/mapping/record"
)

// networkRule looks at whether the provider takes part in one of the plan's
// networks on the day. It lets in whom the rules before it do, and an outside
// provider whom an authorization names with an agreed rate. Any other stranger is
// the member's choice and cost; a contracted provider outside of a narrow network
// bears it.
// Source: docs/adjudication.md, Network.
var networkRule = Rule{
	ID: "R12", Name: "Network", Level: LineLevel,
	Reads: []string{"network participations of rendering and billing provider", "plan's networks", "contract", "authorizations", "continuity case, protection, urgent care"},
	Codes: []Code{notContracted, outsideNarrowNetwork},
	line:  network,
}

var (
	noAgreement          = record.StatusCode{Category: "F2", Code: "96", Entity: "82"}
	notContracted        = Code{record.PR, "242", nil, noAgreement}
	outsideNarrowNetwork = Code{record.CO, "279", nil, noAgreement}
)

func network(c *claimCase, l *lineCase) finding {
	if l.emergency {
		if l.participation == nil {
			l.singleCase = c.singleCaseFor(l)
		}
		return notApplicable("Emergency care needs no network.")
	}
	if why := l.letIn(); why != "" {
		return passed("Outside of the network. %s", why)
	}
	if p := l.participation; p != nil {
		looked := say("participation of %s in %s %s", p.NPI, p.Network, p.Span)
		if l.contract == nil {
			return pended(dataMissing, record.WaitsForBook, "Contract %s is not on file.", p.Contract).saw(looked)
		}
		return passed("In network on %s by contract %s.", l.day(), l.contract.ID).saw(looked)
	}
	if a := c.singleCaseFor(l); a != nil {
		l.singleCase = a
		return passed("Outside of the network, let in by authorization %s at %s.", a.Number, dollars(a.AgreedRate)).
			saw(say("authorization %s %s", a.Number, a.Span))
	}
	if p := c.contractedElsewhere(l); p != nil {
		return denied(outsideNarrowNetwork, "Provider %s is contracted, but not in a network of plan %s.", p.NPI, l.plan.ID).
			saw(say("participation in %s %s", p.Network, p.Span))
	}
	return denied(notContracted, "Neither rendering provider %s nor billing provider %s was contracted on %s.",
		l.rendering, c.claim.Billing.NPI, l.day()).saw("networks " + strings.Join(l.plan.Networks, ", "))
}

// singleCaseFor returns an approved authorization that names the line's provider
// with an agreed rate and covers service and day, nil when there is none.
func (c *claimCase) singleCaseFor(l *lineCase) *record.PriorAuthorization {
	for _, a := range c.authorizations(l) {
		if a.Status == record.Approved && a.AgreedRate.IsPositive() && c.treatedBy(l, a.Provider) &&
			coversService(a, l) && a.Contains(l.day()) {
			return a
		}
	}
	return nil
}

// contractedElsewhere returns a participation on the day in any network.
func (c *claimCase) contractedElsewhere(l *lineCase) *record.Participation {
	for _, npi := range [...]string{l.rendering, c.claim.Billing.NPI} {
		if p := firstOf(c.book.Participations(npi), func(p *record.Participation) bool { return p.Contains(l.day()) }); p != nil {
			return p
		}
	}
	return nil
}
