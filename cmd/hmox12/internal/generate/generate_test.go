package generate_test

import (
	"context"
	"encoding/csv"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/book"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/generate"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/host"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/host/hosttest"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/night"
	"github.com/hmox12/hmox12/mapping/record"
	"github.com/hmox12/hmox12/x12"
	"github.com/hmox12/hmox12/x12/ack"
)

// options are those of a small night in a folder that is not there yet.
func options(dir string, claims, members int, seed uint64) generate.Options {
	return generate.Options{
		Files: host.Disk{}, Dir: filepath.Join(dir, "generated"), Claims: claims, Members: members, Seed: seed,
		Received: generate.DefaultReceived, SetSize: generate.MaxSetSize,
	}
}

// generated generates a night and returns its folder.
func generated(t testing.TB, o generate.Options) string {
	t.Helper()
	counts, err := generate.Run(context.Background(), o)
	require.NoError(t, err)
	require.Equal(t, o.Claims, counts.Claims)
	return o.Dir
}

// found is what validate finds: where, and by which rule.
type found struct{ file, set, finding string }

// foundIn examines all files and returns what is wrong with them, and the claims
// that they hold.
func foundIn(t testing.TB, dir string) (all []found, claims int) {
	t.Helper()
	inbound := filepath.Join(dir, night.InboundFolder)
	entries, err := os.ReadDir(inbound)
	require.NoError(t, err)
	for _, e := range entries {
		file, err := os.Open(filepath.Join(inbound, e.Name()))
		require.NoError(t, err)
		set := ""
		listener := ack.Listener{
			SetBegan: func(s *x12.TransactionSet) { set = s.ControlNumber },
			Finding: func(f ack.Finding) {
				all = append(all, found{e.Name(), set, f.Code.String()})
			},
		}
		require.NoError(t, ack.Examine(x12.NewReader(file), ack.Options{Level: 7}, listener))
		_, err = file.Seek(0, 0)
		require.NoError(t, err)
		r := x12.NewReader(file)
		for {
			segment, err := r.Next()
			var finding *x12.Error
			if errors.As(err, &finding) {
				continue
			}
			if err != nil {
				require.ErrorIs(t, err, io.EOF)
				break
			}
			if segment.Is("CLM") {
				claims++
			}
		}
		require.NoError(t, file.Close())
	}
	return all, claims
}

// blamed reads what errors.csv says was put in on purpose.
func blamed(t testing.TB, dir string) []found {
	t.Helper()
	file, err := os.Open(filepath.Join(dir, generate.ErrorsFile))
	require.NoError(t, err)
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	require.NoError(t, err)
	var all []found
	for _, row := range rows[1:] {
		all = append(all, found{row[0], row[1], row[4]})
	}
	return all
}

func TestTheBookLoadsAndTheFilesHaveTheErrorsOnPurposeAndNoOther(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(r *rapid.T) {
		dir := t.TempDir()
		o := options(dir, rapid.IntRange(1, 250).Draw(r, "claims"), rapid.IntRange(50, 400).Draw(r, "members"), rapid.Uint64().Draw(r, "seed"))
		o.Errors = rapid.SampledFrom([]float64{0, 0.01, 0.3}).Draw(r, "errors")
		o.SetSize = rapid.SampledFrom([]int{1, 7, generate.MaxSetSize}).Draw(r, "set size")
		o.Received = generate.DefaultReceived.AddDays(rapid.IntRange(-800, 800).Draw(r, "day"))
		defer func() { require.NoError(r, os.RemoveAll(dir)) }()
		generated(t, o)

		_, err := book.Load(os.DirFS(filepath.Join(o.Dir, night.BookFolder)), ".")
		require.NoError(r, err)
		findings, claims := foundIn(t, o.Dir)
		require.Equal(r, o.Claims, claims)
		require.ElementsMatch(r, blamed(t, o.Dir), findings)
	})
}

