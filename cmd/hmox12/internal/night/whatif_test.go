package night_test

import (
	"context"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rs/zerolog"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/book"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/host"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/night"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/scenario"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/store"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/whatif"
)

func comparison(t *testing.T, dir, other string) *night.WhatIf {
	return &night.WhatIf{Files: host.Disk{}, Dir: dir, Other: other, Out: t.TempDir(), Log: zerolog.Nop(), Store: store.Options{Durable: store.Never}}
}

func compared(t *testing.T, w *night.WhatIf) *whatif.Result {
	t.Helper()
	r, err := w.Run(context.Background())
	require.NoError(t, err)
	return r
}

// overlay writes the files of a folder that holds only what changes.
func overlay(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o755))
		write(t, path, text)
	}
	return dir
}

var sampleNight = filepath.Join(fixtures, "night")

func TestTheSameBookChangesNothing(t *testing.T) {
	t.Parallel()
	for name, other := range map[string]string{
		"a whole book":                 filepath.Join(fixtures, "hmo"),
		"what changes, and is no news": overlay(t, map[string]string{"README.md": "for people", "plans/p2.yaml": "id: P2\n"}),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := compared(t, comparison(t, sampleNight, other))
			assert.Equal(t, r.Claims.Compared, r.Claims.Same)
			assert.Equal(t, r.Inquiries.Compared, r.Inquiries.Same)
			assert.Equal(t, r.Reviews.Compared, r.Reviews.Same)
			assert.Positive(t, r.Inquiries.Compared+r.Reviews.Compared)
			assert.Equal(t, r.Totals.Before, r.Totals.After)
			assert.Equal(t, r.Runs.Before, r.Runs.After)
			assert.Empty(t, r.Book.Files)
			assert.Empty(t, r.Payees)
		})
	}
}

// The two sides of a comparison are the nights as hmox12 replay tells them.
func TestTheTotalsAreThoseOfTheReplays(t *testing.T) {
	t.Parallel()
	w := comparison(t, sampleNight, filepath.Join(fixtures, "whatif", "open-specialists"))
	r := compared(t, w)
	for name, side := range map[string]struct {
		tally whatif.Tally
		run   whatif.Run
	}{night.BeforeFolder: {r.Totals.Before, r.Runs.Before}, night.AfterFolder: {r.Totals.After, r.Runs.After}} {
		var summary struct {
			Totals struct {
				Claims                                    int
				Charged, Allowed, Paid, Patient, Withheld string
			}
			Remittances []struct{ Amount string }
		}
		require.NoError(t, json.Unmarshal([]byte(read(t, filepath.Join(w.Out, name, night.SummaryFile))), &summary))
		assert.Equal(t, summary.Totals.Claims, side.tally.Claims)
		for _, pair := range [][2]string{
			{summary.Totals.Charged, side.tally.Charged.StringFixed(2)}, {summary.Totals.Allowed, side.tally.Allowed.StringFixed(2)},
			{summary.Totals.Paid, side.tally.Paid.StringFixed(2)}, {summary.Totals.Patient, side.tally.Patient.StringFixed(2)},
			{summary.Totals.Withheld, side.tally.Withheld.StringFixed(2)},
		} {
			assert.Equal(t, pair[0], pair[1], name)
		}
		assert.Len(t, summary.Remittances, side.run.Remittances, name)
	}
}

func TestTheBooksSwappedNegateTheDifference(t *testing.T) {
	t.Parallel()
	w := comparison(t, sampleNight, filepath.Join(fixtures, "whatif", "open-specialists"))
	there := compared(t, w)
	dir := t.TempDir()
	require.NoError(t, os.CopyFS(filepath.Join(dir, night.BookFolder), os.DirFS(filepath.Join(w.Out, night.AfterFolder, night.BookFolder))))
	inbound, err := filepath.Abs(filepath.Join(sampleNight, night.InboundFolder))
	require.NoError(t, err)
	require.NoError(t, os.Symlink(inbound, filepath.Join(dir, night.InboundFolder)))
	back := compared(t, comparison(t, dir, filepath.Join(fixtures, "hmo")))

	assert.Equal(t, there.Claims, back.Claims)
	assert.Equal(t, there.Inquiries.Counts, back.Inquiries.Counts)
	assert.Equal(t, there.Reviews.Counts, back.Reviews.Counts)
	assert.Positive(t, there.Claims.Outcome)
	assert.True(t, there.Totals.Difference.Paid.Equal(back.Totals.Difference.Paid.Neg()))
	assert.True(t, there.Totals.Difference.Patient.Equal(back.Totals.Difference.Patient.Neg()))
	require.Len(t, back.Book.Files, 1, "the merged document says what the original and the change say")
	require.Len(t, back.Book.Files[0].Rows, 1)
	assert.Equal(t, []whatif.FieldDifference{{Name: "copay", Before: "50", After: "40"}, {Name: "referral", Before: "false", After: "true"}}, back.Book.Files[0].Rows[0].Fields)
}

func TestAParticipationThatEnds(t *testing.T) {
	t.Parallel()
	r := compared(t, comparison(t, sampleNight, overlay(t, map[string]string{
		"participation.csv": "npi,network,contract,from,to\n1000000889,POPPY-HMO,K5,2025-01-01,2026-01-31\n",
	})))
	require.NotEmpty(t, r.Flips)
	assert.Equal(t, []string{"paid", "denied"}, []string{r.Flips[0].From, r.Flips[0].To})
	assert.Equal(t, "R12", r.Flips[0].Rules[0].Rule)
	assert.True(t, r.Totals.Difference.Paid.IsNegative())
	assert.Equal(t, "1000000889", r.Payees[0].NPI)
	assert.True(t, r.Payees[0].Sent.Difference.IsNegative())
}

