package hindsight_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/hmox12/hmox12/adjudicate"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/book"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/hindsight"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/revision"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/store"
	"github.com/hmox12/hmox12/mapping/record"
)

const laurel = "1000000889"

// given is the sample book with other rows.
func given(t *testing.T, files map[string]string) *book.Book {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "hmo")
	require.NoError(t, os.CopyFS(dir, os.DirFS("../../../../fixtures/hmo")))
	for name, rows := range files {
		text, err := revision.Overlay(os.DirFS(dir), name, rows)
		require.NoError(t, err)
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644))
	}
	hmo, err := book.Load(os.DirFS(dir), ".")
	require.NoError(t, err)
	return hmo
}

// desk has a database and claims in it.
type desk struct {
	*testing.T
	store *store.Store
	tx    store.Tx
	place store.InterchangeID
	sent  int
}

func newDesk(t *testing.T) *desk {
	s, err := store.Open(context.Background(), filepath.Join(t.TempDir(), "night.db"), store.Options{Durable: store.Never})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, s.Close()) })
	d := &desk{T: t, store: s}
	d.tx, err = s.Begin(context.Background())
	require.NoError(t, err)
	file, err := d.tx.AddFile(store.File{Name: "claims.837", Received: 20260302})
	require.NoError(t, err)
	d.place, err = d.tx.AddInterchange(file, store.Interchange{Sender: "BAYCLEAR", Control: "000000001", Verdict: store.Accepted})
	require.NoError(t, err)
	return d
}

// visit decides a visit of Nina Okafor to Laurel by a book.
func (d *desk) visit(hmo *book.Book, code, charge string, day record.Date) *record.Decision {
	d.sent++
	nina := record.Person{ID: "GP100005", IDQualifier: "MI", Name: record.PersonName{Last: "OKAFOR", First: "NINA"}, BirthDate: 19840312}
	amount := decimal.RequireFromString(charge)
	c := &record.Claim{
		Control: fmt.Sprint(d.sent), Account: fmt.Sprintf("A-%d", d.sent), Kind: record.Professional, Received: 20260302,
		Source: record.Source{Sender: "BAYCLEAR", Set: "0001", Segment: d.sent}, Charge: amount, Place: "11", Frequency: "1",
		PayerID: "77001", Position: "P", Relationship: "18", Subscriber: new(nina), Patient: new(nina),
		Billing:   &record.ClaimProvider{Role: record.BillingProvider, NPI: laurel, TIN: "945555555"},
		Diagnoses: []record.Diagnosis{{Qualifier: "ABK", Code: "J069"}},
		Lines: []record.ServiceLine{{
			Number: 1, Procedure: record.Procedure{Qualifier: "HC", Code: code}, Charge: amount, Units: decimal.NewFromInt(1),
			UnitBasis: "UN", Dates: record.Span{From: day, To: day}, Pointers: []int{1},
		}},
	}
	decision := adjudicate.Decide(hmo, d.tx.Ledger(), c, adjudicate.Options{Today: hmo.Night().Run})
	require.NoError(d, d.tx.AddClaim(d.place, c))
	require.NoError(d, d.tx.AddDecision(c, 1, decision))
	return decision
}

// lookBack does what a night does behind its files.
func (d *desk) lookBack(hmo *book.Book) {
	claims := hindsight.Claims{Book: hmo, Tx: d.tx}
	require.NoError(d, claims.Excused())
	require.NoError(d, claims.Declared())
	require.NoError(d, claims.Decide())
}

// told commits, and tells what became of claims.
func (d *desk) told() []string {
	require.NoError(d, d.tx.Commit())
	var all []string
	for a, err := range d.store.DecidedAgain(context.Background()) {
		require.NoError(d, err)
		all = append(all, strings.Join([]string{a.Claim, a.Source, string(a.Why), string(a.Result), a.Was.String(), a.Is.String()}, "|"))
	}
	var err error
	d.tx, err = d.store.Begin(context.Background())
	require.NoError(d, err)
	d.Cleanup(func() { _ = d.tx.Rollback() })
	return all
}

const changes = "number,kind,subject,code,from,to,declared,reason,mistake,holdHarmless\n"

func TestAChangeThatIsDeclaredIsLookedAtOnce(t *testing.T) {
	before := given(t, nil)
	after := given(t, map[string]string{
		"fees.csv":      "schedule,code,from,amount\nFS,93000,2025-01-01,30\n",
		"hindsight.csv": changes + "CH-1,fee,FS,93000,2026-02-01,,2026-03-10,new fees,,\nCH-2,contract,K5,,2026-02-10,2026-02-10,2026-03-10,nothing really,,\n",
	})
	d := newDesk(t)
	d.visit(before, "93000", "60", 20260210)
	d.visit(before, "93000", "60", 20260131) // before the change
	d.visit(before, "99213", "150", 20260217)
	d.lookBack(after)
	want := []string{
		"1|change CH-1, declared on 2026-03-10|N689|decided again|25|30",
		"1|change CH-2, declared on 2026-03-10|N689|the same|30|30",
	}
	assert.Equal(t, want, d.told())
	d.visit(before, "93000", "60", 20260214) // came behind it: decided as the book is then
	d.lookBack(after)
	assert.Equal(t, want, d.told(), "the book was loaded again")
}

