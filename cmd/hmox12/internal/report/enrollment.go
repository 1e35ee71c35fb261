package report

import (
	"fmt"
	"slices"

	"github.com/hmox12/hmox12/mapping/record"
)

// enrollmentRow is what the night keeps of a member's part of an 834.
type enrollmentRow struct {
	File        string
	Reference   string // BGN02
	Sponsor     string
	Maintenance string // INS03 in words
	Reason      string // INS04
	Patient     string
	Member      string // id; the subscriber's, as sent, when nobody was found
	Outcome     record.EnrollmentOutcome
	Changes     []string
	Refusals    []record.EnrollmentRefusal
	Messages    []string
	Differences []string
	Capitation  []record.CapitationAdjustment
	Again       []record.DecidedAgain
	Trail       []record.Step
}

var maintenanceWords = map[record.MaintenanceType]string{
	record.Change: "change", record.Deletion: "delete", record.Addition: "add", record.Cancellation: "end",
	record.Reinstatement: "reinstate", record.AuditOrCompare: "compare",
}

func enrollmentOf(r *record.EnrollmentResult) enrollmentRow {
	e := r.Enrollment
	row := enrollmentRow{
		File: e.Source.File, Reference: e.File.Reference, Sponsor: e.File.Sponsor.Name, Reason: string(e.Reason),
		Maintenance: maintenanceWords[e.Maintenance], Patient: e.Person.Name.String(), Member: r.Member, Outcome: r.Outcome,
		Refusals: r.Refusals, Messages: r.Messages, Differences: r.Differences, Capitation: r.Capitation, Again: r.Again, Trail: r.Trail,
	}
	if row.Maintenance == "" {
		row.Maintenance = string(e.Maintenance)
	}
	if row.Sponsor == "" {
		row.Sponsor = e.File.Sponsor.ID.Number
	}
	if row.Member == "" {
		row.Member = e.SubscriberID
	}
	for i := range r.Changes {
		row.Changes = append(row.Changes, changesOf(&r.Changes[i], r.Member)...)
	}
	return row
}

// changesOf tells what changed of a member; of another one than the row is about,
// with the id in front.
func changesOf(c *record.MemberChange, about string) []string {
	var all []string
	of := ""
	if c.ID != about {
		of = c.ID + ": "
	}
	switch {
	case c.Member != nil && c.MemberWas == nil:
		all = append(all, of+"new member "+c.ID)
	case c.Member != nil:
		all = append(all, of+"name or address")
	}
	if c.CoverageChanged {
		all = append(all, of+changedSpans("coverage", c.CoverageWas, c.Coverage, func(s record.CoverageSpan) string {
			text := s.Plan + " " + s.Span.String()
			if s.GraceMonth > 0 {
				text += fmt.Sprintf(", grace month %d", s.GraceMonth)
			}
			return text
		}))
	}
	if c.OtherChanged {
		all = append(all, of+changedSpans("other coverage", c.OtherWas, c.Other, func(o record.OtherCoverage) string {
			first := "second"
			if o.Primary {
				first = "first"
			}
			return o.PayerName + " " + o.Span.String() + ", pays " + first
		}))
	}
	if c.PCPsChanged {
		all = append(all, of+changedSpans("PCP", c.PCPsWas, c.PCPs, func(a record.PCPAssignment) string { return a.NPI + " " + a.Span.String() }))
	}
	return all
}

// changedSpans tells spans that were before and are now; those that stay are left
// out.
func changedSpans[T any](what string, was, is []T, text func(T) string) string {
	before, after := texts(was, text), texts(is, text)
	var gone, come []string
	for _, t := range before {
		if !slices.Contains(after, t) {
			gone = append(gone, t)
		}
	}
	for _, t := range after {
		if !slices.Contains(before, t) {
			come = append(come, t)
		}
	}
	said := what
	if len(come) > 0 {
		said += " " + joined(come...)
	}
	if len(gone) > 0 {
		said += " in the place of " + joined(gone...)
	}
	return said
}

func texts[T any](all []T, text func(T) string) []string {
	var told []string
	for _, t := range all {
		told = append(told, text(t))
	}
	return told
}

// CapitationTold tells what months already paid gain or lose by the member.
func (r enrollmentRow) CapitationTold() []string {
	var all []string
	for i := range r.Capitation {
		all = append(all, capitationWords(&r.Capitation[i]))
	}
	return all
}

// capitationWords tell what a month's capitation gains or loses by a member.
func capitationWords(a *record.CapitationAdjustment) string {
	month := a.Contract + " for " + a.Month.String()[:len("2026-03")] + ", member " + a.Member + ": "
	if a.Amount.IsNegative() {
		return month + dollars(a.Amount.Neg()) + " is taken from the next payment"
	}
	return month + dollars(a.Amount) + " is paid on top with the next payment"
}

// EnrollmentTotal counts members of 834s with one outcome; every outcome has one.
type EnrollmentTotal struct {
	Outcome record.EnrollmentOutcome
	Count   int
}

func (s *sums) addEnrollment(r *enrollmentRow) {
	if s.enrollmentOutcomes == nil {
		s.enrollmentOutcomes = map[record.EnrollmentOutcome]int{}
	}
	s.enrollments++
	s.enrollmentOutcomes[r.Outcome]++
	for i := range r.Again {
		s.again.add(&r.Again[i])
	}
}
