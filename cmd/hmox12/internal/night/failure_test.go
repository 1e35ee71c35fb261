package night_test

import (
	"context"
	"crypto/sha256"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/host"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/host/hosttest"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/night"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/store"
)

const fixtures = "../../../../fixtures"

// inquiry is a 270 with one inquiry.
const inquiry = `ISA*00*          *00*          *ZZ*BAYCLEAR       *ZZ*POPPY77001     *260302*0700*^*00501*000000301*0*P*:~
GS*HS*BAYCLEAR*POPPY77001*20260302*0700*301*X*005010X279A1~
ST*270*0001*005010X279A1~
BHT*0022*13*BC270-0001*20260302*0700~
HL*1**20*1~
NM1*PR*2*POPPY HEALTH PLAN*****PI*77001~
HL*2*1*21*1~
NM1*1P*1*MAPLE*RENE****XX*1000000954~
HL*3*2*22*0~
TRN*1*E01-BAYCLEAR*9BAYCLEAR0~
NM1*IL*1*OKAFOR*NINA****MI*GP100005~
DMG*D8*19840312*F~
EQ*30~
SE*12*0001~
GE*1*301~
IEA*1*000000301~
`

// question is a 276 about the claims of a day.
const question = `ISA*00*          *00*          *ZZ*BAYCLEAR       *ZZ*POPPY77001     *260302*0900*^*00501*000000305*0*P*:~
GS*HR*BAYCLEAR*POPPY77001*20260302*0900*305*X*005010X212~
ST*276*0001*005010X212~
BHT*0010*13*BC276-0001*20260302*0900~
HL*1**20*1~
NM1*PR*2*POPPY HEALTH PLAN*****PI*77001~
HL*2*1*21*1~
NM1*41*2*BAY CLEARING*****46*BAYCLEAR~
HL*3*2*19*1~
NM1*1P*1*LAUREL*ANNA****XX*1000000889~
HL*4*3*22*0~
DMG*D8*19840312*F~
NM1*IL*1*OKAFOR*NINA****MI*GP100005~
TRN*1*S01-BAYCLEAR~
DTP*472*D8*20260218~
SE*14*0001~
GE*1*305~
IEA*1*000000305~
`

// enrollment is an 834 that takes the coverage of a paid claim back.
const enrollment = `ISA*00*          *00*          *ZZ*TEALWORKS      *ZZ*POPPY77001     *260302*0600*^*00501*000000302*0*P*:~
GS*BE*TEALWORKS*POPPY77001*20260302*0600*302*X*005010X220A1~
ST*834*0001*005010X220A1~
BGN*00*TW-0001*20260228*0600****2~
N1*P5*TEALWORKS*FI*948888888~
N1*IN*POPPY HEALTH PLAN*FI*771234567~
INS*Y*18*024*08*A***TE~
REF*0F*GP104060~
REF*1L*GRP-5500~
DTP*357*D8*20260131~
NM1*IL*1*PAXTON*IRIS****ZZ*GP104060~
SE*10*0001~
GE*1*302~
IEA*1*000000302~
`

// smallNight makes a night of an enrollment that has a claim decided again, an inquiry, two
// claims with a bad one between, a question about them, an interchange that comes again, a
// rejected one, and acknowledgments of what was sent before. The sample book is cut to what
// these ask for, so that there are few operations to fail.
func smallNight(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	hmo := filepath.Join(dir, night.BookFolder)
	require.NoError(t, os.CopyFS(hmo, os.DirFS(filepath.Join(fixtures, "hmo"))))
	for _, name := range []string{"accumulators.csv", "authorizations.csv", "referrals.csv"} {
		write(t, filepath.Join(hmo, name), header(read(t, filepath.Join(hmo, name))))
	}
	prior := read(t, filepath.Join(hmo, "prior_claims.csv"))
	kept := header(prior)
	for line := range strings.Lines(prior) {
		if strings.Contains(line, "GP104060") {
			kept += line
		}
	}
	write(t, filepath.Join(hmo, "prior_claims.csv"), kept)
	inbound := filepath.Join(dir, night.InboundFolder)
	require.NoError(t, os.Mkdir(inbound, 0o755))
	write(t, filepath.Join(inbound, "00-enrollment.x12"), enrollment)
	write(t, filepath.Join(inbound, "01-inquiry.x12"), inquiry)
	write(t, filepath.Join(inbound, "02-inquiry-again.x12"), inquiry+"\n") // another file
	write(t, filepath.Join(inbound, "90-question.x12"), question)
	for _, name := range []string{
		"16-bayclear-bad-set.837p.x12", "17-bayclear-bad-interchange.837p.x12",
		"19-bayclear-acknowledges.999.x12", "20-sierraedi-acknowledges.ta1.x12",
	} {
		write(t, filepath.Join(inbound, name), read(t, filepath.Join(fixtures, "night/inbound", name)))
	}
	return dir
}

