package x12_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/hmox12/hmox12/x12"
)

var header = x12.Interchange{
	SenderQualifier: "ZZ", Sender: "POPPY77001", ReceiverQualifier: "ZZ", Receiver: "BAYCLEAR",
	Date: "260302", Time: "0911", ControlNumber: "000000012",
}

var group = x12.FunctionalGroup{
	ID: "FA", Sender: "POPPY77001", Receiver: "BAYCLEAR", Date: "20260302", Time: "0911", ControlNumber: "12", Version: "005010X231A1",
}

func write(t testing.TB, body func(*x12.Writer), options ...x12.WriterOption) string {
	t.Helper()
	var out bytes.Buffer
	w := x12.NewWriter(&out, options...)
	w.BeginInterchange(header)
	w.BeginGroup(group)
	w.BeginSet(x12.TransactionSet{ID: "999", ControlNumber: "0001", Implementation: "005010X231A1"})
	body(w)
	w.EndSet()
	w.EndGroup()
	w.EndInterchange()
	require.NoError(t, w.Close())
	return out.String()
}

func TestWriterCountsAndNumbersItsEnvelopes(t *testing.T) {
	got := write(t, func(w *x12.Writer) {
		w.Segment("AK1", "HC", "231", "005010X222A1")
		w.Segment("AK9", "A", "1", "1", "1")
	}, x12.LineBreaks())
	assert.Equal(t, `ISA*00*          *00*          *ZZ*POPPY77001     *ZZ*BAYCLEAR       *260302*0911*^*00501*000000012*0*P*:~
GS*FA*POPPY77001*BAYCLEAR*20260302*0911*12*X*005010X231A1~
ST*999*0001*005010X231A1~
AK1*HC*231*005010X222A1~
AK9*A*1*1*1~
SE*4*0001~
GE*1*12~
IEA*1*000000012~
`, got)
}

func TestWriterTellsTheEnvelopesThatItEnded(t *testing.T) {
	var told []string
	w := x12.NewWriter(io.Discard, x12.Tell(func(e x12.Envelope) {
		told = append(told, fmt.Sprintf("%s %s %d of %q", e.Interchange.ControlNumber, e.Group.ControlNumber, e.Sets, e.SetID))
	}))
	set := func(number string) {
		w.BeginSet(x12.TransactionSet{ID: "999", ControlNumber: number})
		w.Segment("AK9", "A")
		w.EndSet()
	}
	w.BeginInterchange(header)
	w.TA1("000000231", "260302", "0830", "A", "000")
	w.EndInterchange()
	w.BeginInterchange(header)
	w.BeginGroup(group)
	set("0001")
	set("0002")
	w.EndGroup()
	second := group
	second.ControlNumber = "13"
	w.BeginGroup(second)
	w.EndGroup()
	w.EndInterchange()
	w.BeginInterchange(header)
	w.BeginGroup(group)
	set("no number")
	w.EndGroup()
	w.EndInterchange()
	require.Error(t, w.Close())
	assert.Equal(t, []string{`000000012  0 of ""`, `000000012 12 2 of "999"`, `000000012 13 0 of ""`}, told, "what failed is not told")
}

func TestWriterDropsEmptyElementsAtTheEndOnly(t *testing.T) {
	got := write(t, func(w *x12.Writer) {
		w.Segment("NM1", "41", "2", "BAY", "", "", "", "", "46", "B", "", "")
		w.Start("SVC")
		w.Composite("HC", "99213", "", "")
		w.Composite("", "")
		w.Repeat("30", "98")
		w.RepeatComposite([]string{"A", ""}, []string{"", "B"})
		w.Skip(3)
		w.End()
	})
	assert.Contains(t, got, "~NM1*41*2*BAY*****46*B~")
	assert.Contains(t, got, "~SVC*HC:99213**30^98*A^:B~")
}

