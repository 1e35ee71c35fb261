package adjudicate_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/adjudicate"
	"github.com/hmox12/hmox12/mapping/record"
)

// laterTold is what became of a claim after an 834: its result, then the reversal
// and the new decision where there are any.
func laterTold(s *sample, claim *record.Claim, paid record.Date, e *record.Enrollment) (string, *record.Decision, *record.DecidedAgain) {
	first := s.tally.claims[claim.Control]
	r := s.enroll(e)
	for i := range r.Changes {
		if r.Changes[i].ID != first.Member {
			continue
		}
		d, told := adjudicate.DecideAgain(s.shelf, s.tally, &adjudicate.Again{
			Claim: claim, Decision: first, Paid: paid, Told: e.Received, Source: adjudicate.EnrollmentSource(e),
			Changed: adjudicate.ChangedDaysOf(&r.Changes[i]),
		}, s.opts)
		if told == nil {
			break
		}
		if d == nil {
			return string(told.Result), nil, told
		}
		s.take(claim, d)
		return fmt.Sprintf("%s %s\n%s\n%s", told.Result, told.Why, tell(d.Reversal), tell(d)), d, told
	}
	return "", nil, nil
}

func TestClaimsAreDecidedAgain(t *testing.T) {
	ends := func(s *sample, member string, last record.Date) *record.Enrollment {
		e := s.enrolled(member, record.Cancellation)
		e.Events = []record.Event{dtp("357", last)}
		return e
	}
	const firstBack = "CLP02=22 paid F3:101 paid -60.00 patient -20.00 %s\n99213: -150.00 - [CO-45 -70.00, PR-3 -20.00] = -60.00\n"
	for _, tt := range []struct {
		name     string
		claim    func(*sample) *record.Claim
		said     func(*sample) *record.Enrollment
		want     string
		recovery string
	}{
		{"C060 coverage that is taken back", nil,
			func(s *sample) *record.Enrollment { return ends(s, "GP100005", 20260131) },
			"decided again N687\n" + fmt.Sprintf(firstBack, "N687") + "CLP02=1 denied F3:88:QC paid 0.00 patient 150.00\n99213: 150.00 - [PR-27 150.00] = 0.00", "60"},
		{"a claim on the last day stays", nil,
			func(s *sample) *record.Enrollment { return ends(s, "GP100005", 20260217) }, "", ""},
		{"a claim of the first day without does not", nil,
			func(s *sample) *record.Enrollment { return ends(s, "GP100005", 20260216) },
			"decided again N687\n" + fmt.Sprintf(firstBack, "N687") + "CLP02=1 denied F3:88:QC paid 0.00 patient 150.00\n99213: 150.00 - [PR-27 150.00] = 0.00", "60"},
		{"another plan for the day", nil, func(s *sample) *record.Enrollment {
			return s.enrolled("GP100005", record.Change, hd(record.Change, "P2", dtp("348", 20260201)))
		}, "decided again MA67\n" + fmt.Sprintf(firstBack, "MA67") + "CLP02=1 paid F3:65 paid 70.00 patient 10.00\n99213: 150.00 - [CO-45 70.00, PR-3 10.00] = 70.00", "0"},
		{"another plan that decides the same", nil, func(s *sample) *record.Enrollment {
			return s.enrolled("GP100005", record.Change, hd(record.Change, "P1", dtp("348", 20260201)))
		}, "the same", ""},
		{"another payer is first", nil, func(s *sample) *record.Enrollment {
			return s.enrolled("GP100005", record.Change, coordinates(hd(record.Change, "P1D", dtp("303", 20260301)), "P", "1", 20260101, 0))
		}, "decided again N696\n" + fmt.Sprintf(firstBack, "N696") + "CLP02=1 denied F3:286 paid 0.00 patient 0.00\n99213: 150.00 - [OA-22 150.00] = 0.00 MA04", "60"},
		{"another payer that comes after us changes nothing", nil, func(s *sample) *record.Enrollment {
			return s.enrolled("GP100005", record.Change, coordinates(hd(record.Change, "P1D", dtp("303", 20260301)), "S", "1", 20260101, 0))
		}, "", ""},
		{"coverage that is given back", func(s *sample) *record.Claim {
			return s.sent("1", "GP100007", laurel, "99213 150")
		}, func(s *sample) *record.Enrollment { return s.enrolled("GP100007", record.Reinstatement) },
			"decided again MA67\nCLP02=22 denied F3:101 paid 0.00 patient -150.00 MA67\n99213: -150.00 - [PR-27 -150.00] = 0.00\n" +
				"CLP02=1 paid F3:65 paid 60.00 patient 20.00\n99213: 150.00 - [CO-45 70.00, PR-3 20.00] = 60.00", "0"},
		{"a premium that is paid in the grace period", func(s *sample) *record.Claim {
			s.cover("GP100019", record.CoverageSpan{Plan: "P1X", Span: record.Span{From: 20250101}, GraceMonth: 2})
			return s.sent("1", "GP100019", laurel, "99213 150")
		}, func(s *sample) *record.Enrollment {
			return s.enrolled("GP100019", record.Change, hd(record.Change, "P1X", dtp("303", 20260302), dtp("543", 20260331)))
		}, "decided again MA67\nCLP02=22 denied F3:101 paid 0.00 patient 0.00 MA67\n99213: -150.00 - [OA-257 -150.00] = 0.00\n" +
			"CLP02=1 paid F3:65 paid 60.00 patient 20.00\n99213: 150.00 - [CO-45 70.00, PR-3 20.00] = 60.00", "0"},
		{"a premium that never came", func(s *sample) *record.Claim {
			s.cover("GP100019", record.CoverageSpan{Plan: "P1X", Span: record.Span{From: 20250101}, GraceMonth: 2})
			return s.sent("1", "GP100019", laurel, "99213 150")
		}, func(s *sample) *record.Enrollment {
			e := ends(s, "GP100019", 20260131)
			e.Reason = record.PremiumNotPaid
			return e
		}, "decided again N698\nCLP02=22 denied F3:101 paid 0.00 patient 0.00 N698\n99213: -150.00 - [OA-257 -150.00] = 0.00\n" +
			"CLP02=1 denied F3:88:QC paid 0.00 patient 150.00\n99213: 150.00 - [PR-27 150.00] = 0.00", "0"},
		{"another PCP for the day, whose claim was denied", func(s *sample) *record.Claim {
			return s.sent("1", "GP100004", laurel, "99213 150")
		}, func(s *sample) *record.Enrollment {
			return s.enrolled("GP100004", record.Change, chooses(hd(record.Change, "P1", dtp("303", 20260201)), laurel, 20260201))
		}, "decided again MA67\nCLP02=22 denied F3:101 paid 0.00 patient 0.00 MA67\n99213: -150.00 - [CO-242 -150.00] = 0.00\n" +
			"CLP02=1 paid F3:65 paid 60.00 patient 20.00\n99213: 150.00 - [CO-45 70.00, PR-3 20.00] = 60.00", "0"},
		{"the PCP of before, who treated in good faith", func(s *sample) *record.Claim {
			return s.sent("1", "GP100005", laurel, "99213 150")
		}, func(s *sample) *record.Enrollment {
			return s.enrolled("GP100005", record.Change, chooses(hd(record.Change, "P1D", dtp("303", 20260201)), hazel, 20260201))
		}, "held harmless", ""},
		{"a claim that would wait for a person stays", func(s *sample) *record.Claim {
			return s.sent("1", "GP100007", laurel, "99199 400")
		}, func(s *sample) *record.Enrollment { return s.enrolled("GP100007", record.Reinstatement) }, "needs a person", ""},
		{"a replacement keeps what it replaced taken back", func(s *sample) *record.Claim {
			s.decide(s.sent("0", "GP100005", laurel, "99214 200"))
			return about(s.sent("1", "GP100005", laurel, "99213 150"), "7", "0")
		}, func(s *sample) *record.Enrollment { return ends(s, "GP100005", 20260131) },
			"decided again N687\n" + fmt.Sprintf(firstBack, "N687") + "CLP02=1 denied F3:88:QC paid 0.00 patient 150.00\n99213: 150.00 - [PR-27 150.00] = 0.00", "60"},
		{"a void stays", func(s *sample) *record.Claim {
			s.decide(s.sent("0", "GP100005", laurel, "99214 200"))
			return about(s.sent("1", "GP100005", laurel, "99214 200"), "8", "0")
		}, func(s *sample) *record.Enrollment { return ends(s, "GP100005", 20260131) }, "", ""},
		{"one of two lines", func(s *sample) *record.Claim {
			c := s.sent("1", "GP100005", laurel, "99213 150", "93000 60")
			c.Lines[1].Dates = record.Span{From: 20260220, To: 20260220}
			return c
		}, func(s *sample) *record.Enrollment { return ends(s, "GP100005", 20260218) },
			"decided again N687\nCLP02=22 paid F3:101 paid -85.00 patient -20.00 N687\n99213: -150.00 - [CO-45 -70.00, PR-3 -20.00] = -60.00\n93000: -60.00 - [CO-45 -35.00] = -25.00\n" +
				"CLP02=1 paid F3:65 paid 60.00 patient 80.00\n99213: 150.00 - [CO-45 70.00, PR-3 20.00] = 60.00\n93000: 60.00 - [PR-27 60.00] = 0.00", "25"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := newRoster()
			claim := s.sent("1", "GP100005", laurel, "99213 150")
			if tt.claim != nil {
				claim = tt.claim(s)
			}
			s.decide(claim)
			got, d, told := laterTold(s, claim, 20260225, tt.said(s))
			assert.Equal(t, tt.want, got)
			if d == nil {
				return
			}
			assert.Equal(t, tt.recovery, told.Recovery.String())
			assert.Equal(t, claim.Control, d.Reversal.Control)
			assert.Equal(t, "R32", d.Trace[0].Rule)
			assert.Equal(t, told.Recovery.IsPositive(), strings.Contains(d.Trace[0].Concluded, "unless the payee contests it"))
			assert.NotEqual(t, claim.Control, d.Corrects, "a claim does not correct itself")
		})
	}
}

