package store_test

import (
	"context"
	"fmt"
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/store"
	"github.com/hmox12/hmox12/mapping/record"
)

func itoa(n int) string { return strconv.Itoa(n) }

func TestUnpaidDecisionsComePayeeByPayeeInTheOrderDecided(t *testing.T) {
	const other = "1093817465"
	s := open(t)
	outcomes := []record.Outcome{record.Paid, record.Pended, record.DeniedClaim, record.EncounterTaken, record.Processed, record.Forwarded}
	commit(t, s, func(tx store.Tx) {
		i := place(t, tx, "f1")
		for n, outcome := range outcomes {
			c := claim(n + 1)
			if n%2 == 0 {
				c.Billing.NPI = other
			}
			d := decision(c)
			d.Outcome = outcome
			require.NoError(t, tx.AddClaim(i, c))
			require.NoError(t, tx.AddDecision(c, 1, d))
		}
		require.NoError(t, tx.AddDecision(claim(6), 2, reversal(decision(claim(6)))))
	})
	commit(t, s, func(tx store.Tx) {
		assert.Equal(t, []string{"C1/1", "C3/1", "C5/1", "C6/1", "C6/2"}, unpaid(t, tx))
		n := 0
		for v, err := range tx.Unpaid(other) {
			require.NoError(t, err)
			n++
			require.NoError(t, tx.AddRemittance(remit("EFT"+itoa(n), []store.ClaimVersion{v})))
		}
		assert.Equal(t, []string{"C6/1", "C6/2"}, unpaid(t, tx))
	})
	found, err := s.FindClaim(context.Background(), "C3")
	require.NoError(t, err)
	assert.Equal(t, "EFT2", found[0].Trace)
}

func TestWhatAPayeeIsDueIsAddedUpAndPaidAtOnce(t *testing.T) {
	const other = "1093817465"
	s := open(t)
	commit(t, s, func(tx store.Tx) {
		i := place(t, tx, "f1")
		for n := range 6 {
			c := claim(n + 1)
			c.Account = fmt.Sprint("ACCT-", n+1)
			if n > 3 {
				c.Billing.NPI = other
			}
			d := decision(c)
			d.Payee = c.Billing.NPI
			if n == 2 || n > 3 {
				d.Interest = money("1.50")
			}
			require.NoError(t, tx.AddClaim(i, c))
			require.NoError(t, tx.AddDecision(c, 1, d))
		}
	})
	commit(t, s, func(tx store.Tx) {
		var all []string
		for due, err := range tx.Due() {
			require.NoError(t, err)
			all = append(all, fmt.Sprintf("%s: %d claims from %s to %s, %s, interest %s on %d %s",
				due.Payee, due.Claims, due.First.Control, due.Last.Control, due.Paid, due.Interest, due.WithInterest, due.Account))
			if due.Payee != other {
				r, _ := remit("EFT1", nil)
				r.Amount, r.Method = due.Paid, record.ACH
				require.NoError(t, tx.PayDue(r, due))
			}
		}
		assert.Equal(t, []string{
			other + ": 2 claims from C5 to C6, 180, interest 3 on 2 ",
			practice + ": 4 claims from C1 to C4, 360, interest 1.5 on 1 ACCT-3",
		}, all)
		assert.Equal(t, []string{"C5/1", "C6/1"}, unpaid(t, tx))
	})
	for _, control := range []string{"C1", "C4"} {
		found, err := s.FindClaim(context.Background(), control)
		require.NoError(t, err)
		assert.Equal(t, "EFT1", found[0].Trace)
	}
}

func TestAPaymentOfWhatIsDueIsRefused(t *testing.T) {
	for name, c := range map[string]struct {
		change func(t *testing.T, tx store.Tx, r *record.Remittance, due *store.Due)
		want   error
	}{
		"when another claim waits by now": {func(t *testing.T, tx store.Tx, _ *record.Remittance, _ *store.Due) {
			c := claim(2)
			require.NoError(t, tx.AddClaim(place(t, tx, "f2"), c))
			require.NoError(t, tx.AddDecision(c, 1, decision(c)))
		}, store.ErrNotPayable},
		"when it is to somebody else":     {func(_ *testing.T, _ store.Tx, r *record.Remittance, _ *store.Due) { r.Payee.NPI = "1093817465" }, store.ErrNotPayable},
		"when it is not what was decided": {func(_ *testing.T, _ store.Tx, r *record.Remittance, _ *store.Due) { r.Amount = money("91") }, store.ErrUnbalanced},
		"when its number is taken": {func(t *testing.T, tx store.Tx, r *record.Remittance, _ *store.Due) {
			require.NoError(t, tx.AddRemittance(remit(r.TraceNumber, nil)))
		}, store.ErrDuplicateTrace},
		"when it was made before": {func(t *testing.T, tx store.Tx, r *record.Remittance, due *store.Due) {
			before := *r
			before.TraceNumber = "EFT0"
			require.NoError(t, tx.PayDue(&before, due))
		}, store.ErrNotPayable},
	} {
		t.Run(name, func(t *testing.T) {
			s := open(t)
			tx := begin(t, s)
			first := claim(1)
			require.NoError(t, tx.AddClaim(place(t, tx, "f1"), first))
			require.NoError(t, tx.AddDecision(first, 1, decision(first)))
			for due, err := range tx.Due() {
				require.NoError(t, err)
				r, _ := remit("EFT1", nil)
				r.Amount, r.Method = due.Paid, record.ACH
				c.change(t, tx, r, due)
				err = tx.PayDue(r, due)
				if err == nil { // it is recorded behind
					err = tx.Commit()
				}
				require.ErrorIs(t, err, c.want)
				require.ErrorContains(t, err, "EFT1")
				require.NoError(t, tx.Rollback())
				break
			}
		})
	}
}

