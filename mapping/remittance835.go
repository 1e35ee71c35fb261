package mapping

import (
	"errors"
	"slices"
	"strconv"

	"github.com/hmox12/hmox12/mapping/record"
	"github.com/hmox12/hmox12/x12"
)

// maxProviderAdjustments is how many adjustments a PLB holds, as maxReasons is
// how many a CAS does.
const maxProviderAdjustments = 6

// WriteRemittance835 writes one 835 (005010X221A1): a transaction set with the
// given control number (ST02), for one payment to one payee. The interchange and
// group are open, the caller's.
//
// A remittance that does not balance is refused before a byte is written, with a
// *BalanceError that names the claim and the amounts; one that has a code which
// can't be sent, or lacks what an 835 needs, with a *RemittanceError. Several
// are joined. Any other error is the Writer's own: names and addresses are folded
// to the characters that it has, a number that it can't represent is refused.
func WriteRemittance835(w *x12.Writer, control string, payer *record.Payer, r *record.Remittance) error {
	if err := checkRemittance(payer, r); err != nil {
		return err
	}
	set := BeginRemittance835(w, control, payer, r)
	for i := range r.Claims {
		set.write(&r.Claims[i])
	}
	set.close()
	return w.Err()
}

// Remittance835 is an 835 that is being written claim by claim: a payment may be for
// more claims than memory has room for.
type Remittance835 struct {
	w      *x12.Writer
	check  remittanceCheck
	paid   record.Total
	claims int
}

// BeginRemittance835 begins an 835 as WriteRemittance835 writes it, of a remittance
// whose claims are told one by one. What stands before the claims is written, unless
// it can't be.
func BeginRemittance835(w *x12.Writer, control string, payer *record.Payer, r *record.Remittance) *Remittance835 {
	s := &Remittance835{w: w, check: remittanceCheck{payer: payer, remittance: r}}
	if s.check.checkPayment(); len(s.check.refusals) == 0 {
		w.BeginSet(x12.TransactionSet{ID: "835", ControlNumber: control})
		writePayment(w, payer, r)
		writePayer(w, payer)
		writePayee(w, &r.Payee)
	}
	return s
}

// Claim adds the next claim. It is checked first, and from the first reason on why
// the remittance can't be an 835, nothing more is written.
func (s *Remittance835) Claim(claim *record.RemittanceClaim) {
	if s.check.checkContent(claim); claim.Claim != nil && claim.Decision != nil {
		s.check.checkClaimBalance(claim)
		s.paid.Add(claim.Decision.Paid)
	}
	if len(s.check.refusals) == 0 {
		s.write(claim)
	} else {
		s.claims++
	}
}

// End ends the set, and returns every reason why it must not be sent, as
// WriteRemittance835 does, joined: then what was written is a part of it, and is to
// be thrown away.
func (s *Remittance835) End() error {
	s.check.checkPaid(s.paid)
	s.check.checkSubject(s.claims)
	if err := errors.Join(s.check.refusals...); err != nil {
		return err
	}
	s.close()
	return s.w.Err()
}

func (s *Remittance835) write(claim *record.RemittanceClaim) {
	if s.claims++; s.claims == 1 {
		s.w.Segment("LX", "1")
	}
	writeRemittanceClaim(s.w, &s.check.remittance.Payee, claim)
}

func (s *Remittance835) close() {
	writeProviderAdjustments(s.w, s.check.remittance)
	s.w.EndSet()
}

// writePayment writes BPR, TRN, REF*EV and DTM*405.
func writePayment(w *x12.Writer, payer *record.Payer, r *record.Remittance) {
	payerID := "1" + payer.TIN
	bpr := [16]string{0: "I", 1: formatNumber(r.Amount), 2: "C", 3: string(r.Method), 15: r.Effective.Compact()}
	switch r.Method {
	case record.ACH:
		bpr[4] = "CCP"
		copy(bpr[5:], []string{"01", payer.Bank.Routing, "DA", payer.Bank.Account, payerID})
		copy(bpr[11:], []string{"01", r.Payee.Bank.Routing, "DA", r.Payee.Bank.Account})
	case record.NonPayment:
		bpr[0] = "H"
		if r.Effective.IsZero() {
			bpr[15] = r.Produced.Compact()
		}
	}
	w.Segment("BPR", bpr[:]...)
	w.Segment("TRN", "1", r.TraceNumber, payerID)
	if r.Receiver.ID != "" && r.Receiver.Name != payeeName(&r.Payee) {
		w.Segment("REF", "EV", r.Receiver.ID)
	}
	writeDTM(w, "405", r.Produced)
}

// writeDTM writes a DTM of a day.
func writeDTM(w *x12.Writer, qualifier string, day record.Date) {
	w.Start("DTM")
	w.Text(qualifier)
	writeDay(w, day)
	w.End()
}

// writePayer writes loop 1000A. PER*BL is required even without a number.
func writePayer(w *x12.Writer, payer *record.Payer) {
	w.Segment("N1", "PR", prose(w, payer.Name, maxName))
	writeAddress(w, payer.Address)
	if payer.ID != "" {
		w.Segment("REF", "2U", payer.ID)
	}
	contact := func(function, name, phone string) {
		if phone == "" {
			w.Segment("PER", function, name)
			return
		}
		w.Segment("PER", function, name, "TE", phone)
	}
	if payer.ProviderCarePhone != "" {
		contact("CX", "PROVIDER CARE", payer.ProviderCarePhone)
	}
	contact("BL", "EDI DESK", payer.EDIPhone)
}

// writePayee writes loop 1000B. The tax id stands in REF*TJ unless it is what
// identifies the payee.
func writePayee(w *x12.Writer, payee *record.Provider) {
	name := prose(w, payeeName(payee), maxName)
	if payee.NPI == "" {
		w.Segment("N1", "PE", name, "FI", payee.TIN)
	} else {
		w.Segment("N1", "PE", name, "XX", payee.NPI)
	}
	writeAddress(w, payee.Address)
	if payee.NPI != "" && payee.TIN != "" {
		w.Segment("REF", "TJ", payee.TIN)
	}
}

// payeeName returns N102: a person's first name goes before the last.
func payeeName(p *record.Provider) string {
	if p.Name.First == "" {
		return p.Name.Last
	}
	return p.Name.First + " " + p.Name.Last
}

// writeProviderAdjustments writes PLB. Its fiscal year is the calendar year of
// the remittance.
func writeProviderAdjustments(w *x12.Writer, r *record.Remittance) {
	provider := r.Payee.NPI
	if provider == "" {
		provider = r.Payee.TIN
	}
	yearEnd := strconv.Itoa(r.Produced.Year()) + "1231"
	for adjustments := range slices.Chunk(r.Adjustments, maxProviderAdjustments) {
		w.Start("PLB")
		w.Text(provider)
		w.Text(yearEnd)
		for _, a := range adjustments {
			w.Composite(a.Reason, a.Reference)
			writeNumber(w, a.Amount)
		}
		w.End()
	}
}
