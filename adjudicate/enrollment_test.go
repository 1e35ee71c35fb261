package adjudicate_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/adjudicate"
	"github.com/hmox12/hmox12/mapping/record"
)

// newRoster is the sample with an exchange plan, and what 834s turn on.
func newRoster() *sample {
	s := newSample()
	s.payer.TIN, s.payer.RecoveryDays, s.payer.RecoveryNoticeDays = "771234567", 365, 30
	exchange := *s.Plan("P1")
	exchange.ID, exchange.Market = "P1X", "exchange"
	s.plans = append(s.plans, &exchange)
	for _, m := range s.members {
		m.GroupNumber = "GRP-5500"
	}
	return s
}

// enrolled is what an 834 says of a member whom the sample has.
func (s *sample) enrolled(id string, maintenance record.MaintenanceType, coverages ...record.MemberBenefit) *record.Enrollment {
	e := &record.Enrollment{
		File:         record.EnrollmentFile{Purpose: "00", Reference: "TEAL-1", Action: "2", Payer: record.NamedParty{ID: record.Reference{Qualifier: "FI", Number: "771234567"}}},
		Received:     20260302,
		Maintenance:  maintenance,
		Subscriber:   true,
		Relationship: "18",
		SubscriberID: id,
		Policy:       "GRP-5500",
		Coverages:    coverages,
	}
	if held := s.MembersByID(id); len(held) == 1 {
		m := held[0]
		e.Person = record.Person{Name: m.Name, BirthDate: m.BirthDate, Sex: m.Sex}
		e.SubscriberID, e.Subscriber, e.Relationship = m.SubscriberID, m.Subscriber(), m.Relationship
	}
	return e
}

// hd is a coverage with dates: a qualifier and a day each.
func hd(maintenance record.MaintenanceType, plan string, dates ...record.Event) record.MemberBenefit {
	return record.MemberBenefit{Maintenance: maintenance, Line: "HMO", Plan: plan, Events: dates}
}

func dtp(qualifier string, day record.Date) record.Event {
	return record.Event{Qualifier: qualifier, Span: record.Span{From: day, To: day}}
}

// chooses adds a PCP to a coverage; change is PLA03, 0 without PLA.
func chooses(c record.MemberBenefit, npi string, change record.Date) record.MemberBenefit {
	c.Providers = []record.ChosenProvider{{Role: record.PrimaryCare, NPI: npi, Established: "26", Change: change, Reason: "14"}}
	return c
}

func coordinates(c record.MemberBenefit, sequence, exists string, from, to record.Date) record.MemberBenefit {
	c.Other = []record.EnrolledOther{{
		Sequence: sequence, Exists: exists, Span: record.Span{From: from, To: to},
		Insurer: record.NamedParty{Name: "CLOVER MUTUAL", ID: record.Reference{Qualifier: "XV", Number: "88002"}},
	}}
	return c
}

func person(last, first string, birth record.Date) record.Person {
	return record.Person{Name: record.PersonName{Last: last, First: first}, BirthDate: birth, Sex: "F", Address: record.Address{Lines: []string{"1 ELM"}, City: "OAKLAND", State: "CA", ZIP: "94601"}}
}

// became tells a result in short: outcome and member, then a line for each
// change, refusal, message and difference.
func became(r *record.EnrollmentResult) string {
	lines := []string{strings.TrimSpace(string(r.Outcome) + " " + r.Member)}
	for _, c := range r.Changes {
		if c.Member != nil {
			lines = append(lines, fmt.Sprintf("%s %s born %s zip %s of %s", c.ID, c.Member.Name, c.Member.BirthDate, c.Member.Address.ZIP, c.Member.SubscriberID))
		}
		if c.CoverageChanged {
			lines = append(lines, c.ID+" covered"+spansOf(c.Coverage))
		}
		if c.OtherChanged {
			text := c.ID + " other"
			for _, o := range c.Other {
				text += fmt.Sprintf("; %s %s first %t", o.PayerName, o.Span, o.Primary)
			}
			lines = append(lines, text)
		}
		if c.PCPsChanged {
			text := c.ID + " PCP"
			for _, a := range c.PCPs {
				text += "; " + a.NPI + " " + a.Span.String()
			}
			lines = append(lines, text)
		}
	}
	for _, x := range r.Refusals {
		lines = append(lines, fmt.Sprintf("refused %d: %s", x.Coverage, x.Code))
	}
	for _, m := range r.Messages {
		lines = append(lines, "tell: "+m)
	}
	for _, d := range r.Differences {
		lines = append(lines, "differs: "+d)
	}
	return strings.Join(lines, "\n")
}

