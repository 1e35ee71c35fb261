package guide

import "slices"

// plan is a Guide laid out for the Walker: what a segment identifier may mean in
// each loop, and what each element is checked for.
type plan struct {
	guide *Guide
	ids   idTable
	root  *loopPlan
	count int // of candidates
	depth int // of the deepest loop
	nodes int // of the loop with the most nodes

	uses map[*ElementUse]*usePlan // by the first element, as several places share theirs; nil once laid out
}

// loopPlan is a Loop laid out for the Walker.
type loopPlan struct {
	loop    *Loop
	byID    [][]candidate // by number of the segment identifier, in the guide's order
	choices []choice      // by number of the segment identifier
	needed  []*candidate  // the nodes that must come, also those that a companion guide asks for, in the guide's order
	all     uint64        // needed, as bits
	first   uint64        // the bit of the node that begins the loop; 0 when it is not needed
	parent  *loopPlan     // nil of the set itself
	group   int           // in parent
	level   bool          // the loop begins with an HL
}

// candidate is a node that a segment may begin.
type candidate struct {
	index            int       // among the candidates of the guide
	node, group, max int       // node is what it is counted with
	before           int       // so many of needed stand before its group
	bit              uint64    // among needed, of its node; 0 when it is not needed
	loop             *loopPlan // nil when the node is a segment
	segment          *SegmentUse
	quick            *quickPlan
	asked            *asked   // what a companion guide asks beyond the guide; nil when nothing
	use              *usePlan // the segment, or the head of the loop
	needed           bool
	qualifiers       []qualifier
}

// room reports whether another occurrence is admitted after count of them.
func (c *candidate) room(count int32) bool { return c.max == 0 || int(count) < c.max }

// planOf lays out g, once.
func planOf(g *Guide) *plan {
	g.layOut.Do(func() { g.plan = newPlan(g) })
	return g.plan
}

func newPlan(g *Guide) *plan {
	p := &plan{guide: g, uses: map[*ElementUse]*usePlan{}}
	p.number(g.Root)
	p.root = p.layOut(g.Root, 0)
	p.uses = nil
	p.qualify(p.root, nil)
	p.root.finish(p)
	return p
}

// number numbers the segment identifiers of l and what is in it.
func (p *plan) number(l *Loop) {
	for _, n := range l.Nodes {
		if n.Loop != nil {
			p.number(n.Loop)
			continue
		}
		p.ids.add([]byte(n.Segment.ID))
	}
}

func (p *plan) layOut(l *Loop, depth int) *loopPlan {
	p.depth, p.nodes = max(p.depth, depth), max(p.nodes, len(l.Nodes))
	lp := &loopPlan{loop: l, byID: make([][]candidate, p.ids.count), level: l.Nodes[0].Head().ID == "HL"}
	for i, n := range l.Nodes {
		c := candidate{index: p.count, node: counted(l, i), group: n.Group}
		p.count++
		if n.Loop != nil {
			own := ofGuide(n.Loop, n.Loop.own)
			c.loop = p.layOut(n.Loop, depth+1)
			c.loop.parent, c.loop.group = lp, n.Group
			c.max, c.needed = own.Max, own.Usage.Needed() && c.node == i
			c.asked = askedOf(n.Loop.Usage, own.Usage, n.Loop.Max, own.Max)
			c.use = p.use(n.Head())
		} else {
			own := ofGuide(n.Segment, n.Segment.own)
			c.max, c.needed = own.Max, own.Usage.Needed()
			c.asked = askedOf(n.Segment.Usage, own.Usage, n.Segment.Max, own.Max)
			c.use = p.use(n.Segment)
		}
		c.segment, c.quick = c.use.use, c.use.quick
		id := p.ids.number([]byte(c.use.use.ID))
		lp.byID[id] = append(lp.byID[id], c)
	}
	return lp
}

// use lays a segment out. Places that share their elements share what they are checked for.
func (p *plan) use(u *SegmentUse) *usePlan {
	if len(u.Elements) == 0 {
		return newUsePlan(u)
	}
	alike := p.uses[&u.Elements[0]]
	if alike == nil {
		alike = newUsePlan(u)
		p.uses[&u.Elements[0]] = alike
		return alike
	}
	of := *alike
	of.use = u
	return &of
}

// counted returns the node of l that node i is counted with: of alternatives,
// the first, which also stands for them where one is needed.
func counted(l *Loop, i int) int {
	for j := l.Nodes[i].Group; l.Nodes[i].isPart() && j < i; j++ {
		if l.Nodes[j].isPart() {
			return j
		}
	}
	return i
}

// qualify gives the candidates of l and below what tells them from others with
// the same identifier that are in reach at the same time: those of the same loop
// and of the loops around it. around holds the loops that l is in.
func (p *plan) qualify(l *loopPlan, around []*loopPlan) {
	around = append(around, l)
	for id := range l.byID {
		for i := range l.byID[id] {
			c := &l.byID[id][i]
			for _, other := range around {
				for j := range other.byID[id] {
					if o := &other.byID[id][j]; o != c {
						tellApart(c, o, other == l)
					}
				}
			}
			if c.needed || c.asked != nil && c.asked.needed {
				l.needed = append(l.needed, c)
			}
			if c.loop != nil {
				p.qualify(c.loop, around)
			}
		}
	}
	l.choices = make([]choice, len(l.byID))
	for id := range l.byID {
		l.choices[id] = newChoice(l.byID[id])
	}
	slices.SortFunc(l.needed, func(a, b *candidate) int { return a.node - b.node })
}

// mostNeeded is how many needed nodes of a loop have bits. A loop of more has none,
// and its nodes are counted when it ends.
const mostNeeded = 63

// finish numbers what is needed in l and below, and collects what tells segments
// apart.
func (l *loopPlan) finish(p *plan) {
	bits := map[int]uint64{}
	l.all = 1 << mostNeeded // never seen
	if len(l.needed) <= mostNeeded {
		l.all = 1<<len(l.needed) - 1
		for i, n := range l.needed {
			bits[n.node] = 1 << i
		}
	}
	l.first = bits[0]
	for id := range l.byID {
		for i := range l.byID[id] {
			c := &l.byID[id][i]
			c.bit = bits[c.node]
			for c.before < len(l.needed) && l.needed[c.before].group < c.group {
				c.before++
			}
			p.ids.of([]byte(c.use.use.ID)).tells.meet(c.qualifiers)
			if c.loop != nil {
				c.loop.finish(p)
			}
		}
	}
}
