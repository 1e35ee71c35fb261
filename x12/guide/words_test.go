package guide

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// sparse are data elements of which only the codes in everyday use have words:
// the rest are kinds of hospital, clocks of the world, and errors of security
// segments that health care does not send.
var sparse = []string{"98", "623", "618", "716", "1176"}

func TestNearlyEveryCodeThatAGuideListsHasWords(t *testing.T) {
	listed, silent := map[string]bool{}, map[string]bool{}
	var take func(uses []ElementUse)
	take = func(uses []ElementUse) {
		for i := range uses {
			u := &uses[i]
			take(u.Components)
			whole := u.Codes == u.known && !slices.Contains([]string{"1365", "1390"}, u.Number) // all that X12 has: more than anybody sends
			if u.Usage == NotUsed || u.Kind != Identifier || whole || slices.Contains(sparse, u.Number) {
				continue
			}
			for _, code := range u.Codes.List() {
				listed[u.Number+" "+code] = true
				if u.Word([]byte(code)) == "" {
					silent[u.Number+" "+code] = true
				}
			}
		}
	}
	for _, g := range All() {
		walkLoops(g.Root, func(l *Loop) {
			for _, n := range l.Nodes {
				if n.Segment != nil {
					take(n.Segment.Elements)
				}
			}
		})
	}
	var names []string
	for name := range silent {
		names = append(names, name)
	}
	slices.Sort(names)
	assert.Less(t, len(silent)*100, len(listed)*8, "%d of %d codes have no words in data/words.txt: %s", len(silent), len(listed), strings.Join(names, ", "))
}

func TestWordsAreShortAndOfSomethingKnown(t *testing.T) {
	own := []string{
		"place-of-service", "bill-type", "status-category", "status", "revenue-code", "condition-code", "occurrence-code",
		"occurrence-span-code", "value-code", "present-on-admission", "tooth", "455",
	}
	d := standard()
	for set, codes := range words() {
		_, element := d.elements[set]
		envelope := strings.HasPrefix(set, "I") && len(set) == 3
		assert.True(t, element || envelope || slices.Contains(own, set), "%s is no data element", set)
		for code, word := range codes {
			assert.LessOrEqual(t, len(word), 70, "%s %s", set, code)
			if known := d.elements[set].codes; known != nil {
				assert.True(t, known.Contains([]byte(code)), "elements.txt has no code %s for %s", code, set)
			}
		}
	}
}

func TestWord(t *testing.T) {
	g, ok := Lookup("837", "005010X222A1")
	require.True(t, ok)
	var clm *SegmentUse
	walkLoops(g.Root, func(l *Loop) {
		if l.ID == "2300" {
			clm = l.Nodes[0].Segment
		}
	})
	facility := clm.Element(5)
	for _, tt := range []struct {
		name string
		use  *ElementUse
		code string
		want string
	}{
		{"a code of a data element", clm.Element(7), "A", "assigned"},
		{"a code of a format", &facility.Components[0], "11", "office"},
		{"the same data element elsewhere has no such words", &ElementUse{Number: "1331"}, "11", ""},
		{"a code that nobody knows", clm.Element(7), "?", ""},
		{"an element that is not coded", clm.Element(1), "11", ""},
		{"nothing", clm.Element(7), "", ""},
	} {
		t.Run(tt.name, func(t *testing.T) { assert.Equal(t, tt.want, tt.use.Word([]byte(tt.code))) })
	}
}

func TestWordsThatCantBeReadAreRefused(t *testing.T) {
	for name, text := range map[string]string{
		"a code below nothing":     "  1 one",
		"a code without words":     "98\n  1",
		"a code that stands twice": "98\n  1 one\n  1 one",
		"a set that stands twice":  "98\n  1 one\n98",
	} {
		t.Run(name, func(t *testing.T) {
			_, err := parseWords(text)
			assert.ErrorContains(t, err, "words.txt:")
		})
	}
}

func TestStandard(t *testing.T) {
	clm := Standard([]byte("CLM"))
	require.NotNil(t, clm)
	assert.Equal(t, "Monetary amount", clm.Element(2).Name)
	assert.Equal(t, NotUsed, clm.Element(2).Usage)
	assert.Nil(t, Standard([]byte("C003")), "a composite is no segment")
	assert.Nil(t, Standard([]byte("Q0Q")))
}
