package whatif

import (
	"cmp"
	"slices"
	"strings"
)

// rule is what is put down to one.
type rule struct {
	RuleMoved
	acting    byRule
	reasoning int
}

// byRule is how claims changed by each rule.
type byRule map[Rule]*RuleMoved

func (b byRule) add(rule Rule, c *ClaimChange) {
	if b[rule] == nil {
		b[rule] = &RuleMoved{Rule: rule.ID, Name: rule.Name}
	}
	b[rule].count(c)
}

func (m *RuleMoved) count(c *ClaimChange) {
	m.add(c)
	if c.Kind == Outcome {
		m.Flips++
	}
}

// flip is the claims that went from one outcome to another.
type flip struct {
	Moved
	rules byRule
}

// ruleTotals puts the rule that moves most money first.
func ruleTotals(rules map[Rule]*rule) []RuleTotal {
	all := []RuleTotal{}
	for _, r := range rules {
		all = append(all, RuleTotal{r.RuleMoved, r.reasoning, r.acting.sorted()})
	}
	slices.SortFunc(all, func(a, b RuleTotal) int { return a.first(&b.RuleMoved) })
	return all
}

// sorted puts the rule that moves most money first.
func (b byRule) sorted() []RuleMoved {
	all := []RuleMoved{}
	for _, moved := range b {
		all = append(all, *moved)
	}
	slices.SortFunc(all, func(a, b RuleMoved) int { return a.first(&b) })
	return all
}

// first is negative when a rule goes before another.
func (m *RuleMoved) first(o *RuleMoved) int {
	return cmp.Or(o.compare(&m.Moved), byID(m.Rule, o.Rule), cmp.Compare(m.Name, o.Name))
}

// compare compares how much is moved: what is paid, then what patients owe, then
// how many claims.
func (m *Moved) compare(o *Moved) int {
	return cmp.Or(m.Paid.Abs().Cmp(o.Paid.Abs()), m.Patient.Abs().Cmp(o.Patient.Abs()), m.Claims-o.Claims)
}

// byID puts R9 before R10.
func byID(a, b string) int { return cmp.Or(len(a)-len(b), strings.Compare(a, b)) }

func (c *Comparison) flipTotals() []Flip {
	all := []Flip{}
	for key, f := range c.flips {
		all = append(all, Flip{string(key[0]), string(key[1]), f.Moved, f.rules.sorted()})
	}
	slices.SortFunc(all, func(a, b Flip) int {
		return cmp.Or(b.compare(&a.Moved), cmp.Compare(a.From+" "+a.To, b.From+" "+b.To))
	})
	return all
}
