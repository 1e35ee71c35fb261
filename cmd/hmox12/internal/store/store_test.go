package store_test

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/store"
	"github.com/hmox12/hmox12/mapping/record"
)

func TestARefusedDuplicateLeavesTheTransactionUsable(t *testing.T) {
	s := open(t)
	commit(t, s, func(tx store.Tx) { place(t, tx, "f1") })
	commit(t, s, func(tx store.Tx) {
		f, err := tx.AddFile(file("f2"))
		require.NoError(t, err)
		_, err = tx.AddInterchange(f, interchange("f1"))
		require.ErrorIs(t, err, store.ErrDuplicateInterchange)

		duplicate := interchange("f1")
		duplicate.Verdict, duplicate.Note = store.Rejected, "025"
		i, err := tx.AddInterchange(f, duplicate)
		require.NoError(t, err, "a rejected interchange takes no number")
		require.ErrorContains(t, tx.AddClaim(i, claim(1)), "a rejected interchange has no claims")
	})
	sum, err := s.Summary(context.Background())
	require.NoError(t, err)
	assert.Equal(t, 2, sum.Interchanges)
	assert.Equal(t, 1, sum.RejectedInterchanges)
	assert.Zero(t, sum.Claims)
}

func TestAHalfDoneDecisionCanNotBeCommitted(t *testing.T) {
	s := open(t)
	tx := begin(t, s)
	i := place(t, tx, "f1")
	mark, err := tx.Savepoint()
	require.NoError(t, err)
	c := claim(1)
	require.NoError(t, tx.AddClaim(i, c))
	d := decision(c)
	d.Postings = append(d.Postings, outOfPocket("-500"))
	require.ErrorIs(t, tx.AddDecision(c, 1, d), store.ErrCounterNegative)

	require.ErrorIs(t, tx.AddClaim(i, claim(2)), store.ErrCounterNegative, "every later method tells the error")
	require.NoError(t, mark.Rollback())
	require.NoError(t, tx.AddClaim(i, claim(2)), "going back to before it mends the transaction")
	require.NoError(t, tx.Commit())

	found, err := s.FindClaim(context.Background(), "C1")
	require.NoError(t, err)
	assert.Empty(t, found)

	tx = begin(t, s)
	c = claim(2)
	require.ErrorIs(t, tx.AddDecision(c, 1, withPostings(decision(c), outOfPocket("-1"))), store.ErrCounterNegative)
	require.ErrorIs(t, tx.Commit(), store.ErrCounterNegative)
	found, err = s.History(context.Background(), "C2")
	require.NoError(t, err)
	require.Len(t, found, 1)
	assert.Nil(t, found[0].Decision)
}

func withPostings(d *record.Decision, p ...record.Posting) *record.Decision {
	d.Postings = p
	return d
}

func TestARolledBackChainLeavesNothing(t *testing.T) {
	path := filepath.Join(t.TempDir(), "night.db")
	s := openAt(t, path)
	require.NoError(t, night(context.Background(), s, "f1"))
	before := dump(t, path)

	tx := begin(t, s)
	require.NoError(t, chain(tx, "f2"))
	require.NoError(t, tx.Rollback())
	assert.Equal(t, before, dump(t, path))
	require.ErrorIs(t, tx.Commit(), store.ErrTxDone)

	tx = begin(t, s)
	mark, err := tx.Savepoint()
	require.NoError(t, err)
	require.NoError(t, chain(tx, "f2"))
	require.NoError(t, mark.Rollback())
	require.Error(t, mark.Rollback(), "a savepoint ends with its rollback")
	require.NoError(t, tx.Commit())
	assert.Equal(t, before, dump(t, path))

	require.NoError(t, night(context.Background(), s, "f2"), "and it can be done after all")
	assert.NotEqual(t, before, dump(t, path))
}

func TestATransactionEndsWithItsContext(t *testing.T) {
	s := open(t)
	ctx, cancel := context.WithCancel(context.Background())
	tx, err := s.Begin(ctx)
	require.NoError(t, err)
	_, err = tx.AddFile(file("f1"))
	require.NoError(t, err)

	_, err = s.Begin(ended())
	require.ErrorIs(t, err, context.Canceled, "one who waits for the writer can give up")

	cancel()
	_, err = tx.AddFile(file("f2"))
	require.ErrorIs(t, err, context.Canceled)
	require.ErrorIs(t, tx.Commit(), context.Canceled)
	commit(t, s, func(tx store.Tx) { place(t, tx, "f1") })
}

func ended() context.Context {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	return ctx
}

func TestRejectedClaimsAreKeptWithTheirReasons(t *testing.T) {
	s := open(t)
	reasons := []record.Rejection{
		{Status: record.StatusCode{Category: "A7", Code: "562", Entity: "85"}},
		{Status: record.StatusCode{Category: "A3", Code: "116"}, Line: 2, Detail: "where"},
	}
	unread := claim(1)
	unread.Control, unread.Charge = "", money("1.005")
	commit(t, s, func(tx store.Tx) {
		i := place(t, tx, "f1")
		require.NoError(t, tx.AddRejectedClaim(i, unread, reasons))
		require.NoError(t, tx.AddRejectedClaim(i, claim(2), nil))
		require.ErrorIs(t, tx.AddRejectedClaim(i, unread, reasons), store.ErrDuplicateClaim)
	})
	var all []store.RejectedClaim
	for r, err := range s.RejectedClaims(context.Background()) {
		require.NoError(t, err)
		all = append(all, r)
	}
	require.Len(t, all, 2)
	assert.Equal(t, reasons, all[0].Reasons)
	assert.Equal(t, unread.Source, all[0].Claim.Source)
	assert.True(t, all[0].Claim.Charge.Equal(unread.Charge))
	assert.Empty(t, all[1].Reasons)
	found, err := s.FindRejectedClaim(context.Background(), account)
	require.NoError(t, err)
	assert.Equal(t, all, found)
	sum, err := s.Summary(context.Background())
	require.NoError(t, err)
	assert.Equal(t, 2, sum.RejectedClaims)
	assert.Zero(t, sum.Claims)
	for _, err := range s.RejectedClaims(ended()) {
		require.ErrorIs(t, err, context.Canceled)
	}
}

