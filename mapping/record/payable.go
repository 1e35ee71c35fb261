package record

import "github.com/shopspring/decimal"

// OverpaymentRecovery is the reason of what takes an overpayment back, or puts that
// off (PLB03-1).
const OverpaymentRecovery = "WO"

// CapitationPayment is the reason of what is paid for the members of a month, or
// adjusts it (PLB03-1).
const CapitationPayment = "CT"

// CapitatedMonth is what a contract is paid in advance for the members of a month.
type CapitatedMonth struct {
	Contract string
	Payee    string          // NPI
	Month    Date            // its first day, on which members are counted
	Members  int             // as the book says; below 0: they are counted
	Rate     decimal.Decimal // dollars a member
	Paid     bool            // on an earlier night: it is adjusted only
}

// Key is that of the payable of the month.
func (c *CapitatedMonth) Key() string {
	return "capitation " + c.Contract + " " + c.Payee + " " + c.month()
}

// Reference names the month to the payee (PLB03-2).
func (c *CapitatedMonth) Reference() string { return c.Contract + "-" + c.month() }

func (c *CapitatedMonth) month() string { return c.Month.String()[:len("2026-03")] }

// For returns what is due for a number of members.
func (c *CapitatedMonth) For(members int) *Payable {
	return &Payable{
		Key: c.Key(), Payee: c.Payee, Reason: CapitationPayment, Reference: c.Reference(),
		Amount: decimal.NewFromInt(int64(members)).Mul(c.Rate).Round(2).Neg(), Due: c.Month,
	}
}

// CapitationAdjustment is a member's part of a month that was paid already: the
// member is counted after all, or not.
type CapitationAdjustment struct {
	Contract, Payee, Member string
	Month                   Date
	Amount                  decimal.Decimal // paid on top; below zero: taken back
}

// Payable returns the adjustment as it is settled with the next capitation. by is
// what said so, and tells it from others of the member and month.
func (a *CapitationAdjustment) Payable(by string, due Date) *Payable {
	c := CapitatedMonth{Contract: a.Contract, Payee: a.Payee, Month: a.Month}
	return &Payable{
		Key: c.Key() + " " + a.Member + " " + by, Payee: a.Payee, Reason: CapitationPayment, Reference: c.Reference() + "-" + a.Member,
		Amount: a.Amount.Neg(), Due: due,
	}
}

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
