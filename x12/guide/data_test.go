package guide

import (
	"fmt"
	"io/fs"
	"regexp"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestEveryGuideIsWhole(t *testing.T) {
	for _, g := range All() {
		t.Run(g.Set+" "+g.Version, func(t *testing.T) {
			first, last := g.Root.Nodes[0], g.Root.Nodes[len(g.Root.Nodes)-1]
			require.Equal(t, "ST", first.Segment.ID)
			require.Equal(t, "SE", last.Segment.ID)
			require.True(t, first.Segment.Element(1).Codes.Contains([]byte(g.Set)), "ST01 is the set")
			if version := first.Segment.Element(3); version.Usage != NotUsed {
				require.Equal(t, append([]string{g.Version}, g.Also...), version.Codes.List(), "ST03 is the version")
			}
			seen := map[string]*Loop{}
			walkLoops(g.Root, func(l *Loop) {
				path := ""
				for p := l; p != nil; p = p.Parent {
					if p.ID == "" {
						path = "(" + p.Title + ")" + path
					}
					path = "/" + p.ID + path
				}
				require.NotContains(t, seen, path, "a loop is there once under its parent")
				seen[path] = l
				for _, n := range l.Nodes {
					if n.Loop != nil {
						require.Same(t, l, n.Loop.Parent)
						require.Equal(t, l.Depth+1, n.Loop.Depth)
						continue
					}
					require.Same(t, l, n.Segment.Loop)
					require.NotEmpty(t, n.Segment.Title)
					require.True(t, KnownSegment([]byte(n.Segment.ID)), n.Segment.ID)
					require.True(t, g.Uses([]byte(n.Segment.ID)), n.Segment.ID)
					requireWhole(t, path+" "+n.Segment.ID, n.Segment.Elements)
				}
			})
		})
	}
}

// requireWhole requires that elements say all that is needed to check a value.
func requireWhole(t *testing.T, place string, elements []ElementUse) {
	t.Helper()
	used := false
	for i, e := range elements {
		at := fmt.Sprintf("%s%02d", place, i+1)
		used = used || e.Usage != NotUsed
		require.NotEmpty(t, e.Name, at)
		require.NotEmpty(t, e.Number, at)
		if e.Kind == Composite {
			require.NotEmpty(t, e.Components, at)
			if e.Usage != NotUsed {
				requireWhole(t, at+"-", e.Components)
			}
			continue
		}
		require.Positive(t, e.Min, at)
		require.GreaterOrEqual(t, e.Max, e.Min, at)
		if e.Usage.Needed() && e.Codes == nil && e.known != nil {
			require.Contains(t, codedButFree, strings.TrimLeft(at[strings.LastIndex(at, " ")+1:], " "), at)
		}
	}
	require.True(t, used, "%s uses no element", place)
}

// codedButFree are required elements for which X12 has codes and a guide lists
// none: it takes them all.
var codedButFree = []string{"CLM05-03"}

func TestEveryDictionaryNameIsUsed(t *testing.T) {
	d := standard()
	numbers := map[string]bool{}
	for id, l := range d.segments {
		if !strings.HasPrefix(id, "C") || len(id) != 4 {
			require.Contains(t, d.identifiers, id)
		}
		for _, part := range l.parts {
			numbers[part.number] = true
		}
	}
	for number := range d.elements {
		require.True(t, numbers[number], "data element %s is in no segment", number)
	}
	for id, l := range d.segments {
		if regexp.MustCompile(`^C\d{3}$`).MatchString(id) {
			require.True(t, numbers[id], "composite %s (%s) is in no segment", id, l.name)
		}
	}
	var text strings.Builder
	names, err := fs.Glob(dataFiles, "data/*.guide")
	require.NoError(t, err)
	for _, name := range names {
		guide, err := dataFiles.ReadFile(name)
		require.NoError(t, err)
		text.Write(guide)
	}
	for name := range d.formats {
		require.Regexp(t, `@`+name+`\b`, text.String(), "format %s", name)
	}
	for name := range d.lists {
		require.Regexp(t, `@`+name+`\b`, text.String(), "list %s", name)
	}
}

func TestDictionaryFaultsNameFileAndLine(t *testing.T) {
	files := map[string]string{
		"elements.txt":    "98 ID 2 3 ; Entity\n  = PR PE\n93 AN 1 60 ; Name\n",
		"segments.txt":    "N1 98! 93 | P0102 ; Party\n",
		"identifiers.txt": "N1 N2\n",
		"lists.txt":       "format npi 9999999999\n",
	}
	for _, c := range []struct{ name, file, text, want string }{
		{"a data element has four parts", "elements.txt", "98 ID 2 ; Entity\n", "elements.txt:1: write a data element as"},
		{"a data type is X12's", "elements.txt", "98 XX 2 3 ; Entity\n", "elements.txt:1: data type XX is unknown"},
		{"lengths go upward", "elements.txt", "98 ID 3 2 ; Entity\n", "elements.txt:1: lengths 3 to 2"},
		{"a data element has a name", "elements.txt", "98 ID 2 3\n", "elements.txt:1: data element 98 has no name"},
		{"a data element comes once", "elements.txt", "98 ID 2 3 ; A\n98 ID 2 3 ; A\n", "elements.txt:2: data element 98 is there twice"},
		{"a code comes once", "elements.txt", "98 ID 2 3 ; A\n  = PR PR\n", "elements.txt:1: code PR is there twice"},
		{"codes stand behind an equals sign", "elements.txt", "98 ID 2 3 PR ; A\n", "elements.txt:1: codes stand behind"},
		{"nothing is nested", "elements.txt", "98 ID 2 3 ; A\n  PR\n", "elements.txt:2: nothing can be indented below 98"},
		{"a segment has elements", "segments.txt", "N1 ; Party\n", "segments.txt:1: N1 has no elements or no name"},
		{"a segment comes once", "segments.txt", "N1 98 ; A\nN1 98 ; A\n", "segments.txt:2: N1 is there twice"},
		{"an element is written like one", "segments.txt", "N1 98? ; A\n", `segments.txt:1: "98?" is no data element`},
		{"an element is defined", "segments.txt", "N1 98 99 ; A\n", "segments.txt: N1 has data element 99"},
		{"a note is of a kind that X12 has", "segments.txt", "N1 98 93 | X0102 ; A\n", `segments.txt:1: "X0102" is no syntax note`},
		{"a note relates two elements at least", "segments.txt", "N1 98 93 | P01 ; A\n", `segments.txt:1: "P01" is no syntax note`},
		{"a note is about elements that are there", "segments.txt", "N1 98 93 | P0103 ; A\n", "segments.txt:1: syntax note P0103: there is no element 03"},
		{"a list is a list or a format", "lists.txt", "shape npi 99\n", "lists.txt:1: shape is neither a list nor a format"},
		{"a format comes once", "lists.txt", "format a 9\nformat a 9\n", "lists.txt:2: a is there twice"},
		{"a format has a shape", "lists.txt", "format a\n", "lists.txt:1: write: list NAME"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := loadDictionary(func(name string) string {
				if name == c.file {
					return c.text
				}
				return files[name]
			})
			require.ErrorContains(t, err, c.want)
		})
	}
	_, err := loadDictionary(func(name string) string { return files[name] })
	require.NoError(t, err)
}

