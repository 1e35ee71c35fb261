package snip

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"sync"

	"github.com/hmox12/hmox12/x12/guide"
)

// plan is a guide as a Checker needs it: what to observe and check at each
// segment, and what to judge where a loop ends.
type plan struct {
	guide *guide.Guide
	root  *loopPlan
	uses  []usePlan // by index

	depth        int // of the deepest loop
	loops        int
	facts, slots int // most of any loop
}

type loopPlan struct {
	loop       *guide.Loop
	index      int // among the loops of the guide
	parent     *loopPlan
	group      int       // order-free group in its parent
	given      uint64    // facts of which one must be seen for any of the situations
	idle       []idle    // of each situation
	slots      int       // places of things missing that are kept for the rules of this loop
	due        int       // the group of the first that is watched; nothingDue when none is
	ends       bool      // what must balance may have to be judged when it ends
	watched    []watched // by group
	situations []*situation
	facts      int // observed for the rules of this loop and of those in it
	children   []*loopPlan
	known      map[string]fact // while the plan is made
}

// watched is a child of a loop that a rule needs. Where it would have stood is
// kept in the rule's scope.
type watched struct {
	group int
	scope int // by index
	slot  int
}

type usePlan struct {
	use    *guide.SegmentUse
	loop   *loopPlan
	group  int     // order-free group in its loop
	glance *glance // all that is asked at levels 4 and 5, at once; nil where that is too much
	made   int     // the element that says when the file was made; 0 for none
	item   item

	observations []observation
	look         *look // what else is checked at level 4; nil for nothing
	codes        []*codeRule
}

// mostFacts is how many facts a loop may have: each has a bit of a word, of which the
// highest stands for what need not be seen.
const (
	mostFacts = 63
	always    = 1 << mostFacts
)

// nothingDue is a group that none comes behind.
const nothingDue = math.MaxInt

// observation is a fact that a segment may show.
type observation struct {
	fact
	at int // the element whose offset is kept when it is not the test's own
}

var plans sync.Map // of *guide.Guide to *plan

// planOf returns the plan of a guide, made when it is first asked for. The data
// files are part of the program and tested with every guide of it, so that a fault
// in one is a panic. Of a guide from elsewhere, such as one that was narrowed for a
// partner, rules about what it does not have are left out.
func planOf(g *guide.Guide) *plan {
	if p, ok := plans.Load(g); ok {
		return p.(*plan)
	}
	own, _ := guide.Lookup(g.Set, g.Version)
	p, err := newPlan(g, rulesOf(g), placesOf(g), own != g)
	if err != nil {
		panic(err)
	}
	kept, _ := plans.LoadOrStore(g, p)
	return kept.(*plan)
}

// newPlan returns an error for a rule that does not fit the guide, unless such
// rules are to be left out.
func newPlan(g *guide.Guide, rules []*rule, checks []*codeRule, leaveOut bool) (*plan, error) {
	findLists()
	p := &plan{guide: g}
	p.root = p.add(g.Root, nil, 0)
	for _, r := range rules {
		placed := false
		for _, l := range p.root.all(r.scope) {
			if err := p.situate(r, l); err != nil && !leaveOut {
				return nil, err
			}
			placed = true
		}
		if !placed && !leaveOut {
			return nil, r.failf("guide %s has no loop %s", g.Version, r.scope)
		}
	}
	for _, r := range checks {
		if err := p.placeCheck(r); err != nil && !leaveOut {
			return nil, err
		}
	}
	p.root.finish(p)
	for i := range p.uses {
		u := &p.uses[i]
		if u.use == nil {
			continue
		}
		// Neighbours that ask for the same value get it without another look.
		slices.SortStableFunc(u.observations, func(a, b observation) int {
			return cmp.Or(a.test.first-b.test.first, a.test.from-b.test.from)
		})
		u.glance = newGlance(u)
	}
	return p, nil
}

// add takes in a loop and what is in it.
func (p *plan) add(l *guide.Loop, parent *loopPlan, group int) *loopPlan {
	lp := &loopPlan{loop: l, index: p.loops, parent: parent, group: group, known: map[string]fact{}}
	lp.ends = slices.Contains(ends[p.guide.Set], keyOf(l))
	p.loops++
	p.depth = max(p.depth, l.Depth)
	for _, n := range l.Nodes {
		if n.Segment != nil {
			p.addUse(n, lp)
			continue
		}
		lp.children = append(lp.children, p.add(n.Loop, lp, n.Group))
	}
	return lp
}

