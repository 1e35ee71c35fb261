package mapping_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/mapping"
	"github.com/hmox12/hmox12/mapping/record"
	"github.com/hmox12/hmox12/x12"
	"github.com/hmox12/hmox12/x12/guide"
)

// TestClaimsPointToWhoTheyStandUnder: two claims of a patient have one person and one
// provider in memory.
func TestClaimsPointToWhoTheyStandUnder(t *testing.T) {
	head := "CLM*W-1*150***11:B:1*Y*A*Y*Y\nHI*ABK:J069\n" + line
	claims, findings := mapFile(t, claimFile(t, above+head+"\n"+head))
	require.Empty(t, findings)
	require.Len(t, claims, 2)
	assert.Same(t, claims[0].Subscriber, claims[0].Patient)
	assert.Same(t, claims[0].Subscriber, claims[1].Subscriber)
}

// TestAClaimThatWasHandedOutDoesNotChange: no guide lets a level go on behind its
// claims; if it does, the claims to come are told alone.
func TestAClaimThatWasHandedOutDoesNotChange(t *testing.T) {
	g, ok := guide.Lookup("837", mapping.ClaimVersion(record.Professional))
	require.True(t, ok)
	var claims []*record.Claim
	m, err := mapping.NewClaimMapper(g, record.Source{}, 20260302, func(c *record.Claim, _ []mapping.ClaimProblem) { claims = append(claims, c) })
	require.NoError(t, err)
	add := func(loop, text string, opened bool) {
		m.Add(x12.ParseSegment(text, x12.DefaultDelimiters), guide.Placement{Loop: &guide.Loop{ID: loop}, Opened: opened})
	}
	add("2010AA", "NM1*85*2*SHORE CLINIC*****XX*1000000889", true)
	add("2000B", "HL*2*1*22*1", true)
	add("2010BA", "NM1*IL*1*MARSH*ADA****MI*M1", true)
	add("2000C", "HL*3*2*23*0", true)
	add("2010CA", "NM1*QC*1*MARSH*BEN", true)
	add("2300", "CLM*A*1", true)
	add("2010AA", "N4*OAKLAND*CA*94601", false)
	add("2010BA", "DMG*D8*19800229*F", false)
	add("2010CA", "DMG*D8*20150301*M", false)
	add("2300", "CLM*B*1", true)
	m.End()

	require.Len(t, claims, 2)
	a, b := claims[0], claims[1]
	assert.Empty(t, a.Billing.Address.City)
	assert.Zero(t, a.Subscriber.BirthDate)
	assert.Zero(t, a.Patient.BirthDate)
	assert.Equal(t, "OAKLAND", b.Billing.Address.City)
	assert.Equal(t, record.Date(19800229), b.Subscriber.BirthDate)
	assert.Equal(t, record.Date(20150301), b.Patient.BirthDate)
	assert.Equal(t, a.Patient.Name, b.Patient.Name)
}
