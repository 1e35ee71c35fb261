package store_test

import (
	"context"
	"database/sql"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/store"
	"github.com/hmox12/hmox12/mapping/record"
)

// known lists the claims of a member by control number, those that were rejected
// by their account.
func known(t *testing.T, tx store.Tx, id, account string, days record.Span) []string {
	t.Helper()
	ledger := tx.Ledger()
	var all []string
	for k := range ledger.KnownClaims(id, account, days) {
		name := k.Claim.Control
		if len(k.Rejections) > 0 {
			name = "rejected " + k.Claim.Account
		}
		all = append(all, name)
	}
	require.NoError(t, ledger.Err())
	return all
}

func TestClaimsAreKnownByTheirMember(t *testing.T) {
	s := open(t)
	tx := begin(t, s)
	i := place(t, tx, "f1")
	add := func(n int, change func(c *record.Claim)) *record.Claim {
		c := claim(n)
		change(c)
		require.NoError(t, tx.AddClaim(i, c))
		return c
	}
	sent := add(1, func(*record.Claim) {})
	require.NoError(t, tx.AddDecision(sent, 1, decision(sent)))
	// Sent with another id, and decided to be the member's.
	misspelled := add(2, func(c *record.Claim) { c.Subscriber.ID, c.Account = "HM70O1OO1O1", "OTHER" })
	require.NoError(t, tx.AddDecision(misspelled, 1, decision(misspelled)))
	add(3, func(c *record.Claim) {
		for l := range c.Lines {
			c.Lines[l].Dates = record.Span{From: 20261205, To: 20261206}
		}
	})
	add(4, func(c *record.Claim) { c.Subscriber.ID = "HM900" })
	rejected := claim(5)
	rejected.Control = ""
	require.NoError(t, tx.AddRejectedClaim(i, rejected, []record.Rejection{{Status: record.StatusCode{Category: "A8", Code: "400"}}}))
	unnamed := claim(6)
	unnamed.Control, unnamed.Subscriber.ID = "", ""
	require.NoError(t, tx.AddRejectedClaim(i, unnamed, nil))

	day := func(from, to record.Date) record.Span { return record.Span{From: from, To: to} }
	for _, c := range []struct {
		name, member, account string
		days                  record.Span
		want                  []string
	}{
		{"all of a member", member, "", record.Span{}, []string{"C1", "C2", "C3", "rejected " + account}},
		{"those with an account", member, account, record.Span{}, []string{"C1", "C3", "rejected " + account}},
		{"the one with an account, sent with another id", member, "OTHER", record.Span{}, []string{"C2"}},
		{"none with an account that is another's", "HM900", "OTHER", record.Span{}, nil},
		{"none with an account that nobody has", member, "NONE", record.Span{}, nil},
		{"those with an account and a day in common", member, account, day(20261206, 0), []string{"C3"}},
		{"those with a day in common", member, "", day(20261101, 20261102), []string{"C1", "C2", "rejected " + account}},
		{"the day alone", member, "", day(20261206, 0), []string{"C3"}},
		{"a day between", member, "", day(20261103, 20261204), nil},
		{"somebody else", "HM900", "", record.Span{}, []string{"C4"}},
		{"nobody", "", "", record.Span{}, nil},
	} {
		t.Run(c.name, func(t *testing.T) { assert.Equal(t, c.want, known(t, tx, c.member, c.account, c.days)) })
	}

	for range tx.Ledger().KnownClaims(member, "", record.Span{}) {
		break // and the transaction goes on
	}
	assert.Nil(t, tx.Ledger().KnownClaim("C99"))
	assert.Nil(t, tx.Ledger().KnownClaim(""))
	k := tx.Ledger().KnownClaim("C3")
	require.NotNil(t, k)
	assert.Nil(t, k.Decision)
	require.NoError(t, tx.Commit())
}

// Each provider numbers its own accounts, so that many claims may have the same one.
func TestClaimsOfAnAccountAreTheMembersHoweverManyHaveIt(t *testing.T) {
	s := open(t)
	tx := begin(t, s)
	i := place(t, tx, "f1")
	var want []string
	for n := range 9 {
		c := claim(n)
		c.Account = "1"
		if n%3 == 2 {
			c.Subscriber.ID = "HM900"
		} else {
			want = append(want, c.Control)
		}
		require.NoError(t, tx.AddClaim(i, c))
		assert.Equal(t, want, known(t, tx, member, "1", record.Span{}), "of %d", n+1)
	}
	require.NoError(t, tx.Commit())
}

