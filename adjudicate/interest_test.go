package adjudicate_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/hmox12/hmox12/adjudicate"
	"github.com/hmox12/hmox12/mapping/record"
)

// late has the sample pay by California's rules on 2026-03-16 what came in on a
// day.
func late(s *sample, received record.Date, c *record.Claim) *record.Claim {
	s.payer.PromptPay = []record.PromptPay{
		{Span: record.Span{From: 20260101}, Days: 30, Rate: usd("0.15"), YearDays: 365},
		{Span: record.Span{From: 20200101, To: 20251231}, Days: 30, Working: true, Rate: usd("0.15"), YearDays: 365},
	}
	s.payer.Holidays = []record.Date{20251225, 20260101}
	c.Received = received
	return c
}

func TestInterestOnLatePayments(t *testing.T) {
	for name, tt := range map[string]struct {
		received record.Date
		claim    func(*sample) *record.Claim
		want     string
		remarks  []record.RARC
	}{
		"C165 forty days late": {20260105, func(s *sample) *record.Claim {
			return dated(s.sent("1", "GP100005", bayview, "0320/73560 500"), 20251230)
		}, "4.93", []record.RARC{"N656"}},
		"C166 paid on day 30": {20260214, func(s *sample) *record.Claim {
			return dated(s.sent("1", "GP100005", bayview, "0320/73560 500"), 20260110)
		}, "0", nil},
		"paid on day 31": {20260213, func(s *sample) *record.Claim {
			return dated(s.sent("1", "GP100005", bayview, "0320/73560 500"), 20260110)
		}, "0.12", []record.RARC{"N656"}},
		"C167 late, but capitated": {20260105, func(s *sample) *record.Claim {
			return dated(s.sent("1", "GP100002", cedar, "99213 150"), 20251230)
		}, "0", nil},
		"late, and denied": {20260105, func(s *sample) *record.Claim {
			return dated(s.sent("1", "GP100005", laurel, "15780 150"), 20251230)
		}, "0", nil},
		"only what is paid bears interest": {20260105, func(s *sample) *record.Claim {
			return dated(s.sent("1", "GP100005", laurel, "99213 150", "15780 1000"), 20251230)
		}, "0.99", []record.RARC{"N656"}},
		// 30 working days from Tuesday 2025-12-09, without 25 December and 1 January:
		// 2026-01-22. Fifty-three days late.
		"by working days": {20251209, func(s *sample) *record.Claim {
			return dated(s.sent("1", "GP100005", laurel, "99395 250"), 20251130)
		}, "2.83", []record.RARC{"N656"}},
	} {
		t.Run(name, func(t *testing.T) {
			s := newSample()
			claim := late(s, tt.received, tt.claim(s))
			d := adjudicate.Decide(s, s, claim, s.opts)
			assert.Equal(t, tt.want, d.Interest.String(), tell(d))
			assert.Equal(t, tt.remarks, d.Remarks)
			sound(t, s, claim, d)
			if d.Outcome == record.Paid {
				assert.True(t, adjudicate.Reverse(d, "N693", 20260316).Interest.Add(d.Interest).IsZero())
			}
		})
	}
}

func TestNoPromptPayRuleNoInterest(t *testing.T) {
	s := newSample()
	claim := late(s, 20260105, dated(s.sent("1", "GP100005", laurel, "99213 150"), 20251230))
	s.payer.PromptPay = nil
	assert.True(t, adjudicate.Decide(s, s, claim, s.opts).Interest.IsZero())
}
