package report

import (
	"strings"

	"github.com/shopspring/decimal"

	"github.com/hmox12/hmox12/mapping/record"
)

// AgainTotals are the claims that were looked at again since something turned out to
// be otherwise. Dollars.
type AgainTotals struct {
	Decided, Same, TooLate, Harmless, Waits int

	TakenBack decimal.Decimal // what was paid before, with interest, by reversals
	Paid      decimal.Decimal // what was paid instead
	PutOff    decimal.Decimal // what is not taken until the days of notice are over
}

func (t *AgainTotals) add(a *record.DecidedAgain) {
	switch a.Result {
	case record.AgainDecided:
		t.Decided++
		t.TakenBack = t.TakenBack.Add(a.Was)
		t.Paid = t.Paid.Add(a.Is)
		t.PutOff = t.PutOff.Add(a.Recovery)
	case record.AgainSame:
		t.Same++
	case record.AgainTooLate:
		t.TooLate++
	case record.AgainHarmless:
		t.Harmless++
	case record.AgainWaits:
		t.Waits++
	}
}

// note tells how many claims were looked at again, empty when none was.
func (t *AgainTotals) note() string {
	return joined(countOf(t.Decided, "decided again"), countOf(t.Same, "the same"), countOf(t.TooLate, "too long ago"),
		countOf(t.Harmless, "held harmless to the payee"), countOf(t.Waits, "for a person"))
}

// AddAgain adds a claim that was looked at again for anything but an enrollment,
// which tells its own.
func (n *Night) AddAgain(a *record.DecidedAgain) {
	n.again = append(n.again, *a)
	n.sums.again.add(a)
}

// lookedAtAgain tells how often the claim was looked at again and what came of it.
func (s ClaimStory) lookedAtAgain() []fact {
	var facts []fact
	for i := range s.Again {
		a := &s.Again[i]
		facts = append(facts, fact{"Looked at again", strings.TrimPrefix(a.Source+": "+a.Concluded, ": ")})
	}
	return facts
}
