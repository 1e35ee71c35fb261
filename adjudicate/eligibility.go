package adjudicate

import (
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
// payer, or not the plan of a member, the answer is Unavailable. The caller numbers the answer (Trace).
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
		answer: &record.EligibilityAnswer{Inquiry: inquiry, Payer: payer},
	}
	if e.today == 0 {
		e.today = opts.Today
	}
	if e.checkSource(); e.answer.Rejected() {
		return e.answer
	}
	if e.checkReceiver(); e.answer.Rejected() {
		return e.answer
	}
	member := e.findPatient()
	dates := e.datesAsked(member)
	if e.answer.Rejected() {
		return e.answer
	}
	e.identify(member)
	if !e.answerCoverage(dates) {
		return Unavailable(inquiry)
	}
	return e.answer
}

// Unavailable is the answer to an inquiry that can't be answered now, because
// the records are out of reach: AAA 42, to be sent again.
func Unavailable(inquiry *record.Inquiry) *record.EligibilityAnswer {
	return &record.EligibilityAnswer{
		Inquiry:    inquiry,
		Rejections: []record.RequestRejection{{Level: record.SourceLevel, Valid: true, Reason: "42", FollowUp: "R"}},
		Trail: []record.Step{{
			Rule: "Q0", Name: "Records", Result: record.Denial, Concluded: "the records can't be asked now",
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
		e.note("Q1", "Payer", record.Denial, "no payer is named")
	case !strings.EqualFold(id, ours):
		e.reject(record.SourceLevel, "79")
		e.note("Q1", "Payer", record.Denial, "another payer is named")
	default:
		e.note("Q1", "Payer", record.Passed, "the inquiry is for this payer")
	}
}

// checkReceiver asks whether the asker may be answered (2100B). A provider who
// is not the patient's PCP, or in no network, may.
func (e *eligibility) checkReceiver() {
	asker := &e.inquiry.Receiver
	switch {
	case asker.NPI != "" && !record.ValidNPI(asker.NPI):
		e.reject(record.ReceiverLevel, "43")
		e.note("Q2", "Asker", record.Denial, "the asker's NPI fails its check digit")
	case e.policy.KnownProvidersOnly && (asker.NPI == "" || e.book.Provider(asker.NPI) == nil):
		e.reject(record.ReceiverLevel, "51")
		e.note("Q2", "Asker", record.Denial, "the asker is not on file, and only known providers are answered", asker.NPI)
	default:
		e.note("Q2", "Asker", record.Passed, "the asker may be answered", asker.NPI)
	}
}

// findPatient returns the member asked about, nil when there is a rejection.
func (e *eligibility) findPatient() *record.Member {
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
		e.note("Q3", "Patient", record.Denial, "the patient was not found by what was sent", search.reasons()...)
		return nil
	}
	e.note("Q3", "Patient", record.Passed, "found", found.ID)
	return found
}

// identify says who the patient was found to be.
func (e *eligibility) identify(member *record.Member) {
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

// note adds a step to the answer's trail. What was looked at are ids and dates,
// empty ones left out.
func (e *eligibility) note(rule, name string, result record.Result, concluded string, looked ...string) {
	step := record.Step{Rule: rule, Name: name, Result: result, Concluded: concluded}
	for _, l := range looked {
		if l != "" {
			step.Looked = append(step.Looked, l)
		}
	}
	e.answer.Trail = append(e.answer.Trail, step)
}

func (e *eligibility) add(line record.BenefitInformation) {
	e.answer.Benefits = append(e.answer.Benefits, line)
}
