package ack_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/x12"
	"github.com/hmox12/hmox12/x12/guide"
)

// document is a valid file of one transaction set, with the place that the guide
// gives each segment. Segments count from 0 here; their numbers in a file are one
// more.
type document struct {
	name     string // the file's, such as 837P
	guide    *guide.Guide
	segments []string // from ISA to IEA, without terminators
	places   []place
	uses     map[string][]*guide.SegmentUse // all that the guide has, by identifier
}

// place is where the guide has a segment; its use is nil outside of the set.
type place struct {
	use  *guide.SegmentUse
	in   *occurrence
	head bool // it begins the occurrence
}

// occurrence is one occurrence of a loop in a document.
type occurrence struct {
	loop        *guide.Loop
	parent      *occurrence // nil for the set itself
	first, last int         // its segments, those of deeper loops included
}

// st is where the set of every document begins: behind ISA and GS.
const st = 2

func (d *document) se() int  { return len(d.segments) - 3 }
func (d *document) ge() int  { return len(d.segments) - 2 }
func (d *document) iea() int { return len(d.segments) - 1 }

// readDocument reads a file of testdata/mutation.
func readDocument(t *testing.T, path string) *document {
	t.Helper()
	text, err := os.ReadFile(path)
	require.NoError(t, err)
	d := &document{name: strings.TrimSuffix(filepath.Base(path), ".x12")}
	for _, line := range strings.Split(strings.TrimSuffix(string(text), "\n"), "\n") {
		segment, terminated := strings.CutSuffix(line, "~")
		require.True(t, terminated, "%s: one segment a line", path)
		d.segments = append(d.segments, segment)
	}
	set, version := elements(d.segments[st])[1], elements(d.segments[1])[8]
	var ok bool
	d.guide, ok = guide.Lookup(set, version)
	require.True(t, ok, "%s: no guide %s %s", path, set, version)
	d.places = make([]place, len(d.segments))
	d.uses = usesOf(d.guide)
	w := guide.NewWalker(d.guide, nil)
	var open *occurrence
	for i := st; i <= d.se(); i++ {
		at := w.Walk(x12.ParseSegment(d.segments[i], x12.DefaultDelimiters))
		require.NotNil(t, at.Use, "%s: %s has no place", path, d.segments[i])
		if open == nil {
			open = &occurrence{loop: d.guide.Root, first: i}
		}
		around := at.Loop
		if at.Opened {
			around = at.Loop.Parent
		}
		for open.loop != around {
			open = open.parent
		}
		if at.Opened {
			open = &occurrence{loop: at.Loop, parent: open, first: i}
		}
		for o := open; o != nil; o = o.parent {
			o.last = i
		}
		d.places[i] = place{use: at.Use, in: open, head: at.Opened}
	}
	return d
}

// inSet calls f for each segment between ST and SE.
func (d *document) inSet(f func(i int, p place)) {
	for i := st + 1; i < d.se(); i++ {
		f(i, d.places[i])
	}
}

// occurrences returns the occurrences of loops in the document, without the set
// itself.
func (d *document) occurrences() []*occurrence {
	var all []*occurrence
	d.inSet(func(_ int, p place) {
		if p.head {
			all = append(all, p.in)
		}
	})
	return all
}

// node returns the node of o's loop that segment i belongs to, and whether it
// belongs to any.
func (d *document) node(o *occurrence, i int) (guide.Node, bool) {
	p := d.places[i]
	if p.in == o {
		for _, n := range o.loop.Nodes {
			if n.Segment == p.use {
				return n, true
			}
		}
		return guide.Node{}, false
	}
	for in := p.in; in != nil; in = in.parent {
		if in.parent == o {
			return nodeOf(in.loop), true
		}
	}
	return guide.Node{}, false
}

// nodeOf returns the node of the loop around l that is l.
func nodeOf(l *guide.Loop) guide.Node {
	i := slices.IndexFunc(l.Parent.Nodes, func(n guide.Node) bool { return n.Loop == l })
	return l.Parent.Nodes[i]
}

