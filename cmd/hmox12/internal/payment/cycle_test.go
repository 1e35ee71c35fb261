package payment_test

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/host"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/host/hosttest"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/outbox"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/payment"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/store"
	"github.com/hmox12/hmox12/mapping/record"
	"github.com/hmox12/hmox12/x12"
	"github.com/hmox12/hmox12/x12/ack"
)

// maple is a cardiologist of the sample HMO who gets remittances by way of
// BAYCLEAR.
const maple = "1000000954"

// run runs a cycle and returns the 835 files it wrote, in the order of their
// numbers, as they would be published.
func (h *house) run(files host.Files) (names []string, texts []string, err error) {
	dir := filepath.Join(h.t.TempDir(), "outbound")
	answers, err := outbox.Open(files, dir)
	if err != nil {
		return nil, nil, err
	}
	defer func() { err = errors.Join(err, answers.Abandon()) }()
	cycle := payment.Cycle{Clock: host.Fixed(time.Date(2026, 3, 16, 1, 0, 0, 0, time.UTC)), Book: h.book, Store: h.store, Outbox: answers}
	err = cycle.Run(context.Background())
	for _, draft := range answers.Kept() {
		text, err := os.ReadFile(filepath.Join(dir+host.Partial, draft.Name))
		require.NoError(h.t, err)
		names, texts = append(names, draft.Name), append(texts, string(text))
	}
	return names, texts, err
}

// wrote runs a cycle that writes one 835 and returns it. It is good X12.
func (h *house) wrote() string {
	h.t.Helper()
	_, texts, err := h.run(host.Disk{})
	require.NoError(h.t, err)
	require.Len(h.t, texts, 1)
	requireGood(h.t, texts[0])
	return texts[0]
}

func requireGood(t *testing.T, text string) {
	t.Helper()
	err := ack.Examine(x12.NewReader(strings.NewReader(text)), ack.Options{}, ack.Listener{Finding: func(f ack.Finding) {
		require.False(t, f.Rejects(), "%s\n%s", f.Error, text)
	}})
	require.NoError(t, err)
}

// elements returns an element of every segment with an identifier.
func elements(t *testing.T, text, id string, element int) (all []string) {
	t.Helper()
	r := x12.NewReader(strings.NewReader(text))
	for {
		s, err := r.Next()
		if errors.Is(err, io.EOF) {
			return all
		}
		require.NoError(t, err)
		if s.Is(id) {
			all = append(all, s.Text(element))
		}
	}
}

// by has a claim billed by somebody else.
func by(c *record.Claim, npi string) *record.Claim {
	c.Providers = []record.ClaimProvider{{Role: record.RenderingProvider, NPI: laurel}}
	c.Billing.NPI = npi
	return c
}

func TestEachPayeeGetsOneRemittance(t *testing.T) {
	h := newHouse(t)
	h.take(h.visit("99213", "150"))
	h.take(by(h.visit("99395", "250"), maple))
	h.take(h.visit("93000", "60"))
	names, texts, err := h.run(host.Disk{})
	require.NoError(t, err)
	require.Equal(t, []string{"835-" + laurel + "-000000001.x12", "835-" + maple + "-000000002.x12"}, names)
	for _, text := range texts {
		requireGood(t, text)
	}
	assert.Equal(t, []string{"A-1", "A-3"}, elements(t, texts[0], "CLP", 1))
	assert.Equal(t, []string{"A-2"}, elements(t, texts[1], "CLP", 1))
	names, _, err = h.run(host.Disk{})
	require.NoError(t, err)
	assert.Empty(t, names, "there is nothing to pay twice")
}

func TestThePaymentIsMadeAsThePayeeCanTakeIt(t *testing.T) {
	cases := []struct {
		name     string
		npi      string
		code     string
		charge   string
		method   string
		trace    string
		receiver string
	}{
		{"by ACH to an account, told to whom the payee named", laurel, "99213", "150", "ACH", "EFT2603160001", "LAURELFP"},
		{"by check to who is not on file, told to the sender of the claim", "1000002380", "93000", "60", "CHK", "EFT2603160001", "BAYCLEAR"},
		{"not at all when there is nothing to pay", laurel, "15780", "150", "NON", "NP2603160001", "LAURELFP"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			h := newHouse(t)
			h.take(by(h.visit(c.code, c.charge), c.npi))
			text := h.wrote()
			assert.Equal(t, []string{c.method}, elements(t, text, "BPR", 4))
			assert.Equal(t, []string{c.trace}, elements(t, text, "TRN", 2))
			assert.Equal(t, c.receiver, strings.TrimSpace(elements(t, text, "ISA", 8)[0]))
			assert.Equal(t, []string{c.npi}, elements(t, text, "N1", 4)[1:])
		})
	}
}

