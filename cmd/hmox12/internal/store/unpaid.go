package store

import (
	"iter"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/ahead"
)

// Payees are paid one after the other: an 835 is written of what waits, and then all of it is
// paid. While a payee is paid, another connection reads what waits for the next ones, as paying
// one changes nothing of that.

const fromUnpaid = `SELECT u.payee, c.body, d.version, d.body FROM unpaid u
	CROSS JOIN decisions d ON d.id = u.decision CROSS JOIN claims c ON c.control = d.claim`

var (
	selectUnpaid = &statement{"list unpaid decisions",
		fromUnpaid + ` WHERE u.payee = ? ORDER BY u.decision`}
	selectUnpaidFrom = &statement{"list unpaid decisions from a payee on",
		fromUnpaid + ` WHERE u.payee >= ? ORDER BY u.payee, u.decision`}
)

// unpaidRow is a row of either.
type unpaidRow struct {
	payee           string
	claim, decision string // packed
	version         int
}

func (r *unpaidRow) scan(at cursor) {
	*r = unpaidRow{payee: at.text(0), claim: at.text(1), version: int(at.number(2)), decision: at.text(3)}
}

// Unpaid implements Tx. Rows are read in a goroutine of their own, and what is packed in
// them here.
func (t *transaction) Unpaid(payee string) iter.Seq2[ClaimVersion, error] {
	return func(yield func(ClaimVersion, error) bool) {
		if err := t.usable(); err != nil {
			yield(ClaimVersion{}, err)
			return
		}
		known := t.view()
		var again reused
		for row, err := range t.unpaidRows(payee) {
			v := ClaimVersion{Version: row.version}
			if err == nil {
				err = again.read(&v, known, row.claim, row.decision)
			}
			if t.failed == nil {
				t.failed = err
			}
			if !yield(v, err) || err != nil {
				return
			}
		}
	}
}

// unpaidRows returns what waits for a payee: as was committed, where the transaction changed
// nothing of it, or by asking anew.
func (t *transaction) unpaidRows(payee string) iter.Seq2[unpaidRow, error] {
	if t.unpaid.knows(payee) && !t.touched.decided.Load() {
		return t.unpaid.of(payee, t.unpaidFrom)
	}
	return ahead.Of(sequence(func(each func(unpaidRow) error) error {
		return t.query(selectUnpaid, []any{payee}, func(at cursor) error {
			var row unpaidRow
			row.scan(at)
			return each(row)
		})
	}))
}

// unpaidFrom returns what waits for a payee and those behind it, as was committed.
func (t *transaction) unpaidFrom(payee string) iter.Seq2[unpaidRow, error] {
	return sequence(func(each func(unpaidRow) error) error {
		return t.store.read(t.caller, selectUnpaidFrom, []any{payee}, func(at cursor) error {
			var row unpaidRow
			row.scan(at)
			return each(row)
		})
	})
}

// unpaid is what waits for payees, which are asked for in their order. The zero unpaid is
// read from the first payee on that is asked for.
type unpaid struct {
	next  func() (unpaidRow, error, bool) // nil until then
	stop  func()
	row   unpaidRow // the next one
	err   error
	more  bool   // there is that, or the error
	until string // what waits for this payee and those before it was asked for, or may be paid
}

// knows reports whether what waits for a payee is still to come.
func (u *unpaid) knows(payee string) bool { return payee > u.until }

// gone notes that what waits for a payee is paid.
func (u *unpaid) gone(payee string) { u.until = max(u.until, payee) }

// of returns what waits for a payee.
func (u *unpaid) of(payee string, from func(payee string) iter.Seq2[unpaidRow, error]) iter.Seq2[unpaidRow, error] {
	return func(yield func(unpaidRow, error) bool) {
		u.gone(payee)
		if u.next == nil {
			u.next, u.stop = iter.Pull2(ahead.Of(from(payee)))
			u.goOn()
		}
		for u.more && u.err == nil && u.row.payee < payee {
			u.goOn()
		}
		for u.more && (u.err != nil || u.row.payee == payee) {
			row, err := u.row, u.err
			u.goOn()
			if !yield(row, err) || err != nil {
				return
			}
		}
	}
}

func (u *unpaid) goOn() { u.row, u.err, u.more = u.next() }

// close ends the reading.
func (u *unpaid) close() {
	if u.stop != nil {
		u.stop()
	}
	*u = unpaid{until: u.until}
}
