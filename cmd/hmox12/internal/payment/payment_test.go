package payment_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/adjudicate"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/book"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/host"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/outbox"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/payment"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/store"
	"github.com/hmox12/hmox12/mapping/record"
)

const laurel = "1000000889"

// house is the sample HMO with a database of its own.
type house struct {
	t     *testing.T
	book  *book.Book
	store *store.Store
	place store.InterchangeID
	sent  int
}

func newHouse(t *testing.T) *house { return houseOf(t, sampleBook(t)) }

func sampleBook(t *testing.T) *book.Book {
	hmo, err := book.Load(os.DirFS("../../../../fixtures/hmo"), ".")
	require.NoError(t, err)
	return hmo
}

func houseOf(t *testing.T, hmo *book.Book) *house {
	db, err := store.Open(context.Background(), filepath.Join(t.TempDir(), "night.db"), store.Options{Durable: store.Never})
	require.NoError(t, err)
	t.Cleanup(func() { db.Close() })
	h := &house{t: t, book: hmo, store: db}
	h.do(func(tx store.Tx) {
		file, err := tx.AddFile(store.File{Name: "claims.837", Received: 20260302})
		require.NoError(t, err)
		h.place, err = tx.AddInterchange(file, store.Interchange{Sender: "BAYCLEAR", Control: "000000001", Verdict: store.Accepted})
		require.NoError(t, err)
	})
	return h
}

func (h *house) do(work func(store.Tx)) {
	tx, err := h.store.Begin(context.Background())
	require.NoError(h.t, err)
	defer tx.Rollback()
	work(tx)
	require.NoError(h.t, tx.Commit())
}

// visit is an office visit at Laurel's of Nina Okafor.
func (h *house) visit(code, charge string) *record.Claim {
	h.sent++
	laurels := record.ClaimProvider{Role: record.BillingProvider, NPI: laurel, TIN: "945555555", Name: record.PersonName{Last: "LAUREL", First: "ANNA"}}
	nina := record.Person{ID: "GP100005", IDQualifier: "MI", Name: record.PersonName{Last: "OKAFOR", First: "NINA"}, BirthDate: 19840312}
	amount := decimal.RequireFromString(charge)
	return &record.Claim{
		Control: fmt.Sprint(h.sent), Account: fmt.Sprintf("A-%d", h.sent), Kind: record.Professional, Received: 20260302,
		Source: record.Source{Sender: "BAYCLEAR", Set: "0001", Segment: h.sent}, Charge: amount, Place: "11", Frequency: "1",
		PayerID: "77001", Position: "P", Relationship: "18", Subscriber: new(nina), Patient: new(nina), Billing: new(laurels),
		Diagnoses: []record.Diagnosis{{Qualifier: "ABK", Code: "J069"}},
		Lines: []record.ServiceLine{{
			Number: 1, Procedure: record.Procedure{Qualifier: "HC", Code: code}, Charge: amount, Units: decimal.NewFromInt(1),
			UnitBasis: "UN", Dates: record.Span{From: 20260217, To: 20260217}, Pointers: []int{1},
		}},
	}
}

// take has a claim accepted and decided.
func (h *house) take(c *record.Claim) (d *record.Decision) {
	options := adjudicate.Options{Today: h.book.Night().Run}
	h.do(func(tx store.Tx) {
		require.Empty(h.t, adjudicate.Accept(h.book, tx.Ledger(), c, options))
		d = adjudicate.Decide(h.book, tx.Ledger(), c, options)
		require.NoError(h.t, tx.AddClaim(h.place, c))
		require.NoError(h.t, tx.AddDecision(c, 1, d))
	})
	return d
}

