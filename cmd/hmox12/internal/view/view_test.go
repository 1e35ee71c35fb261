package view_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/view"
)

var update = flag.Bool("update", false, "rewrite the golden files")

type show func(io.Writer, io.Reader, view.Options) (view.Shown, error)

// inputs are the files of testdata, one of each kind that looks different.
var inputs = []string{"claims", "remittance", "eligibility", "acknowledgment", "review", "enrollment", "institutional", "dental", "broken"}

func input(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", name+".x12"))
	require.NoError(t, err)
	return data
}

func shown(t testing.TB, f show, data []byte, o view.Options) string {
	t.Helper()
	var b bytes.Buffer
	_, err := f(&b, bytes.NewReader(data), o)
	require.NoError(t, err)
	return b.String()
}

func TestViewsAreAsTheyWereReviewed(t *testing.T) {
	for extension, f := range map[string]show{".txt": view.Text, ".json": view.JSON, ".lines": view.Lines, ".html": view.HTML} {
		for _, name := range inputs {
			if extension == ".html" && !slices.Contains([]string{"claims", "institutional", "dental", "broken"}, name) {
				continue // most of a page is the same in all of them
			}
			t.Run(name+extension, func(t *testing.T) {
				path := filepath.Join("testdata", name+extension)
				got := shown(t, f, input(t, name), view.Options{File: name + ".x12"})
				if *update {
					require.NoError(t, os.WriteFile(path, []byte(got), 0o644))
				}
				want, err := os.ReadFile(path)
				require.NoError(t, err)
				assert.Equal(t, string(want), got)
			})
		}
	}
}

func TestOnlyTheBrokenInputIsBroken(t *testing.T) {
	for _, name := range inputs {
		got, err := view.Text(io.Discard, bytes.NewReader(input(t, name)), view.Options{})
		require.NoError(t, err)
		assert.Equal(t, name == "broken", got.Findings > 0, "findings of level 1 to 5 in %s", name)
	}
}

func TestText(t *testing.T) {
	claims := input(t, "claims")
	t.Run("color changes no text", func(t *testing.T) {
		colored := shown(t, view.Text, claims, view.Options{Color: true})
		assert.Contains(t, colored, "\x1b[")
		plain := regexp.MustCompile("\x1b\\[[0-9;]*m").ReplaceAllString(colored, "")
		assert.Equal(t, shown(t, view.Text, claims, view.Options{}), plain)
	})
	t.Run("a value can't disturb a terminal", func(t *testing.T) {
		text := shown(t, view.Text, input(t, "broken"), view.Options{})
		assert.NotContains(t, text, "\x1b")
		assert.NotContains(t, text, "\a")
		assert.Contains(t, text, `BELL\x07\x1b[31m RED`)
	})
	t.Run("a finding stands below the segment it is about", func(t *testing.T) {
		text := shown(t, view.Text, input(t, "broken"), view.Options{})
		assert.Regexp(t, `DTP03 +Date +20260230\n +! bad-date DTP03 in 2300`, text)
	})
	t.Run("what is missing stands where it would have been", func(t *testing.T) {
		text := shown(t, view.Text, input(t, "broken"), view.Options{})
		assert.Regexp(t, `946070002\n          ! required-segment-missing REF in 2010AA.*\n        Loop 2000B`, text)
		assert.Regexp(t, `\n            ! required-segment-missing HI in 2300.*\n            Loop 2310A`, text)
		assert.Regexp(t, `\n  ! missing-iea IEA: .*\n$`, text)
	})
	t.Run("what turns out to be missing too late says where it would have been", func(t *testing.T) {
		late := bytes.Replace(input(t, "eligibility"), []byte("NM1*PR*2*POPPY HEALTH PLAN*****PI*77001~\n"), nil, 1)
		assert.Contains(t, shown(t, view.Text, late, view.Options{}), "! loop-missing NM1 in 2100A (in front of seg 6): ")
	})
	t.Run("a segment without a place says so", func(t *testing.T) {
		assert.Regexp(t, `ZZZ  seg \d+  has no place in the guide`, shown(t, view.Text, input(t, "broken"), view.Options{}))
	})
	t.Run("a long value is cut and says how long it is", func(t *testing.T) {
		long := bytes.Replace(claims, []byte("FOLLOW UP"), bytes.Repeat([]byte("WORDS "), 100), 1)
		assert.Regexp(t, `NTE02 .*WORDS … \(\d+ bytes\)`, shown(t, view.Text, long, view.Options{}))
	})
	t.Run("a set without a guide has the names of the standard", func(t *testing.T) {
		other := bytes.ReplaceAll(claims, []byte("005010X222A1"), []byte("004010X098A1"))
		text := shown(t, view.Text, other, view.Options{})
		assert.Contains(t, text, "no guide for this set and version")
		assert.NotContains(t, text, "has no place in the guide")
		assert.Regexp(t, `CLM02 +Total charge +375.5`, text)
	})
	t.Run("what is no interchange is said", func(t *testing.T) {
		assert.Contains(t, shown(t, view.Text, []byte("Dear Sirs,\nno file today"), view.Options{}), "! no-interchange")
	})
	t.Run("nothing is shown of nothing", func(t *testing.T) {
		assert.NotContains(t, shown(t, view.Text, nil, view.Options{}), "Interchange ")
	})
}

