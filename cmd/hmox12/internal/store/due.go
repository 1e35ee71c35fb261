package store

import (
	"fmt"
	"iter"

	"github.com/shopspring/decimal"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/ahead"
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
		`SELECT u.payee, count(*), sum(d.paid), sum(d.interest), count(nullif(d.interest, 0)),
		        coalesce(max(CASE WHEN d.interest <> 0 THEN d.claim END), ''), min(d.id), max(d.id)
		 FROM unpaid u JOIN decisions d ON d.id = u.decision
		 WHERE u.payee = (SELECT min(payee) FROM unpaid WHERE payee > ?) GROUP BY u.payee`}
	selectDecidedClaim = &statement{"find claim of decision",
		`SELECT c.body FROM decisions d JOIN claims c ON c.control = d.claim WHERE d.id = ?`}
	selectAccount = &statement{"find account of claim",
		`SELECT account FROM claims WHERE control = ?`}
	selectUnpaid = &statement{"list unpaid decisions",
		`SELECT c.body, d.version, d.body FROM unpaid u
		 JOIN decisions d ON d.id = u.decision JOIN claims c ON c.control = d.claim
		 WHERE u.payee = ? ORDER BY u.decision`}
	insertPayments = &statement{"pay claim versions",
		`INSERT INTO remittance_claims (remittance, decision, paid)
		 SELECT ?, d.id, d.paid FROM unpaid u JOIN decisions d ON d.id = u.decision WHERE u.payee = ?`}
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

// dueAfter returns what is due to the next payee, nil behind the last one.
func (t *transaction) dueAfter(payee string) (*Due, error) {
	var d Due
	var paid, interest, first, last int64
	var late string
	found, err := t.one(selectDue, []any{payee}, &d.Payee, &d.Claims, &paid, &interest, &d.WithInterest, &late, &first, &last)
	if err != nil || !found {
		return nil, err
	}
	d.Paid, d.Interest = dollars(paid), dollars(interest)
	if d.WithInterest == 1 {
		if _, err := t.one(selectAccount, []any{late}, &d.Account); err != nil {
			return nil, err
		}
	}
	if d.First, err = t.decidedClaim(first); err == nil {
		d.Last, err = t.decidedClaim(last)
	}
	return &d, err
}

func (t *transaction) decidedClaim(decision int64) (*record.Claim, error) {
	var packed string
	if _, err := t.one(selectDecidedClaim, []any{decision}, &packed); err != nil {
		return nil, err
	}
	c := new(record.Claim)
	return c, t.view().unpack(packed, c)
}

// unpaidRow is a row of selectUnpaid.
type unpaidRow struct {
	claim, decision string // packed
	version         int
}

// Unpaid implements Tx. Rows are read in a goroutine of their own, and what is packed in
// them here.
func (t *transaction) Unpaid(payee string) iter.Seq2[ClaimVersion, error] {
	return func(yield func(ClaimVersion, error) bool) {
		known := t.view()
		var again reused
		for row, err := range ahead.Of(t.unpaidRows(payee)) {
			v := ClaimVersion{Version: row.version}
			if err == nil {
				err = again.read(&v, known, row.claim, row.decision)
			}
			if !yield(v, err) || err != nil {
				return
			}
		}
	}
}

func (t *transaction) unpaidRows(payee string) iter.Seq2[unpaidRow, error] {
	return sequence(func(each func(unpaidRow) error) error {
		return t.query(selectUnpaid, []any{payee}, func(at cursor) error {
			return each(unpaidRow{claim: at.text(0), version: int(at.number(1)), decision: at.text(2)})
		})
	})
}

// PayDue implements Tx.
func (t *transaction) PayDue(r *record.Remittance, due *Due) error {
	err := func() error {
		if due.Payee != r.Payee.PayeeID() {
			return ErrNotPayable
		}
		id, err := t.addRemittance(r, due.Paid)
		if err != nil {
			return err
		}
		paid, err := t.exec(insertPayments, id, due.Payee)
		if violates(err, "not payable") {
			return t.fail(ErrNotPayable)
		}
		if err != nil {
			return t.fail(err)
		}
		if paid.rows != due.Claims {
			return t.fail(fmt.Errorf("%d claim versions waited and %d wait: %w", due.Claims, paid.rows, ErrNotPayable))
		}
		_, err = t.exec(deleteAllUnpaid, due.Payee)
		return t.fail(err)
	}()
	if err != nil {
		return fmt.Errorf("store: remittance %s: %w", r.TraceNumber, err)
	}
	return nil
}
