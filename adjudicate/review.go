package adjudicate

import (
	"github.com/hmox12/hmox12/mapping/record"
)

// ReviewNumbers gives the numbers of what reviews make. A number that was given
// is not given again.
type ReviewNumbers interface {
	Referral() string      // as claims cite it in REF*9F
	Authorization() string // as claims cite it in REF*G1
}

// Review decides a request for a referral, an admission or services: what is
// certified, refused, left to a clinician or to somebody else, or needs nothing.
// It is judged like the claim that would come of it, by the same benefits,
// networks and delegations, so that a claim finds what was promised here.
//
// It always answers. What can't be judged is a rejection at the level that it is
// about, and nothing below is looked at. Where the records are closed, the book has no
// payer, or not the plan of the member, the answer is ReviewUnavailable. The caller numbers the
// answer (Trace) and keeps the referrals and authorizations that came of it: a
// Book that later decisions are made with must have them.
//
// Source: docs/adjudication.md, Referral and authorization requests; 005010X217.
func Review(book Book, ledger Ledger, numbers ReviewNumbers, request *record.ReviewRequest, opts Options) *record.ReviewAnswer {
	payer := book.Payer()
	if payer == nil || opts.Closed {
		return ReviewUnavailable(request)
	}
	r := &review{
		book: book, ledger: ledger, numbers: numbers, request: request, opts: opts, today: request.Received,
		answer: &record.ReviewAnswer{Request: request, Payer: payer},
	}
	if r.today == 0 {
		r.today = opts.Today
	}
	r.judgeRequest()
	switch {
	case r.unavailable:
		return ReviewUnavailable(request)
	case r.answer.Rejected() || r.settled:
		return r.answer
	}
	r.judgeItems()
	return r.answer
}

// judgeRequest asks the rules about the request in order until one ends it.
func (r *review) judgeRequest() {
	for i := range reviewRules {
		rule := &reviewRules[i]
		if rule.request == nil {
			continue
		}
		r.note(rule, 0, rule.request(r))
		if r.unavailable || r.answer.Rejected() || r.settled {
			return
		}
	}
}

// ReviewUnavailable is the answer to a request that can't be judged now, because
// the records are out of reach: AAA 42, to be sent again.
func ReviewUnavailable(request *record.ReviewRequest) *record.ReviewAnswer {
	return &record.ReviewAnswer{
		Request:    request,
		Rejections: []record.ReviewRejection{{Level: record.ReviewOrganization, Valid: true, Reason: "42", FollowUp: "R"}},
		Trail: []record.Step{{
			Rule: "V0", Name: "Records", Result: record.Denial, Concluded: "The records can't be asked now.",
		}},
	}
}

// ReviewRule is one step of a review. A rule about the request is asked once; one
// about what is asked for, at the event or, where there are services, at each of
// them, until one decides.
type ReviewRule struct {
	ID    string // as in the trail, such as V11; never renumbered
	Name  string
	About string // request, referral, authorization, or both of the last two

	request func(*review) finding
	item    func(*review, *reviewItem) finding
}

// The values of ReviewRule.About.
const (
	aboutRequest       = "request"
	aboutReferral      = "referral"
	aboutAuthorization = "authorization"
	aboutBoth          = "both"
)

// ReviewRules returns the rules of a review in the order in which they are asked.
func ReviewRules() []ReviewRule { return append([]ReviewRule(nil), reviewRules...) }

var reviewRules = []ReviewRule{
	{ID: "V1", Name: "Payer", About: aboutRequest, request: reviewedByUs},
	{ID: "V2", Name: "Requester", About: aboutRequest, request: knownRequester},
	{ID: "V3", Name: "Patient", About: aboutRequest, request: reviewedPatient},
	{ID: "V4", Name: "Request", About: aboutRequest, request: completeRequest},
	{ID: "V5", Name: "Cancellation", About: aboutRequest, request: cancellation},
	{ID: "V6", Name: "Coverage", About: aboutRequest, request: coveredEvent},
	{ID: "V7", Name: "Earlier review", About: aboutBoth, item: earlierReview},
	{ID: "V8", Name: "Delegation", About: aboutBoth, item: delegatedReview},
	{ID: "V9", Name: "Benefit", About: aboutBoth, item: reviewedBenefit},
	{ID: "V10", Name: "Emergency", About: aboutAuthorization, item: emergencyNotice},
	{ID: "V11", Name: "Network", About: aboutBoth, item: reviewedNetwork},
	{ID: "V12", Name: "Need", About: aboutBoth, item: neededReview},
	{ID: "V13", Name: "Who refers", About: aboutReferral, item: mayRequestReferral},
	{ID: "V14", Name: "Limit", About: aboutBoth, item: reviewedLimit},
	{ID: "V15", Name: "Referral guideline", About: aboutReferral, item: referralGuideline},
	{ID: "V16", Name: "Authorization list", About: aboutAuthorization, item: authorizationList},
}