func TestWriterRefusesWhatTheWireCannotCarry(t *testing.T) {
	cases := []struct {
		name string
		body func(*x12.Writer)
		want string
	}{
		{"a segment terminator in the data", func(w *x12.Writer) { w.Segment("NTE", "ADD", "a~b") }, "NTE02 of set 0001"},
		{"an element separator in the data", func(w *x12.Writer) { w.Segment("NM1", "IL", "1", "O*BRIEN") }, "NM103 of set 0001"},
		{"a component separator in a simple element", func(w *x12.Writer) { w.Segment("REF", "D9", "12:30") }, "REF02"},
		{"a repetition separator in a component", func(w *x12.Writer) { w.Start("HI"); w.Composite("ABK", "J0^9"); w.End() }, "HI01"},
		{"a control character", func(w *x12.Writer) { w.Segment("N3", "1 ELM\nST") }, "N301"},
		{"a byte outside of the extended set", func(w *x12.Writer) { w.Segment("N3", "CAFÉ ST") }, "0xC3"},
		{"an identifier that is none", func(w *x12.Writer) { w.Segment("nm1", "IL") }, "identifier"},
		{"a trailer of its own", func(w *x12.Writer) { w.Segment("SE", "3", "0001") }, "envelope"},
		{"a binary segment, which is read by the length it states", func(w *x12.Writer) { w.Segment("BIN", "3", "ABCD") }, "binary"},
		{"a set inside a set", func(w *x12.Writer) { w.BeginSet(x12.TransactionSet{ID: "999", ControlNumber: "0002"}) }, "ST"},
		{"a group that ends while its set is open", func(w *x12.Writer) { w.EndGroup() }, "GE"},
		{"an interchange that ends while its group is open", func(w *x12.Writer) { w.EndInterchange() }, "IEA"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			w := x12.NewWriter(io.Discard)
			w.BeginInterchange(header)
			w.BeginGroup(group)
			w.BeginSet(x12.TransactionSet{ID: "999", ControlNumber: "0001"})
			require.NoError(t, w.Err())
			c.body(w)
			var refused *x12.WriteError
			require.ErrorAs(t, w.Err(), &refused)
			assert.ErrorContains(t, refused, c.want)
			first := w.Err()
			w.Segment("AK9", "A")
			assert.Equal(t, first, w.Close(), "the first error sticks")
		})
	}
}

func TestWriterRefusesAHeaderThatDoesNotFit(t *testing.T) {
	for name, change := range map[string]func(*x12.Interchange){
		"a control number of eight digits": func(h *x12.Interchange) { h.ControlNumber = "12345678" },
		"a control number with letters":    func(h *x12.Interchange) { h.ControlNumber = "ABCDEFGHI" },
		"a control number with a sign":     func(h *x12.Interchange) { h.ControlNumber = "-12345678" },
		"a date of eight digits":           func(h *x12.Interchange) { h.Date = "20260302" },
		"a sender id of sixteen":           func(h *x12.Interchange) { h.Sender = "ABCDEFGHIJKLMNOP" },
	} {
		t.Run(name, func(t *testing.T) {
			h := header
			change(&h)
			w := x12.NewWriter(io.Discard)
			w.BeginInterchange(h)
			assert.ErrorContains(t, w.Err(), "ISA")
		})
	}
}

func TestWriterRefusesControlNumbersThatAReaderWouldReport(t *testing.T) {
	for _, number := range []string{"", "A1", "1234567890", "-1"} {
		w := x12.NewWriter(io.Discard)
		w.BeginInterchange(header)
		g := group
		g.ControlNumber = number
		w.BeginGroup(g)
		assert.ErrorContains(t, w.Err(), "GS06", "%q", number)
	}
	for _, number := range []string{"", "A-1", "1234567890"} {
		w := x12.NewWriter(io.Discard)
		w.BeginInterchange(header)
		w.BeginGroup(group)
		w.BeginSet(x12.TransactionSet{ID: "999", ControlNumber: number})
		assert.ErrorContains(t, w.Err(), "ST02", "%q", number)
	}
}

func TestWriterRefusesToCloseAnOpenInterchange(t *testing.T) {
	w := x12.NewWriter(io.Discard)
	w.BeginInterchange(header)
	assert.ErrorContains(t, w.Close(), "not ended")
}

func TestWriterRefusesDelimitersThatAreAlike(t *testing.T) {
	w := x12.NewWriter(io.Discard, x12.Delimit(x12.Delimiters{Element: '*', Component: '*', Segment: '~'}))
	assert.Error(t, w.Err())
}