// What was to be paid before a savepoint and can't be is not forgotten by going back to it.
func TestARefusedPaymentOutlivesTheSavepointBehindIt(t *testing.T) {
	for name, end := range map[string]func(store.Savepoint) error{
		"by a rollback": store.Savepoint.Rollback,
		"by a release":  store.Savepoint.Release,
	} {
		t.Run(name, func(t *testing.T) {
			s := open(t)
			oneEach(t, s)
			tx := begin(t, s)
			var mark store.Savepoint
			paid := 0
			for due, err := range tx.Due() {
				require.NoError(t, err)
				if paid++; paid == 2 {
					mark, err = tx.Savepoint()
					require.NoError(t, err)
					break
				}
				require.NoError(t, tx.PayDue(payment(due), &store.Due{Payee: due.Payee, Claims: due.Claims + 1, Paid: due.Paid}))
			}
			_ = end(mark) // which may say so already
			require.ErrorIs(t, tx.Commit(), store.ErrNotPayable)
		})
	}
}

// While a payee is paid, another connection tells what the next ones are due.
func TestPayeesArePaidBesideEachOther(t *testing.T) {
	s := open(t)
	oneEach(t, s)
	commit(t, s, func(tx store.Tx) {
		for due, err := range tx.Due() {
			require.NoError(t, err)
			mark, err := tx.Savepoint()
			require.NoError(t, err)
			owed, _, err := tx.BalanceForward(due.Payee)
			require.NoError(t, err)
			require.True(t, owed.IsZero())
			waits, err := waitingFor(tx, due.Payee)
			require.NoError(t, err)
			require.Len(t, waits, due.Claims)
			require.NoError(t, tx.PayDue(payment(due), due))
			if due.Payee == threePayees[1] {
				require.NoError(t, mark.Rollback(), "and takes nothing of the one before back")
				continue
			}
			require.NoError(t, mark.Release())
		}
	})
	tx := begin(t, s)
	require.Equal(t, []string{"C2/1"}, unpaid(t, tx))
	require.NoError(t, tx.Rollback())
	for control, want := range map[string]string{"C1": "EFT " + threePayees[0], "C2": "", "C3": "EFT " + threePayees[2]} {
		found, err := s.FindClaim(context.Background(), control)
		require.NoError(t, err)
		assert.Equal(t, want, found[0].Trace, control)
	}
}

// A payee that was paid owes what that payment says, be it written yet or not.
func TestWhatAPaymentLeavesOpenIsKnownAtOnce(t *testing.T) {
	s := open(t)
	oneEach(t, s)
	commit(t, s, func(tx store.Tx) {
		for due, err := range tx.Due() {
			require.NoError(t, err)
			r := payment(due)
			r.Adjustments = []record.ProviderAdjustment{{Reason: "WO", Reference: "X", Amount: due.Paid.Add(money("7"))}, {Reason: "FB", Reference: r.TraceNumber, Amount: money("-7")}}
			r.Amount, r.Method = money("0"), record.NonPayment
			require.NoError(t, tx.PayDue(r, due))
			owed, trace, err := tx.BalanceForward(due.Payee)
			require.NoError(t, err)
			require.Equal(t, "7 "+r.TraceNumber, owed.String()+" "+trace)
		}
	})
}

// payment pays what is due by transfer.
func payment(due *store.Due) *record.Remittance {
	r, _ := remit("EFT "+due.Payee, nil)
	r.Payee.NPI, r.Amount, r.Method = due.Payee, due.Paid, record.ACH
	return r
}

