package revision_test

import (
	"maps"
	"slices"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/revision"
)

func files(texts map[string]string) fstest.MapFS {
	all := fstest.MapFS{}
	for name, text := range texts {
		all[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return all
}

func TestRowsOfATable(t *testing.T) {
	for name, c := range map[string]struct{ file, base, given, want string }{
		"a row takes the place of the one with its key": {"pcp.csv", "member,npi\nA,1\nB,2\n", "member,npi\nA,3\n", "member,npi\nB,2\nA,3\n"},
		"it takes the place of all with its key":        {"pcp.csv", "member,npi\nA,1\nA,2\n", "member,npi\nA,3\n", "member,npi\nA,3\n"},
		"a key may have several columns":                {"fees.csv", "schedule,code,amount\nFS,1,10\nFS,2,20\n", "schedule,code,amount\nFS,2,25\n", "schedule,code,amount\nFS,1,10\nFS,2,25\n"},
		"columns that are not given are empty":          {"pcp.csv", "member,npi,to\nA,1,9\n", "npi,member\n2,A\n", "member,npi,to\nA,2,\n"},
		"where the first row counts it goes in front":   {"services.csv", "category,codes\nX,1\n", "category,codes\nX,2\n", "category,codes\nX,2\nX,1\n"},
		"remarks and blanks say nothing":                {"pcp.csv", "# who\nmember,npi\nA , 1\n", "member,npi\n# new\nB,2\n", "member,npi\nA,1\nB,2\n"},
		"a byte order mark is no part of a column":      {"pcp.csv", "\ufeffmember,npi\nA,1\n", "\ufeffmember,npi\nA,2\n", "member,npi\nA,2\n"},
		"a column that may be missing comes with them":  {"partners.csv", "id,name\nA,1\nB,2\n", "id,endsBefore\nB,yes\n", "id,name,endsBefore\nA,1,\nB,,yes\n"},
		"a table that the book has not":                 {"new.csv", "", "a,b\n1,2\n", "a,b\n1,2\n"},
	} {
		t.Run(name, func(t *testing.T) {
			base := map[string]string{c.file: c.base}
			if c.base == "" {
				base = nil
			}
			got, err := revision.Overlay(files(base), c.file, c.given)
			require.NoError(t, err)
			assert.Equal(t, c.want, got)
		})
	}
}

func TestKeysOfADocument(t *testing.T) {
	for name, c := range map[string]struct{ base, given, want string }{
		"a key takes the place of the one that is there": {"a: 1\nb: 2\n", "b: 3\n", "a: 1\nb: 3\n"},
		"a new key goes behind":                          {"a: 1\n", "b: 2\n", "a: 1\nb: 2\n"},
		"mappings are merged":                            {"a:\n  x: 1\n  y: 2\n", "a:\n  y: 3\n", "a:\n  x: 1\n  y: 3\n"},
		"entries with an id are merged by it":            {"c:\n  - id: K1\n    n: 1\n  - id: K2\n    n: 2\n", "c:\n  - id: K2\n    n: 3\n  - id: K3\n", "c:\n  -\n    id: \"K1\"\n    n: 1\n  -\n    id: \"K2\"\n    n: 3\n  -\n    id: \"K3\"\n"},
		"entries with a category as well":                {"c:\n  - category: X\n    n: 1\n", "c:\n  - category: X\n    m: 2\n", "c:\n  -\n    category: \"X\"\n    n: 1\n    m: 2\n"},
		"another list is replaced":                       {"c: [1, 2]\n", "c: [3]\n", "c: [3]\n"},
		"a text stays one, and a figure as written":      {"zip: \"01234\"\nrate: 0.50\nmonth: 03\nyes: yes\n", "a: 1\n", "zip: \"01234\"\nrate: 0.50\nmonth: 03\nyes: \"yes\"\na: 1\n"},
		"null takes a value away":                        {"a: 1\n", "a: null\n", "a: null\n"},
		"nothing changes nothing":                        {"a: <b> & \"c\"\n", "", "a: \"<b> & \\\"c\\\"\"\n"},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := revision.Overlay(files(map[string]string{"x.yaml": c.base}), "x.yaml", c.given)
			require.NoError(t, err)
			assert.Equal(t, c.want, got)
			again, err := revision.Overlay(files(map[string]string{"x.yaml": got}), "x.yaml", c.given)
			require.NoError(t, err)
			assert.Equal(t, got, again, "laid over once more it changes nothing")
		})
	}
}

func TestWhatCannotBeLaidOverIsToldWithItsFile(t *testing.T) {
	base := files(map[string]string{"pcp.csv": "member,npi\nA,1\n", "p.yaml": "a: 1\n"})
	for name, c := range map[string]struct{ file, given, want string }{
		"a column that the table has not": {"pcp.csv", "member,pnp\nA,1\n", `pcp.csv: given: there is no column "pnp"; the columns are member,npi`},
		"a row that is too short":         {"pcp.csv", "member,npi\nA\n", "pcp.csv: given: row 1 has 1 cells for 2 columns"},
		"a quote that is left open":       {"pcp.csv", "member,npi\n\"A,1\n", "pcp.csv: given: "},
		"no YAML":                         {"p.yaml", "a: [1\n", "p.yaml: given: line 1: "},
		"two documents":                   {"p.yaml", "a: 1\n---\na: 2\n", "p.yaml: given: has 2 documents"},
		"an anchor":                       {"p.yaml", "a: &x 1\n", "p.yaml: given: line 1: is neither keys nor a list"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := revision.Overlay(base, c.file, c.given)
			require.ErrorContains(t, err, c.want)
		})
	}
}

func TestABookIsLaidFileByFile(t *testing.T) {
	base := files(map[string]string{"pcp.csv": "member,npi\nA,1\n", "plans/p.yaml": "a: 1\n", "companions/x.guide": "old", "payer.yaml": "# kept\nname: X\n"})
	given := files(map[string]string{"pcp.csv": "member,npi\nA,2\n", "companions/x.guide": "new", "plans/q.yaml": "id: Q\n"})
	got := map[string]string{}
	var order []string
	require.NoError(t, revision.Lay(base, given, func(name, text string) error {
		got[name] = text
		order = append(order, name)
		return nil
	}))
	assert.Equal(t, map[string]string{
		"pcp.csv": "member,npi\nA,2\n", "plans/p.yaml": "a: 1\n", "plans/q.yaml": "id: Q\n", "companions/x.guide": "new", "payer.yaml": "# kept\nname: X\n",
	}, got)
	assert.Len(t, order, len(got), "each file once")
	assert.ElementsMatch(t, slices.Collect(maps.Keys(got)), order)
}

func TestATableWithoutItsRows(t *testing.T) {
	header, err := revision.WithoutRows("# who\nmember,npi\nA,1\n")
	require.NoError(t, err)
	assert.Equal(t, "member,npi\n", header)
	header, err = revision.WithoutRows("")
	require.NoError(t, err)
	assert.Empty(t, header)
	_, err = revision.WithoutRows("a,\"b\n")
	assert.Error(t, err)
}
