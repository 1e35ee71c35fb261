package store

import (
	"slices"

	"github.com/hmox12/hmox12/adjudicate"
	"github.com/hmox12/hmox12/mapping/record"
)

// This file is the part of the book that 834s change: members, their coverage,
// other payers, and who is whose PCP. What is stored goes before what the book
// has.

// enrolled says whether any record of a member is stored: mostly there is none,
// and every claim asks.
type enrolled int

const (
	enrolledUnknown enrolled = iota
	nobodyEnrolled
	someEnrolled
)

var (
	selectAnyEnrolled = &statement{"find any member record",
		`SELECT EXISTS (SELECT 1 FROM member_records)`}
	selectMemberRecord = &statement{"find member record",
		`SELECT body FROM member_records WHERE member = ? AND kind = ? ORDER BY id DESC LIMIT 1`}
	selectMemberKey = &statement{"find members by key",
		`SELECT member FROM member_keys WHERE kind = ? AND key = ? ORDER BY member`}
)

// anyEnrolled reports whether what is stored has to be asked at all.
func (b *reviewedBook) anyEnrolled() bool {
	if b.err != nil {
		return false
	}
	if b.tx.store.known.enrolled == enrolledUnknown {
		var any bool
		if err := b.tx.ask(knowerOf(b.tx.touched.enrolled), selectAnyEnrolled, nil, func(at cursor) error { return at.scan(&any) }); err != nil {
			b.fail(err)
			return false
		}
		b.tx.store.known.enrolled = nobodyEnrolled
		if any {
			b.tx.store.known.enrolled = someEnrolled
		}
	}
	return b.tx.store.known.enrolled == someEnrolled
}

// ofMember returns what is stored of a kind about a member, and whether anything
// is.
func ofMember[T any](b *reviewedBook, member, kind string) (value T, found bool) {
	if member == "" || !b.anyEnrolled() {
		return value, false
	}
	var text []byte
	err := b.tx.ask(knowerOf(b.tx.touched.enrolled), selectMemberRecord, []any{member, kind}, func(at cursor) error { return at.scan(&text) })
	if err != nil || text == nil {
		b.fail(err)
		return value, false
	}
	b.fail(readBody(text, &value))
	return value, true
}

// Coverage implements adjudicate.Book.
func (b *reviewedBook) Coverage(member string) []record.CoverageSpan {
	if spans, found := ofMember[[]record.CoverageSpan](b, member, coverageKind); found {
		return spans
	}
	return b.Book.Coverage(member)
}

// OtherCoverage implements adjudicate.Book.
func (b *reviewedBook) OtherCoverage(member string) []record.OtherCoverage {
	if others, found := ofMember[[]record.OtherCoverage](b, member, otherKind); found {
		return others
	}
	return b.Book.OtherCoverage(member)
}

// PCPs implements adjudicate.Book.
func (b *reviewedBook) PCPs(member string) []record.PCPAssignment {
	if pcps, found := ofMember[[]record.PCPAssignment](b, member, pcpKind); found {
		return pcps
	}
	return b.Book.PCPs(member)
}

// MembersByID implements adjudicate.Book.
func (b *reviewedBook) MembersByID(id string) []*record.Member {
	return b.members(b.Book.MembersByID(id), idKey, id, func(m *record.Member) bool {
		return m.ID == id || slices.Contains(m.PriorIDs, id)
	})
}

// MembersByName implements adjudicate.Book.
func (b *reviewedBook) MembersByName(last string, birth record.Date) []*record.Member {
	return b.members(b.Book.MembersByName(last, birth), nameKey, nameKeyOf(last, birth), func(m *record.Member) bool {
		return m.BirthDate == birth && adjudicate.NormalizeName(m.Name.Last) == last
	})
}

// Household implements adjudicate.Book.
func (b *reviewedBook) Household(subscriber string) []*record.Member {
	all := b.members(b.Book.Household(subscriber), householdKey, subscriber, func(m *record.Member) bool {
		return m.SubscriberID == subscriber
	})
	if b.anyEnrolled() {
		householdOrder(all)
	}
	return all
}

// Holders implements adjudicate.Book.
func (b *reviewedBook) Holders(id string) []*record.Member {
	if !b.anyEnrolled() {
		return b.Book.Holders(id)
	}
	return adjudicate.Holders(b, id)
}

// members returns those whom the book finds, as they are now, and those whom 834s
// added or changed so that they are found by the key; of both only those who fit
// still.
func (b *reviewedBook) members(held []*record.Member, kind, key string, fits func(*record.Member) bool) []*record.Member {
	if key == "" || !b.anyEnrolled() {
		return held
	}
	var all []*record.Member
	known := map[string]bool{}
	add := func(id string, m *record.Member) {
		if known[id] {
			return
		}
		known[id] = true
		if stored, found := ofMember[record.Member](b, id, memberKind); found {
			m = &stored
		}
		if m != nil && fits(m) {
			all = append(all, m)
		}
	}
	for _, m := range held {
		add(m.ID, m)
	}
	var ids []string
	b.fail(b.tx.ask(knowerOf(b.tx.touched.enrolled), selectMemberKey, []any{kind, key}, func(at cursor) error {
		ids = append(ids, at.text(0))
		return nil
	}))
	for _, id := range ids {
		add(id, nil)
	}
	return all
}
