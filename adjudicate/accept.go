package adjudicate

import (
	"slices"

	"github.com/shopspring/decimal"

	"github.com/hmox12/hmox12/mapping/record"
)

// Accept checks a mapped claim before it becomes a claim: payer, provider ids,
// dates, diagnoses, charges and units, balance, and the claim that a replacement
// or void is about. It returns why the claim is rejected, as a 277CA tells it:
// each reason once, and once for each line that it is about; nothing when the
// claim is accepted. A claim for another payer, and any claim when the book has no
// payer, is judged no further. One without a received date is received on
// opts.Today.
// Source: docs/adjudication.md, Front end; 005010X214.
func Accept(book Book, ledger Ledger, claim *record.Claim, opts Options) []record.Rejection {
	if payer := book.Payer(); payer == nil || claim.PayerID != payer.ID {
		return []record.Rejection{{Status: record.StatusCode{Category: "A3", Code: "116", Entity: "PR"}}}
	}
	var rejections []record.Rejection
	at := 0 // the line at hand, from 1; 0 for the claim
	reject := func(category, code, entity string) {
		r := record.Rejection{Status: record.StatusCode{Category: category, Code: code, Entity: entity}, Line: at}
		if !slices.Contains(rejections, r) {
			rejections = append(rejections, r)
		}
	}
	billing := claim.Billing
	billing.Role = record.BillingProvider
	checkNPIs := func(providers ...record.ClaimProvider) {
		for _, p := range providers {
			if p.NPI != "" && !record.ValidNPI(p.NPI) {
				reject("A7", "562", string(p.Role))
			}
		}
	}
	checkNPIs(billing)
	checkNPIs(claim.Providers...)
	received := claim.Received
	if received.IsZero() {
		received = opts.Today
	}
	var total record.Total
	for i := range claim.Lines {
		line := &claim.Lines[i]
		at = i + 1
		checkNPIs(line.Providers...)
		total.Add(line.Charge)
		if !sane(line.Charge, maxCharge, 2) {
			reject("A7", "178", "")
		}
		if claim.Kind != record.Dental && line.Units.IsZero() || !sane(line.Units, maxUnits, 3) {
			reject("A7", "476", "")
		}
		if days := claim.DatesOf(line); days.From.IsZero() && !isPredetermination(claim) || max(days.From, days.To) > received {
			reject("A7", "187", "")
		}
		if claim.Kind == record.Professional && !pointersValid(line.Pointers, len(claim.Diagnoses)) {
			reject("A8", "254", "")
		}
	}
	at = 0
	if len(claim.Diagnoses) == 0 && claim.Kind != record.Dental {
		reject("A7", "254", "")
	}
	if len(claim.Lines) == 0 || !total.Equal(claim.Charge) {
		reject("A8", "400", "")
	}
	if !sane(claim.Charge, maxCharge, 2) {
		reject("A7", "178", "")
	}
	if !wholeCents(claim) {
		reject("A7", "286", "")
	}
	if claim.Frequency == "7" || claim.Frequency == "8" {
		switch {
		case claim.OriginalControl == "":
			reject("A6", "464", "")
		case ledger.Claim(claim.OriginalControl) == nil:
			reject("A7", "464", "")
		}
	}
	return rejections
}

// isPredetermination reports whether the claim only asks what would be paid:
// nothing was done yet, so there may be no date.
func isPredetermination(claim *record.Claim) bool {
	return claim.Dental != nil && claim.Dental.Predetermination
}

// pointersValid reports whether a line points at diagnoses of the claim, one at
// least.
func pointersValid(pointers []int, diagnoses int) bool {
	return len(pointers) > 0 && !slices.ContainsFunc(pointers, func(p int) bool { return p < 1 || p > diagnoses })
}

// maxCharge and maxUnits are the first numbers that are too large for a charge
// (SV102, CLM02: ten digits with the cents) and for units (SV104: eight digits).
// Source: 005010X222A1.
var (
	maxCharge = decimal.New(1, 8)
	maxUnits  = decimal.New(1, 8)
)

// sane reports whether a number is not negative, below the limit, and has at
// most so many digits behind the decimal point.
func sane(n, limit decimal.Decimal, places int32) bool {
	return !n.IsNegative() && n.LessThan(limit) && n.Equal(n.Truncate(places))
}

// wholeCents reports whether every amount that other payers decided is money:
// what the HMO pays after them is computed from these.
func wholeCents(claim *record.Claim) bool {
	for i := range claim.OtherPayers {
		if p := &claim.OtherPayers[i]; !inCents(p.Paid, p.Adjustments) {
			return false
		}
	}
	for i := range claim.Lines {
		for j := range claim.Lines[i].OtherPayers {
			if p := &claim.Lines[i].OtherPayers[j]; !inCents(p.Paid, p.Adjustments) {
				return false
			}
		}
	}
	return true
}

func inCents(paid decimal.Decimal, adjustments []record.Adjustment) bool {
	return sane(paid.Abs(), maxCharge, 2) && !slices.ContainsFunc(adjustments, func(a record.Adjustment) bool {
		return !sane(a.Amount.Abs(), maxCharge, 2)
	})
}
