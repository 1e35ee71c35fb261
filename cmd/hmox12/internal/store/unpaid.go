package store

import (
	"cmp"
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

// waiting is what waits for a payee.
type waiting struct {
	payee string
	ClaimVersion
	broken error // why it can't be read; who asks for its payee is told
}

// Unpaid implements Tx. What was committed, where the transaction changed nothing of it, is read
// ahead of payees; else it is asked for anew.
func (t *transaction) Unpaid(payee string) iter.Seq2[ClaimVersion, error] {
	return func(yield func(ClaimVersion, error) bool) {
		if err := t.ready(); err != nil {
			yield(ClaimVersion{}, err)
			return
		}
		var all iter.Seq2[waiting, error]
		if t.stillWaits(payee) {
			all = t.unpaid.of(payee, t.unpaidFrom)
		} else {
			all = t.readUnpaid(func(each func(cursor) error) error { return t.query(selectUnpaid, []any{payee}, each) }, t.view())
		}
		for w, err := range all {
			if err = cmp.Or(err, w.broken); err != nil && t.failed == nil {
				t.failed = err
			}
			if !yield(w.ClaimVersion, err) || err != nil {
				return
			}
		}
	}
}

// stillWaits reports whether all that waits for a payee and those behind it is what was
// committed: the transaction decided nothing, and paid none of them.
func (t *transaction) stillWaits(payee string) bool {
	return t.unpaid.knows(payee) && !t.touched.decided.Load()
}

// unpaidFrom reads what waits for a payee and those behind it, as was committed.
func (t *transaction) unpaidFrom(payee string) iter.Seq2[waiting, error] {
	return t.readUnpaid(func(each func(cursor) error) error {
		return t.store.read(t.caller, selectUnpaidFrom, []any{payee}, each)
	}, t.committed)
}

// readUnpaid reads the rows of a query in a goroutine of its own. What is packed in them is
// unpacked into memory that is used again when what was in it is done with.
func (t *transaction) readUnpaid(query func(each func(cursor) error) error, known view) iter.Seq2[waiting, error] {
	return ahead.Of(sequence(func(each func(waiting) error) error {
		room, n := make([]reused, ahead.InFlight+1), 0
		return query(func(at cursor) error {
			w := waiting{payee: at.text(0), ClaimVersion: ClaimVersion{Version: int(at.number(2))}}
			w.broken = room[n%len(room)].read(&w.ClaimVersion, known, at.text(1), at.text(3))
			n++
			return each(w)
		})
	}))
}

// unpaid is what waits for payees, which are asked for in their order. The zero unpaid is
// read from the first payee on that is asked for.
type unpaid struct {
	next  func() (waiting, error, bool) // nil until then
	stop  func()
	one   waiting // the next
	err   error
	more  bool   // there is that, or the error
	until string // what waits for this payee and those before it was asked for, or may be paid
}

// knows reports whether what waits for a payee is still to come.
func (u *unpaid) knows(payee string) bool { return payee > u.until }

// gone notes that what waits for a payee is paid.
func (u *unpaid) gone(payee string) { u.until = max(u.until, payee) }

// of returns what waits for a payee.
func (u *unpaid) of(payee string, from func(payee string) iter.Seq2[waiting, error]) iter.Seq2[waiting, error] {
	return func(yield func(waiting, error) bool) {
		u.gone(payee)
		if u.next == nil {
			u.next, u.stop = iter.Pull2(from(payee))
			u.goOn()
		}
		for u.more && u.err == nil && u.one.payee < payee {
			u.goOn()
		}
		for u.more && (u.err != nil || u.one.payee == payee) {
			err := u.err
			if !yield(u.one, err) || err != nil {
				return
			}
			u.goOn() // here, as it may be overwritten by then
		}
	}
}

func (u *unpaid) goOn() { u.one, u.err, u.more = u.next() }

// close ends the reading.
func (u *unpaid) close() {
	if u.stop != nil {
		u.stop()
	}
	*u = unpaid{until: u.until}
}
