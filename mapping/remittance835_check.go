package mapping

import (
	"errors"
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/hmox12/hmox12/mapping/record"
)

// RemittanceError says why a remittance can't be an 835, apart from its
// balance. It names the claim by its numbers and holds no other data of it.
type RemittanceError struct {
	Trace   string // of the remittance, TRN02
	Account string // CLP01; empty when about the whole remittance
	Control string // CLP07
	Line    int    // LX01; 0 above lines
	Reason  string
}

func (e *RemittanceError) Error() string {
	where := "remittance " + e.Trace
	if e.Account != "" || e.Control != "" {
		where = claimPlace(e.Trace, e.Account, e.Control, e.Line)
	}
	return "mapping: " + where + ": " + e.Reason
}

// maxRefusals bounds how many reasons are given for one remittance.
const maxRefusals = 100

// maxClaimRemarks is how many remark codes MOA and MIA can hold.
const maxClaimRemarks = 5

// remittanceCheck gathers why a remittance must not be written.
type remittanceCheck struct {
	payer      *record.Payer
	remittance *record.Remittance
	refusals   []error
}

// checkRemittance returns every reason why the remittance must not be written,
// joined; nil when it may.
func checkRemittance(payer *record.Payer, r *record.Remittance) error {
	c := remittanceCheck{payer: payer, remittance: r}
	c.checkBalance()
	c.checkPayment()
	c.checkSubject(len(r.Claims))
	for i := range r.Claims {
		c.checkContent(&r.Claims[i])
	}
	return errors.Join(c.refusals...)
}

func (c *remittanceCheck) refuse(err error) {
	if len(c.refusals) < maxRefusals {
		c.refusals = append(c.refusals, err)
	}
}

// refusef refuses for a reason; claim is nil when it is about the remittance.
func (c *remittanceCheck) refusef(claim *record.RemittanceClaim, line int, format string, args ...any) {
	e := &RemittanceError{Trace: c.remittance.TraceNumber, Line: line, Reason: fmt.Sprintf(format, args...)}
	if claim != nil {
		e.Account, e.Control = claim.Claim.Account, controlNumber(claim)
	}
	c.refuse(e)
}

// checkPayment checks what stands outside of the claims.
func (c *remittanceCheck) checkPayment() {
	r := c.remittance
	for _, needed := range []struct {
		what string
		ok   bool
	}{
		{"a trace number (TRN02)", r.TraceNumber != ""},
		{"a production date (DTM*405)", !r.Produced.IsZero()},
		{"the payer's tax id of nine digits (TRN03)", len(c.payer.TIN) == 9},
		{"the payer's name and address (1000A)", c.payer.Name != "" && len(c.payer.Address.Lines) > 0 && c.payer.Address.City != ""},
		{"the payee's NPI or tax id (N104)", r.Payee.NPI != "" || r.Payee.TIN != ""},
	} {
		if !needed.ok {
			c.refusef(nil, 0, "it lacks %s", needed.what)
		}
	}
	switch r.Method {
	case record.ACH, record.Check:
		if r.Amount.IsZero() {
			c.refusef(nil, 0, "nothing is paid, so its method must be NON and not %s", r.Method)
		}
		if r.Effective.IsZero() {
			c.refusef(nil, 0, "it lacks the day of the payment (BPR16)")
		}
	case record.NonPayment:
		if !r.Amount.IsZero() {
			c.refusef(nil, 0, "%s is paid, but its method is NON", r.Amount)
		}
	default:
		c.refusef(nil, 0, "its method is none of ACH, CHK, NON")
	}
	if banks := [2]record.BankAccount{c.payer.Bank, r.Payee.Bank}; r.Method == record.ACH {
		for _, b := range banks {
			if b.Routing == "" || b.Account == "" {
				c.refusef(nil, 0, "an ACH payment needs the accounts of payer and payee")
				break
			}
		}
	}
	c.checkCents(nil, 0, r.Amount)
	for _, a := range r.Adjustments {
		if a.Amount.IsZero() || a.Reason == "" {
			c.refusef(nil, 0, "a provider adjustment lacks its amount or its reason")
		}
		c.checkCents(nil, 0, a.Amount)
	}
}

// checkSubject checks that the remittance is about something.
func (c *remittanceCheck) checkSubject(claims int) {
	if claims+len(c.remittance.Adjustments) == 0 {
		c.refusef(nil, 0, "it lacks a claim or a provider adjustment")
	}
}

