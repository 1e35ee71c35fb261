package store_test

import (
	"context"
	"fmt"
	"path/filepath"
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
		require.NoError(t, tx.AddDecided(at, c, d))
		ledger := tx.Ledger()
		assert.Len(t, ledger.PriorLines(d.Member, record.Span{From: c.FirstDate(), To: c.LastDate()}), (n+1)*len(d.Lines))
		assert.NotNil(t, ledger.Claim(c.Control))
		require.NoError(t, ledger.Err())
	}
	last := claim(4)
	require.NoError(t, tx.AddDecided(at, last, decision(last)))
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
		"told by the commit":       func(tx store.Tx, _ store.InterchangeID) error { return tx.Commit() },
		"told by the next claim":   func(tx store.Tx, at store.InterchangeID) error { return tx.AddClaim(at, claim(2)) },
		"told by a new sequence":   func(tx store.Tx, _ store.InterchangeID) error { _, err := tx.NextControlNumber("new"); return err },
		"told by the next inquiry": func(tx store.Tx, _ store.InterchangeID) error { l := tx.Ledger(); l.Claim("C1"); return l.Err() },
		"told by a savepoint that is gone back to": func(tx store.Tx, _ store.InterchangeID) error {
			mark, err := tx.Savepoint()
			require.NoError(t, err)
			return mark.Rollback()
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := open(t)
			tx := begin(t, s)
			at := place(t, tx, "1")
			require.NoError(t, tx.AddDecided(at, claim(1), decision(claim(1))))
			require.NoError(t, tx.AddDecided(at, claim(1), decision(claim(1))))
			require.ErrorIs(t, next(tx, at), store.ErrDuplicateClaim)
			require.Error(t, tx.Commit())
			found, err := s.FindClaim(context.Background(), claim(1).Control)
			require.NoError(t, err)
			assert.Empty(t, found)
		})
	}
}

// The second question is about days of which nothing was read yet, while what was
// decided about them waits to be written.
func TestLinesOfOtherDaysAreFoundWhileTheyAreWrittenBehind(t *testing.T) {
	s := open(t)
	tx := begin(t, s)
	at := place(t, tx, "1")
	ledger := tx.Ledger()
	days := record.Span{From: 20200101, To: 20200131}
	assert.Empty(t, ledger.PriorLines(member, days))
	for n := range 2 {
		c := claim(n + 1)
		require.NoError(t, tx.AddDecided(at, c, decision(c)))
	}
	assert.Empty(t, ledger.PriorLines(member, days))
	found := ledger.PriorLines(member, record.Span{From: 20200101})
	require.NoError(t, ledger.Err())
	require.Len(t, found, 4)
	assert.Equal(t, []string{"C1", "C1", "C2", "C2"}, []string{found[0].Claim, found[1].Claim, found[2].Claim, found[3].Claim})
}

// Questions about others are asked while many claims wait to be written: what was
// written of the first member's days isn't remembered, as nobody asked for them before.
func TestAQuestionBetweenTwoWritesFindsWhatWasWrittenBeforeThem(t *testing.T) {
	path := filepath.Join(t.TempDir(), "night.db")
	commit(t, openAt(t, path), func(tx store.Tx) { // of a database that began empty more is known
		require.NoError(t, decided(place(t, tx, "before"), claim(0), decision(claim(0)))(tx))
	})
	tx := begin(t, openAt(t, path))
	at := place(t, tx, "1")
	ledger := tx.Ledger()
	of := func(n int) string { return fmt.Sprintf("M%06d", n) }
	early := record.Span{From: 20200101, To: 20200131}
	const queue = 400 // more claims than are written behind at any time
	for n := range 3 * queue {
		assert.Empty(t, ledger.PriorLines(of(n), early))
		c := claim(n + 1)
		d := decision(c)
		d.Member, d.Postings = of(n), nil
		require.NoError(t, tx.AddDecided(at, c, d))
		if n < queue {
			continue
		}
		written := claim(n - queue + 1).Control
		found := ledger.PriorLines(of(n-queue), record.Span{From: early.From})
		last := ledger.Claim(written)
		require.NoError(t, ledger.Err())
		require.Len(t, found, 2)
		assert.Equal(t, written, found[0].Claim)
		assert.Equal(t, written, last.Control)
	}
	require.NoError(t, tx.Commit())
}

func TestAQuestionBetweenTwoWritesTellsWhyOneOfThemFailed(t *testing.T) {
	s := open(t)
	tx := begin(t, s)
	at := place(t, tx, "1")
	ledger := tx.Ledger()
	require.NoError(t, tx.AddDecided(at, claim(1), decision(claim(1))))
	for range 400 {
		again := claim(1)
		if err := tx.AddDecided(at, again, decision(again)); err != nil {
			require.ErrorIs(t, err, store.ErrDuplicateClaim)
			break
		}
	}
	assert.Nil(t, ledger.Claim("C1"))
	require.ErrorIs(t, ledger.Err(), store.ErrDuplicateClaim)
	require.Error(t, tx.Commit())
}

