package ack_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"testing"
	"time"

	"github.com/hmox12/hmox12/internal/load"
	"github.com/hmox12/hmox12/x12"
	"github.com/hmox12/hmox12/x12/ack"
)

// BenchmarkExamine examines 4 MB of 837P sets up to each level. Each turn also reads the
// same bytes with nothing but the Reader, so that the ratio of the best of both,
// which it reports, means something on a busy machine as well.
func BenchmarkExamine(b *testing.B) {
	data := load.Claims837P(10, 1000)
	for level := 2; level <= 5; level++ {
		b.Run(fmt.Sprintf("level-%d", level), func(b *testing.B) {
			listener := ack.Listener{Finding: func(f ack.Finding) { b.Fatal(f.Error) }}
			var read, whole time.Duration
			b.SetBytes(int64(len(data)))
			b.ReportAllocs()
			for b.Loop() {
				b.StopTimer()
				start := time.Now()
				readAll(b, data)
				read = shorter(read, time.Since(start))
				b.StartTimer()
				start = time.Now()
				if err := ack.Examine(x12.NewReader(bytes.NewReader(data)), ack.Options{Level: level}, listener); err != nil {
					b.Fatal(err)
				}
				whole = shorter(whole, time.Since(start))
			}
			b.ReportMetric(float64(len(data))/1e6/read.Seconds(), "reader-MB/s")
			b.ReportMetric(float64(len(data))/1e6/whole.Seconds(), "best-MB/s")
			b.ReportMetric(100*read.Seconds()/whole.Seconds(), "%-of-reader")
		})
	}
}

// BenchmarkWorkers examines sets up to level 5 with two workers, many sets and a single
// one. Each turn also does so with one worker: it reports how many times as fast the
// best of two is.
func BenchmarkWorkers(b *testing.B) {
	for _, file := range []struct {
		name string
		data []byte
	}{{"many-sets", load.Claims837P(300, 200)}, {"one-set", load.Claims837P(1, 60_000)}} {
		b.Run(file.name, func(b *testing.B) {
			listener := ack.Listener{Finding: func(f ack.Finding) { b.Fatal(f.Error) }}
			examine := func(workers int) time.Duration {
				start := time.Now()
				if err := ack.Examine(x12.NewReader(bytes.NewReader(file.data)), ack.Options{Level: 5, Workers: workers}, listener); err != nil {
					b.Fatal(err)
				}
				return time.Since(start)
			}
			var one, two time.Duration
			b.SetBytes(int64(len(file.data)))
			b.ReportAllocs()
			for b.Loop() {
				b.StopTimer()
				one = shorter(one, examine(1))
				b.StartTimer()
				two = shorter(two, examine(2))
			}
			b.ReportMetric(float64(len(file.data))/1e6/two.Seconds(), "best-MB/s")
			b.ReportMetric(one.Seconds()/two.Seconds(), "times-one-worker")
		})
	}
}

func shorter(a, b time.Duration) time.Duration {
	if a == 0 {
		return b
	}
	return min(a, b)
}

func readAll(b *testing.B, data []byte) {
	r := x12.NewReader(bytes.NewReader(data))
	for {
		if _, err := r.Next(); errors.Is(err, io.EOF) {
			return
		} else if err != nil {
			b.Fatal(err)
		}
	}
}
