package store

import (
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/hmox12/hmox12/mapping/record"
)

// ledger implements Ledger.
type ledger struct {
	tx  *transaction
	err error
}

var _ Ledger = (*ledger)(nil)

var selectLastDecision = &statement{"find last decision",
	`SELECT body FROM decisions WHERE claim = ? ORDER BY version DESC LIMIT 1`}

// Ledger implements Tx.
func (t *transaction) Ledger() Ledger { return &ledger{tx: t} }

// Err returns the first error that a question met. The questions after it are
// answered with nothing, a decision made of such answers must not be used, and
// the transaction can't be committed.
func (l *ledger) Err() error { return l.err }

// Used implements adjudicate.Ledger.
func (l *ledger) Used(c record.Counter) decimal.Decimal {
	if l.err != nil {
		return decimal.Zero
	}
	total, err := l.tx.used(c)
	return answer(l, total, err)
}

// VisitClaims implements adjudicate.Ledger.
func (l *ledger) VisitClaims(c record.Counter, visit string) []string {
	if l.err != nil {
		return nil
	}
	claims, err := l.tx.visitClaims(c, visit)
	return answer(l, claims, err)
}

// PriorLines implements adjudicate.Ledger.
func (l *ledger) PriorLines(member string, dates record.Span) []record.PriorLine {
	if l.err != nil || member == "" {
		return nil
	}
	lines, err := l.tx.priorLines(member, dates)
	return answer(l, lines, err)
}

// Claim implements adjudicate.Ledger. It returns the last version, without its trace.
func (l *ledger) Claim(control string) *record.Decision {
	if l.err != nil {
		return nil
	}
	d, err := l.tx.lastDecision(control)
	return answer(l, d, err)
}

// answer keeps the error of a question, and returns nothing for its answer then.
func answer[T any](l *ledger, value T, err error) T {
	if err == nil {
		return value
	}
	l.err = l.tx.fail(fmt.Errorf("store: ledger: %w", err))
	var nothing T
	return nothing
}

// lastDecision returns the last version of what was decided about a claim, nil
// when there is none. It has no trace.
func (t *transaction) lastDecision(control string) (*record.Decision, error) {
	if err := t.ready(); err != nil || t.store.nothing(claimDecided, control) {
		return nil, err
	}
	var packed string
	known := t.committed
	who := t.knower(claimDecided, control)
	err := t.ask(who, selectLastDecision, []any{control}, func(at cursor) error {
		if who != beside {
			known = t.store.writer.view()
		}
		packed = at.text(0)
		return nil
	})
	if err != nil || packed == "" {
		return nil, err
	}
	d := new(record.Decision)
	return d, known.unpack(packed, d)
}
