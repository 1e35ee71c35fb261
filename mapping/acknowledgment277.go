package mapping

import (
	"errors"
	"maps"
	"slices"
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
// told together, providers in the order of their first claim. A rejected claim is
// told with all its reasons, and those of its lines that a reason is about.
//
// It refuses to begin a set without claims, or with claims of different 837 sets
// (BHT03).
func WriteAcknowledgment277(w *x12.Writer, payer *record.Payer, h ClaimAcknowledgment, receipts []*record.ClaimReceipt) error {
	if len(receipts) == 0 {
		return errors.New("mapping: a 277CA set needs a claim")
	}
	for i := range receipts {
		if receipts[i].Batch != receipts[0].Batch {
			return errors.New("mapping: a 277CA set answers one 837 set, the claims have different references (BHT03)")
		}
	}
	a := acknowledgment{Writer: w, header: h}
	w.BeginSet(x12.TransactionSet{ID: "277", ControlNumber: h.ControlNumber, Implementation: acknowledgmentGuide})
	w.Segment("BHT", "0085", "08", h.Reference, h.Created.Compact(), h.Time, "TH")
	a.writePayer(payer)
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
	header   ClaimAcknowledgment
	levels   int // HL segments so far
	provider int // HL01 of the open billing provider
}

// writeLevel writes an HL and returns its number; child is HL04, which a patient
// has not.
func (a *acknowledgment) writeLevel(parent int, code, child string) int {
	a.levels++
	writeHL(a.Writer, a.levels, parent, code, child)
	return a.levels
}

// writePayer writes loops 2000A to 2200A.
func (a *acknowledgment) writePayer(payer *record.Payer) {
	h := a.header
	a.writeLevel(0, "20", "1")
	writeName(a.Writer, "PR", true, record.PersonName{Last: payer.Name}, "PI", payer.ID)
	a.Segment("TRN", "1", h.Receipt)
	a.Segment("DTP", "050", "D8", h.Received.Compact())
	a.Segment("DTP", "009", "D8", h.Created.Compact())
}

// writeSubmitter writes loops 2000B to 2200B with the totals of the set.
func (a *acknowledgment) writeSubmitter(receipts []*record.ClaimReceipt) {
	first := receipts[0]
	t := total(receipts)
	charge := t.charge()
	a.writeLevel(1, "21", "1")
	writeName(a.Writer, "41", true, record.PersonName{Last: first.SubmitterName}, "46", first.Submitter)
	a.Segment("TRN", "2", first.Batch)
	a.writeStatus(status{codes: []record.StatusCode{received}, day: a.header.Created, taken: true, charge: &charge})
	a.writeTotals(t, "90", "AA")
}

// writeProvider writes loops 2000C and 2200C and the claims of one billing
// provider.
func (a *acknowledgment) writeProvider(receipts []*record.ClaimReceipt) {
	billing := receipts[0].Billing
	t := total(receipts)
	charge := t.charge()
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
	a.writeStatus(status{codes: []record.StatusCode{received}, taken: true, charge: &charge})
	a.writeTotals(t, "QA", "QC")
	for i := range receipts {
		a.writeClaim(receipts[i])
	}
}

// writeClaim writes loops 2000D and 2200D, and 2220D of the lines that a reason
// is about.
func (a *acknowledgment) writeClaim(r *record.ClaimReceipt) {
	a.writeLevel(a.provider, "PT", "")
	id := r.PatientID
	if id == "" {
		id = unidentified
	}
	writeName(a.Writer, "QC", false, r.Patient, "MI", id)
	a.Segment("TRN", "2", r.Account)
	if r.Accepted() {
		a.writeStatus(status{codes: []record.StatusCode{accepted}, day: a.header.Created, taken: true, charge: &r.Charge})
	} else {
		a.writeReasons(r)
	}
	if r.Accepted() {
		a.Segment("REF", "1K", r.Control)
	}
	if r.Clearinghouse != "" {
		a.Segment("REF", "D9", r.Clearinghouse)
	}
	if r.BillType != "" {
		a.Segment("REF", "BLT", r.BillType)
	}
	// The guide asks for a date of every claim, also of one that has none, such as a
	// predetermination: then it is the day on which it came in.
	days := r.Dates
	if days.From == 0 {
		days = record.Span{From: a.header.Received}
	}
	writeDate(a.Writer, "472", days)
	if len(r.Lines) > 0 {
		for _, n := range slices.Sorted(maps.Keys(r.Lines)) {
			a.writeLine(r, n)
		}
	}
}

// unidentified stands for the id of a patient who came without one: 2100D NM109
// is required.
const unidentified = "UNKNOWN"

// writeReasons writes one STC for each reason of a rejected claim that has
// something to say in words, and one for up to three of the others. Each status
// stands once.
func (a *acknowledgment) writeReasons(r *record.ClaimReceipt) {
	var silent []record.StatusCode
	told := map[record.StatusCode]bool{}
	write := func(s status) {
		s.day, s.charge = a.header.Created, &r.Charge
		a.writeStatus(s)
	}
	for _, reason := range r.Reasons {
		switch {
		case told[reason.Status]:
		case reason.Detail != "":
			write(status{codes: []record.StatusCode{reason.Status}, text: reason.Detail})
		default:
			silent = append(silent, reason.Status)
		}
		told[reason.Status] = true
	}
	for codes := range slices.Chunk(silent, maxStatuses) {
		write(status{codes: codes})
	}
}

// writeLine writes loop 2220D of line n with the first three of its reasons: it
// has room for no more.
func (a *acknowledgment) writeLine(r *record.ClaimReceipt, n int) {
	line := r.Lines[n]
	var reasons []record.Rejection
	for _, reason := range r.Reasons {
		if reason.Line == n {
			reasons = append(reasons, reason)
		}
	}
	procedure := procedureOrRevenue(line.Procedure, line.Revenue)
	a.Start("SVC")
	writeProcedure(a.Writer, procedure)
	writeNumber(a.Writer, line.Charge)
	a.Skip(1)
	if procedure.Qualifier != "NU" {
		a.Text(line.Revenue)
	} else {
		a.Skip(1)
	}
	a.Skip(2)
	writeOptional(a.Writer, line.Units)
	a.End()
	codes := record.Statuses(reasons)
	a.writeStatus(status{codes: codes[:min(len(codes), maxStatuses)], day: a.header.Created})
	control := line.Control
	if control == "" {
		control = strconv.Itoa(line.Number)
	}
	a.Segment("REF", "FJ", control)
	writeDate(a.Writer, "472", line.Dates)
}

// The statuses of what is not rejected.
var (
	received = record.StatusCode{Category: "A1", Code: "19", Entity: "PR"}
	accepted = record.StatusCode{Category: "A2", Code: "20", Entity: "PR"}
)

// maxStatuses is how many statuses an STC holds: STC01, STC10 and STC11.
const maxStatuses = 3

// status is what an STC says.
type status struct {
	codes  []record.StatusCode // one to maxStatuses
	day    record.Date         // STC02, left out when it is no date
	taken  bool                // STC03: WQ, or U
	charge *decimal.Decimal    // STC04, which a line has not
	text   string              // STC12
}

func (a *acknowledgment) writeStatus(s status) {
	action := "U"
	if s.taken {
		action = "WQ"
	}
	a.Start("STC")
	a.writeCode(s.codes[0])
	writeDay(a.Writer, s.day)
	a.Text(action)
	if s.charge != nil {
		writeNumber(a.Writer, *s.charge)
	} else {
		a.Skip(1)
	}
	a.Skip(5)
	for i := 1; i < maxStatuses; i++ {
		if i < len(s.codes) {
			a.writeCode(s.codes[i])
		} else {
			a.Skip(1)
		}
	}
	a.Text(prose(a.Writer, s.text, maxMessage))
	a.End()
}

// writeCode writes a composite C043. Roles that have no entity code here are left
// out, or told as the nearest.
func (a *acknowledgment) writeCode(s record.StatusCode) {
	switch record.Role(s.Entity) {
	case record.PickUp, record.PrimaryCare:
		s.Entity = ""
	}
	writeStatusCode(a.Writer, s)
}

// writeStatusCode writes a composite C043 with an entity code that the 277 guides
// share.
func writeStatusCode(w *x12.Writer, s record.StatusCode) {
	switch record.Role(s.Entity) {
	case record.OtherOperating:
		s.Entity = "73" // other physician
	case record.DropOff:
		s.Entity = ""
	}
	w.Composite(s.Category, s.Code, s.Entity)
}

// acknowledged adds up claims.
type acknowledged struct {
	accepted, rejected           int
	chargeAccepted, chargeReject record.Total
}

func total(receipts []*record.ClaimReceipt) acknowledged {
	var t acknowledged
	for i := range receipts {
		if receipts[i].Accepted() {
			t.accepted++
			t.chargeAccepted.Add(receipts[i].Charge)
		} else {
			t.rejected++
			t.chargeReject.Add(receipts[i].Charge)
		}
	}
	return t
}

func (t acknowledged) charge() decimal.Decimal {
	return t.chargeAccepted.Amount().Add(t.chargeReject.Amount())
}

// writeTotals writes how many claims were accepted and rejected, and their
// charges, each where there are any.
func (a *acknowledgment) writeTotals(t acknowledged, accepted, rejected string) {
	if t.accepted > 0 {
		a.writeCount(accepted, t.accepted)
	}
	if t.rejected > 0 {
		a.writeCount(rejected, t.rejected)
	}
	if t.accepted > 0 {
		writeQualified(a.Writer, "AMT", "YU", t.chargeAccepted.Amount())
	}
	if t.rejected > 0 {
		writeQualified(a.Writer, "AMT", "YY", t.chargeReject.Amount())
	}
}

func (a *acknowledgment) writeCount(qualifier string, n int) {
	a.Start("QTY")
	a.Text(qualifier)
	a.Count(n)
	a.End()
}

// byBillingProvider puts the claims of one billing provider together.
func byBillingProvider(receipts []*record.ClaimReceipt) [][]*record.ClaimReceipt {
	var groups [][]*record.ClaimReceipt
	index := map[[3]string]int{}
	for _, r := range receipts {
		b := r.Billing
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
