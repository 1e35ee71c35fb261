package snip

import (
	"github.com/hmox12/hmox12/x12"
	"github.com/hmox12/hmox12/x12/guide"
)

// newBalancer returns what adds up sets of the guide, or nil where nothing must
// balance.
func newBalancer(g *guide.Guide) balancer {
	switch {
	case g.Set == "837":
		return &claimBalance{}
	case g.Set == "835":
		return &remittanceBalance{}
	case g.Set == "834":
		return &enrollmentTotals{}
	case g.Set == "999", g.Set == "997":
		return &acknowledgmentTotals{}
	case g.Version == "005010X214":
		return &claimAcknowledgmentTotals{}
	}
	return nil
}

// equation is what was said, and what it must be.
type equation struct {
	code x12.Code
	said *amount
	is   sum
}

// holds reports whether both are the same amount. What was not said, or is no
// number, is not judged.
func (e equation) holds() bool {
	return !e.said.sent || e.said.bad || e.said.minus(e.is).isZero()
}

// broken reports an equation that does not hold. why says what was added.
func (c *Checker) broken(e equation, why string) {
	off := e.said.minus(e.is)
	if off.tooLarge {
		c.wrong(x12.AmountsTooLarge, e.said.place, why)
		return
	}
	c.wrong(e.code, e.said.place, "found "+e.said.String()+", expected "+e.is.String()+", "+why+"; off by "+off.String())
}
