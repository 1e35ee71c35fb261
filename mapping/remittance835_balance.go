package mapping

import (
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/hmox12/hmox12/mapping/record"
)

// BalanceLevel says which of the equations of an 835 does not hold.
type BalanceLevel string

// The levels.
const (
	BalanceLine    BalanceLevel = "line"                   // SVC02 − Σ CAS = SVC03
	BalanceCharge  BalanceLevel = "claim charge"           // Σ SVC02 = CLP03
	BalanceClaim   BalanceLevel = "claim"                  // CLP03 − Σ CAS of claim and lines = CLP04
	BalancePatient BalanceLevel = "patient responsibility" // Σ PR = CLP05
	BalancePayment BalanceLevel = "payment"                // Σ CLP04 − Σ PLB = BPR02, not negative
)

// BalanceError says that a remittance does not balance: Total less Less is not
// Stated. It names the claim by its numbers and holds no other data of it.
type BalanceError struct {
	Level   BalanceLevel
	Trace   string // of the remittance, TRN02
	Account string // CLP01; empty at the level of the payment
	Control string // CLP07
	Line    int    // LX01; 0 above lines

	Total, Less, Stated decimal.Decimal
}

func (e *BalanceError) Error() string {
	where := "remittance " + e.Trace
	if e.Level != BalancePayment {
		where = claimPlace(e.Trace, e.Account, e.Control, e.Line)
	}
	left := e.Total.Sub(e.Less)
	switch e.Level {
	case BalanceLine, BalanceClaim:
		return fmt.Sprintf("mapping: %s: charge %s less adjustments %s is %s, but %s is paid", where, e.Total, e.Less, left, e.Stated)
	case BalanceCharge:
		return fmt.Sprintf("mapping: %s: the lines charge %s, but the claim %s", where, e.Total, e.Stated)
	case BalancePatient:
		return fmt.Sprintf("mapping: %s: the adjustments of group PR are %s, but the patient owes %s", where, e.Total, e.Stated)
	}
	if left.Equal(e.Stated) {
		return fmt.Sprintf("mapping: %s: the payment of %s is below zero; push it forward with a provider adjustment FB", where, e.Stated)
	}
	return fmt.Sprintf("mapping: %s: claims of %s less provider adjustments %s are %s, but %s is paid", where, e.Total, e.Less, left, e.Stated)
}

func claimPlace(trace, account, control string, line int) string {
	where := fmt.Sprintf("remittance %s, claim %s (%s)", trace, account, control)
	if line > 0 {
		where += fmt.Sprintf(", line %d", line)
	}
	return where
}

// checkBalance checks the equations of a remittance.
func (c *remittanceCheck) checkBalance() {
	var paid record.Total
	for i := range c.remittance.Claims {
		claim := &c.remittance.Claims[i]
		if claim.Claim == nil || claim.Decision == nil {
			continue // reported by checkContent
		}
		c.checkClaimBalance(claim)
		paid.Add(claim.Decision.Paid)
	}
	c.checkPaid(paid)
}

// checkPaid checks the payment: what is paid for claims less what is taken.
func (c *remittanceCheck) checkPaid(paid record.Total) {
	var taken record.Total
	for _, a := range c.remittance.Adjustments {
		taken.Add(a.Amount)
	}
	rest, stated := paid, c.remittance.Amount
	if rest.Less(&taken); !rest.Equal(stated) || stated.IsNegative() {
		c.refuse(&BalanceError{Level: BalancePayment, Trace: c.remittance.TraceNumber, Total: paid.Amount(), Less: taken.Amount(), Stated: stated})
	}
}

func (c *remittanceCheck) checkClaimBalance(claim *record.RemittanceClaim) {
	d := claim.Decision
	unequal := func(level BalanceLevel, line int, total, less record.Total, stated decimal.Decimal) {
		rest := total
		rest.Less(&less)
		if !rest.Equal(stated) {
			c.refuse(&BalanceError{
				Level: level, Trace: c.remittance.TraceNumber, Account: claim.Claim.Account, Control: controlNumber(claim), Line: line,
				Total: total.Amount(), Less: less.Amount(), Stated: stated,
			})
		}
	}
	var charged, adjusted, patient, nothing record.Total
	for i := range d.Lines {
		line := &d.Lines[i]
		var charge, less record.Total
		charge.Add(line.Charge)
		for j := range line.Adjustments {
			a := &line.Adjustments[j]
			less.Add(a.Amount)
			adjusted.Add(a.Amount)
			if a.Group == record.PR {
				patient.Add(a.Amount)
			}
		}
		unequal(BalanceLine, line.Line, charge, less, line.Paid)
		charged.Add(line.Charge)
	}
	if len(d.Lines) > 0 {
		unequal(BalanceCharge, 0, charged, nothing, d.Charge)
	}
	var charge record.Total
	charge.Add(d.Charge)
	unequal(BalanceClaim, 0, charge, adjusted, d.Paid)
	if d.Status != record.Reversal { // which does not send it
		unequal(BalancePatient, 0, patient, nothing, d.Patient)
	}
}

// controlNumber returns CLP07.
func controlNumber(claim *record.RemittanceClaim) string {
	if claim.Decision.Control != "" {
		return claim.Decision.Control
	}
	return claim.Claim.Control
}
