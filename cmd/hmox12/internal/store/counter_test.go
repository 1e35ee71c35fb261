package store_test

import (
	"fmt"
	"maps"
	"path/filepath"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/store"
	"github.com/hmox12/hmox12/mapping/record"
)

// books is a model of the counters and visits: what they must be.
type books struct {
	totals map[record.Counter]decimal.Decimal
	visits map[string]bool
	// standing are the claims that are decided and not reversed.
	standing map[string]*record.Decision
}

func (b books) clone() books {
	return books{maps.Clone(b.totals), maps.Clone(b.visits), maps.Clone(b.standing)}
}

func (b books) post(p record.Posting) {
	b.totals[p.Counter] = b.totals[p.Counter].Add(p.Amount)
	if p.Visit != "" {
		b.visits[fmt.Sprint(p.Counter, p.Visit)] = p.Amount.IsPositive()
	}
}

var drawnCounters = []record.Counter{
	{Kind: record.OutOfPocketUsed, Owner: "M1", Year: 2026},
	{Kind: record.OutOfPocketUsed, Owner: "M1", Year: 2027},
	{Kind: record.BenefitDollars, Owner: "M1", Category: "DENTAL", Year: 2026},
	{Kind: record.ReferralVisits, Owner: "RF1"},
}

func drawPostings(t *rapid.T, b books) []record.Posting {
	var all []record.Posting
	taken := make(map[string]bool)
	for range rapid.IntRange(0, 4).Draw(t, "postings") {
		p := record.Posting{
			Counter: rapid.SampledFrom(drawnCounters).Draw(t, "counter"), Line: 1,
			Amount: decimal.New(rapid.Int64Range(1, 99999).Draw(t, "cents"), -2),
		}
		if visit := rapid.SampledFrom([]string{"", "d1", "d2", "d3"}).Draw(t, "visit"); visit != "" {
			key := fmt.Sprint(p.Counter, visit)
			if b.visits[key] || taken[key] {
				continue
			}
			taken[key], p.Visit = true, visit
		}
		all = append(all, p)
	}
	return all
}

func TestCountersAlwaysEqualOpeningAndPostings(t *testing.T) {
	folder := t.TempDir()
	run := 0
	rapid.Check(t, func(t *rapid.T) {
		run++
		path := emptyAt(t, filepath.Join(folder, fmt.Sprint(run, ".db")))
		s, err := store.Open(t.Context(), path, store.Options{})
		require.NoError(t, err)
		defer s.Close()

		now := books{map[record.Counter]decimal.Decimal{}, map[string]bool{}, map[string]*record.Decision{}}
		opening := drawPostings(t, now)
		for _, p := range opening {
			now.post(p)
		}
		tx, err := s.Begin(t.Context())
		require.NoError(t, err)
		require.NoError(t, tx.SetOpening(opening))
		f, err := tx.AddFile(file("f"))
		require.NoError(t, err)
		place, err := tx.AddInterchange(f, interchange("1"))
		require.NoError(t, err)
		require.NoError(t, tx.Commit())
		committed := now.clone()

		tx, err = s.Begin(t.Context())
		require.NoError(t, err)
		defer func() { tx.Rollback() }()
		var mark *store.Savepoint
		var marked books
		last := 0
		check := func() {
			ledger := tx.Ledger()
			for _, c := range drawnCounters {
				require.True(t, now.totals[c].Equal(ledger.Used(c)), "%v is %s, not %s", c, ledger.Used(c), now.totals[c])
				for _, visit := range []string{"d1", "d2", "d3"} {
					require.Equal(t, now.visits[fmt.Sprint(c, visit)], ledger.VisitTaken(c, visit))
				}
			}
			require.NoError(t, ledger.Err())
		}
		t.Repeat(map[string]func(*rapid.T){
			"decide": func(t *rapid.T) {
				last++
				c := claim(last)
				d := decision(c)
				d.Postings = drawPostings(t, now)
				require.NoError(t, tx.AddClaim(place, c))
				require.NoError(t, tx.AddDecision(c, 1, d))
				for _, p := range d.Postings {
					now.post(p)
				}
				now.standing[c.Control] = d
			},
			"reverse": func(t *rapid.T) {
				for n := range last {
					c := claim(n + 1)
					d := now.standing[c.Control]
					if d == nil {
						continue
					}
					r := reversal(d)
					require.NoError(t, tx.AddDecision(c, 2, r))
					for _, p := range r.Postings {
						now.post(p)
					}
					delete(now.standing, c.Control)
					return
				}
				t.Skip("nothing stands")
			},
			"mark": func(t *rapid.T) {
				if mark != nil {
					t.Skip("marked")
				}
				mark, err = tx.Savepoint()
				require.NoError(t, err)
				marked = now.clone()
			},
			"release": func(t *rapid.T) {
				if mark == nil {
					t.Skip("no mark")
				}
				require.NoError(t, mark.Release())
				mark = nil
			},
			"go back": func(t *rapid.T) {
				if mark == nil {
					t.Skip("no mark")
				}
				require.NoError(t, mark.Rollback())
				mark, now = nil, marked
			},
			"end": func(t *rapid.T) {
				if rapid.Bool().Draw(t, "commit") {
					require.NoError(t, tx.Commit())
					committed = now.clone()
				} else {
					require.NoError(t, tx.Rollback())
					now = committed.clone()
				}
				mark = nil
				tx, err = s.Begin(t.Context())
				require.NoError(t, err)
			},
			"": func(*rapid.T) { check() },
		})
	})
}
