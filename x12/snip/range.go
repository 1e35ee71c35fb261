package snip

import (
	"bytes"

	"github.com/hmox12/hmox12/x12"
)

// checkRange reports a DTP whose range of days (RD8) ends before it begins. A 999
// has no word for it: both are dates.
func (c *Checker) checkRange(u *usePlan) {
	if string(trimRight(c.seg.Element(2))) == "RD8" && reversed(trimRight(c.seg.Element(3))) {
		c.wrong(x12.RangeReversed, c.placeOf(u, 3), "found the later day first")
	}
}

// checkRanges is checkRange for the codes of an HI.
func (c *Checker) checkRanges(u *usePlan) {
	for n := 1; n <= c.seg.Len(); n++ {
		if string(trimRight(c.seg.Component(n, 3))) == "RD8" && reversed(trimRight(c.seg.Component(n, 4))) {
			p := c.placeOf(u, n)
			p.component = 4
			c.wrong(x12.RangeReversed, p, "found the later day first")
		}
	}
}

// reversed reports whether value is two dates CCYYMMDD, the later one first.
func reversed(value []byte) bool {
	return len(value) == 17 && value[8] == '-' && bytes.Compare(value[:8], value[9:]) > 0 &&
		x12.ValidDate(value[:8]) && x12.ValidDate(value[9:])
}
