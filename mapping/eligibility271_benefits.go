package mapping

import (
	"strings"

	"github.com/shopspring/decimal"

	"github.com/hmox12/hmox12/mapping/record"
)

// This file writes the segments of a 271 below the names: traces, rejections,
// the member's data, and loop 2110 with what hangs on it.

const (
	maxPlanName = 50 // characters of EB05
	maxMessages = 10 // MSG segments of one EB
)

// writeTraces echoes the asker's numbers (TRN*2) and adds our own (TRN*1).
func (s *eligibilitySet) writeTraces(a *record.EligibilityAnswer, sent []record.Trace) {
	for _, t := range sent[:min(len(sent), maxTraces)] {
		s.writeTrace("2", t)
	}
	if a.Trace != "" && a.Payer != nil {
		// The originator of ours is the payer: 1 and its tax id.
		s.writeTrace("1", record.Trace{Number: a.Trace, Originator: "1" + a.Payer.TIN})
	}
}

func (s *eligibilitySet) writeTrace(kind string, t record.Trace) {
	s.Segment("TRN", kind, t.Number, t.Originator, t.Suffix)
}

func (s *eligibilitySet) writeRejections(rejections []record.RequestRejection) {
	for _, r := range rejections {
		valid := "N"
		if r.Valid {
			valid = "Y"
		}
		s.Segment("AAA", valid, "", r.Reason, r.FollowUp)
	}
}

// writeAccountNumber echoes the asker's own number for the patient (REF*EJ), by
// which his system files the answer.
func (s *eligibilitySet) writeAccountNumber(sent []record.Reference) {
	for _, r := range sent {
		if r.Qualifier == "EJ" {
			s.Segment("REF", r.Qualifier, r.Number)
			return
		}
	}
}

// writeMember writes what the payer holds of a member, behind the name.
func (s *eligibilitySet) writeMember(m *record.Member) {
	if m.GroupNumber != "" {
		s.Segment("REF", "6P", m.GroupNumber)
	}
	writeAddress(s.Writer, m.Address)
	s.writeDemographics(m.BirthDate, m.Sex)
}

func (s *eligibilitySet) writeDemographics(birth record.Date, sex string) {
	switch {
	case birth != 0:
		s.Segment("DMG", "D8", birth.Compact(), sex)
	case sex != "":
		s.Segment("DMG", "", "", sex)
	}
}

func (s *eligibilitySet) writeDates(dates []record.QualifiedDate) {
	for _, d := range dates {
		if format, value := formatSpan(d.Dates); value != "" {
			s.Segment("DTP", d.Qualifier, format, value)
		}
	}
}

// writeBenefits writes loops 2110.
func (s *eligibilitySet) writeBenefits(benefits []record.BenefitInformation) {
	for i := range benefits {
		b := &benefits[i]
		s.Start("EB")
		s.Text(b.Information)
		s.Text(b.CoverageLevel)
		s.Repeat(b.ServiceTypes...)
		s.Text(b.InsuranceType)
		s.Text(s.own(b.PlanName, maxPlanName))
		s.Text(b.TimePeriod)
		s.Text(formatAmount(b.Amount))
		s.Text(formatAmount(b.Percent))
		s.Text(b.QuantityKind)
		s.Text(formatAmount(b.Quantity))
		s.Text(b.Authorization)
		s.Text(b.InNetwork)
		s.End()
		for _, r := range b.References {
			s.Segment("REF", r.Qualifier, r.Number)
		}
		s.writeDates(b.Dates)
		s.writeMessages(b.Messages)
		if b.Entity != nil {
			s.writeEntity(b.Entity)
		}
	}
}

// writeMessages writes texts as MSG; a long one goes on in the next.
func (s *eligibilitySet) writeMessages(texts []string) {
	written := 0
	for _, text := range texts {
		text = s.own(text, maxMessage*maxMessages)
		for text != "" && written < maxMessages {
			part := prose(s.Writer, text, maxMessage)
			text = strings.TrimLeft(text[len(part):], " ")
			s.Segment("MSG", part)
			written++
		}
	}
}

// writeEntity writes loop 2120 between its LS and LE.
func (s *eligibilitySet) writeEntity(e *record.BenefitEntity) {
	name := e.Name
	if e.Organization {
		name = record.PersonName{Last: s.own(name.Last, maxName)}
	}
	s.Segment("LS", "2120")
	writeName(s.Writer, e.Kind, e.Organization, name, e.IDQualifier, e.ID)
	writeAddress(s.Writer, e.Address)
	if phone := digits(e.Phone); phone != "" {
		s.Segment("PER", "IC", "", "TE", phone)
	}
	if e.Taxonomy != "" {
		s.Segment("PRV", "PC", "PXC", e.Taxonomy)
	}
	s.Segment("LE", "2120")
}

// formatAmount writes an optional number. A fraction has no zero before its
// point, as X12 has it.
func formatAmount(d *decimal.Decimal) string {
	if d == nil {
		return ""
	}
	text := formatNumber(*d)
	if strings.HasPrefix(text, "0.") {
		return text[1:]
	}
	return text
}

// own writes a text of our own: in capitals, as payers write, and without the
// blanks that don't count.
func (s *eligibilitySet) own(text string, limit int) string {
	return prose(s.Writer, strings.ToUpper(strings.Join(strings.Fields(text), " ")), limit)
}

// digits returns the digits of a phone number.
func digits(phone string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, phone)
}
