package x12_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/x12"
)

// isa is a header with the usual delimiters.
const isa = "ISA*00*          *00*          *ZZ*BAYCLEAR       *ZZ*POPPY77001     *260302*0800*^*00501*000000501*0*P*:~"

const (
	gs  = "GS*HC*BAYCLEAR*POPPY77001*20260302*0800*501*X*005010X222A1~"
	set = "ST*837*0001*005010X222A1~BHT*0019*00*B1*20260302*0800*CH~SE*3*0001~"
	end = "GE*1*501~IEA*1*000000501~"
)

// read returns every segment and finding, one a line: the segment as sent, a
// finding as "! name @offset #segment".
func read(t testing.TB, src io.Reader, options ...x12.Option) []string {
	t.Helper()
	var lines []string
	r := x12.NewReader(src, options...)
	for {
		s, err := r.Next()
		var finding *x12.Error
		switch {
		case errors.Is(err, io.EOF):
			return lines
		case errors.As(err, &finding):
			lines = append(lines, fmt.Sprintf("! %s @%d #%d", finding.Code, finding.Offset, finding.Segment))
		case err != nil:
			t.Fatalf("unexpected error: %v", err)
		default:
			lines = append(lines, string(s.Bytes()))
		}
	}
}

// at returns the offset of the mark « in the text and the text without it.
func at(text string) (string, int) {
	i := strings.Index(text, "«")
	return strings.Replace(text, "«", "", 1), i
}

func TestReaderReturnsEverySegment(t *testing.T) {
	got := read(t, strings.NewReader(isa+gs+set+end))
	want := strings.Split(strings.TrimSuffix(isa+gs+set+end, "~"), "~")
	assert.Equal(t, want, got)
}

func TestReaderSurvivesWhatRealFilesHave(t *testing.T) {
	plain := isa + gs + set + end
	want := read(t, strings.NewReader(plain))
	breaks := func(terminator string) string { return strings.ReplaceAll(plain, "~", terminator) }
	for name, text := range map[string]string{
		"LF after each segment":                        breaks("~\n"),
		"CR after each segment":                        breaks("~\r"),
		"CRLF after each segment":                      breaks("~\r\n"),
		"blanks and a line break after each segment":   breaks("~  \t\r\n "),
		"LF as the terminator itself":                  breaks("\n"),
		"CR as the terminator itself":                  breaks("\r"),
		"CR as the terminator with LF behind it":       breaks("\r\n"),
		"0x1D as the terminator":                       breaks("\x1d"),
		"blank lines where LF is the terminator":       breaks("\n\n"),
		"blanks before the header":                     "\r\n  " + plain,
		"NUL and Ctrl-Z at the end":                    plain + "\x00\x00\x1a",
		"other separators":                             strings.NewReplacer("*", "|", ":", ">").Replace(plain),
		"a line break behind the very last terminator": plain + "\n",
	} {
		t.Run(name, func(t *testing.T) {
			got := read(t, strings.NewReader(text))
			require.Len(t, got, len(want))
			for i := 1; i < len(got); i++ {
				assert.Equal(t, want[i], strings.NewReplacer("|", "*", ">", ":").Replace(got[i]))
			}
		})
	}
}

func TestReaderTakesLFAfterCRAsPartOfTheTerminatorPair(t *testing.T) {
	text := strings.ReplaceAll(isa+gs+set+end, "~", "\n")
	text = strings.Replace(text, "CH\n", "CH\r\n", 1)
	assert.Contains(t, read(t, strings.NewReader(text)), "BHT*0019*00*B1*20260302*0800*CH")
}

func TestReaderReportsAByteOrderMarkAndGoesOn(t *testing.T) {
	got := read(t, strings.NewReader("\xef\xbb\xbf"+isa+gs+set+end))
	assert.Equal(t, "! byte-order-mark @0 #0", got[0])
	assert.Len(t, got, 8)
}

func TestReaderReadsSeveralInterchangesEachWithItsOwnDelimiters(t *testing.T) {
	other := strings.NewReplacer("*", "|", "~", "!", ":", "<").Replace(isa + gs + set + end)
	got := read(t, strings.NewReader(isa+gs+set+end+"\n"+other))
	assert.Len(t, got, 14)
	assert.Equal(t, "BHT|0019|00|B1|20260302|0800|CH", got[10])
}