func TestMoneyComesBackForAYearOnly(t *testing.T) {
	for _, tt := range []struct {
		name string
		paid record.Date
		want record.AgainResult
	}{
		{"365 days after the payment", 20250316, record.AgainDecided},
		{"366 days after it", 20250315, record.AgainTooLate},
		{"before any payment it comes back at once", 0, record.AgainDecided},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := newRoster()
			claim := s.sent("1", "GP100005", laurel, "99213 150")
			s.decide(claim)
			e := s.enrolled("GP100005", record.Cancellation)
			e.Events = []record.Event{dtp("357", 20260131)}
			_, _, told := laterTold(s, claim, tt.paid, e)
			require.NotNil(t, told)
			assert.Equal(t, tt.want, told.Result)
			assert.Equal(t, tt.paid != 0 && tt.want == record.AgainDecided, told.Recovery.IsPositive())
		})
	}
	t.Run("what is paid on top has no such limit", func(t *testing.T) {
		s := newRoster()
		claim := s.sent("1", "GP100007", laurel, "99213 150")
		s.decide(claim)
		_, d, _ := laterTold(s, claim, 20240101, s.enrolled("GP100007", record.Reinstatement))
		require.NotNil(t, d)
		assert.Equal(t, "60", d.Paid.String())
	})
}

