package store_test

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/store"
	"github.com/hmox12/hmox12/mapping/record"
)

func TestLedgerTellsPriorLinesAsTheyWereSubmitted(t *testing.T) {
	s := open(t)
	tx := begin(t, s)
	c := claim(1)
	require.NoError(t, tx.AddClaim(place(t, tx, "f1"), c))
	d := decision(c)
	d.Newborn = "2026-10-30 F ADA"
	require.NoError(t, tx.AddDecision(c, 1, d))
	ledger := tx.Ledger()

	day := record.NewDate(2026, 11, 2)
	lines := ledger.PriorLines(member, record.Span{From: day, To: day})
	require.Len(t, lines, 2)
	visit, lab := lines[0], lines[1]
	assert.True(t, visit.Charge.Equal(money("150")) && visit.Copay.Equal(money("20")) && visit.Units.Equal(money("1")))
	assert.True(t, lab.Charge.Equal(money("40.25")) && lab.Copay.IsZero() && lab.Units.Equal(money("1.5")))
	visit.Charge, visit.Copay, visit.Units = record.PriorLine{}.Charge, record.PriorLine{}.Copay, record.PriorLine{}.Units
	assert.Equal(t, record.PriorLine{
		Claim: "C1", Line: 1, Member: member, Newborn: "2026-10-30 F ADA", Rendering: doctor, Billing: practice, Dates: record.Span{From: day, To: day},
		Procedure: record.Procedure{Qualifier: "HC", Code: "99213", Modifiers: []string{"25", "GC"}},
		Place:     "11", State: record.LinePaid, Category: "PCP_VISIT",
	}, visit)
	assert.Equal(t, record.CARC("197"), lab.Denial)
	assert.Nil(t, lab.Procedure.Modifiers)

	assert.Empty(t, ledger.PriorLines(member, record.Span{From: day.AddDays(1), To: day.AddDays(9)}))
	assert.Empty(t, ledger.PriorLines(member, record.Span{From: day.AddDays(-9), To: day.AddDays(-1)}))
	assert.Len(t, ledger.PriorLines(member, record.Span{From: day.AddDays(-9)}), 2, "an open span has no end")
	assert.Empty(t, ledger.PriorLines("HM9", record.Span{From: day}))
	assert.Empty(t, ledger.PriorLines("", record.Span{From: day}), "strangers have no history in common")
	require.NoError(t, ledger.Err())
}

func TestALineOfAStrangerIsKeptButNobodysPriorLine(t *testing.T) {
	s := open(t)
	tx := begin(t, s)
	c := claim(1)
	d := decision(c)
	d.Member, d.Postings = "", nil
	require.NoError(t, tx.AddClaim(place(t, tx, "f1"), c))
	require.NoError(t, tx.AddDecision(c, 1, d))
	assert.Empty(t, tx.Ledger().PriorLines("", record.Span{From: 20260101}))
	require.NoError(t, tx.Commit())
	sum, err := s.Summary(context.Background())
	require.NoError(t, err)
	require.Len(t, sum.Denials, 1)
	assert.Equal(t, 1, sum.Denials[0].Lines)
}

func TestAClaimOfNobodyThatIsDecidedAgainIsPriorLinesOfTheMember(t *testing.T) {
	s := open(t)
	all := record.Span{From: 20260101}
	c := claim(1)
	nobodys := decision(c)
	nobodys.Member, nobodys.Postings = "", nil
	commit(t, s, func(tx store.Tx) {
		require.NoError(t, tx.AddClaim(place(t, tx, "f1"), c))
		require.NoError(t, tx.AddDecision(c, 1, nobodys))
	})
	commit(t, s, func(tx store.Tx) {
		assert.Empty(t, tx.Ledger().PriorLines(member, all), "and is remembered so")
		hers := decision(c)
		hers.Reversal = reversal(nobodys)
		require.NoError(t, tx.AddDecision(c, 3, hers))
		assert.Len(t, tx.Ledger().PriorLines(member, all), 2)
	})
}

