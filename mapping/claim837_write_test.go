package mapping_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/mapping"
	"github.com/hmox12/hmox12/mapping/record"
	"github.com/hmox12/hmox12/x12"
)

func TestABatchSaysWhatItsClaimsAreFor(t *testing.T) {
	for purpose, want := range map[string][2]bool{"CH": {}, "RP": {true, false}, "31": {false, true}} {
		t.Run("BHT06 "+purpose, func(t *testing.T) {
			for _, kind := range kinds {
				claim, batch := one(kind), testBatch
				claim.Encounter, claim.Subrogation = want[0], want[1]
				batch.Encounters, batch.Subrogation = want[0], want[1]
				file := interchange(t, "HC", mapping.ClaimVersion(kind), func(w *x12.Writer) {
					require.NoError(t, mapping.WriteClaim837(w, batch, []*record.Claim{claim}))
				})
				assert.Contains(t, string(file), "*0800*"+purpose+"~")
				claims, findings := mapFile(t, file)
				assert.Empty(t, findings)
				require.Len(t, claims, 1)
				assert.Equal(t, want, [2]bool{claims[0].Encounter, claims[0].Subrogation})
			}
		})
	}
}

func TestClaimsThatAnotherSetHoldsAreNotWritten(t *testing.T) {
	for _, c := range []struct {
		name  string
		upset func(*record.Claim)
		says  string
	}{
		{"an institutional claim", func(c *record.Claim) { c.Kind = record.Institutional }, "an 837P holds professional claims"},
		{"a claim of no kind", func(c *record.Claim) { c.Kind = "" }, "an 837P holds professional claims"},
		{"a claim without a line", func(c *record.Claim) { c.Lines = nil }, "no service line"},
		{"an encounter among claims", func(c *record.Claim) { c.Encounter = true }, "claims and encounters"},
		{"a plan's claim among those of providers", func(c *record.Claim) { c.Subrogation = true }, "of providers and of plans"},
	} {
		t.Run(c.name, func(t *testing.T) {
			claim := visit()
			c.upset(claim)
			requireNothingWritten(t, "claim 2 (W-1)", visit(), claim)
			requireNothingWritten(t, c.says, visit(), claim)
		})
	}
	t.Run("claims of no kind at all", func(t *testing.T) {
		claim := visit()
		claim.Kind = "veterinary"
		requireNothingWritten(t, `claim 1 (W-1) is of no kind that a guide knows: "veterinary"`, claim)
	})
	t.Run("no claim", func(t *testing.T) { requireNothingWritten(t, "one claim at least") })
}

func requireNothingWritten(t *testing.T, says string, claims ...*record.Claim) {
	t.Helper()
	file := interchange(t, "HC", "005010X222A1", func(w *x12.Writer) {
		assert.ErrorContains(t, mapping.WriteClaim837(w, testBatch, claims), says)
	})
	assert.Contains(t, string(file), "GE*0*")
}
