package guide

import (
	"slices"
	"strings"
)

// everyPartner stands in a companion guide for all partners.
const everyPartner = "*"

// Companion is a trading partner's companion guide: what was agreed beyond an
// implementation guide. It can only narrow it. A Companion is not changed once it
// is compiled and may be used by several goroutines at once.
type Companion struct {
	Partner string // interchange id (ISA06) of who sends, or "*" for everybody

	name  string // of its file
	line  int    // that names the partner
	base  *Guide
	guide *Guide
}

// Line returns the line of the file that names the partner, from 1.
func (c *Companion) Line() int { return c.line }

// Guide returns the guide as the companion guide narrows it, a copy in which
// usages, maximums, codes, formats and lengths are those that were agreed. A
// Walker of it reports what it would report of the guide itself, and beyond that
// what breaks the companion guide, with codes of its own. It is shared: don't
// change it.
func (c *Companion) Guide() *Guide { return c.guide }

// CompileCompanion reads a companion guide written in the grammar of
// data/companion.md. name stands for the file in errors, which are of type
// *SyntaxError. What asks for less than the guide is an error.
func CompileCompanion(name, text string) (*Companion, error) {
	return compileCompanion(name, text, Lookup)
}

func compileCompanion(name, text string, lookup func(set, version string) (*Guide, bool)) (*Companion, error) {
	statements, err := parseStatements(name, text)
	if err != nil {
		return nil, err
	}
	if len(statements) < 2 {
		return nil, failAt(name, 1, "a companion guide begins with the lines: companion PARTNER, and: guide SET VERSION")
	}
	c := &Companion{name: name}
	if err := c.header(statements[0], statements[1], lookup); err != nil {
		return nil, err
	}
	c.guide = copyGuide(c.base)
	c.guide.Companion = c.Partner
	n := &narrower{
		guide:    c.guide,
		compiler: *newCompiler(standard()),
		formats:  map[string]*namedFormat{},
	}
	for _, s := range statements[2:] {
		if err := n.statement(s); err != nil {
			return nil, err
		}
	}
	if err := n.checkUsed(); err != nil {
		return nil, err
	}
	return c, nil
}

// header reads: companion PARTNER, and: guide SET VERSION
func (c *Companion) header(companion, guide *statement, lookup func(set, version string) (*Guide, bool)) error {
	w := companion.words
	if len(w) != 2 || w[0] != "companion" || len(companion.body) > 0 {
		return companion.failf("write: companion PARTNER, where PARTNER is its ISA06 or * for everybody")
	}
	c.Partner, c.line = strings.Trim(w[1], `"`), companion.line
	if c.Partner == "" || len(c.Partner) > 15 {
		return companion.failf("a partner's id is ISA06: 1 to 15 characters")
	}
	w = guide.words
	if len(w) != 3 || w[0] != "guide" || len(guide.body) > 0 {
		return guide.failf("write: guide SET VERSION, such as: guide 837 005010X222A1")
	}
	base, ok := lookup(w[1], w[2])
	if !ok {
		return guide.failf("there is no guide %s %s", w[1], w[2])
	}
	c.base = base
	return nil
}

// Companions are the companion guides in force. The zero value has none.
type Companions struct {
	list []*Companion
}

// Add puts a companion guide in force. A partner has one for each guide: a second
// one is an error of type *SyntaxError.
func (c *Companions) Add(one *Companion) error {
	for _, other := range c.list {
		if other.Partner == one.Partner && other.base == one.base {
			return failAt(one.name, one.line, "%s is the companion guide for %s and %s %s already",
				other.name, one.Partner, one.base.Set, one.base.Version)
		}
	}
	c.list = append(c.list, one)
	return nil
}

// Lookup returns the guide that a sender (ISA06) is held to, or false when there
// is none: that of its own companion guide, else of the one for everybody, else
// the guide itself. A nil *Companions has no companion guides.
func (c *Companions) Lookup(sender, set, version string) (*Guide, bool) {
	base, ok := Lookup(set, version)
	if !ok || c == nil {
		return base, ok
	}
	for _, partner := range []string{sender, everyPartner} {
		i := slices.IndexFunc(c.list, func(one *Companion) bool { return one.Partner == partner && one.base == base })
		if i >= 0 {
			return c.list[i].guide, true
		}
	}
	return base, true
}
