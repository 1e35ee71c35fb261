package generate_test

import (
	"os"
	"testing"
)

// BenchmarkGenerate writes nights of ten thousand claims of five thousand members.
func BenchmarkGenerate(b *testing.B) {
	const claims = 10_000
	b.ReportAllocs()
	for b.Loop() {
		dir := b.TempDir()
		o := options(dir, claims, claims/2, 1)
		o.Errors = 0.01
		generated(b, o)
		b.StopTimer()
		if err := os.RemoveAll(dir); err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
	}
	b.ReportMetric(claims*float64(b.N)/b.Elapsed().Seconds(), "claims/s")
}
