package guide

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/x12"
)

// setBuilder writes a set that a guide has nothing against.
type setBuilder struct {
	everything bool // situational segments and loops too
	choice     int  // which of alternative parts
	lines      []string
	uses       []*SegmentUse // of each line
	levels     []int         // HL01 of the open levels
	level      int           // HL01 of the last one
}

func (b *setBuilder) loop(l *Loop) {
	for i, n := range l.Nodes {
		switch {
		case !b.takes(l, i):
		case n.Segment != nil:
			b.segment(n.Segment)
		default:
			b.loop(n.Loop)
		}
	}
	if l.Nodes[0].Head().ID == "HL" {
		b.levels = b.levels[:len(b.levels)-1]
	}
}

// takes reports whether node i of l comes into the set.
func (b *setBuilder) takes(l *Loop, i int) bool {
	n := l.Nodes[i]
	switch {
	case n.isPart() && i != n.Group+min(b.choice, parts(l)-1):
		return false
	case b.everything || n.Segment != nil && n.Segment.Usage.Needed() || n.Loop != nil && n.Loop.Usage.Needed():
		return true
	}
	// An HL04 that can only be 1 asks for a level below.
	head := l.Nodes[0].Head()
	return i > 0 && i == n.Group && n.Head().ID == "HL" && head.ID == "HL" && head.Element(4).Codes.String() == "1"
}

// parts returns how many alternative parts l has. Where it has some, they are all
// of one group.
func parts(l *Loop) (n int) {
	for _, node := range l.Nodes {
		if node.isPart() {
			n++
		}
	}
	return n
}

func (b *setBuilder) segment(u *SegmentUse) {
	values := make([]string, len(u.Elements))
	format := ""
	fill := func(i int) {
		values[i] = sampleValue(&u.Elements[i], format)
		if u.Elements[i].Number == "1250" {
			format = values[i]
		}
	}
	for i := range u.Elements {
		if u.Elements[i].Usage.Needed() {
			fill(i)
		}
	}
	satisfy(u.Notes, u.Elements, values, fill)
	if u.ID == "HL" {
		b.hierarchy(u, values)
	}
	line := strings.TrimRight(u.ID+"*"+strings.Join(values, "*"), "*")
	b.lines, b.uses = append(b.lines, line), append(b.uses, u)
}

// hierarchy numbers an HL and announces child levels where they will come.
func (b *setBuilder) hierarchy(u *SegmentUse, values []string) {
	b.level++
	values[0] = fmt.Sprint(b.level)
	if len(b.levels) > 0 {
		values[1] = fmt.Sprint(b.levels[len(b.levels)-1])
	}
	b.levels = append(b.levels, b.level)
	if u.Element(4).Usage == NotUsed {
		return
	}
	values[3] = "0"
	for i, n := range u.Loop.Nodes {
		if n.Loop != nil && n.Head().ID == "HL" && b.takes(u.Loop, i) {
			values[3] = "1"
		}
	}
}

// satisfy fills what the notes ask for beside what is filled.
func satisfy(notes []SyntaxNote, uses []ElementUse, values []string, fill func(int)) {
	for range values {
		for _, note := range notes {
			var sent, all uint64
			for _, n := range note.Elements {
				all |= 1 << n
				if values[n-1] != "" {
					sent |= 1 << n
				}
			}
			if code, _ := broken(note, sent, all); code != x12.ConditionalElementMissing {
				continue
			}
			for _, n := range note.Elements {
				if values[n-1] == "" && uses[n-1].Usage != NotUsed {
					fill(n - 1)
					break
				}
			}
		}
	}
}

