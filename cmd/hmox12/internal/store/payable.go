package store

import (
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/hmox12/hmox12/mapping/record"
)

var (
	insertPayable = &statement{"add payable",
		`INSERT INTO payables (key, payee, reason, reference, amount, due) VALUES (?, ?, ?, ?, ?, ?)`}
	selectPayables = &statement{"list payables",
		`SELECT key, payee, reason, reference, amount, due, settled FROM open_payables
		 WHERE due <= ? ORDER BY payee, id`}
	selectPayableKey = &statement{"find payable",
		`SELECT EXISTS (SELECT 1 FROM payables WHERE key = ?)`}
	insertSettlement = &statement{"settle payable",
		`INSERT INTO settlements (payable, remittance, amount)
		 SELECT p.id, r.id, ? FROM payables p, remittances r WHERE p.key = ? AND r.trace = ?`}
)

// AddPayable implements Tx.
func (t *transaction) AddPayable(p *record.Payable) error {
	amount, err := cents(p.Amount)
	if err != nil {
		return fmt.Errorf("store: payable %s: %w", p.Key, err)
	}
	_, err = t.exec(insertPayable, p.Key, p.Payee, p.Reason, p.Reference, amount, int64(p.Due))
	if violates(err, "payables.key") {
		return fmt.Errorf("store: payable %s: %w", p.Key, ErrDuplicatePayable)
	}
	return err
}

// KnowsPayable implements Tx.
func (t *transaction) KnowsPayable(key string) (bool, error) {
	var known bool
	_, err := t.one(selectPayableKey, []any{key}, &known)
	return known, err
}

// Payables implements Tx.
func (t *transaction) Payables(day record.Date) ([]*record.Payable, error) {
	var all []*record.Payable
	err := t.query(selectPayables, []any{int64(day)}, func(at cursor) error {
		p := new(record.Payable)
		var amount, settled int64
		if err := at.scan(&p.Key, &p.Payee, &p.Reason, &p.Reference, &amount, &p.Due, &settled); err != nil {
			return err
		}
		p.Amount, p.Settled = dollars(amount), dollars(settled)
		all = append(all, p)
		return nil
	})
	return all, err
}

// Settle implements Tx.
func (t *transaction) Settle(key, trace string, amount decimal.Decimal) error {
	settled, err := cents(amount)
	if err != nil {
		return fmt.Errorf("store: payable %s: %w", key, err)
	}
	settlement, err := t.exec(insertSettlement, settled, key, trace)
	if violates(err, "never_settled_beyond") || violates(err, "another payee") || violates(err, "the recovery is contested") {
		return fmt.Errorf("store: payable %s by remittance %s: %w", key, trace, ErrNotSettled)
	}
	if err != nil || settlement.rows == 1 {
		return err
	}
	return fmt.Errorf("store: payable %s by remittance %s: %w", key, trace, ErrNotFound)
}
