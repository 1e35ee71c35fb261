package mapping

import (
	"fmt"
	"reflect"
	"strconv"

	"github.com/hmox12/hmox12/mapping/record"
	"github.com/hmox12/hmox12/x12"
)

// version837P is what ST03 of an 837P says.
const version837P = "005010X222A1"

// maxClaimsPerPatient is how many loops 2300 one patient may have.
const maxClaimsPerPatient = 100

// ClaimBatch is what an 837 says about all of its claims.
type ClaimBatch struct {
	Control        string // ST02
	Number         string // BHT03
	Date           record.Date
	Time           string // HHMM
	Encounters     bool   // BHT06 RP: what was paid in advance is reported
	Submitter      record.TradingPartner
	SubmitterPhone string
	Receiver       record.TradingPartner
}

// WriteClaim837P writes one 837P (005010X222A1): a transaction set with the
// claims in their order. Neighbours share the levels above them: claims of one
// billing provider, of one subscriber and of one patient should stand together.
// The interchange and group are open, the caller's.
//
// A claim that is not professional, has no line or is of the other kind than the
// batch (claims or encounters) is an error that names it, and nothing is
// written. What stands in a Claim is written; whether it satisfies the guide is
// not checked.
func WriteClaim837P(w *x12.Writer, batch ClaimBatch, claims []*record.Claim) error {
	for i, c := range claims {
		switch {
		case c.Kind != record.Professional:
			return fmt.Errorf("mapping: claim %d (%s) is %s, an 837P holds professional claims", i+1, c.Account, c.Kind)
		case len(c.Lines) == 0:
			return fmt.Errorf("mapping: claim %d (%s) has no service line", i+1, c.Account)
		case c.Encounter != batch.Encounters:
			return fmt.Errorf("mapping: claim %d (%s): claims and encounters don't stand in one set", i+1, c.Account)
		}
	}
	w.BeginSet(x12.TransactionSet{ID: "837", ControlNumber: batch.Control, Implementation: version837P})
	writeBatch(w, batch)
	h := hierarchy{w: w}
	for _, c := range claims {
		h.writeLevels(c)
		writeClaim(w, c)
	}
	w.EndSet()
	return w.Err()
}

// writeBatch writes BHT and the loops 1000A and 1000B.
func writeBatch(w *x12.Writer, b ClaimBatch) {
	purpose := "CH"
	if b.Encounters {
		purpose = "RP"
	}
	w.Segment("BHT", "0019", "00", b.Number, b.Date.Compact(), b.Time, purpose)
	writeName(w, "41", true, record.PersonName{Last: b.Submitter.Name}, "46", b.Submitter.ID)
	w.Segment("PER", "IC", "EDI DESK", "TE", b.SubmitterPhone)
	writeName(w, "40", true, record.PersonName{Last: b.Receiver.Name}, "46", b.Receiver.ID)
}

// hierarchy writes the levels above claims, each when it differs from that of
// the claim before.
type hierarchy struct {
	w                   *x12.Writer
	last                *record.Claim
	number              int // HL01 of the last level
	billing, subscriber int // HL01 of the open levels
	claims              int // of the open patient
}

func (h *hierarchy) writeLevels(c *record.Claim) {
	newBilling := h.last == nil || !sameBilling(h.last, c)
	newSubscriber := newBilling || !sameSubscriber(h.last, c)
	newPatient := newSubscriber || h.claims == maxClaimsPerPatient ||
		!c.SubscriberIsPatient() && (h.last.Relationship != c.Relationship || !reflect.DeepEqual(h.last.Patient, c.Patient))
	if newBilling {
		h.billing = h.level(0, "20", true)
		h.writeBilling(c)
	}
	if newSubscriber || newPatient && c.SubscriberIsPatient() {
		h.subscriber = h.level(h.billing, "22", !c.SubscriberIsPatient())
		h.writeSubscriber(c)
	}
	if newPatient && !c.SubscriberIsPatient() {
		h.level(h.subscriber, "23", false)
		h.w.Segment("PAT", c.Relationship)
		writePerson(h.w, "QC", &c.Patient)
	}
	if newPatient {
		h.claims = 0
	}
	h.claims++
	h.last = c
}

