package adjudicate

import (
	"github.com/shopspring/decimal"

	"github.com/hmox12/hmox12/mapping/record"
)

// referralRule looks at whether a PCP sent the patient, where the benefit asks
// for it. A referral is found by its number, else by member, provider and day:
// a missing number alone denies nothing. It must be of the PCP on the day it was
// issued, for this provider or specialty, in force and with a visit left. The
// provider bears a line without, or the member who signed a waiver where the plan
// says so. One day with one group takes one visit.
// Source: docs/adjudication.md, Referral.
var referralRule = Rule{
	ID: "R15", Name: "Referral", Level: LineLevel,
	Reads: []string{"benefit", "direct access of the plan", "ordering provider", "authorized second opinions", "referrals", "PCP on the issue date", "visits used", "waiver (modifier GA)"},
	Codes: []Code{
		noReferral, referralNotByPCP, referralForOther, referralOutsideDates, referralUsedUp,
		waived(noReferral), waived(referralNotByPCP), waived(referralForOther), waived(referralOutsideDates), waived(referralUsedUp),
	},
	line:      referral,
	ofPayment: true,
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
		return c.unreferred(l, denied(noReferral, "No referral of member %s to provider %s covers %s.", c.member.ID, l.rendering, l.day())).
			saw(say("%d referrals of the member", len(c.memberReferrals())))
	}
	if f := c.judge(r, l); f.stops() {
		return c.unreferred(l, f).saw(c.describe(r)...)
	}
	if !r.Standing {
		l.postVisit(visitsOf(r))
	}
	return passed("Referral %s covers the service.", r.Number).saw(c.describe(r)...)
}

// waived returns the code as the member bears it.
func waived(code Code) Code {
	code.Group = record.PR
	return code
}

// unreferred puts what lacks a referral on a member who signed a waiver of
// liability, where the plan lets that count.
func (c *claimCase) unreferred(l *lineCase, f finding) finding {
	if !l.plan.ReferralWaiver || !l.Procedure.HasModifier("GA") {
		return f
	}
	f.stop.code = waived(f.stop.code)
	f.concluded += " The member signed a waiver and bears it."
	return f
}

// referralFor returns the referral named on the claim when it is the member's.
// Else it returns one to this provider or specialty that is in force, rather one
// that nothing speaks against, and of these the one that names the provider most
// closely; nil when there is none.
func (c *claimCase) referralFor(l *lineCase) *record.Referral {
	if c.claim.Referral != "" {
		if r := c.asked.referral.of(c.claim.Referral, c.book.Referral); r != nil && c.isHers(r.Member) {
			return r
		}
	}
	var found *record.Referral
	rank := 0
	for _, r := range c.memberReferrals() {
		fit := c.refersTo(r, l)
		if fit == 0 || !r.Contains(l.day()) {
			continue
		}
		if !c.judge(r, l).stops() {
			fit += namesProvider
		}
		if fit > rank {
			found, rank = r, fit
		}
	}
	return found
}

// judge puts a referral to the test at a line.
func (c *claimCase) judge(r *record.Referral, l *lineCase) finding {
	switch {
	case !c.mayRefer(r):
		return denied(referralNotByPCP, "Referral %s is by %s, who was not the PCP on %s.", r.Number, r.Referring, r.Issued)
	case c.refersTo(r, l) == 0:
		return denied(referralForOther, "Referral %s is for another provider and specialty.", r.Number)
	case !r.Contains(l.day()):
		return denied(referralOutsideDates, "%s is outside the dates of referral %s.", l.day(), r.Number)
	case !r.Standing && !c.visitTaken(l, visitsOf(r)) && !c.visitsLeft(r).IsPositive():
		return denied(referralUsedUp, "Referral %s has no visit left.", r.Number)
	}
	return passed("")
}

// How closely a referral fits who treats.
const (
	sharesSpecialty = 1 + iota // with the one whom the referral names
	namesSpecialty
	namesProvider // or the practice
)

// refersTo returns how closely the referral fits who treats, 0 when it is for
// another provider and specialty.
func (c *claimCase) refersTo(r *record.Referral, l *lineCase) int {
	named := c.book.Provider(r.ReferredTo)
	switch {
	case c.treatedBy(l, r.ReferredTo):
		return namesProvider
	case l.provider == nil:
		return 0
	case r.Specialty != "" && r.Specialty == l.provider.Taxonomy:
		return namesSpecialty
	case named != nil && named.Taxonomy == l.provider.Taxonomy:
		return sharesSpecialty
	}
	return 0
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
	for _, standing := range c.asked.referrals.of(r.Member, c.book.Referrals) {
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
	return minus(decimal.NewFromInt(int64(r.Visits)), c.used(visitsOf(r)))
}

// describe tells of a referral as evidence.
func (c *claimCase) describe(r *record.Referral) []string {
	looked := []string{
		say("referral %s %s", r.Number, r.Span),
		say("issued %s by %s", r.Issued, r.Referring),
	}
	if pcp := c.pcpOn(r.Issued); pcp != nil {
		looked = append(looked, "PCP that day "+pcp.NPI)
	}
	if r.Cancelled != 0 {
		looked = append(looked, say("taken back on %s", r.Cancelled))
	}
	if r.Standing {
		return append(looked, "standing")
	}
	return append(looked, say("%s of %d visits left", c.visitsLeft(r), r.Visits))
}
