package house_test

import (
	"cmp"
	"flag"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/adjudicate"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/house"
)

var update = flag.Bool("update", false, "rewrite the tables of the document")

const document = "../../../../docs/house-rules.md"

// TestTheDocumentHasEveryFieldAndFunction holds the tables of the document to what
// expressions can name.
func TestTheDocumentHasEveryFieldAndFunction(t *testing.T) {
	data, err := os.ReadFile(document)
	require.NoError(t, err)
	const begin, end = "<!-- tables -->\n", "<!-- end of tables -->\n"
	head, rest, found := strings.Cut(string(data), begin)
	require.True(t, found)
	shown, tail, found := strings.Cut(rest, end)
	require.True(t, found)
	if *update {
		require.NoError(t, os.WriteFile(document, []byte(head+begin+tables()+end+tail), 0o644))
		return
	}
	assert.Equal(t, tables(), shown)
}

// tables are the tables of the document.
func tables() string {
	ids := map[string]string{}
	for _, r := range adjudicate.Rules() {
		ids[r.Name] = r.ID + " " + r.Name
	}
	var b strings.Builder
	row := func(cells ...string) { b.WriteString("| " + strings.Join(cells, " | ") + " |\n") }
	b.WriteString("\nA rule begins with\n\n| name | is | known behind |\n|---|---|---|\n")
	for _, v := range house.Variables() {
		about := v.About
		if v.Level == adjudicate.LineLevel {
			about += "; of rules about a line"
		}
		row("`"+v.Name+"`", about, cmp.Or(ids[v.After], "–"))
	}
	b.WriteString("\nand calls, beside the operators,\n\n| function | does |\n|---|---|\n")
	for _, f := range house.Functions() {
		row("`"+f[0]+"`", f[1])
	}
	for _, k := range house.Kinds() {
		b.WriteString("\n### " + strings.Join(k.Variables, ", ") + "\n\n| field | type | is | known behind |\n|---|---|---|---|\n")
		for _, f := range k.Fields {
			row("`"+f.Name+"`", f.Type.String(), cmp.Or(f.About, "–"), cmp.Or(ids[f.After], "–"))
		}
	}
	return b.String() + "\n"
}
