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

	"github.com/hmox12/hmox12/mapping/record"
)

var claimFigures = regexp.MustCompile(`CLM=(\d+) sumCLM02=([0-9.]+)`)

// TestTheCorpusOfClaimsIsMapped maps the claims of other people's public samples
// and compares the figures that were counted apart from this program. There are
// none of dental claims.
func TestTheCorpusOfClaimsIsMapped(t *testing.T) {
	root := filepath.Join("..", "..", "shared", "corpus")
	manifest, err := os.ReadFile(filepath.Join(root, "MANIFEST.tsv"))
	if err != nil {
		t.Skip("no corpus at " + root)
	}
	files := map[string]int{}
	for row := range strings.Lines(string(manifest)) {
		name, _, _ := strings.Cut(row, "\t")
		figures := claimFigures.FindStringSubmatch(row)
		kind, isValid := strings.CutSuffix(filepath.ToSlash(filepath.Dir(name)), "/valid")
		if !strings.HasPrefix(kind, "837") || !isValid || figures == nil {
			continue
		}
		files[kind]++
		t.Run(kind+" "+filepath.Base(name), func(t *testing.T) {
			file, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(name)))
			require.NoError(t, err)
			claims, _ := mapFile(t, file)
			charged, atLines := decimal.Zero, decimal.Zero
			for _, c := range claims {
				assert.Empty(t, c.problems)
				assert.NotEmpty(t, c.Patient.Name.Last)
				assert.NotEmpty(t, c.Diagnoses)
				charged = charged.Add(c.Charge)
				for i := range c.Lines {
					atLines = atLines.Add(c.Lines[i].Charge)
					assert.NotZero(t, c.DatesOf(&c.Lines[i]).From)
				}
				if i := c.Institutional; i != nil {
					assert.Len(t, c.BillType(), 3)
					assert.NotEmpty(t, i.PatientStatus)
					assert.NotZero(t, c.Dates.From)
					assert.NotNil(t, c.Provider(nil, record.Attending))
				}
				again, _ := mapFile(t, fileOf(t, c.Claim))
				if assert.Len(t, again, 1) {
					again[0].Source, again[0].Submitter, again[0].SubmitterName = c.Source, c.Submitter, c.SubmitterName
					assert.Equal(t, asJSON(t, c.Claim), asJSON(t, again[0].Claim), "written and read again it is the same")
				}
			}
			assert.Equal(t, figures[1], strconv.Itoa(len(claims)))
			assert.True(t, decimal.RequireFromString(figures[2]).Equal(charged), "charged %s", charged)
			assert.True(t, charged.Equal(atLines), "the lines charge %s", atLines)
		})
	}
	assert.NotZero(t, files["837P"])
	assert.NotZero(t, files["837I"])
}
