package store

import (
	"context"
	"fmt"
	"iter"

	"github.com/hmox12/hmox12/mapping/record"
)

// RejectedClaim is a claim that the front end rejected, and why as a 277CA tells
// it. It has no control number and nothing is decided about it.
type RejectedClaim struct {
	Claim   *record.Claim
	Reasons []record.Rejection
}

var (
	insertRejectedClaim = &statement{"add rejected claim",
		`INSERT INTO rejected_claims (interchange, transaction_set, segment, account, billing, charge, received, body)
		 VALUES (?, ?, ?, ?, ?, ?, ?, ?)`}
	selectRejectedClaims = &statement{"list rejected claims",
		`SELECT body FROM rejected_claims ORDER BY id`}
	selectRejectedClaimsByAccount = &statement{"find rejected claim",
		`SELECT body FROM rejected_claims WHERE account = ? ORDER BY id`}
)

// AddRejectedClaim implements Tx.
func (t *transaction) AddRejectedClaim(interchange InterchangeID, c *record.Claim, reasons []record.Rejection) error {
	t.touched.claims.Store(true)
	charge, err := cents(c.Charge)
	if err != nil {
		charge = 0 // the body tells what was sent
	}
	_, err = t.exec(insertRejectedClaim, int64(interchange), c.Source.Set, c.Source.Segment, c.Account, c.Billing.NPI,
		charge, int64(c.Received), body(&RejectedClaim{c, reasons}))
	if violates(err, "rejected_claims.segment") {
		return fmt.Errorf("store: rejected claim at segment %d of set %s: %w", c.Source.Segment, c.Source.Set, ErrDuplicateClaim)
	}
	return err
}

// RejectedClaims returns the claims that the front end rejected, in the order
// they were recorded. It ends after an error.
func (s *Store) RejectedClaims(ctx context.Context) iter.Seq2[RejectedClaim, error] {
	return func(yield func(RejectedClaim, error) bool) {
		err := s.read(ctx, selectRejectedClaims, nil, func(at cursor) error {
			r, err := readRejectedClaim(at)
			if err == nil && !yield(r, nil) {
				err = errEnough
			}
			return err
		})
		if err != nil {
			yield(RejectedClaim{}, err)
		}
	}
}

// FindRejectedClaim returns the claims with an account number (CLM01) that the
// front end rejected.
func (s *Store) FindRejectedClaim(ctx context.Context, account string) ([]RejectedClaim, error) {
	var found []RejectedClaim
	err := s.read(ctx, selectRejectedClaimsByAccount, []any{account}, func(at cursor) error {
		r, err := readRejectedClaim(at)
		found = append(found, r)
		return err
	})
	return found, err
}

func readRejectedClaim(at cursor) (RejectedClaim, error) {
	var r RejectedClaim
	err := readBody(at.bytes(0), &r)
	return r, err
}
