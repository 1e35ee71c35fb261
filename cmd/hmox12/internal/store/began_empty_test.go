package store_test

import (
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/store"
	"github.com/hmox12/hmox12/mapping/record"
)

// A database that began empty takes those of whom it wrote nothing for unknown, until
// another program writes.
func TestWhatAnotherProgramDecidedIsKnown(t *testing.T) {
	path := filepath.Join(t.TempDir(), "night.db")
	ours := openAt(t, path)
	c, d := claim(1), decision(claim(1))
	known := func(tx store.Tx) (lines int, used bool) {
		ledger := tx.Ledger()
		lines = len(ledger.PriorLines(d.Member, record.Span{From: c.FirstDate(), To: c.LastDate()}))
		used = !ledger.Used(outOfPocket("1").Counter).IsZero()
		require.NoError(t, ledger.Err())
		return lines, used
	}
	commit(t, ours, func(tx store.Tx) {
		lines, used := known(tx)
		assert.Zero(t, lines)
		assert.False(t, used)
	})
	commit(t, openAt(t, path), func(tx store.Tx) { require.NoError(t, decided(place(t, tx, "f1"), c, d)(tx)) })
	commit(t, ours, func(tx store.Tx) {
		lines, used := known(tx)
		assert.Equal(t, len(d.Lines), lines)
		assert.True(t, used)
	})
}

func TestWhatWasDecidedInADatabaseThatBeganEmptyIsKnownInTheNextTransaction(t *testing.T) {
	s := openAt(t, filepath.Join(t.TempDir(), "night.db"))
	c, d := claim(1), decision(claim(1))
	commit(t, s, func(tx store.Tx) { require.NoError(t, decided(place(t, tx, "f1"), c, d)(tx)) })
	commit(t, s, func(tx store.Tx) {
		ledger := tx.Ledger()
		assert.Len(t, ledger.PriorLines(d.Member, record.Span{From: c.FirstDate(), To: c.LastDate()}), len(d.Lines))
		assert.False(t, ledger.Used(outOfPocket("1").Counter).IsZero())
	})
}
