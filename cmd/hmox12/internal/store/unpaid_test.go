package store_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/store"
	"github.com/hmox12/hmox12/mapping/record"
)

// TestWhatWaitsForAPayeeIsAskedForInAnyOrder: what is read ahead of payees that come in
// their order is what is there, however they are asked for, paid and given more.
func TestWhatWaitsForAPayeeIsAskedForInAnyOrder(t *testing.T) {
	t.Parallel()
	payees := []string{"1093817465", practice, "1999999984"}
	slices.Sort(payees)
	rapid.Check(t, func(r *rapid.T) {
		s := open(t)
		defer s.Close()
		waits := map[string][]string{}
		claims := 0
		decide := func(tx store.Tx, i store.InterchangeID, payee string) {
			claims++
			c := claim(claims)
			c.Billing.NPI = payee
			require.NoError(t, tx.AddClaim(i, c))
			require.NoError(t, tx.AddDecision(c, 1, decision(c)))
			waits[payee] = append(waits[payee], c.Control)
		}
		commit(t, s, func(tx store.Tx) {
			i := place(t, tx, "f1")
			for _, payee := range payees {
				for range rapid.SampledFrom([]int{0, 1, 2, 40}).Draw(r, "claims") {
					decide(tx, i, payee)
				}
			}
		})
		commit(t, s, func(tx store.Tx) {
			i := place(t, tx, "f2")
			for n := range rapid.IntRange(1, 8).Draw(r, "steps") {
				payee := rapid.SampledFrom(payees).Draw(r, "payee")
				switch rapid.SampledFrom([]string{"ask", "ask", "begin to ask", "pay", "decide"}).Draw(r, "step") {
				case "ask":
					var all []string
					for v, err := range tx.Unpaid(payee) {
						require.NoError(t, err)
						all = append(all, v.Claim.Control)
					}
					require.Equal(t, waits[payee], all)
				case "begin to ask":
					for v, err := range tx.Unpaid(payee) {
						require.NoError(t, err)
						require.Equal(t, waits[payee][0], v.Claim.Control)
						break
					}
				case "pay":
					for due, err := range tx.Due() {
						require.NoError(t, err)
						require.Len(t, waits[due.Payee], due.Claims)
						if due.Payee == payee {
							paid, _ := remit(fmt.Sprint("EFT", n), nil)
							paid.Payee.NPI, paid.Amount, paid.Method = payee, due.Paid, record.ACH
							require.NoError(t, tx.PayDue(paid, due))
							delete(waits, payee)
						}
					}
				case "decide":
					decide(tx, i, payee)
				}
			}
		})
		tx := begin(t, s)
		require.NoError(t, tx.Rollback())
		for v, err := range tx.Unpaid(payees[0]) {
			require.ErrorIs(t, err, store.ErrTxDone)
			require.Nil(t, v.Claim)
		}
	})
}

// threePayees are in the order in which they are paid.
var threePayees = []string{"1093817465", practice, "1999999984"}

// oneEach decides a claim of each payee.
func oneEach(t *testing.T, s *store.Store) {
	t.Helper()
	commit(t, s, func(tx store.Tx) {
		i := place(t, tx, "f1")
		for n, payee := range threePayees {
			c := claim(n + 1)
			c.Billing.NPI = payee
			require.NoError(t, tx.AddClaim(i, c))
			require.NoError(t, tx.AddDecision(c, 1, decision(c)))
		}
	})
}

func waitingFor(tx store.Tx, payee string) (all []string, err error) {
	for v, err := range tx.Unpaid(payee) {
		if err != nil {
			return all, err
		}
		all = append(all, v.Claim.Control)
	}
	return all, nil
}

func TestWhatIsPaidBehindWaitsNoMore(t *testing.T) {
	s := open(t)
	oneEach(t, s)
	tx := begin(t, s)
	_, err := waitingFor(tx, threePayees[0])
	require.NoError(t, err)
	for due, err := range tx.Due() {
		require.NoError(t, err)
		if due.Payee == threePayees[2] {
			require.NoError(t, tx.PayDue(payment(due), due))
		}
	}
	all, err := waitingFor(tx, threePayees[2])
	require.NoError(t, err)
	require.Empty(t, all)
}

func TestAClaimThatCantBeReadIsToldToItsOwnPayee(t *testing.T) {
	path := emptyAt(t, filepath.Join(t.TempDir(), "night.db"))
	s := openAt(t, path)
	oneEach(t, s)
	require.NoError(t, s.Close())
	db, err := sql.Open("sqlite", path)
	require.NoError(t, err)
	for _, command := range []string{`DROP TRIGGER claim_stays`, `UPDATE claims SET body = x'7fff' WHERE control = 'C2'`} {
		_, err = db.ExecContext(context.Background(), command)
		require.NoError(t, err)
	}
	require.NoError(t, db.Close())
	tx := begin(t, openAt(t, path))
	all, err := waitingFor(tx, threePayees[0])
	require.NoError(t, err)
	require.Equal(t, []string{"C1"}, all)
	_, err = waitingFor(tx, threePayees[1])
	require.Error(t, err)
	require.ErrorIs(t, tx.Commit(), err)
}

func TestAReadingThatFailedIsForgottenWithItsSavepoint(t *testing.T) {
	disk := errors.New("disk")
	fails := false
	s := open(t, store.Options{Around: func(operation string, do func() error) error {
		if err := do(); err != nil || !fails || !strings.HasPrefix(operation, "list unpaid decisions") {
			return err
		}
		return disk
	}})
	oneEach(t, s)
	tx := begin(t, s)
	before, err := tx.Savepoint()
	require.NoError(t, err)
	fails = true
	_, err = waitingFor(tx, threePayees[2])
	require.ErrorIs(t, err, disk)
	fails = false
	require.NoError(t, before.Rollback())
	for n, payee := range threePayees {
		all, err := waitingFor(tx, payee)
		require.NoError(t, err)
		require.Equal(t, []string{fmt.Sprint("C", n+1)}, all)
	}
	require.NoError(t, tx.Commit())
}
