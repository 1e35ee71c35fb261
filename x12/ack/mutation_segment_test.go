package ack_test

import (
	"slices"
	"strings"

	"github.com/hmox12/hmox12/x12"
	"github.com/hmox12/hmox12/x12/guide"
)

// segmentMutations break the order, number and names of segments and loops.
var segmentMutations = []mutation{
	{"drop a required segment", 2, dropSegment},
	{"drop the head of a required loop", 2, dropHead},
	{"drop a required loop", 2, dropLoop},
	{"exceed a segment's repeat", 2, exceedSegment},
	{"exceed a loop's repeat", 2, exceedLoop},
	{"move a segment behind its loop", 2, moveSegment},
	{"swap two segments", 2, swapSegments},
	{"move a loop behind the next one", 2, moveLoop},
	{"unknown segment identifier", 1, unknownSegment},
	{"segment identifier in lower case", 1, lowerIdentifier},
	{"segment of another set", 2, foreignSegment},
	{"segment of a loop out of reach", 2, unreachableSegment},
}

// most is the greatest repeat that is exceeded: beyond, files get large.
const most = 100

// missingCodes returns IK304 and IK502 of something that did not come: what X12
// demands is told apart from what only the guide does.
func missingCodes(u guide.Usage, byGuide string) (ik3, ik5 string) {
	if u == guide.Mandatory {
		return "3", "5"
	}
	return byGuide, "I5"
}

// dropSegment leaves out a segment that its loop needs, where it stands once. A
// loop's head is dropHead's matter.
func dropSegment(d *document) (all []mutant) {
	d.inSet(func(i int, p place) {
		once := true
		d.inSet(func(j int, other place) { once = once && (j == i || other.in != p.in || other.use != p.use) })
		if !p.use.Usage.Needed() || p.head || !once {
			return
		}
		ik3, ik5 := missingCodes(p.use.Usage, "I8")
		all = append(all, mutantOf(d.describe(i), d.replaced(i, 1),
			expectation{segment: d.due(p.in, i, i), id: p.use.ID, ik3: ik3, ik5: ik5}))
	})
	return all
}

// dropHead leaves out the segment that begins a loop which its parent needs, and
// leaves the rest of the loop.
func dropHead(d *document) (all []mutant) {
	for _, o := range d.occurrences() {
		if !o.loop.Usage.Needed() || o.first == o.last || !d.only(o) {
			continue
		}
		head := o.loop.Nodes[0].Segment
		ik3, ik5 := missingCodes(head.Usage, "I8")
		all = append(all, mutantOf(d.describe(o.first), d.replaced(o.first, 1),
			expectation{segment: o.first + 1, id: head.ID, ik3: ik3, ik5: ik5}))
	}
	return all
}

// dropLoop leaves out a whole loop that its parent needs. A part of the guide has
// no identifier to be missed by.
func dropLoop(d *document) (all []mutant) {
	for _, o := range d.occurrences() {
		if !o.loop.Usage.Needed() || !d.only(o) || o.loop.ID == "" {
			continue
		}
		ik3, ik5 := missingCodes(o.loop.Usage, "I7")
		gone := o.last - o.first + 1
		all = append(all, mutantOf(d.describe(o.first), renumbered(d.replaced(o.first, gone)),
			expectation{segment: d.due(o.parent, o.first, o.last) - gone + 1, id: o.loop.Nodes[0].Segment.ID, ik3: ik3, ik5: ik5}))
	}
	return all
}

// only reports whether o is the only occurrence of its loop in its parent.
func (d *document) only(o *occurrence) bool {
	return !slices.ContainsFunc(d.occurrences(), func(other *occurrence) bool {
		return other != o && other.loop == o.loop && other.parent == o.parent
	})
}

