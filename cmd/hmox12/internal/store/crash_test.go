package store_test

import (
	"context"
	"errors"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/store"
)

func TestACommitSurvivesAPowerCutAndWhatIsOpenDoesNot(t *testing.T) {
	path := filepath.Join(t.TempDir(), "night.db")
	s := openAt(t, path)
	require.NoError(t, night(context.Background(), s, "f1"))
	tx := begin(t, s)
	require.NoError(t, chain(tx, "f2"))

	survived := copyDatabase(t, path) // nothing was closed
	after := openAt(t, survived)
	sum, err := after.Summary(context.Background())
	require.NoError(t, err)
	assert.Equal(t, 1, sum.Files)
	assert.Equal(t, 1, sum.Claims)
	assert.True(t, money("90").Equal(sum.Remitted))
	require.NoError(t, night(context.Background(), after, "f2"))
	require.ErrorIs(t, night(context.Background(), after, "f1"), store.ErrDuplicateFile)
}

var errInjected = errors.New("injected")

// operations opens a database and does a night in it, telling each operation to
// around, which may fail it.
func operations(path string, around func(n int, operation string, do func() error) error) error {
	n := -1
	s, err := store.Open(context.Background(), path, store.Options{Around: func(operation string, do func() error) error {
		n++
		return around(n, operation, do)
	}})
	if err != nil {
		return err
	}
	defer s.Close()
	return night(context.Background(), s, "f1")
}

func TestEveryOperationCanFailOrCrashAndTheNightIsDoneOnce(t *testing.T) {
	t.Parallel()
	want := emptyAt(t, filepath.Join(t.TempDir(), "want.db"))
	var names []string
	require.NoError(t, operations(want, func(_ int, operation string, do func() error) error {
		names = append(names, operation)
		return do()
	}))
	wanted := dump(t, want)

	modes := []struct {
		name string
		at   func(t *testing.T, path string, do func() error) (left string, err error)
	}{
		{"fails before", func(_ *testing.T, path string, _ func() error) (string, error) { return path, errInjected }},
		{"fails after", func(_ *testing.T, path string, do func() error) (string, error) {
			return path, errors.Join(do(), errInjected)
		}},
		// Before an operation is after the one before it.
		{"loses power after", func(t *testing.T, path string, do func() error) (string, error) {
			err := do()
			return copyDatabase(t, path), errors.Join(err, errInjected)
		}},
	}
	for _, mode := range modes {
		t.Run(mode.name, func(t *testing.T) {
			t.Parallel()
			for stop := range names {
				path := emptyAt(t, filepath.Join(t.TempDir(), "night.db"))
				left := path
				err := operations(path, func(n int, _ string, do func() error) error {
					if n != stop {
						return do()
					}
					var err error
					left, err = mode.at(t, path, do)
					return err
				})
				require.ErrorIs(t, err, errInjected, "operation %d, %s, failed unseen", stop, names[stop])

				// The next run finds all of the night or nothing of it.
				err = operations(left, func(_ int, _ string, do func() error) error { return do() })
				if err != nil {
					require.ErrorIs(t, err, store.ErrDuplicateFile, "after operation %d, %s", stop, names[stop])
				}
				require.Equal(t, wanted, dump(t, left), "after operation %d, %s", stop, names[stop])
			}
		})
	}
}

func TestOpeningCanFailOrCrashAnywhereAndIsDoneAgain(t *testing.T) {
	t.Parallel()
	for stop, crashed := 0, true; crashed; stop += step {
		path := filepath.Join(t.TempDir(), "night.db")
		left := path
		n := -1
		s, err := store.Open(t.Context(), path, store.Options{Around: func(_ string, do func() error) error {
			if n++; n != stop {
				return do()
			}
			err := do()
			if stop%2 == 0 {
				left = copyDatabase(t, path)
			}
			return errors.Join(err, errInjected)
		}})
		if crashed = err != nil; crashed {
			require.ErrorIs(t, err, errInjected)
		} else {
			require.NoError(t, s.Close())
		}
		sum, err := openAt(t, left).Summary(t.Context())
		require.NoError(t, err, "after operation %d", stop)
		require.Zero(t, sum.Files)
	}
}

func TestAfterAFailedOperationTheStoreGoesOn(t *testing.T) {
	fail := ""
	s := open(t, store.Options{Around: func(operation string, do func() error) error {
		if operation == fail {
			return errInjected
		}
		return do()
	}})
	for _, operation := range []string{"begin", "add claim", "read counter", "savepoint", "commit", "rollback"} {
		t.Run(operation, func(t *testing.T) {
			fail = operation
			if operation == "rollback" {
				tx := begin(t, s)
				place(t, tx, "f1")
				require.ErrorIs(t, tx.Rollback(), errInjected)
			} else {
				require.ErrorIs(t, night(context.Background(), s, "f1"), errInjected)
			}
			fail = ""
			tx := begin(t, s)
			require.NoError(t, chain(tx, "f1"), "nothing was left behind")
			require.NoError(t, tx.Rollback())
		})
	}
}