func TestControlNumbersGoUpAndARolledBackOneIsGivenAgain(t *testing.T) {
	s := open(t)
	commit(t, s, func(tx store.Tx) {
		require.NoError(t, tx.SetControlNumber("claim", 41))
		require.Equal(t, int64(42), next(t, tx, "claim"))
		require.Equal(t, int64(1), next(t, tx, "trace"))
		require.ErrorContains(t, tx.SetControlNumber("claim", 41), "beyond 41")
		require.NoError(t, tx.SetControlNumber("claim", 42))
	})
	tx := begin(t, s)
	require.Equal(t, int64(43), next(t, tx, "claim"))
	require.NoError(t, tx.Rollback())
	commit(t, s, func(tx store.Tx) {
		require.Equal(t, int64(43), next(t, tx, "claim"))
		mark, err := tx.Savepoint()
		require.NoError(t, err)
		require.Equal(t, int64(44), next(t, tx, "claim"))
		require.NoError(t, mark.Rollback())
		require.Equal(t, int64(44), next(t, tx, "claim"))
	})
	commit(t, s, func(tx store.Tx) { require.Equal(t, int64(45), next(t, tx, "claim")) })
}

func next(t *testing.T, tx store.Tx, sequence string) int64 {
	t.Helper()
	n, err := tx.NextControlNumber(sequence)
	require.NoError(t, err)
	return n
}

func TestOutboundFilesGoFromStagedToDelivered(t *testing.T) {
	s := open(t)
	commit(t, s, func(tx store.Tx) {
		f, err := tx.AddFile(file("f1"))
		require.NoError(t, err)
		for _, name := range []string{"b.999", "a.835"} {
			require.NoError(t, tx.AddOutbound(store.OutboundFile{
				Name: name, Kind: "x", SHA256: file(name).SHA256, Bytes: 5, State: store.Staged, File: f}))
		}
		require.ErrorIs(t, tx.MarkOutbound("c", store.Delivered), store.ErrNotFound)
		require.NoError(t, tx.MarkOutbound("b.999", store.Delivered))
	})
	staged, err := s.Outbound(context.Background(), store.Staged)
	require.NoError(t, err)
	assert.Equal(t, []store.OutboundFile{
		{Name: "a.835", Kind: "x", SHA256: file("a.835").SHA256, Bytes: 5, State: store.Staged, File: 1}}, staged)
}

func TestReadersSeeWhatIsCommittedWhileAWriterWrites(t *testing.T) {
	s := open(t)
	ctx := context.Background()
	done := make(chan struct{})
	var readers sync.WaitGroup
	for range 3 {
		readers.Go(func() {
			for running := true; running; {
				select {
				case <-done:
					running = false
				default:
				}
				sum, err := s.Summary(ctx)
				if !assert.NoError(t, err) {
					return
				}
				// A file brings a claim and 90.00 or nothing.
				assert.Equal(t, sum.Files, sum.Claims)
				assert.True(t, decimal.NewFromInt(int64(90*sum.Files)).Equal(sum.Remitted), "%s for %d files", sum.Remitted, sum.Files)
				claims := 0
				for v, err := range s.Claims(ctx, store.Whole) {
					if !assert.NoError(t, err) {
						return
					}
					claims++
					assert.NotNil(t, v.Decision)
				}
				assert.GreaterOrEqual(t, claims, sum.Claims)
				found, err := s.FindClaim(ctx, account)
				if !assert.NoError(t, err) {
					return
				}
				for _, v := range found {
					assert.NotEmpty(t, v.Trace)
				}
				assert.GreaterOrEqual(t, len(found), claims)
			}
		})
	}
	for i := range 20 {
		assert.NoError(t, night(ctx, s, string(rune('a'+i))))
	}
	close(done)
	readers.Wait()
}

// dump returns every row of every table in the database file, by table.
func dump(t testing.TB, path string) map[string][]string {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	require.NoError(t, err)
	defer db.Close()
	tables := column(t, db, "SELECT name FROM sqlite_schema WHERE type = 'table'")
	content := make(map[string][]string)
	for _, table := range tables {
		columns := column(t, db, "SELECT group_concat('quote(' || name || ')', ' || '' '' || ') FROM pragma_table_info('"+table+"')")
		content[table] = column(t, db, "SELECT "+columns[0]+" FROM "+table+" ORDER BY 1")
	}
	require.NotEmpty(t, content["claims"])
	return content
}

func column(t testing.TB, db *sql.DB, query string) []string {
	t.Helper()
	rows, err := db.Query(query)
	require.NoError(t, err)
	defer rows.Close()
	var values []string
	for rows.Next() {
		var v string
		require.NoError(t, rows.Scan(&v))
		values = append(values, v)
	}
	require.NoError(t, rows.Err())
	return values
}

// copyDatabase copies the files as a power cut would leave them.
func copyDatabase(t testing.TB, path string) string {
	t.Helper()
	to := filepath.Join(t.TempDir(), "copy.db")
	for _, suffix := range []string{"", "-wal"} {
		content, err := os.ReadFile(path + suffix)
		if errors.Is(err, os.ErrNotExist) {
			continue
		}
		require.NoError(t, err)
		require.NoError(t, os.WriteFile(to+suffix, content, 0o600))
	}
	return to
}
