package intake_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/book"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/host"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/host/hosttest"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/intake"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/outbox"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/store"
	"github.com/hmox12/hmox12/x12"
	"github.com/hmox12/hmox12/x12/ack"
)

// office takes files for the sample HMO.
type office struct {
	database *store.Store
	testing.TB
	intake   intake.Intake
	files    *hosttest.Files
	dir      string
	progress counter
}

// counter counts bytes.
type counter int64

func (c *counter) Write(p []byte) (int, error) {
	*c += counter(len(p))
	return len(p), nil
}

// sample is the sample HMO.
var sample = sync.OnceValues(func() (*book.Book, error) { return book.Load(os.DirFS("../../../../fixtures/hmo"), ".") })

// empty is a database without anything in it: to make one takes longer than to
// take a file.
var empty = sync.OnceValues(func() ([]byte, error) {
	dir, err := os.MkdirTemp("", "intake")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	database, err := store.Open(context.Background(), filepath.Join(dir, "hmox12.db"), store.Options{})
	if err == nil {
		err = database.Close()
	}
	if err != nil {
		return nil, err
	}
	return os.ReadFile(filepath.Join(dir, "hmox12.db"))
})

func open(t testing.TB) *office {
	t.Helper()
	hmo, err := sample()
	require.NoError(t, err)
	return openWith(t, hmo)
}

func openWith(t testing.TB, hmo *book.Book) *office {
	t.Helper()
	o := &office{TB: t, files: &hosttest.Files{Files: host.Disk{}}, dir: t.TempDir()}
	schema, err := empty()
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(o.path("hmox12.db"), schema, 0o644))
	database, err := store.Open(context.Background(), o.path("hmox12.db"), store.Options{})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, database.Close()) })
	o.database = database
	answers, err := outbox.Open(o.files, o.path("outbound"))
	require.NoError(t, err)
	o.intake = intake.Intake{
		Files: o.files, Clock: host.Fixed(time.Date(2026, 3, 2, 21, 0, 0, 0, time.UTC)),
		Book: hmo, Store: database, Outbox: answers, Progress: &o.progress,
	}
	return o
}

func (o *office) path(name string) string { return filepath.Join(o.dir, name) }

// take takes one file and leaves no file open.
func (o *office) take(name, text string) *intake.Received {
	o.Helper()
	require.NoError(o, os.WriteFile(o.path(name), []byte(text), 0o644))
	received, err := o.intake.Take(context.Background(), o.path(name))
	require.NoError(o, err)
	require.Zero(o, o.files.OpenFiles())
	return received
}

// answers returns the names of the answers, sorted as a folder is.
func (o *office) answers() []string {
	names := []string{}
	for _, draft := range o.intake.Outbox.Kept() {
		names = append(names, draft.Name)
	}
	slices.Sort(names)
	return names
}

// answer returns the text of the one answer of a kind.
func (o *office) answer(kind string) string {
	o.Helper()
	found, err := filepath.Glob(o.path("outbound" + host.Partial + "/" + kind + "-*"))
	require.NoError(o, err)
	require.Len(o, found, 1, kind)
	return o.read(filepath.Base(found[0]))
}

// read returns the text of an answer.
func (o *office) read(name string) string {
	o.Helper()
	text, err := os.ReadFile(o.path(filepath.Join("outbound"+host.Partial, name)))
	require.NoError(o, err)
	return string(text)
}

// claims tells what became of each claim, in the order of their account
// numbers: ACCOUNT OUTCOME, or for a claim that the front end rejected its
// status.
func (o *office) claims() []string {
	o.Helper()
	all := []string{}
	for v, err := range o.database.Claims(context.Background(), store.Whole) {
		require.NoError(o, err)
		all = append(all, fmt.Sprintf("%s %s", v.Claim.Account, v.Decision.Outcome))
	}
	for r, err := range o.database.RejectedClaims(context.Background()) {
		require.NoError(o, err)
		all = append(all, fmt.Sprintf("%s %s:%s", r.Claim.Account, r.Reasons[0].Status.Category, r.Reasons[0].Status.Code))
	}
	slices.Sort(all)
	return all
}

