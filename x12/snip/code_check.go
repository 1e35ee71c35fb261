package snip

import (
	"strings"

	"github.com/hmox12/hmox12/x12"
)

// codeRule is one line of data/places.txt: which code set the values at a place
// are from, and when.
type codeRule struct {
	statement
	kind *codeSet
	at   reference
	when []codeCondition
	all  bool // for every guide, so that it need not fit each
}

// codeCondition is about another element of the same segment, or another
// component of the same composite.
type codeCondition struct {
	element   int // 0 when it is about the same composite
	component int
	values    *list
}

// parsePlaces reads the file that says where values of code sets stand. It
// returns the rules by version (GS08); those for every guide by *.
func parsePlaces(file, text string) (map[string][]*codeRule, error) {
	statements, err := parseStatements(file, text)
	if err != nil {
		return nil, err
	}
	rules := map[string][]*codeRule{}
	var versions []string
	for _, s := range statements {
		if s.words[0] == "for" && len(s.words) > 1 {
			versions = s.words[1:]
			continue
		}
		if len(s.words) < 2 || len(s.words) == 3 || len(s.words) > 3 && s.words[2] != "if" || len(versions) == 0 {
			return nil, s.failf("write a place like: CODESET PLACE [if CONDITION …], below for VERSION")
		}
		r := &codeRule{statement: s, kind: codeSets[s.words[0]], all: versions[0] == "*"}
		if r.kind == nil {
			return nil, s.failf("no code set %s", s.words[0])
		}
		if r.at, err = parseReference(s.words[1]); err != nil {
			return nil, s.failf("%v", err)
		}
		if r.at.first == 0 {
			return nil, s.failf("%s: name an element", s.words[1])
		}
		for _, word := range s.words[min(len(s.words), 3):] {
			condition, err := parseCodeCondition(word)
			if err != nil {
				return nil, s.failf("%v", err)
			}
			r.when = append(r.when, condition)
		}
		for _, v := range versions {
			rules[v] = append(rules[v], r)
		}
	}
	return rules, nil
}

// parseCodeCondition reads 08=XX or -1=HC.
func parseCodeCondition(text string) (codeCondition, error) {
	where, values, _ := strings.Cut(text, "=")
	// A condition is a reference without its segment, which stands in for it here.
	if strings.HasPrefix(where, "-") {
		where = "00" + where
	}
	r, err := parseReference("ZZ" + where)
	if err != nil {
		return codeCondition{}, err
	}
	l, err := parseValues(values)
	return codeCondition{r.first, r.from, l}, err
}

// placeCheck puts a code rule wherever the guide has its segment.
func (p *plan) placeCheck(r *codeRule) error {
	placed := false
	for i := range p.uses {
		u := &p.uses[i]
		use := u.use
		if use == nil || use.ID != r.at.segment || r.at.loop != "" && !u.loop.is(r.at.loop) || !r.at.mayQualify(use) || !r.at.exists(use) {
			continue
		}
		placed = true
		u.codes = append(u.codes, r)
	}
	if !placed && !r.all {
		return r.failf("guide %s has no %s", p.guide.Version, r.at)
	}
	return nil
}

// checkCodes checks the values of code sets in the segment at hand.
func (c *Checker) checkCodes(u *usePlan) {
	for _, r := range u.codes {
		c.checkRule(u, r)
	}
}

func (c *Checker) checkRule(u *usePlan, r *codeRule) {
	if !c.names(&r.at) {
		return
	}
	for n := r.at.first; n <= min(r.at.last, c.seg.Len()); n++ {
		if !c.seg.Has(n) {
			continue
		}
		c.checkElement(u, r, n, 1)
		if !c.repeats {
			continue
		}
		for repetition := 2; repetition <= c.seg.Repetitions(n); repetition++ {
			c.checkElement(u, r, n, repetition)
		}
	}
}

func (c *Checker) checkElement(u *usePlan, r *codeRule, n, repetition int) {
	for i := range r.when {
		w := &r.when[i]
		if !w.values.admits(c.valueOf(w, n, repetition)) {
			return
		}
	}
	for component := r.at.from; component <= r.at.to; component++ {
		v := c.valueIn(n, repetition, component)
		if len(v.text) == 0 || r.kind.fits(c, v) {
			continue
		}
		p := c.placeOf(u, n)
		p.component = component
		c.wrongCode(r.kind, p, c.repetitionOf(n, repetition), v.text)
	}
}

// valueOf returns what a condition is about.
func (c *Checker) valueOf(w *codeCondition, n, repetition int) *value {
	if w.element > 0 {
		return c.value(w.element, max(w.component, 1))
	}
	return c.valueIn(n, repetition, w.component)
}

// repetitionOf numbers a repetition as findings do: 0 when nothing is repeated.
func (c *Checker) repetitionOf(n, repetition int) int {
	if c.seg.Repetitions(n) > 1 {
		return repetition
	}
	return 0
}

func (c *Checker) wrongCode(kind *codeSet, p place, repetition int, value []byte) {
	e := c.finding(kind.code, p, "found "+x12.Shape(value)+", expected "+kind.expected, value)
	e.Repetition = repetition
	c.report(e)
}
