package payment_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/adjudicate"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/book"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/hindsight"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/store"
	"github.com/hmox12/hmox12/mapping/record"
)

// nightOf has the next cycles run on a later day.
func (h *house) nightOf(day string) {
	dir := filepath.Join(h.t.TempDir(), "hmo")
	require.NoError(h.t, os.CopyFS(dir, os.DirFS("../../../../fixtures/hmo")))
	text, err := os.ReadFile(filepath.Join(dir, "night.yaml"))
	require.NoError(h.t, err)
	later := strings.NewReplacer("run: 2026-03-16", "run: "+day, "effective: 2026-03-16", "effective: "+day).Replace(string(text))
	require.NoError(h.t, os.WriteFile(filepath.Join(dir, "night.yaml"), []byte(later), 0o644))
	h.book, err = book.Load(os.DirFS(dir), ".")
	require.NoError(h.t, err)
}

// disenroll ends the coverage of Nina Okafor on a day, and decides her claims
// again as intake does.
func (h *house) disenroll(last record.Date) {
	h.sent++
	e := &record.Enrollment{
		Source: record.Source{Set: "0001", Segment: h.sent}, Maintenance: record.Cancellation, Subscriber: true, SubscriberID: "GP100005",
		Person: *h.visit("99213", "1").Patient, Received: 20260302, Events: []record.Event{{Qualifier: "357", Span: record.Span{From: last}}},
	}
	h.do(func(tx store.Tx) {
		result := adjudicate.Enroll(tx.Reviewed(h.book), e, adjudicate.EnrollmentOptions{Today: 20260302})
		require.NotEmpty(h.t, result.Changes)
		id, err := tx.AddEnrollment(h.place, result)
		require.NoError(h.t, err)
		claims := hindsight.Claims{Book: h.book, Tx: tx}
		require.NoError(h.t, claims.Enrolled(id, e, &result.Changes[0]))
		require.NoError(h.t, claims.Decide())
	})
}

// C060 and C061: coverage is taken back of a claim that was paid. The payment that
// tells it moves no money; when the days of notice are over, the next one takes it.
func TestARecoveryWaitsForTheDaysOfNotice(t *testing.T) {
	h := newHouse(t)
	h.take(h.visit("99213", "150"))
	h.want(h.pay(), laurel+" ACH 60: 1/1 60")
	h.disenroll(20260131)
	h.want(h.pay(), laurel+" NON 0: 1/22 -60 1/1 0 PLB WO -60")
	h.want(h.pay())

	h.nightOf("2026-04-27")
	other := h.visit("99213", "150")
	other.Received = 20260420
	other.Patient = &record.Person{ID: "GP100013", IDQualifier: "MI", Name: record.PersonName{Last: "LOWE", First: "RITA"}, BirthDate: 19950223}
	other.Subscriber = other.Patient
	h.take(other)
	h.want(h.pay(), laurel+" ACH 60: "+other.Control+"/1 60") // 30 working days are not over

	h.nightOf("2026-04-28")
	next := h.visit("93000", "60")
	next.Patient, next.Subscriber, next.Received = other.Patient, other.Patient, other.Received
	h.take(next)
	h.want(h.pay(), laurel+" NON 0: "+next.Control+"/1 25 PLB WO 25") // as far as it goes

	h.nightOf("2026-05-04")
	last := h.visit("99395", "250")
	last.Patient, last.Subscriber, last.Received = other.Patient, other.Patient, other.Received
	h.take(last)
	h.want(h.pay(), laurel+" ACH 95: "+last.Control+"/1 130 PLB WO 35")
}

// A claim that was decided tonight and is decided again before anybody paid it
// moves no money at all.
func TestWhatWasNotPaidYetIsNotPutOff(t *testing.T) {
	h := newHouse(t)
	h.take(h.visit("99213", "150"))
	h.disenroll(20260131)
	h.want(h.pay(), laurel+" NON 0: 1/1 60 1/22 -60 1/1 0")
}

// What is given back is given back beside a payment that pays something, and
// what the payee owes from before is taken as ever.
func TestARecoveryThatIsPutOffLeavesTheOtherClaimsPaid(t *testing.T) {
	h := newHouse(t)
	h.take(h.visit("99213", "150"))
	h.pay()
	h.disenroll(20260131)
	other := h.visit("99213", "150")
	other.Patient = &record.Person{ID: "GP100013", IDQualifier: "MI", Name: record.PersonName{Last: "LOWE", First: "RITA"}, BirthDate: 19950223}
	other.Subscriber = other.Patient
	h.take(other)
	h.want(h.pay(), laurel+" ACH 60: 1/22 -60 1/1 0 "+other.Control+"/1 60 PLB WO -60")
}
