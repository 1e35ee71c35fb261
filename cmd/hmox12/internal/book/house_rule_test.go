package book_test

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/book"
)

// goodRule is a house rule that the sample book takes.
const goodRule = `rules:
  - id: H1
    name: Once in thirty days
    after: R22 Coding
    when: >-
      line.code == "20610" &&
      prior.exists(p, p.code == line.code && p.date > line.date - days(30))
    deny: {group: CO, carc: "273", rarcs: [N130], status: "F2:107"}
    why: One injection
      in thirty days.
`

func TestTheHouseRulesOfABookStandInItsList(t *testing.T) {
	files := sampleFiles(t)
	files["hmo/house_rules.yaml"] = &fstest.MapFile{Data: []byte(goodRule)}
	b, err := book.Load(files, "hmo")
	require.NoError(t, err)
	for _, r := range b.House().Rules() {
		if r.House == nil {
			continue
		}
		assert.Equal(t, "H1 Once in thirty days", r.ID+" "+r.Name)
		assert.Equal(t, "house_rules.yaml:2", r.House.Source)
		assert.Equal(t, "One injection in thirty days.", r.House.Why)
		assert.Equal(t, []string{"line.code", "prior", "prior.code", "prior.date", "line.date"}, r.Reads)
		assert.Equal(t, "CO-273 N130", r.Codes[0].String())
		return
	}
	t.Error("the rule is not in the list")
}

func TestABookMayLackHouseRules(t *testing.T) {
	files := sampleFiles(t)
	delete(files, "hmo/house_rules.yaml")
	b, err := book.Load(files, "hmo")
	require.NoError(t, err)
	assert.Nil(t, b.House())
	files["hmo/house_rules.yaml"] = &fstest.MapFile{Data: []byte("rules: []\n")}
	b, err = book.Load(files, "hmo")
	require.NoError(t, err)
	assert.Nil(t, b.House())
}

