package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/book"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/eob"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/scenario"
	"github.com/hmox12/hmox12/mapping/record"
)

// told are worked cases of each kind of decision, and by which number the story
// and the notice of each are asked for.
var told = []struct{ kind, scenario, number string }{
	{"paid, with a copay", "C001", "C001"},
	{"deductible, then coinsurance", "C018", "C018"},
	{"denied at the provider's cost", "C110", "C110"},
	{"denied at the member's cost", "C075", "C075"},
	{"capitated", "C003", "C003"},
	{"encounter", "C175", "C175"},
	{"second payer", "C067", "C067"},
	{"another payer must decide first", "C066", "C066"},
	{"replaced: the first claim", "C055", "5501"},
	{"replaced: the correction", "C055", "C055"},
	{"voided", "C057", "5701"},
	{"a stay by the day", "C014", "C014"},
	{"a stay over the end of coverage", "C036", "C036"},
	{"dental maximum", "C149", "C149"},
	{"a stranger's emergency", "C082", "C082"},
	{"a stranger at a contracted hospital, whose consent is void", "C088", "C088"},
	{"waits for a person", "C184", "C184"},
	{"passed on", "C006", "C006"},
	{"newborn", "C039", "C039"},
	{"a child who is not enrolled", "C040", "C040"},
	{"premium owed", "C038", "C038"},
	{"interest", "C165", "C165"},
	{"sent twice", "C050", "C050"},
	{"cut to what was authorized", "C132", "C132"},
}

// TestEachKindOfDecisionIsToldAsReviewed plays the cases and compares the story
// and the notice with testdata/told; under the race detector each sixth.
func TestEachKindOfDecisionIsToldAsReviewed(t *testing.T) {
	nights := t.TempDir()
	for i, tt := range told {
		if raceDetector && i%6 != 0 {
			continue
		}
		t.Run(tt.kind, func(t *testing.T) {
			dir := filepath.Join(nights, tt.scenario)
			if _, err := os.Stat(dir); err != nil {
				play(t, tt.scenario, nights)
			}
			database := filepath.Join(dir, "out", "hmox12.db")
			name := tt.scenario
			if tt.number != tt.scenario {
				name += "-" + tt.number
			}
			compareTold(t, name+".txt", output(t, "explain", tt.number, "--db", database))
			assert.Contains(t, output(t, "explain", tt.number, "--db", database, "--html"), "<h2>")
			notice := output(t, "eob", tt.number, "--db", database, "--book", filepath.Join(dir, "hmo"))
			compareTold(t, name+".html", style.ReplaceAllString(notice, "<style></style>"))
			everyNoticeAgrees(t, database, filepath.Join(dir, "hmo"))
		})
	}
}

// TestTheNoticesOfTheNightAgreeWithItsDecisions holds each notice to its decision.
func TestTheNoticesOfTheNightAgreeWithItsDecisions(t *testing.T) {
	out := t.TempDir()
	output(t, "replay", "../../fixtures/night", "--out", out)
	n := everyNoticeAgrees(t, filepath.Join(out, "hmox12.db"), "../../fixtures/hmo")
	assert.Greater(t, n, 80, "notices")
}

// play plays a scenario and keeps its night.
func play(t *testing.T, id, nights string) {
	t.Helper()
	all, err := scenario.Load(os.DirFS("../../fixtures/scenarios"), id)
	require.NoError(t, err)
	runner := scenario.Runner{Book: os.DirFS("../../fixtures/hmo"), Dir: nights}
	_, err = runner.Run(context.Background(), all[0])
	require.NoError(t, err)
}

// output runs a command that ends well and returns what it prints. Nothing is to
// be read on standard error, not even of --verbose.
func output(t *testing.T, args ...string) string {
	t.Helper()
	var stdout, stderr bytes.Buffer
	require.Equal(t, exitDone, run(args, strings.NewReader(""), &stdout, &stderr), stderr.String())
	assert.Empty(t, stderr.String())
	return stdout.String()
}

var style = regexp.MustCompile(`(?s)<style>.*?</style>`)

// compareTold compares with testdata/told/name, or rewrites it.
func compareTold(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", "told", name)
	if *update {
		require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o755))
		require.NoError(t, os.WriteFile(path, []byte(got), 0o644))
	}
	want, err := os.ReadFile(path)
	require.NoError(t, err)
	assert.Equal(t, string(want), got)
}

// everyNoticeAgrees writes the notice about each claim of a database and holds its
// amounts to what was decided: owed is CLP05, and nothing of a claim that waits,
// was passed on or taken back. It returns how many there are.
func everyNoticeAgrees(t *testing.T, database, dir string) int {
	t.Helper()
	ctx := context.Background()
	hmo, err := book.Load(os.DirFS(dir), ".")
	require.NoError(t, err)
	s, err := openDatabase(ctx, database)
	require.NoError(t, err)
	defer s.Close()
	n := 0
	for v, err := range s.Claims(ctx, nil) {
		require.NoError(t, err)
		d := v.Decision
		notice, err := noticeOf(ctx, s, hmo, v.Claim.Control)
		if d.Member == "" {
			require.ErrorIs(t, err, eob.ErrNobody)
			continue
		}
		require.NoError(t, err)
		var page bytes.Buffer
		require.NoError(t, notice.HTML(&page))
		n++
		owed, paid, lines := d.Patient, d.Paid, decimal.Zero
		settled := d.Outcome != record.Pended && d.Outcome != record.Forwarded && d.Outcome != record.Voided && d.Status != record.Reversal
		if !settled {
			owed = decimal.Zero
		}
		assert.Equal(t, owed.StringFixed(2), marked(t, page.String(), "owed"), "claim %s owes", d.Control)
		if !settled {
			assert.NotContains(t, page.String(), "data-paid", "claim %s", d.Control)
			continue
		}
		assert.Equal(t, paid.StringFixed(2), marked(t, page.String(), "paid"), "claim %s pays", d.Control)
		assert.Equal(t, d.Charge.StringFixed(2), marked(t, page.String(), "charged"), "claim %s charges", d.Control)
		for _, found := range regexp.MustCompile(`data-line-owed="([^"]*)"`).FindAllStringSubmatch(page.String(), -1) {
			lines = lines.Add(decimal.RequireFromString(found[1]))
		}
		assert.Equal(t, owed.StringFixed(2), lines.StringFixed(2), "claim %s: lines owe", d.Control)
	}
	return n
}

// marked returns the one amount that a page marks so.
func marked(t *testing.T, page, mark string) string {
	t.Helper()
	found := regexp.MustCompile(`data-`+mark+`="([^"]*)"`).FindAllStringSubmatch(page, -1)
	require.Len(t, found, 1, mark)
	return found[0][1]
}