func TestReaderReadsTA1WithoutAGroup(t *testing.T) {
	got := read(t, strings.NewReader(isa+"TA1*000000231*260302*0830*A*000~IEA*0*000000501~"))
	assert.Equal(t, []string{"TA1*000000231*260302*0830*A*000", "IEA*0*000000501"}, got[1:])
}

func TestReaderSplitsNothingOnARepetitionSeparatorThatIsNone(t *testing.T) {
	for name, separator := range map[string]string{
		"U of version 00401":      "U",
		"the component separator": ":",
		"a digit":                 "1",
	} {
		t.Run(name, func(t *testing.T) {
			header := strings.Replace(isa, "*^*", "*"+separator+"*", 1)
			r := x12.NewReader(strings.NewReader(header + gs + "ST*270*0001~EQ*30U98^1~SE*3*0001~" + end))
			for {
				s, err := r.Next()
				if errors.Is(err, io.EOF) {
					t.Fatal("EQ was not read")
				}
				if err == nil && s.Is("EQ") {
					assert.Equal(t, 1, s.Repetitions(1))
					assert.Equal(t, "30U98^1", s.Text(1))
					return
				}
			}
		})
	}
}

func TestReaderFindsWhatIsWrongAndWhere(t *testing.T) {
	cases := []struct {
		name string
		text string // « marks where the finding must point
		want string // finding's code name
		then string // a segment that must still be read after it
	}{
		{"a doubled terminator is an empty segment, not the end", isa + gs + "ST*837*0001~«~BHT*0019~SE*3*0001~" + end, "empty-segment", "BHT*0019"},
		{"SE counts too few", isa + gs + "ST*837*0001~BHT*0019~SE*«2*0001~" + end, "segment-count-wrong", "GE*1*501"},
		{"SE names another set", isa + gs + "ST*837*0001~BHT*0019~SE*3*«0002~" + end, "set-control-differs", "GE*1*501"},
		{"SE is missing before the next set", isa + gs + "ST*837*0001~BHT*0019~«ST*837*0002~SE*2*0002~GE*2*501~IEA*1*000000501~", "missing-se", "SE*2*0002"},
		{"GE counts too few sets", isa + gs + set + "GE*«0*501~IEA*1*000000501~", "set-count-wrong", "IEA*1*000000501"},
		{"GE names another group", isa + gs + set + "GE*1*«502~IEA*1*000000501~", "group-control-differs", "IEA*1*000000501"},
		{"GE is missing", isa + gs + set + "«IEA*1*000000501~", "missing-ge", "IEA*1*000000501"},
		{"IEA counts too many groups", isa + gs + set + "GE*1*501~IEA*«2*000000501~", "group-count-wrong", "IEA*2*000000501"},
		{"IEA names another interchange", isa + gs + set + "GE*1*501~IEA*1*«000000502~", "interchange-control-differs", "IEA*1*000000502"},
		{"the file ends inside a set", isa + gs + "ST*837*0001~BHT*0019~«", "missing-se", ""},
		{"the file ends before the IEA", isa + gs + set + "GE*1*501~«", "missing-iea", ""},
		{"the next interchange begins without an IEA", isa + gs + set + "GE*1*501~«" + isa + gs + set + end, "missing-iea", "IEA*1*000000501"},
		{"the file has no header", "«" + gs + set + "GE*1*501~", "no-interchange", ""},
		{"the file is empty", "«", "no-interchange", ""},
		{"text stands before the header", "«hello " + isa + gs + set + end, "no-interchange", "IEA*1*000000501"},
		{"text stands after the IEA", isa + gs + set + end + "«trailer " + isa + gs + set + end, "data-outside-interchange", "GE*1*501"},
		{"a header element has lost its padding", "«" + strings.Replace(isa, "*          *", "*         *", 1) + gs + set + end + isa + gs + set + end, "shifted-header", "GE*1*501"},
		{"ISA02 lacks what ISA01 announces", strings.Replace(isa, "ISA*00*", "ISA*03*«", 1) + gs + set + end, "bad-authorization", "GE*1*501"},
		{"ISA04 lacks what ISA03 announces", strings.Replace(isa, "*00*          *ZZ", "*01*«          *ZZ", 1) + gs + set + end, "bad-security", "GE*1*501"},
		{"ISA11 is the element separator", strings.Replace(isa, "*^*", "*«**", 1) + gs + set + end, "bad-repetition-separator", "GE*1*501"},
		{"ISA16 is the element separator", "«" + strings.Replace(isa, "*P*:", "*P**", 1) + gs + set + end + isa + gs + set + end, "bad-component-separator", "GE*1*501"},
		{"a TA1 stands behind a group", isa + gs + set + "GE*1*501~«TA1*000000231*260302*0830*A*000~IEA*1*000000501~", "late-interchange-ack", "IEA*1*000000501"},
		{"a TA1 stands in a group", isa + gs + "«TA1*000000231*260302*0830*A*000~" + set + end, "late-interchange-ack", "IEA*1*000000501"},
		{"a segment stands between sets", isa + gs + set + "«NM1*41~" + end, "misplaced-segment", "GE*1*501"},
		{"a set stands outside of a group", isa + "«ST*837*0001~SE*2*0001~IEA*0*000000501~", "misplaced-segment", "IEA*0*000000501"},
		{"two sets have one number", isa + gs + set + strings.Replace(set, "ST*837*0001", "ST*837*«0001", 1) + "GE*2*501~IEA*1*000000501~", "duplicate-set-control", "GE*2*501"},
		{"two groups have one number", isa + gs + set + "GE*1*501~GS*HC*BAYCLEAR*POPPY77001*20260302*0800*«501*X*005010X222A1~" + set + "GE*1*501~IEA*2*000000501~", "duplicate-group-control", "IEA*2*000000501"},
		{"ISA13 is no number", strings.Replace(isa, "000000501", "«00000050A", 1) + gs + set + end, "bad-interchange-control", "GE*1*501"},
		{"ISA12 is another version", strings.Replace(isa, "00501", "«00401", 1) + gs + set + end, "bad-version", "GE*1*501"},
		{"ISA09 is no date", strings.Replace(isa, "260302", "«261302", 1) + gs + set + end, "bad-interchange-date", "GE*1*501"},
		{"ISA14 is a letter", strings.Replace(isa, "*0*P", "*«Y*P", 1) + gs + set + end, "bad-ack-request", "GE*1*501"},
		{"the component separator is a letter", "«" + strings.Replace(isa, "*P*:", "*P*C", 1) + gs + set + end + isa + gs + set + end, "bad-component-separator", "GE*1*501"},
		{"the last segment is not terminated", strings.TrimSuffix(isa+gs+set+end, "~") + "«", "unterminated-segment", "IEA*1*000000501"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			text, offset := at(c.text)
			lines := read(t, strings.NewReader(text))
			found := -1
			for i, l := range lines {
				if strings.HasPrefix(l, fmt.Sprintf("! %s @%d ", c.want, offset)) {
					found = i
				}
			}
			require.GreaterOrEqual(t, found, 0, "want %s at %d in:\n%s", c.want, offset, strings.Join(lines, "\n"))
			if c.then != "" {
				assert.Contains(t, lines[found:], c.then)
			}
		})
	}
}

