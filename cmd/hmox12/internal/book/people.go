package book

import (
	"reflect"
	"slices"

	"github.com/hmox12/hmox12/adjudicate"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/shelf"
	"github.com/hmox12/hmox12/mapping/record"
)

// people are the members and what the book has of each: most of its rows. They are
// kept on shelves, and what is asked of a member is unpacked when it is asked.
type people struct {
	members                 *shelf.Shelf[record.Member]
	byID, byName, household *shelf.Index[record.Member]

	coverage *about[record.CoverageSpan]
	others   *about[record.OtherCoverage]
	pcps     *about[record.PCPAssignment]

	referrals            *numbered[record.Referral]
	authorizations       *numbered[record.PriorAuthorization]
	memberReferrals      *shelf.Index[record.Referral]
	memberAuthorizations *shelf.Index[record.PriorAuthorization]

	accumulators *shelf.Shelf[record.Posting]
	counters     *shelf.Index[record.Posting]
}

func newPeople() people {
	var p people
	p.members = shelf.New[record.Member](reflect.TypeFor[record.Address]())
	p.byID = shelf.NewIndex(p.members, memberIDs)
	p.byName = shelf.NewIndex(p.members, func(m *record.Member, n int) (shelf.Key, bool) { return byName(m), n == 0 })
	p.household = shelf.NewIndex(p.members, func(m *record.Member, n int) (shelf.Key, bool) { return only(m.SubscriberID, n) })
	p.coverage = newAbout(func(s *record.CoverageSpan) (string, record.Span) { return s.Member, s.Span })
	p.others = newAbout(func(o *record.OtherCoverage) (string, record.Span) { return o.Member, o.Span })
	p.pcps = newAbout(func(a *record.PCPAssignment) (string, record.Span) { return a.Member, a.Span })
	p.referrals = newNumbered(func(f *record.Referral) string { return f.Number })
	p.memberReferrals = shelf.NewIndex(p.referrals.Shelf, func(f *record.Referral, n int) (shelf.Key, bool) { return only(f.Member, n) })
	p.authorizations = newNumbered(func(a *record.PriorAuthorization) string { return a.Number })
	p.memberAuthorizations = shelf.NewIndex(p.authorizations.Shelf, func(a *record.PriorAuthorization, n int) (shelf.Key, bool) { return only(a.Member, n) })
	p.forgetAccumulators()
	return p
}

// trim gives back what memory was kept for more rows, and for checking them.
func (p *people) trim() {
	p.coverage.lines, p.others.lines, p.pcps.lines = nil, nil, nil
	p.members.Trim()
	p.coverage.Trim()
	p.others.Trim()
	p.pcps.Trim()
	p.referrals.Trim()
	p.authorizations.Trim()
	p.accumulators.Trim()
}

// forgetAccumulators leaves no accumulators.
func (p *people) forgetAccumulators() {
	p.accumulators = shelf.New[record.Posting]()
	p.counters = shelf.NewIndex(p.accumulators, func(a *record.Posting, n int) (shelf.Key, bool) { return counterKey(a.Counter), n == 0 })
}

// only is the one key of a record; there is none where it is empty.
func only(text string, n int) (shelf.Key, bool) { return shelf.Key{Text: text}, n == 0 && text != "" }

// memberIDs are the id of a member, and those that it had before.
func memberIDs(m *record.Member, n int) (shelf.Key, bool) {
	if n == 0 {
		return only(m.ID, 0)
	}
	for i, id := range m.PriorIDs {
		if id != m.ID && !slices.Contains(m.PriorIDs[:i], id) {
			if n--; n == 0 {
				return only(id, 0)
			}
		}
	}
	return shelf.Key{}, false
}

func byName(m *record.Member) shelf.Key {
	return nameKey(adjudicate.NormalizeName(m.Name.Last), m.BirthDate)
}

func nameKey(last string, birth record.Date) shelf.Key {
	return shelf.Key{Text: last, Number: int(birth)}
}

func counterKey(c record.Counter) shelf.Key {
	return shelf.Key{Text: string(c.Kind) + "\x00" + c.Owner + "\x00" + string(c.Category), Number: c.Year}
}