func TestABrokenHouseRuleIsToldByFileLineAndColumn(t *testing.T) {
	for _, c := range []struct {
		name     string
		old, new string // new takes the place of old
		want     string // behind the name of the file
	}{
		{"no rules", goodRule, "rule: []\n", ":1:1: rule: is not known here"},
		{"a rule that is none", goodRule, "rules:\n  - H1\n", ":2:5: rules: is not a list of keys"},
		{"a key that is none", "why:", "because:", ":9:5: because: is not known here"},
		{"no reason", "    why: One injection\n      in thirty days.\n", "", ":2:7: why: is empty"},
		{"no condition", "    when: >-\n      line.code == \"20610\" &&\n      prior.exists(p, p.code == line.code && p.date > line.date - days(30))\n", "", ":2:7: when: is empty"},
		{"an id that is none", "id: H1", "id: X1", ":2:9: id: is no id of a house rule"},
		{"a level that is none", "after:", "level: member\n    after:", ":4:12: level: is not known here"},
		{"no place", "    after: R22 Coding\n", "", ":2:9: id: the rule has no place"},
		{"an id at two places", "R22 Coding", "R22", ":4:5: after: R22 stands at more places than one; write R22 Coding, or R22 Multiple procedures"},
		{"a place that a denial can't have", "R22 Coding", "R23", ":4:5: after: a rule that can deny can't stand there"},
		{"a look at what is not known yet", `line.code == "20610"`, `line.allowed > money(1)`, ":5:5: when: line.allowed is not known there; put the rule behind R23 Price"},
		{"a field that is none, in the second line", "p.date > line", "p.day > line", ":7:47: when: undefined field 'day'"},
		{"a type that does not fit, in the first line", `line.code == "20610"`, `line.charge == 5`, ":6:19: when: found no matching overload for '_==_'"},
		{"a condition in one line", goodRule[strings.Index(goodRule, "when: "):strings.Index(goodRule, "    deny")], "when: 'line.charge > 5'\n", ":5:24: when: found no matching overload"},
		{"a condition of lines that are kept", "when: >-", "when: |", ""},
		{"a field that is none, of lines that are kept", "when: >-\n      line.code == \"20610\" &&\n      prior", "when: |\n      line.code == \"20610\" &&\n      priors", ":7:7: when: there is nothing called priors"},
		{"nothing to do", "    deny: {group: CO, carc: \"273\", rarcs: [N130], status: \"F2:107\"}\n", "", ":2:9: id: the rule does nothing"},
		{"two things to do", "    why:", "    note: {}\n    why:", ":9:5: note: the rule does something already"},
		{"a denial of nothing", `deny: {group: CO, carc: "273", rarcs: [N130], status: "F2:107"}`, "deny:", ":8:5: deny: is empty"},
		{"a retired code", `"273"`, `"15"`, ":8:23: carc: the CARC is retired; use 197"},
		{"a code that nobody uses", `"273"`, `"4"`, ":8:23: carc: this HMO does not use the CARC"},
		{"a group of another code", "group: CO", "group: PR", ":8:12: group: the CARC is not used with the group; use CO"},
		{"a group that is none", "group: CO", "group: PI", ":8:19: group: is not known here"},
		{"a code that needs a remark", `"273", rarcs: [N130]`, `"16", rarcs: [N381]`, ":8:35: rarcs: the CARC needs a remark code that is not an alert"},
		{"a status that is none", "F2:107", "F2", "status: is no claim status"},
		{"a status of a payment", "F2:107", "F1:65", ":8:51: status: is no status of a denial"},
		{"an amount that is none", `deny: {group: CO, carc: "273", rarcs: [N130], status: "F2:107"}`, `adjust: {group: CO, carc: "59", amount: line.units}`, ":8:45: amount: comes to number, not to money"},
		{"an id twice", "    why:", "    why: x\n" + strings.TrimPrefix(goodRule, "rules:\n")[:len("  - id: H1\n")] + "    name: Other\n    after: R22 Coding\n    when: 'true'\n    note:\n    why:", ":10:9: id: another rule has the id"},
		{"a control character", "why: One injection\n      in thirty days.", "why: \"\\a\"", "why: has a character that is no text"},
	} {
		t.Run(c.name, func(t *testing.T) {
			require.Contains(t, goodRule, c.old)
			files := sampleFiles(t)
			files["hmo/house_rules.yaml"] = &fstest.MapFile{Data: []byte(strings.Replace(goodRule, c.old, c.new, 1))}
			if c.want == "" {
				_, err := book.Load(files, "hmo")
				require.NoError(t, err)
				return
			}
			found := problems(t, files)
			assert.Contains(t, found.Error(), "house_rules.yaml")
			assert.Contains(t, found.Error(), c.want)
			for _, p := range found.List {
				assert.Equal(t, "house_rules.yaml", p.File)
				assert.Positive(t, p.Line, p.String())
			}
		})
	}
}

func TestABookAddsSoManyHouseRules(t *testing.T) {
	var text strings.Builder
	text.WriteString("rules:\n")
	for i := range 1000 {
		fmt.Fprintf(&text, "  - {id: H%d, name: n%d, after: R16, when: 'true', note: , why: x}\n", i+1, i+1)
	}
	files := sampleFiles(t)
	files["hmo/house_rules.yaml"] = &fstest.MapFile{Data: []byte(text.String())}
	assert.Contains(t, problems(t, files).Error(), "rules: has more than 999 rules")
}

// TestTheExamplesOfTheDocumentAreLoaded takes each example of docs/house-rules.md as
// the house rules of the sample book.
func TestTheExamplesOfTheDocumentAreLoaded(t *testing.T) {
	text, err := os.ReadFile("../../../../docs/house-rules.md")
	require.NoError(t, err)
	examples := strings.Split(string(text), "```yaml\n")[1:]
	require.GreaterOrEqual(t, len(examples), 5)
	for _, example := range examples {
		example, _, _ = strings.Cut(example, "```")
		files := sampleFiles(t)
		files["hmo/house_rules.yaml"] = &fstest.MapFile{Data: []byte(example)}
		b, err := book.Load(files, "hmo")
		require.NoError(t, err, example)
		require.NotNil(t, b.House())
	}
}