func TestADecisionThatTakesAnotherBackIsThereAtOnce(t *testing.T) {
	s := open(t)
	tx := begin(t, s)
	at := place(t, tx, "1")
	first, second := claim(1), claim(2)
	require.NoError(t, tx.AddDecided(at, first, decision(first)))
	replaces := decision(second)
	replaces.Reversal, replaces.Corrects = reversal(decision(first)), first.Control
	require.NoError(t, tx.AddDecided(at, second, replaces))
	ledger := tx.Ledger()
	found := ledger.PriorLines(member, record.Span{From: first.FirstDate(), To: first.LastDate()})
	require.NoError(t, ledger.Err())
	require.Len(t, found, 2)
	assert.Equal(t, second.Control, found[0].Claim)
	require.NoError(t, tx.Commit())
}

func TestARollbackWaitsForWhatIsWrittenBehind(t *testing.T) {
	s := open(t)
	tx := begin(t, s)
	require.NoError(t, tx.AddDecided(place(t, tx, "1"), claim(1), decision(claim(1))))
	require.NoError(t, tx.Rollback())
	require.ErrorIs(t, tx.AddDecided(1, claim(1), decision(claim(1))), store.ErrTxDone)
	require.ErrorIs(t, tx.LogBehind(decided(1, claim(1), decision(claim(1)))), store.ErrTxDone)
	tx = begin(t, s)
	require.NoError(t, tx.AddDecided(place(t, tx, "1"), claim(1), decision(claim(1))))
	require.NoError(t, tx.Commit())
}

// The memory of written traces serves the next ones, and what is written keeps its own.
func TestTheMemoryOfAWrittenTraceIsGivenForAnother(t *testing.T) {
	s := open(t)
	const claims = 1000
	given := 0
	commit(t, s, func(tx store.Tx) {
		at := place(t, tx, "1")
		for n := range claims {
			c := claim(n + 1)
			d := decision(c)
			d.Postings = nil
			trace := tx.SpareTrace()
			assert.Empty(t, trace)
			if cap(trace) > 0 {
				given++
			}
			d.Trace = append(trace, record.Step{Rule: "R1", Name: "Duplicate", Concluded: "Concluded of " + c.Control})
			require.NoError(t, tx.AddDecided(at, c, d))
		}
	})
	assert.Greater(t, given, claims/2)
	for _, n := range []int{1, 2, claims / 2, claims - 1, claims} {
		found, err := s.FindClaim(context.Background(), claim(n).Control)
		require.NoError(t, err)
		require.Len(t, found, 1)
		require.Len(t, found[0].Decision.Trace, 1)
		assert.Equal(t, "Concluded of "+claim(n).Control, found[0].Decision.Trace[0].Concluded)
	}
}

// TestNumbersAreDrawnWhileCountersAre: both are of sequences.
func TestNumbersAreDrawnWhileCountersAre(t *testing.T) {
	s := open(t)
	tx := begin(t, s)
	i := place(t, tx, "f1")
	for n := range 100 {
		number, err := tx.NextControlNumber("claim")
		require.NoError(t, err)
		require.Equal(t, int64(n+1), number)
		c := claim(n + 1)
		d := decision(c)
		for k := range d.Postings {
			d.Postings[k].Counter.Owner = "O" + itoa(n)
		}
		require.NoError(t, tx.AddDecided(i, c, d))
	}
	require.NoError(t, tx.Commit())
}

// What is written behind may use what records behind itself: it is done in its turn, and
// what is wrong is told.
func TestWhatIsWrittenBehindMayRecordBehind(t *testing.T) {
	s := open(t)
	oneEach(t, s)
	first := func(tx store.Tx) *store.Due {
		for due, err := range tx.Due() {
			require.NoError(t, err)
			return due
		}
		return nil
	}
	tx := begin(t, s)
	due := first(tx)
	wrong := *due
	wrong.Claims++
	require.NoError(t, tx.LogBehind(func(tx store.Tx) error {
		_ = tx.PayDue(payment(due), &wrong) // an error that is swallowed
		return nil
	}))
	require.ErrorIs(t, tx.Commit(), store.ErrNotPayable)

	tx = begin(t, s)
	require.NoError(t, tx.LogBehind(func(tx store.Tx) error { return tx.PayDue(payment(due), due) }))
	require.NoError(t, tx.Commit())
	found, err := s.FindClaim(context.Background(), "C1")
	require.NoError(t, err)
	require.Equal(t, "EFT "+due.Payee, found[0].Trace)

	tx = begin(t, s)
	at := place(t, tx, "f2")
	require.NoError(t, tx.FarBehind(func(tx store.Tx) error { return tx.AddDecided(at, claim(1), decision(claim(1))) }))
	require.ErrorIs(t, tx.Commit(), store.ErrDuplicateClaim)
}
