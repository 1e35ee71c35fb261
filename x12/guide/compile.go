package guide

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// maxNodes bounds what a guide may grow to through its definitions; the largest
// real one has some seven hundred.
const maxNodes = 5000

// Compile reads a guide written in the grammar of data/README.md. name stands for
// the file in errors, which are of type *SyntaxError.
func Compile(name, text string) (*Guide, error) {
	return compile(standard(), name, text)
}

func compile(d *dictionary, name, text string) (*Guide, error) {
	statements, err := parseStatements(name, text)
	if err != nil {
		return nil, err
	}
	if len(statements) == 0 {
		return nil, failAt(name, 1, "no guide in it")
	}
	c := newCompiler(d)
	g, err := c.header(statements[0])
	if err != nil {
		return nil, err
	}
	c.guide = g
	root := &Loop{Title: g.Title, Usage: Mandatory, Max: 1}
	var body []*statement
	for _, s := range statements[1:] {
		switch s.words[0] {
		case "list":
			err = c.list(s)
		case "define":
			err = c.define(s)
		default:
			body = append(body, s)
		}
		if err != nil {
			return nil, err
		}
	}
	if err := c.nodes(root, body, ""); err != nil {
		return nil, err
	}
	if err := c.checkUsed(); err != nil {
		return nil, err
	}
	if len(root.Nodes) == 0 || root.Nodes[0].Segment == nil {
		return nil, statements[0].failf("a set begins with a segment")
	}
	if l := tooManyAlike(root); l != nil {
		return nil, statements[0].failf("loop %s has more than %d nodes that begin with the same segment", l.name(), mostAlike)
	}
	g.Root = root
	g.number(root)
	return g, nil
}

// tooManyAlike returns a loop in l with more than mostAlike nodes that begin with
// one segment identifier, nil when there is none.
func tooManyAlike(l *Loop) *Loop {
	alike := map[string]int{}
	for _, n := range l.Nodes {
		id := n.Head().ID
		if alike[id]++; alike[id] > mostAlike {
			return l
		}
		if n.Loop != nil {
			if found := tooManyAlike(n.Loop); found != nil {
				return found
			}
		}
	}
	return nil
}

// number numbers the segments of l and what is in it.
func (g *Guide) number(l *Loop) {
	for _, n := range l.Nodes {
		if n.Loop != nil {
			g.number(n.Loop)
			continue
		}
		n.Segment.Index = g.uses
		g.uses++
	}
}

type compiler struct {
	dictionary *dictionary
	guide      *Guide
	lists      map[string]*namedList
	blocks     map[string]*namedBlock
	count      int // nodes made

	// Elements that were made before are those of another place that is described in the
	// same words, as more than half are. Nobody changes them: narrow copies what it narrows.
	described map[string][]ElementUse
	unsent    map[string]ElementUse // by number, as X12 defines them
}

func newCompiler(d *dictionary) *compiler {
	return &compiler{
		dictionary: d, lists: map[string]*namedList{}, blocks: map[string]*namedBlock{},
		described: map[string][]ElementUse{}, unsent: map[string]ElementUse{},
	}
}

type namedList struct {
	from  *statement
	codes *Codes
	used  bool
}

type namedBlock struct {
	from *statement
	used bool
}

// header reads: guide SET GROUP VERSION [also VERSION …] ; title
func (c *compiler) header(s *statement) (*Guide, error) {
	w := s.words
	if w[0] != "guide" || len(w) < 4 || len(w) == 5 || len(w) > 4 && w[4] != "also" || s.title == "" {
		return nil, s.failf("a guide begins with: guide SET GROUP VERSION [also VERSION …] ; title")
	}
	if len(s.body) > 0 {
		return nil, s.body[0].failf("nothing can be indented below the guide line")
	}
	g := &Guide{Set: w[1], FunctionalID: w[2], Version: w[3], Title: s.title, segments: map[string]struct{}{}}
	if len(w) > 5 {
		g.Also = w[5:]
	}
	return g, nil
}

