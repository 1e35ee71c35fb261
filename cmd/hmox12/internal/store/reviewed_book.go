package store

import (
	"fmt"

	"github.com/hmox12/hmox12/adjudicate"
	"github.com/hmox12/hmox12/mapping/record"
)

// reviewedBook implements Book: the records of a book with the referrals and
// authorizations that reviews made or changed, and what enrollments did of members.
// What is stored goes before what the book has of the same number or member.
type reviewedBook struct {
	adjudicate.Book
	tx  *transaction
	err error
}

var _ Book = (*reviewedBook)(nil)

var (
	selectReferral = &statement{"find referral",
		`SELECT body FROM referrals WHERE number = ? ORDER BY id DESC LIMIT 1`}
	selectReferrals = &statement{"find referrals of member",
		`SELECT number, body FROM referrals WHERE member = ? ORDER BY id`}
	selectAuthorization = &statement{"find authorization",
		`SELECT body FROM authorizations WHERE number = ? ORDER BY id DESC LIMIT 1`}
	selectAuthorizations = &statement{"find authorizations of member",
		`SELECT number, body FROM authorizations WHERE member = ? ORDER BY id`}
)

// Reviewed implements Tx.
func (t *transaction) Reviewed(book adjudicate.Book) Book { return &reviewedBook{Book: book, tx: t} }

// Err returns the first error that a question met; see Ledger.
func (b *reviewedBook) Err() error { return b.err }

// Referral implements adjudicate.Book.
func (b *reviewedBook) Referral(number string) *record.Referral {
	if r := stored[record.Referral](b, selectReferral, number); r != nil {
		return r
	}
	return b.Book.Referral(number)
}

// Referrals implements adjudicate.Book.
func (b *reviewedBook) Referrals(member string) []*record.Referral {
	return merged(b, selectReferrals, member, b.Book.Referrals(member), func(r *record.Referral) string { return r.Number })
}

// Authorization implements adjudicate.Book.
func (b *reviewedBook) Authorization(number string) *record.PriorAuthorization {
	if a := stored[record.PriorAuthorization](b, selectAuthorization, number); a != nil {
		return a
	}
	return b.Book.Authorization(number)
}

// Authorizations implements adjudicate.Book.
func (b *reviewedBook) Authorizations(member string) []*record.PriorAuthorization {
	return merged(b, selectAuthorizations, member, b.Book.Authorizations(member), func(a *record.PriorAuthorization) string { return a.Number })
}

// stored returns the last record of a number, nil when there is none.
func stored[T any](b *reviewedBook, q *statement, number string) *T {
	if b.err != nil || number == "" {
		return nil
	}
	if b.tx.store.nothing(grantedNumber, number) {
		b.fail(b.tx.ready())
		return nil
	}
	var text []byte
	err := b.tx.ask(knowerOf(b.tx.touched.granted), q, []any{number}, func(at cursor) error { return at.scan(&text) })
	if err != nil || text == nil {
		b.fail(err)
		return nil
	}
	r := new(T)
	b.fail(readBody(text, r))
	return r
}

// merged returns the book's records of a member, each as it was changed last,
// and behind them those that reviews made, in the order they were made.
func merged[T any](b *reviewedBook, q *statement, member string, held []*T, number func(*T) string) []*T {
	if b.err != nil || member == "" {
		return held
	}
	if b.tx.store.nothing(memberGranted, member) {
		b.fail(b.tx.ready())
		return held
	}
	all := append([]*T(nil), held...)
	places := make(map[string]int, len(all))
	for i, r := range all {
		places[number(r)] = i
	}
	b.fail(b.tx.ask(knowerOf(b.tx.touched.granted), q, []any{member}, func(at cursor) error {
		of, r := at.text(0), new(T)
		if err := readBody(at.bytes(1), r); err != nil {
			return err
		}
		if at, known := places[of]; known {
			all[at] = r
			return nil
		}
		places[of] = len(all)
		all = append(all, r)
		return nil
	}))
	return all
}

// fail keeps the first error of a question.
func (b *reviewedBook) fail(err error) {
	if err != nil && b.err == nil {
		b.err = b.tx.fail(fmt.Errorf("store: book: %w", err))
	}
}