func TestBasicCharactersHaveNoLowerCase(t *testing.T) {
	w := x12.NewWriter(io.Discard, x12.Characters(x12.Basic))
	w.BeginInterchange(header)
	w.BeginGroup(group)
	w.BeginSet(x12.TransactionSet{ID: "999", ControlNumber: "0001"})
	w.Segment("N3", "Elm Street")
	assert.ErrorContains(t, w.Err(), "N301")
}

func TestCharsetsHaveTheirCharacters(t *testing.T) {
	for _, c := range []struct {
		name, text            string
		basic, extended, utf8 int // byte that is lacking, -1 for none
	}{
		{"capitals, digits and basic punctuation", "AZ 09 !\"&'()*+,-./:;?=", -1, -1, -1},
		{"small letters", "Ab", 1, -1, -1},
		{"extended punctuation", "%~@[]_{}\\|<>#$^`", 0, -1, -1},
		{"letters with accents", "JOSÉ", 3, 3, -1},
		{"other scripts", "王", 0, 0, -1},
		{"control characters", "A\tB", 1, 1, 1},
		{"control characters beyond ASCII", "A\u0085B", 1, 1, 1},
		{"delete", "A\x7f", 1, 1, 1},
		{"Latin-1", "JOS\xc9", 3, 3, 3},
		{"UTF-8 that is cut", "JOS\xc3", 3, 3, 3},
		{"the replacement character itself", "\ufffd", 0, 0, -1},
	} {
		t.Run(c.name, func(t *testing.T) {
			assert.Equal(t, []int{c.basic, c.extended, c.utf8}, []int{x12.Basic.Lacks(c.text), x12.Extended.Lacks(c.text), x12.UTF8.Lacks(c.text)})
			for i, charset := range []x12.Charset{x12.Basic, x12.Extended, x12.UTF8} {
				w := x12.NewWriter(io.Discard, x12.Characters(charset), x12.Delimit(x12.Delimiters{Element: 1, Repetition: 2, Component: 3, Segment: 4}))
				whole := []int{c.basic, c.extended, c.utf8}[i] < 0
				assert.Equal(t, whole, w.AdmitsText(c.text))
				w.BeginInterchange(header)
				w.BeginGroup(group)
				w.BeginSet(x12.TransactionSet{ID: "999", ControlNumber: "0001"})
				require.NoError(t, w.Err())
				w.Segment("N3", c.text)
				assert.Equal(t, whole, w.Err() == nil)
				if !whole {
					assert.ErrorContains(t, w.Err(), charset.String()+" character set")
				}
			}
		})
	}
}

func TestCharsetsHaveNames(t *testing.T) {
	for _, charset := range []x12.Charset{x12.Basic, x12.Extended, x12.UTF8} {
		named, ok := x12.ParseCharset(charset.String())
		assert.True(t, ok)
		assert.Equal(t, charset, named)
	}
	_, ok := x12.ParseCharset("ascii")
	assert.False(t, ok)
}

// TestAWriterAdmitsNoByteThatDivides: a delimiter may be a byte of a character's
// encoding.
func TestAWriterAdmitsNoByteThatDivides(t *testing.T) {
	w := x12.NewWriter(io.Discard, x12.Characters(x12.UTF8), x12.Delimit(x12.Delimiters{Element: '*', Repetition: '^', Component: 0xa9, Segment: '~'}))
	assert.True(t, w.Admits('A') && w.Admits('è') && w.AdmitsText("è"))
	assert.False(t, w.Admits('é'), "its second byte is 0xA9")
	assert.False(t, w.AdmitsText("é"))
	assert.False(t, w.Admits('*') || w.Admits('\t') || w.Admits(-1))
}