// pay runs a cycle and returns what its remittances say about money, a string
// each: the payee, the payment, the claims, the provider adjustments.
func (h *house) pay() []string {
	var all []string
	for _, r := range h.cycle() {
		text := fmt.Sprintf("%s %s %s:", r.Payee.PayeeID(), r.Method, r.Amount)
		for _, c := range r.Claims {
			text += fmt.Sprintf(" %s/%s %s", c.Decision.Control, c.Decision.Status, c.Decision.Paid)
		}
		for _, a := range r.Adjustments {
			text += fmt.Sprintf(" PLB %s %s", a.Reason, a.Amount)
		}
		all = append(all, text)
	}
	return all
}

// cycle runs a cycle and returns its remittances.
func (h *house) cycle() []*record.Remittance {
	answers, err := outbox.Open(host.Disk{}, filepath.Join(h.t.TempDir(), "outbound"))
	require.NoError(h.t, err)
	defer func() { require.NoError(h.t, answers.Abandon()) }()
	cycle := payment.Cycle{Clock: host.Fixed(time.Date(2026, 3, 16, 1, 0, 0, 0, time.UTC)), Book: h.book, Store: h.store, Outbox: answers}
	var paid []*record.Remittance
	var counts []int
	cycle.Paid = func(m *record.Remittance, claims int) {
		paid = append(paid, m)
		counts = append(counts, claims)
	}
	require.NoError(h.t, cycle.Run(context.Background()))
	for i, m := range paid {
		m.Claims = h.claimsOf(m)
		require.Len(h.t, m.Claims, counts[i])
	}
	return paid
}

// claimsOf returns the claims that a remittance was for, with what it told of each.
func (h *house) claimsOf(m *record.Remittance) (all []record.RemittanceClaim) {
	for n := range h.sent {
		versions, err := h.store.History(context.Background(), fmt.Sprint(n+1))
		require.NoError(h.t, err)
		for _, v := range versions {
			if v.Trace == m.TraceNumber {
				all = append(all, record.RemittanceClaim{Claim: v.Claim, Decision: v.Decision})
			}
		}
	}
	return all
}

func (h *house) want(got []string, want ...string) {
	h.t.Helper()
	require.Equal(h.t, strings.Join(want, "\n"), strings.Join(got, "\n"))
}

func TestPayeesWithoutAnNPIArePaidApart(t *testing.T) {
	h := newHouse(t)
	for i, tin := range []string{"111111111", "222222222"} {
		c := h.visit([]string{"99213", "93000"}[i], "150")
		c.Providers = []record.ClaimProvider{{Role: record.RenderingProvider, NPI: laurel}}
		c.Billing = &record.ClaimProvider{Role: record.BillingProvider, TIN: tin, Organization: true, Name: record.PersonName{Last: "CARE " + tin}}
		h.take(c)
	}
	h.want(h.pay(), "111111111 CHK 60: 1/1 60", "222222222 CHK 25: 2/1 25")
}

func TestAReplacementIsPaidWithTheReversalBeforeIt(t *testing.T) {
	h := newHouse(t)
	h.take(h.visit("99214", "200"))
	h.want(h.pay(), laurel+" ACH 95: 1/1 95")

	replacement := h.visit("99213", "150")
	replacement.Frequency, replacement.OriginalControl = "7", "1"
	h.take(replacement)
	h.want(h.pay(), laurel+" NON 0: 1/22 -95 2/1 60 PLB FB -35")

	test := h.visit("93000", "60")
	h.take(test)
	h.want(h.pay(), laurel+" NON 0: 3/1 25 PLB FB 35 PLB FB -10")

	void := h.visit("93000", "60")
	void.Frequency, void.OriginalControl = "8", "3"
	h.take(void)
	checkup := h.visit("99395", "250")
	h.take(checkup)
	h.want(h.pay(), laurel+" ACH 95: 3/22 -25 5/1 130 PLB FB 10")
	h.want(h.pay())
}

