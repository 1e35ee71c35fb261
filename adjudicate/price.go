package adjudicate

import (
	"slices"

	"github.com/shopspring/decimal"

	"github.com/hmox12/hmox12/mapping/record"
)

// priceRule looks at how the contract prices the line: fee schedule, percent of
// the charge, a rate for each day, or a case rate, by DRG for a stay, that one line
// of the claim earns. An agreed rate, the amount that the law recognizes and what
// the plan pays for urgent care out of the area stand in for a contract. It sets
// the allowed amount; the provider bears what the charge is above it, and is paid
// above the charge only where the contract says no lesser-of. A line without a
// price waits for a person. Source: docs/adjudication.md, Price.
var priceRule = Rule{
	ID: "R23", Name: "Price", Level: LineLevel,
	Reads: []string{"contract term", "fee schedule", "agreed rate", "recognized amount", "charge", "units", "examiner's price"},
	Codes: []Code{aboveFee, paidAboveCharge, inCaseRate},
	line:  price,
}

var (
	aboveFee        = Code{Group: record.CO, Reason: "45"}
	paidAboveCharge = Code{Group: record.OA, Reason: "94"}
	inCaseRate      = Code{record.CO, "97", nil, record.StatusCode{Category: "F2", Code: "107"}}

	needsPricing = record.StatusCode{Category: "P2", Code: "110"}
)

func price(c *claimCase, l *lineCase) finding {
	f := c.priceByBook(l)
	if v := c.said(l.Number, record.VerdictAllow); f.pends() && v != nil {
		return c.priceByExaminer(l, v)
	}
	return f
}

// priceByExaminer allows what a person said. Of a protected line that is what the
// law recognizes, as the member's share is of that.
func (c *claimCase) priceByExaminer(l *lineCase, v *record.ClaimVerdict) finding {
	if l.protection != nil {
		l.shareBase = lesser(v.Amount, l.left)
		told := []record.RARC{shareByQPA, initialPayment}
		if l.protection.law == record.StateLaw {
			told = []record.RARC{shareByStateLaw, initialPaymentState}
		}
		l.alert(l.protection.alert)
		l.alert(told...)
		if l.protection.consentVoid {
			l.alert(consentNotAllowed)
		}
	}
	return l.allow(v.Amount, true, v.Evidence())
}

// priceByBook allows what the book says: an authorization, the law, the contract.
func (c *claimCase) priceByBook(l *lineCase) finding {
	switch {
	case l.singleCase != nil:
		return l.allow(times(l.singleCase.AgreedRate, l.units), true, "agreed rate of authorization "+l.singleCase.Number)
	case l.protection != nil:
		return c.priceProtected(l)
	case l.urgent:
		return c.priceUrgent(l)
	case l.contract == nil:
		return pended(needsPricing, record.WaitsForPrice, "No contract prices the line.")
	}
	if l.with != nil && l.with.payable() {
		if t := l.with.term(); t != nil && t.Method == record.CaseRate {
			return denied(inCaseRate, "The case rate of line %d is for all that goes with it.", l.with.Number).saw("contract " + l.contract.ID)
		}
	}
	t := l.term()
	if t == nil {
		return pended(needsPricing, record.WaitsForPrice, "Contract %s has no price for the service.", l.contract.ID)
	}
	switch t.Method {
	case record.FeeSchedule:
		fee := c.feeOf(l, t.Schedule)
		if fee == nil || !l.units.IsPositive() || l.UnitBasis != "" && l.UnitBasis != "UN" {
			return pended(needsPricing, record.WaitsForPrice, "Schedule %s has no fee for %s on %s.", t.Schedule, l.Procedure, l.day())
		}
		return l.allow(times(fee.Amount, l.units), t.LesserOf,
			say("schedule %s, %s a unit, %s units", t.Schedule, dollars(fee.Amount), l.units))
	case record.PercentOfCharge:
		return l.allow(times(l.left, t.Rate), true, say("%s%% of the charge", percent(t.Rate)))
	case record.PerDiem:
		if l.UnitBasis == "DA" && l.units.IsPositive() {
			return l.allow(times(t.Rate, l.units), t.LesserOf, say("%s a day of contract %s, %s days", dollars(t.Rate), l.contract.ID, l.units))
		}
	case record.CaseRate:
		if c.whole && c.interim() {
			return pended(needsPricing, record.WaitsForPrice, "Contract %s pays the stay as one case, and this bill is a part of it.", l.contract.ID)
		}
		if earlier := c.sameCaseRate(l, t); earlier != nil {
			return denied(inCaseRate, "The case rate was allowed at line %d.", earlier.Number).saw("contract " + l.contract.ID)
		}
		return l.allow(cents(t.Rate), t.LesserOf, "case rate of contract "+l.contract.ID)
	}
	return pended(needsPricing, record.WaitsForPrice, "Contract %s has no price for the service: it isn't counted in days.", l.contract.ID).saw(string(t.Method))
}

// allow sets the allowed amount and takes what the charge is above it off the
// line. A price of nothing is none: the whole charge is never above a fee.
func (l *lineCase) allow(amount decimal.Decimal, lesserOf bool, how string) finding {
	looked := []string{how, say("charge %s", dollars(l.left))}
	if !amount.IsPositive() && l.left.IsPositive() {
		return pended(needsPricing, record.WaitsForPrice, "The price comes to nothing.").saw(looked...)
	}
	l.priced = true
	if lesserOf && compare(amount, l.left) > 0 {
		amount = l.left
		looked = append(looked, "lesser of charge and fee")
	}
	l.allowed, l.price = amount, amount
	over := minus(l.left, amount)
	switch {
	case over.IsNegative():
		l.adjust(paidAboveCharge, over)
	case over.IsZero():
		return passed("%s is allowed, all of the charge.", dollars(amount)).saw(looked...)
	default:
		l.adjust(aboveFee, over)
	}
	return adjusted("%s is allowed.", dollars(amount)).saw(looked...)
}

// sameCaseRate returns the earlier line of the claim that earned the case rate.
func (c *claimCase) sameCaseRate(l *lineCase, t *record.Term) *lineCase {
	for _, earlier := range c.lines {
		if earlier == l {
			return nil
		}
		if earlier.priced && earlier.term() == t && earlier.singleCase == nil && earlier.day() == l.day() {
			return earlier
		}
	}
	return nil
}

// feeOf returns the schedule's fee that fits the line closest: one for its
// modifier before one for its place before one for any.
func (c *claimCase) feeOf(l *lineCase, schedule string) *record.Fee {
	var best *record.Fee
	rank := -1
	fees := c.book.Fees(schedule, l.Procedure.Code)
	for i := range fees {
		fee := &fees[i]
		if !fee.Contains(l.day()) ||
			fee.Modifier != "" && !slices.Contains(l.Procedure.Modifiers, fee.Modifier) ||
			fee.Place != "" && fee.Place != l.place {
			continue
		}
		fit := 0
		if fee.Modifier != "" {
			fit += 2
		}
		if fee.Place != "" {
			fit++
		}
		if fit > rank {
			best, rank = fee, fit
		}
	}
	return best
}

// worth returns what a prepaid line would cost by the term's schedule, at most
// the charge: the base of a percentage share. Without a fee it is nothing.
func (c *claimCase) worth(l *lineCase, t *record.Term) decimal.Decimal {
	if t == nil {
		return decimal.Zero
	}
	if fee := c.feeOf(l, t.Schedule); fee != nil {
		return lesser(times(fee.Amount, l.units), l.left)
	}
	return decimal.Zero
}