func TestADisputeLeavesWhatWasSentAgain(t *testing.T) {
	late := record.Date(20250701)
	plain := given(t, nil)
	excused := given(t, map[string]string{"disputes.csv": "number,billing,account,upheld\nD-1,1000000889,A-1,2026-03-13\n"})
	d := newDesk(t)
	d.visit(plain, "99213", "150", late)
	d.lookBack(excused)
	assert.Equal(t, []string{"1|dispute D-1, upheld on 2026-03-13|N690|decided again|0|60"}, d.told())
	d.lookBack(excused)
	assert.Len(t, d.told(), 1, "it is not late any more")
}

// The order in which the book declares changes matters to no claim: all are in force
// when the first claim is decided again. What claims were paid, and what counters
// stand at, are the same.
func TestTheOrderOfChangesDoesNotMatter(t *testing.T) {
	rows := []string{
		"CH-1,fee,FS,93000,2026-02-01,,2026-03-10,new fees,,",
		"CH-2,fee,FS,99213,2026-02-01,,2026-03-10,new fees,,",
		"CH-3,participation,1000000889,,2026-01-01,,2026-03-11,why,,",
		"CH-4,pcp,GP100005,,2026-01-01,,2026-03-11,why,,",
	}
	fees := "schedule,code,from,amount\nFS,93000,2025-01-01,30\nFS,99213,2025-01-01,75\n"
	before := given(t, nil)
	books := map[string]*book.Book{} // by the order of the changes
	rapid.Check(t, func(r *rapid.T) {
		visits := rapid.SliceOfN(rapid.Custom(func(r *rapid.T) [2]int {
			return [2]int{rapid.IntRange(0, 3).Draw(r, "code"), rapid.IntRange(0, 40).Draw(r, "day")}
		}), 1, 5).Draw(r, "visits")
		outcome := func(order []string) string {
			all := changes + strings.Join(order, "\n") + "\n"
			if books[all] == nil {
				books[all] = given(t, map[string]string{"fees.csv": fees, "hindsight.csv": all})
			}
			after := books[all]
			d := newDesk(t)
			for _, v := range visits {
				code := []string{"99213", "93000", "99214", "99395"}[v[0]]
				d.visit(before, code, "300", record.Date(20260115).AddDays(v[1]))
			}
			d.lookBack(after)
			var each []string
			paid := decimal.Zero
			for n := range visits {
				s, err := d.tx.StandingClaim(fmt.Sprint(n + 1))
				require.NoError(t, err)
				require.NotNil(t, s)
				paid = paid.Add(s.Decision.Paid)
				each = append(each, fmt.Sprint(s.Decision.Paid, " ", s.Decision.Patient))
			}
			used := d.tx.Ledger().Used(record.Counter{Kind: record.OutOfPocketUsed, Owner: "GP100005", Year: 2026})
			require.NoError(t, d.tx.Rollback())
			return fmt.Sprint(each, paid, used)
		}
		shuffled := rapid.Permutation(rows).Draw(r, "order")
		if one, other := outcome(rows), outcome(shuffled); one != other {
			r.Fatalf("%s, and in another order %s", one, other)
		}
	})
}

func TestEveryKindOfChangeFindsItsClaims(t *testing.T) {
	for _, kind := range record.HindsightKinds() {
		t.Run(string(kind), func(t *testing.T) {
			row := map[record.HindsightKind]string{
				record.HindsightCoverage: "GP100005,", record.HindsightPCP: "GP100005,", record.HindsightOtherCoverage: "GP100005,", record.HindsightReferral: "R-77,",
				record.HindsightAuthorization: "A-77,", record.HindsightParticipation: laurel + ",", record.HindsightContract: "K5,", record.HindsightFee: "FS,99213",
			}[kind]
			require.NotEmpty(t, row)
			hmo := given(t, map[string]string{
				"hindsight.csv":      changes + "CH-1," + string(kind) + "," + row + ",2026-02-01,,2026-03-10,why,,\n",
				"referrals.csv":      "number,member,referring,issued,referredTo,visits,used,from\nR-77,GP100005,1000000889,2026-02-01,1000000954,1,0,2026-02-01\n",
				"authorizations.csv": "number,member,codes,status,from\nA-77,GP100005,73721,approved,2026-02-01\n",
			})
			d := newDesk(t)
			d.visit(hmo, "99213", "150", 20260217)
			d.lookBack(hmo)
			all := d.told()
			require.Len(t, all, 1)
			assert.True(t, slices.Contains(strings.Split(all[0], "|"), string(record.AgainSame)), all[0])
		})
	}
}