// C165, C168: interest on what is paid late is one provider adjustment of the
// payment, and a void takes it back.
func TestInterestIsPaidAndTakenBack(t *testing.T) {
	h := newHouse(t)
	late := func(code, charge string) *record.Claim {
		c := h.visit(code, charge)
		c.Received = 20260105
		c.Lines[0].Dates = record.Span{From: 20251230, To: 20251230}
		return c
	}
	h.take(late("99213", "150"))
	h.take(late("99395", "250"))
	h.want(h.pay(), laurel+" ACH 193.13: 1/1 60 2/1 130 PLB L6 -3.13")

	void := late("99213", "150")
	void.Frequency, void.OriginalControl = "8", "1"
	h.take(void)
	h.take(h.visit("99214", "200"))
	h.want(h.pay(), laurel+" ACH 34.01: 1/22 -60 4/1 95 PLB L6 0.99")
}

// C061: an overpayment is taken from what is paid, as far as that goes.
func TestARecoveryIsTakenFromTheNextPayments(t *testing.T) {
	h := newHouse(t)
	h.do(func(tx store.Tx) {
		for _, p := range []*record.Payable{
			{Key: "recovery 1", Payee: laurel, Reason: "WO", Reference: "1", Amount: decimal.NewFromInt(100), Due: 20260301},
			{Key: "recovery 2", Payee: laurel, Reason: "WO", Reference: "2", Amount: decimal.NewFromInt(50), Due: 20260301},
			{Key: "recovery 3", Payee: laurel, Reason: "WO", Reference: "3", Amount: decimal.NewFromInt(50), Due: 20260317},
			{Key: "recovery 4", Payee: "1000000954", Reason: "WO", Reference: "4", Amount: decimal.NewFromInt(50), Due: 20260301},
		} {
			require.NoError(t, tx.AddPayable(p))
		}
	})
	h.want(h.pay())
	h.take(h.visit("99213", "150"))
	h.want(h.pay(), laurel+" NON 0: 1/1 60 PLB WO 60")
	h.take(h.visit("99395", "250"))
	h.want(h.pay(), laurel+" ACH 40: 2/1 130 PLB WO 40 PLB WO 50")
	h.take(h.visit("93000", "60"))
	h.want(h.pay(), laurel+" ACH 25: 3/1 25")
}

// What a void leaves owed is taken by the payee's next remittance, also where that is
// for no claim.
func TestWhatIsCarriedForwardIsTakenFromCapitationToo(t *testing.T) {
	h := newHouse(t)
	h.take(h.visit("99395", "250"))
	h.want(h.pay(), laurel+" ACH 130: 1/1 130")
	void := h.visit("99395", "250")
	void.Frequency, void.OriginalControl = "8", "1"
	h.take(void)
	h.want(h.pay(), laurel+" NON 0: 1/22 -130 PLB FB -130")
	capitation := func(key string) {
		h.do(func(tx store.Tx) {
			require.NoError(t, tx.AddPayable(&record.Payable{Key: key, Payee: laurel, Reason: "CT", Reference: key, Amount: decimal.NewFromInt(-100), Due: 20260301}))
		})
	}
	capitation("1")
	h.want(h.pay(), laurel+" NON 0: PLB CT -100 PLB FB 130 PLB FB -30")
	capitation("2")
	h.take(h.visit("93000", "60"))
	h.want(h.pay(), laurel+" ACH 70: PLB CT -100 PLB FB 30", laurel+" ACH 25: 3/1 25")
}

// C170, C171: what is owed for no claim is paid by remittances of its own, once.
func TestCapitationAndWithholdArePaidOnce(t *testing.T) {
	h := newHouse(t)
	redwood := "1000001440"
	h.do(func(tx store.Tx) {
		for _, p := range []*record.Payable{
			{Key: "capitation 1", Payee: redwood, Reason: "CT", Reference: "K2-2026-02", Amount: decimal.NewFromInt(-4200), Due: 20260201},
			{Key: "capitation 2", Payee: redwood, Reason: "CT", Reference: "K2-2026-03", Amount: decimal.NewFromInt(-4300), Due: 20260301},
			{Key: "capitation 3", Payee: redwood, Reason: "CT", Reference: "K2-2026-04", Amount: decimal.NewFromInt(-4400), Due: 20260401},
			{Key: "withhold 1", Payee: redwood, Reason: "E3", Reference: "K2-2025", Amount: decimal.NewFromInt(-90), Due: 20260301},
		} {
			require.NoError(t, tx.AddPayable(p))
		}
		require.ErrorIs(t, tx.AddPayable(&record.Payable{Key: "withhold 1", Payee: laurel, Reason: "E3", Amount: decimal.NewFromInt(-1), Due: 20260301}), store.ErrDuplicatePayable)
	})
	h.want(h.pay(), redwood+" ACH 8500: PLB CT -4200 PLB CT -4300", redwood+" ACH 90: PLB E3 -90")
	h.want(h.pay())
}