func TestOneClaim(t *testing.T) {
	claims := input(t, "claims")
	t.Run("a claim comes with the levels above it and nothing else", func(t *testing.T) {
		text := shown(t, view.Text, claims, view.Options{Claim: "VIEW-002"})
		for _, has := range []string{"Loop 2000A", "LAUREL FAMILY PRACTICE", "GP100200", "MIA", "VIEW-002", "FIRST MUTUAL"} {
			assert.Contains(t, text, has)
		}
		for _, not := range []string{"VIEW-001", "OKAFOR", "IEA"} {
			assert.NotContains(t, text, not)
		}
	})
	t.Run("a level that two claims share is shown once", func(t *testing.T) {
		twice := bytes.Replace(claims, []byte("CLM*VIEW-002"), []byte("CLM*VIEW-001"), 1)
		text := shown(t, view.Text, twice, view.Options{Claim: "VIEW-001"})
		assert.Equal(t, 1, strings.Count(text, "LAUREL FAMILY PRACTICE"))
		assert.Equal(t, 2, strings.Count(text, "CLM  Claim"))
	})
	for name, f := range map[string]show{"text": view.Text, "JSON": view.JSON, "lines": view.Lines, "a page": view.HTML} {
		t.Run("a claim that is not there is counted as none in "+name, func(t *testing.T) {
			got, err := f(io.Discard, bytes.NewReader(claims), view.Options{Claim: "VIEW-00"})
			require.NoError(t, err)
			assert.Zero(t, got.Units)
		})
		t.Run("a remittance claim is found in "+name, func(t *testing.T) {
			var b bytes.Buffer
			got, err := f(&b, bytes.NewReader(input(t, "remittance")), view.Options{Claim: "VIEW-002"})
			require.NoError(t, err)
			assert.Equal(t, 1, got.Units)
			assert.Contains(t, b.String(), "VIEW-002")
			assert.NotContains(t, b.String(), "VIEW-001")
		})
	}
}

// broken is an input whose end is an error, or an output that is full.
type broken struct {
	io.Reader
	err error
}

func (b broken) Read(p []byte) (int, error) {
	n, err := b.Reader.Read(p)
	if errors.Is(err, io.EOF) {
		err = b.err
	}
	return n, err
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("no space left") }

func TestWhatCantBeReadOrWritten(t *testing.T) {
	claims := input(t, "claims")
	for name, f := range map[string]show{"text": view.Text, "JSON": view.JSON, "lines": view.Lines, "a page": view.HTML} {
		t.Run("a source that fails ends "+name+" with its error", func(t *testing.T) {
			_, err := f(io.Discard, broken{bytes.NewReader(claims), errors.New("the disk is gone")}, view.Options{})
			assert.EqualError(t, err, "the disk is gone")
		})
		t.Run("an output that fails ends "+name+" with its error", func(t *testing.T) {
			_, err := f(full{}, bytes.NewReader(claims), view.Options{})
			assert.EqualError(t, err, "no space left")
		})
	}
}

// jsonNode is the documented shape: decoding refuses any other key.
type jsonNode struct {
	Interchange, Group, Set, Loop, Segment *string

	ID, Sender, Receiver, Date, Time, Usage, Guide string

	Name         string
	Number       int
	Offset       *int64
	Unplaced     bool
	Elements     []struct{ At, Name, Value, Words string }
	Finding      *jsonFinding
	Findings     []jsonFinding
	MoreFindings int
	Content      []jsonNode
}

type jsonFinding struct {
	Code, Severity, Loop, At, Message, Reason, Mend string
	Level, Segment                                  int
	Offset                                          int64
}

// walk calls visit for each node, with the names of what it stands in.
func (n *jsonNode) walk(path string, visit func(path string, n *jsonNode)) {
	visit(path, n)
	for i := range n.Content {
		inner := path
		if n.Loop != nil {
			inner += "/" + *n.Loop
		}
		n.Content[i].walk(inner, visit)
	}
}

func strict(t testing.TB, text string, into any) {
	t.Helper()
	d := json.NewDecoder(strings.NewReader(text))
	d.DisallowUnknownFields()
	require.NoError(t, d.Decode(into))
}

