package guide

import "sync"

// Guide is one 005010 implementation guide: the tree of loops and segments of a
// transaction set, with what each element may hold.
type Guide struct {
	Version      string   // GS08 and ST03, such as 005010X222A1
	Also         []string // later versions with the same content, accepted alike
	Set          string   // ST01, such as 837
	FunctionalID string   // GS01, such as HC
	Title        string
	Root         *Loop // the whole set; its ID is empty

	// Companion is the partner whose companion guide narrowed this one, "*" for
	// all of them; empty for an implementation guide itself.
	Companion string

	segments   map[string]struct{} // identifiers of the segments it uses
	uses       int                 // how many places they have
	characters characters          // what Companion agreed to
	noted      bool                // what breaks Companion is told, and rejects nothing
	layOut     sync.Once
	plan       *plan
}

// Usage tells whether something may, must or must not be sent.
type Usage uint8

// Usage by the guide; Mandatory is also demanded by the X12 standard itself,
// which a 999 reports with codes of its own.
const (
	NotUsed Usage = iota
	Situational
	Required
	Mandatory
)

// Needed reports whether the guide demands it whenever its parent is sent.
func (u Usage) Needed() bool { return u >= Required }

// Loop is a loop of a guide, or a part of it: a run of segments and loops that
// has no identifier. Its first child is always a segment: the one that begins an
// occurrence of the loop.
type Loop struct {
	ID     string // such as 2010AA; empty for the set itself and for a part
	Title  string
	Usage  Usage
	Max    int // occurrences in one occurrence of the parent; 0 when unbounded
	Parent *Loop
	Nodes  []Node // children in the guide's order
	Depth  int    // 0 for the set itself

	own *Loop // as the guide has it; nil where no companion guide narrows it
}

// name returns the identifier of the loop, for a part that of the loop it is in.
func (l *Loop) name() string {
	for l.ID == "" && l.Parent != nil {
		l = l.Parent
	}
	return l.ID
}

// Node is one child of a loop: a segment or a loop, never both. Neighbours in
// the same Group may come in any order: they begin with the same segment
// identifier, which X12 defines once, and the guide tells them apart by
// qualifiers only. Parts in the same Group are alternatives: usage and maximum
// hold for all of them together.
type Node struct {
	Segment *SegmentUse
	Loop    *Loop
	Group   int // index of the first node of the order-free group
}

// isPart reports whether the node is a part of the guide, and so an alternative
// to the other parts of its group.
func (n Node) isPart() bool { return n.Loop != nil && n.Loop.ID == "" }

// Head returns the segment that the node begins with.
func (n Node) Head() *SegmentUse {
	if n.Segment != nil {
		return n.Segment
	}
	return n.Loop.Nodes[0].Segment
}

// SegmentUse is a segment at one place of a guide.
type SegmentUse struct {
	ID       string
	Title    string
	Usage    Usage
	Max      int // occurrences in one occurrence of the loop; 0 when unbounded
	Loop     *Loop
	Elements []ElementUse // element n is Elements[n-1]; as many as X12 defines
	Notes    []SyntaxNote
	Index    int // among the guide's segments, from 0

	own *SegmentUse // as the guide has it; nil where no companion guide narrows it
}

// Element returns element n, from 1, or nil beyond what X12 defines.
func (u *SegmentUse) Element(n int) *ElementUse {
	if n < 1 || n > len(u.Elements) {
		return nil
	}
	return &u.Elements[n-1]
}

// Kind is an X12 data type.
type Kind uint8

// The data types of X12 that 005010 guides use.
const (
	Text       Kind = iota // AN
	Identifier             // ID, a code
	Whole                  // N0
	Cents                  // N2
	Real                   // R
	Date                   // DT
	Time                   // TM
	Binary                 // B
	Composite
)

// ElementUse is an element, or a component of a composite, at one place of a
// guide.
type ElementUse struct {
	Name       string // as the X12 dictionary calls it, such as "Monetary amount"
	Number     string // dictionary number such as 782, or C003 of a composite
	Usage      Usage
	Kind       Kind
	Min, Max   int     // characters; of numbers, digits
	Repeat     int     // occurrences; 1 when it can't be repeated, 0 when unbounded
	Codes      *Codes  // what it may hold; nil when not from a list
	Format     *Format // a form it must have, beyond its type; nil when none
	Components []ElementUse
	Notes      []SyntaxNote // of a composite, between its components

	known *Codes      // X12's own codes for the data element; nil when it has none
	own   *ElementUse // as the guide has it; nil where no companion guide narrows it
}

// SyntaxNote is a relation between elements of a segment (or components of a
// composite) that X12 itself defines, such as P0304: both or neither.
type SyntaxNote struct {
	Kind     byte  // P paired, R one of, E exclusion, C conditional, L list conditional
	Elements []int // from 1
}
