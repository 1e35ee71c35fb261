package revision_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/revision"
)

// told writes differences in short: a line a row.
func told(all []revision.FileDifference) string {
	var b strings.Builder
	for _, f := range all {
		for _, r := range f.Rows {
			fmt.Fprintf(&b, "%s %s", r.Kind, r.Key)
			for _, field := range r.Fields {
				fmt.Fprintf(&b, "; %s %s>%s", field.Name, field.Before, field.After)
			}
			b.WriteByte('\n')
		}
	}
	return b.String()
}

func differences(t *testing.T, file, before, after string) []revision.FileDifference {
	t.Helper()
	all, err := revision.Differences(files(map[string]string{file: before}), files(map[string]string{file: after}), []string{file}, 100)
	require.NoError(t, err)
	return all
}

func TestDifferencesOfTables(t *testing.T) {
	const head = "schedule,code,modifier,from,amount\n"
	for name, c := range map[string]struct{ file, before, after, want string }{
		"a cell":                                {"fees.csv", head + "FS,1,,2025,10\nFS,2,,2025,20\n", head + "FS,1,,2025,12\nFS,2,,2025,20\n", "changed FS 1; amount 10>12\n"},
		"a row more":                            {"fees.csv", head, head + "FS,1,,2025,10\n", "added FS 1; from >2025; amount >10\n"},
		"a row less":                            {"pcp.csv", "member,npi\nA,1\nB,2\n", "member,npi\nB,2\n", "removed A; npi 1>\n"},
		"another order of rows is none":         {"pcp.csv", "member,npi\nA,1\nB,2\n", "member,npi\nB,2\nA,1\n", ""},
		"another order of columns is none":      {"pcp.csv", "member,npi\nA,1\n", "npi,member\n1,A\n", ""},
		"a remark is none":                      {"pcp.csv", "member,npi\nA,1\n", "# one\nmember,npi\nA,1\n", ""},
		"the order counts where the first does": {"services.csv", "category,codes\nX,1\nY,2\n", "category,codes\nY,2\nX,1\n", "reordered the rows, of which the first that fits counts\n"},
		"of one key the most alike pair up":     {"fees.csv", head + "FS,1,,2025,10\nFS,1,26,2025,5\n", head + "FS,1,26,2025,6\nFS,1,,2026,12\n", "changed FS 1; from 2025>2026; amount 10>12\nchanged FS 1, modifier 26, from 2025; amount 5>6\n"},
		"a span that is split":                  {"fees.csv", head + "FS,1,,2025,10\n", head + "FS,1,,2025,10\nFS,1,,2026,12\n", "added FS 1; from >2026; amount >12\n"},
		"a column more":                         {"partners.csv", "id,name\nA,X\n", "id,name,characters\nA,X,basic\n", "changed A; characters >basic\n"},
		"the same row twice":                    {"pcp.csv", "member,npi\nA,1\nA,1\n", "member,npi\nA,1\n", "removed A; npi 1>\n"},
		"a table that is new":                   {"pcp.csv", "", "member,npi\nA,1\n", "added A; npi >1\n"},
	} {
		t.Run(name, func(t *testing.T) {
			assert.Equal(t, c.want, told(differences(t, c.file, c.before, c.after)))
		})
	}
}

