package mapping

import (
	"errors"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/hmox12/hmox12/mapping/record"
	"github.com/hmox12/hmox12/x12"
)

// statusGuide is the guide of 276 and 277.
const statusGuide = "005010X212"

// Status277 is what heads a 277 set.
type Status277 struct {
	ControlNumber string      // ST02
	Created       record.Date // BHT04
	Time          string      // BHT05, HHMM
}

// WriteStatus277 writes one 277 set (005010X212) with the answers to the inquiries
// of one 276 set, in their order. Levels that inquiries shared are shared by the
// answers; whoever was named is named as in the question, in the characters that
// the Writer has. A number with others is left out where the guide lets it be. A refusal at a level
// ends the answer there, and answers that have it in common are told once. Each
// claim that an inquiry found has a loop 2200 of its own with the inquiry's trace.
//
// It refuses to begin a set without answers, of answers to different sets (BHT03),
// or with an answer that neither refuses nor tells anything.
func WriteStatus277(w *x12.Writer, h Status277, answers []*record.StatusAnswer) error {
	if len(answers) == 0 {
		return errors.New("mapping: a 277 set needs an answer")
	}
	reference := answers[0].Inquiry.Reference
	for _, a := range answers {
		if a.Inquiry.Reference != reference {
			return errors.New("mapping: a 277 set answers one 276 set, the inquiries have different references (BHT03)")
		}
		if a.Refused == "" && len(a.Claims) == 0 {
			return errors.New("mapping: an answer of a 277 tells of a claim, or refuses the inquiry")
		}
	}
	w.BeginSet(x12.TransactionSet{ID: "277", ControlNumber: h.ControlNumber, Implementation: statusGuide})
	w.Segment("BHT", "0010", "08", reference, h.Created.Compact(), h.Time, "DG")
	s := statusSet{Writer: w}
	for _, source := range statusLevels(answers) {
		s.writeLevel(0, source)
	}
	w.EndSet()
	return w.Err()
}

// statusSet is a 277 set that is being written.
type statusSet struct {
	*x12.Writer
	levels int // HL segments so far
}

// writeLevel writes a level, what is told at it, and the levels below. Parent is
// the HL01 above, 0 at the top.
func (s *statusSet) writeLevel(parent int, level *statusLevel) {
	s.levels++
	number := s.levels
	children := "0"
	switch {
	case level.code == statusDependent:
		children = "" // the guide has no HL04 there
	case len(level.below) > 0:
		children = "1"
	}
	writeHL(s.Writer, number, parent, level.code, children)
	q := level.first.Inquiry
	switch level.code {
	case statusSource:
		s.writePayer(level.first)
	case statusReceiver:
		s.writeParty("41", "46", &q.Receiver)
	case statusProvider:
		for i := range q.Providers {
			s.writeParty("1P", "", &q.Providers[i])
		}
	case statusSubscriber:
		p := &q.Subscriber
		writeName(s.Writer, "IL", p.Organization, p.Name, orElse(p.IDQualifier, "MI"), p.ID)
	case statusDependent:
		writeName(s.Writer, "QC", false, q.Dependent.Name, "", "")
	}
	if level.refused {
		s.writeRefusal(level.first)
	}
	for _, a := range level.own {
		for i := range a.Claims {
			s.writeClaim(a, &a.Claims[i])
		}
	}
	for _, child := range level.below {
		s.writeLevel(number, child)
	}
}

// writePayer names who answers; where that is not who was asked, who was.
func (s *statusSet) writePayer(a *record.StatusAnswer) {
	if a.Payer != nil {
		writeName(s.Writer, "PR", true, record.PersonName{Last: strings.ToUpper(a.Payer.Name)}, "PI", a.Payer.ID)
		return
	}
	asked := &a.Inquiry.InformationSource
	writeName(s.Writer, "PR", true, asked.Name, orElse(asked.ID.Qualifier, "PI"), a.Inquiry.InformationSourceID)
}

// writeParty names the receiver or a provider as he named himself.
func (s *statusSet) writeParty(entity, qualifier string, p *record.ClaimProvider) {
	id := p.ID.Number
	if p.NPI != "" {
		qualifier, id = "XX", p.NPI
	} else {
		qualifier = orElse(p.ID.Qualifier, qualifier)
	}
	writeName(s.Writer, entity, p.Organization, p.Name, qualifier, id)
}