func TestJSONHasTheDocumentedShape(t *testing.T) {
	for _, name := range inputs {
		t.Run(name, func(t *testing.T) {
			data := input(t, name)
			var file struct {
				Version int
				File    string
				Content []jsonNode
			}
			strict(t, shown(t, view.JSON, data, view.Options{File: "f"}), &file)
			assert.Equal(t, 1, file.Version)
			segments, findings := 0, 0
			for i := range file.Content {
				file.Content[i].walk("", func(_ string, n *jsonNode) {
					kinds := 0
					for _, k := range []*string{n.Interchange, n.Group, n.Set, n.Loop, n.Segment} {
						if k != nil {
							kinds++
						}
					}
					if n.Finding != nil {
						kinds++
						findings++
					}
					assert.Equal(t, 1, kinds, "a node is one thing")
					findings += len(n.Findings)
					if n.Segment != nil {
						segments++
						at := data[*n.Offset:]
						assert.True(t, bytes.HasPrefix(at, []byte(*n.Segment)), "the offset leads to the segment")
					}
				})
			}
			assert.Equal(t, bytes.Count(data, []byte("~")), segments, "every segment is there")
			got, err := view.Text(io.Discard, bytes.NewReader(data), view.Options{})
			require.NoError(t, err)
			assert.Equal(t, got.Findings, findings)
		})
	}
	for name, want := range map[string][]string{
		"claims":     {"/2000A HL", "/2000A/2010AA N3", "/2000A/2000B/2300 CLM", "/2000A/2000B/2300/2400 SV1", "/2000A/2000B/2000C/2010CA DMG", "/2000A/2000B/2000C/2300/2320/2330B NM1"},
		"enrollment": {"/2000 LS", "/2000/2700/2750 N1", "/2000 LE", "/2000/2300/2310 NM1"},
		"review":     {" BHT", "/2000A HL", "/2000A/2000B/2000C/2000E/2000F SV1", "/2000A/2000B/2000C/2000E/2010EA NM1"},
	} {
		t.Run("loops of "+name+" nest as the guide has them", func(t *testing.T) {
			var file jsonNode
			text := shown(t, view.JSON, input(t, name), view.Options{})
			strict(t, `{"content":`+text[strings.Index(text, `"content":`)+len(`"content":`):], &file)
			paths := map[string]bool{}
			file.walk("", func(path string, n *jsonNode) {
				if n.Segment != nil {
					paths[path+" "+*n.Segment] = true
				}
				if n.Loop != nil {
					assert.NotEmpty(t, *n.Loop)
					assert.NotEmpty(t, n.Name)
				}
			})
			for _, path := range want {
				assert.Contains(t, paths, path)
			}
		})
	}
	t.Run("bytes that are no UTF-8 don't break it", func(t *testing.T) {
		data := bytes.Replace(input(t, "claims"), []byte("FERN"), []byte("F\xc3\x28N"), 1)
		assert.True(t, json.Valid([]byte(shown(t, view.JSON, data, view.Options{}))))
		assert.Contains(t, shown(t, view.JSON, data, view.Options{}), "F\uFFFD(N")
	})
}

func TestLinesHaveTheDocumentedShape(t *testing.T) {
	for name, want := range map[string][]string{
		"claims":         {"claim VIEW-001", "claim VIEW-002"},
		"remittance":     {"remittance claim VIEW-001", "remittance claim VIEW-002"},
		"eligibility":    {"subject TR-1", "subject TR-2"},
		"acknowledgment": {"acknowledgment "},
		"enrollment":     {"member GP100501", "member GP100501"},
		"review":         {"subject TRACE-1", "subject TRACE-2", "subject TRACE-1", "subject "},
		"institutional":  {"claim UB-001", "claim UB-002"},
		"dental":         {"claim ADA-001", "claim ADA-002"},
		"broken":         {"claim VIEW-009"},
	} {
		t.Run(name, func(t *testing.T) {
			var got []string
			for text := range strings.Lines(shown(t, view.Lines, input(t, name), view.Options{File: "f"})) {
				var line struct {
					Version, Part, Segment, Findings                       int
					Kind, Number, File, Interchange, Group, Set, ID, Guide string
					Offset                                                 int64
					Above, Content                                         []jsonNode
				}
				strict(t, text, &line)
				got = append(got, line.Kind+" "+line.Number)
				assert.Equal(t, "f", line.File)
				assert.NotEmpty(t, line.Interchange)
				assert.NotEmpty(t, line.Guide)
				assert.NotEmpty(t, line.Above)
				require.NotEmpty(t, line.Content)
				first := line.Content[0]
				for first.Segment == nil {
					first = first.Content[0]
				}
				assert.Equal(t, line.Offset, *first.Offset)
			}
			assert.Equal(t, want, got)
		})
	}
	t.Run("a claim has the billing provider and the subscriber above it", func(t *testing.T) {
		lines := strings.Split(shown(t, view.Lines, input(t, "claims"), view.Options{}), "\n")
		for _, has := range []string{"LAUREL FAMILY PRACTICE", "GP100200", "MIA"} {
			assert.Contains(t, lines[1], has)
		}
		assert.NotContains(t, lines[1], "OKAFOR")
	})
}
