package adjudicate_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/hmox12/hmox12/mapping/record"
)

// moved writes what a decision adds to counters, a posting each.
func moved(d *record.Decision) []string {
	var all []string
	for _, p := range d.Postings {
		text := fmt.Sprintf("%s of %s +%s by line %d", p.Counter.Kind, p.Counter.Owner, p.Amount, p.Line)
		if p.Counter.Year != 0 {
			text += fmt.Sprintf(" in %d", p.Counter.Year)
		}
		if p.Visit != "" {
			text += " once for " + p.Visit
		}
		all = append(all, text)
	}
	return all
}

func TestPostings(t *testing.T) {
	for _, tt := range []struct {
		name  string
		claim func(*sample) *record.Claim
		want  []string
	}{
		{"a copay counts to the out-of-pocket maximum", func(s *sample) *record.Claim {
			return s.sent("1", "GP100005", laurel, "99213 150")
		}, []string{"out of pocket of GP100005 +20 by line 1 in 2026"}},
		{"a deductible counts to the deductible and to the out-of-pocket maximum, of member and family", func(s *sample) *record.Claim {
			s.Plan("P1D").DeductibleFamily, s.Plan("P1D").OutOfPocketFamily = usd("1000"), usd("6000")
			s.authorize(authorizationFor("A-17", "GP100010", medSupply, "E0601"))
			return s.sent("1", "GP100010", medSupply, "E0601 600")
		}, []string{
			"deductible of GP100010 +480 by line 1 in 2026", "family deductible of GP100005 +480 by line 1 in 2026",
			"out of pocket of GP100010 +480 by line 1 in 2026", "family out of pocket of GP100005 +480 by line 1 in 2026",
		}},
		{"the year is that of the service", func(s *sample) *record.Claim {
			return dated(s.sent("1", "GP100005", laurel, "99213 150"), 20251231)
		}, []string{"out of pocket of GP100005 +20 by line 1 in 2025"}},
		{"two lines of a day take one visit off the referral", func(s *sample) *record.Claim {
			s.refer(referralTo("R-23", "GP100004", hazel, ivy, 3, 2))
			return s.sent("1", "GP100004", ivy, "99203 220", "99213-25 150")
		}, []string{"referral visits of R-23 +1 by line 1 once for 2026-02-17/" + deltaOrtho, "out of pocket of GP100004 +40 by line 1 in 2026"}},
		{"each claim of a visit holds it", func(s *sample) *record.Claim {
			s.refer(referralTo("R-23", "GP100004", hazel, ivy, 3, 2))
			s.decide(s.sent("1", "GP100004", ivy, "99203 220"))
			return s.sent("2", "GP100004", ivy, "99213-25 150")
		}, []string{"referral visits of R-23 +1 by line 1 once for 2026-02-17/" + deltaOrtho}},
		{"a capitated visit is counted", func(s *sample) *record.Claim {
			s.refer(referralTo("R-2", "GP100002", cedar, dogwood, 3, 0))
			return s.sent("1", "GP100002", dogwood, "99203 220")
		}, []string{"referral visits of R-2 +1 by line 1 once for 2026-02-17/" + redwood, "out of pocket of GP100002 +40 by line 1 in 2026"}},
		{"an encounter counts as a claim does", func(s *sample) *record.Claim {
			c := s.sent("1", "GP100002", cedar, "99213 150")
			c.Encounter = true
			return c
		}, []string{"out of pocket of GP100002 +20 by line 1 in 2026"}},
		{"authorized units and benefit visits are counted", func(s *sample) *record.Claim {
			s.refer(referralTo("R-32", "GP100005", laurel, ginkgo, 20, 0))
			a := authorizationFor("A-32", "GP100005", ginkgo, "97110")
			a.Units, a.Used = usd("12"), usd("11")
			s.authorize(a)
			return s.sent("1", "GP100005", ginkgo, "97110x4 240")
		}, []string{
			"referral visits of R-32 +1 by line 1 once for 2026-02-17/" + ginkgo,
			"authorized units of A-32 +1 by line 1",
			"benefit visits of GP100005 +1 by line 1 in 2026 once for 2026-02-17/" + ginkgo,
			"out of pocket of GP100005 +30 by line 1 in 2026",
		}},
		{"a line that is denied late gives back what it took", func(s *sample) *record.Claim {
			s.refer(referralTo("R-47", "GP100015", laurel, ginkgo, 20, 0))
			a := authorizationFor("A-47", "GP100015", ginkgo, "97110")
			a.Units = usd("12")
			s.authorize(a)
			return s.sent("1", "GP100015", ginkgo, "97110 60")
		}, nil},
		{"a claim that waits takes nothing", func(s *sample) *record.Claim {
			return s.sent("1", "GP100005", laurel, "99213 150", "99199 400")
		}, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := newSample()
			claim := tt.claim(s)
			d := s.decide(claim)
			if got := moved(d); !slices.Equal(got, tt.want) {
				t.Errorf("posted\n%q\nwant\n%q\ntrace\n%s", got, tt.want, trace(d))
			}
			sound(t, s, claim, d)
		})
	}
}

// Two claims of one day share the last visit. It is put back when both are void.
func TestAVisitIsCountedWhileAClaimOfItStands(t *testing.T) {
	s := newSample()
	s.refer(referralTo("R-23", "GP100004", hazel, ivy, 3, 2))
	left := func() string {
		return usd("3").Sub(s.tally.Used(record.Counter{Kind: record.ReferralVisits, Owner: "R-23"})).String()
	}
	outcome := func(d *record.Decision) string { return string(d.Outcome) + ", visits left " + left() }
	nextDay := func(control string) *record.Claim {
		return dated(s.sent(control, "GP100004", ivy, "99203 220"), 20260218)
	}
	for _, step := range []struct {
		claim *record.Claim
		want  string
	}{
		{s.sent("1", "GP100004", ivy, "99203 220"), "paid, visits left 0"},
		{s.sent("2", "GP100004", ivy, "99213-25 150"), "paid, visits left 0"},
		{about(s.sent("3", "GP100004", ivy, "99203 220"), "8", "1"), "voided, visits left 0"},
		{nextDay("4"), "denied, visits left 0"},
		{about(s.sent("5", "GP100004", ivy, "99213-25 140"), "7", "2"), "paid, visits left 0"},
		{about(s.sent("6", "GP100004", ivy, "99213-25 140"), "8", "5"), "voided, visits left 1"},
		{nextDay("7"), "paid, visits left 0"},
	} {
		if got := outcome(s.decide(step.claim)); got != step.want {
			t.Errorf("claim %s: %s, want %s", step.claim.Control, got, step.want)
		}
	}
}
