package store

import (
	"database/sql"
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/hmox12/hmox12/mapping/record"
)

// counterKey is what names a counter.
type counterKey = record.Counter

// counter is a running total as the transaction sees it.
type counter struct {
	id    int64 // 0: not in the database, its total is zero
	total int64 // cents or thousandths
}

// maxCounters bounds the memory of a transaction, whatever the size of a file.
const maxCounters = 1 << 16

var (
	selectCounter = &statement{"read counter",
		`SELECT id, opening + posted FROM counters WHERE owner = ? AND kind = ? AND category = ? AND year = ?`}
	insertCounter = &statement{"add counter",
		`INSERT INTO counters (owner, kind, category, year) VALUES (?, ?, ?, ?)`}
	insertPosting = &statement{"post",
		`INSERT INTO postings (counter, decision, line, amount, visit) VALUES (?, ?, ?, ?, ?)`}
	selectVisit = &statement{"find visit",
		`SELECT claim FROM visits WHERE counter = ? AND visit = ? ORDER BY claim`}
)

// used returns the total of a counter.
func (t *transaction) used(of counterKey) (decimal.Decimal, error) {
	places, ok := places(of.Kind)
	if !ok {
		return decimal.Zero, errUnknownKind(of.Kind)
	}
	c, err := t.counter(of)
	if err != nil {
		return decimal.Zero, err
	}
	return unscaled(c.total, places), nil
}

// visitClaims returns the claims that hold a visit.
func (t *transaction) visitClaims(of counterKey, visit string) (claims []string, err error) {
	c, err := t.counter(of)
	if err != nil || c.id == 0 {
		return nil, err
	}
	err = t.query(selectVisit, []any{c.id, visit}, func(rows *sql.Rows) error {
		var claim string
		err := rows.Scan(&claim)
		claims = append(claims, claim)
		return err
	})
	return claims, err
}

// post adds a posting of a decision to its counter. A visit that another claim
// holds is not counted again; a negative posting lets go of it, and the last
// claim that does puts it back.
func (t *transaction) post(decision int64, p record.Posting) error {
	amount, err := exact(p)
	if err != nil {
		return err
	}
	c, err := t.madeCounter(p.Counter)
	if err != nil {
		return err
	}
	if _, err := t.exec(insertPosting, c.id, decision, p.Line, amount, p.Visit); err != nil {
		return refused(p.Counter, err)
	}
	if p.Visit != "" {
		delete(t.counters, p.Counter) // whether it was counted, the triggers know
		return nil
	}
	c.total += amount
	return nil
}

// exact returns a posting's amount as its counter keeps it.
func exact(p record.Posting) (int64, error) {
	places, ok := places(p.Counter.Kind)
	if !ok {
		return 0, errUnknownKind(p.Counter.Kind)
	}
	amount, err := scaled(p.Amount, places)
	if err != nil {
		return 0, fmt.Errorf("%s: %w", p.Counter.Kind, err)
	}
	return amount, nil
}

func errUnknownKind(kind record.CounterKind) error {
	return fmt.Errorf("%q is no kind of counter", string(kind))
}

// refused says in the field's words which constraint a posting met.
func refused(of counterKey, err error) error {
	switch {
	case violates(err, "counter_never_negative"):
		return fmt.Errorf("%s: %w", of.Kind, ErrCounterNegative)
	case violates(err, "visits.visit"):
		return fmt.Errorf("%s: %w", of.Kind, ErrVisitTaken)
	case violates(err, "the visit was not taken"):
		return fmt.Errorf("%s: %w", of.Kind, ErrVisitNotTaken)
	}
	return err
}

// counter returns a counter as it stands, one without id when it was never
// posted to.
func (t *transaction) counter(of counterKey) (*counter, error) {
	t.settle()
	if c := t.counters[of]; c != nil {
		return c, nil
	}
	c := new(counter)
	_, err := t.one(selectCounter, []any{of.Owner, string(of.Kind), string(of.Category), of.Year}, &c.id, &c.total)
	if err != nil {
		return nil, err
	}
	if len(t.counters) >= maxCounters {
		clear(t.counters)
	}
	t.counters[of] = c
	return c, nil
}

// madeCounter returns a counter that is in the database.
func (t *transaction) madeCounter(of counterKey) (*counter, error) {
	c, err := t.counter(of)
	if err != nil || c.id != 0 {
		return c, err
	}
	c.id, err = rowID[int64](t.exec(insertCounter, of.Owner, string(of.Kind), string(of.Category), of.Year))
	return c, err
}