func (p *plan) addUse(n guide.Node, l *loopPlan) {
	u := usePlan{use: n.Segment, loop: l, group: n.Group, item: items[p.guide.Set][keyOf(l.loop)+"/"+n.Segment.ID]}
	switch u.use.ID {
	case "N4":
		if p.guide.Set == "837" {
			u.look = &lookAtAddress
		}
	case "DTP":
		u.look = &lookAtRange
	case "HI":
		u.look = &lookAtRanges
	case "BHT":
		u.made = 4
	case "BGN":
		u.made = 3
	}
	p.uses = append(p.uses, make([]usePlan, max(0, u.use.Index+1-len(p.uses)))...)
	p.uses[u.use.Index] = u
}

// of returns the plan of a use, nil where the guide has none.
func (p *plan) of(use *guide.SegmentUse) *usePlan {
	if use == nil || use.Index >= len(p.uses) || p.uses[use.Index].use != use {
		return nil
	}
	return &p.uses[use.Index]
}

// is reports whether l is the loop that a data file calls id; "set" is the whole
// transaction set.
func (l *loopPlan) is(id string) bool {
	return id == l.loop.ID && id != "" || id == "set" && l.parent == nil
}

// all returns the loops of this identifier in l, itself included.
func (l *loopPlan) all(id string) []*loopPlan {
	if l.is(id) {
		return []*loopPlan{l}
	}
	var found []*loopPlan
	for _, child := range l.children {
		found = append(found, child.all(id)...)
	}
	return found
}

// nearest returns the loops of this identifier in l that lie least deep: from the
// subscriber level, 2300 is the subscriber's own claim, not the dependent's.
func (l *loopPlan) nearest(id string) []*loopPlan {
	found := l.all(id)
	least := 0
	for i, f := range found {
		if i == 0 || f.loop.Depth < least {
			least = f.loop.Depth
		}
	}
	return slices.DeleteFunc(found, func(f *loopPlan) bool { return f.loop.Depth > least })
}

// finish sorts what is watched and sizes the frames.
func (l *loopPlan) finish(p *plan) {
	slices.SortStableFunc(l.watched, func(a, b watched) int { return a.group - b.group })
	p.facts, p.slots = max(p.facts, l.facts), max(p.slots, l.slots)
	l.known = nil
	if l.due = nothingDue; len(l.watched) > 0 {
		l.due = l.watched[0].group
	}
	for _, s := range l.situations {
		l.given |= s.idle.given[0]
		l.idle = append(l.idle, s.idle)
	}
	for _, child := range l.children {
		child.finish(p)
	}
}

// situate puts a rule at one of the loops of its scope.
func (p *plan) situate(r *rule, scope *loopPlan) error {
	s := &situation{rule: r, idle: idle{given: [2]uint64{always, always}}}
	given := 0
	for _, alternatives := range r.when {
		facts, err := p.factsOf(r, alternatives, scope)
		if err != nil {
			return err
		}
		s.when = append(s.when, facts)
		if own, all := ownBits(facts, scope); all && given < len(s.idle.given) {
			s.idle.given[given] = own
			given++
		}
	}
	var err error
	if s.unless, err = p.factsOf(r, r.unless, scope); err != nil {
		return err
	}
	if s.need, err = p.factsOf(r, r.need, scope); err != nil {
		return err
	}
	if s.forbid, err = p.factsOf(r, r.forbid, scope); err != nil {
		return err
	}
	unless, _ := ownBits(s.unless, scope)
	need, _ := ownBits(s.need, scope)
	s.idle.excused = unless | need
	s.idle.broken = always
	if forbidden, all := ownBits(s.forbid, scope); all && forbidden != 0 {
		s.idle.broken = forbidden
	}
	if len(r.need) > 0 {
		if err := p.aim(s, scope); err != nil {
			return err
		}
	}
	scope.situations = append(scope.situations, s)
	return nil
}

// ownBits returns those of the facts that are of the scope itself as bits, and whether
// all are.
func ownBits(facts []fact, scope *loopPlan) (bits uint64, all bool) {
	all = true
	for i := range facts {
		if facts[i].scope != scope {
			all = false
			continue
		}
		bits |= facts[i].bit()
	}
	return bits, all
}

func (p *plan) factsOf(r *rule, tests []test, scope *loopPlan) ([]fact, error) {
	var facts []fact
	for i := range tests {
		f, err := p.observe(&tests[i], scope, 0)
		if err != nil {
			return nil, r.failf("guide %s: %v", p.guide.Version, err)
		}
		facts = append(facts, f)
	}
	return facts, nil
}

