package store

import (
	"fmt"
	"iter"

	"github.com/shopspring/decimal"

	"github.com/hmox12/hmox12/mapping/record"
)

// A payee may have any number of claims that wait for a remittance. They are added up
// by the database, read one by one, and paid by one statement.

// Due is what a payee is due for the claim versions that wait for a remittance.
type Due struct {
	Payee  string // the billing provider's PayeeID
	Claims int
	Paid   decimal.Decimal
	// Interest is on top, on so many of the claims; where that is one, it has the
	// account number.
	Interest     decimal.Decimal
	WithInterest int
	Account      string
	First, Last  *record.Claim // as they were decided
}

var (
	selectDue = &statement{"add up unpaid decisions",
		`SELECT payee, count(*), sum(paid), sum(interest), count(nullif(interest, 0)),
		        coalesce(max(CASE WHEN interest <> 0 THEN decision END), 0), min(decision), max(decision)
		 FROM unpaid WHERE payee = (SELECT min(payee) FROM unpaid WHERE payee > ?) GROUP BY payee`}
	selectDecidedClaim = &statement{"find claim of decision",
		`SELECT c.body FROM decisions d JOIN claims c ON c.control = d.claim WHERE d.id = ?`}
	selectAccount = &statement{"find account of decision",
		`SELECT c.account FROM decisions d JOIN claims c ON c.control = d.claim WHERE d.id = ?`}
	insertPayments = &statement{"pay claim versions",
		`INSERT INTO remittance_claims (remittance, decision, paid) SELECT ?, decision, paid FROM unpaid WHERE payee = ?`}
	deleteAllUnpaid = &statement{"await no remittances",
		`DELETE FROM unpaid WHERE payee = ?`}
)

// Due implements Tx.
func (t *transaction) Due() iter.Seq2[*Due, error] {
	return func(yield func(*Due, error) bool) {
		for last := ""; ; {
			d, err := t.dueAfter(last)
			if d == nil && err == nil || !yield(d, err) || err != nil {
				return
			}
			last = d.Payee
		}
	}
}

// dueAfter returns what is due to the next payee, nil behind the last one. While that is
// what was committed, those before it may be being paid.
func (t *transaction) dueAfter(payee string) (*Due, error) {
	who, known := beside, t.committed
	if payee < t.unpaid.until || t.touched.decided.Load() {
		who, known = after, t.view()
	}
	var d Due
	var paid, interest, late, first, last int64
	found, err := t.oneOf(who, selectDue, []any{payee}, &d.Payee, &d.Claims, &paid, &interest, &d.WithInterest, &late, &first, &last)
	if err != nil || !found {
		return nil, err
	}
	d.Paid, d.Interest = dollars(paid), dollars(interest)
	if d.WithInterest == 1 {
		if _, err := t.oneOf(who, selectAccount, []any{late}, &d.Account); err != nil {
			return nil, err
		}
	}
	if d.First, err = t.decidedClaim(who, known, first); err == nil {
		d.Last, err = t.decidedClaim(who, known, last)
	}
	return &d, err
}

func (t *transaction) decidedClaim(who answerer, known view, decision int64) (*record.Claim, error) {
	var packed string
	if _, err := t.oneOf(who, selectDecidedClaim, []any{decision}, &packed); err != nil {
		return nil, err
	}
	c := new(record.Claim)
	return c, known.unpack(packed, c)
}

// PayDue implements Tx.
func (t *transaction) PayDue(r *record.Remittance, due *Due) error {
	err := t.ready()
	if err == nil && due.Payee != r.Payee.PayeeID() {
		err = ErrNotPayable
	}
	var write func(*transaction) (int64, error)
	if err == nil {
		write, err = t.makeRemittance(r, due.Paid)
	}
	if err != nil {
		return refusedPayment(r, err)
	}
	t.unpaid.gone(due.Payee)
	t.enqueue(func(inside *transaction) error {
		return refusedPayment(r, inside.fail(inside.payDue(due, write)))
	})
	if t.within {
		return t.failed
	}
	t.behind.handOver() // it takes as long as the next 835
	return nil
}

// payDue writes a remittance for all that a payee is due.
func (t *transaction) payDue(due *Due, write func(*transaction) (int64, error)) error {
	id, err := write(t)
	if err != nil {
		return err
	}
	paid, err := t.exec(insertPayments, id, due.Payee)
	if violates(err, "not payable") {
		return ErrNotPayable
	}
	if err != nil {
		return err
	}
	if paid.rows != due.Claims {
		return fmt.Errorf("%d claim versions waited and %d wait: %w", due.Claims, paid.rows, ErrNotPayable)
	}
	_, err = t.exec(deleteAllUnpaid, due.Payee)
	return err
}

// refusedPayment says of which remittance an error is; nil of none.
func refusedPayment(r *record.Remittance, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("store: remittance %s: %w", r.TraceNumber, err)
}