// exceedSegment sends a segment once more often than its loop admits.
func exceedSegment(d *document) (all []mutant) {
	d.inSet(func(i int, p place) {
		count, last := 0, true
		d.inSet(func(j int, other place) {
			if other.in == p.in && other.use == p.use {
				count, last = count+1, j <= i
			}
		})
		if p.head || !last || p.use.Max == 0 || p.use.Max > most {
			return
		}
		more := slices.Repeat([]string{d.segments[i]}, p.use.Max+1-count)
		all = append(all, mutantOf(d.describe(i), d.replaced(i+1, 0, more...),
			expectation{segment: i + len(more) + 1, id: p.use.ID, ik3: "5", ik5: "5"}))
	})
	return all
}

// exceedLoop sends a loop once more often than its parent admits.
func exceedLoop(d *document) (all []mutant) {
	for _, o := range d.occurrences() {
		count, last := 0, true
		for _, other := range d.occurrences() {
			if other.parent == o.parent && other.loop == o.loop {
				count, last = count+1, other.first <= o.first
			}
		}
		if !last || o.loop.Max == 0 || o.loop.Max > most || o.loop.ID == "" {
			continue
		}
		size := o.last - o.first + 1
		more := slices.Repeat(d.segments[o.first:o.last+1], o.loop.Max+1-count)
		all = append(all, mutantOf(d.describe(o.first), renumbered(d.replaced(o.last+1, 0, more...)),
			expectation{segment: o.last + len(more) - size + 2, id: id(d.segments[o.first]), ik3: "4", ik5: "5"}))
	}
	return all
}

// moveSegment moves a segment behind all that its loop has, unless one of the
// loops that are open there may have such a segment.
func moveSegment(d *document) (all []mutant) {
	d.inSet(func(i int, p place) {
		end := min(p.in.last, d.se()-1)
		if p.head || end == i || !d.passed(i, end) {
			return
		}
		segments := d.replaced(i, 1)
		segments = slices.Insert(segments, end, d.segments[i])
		all = append(all, mutantOf(d.describe(i), counted(segments),
			expectation{segment: end + 1, id: p.use.ID, ik3: "7", ik5: "5"}))
	})
	return all
}

// swapSegments swaps two neighbours of a loop that must come in their order.
func swapSegments(d *document) (all []mutant) {
	d.inSet(func(i int, p place) {
		next := d.places[i+1]
		if p.head || next.head || next.in != p.in || i+1 == d.se() || !d.passed(i, i+1) {
			return
		}
		all = append(all, mutantOf(d.describe(i), d.replaced(i, 2, d.segments[i+1], d.segments[i]),
			expectation{segment: i + 2, id: p.use.ID, ik3: "7", ik5: "5"}))
	})
	return all
}

// passed reports whether behind segment j no place in reach is left for segment
// i, which stands before it in the same loop or in one around j's: the place of i
// itself has passed, and none of the open loops goes on with such a segment.
func (d *document) passed(i, j int) bool {
	p := d.places[i]
	own, _ := d.node(p.in, i)
	if behind, ok := d.node(p.in, j); !ok || behind.Group <= own.Group {
		return false
	}
	for o := d.places[j].in; o != nil; o = o.parent {
		group := 0
		if n, ok := d.node(o, j); ok && o != d.places[j].in {
			group = n.Group
		}
		if o == p.in {
			group = own.Group + 1
		}
		if has(o.loop, p.use.ID, group) {
			return false
		}
	}
	return true
}

// counted is recount for a pipe of calls.
func counted(segments []string) []string {
	recount(segments)
	return segments
}

