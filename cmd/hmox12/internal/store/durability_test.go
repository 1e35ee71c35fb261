package store_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/store"
)

// A database that is to be on the disk at its end says so when it is not.
func TestADatabaseThatIsNotOnTheDiskSaysSo(t *testing.T) {
	t.Parallel()
	for durability, want := range map[store.Durability]int{store.AtCommit: 0, store.AtClose: 1, store.Never: 0} {
		synced := 0
		broken := errors.New("the disk is broken")
		around := func(operation string, do func() error) error {
			if operation == "sync" {
				synced++
				return broken
			}
			return do()
		}
		path := filepath.Join(t.TempDir(), "night.db")
		db, err := store.Open(context.Background(), path, store.Options{Durable: durability, Around: around})
		require.NoError(t, err)
		err = db.Close()
		assert.Equal(t, want, synced, "%d", durability)
		if want > 0 {
			require.ErrorIs(t, err, broken)
		} else {
			require.NoError(t, err)
		}
		require.NoError(t, db.Close(), "again")
	}
}

// What a log still holds is not in the database, and would be lost when that is moved.
func TestALogThatIsLeftIsNoDurableDatabase(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "night.db")
	db, err := store.Open(context.Background(), path, store.Options{Durable: store.AtClose})
	require.NoError(t, err)
	other, err := store.Open(context.Background(), path, store.Options{})
	require.NoError(t, err)
	tx, err := db.Begin(context.Background())
	require.NoError(t, err)
	_, err = tx.AddFile(store.File{Name: "a.x12"})
	require.NoError(t, err)
	require.NoError(t, tx.Commit())
	require.ErrorContains(t, db.Close(), "its log was not taken into it", "the other one has it open")
	require.NoError(t, other.Close())
	assert.NoFileExists(t, path+"-wal")

	db, err = store.Open(context.Background(), path, store.Options{Durable: store.AtClose})
	require.NoError(t, err)
	require.NoError(t, db.Close())
	_, err = os.Stat(path + "-wal")
	require.ErrorIs(t, err, os.ErrNotExist)
}
