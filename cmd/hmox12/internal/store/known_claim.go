package store

import (
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
	// The same by the account, where few claims have it: one, mostly. Where many do, as
	// each provider numbers its own, the member has fewer claims. The plus keeps SQLite from
	// going through all that was decided of the member.
	selectKnownOfAccount = &statement{"find claims of account",
		selectKnown + ` WHERE c.account = ?2 AND (c.member = ?1
			OR EXISTS (SELECT 1 FROM decisions m WHERE m.claim = c.control AND +m.member = ?1))
		 AND (?3 = 0 OR c.first_service <= ?4 AND c.last_service >= ?3)
		 ORDER BY c.id`}
	countAccount = &statement{"count claims of account",
		`SELECT count(*) FROM (SELECT 1 FROM claims WHERE account = ? LIMIT ?)`}
	selectRejectedOfMember = &statement{"find rejected claims of member",
		`SELECT body FROM rejected_claims WHERE member = ?1 AND (?2 = '' OR account = ?2) ORDER BY id`}
)

// KnownClaim implements adjudicate.ClaimFile.
func (l *ledger) KnownClaim(control string) *record.KnownClaim {
	if l.err != nil || control == "" {
		return nil
	}
	var known *record.KnownClaim
	err := l.tx.askKnown(selectKnownClaim, []any{control}, func(k *record.KnownClaim) error {
		known = k
		return nil
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
		pass := func(k *record.KnownClaim) error {
			if !yield(k) {
				more = false
				return errEnough
			}
			return nil
		}
		q, err := l.tx.knownBy(account)
		if err == nil && q != nil {
			err = l.tx.askKnown(q, []any{member, account, int64(dates.From), int64(to)}, pass)
		}
		if err == nil && more {
			err = l.tx.ask(knowerOf(l.tx.touched.claims.Load()), selectRejectedOfMember, []any{member, account}, func(at cursor) error {
				r, err := readRejectedClaim(at)
				if err != nil || dates.From != 0 && (r.Claim.FirstDate() > to || r.Claim.LastDate() < dates.From) {
					return err
				}
				return pass(&record.KnownClaim{Claim: r.Claim, Rejections: r.Reasons})
			})
		}
		if err != nil {
			l.err = l.tx.fail(fmt.Errorf("store: ledger: %w", err))
		}
	}
}

// fewClaims are so few that it is faster to look at each than to look for a member's.
const fewClaims = 4

// knownBy returns the statement that finds a member's claims of an account, or all of
// them when it is empty; nil where no claim has the account.
func (t *transaction) knownBy(account string) (*statement, error) {
	if account == "" {
		return selectKnownClaims, nil
	}
	var n int64
	err := t.ask(knowerOf(t.touched.claims.Load()), countAccount, []any{account, fewClaims + 1}, func(at cursor) error {
		n = at.number(0)
		return nil
	})
	switch {
	case err != nil || n == 0:
		return nil, err
	case n <= fewClaims:
		return selectKnownOfAccount, nil
	}
	return selectKnownClaims, nil
}

// askKnown hands the claims of a query that selects what selectKnown does to each, one by
// one.
func (t *transaction) askKnown(q *statement, args []any, each func(*record.KnownClaim) error) error {
	who, known := knowerOf(t.touched.claims.Load()), t.committed
	if who != beside {
		known = t.view()
	}
	return t.ask(who, q, args, func(at cursor) error {
		k, err := knownClaim(at, known)
		if err != nil {
			return err
		}
		return each(k)
	})
}

// knownClaim reads a row of selectKnown.
func knownClaim(at cursor, known view) (*record.KnownClaim, error) {
	k := record.KnownClaim{ReplacedBy: at.text(5)}
	k.Payment = record.ClaimPayment{Trace: at.text(2), Method: record.PaymentMethod(at.text(3)), Effective: record.Date(at.number(4))}
	var v ClaimVersion
	err := v.read(known, at.text(0), at.text(1))
	k.Claim, k.Decision = v.Claim, v.Decision
	return &k, err
}
