package whatif

import (
	"slices"

	"github.com/shopspring/decimal"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/report"
	"github.com/hmox12/hmox12/mapping/record"
)

// Kind says how much changed, in one word.
type Kind string

// The kinds, the weightiest first. Each claim, inquiry and request is of one.
const (
	Outcome   Kind = "outcome"   // another outcome, standing or answer
	Money     Kind = "money"     // the same outcome with other amounts
	Told      Kind = "told"      // the same amounts, told otherwise: other codes, contract, counters
	Reasoning Kind = "reasoning" // the same result by another way
	Same      Kind = "same"
)

var kinds = []Kind{Outcome, Money, Told, Reasoning, Same}

// changed reports whether the result changed, not only the way to it.
func (k Kind) changed() bool { return k != Reasoning && k != Same }

// Unread is the outcome of a claim on a side where its file, interchange or set
// was refused: it was not read there.
const Unread record.Outcome = "unread"

// Rule is a rule of the trace, or what stands for one.
type Rule struct{ ID, Name string }

// What a change is put down to when no rule of a trace tells it.
var (
	FrontEnd  = Rule{"front end", "Accepted or rejected by the front end"}
	NotRead   = Rule{"unread", "Its file, interchange or set was refused"}
	TakenBack = Rule{"reversal", "Taken back by a later claim"}
	Unstated  = Rule{"none", "No rule tells why"}
)

// ClaimChange is one claim on both sides. The zero story stands for a claim that
// was not read.
type ClaimChange struct {
	Kind          Kind
	Before, After report.ClaimStory
	Partings      []Parting // in the order of the rules
	Parting       *Parting  // the one that tells why; nil when the traces agree
	Rule          Rule      // that the change is put down to: where the traces part
	Acting        Rule      // where the money or the denial parts, which may be a later rule
	Differs       []string  // in what the results differ, see aspects

	before, after report.Tally
	ordinal       int
}

// compareClaims compares what two nights say of one claim.
func (s sides) compareClaims(before, after report.ClaimStory) *ClaimChange {
	c := &ClaimChange{Before: before, After: after, before: tallyOf(before), after: tallyOf(after)}
	c.Partings = s.partings(traceOf(before), traceOf(after))
	c.Parting = first(c.Partings)
	c.Differs = s.aspects(c)
	switch {
	case outcomeOf(before) != outcomeOf(after):
		c.Kind = Outcome
	case c.moves():
		c.Kind = Money
	case len(c.Differs) > 0:
		c.Kind = Told
	case len(c.Partings) > 0:
		c.Kind = Reasoning
	default:
		c.Kind = Same
	}
	c.Rule = c.rule()
	c.Acting = c.acting()
	return c
}

func tallyOf(s report.ClaimStory) report.Tally {
	if s.Claim == nil {
		return report.Tally{}
	}
	return s.Tally()
}

func outcomeOf(s report.ClaimStory) record.Outcome {
	if s.Claim == nil {
		return Unread
	}
	return s.Outcome()
}

func traceOf(s report.ClaimStory) []record.Step {
	if s.Decision == nil {
		return nil
	}
	return s.Decision.Trace
}

// rule returns what the change is put down to. What a claim was taken back by, or
// why it was not decided, stands in no trace.
func (c *ClaimChange) rule() Rule {
	before, after := outcomeOf(c.Before), outcomeOf(c.After)
	one := func(o record.Outcome) bool { return before == o || after == o }
	switch {
	case before != after && one(Unread):
		return NotRead
	case one(record.Rejected):
		return FrontEnd
	case one(report.Reversed):
		return TakenBack
	case c.Parting != nil:
		return Rule{c.Parting.Step().Rule, c.Parting.Step().Name}
	}
	return Unstated
}

// acting returns the rule that does something else to the claim; where none does,
// it is that of Rule.
func (c *ClaimChange) acting() Rule {
	if c.Parting == nil || c.Rule.ID != c.Parting.Step().Rule {
		return c.Rule
	}
	if p := c.actingParting(); p != nil {
		return Rule{p.Step().Rule, p.Step().Name}
	}
	return c.Rule
}

// actingParting returns the first parting in what a rule does to the claim; nil when
// there is none.
func (c *ClaimChange) actingParting() *Parting {
	for i := range c.Partings {
		if c.Partings[i].acts() {
			return &c.Partings[i]
		}
	}
	return nil
}

// amounts are the sums of a tally that may move.
func amounts(t report.Tally) []decimal.Decimal {
	return []decimal.Decimal{t.Charged, t.Allowed, t.Paid, t.Patient, t.Withheld, t.Interest}
}

// moves reports whether any amount differs.
func (c *ClaimChange) moves() bool {
	return !slices.EqualFunc(amounts(c.before), amounts(c.after), decimal.Decimal.Equal)
}

// Paid and Patient return by how much what is paid, and what the patient owes,
// differ.
func (c *ClaimChange) Paid() decimal.Decimal    { return c.after.Paid.Sub(c.before.Paid) }
func (c *ClaimChange) Patient() decimal.Decimal { return c.after.Patient.Sub(c.before.Patient) }

// story returns a side that was read, the changed one first: what was submitted is
// the same on both.
func (c *ClaimChange) story() *report.ClaimStory {
	if c.After.Claim != nil {
		return &c.After
	}
	return &c.Before
}

// member returns the member's id as found, after's first; empty when nobody was.
func (c *ClaimChange) member() string {
	for _, s := range []*report.ClaimStory{&c.After, &c.Before} {
		if s.Decision != nil && s.Decision.Member != "" {
			return s.Decision.Member
		}
	}
	return ""
}
