package report_test

import (
	"io"
	"testing"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/report"
)

// largeNight is a night of many claims; the page shows 500 of them.
func largeNight(claims int) *report.Night {
	stories := sampleStories()
	n := &report.Night{Payer: "Poppy Health Plan", Received: received, Paid: paidOn}
	for i := range claims {
		s := stories[i%(len(stories)-1)]
		n.AddClaim(s.Claim, s.Decision)
	}
	return n
}

func BenchmarkAddClaim(b *testing.B) {
	b.ReportAllocs()
	largeNight(b.N)
}

func BenchmarkHTMLOfALargeNight(b *testing.B) {
	n := largeNight(10_000)
	b.ReportAllocs()
	for b.Loop() {
		if err := n.HTML(io.Discard); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkJSONOfALargeNight(b *testing.B) {
	n := largeNight(10_000)
	b.ReportAllocs()
	for b.Loop() {
		if err := n.JSON(io.Discard); err != nil {
			b.Fatal(err)
		}
	}
}