// list reads: list NAME = code …
func (c *compiler) list(s *statement) error {
	if len(s.words) < 4 || len(s.body) > 0 {
		return s.failf("write: list NAME = code …")
	}
	name := s.words[1]
	if _, twice := c.lists[name]; twice || c.dictionary.formats[name] != nil || c.dictionary.lists[name] != nil {
		return s.failf("%s is there twice", name)
	}
	codes, err := codesBehindEquals(s.words[2:])
	if err != nil {
		return s.failf("%v", err)
	}
	c.lists[name] = &namedList{from: s, codes: newCodes(codes)}
	return nil
}

// define reads: define NAME, with loops and segments indented below it. A block
// can use only those that stand above it, so that none contains itself.
func (c *compiler) define(s *statement) error {
	if len(s.words) != 2 || len(s.body) == 0 {
		return s.failf("write: define NAME, and below it what it stands for")
	}
	if _, twice := c.blocks[s.words[1]]; twice {
		return s.failf("%s is defined twice", s.words[1])
	}
	if err := c.known(s.body); err != nil {
		return err
	}
	c.blocks[s.words[1]] = &namedBlock{from: s}
	return nil
}

// known reports a use of a block that is not defined yet.
func (c *compiler) known(body []*statement) error {
	for _, s := range body {
		if s.words[0] == "use" && len(s.words) > 1 && c.blocks[s.words[1]] == nil {
			return s.failf("%s is not defined above", s.words[1])
		}
		if err := c.known(s.body); err != nil {
			return err
		}
	}
	return nil
}

