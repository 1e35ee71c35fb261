package record

import "github.com/shopspring/decimal"

// GroupCode says who bears an adjustment (835 CAS01).
type GroupCode string

// The group codes. PI is not used by this HMO.
const (
	CO GroupCode = "CO" // contractual: the provider bears it
	PR GroupCode = "PR" // the patient owes it
	OA GroupCode = "OA" // neither
	PI GroupCode = "PI" // the payer's own reduction
)

// Adjustment is why a charge was not paid in full: one CAS reason. Amount is in
// dollars; positive reduces the payment, negative raises it.
type Adjustment struct {
	Group    GroupCode
	Reason   CARC
	Amount   decimal.Decimal
	Quantity decimal.Decimal // units, only when they changed
}

// Sum adds up adjustments, in dollars; zero without any.
func Sum(adjustments []Adjustment) decimal.Decimal {
	var total Total
	for i := range adjustments {
		total.Add(adjustments[i].Amount)
	}
	return total.Amount()
}

// SumGroup adds up the adjustments of one group, in dollars; zero without any.
func SumGroup(adjustments []Adjustment, group GroupCode) decimal.Decimal {
	var total Total
	for i := range adjustments {
		if a := &adjustments[i]; a.Group == group {
			total.Add(a.Amount)
		}
	}
	return total.Amount()
}
