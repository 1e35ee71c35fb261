package store_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/adjudicate"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/store"
	"github.com/hmox12/hmox12/mapping/record"
)

// enrollment is what an 834 did: the coverage of the member ended, and a child
// was added to the family.
func enrollment(segment int) *record.EnrollmentResult {
	child := &record.Member{
		ID: "HM700100102", SubscriberID: family, Relationship: "19",
		Name: record.PersonName{Last: lastName, First: "NEW"}, BirthDate: today, PriorIDs: []string{"OLD-9"},
	}
	return &record.EnrollmentResult{
		Enrollment: &record.Enrollment{
			Source: record.Source{Set: "0009", Segment: segment}, Received: today, SubscriberID: family,
			File: record.EnrollmentFile{Reference: "TEAL-1"}, Maintenance: record.Cancellation,
		},
		Outcome: record.MemberEnded, Member: member,
		Changes: []record.MemberChange{
			{ID: member, CoverageChanged: true, Coverage: []record.CoverageSpan{{Member: member, Plan: "P1", Span: record.Span{From: 20260101, To: 20260131}}}},
			{ID: child.ID, Member: child, PCPsChanged: true, PCPs: []record.PCPAssignment{{Member: child.ID, NPI: practice, Span: record.Span{From: today}}}},
		},
	}
}

// enroll has an 834 change what is known of the member, and looks at the claim
// again.
func enroll(tx store.Tx, at store.InterchangeID, c *record.Claim) error {
	id, err := tx.AddEnrollment(at, enrollment(3))
	if err != nil {
		return err
	}
	standing, err := tx.Standing(store.StandingBy{Member: member}, record.Span{From: 20260101})
	if err != nil {
		return err
	}
	if book := tx.Reviewed(heldMembers{}); book.Coverage(member)[0].To == 0 || len(book.Household(family)) != 3 || len(standing) == 0 {
		return fmt.Errorf("nothing came of the enrollment, %w", book.Err())
	}
	return tx.AddDecidedAgain(id, &record.DecidedAgain{Claim: c.Control, Result: record.AgainSame})
}

// heldMembers is a book with the family's subscriber and the member.
type heldMembers struct{ adjudicate.Book }

var held = []*record.Member{
	{ID: family, SubscriberID: family, Name: record.PersonName{Last: lastName, First: "ANN"}, BirthDate: 19800101},
	{ID: member, SubscriberID: family, Name: record.PersonName{Last: lastName, First: "BO"}, BirthDate: 20100101},
}

func (heldMembers) MembersByID(id string) []*record.Member { return heldWhere("", 0, id, "") }
func (heldMembers) MembersByName(last string, birth record.Date) []*record.Member {
	return heldWhere(last, birth, "", "")
}
func (heldMembers) Household(subscriber string) []*record.Member {
	return heldWhere("", 0, "", subscriber)
}
func (heldMembers) Coverage(of string) []record.CoverageSpan {
	return []record.CoverageSpan{{Member: of, Plan: "P1", Span: record.Span{From: 20260101}}}
}
func (heldMembers) OtherCoverage(string) []record.OtherCoverage { return nil }
func (heldMembers) PCPs(string) []record.PCPAssignment          { return nil }

func heldWhere(last string, birth record.Date, id, household string) []*record.Member {
	var found []*record.Member
	for _, m := range held {
		if m.ID == id || m.SubscriberID == household || last != "" && m.Name.Last == last && m.BirthDate == birth {
			found = append(found, m)
		}
	}
	return found
}

func ids(members []*record.Member) []string {
	all := []string{}
	for _, m := range members {
		all = append(all, m.ID)
	}
	return all
}

func TestTheBookIsKeptOnByEnrollments(t *testing.T) {
	s := open(t)
	tx := begin(t, s)
	book := tx.Reviewed(heldMembers{})
	assert.Equal(t, []string{family, member}, ids(book.Household(family)))
	assert.Zero(t, book.Coverage(member)[0].To)

	i := place(t, tx, "f1")
	_, err := tx.AddEnrollment(i, enrollment(1))
	require.NoError(t, err)
	assert.Equal(t, record.Date(20260131), book.Coverage(member)[0].To, "what an 834 says is in force at once")
	assert.Zero(t, book.Coverage(family)[0].To, "what it does not speak of stays as in the book")
	assert.Equal(t, []string{family, member, "HM700100102"}, ids(book.Household(family)), "the subscriber stands first")
	assert.Equal(t, []string{"HM700100102"}, ids(book.MembersByID("OLD-9")))
	assert.Equal(t, []string{"HM700100102"}, ids(book.MembersByName(lastName, today)))
	assert.Equal(t, practice, book.PCPs("HM700100102")[0].NPI)
	assert.Empty(t, book.MembersByID(""))

	renamed := enrollment(2)
	changed := *held[1]
	changed.Name.Last = "WREN"
	renamed.Changes = []record.MemberChange{{ID: member, MemberWas: held[1], Member: &changed, CoverageChanged: true}}
	_, err = tx.AddEnrollment(i, renamed)
	require.NoError(t, err)
	assert.Equal(t, []string{member}, ids(book.MembersByName("WREN", 20100101)))
	assert.Empty(t, book.MembersByName(lastName, 20100101), "nobody is called so any more")
	assert.Equal(t, "WREN", book.MembersByID(member)[0].Name.Last)
	assert.Empty(t, book.Coverage(member), "no coverage at all is something that is known, too")
	require.NoError(t, book.Err())
	require.NoError(t, tx.Commit())

	later := begin(t, s)
	assert.Equal(t, "WREN", later.Reviewed(heldMembers{}).MembersByID(member)[0].Name.Last)
	now, err := s.EnrolledMember(context.Background(), member)
	require.NoError(t, err)
	assert.Equal(t, "WREN", now.Name.Last)
	none, err := s.EnrolledMember(context.Background(), family)
	require.NoError(t, err)
	assert.Nil(t, none)
}