func spansOf(spans []record.CoverageSpan) string {
	text := ""
	for _, s := range spans {
		text += "; " + s.Plan + " " + s.Span.String()
		if s.GraceMonth > 0 {
			text += fmt.Sprintf(" grace %d", s.GraceMonth)
		}
		if s.EndReason != "" {
			text += " " + string(s.EndReason)
		}
	}
	return text
}

func TestWhatSponsorsSayOfMembers(t *testing.T) {
	for _, tt := range []struct {
		name string
		said func(*sample) *record.Enrollment
		want string
	}{
		{"a new subscriber is added with coverage and PCP", func(s *sample) *record.Enrollment {
			e := s.enrolled("GP200001", record.Addition, chooses(hd(record.Addition, "P1", dtp("348", 20260301)), laurel, 0))
			e.Person = person("KELLER", "RUTH", 19910506)
			return e
		}, "added GP200001\nGP200001 KELLER, RUTH born 1991-05-06 zip 94601 of GP200001\nGP200001 covered; P1 from 2026-03-01\nGP200001 PCP; 1000000889 from 2026-03-01"},
		{"a new dependent gets the subscriber's id with two digits, and her address", func(s *sample) *record.Enrollment {
			e := s.enrolled("GP100006", record.Addition, hd(record.Addition, "P2", dtp("348", 20260210)))
			e.Subscriber, e.Relationship, e.Person = false, "19", record.Person{Name: record.PersonName{Last: "FROST", First: "MILA"}, BirthDate: 20260210}
			return e
		}, "added GP10000601\nGP10000601 FROST, MILA born 2026-02-10 zip 94601 of GP100006\nGP10000601 covered; P2 from 2026-02-10"},
		{"a new dependent keeps the id that was agreed on", func(s *sample) *record.Enrollment {
			e := s.enrolled("GP100006", record.Addition, hd(record.Addition, "P2", dtp("348", 20260210)))
			e.Subscriber, e.Relationship, e.Person = false, "19", person("FROST", "MILA", 20260210)
			e.Person.IDQualifier, e.Person.ID = "ZZ", "GP100106"
			return e
		}, "added GP100106\nGP100106 FROST, MILA born 2026-02-10 zip 94601 of GP100006\nGP100106 covered; P2 from 2026-02-10"},
		{"a twin is somebody else", func(s *sample) *record.Enrollment {
			e := s.enrolled("GP100005", record.Addition, hd(record.Addition, "P1D", dtp("348", 20260301)))
			e.Subscriber, e.Relationship, e.Person = false, "19", person("OKAFOR", "UMA", 20150101)
			return e
		}, "added GP10000501\nGP10000501 OKAFOR, UMA born 2015-01-01 zip 94601 of GP100005\nGP10000501 covered; P1D from 2026-03-01"},
		{"coverage ends on its last day", func(s *sample) *record.Enrollment {
			return s.enrolled("GP100001", record.Cancellation, hd(record.Cancellation, "P1", dtp("349", 20260228)))
		}, "ended GP100001\nGP100001 covered; P1 2025-01-01 to 2026-02-28 terminated"},
		{"a member without a coverage loop ends as a whole", func(s *sample) *record.Enrollment {
			e := s.enrolled("GP100008", record.Cancellation)
			e.Events = []record.Event{dtp("357", 20260331)}
			return e
		}, "ended GP100008\nGP100008 covered; P1 2025-01-01 to 2025-12-31 terminated; P1 2026-03-01 to 2026-03-31 terminated"},
		{"death ends coverage where no other day is sent", func(s *sample) *record.Enrollment {
			e := s.enrolled("GP100001", record.Cancellation)
			e.Reason, e.Died = record.Death, 20260220
			return e
		}, "ended GP100001\nGP100001 covered; P1 2025-01-01 to 2026-02-20 terminated"},
		{"what would begin on its last day never was", func(s *sample) *record.Enrollment {
			return s.enrolled("GP100017", record.Cancellation, hd(record.Cancellation, "P1", dtp("349", 20260301)))
		}, "ended GP100017\nGP100017 covered"},
		{"the end of the subscriber takes the dependents along", func(s *sample) *record.Enrollment {
			e := s.enrolled("GP100005", record.Cancellation)
			e.Events = []record.Event{dtp("357", 20260131)}
			return e
		}, "ended GP100005\nGP100005 covered; P1D 2025-01-01 to 2026-01-31 terminated\nGP100010 covered; P1D 2025-01-01 to 2026-01-31 terminated"},
		{"the end of a dependent is his own", func(s *sample) *record.Enrollment {
			return s.enrolled("GP100010", record.Cancellation, hd(record.Cancellation, "", dtp("349", 20260131)))
		}, "ended GP100010\nGP100010 covered; P1D 2025-01-01 to 2026-01-31 terminated"},
		{"an end that is known already is nothing new", func(s *sample) *record.Enrollment {
			return s.enrolled("GP100007", record.Cancellation, hd(record.Cancellation, "P1", dtp("349", 20260131)))
		}, "nothing new GP100007"},
		{"reinstated from the day after its end, coverage has no gap", func(s *sample) *record.Enrollment {
			return s.enrolled("GP100007", record.Reinstatement, hd(record.Reinstatement, "P1", dtp("348", 20260201)))
		}, "reinstated GP100007\nGP100007 covered; P1 from 2025-01-01"},
		{"reinstated later, it has one", func(s *sample) *record.Enrollment {
			return s.enrolled("GP100007", record.Reinstatement, hd(record.Reinstatement, "P1", dtp("348", 20260301)))
		}, "reinstated GP100007\nGP100007 covered; P1 2025-01-01 to 2026-01-31 terminated; P1 from 2026-03-01"},
		{"reinstated as a whole, without a date", func(s *sample) *record.Enrollment {
			return s.enrolled("GP100007", record.Reinstatement)
		}, "reinstated GP100007\nGP100007 covered; P1 from 2025-01-01"},
		{"a plan changes from a day on", func(s *sample) *record.Enrollment {
			return s.enrolled("GP100001", record.Change, hd(record.Change, "P2", dtp("348", 20260301)))
		}, "changed GP100001\nGP100001 covered; P1 2025-01-01 to 2026-02-28; P2 from 2026-03-01"},
		{"a plan that changes on its first day was another one all the time", func(s *sample) *record.Enrollment {
			return s.enrolled("GP100017", record.Change, hd(record.Change, "P2", dtp("348", 20260301)))
		}, "changed GP100017\nGP100017 covered; P2 from 2026-03-01"},
		{"coverage begins earlier", func(s *sample) *record.Enrollment {
			return s.enrolled("GP100017", record.Change, hd(record.Change, "P1", dtp("348", 20260201)))
		}, "changed GP100017\nGP100017 covered; P1 from 2026-02-01"},
		{"a change within the coverage leaves it", func(s *sample) *record.Enrollment {
			return s.enrolled("GP100001", record.Change, hd(record.Change, "P1", dtp("303", 20260301)))
		}, "nothing new GP100001"},
		{"an address is taken over", func(s *sample) *record.Enrollment {
			e := s.enrolled("GP100001", record.Change)
			e.Person.Address = record.Address{Lines: []string{"9 NEW STREET"}, City: "OAKLAND", State: "CA", ZIP: "94607"}
			return e
		}, "changed GP100001\nGP100001 ABARA, LINA born 1980-01-01 zip 94607 of GP100001"},
		{"a name and a birth date are corrected", func(s *sample) *record.Enrollment {
			e := s.enrolled("GP100001", record.Change)
			was := e.Person
			e.Corrected, e.Was = true, &was
			e.Person.Name, e.Person.BirthDate = record.PersonName{Last: "ABARRA", First: "LINA"}, 19810101
			return e
		}, "changed GP100001\nGP100001 ABARRA, LINA born 1981-01-01 zip 94601 of GP100001"},
		{"a name that is only written otherwise is told", func(s *sample) *record.Enrollment {
			e := s.enrolled("GP100001", record.Change)
			e.Person.Name.Last = "ABARRA"
			return e
		}, "nothing new GP100001\ntell: The name is spelled otherwise on file and was not sent as a correction (NM1*74)."},
		{"a PCP changes since the day of the change", func(s *sample) *record.Enrollment {
			return s.enrolled("GP100004", record.Change, chooses(hd(record.Change, "P1", dtp("303", 20260301)), laurel, 20260215))
		}, "changed GP100004\nGP100004 PCP; 1000000608 2025-01-01 to 2026-02-14; 1000000889 from 2026-02-15"},
		{"a PCP without a day of change does not replace the one on file", func(s *sample) *record.Enrollment {
			return s.enrolled("GP100004", record.Change, chooses(hd(record.Change, "P1", dtp("303", 20260301)), laurel, 0))
		}, "nothing new GP100004\ntell: PCP 1000000889 is not assigned: another one is on file and no change (PLA) was sent."},
		{"who is no PCP is not assigned, and the member stays", func(s *sample) *record.Enrollment {
			e := s.enrolled("GP200001", record.Addition, chooses(hd(record.Addition, "P1", dtp("348", 20260301)), maple, 0))
			e.Person = person("KELLER", "RUTH", 19910506)
			return e
		}, "added GP200001\nGP200001 KELLER, RUTH born 1991-05-06 zip 94601 of GP200001\nGP200001 covered; P1 from 2026-03-01\ntell: PCP 1000000954 is not assigned: the provider is no PCP."},
		{"nor who is in no network of the plan", func(s *sample) *record.Enrollment {
			return s.enrolled("GP100016", record.Change, chooses(hd(record.Change, "P1N", dtp("303", 20260301)), hazel, 20260301))
		}, "nothing new GP100016\ntell: PCP 1000000608 is not assigned: the provider is in no network of plan P1N on that day."},
		{"nor who is unknown", func(s *sample) *record.Enrollment {
			return s.enrolled("GP100004", record.Change, chooses(hd(record.Change, "P1", dtp("303", 20260301)), "1234567893", 20260301))
		}, "nothing new GP100004\ntell: PCP 1234567893 is not assigned: nobody of that NPI is on file."},
		{"another payer is first", func(s *sample) *record.Enrollment {
			return s.enrolled("GP100001", record.Change, coordinates(hd(record.Change, "P1", dtp("303", 20260301)), "P", "1", 20260101, 20260630))
		}, "changed GP100001\nGP100001 other; CLOVER MUTUAL 2026-01-01 to 2026-06-30 first true"},
		{"another payer is none", func(s *sample) *record.Enrollment {
			e := s.enrolled("GP100009", record.Change, coordinates(hd(record.Change, "P1", dtp("303", 20260301)), "P", "6", 0, 0))
			e.Coverages[0].Other[0].Insurer.ID.Number = "88001"
			return e
		}, "changed GP100009\nGP100009 other; Other Commercial 2025-01-01 to 2026-02-28 first true"},
		{"a premium that is owed makes months of grace", func(s *sample) *record.Enrollment {
			s.cover("GP100001", record.CoverageSpan{Plan: "P1X", Span: record.Span{From: 20250101}})
			return s.enrolled("GP100001", record.Change, hd(record.Change, "P1X", dtp("303", 20260301), dtp("543", 20251231)))
		}, "changed GP100001\nGP100001 covered; P1X 2025-01-01 to 2025-12-31; P1X 2026-01-01 to 2026-01-31 grace 1; P1X 2026-02-01 to 2026-02-28 grace 2; P1X from 2026-03-01 grace 3"},
		{"a premium that is paid ends them", func(s *sample) *record.Enrollment {
			s.cover("GP100001", record.CoverageSpan{Plan: "P1X", Span: record.Span{From: 20250101, To: 20260131}}, record.CoverageSpan{Plan: "P1X", Span: record.Span{From: 20260201}, GraceMonth: 2})
			return s.enrolled("GP100001", record.Change, hd(record.Change, "P1X", dtp("303", 20260301), dtp("543", 20260331)))
		}, "changed GP100001\nGP100001 covered; P1X from 2025-01-01"},
		{"without a tax credit there is no grace of three months", func(s *sample) *record.Enrollment {
			s.cover("GP100001", record.CoverageSpan{Plan: "P1X", Span: record.Span{From: 20250101}})
			e := s.enrolled("GP100001", record.Change, hd(record.Change, "P1X", dtp("303", 20260301), dtp("543", 20251231)))
			e.Categories = []record.ReportingCategory{{Name: "APTC AMT", Reference: record.Reference{Qualifier: "9V", Number: "0.00"}}}
			return e
		}, "nothing new GP100001"},
		{"a plan that is not on file is refused", func(s *sample) *record.Enrollment {
			e := s.enrolled("GP200001", record.Addition, hd(record.Addition, "GOLD", dtp("348", 20260301)))
			e.Person = person("KELLER", "RUTH", 19910506)
			return e
		}, "refused\nrefused 1: unknown plan"},
		{"one of two coverages is refused alone", func(s *sample) *record.Enrollment {
			e := s.enrolled("GP200001", record.Addition, hd(record.Addition, "GOLD", dtp("348", 20260301)), hd(record.Addition, "P1", dtp("348", 20260301)))
			e.Person = person("KELLER", "RUTH", 19910506)
			return e
		}, "added GP200001\nGP200001 KELLER, RUTH born 1991-05-06 zip 94601 of GP200001\nGP200001 covered; P1 from 2026-03-01\nrefused 1: unknown plan"},
		{"coverage that overlaps another one is refused", func(s *sample) *record.Enrollment {
			return s.enrolled("GP100001", record.Addition, hd(record.Addition, "P2", dtp("348", 20260301)))
		}, "refused GP100001\nrefused 1: overlap"},
		{"the same coverage once more is nothing new", func(s *sample) *record.Enrollment {
			return s.enrolled("GP100001", record.Addition, hd(record.Addition, "P1", dtp("348", 20260301)))
		}, "nothing new GP100001"},
		{"a dependent of nobody is refused", func(s *sample) *record.Enrollment {
			e := s.enrolled("GP200001", record.Addition, hd(record.Addition, "P1", dtp("348", 20260301)))
			e.Subscriber, e.Person = false, person("KELLER", "MILA", 20200102)
			return e
		}, "refused\nrefused 0: unknown subscriber"},
		{"a change of somebody who is not on file is refused", func(s *sample) *record.Enrollment {
			e := s.enrolled("GP200001", record.Change)
			e.Person = person("KELLER", "RUTH", 19910506)
			return e
		}, "refused\nrefused 0: unknown member"},
		{"a number that is another person's is refused", func(s *sample) *record.Enrollment {
			e := s.enrolled("GP100001", record.Cancellation)
			e.Person, e.Events = person("KELLER", "RUTH", 19910506), []record.Event{dtp("357", 20260131)}
			return e
		}, "refused\nrefused 0: another person"},
		{"a member of another group is refused", func(s *sample) *record.Enrollment {
			e := s.enrolled("GP100001", record.Cancellation)
			e.Policy, e.Events = "GRP-7700", []record.Event{dtp("357", 20260131)}
			return e
		}, "refused GP100001\nrefused 0: another group"},
		{"who comes from another group is added when the coverage there has ended", func(s *sample) *record.Enrollment {
			e := s.enrolled("GP100007", record.Addition, hd(record.Addition, "P2", dtp("348", 20260301)))
			e.Policy = "GRP-7700"
			return e
		}, "changed GP100007\nGP100007 GREEN, PAUL born 1980-07-07 zip 94601 of GP100007\nGP100007 covered; P1 2025-01-01 to 2026-01-31 terminated; P2 from 2026-03-01"},
		{"an end without a day is refused", func(s *sample) *record.Enrollment {
			return s.enrolled("GP100001", record.Cancellation, hd(record.Cancellation, "P1", dtp("303", 20260301)))
		}, "refused GP100001\nrefused 1: no date"},
		{"a file for another payer is refused", func(s *sample) *record.Enrollment {
			e := s.enrolled("GP100001", record.Cancellation)
			e.File.Payer.ID.Number = "999999999"
			return e
		}, "refused\nrefused 0: another payer"},
		{"what can't be read is refused", func(s *sample) *record.Enrollment {
			e := s.enrolled("GP100001", record.Cancellation)
			e.Unread = []string{"DTP*357"}
			return e
		}, "refused\nrefused 0: unreadable"},
		{"a file of all members is compared", func(s *sample) *record.Enrollment {
			e := s.enrolled("GP100004", record.AuditOrCompare, chooses(hd(record.AuditOrCompare, "P2", dtp("348", 20260101)), laurel, 0), hd(record.AuditOrCompare, "P1", dtp("348", 20250101), dtp("349", 20260131)))
			e.Person.BirthDate = 19800405
			e.File.Action = record.VerifyFile
			return e
		}, "compared GP100004\ndiffers: The birth date is another one on file.\ndiffers: On file plan P1 covers on 2026-01-01, in the file plan P2.\ndiffers: On file the coverage goes on, in the file it ends on 2026-01-31."},
		{"who is in the file of all members and not on file is told", func(s *sample) *record.Enrollment {
			e := s.enrolled("GP200001", record.AuditOrCompare, hd(record.AuditOrCompare, "P1", dtp("348", 20260301)))
			e.Person, e.File.Action = person("KELLER", "RUTH", 19910506), record.VerifyFile
			return e
		}, "compared\ndiffers: The member is not on file."},
		{"a copy for information changes nothing", func(s *sample) *record.Enrollment {
			e := s.enrolled("GP100001", record.Cancellation, hd(record.Cancellation, "P1", dtp("349", 20260131)))
			e.File.Purpose = "22"
			return e
		}, "compared GP100001"},
		{"a file that replaces is right about plan and member", func(s *sample) *record.Enrollment {
			e := s.enrolled("GP100001", record.AuditOrCompare, hd(record.AuditOrCompare, "P2", dtp("348", 20260301)))
			e.File.Action = record.ReplaceFile
			return e
		}, "changed GP100001\nGP100001 covered; P1 2025-01-01 to 2026-02-28; P2 from 2026-03-01"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := newRoster()
			r := adjudicate.Enroll(s.shelf, tt.said(s), adjudicate.EnrollmentOptions{Today: 20260302})
			assert.Equal(t, tt.want, became(r))
			for _, step := range r.Trail {
				assert.NotEmpty(t, step.Concluded, step.Rule)
			}
		})
	}
}

