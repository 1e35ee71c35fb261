package store_test

import (
	"database/sql"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/store"
	"github.com/hmox12/hmox12/mapping/record"
)

// Even by hand, money that was decided and paid can't be changed, paid again or
// paid otherwise.
func TestWhatWasDecidedAndPaidStays(t *testing.T) {
	path := emptyAt(t, filepath.Join(t.TempDir(), "night.db"))
	s := openAt(t, path)
	commit(t, s, func(tx store.Tx) {
		i := place(t, tx, "f1")
		for n := range 2 {
			c := claim(n + 1)
			require.NoError(t, tx.AddClaim(i, c))
			require.NoError(t, tx.AddDecision(c, 1, decision(c)))
		}
		c := claim(1)
		require.NoError(t, tx.AddRemittance(remit("EFT1", []store.ClaimVersion{{Version: 1, Claim: c, Decision: decision(c)}})))
		require.NoError(t, tx.AddOutbound(outbound("f1", 0)))
		require.NoError(t, acknowledged(tx, i, "f1"))
		_, err := tx.AddEnrollment(i, enrollment(1))
		require.NoError(t, err)
		require.NoError(t, tx.AddReview(0, waitingReview()))
		found, err := tx.NumberedReview("A-480")
		require.NoError(t, err)
		require.NoError(t, tx.AnswerReview(found, found.Answer))
		require.NoError(t, tx.AddVerdict(&record.Verdict{Claim: "C1", Result: record.VerdictByItself}))
		require.NoError(t, tx.Contest(&record.Contest{Claim: "C1", Payee: "1", Contested: 20260301, Settled: 20260302}))
	})
	require.NoError(t, s.Close())
	db, err := sql.Open("sqlite", path)
	require.NoError(t, err)
	defer db.Close()

	const other = `FROM decisions d, remittances r WHERE d.claim = 'C2'`
	for statement, says := range map[string]string{
		`UPDATE review_answers SET version = 9`:     "answers are never changed",
		`DELETE FROM review_answers`:                "answers are never deleted",
		`UPDATE verdicts SET result = 'taken'`:      "verdicts are never changed",
		`UPDATE decisions SET paid = paid + 1`:      "decisions are never changed",
		`DELETE FROM decisions`:                     "decisions are never deleted",
		`UPDATE claims SET charge = 1`:              "claims are never changed",
		`UPDATE unpaid SET interest = 1`:            "what was decided is never changed",
		`UPDATE remittance_claims SET paid = 1`:     "payments are never changed",
		`DELETE FROM remittance_claims`:             "payments are never deleted",
		`UPDATE sent SET receiver = 'X'`:            "what was sent is never changed",
		`DELETE FROM sent`:                          "what was sent is never deleted",
		`UPDATE acknowledgments SET sent = 1`:       "acknowledgments are never changed",
		`DELETE FROM acknowledgments`:               "acknowledgments are never deleted",
		`UPDATE enrollments SET member = 'X'`:       "enrollments are never changed",
		`DELETE FROM enrollments`:                   "enrollments are never deleted",
		`UPDATE member_records SET body = '[]'`:     "records of members are never changed",
		`DELETE FROM member_records`:                "records of members are never deleted",
		`UPDATE contests SET late = 1`:              "contests are never changed",
		`DELETE FROM contests`:                      "contests are never deleted",
		`UPDATE contest_settlements SET waived = 1`: "settled contests are never changed",
		`DELETE FROM contest_settlements`:           "settled contests are never deleted",
		`UPDATE interchanges SET verdict = 'R'`:     "rejected interchange",
		`INSERT INTO remittance_claims SELECT decision, remittance, paid FROM remittance_claims`:   "UNIQUE constraint failed",
		`INSERT INTO remittance_claims (decision, remittance, paid) SELECT d.id, r.id, 1 ` + other: "not payable",
	} {
		_, err := db.Exec(statement)
		assert.ErrorContains(t, err, says, statement)
	}
	_, err = db.Exec(`INSERT INTO remittance_claims (decision, remittance, paid) SELECT d.id, r.id, d.paid ` + other)
	assert.NoError(t, err, "what is refused above is the amount")
}
