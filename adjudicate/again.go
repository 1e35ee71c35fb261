package adjudicate

import (
	"slices"

	"github.com/hmox12/hmox12/mapping/record"
)

// Again is a claim that is decided already, and why it is looked at again.
type Again struct {
	Claim    *record.Claim
	Decision *record.Decision // that stands
	Paid     record.Date      // day of the payment that carried it; no date while none has
	// Told is when the HMO was told what changed: what is paid on top became due then.
	// No date: it was due since the claim came.
	Told    record.Date
	Source  string // what said so
	Changed []ChangedDays
	// Member, where set, is who the patient must turn out to be, and was not when the
	// claim was decided.
	Member string
	// HoldHarmless says that no money is taken back.
	HoldHarmless bool
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
	if days == nil || a.Member != "" && !a.isHers(book, ledger, opts) {
		return nil, nil
	}
	first := a.Decision
	told := &record.DecidedAgain{
		Claim: a.Claim.Control, Account: a.Claim.Account, Payee: first.Payee, Source: a.Source, Why: days.Why,
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
	switch limit := recoveryDays(book, first); {
	case d.Outcome == record.Pended:
		told.Result, told.Is = record.AgainWaits, told.Was
		told.Concluded = say("Decided again it would wait for a person (%s); it stays as it was.", d.Claim.String())
		return nil, told
	case sameDecision(first, d):
		told.Result = record.AgainSame
		told.Concluded = "Decided again it would be the same."
		return nil, told
	case (a.HoldHarmless || days.Harmless) && loses(first, d):
		told.Result, told.Is = record.AgainHarmless, told.Was
		told.Concluded = say("Decided again it would be %s with %s paid; the change takes nothing back.", d.Outcome, dollars(d.Paid.Add(d.Interest)))
		return nil, told
	case told.Is.LessThan(told.Was) && a.Paid != 0 && a.Paid.DaysUntil(opts.Today) > limit:
		told.Result, told.Is = record.AgainTooLate, told.Was
		told.Concluded = say("Paid on %s, more than %d days ago: nothing is taken back.", a.Paid, limit)
		return nil, told
	}
	told.Result = record.AgainDecided
	told.Concluded = say("Reversed (%s) and decided again as %s: %s.", days.Why, d.Outcome, days.Text)
	if over := told.Was.Sub(told.Is); over.IsPositive() && a.Paid != 0 {
		told.Recovery, told.Due = over, book.Payer().RecoveryDue(opts.Today)
		notice := say(" %s is taken back from %s on, unless the payee contests it.", dollars(over), told.Due)
		told.Concluded += notice
		step.Concluded += notice
	}
	d.Trace = append([]record.Step{step}, d.Trace...)
	return d, told
}

// isHers reports whether the claim, which was about nobody or another member of the
// household, is about the member of Again by what is known now.
func (a *Again) isHers(book Book, ledger Ledger, opts Options) bool {
	if a.Decision.Member == a.Member {
		return false
	}
	c := newCase(book, ledger, a.Claim, opts)
	findMember(c)
	return c.isHers(a.Member) && !c.dependent
}

// recoveryDays returns for how many days after its payment money of a claim may be
// taken back: the payer's, or fewer by the contract of a line.
func recoveryDays(book Book, d *record.Decision) int {
	limit := book.Payer().RecoveryDays
	for i := range d.Lines {
		if c := book.Contract(d.Lines[i].Contract); c != nil && c.RecoveryDays > 0 {
			limit = min(limit, c.RecoveryDays)
		}
	}
	return limit
}

// loses reports whether a provider is worse off by another decision of a claim: less
// is paid, or what was the patient's share or prepaid is denied.
func loses(first, d *record.Decision) bool {
	return d.Paid.Add(d.Interest).LessThan(first.Paid.Add(first.Interest)) ||
		d.Outcome == record.DeniedClaim && (first.Outcome == record.Paid || first.Outcome == record.Processed)
}

// sameDecision reports whether two decisions of a claim say the same to the
// provider, of the same member.
func sameDecision(a, b *record.Decision) bool {
	return a.Member == b.Member && a.Outcome == b.Outcome && a.Status == b.Status && a.Paid.Equal(b.Paid) && a.Interest.Equal(b.Interest) &&
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
	key := say("recovery %s version %d", told.Claim, version)
	return []*record.Payable{
		{Key: key + " put off", Payee: told.Payee, Reason: record.OverpaymentRecovery, Reference: told.Claim, Amount: told.Recovery.Neg(), Due: today},
		{Key: key, Payee: told.Payee, Reason: record.OverpaymentRecovery, Reference: told.Claim, Amount: told.Recovery, Due: told.Due},
	}
}