func TestLookupFindsEveryVersionOfAGuide(t *testing.T) {
	for _, set := range Sets() {
		for _, version := range set.Versions {
			g, ok := Lookup(set.Set, version)
			require.True(t, ok)
			require.Equal(t, set.FunctionalID, g.FunctionalID)
		}
	}
	a1, _ := Lookup("837", "005010X222A1")
	a2, _ := Lookup("837", "005010X222A2")
	require.Same(t, a1, a2)
	_, ok := Lookup("837", "004010X098A1")
	require.False(t, ok)
	_, ok = Lookup("835", "005010X222A1")
	require.False(t, ok, "the version belongs to another set")
}

func TestLookupIsSafeForSeveralAtOnce(t *testing.T) {
	r := &registry{index: map[guideKey]*entry{}}
	text, err := dataFiles.ReadFile("data/837P.guide")
	require.NoError(t, err)
	r.add("837P.guide", string(text))
	var wait sync.WaitGroup
	got := make([]*Guide, 8)
	for i := range got {
		wait.Go(func() { got[i] = r.index[guideKey{"837", "005010X222A1"}].compile() })
	}
	wait.Wait()
	for _, g := range got {
		require.Same(t, got[0], g)
	}
}

func TestCodesSayWhatIsExpected(t *testing.T) {
	require.Equal(t, "none", (*Codes)(nil).String())
	require.Equal(t, "41", newCodes([]string{"41"}).String())
	require.Equal(t, "EI or SY", newCodes([]string{"EI", "SY"}).String())
	require.Equal(t, "1, 2 or 3", newCodes([]string{"1", "2", "3"}).String())
	long := newCodes(strings.Fields("A B C D E F G H I J K L M N O P"))
	require.Equal(t, "A, B, C, D, E, F, G, H, I, J, K, L or others (16 codes)", long.String())
	require.True(t, long.Contains([]byte("P")))
	require.False(t, long.Contains([]byte("p")))
	require.False(t, long.Contains(nil))
	require.False(t, (*Codes)(nil).Contains([]byte("A")))
}

