package adjudicate_test

import (
	"testing"

	"pgregory.net/rapid"

	"github.com/hmox12/hmox12/adjudicate"
	"github.com/hmox12/hmox12/mapping/record"
)

// Whatever sponsors say, one after the other: a member is never covered twice on a
// day and never has two PCPs, spans are in order and have a day each, what is
// refused or compared changes nothing, and every claim that was decided is either
// left or decided again so that its versions come to one.
func TestEveryEnrollmentIsSound(t *testing.T) {
	pick := func(t *rapid.T, name string, of ...string) string { return rapid.SampledFrom(of).Draw(t, name) }
	types := []record.MaintenanceType{
		record.Change, record.Addition, record.Cancellation, record.Reinstatement, record.AuditOrCompare, record.Deletion,
	}
	day := func(t *rapid.T, name string) record.Date {
		return record.Date(20251101).AddDays(rapid.IntRange(0, 200).Draw(t, name))
	}
	coverage := func(t *rapid.T) record.MemberBenefit {
		c := hd(rapid.SampledFrom(types).Draw(t, "HD01"), pick(t, "plan", "P1", "P1X", "P2", "P1N", "GOLD", ""))
		for _, q := range []string{"348", "349", "303", "543"} {
			if rapid.Bool().Draw(t, q) {
				c.Events = append(c.Events, dtp(q, day(t, q+" day")))
			}
		}
		if rapid.Bool().Draw(t, "PCP") {
			change := record.Date(0)
			if rapid.Bool().Draw(t, "PLA") {
				change = day(t, "PLA03")
			}
			c = chooses(c, pick(t, "NPI", laurel, hazel, maple, elm, "1234567893"), change)
		}
		if rapid.IntRange(0, 2).Draw(t, "COB") == 0 {
			c = coordinates(c, pick(t, "COB01", "P", "S", "U"), pick(t, "COB03", "1", "6"), 0, 0)
			if rapid.Bool().Draw(t, "344") {
				c.Other[0].Span = record.Span{From: day(t, "344 day"), To: day(t, "345 day")}
			}
		}
		return c
	}
	rapid.Check(t, func(t *rapid.T) {
		s := newRoster()
		ids := []string{"GP100001", "GP100005", "GP100010", "GP100007", "GP100008", "GP100009", "GP200001"}
		for i, id := range ids[:4] {
			s.decide(dated(s.sent(string(rune('a'+i)), id, laurel, "99213 150"), day(t, "service")))
		}
		for range rapid.IntRange(1, 5).Draw(t, "files") {
			e := s.enrolled(rapid.SampledFrom(ids).Draw(t, "member"), rapid.SampledFrom(types).Draw(t, "INS03"))
			if e.SubscriberID == "GP200001" {
				e.Person = person("KELLER", "RUTH", 19910506)
			}
			if rapid.Bool().Draw(t, "357") {
				e.Events = []record.Event{dtp("357", day(t, "357 day"))}
			}
			e.File.Action = pick(t, "BGN08", "2", "2", "2", record.VerifyFile, record.ReplaceFile)
			e.Reason = record.MaintenanceReason(pick(t, "INS04", "08", "59", ""))
			for range rapid.IntRange(0, 2).Draw(t, "coverages") {
				e.Coverages = append(e.Coverages, coverage(t))
			}
			r := s.enroll(e)
			checkEnrollment(t, s, r)
			for i := range r.Changes {
				s.decideAgain(t, e, &r.Changes[i])
			}
		}
	})
}

func checkEnrollment(t *rapid.T, s *sample, r *record.EnrollmentResult) {
	if len(r.Trail) == 0 || r.Outcome == "" {
		t.Fatalf("nothing is told: %+v", r)
	}
	if len(r.Changes) > 0 && (r.Refused() || r.Outcome == record.MemberCompared || r.Outcome == record.MemberUnchanged) {
		t.Fatalf("%s, but changed: %s", r.Outcome, became(r))
	}
	for _, m := range s.members {
		spans := s.Coverage(m.ID)
		for i := range spans {
			if spans[i].From == 0 || spans[i].To != 0 && spans[i].To < spans[i].From {
				t.Fatalf("a span without a day: %s", spansOf(spans))
			}
			if i > 0 && (spans[i].From < spans[i-1].From || spans[i].Overlaps(spans[i-1].Span)) {
				t.Fatalf("covered twice: %s", spansOf(spans))
			}
		}
		pcps := s.PCPs(m.ID)
		for i := range pcps {
			if pcps[i].To != 0 && pcps[i].To < pcps[i].From || i > 0 && pcps[i].Overlaps(pcps[i-1].Span) {
				t.Fatalf("two PCPs: %+v", pcps)
			}
		}
		for _, o := range s.OtherCoverage(m.ID) {
			if o.To != 0 && o.To < o.From {
				t.Fatalf("another payer without a day: %+v", o)
			}
		}
	}
}

// decideAgain decides the claims of a change again, as intake does.
func (s *sample) decideAgain(t *rapid.T, e *record.Enrollment, change *record.MemberChange) {
	for _, control := range []string{"a", "b", "c", "d"} {
		first := s.tally.claims[control]
		claim := s.sentClaims[control]
		if first.Member != change.ID {
			continue
		}
		used := map[record.Counter]string{}
		for c, v := range s.used {
			used[c] = v.String()
		}
		d, told := adjudicate.DecideAgain(s.shelf, s.tally, &adjudicate.Again{
			Claim: claim, Decision: first, Paid: 20260301, Told: e.Received, Source: adjudicate.EnrollmentSource(e), Changed: adjudicate.ChangedDaysOf(change),
		}, s.opts)
		if told == nil || d == nil {
			continue
		}
		if !d.Reversal.Paid.Add(first.Paid).IsZero() || d.Reversal.Control != control || d.Control != control {
			t.Fatalf("the reversal does not take the first decision back: %s", tell(d.Reversal))
		}
		if !told.Was.Sub(told.Is).Equal(told.Recovery) && told.Recovery.IsPositive() {
			t.Fatalf("recovery of %s, but %s became %s", told.Recovery, told.Was, told.Is)
		}
		s.take(claim, d)
		for c, v := range s.used {
			if v.IsNegative() {
				t.Fatalf("counter %+v is %s, was %s", c, v, used[c])
			}
		}
	}
}
