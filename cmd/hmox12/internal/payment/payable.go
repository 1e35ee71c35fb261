package payment

import (
	"errors"
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/store"
	"github.com/hmox12/hmox12/mapping/record"
)

// settlement is what a remittance settles of a payable.
type settlement struct {
	payable *record.Payable
	amount  decimal.Decimal
}

// due gathers what is due to and from payees for no single claim: what the book
// says, and what was left open before. Money that the HMO owes is paid by
// remittances of its own, less what was paid too much of the same kind; what payees owe is taken from their claims' payments, and
// where that is put off it is given back in the payment that tells the reversal.
func (r *run) due() (owed []*record.Payable, err error) {
	capitation, err := r.capitation()
	if err != nil {
		return nil, err
	}
	for _, p := range append(capitation, r.Book.Payables()...) {
		if err := r.tx.AddPayable(p); err != nil && !errors.Is(err, store.ErrDuplicatePayable) {
			return nil, err
		}
	}
	for _, c := range r.Book.Contests() {
		if err := r.tx.Contest(c); err != nil {
			return nil, err
		}
	}
	all, err := r.tx.Payables(r.Book.Night().Run)
	if err != nil {
		return nil, err
	}
	r.recoveries, r.putOffs, r.overpaid = map[string][]*record.Payable{}, map[string][]*record.Payable{}, map[string][]*record.Payable{}
	for _, p := range all {
		switch {
		case p.Amount.IsPositive() && p.Reason == record.CapitationPayment:
			r.overpaid[p.Payee] = append(r.overpaid[p.Payee], p)
		case p.Amount.IsPositive():
			r.recoveries[p.Payee] = append(r.recoveries[p.Payee], p)
		case p.Reason == record.OverpaymentRecovery:
			r.putOffs[p.Payee] = append(r.putOffs[p.Payee], p)
		default:
			owed = append(owed, p)
		}
	}
	return owed, nil
}

// payOwed pays what the HMO owes for no claim: capitation and returned withhold,
// a remittance for each payee and reason.
func (r *run) payOwed(owed []*record.Payable) error {
	for len(owed) > 0 {
		n := 1
		for n < len(owed) && owed[n].Payee == owed[0].Payee && owed[n].Reason == owed[0].Reason {
			n++
		}
		together := owed[:n]
		owed = owed[n:]
		err := r.guarded(together[0].Payee, func() error { return r.payTogether(together) })
		if err != nil {
			return err
		}
	}
	return nil
}

func (r *run) payTogether(owed []*record.Payable) error {
	payee := *r.Book.Provider(owed[0].Payee)
	m := &record.Remittance{
		Amount: decimal.Zero, Produced: r.Book.Night().Run, Effective: r.Book.Night().Effective,
		Payee: payee, Receiver: r.receiver(payee, nil),
	}
	var settled []settlement
	for _, p := range owed {
		m.Adjustments = append(m.Adjustments, record.ProviderAdjustment{Reason: p.Reason, Reference: p.Reference, Amount: p.Open()})
		m.Amount = m.Amount.Sub(p.Open())
		settled = append(settled, settlement{p, p.Open()})
	}
	if owed[0].Reason == record.CapitationPayment {
		settled = append(settled, take(m, r.overpaid[m.Payee.PayeeID()])...)
	}
	if err := r.bringForward(m); err != nil {
		return err
	}
	if err := r.number(m); err != nil {
		return err
	}
	putOff(m)
	return r.send(m, nil, settled)
}

// giveBack gives back what reversals among the claims take before the payee's days
// of notice are over.
func (r *run) giveBack(m *record.Remittance) []settlement {
	var settled []settlement
	for _, p := range r.putOffs[m.Payee.PayeeID()] {
		m.Adjustments = append(m.Adjustments, record.ProviderAdjustment{Reason: p.Reason, Reference: p.Reference, Amount: p.Open()})
		m.Amount = m.Amount.Sub(p.Open())
		settled = append(settled, settlement{p, p.Open()})
	}
	return settled
}

// recover takes what the payee owes from the payment, as far as that goes; the
// rest stays open for the next one.
func (r *run) recover(m *record.Remittance) []settlement {
	return take(m, r.recoveries[m.Payee.PayeeID()])
}

// take takes what is due to the HMO from a payment, in its order, as far as that
// goes.
func take(m *record.Remittance, due []*record.Payable) []settlement {
	var settled []settlement
	for _, p := range due {
		amount := decimal.Min(p.Open(), m.Amount)
		if !amount.IsPositive() {
			break
		}
		m.Adjustments = append(m.Adjustments, record.ProviderAdjustment{Reason: p.Reason, Reference: p.Reference, Amount: amount})
		m.Amount = m.Amount.Sub(amount)
		settled = append(settled, settlement{p, amount})
	}
	return settled
}

// settle records what a remittance settled.
func (r *run) settle(m *record.Remittance, settled []settlement) error {
	for _, s := range settled {
		if err := r.tx.Settle(s.payable.Key, m.TraceNumber, s.amount); err != nil {
			return fmt.Errorf("payment %s: %w", m.TraceNumber, err)
		}
		s.payable.Settled = s.payable.Settled.Add(s.amount)
	}
	return nil
}
