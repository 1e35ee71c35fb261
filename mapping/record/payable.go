package record

import "github.com/shopspring/decimal"

// OverpaymentRecovery is the reason of what takes an overpayment back, or puts that
// off (PLB03-1).
const OverpaymentRecovery = "WO"

// Payable is money that is due between the HMO and a payee for no single claim of
// a payment: capitation of a month, withhold that is returned, an overpayment to
// be recovered. It is settled by a provider adjustment (835 PLB).
type Payable struct {
	// Key tells it from every other: the same is due once, however often it is asked
	// for.
	Key       string
	Payee     string          // PayeeID
	Reason    string          // PLB03-1: CT capitation, E3 withhold, WO recovery
	Reference string          // PLB03-2: contract, or the claim that was overpaid
	Amount    decimal.Decimal // as in a PLB: positive takes from a payment, negative adds to it
	Due       Date            // the first day on which it is settled
	Settled   decimal.Decimal // of Amount, by payments so far
}

// Open returns what is still to be settled, with the sign of Amount.
func (p *Payable) Open() decimal.Decimal { return p.Amount.Sub(p.Settled) }