func TestWhatASavepointUndidIsNotInTheBook(t *testing.T) {
	s := open(t)
	tx := begin(t, s)
	i := place(t, tx, "f1")
	mark, err := tx.Savepoint()
	require.NoError(t, err)
	_, err = tx.AddEnrollment(i, enrollment(1))
	require.NoError(t, err)
	require.NoError(t, mark.Rollback())
	assert.Equal(t, []string{family, member}, ids(tx.Reviewed(heldMembers{}).Household(family)))
}

func TestEnrollmentsComeBackWithTheClaimsThatWereDecidedAgain(t *testing.T) {
	s := open(t)
	ctx := context.Background()
	again := record.DecidedAgain{Claim: "C1", Account: account, Why: "N687", Result: record.AgainDecided, Was: money("60"), Is: money("0"), Recovery: money("60"), Due: today}
	commit(t, s, func(tx store.Tx) {
		i := place(t, tx, "f1")
		c := claim(1)
		require.NoError(t, tx.AddClaim(i, c))
		require.NoError(t, tx.AddDecision(c, 1, decision(c)))
		id, err := tx.AddEnrollment(i, enrollment(3))
		require.NoError(t, err)
		again.Claim = c.Control
		require.NoError(t, tx.AddDecidedAgain(id, &again))
		_, err = tx.AddEnrollment(i, enrollment(3))
		require.ErrorIs(t, err, store.ErrDuplicateEnrollment)
		refused := enrollment(4)
		refused.Outcome, refused.Member, refused.Changes = record.EnrollmentRefused, "", nil
		_, err = tx.AddEnrollment(i, refused)
		require.NoError(t, err)
	})
	var all []*record.EnrollmentResult
	for r, err := range s.Enrollments(ctx) {
		require.NoError(t, err)
		all = append(all, r)
	}
	require.Len(t, all, 2)
	require.Len(t, all[0].Again, 1)
	assert.Equal(t, again.Claim, all[0].Again[0].Claim)
	assert.True(t, again.Recovery.Equal(all[0].Again[0].Recovery))
	assert.Equal(t, enrollment(3).Changes, all[0].Changes)
	for number, want := range map[string]int{member: 1, "HM700100102": 1, family: 0, "": 0} {
		found, err := s.FindEnrollments(ctx, number)
		require.NoError(t, err)
		assert.Len(t, found, want, number)
	}
	sum, err := s.Summary(ctx)
	require.NoError(t, err)
	assert.Equal(t, []int{2, 1}, []int{sum.Enrollments, sum.RefusedEnrollments})
}

func TestStandingClaimsOfAMember(t *testing.T) {
	s := open(t)
	tx := begin(t, s)
	i := place(t, tx, "f1")
	add := func(n int, change func(*record.Claim, *record.Decision)) *record.Claim {
		c := claim(n)
		d := decision(c)
		change(c, d)
		require.NoError(t, tx.AddClaim(i, c))
		require.NoError(t, tx.AddDecision(c, 1, d))
		return c
	}
	paid := add(1, func(*record.Claim, *record.Decision) {})
	add(2, func(_ *record.Claim, d *record.Decision) { d.Outcome, d.Status, d.Postings = record.Pended, "", nil })
	add(3, func(_ *record.Claim, d *record.Decision) { d.Member = "SOMEBODY" })
	c := add(4, func(*record.Claim, *record.Decision) {})
	back := reversal(decision(c))
	require.NoError(t, tx.AddDecision(c, 2, back))
	require.NoError(t, tx.AddRemittance(remit("EFT1", []store.ClaimVersion{{Version: 1, Claim: paid, Decision: decision(paid)}})))

	refs, err := tx.Standing(store.StandingBy{Member: member}, record.Span{From: 20261101})
	require.NoError(t, err)
	require.Len(t, refs, 1, "not what waits, is another's, or is taken back")
	found, err := tx.StandingClaim(refs[0].Control)
	require.NoError(t, err)
	assert.Equal(t, []any{paid.Control, 1, "EFT1"}, []any{found.Claim.Control, found.Version, found.Trace})
	assert.NotZero(t, found.Paid)
	for _, control := range []string{"C2", c.Control, "C99"} {
		none, err := tx.StandingClaim(control)
		require.NoError(t, err)
		assert.Nil(t, none, control)
	}
	for _, days := range []record.Span{{From: 20261201}, {From: 20260101, To: 20261031}} {
		none, err := tx.Standing(store.StandingBy{Member: member}, days)
		require.NoError(t, err)
		assert.Empty(t, none, days.String())
	}
}
