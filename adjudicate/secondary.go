package adjudicate

import (
	"slices"

	"github.com/shopspring/decimal"

	"github.com/hmox12/hmox12/mapping/record"
)

// secondaryRule looks at what the payers before the HMO paid and took off. The
// HMO pays what it would pay alone, at most what they left to the patient. What
// is then left is the member's: the share by our own codes, the rest as theirs,
// but where the law protects the member from a stranger's bill: who sent it bears
// the rest. A line that they denied is decided as if the HMO came first.
// Source: docs/adjudication.md, Second payer; X12 RFI 2535.
var secondaryRule = Rule{
	ID: "R25", Name: "Payment as second payer", Level: LineLevel,
	Reads: []string{"other payers' payments and adjustments", "examiner's answer", "what the HMO would pay alone", "member share"},
	Codes: []Code{priorPayers, deductible, coinsurance, copay, unitsCut, daysCut, priorShareNotCovered, aboveFee},
	line:  secondary,
}

var (
	priorPayers          = Code{Group: record.OA, Reason: "23"}
	priorShareNotCovered = Code{Group: record.PR, Reason: "275"}

	// What was cut from the service, as far as other payers left anything of it.
	unitsCut = Code{Group: record.CO, Reason: authorizationExceeded.Reason}
	daysCut  = Code{Group: record.PR, Reason: uncoveredDays.Reason}

	priorDecisionNeeded = record.StatusCode{Category: "P2", Code: "286"}
)

func secondary(c *claimCase, l *lineCase) finding {
	prior, decided, known := c.decidedBefore(l)
	switch {
	case !decided:
		return notApplicable("No other payer decided before.")
	case !known:
		return pendedForPrior()
	}
	looked := append(prior.looked(), say("alone we pay %s", dollars(l.left)))
	if prior.denied {
		return passed("The other payer denied the line: decided as if the HMO came first.").saw(looked...)
	}
	alone := l.left
	cut := l.withdrawPrice()
	l.adjust(priorPayers, atLeastZero(lesser(plus(prior.paid, prior.reduced), l.left)))
	pay := atLeastZero(lesser(alone, l.left))
	owed := c.owedBeyond(l, minus(l.left, pay), cut)
	return adjusted("Pays %s; the member owes %s.", dollars(pay), dollars(owed)).saw(looked...)
}

// owedBeyond tells who bears what is not paid: up to the share of each kind the
// member, by its own code; up to what was cut from the service whoever bears that;
// the rest as the prior payer's share. A protected member owes the share alone. It
// returns what the member owes.
func (c *claimCase) owedBeyond(l *lineCase, rest decimal.Decimal, cut []record.Adjustment) decimal.Decimal {
	s := l.share.within(rest)
	c.charge(l, s)
	owed := s.total()
	rest = minus(rest, owed)
	for _, a := range cut {
		part := lesser(a.Amount, rest)
		l.adjust(Code{Group: a.Group, Reason: a.Reason}, part)
		if rest = minus(rest, part); a.Group == record.PR {
			owed = plus(owed, part)
		}
	}
	if l.protection != nil {
		l.adjust(aboveFee, rest)
		return owed
	}
	l.adjust(priorShareNotCovered, rest)
	return plus(owed, rest)
}

// within returns the share cut to what payers before us left to the patient.
func (s share) within(left decimal.Decimal) share {
	whole := s.total()
	for _, part := range []*decimal.Decimal{&s.deductible, &s.coinsurance, &s.copay} {
		*part = lesser(*part, left)
		left = minus(left, *part)
	}
	s.met = s.met && s.total().Equal(whole)
	return s
}

// withdrawPrice takes price and share off the line again, with what the share
// moved. It returns what was cut from the service before: units beyond an
// authorization, days outside of coverage.
func (l *lineCase) withdrawPrice() (cut []record.Adjustment) {
	for _, a := range l.adjustments {
		if a.Reason == unitsCut.Reason || a.Reason == daysCut.Reason {
			cut = append(cut, a)
		}
	}
	l.adjustments, l.left = nil, l.Charge
	l.postings = slices.DeleteFunc(l.postings, func(p record.Posting) bool {
		switch p.Counter.Kind {
		case record.DeductibleUsed, record.FamilyDeductibleUsed, record.OutOfPocketUsed, record.FamilyOutOfPocket:
			return true
		}
		return false
	})
	return cut
}

// priorDecision is what the payers before the HMO made of a line.
type priorDecision struct {
	paid, reduced decimal.Decimal // reduced at nobody's or the provider's cost
	denied        bool            // nothing was paid nor priced
	said          string          // by whom, where a person told it
}

func (d *priorDecision) looked() []string {
	looked := []string{say("paid before %s", dollars(d.paid)), say("taken off before %s", dollars(d.reduced))}
	if d.said != "" {
		looked = append(looked, d.said)
	}
	return looked
}

func pendedForPrior() finding {
	return pended(priorDecisionNeeded, record.WaitsForPayer, "The other payer's decision is told for the claim alone and not by line.")
}

// decidedBefore returns what payers before the HMO decided about the line, whether
// any did, and whether the claim tells what it was.
func (c *claimCase) decidedBefore(l *lineCase) (prior priorDecision, decided, known bool) {
	if len(c.priorPayers()) == 0 && len(c.priorPayments(l)) == 0 {
		return prior, false, false
	}
	if prior, known = c.priorDecision(l); !known {
		if v := c.said(l.Number, record.VerdictPaidBefore); v != nil {
			return priorDecision{
				paid: v.Amount, reduced: v.TakenOff, denied: v.Amount.Add(v.TakenOff).IsZero(), said: v.Evidence(),
			}, true, true
		}
	}
	return prior, true, known
}

// priorDecision adds up what the payers before the HMO decided about the line,
// and whether the claim tells: by line, or for a claim of one line. Of several
// payers, what a later one took off for those before it (OA-23) is their own
// decision over again.
func (c *claimCase) priorDecision(l *lineCase) (sum priorDecision, known bool) {
	sum.denied = true
	if payments := c.priorPayments(l); len(payments) > 0 {
		for _, p := range payments {
			several := slices.ContainsFunc(payments, func(o *record.LinePayment) bool { return o.PayerID != p.PayerID })
			sum.add(p.Paid, p.Adjustments, several)
		}
		return sum, true
	}
	payers := c.priorPayers()
	for _, p := range payers {
		sum.add(p.Paid, p.Adjustments, len(payers) > 1)
	}
	return sum, len(c.lines) == 1
}

// add adds what one payer decided, one of several or the only one.
func (d *priorDecision) add(paid decimal.Decimal, adjustments []record.Adjustment, several bool) {
	d.paid = plus(d.paid, paid)
	d.denied = d.denied && !paid.IsPositive()
	for _, a := range adjustments {
		if a.Group != record.PR && !(several && a.Reason == priorPayers.Reason) {
			d.reduced = plus(d.reduced, a.Amount)
		}
		if slices.Contains(reasonsOfPrice, a.Reason) {
			d.denied = false
		}
	}
}

// reasonsOfPrice are what a payer writes on a line that it covers: share, price,
// capitation, withhold.
var reasonsOfPrice = []record.CARC{"1", "2", "3", "23", "24", "45", "59", "94", "104"}
