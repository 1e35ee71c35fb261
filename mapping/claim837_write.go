package mapping

import (
	"fmt"
	"reflect"

	"github.com/hmox12/hmox12/mapping/record"
	"github.com/hmox12/hmox12/x12"
)

// maxClaimsPerPatient is how many loops 2300 one patient may have.
const maxClaimsPerPatient = 100

// ClaimBatch is what an 837 says about all of its claims.
type ClaimBatch struct {
	Control        string // ST02
	Number         string // BHT03
	Date           record.Date
	Time           string // HHMM
	Encounters     bool   // BHT06 RP: what was paid in advance is reported
	Subrogation    bool   // BHT06 31: what a plan paid is asked back
	Submitter      record.TradingPartner
	SubmitterPhone string
	Receiver       record.TradingPartner
}

// WriteClaim837 writes one 837, a transaction set with the claims in their order:
// an 837P, 837I or 837D as their kind is, by the guide that ClaimVersion names.
// Neighbours share the levels above them: claims of one billing provider, of one
// subscriber and of one patient should stand together. The interchange and group
// are open, the caller's.
//
// No claim at all, and a claim that is not of the first one's kind, has no line or
// is not for what the batch is for (claims, encounters or subrogation) is an error
// that names it, and nothing is written. What stands in a Claim is written,
// with names, addresses and notes folded to the characters that the Writer has;
// whether it satisfies the guide is not checked.
func WriteClaim837(w *x12.Writer, batch ClaimBatch, claims []*record.Claim) error {
	if len(claims) == 0 {
		return fmt.Errorf("mapping: an 837 holds one claim at least")
	}
	kind := kindOfClaim(claims[0].Kind)
	for i, c := range claims {
		switch {
		case kind == nil:
			return fmt.Errorf("mapping: claim %d (%s) is of no kind that a guide knows: %q", i+1, c.Account, c.Kind)
		case c.Kind != kind.ClaimKind:
			return fmt.Errorf("mapping: claim %d (%s) is %s, an %s holds %s claims", i+1, c.Account, c.Kind, kind.set, kind.ClaimKind)
		case len(c.Lines) == 0:
			return fmt.Errorf("mapping: claim %d (%s) has no service line", i+1, c.Account)
		case c.Encounter != batch.Encounters:
			return fmt.Errorf("mapping: claim %d (%s): claims and encounters don't stand in one set", i+1, c.Account)
		case c.Subrogation != batch.Subrogation:
			return fmt.Errorf("mapping: claim %d (%s): claims of providers and of plans don't stand in one set", i+1, c.Account)
		}
	}
	w.BeginSet(x12.TransactionSet{ID: "837", ControlNumber: batch.Control, Implementation: kind.version})
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
	switch {
	case b.Encounters:
		purpose = "RP"
	case b.Subrogation:
		purpose = "31"
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
		writePerson(h.w, "QC", c.Patient)
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
	below := "0"
	if children {
		below = "1"
	}
	writeHL(h.w, h.number, parent, code, below)
	return h.number
}

func sameBilling(a, b *record.Claim) bool {
	x, y := *a.Billing, *b.Billing
	x.OtherIDs, y.OtherIDs = ownIDs(x.OtherIDs), ownIDs(y.OtherIDs)
	return reflect.DeepEqual(x, y) && a.Currency == b.Currency &&
		reflect.DeepEqual(a.PayTo, b.PayTo) && reflect.DeepEqual(a.PayToPlan, b.PayToPlan)
}

func sameSubscriber(a, b *record.Claim) bool {
	return a.SubscriberIsPatient() == b.SubscriberIsPatient() && reflect.DeepEqual(a.Subscriber, b.Subscriber) &&
		a.Position == b.Position && a.GroupNumber == b.GroupNumber && a.GroupName == b.GroupName &&
		a.InsuranceType == b.InsuranceType && a.Filing == b.Filing &&
		a.PayerName == b.PayerName && a.PayerID == b.PayerID && reflect.DeepEqual(a.PayerIDs, b.PayerIDs) &&
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

// writeBilling writes 2000A behind its HL, 2010AA, 2010AB and 2010AC.
func (h *hierarchy) writeBilling(c *record.Claim) {
	b := c.Billing
	if b.Taxonomy != "" {
		h.w.Segment("PRV", "BI", "PXC", b.Taxonomy)
	}
	if c.Currency != "" {
		h.w.Segment("CUR", "85", c.Currency)
	}
	writeProviderName(h.w, b)
	writeAddress(h.w, b.Address)
	switch {
	case b.TIN == "":
	case b.Individual:
		h.w.Segment("REF", "SY", b.TIN)
	default:
		h.w.Segment("REF", "EI", b.TIN)
	}
	writeReferences(h.w, ownIDs(b.OtherIDs))
	if c.PayTo != nil {
		writeName(h.w, "87", b.Organization, record.PersonName{}, "", "")
		writeAddress(h.w, *c.PayTo)
	}
	if p := c.PayToPlan; p != nil {
		writeName(h.w, "PE", true, record.PersonName{Last: p.Name}, p.ID.Qualifier, p.ID.Number)
		writeAddress(h.w, p.Address)
		writeReferences(h.w, p.References)
		if p.TIN != "" {
			h.w.Segment("REF", "EI", p.TIN)
		}
	}
}

// writeSubscriber writes 2000B behind its HL, 2010BA and 2010BB.
func (h *hierarchy) writeSubscriber(c *record.Claim) {
	self := ""
	if c.SubscriberIsPatient() {
		self = "18"
	}
	h.w.Segment("SBR", c.Position, self, c.GroupNumber, prose(h.w, c.GroupName, maxName), c.InsuranceType, "", "", "", c.Filing)
	writePerson(h.w, "IL", c.Subscriber)
	writeName(h.w, "PR", true, record.PersonName{Last: c.PayerName}, "PI", c.PayerID)
	writeReferences(h.w, c.PayerIDs)
	writeReferences(h.w, payerIDs(c.Billing.OtherIDs))
}

// writePerson writes NM1, N3, N4, DMG and REF of a subscriber or patient.
func writePerson(w *x12.Writer, entity string, p *record.Person) {
	writeName(w, entity, p.Organization, p.Name, memberQualifier(p), p.ID)
	writeAddress(w, p.Address)
	if !p.BirthDate.IsZero() {
		w.Segment("DMG", "D8", p.BirthDate.Compact(), p.Sex)
	}
	writeReferences(w, p.References)
}
