package adjudicate

import (
	"slices"

	"github.com/shopspring/decimal"

	"github.com/hmox12/hmox12/mapping/record"
)

// Accept checks a mapped claim before it becomes a claim: payer, provider ids,
// amounts, units, dates, diagnoses, balance, and the claim that a replacement or void
// is about. It returns why the claim is rejected, as a 277CA tells it: each reason
// once, and once for each line that it is about; nothing when the claim is accepted.
// A claim for another payer, and any claim when the book has no payer, is judged no
// further. One without a received date is received on opts.Today.
// Source: docs/adjudication.md, Front end; 005010X214.
func Accept(book Book, ledger Ledger, claim *record.Claim, opts Options) []record.Rejection {
	f := &frontEnd{book: book, ledger: ledger, claim: claim, received: claim.Received}
	if f.received.IsZero() {
		f.received = opts.Today
	}
	for i := range frontEndRules {
		rule := &frontEndRules[i]
		if rule.check == nil {
			continue
		}
		rule.check(f)
		if rule.ends && len(f.rejections) > 0 {
			break
		}
	}
	return f.rejections
}

// FrontEndRule is a check of the front end. A claim that one of them rejects never
// becomes a claim.
type FrontEndRule struct {
	ID    string // E1 to E4
	Name  string
	Reads []string
	// Statuses are what a 277CA tells. Where a provider is to blame, it tells the
	// provider's role as the entity.
	Statuses []record.StatusCode

	ends  bool // a claim that it rejects is judged no further
	check func(*frontEnd)
}

// FrontEndRules returns the checks in the order in which they are made.
func FrontEndRules() []FrontEndRule { return slices.Clone(frontEndRules) }

var (
	otherPayers     = record.StatusCode{Category: "A3", Code: "116", Entity: "PR"}
	badProviderID   = record.StatusCode{Category: "A7", Code: "562"}
	badCharge       = record.StatusCode{Category: "A7", Code: "178"}
	badUnits        = record.StatusCode{Category: "A7", Code: "476"}
	badDate         = record.StatusCode{Category: "A7", Code: "187"}
	noDiagnosis     = record.StatusCode{Category: "A7", Code: "254"}
	badPointer      = record.StatusCode{Category: "A8", Code: "254"}
	outOfBalance    = record.StatusCode{Category: "A8", Code: "400"}
	badOtherPayment = record.StatusCode{Category: "A7", Code: "286"}
	noOriginal      = record.StatusCode{Category: "A6", Code: "464"}
	unknownOriginal = record.StatusCode{Category: "A7", Code: "464"}
	acceptedClaim   = record.StatusCode{Category: "A2", Code: "20", Entity: "PR"}
)

var frontEndRules = []FrontEndRule{
	{ID: "E1", Name: "Envelope and guide", Reads: []string{"the file, up to SNIP level 2: TA1 and 999 tell"}},
	{ID: "E2", Name: "Payer", Reads: []string{"payer id (2010BB)"}, Statuses: []record.StatusCode{otherPayers}, ends: true, check: (*frontEnd).payer},
	{ID: "E3", Name: "Provider ids", Reads: []string{"check digit of each NPI"}, Statuses: []record.StatusCode{badProviderID}, check: (*frontEnd).providerIDs},
	{ID: "E3", Name: "Charges", Reads: []string{"CLM02, charges of lines"}, Statuses: []record.StatusCode{badCharge}, check: (*frontEnd).charges},
	{ID: "E3", Name: "Units", Reads: []string{"units of lines"}, Statuses: []record.StatusCode{badUnits}, check: (*frontEnd).units},
	{ID: "E3", Name: "Dates", Reads: []string{"dates of service, received date"}, Statuses: []record.StatusCode{badDate}, check: (*frontEnd).dates},
	{ID: "E3", Name: "Diagnoses", Reads: []string{"HI, pointers of lines"}, Statuses: []record.StatusCode{noDiagnosis, badPointer}, check: (*frontEnd).diagnoses},
	{ID: "E3", Name: "Balance", Reads: []string{"CLM02, charges of lines"}, Statuses: []record.StatusCode{outOfBalance}, check: (*frontEnd).balance},
	{ID: "E3", Name: "Other payers' amounts", Reads: []string{"payments and adjustments of other payers"}, Statuses: []record.StatusCode{badOtherPayment}, check: (*frontEnd).otherPayments},
	{ID: "E3", Name: "Original claim", Reads: []string{"frequency, REF*F8, claims of the HMO"}, Statuses: []record.StatusCode{noOriginal, unknownOriginal}, check: (*frontEnd).original},
	{ID: "E4", Name: "Accepted", Reads: []string{"nothing is wrong: the claim gets its number"}, Statuses: []record.StatusCode{acceptedClaim}},
}

