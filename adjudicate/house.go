package adjudicate

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/hmox12/hmox12/mapping/record"
)

// HouseRule is a rule that a payer adds to the list of Rules. It only takes
// away, waits for a person, or tells: nothing that it does pays more, lifts what
// another rule stopped, or moves a counter. Source: docs/house-rules.md.
type HouseRule struct {
	ID     string // H1 to H999, as in the trace; never renumbered
	Name   string // of its own among all rules
	Source string // where it is written, such as house_rules.yaml:12
	Level  Level

	// Before or After, one of the two, is the rule of Rules that it stands next to:
	// its ID, its name, or both (R22 Coding), for some IDs stand at two places. Rules
	// at one place keep their order.
	Before, After string

	Reads  []HouseRead
	Effect Effect
	Code   Code          // of a denial or a cut; of a pend its Status alone
	Alerts []record.RARC // of a note, for the claim
	Why    string        // what is concluded where the rule fits, for a claims examiner

	// Judge looks at the records. It must not change them, and must answer the same
	// to the same.
	Judge func(*HouseInput) HouseAnswer

	shared bool // stands behind the member's share
}

// HouseRead is one thing that a house rule looks at.
type HouseRead struct {
	Name  string // as the rule writes it, such as plan.id
	After string // name of the rule of Rules that makes it known; empty: known from the start
}

// HouseAnswer is how a house rule's expressions came out.
type HouseAnswer struct {
	Fits   bool
	Amount decimal.Decimal // of a cut, in dollars
	Looked []string        // evidence: what was read and what it was
	// Fault says why the expressions came to nothing, for a claims examiner. The
	// line, or every open line of the claim, then waits for a person.
	Fault string
}

// Effect is what a house rule does where it fits.
type Effect string

// The effects.
const (
	HouseDenies  Effect = "deny"   // the code's adjustment takes all that is left
	HousePends   Effect = "pend"   // a person looks at it
	HouseAdjusts Effect = "adjust" // the code's adjustment takes an amount, at most what is left
	HouseNotes   Effect = "note"   // alerts for the claim, or the trace alone
)

// House is the rules of a payer's own that NewHouse found in order.
type House struct {
	rules []Rule
}

// Rules returns the rules of a claim with the house rules at their places. A nil
// House has none.
func (h *House) Rules() []Rule {
	if h == nil {
		return Rules()
	}
	return slices.Clone(h.rules)
}

// list returns the rules without a copy.
func (h *House) list() []Rule {
	if h == nil {
		return builtIn
	}
	return h.rules
}

// NewHouse puts rules at their places. What is wrong with them is returned
// instead of a House: a rule that could break what is true of every decision is
// none.
func NewHouse(rules []HouseRule) (*House, []HouseProblem) {
	list := Rules()
	var problems []HouseProblem
	for i := range rules {
		problems = append(problems, checkHouseRule(rules, i)...)
	}
	if len(problems) > 0 {
		return nil, problems
	}
	placed := make([][]*HouseRule, len(list)) // ahead of each
	for _, r := range rules {
		at := r.slot()
		r.shared = at > find(list, shareRule.Name)
		placed[at] = append(placed[at], &r)
	}
	house := &House{}
	for at, rule := range list {
		for _, r := range placed[at] {
			house.rules = append(house.rules, r.rule())
		}
		house.rules = append(house.rules, rule)
	}
	return house, nil
}

// find returns where the rule with the id, the name, or both is, -1 when there is
// none or an id stands at more places than one.
func find(list []Rule, named string) int {
	found := -1
	for i := range list {
		switch {
		case list[i].Name == named, list[i].title() == named:
			return i
		case list[i].ID == named && found >= 0:
			return -1
		case list[i].ID == named:
			found = i
		}
	}
	return found
}

// title returns a rule's id and name, as R23 Price.
func (r *Rule) title() string { return r.ID + " " + r.Name }

// rule returns the house rule as a step of a decision.
func (h *HouseRule) rule() Rule {
	r := Rule{ID: h.ID, Name: h.Name, Level: h.Level, House: h}
	for _, read := range h.Reads {
		r.Reads = append(r.Reads, read.Name)
	}
	if h.Effect == HouseDenies || h.Effect == HouseAdjusts {
		r.Codes = []Code{h.Code}
	}
	if h.Level == ClaimLevel {
		r.claim = h.judgeClaim
	} else {
		r.line = h.judgeLine
	}
	return r
}

func (h *HouseRule) judgeClaim(c *claimCase) finding {
	answer := h.Judge(c.houseInput(nil))
	f, stop := h.conclude(answer)
	if !stop && h.Effect == HouseNotes && answer.Fits {
		for _, l := range c.openLines() {
			l.alert(h.Alerts...)
		}
	}
	return f
}

func (h *HouseRule) judgeLine(c *claimCase, l *lineCase) finding {
	answer := h.Judge(c.houseInput(l))
	f, stop := h.conclude(answer)
	switch {
	case stop || !answer.Fits:
	case h.Effect == HouseNotes:
		l.alert(h.Alerts...)
	case h.Effect == HouseAdjusts:
		return h.cut(l, answer)
	}
	return f
}

// conclude says what becomes of an answer, and whether that stops the line or the
// claim.
func (h *HouseRule) conclude(answer HouseAnswer) (f finding, stop bool) {
	switch {
	case answer.Fault != "":
		f = pended(dataMissing, record.WaitsForPerson, "The rule could not be judged: %s.", answer.Fault)
	case !answer.Fits:
		return notApplicable("Not the case: %s.", strings.Join(answer.Looked, ", ")), false
	case h.Effect == HouseDenies:
		f = denied(h.Code, "%s", h.Why)
	case h.Effect == HousePends:
		f = pended(h.Code.Status, record.WaitsForPerson, "%s", h.Why)
	default:
		f = noted("%s", h.Why)
	}
	return f.saw(answer.Looked...), f.stops()
}

// cut takes an amount off what is left to pay. Ahead of the member's share it
// lowers what is allowed, of which the member shares; behind it the payment
// alone.
func (h *HouseRule) cut(l *lineCase, answer HouseAnswer) finding {
	amount := cents(answer.Amount)
	switch {
	case amount.IsNegative():
		return pended(dataMissing, record.WaitsForPerson, "The rule could not be judged: the amount %s is below zero.", dollars(amount)).saw(answer.Looked...)
	case amount.GreaterThan(l.left):
		answer.Looked = append(answer.Looked, say("amount %s, more than is left", dollars(amount)))
		amount = l.left
	}
	if amount.IsZero() {
		return passed("%s That comes to nothing here.", h.Why).saw(answer.Looked...)
	}
	l.reduce(h.Code, amount)
	if !h.shared {
		l.allowed, l.price = minus(l.allowed, amount), minus(l.price, amount)
	}
	return adjusted("%s %s is taken off.", h.Why, dollars(amount)).saw(answer.Looked...)
}

// reduce takes an amount off what is left of the line, together with what the
// same reason took before: a reason stands once in a group.
func (l *lineCase) reduce(code Code, amount decimal.Decimal) {
	l.adjustments = slices.Clone(l.adjustments) // the trace tells what moved by the ones before
	for i := range l.adjustments {
		if a := &l.adjustments[i]; a.Group == code.Group && a.Reason == code.Reason {
			l.left = plus(l.left, a.Amount)
			amount = plus(amount, a.Amount)
			l.adjustments = slices.Delete(l.adjustments, i, i+1)
			break
		}
	}
	l.adjust(code, amount)
}