// cover gives a member other coverage.
func (s *sample) cover(id string, spans ...record.CoverageSpan) {
	s.coverage = slices.DeleteFunc(s.coverage, func(c record.CoverageSpan) bool { return c.Member == id })
	for _, span := range spans {
		span.Member = id
		s.coverage = append(s.coverage, span)
	}
}

// enroll has an 834 done and the book changed by it.
func (s *sample) enroll(e *record.Enrollment) *record.EnrollmentResult {
	r := adjudicate.Enroll(s.shelf, e, adjudicate.EnrollmentOptions{Today: 20260302})
	for _, c := range r.Changes {
		if c.Member != nil {
			s.members = slices.DeleteFunc(s.members, func(m *record.Member) bool { return m.ID == c.ID })
			s.members = append(s.members, c.Member)
		}
		if c.CoverageChanged {
			s.cover(c.ID, c.Coverage...)
		}
		if c.OtherChanged {
			s.others = append(slices.DeleteFunc(s.others, func(o record.OtherCoverage) bool { return o.Member == c.ID }), c.Other...)
		}
		if c.PCPsChanged {
			s.pcps = append(slices.DeleteFunc(s.pcps, func(a record.PCPAssignment) bool { return a.Member == c.ID }), c.PCPs...)
		}
	}
	return r
}

