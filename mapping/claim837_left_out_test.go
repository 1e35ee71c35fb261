package mapping_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/mapping"
	"github.com/hmox12/hmox12/mapping/record"
	"github.com/hmox12/hmox12/x12"
	"github.com/hmox12/hmox12/x12/guide"
)

// TestWhatOfAGuideIsLeftOut changes one element of a guide after another and looks
// whether the claim changes. Those that leave it as it was are what a claim loses;
// the list of them is kept under testdata, to be looked at when it grows.
func TestWhatOfAGuideIsLeftOut(t *testing.T) {
	for _, kind := range kinds {
		t.Run(string(kind), func(t *testing.T) {
			g, ok := guide.Lookup("837", mapping.ClaimVersion(kind))
			require.True(t, ok)
			p := &prober{g: g}
			p.loop(g.Root, nil)
			require.Greater(t, p.kept, 300, "elements that change the claim")
			golden(t, "claim837/left-out-"+string(kind)+".txt", []byte(strings.Join(p.left, "\n")+"\n"))
		})
	}
}

// prober looks element by element what a guide's segments do to a claim.
type prober struct {
	g    *guide.Guide
	left []string
	kept int
}

// placedSegment is a segment with where it stands.
type placedSegment struct {
	values []string // its id first
	at     guide.Placement
}

// loop looks at every segment of a loop that stands behind above, the heads of the
// loops around it, and at the loops in it.
func (p *prober) loop(l *guide.Loop, above []placedSegment) {
	path := above
	for i, n := range l.Nodes {
		at := guide.Placement{Loop: l, Opened: i == 0 && l.ID != ""}
		switch {
		case n.Loop != nil && n.Loop.ID == "2300" && l.ID == "2000C":
			// The same claim as under 2000B.
		case n.Loop != nil:
			p.loop(n.Loop, path)
		case n.Segment.ID == "ST" || n.Segment.ID == "SE" || n.Segment.ID == "HL" || n.Segment.ID == "LX":
			// They frame, and count.
			if at.Opened {
				path = append(path[:len(path):len(path)], placedSegment{values: sample(n.Segment), at: at})
			}
		default:
			p.segment(n.Segment, at, path)
			if at.Opened {
				path = append(path[:len(path):len(path)], placedSegment{values: sample(n.Segment), at: at})
			}
		}
	}
}

func (p *prober) segment(u *guide.SegmentUse, at guide.Placement, above []placedSegment) {
	claimOf := func(values []string) string {
		return p.claim(append(above[:len(above):len(above)], placedSegment{values, at}))
	}
	var left []string
	look := func(place string, one, other []string) {
		if claimOf(one) == claimOf(other) {
			left = append(left, place)
		} else {
			p.kept++
		}
	}
	for n := range u.Elements {
		e := &u.Elements[n]
		if e.Usage == guide.NotUsed || e.Number == "1250" || constant(e) { // the format of a date, or what the place says already
			continue
		}
		if e.Kind != guide.Composite {
			one, other := sample(u), sample(u)
			if e.Number == "1251" { // a date needs its format
				one[n] = value(&u.Elements[n-1], "", 0)
				other[n] = one[n]
			}
			one[n+1], other[n+1] = value(e, one[n], 0), value(e, one[n], 1)
			look(fmt.Sprintf("%s%02d", u.ID, n+1), one, other)
			continue
		}
		for m := range e.Components {
			c := &e.Components[m]
			if c.Usage == guide.NotUsed || c.Number == "1250" || constant(c) {
				continue
			}
			one, other := sample(u), sample(u)
			one[n+1], other[n+1] = composite(e, m, 0), composite(e, m, 1)
			look(fmt.Sprintf("%s%02d-%d", u.ID, n+1, m+1), one, other)
		}
	}
	if len(left) > 0 {
		p.left = append(p.left, strings.TrimSpace(fmt.Sprintf("%-6s %s: %s", at.Loop.ID, u.Title, strings.Join(left, " "))))
	}
}

// constant reports whether an element says nothing beyond the place it stands in,
// or beyond the id behind it (data element 66 is the kind of id).
func constant(e *guide.ElementUse) bool {
	return (e.Usage.Needed() || e.Number == "66") && e.Codes != nil && len(e.Codes.List()) == 1
}

// claim maps segments and returns the claim, whose CLM and LX are put in where
// there are none.
func (p *prober) claim(segments []placedSegment) string {
	claim := ""
	mapper, _ := mapping.NewClaimMapper(p.g, record.Source{}, 0, func(c *record.Claim, _ []mapping.ClaimProblem) { claim = asJSON(nil, c) })
	open := false
	for _, s := range segments {
		mapper.Add(x12.ParseSegment(strings.Join(s.values, "*"), x12.DefaultDelimiters), s.at)
		open = open || s.values[0] == "CLM"
	}
	if !open {
		mapper.Add(x12.ParseSegment("CLM*A*1***11:B:1", x12.DefaultDelimiters), guide.Placement{Loop: &guide.Loop{ID: "2300"}, Opened: true})
	}
	mapper.End()
	return claim
}

// sample returns a segment with what the guide requires.
func sample(u *guide.SegmentUse) []string {
	values := make([]string, len(u.Elements)+1)
	values[0] = u.ID
	for n := range u.Elements {
		e := &u.Elements[n]
		switch {
		case !e.Usage.Needed():
		case e.Kind == guide.Composite:
			values[n+1] = composite(e, -1, 0)
		default:
			values[n+1] = value(e, values[n], 0)
		}
	}
	return values
}

// composite returns a composite with what the guide requires; component m has its
// other value in variant 1.
func composite(e *guide.ElementUse, m, variant int) string {
	values := make([]string, len(e.Components))
	before := ""
	for n := range e.Components {
		c := &e.Components[n]
		switch {
		case n == m:
			values[n] = value(c, before, variant)
		case c.Usage.Needed():
			values[n] = value(c, before, 0)
		}
		before = values[n]
	}
	return strings.TrimRight(strings.Join(values, ":"), ":")
}

// value returns one or another value that an element may hold. The format of a
// date stands in the element before.
func value(e *guide.ElementUse, format string, variant int) string {
	switch {
	case e.Codes != nil && variant < len(e.Codes.List()):
		return e.Codes.List()[variant]
	case e.Codes != nil:
		return ""
	case e.Number == "1251":
		return map[string][]string{
			"D8": {"20260202", "20260203"}, "RD8": {"20260202-20260203", "20260202-20260204"}, "TM": {"0830", "0930"}, "DT": {"202602020830", "202602020930"},
		}[format][variant]
	case e.Kind == guide.Text, e.Kind == guide.Identifier:
		return []string{"AA", "BB"}[variant]
	case e.Kind == guide.Date:
		return []string{"20260202", "20260203"}[variant]
	}
	return []string{"1", "2"}[variant]
}