func TestDifferencesOfDocuments(t *testing.T) {
	for name, c := range map[string]struct{ before, after, want string }{
		"a key":                                      {"a: 1\nb: 2\n", "a: 1\nb: 3\n", "changed ; b 2>3\n"},
		"keys of a named entry in one row":           {"benefits:\n  - category: X\n    copay: 20\n    referral: true\n", "benefits:\n  - category: X\n    copay: 30\n", "changed benefits X; copay 20>30; referral true>\n"},
		"an entry more":                              {"c:\n  - id: K1\n", "c:\n  - id: K1\n  - id: K2\n    n: 1\n", "added c K2;  >{id: \"K2\", n: 1}\n"},
		"an entry less":                              {"c:\n  - id: K1\n  - id: K2\n", "c:\n  - id: K2\n", "removed c K1;  {id: \"K1\"}>\n"},
		"entries without a name by place":            {"t:\n  - m: a\n  - m: b\n", "t:\n  - m: a\n  - m: c\n", "changed t 2; m b>c\n"},
		"a list of values is one":                    {"c: [a, b]\n", "c: [a]\n", "changed ; c [a, b]>[a]\n"},
		"the order of keys is none":                  {"a: 1\nb: 2\n", "b: 2\na: 1\n", ""},
		"quotes are none":                            {"a: \"x\"\n", "a: x # why\n", ""},
		"the order of named entries counts":          {"c:\n  - id: K1\n  - id: K2\n", "c:\n  - id: K2\n  - id: K1\n", "reordered c\n"},
		"a mapping that becomes a value":             {"a:\n  b: 1\n", "a: 1\n", "changed a;  {b: 1}>1\n"},
		"a mapping that goes":                        {"a: 1\nr:\n  x: 1\n", "a: 1\n", "removed r;  {x: 1}>\n"},
		"below, with the path to it":                 {"a:\n  b:\n    c: 1\n", "a:\n  b:\n    c: 2\n", "changed a b; c 1>2\n"},
		"a list of named entries that was not there": {"a: 1\n", "a: 1\nrules:\n  - id: H1\n    n: 1\n", "added rules H1;  >{id: \"H1\", n: 1}\n"},
		"one that goes":                              {"rules:\n  - id: H1\n  - id: H2\n", "", "removed rules H1;  {id: \"H1\"}>\nremoved rules H2;  {id: \"H2\"}>\n"},
		"a document that was not there":              {"", "a: 1\n", "changed ; a >1\n"},
		"entries without a name, one of two":         {"t:\n  - m: a\n  - m: b\n", "t:\n  - m: a\n", "removed t 2;  {m: \"b\"}>\n"},
	} {
		t.Run(name, func(t *testing.T) {
			assert.Equal(t, c.want, told(differences(t, "x.yaml", c.before, c.after)))
		})
	}
}

func TestDifferencesOfOtherFiles(t *testing.T) {
	assert.Equal(t, "changed the text\n", told(differences(t, "companions/x.guide", "a", "b")))
	assert.Equal(t, "added the file\n", told(differences(t, "companions/x.guide", "", "b")))
	assert.Equal(t, "removed the file\n", told(differences(t, "companions/x.guide", "a", "")))
}

func TestDifferencesBeyondTheLimitAreCounted(t *testing.T) {
	after := "member,npi\n"
	for i := range 9 {
		after += fmt.Sprintf("M%d,1\n", i)
	}
	all, err := revision.Differences(files(nil), files(map[string]string{"pcp.csv": after}), []string{"pcp.csv"}, 4)
	require.NoError(t, err)
	require.Len(t, all, 1)
	assert.Equal(t, []int{9, 0, 0, 4, 5}, []int{all[0].Added, all[0].Removed, all[0].Changed, len(all[0].Rows), all[0].More})
}

// What is added one way is removed the other way.
func TestDifferencesTheOtherWayRound(t *testing.T) {
	before, after := "member,npi,from\nA,1,2025\nB,2,2025\nC,3,2025\n", "member,npi,from\nA,9,2025\nB,2,2025\nD,4,2025\n"
	there, back := differences(t, "pcp.csv", before, after), differences(t, "pcp.csv", after, before)
	require.Len(t, there, 1)
	require.Len(t, back, 1)
	assert.Equal(t, []int{1, 1, 1}, []int{there[0].Added, there[0].Removed, there[0].Changed})
	assert.Equal(t, []int{1, 1, 1}, []int{back[0].Added, back[0].Removed, back[0].Changed})
}

func TestReadsRememberWhatWasOpened(t *testing.T) {
	r := &revision.Reads{FS: files(map[string]string{"a.csv": "", "b/c.yaml": "", "d.md": ""})}
	for _, name := range []string{"a.csv", "b/c.yaml", "b", "e.csv"} {
		if f, err := r.Open(name); err == nil {
			require.NoError(t, f.Close())
		}
	}
	assert.Equal(t, []string{"a.csv", "b/c.yaml"}, r.Names())
	all, err := revision.Files(r.FS)
	require.NoError(t, err)
	assert.Equal(t, []string{"a.csv", "b/c.yaml", "d.md"}, all)
}