// C178: a group under capitation reports at $0, and what is carved out is paid at
// the fee all the same.
func TestACarvedOutServiceReportedAtNothingIsPaid(t *testing.T) {
	h := newHouse(t)
	c := h.visit("90471", "0")
	c.Billing = &record.ClaimProvider{Role: record.BillingProvider, NPI: "1000000251", TIN: "942222222"}
	c.Patient = &record.Person{ID: "GP100002", IDQualifier: "MI", Name: record.PersonName{Last: "CHO", First: "MARTIN"}, BirthDate: 19660930}
	c.Subscriber = c.Patient
	h.take(c)
	h.want(h.pay(), "1000000251 CHK 25: 1/1 25")
}

func TestAPayeeWhoseRemittanceIsRefusedIsHeldBackAlone(t *testing.T) {
	h := newHouse(t)
	good := h.visit("99213", "150")
	h.take(good)
	bad := h.visit("93000", "60")
	bad.Billing = &record.ClaimProvider{Role: record.BillingProvider, NPI: "1000000608", TIN: "944440608", Name: record.PersonName{Last: "HAZEL"}}
	h.do(func(tx store.Tx) {
		decision := adjudicate.Decide(h.book, tx.Ledger(), good, adjudicate.Options{Today: h.book.Night().Run})
		decision.Control, decision.Payee, decision.Postings = bad.Control, "1000000608", nil
		decision.Lines[0].Adjustments = []record.Adjustment{{Group: record.CO, Reason: "165", Amount: bad.Charge}} // retired
		decision.Lines[0].Paid, decision.Lines[0].Charge = decimal.Zero, bad.Charge
		decision.Charge, decision.Paid, decision.Patient = bad.Charge, decimal.Zero, decimal.Zero
		decision.Outcome = record.DeniedClaim
		require.NoError(t, tx.AddClaim(h.place, bad))
		require.NoError(t, tx.AddDecision(bad, 1, decision))
	})
	dir := filepath.Join(t.TempDir(), "outbound")
	answers, err := outbox.Open(host.Disk{}, dir)
	require.NoError(t, err)
	var held []string
	cycle := payment.Cycle{
		Clock: host.Fixed(time.Date(2026, 3, 16, 1, 0, 0, 0, time.UTC)), Book: h.book, Store: h.store, Outbox: answers,
		Hold: func(payee string, why error) {
			held = append(held, payee)
			require.ErrorContains(t, why, "165")
		},
	}
	var paid []*record.Remittance
	cycle.Paid = func(m *record.Remittance, _ int) { paid = append(paid, m) }
	require.NoError(t, cycle.Run(context.Background()))
	require.Equal(t, []string{"1000000608"}, held)
	require.Len(t, paid, 1)
	require.Equal(t, laurel, paid[0].Payee.NPI)
	require.Len(t, answers.Kept(), 1, "no half 835 of the payee who was held back")
	require.NoError(t, answers.Abandon())

	cycle.Hold = nil
	cycle.Outbox, err = outbox.Open(host.Disk{}, dir)
	require.NoError(t, err)
	err = cycle.Run(context.Background())
	require.ErrorContains(t, err, "165", "the claims still wait; without Hold the refusal stops the cycle")
}
