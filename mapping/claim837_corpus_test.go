package mapping_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var claimFigures = regexp.MustCompile(`CLM=(\d+) sumCLM02=([0-9.]+)`)

// TestTheCorpusOfClaimsIsMapped maps the professional claims of other people's
// public samples and compares the figures that were counted apart from this
// program.
func TestTheCorpusOfClaimsIsMapped(t *testing.T) {
	root := filepath.Join("..", "..", "shared", "corpus")
	manifest, err := os.ReadFile(filepath.Join(root, "MANIFEST.tsv"))
	if err != nil {
		t.Skip("no shared reference files on this machine")
	}
	files := 0
	for row := range strings.Lines(string(manifest)) {
		name, _, _ := strings.Cut(row, "\t")
		figures := claimFigures.FindStringSubmatch(row)
		if !strings.HasPrefix(name, "837P/valid/") || figures == nil {
			continue
		}
		files++
		t.Run(filepath.Base(name), func(t *testing.T) {
			file, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(name)))
			require.NoError(t, err)
			claims, _ := mapFile(t, file)
			charged, atLines := decimal.Zero, decimal.Zero
			for _, c := range claims {
				assert.Empty(t, c.problems)
				assert.NotEmpty(t, c.Patient.Name.Last)
				assert.NotEmpty(t, c.Diagnoses)
				charged = charged.Add(c.Charge)
				for _, l := range c.Lines {
					atLines = atLines.Add(l.Charge)
					assert.NotZero(t, l.Dates.From)
				}
			}
			assert.Equal(t, figures[1], strconv.Itoa(len(claims)))
			assert.True(t, decimal.RequireFromString(figures[2]).Equal(charged), "charged %s", charged)
			assert.True(t, charged.Equal(atLines), "the lines charge %s", atLines)
		})
	}
	assert.NotZero(t, files)
}
