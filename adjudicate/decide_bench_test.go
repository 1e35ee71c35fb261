package adjudicate_test

import (
	"testing"

	"github.com/hmox12/hmox12/adjudicate"
)

func BenchmarkDecide(b *testing.B) {
	s := newSample()
	s.refer(referralTo("R-1", "GP100004", hazel, ivy, 3, 0))
	claim := s.sent("1", "GP100004", ivy, "99203 220", "20610 200", "J1885 40")
	b.ReportAllocs()
	for b.Loop() {
		adjudicate.Decide(s.shelf, s.tally, claim, s.opts)
	}
}