func TestReaderRefusesAnOverlongSegmentInBoundedMemoryAndGoesOn(t *testing.T) {
	long := "NTE*ADD*" + strings.Repeat("x", 5000) + "~"
	lines := read(t, strings.NewReader(isa+gs+"ST*837*0001~"+long+"BHT*0019~SE*4*0001~"+end), x12.MaxSegment(1000))
	assert.Equal(t, fmt.Sprintf("! segment-too-long @%d #4", len(isa+gs)+12), lines[3])
	assert.Equal(t, []string{"BHT*0019", "SE*4*0001", "GE*1*501", "IEA*1*000000501"}, lines[4:])
}

// endless gives one byte forever and counts how many it gave.
type endless struct{ n, limit int }

func (e *endless) Read(p []byte) (int, error) {
	if e.n >= e.limit {
		return 0, io.EOF
	}
	for i := range p {
		p[i] = 'x'
	}
	e.n += len(p)
	return len(p), nil
}

func TestReaderFailsAtOnceOnAFileWithoutTerminators(t *testing.T) {
	source := &endless{limit: 1 << 28}
	r := x12.NewReader(io.MultiReader(strings.NewReader(isa+gs), source))
	for {
		_, err := r.Next()
		var finding *x12.Error
		if errors.As(err, &finding) {
			assert.Equal(t, x12.SegmentTooLong, finding.Code)
			break
		}
		require.NoError(t, err)
	}
	assert.Less(t, source.n, 4<<20, "the finding must come at the limit, not at the end of the file")
}

