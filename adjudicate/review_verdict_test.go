package adjudicate_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/adjudicate"
	"github.com/hmox12/hmox12/mapping/record"
)

// certifies returns a verdict of a clinician about an item.
func certifies(item int, change ...func(*record.ReviewVerdict)) record.ReviewVerdict {
	v := record.ReviewVerdict{Source: "review_decisions.csv:2", Item: item, By: "MD-7", On: 20260303, Kind: record.VerdictCertify}
	for _, c := range change {
		c(&v)
	}
	return v
}

func modifies(quantity string, from, to record.Date, provider string) func(*record.ReviewVerdict) {
	return func(v *record.ReviewVerdict) {
		v.Kind, v.Period, v.Provider = record.VerdictModify, record.Span{From: from, To: to}, provider
		if quantity != "" {
			v.Quantity = usd(quantity)
		}
	}
}

func refuses(v *record.ReviewVerdict) {
	v.Kind, v.Reason, v.Message = record.VerdictRefuse, record.NotNecessary, "Therapy comes first"
}

func asksForPapers(v *record.ReviewVerdict) {
	v.Kind, v.Reason, v.Papers = record.VerdictPapers, record.InformationMissing, []record.Attachment{{Type: "RR", Transmission: "FX"}}
}

func atRate(rate string) func(*record.ReviewVerdict) {
	return func(v *record.ReviewVerdict) { v.Rate = usd(rate) }
}

// answeredBy lists what each item of an answer came to, with what it holds for.
func answeredBy(a *record.ReviewAnswer) []string {
	all := answered(a)
	for _, f := range a.Referrals {
		all = append(all, f.Number+" "+f.Span.String()+" to "+f.ReferredTo)
	}
	for _, p := range a.Authorizations {
		text := p.Number + " " + string(p.Status) + " " + p.Units.String() + " " + p.Span.String()
		if p.AgreedRate.IsPositive() {
			text += " at " + p.AgreedRate.String()
		}
		all = append(all, text)
	}
	return all
}

