package record_test

import (
	"testing"

	"github.com/shopspring/decimal"

	"github.com/hmox12/hmox12/mapping/record"
)

func TestThePaymentIsDueAfterTheDaysOfTheRule(t *testing.T) {
	calendar := record.PromptPay{Days: 30}
	working := record.PromptPay{Days: 5, Working: true}
	for _, c := range []struct {
		name     string
		rule     record.PromptPay
		received record.Date
		want     record.Date
	}{
		{"thirty days after the receipt", calendar, 20260214, 20260316},
		{"five working days, over a weekend", working, 20260306, 20260313},
		{"received on a Saturday", working, 20260307, 20260313},
		{"over a holiday", working, 20260525, 20260602},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := c.rule.Due(c.received, []record.Date{20260526}); got != c.want {
				t.Errorf("due %s, want %s", got, c.want)
			}
		})
	}
}

func TestInterestIsSimpleAndRoundedHalfUp(t *testing.T) {
	rule := record.PromptPay{Rate: decimal.RequireFromString("0.15"), YearDays: 365}
	for _, c := range []struct {
		amount string
		late   int
		want   string
	}{
		{"300", 40, "4.93"}, {"300", 0, "0"}, {"300", -1, "0"}, {"73", 1, "0.03"}, {"12.16", 1, "0"}, {"12.17", 1, "0.01"}, {"36.5", 1, "0.02"},
	} {
		if got := rule.Interest(decimal.RequireFromString(c.amount), c.late).String(); got != c.want {
			t.Errorf("%s, %d days late: %s, want %s", c.amount, c.late, got, c.want)
		}
	}
}

func TestARuleIsForItsPlansAndDaysOfReceipt(t *testing.T) {
	rule := record.PromptPay{Span: record.Span{From: 20260101}, Plans: []string{"P1", "P2"}}
	for _, c := range []struct {
		name, plan string
		received   record.Date
		want       bool
	}{
		{"its plan, its time", "P2", 20260101, true},
		{"another plan", "P3", 20260101, false},
		{"received before", "P2", 20251231, false},
	} {
		if got := rule.Applies(c.plan, c.received); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
	if rule.Plans = nil; !rule.Applies("P3", 20260301) {
		t.Error("a rule without plans is for all")
	}
}
