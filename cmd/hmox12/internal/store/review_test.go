package store_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/adjudicate"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/store"
	"github.com/hmox12/hmox12/mapping/record"
)

// review is an answer that made a referral and an authorization.
func review(segment int) *record.ReviewAnswer {
	return &record.ReviewAnswer{
		Request: &record.ReviewRequest{
			Source: record.Source{Set: "0009", Segment: segment}, Received: today,
			Requester:  record.ClaimProvider{NPI: practice},
			Subscriber: record.Person{ID: member, Name: record.PersonName{Last: lastName}},
		},
		Trace: "V1", Member: &record.Member{ID: member, SubscriberID: family},
		Event:          record.ReviewDecision{Action: record.Certified, Number: "R-9"},
		Referrals:      []*record.Referral{{Number: "R-9", Member: member, Referring: practice, Visits: 3}},
		Authorizations: []*record.PriorAuthorization{{Number: "A-9", Member: member, Status: record.Approved, Units: money("2")}},
	}
}

// heldBook is a book with a referral and an authorization of the member.
type heldBook struct{ adjudicate.Book }

func (heldBook) Referral(number string) *record.Referral {
	if number == "R-1" {
		return &record.Referral{Number: "R-1", Member: member, Visits: 4}
	}
	return nil
}

func (b heldBook) Referrals(of string) []*record.Referral {
	if of == member {
		return []*record.Referral{b.Referral("R-1")}
	}
	return nil
}

func (heldBook) Authorization(number string) *record.PriorAuthorization {
	if number == "A-1" {
		return &record.PriorAuthorization{Number: "A-1", Member: member, Status: record.Denied}
	}
	return nil
}

func (b heldBook) Authorizations(of string) []*record.PriorAuthorization {
	if of == member {
		return []*record.PriorAuthorization{b.Authorization("A-1")}
	}
	return nil
}

// visits returns number and visits of each referral.
func visits(b adjudicate.Book, of string) []string {
	var all []string
	for _, r := range b.Referrals(of) {
		all = append(all, r.Number+" "+itoa(r.Visits))
	}
	return all
}

func TestTheBookIsKeptOnByReviews(t *testing.T) {
	s := open(t)
	tx := begin(t, s)
	book := tx.Reviewed(heldBook{})
	assert.Equal(t, []string{"R-1 4"}, visits(book, member))
	assert.Nil(t, book.Referral("R-9"))

	require.NoError(t, tx.AddReview(0, review(1)))
	assert.Equal(t, 3, book.Referral("R-9").Visits, "what a review made is in force at once")
	assert.Equal(t, []string{"R-1 4", "R-9 3"}, visits(book, member))
	assert.True(t, book.Authorization("A-9").Units.Equal(money("2")))
	assert.Len(t, book.Authorizations(member), 2)
	assert.Empty(t, book.Referrals("somebody else"))

	taken := review(2)
	taken.Referrals = []*record.Referral{{Number: "R-1", Member: member, Visits: 1, Cancelled: today}}
	taken.Authorizations = []*record.PriorAuthorization{{Number: "A-1", Member: member, Status: record.Approved}}
	require.NoError(t, tx.AddReview(0, taken))
	assert.Equal(t, []string{"R-1 1", "R-9 3"}, visits(book, member), "a change takes the place of the book's own")
	assert.Equal(t, today, book.Referral("R-1").Cancelled)
	assert.Equal(t, record.Approved, book.Authorization("A-1").Status)
	require.NoError(t, book.Err())
	require.NoError(t, tx.Commit())

	later := begin(t, s)
	assert.Equal(t, []string{"R-1 1", "R-9 3"}, visits(later.Reviewed(heldBook{}), member))
	require.NoError(t, later.Rollback())
}

func TestABookTellsWhatItCouldNotAsk(t *testing.T) {
	s := open(t)
	tx := begin(t, s)
	book := tx.Reviewed(heldBook{})
	require.NoError(t, tx.Rollback())
	assert.Nil(t, book.Referral("R-9"))
	require.ErrorIs(t, book.Err(), store.ErrTxDone)
}

func TestAReviewIsFoundByTheNumbersThatItGave(t *testing.T) {
	s := open(t)
	ctx := context.Background()
	refused := review(2)
	refused.Trace, refused.Member, refused.Referrals, refused.Authorizations = "V2", nil, nil, nil
	refused.Rejections = []record.ReviewRejection{{Level: record.ReviewSubscriber, Reason: "75", FollowUp: "C"}}
	commit(t, s, func(tx store.Tx) {
		i := place(t, tx, "f1")
		require.NoError(t, tx.AddReview(i, review(1)))
		require.NoError(t, tx.AddReview(i, refused))
		require.ErrorIs(t, tx.AddReview(i, refused), store.ErrDuplicateReview)
	})
	for number, want := range map[string]int{"V1": 1, "R-9": 1, "A-9": 1, "V2": 1, "R-1": 0, "": 0} {
		found, err := s.FindReview(ctx, number)
		require.NoError(t, err)
		assert.Len(t, found, want, number)
	}
	var traces []string
	for a, err := range s.Reviews(ctx) {
		require.NoError(t, err)
		traces = append(traces, a.Trace)
	}
	assert.Equal(t, []string{"V1", "V2"}, traces)
	sum, err := s.Summary(ctx)
	require.NoError(t, err)
	assert.Equal(t, []int{2, 1}, []int{sum.Reviews, sum.RejectedReviews})
}

func TestAReviewComesBackWhole(t *testing.T) {
	s := open(t)
	commit(t, s, func(tx store.Tx) { require.NoError(t, tx.AddReview(0, review(1))) })
	found, err := s.FindReview(context.Background(), "R-9")
	require.NoError(t, err)
	require.Len(t, found, 1)
	assert.Equal(t, review(1).Referrals, found[0].Referrals)
	assert.Equal(t, lastName, found[0].Request.Subscriber.Name.Last)
}
