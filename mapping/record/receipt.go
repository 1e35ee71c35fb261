package record

import "github.com/shopspring/decimal"

// ClaimReceipt is what the front end says about one submitted claim: taken into
// adjudication under a control number of ours, or rejected (277CA). It holds what
// the answer repeats of the claim, so that a batch of them stays small.
type ClaimReceipt struct {
	Batch                    string // BHT03 of the 837
	Submitter, SubmitterName string // 1000A NM109, NM103

	Account       string // CLM01
	Control       string // our claim number; empty when it was rejected
	Clearinghouse string // REF*D9
	BillType      string // of an institutional claim
	Charge        decimal.Decimal
	Dates         Span // from the first service to the last; none where none was sent
	Patient       PersonName
	PatientID     string // the subscriber's where the patient has none
	Billing       *ClaimProvider

	Reasons []Rejection // why it was rejected; none when it was accepted
	// Lines are those service lines that a reason is about, by their place in the
	// claim from 1.
	Lines map[int]ServiceLine
}

// Rejection is one reason why the front end does not take a claim.
type Rejection struct {
	Status StatusCode
	Line   int    // of the claim, from 1; 0 when it is about the claim as a whole
	Detail string // what was found, and where; free of data; empty where the status says it all
}

// NewClaimReceipt makes the receipt of a claim.
func NewClaimReceipt(c *Claim, reasons []Rejection) *ClaimReceipt {
	r := &ClaimReceipt{
		Batch: c.Source.Batch, Submitter: c.Submitter, SubmitterName: c.SubmitterName,
		Account: c.Account, Control: c.Control, Clearinghouse: c.Clearinghouse, BillType: c.BillType(),
		Charge: c.Charge, Dates: Span{From: c.FirstDate(), To: c.LastDate()},
		Patient: c.Patient.Name, PatientID: c.Patient.ID, Billing: c.Billing, Reasons: reasons,
	}
	if r.PatientID == "" {
		r.PatientID = c.Subscriber.ID
	}
	for _, reason := range reasons {
		if n := reason.Line; n >= 1 && n <= len(c.Lines) {
			if r.Lines == nil {
				r.Lines = map[int]ServiceLine{}
			}
			r.Lines[n] = c.Lines[n-1]
		}
	}
	return r
}

// Accepted reports whether the claim went into adjudication.
func (r *ClaimReceipt) Accepted() bool { return len(r.Reasons) == 0 }

// Statuses returns the statuses of the reasons, each once, in their order.
func Statuses(reasons []Rejection) []StatusCode {
	var all []StatusCode
	for _, r := range reasons {
		seen := false
		for _, s := range all {
			seen = seen || s == r.Status
		}
		if !seen {
			all = append(all, r.Status)
		}
	}
	return all
}
