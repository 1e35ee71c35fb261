package mapping

import (
	"errors"
	"strconv"

	"github.com/shopspring/decimal"

	"github.com/hmox12/hmox12/mapping/record"
	"github.com/hmox12/hmox12/x12"
)

// acknowledgmentGuide is the guide of the 277CA.
const acknowledgmentGuide = "005010X214"

// ClaimAcknowledgment is what heads a 277CA set.
type ClaimAcknowledgment struct {
	ControlNumber string      // ST02
	Reference     string      // BHT03, our number for this answer
	Receipt       string      // 2200A TRN02, our number for what was received
	Received      record.Date // when the claims came in
	Created       record.Date // BHT04, and when they were checked
	Time          string      // BHT05, HHMM
}

// WriteAcknowledgment277 writes one 277CA set (005010X214): every claim of one
// 837 set (or a part of it) as accepted or rejected, with totals for the
// submitter and for each billing provider. Claims of one billing provider are
// told together, providers in the order of their first claim.
//
// It refuses to begin a set without claims, or with claims of different 837 sets
// (BHT03).
func WriteAcknowledgment277(w *x12.Writer, payer *record.Payer, h ClaimAcknowledgment, receipts []record.ClaimReceipt) error {
	if len(receipts) == 0 {
		return errors.New("mapping: a 277CA set needs a claim")
	}
	batch := receipts[0].Claim.Source.Batch
	for i := range receipts {
		if receipts[i].Claim.Source.Batch != batch {
			return errors.New("mapping: a 277CA set answers one 837 set, the claims have different references (BHT03)")
		}
	}
	a := acknowledgment{Writer: w, created: h.Created}
	w.BeginSet(x12.TransactionSet{ID: "277", ControlNumber: h.ControlNumber, Implementation: acknowledgmentGuide})
	w.Segment("BHT", "0085", "08", h.Reference, h.Created.Compact(), h.Time, "TH")
	a.writePayer(payer, h)
	a.writeSubmitter(receipts)
	for _, provider := range byBillingProvider(receipts) {
		a.writeProvider(provider)
	}
	w.EndSet()
	return w.Err()
}

// acknowledgment is a 277CA set that is being written.
type acknowledgment struct {
	*x12.Writer
	created  record.Date
	levels   int // HL segments so far
	provider int // HL01 of the open billing provider
}

// writeLevel writes an HL and returns its number; child is HL04, which a patient
// has not.
func (a *acknowledgment) writeLevel(parent int, code, child string) int {
	a.levels++
	above := ""
	if parent > 0 {
		above = strconv.Itoa(parent)
	}
	a.Segment("HL", strconv.Itoa(a.levels), above, code, child)
	return a.levels
}

// writePayer writes loops 2000A to 2200A.
func (a *acknowledgment) writePayer(payer *record.Payer, h ClaimAcknowledgment) {
	a.writeLevel(0, "20", "1")
	writeName(a.Writer, "PR", true, record.PersonName{Last: payer.Name}, "PI", payer.ID)
	a.Segment("TRN", "1", h.Receipt)
	a.Segment("DTP", "050", "D8", h.Received.Compact())
	a.Segment("DTP", "009", "D8", h.Created.Compact())
}

// writeSubmitter writes loops 2000B to 2200B with the totals of the set.
func (a *acknowledgment) writeSubmitter(receipts []record.ClaimReceipt) {
	claim := receipts[0].Claim
	t := total(receipts)
	a.writeLevel(1, "21", "1")
	writeName(a.Writer, "41", true, record.PersonName{Last: claim.SubmitterName}, "46", claim.Submitter)
	a.Segment("TRN", "2", claim.Source.Batch)
	a.writeStatus([]record.StatusCode{received}, a.created, true, t.charge())
	a.writeTotals(t, "90", "AA")
}

// writeProvider writes loops 2000C and 2200C and the claims of one billing
// provider.
func (a *acknowledgment) writeProvider(receipts []record.ClaimReceipt) {
	billing := &receipts[0].Claim.Billing
	t := total(receipts)
	a.provider = a.writeLevel(2, "19", "1")
	qualifier, id := "XX", billing.NPI
	if id == "" {
		qualifier, id = billing.ID.Qualifier, billing.ID.Number
	}
	if id == "" {
		qualifier, id = "FI", billing.TIN
	}
	writeName(a.Writer, "85", billing.Organization, billing.Name, qualifier, id)
	a.Segment("TRN", "1", "0")
	a.writeStatus([]record.StatusCode{received}, 0, true, t.charge())
	a.writeTotals(t, "QA", "QC")
	for i := range receipts {
		a.writeClaim(&receipts[i])
	}
}

