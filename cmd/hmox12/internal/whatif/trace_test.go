package whatif_test

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"

	"github.com/hmox12/hmox12/mapping/record"
)

// steps reads a trace: rules with their results, such as R15+ (passed), R15! (denied),
// R15~ (adjusted), R15? (pended), R15- (not applicable), and what follows a colon as
// what was concluded; an amount is taken off the charge as well.
func steps(text string) []record.Step {
	results := map[byte]record.Result{'+': record.Passed, '!': record.Denial, '~': record.Adjusted, '?': record.Pend, '-': record.NotApplicable}
	var all []record.Step
	for _, word := range strings.Fields(text) {
		rule, concluded, _ := strings.Cut(word, ":")
		line := strings.Count(rule, "'")
		rule = strings.TrimRight(rule, "'")
		one := record.Step{Rule: rule[:len(rule)-1], Name: "Rule", Line: line, Result: results[rule[len(rule)-1]], Concluded: concluded}
		if amount, err := decimal.NewFromString(concluded); err == nil {
			one.Moves = []record.Move{{Group: record.CO, Reason: "45", Amount: amount}}
		}
		all = append(all, one)
	}
	return all
}

// The traces of one claim part at one rule, and the money at that or a later one.
func TestWhereTwoTracesPart(t *testing.T) {
	for name, c := range map[string]struct{ before, after, rule, acting string }{
		"the first that ends otherwise":                     {"R2+ R15! R27+", "R2+ R15+ R23~ R27+", "R15", "R15"},
		"the first that concludes otherwise":                {"R12+:K4 R23~:80 R27+", "R12+:K5 R23~:90 R27+", "R12", "R23"},
		"not one that applies on neither side":              {"R15-:open R24~:40", "R15-:none R24~:50", "R24", "R24"},
		"a rule more that pends goes before what it stops":  {"R24~ R25~ R26~ R27+", "R24~ H20? R27+", "H20", "H20"},
		"a rule less that pended goes before what it let":   {"R24~ H20? R27+", "R24~ R25~ R26~ R27+", "H20", "H20"},
		"a rule more that does not apply is none":           {"R24~ R25~:1", "R24~ H20- R25~:2", "R25", "R25"},
		"a rule less at the end":                            {"R24~ R28+", "R24~", "R28", "R28"},
		"the second line where the first is the same":       {"R24~' R24~'':40", "R24~' R24~'':50", "R24", "R24"},
		"the same rule twice is told apart by its place":    {"R21+:a R21+:b", "R21+:a R21+:c", "R21", "R21"},
		"the money moves where another amount is taken":     {"R12+:K4 R19~ R23~:80 R27+", "R12+:K5 R19~ R23~:90 R27+", "R12", "R23"},
		"rules in another order are met all the same":       {"R1+ R2+:x R3+", "R2+:y R1+ R3+", "R2", "R2"},
		"what comes after a rule in another order is found": {"R1+ R2+", "R2+ R9! R1+", "R9", "R9"},
	} {
		t.Run(name, func(t *testing.T) {
			claim := claimOf(1, "GP1")
			before, after := paid, raised
			before.trace, after.trace = steps(c.before), steps(c.after)
			got := change(t, before.told(claim, "1"), after.told(claim, "1"))
			assert.Equal(t, []string{c.rule, c.acting}, []string{got.Rule, got.Acting})
		})
	}
	t.Run("what parts nowhere is told as such", func(t *testing.T) {
		claim := claimOf(1, "GP1")
		before, after := paid, raised
		before.trace, after.trace = steps("R1+ H20-"), steps("R1+")
		got := change(t, before.told(claim, "1"), after.told(claim, "1"))
		assert.Equal(t, "none", got.Rule)
		assert.Nil(t, got.Parting)
	})
}
