package store_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/store"
	"github.com/hmox12/hmox12/mapping/record"
)

func TestClaimsDecidedAgainAreToldByTheirClaimAndInOrder(t *testing.T) {
	s := open(t)
	commit(t, s, func(tx store.Tx) {
		i := place(t, tx, "f1")
		for n := 1; n <= 2; n++ {
			c := claim(n)
			require.NoError(t, tx.AddClaim(i, c))
			require.NoError(t, tx.AddDecision(c, 1, decision(c)))
		}
		id, err := tx.AddEnrollment(i, enrollment(3))
		require.NoError(t, err)
		require.NoError(t, tx.AddDecidedAgain(id, &record.DecidedAgain{Claim: "C1", Source: "834 TEAL-1", Result: record.AgainSame}))
		require.NoError(t, tx.AddDecidedAgain(0, &record.DecidedAgain{Claim: "C2", Source: "change CH-2", Result: record.AgainTooLate}))
		require.NoError(t, tx.AddDecidedAgain(0, &record.DecidedAgain{Claim: "C1", Source: "dispute D-1", Result: record.AgainDecided}))
	})
	ctx := context.Background()
	var all []string
	for a, err := range s.DecidedAgain(ctx) {
		require.NoError(t, err)
		all = append(all, a.Claim+" by "+a.Source)
	}
	assert.Equal(t, []string{"C2 by change CH-2", "C1 by dispute D-1"}, all, "an enrollment tells its own")
	found, err := s.FindDecidedAgain(ctx, "C1")
	require.NoError(t, err)
	require.Len(t, found, 2)
	assert.Equal(t, []string{"834 TEAL-1", "dispute D-1"}, []string{found[0].Source, found[1].Source})
}

func TestAChangeInHindsightIsDoneOnce(t *testing.T) {
	tx := begin(t, open(t))
	change := &record.HindsightChange{Number: "CH-1", Kind: record.HindsightPCP}
	known, err := tx.KnowsHindsight("CH-1")
	require.NoError(t, err)
	assert.False(t, known)
	require.NoError(t, tx.AddHindsight(change, today, 3))
	known, err = tx.KnowsHindsight("CH-1")
	require.NoError(t, err)
	assert.True(t, known)
	require.ErrorIs(t, tx.AddHindsight(change, today, 3), store.ErrDuplicateHindsight)
}

func TestStandingClaimsAreFoundByWhatChanged(t *testing.T) {
	s := open(t)
	tx := begin(t, s)
	i := place(t, tx, "f1")
	unknown := claim(1)
	unknown.Patient.ID, unknown.Patient.Name, unknown.Patient.BirthDate = "OLD-9", record.PersonName{Last: "O'Neil, Jr.", First: "BO"}, 20100101
	d := decision(unknown)
	d.Member, d.Outcome, d.Status, d.Postings = "", record.DeniedClaim, record.DeniedUnknown, nil
	require.NoError(t, tx.AddClaim(i, unknown))
	require.NoError(t, tx.AddDecision(unknown, 1, d))
	known := claim(2)
	kd := decision(known)
	kd.Lines[0].Contract = "K5"
	require.NoError(t, tx.AddClaim(i, known))
	require.NoError(t, tx.AddDecision(known, 1, kd))

	dates := record.Span{From: 20260101}
	code := known.Lines[0].Procedure.Code
	for name, c := range map[string]struct {
		by   store.StandingBy
		want []string
	}{
		"by contract":                 {store.StandingBy{Contract: "K5"}, []string{"C2"}},
		"by another contract":         {store.StandingBy{Contract: "K4"}, nil},
		"by procedure":                {store.StandingBy{Procedure: code}, []string{"C1", "C2"}},
		"by payee":                    {store.StandingBy{Provider: kd.Payee}, []string{"C1", "C2"}},
		"by nobody of the provider":   {store.StandingBy{Provider: "1000000954"}, nil},
		"by account":                  {store.StandingBy{Claim: store.Account{Billing: known.Billing.NPI, Number: known.Account}}, []string{"C1", "C2"}},
		"by an account of another":    {store.StandingBy{Claim: store.Account{Billing: "1000000954", Number: known.Account}}, nil},
		"nobody, by an id before":     {store.StandingBy{Nobody: &record.Member{ID: "M1", SubscriberID: "M1", PriorIDs: []string{"OLD-9"}}}, []string{"C1"}},
		"nobody, by the subscriber's": {store.StandingBy{Nobody: &record.Member{ID: "M1", SubscriberID: "OLD-9"}}, []string{"C1"}},
		"nobody, by name and birth":   {store.StandingBy{Nobody: &record.Member{ID: "M1", SubscriberID: "M1", Name: record.PersonName{Last: "ONEIL"}, BirthDate: 20100101}}, []string{"C1"}},
		"nobody, by both, once":       {store.StandingBy{Nobody: &record.Member{ID: "OLD-9", SubscriberID: "OLD-9", Name: record.PersonName{Last: "ONEIL"}, BirthDate: 20100101}}, []string{"C1"}},
		"nobody, of another birth":    {store.StandingBy{Nobody: &record.Member{ID: "M1", SubscriberID: "M1", Name: record.PersonName{Last: "ONEIL"}, BirthDate: 20100102}}, nil},
	} {
		refs, err := tx.Standing(c.by, dates)
		require.NoError(t, err, name)
		var got []string
		for _, r := range refs {
			got = append(got, r.Control)
		}
		assert.Equal(t, c.want, got, name)
	}
}
