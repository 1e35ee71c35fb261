package payment_test

import (
	"fmt"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/store"
	"github.com/hmox12/hmox12/mapping/record"
)

// account is what a payee should have been paid: what was decided, with interest,
// and what the HMO owes and takes for no claim.
type account map[string]decimal.Decimal

func (a account) add(payee string, amounts ...decimal.Decimal) {
	for _, amount := range amounts {
		a[payee] = a[payee].Add(amount)
	}
}

// TestNoDollarIsLostOverCycles runs cycles of random claims, replacements, voids,
// late payments, capitation and recoveries. Each remittance balances and pays no
// less than nothing; over all of them a payee got what was decided, less what was
// recovered and what is carried forward.
func TestNoDollarIsLostOverCycles(t *testing.T) {
	hmo := sampleBook(t)
	rapid.Check(t, func(r *rapid.T) {
		h := houseOf(t, hmo)
		due, paid, recoverable := account{}, account{}, account{}
		for cycle := range rapid.IntRange(1, 4).Draw(r, "cycles") {
			for range rapid.IntRange(0, 5).Draw(r, "claims") {
				d := h.take(wildVisit(r, h))
				due.add(d.Payee, d.Paid, d.Interest)
				if d.Reversal != nil {
					due.add(d.Reversal.Payee, d.Reversal.Paid, d.Reversal.Interest)
				}
			}
			h.do(func(tx store.Tx) { wildPayable(r, t, tx, cycle, due, recoverable) })
			for _, m := range h.cycle() {
				balanced(r, m)
				paid.add(m.Payee.PayeeID(), m.Amount)
				for _, a := range m.Adjustments {
					if a.Reason == "WO" || a.Reason == "CT" && a.Amount.IsPositive() {
						due.add(m.Payee.PayeeID(), a.Amount.Neg())
						recoverable.add(m.Payee.PayeeID(), a.Amount.Neg())
					}
				}
			}
		}
		h.do(func(tx store.Tx) {
			for _, payee := range []string{laurel, maple} {
				owed, _, err := tx.BalanceForward(payee)
				require.NoError(t, err)
				if got := paid[payee].Sub(owed); !got.Equal(due[payee]) {
					r.Errorf("%s was paid %s and owes %s, and should have %s", payee, paid[payee], owed, due[payee])
				}
				if recoverable[payee].IsNegative() {
					r.Errorf("%s was taken %s more than is recoverable", payee, recoverable[payee].Neg())
				}
			}
		})
		require.NoError(t, h.store.Close())
	})
}

// wildVisit is a visit of Nina Okafor, in time or late, an original or about an
// earlier claim.
func wildVisit(r *rapid.T, h *house) *record.Claim {
	cents := rapid.Int64Range(0, 30000).Draw(r, "cents")
	code := rapid.SampledFrom([]string{"99213", "99214", "99395", "93000", "J1885", "J3301", "15780", "99199"}).Draw(r, "code")
	c := h.visit(code, decimal.New(cents, -2).String())
	if rapid.Bool().Draw(r, "by Maple") {
		c = by(c, maple)
	}
	day := record.Date(20260201).AddDays(rapid.IntRange(0, 20).Draw(r, "day"))
	if rapid.Bool().Draw(r, "late") {
		c.Received, day = 20260128, 20260110
	}
	c.Lines[0].Dates = record.Span{From: day, To: day}
	if h.sent > 1 && rapid.Bool().Draw(r, "about an earlier one") {
		c.Frequency = rapid.SampledFrom([]string{"7", "8"}).Draw(r, "frequency")
		c.OriginalControl = fmt.Sprint(rapid.IntRange(1, h.sent-1).Draw(r, "original"))
	}
	return c
}

// wildPayable adds money for no claim: capitation that is due, or was paid too much,
// or an overpayment to take, which may be contested and waived in part.
func wildPayable(r *rapid.T, t *testing.T, tx store.Tx, cycle int, due, recoverable account) {
	payee := rapid.SampledFrom([]string{laurel, maple}).Draw(r, "payee")
	amount := decimal.New(rapid.Int64Range(1, 20000).Draw(r, "amount"), -2)
	key := fmt.Sprintf("payable %d", cycle)
	switch rapid.IntRange(0, 4).Draw(r, "kind") {
	case 3:
		require.NoError(t, tx.AddPayable(&record.Payable{Key: key, Payee: payee, Reason: "CT", Reference: key, Amount: amount, Due: 20260301}))
		recoverable.add(payee, amount)
	case 4:
		require.NoError(t, tx.AddPayable(&record.Payable{Key: key, Payee: payee, Reason: "WO", Reference: key, Amount: amount, Due: 20260301}))
		contest := &record.Contest{Claim: key, Payee: payee, Contested: 20260201}
		if rapid.Bool().Draw(r, "settled") {
			contest.Settled = 20260215
			contest.Waived = decimal.New(rapid.Int64Range(0, amount.Shift(2).IntPart()).Draw(r, "waived"), -2)
			recoverable.add(payee, amount.Sub(contest.Waived))
		}
		require.NoError(t, tx.Contest(contest))
	case 1:
		require.NoError(t, tx.AddPayable(&record.Payable{Key: key, Payee: payee, Reason: "CT", Reference: key, Amount: amount.Neg(), Due: 20260301}))
		due.add(payee, amount)
	case 2:
		require.NoError(t, tx.AddPayable(&record.Payable{Key: key, Payee: payee, Reason: "WO", Reference: key, Amount: amount, Due: 20260301}))
		recoverable.add(payee, amount)
	}
}

// balanced holds a remittance to its three balances.
func balanced(r *rapid.T, m *record.Remittance) {
	total := decimal.Zero
	for _, c := range m.Claims {
		d := c.Decision
		total = total.Add(d.Paid)
		adjusted, lines := decimal.Zero, decimal.Zero
		for _, l := range d.Lines {
			adjusted, lines = adjusted.Add(record.Sum(l.Adjustments)), lines.Add(l.Charge)
		}
		if !d.Charge.Equal(d.Paid.Add(adjusted)) || !lines.Equal(d.Charge) {
			r.Errorf("claim %s: charge %s, lines %s, paid %s, adjusted %s", d.Control, d.Charge, lines, d.Paid, adjusted)
		}
	}
	for _, a := range m.Adjustments {
		total = total.Sub(a.Amount)
	}
	if !total.Equal(m.Amount) || m.Amount.IsNegative() || (m.Method == record.NonPayment) != m.Amount.IsZero() {
		r.Errorf("%s pays %s by %s, and its claims less adjustments are %s", m.TraceNumber, m.Amount, m.Method, total)
	}
}
