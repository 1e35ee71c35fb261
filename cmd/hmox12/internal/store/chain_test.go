package store_test

import (
	"context"
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/store"
	"github.com/hmox12/hmox12/mapping/record"
)

// The people and numbers of these tests are made up.
const (
	practice = "1234567893"
	doctor   = "1245319599"
	member   = "HM700100101"
	family   = "HM700100"
	account  = "ACCT-SECRET-9"
	lastName = "QUILLFEATHER"
)

var today = record.NewDate(2026, 11, 23)

func money(s string) decimal.Decimal { return decimal.RequireFromString(s) }

// empty makes the bytes of a database that holds nothing yet, once: migrating
// takes a dozen waits for the disk.
var empty = sync.OnceValues(func() ([]byte, error) {
	folder, err := os.MkdirTemp("", "store")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(folder)
	path := filepath.Join(folder, "empty.db")
	s, err := store.Open(context.Background(), path, store.Options{})
	if err != nil {
		return nil, err
	}
	if err := s.Close(); err != nil {
		return nil, err
	}
	return os.ReadFile(path)
})

// emptyAt writes an empty database to a path.
func emptyAt(t require.TestingT, path string) string {
	content, err := empty()
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(path, content, 0o600))
	return path
}

func open(t testing.TB, options ...store.Options) *store.Store {
	t.Helper()
	return openAt(t, emptyAt(t, filepath.Join(t.TempDir(), "night.db")), options...)
}

func openAt(t testing.TB, path string, options ...store.Options) *store.Store {
	t.Helper()
	var o store.Options
	if len(options) > 0 {
		o = options[0]
	}
	s, err := store.Open(context.Background(), path, o)
	require.NoError(t, err)
	t.Cleanup(func() { s.Close() })
	return s
}

func begin(t testing.TB, s *store.Store) store.Tx {
	t.Helper()
	tx, err := s.Begin(context.Background())
	require.NoError(t, err)
	t.Cleanup(func() { tx.Rollback() })
	return tx
}

// commit runs do in a transaction.
func commit(t testing.TB, s *store.Store, do func(tx store.Tx)) {
	t.Helper()
	tx := begin(t, s)
	do(tx)
	require.NoError(t, tx.Commit())
}

func file(content string) store.File {
	return store.File{Name: content + ".837", SHA256: sha256.Sum256([]byte(content)), Received: today, Bytes: int64(len(content))}
}

func interchange(control string) store.Interchange {
	return store.Interchange{
		SenderQualifier: "ZZ", Sender: "CLEARHOUSE", ReceiverQualifier: "ZZ", Receiver: "HMOX12",
		Control: control, Usage: "P", Verdict: store.Accepted, Note: "000",
	}
}

// place records a file with one interchange, as a place for claims.
func place(t testing.TB, tx store.Tx, name string) store.InterchangeID {
	t.Helper()
	f, err := tx.AddFile(file(name))
	require.NoError(t, err)
	i, err := tx.AddInterchange(f, interchange(name))
	require.NoError(t, err)
	return i
}

// claim makes the claim whose CLM is the nth segment, with an office visit and a
// lab test.
func claim(n int) *record.Claim {
	day := record.NewDate(2026, 11, 2)
	visit := record.ServiceLine{
		Number: 1, Procedure: record.Procedure{Qualifier: "HC", Code: "99213", Modifiers: []string{"25", "GC"}},
		Charge: money("150.00"), Units: money("1"), UnitBasis: "UN", Dates: record.Span{From: day, To: day}, Pointers: []int{1},
	}
	lab := visit
	lab.Number, lab.Charge, lab.Units = 2, money("40.25"), money("1.5")
	lab.Procedure = record.Procedure{Qualifier: "HC", Code: "80053"}
	return &record.Claim{
		Control: "C" + strconv.Itoa(n), Kind: record.Professional, Received: today, Account: account,
		Source:     record.Source{File: "in.837", Interchange: "000000001", Set: "0001", Offset: int64(n) * 100, Segment: n},
		Charge:     money("190.25"),
		Place:      "11",
		Frequency:  "1",
		Subscriber: &record.Person{ID: member, Name: record.PersonName{Last: lastName, First: "ADA"}, BirthDate: record.NewDate(1980, 2, 29)},
		Patient:    &record.Person{},
		Billing:    &record.ClaimProvider{Role: record.BillingProvider, NPI: practice, Organization: true},
		Providers:  []record.ClaimProvider{{Role: record.RenderingProvider, NPI: doctor}},
		Diagnoses:  []record.Diagnosis{{Qualifier: "ABK", Code: "J069"}},
		Lines:      []record.ServiceLine{visit, lab},
	}
}