func unpaid(t *testing.T, tx store.Tx) []string {
	t.Helper()
	var all []string
	for due, err := range tx.Due() {
		require.NoError(t, err)
		for v, err := range tx.Unpaid(due.Payee) {
			require.NoError(t, err)
			all = append(all, fmt.Sprintf("%s/%d", v.Claim.Control, v.Version))
		}
	}
	return all
}

// They are read into memory that is used again, by the connection that wrote them or by
// another.
func TestEveryUnpaidDecisionIsSeenWhateverTheirNumber(t *testing.T) {
	t.Parallel()
	const other = "1093817465"
	s := open(t)
	each := func(tx store.Tx) {
		for payee, first := range map[string]int{other: 1, practice: 402} {
			n := first
			for v, err := range tx.Unpaid(payee) {
				require.NoError(t, err)
				want := claim(n)
				want.Billing.NPI = payee
				require.Equal(t, want, v.Claim)
				require.Equal(t, want.Control, v.Decision.Control)
				require.Equal(t, payee, v.Decision.Payee)
				n++
			}
			require.Equal(t, first+401, n)
		}
	}
	commit(t, s, func(tx store.Tx) {
		i := place(t, tx, "f1")
		for n := range 802 {
			c := claim(n + 1)
			if n < 401 {
				c.Billing.NPI = other
			}
			require.NoError(t, tx.AddClaim(i, c))
			require.NoError(t, tx.AddDecision(c, 1, decision(c)))
		}
		each(tx)
	})
	commit(t, s, each)
}

func TestWhatAPayeeOwesIsCarriedForward(t *testing.T) {
	s := open(t)
	c := claim(1)
	paid := decision(c)
	commit(t, s, func(tx store.Tx) {
		require.NoError(t, tx.AddClaim(place(t, tx, "f1"), c))
		require.NoError(t, tx.AddDecision(c, 1, paid))
		require.NoError(t, tx.AddDecision(c, 2, reversal(paid)))
		owed, _, err := tx.BalanceForward(practice)
		require.NoError(t, err)
		assert.True(t, owed.IsZero())
		require.NoError(t, tx.AddRemittance(remit("E1", []store.ClaimVersion{{Version: 1, Claim: c, Decision: paid}})))
		require.NoError(t, tx.AddRemittance(remit("E2", []store.ClaimVersion{{Version: 2, Claim: c, Decision: reversal(paid)}},
			record.ProviderAdjustment{Reason: "FB", Amount: money("-90")})))
		owed, _, err = tx.BalanceForward(practice)
		require.NoError(t, err)
		assert.True(t, owed.Equal(money("90")))
	})
	commit(t, s, func(tx store.Tx) {
		require.NoError(t, tx.AddDecision(c, 3, decision(c)))
		require.NoError(t, tx.AddRemittance(remit("E3", []store.ClaimVersion{{Version: 3, Claim: c, Decision: decision(c)}},
			record.ProviderAdjustment{Reason: "FB", Amount: money("90")})))
		owed, _, err := tx.BalanceForward(practice)
		require.NoError(t, err)
		assert.True(t, owed.IsZero())
	})
}

func TestAPaymentIsRefused(t *testing.T) {
	c := claim(1)
	version := func() []store.ClaimVersion {
		return []store.ClaimVersion{{Version: 1, Claim: c, Decision: decision(c)}}
	}
	tests := map[string]struct {
		change func(r *record.Remittance, versions []int) (*record.Remittance, []int)
		says   string
	}{
		"when its amount is not what was decided": {
			func(r *record.Remittance, v []int) (*record.Remittance, []int) {
				d := decision(c)
				d.Paid, r.Amount = money("91"), money("91")
				r.Claims[0].Decision = d
				return r, v
			}, "not decided to be remitted to this payee with this amount",
		},
		"when it is negative": {
			func(r *record.Remittance, v []int) (*record.Remittance, []int) {
				r.Adjustments = []record.ProviderAdjustment{{Reason: "WO", Amount: money("100")}}
				r.Amount = money("-10")
				return r, v
			}, "CHECK constraint failed",
		},
		"when money moves without a method": {
			func(r *record.Remittance, v []int) (*record.Remittance, []int) {
				r.Method = record.NonPayment
				return r, v
			}, "nothing_moves_without_a_method",
		},
		"when its versions are not in step": {
			func(r *record.Remittance, _ []int) (*record.Remittance, []int) { return r, nil },
			"0 versions for 1 claims",
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			s := open(t)
			tx := begin(t, s)
			require.NoError(t, tx.AddClaim(place(t, tx, "f1"), c))
			require.NoError(t, tx.AddDecision(c, 1, decision(c)))
			r, versions := test.change(remit("E1", version()))
			require.ErrorContains(t, tx.AddRemittance(r, versions), test.says)
		})
	}
}