// writeClaim writes loops 2000D and 2200D.
func (a *acknowledgment) writeClaim(r *record.ClaimReceipt) {
	c := r.Claim
	a.writeLevel(a.provider, "PT", "")
	member := c.Patient.ID
	if member == "" {
		member = c.Subscriber.ID
	}
	writeName(a.Writer, "QC", c.Patient.Organization, c.Patient.Name, "MI", member)
	a.Segment("TRN", "2", c.Account)
	reasons := r.Reasons
	if r.Accepted() {
		reasons = []record.StatusCode{accepted}
	}
	for len(reasons) > 0 {
		n := min(len(reasons), 3)
		a.writeStatus(reasons[:n], a.created, r.Accepted(), c.Charge)
		reasons = reasons[n:]
	}
	if r.Accepted() {
		a.Segment("REF", "1K", c.Control)
	}
	if c.Clearinghouse != "" {
		a.Segment("REF", "D9", c.Clearinghouse)
	}
	if from, to := c.FirstDate(), c.LastDate(); from != 0 {
		writeDate(a.Writer, "472", record.Span{From: from, To: to})
	}
}

// The statuses of what is not rejected.
var (
	received = record.StatusCode{Category: "A1", Code: "19", Entity: "PR"}
	accepted = record.StatusCode{Category: "A2", Code: "20", Entity: "PR"}
)

// writeStatus writes an STC of up to three statuses; day is STC02, left out when
// it is no date.
func (a *acknowledgment) writeStatus(statuses []record.StatusCode, day record.Date, taken bool, charge decimal.Decimal) {
	action := "U"
	if taken {
		action = "WQ"
	}
	a.Start("STC")
	a.Composite(statuses[0].Category, statuses[0].Code, statuses[0].Entity)
	a.Text(day.Compact())
	a.Text(action)
	a.Text(formatNumber(charge))
	if len(statuses) > 1 {
		a.Skip(5)
		for _, s := range statuses[1:] {
			a.Composite(s.Category, s.Code, s.Entity)
		}
	}
	a.End()
}

// acknowledged adds up claims.
type acknowledged struct {
	accepted, rejected           int
	chargeAccepted, chargeReject decimal.Decimal
}

func total(receipts []record.ClaimReceipt) acknowledged {
	var t acknowledged
	for i := range receipts {
		if receipts[i].Accepted() {
			t.accepted++
			t.chargeAccepted = t.chargeAccepted.Add(receipts[i].Claim.Charge)
		} else {
			t.rejected++
			t.chargeReject = t.chargeReject.Add(receipts[i].Claim.Charge)
		}
	}
	return t
}

func (t acknowledged) charge() decimal.Decimal { return t.chargeAccepted.Add(t.chargeReject) }

// writeTotals writes how many claims were accepted and rejected, and their
// charges, each where there are any.
func (a *acknowledgment) writeTotals(t acknowledged, accepted, rejected string) {
	if t.accepted > 0 {
		a.Segment("QTY", accepted, strconv.Itoa(t.accepted))
	}
	if t.rejected > 0 {
		a.Segment("QTY", rejected, strconv.Itoa(t.rejected))
	}
	if t.accepted > 0 {
		a.Segment("AMT", "YU", formatNumber(t.chargeAccepted))
	}
	if t.rejected > 0 {
		a.Segment("AMT", "YY", formatNumber(t.chargeReject))
	}
}

// byBillingProvider puts the claims of one billing provider together.
func byBillingProvider(receipts []record.ClaimReceipt) [][]record.ClaimReceipt {
	var groups [][]record.ClaimReceipt
	index := map[[3]string]int{}
	for _, r := range receipts {
		b := &r.Claim.Billing
		key := [3]string{b.NPI, b.TIN, b.Name.Last}
		i, ok := index[key]
		if !ok {
			i = len(groups)
			index[key] = i
			groups = append(groups, nil)
		}
		groups[i] = append(groups[i], r)
	}
	return groups
}