// header returns a table without its rows.
func header(table string) string {
	for line := range strings.Lines(table) {
		if !strings.HasPrefix(line, "#") {
			return line
		}
	}
	return ""
}

// earlier makes an output folder that holds another night.
func earlier(t *testing.T) string {
	t.Helper()
	out := t.TempDir()
	require.NoError(t, os.Mkdir(filepath.Join(out, night.OutboundFolder), 0o755))
	for _, name := range []string{"outbound/999-EARLIER-000000001.x12", night.ReportFile, night.SummaryFile, night.DatabaseFile} {
		write(t, filepath.Join(out, name), "earlier "+name)
	}
	return out
}

// results are what a night leaves, in the order in which it comes to its place.
var results = []string{night.OutboundFolder, night.DatabaseFile, night.SummaryFile, night.ReportFile}

// state is what an output folder holds: file names and a digest of each. One
// database is like the other: its pages may differ from run to run.
type state map[string]string

func stateOf(t *testing.T, out string) (whole, unfinished state) {
	t.Helper()
	whole, unfinished = state{}, state{}
	err := filepath.Walk(out, func(path string, info os.FileInfo, err error) error {
		if err != nil || info.IsDir() {
			return err
		}
		name, err := filepath.Rel(out, path)
		require.NoError(t, err)
		content := read(t, path)
		digest := fmt.Sprintf("%d bytes, %x", len(content), sha256.Sum256([]byte(content)))
		if strings.HasPrefix(content, "SQLite format 3") {
			digest = "a database"
		}
		if strings.Contains(name, host.Partial) || strings.Contains(name, host.Previous) {
			unfinished[name] = digest
		} else {
			whole[name] = digest
		}
		return nil
	})
	require.NoError(t, err)
	return whole, unfinished
}

// of returns the part of the state that belongs to one of the results.
func (s state) of(result string) state {
	part := state{}
	for name, digest := range s {
		if name == result || strings.HasPrefix(name, result+string(filepath.Separator)) {
			part[name] = digest
		}
	}
	return part
}

// rehearsal is a small night, and what it does when nothing fails.
type rehearsal struct {
	dir        string
	database   []byte   // a database without anything in it
	wanted     state    // what the night leaves
	onFiles    []string // its operations
	onDatabase []string
}

func rehearse(t *testing.T) *rehearsal {
	t.Helper()
	r := &rehearsal{dir: smallNight(t)}
	path := filepath.Join(t.TempDir(), night.DatabaseFile)
	database, err := store.Open(context.Background(), path, store.Options{})
	require.NoError(t, err)
	require.NoError(t, database.Close())
	r.database = []byte(read(t, path))

	out := earlier(t)
	files := &hosttest.Files{Files: host.Disk{}}
	var mu sync.Mutex // it is told while it is paid
	require.NoError(t, r.run(files, out, func(operation string, do func() error) error {
		mu.Lock()
		r.onDatabase = append(r.onDatabase, operation)
		mu.Unlock()
		return do()
	}))
	assert.Zero(t, files.OpenFiles())
	wanted, unfinished := stateOf(t, out)
	assert.Empty(t, unfinished)
	r.wanted = wanted
	for _, kind := range []string{"TA1", "999", "277CA", "271", "277", "835"} {
		found, err := filepath.Glob(filepath.Join(out, night.OutboundFolder, kind+"-*"))
		require.NoError(t, err)
		require.NotEmpty(t, found, kind)
	}
	for _, operation := range files.Operations() {
		r.onFiles = append(r.onFiles, strings.ReplaceAll(operation, out, outHere))
	}
	return r
}