func TestAKnownClaimTellsItsPaymentAndWhatTookItsPlace(t *testing.T) {
	s := open(t)
	tx := begin(t, s)
	i := place(t, tx, "f1")
	first, next, void := claim(1), claim(2), claim(3)
	next.Frequency, next.OriginalControl = "7", "C1"
	void.Frequency, void.OriginalControl = "8", "C2"
	again := claim(4) // a replacement that came to nothing
	again.Frequency, again.OriginalControl = "7", "C1"
	ledger := tx.Ledger()

	require.NoError(t, tx.AddClaim(i, first))
	require.NoError(t, tx.AddDecision(first, 1, decision(first)))
	require.NoError(t, tx.AddRemittance(remit("EFT1", []store.ClaimVersion{{Version: 1, Claim: first, Decision: decision(first)}})))
	k := ledger.KnownClaim("C1")
	assert.Equal(t, record.ClaimPayment{Trace: "EFT1", Method: record.ACH, Effective: today.AddDays(1)}, k.Payment)
	assert.Empty(t, k.ReplacedBy)
	assert.Equal(t, first.Account, k.Claim.Account)
	assert.Equal(t, record.Paid, k.Decision.Outcome)

	require.NoError(t, tx.AddClaim(i, next))
	d := decision(next)
	d.Reversal, d.Corrects = reversal(decision(first)), "C1"
	require.NoError(t, tx.AddDecision(next, 1, d))
	require.NoError(t, tx.AddClaim(i, again))
	require.NoError(t, tx.AddDecision(again, 1, decision(again)))
	k = ledger.KnownClaim("C1")
	assert.Equal(t, record.Reversal, k.Decision.Status)
	assert.Equal(t, "C2", k.ReplacedBy)
	assert.Zero(t, k.Payment, "the reversal is in no remittance yet")
	assert.Empty(t, ledger.KnownClaim("C2").ReplacedBy)

	require.NoError(t, tx.AddClaim(i, void))
	nothing := decision(void)
	nothing.Outcome, nothing.Paid, nothing.Patient, nothing.Lines, nothing.Postings = record.Voided, money("0"), money("0"), nil, nil
	nothing.Reversal = reversal(decision(next))
	require.NoError(t, tx.AddDecision(void, 1, nothing))
	k = ledger.KnownClaim("C2")
	assert.Equal(t, record.Reversal, k.Decision.Status)
	assert.Empty(t, k.ReplacedBy, "a void puts nothing in its place")
	require.NoError(t, tx.Commit())
}

// A search reads as many rows as it finds, whatever the database holds.
func TestClaimsOfAMemberAreFoundByIndex(t *testing.T) {
	path := emptyAt(t, filepath.Join(t.TempDir(), "night.db"))
	var said []string
	s := openAt(t, path)
	require.NoError(t, night(context.Background(), s, "f1"))
	require.NoError(t, s.Close())
	db, err := sql.Open("sqlite", path)
	require.NoError(t, err)
	defer db.Close()
	for _, query := range store.KnownClaimQueries {
		rows, err := db.Query("EXPLAIN QUERY PLAN "+query, "1", "2", 3, 4)
		require.NoError(t, err)
		for rows.Next() {
			var id, parent, unused int
			var detail string
			require.NoError(t, rows.Scan(&id, &parent, &unused, &detail))
			said = append(said, detail)
			assert.False(t, strings.HasPrefix(detail, "SCAN") && !strings.Contains(detail, "CONSTANT"), "%s: %s", query, detail)
		}
		require.NoError(t, rows.Err())
	}
	plan := strings.Join(said, "\n")
	for _, index := range []string{"claims_by_member", "claims_by_account", "decisions_by_member", "claims_by_original", "rejected_claims_by_member"} {
		assert.Contains(t, plan, index)
	}
}

