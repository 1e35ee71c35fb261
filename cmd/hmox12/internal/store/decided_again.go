package store

import (
	"context"
	"fmt"
	"iter"

	"github.com/hmox12/hmox12/mapping/record"
)

var (
	insertDecidedAgain = &statement{"add claim decided again",
		`INSERT INTO decided_again (enrollment, source, claim, result, body) VALUES (nullif(?, 0), ?, ?, ?, ?)`}
	selectAgainOf = &statement{"list claims decided again of enrollment",
		`SELECT body FROM decided_again WHERE enrollment = ? ORDER BY claim`}
	selectAgain = &statement{"list claims decided again",
		`SELECT body FROM decided_again WHERE enrollment IS NULL ORDER BY id`}
	selectAgainAbout = &statement{"find claim decided again",
		`SELECT body FROM decided_again WHERE claim = ? ORDER BY id`}
	insertHindsight = &statement{"add change in hindsight",
		`INSERT INTO hindsight_changes (number, run, claims, body) VALUES (?, ?, ?, ?)`}
	selectHindsight = &statement{"find change in hindsight",
		`SELECT EXISTS (SELECT 1 FROM hindsight_changes WHERE number = ?)`}
)

// AddDecidedAgain implements Tx.
func (t *transaction) AddDecidedAgain(by EnrollmentID, a *record.DecidedAgain) error {
	_, err := t.exec(insertDecidedAgain, int64(by), a.Source, a.Claim, string(a.Result), body(a))
	return err
}

// AddHindsight implements Tx.
func (t *transaction) AddHindsight(c *record.HindsightChange, run record.Date, claims int) error {
	_, err := t.exec(insertHindsight, c.Number, int64(run), claims, body(c))
	if violates(err, "hindsight_changes.number") {
		return fmt.Errorf("store: change %s: %w", c.Number, ErrDuplicateHindsight)
	}
	return err
}

// KnowsHindsight implements Tx.
func (t *transaction) KnowsHindsight(number string) (bool, error) {
	var known bool
	_, err := t.one(selectHindsight, []any{number}, &known)
	return known, err
}

// DecidedAgain returns the claims that were looked at again for anything but an
// enrollment, in the order in which that was done. It ends after an error.
func (s *Store) DecidedAgain(ctx context.Context) iter.Seq2[*record.DecidedAgain, error] {
	return sequence(func(each func(*record.DecidedAgain) error) error { return readBodies(ctx, s, selectAgain, nil, each) })
}

// FindDecidedAgain returns how often a claim, by its control number, was looked at
// again and what became of it, in the order in which that was done. Never is no
// error.
func (s *Store) FindDecidedAgain(ctx context.Context, control string) ([]record.DecidedAgain, error) {
	var all []record.DecidedAgain
	err := readBodies(ctx, s, selectAgainAbout, []any{control}, func(a *record.DecidedAgain) error {
		all = append(all, *a)
		return nil
	})
	return all, err
}
