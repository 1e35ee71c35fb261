package mapping

import (
	"strings"

	"github.com/hmox12/hmox12/mapping/record"
)

// This file writes an event of a 278 response and its services: what was asked
// for, with what was decided about it.

// writeEvent writes 2000E and the 2000F below it.
func (s *reviewSet) writeEvent(a *record.ReviewAnswer, parent int) {
	event := &a.Request.Event
	rejected := a.At(record.ReviewEvent, 0)
	services := len(a.Request.Services)
	if a.Rejected() {
		services = 0
	}
	number := s.writeLevel(parent, "EV", services > 0)
	for _, t := range event.Traces[:min(len(event.Traces), maxTraces)] {
		s.writeTrace("2", t)
	}
	if a.Trace != "" && a.Payer != nil {
		s.writeTrace("1", record.Trace{Number: a.Trace, Originator: "1" + a.Payer.TIN})
	}
	s.writeReviewRejections(rejected)
	s.writeAsked(event, "AR", "HS", "IN", "SC")
	if !a.Rejected() {
		s.writeDecided(&a.Event)
	}
	s.writeEarlier(event, &a.Event)
	s.writeReviewDates(event, &a.Event, "431", "435", "439", "472", "484", "AAH", "ABC", "096")
	s.writeDiagnoses(event)
	s.writeDelivery(event, &a.Event)
	if c := event.Admission; c != (record.Admission{}) {
		s.Segment("CL1", c.Type, c.Source, c.Status)
	}
	s.writePapers(&a.Event)
	for i := range event.Providers {
		s.writeItemProvider(&event.Providers[i], providerRejections(a, record.ReviewEventProvider, 0, i+1))
	}
	for i := range services {
		s.writeService(a, i, number)
	}
}

// writeService writes a 2000F.
func (s *reviewSet) writeService(a *record.ReviewAnswer, i, parent int) {
	item, rejected := &a.Request.Services[i], a.At(record.ReviewService, i+1)
	var decision record.ReviewDecision
	if i < len(a.Services) {
		decision = a.Services[i]
	}
	s.writeLevel(parent, "SS", false)
	for _, t := range item.Traces[:min(len(item.Traces), maxTraces)] {
		s.writeTrace("2", t)
	}
	s.writeReviewRejections(rejected)
	s.writeAsked(item, "HS", "SC")
	s.writeDecided(&decision)
	s.writeEarlier(item, &decision)
	s.writeReviewDates(item, &decision, "472")
	s.writeReviewService(item, &decision)
	s.writeDelivery(item, &decision)
	s.writePapers(&decision)
	for n := range item.Providers {
		s.writeItemProvider(&item.Providers[n], providerRejections(a, record.ReviewServiceProvider, i+1, n+1))
	}
}

// writeAsked echoes UM where its category is one of those that the level has.
func (s *reviewSet) writeAsked(item *record.ReviewItem, categories ...string) {
	for _, c := range categories {
		if item.Category == c {
			s.Start("UM")
			s.Text(item.Category)
			s.Text(item.Certification)
			s.Text(item.ServiceType)
			s.Composite(item.Place, item.PlaceKind)
			s.Skip(1)
			s.Text(item.LevelOfService)
			s.End()
		}
	}
}

// writeDecided writes HCR. A certification of several services has no number of
// its own, and is told by them.
func (s *reviewSet) writeDecided(d *record.ReviewDecision) {
	switch d.Action {
	case "":
		return
	case record.Certified, record.CertifiedPartly, record.Modified:
		if d.Number == "" {
			return // told service by service
		}
	}
	s.Start("HCR")
	s.Text(string(d.Action))
	s.Text(d.Number)
	reasons := make([]string, 0, len(d.Reasons))
	for _, r := range d.Reasons {
		reasons = append(reasons, string(r))
	}
	s.Repeat(reasons...)
	s.End()
}

// writeEarlier echoes the numbers of earlier reviews, and tells ours of a request
// that got none to use.
func (s *reviewSet) writeEarlier(item *record.ReviewItem, d *record.ReviewDecision) {
	for _, r := range item.References {
		if r.Qualifier != "NT" || d.Reference == "" {
			s.Segment("REF", r.Qualifier, r.Number)
		}
	}
	if d.Reference != "" {
		s.Segment("REF", "NT", d.Reference)
	}
}

