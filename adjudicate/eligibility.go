package adjudicate

import (
	"slices"
	"strings"

	"github.com/hmox12/hmox12/mapping/record"
)

// Eligibility decides what a 271 says to an inquiry: who the patient is, whether
// the plan covers him on the day asked about, what it covers and what he pays,
// and whom to ask besides. What can't be answered is a rejection at the level it
// is about; a person who was found but is not covered is an answer, never a
// rejection.
//
// It always answers. Rejected at 2100A or 2100B, nothing below is looked at; a
// rejection about the patient lists all that is wrong there and discloses
// nothing of what the book holds. Where the records are closed, the book has no
// payer, or not the plan of a member, the answer is Unavailable. The caller numbers
// the answer (Trace).
//
// Source: docs/adjudication.md, Eligibility; 005010X279A1 section 1.4; CAQH CORE
// 154, 258, 259 and 260.
func Eligibility(book Book, ledger Ledger, inquiry *record.Inquiry, opts Options) *record.EligibilityAnswer {
	payer := book.Payer()
	if payer == nil || opts.Closed {
		return Unavailable(inquiry)
	}
	e := &eligibility{
		book: book, ledger: ledger, inquiry: inquiry, policy: payer.Inquiries, today: inquiry.Received,
		answer: &record.EligibilityAnswer{Inquiry: inquiry, Payer: payer, Trail: make([]record.Step, 0, stepsOfAnswer)},
	}
	if e.today == 0 {
		e.today = opts.Today
	}
	for i := range eligibilityRules {
		rule := &eligibilityRules[i]
		if rule.About == aboutBenefits && e.plan == nil {
			continue
		}
		e.rule = rule
		rule.apply(e)
		switch {
		case e.unavailable:
			return Unavailable(inquiry)
		case rule.ends && e.answer.Rejected():
			return e.answer
		}
	}
	return e.answer
}

// How many steps the trail of most answers has at most, and how many lines tell of a
// plan.
const (
	stepsOfAnswer = 16
	linesOfAnswer = 16
)

// EligibilityRule is one step to the answer to an inquiry.
type EligibilityRule struct {
	ID    string // as in the trail, such as Q5; never renumbered
	Name  string
	About string // inquiry, or benefits: asked of a member who is covered

	ends  bool // the last of its level: what was rejected by now is the answer
	apply func(*eligibility)
}

// The values of EligibilityRule.About.
const (
	aboutInquiry  = "inquiry"
	aboutBenefits = "benefits"
)

// EligibilityRules returns the rules of an inquiry in the order in which they are
// asked, which is that of the lines they write.
func EligibilityRules() []EligibilityRule { return slices.Clone(eligibilityRules) }

var eligibilityRules = []EligibilityRule{
	{ID: "Q1", Name: "Payer", About: aboutInquiry, ends: true, apply: (*eligibility).checkSource},
	{ID: "Q2", Name: "Asker", About: aboutInquiry, ends: true, apply: (*eligibility).checkReceiver},
	{ID: "Q3", Name: "Patient", About: aboutInquiry, apply: (*eligibility).findPatient},
	{ID: "Q4", Name: "Date", About: aboutInquiry, ends: true, apply: (*eligibility).datesAsked},
	{ID: "Q5", Name: "Coverage", About: aboutInquiry, apply: (*eligibility).answerCoverage},
	{ID: "Q6", Name: "Service types", About: aboutBenefits, apply: (*eligibility).addPlan},
	{ID: "Q10", Name: "Covered services", About: aboutBenefits, apply: (*eligibility).addStatus},
	{ID: "Q11", Name: "Deductible", About: aboutBenefits, apply: (*eligibility).addDeductible},
	{ID: "Q12", Name: "Out-of-pocket maximum", About: aboutBenefits, apply: (*eligibility).addOutOfPocket},
	{ID: "Q13", Name: "Benefit", About: aboutBenefits, apply: (*eligibility).addBenefits},
	{ID: "Q14", Name: "Out of network", About: aboutBenefits, apply: (*eligibility).addOutOfNetwork},
	{ID: "Q7", Name: "PCP", About: aboutBenefits, apply: (*eligibility).addPCP},
	{ID: "Q8", Name: "Delegate", About: aboutBenefits, apply: (*eligibility).addDelegate},
	{ID: "Q9", Name: "Other payer", About: aboutInquiry, apply: (*eligibility).addOtherPayers},
}

// Unavailable is the answer to an inquiry that can't be answered now, because
// the records are out of reach: AAA 42, to be sent again.
func Unavailable(inquiry *record.Inquiry) *record.EligibilityAnswer {
	return &record.EligibilityAnswer{
		Inquiry:    inquiry,
		Rejections: []record.RequestRejection{{Level: record.SourceLevel, Valid: true, Reason: "42", FollowUp: "R"}},
		Trail: []record.Step{{
			Rule: "Q0", Name: "Records", Result: record.Denial, Concluded: "The records can't be asked now.",
		}},
	}
}

