package store

import (
	"context"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/mapping/record"
)

// numbers counts for long enough that it has to be stopped.
var numbers = &statement{"count", `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT ?) SELECT i FROM n`}

func anyConnection(t *testing.T) *connection {
	t.Helper()
	c, err := connect(filepath.Join(t.TempDir(), "any.db"))
	require.NoError(t, err)
	t.Cleanup(func() { c.Close() })
	return c
}

func TestAColumnIsReadAsWhatItIsReadInto(t *testing.T) {
	c := anyConnection(t)
	q := &statement{"select", `SELECT ?, ?, ?, ?, ?, ?, NULL, NULL, x''`}
	var text, none string
	var kind record.CounterKind
	var n, zero int
	var day record.Date
	var yes bool
	var bytes, empty []byte
	err := c.query(q, []any{"a\x00b", "deductible", 7, int64(20261123), true, []byte{0, 1}}, func(at cursor) error {
		return at.scan(&text, &kind, &n, &day, &yes, &bytes, &none, &zero, &empty)
	})
	require.NoError(t, err)
	assert.Equal(t, "a\x00b", text)
	assert.Equal(t, record.DeductibleUsed, kind)
	assert.Equal(t, 7, n)
	assert.Equal(t, record.Date(20261123), day)
	assert.True(t, yes)
	assert.Equal(t, []byte{0, 1}, bytes)
	assert.Empty(t, none)
	assert.Zero(t, zero)
	assert.NotNil(t, empty)
	assert.Empty(t, empty)
}

func TestAMistakeOfTheProgramIsAnError(t *testing.T) {
	c := anyConnection(t)
	one := &statement{"select", `SELECT ?`}
	read := func(into ...any) func(cursor) error { return func(at cursor) error { return at.scan(into...) } }
	var n int
	assert.ErrorContains(t, c.query(one, []any{1}, read(&n, &n)), "1 columns are read into 2 variables")
	assert.ErrorContains(t, c.query(one, []any{1}, read(&struct{}{})), "is read into a *struct {}")
	assert.ErrorContains(t, c.query(one, []any{1.5}, read(&n)), "argument 1 is of no type")
	assert.ErrorContains(t, c.query(one, nil, read(&n)), "0 arguments for the 1 that it takes")
	assert.ErrorContains(t, c.query(&statement{"select", `SELECT FROM`}, nil, read()), "syntax error")
	assert.NoError(t, c.query(one, []any{1}, read(&n)), "it can be used all the same")
}

func TestAQueryIsOverWhenWhoAskedHasEnough(t *testing.T) {
	c := anyConnection(t)
	for range 2 { // the second time it begins anew
		var read []int64
		err := c.query(numbers, []any{1000}, func(at cursor) error {
			if read = append(read, at.number(0)); len(read) == 3 {
				return errEnough
			}
			return nil
		})
		require.ErrorIs(t, err, errEnough)
		assert.Equal(t, []int64{1, 2, 3}, read)
	}
	require.NoError(t, c.say("VACUUM"), "nothing is under way")
}

func TestReadersAreMadeWhenTheyAreNeededAndUsedAgain(t *testing.T) {
	made := 0
	path := filepath.Join(t.TempDir(), "any.db")
	r := newReaders(2, func() (*connection, error) {
		made++
		return connect(path)
	})
	first, err := r.take(t.Context())
	require.NoError(t, err)
	r.put(first)
	first, err = r.take(t.Context())
	require.NoError(t, err)
	second, err := r.take(t.Context())
	require.NoError(t, err)
	assert.Equal(t, 2, made)

	stopped, stop := context.WithCancel(t.Context())
	stop()
	_, err = r.take(stopped)
	require.ErrorIs(t, err, context.Canceled, "there are no more, and nobody waits for one")

	r.put(first)
	require.NoError(t, r.close())
	_, err = r.take(t.Context())
	require.ErrorIs(t, err, errClosed)
	require.NoError(t, second.say("SELECT 1"), "one that is in use is closed when it is put back")
	r.put(second)
	require.ErrorIs(t, second.say("SELECT 1"), errClosed)
	assert.Len(t, r.places, 0)
}

func TestReadingStopsWithItsContext(t *testing.T) {
	s, err := Open(t.Context(), filepath.Join(t.TempDir(), "night.db"), Options{})
	require.NoError(t, err)
	defer s.Close()
	ctx, stop := context.WithCancel(t.Context())
	err = s.read(ctx, numbers, []any{1 << 62}, func(at cursor) error {
		if at.number(0) == 10 {
			stop()
		}
		return nil
	})
	require.ErrorIs(t, err, context.Canceled)
	var n int64
	require.NoError(t, s.read(t.Context(), numbers, []any{1}, func(at cursor) error {
		n = at.number(0)
		return nil
	}), "the connection is as good as before")
	assert.EqualValues(t, 1, n)
}

func TestAClosedStoreSaysSo(t *testing.T) {
	s, err := Open(t.Context(), filepath.Join(t.TempDir(), "night.db"), Options{})
	require.NoError(t, err)
	tx, err := s.Begin(t.Context())
	require.NoError(t, err)
	require.NoError(t, s.Close())
	require.NoError(t, s.Close(), "once more does nothing")
	_, err = tx.AddFile(File{Name: "late"})
	require.ErrorIs(t, err, errClosed)
	require.ErrorIs(t, tx.Rollback(), errClosed)
	_, err = s.Summary(t.Context())
	require.ErrorIs(t, err, errClosed)
	_, err = s.Begin(t.Context())
	require.ErrorIs(t, err, errClosed)
}
