package snip

import "github.com/hmox12/hmox12/x12"

// checkAddress reports an N4, a claim's address, without state or ZIP code: the
// guides ask for both where the address is in the United States, and for a country
// (N404) where it is not.
func (c *Checker) checkAddress(u *usePlan) {
	if len(trimRight(c.seg.Element(4))) > 0 {
		return
	}
	for _, n := range [2]int{2, 3} {
		if len(trimRight(c.seg.Element(n))) == 0 {
			c.wrong(x12.ExpectedElementMissing, c.placeOf(u, n), "expected it, because N404 names no country: an address in the United States has a state and a ZIP code")
		}
	}
}
