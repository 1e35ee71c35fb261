package adjudicate_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/adjudicate"
	"github.com/hmox12/hmox12/mapping/record"
)

// moves tells the steps that moved money: rule, line, what was left before and
// after, and by which reasons.
func moves(t *testing.T, d *record.Decision) []string {
	t.Helper()
	steps, exact := d.Walk()
	require.True(t, exact)
	var told []string
	for i, lines := range steps {
		for _, l := range lines {
			if len(l.Moves) == 0 {
				continue
			}
			text := fmt.Sprintf("%s line %d: %s to %s", d.Trace[i].Rule, l.Line, l.Before, l.After)
			for _, m := range l.Moves {
				text += fmt.Sprintf(", %s-%s %s", m.Group, m.Reason, m.Amount)
			}
			told = append(told, text)
		}
	}
	return told
}

func TestATraceTellsTheMoneyBeforeAndAfterEachRule(t *testing.T) {
	for _, tt := range []struct {
		name  string
		claim func(*sample) *record.Claim
		want  string
	}{
		{"the price, then the member's share", func(s *sample) *record.Claim {
			return s.sent("1", "GP100005", laurel, "99213 150", "93000 60")
		}, "R23 line 1: 150 to 80, CO-45 70\nR23 line 2: 60 to 25, CO-45 35\nR24 line 1: 80 to 60, PR-3 20"},
		{"a denial takes all that is left", func(s *sample) *record.Claim {
			return s.sent("1", "GP100004", ivy, "99203 220")
		}, "R15 line 1: 220 to 0, CO-288 220"},
		{"a rule of the claim takes from each line", func(s *sample) *record.Claim {
			return s.sent("1", "ZZ999", laurel, "99213 150", "93000 60")
		}, "R2 line 1: 150 to 0, PR-31 150\nR2 line 2: 60 to 0, PR-31 60"},
		{"capitation takes what the member doesn't owe", func(s *sample) *record.Claim {
			return s.sent("1", "GP100002", cedar, "99213 150")
		}, "R19 line 1: 150 to 0, PR-3 20, CO-24 130"},
		{"a second payer puts the price back and begins with what was paid before", func(s *sample) *record.Claim {
			c := s.sent("1", "GP100005", laurel, "99213 150")
			c.Position, c.OtherPayers = "S", []record.OtherPayer{{Position: "P", ID: "88001", HasPaid: true}}
			c.Lines[0].OtherPayers = []record.LinePayment{{Paid: usd("90"), Adjustments: []record.Adjustment{
				{Group: record.CO, Reason: "45", Amount: usd("30")}, {Group: record.PR, Reason: "2", Amount: usd("30")},
			}}}
			return c
		}, "R23 line 1: 150 to 80, CO-45 70\nR24 line 1: 80 to 60, PR-3 20\nR25 line 1: 60 to 30, CO-45 -70, PR-3 -20, OA-23 120"},
		{"what waits for a person has all of its charge again", func(s *sample) *record.Claim {
			return s.sent("1", "GP100005", laurel, "99213 150", "99199 400")
		}, "R23 line 1: 150 to 80, CO-45 70\nR24 line 1: 80 to 60, PR-3 20\nR27 line 1: 60 to 150, CO-45 -70, PR-3 -20"},
		{"a stay is one line without number", func(s *sample) *record.Claim {
			s.admit("A-14", "GP100004", "3")
			return admitted(s, "GP100004", "3", "", 20260217, "0120/x3 24000")
		}, "R23 line 0: 24000 to 5400, CO-45 18600\nR24 line 0: 5400 to 4320, PR-2 1080"},
		{"what would be paid is taken off again", func(s *sample) *record.Claim {
			c := tooth(s.sent("1", "GP100005", rowan, "D2740 900"), "14")
			c.Dental.Predetermination = true
			return c
		}, "R24 line 1: 900 to 450, PR-2 450\nR30 line 1: 450 to 0, OA-101 450"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := newSample()
			assert.Equal(t, strings.Split(tt.want, "\n"), moves(t, s.decide(tt.claim(s))))
		})
	}
	t.Run("a reversal takes every adjustment back", func(t *testing.T) {
		s := newSample()
		first := s.decide(s.sent("1", "GP100005", laurel, "99213 150"))
		assert.Equal(t, []string{"R7 line 1: -150 to -60, CO-45 -70, PR-3 -20"}, moves(t, adjudicate.Reverse(first, "N687", s.opts.Today)))
	})
	t.Run("a trace without moves doesn't pretend to know", func(t *testing.T) {
		s := newSample()
		d := s.decide(s.sent("1", "GP100005", laurel, "99213 150"))
		for i := range d.Trace {
			d.Trace[i].Moves = nil
		}
		_, exact := d.Walk()
		assert.False(t, exact)
	})
}
