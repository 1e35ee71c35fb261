package store_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/store"
	"github.com/hmox12/hmox12/mapping/record"
)

// decided adds a claim with its decision.
func decided(at store.InterchangeID, c *record.Claim, d *record.Decision) func(store.Tx) error {
	return func(tx store.Tx) error {
		if err := tx.AddClaim(at, c); err != nil {
			return err
		}
		return tx.AddDecision(c, 1, d)
	}
}

func TestAClaimThatIsWrittenBehindIsThereForWhoAsksNext(t *testing.T) {
	s := open(t)
	tx := begin(t, s)
	at := place(t, tx, "1")
	for n := range 3 {
		c := claim(n + 1)
		d := decision(c)
		d.Trace = []record.Step{{Rule: "R1", Name: "Duplicate", Concluded: "The service was not sent before."}}
		require.NoError(t, tx.Behind(decided(at, c, d)))
		ledger := tx.Ledger()
		assert.Len(t, ledger.PriorLines(d.Member, record.Span{From: c.FirstDate(), To: c.LastDate()}), (n+1)*len(d.Lines))
		assert.NotNil(t, ledger.Claim(c.Control))
		require.NoError(t, ledger.Err())
	}
	last := claim(4)
	require.NoError(t, tx.Behind(decided(at, last, decision(last))))
	require.NoError(t, tx.Commit())
	for n := range 4 {
		c := claim(n + 1)
		found, err := s.FindClaim(context.Background(), c.Control)
		require.NoError(t, err)
		require.Len(t, found, 1)
		assert.Equal(t, c, found[0].Claim)
		assert.Equal(t, 1, found[0].Version)
		if n < 3 {
			assert.Len(t, found[0].Decision.Trace, 1)
		}
	}
}

func TestAClaimThatCannotBeWrittenBehindEndsTheTransaction(t *testing.T) {
	for name, next := range map[string]func(store.Tx, store.InterchangeID) error{
		"told by the commit": func(tx store.Tx, _ store.InterchangeID) error { return tx.Commit() },
		"told by the next claim": func(tx store.Tx, at store.InterchangeID) error {
			return tx.Behind(decided(at, claim(2), decision(claim(2))))
		},
		"told by the next number":  func(tx store.Tx, _ store.InterchangeID) error { _, err := tx.NextControlNumber("new"); return err },
		"told by the next inquiry": func(tx store.Tx, _ store.InterchangeID) error { l := tx.Ledger(); l.Claim("C1"); return l.Err() },
		"told by a savepoint":      func(tx store.Tx, _ store.InterchangeID) error { _, err := tx.Savepoint(); return err },
	} {
		t.Run(name, func(t *testing.T) {
			s := open(t)
			tx := begin(t, s)
			at := place(t, tx, "1")
			require.NoError(t, tx.Behind(decided(at, claim(1), decision(claim(1)))))
			require.NoError(t, tx.Behind(decided(at, claim(1), decision(claim(1)))))
			require.ErrorIs(t, next(tx, at), store.ErrDuplicateClaim)
			require.Error(t, tx.Commit())
			found, err := s.FindClaim(context.Background(), claim(1).Control)
			require.NoError(t, err)
			assert.Empty(t, found)
		})
	}
}

func TestARollbackWaitsForWhatIsWrittenBehind(t *testing.T) {
	s := open(t)
	tx := begin(t, s)
	require.NoError(t, tx.Behind(decided(place(t, tx, "1"), claim(1), decision(claim(1)))))
	require.NoError(t, tx.Rollback())
	require.ErrorIs(t, tx.Behind(decided(1, claim(1), decision(claim(1)))), store.ErrTxDone)
	tx = begin(t, s)
	require.NoError(t, tx.Behind(decided(place(t, tx, "1"), claim(1), decision(claim(1)))))
	require.NoError(t, tx.Commit())
}
