package x12_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/x12"
)

// claims returns a file of sets of a hundred professional claims each, some 0.6 KB
// a claim.
func claims(sets int) []byte {
	var b bytes.Buffer
	b.WriteString(isa + gs)
	for s := range sets {
		begin := b.Len()
		fmt.Fprintf(&b, `ST*837*%04d*005010X222A1~BHT*0019*00*A1*20260302*0830*CH~NM1*41*2*BAY CLEARING*****46*BAY01~`+
			`PER*IC*HELP DESK*TE*8005550100~NM1*40*2*POPPY HMO*****46*POPPY~HL*1**20*1~PRV*BI*PXC*207Q00000X~`+
			`NM1*85*2*SHORE CLINIC*****XX*1000000889~N3*1 SHORE ROAD~N4*OAKLAND*CA*946010001~REF*EI*123456789~`, s+1)
		for c := range 100 {
			fmt.Fprintf(&b, `HL*%d*1*22*0~SBR*P*18*GRP100******HM~NM1*IL*1*DOE*JANE****MI*M%06d~N3*2 HILL STREET~`+
				`N4*OAKLAND*CA*94602~DMG*D8*19800229*F~NM1*PR*2*POPPY HMO*****PI*POPPY~CLM*C%d*250***11:B:1*Y*A*Y*Y~`+
				`REF*D9*R%d~HI*ABK:J449*ABF:I10*ABF:E119~NM1*82*1*STONE*ROSE****XX*1000000673~PRV*PE*PXC*207Q00000X~`+
				`LX*1~SV1*HC:99213:25*125.5*UN*1***1:2~DTP*472*D8*20260215~REF*6R*L1~`+
				`LX*2~SV1*HC:93000*124.5*UN*1***1~DTP*472*D8*20260215~REF*6R*L2~`, c+2, c, c, c)
		}
		fmt.Fprintf(&b, "SE*%d*%04d~", bytes.Count(b.Bytes()[begin:], []byte("~"))+1, s+1)
	}
	fmt.Fprintf(&b, "GE*%d*501~IEA*1*000000501~", sets)
	return b.Bytes()
}

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
	plain := claims(30)
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
	data := claims(1)
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