func TestAReversalTakesEverythingBackAndACorrectionStandsInItsPlace(t *testing.T) {
	s := open(t)
	ctx := context.Background()
	all := record.Span{From: 20260101}
	first := claim(1)
	paid := decision(first)
	paid.Postings = append(paid.Postings, referralVisit("day", "1"))
	commit(t, s, func(tx store.Tx) {
		require.NoError(t, tx.AddClaim(place(t, tx, "f1"), first))
		require.NoError(t, tx.AddDecision(first, 1, paid))
		ledger := tx.Ledger()
		assert.NotEmpty(t, ledger.VisitClaims(paid.Postings[1].Counter, "day"))
		assert.True(t, ledger.Used(paid.Postings[0].Counter).Equal(money("20")))
	})
	commit(t, s, func(tx store.Tx) {
		require.ErrorIs(t, tx.AddDecision(first, 3, reversal(paid)), store.ErrNotReversible, "no version is left out")
		half := reversal(paid)
		half.Paid = money("-45")
		require.ErrorIs(t, tx.AddDecision(first, 2, half), store.ErrNotReversible)
		require.NoError(t, tx.AddDecision(first, 2, reversal(paid)))
		ledger := tx.Ledger()
		assert.Empty(t, ledger.VisitClaims(paid.Postings[1].Counter, "day"))
		assert.True(t, ledger.Used(paid.Postings[0].Counter).IsZero())
		assert.True(t, ledger.Used(paid.Postings[1].Counter).IsZero())
		assert.Empty(t, ledger.PriorLines(member, all))
		assert.Equal(t, record.Reversal, ledger.Claim("C1").Status)
		assert.Nil(t, ledger.Claim("C2"))
		require.NoError(t, ledger.Err())
	})
	sum, err := s.Summary(ctx)
	require.NoError(t, err)
	assert.Equal(t, 1, sum.Claims)
	assert.Zero(t, sum.Decided.Claims)
	assert.True(t, sum.Decided.Paid.IsZero())

	commit(t, s, func(tx store.Tx) {
		require.NoError(t, tx.AddDecision(first, 3, decision(first)))
		assert.Len(t, tx.Ledger().PriorLines(member, all), 2)
	})
	sum, err = s.Summary(ctx)
	require.NoError(t, err)
	assert.True(t, sum.Decided.Paid.Equal(money("90")))

	history, err := s.History(ctx, "C1")
	require.NoError(t, err)
	require.Len(t, history, 3)
	assert.Equal(t, []int{1, 2, 3}, []int{history[0].Version, history[1].Version, history[2].Version})
	assert.True(t, history[1].Decision.Paid.Equal(money("-90")))
}

func TestAReplacementRecordsTheReversalOfWhatItReplaces(t *testing.T) {
	s := open(t)
	first, second := claim(1), claim(2)
	paid := decision(first)
	again := decision(second)
	again.Reversal = reversal(paid)
	commit(t, s, func(tx store.Tx) {
		i := place(t, tx, "f1")
		require.NoError(t, tx.AddClaim(i, first))
		require.NoError(t, tx.AddClaim(i, second))
		require.NoError(t, tx.AddDecision(first, 1, paid))
		require.NoError(t, tx.AddDecision(second, 1, again))
		assert.Equal(t, []string{"C1/1", "C1/2", "C2/1"}, unpaid(t, tx), "the reversal is remitted before what replaces it")
		ledger := tx.Ledger()
		assert.True(t, ledger.Used(paid.Postings[0].Counter).Equal(money("20")))
		lines := ledger.PriorLines(member, record.Span{From: 20260101})
		require.Len(t, lines, 2)
		assert.Equal(t, "C2", lines[0].Claim)
	})
	require.NotNil(t, again.Reversal, "the caller's decision is left alone")
	history, err := s.History(context.Background(), "C1")
	require.NoError(t, err)
	require.Len(t, history, 2)
	assert.Equal(t, record.Reversal, history[1].Decision.Status)

	tx := begin(t, s)
	third := claim(3)
	require.NoError(t, tx.AddClaim(1, third))
	twice := decision(third)
	twice.Reversal = reversal(paid)
	err = tx.AddDecision(third, 1, twice)
	require.ErrorIs(t, err, store.ErrNotReversible, "a claim is taken back once")
	require.ErrorIs(t, tx.Commit(), err)
}

