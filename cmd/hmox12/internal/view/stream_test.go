package view_test

import (
	"bytes"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/view"
)

// generated is an 837P of any size: the head of the testdata claims, and its
// second claim's subscriber again and again.
type generated struct {
	parts     [][]byte // head, what repeats, tail
	repeats   int
	repeated  int
	rest      []byte
	delivered int64
	part      int
}

func generate(t testing.TB, repeats int) *generated {
	t.Helper()
	data := input(t, "claims")
	from := bytes.Index(data, []byte("LX*1~"))
	to := bytes.Index(data, []byte("HL*3*1*22*1"))
	claim := bytes.Index(data, []byte("CLM*VIEW-001"))
	require.True(t, claim < from && from < to)
	return &generated{parts: [][]byte{data[:claim], data[claim:to], data[to:]}, repeats: repeats}
}

func (g *generated) Read(p []byte) (int, error) {
	for len(g.rest) == 0 {
		switch {
		case g.part == 0:
			g.rest, g.part = g.parts[0], 1
		case g.part == 1 && g.repeated < g.repeats:
			g.repeated++
			g.rest = g.parts[1]
		case g.part == 1:
			g.rest, g.part = g.parts[2], 2
		default:
			return 0, io.EOF
		}
	}
	n := copy(p, g.rest)
	g.rest = g.rest[n:]
	g.delivered += int64(n)
	return n, nil
}

// watermark is an output that notes how much memory is in use now and then.
type watermark struct {
	written int64
	next    int64
	most    uint64
}

func (w *watermark) Write(p []byte) (int, error) {
	w.written += int64(len(p))
	if w.written >= w.next {
		w.next = w.written + 4<<20
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		w.most = max(w.most, m.HeapAlloc)
	}
	return len(p), nil
}

func TestMemoryDoesNotGrowWithTheFile(t *testing.T) {
	for name, f := range map[string]show{"text": view.Text, "JSON": view.JSON, "lines": view.Lines} {
		t.Run(name, func(t *testing.T) {
			runtime.GC()
			var before runtime.MemStats
			runtime.ReadMemStats(&before)
			most := map[int]uint64{}
			for _, claims := range []int{50, 800} {
				w := &watermark{}
				src := generate(t, claims)
				got, err := f(w, src, view.Options{})
				require.NoError(t, err)
				assert.Equal(t, claims+1, got.Units)
				most[claims] = max(w.most, before.HeapAlloc) - before.HeapAlloc
			}
			assert.Less(t, most[800], uint64(4<<20), "with 800 claims")
		})
	}
}

func TestMemoryDoesNotGrowWithAClaimWhosePartsEndInsideOfLoops(t *testing.T) {
	data := input(t, "claims")
	at := bytes.Index(data, []byte("LX*1~"))
	// Of five segments, so that no part of 5,000 begins where a loop does.
	other := []byte("SBR*S*18*******CI~OI***Y***Y~NM1*IL*1*DOE*JO****MI*77~NM1*PR*2*OTHER PLAN*****PI*66~REF*F8*5~\n")
	most := map[int]uint64{}
	for _, others := range []int{5_000, 40_000} {
		runtime.GC()
		var before runtime.MemStats
		runtime.ReadMemStats(&before)
		w := &watermark{}
		_, err := view.Text(w, &generated{parts: [][]byte{data[:at], other, data[at:]}, repeats: others}, view.Options{})
		require.NoError(t, err)
		most[others] = max(w.most, before.HeapAlloc) - before.HeapAlloc
	}
	assert.Less(t, most[40_000], most[5_000]+(8<<20), "%v", most)
}

func TestWhatIsTooLongForOneBlockComesInParts(t *testing.T) {
	data := input(t, "claims")
	from, to := bytes.Index(data, []byte("LX*2~")), bytes.Index(data, []byte("HL*3*1*22*1"))
	long := append([]byte(nil), data[:from]...)
	for i := range 1700 {
		long = append(long, bytes.Replace(data[from:to], []byte("LX*2"), fmt.Appendf(nil, "LX*%d", i+2), 1)...)
	}
	long = append(long, data[to:]...)

	lines := strings.Split(strings.TrimSpace(shown(t, view.Lines, long, view.Options{})), "\n")
	require.Len(t, lines, 3, "two parts and the other claim")
	for i, line := range lines[:2] {
		assert.Contains(t, line[:200], fmt.Sprintf(`"number":"VIEW-001","part":%d`, i+1))
		assert.Contains(t, line, `"content":[{"loop":"2300"`)
	}
	assert.NotContains(t, lines[2], `"part"`)

	text := shown(t, view.Text, long, view.Options{Claim: "VIEW-001"})
	assert.Equal(t, 1700, strings.Count(text, "97110"), "nothing is lost between the parts")
	assert.Equal(t, 1, strings.Count(text, "Loop 2300"))

	got, err := view.Text(io.Discard, bytes.NewReader(long), view.Options{})
	require.NoError(t, err)
	assert.Equal(t, 2, got.Units, "a claim in parts is one claim")
}

func TestASubjectInPartsIsOneSubject(t *testing.T) {
	data := input(t, "eligibility")
	at := bytes.Index(data, []byte("EB*"))
	end := at + bytes.IndexByte(data[at:], '~') + 1
	long := append([]byte(nil), data[:at]...)
	long = append(long, bytes.Repeat(data[at:end], 6000)...)
	long = append(long, data[end:]...)
	var got []string
	for line := range strings.Lines(shown(t, view.Lines, long, view.Options{})) {
		got = append(got, line[:min(len(line), 60)])
	}
	require.Len(t, got, 3, "two parts and the other subject")
	for i, line := range got[:2] {
		assert.Contains(t, line, fmt.Sprintf(`"kind":"subject","number":"TR-1","part":%d`, i+1))
	}
	shownUnits, err := view.Text(io.Discard, bytes.NewReader(long), view.Options{})
	require.NoError(t, err)
	assert.Equal(t, 2, shownUnits.Units)
}

func TestFindingsWithoutEndAreBounded(t *testing.T) {
	noise := append(bytes.TrimSuffix(input(t, "claims"), []byte("IEA*1*000000701~\n")), bytes.Repeat([]byte("~"), 20_000)...)
	w := &watermark{}
	got, err := view.Text(w, bytes.NewReader(noise), view.Options{})
	require.NoError(t, err)
	assert.GreaterOrEqual(t, got.Findings, 20_000, "all are counted")
}

func BenchmarkText(b *testing.B) { benchmark(b, view.Text) }
func BenchmarkJSON(b *testing.B) { benchmark(b, view.JSON) }

func benchmark(b *testing.B, f show) {
	size := int64(0)
	for b.Loop() {
		src := generate(b, 1000)
		if _, err := f(io.Discard, src, view.Options{}); err != nil {
			b.Fatal(err)
		}
		size = src.delivered
	}
	b.SetBytes(size)
	b.ReportAllocs()
}
