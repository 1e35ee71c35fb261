package ack_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/x12"
	"github.com/hmox12/hmox12/x12/ack"
)

func TestReadTA1(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       []string // places of the findings
	}{
		{"an acceptance", "TA1*000000231*260302*0830*A*000", nil},
		{"a refusal", "TA1*000000231*260302*0830*R*025", nil},
		{"a control number that lost its zeros", "TA1*231*260302*0830*A*000", []string{"TA101"}},
		{"a control number with a letter", "TA1*00000023A*260302*0830*A*000", []string{"TA101"}},
		{"a day that is none", "TA1*000000231*260230*0830*A*000", []string{"TA102"}},
		{"a date with its century", "TA1*000000231*20260302*0830*A*000", []string{"TA102"}},
		{"a time that is none", "TA1*000000231*260302*2430*A*000", []string{"TA103"}},
		{"a time with seconds", "TA1*000000231*260302*083000*A*000", []string{"TA103"}},
		{"a verdict on groups", "TA1*000000231*260302*0830*P*000", []string{"TA104"}},
		{"a note beyond the last", "TA1*000000231*260302*0830*R*032", []string{"TA105"}},
		{"a note without its zeros", "TA1*000000231*260302*0830*R*25", []string{"TA105"}},
		{"more than X12 defines", "TA1*000000231*260302*0830*A*000**X", []string{"TA107"}},
		{"nothing at all", "TA1", []string{"TA101", "TA102", "TA103", "TA104", "TA105"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, findings := ack.ReadTA1(x12.ParseSegment(c.text, x12.DefaultDelimiters))
			var places []string
			for _, f := range findings {
				assert.Equal(t, x12.BadInterchangeAck, f.Code)
				assert.False(t, f.Rejects(), "a bad acknowledgment refuses nothing")
				places = append(places, f.Place())
			}
			assert.Equal(t, c.want, places)
			if len(places) == 0 {
				elements := strings.Split(c.text, "*")
				assert.Equal(t, ack.InterchangeAck{
					ControlNumber: elements[1], Date: elements[2], Time: elements[3], Verdict: ack.Verdict(elements[4][0]), Note: elements[5],
				}, got)
			}
		})
	}
}

func TestABadTA1IsToldAndLeavesTheRestAccepted(t *testing.T) {
	file := strings.Replace(interchange("1", group("1", claimSet("0001"))), "GS*", "TA1*000000231*260302*0830*X*000~\nGS*", 1)
	var told []string
	var verdicts []ack.Verdict
	err := ack.Examine(x12.NewReader(strings.NewReader(file)), ack.Options{}, ack.Listener{
		Finding:          func(f ack.Finding) { told = append(told, f.Error.Error()) },
		SetEnded:         func(s *ack.Set) { verdicts = append(verdicts, s.Verdict) },
		InterchangeEnded: func(i *ack.Interchange) { verdicts = append(verdicts, i.Verdict) },
	})
	require.NoError(t, err)
	require.Len(t, told, 1)
	assert.Contains(t, told[0], "TA104: this TA1 does not say what a TA1 must: found A")
	assert.Equal(t, []ack.Verdict{ack.Accepted, ack.Accepted}, verdicts)
}