// run replays the night. Its database begins with the schema in it: making that
// takes half of the time, and has tests of its own.
func (r *rehearsal) run(files host.Files, out string, around func(string, func() error) error) error {
	if around == nil {
		around = func(_ string, do func() error) error { return do() }
	}
	connect := func(operation string, do func() error) error {
		if operation == "connect" {
			if err := os.WriteFile(filepath.Join(out, night.DatabaseFile+host.Partial), r.database, 0o644); err != nil {
				return err
			}
		}
		return around(operation, do)
	}
	replay := night.Replay{Files: files, Dir: r.dir, Out: out, Store: store.Options{Around: connect}}
	result, err := replay.Run(context.Background())
	if err != nil && result != nil {
		return fmt.Errorf("a result was returned beside the error %w", err)
	}
	return err
}

// outHere stands in operations for the output folder, which each run has anew.
const outHere = "\x00"

// failing returns files that fail the nth operation of the rehearsal, counted from 1, in a
// run with another output folder.
func (r *rehearsal) failing(n int, out string) *hosttest.Files {
	operation, at := which(r.onFiles, n)
	return &hosttest.Files{Files: host.Disk{}, At: at, Of: strings.ReplaceAll(operation, outHere, out)}
}

// which returns the nth of some operations, counted from 1, and which of its name it is:
// side by side they have no one order.
func which(operations []string, n int) (operation string, at int) {
	operation = operations[n-1]
	for _, earlier := range operations[:n] {
		if earlier == operation {
			at++
		}
	}
	return operation, at
}

// turns returns the numbers, from 1, of the operations to fail: all of them. The
// race detector makes a night ten times as slow; there it is the first and the
// last of those that are alike, such as a read in one folder.
func turns(operations []string) []int {
	var alike []string
	for _, operation := range operations {
		dir := filepath.Dir(operation)
		if dir == "." || strings.HasPrefix(operation, "rename ") {
			dir = operation // on the database, or what brings a result to its place
		}
		alike = append(alike, dir)
	}
	var numbers []int
	for i := range operations {
		if !raceDetector || !slices.Contains(alike[:i], alike[i]) || !slices.Contains(alike[i+1:], alike[i]) {
			numbers = append(numbers, i+1)
		}
	}
	return numbers
}

func TestEveryFileOperationCanFailAndNothingChanges(t *testing.T) {
	t.Parallel()
	r := rehearse(t)
	published := false
	for _, n := range turns(r.onFiles) {
		out := earlier(t)
		before, _ := stateOf(t, out)
		files := r.failing(n, out)
		err := r.run(files, out, nil)
		after, unfinished := stateOf(t, out)
		operation := r.onFiles[n-1]
		failed := fmt.Sprintf("operation %d, %s", n, operation)
		require.Zero(t, files.OpenFiles(), failed)
		if err == nil {
			require.False(t, changes(operation), "%s: only what was asked in vain, or again, is no error", failed)
			if files.Failed() == "" {
				require.Contains(t, operation, "read ", "%s: no more of a file that is examined again may be wanted", failed)
				require.Greater(t, files.At, 1, failed)
			}
			require.Equal(t, r.wanted, after, failed)
			continue
		}
		require.ErrorIs(t, err, hosttest.ErrInjected, failed)
		if !maps.Equal(before, after) {
			require.Equal(t, r.wanted, after, failed)
			published = true
		} else {
			require.False(t, published, "%s is after the night was published", failed)
		}
		if len(unfinished) > 0 {
			require.True(t, strings.HasPrefix(operation, "remove "), "%s: everything that was begun is cleared away", failed)
			r.requireRepeatable(t, out, failed)
		}
	}
	require.True(t, published, "operations after everything was published fail, too")
}

