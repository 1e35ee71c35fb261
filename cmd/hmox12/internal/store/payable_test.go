package store_test

import (
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/store"
	"github.com/hmox12/hmox12/mapping/record"
)

func TestNoMoreIsSettledThanIsDue(t *testing.T) {
	for name, c := range map[string]struct {
		due, settled string
		payee        string
		want         error
	}{
		"all of it":                      {"100", "100", "1000000889", nil},
		"a part":                         {"100", "40", "1000000889", nil},
		"more than is due":               {"100", "100.01", "1000000889", store.ErrNotSettled},
		"the other way round":            {"100", "-1", "1000000889", store.ErrNotSettled},
		"what the HMO owes":              {"-100", "-100", "1000000889", nil},
		"more than the HMO owes":         {"-100", "-101", "1000000889", store.ErrNotSettled},
		"what is due to another payee":   {"100", "100", "1000000954", store.ErrNotSettled},
		"parts of a cent are no payment": {"100", "0.001", "1000000889", store.ErrNotSettled},
	} {
		t.Run(name, func(t *testing.T) {
			s := open(t)
			tx := begin(t, s)
			defer func() { _ = tx.Rollback() }()
			amount := decimal.RequireFromString(c.settled)
			require.NoError(t, tx.AddPayable(&record.Payable{
				Key: "k", Payee: c.payee, Reason: "WO", Reference: "1", Amount: decimal.RequireFromString(c.due), Due: 20260301,
			}))
			require.NoError(t, tx.AddRemittance(&record.Remittance{
				TraceNumber: "T1", Method: record.NonPayment, Amount: decimal.Zero, Payee: record.Provider{NPI: "1000000889"},
			}, nil))
			err := tx.Settle("k", "T1", amount)
			if c.want == nil {
				require.NoError(t, err)
				open, err := tx.Payables(20260301)
				require.NoError(t, err)
				if left := decimal.RequireFromString(c.due).Sub(amount); !left.IsZero() {
					require.Len(t, open, 1)
					require.Equal(t, left.String(), open[0].Open().String())
				} else {
					require.Empty(t, open)
				}
				return
			}
			require.Error(t, err)
			if name != "parts of a cent are no payment" {
				require.ErrorIs(t, err, c.want)
			}
		})
	}
}

func TestAPayableIsSettledFromItsDayOn(t *testing.T) {
	s := open(t)
	tx := begin(t, s)
	defer func() { _ = tx.Rollback() }()
	require.NoError(t, tx.AddPayable(&record.Payable{Key: "k", Payee: "1", Reason: "CT", Amount: decimal.NewFromInt(-1), Due: 20260301}))
	early, err := tx.Payables(20260228)
	require.NoError(t, err)
	require.Empty(t, early)
	due, err := tx.Payables(20260301)
	require.NoError(t, err)
	require.Len(t, due, 1)
	require.ErrorIs(t, tx.Settle("k", "no such remittance", decimal.NewFromInt(-1)), store.ErrNotFound)
}
