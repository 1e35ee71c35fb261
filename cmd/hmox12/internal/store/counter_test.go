package store_test

import (
	"fmt"
	"maps"
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
	visits map[string]int // how many claims hold each
	// standing are the claims that are decided and not reversed.
	standing map[string]*record.Decision
}

func (b books) clone() books {
	return books{maps.Clone(b.totals), maps.Clone(b.visits), maps.Clone(b.standing)}
}

func (b books) post(p record.Posting) {
	if p.Visit != "" {
		key := fmt.Sprint(p.Counter, p.Visit)
		before := b.visits[key]
		b.visits[key] += p.Amount.Sign()
		if min(before, b.visits[key]) > 0 {
			return // another claim holds it
		}
	}
	b.totals[p.Counter] = b.totals[p.Counter].Add(p.Amount)
}

// drawnCounters are the counters of one run; runs share a database.
func drawnCounters(run int) []record.Counter {
	owner := fmt.Sprint("M", run)
	return []record.Counter{
		{Kind: record.OutOfPocketUsed, Owner: owner, Year: 2026},
		{Kind: record.OutOfPocketUsed, Owner: owner, Year: 2027},
		{Kind: record.BenefitDollars, Owner: owner, Category: "DENTAL", Year: 2026},
		{Kind: record.ReferralVisits, Owner: owner},
	}
}

var drawnVisits = []string{"d1", "d2"}

func drawPostings(t *rapid.T, run int, b books) []record.Posting {
	var all []record.Posting
	taken := make(map[string]bool)
	for range rapid.IntRange(0, 4).Draw(t, "postings") {
		p := record.Posting{
			Counter: rapid.SampledFrom(drawnCounters(run)).Draw(t, "counter"), Line: 1,
			Amount: decimal.New(rapid.Int64Range(1, 99999).Draw(t, "cents"), -2),
		}
		if p.Counter.Kind == record.ReferralVisits {
			visit := rapid.SampledFrom(drawnVisits).Draw(t, "visit")
			if taken[visit] {
				continue
			}
			taken[visit], p.Visit, p.Amount = true, visit, decimal.NewFromInt(1)
		}
		all = append(all, p)
	}
	return all
}

func TestCountersAlwaysEqualOpeningAndPostings(t *testing.T) {
	t.Parallel()
	s := open(t)
	run := 0
	rapid.Check(t, func(t *rapid.T) {
		run++
		counters := drawnCounters(run)
		numbered := func(n int) *record.Claim {
			c := claim(n)
			c.Control = fmt.Sprintf("C%d-%d", run, n)
			return c
		}
		now := books{map[record.Counter]decimal.Decimal{}, map[string]int{}, map[string]*record.Decision{}}
		opening := drawPostings(t, run, now)
		for _, p := range opening {
			now.post(p)
		}
		tx, err := s.Begin(t.Context())
		require.NoError(t, err)
		defer func() { tx.Rollback() }()
		require.NoError(t, tx.SetOpening(opening))
		f, err := tx.AddFile(file(fmt.Sprint(run)))
		require.NoError(t, err)
		place, err := tx.AddInterchange(f, interchange(fmt.Sprint(run)))
		require.NoError(t, err)
		require.NoError(t, tx.Commit())
		committed := now.clone()

		tx, err = s.Begin(t.Context())
		require.NoError(t, err)
		var mark store.Savepoint
		var marked books
		last := 0
		check := func() {
			ledger := tx.Ledger()
			for _, c := range counters {
				require.True(t, now.totals[c].Equal(ledger.Used(c)), "%v is %s, not %s", c, ledger.Used(c), now.totals[c])
			}
			for _, visit := range drawnVisits {
				require.Equal(t, now.visits[fmt.Sprint(counters[3], visit)] > 0, len(ledger.VisitClaims(counters[3], visit)) > 0)
			}
			require.NoError(t, ledger.Err())
		}
		t.Repeat(map[string]func(*rapid.T){
			"decide": func(t *rapid.T) {
				last++
				c := numbered(last)
				d := decision(c)
				d.Postings = drawPostings(t, run, now)
				if rapid.Bool().Draw(t, "behind") {
					require.NoError(t, tx.AddDecided(place, c, d))
				} else {
					require.NoError(t, tx.AddClaim(place, c))
					require.NoError(t, tx.AddDecision(c, 1, d))
				}
				for _, p := range d.Postings {
					now.post(p)
				}
				now.standing[c.Control] = d
			},
			"reverse": func(t *rapid.T) {
				for n := range last {
					c := numbered(n + 1)
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