func TestThePowerCanFailAtEveryFileOperation(t *testing.T) {
	t.Parallel()
	r := rehearse(t)
	operations := r.onFiles
	for _, lost := range []bool{false, true} {
		name := "and what was not synced is there by luck"
		if lost {
			name = "and what was not synced is lost"
		}
		t.Run(name, func(t *testing.T) {
			if raceDetector && !lost {
				t.Skip("the race detector is slow, and losing what was not synced is worse")
			}
			t.Parallel()
			for _, n := range turns(operations) {
				if !changes(operations[n-1]) {
					continue // the same as at the next one that does
				}
				out := earlier(t)
				before, _ := stateOf(t, out)
				files := r.failing(n, out)
				files.Cut = true
				err := r.run(files, out, nil)
				failed := fmt.Sprintf("operation %d, %s", n, operations[n-1])
				require.ErrorIs(t, err, hosttest.ErrInjected, failed)
				if lost {
					require.NoError(t, files.LosePower(), failed)
				}
				r.requireEachWhole(t, out, before, failed)
				if whole, _ := stateOf(t, out); !raceDetector || n%4 == 0 || !maps.Equal(whole, before) {
					r.requireRepeatable(t, out, failed)
				}
			}
		})
	}
}

// changes reports whether an operation leaves something behind.
func changes(operation string) bool {
	kind, _, _ := strings.Cut(operation, " ")
	return !slices.Contains([]string{"open", "read", "seek", "stat", "list"}, kind)
}

// requireRepeatable requires that another run on the same folder succeeds.
func (r *rehearsal) requireRepeatable(t *testing.T, out, failed string) {
	t.Helper()
	require.NoError(t, r.run(host.Disk{}, out, nil), failed)
	after, unfinished := stateOf(t, out)
	require.Equal(t, r.wanted, after, failed)
	require.Empty(t, unfinished, failed)
}

// requireEachWhole requires that each result is the earlier one, the new one, or
// not there while the earlier one stands aside; and that the report, which comes
// last, never tells of what is not there.
func (r *rehearsal) requireEachWhole(t *testing.T, out string, before state, failed string) {
	t.Helper()
	after, _ := stateOf(t, out)
	for _, result := range results {
		got := after.of(result)
		switch {
		case maps.Equal(got, before.of(result)), maps.Equal(got, r.wanted.of(result)):
		case len(got) == 0:
			_, err := os.Stat(filepath.Join(out, result+host.Previous))
			require.NoError(t, err, "%s: the earlier %s is lost", failed, result)
		default:
			require.Fail(t, "a result is not whole", "%s: %s holds %v", failed, result, slices.Sorted(maps.Keys(got)))
		}
	}
	if maps.Equal(after.of(night.ReportFile), r.wanted.of(night.ReportFile)) {
		require.Equal(t, r.wanted, after, failed)
	}
}

func TestEveryDatabaseOperationCanFailAndNothingChanges(t *testing.T) {
	t.Parallel()
	r := rehearse(t)
	operations := r.onDatabase
	require.Greater(t, len(operations), 50, "each of them is failed")
	modes := map[string]func(do func() error, refused *atomic.Bool) error{
		"before it takes place": func(func() error, *atomic.Bool) error { return hosttest.ErrInjected },
		"after it took place": func(do func() error, refused *atomic.Bool) error {
			if err := do(); err != nil { // an interchange that came before, say: it takes no place
				refused.Store(true)
				return err
			}
			return hosttest.ErrInjected
		},
	}
	for name, mode := range modes {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for _, n := range turns(operations) {
				chosen, at := which(operations, n)
				var count atomic.Int64
				var refused atomic.Bool
				fail := func(operation string, do func() error) error {
					if operation != chosen || count.Add(1) != int64(at) {
						return do()
					}
					return mode(do, &refused)
				}
				out := earlier(t)
				before, _ := stateOf(t, out)
				files := &hosttest.Files{Files: host.Disk{}}
				err := r.run(files, out, fail)
				failed := fmt.Sprintf("operation %d, %s", n, chosen)
				require.Zero(t, files.OpenFiles(), failed)
				after, unfinished := stateOf(t, out)
				if refused.Load() {
					require.NoError(t, err, failed)
					require.Equal(t, r.wanted, after, failed)
				} else {
					require.ErrorIs(t, err, hosttest.ErrInjected, failed)
					require.Equal(t, before, after, failed)
				}
				require.Empty(t, unfinished, failed)
			}
		})
	}
}

func read(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	require.NoError(t, err)
	return string(data)
}

func write(t *testing.T, path, content string) {
	t.Helper()
	require.NoError(t, os.WriteFile(path, []byte(content), 0o644))
}
