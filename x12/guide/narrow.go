package guide

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// narrower narrows a copy of a guide as the statements of a companion guide say.
type narrower struct {
	compiler // its dictionary and lists

	guide   *Guide
	formats map[string]*namedFormat
}

type namedFormat struct {
	from   *statement
	format *Format
	used   bool
}

// statement reads a statement at the margin.
func (n *narrower) statement(s *statement) error {
	switch s.words[0] {
	case "characters":
		return n.characters(s)
	case "findings":
		return n.findings(s)
	case "list":
		return n.list(s)
	case "format":
		return n.format(s)
	case "companion", "guide":
		return s.failf("%s stands once, at the beginning", s.words[0])
	}
	return n.node(s, []*Loop{n.guide.Root})
}

// characters reads: characters basic, or: characters capitals
func (n *narrower) characters(s *statement) error {
	if len(s.words) != 2 || len(s.body) > 0 {
		return s.failf("write: characters basic, or: characters capitals")
	}
	switch c := characters(s.words[1]); {
	case n.guide.characters != "":
		return s.failf("characters are said twice")
	case c != basicOnly && c != capitalsOnly:
		return s.failf("characters are basic or capitals, not %s", c)
	default:
		n.guide.characters = c
	}
	return nil
}

// findings reads: findings noted
func (n *narrower) findings(s *statement) error {
	switch {
	case len(s.words) != 2 || s.words[1] != "noted" || len(s.body) > 0:
		return s.failf("write: findings noted")
	case n.guide.noted:
		return s.failf("findings are said twice")
	}
	n.guide.noted = true
	return nil
}

// format reads: format NAME shape …
func (n *narrower) format(s *statement) error {
	if len(s.words) < 3 || len(s.body) > 0 {
		return s.failf("write: format NAME shape …")
	}
	name := s.words[1]
	if n.formats[name] != nil || n.lists[name] != nil || n.dictionary.formats[name] != nil || n.dictionary.lists[name] != nil {
		return s.failf("%s is there twice", name)
	}
	f := &Format{Name: name}
	for _, shape := range s.words[2:] {
		f.shapes = append(f.shapes, strings.Trim(shape, `"`))
	}
	n.formats[name] = &namedFormat{from: s, format: f}
	return nil
}

// checkUsed reports the first list or format, by line, that nothing names.
func (n *narrower) checkUsed() error {
	err := n.compiler.checkUsed()
	var first *statement
	for _, f := range n.formats {
		if !f.used && (first == nil || f.from.line < first.line) {
			first = f.from
		}
	}
	if err != nil || first == nil {
		return err
	}
	return first.failf("format %s is not used", first.words[1])
}

// nodes reads the statements below a loop.
func (n *narrower) nodes(body []*statement, in []*Loop) error {
	for _, s := range body {
		if err := n.node(s, in); err != nil {
			return err
		}
	}
	return nil
}

// node reads a statement about a segment or loop in the loops in, of which there
// are several where a guide has a loop in several places.
func (n *narrower) node(s *statement, in []*Loop) error {
	switch s.words[0] {
	case "loop":
		return n.loop(s, in)
	case "part":
		return n.part(s, in)
	case "characters", "findings", "list", "format", "companion", "guide":
		return s.failf("%s can't stand in a loop", s.words[0])
	}
	return n.segment(s, in)
}

// loop reads: loop ID [required | not used] [at most N] ; title
func (n *narrower) loop(s *statement, in []*Loop) error {
	if len(s.words) < 2 {
		return s.failf("write: loop ID, and what is asked of it")
	}
	id := s.words[1]
	ask, err := parseAsk(s.words[2:])
	switch {
	case err != nil:
		return s.failf("loop %s: %v", id, err)
	case len(ask.elements) > 0:
		return s.failf("loop %s: a loop has no elements: name its segments below it", id)
	}
	var found []*Loop
	for _, l := range in {
		found = loopsBelow(found, l, func(l *Loop) bool { return l.ID == id && (s.title == "" || s.title == l.Title) })
	}
	if len(found) == 0 {
		return s.failf("the guide has no such loop %s here", id)
	}
	for _, l := range found {
		if err := ask.narrow(&l.Usage, &l.Max); err != nil {
			return s.failf("loop %s: %v", id, err)
		}
		if l.Usage == NotUsed && len(s.body) > 0 {
			return s.body[0].failf("loop %s is not used", id)
		}
	}
	return n.nodes(s.body, found)
}

// loopsBelow appends the loops below l that fit.
func loopsBelow(found []*Loop, l *Loop, fits func(*Loop) bool) []*Loop {
	for _, node := range l.Nodes {
		if node.Loop == nil {
			continue
		}
		if fits(node.Loop) {
			found = append(found, node.Loop)
		}
		found = loopsBelow(found, node.Loop, fits)
	}
	return found
}

