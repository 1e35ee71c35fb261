package x12_test

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/internal/load"
	"github.com/hmox12/hmox12/x12"
)

// tokenize is what reading is held against: a loop that finds where elements end,
// and which of them end a segment, without a branch on what a byte is; it does
// nothing else. The table has 1 for the end of an element, 3 for that of a segment.
func tokenize(data []byte, table *[256]uint8, ends []uint32) (found int) {
	for i, b := range data {
		ends[found] = uint32(i)<<1 | uint32(table[b]>>1)
		found += int(table[b] & 1)
	}
	return found
}

// BenchmarkReader reads a file from memory. Each turn also runs tokenize over the
// same bytes, so that the ratio of the best of both, which it reports, means
// something on a busy machine as well.
func BenchmarkReader(b *testing.B) {
	plain := load.Claims837P(30, 100)
	for _, file := range []struct {
		name string
		data []byte
	}{
		{"one line", plain},
		{"line breaks", bytes.ReplaceAll(plain, []byte("~"), []byte("~\r\n"))},
		{"line feed ends a segment", bytes.ReplaceAll(plain, []byte("~"), []byte("\n"))},
	} {
		b.Run(strings.ReplaceAll(file.name, " ", "-"), func(b *testing.B) { benchmarkReader(b, file.data) })
	}
}

func benchmarkReader(b *testing.B, data []byte) {
	const chunk = 16 << 10
	var table [256]uint8
	table['*'], table[data[len(isa)-1]] = 1, 3
	ends := make([]uint32, chunk+1)
	var bare, whole time.Duration
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		b.StopTimer()
		start := time.Now()
		for from := 0; from < len(data); from += chunk {
			tokenize(data[from:min(from+chunk, len(data))], &table, ends)
		}
		bare = best(bare, time.Since(start))
		b.StartTimer()
		start = time.Now()
		readAll(b, data)
		whole = best(whole, time.Since(start))
	}
	megabytes := float64(len(data)) / 1e6
	b.ReportMetric(megabytes/bare.Seconds(), "tokenizer-MB/s")
	b.ReportMetric(megabytes/whole.Seconds(), "reader-MB/s")
	b.ReportMetric(100*bare.Seconds()/whole.Seconds(), "%-of-tokenizer")
}

func best(a, b time.Duration) time.Duration {
	if a == 0 {
		return b
	}
	return min(a, b)
}

// A set's header is kept, so a few allocations a set are needed; none a segment.
func TestReadingAllocatesNothingForASegment(t *testing.T) {
	data := load.Claims837P(1, 100)
	require.Less(t, testing.AllocsPerRun(5, func() { readAll(t, data) }), 50.0)
	require.Greater(t, bytes.Count(data, []byte("~")), 2000)
}

func readAll(b testing.TB, data []byte) {
	r := x12.NewReader(bytes.NewReader(data))
	for {
		if _, err := r.Next(); err != nil {
			if errors.Is(err, io.EOF) {
				return
			}
			b.Fatal(err)
		}
	}
}