// frontEnd is a claim that is looked at.
type frontEnd struct {
	book       Book
	ledger     Ledger
	claim      *record.Claim
	received   record.Date
	rejections []record.Rejection
}

// reject adds a reason, about a line (from 1) or the claim (0), unless it stands.
func (f *frontEnd) reject(line int, status record.StatusCode) {
	r := record.Rejection{Status: status, Line: line}
	if !slices.Contains(f.rejections, r) {
		f.rejections = append(f.rejections, r)
	}
}

func (f *frontEnd) payer() {
	if payer := f.book.Payer(); payer == nil || f.claim.PayerID != payer.ID {
		f.reject(0, otherPayers)
	}
}

func (f *frontEnd) providerIDs() {
	check := func(line int, p *record.ClaimProvider, role record.Role) {
		if p.NPI != "" && !record.ValidNPI(p.NPI) {
			status := badProviderID
			status.Entity = string(role)
			f.reject(line, status)
		}
	}
	check(0, f.claim.Billing, record.BillingProvider)
	for i := range f.claim.Providers {
		check(0, &f.claim.Providers[i], f.claim.Providers[i].Role)
	}
	for i := range f.claim.Lines {
		for j := range f.claim.Lines[i].Providers {
			check(i+1, &f.claim.Lines[i].Providers[j], f.claim.Lines[i].Providers[j].Role)
		}
	}
}

func (f *frontEnd) charges() {
	for i := range f.claim.Lines {
		if !sane(f.claim.Lines[i].Charge, maxCharge, 2) {
			f.reject(i+1, badCharge)
		}
	}
	if !sane(f.claim.Charge, maxCharge, 2) {
		f.reject(0, badCharge)
	}
}

// units asks for some at each line, but at dental ones.
func (f *frontEnd) units() {
	for i := range f.claim.Lines {
		n := f.claim.Lines[i].Units
		if f.claim.Kind != record.Dental && n.IsZero() || !sane(n, maxUnits, 3) {
			f.reject(i+1, badUnits)
		}
	}
}

func (f *frontEnd) dates() {
	for i := range f.claim.Lines {
		days := f.claim.DatesOf(&f.claim.Lines[i])
		if days.From.IsZero() && !isPredetermination(f.claim) || max(days.From, days.To) > f.received {
			f.reject(i+1, badDate)
		}
	}
}

// diagnoses asks for one, and a professional line to point at one.
func (f *frontEnd) diagnoses() {
	for i := range f.claim.Lines {
		if f.claim.Kind == record.Professional && !pointersValid(f.claim.Lines[i].Pointers, len(f.claim.Diagnoses)) {
			f.reject(i+1, badPointer)
		}
	}
	if len(f.claim.Diagnoses) == 0 && f.claim.Kind != record.Dental {
		f.reject(0, noDiagnosis)
	}
}

func (f *frontEnd) balance() {
	var total record.Total
	for i := range f.claim.Lines {
		total.Add(f.claim.Lines[i].Charge)
	}
	if len(f.claim.Lines) == 0 || !total.Equal(f.claim.Charge) {
		f.reject(0, outOfBalance)
	}
}

func (f *frontEnd) otherPayments() {
	if !wholeCents(f.claim) {
		f.reject(0, badOtherPayment)
	}
}

// original asks which claim is replaced or voided, and whether it is ours.
func (f *frontEnd) original() {
	switch {
	case f.claim.Frequency != "7" && f.claim.Frequency != "8":
	case f.claim.OriginalControl == "":
		f.reject(0, noOriginal)
	case f.ledger.Claim(f.claim.OriginalControl) == nil:
		f.reject(0, unknownOriginal)
	}
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
