package store

import (
	"context"
	"database/sql"
	"iter"

	"github.com/shopspring/decimal"

	"github.com/hmox12/hmox12/mapping/record"
)

// ClaimVersion is a claim with one decision about it.
type ClaimVersion struct {
	Claim    *record.Claim
	Version  int              // from 1; 0 while nothing is decided
	Decision *record.Decision // nil while nothing is decided
	Trace    string           // of the remittance that carries it; empty while none does
}

// read fills the claim and the decision, without its trace, from their bodies.
func (v *ClaimVersion) read(known view, claim, decision []byte) error {
	v.Claim = new(record.Claim)
	if err := known.unpack(claim, v.Claim); err != nil || decision == nil {
		return err
	}
	v.Decision = new(record.Decision)
	return known.unpack(decision, v.Decision)
}

// claimHead is what names a claim, and what it charges. It is read where no more of
// the claim is asked for.
type claimHead struct {
	Control, Account string
	Charge           decimal.Decimal
	Source           record.Source
}

// readHead fills the decision without its trace, and of the claim its head.
func (v *ClaimVersion) readHead(known view, claim, decision []byte) error {
	var head claimHead
	if err := known.unpack(claim, &head); err != nil {
		return err
	}
	v.Claim = &record.Claim{Control: head.Control, Account: head.Account, Charge: head.Charge, Source: head.Source}
	if decision == nil {
		return nil
	}
	v.Decision = new(record.Decision)
	return known.unpack(decision, v.Decision)
}

// scan reads a row of selectVersions.
func (v *ClaimVersion) scan(rows *sql.Rows, known view, whole func(ClaimVersion) bool) error {
	var claim, decision, steps sql.RawBytes
	if err := rows.Scan(&claim, &v.Version, &decision, &steps, &v.Trace); err != nil {
		return err
	}
	if err := v.readHead(known, claim, decision); err != nil || whole == nil || !whole(*v) {
		return err
	}
	v.Claim = new(record.Claim)
	if err := known.unpack(claim, v.Claim); err != nil || v.Decision == nil {
		return err
	}
	var t trace
	err := known.unpack(steps, &t)
	v.Decision.Trace = t.Steps
	return err
}

const (
	selectVersions = `SELECT c.body, coalesce(d.version, 0), d.body, d.trace, coalesce(r.trace, '')
		FROM claims c LEFT JOIN decisions d ON d.claim = c.control
		LEFT JOIN remittance_claims p ON p.decision = d.id LEFT JOIN remittances r ON r.id = p.remittance`
	// onlyLast keeps the last version of each claim.
	onlyLast = ` (d.version IS NULL OR d.version = (SELECT max(version) FROM decisions WHERE claim = c.control))`
)

var (
	selectClaims = &statement{"list claims",
		selectVersions + ` WHERE` + onlyLast + ` ORDER BY c.id`}
	selectByControl = &statement{"find claim",
		selectVersions + ` WHERE c.control = ? AND` + onlyLast}
	selectByAccount = &statement{"find claim by account",
		selectVersions + ` WHERE c.account = ? AND` + onlyLast + ` ORDER BY c.id`}
	selectHistory = &statement{"list claim versions",
		selectVersions + ` WHERE c.control = ? ORDER BY d.version`}
)

// Whole has every claim and decision come whole.
func Whole(ClaimVersion) bool { return true }

// Claims returns every claim with its last version, in the order they were
// recorded. They come whole where whole says so, which is nowhere when it is nil:
// elsewhere a decision comes without its trace, and of a claim what names it (its
// numbers and where it was read) and what it charges. It ends after an error.
func (s *Store) Claims(ctx context.Context, whole func(ClaimVersion) bool) iter.Seq2[ClaimVersion, error] {
	return sequence(func(each func(ClaimVersion) error) error { return s.versions(ctx, selectClaims, nil, whole, each) })
}

// FindClaim returns the claim with a control number, else all claims with that
// account number (CLM01), each with its last version; none when there is neither.
func (s *Store) FindClaim(ctx context.Context, number string) ([]ClaimVersion, error) {
	found, err := s.gather(ctx, selectByControl, number)
	if err != nil || len(found) > 0 {
		return found, err
	}
	return s.gather(ctx, selectByAccount, number)
}

// History returns a claim with each of its versions, by its control number. A
// claim that waits for a decision has one of version 0.
func (s *Store) History(ctx context.Context, control string) ([]ClaimVersion, error) {
	return s.gather(ctx, selectHistory, control)
}

func (s *Store) gather(ctx context.Context, q *statement, number string) ([]ClaimVersion, error) {
	return gathered(func(each func(ClaimVersion) error) error { return s.versions(ctx, q, []any{number}, Whole, each) })
}

func (s *Store) versions(ctx context.Context, q *statement, args []any, whole func(ClaimVersion) bool, each func(ClaimVersion) error) error {
	return s.readPacked(ctx, q, args, func(rows *sql.Rows, known view) error {
		var v ClaimVersion
		if err := v.scan(rows, known, whole); err != nil {
			return err
		}
		return each(v)
	})
}