func TestAnEndDateMayBeTheFirstDayWithout(t *testing.T) {
	s := newRoster()
	e := s.enrolled("GP100001", record.Cancellation, hd(record.Cancellation, "P1", dtp("349", 20260301)))
	r := adjudicate.Enroll(s.shelf, e, adjudicate.EnrollmentOptions{Today: 20260302, EndsBefore: true})
	assert.Equal(t, "ended GP100001\nGP100001 covered; P1 2025-01-01 to 2026-02-28 terminated", became(r))
}

func TestTheSameFileAgainChangesNothing(t *testing.T) {
	for name, said := range map[string]func(*sample) *record.Enrollment{
		"an end": func(s *sample) *record.Enrollment {
			return s.enrolled("GP100001", record.Cancellation, hd(record.Cancellation, "P1", dtp("349", 20260228)))
		},
		"a plan": func(s *sample) *record.Enrollment {
			return s.enrolled("GP100001", record.Change, hd(record.Change, "P2", dtp("348", 20260301)))
		},
		"a PCP": func(s *sample) *record.Enrollment {
			return s.enrolled("GP100004", record.Change, chooses(hd(record.Change, "P1", dtp("303", 20260301)), laurel, 20260215))
		},
		"another payer": func(s *sample) *record.Enrollment {
			return s.enrolled("GP100001", record.Change, coordinates(hd(record.Change, "P1", dtp("303", 20260301)), "P", "1", 20260101, 0))
		},
		"a new member": func(s *sample) *record.Enrollment {
			e := s.enrolled("GP200001", record.Addition, chooses(hd(record.Addition, "P1", dtp("348", 20260301)), laurel, 0))
			e.Person = person("KELLER", "RUTH", 19910506)
			return e
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := newRoster()
			e := said(s)
			require.NotEmpty(t, s.enroll(e).Changes)
			again := s.enroll(e)
			assert.Empty(t, again.Changes)
			assert.Equal(t, record.MemberUnchanged, again.Outcome)
		})
	}
}

func TestEnrollingLeavesTheBookAsItWas(t *testing.T) {
	s := newRoster()
	before := slices.Clone(s.Coverage("GP100005"))
	e := s.enrolled("GP100005", record.Cancellation)
	e.Events = []record.Event{dtp("357", 20260131)}
	r := adjudicate.Enroll(s.shelf, e, adjudicate.EnrollmentOptions{Today: 20260302})
	require.Len(t, r.Changes, 2)
	assert.Equal(t, before, s.Coverage("GP100005"))
	assert.Equal(t, before, r.Changes[0].CoverageWas)
	assert.Equal(t, "834 TEAL-1", r.Changes[0].Coverage[0].Source)
}