func TestEveryFaultIsMadeAndFound(t *testing.T) {
	t.Parallel()
	o := options(t.TempDir(), 1500, 600, 4)
	o.Errors = 0.2
	dir := generated(t, o)
	findings, _ := foundIn(t, dir)
	rules := map[string]int{}
	for _, f := range findings {
		rules[f.finding]++
	}
	for _, rule := range []x12.Code{
		x12.BadNPI, x12.ChargeOutOfBalance, x12.BadDiagnosis, x12.BadProcedure, x12.BadPlaceOfService, x12.BadRevenueCode,
		x12.ElementMissing, x12.BadDate, x12.SegmentCountWrong, x12.UnknownCode,
	} {
		assert.Positive(t, rules[rule.String()], "%s", rule)
	}
	assert.InDelta(t, 300, len(findings), 60)
}

func TestTheSameFlagsGiveTheSameBytesAndAnotherSeedOthers(t *testing.T) {
	t.Parallel()
	first := contents(t, generated(t, options(t.TempDir(), 400, 200, 11)))
	again := contents(t, generated(t, options(t.TempDir(), 400, 200, 11)))
	other := contents(t, generated(t, options(t.TempDir(), 400, 200, 12)))
	require.Greater(t, len(first), 40)
	assert.Equal(t, first, again)
	assert.NotEqual(t, first["hmo/members.csv"], other["hmo/members.csv"])
	assert.NotEqual(t, first["hmo/referrals.csv"], other["hmo/referrals.csv"])
}

// contents returns the text of every file of a folder, by name.
func contents(t *testing.T, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	require.NoError(t, filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		text, err := os.ReadFile(path)
		name, _ := filepath.Rel(dir, path)
		all[filepath.ToSlash(name)] = string(text)
		return err
	}))
	return all
}

func TestMembersAreNumberedWithoutGapsWhateverTheirNumber(t *testing.T) {
	t.Parallel()
	for _, members := range []int{50, 51, 57, 63, 64, 65} {
		dir := generated(t, options(t.TempDir(), 5, members, 2))
		hmo, err := book.Load(os.DirFS(filepath.Join(dir, night.BookFolder)), ".")
		require.NoError(t, err)
		for n := range members {
			require.Len(t, hmo.MembersByID(generate.MemberID(n)), 1, "member %d of %d", n, members)
		}
		require.Empty(t, hmo.MembersByID(generate.MemberID(members)))
	}
}

func TestAnInventedHMOHasSomethingOfEverything(t *testing.T) {
	t.Parallel()
	dir := generated(t, options(t.TempDir(), 1200, 3000, 5))
	hmo, err := book.Load(os.DirFS(filepath.Join(dir, night.BookFolder)), ".")
	require.NoError(t, err)

	assert.Equal(t, []string{"COPAY", "DENTAL", "EXCHANGE", "HMO", "SELECT", "STATE"}, hmo.PlanIDs())
	have := map[string]int{}
	see := func(what string, is bool) {
		if is {
			have[what]++
		}
	}
	for n := range 3000 {
		m := hmo.MembersByID(generate.MemberID(n))[0]
		spans := hmo.Coverage(m.ID)
		see("spouse", m.Relationship == "01")
		see("child", m.Relationship == "19")
		see("ended", spans[len(spans)-1].To != 0)
		see("aged out", spans[len(spans)-1].EndReason == record.EndDependentAge)
		see("renewed", len(spans) == 2 && spans[0].To.AddDays(1) == spans[1].From)
		see("gap", len(spans) == 2 && spans[0].To.AddDays(1) < spans[1].From)
		see("grace", spans[len(spans)-1].GraceMonth > 1)
		see("other payer", len(hmo.OtherCoverage(m.ID)) > 0)
		see("no PCP", len(hmo.PCPs(m.ID)) == 0)
		see("PCP changed", len(hmo.PCPs(m.ID)) == 2)
		see("prior id", len(m.PriorIDs) > 0)
		see("referral", len(hmo.Referrals(m.ID)) > 0)
		see("authorization", len(hmo.Authorizations(m.ID)) > 0)
		see("continuity", len(hmo.ContinuityCases(m.ID)) > 0)
		for _, a := range hmo.PCPs(m.ID) {
			contract := hmo.Contract(hmo.Participations(a.NPI)[0].Contract)
			see(string(contract.Model), true)
			see("delegated", contract.Delegated)
		}
	}
	for _, what := range []string{
		"spouse", "child", "ended", "aged out", "renewed", "gap", "grace", "other payer", "no PCP", "PCP changed", "prior id",
		"referral", "authorization", "continuity", "staff", "group", "ipa", "network", "delegated",
	} {
		assert.Positive(t, have[what], what)
	}
	assert.NotEmpty(t, hmo.PriorClaims())
	assert.NotEmpty(t, hmo.Opening())
}