func TestReaderDropsASegmentOfTooManyParts(t *testing.T) {
	for name, segment := range map[string]string{
		"elements":    "HI" + strings.Repeat("*", 41),
		"repetitions": "HI*" + strings.Repeat("^", 40),
		"components":  "HI*" + strings.Repeat(":", 40),
	} {
		t.Run(name, func(t *testing.T) {
			text := isa + gs + "ST*837*0001~" + segment + "~BHT*0019~SE*4*0001~" + end
			lines := read(t, strings.NewReader(text), x12.MaxRepeats(40))
			want := fmt.Sprintf("! too-many-parts @%d #4", strings.Index(text, "HI*"))
			assert.Equal(t, []string{"ST*837*0001", want, "BHT*0019", "SE*4*0001"}, lines[2:6])
			assert.NotContains(t, strings.Join(read(t, strings.NewReader(text)), "\n"), "!", "the default admits it")
		})
	}
}

func TestReaderCountsNoPartsInBinaryData(t *testing.T) {
	data := strings.Repeat("*", 60)
	lines := read(t, strings.NewReader(isa+gs+"ST*275*0001~BIN*60*"+data+"~SE*3*0001~"+end), x12.MaxRepeats(20))
	assert.Equal(t, "BIN*60*"+data, lines[3])
}

func TestReaderSkipsBinaryDataByItsLength(t *testing.T) {
	data := "a~b*c:\n^~"
	lines := read(t, strings.NewReader(isa+gs+"ST*275*0001~BIN*9*"+data+"~BDS*ASC*9*"+data+"~SE*4*0001~"+end))
	assert.Equal(t, []string{"BIN*9*" + data, "BDS*ASC*9*" + data, "SE*4*0001", "GE*1*501", "IEA*1*000000501"}, lines[3:])
}

func TestReaderReportsABinaryLengthThatDoesNotFit(t *testing.T) {
	for name, segment := range map[string]string{
		"not a number":    "BIN*x*abc~",
		"too small":       "BIN*1*abc~",
		"beyond the file": "BIN*99999*abc~",
	} {
		t.Run(name, func(t *testing.T) {
			lines := read(t, strings.NewReader(isa+gs+"ST*275*0001~"+segment+"SE*3*0001~"+end))
			assert.Contains(t, lines[3], "bad-binary-length")
			assert.Equal(t, "SE*3*0001", lines[4])
		})
	}
}

func TestReaderTellsTheSourcesOwnErrorApart(t *testing.T) {
	broken := errors.New("the disk is gone")
	r := x12.NewReader(io.MultiReader(strings.NewReader(isa+gs), iotest.ErrReader(broken)))
	for {
		_, err := r.Next()
		var finding *x12.Error
		if err != nil && !errors.As(err, &finding) {
			assert.ErrorIs(t, err, broken)
			return
		}
		require.False(t, errors.As(err, &finding), "a read failure must not become a finding: %v", err)
	}
}

func TestReaderKnowsTheEnvelopeItIsIn(t *testing.T) {
	r := x12.NewReader(strings.NewReader(isa + gs + set + end))
	for range 4 {
		_, err := r.Next()
		require.NoError(t, err)
	}
	assert.Equal(t, "BAYCLEAR", r.Interchange().Sender)
	assert.Equal(t, "000000501", r.Interchange().ControlNumber)
	assert.Equal(t, "005010X222A1", r.Group().Version)
	assert.Equal(t, "0001", r.Set().ControlNumber)
}

func TestReaderKeepsWhatItCanOfARefusedHeader(t *testing.T) {
	r := x12.NewReader(strings.NewReader(strings.Replace(isa, "*          *", "*         *", 1) + gs))
	_, err := r.Next()
	var finding *x12.Error
	require.ErrorAs(t, err, &finding)
	assert.Equal(t, x12.ShiftedHeader, finding.Code)
	assert.Contains(t, finding.Reason, "ISA02")
	assert.Equal(t, "000000501", r.Interchange().ControlNumber)
}

func TestSegmentGivesElementsComponentsAndRepetitions(t *testing.T) {
	s := x12.ParseSegment("HI*ABK:M1711^ABF:M25561:x*B*", x12.DefaultDelimiters)
	assert.Equal(t, 3, s.Len())
	assert.Equal(t, "HI", string(s.ID()))
	assert.Equal(t, 2, s.Repetitions(1))
	assert.Equal(t, "ABF:M25561:x", string(s.Repetition(1, 2)))
	assert.Equal(t, "M1711", s.ComponentText(1, 2))
	assert.Equal(t, "x", string(s.RepeatedComponent(1, 2, 3)))
	assert.Equal(t, 3, s.Components(1, 2))
	assert.False(t, s.Has(3))
	assert.Empty(t, s.Element(9))
	assert.Empty(t, s.Component(1, 9))
	assert.Equal(t, int64(3), s.ElementOffset(1))
}

