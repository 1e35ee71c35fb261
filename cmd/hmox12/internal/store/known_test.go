package store_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/store"
	"github.com/hmox12/hmox12/mapping/record"
)

func TestWhatTheStoreForgetsIsReadAgain(t *testing.T) {
	s := open(t)
	c := claim(1)
	d := decision(c)
	require.NotEmpty(t, d.Postings)
	commit(t, s, func(tx store.Tx) {
		require.NoError(t, tx.AddClaim(place(t, tx, "f1"), c))
		require.NoError(t, tx.AddDecision(c, 1, d))
	})
	asked := func() (used string, lines []record.PriorLine) {
		commit(t, s, func(tx store.Tx) {
			ledger := tx.Ledger()
			used = ledger.Used(d.Postings[0].Counter).String()
			lines = ledger.PriorLines(d.Member, record.Span{From: c.FirstDate(), To: c.LastDate()})
			require.NoError(t, ledger.Err())
		})
		return used, lines
	}
	used, lines := asked()
	require.NotEmpty(t, lines)
	require.NoError(t, s.Forget())
	usedAfter, linesAfter := asked()
	assert.Equal(t, used, usedAfter)
	assert.Equal(t, lines, linesAfter)
	second := claim(2)
	commit(t, s, func(tx store.Tx) {
		require.NoError(t, tx.AddClaim(place(t, tx, "f2"), second))
		require.NoError(t, tx.AddDecision(second, 1, decision(second)), "its row has the number behind the last")
	})
}
