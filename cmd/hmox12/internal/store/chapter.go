package store

import (
	"context"
	"database/sql"
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
	selectStoodAt = &statement{"read counter as of a decision",
		`SELECT c.opening + coalesce((SELECT sum(p.amount) FROM postings p
		                               WHERE p.counter = c.id AND p.decision <= (SELECT id FROM decisions WHERE claim = ? AND version = ?)), 0)
		 FROM counters c WHERE c.owner = ? AND c.kind = ? AND c.category = ? AND c.year = ?`}
)

// Successor returns the control number of the replacement or void by which a
// claim was taken back, empty while it stands.
func (s *Store) Successor(ctx context.Context, control string) (string, error) {
	successor := ""
	err := s.read(ctx, s.readers, selectSuccessor, []any{control}, func(rows *sql.Rows) error {
		return rows.Scan(&successor)
	})
	return successor, err
}

// StoodAt returns what a counter of money stood at when a version of a claim had
// been decided, in dollars: with what it posted, and without what came later.
func (s *Store) StoodAt(ctx context.Context, c record.Counter, control string, version int) (decimal.Decimal, error) {
	if p, known := places(c.Kind); !known || p != centPlaces {
		return decimal.Zero, fmt.Errorf("store: %q is no counter of money", string(c.Kind))
	}
	var total int64
	err := s.read(ctx, s.readers, selectStoodAt, []any{control, version, c.Owner, string(c.Kind), string(c.Category), c.Year},
		func(rows *sql.Rows) error { return rows.Scan(&total) })
	return dollars(total), err
}
