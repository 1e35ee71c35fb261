package adjudicate

import (
	"slices"
	"strconv"

	"github.com/shopspring/decimal"

	"github.com/hmox12/hmox12/mapping/record"
)

// This file says what a 277 tells of a claim that was found.

// tell returns what is said of a claim.
func (s *statusSearch) tell(k *record.KnownClaim) record.ToldClaim {
	c, q, nothing := k.Claim, s.inquiry, decimal.Zero
	t := record.ToldClaim{
		Found: true, AsOf: c.Received, Charge: &c.Charge, Control: c.Control, Asked: c.Control, BillType: c.BillType(),
		Account: c.Account, Prescription: q.Prescription, Clearinghouse: q.Clearinghouse,
		Dates: record.Span{From: c.FirstDate(), To: c.LastDate()},
	}
	switch d := k.Decision; {
	case len(k.Rejections) > 0:
		t.Statuses = record.Statuses(k.Rejections)
		s.told("The front end rejected the claim.", &t)
	case d == nil:
		t.Statuses, t.Paid = []record.StatusCode{statusWaiting}, &nothing
		s.told("The claim waits for its decision.", &t)
	case d.Status == record.Reversal:
		t.Statuses, t.Paid, t.AsOf = []record.StatusCode{statusRevised}, &nothing, d.Decided
		if last := s.successor(k); last != "" {
			t.Control = last
			s.told("The claim was taken back, another was decided in its place.", &t, "claim "+last)
		} else {
			s.told("The claim was taken back.", &t)
		}
	default:
		s.tellDecision(&t, d, k.Payment)
	}
	t.Lines = s.linesTold(k, &t)
	return t
}

// told notes what is said of a claim.
func (s *statusSearch) told(why string, t *record.ToldClaim, looked ...string) {
	if t.Asked != "" {
		looked = append([]string{"claim " + t.Asked}, looked...)
	}
	s.note("S4", "Status", record.Note, why+" The answer is "+t.Statuses[0].String()+".", looked...)
}

// successor returns the number of the claim that stands in the place of one that
// was replaced, also where that one was replaced in its turn; empty for a claim
// that was only taken back.
func (s *statusSearch) successor(k *record.KnownClaim) string {
	seen, next := []string{k.Claim.Control}, k.ReplacedBy
	for next != "" && !slices.Contains(seen, next) {
		seen = append(seen, next)
		later := s.claims.KnownClaim(next)
		if later == nil || later.ReplacedBy == "" {
			return next
		}
		next = later.ReplacedBy
	}
	return next
}

// tellDecision tells of a decision that stands: the status of the best line, and
// for a claim that was denied the reason of every line.
func (s *statusSearch) tellDecision(t *record.ToldClaim, d *record.Decision, payment record.ClaimPayment) {
	t.Statuses, t.Paid, t.AsOf = []record.StatusCode{d.Claim}, &d.Paid, d.Decided
	if d.Outcome == record.DeniedClaim {
		for i := range d.Lines {
			if status := d.Lines[i].Status; status.Category == "F2" && !slices.Contains(t.Statuses, status) {
				t.Statuses = append(t.Statuses, status)
			}
		}
	}
	if d.Paid.IsPositive() {
		t.Final = d.Decided
	}
	why := "The claim is " + string(d.Outcome) + "."
	switch {
	case payment.Trace == "":
	case payment.Method == record.NonPayment:
		t.Voucher = payment.Trace
		why += " A remittance without money carries it."
	default:
		t.PaymentNumber = payment.Trace
		if d.Paid.IsPositive() {
			t.PaidOn = payment.Effective
		}
		why += " A remittance carries it."
	}
	if payment.Trace != "" {
		s.told(why, t, "remittance "+payment.Trace)
		return
	}
	s.told(why, t)
}

// linesTold returns what is said of lines: of those asked about, else of all
// where they did not end alike. Of lines asked about that are not the claim's
// nothing is said; when none is, all are told.
func (s *statusSearch) linesTold(k *record.KnownClaim, t *record.ToldClaim) []record.ToldLine {
	c := k.Claim
	all := make([]record.ToldLine, 0, len(c.Lines))
	var asked []record.ToldLine
	mixed := false
	for i := range c.Lines {
		told := lineTold(k, t, i)
		mixed = mixed || !slices.Equal(told.Statuses, t.Statuses[:1])
		all = append(all, told)
		if slices.ContainsFunc(s.inquiry.Lines, func(l record.StatusLine) bool { return isLine(c, &c.Lines[i], &l) }) {
			asked = append(asked, told)
		}
	}
	switch {
	case len(asked) > 0:
		return asked
	case mixed || len(s.inquiry.Lines) > 0:
		return all
	}
	return nil
}

// lineTold returns what is said of a claim's line.
func lineTold(k *record.KnownClaim, t *record.ToldClaim, i int) record.ToldLine {
	c, l := k.Claim, &k.Claim.Lines[i]
	told := record.ToldLine{
		Procedure: l.Procedure, Revenue: l.Revenue, Charge: l.Charge, Units: l.Units,
		Statuses: t.Statuses[:1], AsOf: t.AsOf, Control: l.Control, Dates: c.DatesOf(l),
	}
	told.Procedure.Description = ""
	if told.Dates.From == 0 {
		told.Dates = t.Dates
	}
	if told.Dates.From == 0 { // a predetermination has none, but the guide asks for one
		told.Dates = record.Span{From: c.Received}
	}
	switch d := k.Decision; {
	case len(k.Rejections) > 0:
		var own []record.Rejection
		for _, r := range k.Rejections {
			if r.Line == i+1 {
				own = append(own, r)
			}
		}
		if len(own) > 0 {
			told.Statuses = record.Statuses(own)
		}
	case d != nil && d.Status != record.Reversal:
		if decided := decisionOf(d, i, l.Number); decided != nil {
			told.Paid = decided.Paid
			if decided.Status.Category != "" {
				told.Statuses = []record.StatusCode{decided.Status}
			}
		}
	}
	return told
}

// decisionOf returns what was decided about a line; the decision at the line's
// own place first, as numbers can repeat in what is submitted.
func decisionOf(d *record.Decision, i, number int) *record.LineDecision {
	if i < len(d.Lines) && d.Lines[i].Line == number {
		return &d.Lines[i]
	}
	for j := range d.Lines {
		if d.Lines[j].Line == number {
			return &d.Lines[j]
		}
	}
	return nil
}

// isLine reports whether a line asked about is a line of the claim: by its control
// number where both have one, else by procedure or revenue code, days and charge.
func isLine(c *record.Claim, l *record.ServiceLine, asked *record.StatusLine) bool {
	if asked.Control != "" {
		if l.Control != "" {
			return asked.Control == l.Control
		}
		if asked.Control == strconv.Itoa(l.Number) {
			return true
		}
	}
	p, revenue := asked.Procedure, asked.Revenue
	if p.Qualifier == "NU" {
		p.Code, revenue = "", p.Code
	}
	if p.Code == "" && (revenue == "" || revenue != l.Revenue) || p.Code != "" && p.Code != l.Procedure.Code {
		return false
	}
	if len(p.Modifiers) > 0 && !slices.Equal(p.Modifiers, l.Procedure.Modifiers) {
		return false
	}
	if !asked.Charge.IsZero() && !asked.Charge.Equal(l.Charge) {
		return false
	}
	days := c.DatesOf(l)
	return asked.Dates.From == 0 || days.From <= max(asked.Dates.From, asked.Dates.To) && max(days.From, days.To) >= asked.Dates.From
}