func sampleValue(e *ElementUse, format string) string {
	switch {
	case e.Kind == Composite:
		values := make([]string, len(e.Components))
		format := ""
		fill := func(i int) {
			values[i] = sampleValue(&e.Components[i], format)
			if e.Components[i].Number == "1250" {
				format = values[i]
			}
		}
		for i := range e.Components {
			if e.Components[i].Usage.Needed() {
				fill(i)
			}
		}
		if strings.Join(values, "") == "" {
			for i := range e.Components {
				if e.Components[i].Usage != NotUsed {
					fill(i)
					break
				}
			}
		}
		satisfy(e.Notes, e.Components, values, fill)
		return strings.TrimRight(strings.Join(values, ":"), ":")
	case e.Codes != nil:
		return e.Codes.List()[0]
	case e.Format != nil:
		return strings.NewReplacer("9", "1", "X", "1").Replace(e.Format.shapes[0])
	case e.Number == "1251" && format != "":
		return map[string]string{
			"D8": "20260302", "RD8": "20260302-20260303", "D6": "260302", "TM": "0830", "DT": "202603020830",
			"CY": "2026", "CM": "202603",
		}[format]
	case e.Kind == Date && e.Max == 6:
		return "260302"
	case e.Kind == Date:
		return "20260302"
	case e.Kind == Time:
		return "0830"
	case e.Kind == Text, e.Kind == Identifier:
		return strings.Repeat("A", max(1, e.Min))
	}
	return strings.Repeat("1", max(1, e.Min))
}

// text returns the set in an envelope.
func (b *setBuilder) text() string {
	return envelope + strings.Join(b.lines, "~\n") + "~\n"
}

// buildSets returns a set for each alternative of the guide.
func buildSets(g *Guide, everything bool) []*setBuilder {
	var sets []*setBuilder
	for choice := range max(1, parts(g.Root)) {
		b := &setBuilder{everything: everything, choice: choice}
		b.loop(g.Root)
		sets = append(sets, b)
	}
	return sets
}

func TestTheLeastThatAGuideAsksForPasses(t *testing.T) {
	require.GreaterOrEqual(t, len(All()), 5)
	for _, g := range All() {
		t.Run(g.Set+" "+g.Version, func(t *testing.T) {
			for _, b := range buildSets(g, false) {
				_, findings := walk(t, g, b.text())
				require.Empty(t, findings, "%v\n%s", findings, b.text())
			}
		})
	}
}

func TestEverySegmentOfAGuideFindsItsPlace(t *testing.T) {
	for _, g := range All() {
		t.Run(g.Set+" "+g.Version, func(t *testing.T) {
			var findings []*x12.Error
			w := NewWalker(g, func(e *x12.Error) { findings = append(findings, e) })
			for _, b := range buildSets(g, true) {
				w.Begin()
				for i, line := range b.lines {
					p := w.Walk(x12.ParseSegment(line, x12.DefaultDelimiters))
					require.NotNil(t, p.Use, "%s of loop %s: %v", line, b.uses[i].Loop.ID, findings)
					require.Same(t, b.uses[i], p.Use, "%s of loop %s (%s) went to loop %s (%s)",
						line, b.uses[i].Loop.ID, b.uses[i].Title, p.Loop.ID, p.Use.Title)
					require.Equal(t, p.Use == p.Loop.Nodes[0].Segment && p.Loop != g.Root, p.Opened)
				}
				w.End()
				require.Empty(t, findings, "%v", findings)
			}
		})
	}
}

// Uses that nothing tells apart would be a fault of the guide's data: the second
// could never be reached while the first has room.
func TestUsesInOneGroupAreToldApart(t *testing.T) {
	for _, g := range All() {
		var loops func(lp *loopPlan)
		loops = func(lp *loopPlan) {
			for _, candidates := range lp.byID {
				for i := range candidates {
					for j := range candidates[:i] {
						a, b := &candidates[j], &candidates[i]
						require.True(t, a.group != b.group || apart(a, b), "%s: %s in loop %s: %s and %s",
							g.Version, a.use.use.ID, lp.loop.ID, a.use.use.Title, b.use.use.Title)
					}
					if candidates[i].loop != nil {
						loops(candidates[i].loop)
					}
				}
			}
		}
		loops(planOf(g).root)
	}
}

func apart(a, b *candidate) bool {
	return slices.ContainsFunc(a.qualifiers, func(q qualifier) bool {
		return slices.ContainsFunc(b.qualifiers, func(o qualifier) bool {
			return q.element == o.element && !q.codes.overlaps(o.codes)
		})
	})
}