func TestOpeningCountersCanBeLoadedAgain(t *testing.T) {
	s := open(t)
	counter := outOfPocket("1").Counter
	visits := referralVisit("", "1").Counter
	commit(t, s, func(tx store.Tx) {
		require.NoError(t, tx.SetOpening([]record.Posting{
			outOfPocket("100.10"), outOfPocket("0.90"), referralVisit("day", "1"), referralVisit("", "2"),
		}))
		ledger := tx.Ledger()
		assert.True(t, ledger.Used(counter).Equal(money("101")))
		assert.True(t, ledger.Used(visits).Equal(money("3")))
		assert.NotEmpty(t, ledger.VisitClaims(visits, "day"))
		c := claim(1)
		require.NoError(t, tx.AddClaim(place(t, tx, "f1"), c))
		require.NoError(t, tx.AddDecision(c, 1, decision(c)))
		assert.True(t, ledger.Used(counter).Equal(money("121")))
	})
	for range 2 {
		commit(t, s, func(tx store.Tx) {
			again := []record.Posting{outOfPocket("101"), referralVisit("day", "1"), referralVisit("", "2")}
			require.NoError(t, tx.SetOpening(again), "the same visits")
			require.NoError(t, tx.SetOpening(again), "and in the same transaction")
			ledger := tx.Ledger()
			assert.True(t, ledger.Used(counter).Equal(money("121")))
			assert.True(t, ledger.Used(visits).Equal(money("3")))
			assert.Len(t, ledger.VisitClaims(visits, "day"), 1)
		})
	}
	commit(t, s, func(tx store.Tx) {
		require.NoError(t, tx.SetOpening([]record.Posting{outOfPocket("50")}))
		ledger := tx.Ledger()
		assert.True(t, ledger.Used(counter).Equal(money("70")), "what was posted since stays")
		assert.True(t, ledger.Used(visits).IsZero(), "what isn't named opens at zero")
		assert.Empty(t, ledger.VisitClaims(visits, "day"))
		require.NoError(t, ledger.Err())
	})
	t.Run("a visit that is taken twice", func(t *testing.T) {
		err := begin(t, s).SetOpening([]record.Posting{referralVisit("day", "1"), referralVisit("day", "1")})
		require.ErrorIs(t, err, store.ErrVisitTaken)
		assert.ErrorContains(t, err, string(record.ReferralVisits))
	})
	for name, opening := range map[string]record.Posting{
		"a negative opening":     outOfPocket("-1"),
		"a fraction of a cent":   outOfPocket("0.001"),
		"a kind nobody knows of": {Counter: record.Counter{Kind: "steps", Owner: "x"}, Amount: money("1")},
	} {
		t.Run(name, func(t *testing.T) {
			tx := begin(t, s)
			err := tx.SetOpening([]record.Posting{opening})
			require.Error(t, err)
			assert.NotContains(t, err.Error(), member)
			require.ErrorIs(t, tx.Commit(), err)
		})
	}
}

// TestOpeningsOfAnOwnerWhoIsForgottenMeanwhileAreFound has an owner with more visits than are
// remembered of anybody, many others, and that owner again.
func TestOpeningsOfAnOwnerWhoIsForgottenMeanwhileAreFound(t *testing.T) {
	s := open(t)
	var opening []record.Posting
	visit := func(n int) record.Posting { return referralVisit(fmt.Sprint(strings.Repeat("v", 200), n), "1") }
	for n := range 700 {
		opening = append(opening, visit(n))
	}
	for n := range 300 {
		p := outOfPocket("10")
		p.Counter.Owner = fmt.Sprint("HM", n)
		opening = append(opening, p)
	}
	other := visit(0)
	other.Counter.Category = "other"
	opening = append(opening, visit(700), other)
	commit(t, s, func(tx store.Tx) {
		require.NoError(t, tx.SetOpening(opening))
		ledger := tx.Ledger()
		assert.True(t, ledger.Used(visit(0).Counter).Equal(money("701")))
		assert.True(t, ledger.Used(other.Counter).Equal(money("1")))
		require.NoError(t, ledger.Err())
	})
}

func TestALedgerThatFailedKeepsItsDecisionOut(t *testing.T) {
	fail := ""
	s := open(t, store.Options{Around: func(operation string, do func() error) error {
		if operation == fail {
			return errInjected
		}
		return do()
	}})
	questions := map[string]func(l store.Ledger) bool{
		"read counter":       func(l store.Ledger) bool { return l.Used(outOfPocket("1").Counter).IsZero() },
		"find visit":         func(l store.Ledger) bool { return len(l.VisitClaims(referralVisit("", "1").Counter, "day")) == 0 },
		"find prior lines":   func(l store.Ledger) bool { return len(l.PriorLines(member, record.Span{})) == 0 },
		"find last decision": func(l store.Ledger) bool { return l.Claim("C1") == nil },
	}
	for operation, ask := range questions {
		t.Run(operation, func(t *testing.T) {
			fail = ""
			tx := begin(t, s)
			c := claim(1)
			require.NoError(t, tx.AddClaim(place(t, tx, "f1"), c))
			d := decision(c)
			d.Postings = append(d.Postings, referralVisit("day", "1"))
			require.NoError(t, tx.AddDecision(c, 1, d))
			mark, err := tx.Savepoint()
			require.NoError(t, err)
			require.NoError(t, mark.Rollback()) // forgets what it remembered of counters
			require.False(t, ask(tx.Ledger()))

			fail = operation
			mark, err = tx.Savepoint()
			require.NoError(t, err)
			require.NoError(t, mark.Rollback())
			ledger := tx.Ledger()
			require.True(t, ask(ledger), "nothing is known")
			require.ErrorIs(t, ledger.Err(), errInjected)
			fail = ""
			require.True(t, ask(ledger), "and stays so")
			require.ErrorIs(t, tx.AddClaim(1, claim(2)), errInjected)
			require.ErrorIs(t, tx.Commit(), errInjected)
		})
	}
}

