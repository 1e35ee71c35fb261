package record

import "github.com/shopspring/decimal"

// inpatientFacilities are the facility types of stays (first two digits of the
// bill type): hospital inpatient, swing beds, skilled nursing, religious and
// intermediate care, residential. Source: NUBC type of bill.
var inpatientFacilities = map[string]bool{"11": true, "18": true, "21": true, "41": true, "65": true, "66": true, "86": true}

// wellBaby are the revenue codes of a healthy newborn's nursery.
var wellBaby = CodeRange{From: "0170", To: "0171"}

// accommodation are the revenue codes of room and board; their units are days.
var accommodation = []CodeRange{{From: "0100", To: "0219"}, {From: "1000", To: "1005"}}

// Stay returns an inpatient claim as one service, which is how it is decided and
// priced: its charge is the claim's, its units are the days, its dates the first
// and the last of them, its revenue code that of the room. Number is 0. It
// returns nil for any other claim, and for the nursery of a healthy newborn,
// which is no stay of its own.
func (c *Claim) Stay() *ServiceLine {
	if c.Institutional == nil || !inpatientFacilities[c.Institutional.FacilityType] {
		return nil
	}
	room, days, nursery := "", decimal.Zero, false
	for i := range c.Lines {
		l := &c.Lines[i]
		switch {
		case wellBaby.Contains(l.Revenue):
			nursery = true
		case isAccommodation(l.Revenue):
			days = days.Add(l.Units)
			if room == "" {
				room = l.Revenue
			}
		}
	}
	if room == "" && nursery {
		return nil
	}
	if room == "" && len(c.Lines) > 0 {
		room = c.Lines[0].Revenue
	}
	first, last := c.FirstDate(), c.LastDate()
	if !days.IsInteger() || !days.IsPositive() || days.GreaterThan(maxStay) {
		days = decimal.NewFromInt(int64(c.statementDays(first, last)))
	}
	if end := first.AddDays(int(days.IntPart()) - 1); !first.IsZero() {
		last = end
	}
	return &ServiceLine{
		Revenue: room, Charge: c.Charge, Units: days, UnitBasis: "DA",
		Dates: Span{From: first, To: last}, Authorization: c.Authorization, OtherPayers: c.stayPayments(),
	}
}

// stayPayments returns what other payers decided about the lines of a stay, with
// what they adjusted at the claim beside it; nothing where they decided at the
// claim alone.
func (c *Claim) stayPayments() []LinePayment {
	var all []LinePayment
	byLine := map[string]bool{}
	for i := range c.Lines {
		for _, p := range c.Lines[i].OtherPayers {
			all = append(all, p)
			byLine[p.PayerID] = true
		}
	}
	if len(all) == 0 {
		return nil
	}
	for i := range c.OtherPayers {
		p := &c.OtherPayers[i]
		at := LinePayment{PayerID: p.ID, Adjustments: p.Adjustments, Decided: p.Decided}
		if !byLine[p.ID] {
			at.Paid = p.Paid
		}
		if len(at.Adjustments) > 0 || !at.Paid.IsZero() {
			all = append(all, at)
		}
	}
	return all
}

// maxStay is more days than anybody stays on one claim.
var maxStay = decimal.NewFromInt(3660)

// statementDays returns the days of a stay by its value code 80 (covered days), or
// by its dates: the day of discharge is none, unless it is the only one.
func (c *Claim) statementDays(first, last Date) int {
	if v, ok := c.Institutional.Value("80"); ok && v.IsInteger() && v.IsPositive() && v.LessThanOrEqual(maxStay) {
		return int(v.IntPart())
	}
	if first.IsZero() || last <= first {
		return 1
	}
	days := first.DaysUntil(last)
	if c.Institutional.PatientStatus == "30" { // still a patient: the last day counts
		days++
	}
	return min(days, int(maxStay.IntPart()))
}

func isAccommodation(revenue string) bool {
	for _, r := range accommodation {
		if r.Contains(revenue) {
			return true
		}
	}
	return false
}
