package store_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/store"
	"github.com/hmox12/hmox12/mapping/record"
)

// waitingReview is the answer to a request of which one of two services waits.
func waitingReview() *record.ReviewAnswer {
	a := review(1)
	a.Event, a.Referrals = record.ReviewDecision{}, nil
	a.Services = []record.ReviewDecision{
		{Action: record.Certified, Number: "A-9"}, {Action: record.ReviewPended, Reference: "A-480"},
	}
	return a
}

func TestALaterAnswerTakesThePlaceOfTheFirst(t *testing.T) {
	s := open(t)
	commit(t, s, func(tx store.Tx) {
		require.NoError(t, tx.AddReview(0, waitingReview()))
		none, err := tx.NumberedReview("A-999")
		require.NoError(t, err)
		assert.Nil(t, none)

		for _, number := range []string{"V1", "A-480"} {
			found, err := tx.NumberedReview(number)
			require.NoError(t, err)
			require.NotNil(t, found, number)
			assert.Equal(t, record.ReviewPended, found.Answer.Services[1].Action)
		}
		for _, units := range []string{"1", "2"} {
			found, err := tx.NumberedReview("A-480")
			require.NoError(t, err)
			next := *found.Answer
			next.Services = []record.ReviewDecision{next.Services[0], {Action: record.Certified, Number: "A-10"}}
			next.Authorizations = append(next.Authorizations[:len(next.Authorizations):len(next.Authorizations)],
				&record.PriorAuthorization{Number: "A-10", Member: member, Status: record.Approved, Units: money(units)})
			require.NoError(t, tx.AnswerReview(found, &next))
		}
		last, err := tx.NumberedReview("A-480")
		require.NoError(t, err)
		assert.Equal(t, 3, last.Version)
		book := tx.Reviewed(heldBook{})
		assert.Len(t, book.Authorizations(member), 3, "the book's own, the first answer's, and one more")
		assert.Equal(t, "2", book.Authorization("A-10").Units.String())
	})

	ctx := context.Background()
	n := 0
	for a, err := range s.Reviews(ctx) {
		require.NoError(t, err)
		n++
		assert.Equal(t, "A-10", a.Services[1].Number)
	}
	assert.Equal(t, 1, n, "a request is one, however often it is answered")
	for _, number := range []string{"V1", "A-9", "A-10", "A-480"} {
		found, err := s.FindReview(ctx, number)
		require.NoError(t, err)
		require.Len(t, found, 1, number)
		assert.Len(t, found[0].Authorizations, 3)
	}
}

func TestClaimsThatWaitAreListedUntilTheyAreDecided(t *testing.T) {
	s := open(t)
	commit(t, s, func(tx store.Tx) {
		i := place(t, tx, "f1")
		for n := range 3 {
			c := claim(n + 1)
			require.NoError(t, tx.AddClaim(i, c))
			d := decision(c)
			if n > 0 {
				d = pended(c)
			}
			require.NoError(t, tx.AddDecision(c, 1, d))
		}
		require.NoError(t, tx.AddDecision(claim(3), 2, pended(claim(3))))
		assert.Equal(t, []string{"C2 1", "C3 2"}, waitingNow(t, tx))
		require.NoError(t, tx.AddDecision(claim(3), 3, decision(claim(3))))
		assert.Equal(t, []string{"C2 1"}, waitingNow(t, tx))
		last, err := tx.LastVersion("C3")
		require.NoError(t, err)
		assert.Equal(t, 3, last.Version)
		none, err := tx.LastVersion("C9")
		require.NoError(t, err)
		assert.Nil(t, none)
	})
	waiting, err := s.WaitingClaims(context.Background())
	require.NoError(t, err)
	require.Len(t, waiting, 1)
	assert.Equal(t, "C2", waiting[0].Claim.Control)
}

// pended is a decision that a claim waits.
func pended(c *record.Claim) *record.Decision {
	d := &record.Decision{
		Control: c.Control, Outcome: record.Pended, Claim: record.StatusCode{Category: "P2", Code: "110"}, Decided: today,
		Member: c.Patient.ID, Payee: c.Billing.NPI, Charge: c.Charge, PayBy: today.AddDays(30),
		Verdicts: []record.ClaimVerdict{{Claim: c.Control, Kind: record.VerdictRelease, Rule: "R31 Payment elsewhere"}},
	}
	for _, l := range c.Lines {
		d.Lines = append(d.Lines, record.LineDecision{Line: l.Number, Charge: l.Charge, State: record.LinePended, Status: d.Claim})
	}
	return d
}

func waitingNow(t *testing.T, tx store.Tx) []string {
	t.Helper()
	waiting, err := tx.WaitingClaims()
	require.NoError(t, err)
	var all []string
	for _, v := range waiting {
		all = append(all, v.Claim.Control+" "+itoa(v.Version))
		assert.Equal(t, record.VerdictRelease, v.Decision.Verdicts[0].Kind, "what was said is kept with what waits")
		assert.NotZero(t, v.Decision.PayBy)
	}
	return all
}

func TestVerdictsAreKeptInTheirOrder(t *testing.T) {
	s := open(t)
	commit(t, s, func(tx store.Tx) {
		for _, source := range []string{"claim_decisions.csv:3", "", "claim_decisions.csv:2"} {
			require.NoError(t, tx.AddVerdict(&record.Verdict{Source: source, Claim: "C1", By: "E12", On: today, Result: record.VerdictTaken}))
		}
	})
	var sources []string
	for v, err := range s.Verdicts(context.Background()) {
		require.NoError(t, err)
		sources = append(sources, v.Source)
		assert.Equal(t, "E12", v.By)
	}
	assert.Equal(t, []string{"claim_decisions.csv:3", "", "claim_decisions.csv:2"}, sources)
}
