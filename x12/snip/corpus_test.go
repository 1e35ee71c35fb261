package snip

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/x12"
	"github.com/hmox12/hmox12/x12/guide"
)

// The corpus holds samples of other projects; it is not part of this repository.
const corpus = "../../../shared/corpus"

// checkFile runs a file through Reader, Walker and Checker and returns what each
// found in its sets.
func checkFile(t testing.TB, src io.Reader, level int) (walked, checked []*x12.Error) {
	t.Helper()
	var w *guide.Walker
	var c *Checker
	r := x12.NewReader(src)
	for {
		seg, err := r.Next()
		if errors.Is(err, io.EOF) {
			return walked, checked
		}
		if fault := (*x12.Error)(nil); errors.As(err, &fault) {
			continue
		}
		require.NoError(t, err)
		if seg.Position() == 1 {
			w, c = nil, nil
			group := r.Group()
			if group == nil {
				continue
			}
			if g, ok := guide.Lookup(seg.Text(1), group.Version); ok {
				w = guide.NewWalker(g, func(e *x12.Error) { walked = append(walked, e) })
				c = NewChecker(g, level, func(e *x12.Error) { checked = append(checked, e) })
			}
		}
		if w == nil || seg.Position() == 0 {
			continue
		}
		c.Check(seg, w.Walk(seg))
		if seg.Is("SE") {
			w.End()
			c.End()
		}
	}
}

// untrue are the code sets that published samples make up values of: they pass at
// levels 3 and 4.
var untrue = []string{"bad-npi", "bad-taxonomy", "bad-postal-code"}

func TestCorpusValidFilesBalance(t *testing.T) {
	if _, err := os.Stat(corpus); err != nil {
		t.Skip("no corpus at " + corpus)
	}
	files, err := filepath.Glob(filepath.Join(corpus, "*", "valid", "*.x12"))
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, file := range files {
		t.Run(strings.TrimPrefix(file, corpus+string(filepath.Separator)), func(t *testing.T) {
			for _, e := range checkPath(t, file) {
				if e.Rejects() {
					require.Contains(t, untrue, e.Code.String(), e)
				}
			}
		})
	}
}

// TestCorpusInvalidFiles holds some findings on files that were published as good
// ones, and are not.
func TestCorpusInvalidFiles(t *testing.T) {
	if _, err := os.Stat(corpus); err != nil {
		t.Skip("no corpus at " + corpus)
	}
	for file, want := range map[string]string{
		"837P/invalid/imsweb-x12_ambiguous_loop.x12":         "charge-out-of-balance 2300 CLM02",
		"837P/invalid/imsweb-x12_complex.x12":                "unknown-other-payer 2430 SVD01",
		"835/invalid/linuxforhealth-tertiary-payment.x12":    "paid-charge-out-of-balance 2100 CLP03",
		"835/invalid/linuxforhealth-secondary-payment.x12":   "retired-reason 2110 CAS02",
		"837P/invalid/imsweb-x12_bad_segment_identifier.x12": "situational-element-missing 2000B SBR02",
	} {
		t.Run(file, func(t *testing.T) {
			var found []string
			for _, e := range checkPath(t, filepath.Join(corpus, file)) {
				found = append(found, e.Code.String()+" "+e.Loop+" "+e.Place())
			}
			require.Contains(t, found, want)
		})
	}
}

func checkPath(t *testing.T, path string) []*x12.Error {
	t.Helper()
	f, err := os.Open(path)
	require.NoError(t, err)
	defer f.Close()
	_, found := checkFile(t, f, CodeSets)
	return found
}

// TestTheSampleNight holds what is wrong on purpose in the sample night, and that
// what is answered has no fault of its own.
func TestTheSampleNight(t *testing.T) {
	known := map[string][]string{
		"02-sierraedi-eligibility.270.x12": {"bad-npi 2100B NM109"},
		"15-bayclear-front-end.837p.x12":   {"charge-out-of-balance 2300 CLM02", "date-in-future 2400 DTP03", "bad-npi 2010AA NM109"},
		"90-bayclear-status.276.x12":       {"bad-npi 2100C NM109"},
	}
	for file, found := range foundIn(t, "../../fixtures/night/inbound/*.x12") {
		require.Equal(t, known[file], found, file)
	}
	// Control numbers are in the names of answers: who is answered by what will do.
	echoed := map[string][]string{
		"271-SIERRAEDI":  {"bad-npi 2100B NM109"},
		"277-BAYCLEAR":   {"bad-npi 2100C NM109"},
		"277CA-BAYCLEAR": {"bad-npi 2100C NM109"},
	}
	for file, found := range foundIn(t, "../../fixtures/expected/*.x12") {
		answer := file[:strings.LastIndex(file, "-")]
		if len(found) == 0 {
			continue
		}
		require.Equal(t, echoed[answer], found, file)
		delete(echoed, answer)
	}
	require.Empty(t, echoed, "a provider's number is answered as it was sent")
}

// foundIn returns what is wrong with each file of a pattern.
func foundIn(t *testing.T, pattern string) map[string][]string {
	t.Helper()
	files, err := filepath.Glob(pattern)
	require.NoError(t, err)
	require.NotEmpty(t, files)
	all := map[string][]string{}
	for _, file := range files {
		var found []string
		for _, e := range checkPath(t, file) {
			found = append(found, e.Code.String()+" "+e.Loop+" "+e.Place())
		}
		all[filepath.Base(file)] = found
	}
	return all
}
