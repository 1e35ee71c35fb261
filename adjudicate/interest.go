package adjudicate

import (
	"github.com/shopspring/decimal"

	"github.com/hmox12/hmox12/mapping/record"
)

// interestRule looks at how long after its receipt the claim is paid. For each day
// beyond those that the law gives, simple interest is owed on what is paid; it is
// paid with the claim, unasked. Nothing is owed where nothing is paid.
// Source: docs/adjudication.md, Interest; Health and Safety Code 1371.
var interestRule = Rule{
	ID: "R28", Name: "Interest", Level: ClaimLevel,
	Reads:  []string{"received date", "day of payment", "prompt pay rule", "what is paid"},
	always: true,
	claim:  interest,
}

// lateRemark tells that interest is paid.
const lateRemark record.RARC = "N656"

func interest(c *claimCase) finding {
	var sum record.Total
	for _, l := range c.lines {
		if l.state == record.LinePaid {
			sum.Add(l.left)
		}
	}
	paid := sum.Amount()
	if c.outcome != record.Paid || !paid.IsPositive() {
		return notApplicable("Nothing is paid.")
	}
	rule := c.promptPay()
	if rule == nil {
		return notApplicable("No prompt pay rule is for the claim.")
	}
	if c.again != nil {
		return c.interestAgain(rule, paid)
	}
	due := rule.Due(c.claim.Received, c.book.Payer().Holidays)
	late := due.DaysUntil(c.today)
	looked := []string{say("received %s", c.claim.Received), say("to be paid by %s (%d %s)", due, rule.Days, daysOf(rule)), say("paid %s", c.today)}
	if late <= 0 {
		return passed("Paid in time.").saw(looked...)
	}
	c.interest = rule.Interest(paid, late)
	if c.interest.IsZero() {
		return passed("Paid %d days late; the interest is less than a cent.", late).saw(looked...)
	}
	c.remark(lateRemark)
	return noted("Paid %d days late: %s of interest, %s%% a year of %s.", late, dollars(c.interest), percent(rule.Rate), dollars(paid)).saw(looked...)
}

// interestAgain is interest on a claim that is decided again. What was paid before
// keeps the interest that was paid with it; what comes on top became due with
// what the HMO was told, and not before.
func (c *claimCase) interestAgain(rule *record.PromptPay, paid decimal.Decimal) finding {
	first := c.again.Decision
	before := decimal.Max(decimal.Min(paid, first.Paid), decimal.Zero)
	kept := decimal.Zero
	if first.Interest.IsPositive() {
		kept = first.Interest.Mul(before).Div(first.Paid).Round(2)
	}
	holidays := c.book.Payer().Holidays
	late := max(rule.Due(max(c.again.Told, c.claim.Received), holidays).DaysUntil(c.today), 0)
	c.interest = kept.Add(rule.Interest(paid.Sub(before), late))
	looked := []string{say("told %s", c.again.Told), say("first paid %s", dollars(first.Paid)), say("paid %s", c.today)}
	if c.interest.IsZero() {
		return passed("What is paid now became due when the HMO was told; it is paid in time.").saw(looked...)
	}
	c.remark(lateRemark)
	return noted("%s of interest: what was paid before keeps its own, the rest is %d days late.", dollars(c.interest), late).saw(looked...)
}

func daysOf(rule *record.PromptPay) string {
	if rule.Working {
		return "working days"
	}
	return "days"
}

// payBy returns the day by which the claim must be paid, no date where no rule is
// for it.
func (c *claimCase) payBy() record.Date {
	rule := c.promptPay()
	if rule == nil {
		return 0
	}
	return rule.Due(c.claim.Received, c.book.Payer().Holidays)
}

// promptPay returns the rule by which the claim must be paid, nil when there is
// none.
func (c *claimCase) promptPay() *record.PromptPay {
	payer := c.book.Payer()
	plan := ""
	for _, l := range c.lines {
		if l.plan != nil {
			plan = l.plan.ID
			break
		}
	}
	for i := range payer.PromptPay {
		if rule := &payer.PromptPay[i]; rule.Applies(plan, c.claim.Received) {
			return rule
		}
	}
	return nil
}
