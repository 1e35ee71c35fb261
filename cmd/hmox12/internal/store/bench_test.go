package store_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/store"
	"github.com/hmox12/hmox12/mapping/record"
)

// BenchmarkNight stores claims with decisions of a realistic trace, asks the
// ledger what a decision asks, and pays them, 10,000 to a transaction.
func BenchmarkNight(b *testing.B) {
	s := open(b)
	const batch = 10_000
	b.ReportAllocs()
	for done := 0; done < b.N; {
		tx := begin(b, s)
		i := place(b, tx, fmt.Sprint(done))
		var paid []store.ClaimVersion
		for n := 0; n < batch && done < b.N; n++ {
			number, err := tx.NextControlNumber("claim")
			require.NoError(b, err)
			c := claim(n + 1)
			c.Control = fmt.Sprintf("2026327%08d", number)
			owner := fmt.Sprintf("HM%07d", done%50_000)
			d := decision(c)
			d.Member = owner
			d.Trace = realisticTrace
			d.Postings = d.Postings[:0]
			ledger := tx.Ledger()
			for _, kind := range []record.CounterKind{record.DeductibleUsed, record.OutOfPocketUsed, record.FamilyOutOfPocket} {
				counter := record.Counter{Kind: kind, Owner: owner, Year: 2026}
				ledger.Used(counter)
				d.Postings = append(d.Postings, record.Posting{Counter: counter, Line: 1, Amount: money("20")})
			}
			ledger.PriorLines(owner, record.Span{From: c.FirstDate(), To: c.LastDate()})
			require.NoError(b, ledger.Err())
			require.NoError(b, tx.AddClaim(i, c))
			require.NoError(b, tx.AddDecision(c, 1, d))
			paid = append(paid, store.ClaimVersion{Claim: c, Version: 1, Decision: d})
			done++
		}
		require.NoError(b, tx.AddRemittance(remit(fmt.Sprint("EFT", done), paid)))
		require.NoError(b, tx.Commit())
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "claims/s")
}

// realisticTrace has the length of a paid claim's with two lines.
var realisticTrace = func() []record.Step {
	var steps []record.Step
	for rule := range 14 {
		for line := range 2 {
			steps = append(steps, record.Step{
				Rule: fmt.Sprint("R", rule+1), Name: "Network", Line: line + 1, Result: record.Passed,
				Looked:    []string{"participation K1 2025-01-01 to 2026-12-31", "date of service 2026-11-02"},
				Concluded: "the rendering provider is in the plan's network",
			})
		}
	}
	return steps
}()
