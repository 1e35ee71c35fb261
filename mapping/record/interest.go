package record

import (
	"slices"

	"github.com/shopspring/decimal"
)

// PromptPay is how long the HMO may take to pay a claim, and what it owes when it
// takes longer: simple interest. Source: for California, Health and Safety Code
// 1371.
type PromptPay struct {
	Span                     // of receipt: the rule in force when the claim came in
	Plans    []string        // whose claims it is for; none: all
	Days     int             // from receipt, without interest
	Working  bool            // the days are working days
	Rate     decimal.Decimal // a year, a fraction
	YearDays int             // by which the rate is divided, such as 365
}

// Applies reports whether the rule is for a plan's claims received on a day.
func (p *PromptPay) Applies(plan string, received Date) bool {
	return p.Contains(received) && (len(p.Plans) == 0 || slices.Contains(p.Plans, plan))
}

// Due returns the last day on which a claim received on a day is paid in time.
// Holidays count as weekends do, for rules in working days.
func (p *PromptPay) Due(received Date, holidays []Date) Date {
	if !p.Working {
		return received.AddDays(p.Days)
	}
	day := received
	for left := p.Days; left > 0; {
		if day = day.AddDays(1); !day.Weekend() && !slices.Contains(holidays, day) {
			left--
		}
	}
	return day
}

// Interest returns what is owed, in dollars rounded half up to the cent, on an
// amount that is paid so many days late; nothing when it is not late.
func (p *PromptPay) Interest(amount decimal.Decimal, late int) decimal.Decimal {
	if late <= 0 || p.YearDays <= 0 {
		return decimal.Zero
	}
	return amount.Mul(p.Rate).Mul(decimal.NewFromInt(int64(late))).DivRound(decimal.NewFromInt(int64(p.YearDays)), 2)
}
