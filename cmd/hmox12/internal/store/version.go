package store

import (
	"context"
	"iter"

	"github.com/shopspring/decimal"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/ahead"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/pack"
	"github.com/hmox12/hmox12/mapping/record"
)

// ClaimVersion is a claim with one decision about it.
type ClaimVersion struct {
	Claim    *record.Claim
	Version  int              // from 1; 0 while nothing is decided
	Decision *record.Decision // nil while nothing is decided
	Trace    string           // of the remittance that carries it; empty while none does, and in Claims
}

// read fills the claim and the decision, without its trace, from their bodies.
func (v *ClaimVersion) read(known view, claim, decision string) error {
	v.Claim = new(record.Claim)
	if err := known.unpack(claim, v.Claim); err != nil || decision == "" {
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

// reused is where the records of a row are read in place of those of the row before, which
// are millions: as new ones they would be most of the garbage.
type reused struct {
	claim                       record.Claim
	head                        claimHead
	decision                    record.Decision
	ofClaim, ofHead, ofDecision pack.Memory
}

// read is ClaimVersion.read; what it fills is good until the next.
func (r *reused) read(v *ClaimVersion, known view, claim, decision string) error {
	v.Claim = &r.claim
	if err := known.unpackAgain(claim, v.Claim, &r.ofClaim); err != nil {
		return err
	}
	return r.readDecision(v, known, decision)
}

// readHead is read, but for what is not in the head of a claim.
func (r *reused) readHead(v *ClaimVersion, known view, claim, decision string) error {
	if err := known.unpackAgain(claim, &r.head, &r.ofHead); err != nil {
		return err
	}
	r.claim = record.Claim{Control: r.head.Control, Account: r.head.Account, Charge: r.head.Charge, Source: r.head.Source}
	v.Claim = &r.claim
	return r.readDecision(v, known, decision)
}

func (r *reused) readDecision(v *ClaimVersion, known view, decision string) error {
	if decision == "" {
		return nil
	}
	v.Decision = &r.decision
	return known.unpackAgain(decision, v.Decision, &r.ofDecision)
}

const (
	decidedColumns = `SELECT c.body, coalesce(d.version, 0), coalesce(d.body, '')`
	versionColumns = decidedColumns + `, coalesce(r.trace, '')`
	ofDecided      = ` FROM claims c LEFT JOIN decisions d ON d.claim = c.control`
	ofVersions     = ofDecided + ` LEFT JOIN remittance_claims p ON p.decision = d.id LEFT JOIN remittances r ON r.id = p.remittance`
	selectVersions = versionColumns + ofVersions
	selectWhole    = versionColumns + `, coalesce(d.trace, '')` + ofVersions
	// onlyLast keeps the last version of each claim.
	onlyLast = ` NOT EXISTS (SELECT 1 FROM revisions later WHERE later.claim = c.control AND later.version > d.version)`
)

var (
	selectClaims = &statement{"list claims",
		decidedColumns + `, ''` + ofDecided + ` WHERE` + onlyLast + ` ORDER BY c.id`}
	selectByControl = &statement{"find claim",
		selectVersions + ` WHERE c.control = ? AND` + onlyLast}
	selectByAccount = &statement{"find claim by account",
		selectVersions + ` WHERE c.account = ? AND` + onlyLast + ` ORDER BY c.id`}
	selectTrace = &statement{"read trace",
		`SELECT trace FROM decisions WHERE claim = ? AND version = ?`}
	selectHistory = &statement{"list claim versions",
		selectVersions + ` WHERE c.control = ? ORDER BY d.version`}
)

// Whole has every claim and decision come whole.
func Whole(ClaimVersion) bool { return true }

// Claims returns every claim with its last version, in the order they were
// recorded, but not which remittance carries it. They come whole where whole says
// so, which is nowhere when it is nil: elsewhere a decision comes without its trace,
// and of a claim what names it (its numbers and where it was read) and what it
// charges, and both are good until the next claim comes. It ends after an error.
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

// versionRow is a row of selectVersions, with what reads it.
type versionRow struct {
	known           view
	claim, decision string // packed
	version         int
	trace           string
}

// versions reads rows in a goroutine of its own, and what is packed in them here.
func (s *Store) versions(ctx context.Context, q *statement, args []any, whole func(ClaimVersion) bool, each func(ClaimVersion) error) error {
	rows := sequence(func(each func(versionRow) error) error {
		return s.readPacked(ctx, q, args, func(at cursor, known view) error {
			return each(versionRow{known: known, claim: at.text(0), version: int(at.number(1)), decision: at.text(2), trace: at.text(3)})
		})
	})
	var again reused
	for row, err := range ahead.Of(rows) {
		if err != nil {
			return err
		}
		v := ClaimVersion{Version: row.version, Trace: row.trace}
		if err := again.readHead(&v, row.known, row.claim, row.decision); err != nil {
			return err
		}
		if whole != nil && whole(v) {
			if err := s.complete(ctx, &v, &row); err != nil {
				return err
			}
		}
		if err := each(v); err != nil {
			return err
		}
	}
	return nil
}

// scan reads a row of selectWhole.
func (v *ClaimVersion) scan(at cursor, known view) error {
	v.Version, v.Trace = int(at.number(1)), at.text(3)
	if err := v.read(known, at.text(0), at.text(2)); err != nil || v.Decision == nil {
		return err
	}
	var t trace
	err := known.unpack(at.text(4), &t)
	v.Decision.Trace = t.Steps
	return err
}

// complete reads the claim whole and anew, and the decision with its trace.
func (s *Store) complete(ctx context.Context, v *ClaimVersion, row *versionRow) error {
	if err := v.read(row.known, row.claim, row.decision); err != nil || v.Decision == nil {
		return err
	}
	var t trace
	err := s.read(ctx, selectTrace, []any{v.Claim.Control, v.Version}, func(at cursor) error {
		return row.known.unpack(at.text(0), &t)
	})
	v.Decision.Trace = t.Steps
	return err
}
