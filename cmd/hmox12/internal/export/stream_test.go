package export_test

import (
	"bytes"
	"io"
	"runtime"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/export"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/host"
)

// repeated reads head, body n times, tail, and calls watch now and then.
func repeated(head, body, tail []byte, n int, watch func()) io.Reader {
	readers := []io.Reader{bytes.NewReader(head)}
	for i := range n {
		readers = append(readers, bytes.NewReader(body))
		if i%2000 == 0 {
			readers = append(readers, watcher(watch))
		}
	}
	return io.MultiReader(append(readers, bytes.NewReader(tail))...)
}

type watcher func()

func (w watcher) Read([]byte) (int, error) {
	w()
	return 0, io.EOF
}

func generated(t testing.TB, n int, watch func()) io.Reader {
	t.Helper()
	data := input(t, "remittance")
	from, to := bytes.Index(data, []byte("CLP*VIEW-001")), bytes.Index(data, []byte("PLB*"))
	require.True(t, 0 < from && from < to)
	return repeated(data[:from], data[from:to], data[to:], n, watch)
}

func TestMemoryDoesNotGrowWithTheFile(t *testing.T) {
	for _, format := range []export.Format{export.CSV, export.Parquet} {
		t.Run(string(format), func(t *testing.T) {
			const claims = 12_000 // more than a row group
			runtime.GC()
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			before, most := m.HeapAlloc, uint64(0)
			src := generated(t, claims/2, func() {
				runtime.GC()
				runtime.ReadMemStats(&m)
				most = max(most, m.HeapAlloc)
			})
			runtime.ReadMemStats(&m)
			before = max(before, m.HeapAlloc) // the readers themselves
			dir := t.TempDir()
			x, err := export.Open(export.Options{Files: host.Disk{}, Dir: dir, Format: format})
			require.NoError(t, err)
			require.NoError(t, x.Add("in", src))
			require.NoError(t, x.Publish())
			assert.Equal(t, claims, x.Counts().Remittances)
			assert.Less(t, int64(most)-int64(before), int64(32<<20))
			if format == export.Parquet {
				_, list, groups := parquetRows(t, dir, "remittances")
				assert.Len(t, list, claims)
				assert.Equal(t, 2, groups)
			}
		})
	}
}

// FuzzAdd states that any bytes are exported or are no claims, and that the
// tables of a format have as many rows as were counted.
func FuzzAdd(f *testing.F) {
	f.Add(input(f, "claims"))
	f.Add(input(f, "remittance"))
	f.Fuzz(func(t *testing.T, data []byte) {
		dir, counts := exported(t, export.Options{Format: export.CSV}, data)
		for table, n := range map[string]int{
			"claims": counts.Claims, "service_lines": counts.ServiceLines,
			"remittances": counts.Remittances, "remittance_lines": counts.RemittanceLines,
		} {
			if got := len(rows(t, dir, table)); got != n {
				t.Fatalf("%s has %d rows, counted %d", table, got, n)
			}
		}
	})
}

func BenchmarkCSV(b *testing.B)     { benchmark(b, export.CSV) }
func BenchmarkParquet(b *testing.B) { benchmark(b, export.Parquet) }

func benchmark(b *testing.B, format export.Format) {
	all, err := io.ReadAll(generated(b, 5000, func() {}))
	require.NoError(b, err)
	b.SetBytes(int64(len(all)))
	b.ReportAllocs()
	for b.Loop() {
		x, err := export.Open(export.Options{Files: host.Disk{}, Dir: b.TempDir(), Format: format})
		require.NoError(b, err)
		require.NoError(b, x.Add("in", bytes.NewReader(all)))
		require.NoError(b, x.Publish())
	}
}
