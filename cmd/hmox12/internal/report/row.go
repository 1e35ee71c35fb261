package report

import (
	"slices"

	"github.com/shopspring/decimal"

	"github.com/hmox12/hmox12/mapping/record"
)

// claimRow is what a night tells of every claim.
type claimRow struct {
	Control, Account, File string
	Outcome                record.Outcome
	Status                 string
	Charge, Paid, Patient  decimal.Decimal
	Model                  record.Model
	Reasons                []string // why something was denied or passed on
}

func rowOf(s ClaimStory) claimRow {
	row := claimRow{
		Control: s.Claim.Control, Account: s.Claim.Account, File: s.Claim.Source.File,
		Outcome: s.Outcome(), Charge: s.Claim.Charge, Model: s.Model(), Reasons: s.Reasons(),
	}
	switch d := s.Decision; {
	case d != nil:
		row.Control, row.Status = d.Control, d.Claim.String()
		if !s.comesToNothing() {
			row.Charge, row.Paid, row.Patient = d.Charge, d.Paid, d.Patient
		}
	case len(s.Rejections) > 0:
		row.Status = s.Rejections[0].Status.String()
	}
	return row
}

// Reasons returns each group and CARC once that denied or passed on a part of
// the claim, such as CO-288; of a rejected claim its status codes.
func (s ClaimStory) Reasons() []string {
	var reasons []string
	add := func(text string) {
		if !slices.Contains(reasons, text) {
			reasons = append(reasons, text)
		}
	}
	for _, r := range s.Rejections {
		add(r.Status.String())
	}
	for _, a := range s.adjustments() {
		if refuses(a) {
			add(casCode(a.Group, a.Reason))
		}
	}
	return reasons
}

// adjustments returns all of them, line by line.
func (s ClaimStory) adjustments() []record.Adjustment {
	if s.Decision == nil {
		return nil
	}
	var all []record.Adjustment
	for i := range s.Decision.Lines {
		all = append(all, s.Decision.Lines[i].Adjustments...)
	}
	return all
}

// remittanceRow is what the night keeps of a payment.
type remittanceRow struct {
	Payee, NPI, Trace string
	Method            record.PaymentMethod
	Effective         record.Date
	Claims            int
	Amount            decimal.Decimal
}

func remittanceOf(r *record.Remittance, claims int) remittanceRow {
	return remittanceRow{
		Payee: r.Payee.Name.String(), NPI: r.Payee.NPI, Trace: r.TraceNumber, Method: r.Method,
		Effective: r.Effective, Claims: claims, Amount: r.Amount,
	}
}