// checkContent checks a claim apart from its balance.
func (c *remittanceCheck) checkContent(claim *record.RemittanceClaim) {
	d := claim.Decision
	if claim.Claim == nil || d == nil {
		c.refusef(nil, 0, "a claim or its decision is missing")
		return
	}
	if controlNumber(claim) == "" {
		c.refusef(claim, 0, "it lacks our claim number (CLP07)")
	}
	switch d.Status {
	case record.ProcessedPrimary, record.ProcessedSecondary, record.ProcessedTertiary, record.DeniedUnknown, record.Reversal, record.Predetermined:
	case record.ForwardedNotOurs:
		if d.ForwardedTo == nil {
			c.refusef(claim, 0, "it was forwarded, but not said to whom (NM1*TT)")
		}
	default:
		c.refusef(claim, 0, "its status %q is none that a remittance reports (CLP02)", d.Status)
	}
	if len(d.Remarks) > maxClaimRemarks {
		c.refusef(claim, 0, "%d remark codes, and a claim can hold %d", len(d.Remarks), maxClaimRemarks)
	}
	c.checkCents(claim, 0, d.Charge, d.Paid, d.Patient, d.Interest)
	c.checkCodes(claim, 0, nil, d.Remarks, nil)
	if d.Whole && (len(d.Lines) != 1 || len(d.Lines[0].Remarks) > 0) {
		c.refusef(claim, 0, "decided as a whole, it has one line, and its remark codes at the claim")
		return
	}
	for i := range d.Lines {
		line := &d.Lines[i]
		switch submitted := submittedLine(claim, i); {
		case d.Whole:
		case submitted == nil:
			c.refusef(claim, line.Line, "the claim has no such line")
		case procedureOrRevenue(line.Procedure, submitted.Revenue).Code == "":
			c.refusef(claim, line.Line, "it lacks a procedure (SVC01)")
		}
		c.checkCents(claim, line.Line, line.Charge, line.Paid, line.Allowed)
		c.checkCodes(claim, line.Line, line.Adjustments, line.Remarks, d.Remarks)
	}
}

// checkCodes checks adjustments with the remarks that stand beside them, and
// with those of the claim. A reversal repeats what was said once, whatever
// became of the codes since.
func (c *remittanceCheck) checkCodes(claim *record.RemittanceClaim, line int, adjustments []record.Adjustment, remarks, above []record.RARC) {
	explained := slices.ContainsFunc(slices.Concat(remarks, above), func(r record.RARC) bool {
		return r.Meaning().Text != "" && !r.Meaning().Alert
	})
	repeats := claim.Decision.Status == record.Reversal
	for _, a := range adjustments {
		c.checkCents(claim, line, a.Amount)
		meaning := a.Reason.Meaning()
		switch {
		case a.Amount.IsZero():
			c.refusef(claim, line, "adjustment %s-%s is zero", a.Group, a.Reason)
		case repeats:
		case meaning.Text == "":
			c.refusef(claim, line, "adjustment reason %q is in no table", a.Reason)
		case meaning.Retired:
			c.refusef(claim, line, "adjustment reason %s is retired", a.Reason)
		case !a.Reason.AllowsGroup(a.Group):
			c.refusef(claim, line, "adjustment reason %s goes with group %s, not %s", a.Reason, meaning.Groups, a.Group)
		case meaning.NeedsRARC && !explained:
			c.refusef(claim, line, "adjustment reason %s needs a remark code that is not an alert", a.Reason)
		}
	}
	for _, r := range remarks {
		if r.Meaning().Text == "" && !repeats {
			c.refusef(claim, line, "remark code %q is in no table", r)
		}
	}
}

// checkCents refuses amounts that are finer than a cent.
func (c *remittanceCheck) checkCents(claim *record.RemittanceClaim, line int, amounts ...decimal.Decimal) {
	for _, a := range amounts {
		if a.Exponent() < -2 && !a.Equal(a.Truncate(2)) {
			c.refusef(claim, line, "an amount is finer than a cent")
		}
	}
}

// submittedLine returns the line of a claim that its ith decided line is about:
// the one of the same number, at the same place first, as senders may give two
// lines one number. It returns nil when there is none.
func submittedLine(claim *record.RemittanceClaim, i int) *record.ServiceLine {
	lines, number := claim.Claim.Lines, claim.Decision.Lines[i].Line
	if i < len(lines) && lines[i].Number == number {
		return &lines[i]
	}
	for j := range lines {
		if lines[j].Number == number {
			return &lines[j]
		}
	}
	return nil
}
