package adjudicate

import (
	"slices"

	"github.com/hmox12/hmox12/mapping/record"
)

// ChangedDays are days for which something is not as it was when claims for them
// were decided.
type ChangedDays struct {
	record.Span
	Why  record.RARC // alert at the reversal of a claim for them
	Text string      // for a person
	// Harmless says that no money is taken back for them.
	Harmless bool
	// touches narrows it to some lines of a claim for them; nil: all.
	touches func(*record.Claim, *record.LineDecision) bool
}

// ChangedDaysOf returns the days for which a change bears on claims: covered or
// not, by which plan, premium owed beyond the first month of grace, another payer
// first, another PCP. Source: docs/adjudication.md, Decided again.
func ChangedDaysOf(change *record.MemberChange) []ChangedDays {
	var firsts []record.Date
	for _, spans := range [][]record.CoverageSpan{change.CoverageWas, change.Coverage} {
		for _, s := range spans {
			firsts = append(firsts, s.From, s.To.AddDays(1))
		}
	}
	for _, others := range [][]record.OtherCoverage{change.OtherWas, change.Other} {
		for _, o := range others {
			firsts = append(firsts, o.From, o.To.AddDays(1))
		}
	}
	for _, pcps := range [][]record.PCPAssignment{change.PCPsWas, change.PCPs} {
		for _, a := range pcps {
			firsts = append(firsts, a.From, a.To.AddDays(1))
		}
	}
	slices.Sort(firsts)
	firsts = slices.Compact(firsts)
	var all []ChangedDays
	for i, first := range firsts {
		if first == 0 {
			continue // an open end
		}
		days := changeOn(change, first)
		if days.Why == "" {
			continue
		}
		if i+1 < len(firsts) {
			days.To = firsts[i+1].AddDays(-1)
		}
		if last := len(all) - 1; last >= 0 && all[last].To.AddDays(1) == first && all[last].Why == days.Why && all[last].Text == days.Text {
			all[last].To = days.To
			continue
		}
		all = append(all, days)
	}
	return all
}

// changeOn returns what is no more as it was from a day on, without Why when all is.
// Who treated as the PCP of record is not to lose by another one who is named in
// hindsight.
func changeOn(change *record.MemberChange, day record.Date) ChangedDays {
	days := ChangedDays{Span: record.Span{From: day}}
	if days.Why, days.Text = coverageOn(change, day); days.Why != "" {
		return days
	}
	if days.Text = pcpChangeOn(change, day); days.Text != "" {
		days.Why, days.Harmless = "MA67", true
	}
	return days
}

// pcpChangeOn tells who is the PCP of a day now, nothing when it is who it was.
func pcpChangeOn(change *record.MemberChange, day record.Date) string {
	is := pcpIn(change.PCPs, day)
	switch {
	case !change.PCPsChanged || pcpIn(change.PCPsWas, day) == is:
		return ""
	case is == "":
		return "nobody is the PCP"
	}
	return is + " is the PCP"
}

// coverageOn tells what is no more as it was on a day of coverage and other payers.
func coverageOn(change *record.MemberChange, day record.Date) (why record.RARC, text string) {
	was, is := spanOn(change.CoverageWas, day), spanOn(change.Coverage, day)
	if change.CoverageChanged {
		switch {
		case was != nil && is == nil:
			if near, _ := nearest(change.Coverage, day); near != nil && near.EndReason == record.EndNonPayment {
				return "N698", "the coverage ended since the premium was not paid"
			}
			return "N687", "the coverage was taken back"
		case was == nil && is != nil:
			return "MA67", "covered by plan " + is.Plan
		case was != nil && was.Plan != is.Plan:
			return "MA67", "covered by plan " + is.Plan + " in the place of " + was.Plan
		case was != nil && inGraceOn(was) && !inGraceOn(is):
			return "MA67", "the premium was paid"
		case was != nil && !inGraceOn(was) && inGraceOn(is):
			return "MA67", "the premium is owed beyond the first month"
		}
	}
	if change.OtherChanged && firstPayer(change.OtherWas, day) != firstPayer(change.Other, day) {
		if first := firstPayer(change.Other, day); first != "" {
			return "N696", first + " pays first"
		}
		return "N696", "nobody else pays first"
	}
	return "", ""
}

// pcpIn names the PCP of a day, empty when there is none.
func pcpIn(pcps []record.PCPAssignment, day record.Date) string {
	for i := range pcps {
		if pcps[i].Contains(day) {
			return pcps[i].NPI
		}
	}
	return ""
}

func inGraceOn(s *record.CoverageSpan) bool { return s.GraceMonth >= 2 }

// firstPayer names who pays before us on a day, empty when nobody does.
func firstPayer(others []record.OtherCoverage, day record.Date) string {
	for i := range others {
		if others[i].Primary && others[i].Contains(day) {
			return others[i].PayerName
		}
	}
	return ""
}

// JoinedDays returns the days on which a claim that was about nobody, or about
// somebody else of the household, may turn out to be about a member who was added
// since, or is described otherwise: those on which the member is covered now.
// Source: docs/adjudication.md, Decided again.
func JoinedDays(book Book, member string) []ChangedDays {
	var all []ChangedDays
	for _, s := range book.Coverage(member) {
		all = append(all, ChangedDays{Span: s.Span, Why: "MA67", Text: "the patient is member " + member + ", covered by plan " + s.Plan})
	}
	return all
}

// bears returns the first of the changed days on which the claim has a service
// that they touch; nil when it has none. A void, a replacement that was refused, a
// predetermination, and what waits for a person are not looked at.
func (a *Again) bears() *ChangedDays {
	switch d := a.Decision; {
	case d.Outcome == record.Pended, d.Outcome == record.Voided, d.Status == record.Reversal,
		a.Claim.Frequency == "8", a.Claim.Frequency == "7" && d.Corrects == "", isPredetermination(a.Claim):
		return nil
	}
	for i := range a.Changed {
		days := &a.Changed[i]
		for j := range a.Decision.Lines {
			line := &a.Decision.Lines[j]
			if (days.touches == nil || days.touches(a.Claim, line)) && days.have(a.Claim, line) {
				return days
			}
		}
	}
	return nil
}

// have reports whether a decided line has a service on one of the days.
func (days *ChangedDays) have(claim *record.Claim, decided *record.LineDecision) bool {
	dates := datesOf(claim, decided)
	return dates.From != 0 && days.Overlaps(record.Span{From: dates.From, To: max(dates.From, dates.To)})
}

// datesOf returns the dates of service of a decided line. The dates of the claim
// stand for a line without, and of a stay its days.
func datesOf(claim *record.Claim, decided *record.LineDecision) record.Span {
	if stay := claim.Stay(); decided.Line == 0 && stay != nil {
		return stay.Dates
	}
	for i := range claim.Lines {
		if claim.Lines[i].Number == decided.Line {
			return claim.DatesOf(&claim.Lines[i])
		}
	}
	return claim.Dates
}
