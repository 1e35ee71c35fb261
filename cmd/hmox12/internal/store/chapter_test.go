package store_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/store"
	"github.com/hmox12/hmox12/mapping/record"
)

func TestWhatTookAClaimsPlaceAndWhereCountersStoodThen(t *testing.T) {
	s := open(t)
	ctx := context.Background()
	first, second, other := claim(1), claim(2), claim(3)
	second.OriginalControl = "C1"
	paid, again := decision(first), decision(second)
	again.Postings[0].Amount = money("5")
	counter := paid.Postings[0].Counter
	commit(t, s, func(tx store.Tx) {
		require.NoError(t, tx.SetOpening([]record.Posting{outOfPocket("100")}))
		i := place(t, tx, "f1")
		for _, c := range []*record.Claim{first, second, other} {
			require.NoError(t, tx.AddClaim(i, c))
		}
		require.NoError(t, tx.AddDecision(first, 1, paid))
	})
	successor := func(control string) string {
		found, err := s.Successor(ctx, control)
		require.NoError(t, err)
		return found
	}
	assert.Empty(t, successor("C1"), "it stands")

	commit(t, s, func(tx store.Tx) {
		replaced := *again
		replaced.Reversal = reversal(paid)
		require.NoError(t, tx.AddDecision(second, 1, &replaced))
		require.NoError(t, tx.AddDecision(other, 1, decision(other)))
	})
	assert.Equal(t, "C2", successor("C1"))
	assert.Empty(t, successor("C2"))
	assert.Empty(t, successor("C9"), "no claim")

	for _, tt := range []struct {
		name, claim string
		version     int
		want        string
	}{
		{"when it was first decided", "C1", 1, "120"},
		{"when it was taken back", "C1", 2, "100"},
		{"when another took its place", "C2", 1, "105"},
		{"after a claim that came later", "C3", 1, "125"},
		{"of a version that there isn't: the opening", "C1", 9, "100"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			at, err := s.StoodAt(ctx, counter, tt.claim, tt.version)
			require.NoError(t, err)
			assert.Equal(t, tt.want, at.String())
		})
	}
	t.Run("a counter that nothing moved is at zero", func(t *testing.T) {
		at, err := s.StoodAt(ctx, record.Counter{Kind: record.DeductibleUsed, Owner: "nobody", Year: 2026}, "C1", 1)
		require.NoError(t, err)
		assert.True(t, at.IsZero())
	})
	t.Run("visits are not money", func(t *testing.T) {
		_, err := s.StoodAt(ctx, record.Counter{Kind: record.ReferralVisits, Owner: "R-1"}, "C1", 1)
		assert.ErrorContains(t, err, "no counter of money")
	})
}
