package snip

import (
	"fmt"
	"strings"

	"github.com/hmox12/hmox12/x12"
	"github.com/hmox12/hmox12/x12/guide"
)

// rule is one situational rule as a data file has it.
type rule struct {
	statement
	name   string
	scope  string // loop
	class  class
	when   [][]test // all of these, each by any of its alternatives
	unless []test   // none of these
	need   []test   // any of these
	forbid []test   // none of these
}

// class tells how much a rule weighs.
type class uint8

const (
	certain class = iota // the guide's own words: a 999 tells it
	edit                 // a common edit of payers: a claim's 277CA tells it
	doubt                // a warning
)

// parseRules reads a file of rules. It returns them by the version (GS08) they
// are for.
func parseRules(file, text string) (map[string][]*rule, error) {
	statements, err := parseStatements(file, text)
	if err != nil {
		return nil, err
	}
	rules, names := map[string][]*rule{}, map[string]bool{}
	var versions []string
	var open *rule
	for _, s := range statements {
		switch {
		case s.words[0] == "for" && !s.inside && len(s.words) > 1:
			versions, open = s.words[1:], nil
		case s.words[0] == "rule" && !s.inside:
			if open, err = parseRule(s); err != nil {
				return nil, err
			}
			if len(versions) == 0 || names[versions[0]+open.name] {
				return nil, s.failf("rule %s is for no guide, or there twice", open.name)
			}
			names[versions[0]+open.name] = true
			for _, v := range versions {
				rules[v] = append(rules[v], open)
			}
		case s.inside && open != nil:
			if err := open.parseClause(s); err != nil {
				return nil, err
			}
		default:
			return nil, s.failf("%q: write for, rule, or below a rule when, unless, need or forbid", s.words[0])
		}
	}
	for _, all := range rules {
		for _, r := range all {
			if len(r.when) == 0 || (len(r.need) == 0) == (len(r.forbid) == 0) {
				return nil, r.failf("rule %s says not when, or not what: need or forbid", r.name)
			}
		}
	}
	return rules, nil
}

func parseRule(s statement) (*rule, error) {
	if len(s.words) < 3 || len(s.words) > 4 || s.title == "" {
		return nil, s.failf("write a rule like: rule NAME LOOP [edit|doubt] ; what it says")
	}
	r := &rule{statement: s, name: s.words[1], scope: s.words[2]}
	if len(s.words) == 4 {
		switch s.words[3] {
		case "edit":
			r.class = edit
		case "doubt":
			r.class = doubt
		default:
			return nil, s.failf("%q is no weight of a rule: edit or doubt", s.words[3])
		}
	}
	return r, nil
}

// parseClause reads a line below a rule: alternatives between "or".
func (r *rule) parseClause(s statement) error {
	var tests []test
	for i, word := range s.words[1:] {
		if i%2 == 1 {
			if word != "or" {
				return s.failf("%q: put or between alternatives", word)
			}
			continue
		}
		t, err := parseTest(word)
		if err != nil {
			return s.failf("%v", err)
		}
		tests = append(tests, t)
	}
	if len(s.words)%2 == 1 {
		return s.failf("%s what?", s.words[0])
	}
	switch s.words[0] {
	case "when":
		r.when = append(r.when, tests)
	case "unless":
		r.unless = append(r.unless, tests...)
	case "need":
		r.need = append(r.need, tests...)
	case "forbid":
		r.forbid = append(r.forbid, tests...)
	default:
		return s.failf("%q: write when, unless, need or forbid", s.words[0])
	}
	return nil
}

// situation is a rule at one loop of a guide.
type situation struct {
	*rule
	idle idle

	when    [][]fact
	unless  []fact
	need    []fact
	forbid  []fact
	missing target
}

// fact is a term that is observed in one scope.
type fact struct {
	test  *test
	scope *loopPlan
	index int
}

func (f *fact) bit() uint64 { return 1 << f.index }

// target is what a rule needs and reports when it is missing: a segment (or the
// loop it begins) with the slot that knows where it would have stood, or an
// element with the fact that knows its segment.
type target struct {
	use  *guide.SegmentUse
	slot int
	base fact // of an element: its segment
}

// judge reports the rules of a loop that ends and that were broken in it.
func (c *Checker) judge(f *frame) {
	for i := range f.loop.idle {
		if f.loop.idle[i].is(f.shown) {
			continue
		}
		s := f.loop.situations[i]
		shown, ok := c.applies(s, f)
		if !ok {
			continue
		}
		if s.need != nil {
			if c.firstOf(s.need, f).at == nil {
				c.reportMissing(s, f, shown)
			}
			continue
		}
		for _, fact := range s.forbid {
			if at := c.sighting(fact, f); at != nil {
				c.reportForbidden(s, fact, at, shown)
			}
		}
	}
}