// due returns the segment at which it shows that something of o's loop in the
// order-free group of segment i did not come: the first behind segment j, its
// last, that belongs to another group. Of neighbours that may come in any order,
// any may still be the one.
func (d *document) due(o *occurrence, i, j int) int {
	missing, _ := d.node(o, i)
	for j++; j <= o.last; j++ {
		if n, ok := d.node(o, j); !ok || n.Group != missing.Group {
			break
		}
	}
	return j
}

// replaced returns the segments with n of them from i on replaced by others, and
// SE01 counted again.
func (d *document) replaced(i, n int, others ...string) []string {
	segments := slices.Replace(slices.Clone(d.segments), i, i+n, others...)
	recount(segments)
	return segments
}

// recount puts the number of segments into the SE of the only set.
func recount(segments []string) {
	begin := slices.IndexFunc(segments, func(s string) bool { return strings.HasPrefix(s, "ST*") })
	end := slices.IndexFunc(segments, func(s string) bool { return strings.HasPrefix(s, "SE*") })
	if begin >= 0 && end >= 0 {
		segments[end] = withElement(segments[end], 1, strconv.Itoa(end-begin+1))
	}
}

// renumbered numbers the HL segments again, after levels were added or taken out
// as a whole.
func renumbered(segments []string) []string {
	numbers, next := map[string]string{}, 0
	for i, s := range segments {
		if !strings.HasPrefix(s, "HL*") {
			continue
		}
		next++
		e := elements(s)
		numbers[e[1]] = strconv.Itoa(next)
		e[1] = strconv.Itoa(next)
		if e[2] != "" {
			e[2] = numbers[e[2]]
		}
		segments[i] = strings.Join(e, "*")
	}
	return segments
}

// file returns the segments as a file, one a line.
func file(segments []string) string { return strings.Join(segments, "~\n") + "~\n" }

// elements splits a segment; its identifier is element 0.
func elements(segment string) []string { return strings.Split(segment, "*") }

// element returns element n, component c of it unless c is 0, of the first
// repetition where c is named.
func element(segment string, n, c int) string {
	e := elements(segment)
	if n >= len(e) {
		return ""
	}
	if c == 0 {
		return e[n]
	}
	first, _, _ := strings.Cut(e[n], "^")
	if parts := strings.Split(first, ":"); c <= len(parts) {
		return parts[c-1]
	}
	return ""
}

// withElement returns the segment with another element n, and no empty ones at
// its end.
func withElement(segment string, n int, value string) string {
	e := elements(segment)
	for len(e) <= n {
		e = append(e, "")
	}
	e[n] = value
	return strings.TrimRight(strings.Join(e, "*"), "*")
}

// withComponent is withElement for component c of the first repetition; 0 is the
// whole element.
func withComponent(segment string, n, c int, value string) string {
	if c == 0 {
		return withElement(segment, n, value)
	}
	first, rest, repeated := strings.Cut(element(segment, n, 0), "^")
	parts := strings.Split(first, ":")
	for len(parts) < c {
		parts = append(parts, "")
	}
	parts[c-1] = value
	first = strings.TrimRight(strings.Join(parts, ":"), ":")
	if repeated {
		first += "^" + rest
	}
	return withElement(segment, n, first)
}

// id returns a segment's identifier.
func id(segment string) string { return elements(segment)[0] }

// has reports whether a loop has a segment of this identifier of its own, or a
// loop that begins with one, in a group from the given one on.
func has(l *guide.Loop, id string, group int) bool {
	return slices.ContainsFunc(l.Nodes, func(n guide.Node) bool { return n.Group >= group && n.Head().ID == id })
}

// describe names a segment of a document for messages.
func (d *document) describe(i int) string {
	loop := ""
	if in := d.places[i].in; in != nil && in.loop.ID != "" {
		loop = in.loop.ID + " "
	}
	return fmt.Sprintf("%s%s, segment %d", loop, id(d.segments[i]), i+1)
}
