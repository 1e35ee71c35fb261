package snip

import (
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/hmox12/hmox12/x12"
	"github.com/hmox12/hmox12/x12/guide"
)

// others are values that stand in for those of a sample: some mean something to a
// rule or a code set somewhere, some are of none.
var others = []string{
	"", "18", "S", "T", "MA", "MB", "HM", "7", "8", "1", "11", "21", "51", "98", "AA", "OA", "PB", "D8", "RD8", "TM", "0930", "20260215", "20991231",
	"20260215-20260214", "20260214-20991231", "99221", "99254", "99291", "A0425", "A0430", "01000", "01953", "01996", "0100A", "D2140", "D0120", "X9999", "ZZZZZ",
	"MJ", "UN", "0", "0.00", "12.5", "-3", "F8", "EI", "SY", "TJ", "945555555", "94555555", "XX", "PI", "1000000889", "1000000888", "J449", "I10", "0J449", "4019", "V270", "ABK", "BK", "BF",
	"BG", "BH", "BI", "DR", "000", "470", "PXC", "207Q00000X", "207Q00000Y", "CA", "ZZ", "US", "DE", "94607", "946070002", "9460", "A1A 1A1", "0540", "0450", "9999", "131", "A1", "F1", "A1:20", "45", "15",
	"MA01", "N1", "M999", "PO BOX 7", "3 SHORE ROAD THAT IS LONGER THAN MOST", "12D3456789", "1234567890", "X4", "HE", "30", "JP", "N4", "00093310805", "USD", "WWW", "HC:99213", "HC:99254:25:59:76", "AD:D2140",
	"11:B:1", "21:B:7", "13:A:8", "AA:OA::CA:US", "AA:::ZZ", "ABF:I10", "BK:4019", "ABK:4019:RD8:20260215-20260214", "BG:01", "A^B", "J449 ",
}

// TestAGlanceMissesNothingThatIsToBeAsked changes values of samples: Checkers that
// glance at segments and such that don't find the same.
func TestAGlanceMissesNothingThatIsToBeAsked(t *testing.T) {
	var names []string
	for name := range samples {
		names = append(names, name)
	}
	slices.Sort(names)
	right := 0
	rapid.Check(t, func(rt *rapid.T) {
		s := samples[names[rapid.IntRange(0, len(names)-1).Draw(rt, "sample")]]
		random := rand.New(rand.NewPCG(rapid.Uint64().Draw(rt, "seed"), 0))
		var text string
		for range 4 {
			lines := strings.SplitAfter(s.body, "~\n")
			for range random.IntN(12) {
				i := 1 + random.IntN(len(lines)-2)
				elements := strings.Split(strings.TrimSuffix(lines[i], "~\n"), "*")
				at := 1 + random.IntN(len(elements))
				for len(elements) <= at {
					elements = append(elements, "")
				}
				parts := strings.Split(elements[at], ":")
				parts[random.IntN(len(parts))] = others[random.IntN(len(others))]
				elements[at] = strings.Join(parts, ":")
				lines[i] = strings.Join(elements, "*") + "~\n"
			}
			text += strings.Join(lines, "")
		}
		file := sample{s.group, s.version, text}.file(t)
		asked, _ := checkedBy(t, file, func(c *Checker) { c.thorough = true })
		glanced, n := checkedBy(t, file, func(*Checker) {})
		right += n
		require.Equal(t, asked, glanced)
	})
	require.Greater(t, right, 1000, "segments that are right")
}

// checkedBy returns what one Checker finds in all sets of a file, and how many
// segments it could glance at.
func checkedBy(t *testing.T, file string, change func(*Checker)) (found []string, right int) {
	var w *guide.Walker
	var c *Checker
	r := x12.NewReader(strings.NewReader(file))
	for {
		seg, err := r.Next()
		if errors.Is(err, io.EOF) {
			return found, right
		}
		if err != nil || seg.Position() == 0 {
			continue
		}
		if seg.Position() == 1 {
			if w == nil {
				g, ok := guide.Lookup(seg.Text(1), r.Group().Version)
				require.True(t, ok)
				w = guide.NewWalker(g, func(*x12.Error) {})
				c = NewChecker(g, CodeSets, func(e *x12.Error) {
					trigger := fmt.Sprintf("%+v", e.Trigger)
					e.Trigger = nil
					found = append(found, fmt.Sprintf("%+v %s", *e, trigger))
				})
				change(c)
			}
			w.Begin()
			c.Begin()
		}
		at := w.Walk(seg)
		if at.Right != nil {
			right++
		}
		c.Check(seg, at)
		if seg.Is("SE") {
			w.End()
			c.End()
		}
	}
}
