package adjudicate

import (
	"slices"

	"github.com/shopspring/decimal"

	"github.com/hmox12/hmox12/mapping/record"
)

// Alerts of a protected line beside that of its kind.
const (
	shareByStateLaw     record.RARC = "N867"
	shareByQPA          record.RARC = "N869"
	shareByBilledAmount record.RARC = "N870"
	initialPaymentState record.RARC = "N871"
	initialPayment      record.RARC = "N877"
	consentNotAllowed   record.RARC = "N879"
)

// recognizedRate returns the row of the book's out-of-network rates for the line:
// of its procedure; of a line without, of its revenue code; of a stay, of its DRG,
// else of the room. Nil when there is none.
func (c *claimCase) recognizedRate(l *lineCase) *record.OutOfNetworkRate {
	for _, code := range []string{l.Procedure.Code, l.drg, l.Revenue} {
		if code == "" {
			continue
		}
		if r := c.rateOf(code, l); r != nil || code == l.Procedure.Code {
			return r
		}
	}
	return nil
}

// rateOf returns the rate of a code that fits the line closest: by modifier, then
// by region, then any; nil when there is none.
func (c *claimCase) rateOf(code string, l *lineCase) *record.OutOfNetworkRate {
	region := c.book.Region(c.zipOfService(l))
	var best *record.OutOfNetworkRate
	rank := -1
	rates := c.book.OutOfNetworkRates(c.claim.Kind, code)
	for i := range rates {
		r := &rates[i]
		if !r.Contains(l.day()) || r.Region != "" && r.Region != region ||
			r.Modifier != "" && !slices.Contains(l.Procedure.Modifiers, r.Modifier) {
			continue
		}
		fit := 0
		if r.Modifier != "" {
			fit += 2
		}
		if r.Region != "" {
			fit++
		}
		if fit > rank {
			best, rank = r, fit
		}
	}
	return best
}

// zipOfService returns the five-digit ZIP by which the region of a rate is told:
// where an ambulance picked the patient up, else the service facility's, else the
// billing provider's.
func (c *claimCase) zipOfService(l *lineCase) string {
	if inRanges(airAmbulance, l.Procedure.Code) || inRanges(groundAmbulance, l.Procedure.Code) {
		if p := c.claim.Provider(l.ServiceLine, record.PickUp); p != nil && p.Address.ZIP != "" {
			return zip5(p.Address.ZIP)
		}
	}
	return c.zipOf(l)
}

func describeRate(r *record.OutOfNetworkRate) string {
	text := "rate of " + r.Code
	if r.Region != "" {
		text += " in " + r.Region
	}
	text += say(" %s", r.Span)
	if r.QPA.IsPositive() {
		text += say(", QPA %s", dollars(r.QPA))
	}
	if r.StateRate.IsPositive() {
		text += say(", state %s", dollars(r.StateRate))
	}
	return text
}

// times returns an amount of the row for the line; nothing where it is by the
// unit and the line counts something else, such as minutes. The unit of a room is
// a day.
func (l *lineCase) times(r *record.OutOfNetworkRate, amount decimal.Decimal) decimal.Decimal {
	switch {
	case r.PerService:
		return cents(amount)
	case !l.units.IsPositive() || !slices.Contains([]string{"", "UN", "DA"}, l.UnitBasis):
		return decimal.Zero
	}
	return times(amount, l.units)
}

// priceProtected allows what the law recognizes: the state's rate where the state
// has one, else the lesser of qualifying payment amount and charge. The member
// shares that amount, even where the row pays another one at first.
func (c *claimCase) priceProtected(l *lineCase) finding {
	p := l.protection
	if p.rate == nil {
		return pended(needsPricing, record.WaitsForPrice, "The book has no recognized amount for %s on %s.", l.Procedure, l.day())
	}
	recognized := decimal.Zero
	state := p.law == record.StateLaw && p.rate.StateRate.IsPositive()
	how := "state rate"
	switch {
	case state:
		recognized = l.times(p.rate, p.rate.StateRate)
	case p.law == record.FederalLaw || p.alert != "":
		// What a state's law leaves open is the federal act's.
		recognized, how = l.times(p.rate, p.rate.QPA), "qualifying payment amount"
	}
	if !recognized.IsPositive() {
		return pended(needsPricing, record.WaitsForPrice, "The book has no recognized amount for %s on %s.", l.Procedure, l.day()).saw(describeRate(p.rate))
	}
	l.shareBase = lesser(recognized, l.left)
	pays := recognized
	if p.rate.InitialPayment.IsPositive() {
		pays = l.times(p.rate, p.rate.InitialPayment)
	}
	l.alert(p.alert)
	switch {
	case state:
		l.alert(shareByStateLaw, initialPaymentState)
	case l.left.LessThan(recognized):
		l.alert(shareByBilledAmount, initialPayment)
	default:
		l.alert(shareByQPA, initialPayment)
	}
	if p.consentVoid {
		l.alert(consentNotAllowed)
	}
	return l.allow(pays, true, how+say(" %s", dollars(recognized))).saw(describeRate(p.rate))
}

// alert has the line put alerts on the claim.
func (l *lineCase) alert(remarks ...record.RARC) {
	for _, r := range remarks {
		if r != "" {
			l.alerts = addRemark(l.alerts, r)
		}
	}
}

// shareable returns of what the member's share is taken: what is left, or what
// the law recognizes where that is less.
func (l *lineCase) shareable() decimal.Decimal {
	if l.protection != nil {
		return lesser(l.shareBase, l.left)
	}
	return l.left
}

// maxAlerts is how many remark codes a remittance holds for a claim (835 MOA,
// MIA).
const maxAlerts = 5

// tellAlerts puts the lines' alerts on the claim, ahead of its own. More than the
// claim can hold stay at their lines.
func (c *claimCase) tellAlerts() {
	var all []record.RARC
	for _, l := range c.lines {
		for _, r := range l.alerts {
			all = addRemark(all, r)
		}
	}
	for _, r := range c.remarks {
		all = addRemark(all, r)
	}
	if len(all) <= maxAlerts {
		c.remarks = all
		return
	}
	for _, l := range c.lines {
		for _, r := range l.alerts {
			l.remarks = addRemark(l.remarks, r)
		}
	}
}

// liftRemarks puts the remarks of a stay's line on the claim. Where there are more
// than it can hold, those that explain an adjustment go before alerts.
func (c *claimCase) liftRemarks() {
	for _, l := range c.lines {
		for _, r := range l.remarks {
			c.remark(r)
		}
		l.remarks = nil
	}
	if len(c.remarks) > maxAlerts {
		slices.SortStableFunc(c.remarks, func(a, b record.RARC) int { return rank(a) - rank(b) })
		c.remarks = c.remarks[:maxAlerts]
	}
}

func rank(r record.RARC) int {
	if r.Meaning().Alert {
		return 1
	}
	return 0
}