func TestClaimsAreFoundByOurNumberAndByTheProviders(t *testing.T) {
	s := open(t)
	ctx := context.Background()
	commit(t, s, func(tx store.Tx) {
		i := place(t, tx, "f1")
		for n := range 3 {
			require.NoError(t, tx.AddClaim(i, claim(n+1)))
		}
		require.NoError(t, tx.AddDecision(claim(2), 1, decision(claim(2))))
	})
	found, err := s.FindClaim(ctx, "C2")
	require.NoError(t, err)
	require.Len(t, found, 1)
	assert.Equal(t, 1, found[0].Version)
	assert.Equal(t, decision(claim(2)).Trace, found[0].Decision.Trace)

	found, err = s.FindClaim(ctx, account)
	require.NoError(t, err)
	require.Len(t, found, 3)
	assert.Equal(t, []string{"C1", "C2", "C3"}, []string{found[0].Claim.Control, found[1].Claim.Control, found[2].Claim.Control})
	assert.Nil(t, found[0].Decision)

	found, err = s.FindClaim(ctx, "nothing")
	require.NoError(t, err)
	assert.Empty(t, found)

	var seen []string
	for v, err := range s.Claims(ctx, store.Whole) {
		require.NoError(t, err)
		seen = append(seen, v.Claim.Control)
		if len(seen) == 2 {
			break
		}
	}
	assert.Equal(t, []string{"C1", "C2"}, seen)

	for _, err := range s.Claims(ended(), nil) {
		require.ErrorIs(t, err, context.Canceled)
	}
}

func TestSummaryAddsUpTheNight(t *testing.T) {
	s := open(t)
	ctx := context.Background()
	require.NoError(t, night(ctx, s, "f1"))
	require.NoError(t, night(ctx, s, "f2"))
	commit(t, s, func(tx store.Tx) {
		rejected := answer(2)
		rejected.Member, rejected.Rejections = nil, []record.RequestRejection{{Reason: "75"}}
		require.NoError(t, tx.AddInquiry(0, rejected))
		require.NoError(t, tx.AddInquiry(0, rejected), "asked in real time, each time is another")
	})
	sum, err := s.Summary(ctx)
	require.NoError(t, err)
	assert.Equal(t, []int{2, 2, 0, 2, 0, 4, 2, 2, 2}, []int{sum.Files, sum.Interchanges, sum.RejectedInterchanges, sum.Sets,
		sum.RejectedSets, sum.Inquiries, sum.RejectedInquiries, sum.Claims, sum.Remittances})
	require.Len(t, sum.Outcomes, 1)
	assert.Equal(t, record.Paid, sum.Outcomes[0].Outcome)
	for _, got := range []store.Totals{sum.Decided, sum.Outcomes[0].Totals} {
		assert.Equal(t, 2, got.Claims)
		assert.Equal(t, "380.5 180 40", got.Charge.String()+" "+got.Paid.String()+" "+got.Patient.String())
	}
	require.Len(t, sum.Models, 1)
	assert.Equal(t, record.Network, sum.Models[0].Model)
	assert.Equal(t, []int{4, 2}, []int{sum.Models[0].Lines, sum.Models[0].Claims})
	assert.Equal(t, "380.5 180 40", sum.Models[0].Charge.String()+" "+sum.Models[0].Paid.String()+" "+sum.Models[0].Patient.String())
	require.Len(t, sum.Denials, 1)
	assert.Equal(t, record.CARC("197"), sum.Denials[0].CARC)
	assert.Equal(t, "2 2 80.5", itoa(sum.Denials[0].Claims)+" "+itoa(sum.Denials[0].Lines)+" "+sum.Denials[0].Charge.String())
	assert.True(t, sum.Remitted.Equal(money("180")))

	var answers []*record.EligibilityAnswer
	for a, err := range s.Inquiries(ctx) {
		require.NoError(t, err)
		answers = append(answers, a)
	}
	require.Len(t, answers, 4)
	passed := 0
	for a, err := range s.InquiriesInPassing(ctx) {
		require.NoError(t, err)
		assert.Equal(t, answers[passed], a)
		passed++
	}
	assert.Len(t, answers, passed)
	assert.Equal(t, answer(1).Inquiry, answers[0].Inquiry)
	require.NotNil(t, answers[0].Benefits[0].Amount, "an amount of nothing is an amount")
	assert.True(t, slices.IndexFunc(answers, (*record.EligibilityAnswer).Rejected) == 2)
}