// writeReviewDates writes the days that a decision holds for, and echoes those
// that were asked for.
func (s *reviewSet) writeReviewDates(item *record.ReviewItem, d *record.ReviewDecision, echoed ...string) {
	switch p := d.Period; {
	case p.From == 0:
	case p.To == 0: // without end
		s.Segment("DTP", "007", "D8", p.From.Compact())
	default:
		s.Segment("DTP", "007", "RD8", p.From.Compact()+"-"+p.To.Compact())
	}
	for _, e := range item.Events {
		for _, q := range echoed {
			if e.Qualifier == q {
				format, value := formatSpan(e.Span)
				s.Segment("DTP", e.Qualifier, format, value)
			}
		}
	}
}

func (s *reviewSet) writeDiagnoses(item *record.ReviewItem) {
	if len(item.Diagnoses) == 0 {
		return
	}
	s.Start("HI")
	for _, d := range item.Diagnoses[:min(len(item.Diagnoses), 12)] {
		s.Composite(d.Qualifier, d.Code)
	}
	s.End()
}

func (s *reviewSet) writeReviewService(item *record.ReviewItem, d *record.ReviewDecision) {
	units, basis := item.Units, item.UnitBasis
	if d.Units.IsPositive() {
		units = d.Units
	}
	quantity := formatOptional(units)
	if quantity == "" {
		basis = ""
	}
	switch item.Kind {
	case record.Professional:
		s.Start("SV1")
		writeProcedure(s.Writer, item.Procedure)
		s.Skip(1)
		s.Text(orElse(basis, unitOf(quantity)))
		s.Text(quantity)
		s.End()
	case record.Institutional:
		s.Start("SV2")
		s.Text(item.Revenue)
		if item.Procedure.Code != "" {
			writeProcedure(s.Writer, item.Procedure)
		} else {
			s.Skip(1)
		}
		s.Skip(1)
		s.Text(orElse(basis, unitOf(quantity)))
		s.Text(quantity)
		s.End()
	case record.Dental:
		s.Start("SV3")
		writeProcedure(s.Writer, item.Procedure)
		s.Skip(4)
		s.Text(quantity)
		s.End()
	}
}

// unitOf returns the basis of a quantity that was sent without one.
func unitOf(quantity string) string {
	if quantity == "" {
		return ""
	}
	return "UN"
}

// writeDelivery writes HSD as granted, else as asked for.
func (s *reviewSet) writeDelivery(item *record.ReviewItem, d *record.ReviewDecision) {
	h := d.Delivery
	if h == nil {
		h = item.Delivery
	}
	if h == nil {
		return
	}
	unit, quantity := h.Unit, formatOptional(h.Quantity)
	if quantity == "" {
		unit = ""
	}
	if unit == "" && h.Period == "" && h.During == "" && h.Pattern == "" && h.Time == "" {
		return
	}
	s.Segment("HSD", unit, quantity, h.Period, h.Every, h.During, h.Periods, h.Pattern, h.Time)
}

// writePapers writes what is asked for, and the messages; the guide has one MSG.
func (s *reviewSet) writePapers(d *record.ReviewDecision) {
	for _, p := range d.Papers[:min(len(d.Papers), 10)] {
		s.Segment("PWK", p.Type, p.Transmission)
	}
	if text := s.own(strings.Join(d.Messages, ". "), maxMessage); text != "" {
		s.Segment("MSG", text)
	}
}

// writeItemProvider writes 2010EA or 2010F.
func (s *reviewSet) writeItemProvider(p *record.ClaimProvider, rejections []record.ReviewRejection) {
	s.writeSentProvider(p, string(p.Role))
	s.writeReviewRejections(rejections)
	if p.Taxonomy != "" {
		s.Segment("PRV", "PE", "PXC", p.Taxonomy)
	}
}

// providerRejections returns what is rejected of the n-th provider of an item.
func providerRejections(a *record.ReviewAnswer, level record.ReviewLevel, service, n int) []record.ReviewRejection {
	var of []record.ReviewRejection
	for _, r := range a.At(level, service) {
		if r.Provider == n {
			of = append(of, r)
		}
	}
	return of
}
