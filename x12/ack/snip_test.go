package ack_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/x12"
	"github.com/hmox12/hmox12/x12/ack"
	"github.com/hmox12/hmox12/x12/snip"
)

func TestWhatDoesNotBalanceIsToldAndLeavesTheSetAccepted(t *testing.T) {
	file := interchange("0", group("501", claimSet("0001", "CLM*LAU-5501*120", "CLM*LAU-5501*130", "XX*1000000889", "XX*1000000880")))
	for level, want := range map[int][]string{
		0:               nil,
		2:               nil,
		snip.Balances:   {"charge-out-of-balance LAU-5501"},
		snip.Situations: {"charge-out-of-balance LAU-5501"},
		snip.CodeSets:   {"bad-npi ", "charge-out-of-balance LAU-5501"},
	} {
		t.Run(fmt.Sprintf("level %d", level), func(t *testing.T) {
			var told []string
			var set ack.Set
			require.NoError(t, ack.Examine(x12.NewReader(strings.NewReader(file)), ack.Options{Level: level}, ack.Listener{
				Finding:  func(f ack.Finding) { told = append(told, f.Code.String()+" "+f.Unit.Value) },
				SetEnded: func(s *ack.Set) { set = *s },
			}))
			assert.Equal(t, want, told)
			assert.Len(t, set.Findings, len(want))
			assert.Equal(t, ack.Accepted, set.Verdict)
			verdicts, out := answer(t, file, ack.Options{Level: level})
			assert.Equal(t, []string{"set 0001 A []", "group 501 A [] 1 of 1", "interchange A 000"}, verdicts)
			assert.NotContains(t, out, "IK3")
		})
	}
}

func TestWhatIsAboveTheLevelIsNoFinding(t *testing.T) {
	file := interchange("0", group("501", claimSet("0001", "D8*20260217", "D8*20260230", "11:B:1", "11::1")))
	const companion = "companion BAYCLEAR\nguide 837 005010X222A1\nloop 2300\n  CLM 01[9..9]\n"
	for level, want := range map[int][]string{
		snip.Integrity: {"bad-date"},
		snip.Guide:     {"element-missing", "bad-date"},
		snip.CodeSets:  {"element-missing", "bad-date"},
		snip.Partners:  {"partner-element-too-short", "element-missing", "bad-date"},
		0:              {"partner-element-too-short", "element-missing", "bad-date"},
	} {
		t.Run(fmt.Sprintf("level %d", level), func(t *testing.T) {
			var told []string
			options := agreed(t, companion)
			options.Level = level
			require.NoError(t, ack.Examine(x12.NewReader(strings.NewReader(file)), options, ack.Listener{
				Finding: func(f ack.Finding) { told = append(told, f.Code.String()) },
			}))
			assert.ElementsMatch(t, want, told)
		})
	}
}

func TestWhatASituationNeedsIsToldWithItsTrigger(t *testing.T) {
	segment := claimSet("0001", "Y*A*Y*Y~", "Y*A*Y*Y**OA~")
	element := claimSet("0002", "Y*A*Y*Y~", "Y*A*Y*Y**AA~\nDTP*439*D8*20260214~")
	verdicts, out := answer(t, interchange("0", group("501", segment, element)), ack.Options{Level: snip.CodeSets})
	assert.Equal(t, []string{"set 0001 R [I5]", "set 0002 R [I5]", "group 501 R [] 0 of 2", "interchange A 000"}, verdicts)
	assert.Contains(t, out, "IK3*DTP*19*2300*I6~\nCTX*SITUATIONAL TRIGGER*CLM*18*2300*11:1~\nCTX*CLM01:LAU-5501~\n")
	assert.Contains(t, out, "IK3*CLM*18*2300*8~\nCTX*CLM01:LAU-5501~\nIK4*11:4*156*I9~\nCTX*SITUATIONAL TRIGGER*CLM*18*2300*11:1~\n")
	_, findings := answer(t, out, ack.Options{Level: snip.CodeSets})
	assert.NotContains(t, findings, "IK3", "the 999 that is written breaks its own guide")
}

func TestAClaimNumberLongerThanA999HasRoomForIsLeftOut(t *testing.T) {
	_, out := answer(t, interchange("0", group("501", claimSet("0001", "LAU-5501", strings.Repeat("L", 38), "D8*20260217", "D8*20260230"))), ack.Options{})
	assert.Contains(t, out, "IK3*DTP*22*2400*8~\nIK4*3*1251*8*20260230~\n")
	verdicts, _ := answer(t, out, ack.Options{Level: snip.CodeSets})
	assert.Contains(t, verdicts, "set 0001 A []", "the 999 that is written breaks its own guide")
}

func TestAReplacementWithoutTheNumberItReplacesIsAMatterOfTheClaim(t *testing.T) {
	file := interchange("0", group("501", claimSet("0001", "11:B:1", "11:B:7")))
	verdicts, out := answer(t, file, ack.Options{Level: snip.CodeSets})
	assert.Equal(t, []string{"set 0001 A []", "group 501 A [] 1 of 1", "interchange A 000"}, verdicts)
	assert.NotContains(t, out, "IK3")
	var found []string
	require.NoError(t, ack.Examine(x12.NewReader(strings.NewReader(file)), ack.Options{Level: snip.CodeSets}, ack.Listener{
		Finding: func(f ack.Finding) { found = append(found, f.Code.String()+" "+f.Loop+" "+f.Place()+" "+f.Unit.Value) },
	}))
	assert.Equal(t, []string{"expected-segment-missing 2300 REF LAU-5501"}, found)
}

func TestClaimsMattersCrowdNothingOutOfTheNinetyNine(t *testing.T) {
	diagnoses := "HI*ABK:J069" + strings.Repeat("*ABF:X", 11)
	set := claimSet("0001", "HI*ABK:J069", diagnoses, "D8*20260217", "D8*20260230")
	var findings []ack.Finding
	count := 0
	require.NoError(t, ack.Examine(x12.NewReader(strings.NewReader(interchange("0", group("501", set)))), ack.Options{Level: snip.CodeSets, MaxFindings: 3}, ack.Listener{
		SetEnded: func(s *ack.Set) { findings, count = s.Findings, s.Count },
	}))
	assert.Equal(t, 12, count)
	var codes []string
	for _, f := range findings {
		codes = append(codes, f.Code.String())
	}
	assert.Equal(t, []string{"bad-diagnosis", "bad-diagnosis", "bad-diagnosis", "bad-date"}, codes)
}