// member returns the member who has an id today, nil when nobody does.
func (p *people) member(id string) *record.Member {
	for _, m := range p.byID.Find(shelf.Key{Text: id}) {
		if m.ID == id {
			return m
		}
	}
	return nil
}

// knows reports whether a member has an id today.
func (p *people) knows(id string) bool {
	for row := range p.byID.Rows(shelf.Key{Text: id}) {
		if p.members.Begins(row, id) {
			return true
		}
	}
	return p.member(id) != nil
}

// family returns the members covered through a subscriber, who is the first.
func (p *people) family(subscriber string) []*record.Member {
	all := p.household.Find(shelf.Key{Text: subscriber})
	for i, m := range all {
		if m.Subscriber() {
			return slices.Insert(slices.Delete(all, i, i+1), 0, m)
		}
	}
	return all
}

// holders returns the members who have or had an id, and behind them the others of their
// households, each with the subscriber first. Every claim asks for them, and each is
// unpacked once.
func (p *people) holders(id string) []*record.Member {
	if id == "" {
		return nil
	}
	all, rows := make([]*record.Member, 0, mostOfHousehold), make([]int, 0, mostOfHousehold)
	add := func(x *shelf.Index[record.Member], key string) {
		first := len(all)
		for row, m := range x.Except(shelf.Key{Text: key}, rows) {
			all, rows = append(all, m), append(rows, row)
		}
		if i := slices.IndexFunc(all[first:], (*record.Member).Subscriber); i > 0 && first > 0 {
			m := all[first+i]
			copy(all[first+1:], all[first:first+i])
			all[first] = m
		}
	}
	add(p.byID, id)
	for _, m := range all[:len(all):len(all)] {
		add(p.household, m.SubscriberID)
	}
	return all
}

// mostOfHousehold is how many members most households have at most.
const mostOfHousehold = 8

// about is a table of what holds of members for spans of days.
type about[T any] struct {
	*shelf.Shelf[T]
	byMember *shelf.Index[T]
	says     func(*T) (member string, days record.Span)
	lines    []uint32 // of the rows, while they are read
}

func newAbout[T any](says func(*T) (member string, days record.Span)) *about[T] {
	a := &about[T]{Shelf: shelf.New[T](reflect.TypeFor[T]()), says: says} // few plans and providers for many members
	a.byMember = shelf.NewIndex(a.Shelf, func(row *T, n int) (shelf.Key, bool) {
		member, _ := says(row)
		return only(member, n)
	})
	return a
}

// add adds a row of a file.
func (a *about[T]) add(r *row, record *T) {
	a.Add(record)
	a.lines = append(a.lines, uint32(r.line))
}

// of returns what holds of a member, by first day.
func (a *about[T]) of(member string) []T {
	all := a.byMember.Values(shelf.Key{Text: member})
	if len(all) > 1 {
		slices.SortStableFunc(all, func(x, y T) int {
			_, one := a.says(&x)
			_, other := a.says(&y)
			return int(one.From) - int(other.From)
		})
	}
	return all
}

// checkOverlaps reports rows of one member that have a day in common.
func (a *about[T]) checkOverlaps(src *source, what string) {
	for rows := range a.byMember.Groups() {
		var all []placed
		for _, row := range rows {
			member, span := a.says(a.Row(row))
			all = append(all, placed{key: member, span: span, src: src, line: int(a.lines[row])})
		}
		checkOverlaps(all, what)
	}
}

// numbered is a table of which each row has a number of its own.
type numbered[T any] struct {
	*shelf.Shelf[T]
	byNumber *shelf.Index[T]
}

func newNumbered[T any](number func(*T) string) *numbered[T] {
	s := shelf.New[T]()
	return &numbered[T]{s, shelf.NewIndex(s, func(row *T, n int) (shelf.Key, bool) { return only(number(row), n) })}
}

// get returns the row of a number, nil when there is none.
func (t *numbered[T]) get(number string) *T { return t.byNumber.First(shelf.Key{Text: number}) }