func TestFormatsTellShapesOnly(t *testing.T) {
	for _, c := range []struct {
		name, format, value string
		want                bool
	}{
		{"ten digits are shaped like an NPI", "npi", "1234567890", true},
		{"nine digits are no NPI", "npi", "123456789", false},
		{"letters are no NPI", "npi", "12345678AB", false},
		{"blanks behind are not data", "npi", "1234567890  ", true},
		{"nothing is no NPI", "npi", "", false},
		{"two letters are shaped like a state", "state", "CA", true},
		{"digits are no state", "state", "06", false},
		{"a country may have three letters", "country", "USA", true},
		{"MA01 is shaped like a remark code", "rarc", "MA01", true},
		{"N130 is shaped like a remark code", "rarc", "N130", true},
		{"45 is no remark code", "rarc", "45", false},
		{"a taxonomy mixes letters and digits", "taxonomy", "207X00000X", true},
		{"a taxonomy has no punctuation", "taxonomy", "207X-0000X", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			require.Equal(t, c.want, standard().formats[c.format].Match([]byte(c.value)))
		})
	}
}

func TestX12KnowsMoreThanAGuideUses(t *testing.T) {
	g, _ := Lookup("837", "005010X222A1")
	entity := g.Root.Nodes[2].Loop.Nodes[0].Segment.Element(1)
	require.False(t, entity.Codes.Contains([]byte("85")))
	require.True(t, entity.Knows([]byte("85")))
	require.False(t, entity.Knows([]byte("##")))
	name := g.Root.Nodes[2].Loop.Nodes[0].Segment.Element(3)
	require.True(t, name.Knows([]byte("ANY")), "X12 lists no codes for a name")

	require.True(t, KnownSegment([]byte("N2")), "X12 has it, the guide doesn't")
	require.False(t, g.Uses([]byte("N2")))
	require.False(t, KnownSegment([]byte("QQQ")))
}

func BenchmarkCompile837P(b *testing.B) {
	text, err := dataFiles.ReadFile("data/837P.guide")
	require.NoError(b, err)
	b.ReportAllocs()
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		if _, err := Compile("837P.guide", string(text)); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkLookup(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, ok := Lookup("837", "005010X222A1"); !ok {
			b.Fatal("not found")
		}
	}
}

func BenchmarkCodesContains(b *testing.B) {
	g, _ := Lookup("835", "005010X221A1")
	codes := g.Root.Nodes[len(g.Root.Nodes)-2].Segment.Element(3).Components[0].Codes
	code := []byte("WO")
	b.ReportAllocs()
	for b.Loop() {
		if !codes.Contains(code) {
			b.Fatal("not found")
		}
	}
}