// requireGood requires that an answer of ours would be accepted by us.
func (o *office) requireGood(text string) {
	o.Helper()
	err := ack.Examine(x12.NewReader(strings.NewReader(text)), ack.Options{}, ack.Listener{Finding: func(f ack.Finding) {
		require.False(o, f.Rejects(), "%s\n%s", f.Error, text)
	}})
	require.NoError(o, err)
}

// interchange is what BAYCLEAR sends us, as text with ~ and line ends.
func interchange(number string, groups ...string) string {
	return "ISA*00*          *00*          *ZZ*BAYCLEAR       *ZZ*POPPY77001     *260302*0800*^*00501*" + number + "*0*P*:~\n" +
		strings.Join(groups, "") + fmt.Sprintf("IEA*%d*%s~\n", len(groups), number)
}

func group(id, version, number string, sets ...string) string {
	return "GS*" + id + "*BAYCLEAR*POPPY77001*20260302*0800*" + number + "*X*" + version + "~\n" +
		strings.Join(sets, "") + fmt.Sprintf("GE*%d*%s~\n", len(sets), number)
}

// claimGroup is a group of sets of claims, numbered from 0001.
func claimGroup(number string, sets ...string) string {
	return group("HC", "005010X222A1", number, sets...)
}

func set(id, number, version, body string) string {
	return "ST*" + id + "*" + number + "*" + version + "~\n" + body + fmt.Sprintf("SE*%d*%s~\n", strings.Count(body, "~")+2, number)
}

// claimSet is a set with visits at Dr. Laurel's of her patient Nina Okafor.
func claimSet(number string, claims ...string) string {
	body := `BHT*0019*00*BATCH` + number + `*20260302*0800*CH~
NM1*41*2*BAY CLEARING*****46*BAYCLEAR~
PER*IC*EDI HELP*TE*5105550140~
NM1*40*2*POPPY HEALTH PLAN*****46*POPPY77001~
HL*1**20*1~
NM1*85*1*LAUREL*ANNA****XX*1000000889~
N3*3 GROVE STREET~
N4*OAKLAND*CA*946070002~
REF*EI*945555555~
`
	for i, claim := range claims {
		body += fmt.Sprintf(`HL*%d*1*22*0~
SBR*P*18*GRP-5500******HM~
NM1*IL*1*OKAFOR*NINA****MI*GP100005~
N3*12 FERN LANE~
N4*OAKLAND*CA*94602~
DMG*D8*19840312*F~
NM1*PR*2*POPPY HEALTH PLAN*****PI*77001~
%s`, i+2, claim)
	}
	return set("837", number, "005010X222A1", body)
}

// visit is a claim for an office visit on a day of February 2026.
func visit(account, day string) string { return visitFor(account, day, "150") }

func visitFor(account, day, amount string) string {
	return "CLM*" + account + "*" + amount + "***11:B:1*Y*A*Y*Y~\nHI*ABK:J069~\nLX*1~\n" +
		"SV1*HC:99213*" + amount + "*UN*1***1~\nDTP*472*D8*202602" + day + "~\n"
}

// inquiryGroup is a group of sets of inquiries.
func inquiryGroup(number string, sets ...string) string {
	return group("HS", "005010X279A1", number, sets...)
}

// inquirySet asks about Nina Okafor's coverage as often as wanted.
func inquirySet(number string, patients int) string {
	body := "BHT*0022*13*ASKED" + number + "*20260302*0700~\nHL*1**20*1~\nNM1*PR*2*POPPY HEALTH PLAN*****PI*77001~\n" +
		"HL*2*1*21*1~\nNM1*1P*1*MAPLE*RENE****XX*1000000954~\n"
	for i := range patients {
		body += fmt.Sprintf("HL*%d*2*22*0~\nTRN*1*E%d*9BAYCLEAR0~\nNM1*IL*1*OKAFOR*NINA****MI*GP100005~\nDMG*D8*19840312*F~\nEQ*30~\n", i+3, i+1)
	}
	return set("270", number, "005010X279A1", body)
}