func TestSegmentClonesStayGood(t *testing.T) {
	r := x12.NewReader(strings.NewReader(isa+gs+set+end), x12.Window(212))
	_, err := r.Next()
	require.NoError(t, err)
	s, err := r.Next()
	require.NoError(t, err)
	clone := s.Clone()
	for {
		if _, err := r.Next(); err != nil {
			break
		}
	}
	assert.Equal(t, strings.TrimSuffix(gs, "~"), string(clone.Bytes()))
}

func TestNumbersAreCheckedByTheirDigits(t *testing.T) {
	for text, want := range map[string]x12.Decimal{
		"0": {}, "-5": {Unscaled: -5}, "12.50": {Unscaled: 1250, Scale: 2}, ".5": {Unscaled: 5, Scale: 1}, "7.": {Unscaled: 7},
	} {
		got, ok := x12.ParseDecimal([]byte(text))
		assert.True(t, ok, text)
		assert.Equal(t, want, got, text)
	}
	for _, text := range []string{"", "-", ".", "+1", "1e9", "1E999999999", "1,000", "0x1F", " 1", "1.2.3", "1234567890123456789"} {
		_, ok := x12.ParseDecimal([]byte(text))
		assert.False(t, ok, text)
	}
}

func TestShapesShowNoData(t *testing.T) {
	assert.Equal(t, "A(2) 9(6)", x12.Shape([]byte("GP100005")))
	assert.Equal(t, "9(3) . 9(2)", x12.Shape([]byte("120.50")))
	assert.Equal(t, "A a(3) _ ?(2)", x12.Shape([]byte("Jane \xc3\xa9")))
	assert.Equal(t, "empty", x12.Shape(nil))
}

func TestEveryCodeHasARowAndEveryRowIsComplete(t *testing.T) {
	names := map[string]x12.Code{}
	for _, c := range x12.Codes() {
		m := c.Meaning()
		assert.NotEmpty(t, m.Text, c)
		assert.NotEmpty(t, m.Mend, c)
		assert.Contains(t, []int{1, 2, 3, 4, 5, 7}, m.Level, c)
		if block := int(c) / 100; block >= 6 {
			assert.Equal(t, map[int]int{6: 3, 7: 4, 8: 5, 9: 7}[block], m.Level, "a block of codes is of one level: %s", c)
		}
		assert.NotContains(t, names, m.Name, "two codes have one name")
		names[m.Name] = c
		if m.IK403 != "" {
			assert.NotEmpty(t, m.IK502, "what a 999 tells rejects the set: %s", c)
			assert.Equal(t, "8", m.IK304, "an element finding is reported in a segment with element errors: %s", c)
		}
		if m.Severity == x12.Rejection && c >= 300 && c < 600 {
			assert.NotEmpty(t, m.IK502, "what rejects a set needs a set code: %s", c)
		}
		if m.Severity == x12.Rejection && c >= 200 && c < 300 {
			assert.NotEmpty(t, m.AK905, c)
		}
	}
}

func FuzzReader(f *testing.F) {
	f.Add([]byte(isa + gs + set + end))
	f.Add([]byte(strings.ReplaceAll(isa+gs+set+end, "~", "\r\n")))
	f.Add([]byte(isa + gs + "ST*275*0001~BIN*9*a~b*c:\n^~~SE*3*0001~" + end))
	f.Add([]byte("\xef\xbb\xbf" + isa + "~~~" + isa))
	f.Fuzz(func(t *testing.T, data []byte) {
		// Read at once or byte by byte, in a wide window or a narrow one: the same
		// segments and the same findings.
		whole := read(t, bytes.NewReader(data), x12.MaxSegment(512))
		bytewise := read(t, iotest.OneByteReader(bytes.NewReader(data)), x12.MaxSegment(512), x12.Window(212))
		if !assert.ObjectsAreEqual(whole, bytewise) {
			t.Fatalf("at once:\n%s\nbyte by byte:\n%s", strings.Join(whole, "\n"), strings.Join(bytewise, "\n"))
		}
		if len(whole) > 2*len(data)+4 {
			t.Fatalf("%d lines from %d bytes", len(whole), len(data))
		}
	})
}
