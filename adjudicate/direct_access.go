package adjudicate

import (
	"slices"

	"github.com/hmox12/hmox12/mapping/record"
)

// noReferralNeeded says why the line needs no referral, nothing when it does.
func (c *claimCase) noReferralNeeded(l *lineCase) string {
	switch pcp := c.pcpOn(l.day()); {
	case l.emergency:
		return "Emergency care needs no referral."
	case l.benefit == nil || !l.benefit.Referral:
		return "The benefit asks for no referral."
	case l.provider != nil && slices.Contains(l.plan.DirectAccessSpecialties, l.provider.Taxonomy):
		return "The specialty is open to members without referral."
	case c.opened(l):
		return "The service of the specialty is open to members without referral."
	case c.newborn:
		return "A newborn needs no referral."
	case l.continuity != nil:
		return "The continuity case stands for a referral."
	case l.singleCase != nil:
		return "The authorization that lets the provider in stands for a referral."
	case pcp != nil && pcp.NPI == l.rendering:
		return "The member's PCP needs no referral."
	case pcp != nil && c.orderedBy(l, pcp.NPI):
		return "The member's PCP ordered the service."
	case l.contract != nil && l.contract.OwnSpecialistsNeedNoReferral && c.groupOf(l) == l.contract.ID:
		return "The member's own group refers to its specialists without a number."
	}
	if l.secondOpinion = c.secondOpinionFor(l); l.secondOpinion != nil {
		return "Authorization " + l.secondOpinion.Number + " lets the member hear a second opinion."
	}
	return ""
}

// opened reports whether the plan opens the service of the provider's specialty.
func (c *claimCase) opened(l *lineCase) bool {
	return l.provider != nil && slices.ContainsFunc(l.plan.DirectAccess, func(d record.DirectAccess) bool {
		return d.Specialty == l.provider.Taxonomy && inRanges(d.Codes, l.Procedure.Code)
	})
}

// orderedBy reports whether the PCP, or who stands in, ordered a service that
// needs no referral then.
func (c *claimCase) orderedBy(l *lineCase, pcp string) bool {
	if !slices.Contains(l.plan.PCPOrders, l.category) {
		return false
	}
	for _, role := range []record.Role{record.OrderingProvider, record.ReferringProvider} {
		p := c.claim.Provider(l.ServiceLine, role)
		if p != nil && p.NPI != "" && (p.NPI == pcp || c.standsIn(c.book.Provider(p.NPI), pcp)) {
			return true
		}
	}
	return false
}

// secondOpinionFor returns the authorization by which the provider is heard
// beside the first one, nil when there is none.
func (c *claimCase) secondOpinionFor(l *lineCase) *record.PriorAuthorization {
	for _, a := range c.authorizations(l) {
		if a.SecondOpinion && a.Status == record.Approved && c.treatedBy(l, a.Provider) && coversService(a, l) &&
			a.Contains(l.day()) && c.unitsLeft(a) {
			return a
		}
	}
	return nil
}

// groupOf returns the contract by which the member's PCP treats on the day.
func (c *claimCase) groupOf(l *lineCase) string {
	if pcp := c.pcpOn(l.day()); pcp != nil {
		if p := c.participates(pcp.NPI, l); p != nil {
			return p.Contract
		}
	}
	return ""
}
