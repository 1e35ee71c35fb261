package payment_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/book"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/hindsight"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/store"
	"github.com/hmox12/hmox12/mapping/record"
)

// bookOf is the sample book on a later day with another fee for a visit, declared in
// hindsight by a number of its own.
func bookOf(t *testing.T, day string, fee, change int) *book.Book {
	dir := filepath.Join(t.TempDir(), "hmo")
	require.NoError(t, os.CopyFS(dir, os.DirFS("../../../../fixtures/hmo")))
	edit := func(name string, pairs ...string) {
		text, err := os.ReadFile(filepath.Join(dir, name))
		require.NoError(t, err)
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte(strings.NewReplacer(pairs...).Replace(string(text))), 0o644))
	}
	edit("night.yaml", "run: 2026-03-16", "run: "+day, "effective: 2026-03-16", "effective: "+day)
	edit("fees.csv", "FS,99213,,,2025-01-01,,80", fmt.Sprintf("FS,99213,,,2025-01-01,,%d", fee))
	rows := "number,kind,subject,code,from,to,declared,reason,mistake,holdHarmless\n"
	rows += fmt.Sprintf("CH-%d,fee,FS,99213,2026-01-01,,2026-03-10,why,,\n", change)
	require.NoError(t, os.WriteFile(filepath.Join(dir, "hindsight.csv"), []byte(rows), 0o644))
	hmo, err := book.Load(os.DirFS(dir), ".")
	require.NoError(t, err)
	return hmo
}

// TestNoMoneyComesFromNowhereInHindsight changes fees and coverage behind claims that
// were paid, over nights on which recoveries are told, put off and taken: what a payee
// got is always what stands decided and what is still to be recovered, less what is
// carried forward.
func TestNoMoneyComesFromNowhereInHindsight(t *testing.T) {
	days := []string{"2026-03-16", "2026-04-28", "2026-06-15"}
	books := map[[3]int]*book.Book{}
	bookFor := func(night, fee, change int) *book.Book {
		key := [3]int{night, fee, change}
		if books[key] == nil {
			books[key] = bookOf(t, days[night], fee, change)
		}
		return books[key]
	}
	rapid.Check(t, func(r *rapid.T) {
		h := houseOf(t, bookFor(0, 80, 0))
		paid := decimal.Zero
		for night := range days {
			h.book = bookFor(night, rapid.SampledFrom([]int{60, 80, 100}).Draw(r, "fee"), night)
			for range rapid.IntRange(0, 3).Draw(r, "claims") {
				c := h.visit(rapid.SampledFrom([]string{"99213", "99213", "99395"}).Draw(r, "code"), "300")
				day := record.Date(20260201).AddDays(rapid.IntRange(0, 25).Draw(r, "day"))
				c.Lines[0].Dates = record.Span{From: day, To: day}
				c.Received = h.book.Night().Run.AddDays(-10)
				h.take(c)
			}
			if rapid.Bool().Draw(r, "coverage ends") && night == 1 {
				h.disenroll(20260210)
			}
			h.do(func(tx store.Tx) {
				claims := hindsight.Claims{Book: h.book, Tx: tx}
				require.NoError(t, claims.Declared())
				require.NoError(t, claims.Decide())
			})
			for _, m := range h.cycle() {
				balanced(r, m)
				paid = paid.Add(m.Amount)
			}
			h.do(func(tx store.Tx) {
				stands := decimal.Zero
				for n := 1; n <= h.sent; n++ {
					s, err := tx.StandingClaim(fmt.Sprint(n))
					require.NoError(t, err)
					if s != nil {
						stands = stands.Add(s.Decision.Paid).Add(s.Decision.Interest)
					}
				}
				due, err := tx.Payables(99991231)
				require.NoError(t, err)
				for _, p := range due {
					if p.Amount.IsNegative() {
						r.Fatalf("%s of %s was not given back with its reversal", p.Open(), p.Key)
					}
					stands = stands.Add(p.Open())
				}
				owed, _, err := tx.BalanceForward(laurel)
				require.NoError(t, err)
				if got := paid.Sub(owed); !got.Equal(stands) {
					r.Fatalf("night %d: paid %s and carried %s, but %s stands or is to be recovered", night, paid, owed, stands)
				}
			})
		}
		require.NoError(t, h.store.Close())
	})
}
