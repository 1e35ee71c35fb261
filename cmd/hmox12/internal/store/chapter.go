package store

import (
	"context"
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/hmox12/hmox12/mapping/record"
)

var (
	// A reversal is recorded just before what takes its place.
	selectSuccessor = &statement{"find what took a claim's place",
		`SELECT d.claim FROM decisions d JOIN claims c ON c.control = d.claim
		 WHERE d.id = (SELECT min(id) FROM decisions
		                WHERE id > (SELECT max(id) FROM decisions WHERE claim = ?1 AND status = '22'))
		   AND c.original = ?1`}
	selectOpening = &statement{"read counter's opening",
		`SELECT id, opening FROM counters WHERE owner = ? AND kind = ? AND category = ? AND year = ?`}
	selectPostingsUpTo = &statement{"read postings as of a decision",
		`SELECT packed FROM postings WHERE decision <= (SELECT id FROM decisions WHERE claim = ? AND version = ?)`}
)

// Successor returns the control number of the replacement or void by which a
// claim was taken back, empty while it stands.
func (s *Store) Successor(ctx context.Context, control string) (string, error) {
	successor := ""
	err := s.read(ctx, selectSuccessor, []any{control}, func(at cursor) error {
		successor = at.text(0)
		return nil
	})
	return successor, err
}

// StoodAt returns what a counter of money stood at when a version of a claim had
// been decided, in dollars: with what it posted, and without what came later.
func (s *Store) StoodAt(ctx context.Context, c record.Counter, control string, version int) (decimal.Decimal, error) {
	if p, known := places(c.Kind); !known || p != centPlaces {
		return decimal.Zero, fmt.Errorf("store: %q is no counter of money", string(c.Kind))
	}
	var id, total int64
	err := s.read(ctx, selectOpening, []any{c.Owner, string(c.Kind), string(c.Category), c.Year},
		func(at cursor) error { return at.scan(&id, &total) })
	if err != nil || id == 0 {
		return decimal.Zero, err
	}
	err = s.read(ctx, selectPostingsUpTo, []any{control, version}, func(at cursor) error {
		posted, err := postedTo(id, at.text(0))
		total += posted
		return err
	})
	return dollars(total), err
}