// eligibility is one inquiry being answered.
type eligibility struct {
	book    Book
	ledger  Ledger
	inquiry *record.Inquiry
	policy  record.InquiryPolicy
	today   record.Date
	answer  *record.EligibilityAnswer
	rule    *EligibilityRule

	member      *record.Member // nil when not found
	dates       record.Span    // asked about
	plan        *record.Plan   // nil when the member is not covered
	span        record.CoverageSpan
	day         record.Date // as of which everything is told
	asked       servicesAsked
	unavailable bool // the book lacks the plan
}

// checkSource asks whether the inquiry is meant for this payer (2100A).
func (e *eligibility) checkSource() {
	id := strings.TrimSpace(e.inquiry.InformationSourceID)
	ours := e.answer.Payer.ID
	if e.inquiry.InformationSource.ID.Qualifier == "FI" {
		ours = e.answer.Payer.TIN
	}
	switch {
	case id == "":
		e.reject(record.SourceLevel, "T4")
		e.note(refused("No payer is named."))
	case !strings.EqualFold(id, ours):
		e.reject(record.SourceLevel, "79")
		e.note(refused("Another payer is named."))
	default:
		e.note(passed("The inquiry is for this payer."))
	}
}

// checkReceiver asks whether the asker may be answered (2100B). A provider who
// is not the patient's PCP, or in no network, may.
func (e *eligibility) checkReceiver() {
	asker := &e.inquiry.Receiver
	switch {
	case asker.NPI != "" && !record.ValidNPI(asker.NPI):
		e.reject(record.ReceiverLevel, "43")
		e.note(refused("The asker's NPI fails its check digit."))
	case e.policy.KnownProvidersOnly && (asker.NPI == "" || e.book.Provider(asker.NPI) == nil):
		e.reject(record.ReceiverLevel, "51")
		e.note(refused("The asker is not on file, and only known providers are answered."), npiOf(asker))
	default:
		e.note(passed("The asker may be answered."), npiOf(asker))
	}
}

func npiOf(p *record.ClaimProvider) string {
	if p.NPI == "" {
		return ""
	}
	return "NPI " + p.NPI
}

// findPatient finds the member asked about, or rejects.
func (e *eligibility) findPatient() {
	search := patientSearch{
		book: e.book, subscriber: &e.inquiry.Subscriber, dependent: e.inquiry.Dependent,
		byName: e.policy.SearchByName, unknownID: "72",
	}
	found := search.find()
	for _, f := range search.failed {
		level := record.SubscriberLevel
		if f.dependent {
			level = record.DependentLevel
		}
		e.reject(level, f.reason)
	}
	if found == nil {
		e.note(refused("The patient was not found by what was sent."), search.reasons()...)
		return
	}
	e.note(passed("The patient is a member."), "member "+found.ID)
	e.member = found
}

// identify says who the patient was found to be.
func (e *eligibility) identify() {
	member := e.member
	e.answer.Member = member
	sent := e.inquiry.Patient()
	e.answer.NameChanged = spelledOtherwise(sent.Name.Last, member.Name.Last) ||
		spelledOtherwise(sent.Name.First, member.Name.First) ||
		e.inquiry.Dependent == nil && spelledOtherwise(sent.ID, member.ID)
	if member.Subscriber() {
		return
	}
	for _, m := range e.book.MembersByID(member.SubscriberID) {
		if m.ID == member.SubscriberID {
			e.answer.Subscriber = m
		}
	}
}

// spelledOtherwise reports whether what was sent, if anything, is not what is
// held.
func spelledOtherwise(sent, held string) bool {
	return sent != "" && !sameSpelling(strings.TrimSpace(sent), held)
}

// patientLevel is where the patient asked about stands.
func (e *eligibility) patientLevel() record.EligibilityLevel {
	if e.inquiry.Dependent != nil {
		return record.DependentLevel
	}
	return record.SubscriberLevel
}

// reject adds a rejection for something that the asker has to correct: the
// request is not valid as it is (AAA01 N), please correct and resubmit (C).
func (e *eligibility) reject(level record.EligibilityLevel, reason string) {
	e.answer.Rejections = append(e.answer.Rejections, record.RequestRejection{Level: level, Reason: reason, FollowUp: "C"})
}

// note adds a finding to the answer's trail. What was looked at are ids and dates,
// empty ones left out.
func (e *eligibility) note(f finding, looked ...string) {
	step := record.Step{Rule: e.rule.ID, Name: e.rule.Name, Result: f.result, Concluded: f.concluded}
	for _, evidence := range [...][]string{f.looked, looked} {
		for _, l := range evidence {
			if l != "" {
				step.Looked = append(step.Looked, l)
			}
		}
	}
	e.answer.Trail = append(e.answer.Trail, step)
}

func (e *eligibility) add(line record.BenefitInformation) {
	if e.answer.Benefits == nil {
		e.answer.Benefits = make([]record.BenefitInformation, 0, usualBenefits)
	}
	e.answer.Benefits = append(e.answer.Benefits, line)
}

// usualBenefits is how many benefits most answers tell at most.
const usualBenefits = 16