// review is one request being judged.
type review struct {
	book    Book
	ledger  Ledger
	numbers ReviewNumbers
	request *record.ReviewRequest
	opts    Options
	today   record.Date
	answer  *record.ReviewAnswer
	verdict *record.ReviewVerdict // of a person, about the item that is judged; nil the first time
	heard   bool                  // a rule left the item to a person, and the verdict decided it

	requester   *record.Provider
	member      *record.Member
	span        record.CoverageSpan // in force on the day of the event
	plan        *record.Plan
	settled     bool // the request is answered as a whole
	unavailable bool
}

// judgeItems judges the services one by one, or the event when it has none.
func (r *review) judgeItems() {
	services := r.request.Services
	if len(services) == 0 {
		r.answer.Event = r.judge(r.itemOf(&r.request.Event, 0))
		return
	}
	r.answer.Services = make([]record.ReviewDecision, len(services))
	for i := range services {
		r.answer.Services[i] = r.judge(r.itemOf(&services[i], i+1))
		if r.answer.Rejected() {
			r.answer.Services = nil
			return
		}
	}
	r.answer.Event = together(r.answer.Services)
}

// judge asks the rules about an item in order until one decides it.
func (r *review) judge(i *reviewItem) record.ReviewDecision {
	for n := range reviewRules {
		rule := &reviewRules[n]
		if rule.item == nil || rule.About == aboutReferral && !i.referral || rule.About == aboutAuthorization && i.referral {
			continue
		}
		f := rule.item(r, i)
		if r.verdict != nil && i.decided && i.decision.Action == record.ReviewPended {
			r.heard = true
			f = r.byClinician(i, r.verdict, f)
		}
		r.note(rule, i.service, f)
		if i.decided || i.rejected {
			break
		}
	}
	return i.decision
}

// together returns what is decided about an event by what is about its services.
// Its number is that of the one service that has one: a certification of several
// has none of its own.
func together(services []record.ReviewDecision) record.ReviewDecision {
	actions := map[record.ReviewAction]int{}
	for i := range services {
		actions[services[i].Action]++
	}
	if len(services) == 1 || len(actions) == 1 && services[0].Number == "" {
		return record.ReviewDecision{Action: services[0].Action, Number: services[0].Number, Reasons: services[0].Reasons}
	}
	certified := actions[record.Certified] + actions[record.Modified]
	number := ""
	for i := range services {
		if certified == 1 && services[i].Number != "" {
			number = services[i].Number
		}
	}
	switch {
	case len(actions) == 1:
		return record.ReviewDecision{Action: services[0].Action}
	case certified > 0 && certified+actions[record.NoReviewNeeded] == len(services):
		return record.ReviewDecision{Action: record.Certified, Number: number}
	case certified > 0:
		return record.ReviewDecision{Action: record.CertifiedPartly, Number: number}
	}
	return record.ReviewDecision{}
}

// reject adds a rejection for something that the requester has to correct: the
// request is not valid as it is (AAA01 N), please correct and resubmit (C).
func (r *review) reject(level record.ReviewLevel, reason string) {
	r.answer.Rejections = append(r.answer.Rejections, record.ReviewRejection{Level: level, Reason: reason, FollowUp: "C"})
}

// note adds a rule's finding to the trail.
func (r *review) note(rule *ReviewRule, service int, f finding) {
	r.answer.Trail = append(r.answer.Trail, record.Step{
		Rule: rule.ID, Name: rule.Name, Line: service, Result: f.result, Looked: f.looked, Concluded: f.concluded,
	})
}

// refused says that the request can't be judged: see the rejection.
func refused(format string, args ...any) finding { return conclude(record.Denial, format, args) }