// level writes an HL and returns its number.
func (h *hierarchy) level(parent int, code string, children bool) int {
	h.number++
	above, below := "", "0"
	if parent > 0 {
		above = strconv.Itoa(parent)
	}
	if children {
		below = "1"
	}
	h.w.Segment("HL", strconv.Itoa(h.number), above, code, below)
	return h.number
}

func sameBilling(a, b *record.Claim) bool {
	x, y := a.Billing, b.Billing
	x.OtherIDs, y.OtherIDs = ownIDs(x.OtherIDs), ownIDs(y.OtherIDs)
	return reflect.DeepEqual(x, y) && reflect.DeepEqual(a.PayTo, b.PayTo)
}

func sameSubscriber(a, b *record.Claim) bool {
	return a.SubscriberIsPatient() == b.SubscriberIsPatient() && reflect.DeepEqual(a.Subscriber, b.Subscriber) &&
		a.Position == b.Position && a.GroupNumber == b.GroupNumber && a.GroupName == b.GroupName && a.Filing == b.Filing &&
		a.PayerName == b.PayerName && a.PayerID == b.PayerID &&
		reflect.DeepEqual(payerIDs(a.Billing.OtherIDs), payerIDs(b.Billing.OtherIDs))
}

// ownIDs returns the numbers that belong to a provider alone (2010AA), payerIDs
// those that a payer gave it (2010BB).
func ownIDs(ids []record.Reference) []record.Reference   { return split(ids, false) }
func payerIDs(ids []record.Reference) []record.Reference { return split(ids, true) }

func split(ids []record.Reference, payers bool) []record.Reference {
	var some []record.Reference
	for _, id := range ids {
		if (id.Qualifier == "G2" || id.Qualifier == "LU") == payers {
			some = append(some, id)
		}
	}
	return some
}

// writeBilling writes 2000A behind its HL, 2010AA and 2010AB.
func (h *hierarchy) writeBilling(c *record.Claim) {
	b := &c.Billing
	if b.Taxonomy != "" {
		h.w.Segment("PRV", "BI", "PXC", b.Taxonomy)
	}
	writeProviderName(h.w, b)
	writeAddress(h.w, b.Address)
	if b.TIN != "" {
		h.w.Segment("REF", "EI", b.TIN)
	}
	writeReferences(h.w, ownIDs(b.OtherIDs))
	if c.PayTo != nil {
		writeName(h.w, "87", b.Organization, record.PersonName{}, "", "")
		writeAddress(h.w, *c.PayTo)
	}
}

// writeSubscriber writes 2000B behind its HL, 2010BA and 2010BB.
func (h *hierarchy) writeSubscriber(c *record.Claim) {
	self := ""
	if c.SubscriberIsPatient() {
		self = "18"
	}
	h.w.Segment("SBR", c.Position, self, c.GroupNumber, c.GroupName, "", "", "", "", c.Filing)
	writePerson(h.w, "IL", &c.Subscriber)
	writeName(h.w, "PR", true, record.PersonName{Last: c.PayerName}, "PI", c.PayerID)
	writeReferences(h.w, payerIDs(c.Billing.OtherIDs))
}

// writePerson writes NM1, N3, N4 and DMG of a subscriber or patient.
func writePerson(w *x12.Writer, entity string, p *record.Person) {
	writeName(w, entity, p.Organization, p.Name, memberQualifier(p), p.ID)
	writeAddress(w, p.Address)
	if !p.BirthDate.IsZero() {
		w.Segment("DMG", "D8", p.BirthDate.Compact(), p.Sex)
	}
}
