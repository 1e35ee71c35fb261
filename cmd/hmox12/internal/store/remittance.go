package store

import (
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/hmox12/hmox12/mapping/record"
)

var (
	insertRemittance = &statement{"add remittance",
		`INSERT INTO remittances (trace, payee, method, amount, balance, produced, effective, body)
		 VALUES (?, ?, ?, ?, ?, ?, ?, ?)`}
	insertPayment = &statement{"pay claim version",
		`INSERT INTO remittance_claims (remittance, decision, paid)
		 SELECT ?, id, paid FROM decisions WHERE claim = ? AND version = ? AND payee = ? AND paid = ? AND remits`}
	deleteUnpaid = &statement{"await no remittance",
		`DELETE FROM unpaid WHERE payee = ? AND decision = ?`}
	selectPayment = &statement{"find payment",
		`SELECT r.trace FROM remittance_claims p
		 JOIN decisions d ON d.id = p.decision JOIN remittances r ON r.id = p.remittance
		 WHERE d.claim = ? AND d.version = ?`}
	selectBalance = &statement{"read balance",
		`SELECT balance, trace FROM remittances WHERE payee = ? ORDER BY id DESC LIMIT 1`}
)

// balanceForward is the PLB03-1 of what a payee owes from one remittance to the
// next: negative where it is put off, positive where the next one takes it.
const balanceForward = "FB"

// AddRemittance implements Tx.
func (t *transaction) AddRemittance(r *record.Remittance, versions []int) error {
	if len(versions) != len(r.Claims) {
		return fmt.Errorf("store: remittance %s: %d versions for %d claims", r.TraceNumber, len(versions), len(r.Claims))
	}
	paid := decimal.Zero
	for i := range r.Claims {
		paid = paid.Add(r.Claims[i].Decision.Paid)
	}
	var id int64
	write, err := t.makeRemittance(r, paid)
	if err == nil {
		id, err = write(t)
	}
	if err != nil {
		return refusedPayment(r, err)
	}
	if len(r.Claims) > 0 {
		t.unpaid.gone(r.Payee.PayeeID())
	}
	for i := range r.Claims {
		if err := t.pay(id, r.Payee.PayeeID(), r.Claims[i].Decision, versions[i]); err != nil {
			return t.fail(fmt.Errorf("store: remittance %s: claim %s version %d: %w",
				r.TraceNumber, r.Claims[i].Decision.Control, versions[i], err))
		}
	}
	return nil
}

// makeRemittance makes a payment of what was decided, without its claims, and returns what
// writes it.
func (t *transaction) makeRemittance(r *record.Remittance, decided decimal.Decimal) (func(*transaction) (int64, error), error) {
	t.touched.claims.Store(true)
	if err := balanced(r, decided); err != nil {
		return nil, err
	}
	money, err := amounts(r.Amount, owed(r))
	if err != nil {
		return nil, err
	}
	alone := *r
	alone.Claims = nil
	t.remitted[r.Payee.PayeeID()] = true
	return func(t *transaction) (int64, error) {
		added, err := t.exec(insertRemittance, alone.TraceNumber, alone.Payee.PayeeID(), string(alone.Method), money[0], money[1],
			int64(alone.Produced), int64(alone.Effective), body(&alone))
		if violates(err, "remittances.trace") {
			return 0, ErrDuplicateTrace
		}
		return added.id, err
	}, nil
}

// pay records that a remittance carries a claim version.
func (t *transaction) pay(remittance int64, payee string, d *record.Decision, version int) error {
	paid, err := cents(d.Paid)
	if err != nil {
		return err
	}
	payment, err := t.exec(insertPayment, remittance, d.Control, version, payee, paid)
	if violates(err, "remittance_claims.decision") {
		var trace string
		if _, err := t.one(selectPayment, []any{d.Control, version}, &trace); err != nil {
			return err
		}
		return fmt.Errorf("%w: by %s", ErrPaidBefore, trace)
	}
	if err != nil {
		return err
	}
	if payment.rows == 0 {
		return ErrNotPayable
	}
	_, err = t.exec(deleteUnpaid, payee, payment.id)
	return err
}

// balanced checks that what is paid is what was decided less the provider
// adjustments (BPR02 = Σ CLP04 − Σ PLB).
func balanced(r *record.Remittance, decided decimal.Decimal) error {
	total := decided
	for _, a := range r.Adjustments {
		total = total.Sub(a.Amount)
	}
	if !total.Equal(r.Amount) {
		return fmt.Errorf("%w: it pays %s, its claims and adjustments make %s", ErrUnbalanced, r.Amount, total)
	}
	return nil
}

// owed returns what the payee owes after the remittance.
func owed(r *record.Remittance) decimal.Decimal {
	owed := decimal.Zero
	for _, a := range r.Adjustments {
		if a.Reason == balanceForward && a.Amount.IsNegative() {
			owed = owed.Sub(a.Amount)
		}
	}
	return owed
}

// BalanceForward implements Tx.
func (t *transaction) BalanceForward(payee string) (owed decimal.Decimal, trace string, err error) {
	var balance int64
	_, err = t.oneOf(knowerOf(t.remitted[payee]), selectBalance, []any{payee}, &balance, &trace)
	return dollars(balance), trace, err
}
