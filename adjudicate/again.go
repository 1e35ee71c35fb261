package adjudicate

import (
	"fmt"
	"slices"

	"github.com/hmox12/hmox12/mapping/record"
)

// Again is a claim that is decided already, and why it is looked at again.
type Again struct {
	Claim    *record.Claim
	Decision *record.Decision // that stands
	Paid     record.Date      // day of the payment that carried it; no date while none has
	Told     record.Date      // when the HMO was told what changed
	Source   string           // what said so
	Changed  []ChangedDays
}

// ChangedDays are days for which a member's coverage is not what it was.
type ChangedDays struct {
	record.Span
	Why  record.RARC // alert at the reversal of a claim for them
	Text string      // for a person
}

// ChangedDaysOf returns the days for which a change bears on claims: covered or
// not, by which plan, premium owed beyond the first month of grace, another payer
// first. Source: docs/adjudication.md, Decided again.
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
	slices.Sort(firsts)
	firsts = slices.Compact(firsts)
	var all []ChangedDays
	for i, first := range firsts {
		if first == 0 {
			continue // an open end
		}
		why, text := changeOn(change, first)
		if why == "" {
			continue
		}
		days := ChangedDays{Span: record.Span{From: first}, Why: why, Text: text}
		if i+1 < len(firsts) {
			days.To = firsts[i+1].AddDays(-1)
		}
		if last := len(all) - 1; last >= 0 && all[last].To.AddDays(1) == first && all[last].Why == why && all[last].Text == text {
			all[last].To = days.To
			continue
		}
		all = append(all, days)
	}
	return all
}

// changeOn returns what is no more as it was on a day, nothing when all is.
func changeOn(change *record.MemberChange, day record.Date) (why record.RARC, text string) {
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

// bears returns the first of the changed days on which the claim has a service;
// nil when it has none. A void, a replacement that was refused, and what waits for
// a person are not looked at.
func (a *Again) bears() *ChangedDays {
	switch d := a.Decision; {
	case d.Outcome == record.Pended, d.Outcome == record.Voided, d.Status == record.Reversal,
		a.Claim.Frequency == "8", a.Claim.Frequency == "7" && d.Corrects == "":
		return nil
	}
	for i := range a.Changed {
		if a.Changed[i].Overlaps(a.Claim.Dates) && a.Claim.Dates.From != 0 {
			return &a.Changed[i]
		}
		for j := range a.Claim.Lines {
			dates := a.Claim.DatesOf(&a.Claim.Lines[j])
			if dates.From != 0 && a.Changed[i].Overlaps(record.Span{From: dates.From, To: max(dates.From, dates.To)}) {
				return &a.Changed[i]
			}
		}
	}
	return nil
}

// DecideAgain decides a claim again after a change of the member's records, as if
// the first decision had never been: that is reversed, every amount and posting,
// and the new decision carries the reversal. The decision is nil where the first
// one stays: the changed days don't concern it, nothing would be otherwise, money
// would come back that was paid too long ago, or a person has to decide. What
// became of it is told where the change concerns it at all, else nil.
//
// Book and Ledger are as for Decide, with the changes in them. Source:
// docs/adjudication.md, Decided again.
func DecideAgain(book Book, ledger Ledger, a *Again, opts Options) (*record.Decision, *record.DecidedAgain) {
	days := a.bears()
	if days == nil {
		return nil, nil
	}
	first := a.Decision
	told := &record.DecidedAgain{
		Claim: a.Claim.Control, Account: a.Claim.Account, Payee: first.Payee, Why: days.Why,
		Was: first.Paid.Add(first.Interest), Is: first.Paid.Add(first.Interest),
	}
	c := newCase(book, without{ledger, first}, a.Claim, opts)
	c.again, c.reversal = a, Reverse(first, days.Why, opts.Today)
	c.verdicts = first.Verdicts
	step := record.Step{
		Rule: "R32", Name: "Decided again", Result: record.Note,
		Looked:    []string{a.Source, "days " + days.Span.String() + ": " + days.Text, "first decided " + first.Decided.String()},
		Concluded: "Decided again, as if the first decision had never been.",
	}
	d := c.decide()
	told.Is = d.Paid.Add(d.Interest)
	switch limit := book.Payer().RecoveryDays; {
	case d.Outcome == record.Pended:
		told.Result, told.Is = record.AgainWaits, told.Was
		told.Concluded = fmt.Sprintf("Decided again it would wait for a person (%s); it stays as it was.", d.Claim)
		return nil, told
	case sameDecision(first, d):
		told.Result = record.AgainSame
		told.Concluded = "Decided again it would be the same."
		return nil, told
	case told.Is.LessThan(told.Was) && a.Paid != 0 && a.Paid.DaysUntil(opts.Today) > limit:
		told.Result, told.Is = record.AgainTooLate, told.Was
		told.Concluded = fmt.Sprintf("Paid on %s, more than %d days ago: nothing is taken back.", a.Paid, limit)
		return nil, told
	}
	told.Result = record.AgainDecided
	told.Concluded = fmt.Sprintf("Reversed (%s) and decided again as %s: %s.", days.Why, d.Outcome, days.Text)
	if over := told.Was.Sub(told.Is); over.IsPositive() && a.Paid != 0 {
		told.Recovery, told.Due = over, book.Payer().RecoveryDue(opts.Today)
		notice := fmt.Sprintf(" %s is taken back from %s on, unless the payee contests it.", dollars(over), told.Due)
		told.Concluded += notice
		step.Concluded += notice
	}
	d.Trace = append([]record.Step{step}, d.Trace...)
	return d, told
}

// sameDecision reports whether two decisions of a claim say the same to the
// provider.
func sameDecision(a, b *record.Decision) bool {
	return a.Outcome == b.Outcome && a.Status == b.Status && a.Paid.Equal(b.Paid) && a.Interest.Equal(b.Interest) &&
		a.InsuranceType == b.InsuranceType && slices.Equal(a.Remarks, b.Remarks) &&
		slices.EqualFunc(a.Lines, b.Lines, func(a, b record.LineDecision) bool {
			return a.Paid.Equal(b.Paid) && slices.Equal(a.Remarks, b.Remarks) &&
				slices.EqualFunc(a.Adjustments, b.Adjustments, func(a, b record.Adjustment) bool {
					return a.Group == b.Group && a.Reason == b.Reason && a.Amount.Equal(b.Amount)
				})
		})
}

// Deferred returns what has a recovery be taken later and not at once: the payment
// that tells the reversal gives the money back on the day of the decision, and a
// later one takes it when the days of notice are over. version is that of the
// reversal. Source: docs/adjudication.md, Decided again; X12 RFI 227.
func Deferred(told *record.DecidedAgain, version int, today record.Date) []*record.Payable {
	key := fmt.Sprintf("recovery %s version %d", told.Claim, version)
	return []*record.Payable{
		{Key: key + " put off", Payee: told.Payee, Reason: record.OverpaymentRecovery, Reference: told.Claim, Amount: told.Recovery.Neg(), Due: today},
		{Key: key, Payee: told.Payee, Reason: record.OverpaymentRecovery, Reference: told.Claim, Amount: told.Recovery, Due: told.Due},
	}
}