func TestInterestOfAClaimThatIsDecidedAgain(t *testing.T) {
	rule := record.PromptPay{Span: record.Span{From: 20200101}, Days: 30, Rate: usd("0.15"), YearDays: 365}
	t.Run("what became due when the HMO was told is paid in time", func(t *testing.T) {
		s := newRoster()
		claim := s.sent("1", "GP100007", laurel, "99213 150")
		claim.Received = 20250601
		s.decide(claim)
		s.payer.PromptPay = []record.PromptPay{rule}
		_, d, _ := laterTold(s, claim, 20250630, s.enrolled("GP100007", record.Reinstatement))
		require.NotNil(t, d)
		assert.Equal(t, "60", d.Paid.String())
		assert.True(t, d.Interest.IsZero(), d.Interest)
	})
	t.Run("what was paid late before keeps its interest", func(t *testing.T) {
		s := newRoster()
		s.payer.PromptPay = []record.PromptPay{rule}
		claim := s.sent("1", "GP100005", laurel, "99213 150")
		claim.Received = 20260101
		first := s.decide(claim)
		require.Equal(t, "1.08", first.Interest.StringFixed(2)) // 44 days of 60
		_, d, _ := laterTold(s, claim, 20260225, s.enrolled("GP100005", record.Change, hd(record.Change, "P2", dtp("348", 20260201))))
		require.NotNil(t, d)
		assert.Equal(t, "70", d.Paid.String())
		assert.Equal(t, "1.08", d.Interest.StringFixed(2))
		assert.Equal(t, "-1.08", d.Reversal.Interest.StringFixed(2))
	})
}

