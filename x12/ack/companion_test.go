package ack_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/x12"
	"github.com/hmox12/hmox12/x12/ack"
	"github.com/hmox12/hmox12/x12/guide"
)

// agreed returns Options in which a companion guide is in force.
func agreed(t *testing.T, text string) ack.Options {
	t.Helper()
	c, err := guide.CompileCompanion("agreed.guide", text)
	require.NoError(t, err)
	var companions guide.Companions
	require.NoError(t, companions.Add(c))
	return ack.Options{Guide: func(from *x12.Interchange, set, version string) *guide.Guide {
		g, _ := companions.Lookup(from.Sender, set, version)
		return g
	}}
}

func TestASenderIsAnsweredByWhatWasAgreedWithIt(t *testing.T) {
	file := interchange("0", group("501", claimSet("0001", "CLM*LAU-5501*120***11", "CLM*LAU-5501*120***22"), claimSet("0002")))
	statements := "guide 837 005010X222A1\nloop 2300\n  CLM 05(01=11)\nloop 2310B required\n"

	verdicts, out := answer(t, file, agreed(t, "companion BAYCLEAR\n"+statements))
	assert.Equal(t, []string{"set 0001 R [I5]", "set 0002 R [I5]"}, verdicts[:2])
	for _, want := range []string{
		"IK3*CLM*18*2300*8~\nCTX*CLM01:LAU-5501~\nIK4*5:1*1331*I6*22~\n",
		"IK3*NM1*20*2310*I7~\nCTX*CLM01:LAU-5501~\n", "IK5*R*I5~\n", "AK9*R*2*2*0~\n",
	} {
		assert.Contains(t, out, want)
	}

	_, out = answer(t, file, agreed(t, "companion LAURELFP\n"+statements))
	assert.Contains(t, out, "AK9*A*2*2*2~\n", "what was agreed with another partner doesn't matter")
}

func TestWhatAPartnerWantsToBeToldOfIsAcceptedWithErrors(t *testing.T) {
	file := interchange("0", group("501", claimSet("0001", "CLM*LAU-5501*120***11", "CLM*LAU-5501*120***22"), claimSet("0002", "*NINA*", "*Nina*")))
	const statements = "companion BAYCLEAR\nguide 837 005010X222A1\nfindings noted\ncharacters basic\nloop 2300\n  CLM 05(01=11)\n"

	verdicts, out := answer(t, file, agreed(t, statements))
	assert.Equal(t, []string{"set 0001 E [I5]", "set 0002 E [5]"}, verdicts[:2])
	for _, want := range []string{
		"IK3*CLM*18*2300*8~\nCTX*CLM01:LAU-5501~\nIK4*5:1*1331*I6*22~\n", "IK5*E*I5~\n", "IK5*E*5~\n", "AK9*E*2*2*2~\n",
	} {
		assert.Contains(t, out, want)
	}

	_, out = answer(t, strings.ReplaceAll(file, "HI*ABK:J069~\n", ""), agreed(t, statements))
	assert.Contains(t, out, "IK5*R*", "what breaks the guide itself is refused all the same")
	assert.Contains(t, out, "AK9*R*2*2*0~\n")

	one := interchange("0", group("501", claimSet("0001"), claimSet("0002", "*NINA*", "*Nina*")))
	_, out = answer(t, one, agreed(t, statements))
	assert.Contains(t, out, "AK9*E*2*2*2~\n", "one set with errors is enough")
}

func TestASetOfNoGuideIsRefused(t *testing.T) {
	_, out := answer(t, interchange("0", group("501", claimSet("0001"))), ack.Options{
		Guide: func(*x12.Interchange, string, string) *guide.Guide { return nil },
	})
	assert.Contains(t, out, "AK9*R*1*1*0~\n")
}

func TestLevelsAreLimited(t *testing.T) {
	file := interchange("0", group("501", claimSet("0001")))
	for most, want := range map[int]string{0: "A", 1: "R", 2: "A"} {
		verdicts, _ := answer(t, file, ack.Options{MaxLevels: most})
		assert.Contains(t, verdicts[0], "set 0001 "+want, "at most %d levels", most)
	}
}
