package store_test

import (
	"fmt"
	"slices"
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
