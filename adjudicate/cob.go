package adjudicate

import (
	"slices"
	"strings"

	"github.com/hmox12/hmox12/mapping/record"
)

// cobOrderRule looks at whether another payer comes first: by the member's other
// coverage on the day, or by what the claim itself says. It denies a line that
// no payer before us has decided; one that such a payer has goes on to be paid
// second. Source: docs/adjudication.md, Second payer.
var cobOrderRule = Rule{
	ID: "R9", Name: "Order of payers", Level: LineLevel,
	Reads:     []string{"other coverage on the day", "our place among the payers", "other payers' decisions on the claim"},
	Codes:     []Code{otherPayerFirst},
	line:      cobOrder,
	ofPayment: true,
}

var otherPayerFirst = Code{record.OA, "22", []record.RARC{"MA04"}, record.StatusCode{Category: "F2", Code: "286"}}

func cobOrder(c *claimCase, l *lineCase) finding {
	first, looked := c.firstPayer(l)
	if first == nil {
		return notApplicable("No other payer comes first.")
	}
	if len(c.priorPayers()) == 0 && len(c.priorPayments(l)) == 0 {
		c.payFirst = first
		return denied(otherPayerFirst, "Payer %s pays first and its decision is not on the claim.", first.PayerID).saw(looked)
	}
	return passed("Payer %s pays first and has decided.", first.PayerID).saw(looked)
}

// firstPayer returns who pays before the HMO, nil when nobody does, and how that
// is known.
func (c *claimCase) firstPayer(l *lineCase) (first *record.OtherCoverage, looked string) {
	other := firstOf(c.otherCoverage(), func(o *record.OtherCoverage) bool { return o.Primary && o.Contains(l.day()) })
	if other != nil {
		return other, say("other coverage %s", other.Span)
	}
	for i := range c.claim.OtherPayers {
		if p := &c.claim.OtherPayers[i]; comesBefore(p.Position, c.claim.Position) {
			return &record.OtherCoverage{Member: c.member.ID, PayerName: p.Name, PayerID: p.ID, Primary: true},
				"position " + p.Position + " on the claim"
		}
	}
	return nil, ""
}

// priorPayers returns the payers before the HMO that the claim says have
// decided.
func (c *claimCase) priorPayers() []*record.OtherPayer {
	var prior []*record.OtherPayer
	for i := range c.claim.OtherPayers {
		p := &c.claim.OtherPayers[i]
		if comesBefore(p.Position, c.claim.Position) && (p.HasPaid || len(p.Adjustments) > 0 || p.Decided != 0) {
			prior = append(prior, p)
		}
	}
	return prior
}

// priorPayments returns what payers decided about the line, without those that
// the claim puts behind the HMO.
func (c *claimCase) priorPayments(l *lineCase) []*record.LinePayment {
	var prior []*record.LinePayment
	for i := range l.OtherPayers {
		payment := &l.OtherPayers[i]
		later := slices.ContainsFunc(c.claim.OtherPayers, func(p record.OtherPayer) bool {
			return p.ID == payment.PayerID && comesBefore(c.claim.Position, p.Position)
		})
		if !later {
			prior = append(prior, payment)
		}
	}
	return prior
}

// comesBefore compares places among the payers (SBR01).
func comesBefore(a, b string) bool {
	const order = "PSTABCDEFGH"
	ia, ib := strings.Index(order, a), strings.Index(order, b)
	return a != "" && b != "" && ia >= 0 && ia < ib
}
