package whatif_test

import (
	"io"
	"testing"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/whatif"
)

func BenchmarkComparison(b *testing.B) {
	claim := claimOf(1, "GP1")
	before, same, after := paid.told(claim, "1"), paid.told(claim, "2"), raised.told(claim, "2")
	for name, other := range map[string]int{"unchanged": 0, "one in ten changed": 10, "all changed": 1} {
		b.Run(name, func(b *testing.B) {
			c := whatif.Comparison{Each: whatif.NewChanges(io.Discard).Write}
			b.ReportAllocs()
			for i := range b.N {
				told := same
				if other > 0 && i%other == 0 {
					told = after
				}
				if err := c.AddClaim(before, told); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
