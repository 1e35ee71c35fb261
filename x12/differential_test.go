package x12_test

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/hmox12/hmox12/x12"
)

// pieces gives its data in pieces of these sizes, again and again.
type pieces struct {
	data  []byte
	sizes []int
	turn  int
}

func (p *pieces) Read(into []byte) (int, error) {
	if len(p.data) == 0 {
		return 0, io.EOF
	}
	n := copy(into, p.data[:min(p.sizes[p.turn%len(p.sizes)], len(p.data))])
	p.data, p.turn = p.data[n:], p.turn+1
	return n, nil
}

// simpleSegments is the simplest reader of segments: byte by byte, with all of the
// data at hand. Each segment is its elements, the identifier first.
func simpleSegments(data string, d x12.Delimiters) (segments [][]string) {
	for len(data) > 0 {
		if strings.ContainsRune(" \t\r\n\x00\x1a", rune(data[0])) && (data[0] != d.Segment || d.Segment == '\n' || d.Segment == '\r') {
			data = data[1:]
			continue
		}
		end := strings.IndexByte(data, d.Segment)
		segment := data[:end]
		data = data[end+1:]
		if segment == "" {
			continue
		}
		if d.Segment == '\n' {
			segment = strings.TrimSuffix(segment, "\r")
		}
		segments = append(segments, strings.Split(segment, string([]byte{d.Element})))
	}
	return segments
}

// TestReaderReadsWhatTheSimplestReaderReads holds the Reader against simpleSegments
// over any bytes between any delimiters, in pieces and windows of any size.
func TestReaderReadsWhatTheSimplestReaderReads(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := x12.Delimiters{
			Element:   rapid.SampledFrom([]byte("*|\x1d\xfe")).Draw(t, "element"),
			Component: rapid.SampledFrom([]byte(":>\x1f\x80")).Draw(t, "component"),
			Segment:   rapid.SampledFrom([]byte("~\n\r\x1c'\xff\t")).Draw(t, "terminator"),
		}
		// No B, I, G and S: they begin what the Reader treats in its own way.
		alphabet := append([]byte("AC1 \t\r\n\x00\x1a^é"), d.Element, d.Element, d.Component, d.Segment)
		body := string(rapid.SliceOfN(rapid.SampledFrom(alphabet), 0, 800).Draw(t, "body")) + string([]byte{d.Segment})
		split := strings.NewReplacer("*", string([]byte{d.Element}), ":", string([]byte{d.Component}), "~", string([]byte{d.Segment}))
		file := split.Replace(isa+gs+"ST*837*0001~") + body

		r := x12.NewReader(&pieces{data: []byte(file), sizes: rapid.SliceOfN(rapid.IntRange(1, 300), 1, 5).Draw(t, "pieces")},
			x12.Window(rapid.SampledFrom([]int{212, 500, 64 << 10}).Draw(t, "window")))
		var read [][]string
		for {
			s, err := r.Next()
			var finding *x12.Error
			if errors.As(err, &finding) {
				continue
			}
			if errors.Is(err, io.EOF) {
				break
			}
			require.NoError(t, err)
			if s.Position() < 2 {
				continue // the envelope
			}
			var elements []string
			for n := 0; n <= s.Len(); n++ {
				elements = append(elements, string(s.Element(n)))
				require.Equal(t, elements[n], string(s.Clone().Element(n)))
				require.Equal(t, elements[n], file[s.ElementOffset(n):][:len(elements[n])])
			}
			require.Equal(t, string(s.Bytes()), string(bytes.Join(toBytes(elements), []byte{d.Element})))
			read = append(read, elements)
		}
		require.Equal(t, simpleSegments(body, d), read)
	})
}

func toBytes(texts []string) (all [][]byte) {
	for _, text := range texts {
		all = append(all, []byte(text))
	}
	return all
}

// A separator may be white space, which is cut where the file ends and where LF
// ends a segment behind CR.
func TestReaderSplitsAtWhiteSpaceAtTheEndOfASegment(t *testing.T) {
	for name, text := range map[string]string{
		"a tab separates, the file ends in tabs": strings.ReplaceAll(isa+gs+"ST*837*0001~BHT*0019**", "*", "\t"),
		"CR separates, LF ends a segment":        strings.NewReplacer("*", "\r", "~", "\n").Replace(isa + gs + "ST*837*0001~BHT*0019*~"),
	} {
		t.Run(name, func(t *testing.T) {
			r := x12.NewReader(strings.NewReader(text))
			for {
				s, err := r.Next()
				require.NotErrorIs(t, err, io.EOF)
				if err == nil && s.Is("BHT") {
					require.Equal(t, "0019", string(s.Element(1)))
					require.Empty(t, s.Element(2))
					return
				}
			}
		})
	}
}