// nodes adds the children of a loop. suffix stands for $ in loop identifiers.
func (c *compiler) nodes(l *Loop, body []*statement, suffix string) error {
	for _, s := range body {
		if c.count++; c.count > maxNodes {
			return s.failf("the guide grows beyond %d segments and loops", maxNodes)
		}
		var err error
		switch s.words[0] {
		case "loop":
			err = c.loop(l, s, suffix)
		case "part":
			err = c.part(l, s, suffix)
		case "use":
			err = c.use(l, s, suffix)
		case "list", "define", "guide":
			err = s.failf("%s can't stand in a loop", s.words[0])
		default:
			err = c.segment(l, s)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// use reads: use NAME [SUFFIX]
func (c *compiler) use(l *Loop, s *statement, suffix string) error {
	if len(s.words) < 2 || len(s.words) > 3 || len(s.body) > 0 {
		return s.failf("write: use NAME, or: use NAME SUFFIX")
	}
	block, ok := c.blocks[s.words[1]]
	if !ok {
		return s.failf("%s is not defined", s.words[1])
	}
	block.used = true
	if len(s.words) == 3 {
		suffix = s.words[2]
	}
	return c.nodes(l, block.from.body, suffix)
}

// checkUsed reports the first list or block, by line, that nothing names: a slip,
// mostly of spelling.
func (c *compiler) checkUsed() error {
	var first *statement
	note := func(s *statement, used bool) {
		if !used && (first == nil || s.line < first.line) {
			first = s
		}
	}
	for _, l := range c.lists {
		note(l.from, l.used)
	}
	for _, b := range c.blocks {
		note(b.from, b.used)
	}
	if first == nil {
		return nil
	}
	return first.failf("%s %s is not used", first.words[0], first.words[1])
}

var loopID = regexp.MustCompile(`^[0-9]{4}[A-Z]{0,2}$`)

// loop reads: loop ID usage max ; title
func (c *compiler) loop(parent *Loop, s *statement, suffix string) error {
	if len(s.words) != 4 || s.title == "" {
		return s.failf("write: loop ID usage max ; title")
	}
	id := strings.ReplaceAll(s.words[1], "$", suffix)
	if !loopID.MatchString(id) {
		return s.failf("%s is no loop identifier such as 2010AA", id)
	}
	return c.addLoop(parent, id, s, suffix)
}

// part reads: part usage max ; title
func (c *compiler) part(parent *Loop, s *statement, suffix string) error {
	if len(s.words) != 3 || s.title == "" {
		return s.failf("write: part usage max ; title")
	}
	return c.addLoop(parent, "", s, suffix)
}

// addLoop appends the loop or part that s describes. Its usage and maximum are
// the last words.
func (c *compiler) addLoop(parent *Loop, id string, s *statement, suffix string) error {
	name := strings.TrimSpace(s.words[0] + " " + id)
	last := len(s.words) - 1
	usage, most, err := usageAndMax(s.words[last-1], s.words[last])
	if err != nil {
		return s.failf("%s: %v", name, err)
	}
	l := &Loop{ID: id, Title: s.title, Usage: usage, Max: most, Parent: parent, Depth: parent.Depth + 1}
	if err := c.nodes(l, s.body, suffix); err != nil {
		return err
	}
	if len(l.Nodes) == 0 || l.Nodes[0].Segment == nil {
		return s.failf("%s does not begin with a segment", name)
	}
	if head := l.Nodes[0].Segment; !head.Usage.Needed() || head.Max != 1 {
		return s.failf("%s begins with %s, which must be required and come once", name, head.ID)
	}
	return addNode(parent, Node{Loop: l}, s)
}

// segment reads: ID usage max element … ; title
func (c *compiler) segment(l *Loop, s *statement) error {
	id := s.words[0]
	if len(s.words) < 4 {
		return s.failf("write: ID usage max element … ; title")
	}
	if len(s.body) > 0 {
		return s.body[0].failf("nothing can be indented below segment %s", id)
	}
	base, ok := c.dictionary.segments[id]
	if _, isSegment := c.dictionary.identifiers[id]; !ok || !isSegment {
		return s.failf("segments.txt has no segment %s", id)
	}
	usage, most, err := usageAndMax(s.words[1], s.words[2])
	if err != nil {
		return s.failf("%s: %v", id, err)
	}
	u := &SegmentUse{ID: id, Title: s.title, Usage: usage, Max: most, Loop: l, Notes: base.notes}
	if u.Title == "" {
		u.Title = base.name
	}
	in := strings.Join(append([]string{id}, s.words[3:]...), " ")
	if u.Elements = c.described[in]; u.Elements == nil {
		texts, err := parseElements(s.words[3:])
		if err != nil {
			return s.failf("%s: %v", id, err)
		}
		if u.Elements, err = c.elements(base, texts); err != nil {
			return s.failf("%s%v", id, err)
		}
		c.described[in] = u.Elements
	}
	c.guide.segments[id] = struct{}{}
	return addNode(l, Node{Segment: u}, s)
}

// addNode appends a node, in the group of the one before it when both begin
// with the same segment identifier. What is in a group comes in any order, so
// that its members must be told apart by what they hold.
func addNode(l *Loop, n Node, s *statement) error {
	n.Group = len(l.Nodes)
	if n.Group > 0 && l.Nodes[n.Group-1].Head().ID == n.Head().ID {
		n.Group = l.Nodes[n.Group-1].Group
	}
	for _, neighbour := range l.Nodes[n.Group:] {
		if !distinct(neighbour.Head().Elements, n.Head().Elements) {
			return s.failf("%s (%s) can't be told from its neighbour (%s): no required element has codes that differ",
				n.Head().ID, n.Head().Title, neighbour.Head().Title)
		}
		if n.isPart() && neighbour.isPart() && (n.Loop.Usage != neighbour.Loop.Usage || n.Loop.Max != neighbour.Loop.Max) {
			return s.failf("parts that are alternatives have the same usage and maximum")
		}
	}
	l.Nodes = append(l.Nodes, n)
	return nil
}

// distinct reports whether some element or component that both require has
// codes of which none is the same.
func distinct(a, b []ElementUse) bool {
	for i := range min(len(a), len(b)) {
		if !a[i].Usage.Needed() || !b[i].Usage.Needed() {
			continue
		}
		if a[i].Codes != nil && b[i].Codes != nil && !a[i].Codes.overlaps(b[i].Codes) {
			return true
		}
		if distinct(a[i].Components, b[i].Components) {
			return true
		}
	}
	return false
}

func usageAndMax(usage, most string) (Usage, int, error) {
	usages := map[string]Usage{"M": Mandatory, "R": Required, "S": Situational}
	u, ok := usages[usage]
	if !ok {
		return 0, 0, fmt.Errorf("usage %s is none of M, R, S", usage)
	}
	if most == ">1" {
		return u, 0, nil
	}
	n, err := strconv.Atoi(most)
	if err != nil || n < 1 {
		return 0, 0, fmt.Errorf("a maximum of %s", most)
	}
	return u, n, nil
}
