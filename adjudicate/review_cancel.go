package adjudicate

import (
	"github.com/hmox12/hmox12/mapping/record"
)

// cancellation takes back what was certified before: a request with UM02 3, or
// any of a set that cancels (BHT02 01). The number (REF*BB) must be of the
// member, and who asks be the one who asked for it, the PCP or who stands in, or
// who was to treat. A referral keeps no visit beyond those used; an authorization
// ends on the day before.
func cancellation(r *review) finding {
	if !r.request.Cancellation && r.request.Event.Certification != "3" {
		return notApplicable("Nothing is taken back.")
	}
	r.settled = true
	services := r.request.Services
	if len(services) == 0 {
		return r.cancel(r.request.Event.Earlier(), 0, &r.answer.Event)
	}
	f := noted("Each service is looked at.")
	r.answer.Services = make([]record.ReviewDecision, len(services))
	for n := range services {
		number := services[n].Earlier()
		if number == "" {
			number = r.request.Event.Earlier()
		}
		one := r.cancel(number, n+1, &r.answer.Services[n])
		f.result, f.concluded = one.result, one.concluded
		f = f.saw(one.looked...)
	}
	r.answer.Event = together(r.answer.Services)
	return f
}

// cancel takes one number back.
func (r *review) cancel(number string, service int, decision *record.ReviewDecision) finding {
	if f := r.referral(number); f != nil {
		if !r.mayCancel(f.Referring, f.ReferredTo) {
			return r.mayNot(decision, number)
		}
		used := r.ledger.Used(visitsOf(f))
		changed := *f
		changed.Visits, changed.Cancelled = int(used.IntPart()), r.today
		if f.Standing {
			changed.To = r.today.AddDays(-1)
		}
		if f.Cancelled == 0 {
			r.answer.Referrals = append(r.answer.Referrals, &changed)
		}
		*decision = record.ReviewDecision{Action: record.ReviewCancelled, Number: number}
		return passed("Referral %s is taken back; the visits used stand.", number).
			saw("referral "+number+" "+f.Span.String(), used.String()+" visits used")
	}
	if a := r.authorization(number); a != nil {
		if !r.mayCancel(a.Requester, a.Provider) {
			return r.mayNot(decision, number)
		}
		changed := *a
		changed.To, changed.Cancelled = r.today.AddDays(-1), r.today
		if a.To != 0 && a.To < changed.To {
			changed.To = a.To
		}
		if a.Cancelled == 0 {
			r.answer.Authorizations = append(r.answer.Authorizations, &changed)
		}
		*decision = record.ReviewDecision{Action: record.ReviewCancelled, Number: number}
		return passed("Authorization %s is taken back from today on.", number).saw("authorization " + number + " " + a.Span.String())
	}
	rejection := record.ReviewRejection{Level: record.ReviewEvent, Reason: "33", FollowUp: "C"}
	if service > 0 {
		rejection.Level, rejection.Service = record.ReviewService, service
	}
	r.answer.Rejections = append(r.answer.Rejections, rejection)
	return refused("What is to be taken back is not on file for this member.")
}

func (r *review) mayNot(decision *record.ReviewDecision, number string) finding {
	*decision = record.ReviewDecision{
		Action: record.NotCertified, Reasons: []record.ReviewReason{record.AccessRestricted},
		Messages: []string{"Only who asked for it, the PCP or who was to treat may take it back"},
	}
	return refused("The requester may not take %s back.", number).saw(r.requester.NPI)
}

// mayCancel reports whether the requester asked for it, was to treat, or is the
// PCP of today or who stands in.
func (r *review) mayCancel(others ...string) bool {
	c := &claimCase{book: r.book, ledger: r.ledger, member: r.member}
	if pcp := c.pcpOn(r.today); pcp != nil {
		if c.standsIn(r.requester, pcp.NPI) {
			return true
		}
		others = append(others, pcp.NPI)
	}
	for _, npi := range others {
		if npi != "" && (npi == r.requester.NPI || npi == r.requester.Practice || r.practiceOf(npi) == r.requester.NPI) {
			return true
		}
	}
	return false
}

// practiceOf returns the NPI of a provider's group practice, empty without one.
func (r *review) practiceOf(npi string) string {
	if p := r.book.Provider(npi); p != nil {
		return p.Practice
	}
	return ""
}
