package book_test

import (
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/book"
	"github.com/hmox12/hmox12/mapping/record"
)

// The rows of a stay are one decision, as the stay was decided: with one line and
// its adjustments at the claim.
func TestAPriorStayIsOneDecision(t *testing.T) {
	files := sampleFiles(t)
	files["hmo/prior_claims.csv"] = &fstest.MapFile{Data: []byte(`control,account,kind,billing,rendering,member,received,decided,from,to,place,billType,drg,revenue,procedure,tooth,diagnosis,units,charge,adjustments,remarks,state,status,category,referral,authorization,interest,trace
4001,ST-1,institutional,1000001655,,GP100004,2026-02-18,2026-02-25,2026-02-10,,,111,,0120,,,,3,20000,CO-45 15000 PR-2 900,,paid,F1:65,INPATIENT_FACILITY,,,,EFT1
4001,,institutional,1000001655,,GP100004,2026-02-18,2026-02-25,2026-02-10,,,111,,0250,,,,,4000,CO-45 3600 PR-2 180,,paid,F1:65,INPATIENT_FACILITY,,,,EFT1
`)}
	b, err := book.Load(files, "hmo")
	require.NoError(t, err)
	d := b.PriorClaims().Row(0).Decision
	require.Len(t, d.Lines, 1)
	line := d.Lines[0]
	assert.True(t, d.Whole)
	assert.Zero(t, line.Line)
	assert.Equal(t, "24000", line.Charge.String())
	assert.Equal(t, "3", line.Units.String())
	assert.Equal(t, "4320", line.Paid.String())
	assert.Equal(t, record.LinePaid, line.State)
	assert.Equal(t, "18600", record.SumGroup(line.Adjustments, record.CO).String())
	assert.Equal(t, "1080", record.SumGroup(line.Adjustments, record.PR).String())
	assert.Len(t, line.Adjustments, 2)
	for _, p := range d.Postings {
		assert.Zero(t, p.Line)
	}
}
