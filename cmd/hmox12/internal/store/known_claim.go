package store

import (
	"database/sql"
	"fmt"
	"iter"

	"github.com/hmox12/hmox12/mapping/record"
)

// This file answers what a status inquiry asks about claims, inside a
// transaction: what was committed and what was taken since.

const (
	// selectKnown reads a claim with its last decision, the remittance that carries
	// it, and the claim that was decided in its place. The cross join and the plus
	// have SQLite begin with the few claims about this one, not with all decisions.
	selectKnown = `SELECT c.body, d.body, coalesce(r.trace, ''), coalesce(r.method, ''), coalesce(r.effective, 0), coalesce(
		(SELECT later.control FROM claims later CROSS JOIN decisions n ON n.claim = later.control
		  WHERE d.status = '22' AND later.frequency IN ('7', '8') AND later.original = c.control
		    AND n.corrects = c.control
		  ORDER BY +n.id DESC LIMIT 1), '')
		FROM claims c LEFT JOIN decisions d ON d.claim = c.control
		 AND d.version = (SELECT max(version) FROM decisions WHERE claim = c.control)
		LEFT JOIN remittance_claims p ON p.decision = d.id LEFT JOIN remittances r ON r.id = p.remittance`
)

var (
	selectKnownClaim = &statement{"find known claim", selectKnown + ` WHERE c.control = ?`}
	// A claim may have been sent with an id of the member's or have turned out to be
	// his.
	selectKnownClaims = &statement{"find claims of member",
		selectKnown + ` WHERE c.id IN (
			SELECT id FROM claims WHERE member = ?1 AND member <> ''
			UNION SELECT own.id FROM decisions m JOIN claims own ON own.control = m.claim WHERE m.member = ?1)
		 AND (?2 = '' OR c.account = ?2) AND (?3 = 0 OR c.first_service <= ?4 AND c.last_service >= ?3)
		 ORDER BY c.id`}
	selectRejectedOfMember = &statement{"find rejected claims of member",
		`SELECT body FROM rejected_claims WHERE member = ?1 AND (?2 = '' OR account = ?2) ORDER BY id`}
)

// KnownClaim implements adjudicate.ClaimFile.
func (l *ledger) KnownClaim(control string) *record.KnownClaim {
	if l.err != nil || control == "" {
		return nil
	}
	var known *record.KnownClaim
	err := l.tx.query(selectKnownClaim, []any{control}, func(rows *sql.Rows) (err error) {
		known, err = l.tx.scanKnownClaim(rows)
		return err
	})
	return answer(l, known, err)
}

// KnownClaims implements adjudicate.ClaimFile. Nothing else may be asked of the
// ledger while the loop is under way.
func (l *ledger) KnownClaims(member, account string, dates record.Span) iter.Seq[*record.KnownClaim] {
	return func(yield func(*record.KnownClaim) bool) {
		if l.err != nil || member == "" {
			return
		}
		to := dates.To
		if to == 0 {
			to = dates.From
		}
		more := true
		pass := func(k *record.KnownClaim, err error) error {
			if err == nil && !yield(k) {
				more, err = false, errEnough
			}
			return err
		}
		err := l.tx.query(selectKnownClaims, []any{member, account, int64(dates.From), int64(to)}, func(rows *sql.Rows) error {
			return pass(l.tx.scanKnownClaim(rows))
		})
		if err == nil && more {
			err = l.tx.query(selectRejectedOfMember, []any{member, account}, func(rows *sql.Rows) error {
				r, err := readRejectedClaim(rows)
				if err != nil || dates.From != 0 && (r.Claim.FirstDate() > to || r.Claim.LastDate() < dates.From) {
					return err
				}
				return pass(&record.KnownClaim{Claim: r.Claim, Rejections: r.Reasons}, nil)
			})
		}
		if err != nil {
			l.err = l.tx.fail(fmt.Errorf("store: ledger: %w", err))
		}
	}
}

// scanKnownClaim reads a row of selectKnown.
func (t *transaction) scanKnownClaim(rows *sql.Rows) (*record.KnownClaim, error) {
	var k record.KnownClaim
	var claim, decision sql.RawBytes
	var effective int64
	if err := rows.Scan(&claim, &decision, &k.Payment.Trace, &k.Payment.Method, &effective, &k.ReplacedBy); err != nil {
		return nil, err
	}
	k.Payment.Effective = record.Date(effective)
	var v ClaimVersion
	err := v.read(t.view(), claim, decision)
	k.Claim, k.Decision = v.Claim, v.Decision
	return &k, err
}
