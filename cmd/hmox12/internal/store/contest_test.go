package store_test

import (
	"context"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/store"
	"github.com/hmox12/hmox12/mapping/record"
)

func TestWhatAContestHolds(t *testing.T) {
	const payee = "1000000889"
	amount := decimal.RequireFromString
	for name, c := range map[string]struct {
		contests []record.Contest
		open     string // still to be taken; empty: nothing
		state    record.ContestState
		want     error
	}{
		"no contest":                                 {nil, "100", "", nil},
		"a contest":                                  {[]record.Contest{{Contested: 20260310}}, "", record.ContestHolds, nil},
		"a contest on the last day":                  {[]record.Contest{{Contested: 20260331}}, "", record.ContestHolds, nil},
		"a contest when the days are over":           {[]record.Contest{{Contested: 20260401}}, "100", record.ContestLate, nil},
		"a contest of another payee":                 {[]record.Contest{{Payee: "1000000954", Contested: 20260310}}, "100", record.ContestOfNone, nil},
		"one that is settled":                        {[]record.Contest{{Contested: 20260310, Settled: 20260320}}, "100", record.ContestTaken, nil},
		"settled by half":                            {[]record.Contest{{Contested: 20260310, Settled: 20260320, Waived: amount("50")}}, "50", record.ContestTaken, nil},
		"settled for the payee":                      {[]record.Contest{{Contested: 20260310, Settled: 20260320, AllWaived: true}}, "", record.ContestDropped, nil},
		"said twice":                                 {[]record.Contest{{Contested: 20260310}, {Contested: 20260310}}, "", record.ContestHolds, nil},
		"settled twice counts once":                  {[]record.Contest{{Contested: 20260310, Settled: 20260320, Waived: amount("40")}, {Contested: 20260310, Settled: 20260321, Waived: amount("90")}}, "60", record.ContestTaken, nil},
		"settled, and contested again":               {[]record.Contest{{Contested: 20260310, Settled: 20260320}, {Contested: 20260325}}, "", record.ContestReleased, nil},
		"more waived than is open":                   {[]record.Contest{{Contested: 20260310, Settled: 20260320, Waived: amount("100.01")}}, "", "", store.ErrWaivesTooMuch},
		"something waived of a contest that is late": {[]record.Contest{{Contested: 20260401, Settled: 20260402, Waived: amount("1")}}, "", "", store.ErrWaivesTooMuch},
	} {
		t.Run(name, func(t *testing.T) {
			s := open(t)
			var failed error
			tx := begin(t, s)
			require.NoError(t, tx.AddPayable(&record.Payable{Key: "k", Payee: payee, Reason: "WO", Reference: "77", Amount: amount("100"), Due: 20260401}))
			require.NoError(t, tx.AddRemittance(&record.Remittance{
				TraceNumber: "T1", Method: record.NonPayment, Amount: decimal.Zero, Payee: record.Provider{NPI: payee},
			}, nil))
			for _, contest := range c.contests {
				contest.Claim = "77"
				if contest.Payee == "" {
					contest.Payee = payee
				}
				if failed = tx.Contest(&contest); failed != nil {
					break
				}
			}
			if c.want != nil {
				require.ErrorIs(t, failed, c.want)
				require.NoError(t, tx.Rollback())
				return
			}
			require.NoError(t, failed)
			due, err := tx.Payables(20260501)
			require.NoError(t, err)
			got := ""
			if len(due) > 0 {
				got = due[0].Open().String()
			}
			assert.Equal(t, c.open, got)
			if c.open != "100" {
				mark, err := tx.Savepoint()
				require.NoError(t, err)
				require.ErrorIs(t, tx.Settle("k", "T1", amount("100")), store.ErrNotSettled, "what is held or waived can't be taken")
				require.NoError(t, mark.Rollback())
			}
			if c.open != "" {
				require.NoError(t, tx.Settle("k", "T1", amount(c.open)))
			}
			require.NoError(t, tx.Commit())
			var state record.ContestState
			for h, err := range s.Contests(context.Background()) {
				require.NoError(t, err)
				if state == "" {
					state = h.State
				}
			}
			assert.Equal(t, c.state, state)
			found, err := s.FindContests(context.Background(), "77")
			require.NoError(t, err)
			assert.Equal(t, state != "", len(found) > 0)
			others, err := s.FindContests(context.Background(), "78")
			require.NoError(t, err)
			assert.Empty(t, others)
		})
	}
}