func TestAFolderThatHoldsSomethingIsLeftAlone(t *testing.T) {
	t.Parallel()
	o := options(t.TempDir(), 5, 50, 1)
	require.NoError(t, os.Mkdir(o.Dir, 0o755))
	generated(t, o) // an empty one is used
	before := contents(t, o.Dir)
	_, err := generate.Run(context.Background(), o)
	require.ErrorContains(t, err, "not empty")
	assert.Equal(t, before, contents(t, o.Dir))
}

func TestNothingIsThereAfterAnInterrupt(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	o := options(t.TempDir(), 50_000, 9000, 1)
	_, err := generate.Run(ctx, o)
	require.ErrorIs(t, err, context.Canceled)
	left, err := os.ReadDir(filepath.Dir(o.Dir))
	require.NoError(t, err)
	assert.Empty(t, left)
}

// bar counts what is told.
type bar struct{ told, closed int64 }

func (b *bar) Write(p []byte) (int, error) {
	b.told += int64(len(p))
	return len(p), nil
}

func (b *bar) Close() error {
	b.closed++
	return nil
}

func TestProgressReachesItsEnd(t *testing.T) {
	t.Parallel()
	var shown bar
	var total int64
	o := options(t.TempDir(), 300, 200, 1)
	o.Progress = func(of int64) io.WriteCloser { total = of; return &shown }
	generated(t, o)
	assert.Equal(t, total, shown.told)
	assert.EqualValues(t, 1, shown.closed)
}

func TestEveryFileOperationCanFailAndNothingIsThere(t *testing.T) {
	t.Parallel()
	o := options(t.TempDir(), 3, 50, 1)
	files := &hosttest.Files{Files: host.Disk{}}
	o.Files = files
	generated(t, o)
	operations := files.Operations()
	require.Greater(t, len(operations), 50)
	for n, operation := range operations {
		o := options(t.TempDir(), 3, 50, 1)
		files := &hosttest.Files{Files: host.Disk{}, At: n + 1}
		o.Files = files
		_, err := generate.Run(context.Background(), o)
		require.ErrorIs(t, err, hosttest.ErrInjected, operation)
		require.Zero(t, files.OpenFiles(), operation)
		_, err = os.Stat(o.Dir)
		require.ErrorIs(t, err, fs.ErrNotExist, operation)
	}
}

func TestOptionsThatMakeNoNightAreRefused(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(*generate.Options){
		"--claims":   func(o *generate.Options) { o.Claims = 0 },
		"--members":  func(o *generate.Options) { o.Members = 49 },
		"--errors":   func(o *generate.Options) { o.Errors = 1.5 },
		"--set-size": func(o *generate.Options) { o.SetSize = 5001 },
		"--received": func(o *generate.Options) { o.Received = 0 },
	} {
		o := options(t.TempDir(), 10, 60, 1)
		change(&o)
		_, err := generate.Run(context.Background(), o)
		assert.ErrorContains(t, err, name)
	}
}

func TestSetsAndFilesAreNoLongerThanTheyMayBe(t *testing.T) {
	t.Parallel()
	o := options(t.TempDir(), 900, 400, 6)
	o.SetSize = 40
	dir := generated(t, o)
	inbound := os.DirFS(filepath.Join(dir, night.InboundFolder))
	names, err := fs.Glob(inbound, "*.837*")
	require.NoError(t, err)
	var ends []byte
	for _, name := range names {
		file, err := inbound.Open(name)
		require.NoError(t, err)
		r, claims := x12.NewReader(file), 0
		for {
			segment, err := r.Next()
			if err != nil {
				break
			}
			switch {
			case segment.Is("ISA"):
				ends = append(ends, r.Interchange().Delimiters.Segment)
			case segment.Is("ST"):
				claims = 0
			case segment.Is("CLM"):
				claims++
				require.LessOrEqual(t, claims, 40)
			}
		}
		require.NoError(t, file.Close())
	}
	slices.Sort(ends)
	assert.Greater(t, len(slices.Compact(ends)), 1, "senders end segments in ways of their own")
}