// moveLoop moves a loop behind the one that must follow it, unless a loop that is
// open there may begin or go on with the same segment.
func moveLoop(d *document) (all []mutant) {
	for _, o := range d.occurrences() {
		next := o.last + 1
		if o.loop.ID == "" || next >= d.se() || !d.places[next].head || d.places[next].in.parent != o.parent {
			continue
		}
		sibling := d.places[next].in
		head := id(d.segments[o.first])
		reach := nodeOf(sibling.loop).Group <= nodeOf(o.loop).Group || has(o.parent.loop, head, nodeOf(o.loop).Group+1)
		for open := d.places[sibling.last].in; open != o.parent; open = open.parent {
			reach = reach || has(open.loop, head, 0)
		}
		for open := o.parent.parent; open != nil; open = open.parent {
			reach = reach || has(open.loop, head, 0)
		}
		if reach {
			continue
		}
		segments := d.replaced(o.first, o.last-o.first+1)
		at := sibling.last - (o.last - o.first)
		segments = slices.Insert(segments, at, d.segments[o.first:o.last+1]...)
		all = append(all, mutantOf(d.describe(o.first), counted(segments),
			expectation{segment: at + 1, id: head, ik3: "7", ik5: "5"}))
	}
	return all
}

// inserted puts a segment before each of the set's, ST apart.
func inserted(d *document, segment func(i int) string, want expectation) (all []mutant) {
	for i := st + 1; i <= d.se(); i++ {
		s := segment(i)
		if s == "" {
			continue
		}
		want.segment = i + 1
		all = append(all, mutantOf("before "+d.describe(i), d.replaced(i, 0, s), want))
	}
	return all
}

// unknownSegment sends a segment that X12 does not have.
func unknownSegment(d *document) []mutant {
	return inserted(d, func(int) string { return "ZZY*1" }, expectation{id: "ZZY", ik3: "1", ik5: "5"})
}

// lowerIdentifier sends a segment's identifier in lower case, which makes it none.
func lowerIdentifier(d *document) (all []mutant) {
	d.inSet(func(i int, p place) {
		s := strings.ToLower(p.use.ID) + strings.TrimPrefix(d.segments[i], p.use.ID)
		all = append(all, mutantOf(d.describe(i), d.replaced(i, 1, s),
			expectation{segment: i + 1, id: strings.ToLower(p.use.ID), ik3: "1", ik5: "5"}))
	})
	return all
}

// foreignSegment sends a segment that X12 has and the guide has nowhere.
func foreignSegment(d *document) []mutant {
	known := []string{"BPR*I*5", "CLM*A*5", "AK1*HC*1", "ISR*1", "BIG*20260101*1"}
	foreign := known[slices.IndexFunc(known, func(s string) bool {
		return guide.KnownSegment([]byte(id(s))) && !d.guide.Uses([]byte(id(s)))
	})]
	return inserted(d, func(int) string { return foreign }, expectation{id: id(foreign), ik3: "6", ik5: "5"})
}

// unreachableSegment repeats a segment of the file where neither an open loop nor
// one that could begin there has such a segment.
func unreachableSegment(d *document) []mutant {
	reachable := func(i int, segment string) bool {
		for o := d.places[i-1].in; o != nil; o = o.parent {
			if has(o.loop, id(segment), 0) {
				return true
			}
			for _, n := range o.loop.Nodes {
				if n.Loop != nil && has(n.Loop, id(segment), 0) {
					return true
				}
			}
		}
		return false
	}
	all := inserted(d, func(i int) string {
		for j := st + 1; j < d.se(); j++ {
			if !reachable(i, d.segments[j]) {
				return d.segments[j]
			}
		}
		return ""
	}, expectation{ik3: "2", ik5: "5"})
	for n := range all {
		all[n].want.id = id(all[n].segments[all[n].want.segment-1])
	}
	return all
}

// levelMutations break the numbers of hierarchical levels.
var levelMutations = []mutation{
	{"HL01 skips numbers", 2, func(d *document) []mutant { return levels(d, 1, func(int) string { return "77" }) }},
	{"HL01 repeats a number", 2, func(d *document) []mutant { return levels(d, 1, func(n int) string { return number(n - 1) }) }},
	{"HL01 is no number", 2, func(d *document) []mutant { return levels(d, 1, func(int) string { return "A" }) }},
	{"HL02 points nowhere", 2, func(d *document) []mutant { return levels(d, 2, func(int) string { return "77" }) }},
	{"HL02 points at the level itself", 2, func(d *document) []mutant { return levels(d, 2, number) }},
	{"HL03 is another level's", 2, otherLevel},
	{"HL04 says the contrary", 2, contraryChildren},
}