// A sender whose set is refused on one side has no claims there. The numbers of all
// that come after them are others, which is no change.
func TestClaimsOfARefusedSetAreUnread(t *testing.T) {
	t.Parallel()
	r := compared(t, comparison(t, sampleNight, overlay(t, map[string]string{
		"companions/laurelfp.guide": "companion LAURELFP\nguide 837 005010X222A1\n\nloop 2000A\n  PRV not used\n",
	})))
	assert.Greater(t, r.Runs.After.RejectedSets, r.Runs.Before.RejectedSets)
	require.Len(t, r.Book.Files, 1)
	assert.Equal(t, "companions/laurelfp.guide", r.Book.Files[0].Name)
	unread := 0
	for _, f := range r.Flips {
		if f.To == string(whatif.Unread) {
			unread += f.Claims
		}
	}
	assert.Positive(t, unread)
	assert.Equal(t, -unread, r.Totals.Difference.Claims)
	assert.Equal(t, r.Claims.Compared-unread, r.Claims.Same, "all others are the same: %v", r.Rules)
}

func TestAnEarlierClaimThatIsTakenBackOnOneSide(t *testing.T) {
	t.Parallel()
	cases, err := scenario.Load(os.DirFS(filepath.Join(fixtures, "scenarios")), "C057")
	require.NoError(t, err)
	dir := t.TempDir()
	_, err = (&scenario.Runner{Book: os.DirFS(filepath.Join(fixtures, "hmo")), Dir: dir}).Run(context.Background(), cases[0])
	require.NoError(t, err)
	// The void names an earlier claim that another provider sent.
	r := compared(t, comparison(t, filepath.Join(dir, "C057"), overlay(t, map[string]string{
		"prior_claims.csv": strings.Replace(cases[0].Book["prior_claims.csv"], "1000000889", "1000000954", 1),
	})))
	var earlier *whatif.Claim
	for i := range r.Changes {
		if r.Changes[i].File == "prior_claims.csv" {
			earlier = &r.Changes[i]
		}
	}
	require.NotNil(t, earlier, "%+v", r.Changes)
	assert.Equal(t, whatif.Pair{Before: "reversed", After: "paid"}, earlier.Outcome)
	assert.Equal(t, "60.00", earlier.Paid.Difference.StringFixed(2), "it stands, and its money with it")
	assert.Equal(t, "reversal", earlier.Rule)
}

func TestEveryChangeIsToldInTheOrderOfRecording(t *testing.T) {
	t.Parallel()
	w := comparison(t, sampleNight, filepath.Join(fixtures, "whatif", "raised-fees"))
	w.Limit = 3
	var places []string
	var last whatif.Place
	w.Each = func(c whatif.Change) error {
		if c.Claim == nil { // claims come first
			return nil
		}
		places = append(places, c.Claim.Account)
		if c.Claim.File == book.PriorClaimsFile { // of them those that were decided before
			assert.Empty(t, last.File)
			return nil
		}
		if last.File == c.Claim.File {
			assert.Greater(t, c.Claim.Segment, last.Segment)
		} else {
			assert.Greater(t, c.Claim.File, last.File)
		}
		last = c.Claim.Place
		return nil
	}
	r := compared(t, w)
	assert.Len(t, places, r.Claims.Changed()+r.Claims.Reasoning)
	assert.Len(t, r.Changes, 3)
	assert.Equal(t, r.Claims.Changed()-3, r.MoreChanges)
}

func TestAChangedBookThatCannotBeUsed(t *testing.T) {
	t.Parallel()
	partial := overlay(t, map[string]string{"payer.yaml": "", "night.yaml": "", "contracts.yaml": "", "members.csv": ""})
	for name, c := range map[string]struct{ other, want string }{
		"a name that is misspelt":       {overlay(t, map[string]string{"fee.csv": "schedule,code\n"}), "a book has no file fee.csv; its files are "},
		"a folder that is not there":    {filepath.Join(t.TempDir(), "none"), "none"},
		"a folder without files":        {t.TempDir(), "holds no files: put into it what changes"},
		"a column that the table lacks": {overlay(t, map[string]string{"pcp.csv": "member,doctor\n"}), `pcp.csv: given: there is no column "doctor"`},
		"a row that makes no sense":     {overlay(t, map[string]string{"pcp.csv": "member,npi,from\nGP100005,1,2025-01-01\n"}), " changes it: "},
		"a whole book with faults":      {partial, "book in " + partial + ": "},
	} {
		t.Run(name, func(t *testing.T) {
			w := comparison(t, sampleNight, c.other)
			_, err := w.Run(context.Background())
			require.ErrorContains(t, err, c.want)
			_, err = os.Stat(filepath.Join(w.Out, night.BeforeFolder))
			assert.ErrorIs(t, err, os.ErrNotExist, "nothing was played")
		})
	}
	w := comparison(t, t.TempDir(), sampleNight)
	_, err := w.Run(context.Background())
	assert.ErrorContains(t, err, "book in "+filepath.Join(w.Dir, night.BookFolder))
}

func TestBothNightsHaveTheirProgress(t *testing.T) {
	t.Parallel()
	w := comparison(t, sampleNight, filepath.Join(fixtures, "whatif", "raised-fees"))
	bars := map[string]*bar{}
	w.Progress = func(what string, total int64) io.WriteCloser {
		bars[what] = &bar{}
		return bars[what]
	}
	compared(t, w)
	require.Len(t, bars, 2)
	for what, b := range bars {
		assert.Positive(t, b.told, what)
		assert.EqualValues(t, 1, b.closed, what)
	}
}