// TestWhatIsOwedIsTakenFromTheNextPayment: a claim that was paid is voided, so
// the payee owes; the next remittance takes it.
func TestWhatIsOwedIsTakenFromTheNextPayment(t *testing.T) {
	h := newHouse(t)
	h.take(h.visit("99213", "150"))
	assert.Equal(t, []string{"60"}, elements(t, h.wrote(), "BPR", 2))

	void := h.visit("99213", "150")
	void.Frequency, void.OriginalControl = "8", "1"
	h.take(void)
	text := h.wrote()
	assert.Equal(t, []string{"0"}, elements(t, text, "BPR", 2))
	assert.Equal(t, []string{"FB:NP2603160001"}, elements(t, text, "PLB", 3))
	assert.Equal(t, []string{"-60"}, elements(t, text, "PLB", 4))

	h.take(h.visit("99395", "250"))
	text = h.wrote()
	assert.Equal(t, []string{"70"}, elements(t, text, "BPR", 2))
	assert.Equal(t, []string{"FB:NP2603160001"}, elements(t, text, "PLB", 3), "as the remittance before said")
	assert.Equal(t, []string{"60"}, elements(t, text, "PLB", 4))
}

func TestAnAccountNumberIsEchoedWhateverItHolds(t *testing.T) {
	cases := map[string]struct{ account, delimiters string }{
		"our component separator":   {"A:1", "*>~"},
		"our element separator":     {"A*1", "\x1d\x1e\x1c"},
		"our segment terminator":    {"A~1", "\x1d\x1e\x1c"},
		"both component separators": {"A:1>2", "\x1d\x1e\x1c"},
		"all that is printable":     {"!\"&'()*+,-./:;?=%~@[]_{}\\|<>#$^", "\x1d\x1e\x1c"},
		"small letters":             {"a-1`b", "*:~"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			h := newHouse(t)
			claim := h.visit("99213", "150")
			claim.Account = c.account
			h.take(claim)
			text := h.wrote()
			assert.Equal(t, []string{c.account}, elements(t, text, "CLP", 1))
			assert.Equal(t, c.delimiters, text[3:4]+text[104:106])
		})
	}
}

// TestNobodyIsPaidUnlessEverybodyIs fails every operation on files in turn; the
// next cycle pays what this one did not.
func TestNobodyIsPaidUnlessEverybodyIs(t *testing.T) {
	setUp := func(t *testing.T) *house {
		h := newHouse(t)
		h.take(h.visit("99213", "150"))
		h.take(by(h.visit("99395", "250"), maple))
		return h
	}
	whole := &hosttest.Files{Files: host.Disk{}}
	names, _, err := setUp(t).run(whole)
	require.NoError(t, err)
	require.Len(t, names, 2)

	h := setUp(t)
	for n, operation := range whole.Operations() {
		if operation = strings.Fields(operation)[0]; slices.Contains([]string{"mkdir", "remove"}, operation) {
			continue // of the outbox as a whole
		}
		files := &hosttest.Files{Files: host.Disk{}, At: n + 1}
		kept, _, err := h.run(files)
		require.ErrorIs(t, err, hosttest.ErrInjected, operation)
		assert.Empty(t, kept, operation)
		assert.Zero(t, files.OpenFiles(), operation)
		paid, err := h.store.Outbound(context.Background(), store.Staged)
		require.NoError(t, err)
		assert.Empty(t, paid, operation)
	}
	again, _, err := h.run(host.Disk{})
	require.NoError(t, err)
	assert.Equal(t, names, again, "and no number is lost")
}

func TestATaxIDIsNotTold(t *testing.T) {
	h := newHouse(t)
	c := by(h.visit("93000", "60"), "")
	c.Billing.TIN, c.Account = "111223333", "caf\u00e9" // which can't be sent
	h.take(c)
	answers, err := outbox.Open(host.Disk{}, filepath.Join(t.TempDir(), "outbound"))
	require.NoError(t, err)
	var held string
	cycle := payment.Cycle{
		Clock: host.Fixed(time.Date(2026, 3, 16, 1, 0, 0, 0, time.UTC)), Book: h.book, Store: h.store, Outbox: answers,
		Hold: func(payee string, why error) { held = payee + ": " + why.Error() },
	}
	var paid []*record.Remittance
	cycle.Paid = func(m *record.Remittance, _ int) { paid = append(paid, m) }
	require.NoError(t, cycle.Run(context.Background()))
	assert.Empty(t, paid)
	assert.Contains(t, held, "who billed claim 1: ")
	assert.NotContains(t, held, "111223333")
	assert.Empty(t, answers.Kept())
	require.NoError(t, answers.Abandon())
}
