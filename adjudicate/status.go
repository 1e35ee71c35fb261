package adjudicate

import (
	"iter"
	"slices"
	"strings"

	"github.com/hmox12/hmox12/mapping/record"
)

// ClaimFile is what status inquiries are answered from: every claim that came
// and what has become of it by now. A ClaimFile that can fail answers with nothing
// then and tells its error to whoever owns it, as a Book does.
type ClaimFile interface {
	// KnownClaim returns the claim with a control number of ours, nil when there is
	// none.
	KnownClaim(control string) *record.KnownClaim
	// KnownClaims returns the claims that were sent with a member's id or that turned
	// out to be his, those that the front end rejected behind the others. Where they are
	// given, account (CLM01) and dates (a day of service in common) leave out others.
	// Nothing else is asked of the ClaimFile before the loop has ended.
	KnownClaims(member, account string, dates record.Span) iter.Seq[*record.KnownClaim]
}

// ClaimStatus decides what a 277 says to an inquiry about a claim: which claim is
// meant, and what is known of it. Only claims of the asking provider are told, as
// billing or rendering provider by NPI or tax id; another's is as unknown as one
// that never came. Every claim that fits is told.
//
// It always answers. The caller hands the answer to whoever writes it; nothing is
// changed. Source: docs/adjudication.md, Claim status; 005010X212 section 1.4.
func ClaimStatus(book Book, claims ClaimFile, inquiry *record.StatusInquiry, opts Options) *record.StatusAnswer {
	s := &statusSearch{
		book: book, claims: claims, inquiry: inquiry,
		answer: &record.StatusAnswer{Inquiry: inquiry, Payer: book.Payer(), Today: opts.Today},
	}
	if opts.Closed {
		s.refuse(record.StatusAtReceiver, statusClosed)
		s.note("S0", "Records", record.Denial, "The records can't be asked now.")
		return s.answer
	}
	if s.checkPayer(); s.answer.Refused != "" {
		return s.answer
	}
	if s.checkProviders(); s.answer.Refused != "" {
		return s.answer
	}
	found := s.find()
	for _, k := range found {
		s.answer.Claims = append(s.answer.Claims, s.tell(k))
	}
	return s.answer
}

// statusSearch is one inquiry being answered.
type statusSearch struct {
	book    Book
	claims  ClaimFile
	inquiry *record.StatusInquiry
	answer  *record.StatusAnswer

	providers []string // NPIs and tax ids whose claims may be told
	ids       []string // of the patient, as claims may have been sent or decided
}

// Why an inquiry can't be searched by what it says.
var (
	statusClosed        = record.StatusCode{Category: "E1", Code: "484"}
	statusOtherPayer    = record.StatusCode{Category: "E0", Code: "26", Entity: "PR"}
	statusBadNPI        = record.StatusCode{Category: "E0", Code: "562", Entity: "1P"}
	statusNoProvider    = record.StatusCode{Category: "E0", Code: "26", Entity: "1P"}
	statusNothingToFind = record.StatusCode{Category: "D0", Code: "187"}
	statusBadDates      = record.StatusCode{Category: "E0", Code: "187"}
	statusTooMany       = record.StatusCode{Category: "D0", Code: "485"}
)

// What is said of a claim that was not found.
var (
	statusNotFound      = record.StatusCode{Category: "A4", Code: "35"}
	statusNobody        = record.StatusCode{Category: "A4", Code: "33", Entity: "IL"}
	statusSomebodyElses = record.StatusCode{Category: "A4", Code: "30", Entity: "IL"}
)

// checkPayer asks whether the inquiry is meant for this payer (2100A).
func (s *statusSearch) checkPayer() {
	payer := s.book.Payer()
	if payer != nil && strings.EqualFold(strings.TrimSpace(s.inquiry.InformationSourceID), payer.ID) {
		s.note("S1", "Payer", record.Passed, "The inquiry is for this payer.")
		return
	}
	s.answer.Payer = nil
	s.refuse(record.StatusAtReceiver, statusOtherPayer)
	s.note("S1", "Payer", record.Denial, "Another payer is named.")
}

// checkProviders gathers by what the asker's claims are known (2100C). A number
// of ours (SV) names nobody: providers have none here.
func (s *statusSearch) checkProviders() {
	refusal := statusNoProvider
	for i := range s.inquiry.Providers {
		p := &s.inquiry.Providers[i]
		switch {
		case p.NPI != "" && !record.ValidNPI(p.NPI):
			refusal = statusBadNPI
		case p.NPI != "":
			s.providers = append(s.providers, p.NPI)
		case p.ID.Qualifier == "FI" && digits(p.ID.Number) != "":
			s.providers = append(s.providers, digits(p.ID.Number))
		}
	}
	if len(s.providers) > 0 {
		s.note("S2", "Provider", record.Passed, "Claims billed or rendered by the asker may be told.", s.providers...)
		return
	}
	s.refuse(record.StatusAtProvider, refusal)
	s.note("S2", "Provider", record.Denial, "No provider is named by a valid NPI or a tax id.")
}

func (s *statusSearch) refuse(level record.StatusLevel, status record.StatusCode) {
	s.answer.Refused, s.answer.Status = level, status
}

// note adds a step to the answer's trail.
func (s *statusSearch) note(rule, name string, result record.Result, concluded string, looked ...string) {
	s.answer.Trail = append(s.answer.Trail, record.Step{
		Rule: rule, Name: name, Result: result, Looked: slices.Clone(looked), Concluded: concluded,
	})
}

// digits returns the digits of a text: a tax id is written with a hyphen or
// without.
func digits(text string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, text)
}
