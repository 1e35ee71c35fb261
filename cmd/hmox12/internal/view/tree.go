package view

import (
	"bytes"
	"strings"
)

// version is that of the JSON shape; see the package's documentation.
const version = 1

// node is what JSON, Lines and HTML show: a scope, a segment or a finding.
type node struct {
	Interchange string `json:"interchange,omitempty"`
	Group       string `json:"group,omitempty"`
	Set         string `json:"set,omitempty"`
	Loop        string `json:"loop,omitempty"`
	Segment     string `json:"segment,omitempty"`

	ID       string `json:"id,omitempty"`
	Sender   string `json:"sender,omitempty"`
	Receiver string `json:"receiver,omitempty"`
	Date     string `json:"date,omitempty"`
	Time     string `json:"time,omitempty"`
	Usage    string `json:"usage,omitempty"`
	Guide    string `json:"guide,omitempty"`

	Name         string        `json:"name,omitempty"`
	Number       int           `json:"number,omitempty"`
	Offset       *int64        `json:"offset,omitempty"`
	Unplaced     bool          `json:"unplaced,omitempty"`
	Elements     []elementNode `json:"elements,omitempty"`
	Finding      *Finding      `json:"finding,omitempty"`
	Findings     []Finding     `json:"findings,omitempty"`
	MoreFindings int           `json:"moreFindings,omitempty"`

	Content []*node `json:"content,omitempty"`
}

type elementNode struct {
	At    string `json:"at"`
	Name  string `json:"name,omitempty"`
	Value string `json:"value"`
	Words string `json:"words,omitempty"`
}

// scopeNode tells a scope, without what is in it.
func scopeNode(s *scope) *node {
	switch {
	case s.interchange != nil:
		i := s.interchange
		return &node{
			Interchange: valid(i.ControlNumber), Sender: valid(i.Sender), Receiver: valid(i.Receiver),
			Date: isoDate([]byte("20" + i.Date)), Time: clock([]byte(i.Time)), Usage: usageWord(valid(i.Usage)),
		}
	case s.group != nil:
		g := s.group
		return &node{Group: valid(g.ControlNumber), ID: valid(g.ID), Guide: valid(g.Version), Name: envelope["GS"].Elements[0].Word([]byte(g.ID))}
	case s.set != nil:
		n := &node{Set: valid(s.set.ControlNumber), ID: valid(s.set.ID)}
		if s.guide != nil {
			n.Guide, n.Name = versionOf(s), s.guide.Title
		}
		return n
	}
	return &node{Loop: s.loop.ID, Name: s.loop.Title}
}

// segmentNode tells a segment with its elements and findings.
func segmentNode(it *item) *node {
	offset := it.seg.Offset()
	n := &node{
		Segment: valid(string(it.seg.ID())), Number: it.seg.Number(), Offset: &offset,
		Unplaced: !it.placed && it.scope.enclosing(isSet).guided(),
	}
	if it.use != nil {
		n.Name = it.use.Title
	}
	for e := range it.elements {
		n.Elements = append(n.Elements, elementNode{
			At: valid(string(e.appendAt(nil, it.seg.ID()))), Name: it.nameOf(e), Value: valid(string(e.value)), Words: e.words,
		})
	}
	for _, f := range it.below.list {
		n.Findings = append(n.Findings, findingOf(f))
	}
	n.MoreFindings = it.below.more
	return n
}

// betweenNode tells a finding that stands between segments.
func betweenNode(f between) *node {
	if f.finding == nil {
		return &node{MoreFindings: f.more}
	}
	finding := findingOf(f.finding)
	return &node{Finding: &finding}
}

// trees returns what a block shows, as nodes below the scope that it stands in:
// the scope that its first segment opened is the first node, in every part.
func trees(b *block) []*node {
	base := b.scope
	if b.part > 1 || len(b.items) > 0 && b.items[0].opened {
		base = b.scope.parent
	}
	root := &node{}
	open := map[*scope]*node{base: root}
	var at func(s *scope) *node
	at = func(s *scope) *node {
		if s == nil {
			return root
		}
		if n := open[s]; n != nil {
			return n
		}
		if !s.within(base) && base != nil {
			return root // it is around the block, which only a broken set brings about
		}
		parent := at(s.parent)
		n := scopeNode(s)
		parent.Content = append(parent.Content, n)
		open[s] = n
		return n
	}
	put := func(s *scope, n *node) {
		to := at(s)
		to.Content = append(to.Content, n)
	}
	for i := range b.items {
		it := &b.items[i]
		for _, f := range b.inFront(i) {
			put(f.scope, betweenNode(f))
		}
		put(it.scope, segmentNode(it))
	}
	for _, f := range b.atEnd() {
		put(f.scope, betweenNode(f))
	}
	return root.Content
}

// valid makes text of bytes: what is not UTF-8 becomes U+FFFD.
func valid(s string) string { return strings.ToValidUTF8(s, "\uFFFD") }

// trimNewline cuts what json.Encoder puts behind a value.
func trimNewline(b []byte) []byte { return bytes.TrimSuffix(b, []byte{'\n'}) }