func outOfPocket(amount string) record.Posting {
	return record.Posting{
		Counter: record.Counter{Kind: record.OutOfPocketUsed, Owner: member, Year: 2026},
		Line:    1, Amount: money(amount),
	}
}

func referralVisit(visit, amount string) record.Posting {
	return record.Posting{
		Counter: record.Counter{Kind: record.ReferralVisits, Owner: "RF1001"},
		Line:    1, Amount: money(amount), Visit: visit,
	}
}

// decision pays the visit of a claim after a copay of 20 and denies the lab.
func decision(c *record.Claim) *record.Decision {
	return &record.Decision{
		Control: c.Control, Outcome: record.Paid, Status: record.ProcessedPrimary,
		Claim: record.StatusCode{Category: "F1", Code: "65"}, Decided: today,
		Member: member, Plan: "GOLD", InsuranceType: "HM", Payee: c.Billing.NPI,
		Charge: c.Charge, Paid: money("90.00"), Patient: money("20.00"),
		Lines: []record.LineDecision{
			{
				Line: 1, Procedure: c.Lines[0].Procedure, Category: "PCP_VISIT", Contract: "K1", Model: record.Network,
				Charge: money("150.00"), Allowed: money("110.00"), Priced: true, Paid: money("90.00"), Units: money("1"),
				Adjustments: []record.Adjustment{
					{Group: record.CO, Reason: "45", Amount: money("40.00")},
					{Group: record.PR, Reason: "3", Amount: money("20.00")},
				},
				State: record.LinePaid,
			},
			{
				Line: 2, Procedure: c.Lines[1].Procedure, Category: "LAB", Contract: "K1", Model: record.Network,
				Charge: money("40.25"), Adjustments: []record.Adjustment{{Group: record.CO, Reason: "197", Amount: money("40.25")}},
				State: record.LineDenied,
			},
		},
		Postings: []record.Posting{outOfPocket("20.00")},
		Trace: []record.Step{
			{Rule: "R2", Name: "Member", Result: record.Passed, Looked: []string{"id " + member}, Concluded: "the patient is the member"},
			{Rule: "R16", Name: "Authorization", Line: 2, Result: record.Denial, Concluded: "none is on file"},
		},
	}
}

// reversal takes a decision back.
func reversal(d *record.Decision) *record.Decision {
	r := *d
	r.Status, r.Charge, r.Paid, r.Patient = record.Reversal, d.Charge.Neg(), d.Paid.Neg(), d.Patient.Neg()
	r.Postings = nil
	for _, p := range d.Postings {
		p.Amount = p.Amount.Neg()
		r.Postings = append(r.Postings, p)
	}
	return &r
}

// remit pays claim versions by one remittance.
func remit(trace string, paid []store.ClaimVersion, adjustments ...record.ProviderAdjustment) (*record.Remittance, []int) {
	r := &record.Remittance{
		TraceNumber: trace, Method: record.ACH, Produced: today, Effective: today.AddDays(1),
		Payee: record.Provider{NPI: practice}, Adjustments: adjustments,
	}
	var versions []int
	for _, v := range paid {
		r.Payee.NPI = v.Decision.Payee
		r.Claims = append(r.Claims, record.RemittanceClaim{Claim: v.Claim, Decision: v.Decision})
		r.Amount = r.Amount.Add(v.Decision.Paid)
		versions = append(versions, v.Version)
	}
	for _, a := range adjustments {
		r.Amount = r.Amount.Sub(a.Amount)
	}
	if r.Amount.IsZero() {
		r.Method = record.NonPayment
	}
	return r, versions
}

// night takes a file with a claim and two inquiries the whole way: received,
// decided, paid, answered. It stops at the first error.
func night(ctx context.Context, s *store.Store, name string) error {
	tx, err := s.Begin(ctx)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := chain(tx, name); err != nil {
		return err
	}
	return tx.Commit()
}

