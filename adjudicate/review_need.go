package adjudicate

import (
	"github.com/hmox12/hmox12/mapping/record"
)

// neededReview looks at whether a claim for this would need what is asked for, by
// the same tests as the claim's (R15, R16): a direct access specialty needs no
// referral, a service whose benefit asks for none no authorization.
func neededReview(_ *review, i *reviewItem) finding {
	l := i.line
	if !i.referral {
		if l.benefit.Authorization || l.singleCase != nil {
			return passed("The benefit asks for an authorization.").saw("category " + string(l.category))
		}
		i.decide(record.NoReviewNeeded, record.NoReviewRequired).Messages = []string{"No authorization needed"}
		return passed("The benefit asks for no authorization.").saw("category " + string(l.category))
	}
	why := i.claim.noReferralNeeded(l)
	if why == "" {
		return passed("The benefit asks for a referral.").saw("category " + string(l.category))
	}
	i.decide(record.NoReviewNeeded, record.NoReviewRequired).Messages = []string{"No referral needed"}
	return passed("No referral is needed. %s", why).saw("category "+string(l.category), "specialty "+i.specialty)
}

// mayRequestReferral looks at who asks for a referral: the PCP of record or who
// stands in, the PCP's practice, any PCP of a member without one, or the
// specialist of a standing referral, as the claim's rule will (R15).
func mayRequestReferral(r *review, i *reviewItem) finding {
	referral := &record.Referral{Member: r.member.ID, Referring: r.referring(i), Issued: r.today}
	pcp := i.claim.pcpOn(r.today)
	looked := "no PCP on " + r.today.String()
	if pcp != nil {
		looked = "PCP " + pcp.NPI + " " + pcp.Span.String()
	}
	if i.claim.mayRefer(referral) {
		return passed("%s may refer the member.", referral.Referring).saw(looked)
	}
	f := r.deny(i, record.AccessRestricted, "The requester is not the PCP of record", "%s is not the PCP of record on %s.", r.requester.NPI, r.today)
	if pcp != nil {
		if p := r.book.Provider(pcp.NPI); p != nil && p.Name.Last != "" {
			looked = "PCP " + pcp.NPI + " " + p.Name.String() + " " + pcp.Span.String()
		}
	}
	return f.saw(looked)
}

// referring returns in whose name the requester refers: a practice does in that
// of the PCP who belongs to it.
func (r *review) referring(i *reviewItem) string {
	if pcp := i.claim.pcpOn(r.today); pcp != nil && r.practiceOf(pcp.NPI) == r.requester.NPI {
		return pcp.NPI
	}
	return r.requester.NPI
}
