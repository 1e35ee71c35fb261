package x12_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/hmox12/hmox12/internal/load"
	"github.com/hmox12/hmox12/x12"
)

// seen is all that a segment says, in one line.
func seen(s *x12.Segment) string {
	line := fmt.Sprintf("%q at %d, %d, %d by %q:", s.Bytes(), s.Offset(), s.Number(), s.Position(), s.Delimiters())
	for n := 0; n <= s.Len()+1; n++ {
		line += fmt.Sprintf(" %d %q", s.ElementOffset(n), s.Element(n))
	}
	return line
}

// TestSegmentsAreThoseThatTheReaderReturns reads files with mistakes segment by
// segment, and again with some segments kept one by one, some of them as plain ones,
// and others gathered.
func TestSegmentsAreThoseThatTheReaderReturns(t *testing.T) {
	gathered, plain := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		random := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0))
		file := load.Claims837P(1+random.IntN(3), 1+random.IntN(30))
		switch rapid.IntRange(0, 4).Draw(t, "breaks") {
		case 1:
			file = bytes.ReplaceAll(file, []byte("~"), []byte("~\r\n"))
		case 2:
			file = bytes.ReplaceAll(bytes.ReplaceAll(file, []byte("\n"), nil), []byte("~"), []byte("\n"))
		case 3:
			file = bytes.ReplaceAll(bytes.ReplaceAll(file, []byte("\n"), nil), []byte("~"), []byte("\r\n"))
			file[105] = '\n' // the terminator; a CR stands before the others alone
			file = append(file[:106], file[107:]...)
		case 4: // some
			for i := len(file) - 1; i > 106; i-- {
				if file[i] == '~' && random.IntN(3) == 0 {
					file = slices.Insert(file, i+1, '\n')
				}
			}
		}
		for range random.IntN(20) {
			file[106+random.IntN(len(file)-106)] = "~*:^ A1\nIGS"[random.IntN(11)]
		}
		reader := func() *x12.Reader {
			return x12.NewReader(bytes.NewReader(file), x12.Window(1<<(8+random.IntN(10))))
		}

		var want []string
		for r := reader(); ; {
			s, err := r.Next()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				want = append(want, err.Error())
				continue
			}
			want = append(want, seen(s))
		}

		var got []string
		kept, one, between := x12.NewSegments(100), x12.Segment{}, x12.Segment{}
		drain := func() {
			n := 0
			for ; kept.Next(&one); n++ {
				got = append(got, seen(&one))
			}
			require.Equal(t, kept.Len(), n)
			kept.Rewind()
			for i := range n { // once more, others between them, and the last by their number
				if random.IntN(4) == 0 {
					other := random.IntN(n)
					kept.Segment(other, &between)
					require.Equal(t, got[len(got)-n+other], seen(&between))
				}
				if i >= n/2 {
					kept.Segment(i, &one)
				} else {
					require.True(t, kept.Next(&one))
				}
				require.Equal(t, got[len(got)-n+i], seen(&one))
			}
			kept.Reset()
		}
		for r := reader(); ; {
			if random.IntN(2) == 0 {
				if s := r.NextPlain(); s != nil {
					kept.Add(s)
					plain++
					continue
				}
			}
			s, err := r.Next()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				drain()
				got = append(got, err.Error())
				continue
			}
			if kept.Add(s); random.IntN(5) == 0 { // the last one again
				kept.Truncate(kept.Len() - 1)
				kept.Add(s)
			}
			if random.IntN(3) > 0 {
				before := kept.Len()
				r.Gather(kept, random.IntN(3000))
				gathered += kept.Len() - before
			}
			if random.IntN(5) == 0 {
				drain()
			}
		}
		drain()
		require.Equal(t, want, got)
	})
	require.Greater(t, gathered, 1000)
	require.Greater(t, plain, 1000)
}