func chain(tx store.Tx, name string) error {
	fileID, err := tx.AddFile(file(name))
	if err != nil {
		return err
	}
	mark, err := tx.Savepoint()
	if err != nil {
		return err
	}
	interchangeID, err := tx.AddInterchange(fileID, interchange(name))
	if err != nil {
		return err
	}
	n, err := tx.NextControlNumber("claim")
	if err != nil {
		return err
	}
	c := claim(1)
	c.Control = fmt.Sprintf("C%05d", n)
	d := decision(c)
	ledger := tx.Ledger()
	visit := referralVisit("day of "+name, "1")
	d.Postings = append(d.Postings, visit)
	if err := tx.AddClaim(interchangeID, c); err != nil {
		return err
	}
	if err := tx.AddDecision(c, 1, d); err != nil {
		return err
	}
	if holders := ledger.VisitClaims(visit.Counter, visit.Visit); ledger.Err() != nil || len(holders) == 0 {
		return fmt.Errorf("visit held by %v, %w", holders, ledger.Err())
	}
	set := store.TransactionSet{Group: "1", Control: "0001", Identifier: "837", Guide: "005010X222A1", Segments: 60, Verdict: store.Accepted}
	if err := tx.AddTransactionSet(interchangeID, set); err != nil {
		return err
	}
	if err := tx.AddInquiry(interchangeID, answer(1)); err != nil {
		return err
	}
	if err := tx.AddReview(interchangeID, review(2)); err != nil {
		return err
	}
	if book := tx.Reviewed(heldBook{}); book.Referral("R-9") == nil || len(book.Authorizations(member)) == 0 {
		return fmt.Errorf("nothing came of the review, %w", book.Err())
	}
	if err := enroll(tx, interchangeID, c); err != nil {
		return err
	}
	if err := asked(tx, interchangeID, c); err != nil {
		return err
	}
	if err := tx.JudgeInterchange(interchangeID, store.AcceptedWithErrors, "000"); err != nil {
		return err
	}
	if err := mark.Release(); err != nil {
		return err
	}
	var unpaid []store.ClaimVersion
	for v, err := range tx.Unpaid(practice) {
		if err != nil {
			return err
		}
		unpaid = append(unpaid, v)
	}
	owed := &record.Payable{Key: "recovery " + name, Payee: practice, Reason: "WO", Amount: money("5.00"), Due: today}
	if err := tx.AddPayable(owed); err != nil {
		return err
	}
	due, err := tx.Payables(today)
	if err != nil {
		return err
	}
	if err := tx.AddRemittance(remit("EFT"+name, unpaid)); err != nil {
		return err
	}
	if err := tx.Settle(due[len(due)-1].Key, "EFT"+name, money("1.00")); err != nil {
		return err
	}
	if err := tx.AddOutbound(outbound(name, fileID)); err != nil {
		return err
	}
	return acknowledged(tx, interchangeID, name)
}

func answer(segment int) *record.EligibilityAnswer {
	amount := decimal.Zero
	return &record.EligibilityAnswer{
		Inquiry: &record.Inquiry{
			Source: record.Source{Set: "0009", Segment: segment}, Received: today,
			Receiver:   record.ClaimProvider{NPI: practice},
			Subscriber: record.Person{ID: member, Name: record.PersonName{Last: lastName}},
		},
		Trace:    "T1",
		Member:   &record.Member{ID: member, SubscriberID: family},
		Benefits: []record.BenefitInformation{{Information: "B", Amount: &amount}},
	}
}

// asked answers an inquiry about a claim with what the ledger says of it.
func asked(tx store.Tx, interchange store.InterchangeID, c *record.Claim) error {
	ledger := tx.Ledger()
	known := ledger.KnownClaim(c.Control)
	found := 0
	for range ledger.KnownClaims(member, "", record.Span{From: c.FirstDate(), To: c.LastDate()}) {
		found++
	}
	if ledger.Err() != nil {
		return ledger.Err()
	}
	if known == nil || found == 0 {
		return fmt.Errorf("claim %s is not known", c.Control)
	}
	return tx.AddStatusInquiry(interchange, statusAnswer(2, c.Control))
}

func statusAnswer(segment int, control string) *record.StatusAnswer {
	return &record.StatusAnswer{
		Inquiry: &record.StatusInquiry{
			Source: record.Source{Set: "0009", Segment: segment}, Received: today, Trace: "TRACE",
			Providers:  []record.ClaimProvider{{NPI: practice}},
			Subscriber: record.Person{ID: member, Name: record.PersonName{Last: lastName}},
		},
		Claims: []record.ToldClaim{{Found: true, Control: control, Statuses: []record.StatusCode{{Category: "F1", Code: "65"}}}},
	}
}