// writeRefusal writes loop 2200B, which repeats the number of the whole request,
// or 2200C, whose trace says nothing.
func (s *statusSet) writeRefusal(a *record.StatusAnswer) {
	if a.Refused == record.StatusAtReceiver {
		s.Segment("TRN", "2", orElse(a.Inquiry.Reference, "0"))
	} else {
		s.Segment("TRN", "1", "0")
	}
	s.writeStatuses(toldStatus{codes: []record.StatusCode{a.Status}, day: a.Today, refusal: true})
}

// writeClaim writes loop 2200 of one claim.
func (s *statusSet) writeClaim(a *record.StatusAnswer, c *record.ToldClaim) {
	s.Segment("TRN", "2", a.Inquiry.Trace)
	s.writeStatuses(toldStatus{
		codes: c.Statuses, day: c.AsOf, charge: c.Charge, paid: c.Paid, final: c.Final, paidOn: c.PaidOn, payment: c.PaymentNumber,
	})
	for _, r := range []record.Reference{
		{Qualifier: "1K", Number: c.Control}, {Qualifier: "BLT", Number: c.BillType}, {Qualifier: "EJ", Number: c.Account},
		{Qualifier: "XZ", Number: c.Prescription}, {Qualifier: "VV", Number: c.Voucher}, {Qualifier: "D9", Number: c.Clearinghouse},
	} {
		s.writeNumber(r.Qualifier, r.Number)
	}
	writeDate(s.Writer, "472", c.Dates)
	for i := range c.Lines {
		s.writeLine(&c.Lines[i])
	}
}

// writeNumber writes a REF. The claim may have come through another partner, with
// characters that this one does not take: such a number is left out, for it can't
// go out as it is, and the others tell the claim.
func (s *statusSet) writeNumber(qualifier, number string) {
	if number != "" && s.Charset().Lacks(number) < 0 {
		s.Segment("REF", qualifier, number)
	}
}

// writeLine writes loop 2220.
func (s *statusSet) writeLine(l *record.ToldLine) {
	procedure, revenue := l.Procedure, l.Revenue
	if procedure.Code == "" {
		procedure, revenue = record.Procedure{Qualifier: "NU", Code: l.Revenue}, ""
	}
	s.Start("SVC")
	writeProcedure(s.Writer, procedure)
	writeNumber(s.Writer, l.Charge)
	writeNumber(s.Writer, l.Paid)
	s.Text(revenue)
	s.Skip(2)
	writeNumber(s.Writer, l.Units)
	s.End()
	s.writeStatuses(toldStatus{codes: l.Statuses, day: l.AsOf})
	s.writeNumber("FJ", l.Control)
	writeDate(s.Writer, "472", l.Dates)
}

// toldStatus is what the STC segments of a claim or line say.
type toldStatus struct {
	codes         []record.StatusCode
	day           record.Date
	charge, paid  *decimal.Decimal
	final, paidOn record.Date
	payment       string
	refusal       bool // of an inquiry; said of no claim
}

// writeStatuses writes an STC for up to three statuses each.
func (s *statusSet) writeStatuses(t toldStatus) {
	for codes := range slices.Chunk(t.codes, maxStatuses) {
		s.Start("STC")
		s.writeCode(codes[0], t.refusal)
		writeDay(s.Writer, t.day)
		s.Skip(1)
		for _, amount := range []*decimal.Decimal{t.charge, t.paid} {
			if amount != nil {
				writeNumber(s.Writer, *amount)
			} else {
				s.Skip(1)
			}
		}
		writeDay(s.Writer, t.final)
		s.Skip(1)
		writeDay(s.Writer, t.paidOn)
		s.Text(t.payment)
		for _, more := range codes[1:] {
			s.writeCode(more, t.refusal)
		}
		s.End()
	}
}

// writeCode writes a composite C043. Of a claim the guide knows no payer as such:
// one that should process it instead is whom it was transferred to (TT).
func (s *statusSet) writeCode(c record.StatusCode, refusal bool) {
	if !refusal {
		switch {
		case c.Entity == "PR" && c.Code == "114":
			c.Entity = "TT"
		case c.Entity == "PR", c.Entity == "41", c.Entity == "AY":
			c.Entity = ""
		}
	}
	writeStatusCode(s.Writer, c)
}