// observe makes the test a fact that is observed in its scope, or in the loop
// around it that the test names. at is the element whose offset is kept.
func (p *plan) observe(t *test, scope *loopPlan, at int) (fact, error) {
	loops := []*loopPlan{scope}
	if t.loop != "" && !scope.is(t.loop) {
		loops = scope.nearest(t.loop)
		for around := scope.parent; len(loops) == 0 && around != nil; around = around.parent {
			if around.is(t.loop) {
				scope, loops = around, []*loopPlan{around}
			}
		}
	}
	name := fmt.Sprintf("%s/%s %d..%d-%d..%d %d", t.loop, t.describe(), t.first, t.last, t.from, t.to, at)
	if f, ok := scope.known[name]; ok {
		return f, nil
	}
	f := fact{t, scope, scope.facts}
	placed := false
	for _, l := range loops {
		for _, use := range t.usesIn(l.loop) {
			if !t.exists(use) {
				continue
			}
			placed = true
			u := p.of(use)
			u.observations = append(u.observations, observation{f, at})
		}
	}
	if !placed {
		return fact{}, fmt.Errorf("loop %s has no %s", scope.loop.ID, t.reference)
	}
	if scope.facts++; scope.facts > mostFacts {
		return fact{}, fmt.Errorf("the rules of loop %s ask for more than %d things", scope.loop.ID, mostFacts)
	}
	scope.known[name] = f
	return f, nil
}

// aim finds what is missing when the first alternative that a rule needs is, and
// watches where it would have stood.
func (p *plan) aim(s *situation, scope *loopPlan) error {
	t := s.need[0].test
	home := []*loopPlan{scope}
	if t.loop != "" && !scope.is(t.loop) {
		home = scope.nearest(t.loop)
	}
	if len(home) != 1 {
		return s.failf("guide %s: what is needed first must be in one loop of the scope", p.guide.Version)
	}
	l := home[0]
	s.missing.use = t.usesIn(l.loop)[0]
	if t.first > 0 {
		base := &test{reference: reference{
			loop: t.loop, segment: t.segment, qualifier: t.qualifier, qualifiers: t.qualifiers, qualified: t.qualified,
		}}
		var err error
		s.missing.base, err = p.observe(base, scope, t.first)
		return err
	}
	s.missing.slot = scope.slots
	scope.slots++
	group := p.of(s.missing.use).group
	if t.segment == "" {
		group, l = l.group, l.parent
	}
	for ; ; group, l = l.group, l.parent {
		l.watched = append(l.watched, watched{group, scope.index, s.missing.slot})
		if l == scope {
			return nil
		}
	}
}

// pass goes on in f to an order-free group behind the one that is due, and keeps where
// what is watched before it would have stood.
func (c *Checker) pass(f *frame, group int) {
	watched := f.loop.watched[f.passed:]
	f.due = nothingDue
	for i := range watched {
		w := &watched[i]
		if w.group >= group {
			f.due = w.group
			break
		}
		f.passed++
		if inner := c.inner[w.scope]; inner > 0 {
			if m := &c.frames[inner-1].missing[w.slot]; m.segment == 0 {
				m.set(&c.at)
			}
		}
	}
}

// observe keeps which facts the segment at hand shows for the first time.
func (c *Checker) observe(u *usePlan) {
	for i := range u.observations {
		c.observeOne(u, &u.observations[i])
	}
}

func (c *Checker) observeOne(u *usePlan, o *observation) {
	f := c.scope(o.scope)
	if f == nil || f.shown&o.bit() != 0 {
		return
	}
	if element, ok := c.fits(o.test); ok {
		c.saw(u, o, f, element)
	}
}

// saw keeps that an element of the segment at hand shows the fact.
func (c *Checker) saw(u *usePlan, o *observation, f *frame, element int) {
	f.shown |= o.bit()
	s := &f.seen[o.index]
	s.mark.set(&c.at)
	s.use, s.element = u.use, c.seg.ElementOffset(o.keeps(element))
}

// keeps returns the element whose offset is kept when this one shows the fact.
func (o *observation) keeps(element int) int {
	if o.at > 0 {
		return o.at
	}
	return element
}

// keyOf names a loop in keys; the transaction set is "set".
func keyOf(l *guide.Loop) string {
	if l.Parent == nil {
		return "set"
	}
	return l.ID
}
