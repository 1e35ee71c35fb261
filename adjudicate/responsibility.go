package adjudicate

import (
	"github.com/hmox12/hmox12/mapping/record"
)

// delegateFirstRule and delegateRule look at who owes the line where the
// member's group pays claims itself: the division of financial responsibility
// (DOFR) by service category and area. A claim that is the delegate's in whole
// is passed on when it is an emergency, when the provider has no contract with
// the delegate, or when the delegate wants it so; the provider is told to bill
// the delegate for any other line of the delegate's. An encounter that the delegate
// or who is contracted with it reports was prepaid with the delegate.
//
// It is asked before network, PCP, referral and authorization where those are
// the delegate's to judge, and after them where they are not.
// Source: docs/adjudication.md, Delegation; 28 CCR 1300.71(b)(2).
var (
	delegateFirstRule = Rule{
		ID: "R18", Name: "Responsibility, where the delegate decides", Level: LineLevel,
		Reads: responsibilityReads,
		Codes: responsibilityCodes,
		line:  delegateFirst,
	}
	delegateRule = Rule{
		ID: "R18", Name: "Responsibility", Level: LineLevel,
		Reads: responsibilityReads,
		Codes: responsibilityCodes,
		line:  delegateLast,
	}
	responsibilityReads = []string{"PCP on the day", "contract of the PCP's group", "DOFR", "service category", "area", "takeovers", "claimant's participations"}
)

var (
	responsibilityCodes = []Code{billDelegate, passToDelegate, coveredByCapitation, deductible, coinsurance, copay}

	billDelegate   = Code{record.OA, "109", []record.RARC{"N418"}, record.StatusCode{Category: "F2", Code: "116", Entity: "PR"}}
	passToDelegate = Code{record.OA, "B11", nil, record.StatusCode{Category: "A0", Code: "114", Entity: "PR"}}
)

func delegateFirst(c *claimCase, l *lineCase) finding {
	if l.delegate != nil && !l.plan.DelegateDecides {
		return notApplicable("The HMO judges referral and authorization before it asks who owes the line.")
	}
	return responsibility(c, l)
}

func delegateLast(c *claimCase, l *lineCase) finding {
	if l.delegate != nil && l.plan.DelegateDecides {
		return notApplicable("Asked before.")
	}
	return responsibility(c, l)
}

func responsibility(c *claimCase, l *lineCase) finding {
	if l.delegate == nil {
		return notApplicable("The member's group pays no claims itself.")
	}
	looked := []string{"contract " + l.delegate.ID, "category " + string(l.category), string(l.area) + " of area"}
	if l.area == record.InArea {
		looked[2] = "in the service area"
	}
	if t := c.takeover(l); t != nil {
		return passed("The HMO took the line over from %s: %s.", l.delegate.Name, t.Reason).
			saw(append(looked, say("takeover %s", t.Span))...)
	}
	if !c.owedByDelegate(l) {
		return passed("The HMO owes the line by the DOFR of %s.", l.delegate.ID).saw(looked...)
	}
	if c.claim.Encounter && c.contractedWith(l.delegate) {
		s := c.shareOf(l, c.shareBase(l, l.term()))
		c.charge(l, s)
		c.countVisit(l)
		return prepaid(coveredByCapitation, "%s owes the line, which is reported as an encounter; the member owes %s.", l.delegate.Name, dollars(s.total())).
			saw(append(looked, s.looked...)...)
	}
	if c.passesOn(l) {
		c.forwardedTo = l.delegate
		return passedOn(passToDelegate, "%s owes the claim; it is passed on.", l.delegate.Name).saw(looked...)
	}
	return passedOn(billDelegate, "%s owes the line and must be billed.", l.delegate.Name).saw(looked...)
}

// takeover returns by what the HMO took the line over from a delegate that fails
// to pay, nil when it did not.
func (c *claimCase) takeover(l *lineCase) *record.Takeover {
	return firstOf(c.book.Takeovers(l.delegate.ID), func(t *record.Takeover) bool {
		return t.Contains(l.day()) && (t.Member == "" || t.Member == c.member.ID) && (t.Account == "" || t.Account == c.claim.Account)
	})
}

// owedByDelegate reports whether the first row of the DOFR that fits the line
// makes it the delegate's; without a row the HMO owes it, and so it does where it
// took the line over.
func (c *claimCase) owedByDelegate(l *lineCase) bool {
	if l.delegate == nil || c.takeover(l) != nil {
		return false
	}
	row := firstOf(l.delegate.DOFR, func(row *record.DOFRRow) bool {
		return row.Category == l.category && (row.Area == "" || row.Area == l.area) && row.Span.Contains(l.day())
	})
	return row != nil && row.Responsible == record.Delegate
}

// passesOn reports whether the claim goes on to the delegate as a whole.
func (c *claimCase) passesOn(l *lineCase) bool {
	for _, other := range c.lines {
		if !other.open() && other.state != record.LineElsewhere || !c.owedByDelegate(other) || other.delegate != l.delegate {
			return false
		}
	}
	return l.delegate.Misroute == record.Forward || c.anyEmergency() || !c.contractedWith(l.delegate)
}

func (c *claimCase) anyEmergency() bool {
	for _, l := range c.lines {
		if l.emergency {
			return true
		}
	}
	return false
}

// contractedWith reports whether the rendering provider of any line or the
// billing provider takes part under the contract on the day.
func (c *claimCase) contractedWith(k *record.Contract) bool {
	for _, l := range c.lines {
		under := func(p *record.Participation) bool { return p.Contract == k.ID && p.Contains(l.day()) }
		for _, npi := range [...]string{l.rendering, c.claim.Billing.NPI} {
			if firstOf(c.book.Participations(npi), under) != nil {
				return true
			}
		}
	}
	return false
}