func TestCountersOfAClaimThatIsDecidedAgain(t *testing.T) {
	s := newRoster()
	claim := s.sent("1", "GP100005", laurel, "99213 150")
	s.decide(claim)
	counter := record.Counter{Kind: record.OutOfPocketUsed, Owner: "GP100005", Year: 2026}
	require.Equal(t, "20", s.Used(counter).String())
	e := s.enrolled("GP100005", record.Cancellation)
	e.Events = []record.Event{dtp("357", 20260131)}
	_, d, _ := laterTold(s, claim, 20260225, e)
	require.NotNil(t, d)
	assert.True(t, s.Used(counter).IsZero(), "the copay is given back")
}

func TestARecoveryIsPutOffAndTakenLater(t *testing.T) {
	told := &record.DecidedAgain{Claim: "6001", Payee: laurel, Recovery: usd("60"), Due: 20260428}
	both := adjudicate.Deferred(told, 2, 20260316)
	require.Len(t, both, 2)
	assert.True(t, both[0].Amount.Add(both[1].Amount).IsZero())
	assert.Equal(t, []record.Date{20260316, 20260428}, []record.Date{both[0].Due, both[1].Due})
	for _, p := range both {
		assert.Equal(t, []string{"WO", "6001", laurel}, []string{p.Reason, p.Reference, p.Payee})
	}
	assert.NotEqual(t, both[0].Key, both[1].Key)
}

func TestChangedDays(t *testing.T) {
	span := func(plan string, from, to record.Date, grace int) record.CoverageSpan {
		return record.CoverageSpan{Member: "M", Plan: plan, Span: record.Span{From: from, To: to}, GraceMonth: grace}
	}
	days := func(was, is []record.CoverageSpan) string {
		var all []string
		for _, d := range adjudicate.ChangedDaysOf(&record.MemberChange{ID: "M", CoverageChanged: true, CoverageWas: was, Coverage: is}) {
			all = append(all, d.Span.String()+" "+string(d.Why))
		}
		return strings.Join(all, "; ")
	}
	for _, tt := range []struct {
		name    string
		was, is []record.CoverageSpan
		want    string
	}{
		{"an earlier end", []record.CoverageSpan{span("P1", 20250101, 0, 0)}, []record.CoverageSpan{span("P1", 20250101, 20260131, 0)}, "from 2026-02-01 N687"},
		{"an end before another span", []record.CoverageSpan{span("P1", 20250101, 20251231, 0), span("P1", 20260101, 0, 0)}, []record.CoverageSpan{span("P1", 20250101, 20250630, 0), span("P1", 20260101, 0, 0)}, "2025-07-01 to 2025-12-31 N687"},
		{"all of it", []record.CoverageSpan{span("P1", 20250101, 0, 0)}, nil, "from 2025-01-01 N687"},
		{"a gap that is closed", []record.CoverageSpan{span("P1", 20250101, 20251231, 0), span("P1", 20260301, 0, 0)}, []record.CoverageSpan{span("P1", 20250101, 0, 0)}, "2026-01-01 to 2026-02-28 MA67"},
		{"the same days in other spans", []record.CoverageSpan{span("P1", 20250101, 20251231, 0), span("P1", 20260101, 0, 0)}, []record.CoverageSpan{span("P1", 20250101, 0, 0)}, ""},
		{"the first month of grace", []record.CoverageSpan{span("P1", 20250101, 0, 0)}, []record.CoverageSpan{span("P1", 20250101, 20251231, 0), span("P1", 20260101, 0, 1)}, ""},
		{"the second", []record.CoverageSpan{span("P1", 20250101, 0, 0)}, []record.CoverageSpan{span("P1", 20250101, 20251231, 0), span("P1", 20260101, 20260131, 1), span("P1", 20260201, 0, 2)}, "from 2026-02-01 MA67"},
	} {
		t.Run(tt.name, func(t *testing.T) { assert.Equal(t, tt.want, days(tt.was, tt.is)) })
	}
}