func TestStatusInquiriesAreKeptWithTheirAnswers(t *testing.T) {
	s := open(t)
	refused := statusAnswer(9, "")
	refused.Claims, refused.Refused = nil, record.StatusAtProvider
	refused.Status = record.StatusCode{Category: "E0", Code: "562", Entity: "1P"}
	refused.Inquiry.Providers = []record.ClaimProvider{{ID: record.Reference{Qualifier: "SV", Number: "7"}}}
	commit(t, s, func(tx store.Tx) {
		i := place(t, tx, "f1")
		require.NoError(t, tx.AddStatusInquiry(i, statusAnswer(8, "C1")))
		require.NoError(t, tx.AddStatusInquiry(i, refused))
		require.NoError(t, tx.AddStatusInquiry(0, statusAnswer(8, "C1")), "asked in real time")
		require.NoError(t, tx.AddStatusInquiry(0, statusAnswer(8, "C1")))
	})
	var all []*record.StatusAnswer
	for a, err := range s.StatusInquiries(context.Background()) {
		require.NoError(t, err)
		all = append(all, a)
	}
	require.Len(t, all, 4)
	assert.Equal(t, statusAnswer(8, "C1"), all[0])
	assert.Equal(t, refused, all[1])
	sum, err := s.Summary(context.Background())
	require.NoError(t, err)
	assert.Equal(t, 4, sum.StatusInquiries)
	assert.Equal(t, 3, sum.FoundClaims)
	for number, want := range map[string]int{refused.Inquiry.Trace: 4, "C1": 3, "C9": 0} {
		found, err := s.FindStatusInquiry(context.Background(), number)
		require.NoError(t, err)
		assert.Len(t, found, want, "by trace, and by the claim that was told: %s", number)
	}
	for range s.StatusInquiries(context.Background()) {
		break
	}
	for _, err := range s.StatusInquiries(ended()) {
		require.ErrorIs(t, err, context.Canceled)
	}
}

func TestASearchThatFailsEndsTheTransaction(t *testing.T) {
	for _, operation := range []string{"find known claim", "find claims of member", "find rejected claims of member"} {
		t.Run(operation, func(t *testing.T) {
			fail := ""
			s := open(t, store.Options{Around: func(what string, do func() error) error {
				if what == fail {
					return errInjected
				}
				return do()
			}})
			tx := begin(t, s)
			i := place(t, tx, "f1")
			require.NoError(t, tx.AddClaim(i, claim(1)))
			fail = operation
			ledger := tx.Ledger()
			ledger.KnownClaim("C1")
			_ = slices.Collect(ledger.KnownClaims(member, "", record.Span{}))
			require.ErrorIs(t, ledger.Err(), errInjected)
			assert.Nil(t, ledger.KnownClaim("C1"), "answered with nothing from then on")
			assert.Empty(t, slices.Collect(ledger.KnownClaims(member, "", record.Span{})))
			require.ErrorIs(t, tx.Commit(), errInjected)
		})
	}
}

func TestWhatIsQueuedOfClaimsIsKnown(t *testing.T) {
	s := open(t)
	tx := begin(t, s)
	i := place(t, tx, "f1")
	c, rejected := claim(1), claim(2)
	rejected.Control = ""
	require.NoError(t, tx.LogBehind(func(tx store.Tx) error { return tx.AddStatusInquiry(i, statusAnswer(8, "C1")) }))
	assert.Empty(t, known(t, tx, member, "", record.Span{}))
	require.NoError(t, tx.FarBehind(func(tx store.Tx) error { return tx.AddRejectedClaim(i, rejected, nil) }))
	var found []*record.KnownClaim
	for k := range tx.Ledger().KnownClaims(member, "", record.Span{}) {
		found = append(found, k)
	}
	require.Len(t, found, 1)
	assert.Equal(t, rejected.Account, found[0].Claim.Account)
	require.NoError(t, tx.AddDecided(i, c, decision(c)))
	require.NotNil(t, tx.Ledger().KnownClaim("C1"))
	require.NoError(t, tx.Commit())
}

func TestInquiriesThatAreLoggedBehindKeepNobodyWaiting(t *testing.T) {
	s := open(t)
	commit(t, s, func(tx store.Tx) {
		c := claim(1)
		require.NoError(t, tx.AddDecided(place(t, tx, "f1"), c, decision(c)))
	})
	tx := begin(t, s)
	i := place(t, tx, "f2")
	answered := make(chan struct{})
	require.NoError(t, tx.LogBehind(func(tx store.Tx) error {
		select {
		case <-answered:
		case <-time.After(time.Minute):
			t.Error("the question waited for what is logged")
		}
		return tx.AddStatusInquiry(i, statusAnswer(8, "C1"))
	}))
	assert.Equal(t, []string{"C1"}, known(t, tx, member, "", record.Span{}))
	require.NotNil(t, tx.Ledger().KnownClaim("C1"))
	close(answered)
	require.NoError(t, tx.Commit())
	logged := 0
	for _, err := range s.StatusInquiries(context.Background()) {
		require.NoError(t, err)
		logged++
	}
	assert.Equal(t, 1, logged)
}
