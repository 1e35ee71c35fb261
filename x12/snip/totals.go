package snip

import (
	"fmt"

	"github.com/hmox12/hmox12/x12"
)

// enrollmentTotals counts the members of an 834 against QTY*DT (dependents), ET
// (subscribers) and TO (all), where they are sent.
type enrollmentTotals struct {
	stated      [3]amount // by totalNames
	dependents  int
	subscribers int
}

var totalNames = [3]string{"dependents", "subscribers", "members"}

func (b *enrollmentTotals) begin() { *b = enrollmentTotals{} }

func (b *enrollmentTotals) take(c *Checker, u *usePlan) {
	switch u.item {
	case statedTotal:
		switch string(c.seg.Element(1)) {
		case "DT":
			b.stated[0].read(c, u, 2)
		case "ET":
			b.stated[1].read(c, u, 2)
		case "TO":
			b.stated[2].read(c, u, 2)
		}
	case memberLevel:
		switch string(c.seg.Element(1)) {
		case "N":
			b.dependents++
		case "Y":
			b.subscribers++
		}
	}
}

func (b *enrollmentTotals) end(c *Checker, l *loopPlan, disturbed bool) {
	if l.parent != nil || disturbed {
		return
	}
	for i, counted := range [3]int{b.dependents, b.subscribers, b.dependents + b.subscribers} {
		c.miscounted(b.stated[i], sumOf(counted), totalNames[i])
	}
}

// miscounted reports a count that was sent and is not right.
func (c *Checker) miscounted(stated amount, counted sum, what string) {
	if stated.sent && !stated.bad && !stated.minus(counted).isZero() {
		c.wrong(x12.TotalCountWrong, stated.place, fmt.Sprintf("found %s, expected %s, the number of %s", stated, counted, what))
	}
}

func sumOf(count int) sum { return sum{unscaled: int64(count)} }

// acknowledgmentTotals counts the sets that a 999 or 997 answers one by one against
// AK9. It may leave out AK2 and what follows; then there is nothing to count.
type acknowledgmentTotals struct {
	answered, accepted, rejected int
}

func (b *acknowledgmentTotals) begin() { *b = acknowledgmentTotals{} }

func (b *acknowledgmentTotals) take(c *Checker, u *usePlan) {
	switch u.item {
	case setAnswer:
		b.answered++
		switch string(c.seg.Element(1)) {
		case "A", "E":
			b.accepted++
		default:
			b.rejected++
		}
	case groupAnswer:
		b.compare(c, u)
	}
}

func (b *acknowledgmentTotals) end(*Checker, *loopPlan, bool) {}

// compare checks AK9. All sets that are answered were received; where all that
// were received are answered, so many are accepted. A group that is rejected for
// its own sake accepts none.
func (b *acknowledgmentTotals) compare(c *Checker, u *usePlan) {
	var received, accepted amount
	received.read(c, u, 3)
	accepted.read(c, u, 4)
	if b.answered == 0 || !received.sent || received.bad || !accepted.sent || accepted.bad {
		return
	}
	all := received.minus(sumOf(b.answered))
	verdict := string(c.seg.Element(1))
	switch {
	case verdict == "R" && !accepted.isZero():
		c.miscounted(accepted, sum{}, "sets accepted in a group that is rejected")
	case verdict == "R":
	case !all.isZero() && !all.isPositive():
		c.miscounted(received, sumOf(b.answered), "sets answered")
	case all.isZero():
		c.miscounted(accepted, sumOf(b.accepted), "sets answered with A or E")
	case received.minus(accepted.sum).minus(sumOf(b.rejected)).unscaled < 0:
		c.wrong(x12.TotalCountWrong, accepted.place, fmt.Sprintf("found %s of %s accepted, and %d answered as rejected", accepted, received, b.rejected))
	}
}

// claimAcknowledgmentTotals adds up the claims of a 277CA by provider and in all:
// counts QTY*90 and AA (QA and QC of a provider), charges AMT*YU and YY. A batch
// that was refused as a whole lists no claims; then there is nothing to add. A
// provider who was refused as a whole lists none either: what is said of his claims
// is taken for them, and where nothing is said, the batch can't be added.
type claimAcknowledgmentTotals struct {
	batch, provider acknowledged
	open            bool // a claim's own STC comes
}

// acknowledged is what is said of accepted and rejected claims, and what is so.
type acknowledged struct {
	counts, amounts [2]amount // accepted, rejected
	claims          [2]sum
	charges         [2]total
	unlisted        bool // some claims are neither listed nor counted
}

func (b *claimAcknowledgmentTotals) begin() { *b = claimAcknowledgmentTotals{} }

func (b *claimAcknowledgmentTotals) take(c *Checker, u *usePlan) {
	q := string(c.seg.Element(1))
	switch u.item {
	case batchTotal:
		b.batch.take(c, u, q)
	case providerLevel:
		b.provider = acknowledged{}
	case providerTotal:
		b.provider.take(c, u, q)
	case answeredClaim:
		b.open = true
	case claimAnswer:
		if !b.open { // further statuses of the same claim
			return
		}
		b.open = false
		i := 0
		if string(c.seg.Element(3)) == "U" {
			i = 1
		}
		for _, a := range [2]*acknowledged{&b.batch, &b.provider} {
			a.claims[i].add(x12.Decimal{Unscaled: 1})
			a.charges[i].addElement(c, 4)
		}
	}
}

func (a *acknowledged) take(c *Checker, u *usePlan, qualifier string) {
	switch qualifier {
	case "90", "QA":
		a.counts[0].read(c, u, 2)
	case "AA", "QC":
		a.counts[1].read(c, u, 2)
	case "YU":
		a.amounts[0].read(c, u, 2)
	case "YY":
		a.amounts[1].read(c, u, 2)
	}
}

func (b *claimAcknowledgmentTotals) end(c *Checker, l *loopPlan, disturbed bool) {
	switch {
	case disturbed:
	case l.loop.ID == "2000C":
		if b.provider.lists() {
			b.provider.compare(c, "of this provider")
		} else {
			b.batch.addUnlisted(&b.provider)
		}
	case l.loop.ID == "2000B":
		b.batch.compare(c, "of the batch")
		b.batch = acknowledged{}
	}
}

// lists reports whether claims were listed one by one.
func (a *acknowledged) lists() bool { return a.claims[0].isPositive() || a.claims[1].isPositive() }

// addUnlisted adds what a provider without listed claims says of them.
func (a *acknowledged) addUnlisted(provider *acknowledged) {
	said := false
	for i := range 2 {
		if provider.counts[i].bad || provider.amounts[i].bad || provider.counts[i].sent != provider.amounts[i].sent {
			a.unlisted = true
		}
		said = said || provider.counts[i].sent
		a.claims[i] = a.claims[i].plus(provider.counts[i].sum)
		a.charges[i].sum = a.charges[i].plus(provider.amounts[i].sum)
	}
	a.unlisted = a.unlisted || !said
}

func (a *acknowledged) compare(c *Checker, whose string) {
	if !a.lists() || a.unlisted {
		return
	}
	for i, name := range [2]string{"accepted", "rejected"} {
		c.miscounted(a.counts[i], a.claims[i], "claims "+name+" "+whose)
		if e := (equation{x12.TotalAmountWrong, &a.amounts[i], a.charges[i].sum}); !a.charges[i].bad && !e.holds() {
			c.broken(e, "the charges of the claims "+name+" "+whose)
		}
	}
}
