package adjudicate

import (
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/hmox12/hmox12/mapping/record"
)

// referralRule looks at whether a PCP sent the patient, where the benefit asks
// for it. A referral is found by its number, else by member, provider and day:
// a missing number alone denies nothing. It must be of the PCP on the day it was
// issued, for this provider or specialty, in force and with a visit left. The
// provider bears a line without. One day with one group takes one visit.
// Source: docs/adjudication.md, Referral.
var referralRule = Rule{
	ID: "R15", Name: "Referral", Level: LineLevel,
	Reads: []string{"benefit", "direct access specialties", "referrals", "PCP on the issue date", "visits used"},
	Codes: []Code{noReferral, referralNotByPCP, referralForOther, referralOutsideDates, referralUsedUp},
	line:  referral,
}

var (
	notReferred          = record.StatusCode{Category: "F2", Code: "94", Entity: "82"}
	noReferral           = Code{record.CO, "288", nil, notReferred}
	referralNotByPCP     = Code{record.CO, "243", []record.RARC{"N630"}, notReferred}
	referralForOther     = Code{record.CO, "288", []record.RARC{"N54"}, notReferred}
	referralOutsideDates = Code{record.CO, "287", []record.RARC{"N351"}, notReferred}
	referralUsedUp       = Code{record.CO, "287", []record.RARC{"N640"}, notReferred}
)

func referral(c *claimCase, l *lineCase) finding {
	if why := c.noReferralNeeded(l); why != "" {
		return notApplicable("%s", why)
	}
	r := c.referralFor(l)
	if r == nil {
		return denied(noReferral, "No referral of member %s to provider %s covers %s.", c.member.ID, l.rendering, l.day()).
			saw(fmt.Sprintf("%d referrals of the member", len(c.book.Referrals(c.member.ID))))
	}
	if f := c.judge(r, l); f.stops() {
		return f.saw(c.describe(r)...)
	}
	if !r.Standing {
		l.postVisit(visitsOf(r))
	}
	return passed("Referral %s covers the service.", r.Number).saw(c.describe(r)...)
}

// noReferralNeeded says why the line needs no referral, nothing when it does.
func (c *claimCase) noReferralNeeded(l *lineCase) string {
	switch pcp := c.pcpOn(l.day()); {
	case l.emergency:
		return "Emergency care needs no referral."
	case l.benefit == nil || !l.benefit.Referral:
		return "The benefit asks for no referral."
	case l.provider != nil && slices.Contains(l.plan.DirectAccessSpecialties, l.provider.Taxonomy):
		return "The specialty is open to members without referral."
	case c.newborn:
		return "A newborn needs no referral."
	case l.singleCase != nil:
		return "The authorization that lets the provider in stands for a referral."
	case pcp != nil && pcp.NPI == l.rendering:
		return "The member's PCP needs no referral."
	case l.contract != nil && l.contract.OwnSpecialistsNeedNoReferral && c.groupOf(l) == l.contract.ID:
		return "The member's own group refers to its specialists without a number."
	}
	return ""
}

// groupOf returns the contract by which the member's PCP treats on the day.
func (c *claimCase) groupOf(l *lineCase) string {
	if pcp := c.pcpOn(l.day()); pcp != nil {
		for _, p := range c.book.Participations(pcp.NPI) {
			if p.Contains(l.day()) && slices.Contains(l.plan.Networks, p.Network) {
				return p.Contract
			}
		}
	}
	return ""
}

// referralFor returns the referral named on the claim when it is the member's.
// Else it returns one to this provider or specialty that is in force, rather one
// that nothing speaks against; nil when there is none.
func (c *claimCase) referralFor(l *lineCase) *record.Referral {
	if c.claim.Referral != "" {
		if r := c.book.Referral(c.claim.Referral); r != nil && c.isHers(r.Member) {
			return r
		}
	}
	var found *record.Referral
	for _, r := range c.book.Referrals(c.member.ID) {
		if !c.refersTo(r, l) || !r.Contains(l.day()) {
			continue
		}
		if !c.judge(r, l).stops() {
			return r
		}
		if found == nil {
			found = r
		}
	}
	return found
}

// judge puts a referral to the test at a line.
func (c *claimCase) judge(r *record.Referral, l *lineCase) finding {
	switch {
	case !c.mayRefer(r):
		return denied(referralNotByPCP, "Referral %s is by %s, who was not the PCP on %s.", r.Number, r.Referring, r.Issued)
	case !c.refersTo(r, l):
		return denied(referralForOther, "Referral %s is for another provider and specialty.", r.Number)
	case !r.Contains(l.day()):
		return denied(referralOutsideDates, "%s is outside the dates of referral %s.", l.day(), r.Number)
	case !r.Standing && !c.visitTaken(l, visitsOf(r)) && !c.visitsLeft(r).IsPositive():
		return denied(referralUsedUp, "Referral %s has no visit left.", r.Number)
	}
	return passed("")
}

// refersTo reports whether the referral names who treats, the practice, or the
// specialty.
func (c *claimCase) refersTo(r *record.Referral, l *lineCase) bool {
	return c.treatedBy(l, r.ReferredTo) ||
		r.Specialty != "" && l.provider != nil && r.Specialty == l.provider.Taxonomy
}

// mayRefer reports whether the referral was issued by the PCP of that day or who
// stood in, by any PCP when there was none, or by the specialist of a standing
// referral.
func (c *claimCase) mayRefer(r *record.Referral) bool {
	referring := c.book.Provider(r.Referring)
	pcp := c.pcpOn(r.Issued)
	if pcp == nil && referring != nil && referring.PCP {
		return true
	}
	if pcp != nil && (pcp.NPI == r.Referring || c.standsIn(referring, pcp.NPI)) {
		return true
	}
	for _, standing := range c.book.Referrals(r.Member) {
		if standing.Standing && standing.ReferredTo == r.Referring && standing.Number != r.Number && standing.Contains(r.Issued) {
			return true
		}
	}
	return false
}

func visitsOf(r *record.Referral) record.Counter {
	return record.Counter{Kind: record.ReferralVisits, Owner: r.Number}
}

func (c *claimCase) visitsLeft(r *record.Referral) decimal.Decimal {
	return decimal.NewFromInt(int64(r.Visits)).Sub(c.used(visitsOf(r)))
}

// describe tells of a referral as evidence.
func (c *claimCase) describe(r *record.Referral) []string {
	looked := []string{
		"referral " + r.Number + " " + r.Span.String(),
		"issued " + r.Issued.String() + " by " + r.Referring,
	}
	if pcp := c.pcpOn(r.Issued); pcp != nil {
		looked = append(looked, "PCP that day "+pcp.NPI)
	}
	if r.Standing {
		return append(looked, "standing")
	}
	return append(looked, fmt.Sprintf("%s of %d visits left", c.visitsLeft(r), r.Visits))
}