// part reads: part [not used] ; title
func (n *narrower) part(s *statement, in []*Loop) error {
	ask, err := parseAsk(s.words[1:])
	if err != nil || s.title == "" || ask.required || ask.max > 0 || len(ask.elements) > 0 {
		return s.failf("write: part ; title, or: part not used ; title")
	}
	var found *Loop
	others := 0
	for _, l := range in {
		for _, node := range l.Nodes {
			switch {
			case !node.isPart():
			case node.Loop.Title == s.title:
				found = node.Loop
			case node.Loop.Usage != NotUsed:
				others++
			}
		}
	}
	switch {
	case found == nil:
		return s.failf("the guide has no part %s here", s.title)
	case ask.unused && (others == 0 || len(s.body) > 0):
		return s.failf("part %s: one part stays, and below one that is not used nothing is asked", s.title)
	case found.Usage == NotUsed:
		return s.failf("part %s is not used", s.title)
	case ask.unused:
		found.Usage = NotUsed
	}
	return n.nodes(s.body, []*Loop{found})
}

// segment reads: ID [required | not used] [at most N] [element …] ; title
func (n *narrower) segment(s *statement, in []*Loop) error {
	id := s.words[0]
	if len(s.body) > 0 {
		return s.body[0].failf("nothing can be indented below segment %s", id)
	}
	if id == "HL" {
		return s.failf("HL numbers the levels: ask it of their loops")
	}
	ask, err := parseAsk(s.words[1:])
	if err != nil {
		return s.failf("%s: %v", id, err)
	}
	for _, l := range in {
		use, err := n.pick(id, s.title, ask, segmentsOf(l))
		if err != nil {
			return s.failf("%s: %s %v", id, place(l), err)
		}
		if ask.unused && !n.leavesCodes(use.Elements, ask.elements) {
			return s.failf("%s: what is not used holds nothing: name no more than all codes of the place that is meant", id)
		}
		if err := ask.narrow(&use.Usage, &use.Max); err != nil {
			return s.failf("%s: %v", id, err)
		}
		if err := n.elements(use.Elements, ask.elements); err != nil {
			return s.failf("%s%v", id, err)
		}
	}
	return nil
}

func place(l *Loop) string {
	if l.ID == "" {
		return "the set"
	}
	return "loop " + l.ID
}

// segmentsOf returns the segments of a loop, those of its parts included.
func segmentsOf(l *Loop) (uses []*SegmentUse) {
	for _, node := range l.Nodes {
		switch {
		case node.Segment != nil:
			uses = append(uses, node.Segment)
		case node.isPart():
			uses = append(uses, segmentsOf(node.Loop)...)
		}
	}
	return uses
}

// pick returns the one place that is meant: of those with the identifier, and
// the title if there is one, that which has all the codes.
func (n *narrower) pick(id, title string, ask ask, uses []*SegmentUse) (*SegmentUse, error) {
	uses = slices.DeleteFunc(uses, func(u *SegmentUse) bool { return u.ID != id || title != "" && u.Title != title })
	switch len(uses) {
	case 0:
		return nil, fmt.Errorf("has no such segment")
	case 1:
		return uses[0], nil
	}
	all := len(uses)
	uses = slices.DeleteFunc(uses, func(u *SegmentUse) bool { return !n.hasCodes(u.Elements, ask.elements) })
	switch len(uses) {
	case 0:
		return nil, fmt.Errorf("has %d of them, none with these codes", all)
	case 1:
		return uses[0], nil
	}
	return nil, fmt.Errorf("has several of them: say which by its codes, or by its title %q", uses[0].Title)
}

// ask is what a statement asks of a segment or loop.
type ask struct {
	required, unused bool
	max              int // 0 when not said
	elements         []elementText
}

// parseAsk reads the words behind an identifier.
func parseAsk(words []string) (ask, error) {
	var a ask
	var elements []string
	for i := 0; i < len(words); i++ {
		rest := words[i:]
		switch {
		case rest[0] == "required" && !a.required:
			a.required = true
		case rest[0] == "not" && len(rest) > 1 && rest[1] == "used" && !a.unused:
			a.unused = true
			i++
		case rest[0] == "at" && len(rest) > 2 && rest[1] == "most" && a.max == 0:
			most, err := strconv.Atoi(rest[2])
			if err != nil || most < 1 {
				return a, fmt.Errorf("a maximum of %s", rest[2])
			}
			a.max = most
			i += 2
		case rest[0][0] >= '0' && rest[0][0] <= '9':
			elements = append(elements, rest[0])
		default:
			return a, fmt.Errorf("%q is none of required, not used, at most N, or an element", rest[0])
		}
	}
	if a.unused && (a.required || a.max > 0) {
		return a, fmt.Errorf("what is not used is neither required nor repeated")
	}
	var err error
	a.elements, err = parseElements(elements)
	return a, err
}

// narrow puts what is asked into the usage and maximum of a segment or loop.
func (a ask) narrow(usage *Usage, most *int) error {
	switch {
	case *usage == NotUsed && !a.unused:
		return fmt.Errorf("is not used, a line above says")
	case a.unused && usage.Needed():
		return fmt.Errorf("the guide requires it")
	case a.max > 0 && *most > 0 && a.max > *most:
		return fmt.Errorf("the guide allows at most %d", *most)
	}
	switch {
	case a.unused:
		*usage = NotUsed
	case a.required && !usage.Needed():
		*usage = Required
	}
	if a.max > 0 {
		*most = a.max
	}
	return nil
}