func TestPeopleDecideRequests(t *testing.T) {
	knee := func(s *reviews) *record.ReviewRequest {
		return withService(s.asks(laurel, "GP100005", bayImaging, event("HS")), "73721x2")
	}
	surgery := func(s *reviews) *record.ReviewRequest {
		r := withService(s.asks(laurel, "GP100005", eastsideASC, event("HS")), "29881")
		r.Event.Place, r.Event.PlaceKind = "24", "B"
		return withDate(r, "472", 20260310, 20260320)
	}
	two := func(s *reviews) *record.ReviewRequest { return withService(knee(s), "70553") }
	for _, tt := range []struct {
		name     string
		asks     func(*reviews) *record.ReviewRequest
		verdicts []record.ReviewVerdict
		results  []string
		want     []string // nil: it waits as before
	}{
		{"all of what is asked for", knee, []record.ReviewVerdict{certifies(1)}, []string{"taken: The item is certified by A-502."},
			[]string{"A1, A-502, 2026-03-02 to 2026-04-30", "A-502 approved 2 2026-03-02 to 2026-04-30"}},
		{"for the days asked for", surgery, []record.ReviewVerdict{certifies(0)}, []string{"taken: The item is certified by A-502."},
			[]string{"A1, A-502, 2026-03-10 to 2026-03-20", "A-502 approved 0 2026-03-10 to 2026-03-20"}},
		{"with fewer units and other days", knee, []record.ReviewVerdict{certifies(1, modifies("1", 0, 20260315, ""))}, []string{"taken: The item is certified with changes by A-502."},
			[]string{"A6, A-502, 2026-03-02 to 2026-03-15", "A-502 approved 1 2026-03-02 to 2026-03-15"}},
		{"more than was asked for is not", knee, []record.ReviewVerdict{certifies(1, modifies("3", 0, 0, ""))},
			[]string{"refused: Not taken: it certifies 3, and 2 was asked for."}, nil},
		{"refused", knee, []record.ReviewVerdict{certifies(1, refuses)}, []string{"taken: The item is not certified."},
			[]string{`A3, 0F, ref A-501, "Therapy comes first"`, "A-501 denied 0 2026-03-02 to 2026-05-30"}},
		{"papers, and then certified", knee, []record.ReviewVerdict{certifies(1, asksForPapers), certifies(1)},
			[]string{"still waits: The item is waiting.", "taken: The item is certified by A-502."}, []string{"A1, A-502, 2026-03-02 to 2026-04-30", "A-502 approved 2 2026-03-02 to 2026-04-30"}},
		{"decided twice", knee, []record.ReviewVerdict{certifies(1, refuses), certifies(1)},
			[]string{"taken: The item is not certified.", "refused: Not taken: it is final: not certified."}, []string{`A3, 0F, ref A-501, "Therapy comes first"`, "A-501 denied 0 2026-03-02 to 2026-05-30"}},
		{"a service that is not there", knee, []record.ReviewVerdict{certifies(2)}, []string{"refused: Not taken: the request has no service 2."}, nil},
		{"which of two", two, []record.ReviewVerdict{certifies(0)}, []string{"refused: Not taken: several services wait: name the item."}, nil},
		{"one of two", two, []record.ReviewVerdict{certifies(2)}, []string{"taken: The item is certified by A-503."},
			[]string{`A4, 0U, ref A-501, papers 77 by FX, "Send clinical records that support the service"`, "A1, A-503, 2026-03-02 to 2026-05-30", "A-503 approved 0 2026-03-02 to 2026-05-30"}},
		{"a referral outside, at a rate", func(s *reviews) *record.ReviewRequest {
			return s.asks(laurel, "GP100005", olive, referralFor("4"))
		}, []record.ReviewVerdict{certifies(0, atRate("150"))}, []string{"taken: The item is certified by R-502."},
			[]string{`A1, R-502, 2026-03-02 to 2026-04-30, VS 4, "Authorization A-501 goes with it"`, "R-502 2026-03-02 to 2026-04-30 to " + olive, "A-501 approved 4 2026-03-02 to 2026-04-30 at 150"}},
		{"a referral to another provider", func(s *reviews) *record.ReviewRequest {
			return s.asks(laurel, "GP100005", olive, referralFor("4"))
		}, []record.ReviewVerdict{certifies(0, modifies("2", 0, 0, fir))}, []string{"taken: The item is certified with changes by R-502."},
			[]string{`A6, R-502, 2026-03-02 to 2026-04-30, VS 2, "For provider ` + fir + `"`, "R-502 2026-03-02 to 2026-04-30 to " + fir}},
		{"half a visit", func(s *reviews) *record.ReviewRequest {
			return s.asks(laurel, "GP100005", olive, referralFor("4"))
		}, []record.ReviewVerdict{certifies(0, modifies("1.5", 0, 0, ""))}, []string{"refused: Not taken: a referral is for whole visits."}, nil},
		{"care that was given", func(s *reviews) *record.ReviewRequest {
			return withDate(withDiagnosis(withService(s.asks(laurel, "GP100005", bayImaging, event("HS")), "73721x1"), "M2351"), "472", 20260210, 20260215)
		}, []record.ReviewVerdict{certifies(1)}, []string{"taken: The item is certified by A-502."},
			[]string{"A1, A-502, 2026-02-10 to 2026-02-15", "A-502 approved 1 2026-02-10 to 2026-02-15"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := newReviews()
			for i := range s.participations { // nobody of the network is a dermatologist
				if p := &s.participations[i]; p.NPI == fir {
					p.Span = record.Span{From: 20200101, To: 20200131}
				}
			}
			first := s.review(tt.asks(s))
			next, told := adjudicate.DecideReview(s.shelf, s.tally, s.numbers, first, tt.verdicts, s.opts)
			var results []string
			for _, v := range told {
				results = append(results, string(v.Result)+": "+v.Concluded)
			}
			assert.Equal(t, tt.results, results)
			if tt.want == nil {
				assert.Nil(t, next)
				return
			}
			require.NotNil(t, next)
			assert.Equal(t, tt.want, answeredBy(next))
			assert.Equal(t, first.Trace, next.Trace)
			evidence := ""
			for _, step := range next.Trail {
				evidence += strings.Join(step.Looked, "\n")
			}
			assert.Contains(t, evidence, "MD-7 on 2026-03-03: ")
		})
	}
}

func TestAPersonDecidesNothingThatTheRulesReject(t *testing.T) {
	s := newReviews()
	first := s.review(withService(s.asks(laurel, "GP100005", bayImaging, event("HS")), "73721x2"))
	s.cover("GP100005", record.CoverageSpan{Plan: "P1", Span: record.Span{From: 20250101, To: 20260131}})
	next, told := adjudicate.DecideReview(s.shelf, s.tally, s.numbers, first, []record.ReviewVerdict{certifies(1)}, s.opts)
	assert.Nil(t, next)
	assert.Contains(t, told[0].Concluded, "judged now, the request is rejected")

	closed := s.opts
	closed.Closed = true
	next, told = adjudicate.DecideReview(s.shelf, s.tally, s.numbers, first, []record.ReviewVerdict{certifies(1)}, closed)
	assert.Nil(t, next)
	assert.Equal(t, "Not taken: the records can't be asked now.", told[0].Concluded)
}

func TestAnAnswerThatWaitedForNobodyIsNotDecided(t *testing.T) {
	s := newReviews()
	first := s.review(withDiagnosis(withService(s.asks(laurel, "GP100005", bayImaging, event("HS")), "73721x1"), "M2351"))
	next, told := adjudicate.DecideReview(s.shelf, s.tally, s.numbers, first, []record.ReviewVerdict{certifies(0)}, s.opts)
	assert.Nil(t, next)
	assert.Equal(t, "Not taken: it is final: certified by A-501.", told[0].Concluded)
}