// idle tells of the facts of a rule's own loop which keep it from being broken. Each is
// a word of bits; always is seen in every loop.
type idle struct {
	given   [2]uint64 // of each, one must be seen, by two of when that are about its own loop alone
	excused uint64    // none of these
	broken  uint64    // one of these
}

// is reports whether what was seen says that the rule is not broken.
func (i *idle) is(shown uint64) bool {
	return i.given[0]&shown == 0 || i.given[1]&shown == 0 || i.excused&shown != 0 || i.broken&shown == 0
}

// trigger is what shows that a rule applies.
type trigger struct {
	fact *fact
	at   *sighting
}

// applies reports whether the rule's situation is given, and what shows it.
func (c *Checker) applies(s *situation, f *frame) (first trigger, ok bool) {
	for _, alternatives := range s.when {
		t := c.firstOf(alternatives, f)
		if t.at == nil {
			return t, false
		}
		if first.at == nil {
			first = t
		}
	}
	return first, c.firstOf(s.unless, f).at == nil
}

// firstOf returns the first of the facts that is true; none when there is none.
func (c *Checker) firstOf(facts []fact, f *frame) trigger {
	for i := range facts {
		if at := c.sighting(facts[i], f); at != nil {
			return trigger{&facts[i], at}
		}
	}
	return trigger{}
}

// sighting returns where a fact was true, in f or a loop around it; nil when it
// was not.
func (c *Checker) sighting(fact fact, f *frame) *sighting {
	if fact.scope != f.loop {
		if f = c.scope(fact.scope); f == nil {
			return nil
		}
	}
	if f.shown&fact.bit() == 0 {
		return nil
	}
	return &f.seen[fact.index]
}

func (c *Checker) reportMissing(s *situation, f *frame, shown trigger) {
	p := place{use: s.missing.use}
	what := s.need[0].test
	code := [...]x12.Code{x12.SituationalSegmentMissing, x12.ExpectedSegmentMissing, x12.UnusualCombination}[s.class]
	if what.first > 0 {
		at := c.sighting(s.missing.base, f)
		if at == nil {
			return // its segment is missing, which the guide or another rule says
		}
		p.mark, p.offset = at.mark, at.element
		p.element, p.component = what.first, what.from
		code = [...]x12.Code{x12.SituationalElementMissing, x12.ExpectedElementMissing, x12.UnusualCombination}[s.class]
	} else {
		p.mark = f.missing[s.missing.slot]
		p.offset = p.mark.offset
	}
	c.triggered(code, p, fmt.Sprintf("expected %s, because %s", names(s.need), s.because(shown)), shown)
}

func (c *Checker) reportForbidden(s *situation, fact fact, at *sighting, shown trigger) {
	p := place{mark: at.mark, offset: at.element, use: at.use}
	code := [...]x12.Code{x12.SituationalSegmentPresent, x12.CodesConflict, x12.UnusualCombination}[s.class]
	if fact.test.first > 0 {
		p.element, p.component = fact.test.first, fact.test.from
		code = [...]x12.Code{x12.SituationalElementPresent, x12.CodesConflict, x12.UnusualCombination}[s.class]
	}
	c.triggered(code, p, fmt.Sprintf("found that %s, but %s", fact.test.describe(), s.because(shown)), shown)
}

// triggered reports a finding with what made it one.
func (c *Checker) triggered(code x12.Code, p place, reason string, shown trigger) {
	e := c.finding(code, p, reason, nil)
	e.Trigger = &x12.Trigger{
		ID: shown.at.use.ID, Position: shown.at.position, Loop: shown.at.use.Loop.ID,
		Element: shown.fact.test.first, Component: shown.fact.test.from,
	}
	c.report(e)
}

// because says what shows that the rule applies, and the rule.
func (s *situation) because(shown trigger) string {
	var parts []string
	for _, alternatives := range s.when {
		var any []string
		for _, fact := range alternatives {
			any = append(any, fact.test.describe())
		}
		parts = append(parts, strings.Join(any, " or "))
	}
	return fmt.Sprintf("%s (segment %d): %s", strings.Join(parts, " and "), shown.at.segment, s.title)
}

func names(facts []fact) string {
	var all []string
	for _, f := range facts {
		all = append(all, f.test.reference.String())
	}
	return strings.Join(all, " or ")
}
