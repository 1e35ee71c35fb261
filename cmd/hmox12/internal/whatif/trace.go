package whatif

import (
	"slices"

	"github.com/hmox12/hmox12/mapping/record"
)

// How says in what two steps part.
type How string

// The ways to part, the weightiest first.
const (
	ByResult     How = "result"     // they end differently, or one side alone came to the rule and it had a say
	ByConclusion How = "conclusion" // they end alike and conclude, or take off the charge, something else
	ByEvidence   How = "evidence"   // they conclude the same from something else, or both that the rule does not apply
)

// Parting is where two traces differ: one rule, at the claim or at one line. A
// side that did not come to the rule is nil.
type Parting struct {
	How           How
	Before, After *record.Step
}

// Step returns the step of the side that came to the rule, before's first.
func (p *Parting) Step() *record.Step {
	if p.Before != nil {
		return p.Before
	}
	return p.After
}

// Renumber returns a text with the numbers that a run gave itself (of claims,
// payments, answers, referrals and authorizations) made the same, as another run
// may give them to something else. Nil leaves every text as it is.
type Renumber func(text string) string

func (r Renumber) of(text string) string {
	if r == nil {
		return text
	}
	return r(text)
}

// sides compares what two nights say.
type sides struct{ before, after Renumber }

// same reports whether two texts say the same.
func (s sides) same(before, after string) bool {
	return before == after || s.before.of(before) == s.after.of(after)
}

func (s sides) allSame(before, after []string) bool { return slices.EqualFunc(before, after, s.same) }

// place is a rule at a line, and which time it comes there.
type place struct {
	rule string
	line int
	time int
}

// places returns the place of each step and where each place is.
func places(steps []record.Step) ([]place, map[place]int) {
	at := make(map[place]int, len(steps))
	all := make([]place, len(steps))
	for i := range steps {
		p := place{rule: steps[i].Rule, line: steps[i].Line}
		for _, taken := at[p]; taken; _, taken = at[p] {
			p.time++
		}
		all[i], at[p] = p, i
	}
	return all, at
}

// partings returns where two traces differ, in the order of the rules. A rule that
// one side alone has and that does not apply there is none.
func (s sides) partings(before, after []record.Step) []Parting {
	befores, inBefore := places(before)
	afters, inAfter := places(after)
	var all []Parting
	met := make([]bool, len(after))
	i, j := 0, 0
	for i < len(before) || j < len(after) {
		var gone, added []Parting // between two steps that both sides have
		for ; i < len(before); i++ {
			if _, common := inAfter[befores[i]]; common {
				break
			}
			gone = alone(gone, Parting{How: ByResult, Before: &before[i]})
		}
		for ; j < len(after); j++ {
			if _, common := inBefore[afters[j]]; common && !met[j] {
				break
			} else if !common {
				added = alone(added, Parting{How: ByResult, After: &after[j]})
			}
		}
		if ends(added) && !ends(gone) {
			gone, added = added, gone
		}
		all = append(append(all, gone...), added...)
		if i == len(before) {
			continue
		}
		k := inAfter[befores[i]]
		met[k] = true
		if how := s.how(&before[i], &after[k]); how != "" {
			all = append(all, Parting{How: how, Before: &before[i], After: &after[k]})
		}
		i++
	}
	return all
}

// alone adds the parting of a rule that one side alone came to.
func alone(all []Parting, p Parting) []Parting {
	if p.Step().Result == record.NotApplicable {
		return all
	}
	return append(all, p)
}

// ends reports whether a rule denies or pends: the side that has it stops there, and
// the other goes on.
func ends(all []Parting) bool {
	return slices.ContainsFunc(all, func(p Parting) bool {
		return p.Step().Result == record.Denial || p.Step().Result == record.Pend
	})
}

// how returns in what two steps of one rule part, empty when they don't.
func (s sides) how(before, after *record.Step) How {
	switch {
	case before.Result != after.Result:
		return ByResult
	case !s.same(before.Concluded, after.Concluded):
		if before.Result == record.NotApplicable {
			return ByEvidence
		}
		return ByConclusion
	case !sameMoves(before, after):
		return ByConclusion
	case !s.allSame(before.Looked, after.Looked):
		return ByEvidence
	}
	return ""
}

// sameMoves reports whether two steps take the same off the charge; nil takes
// nothing.
func sameMoves(before, after *record.Step) bool {
	moves := func(s *record.Step) []record.Move {
		if s == nil {
			return nil
		}
		return s.Moves
	}
	return slices.EqualFunc(moves(before), moves(after), func(b, a record.Move) bool {
		return b.Line == a.Line && b.Group == a.Group && b.Reason == a.Reason && b.Amount.Equal(a.Amount)
	})
}

// acts reports whether a rule does something else to the claim: it takes something
// else off the charge, or denies or pends on one side alone.
func (p *Parting) acts() bool {
	stops := func(s *record.Step) bool { return s != nil && (s.Result == record.Denial || s.Result == record.Pend) }
	return !sameMoves(p.Before, p.After) || stops(p.Before) != stops(p.After)
}

// first returns the parting that tells why: the first in what is concluded, else
// the first in the evidence; nil when there is none.
func first(all []Parting) *Parting {
	for i := range all {
		if all[i].How != ByEvidence {
			return &all[i]
		}
	}
	if len(all) > 0 {
		return &all[0]
	}
	return nil
}
