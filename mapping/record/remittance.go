package record

import "github.com/shopspring/decimal"

// Remittance is one payment to one payee with what it is for: one 835. Money is in
// dollars. Source: 005010X221A1.
type Remittance struct {
	TraceNumber string // TRN02: EFT trace or a number of its own when nothing is paid
	Method      PaymentMethod
	Amount      decimal.Decimal // BPR02, never negative
	Produced    Date            // DTM*405
	Effective   Date            // BPR16
	Payee       Provider
	Receiver    TradingPartner
	Claims      []RemittanceClaim
	Adjustments []ProviderAdjustment
}

// PaymentMethod is how money moves (835 BPR04).
type PaymentMethod string

// The methods.
const (
	ACH        PaymentMethod = "ACH"
	Check      PaymentMethod = "CHK"
	NonPayment PaymentMethod = "NON"
)

// RemittanceClaim is a claim in a remittance: as submitted and as decided.
type RemittanceClaim struct {
	Claim    *Claim
	Decision *Decision
}

// ProviderAdjustment is money that moves for no single claim (835 PLB).
// Positive takes from the payment, negative adds to it.
type ProviderAdjustment struct {
	Reason    string // PLB03-1: L6 interest, WO recovery, FB balance forward, CT capitation
	Reference string // PLB03-2
	Amount    decimal.Decimal
}