// TestReadingWhatWasWrittenGivesTheSameSegments is the round trip: whatever a
// Writer accepts, a Reader gives back, element by element, without a finding.
func TestReadingWhatWasWrittenGivesTheSameSegments(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := rapid.SampledFrom([]x12.Delimiters{
			x12.DefaultDelimiters,
			{Element: '|', Repetition: '!', Component: '>', Segment: '\n'},
			{Element: 0x1d, Repetition: 0x1e, Component: 0x1f, Segment: '\r'},
			{Element: '*', Component: ':', Segment: '~'},
		}).Draw(t, "delimiters")
		options := []x12.WriterOption{x12.Delimit(d)}
		if rapid.Bool().Draw(t, "line breaks") {
			options = append(options, x12.LineBreaks())
		}
		data := rapid.StringMatching(`([A-Z0-9a-z.,'()=/-]([ A-Z0-9a-z.,'()=/-]{0,12}[A-Z0-9a-z.,'()=/-])?)?`)
		id := rapid.StringMatching(`[A-Z][A-Z0-9]{1,2}`).Filter(func(s string) bool {
			return !slices.Contains([]string{"ISA", "GS", "ST", "SE", "GE", "IEA", "TA1", "BIN", "BDS"}, s)
		})
		segments := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) [][]string {
			all := [][]string{{id.Draw(t, "id")}}
			for range rapid.IntRange(0, 6).Draw(t, "elements") {
				all = append(all, rapid.SliceOfN(data, 0, 3).Draw(t, "components"))
			}
			return all
		}), 0, 10).Draw(t, "segments")

		var out bytes.Buffer
		w := x12.NewWriter(&out, options...)
		w.BeginInterchange(header)
		w.BeginGroup(group)
		w.BeginSet(x12.TransactionSet{ID: "999", ControlNumber: "0001"})
		for _, s := range segments {
			w.Start(s[0][0])
			for _, e := range s[1:] {
				w.Composite(e...)
			}
			w.End()
		}
		w.EndSet()
		w.EndGroup()
		w.EndInterchange()
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}

		r := x12.NewReader(&out, x12.Window(250))
		n := 0
		for {
			s, err := r.Next()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatal(err)
			}
			if s.Position() < 2 || s.Is("SE") {
				continue
			}
			want := segments[n]
			n++
			if string(s.ID()) != want[0][0] {
				t.Fatalf("segment %d is %s, want %s", n, s.ID(), want[0][0])
			}
			for e := 1; e < len(want); e++ {
				for c := 1; c <= len(want[e])+1; c++ {
					expected := ""
					if c <= len(want[e]) {
						expected = want[e][c-1]
					}
					if got := string(s.Component(e, c)); got != expected {
						t.Fatalf("%s%02d-%d is %q, want %q", s.ID(), e, c, got, expected)
					}
				}
			}
		}
		if n != len(segments) {
			t.Fatalf("%d segments read, %d written", n, len(segments))
		}
	})
}

func ExampleWriter() {
	var out strings.Builder
	w := x12.NewWriter(&out, x12.LineBreaks())
	w.BeginInterchange(x12.Interchange{
		SenderQualifier: "ZZ", Sender: "POPPY77001", ReceiverQualifier: "ZZ", Receiver: "BAYCLEAR",
		Date: "260302", Time: "0910", ControlNumber: "000000001",
	})
	w.TA1("000000231", "260302", "0830", "R", "025")
	w.EndInterchange()
	if err := w.Close(); err != nil {
		fmt.Println(err)
	}
	fmt.Print(out.String())
	// Output:
	// ISA*00*          *00*          *ZZ*POPPY77001     *ZZ*BAYCLEAR       *260302*0910*^*00501*000000001*0*P*:~
	// TA1*000000231*260302*0830*R*025~
	// IEA*0*000000001~
}

func ExampleReader() {
	file := strings.NewReader("ISA*00*          *00*          *ZZ*BAYCLEAR       *ZZ*POPPY77001     *260302*0800*^*00501*000000501*0*P*:~" +
		"GS*HC*BAYCLEAR*POPPY77001*20260302*0800*501*X*005010X222A1~ST*837*0001*005010X222A1~" +
		"CLM*DO-7001*395***11:B:1*Y*A*Y*Y~SE*4*0001~GE*1*501~IEA*1*000000501~")
	r := x12.NewReader(file)
	for {
		s, err := r.Next()
		var finding *x12.Error
		switch {
		case errors.Is(err, io.EOF):
			return
		case errors.As(err, &finding):
			fmt.Println("finding:", finding)
		case err != nil:
			fmt.Println("can't read:", err)
			return
		case s.Is("CLM"):
			fmt.Printf("%s at byte %d: charge %s, place %s\n", s.ID(), s.Offset(), s.Element(2), s.Component(5, 1))
		}
	}
	// Output:
	// CLM at byte 190: charge 395, place 11
	// finding: byte 226, segment 5, SE01: SE01 is not the number of segments: found 4, expected 3
}