// levels puts another value into an element of each HL that holds one. HL01 of
// each is given to value.
func levels(d *document, n int, value func(level int) string) (all []mutant) {
	count := 0
	d.inSet(func(i int, p place) {
		if p.use.ID != "HL" {
			return
		}
		count++
		if element(d.segments[i], n, 0) == "" {
			return
		}
		all = append(all, mutantOf(d.describe(i), d.replaced(i, 1, withElement(d.segments[i], n, value(count))),
			expectation{segment: i + 1, id: "HL", element: n, ik3: "8", ik4: "7", ik5: "5"}))
	})
	return all
}

// otherLevel gives an HL the code of each other level of the guide. Where such a
// level may begin, HL02 contradicts it: it does not name the level around that one,
// or there is none. Where HL02 names it, the HL is right, and what follows is not.
func otherLevel(d *document) (all []mutant) {
	codes := map[string]bool{}
	d.inSet(func(_ int, p place) {
		if p.use.ID == "HL" {
			for _, code := range p.use.Element(3).Codes.List() {
				codes[code] = true
			}
		}
	})
	d.inSet(func(i int, p place) {
		if p.use.ID != "HL" {
			return
		}
		for _, code := range slices.Sorted(keys(codes)) {
			want := expectation{segment: i + 1, id: "HL", element: 3, ik3: "8", ik4: "7", ik5: "5"}
			if level, parent := d.levelInReach(i, code); level != nil {
				if parent == element(d.segments[i], 2, 0) {
					continue // its own code, too
				}
				want.element = 2
				if level.Nodes[0].Segment.Element(2).Usage == guide.NotUsed {
					want.ik4, want.ik5 = "I10", "I5"
				}
			}
			all = append(all, mutantOf(d.describe(i)+" "+code, d.replaced(i, 1, withElement(d.segments[i], 3, code)), want))
		}
	})
	return all
}

// levelInReach returns the innermost level of a code that may begin at segment i,
// and HL01 of the level around it.
func (d *document) levelInReach(i int, code string) (*guide.Loop, string) {
	for o := d.places[i-1].in; o != nil; o = o.parent {
		reached, _ := d.node(o, i-1)
		for _, n := range o.loop.Nodes {
			if n.Loop == nil || n.Head().ID != "HL" || n.Group < reached.Group || !n.Head().Element(3).Codes.Contains([]byte(code)) {
				continue
			}
			if n.Loop.Max == 1 && n.Group == reached.Group {
				continue
			}
			for around := o; around != nil; around = around.parent {
				if around.loop.Nodes[0].Head().ID == "HL" {
					return n.Loop, element(d.segments[around.first], 1, 0)
				}
			}
			return n.Loop, ""
		}
	}
	return nil, ""
}

// contraryChildren announces a child level where none comes, or none where one
// comes, where the guide admits both codes.
func contraryChildren(d *document) (all []mutant) {
	d.inSet(func(i int, p place) {
		contrary := map[string]string{"0": "1", "1": "0"}[element(d.segments[i], 4, 0)]
		if p.use.ID != "HL" || contrary == "" || !p.use.Element(4).Codes.Contains([]byte(contrary)) {
			return
		}
		all = append(all, mutantOf(d.describe(i), d.replaced(i, 1, withElement(d.segments[i], 4, contrary)),
			expectation{segment: i + 1, id: "HL", element: 4, code: x12.HierarchyBroken, ik3: "8", ik4: "7", ik5: "5"}))
	})
	return all
}
