package payment_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/book"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/store"
	"github.com/hmox12/hmox12/mapping/record"
)

// another is a claim of another patient of Laurel's, who is due 60 for it.
func (h *house) another(code, charge string) *record.Claim {
	c := h.visit(code, charge)
	c.Received = 20260420
	c.Patient = &record.Person{ID: "GP100013", IDQualifier: "MI", Name: record.PersonName{Last: "LOWE", First: "RITA"}, BirthDate: 19950223}
	c.Subscriber = c.Patient
	return c
}

func (h *house) contest(c *record.Contest) {
	h.do(func(tx store.Tx) { require.NoError(h.t, tx.Contest(c)) })
}

// The whole way of a recovery that the payee contests: told and given back, held
// over the days of notice, settled by half, and the other half taken.
func TestARecoveryThatIsContestedWaitsForTheSettlement(t *testing.T) {
	h := newHouse(t)
	h.take(h.visit("99213", "150"))
	h.want(h.pay(), laurel+" ACH 60: 1/1 60")
	h.disenroll(20260131)
	h.want(h.pay(), laurel+" NON 0: 1/22 -60 1/1 0 PLB WO -60")
	contest := &record.Contest{Claim: "1", Payee: laurel, Contested: 20260401}
	h.contest(contest)

	h.nightOf("2026-04-28") // the days of notice are over
	h.take(h.another("99213", "150"))
	h.want(h.pay(), laurel+" ACH 60: 4/1 60")
	h.contest(contest) // the same again changes nothing

	settled := *contest
	settled.Settled, settled.Waived = 20260501, usd("30")
	h.contest(&settled)
	h.contest(&settled)
	h.nightOf("2026-05-04")
	h.take(h.another("99395", "250"))
	h.want(h.pay(), laurel+" ACH 100: 5/1 130 PLB WO 30")
	h.take(h.another("93000", "60"))
	h.want(h.pay(), laurel+" ACH 25: 6/1 25") // no more is taken
}

func TestARecoveryThatTheHMOGivesWayInIsNeverTaken(t *testing.T) {
	h := newHouse(t)
	h.do(func(tx store.Tx) {
		require.NoError(t, tx.AddPayable(&record.Payable{Key: "k", Payee: laurel, Reason: "WO", Reference: "77", Amount: usd("60"), Due: 20260310}))
	})
	h.contest(&record.Contest{Claim: "77", Payee: laurel, Contested: 20260301, Settled: 20260305, AllWaived: true})
	h.take(h.visit("99213", "150"))
	h.want(h.pay(), laurel+" ACH 60: 1/1 60")
}

func TestCapitationThatWasPaidTooMuchIsTakenFromTheNextOne(t *testing.T) {
	h := newHouse(t)
	due := func(key, amount string) {
		h.do(func(tx store.Tx) {
			require.NoError(t, tx.AddPayable(&record.Payable{Key: key, Payee: laurel, Reason: "CT", Reference: key, Amount: usd(amount), Due: 20260301}))
		})
	}
	due("back", "100")
	h.take(h.visit("99213", "150"))
	h.want(h.pay(), laurel+" ACH 60: 1/1 60") // not from what claims are paid
	due("March", "-80")
	h.want(h.pay(), laurel+" NON 0: PLB CT -80 PLB CT 80")
	due("April", "-80")
	h.want(h.pay(), laurel+" ACH 60: PLB CT -80 PLB CT 20")
}

// Members of a month are counted behind the enrollments of the night, each at a
// dollar here: Nina Okafor and her daughter, whose coverage ended before March, are
// not, and are where it ended in March.
func TestMembersAreCountedBehindTheEnrollmentsOfTheNight(t *testing.T) {
	heads := func(last record.Date) int {
		h := newHouse(t)
		dir := filepath.Join(t.TempDir(), "hmo")
		require.NoError(t, os.CopyFS(dir, os.DirFS("../../../../fixtures/hmo")))
		rows := "contract,payee,month,members,rate\nK5,1000000889,2026-03,,1.00\nK5,1000000889,2026-04,,1.00\n"
		require.NoError(t, os.WriteFile(filepath.Join(dir, "capitation.csv"), []byte(rows), 0o644))
		var err error
		h.book, err = book.Load(os.DirFS(dir), ".")
		require.NoError(t, err)
		if last != 0 {
			h.disenroll(last)
		}
		paid := h.cycle()
		require.Len(t, paid, 1, "April is still to come")
		require.Len(t, paid[0].Adjustments, 1)
		require.Empty(t, h.cycle(), "a month is paid once")
		return int(paid[0].Amount.IntPart())
	}
	all := heads(0)
	require.Greater(t, all, 2)
	require.Equal(t, all-2, heads(20260228))
	require.Equal(t, all, heads(20260301))
}

func usd(text string) decimal.Decimal { return decimal.RequireFromString(text) }