func TestAnInquiryIsFoundByTheAskersTrace(t *testing.T) {
	s := open(t)
	asked := answer(1)
	asked.Inquiry.SubscriberTraces = []record.Trace{{Number: "ASKED-1"}, {Number: "ASKED-2"}}
	ofChild := answer(2)
	ofChild.Inquiry.SubscriberTraces, ofChild.Inquiry.DependentTraces = asked.Inquiry.SubscriberTraces, []record.Trace{{Number: "CHILD-1"}}
	commit(t, s, func(tx store.Tx) {
		for _, a := range []*record.EligibilityAnswer{asked, ofChild, answer(3)} {
			require.NoError(t, tx.AddInquiry(0, a))
		}
	})
	for trace, want := range map[string]int{"ASKED-1": 1, "CHILD-1": 2} {
		found, err := s.FindInquiry(context.Background(), trace)
		require.NoError(t, err)
		require.Len(t, found, 1, trace)
		assert.Equal(t, want, found[0].Inquiry.Source.Segment)
	}
	for _, trace := range []string{"ASKED-2", "T1"} {
		found, err := s.FindInquiry(context.Background(), trace)
		require.NoError(t, err)
		assert.Empty(t, found, trace)
	}
	_, err := s.FindInquiry(ended(), "ASKED-1")
	require.ErrorIs(t, err, context.Canceled)
	found, err := s.FindInquiry(context.Background(), "")
	require.NoError(t, err)
	assert.Empty(t, found, "no trace is no number to look for")
}

func TestAVisitIsPutBackByTheLastClaimThatHoldsIt(t *testing.T) {
	s := open(t)
	visit := referralVisit("day", "1")
	commit(t, s, func(tx store.Tx) {
		place, ledger := place(t, tx, "f1"), tx.Ledger()
		var decided []*record.Decision
		for n := range 2 {
			c := claim(n + 1)
			d := decision(c)
			d.Postings = append(d.Postings, visit)
			require.NoError(t, tx.AddClaim(place, c))
			require.NoError(t, tx.AddDecision(c, 1, d))
			decided = append(decided, d)
		}
		for n, want := range []struct {
			used   string
			claims []string
		}{{"1", []string{"C1", "C2"}}, {"1", []string{"C2"}}, {"0", nil}} {
			if n > 0 {
				require.NoError(t, tx.AddDecision(claim(n), 2, reversal(decided[n-1])))
			}
			assert.Equal(t, want.used, ledger.Used(visit.Counter).String())
			assert.Equal(t, want.claims, ledger.VisitClaims(visit.Counter, "day"))
		}
		require.NoError(t, ledger.Err())
	})
}

// What is read of earlier nights comes in the order in which it was decided, as what is
// remembered does: not by its days.
func TestPriorLinesComeInTheOrderOfTheirDecisions(t *testing.T) {
	path := emptyAt(t, filepath.Join(t.TempDir(), "night.db"))
	s := openAt(t, path)
	var want []string
	commit(t, s, func(tx store.Tx) {
		i := place(t, tx, "f1")
		for n, day := range []int{20, 3, 11, 2} {
			c := claim(n + 1)
			for l := range c.Lines {
				c.Lines[l].Dates = record.Span{From: record.NewDate(2026, 10, day), To: record.NewDate(2026, 10, day)}
			}
			require.NoError(t, tx.AddClaim(i, c))
			require.NoError(t, tx.AddDecision(c, 1, decision(c)))
			want = append(want, c.Control, c.Control) // two lines
		}
	})
	ordered := func(s *store.Store) (controls []string) {
		tx := begin(t, s)
		defer func() { require.NoError(t, tx.Rollback()) }()
		for _, l := range tx.Ledger().PriorLines(member, record.Span{From: record.NewDate(2026, 10, 1), To: record.NewDate(2026, 10, 31)}) {
			controls = append(controls, l.Claim)
		}
		return controls
	}
	require.Equal(t, want, ordered(s), "remembered")
	require.NoError(t, s.Close())
	require.Equal(t, want, ordered(openAt(t, path)), "read")
}
