package validate

import (
	"fmt"
	"slices"
	"strings"

	"github.com/hmox12/hmox12/x12"
	"github.com/hmox12/hmox12/x12/ack"
	"github.com/hmox12/hmox12/x12/guide"
)

// grouped is the form for a person: what is wrong in a set stands below its
// heading, and a rule that is broken again and again at one place stands once.
type grouped struct {
	page
	most int
	file *File
	told int // entries

	version string // of the open group

	// parts are the interchange, group and set that are open, by ack.Part.
	parts [3]part
	depth int // how many of them a heading was written for
}

// part is an interchange, group or set with its findings.
type part struct {
	heading string
	entries []*entry
	index   map[place]*entry
}

// place is where a rule was broken, whichever the segment.
type place struct {
	code                       x12.Code
	id, loop                   string
	element, component, repeat int
}

// entry is a rule that was broken at a place.
type entry struct {
	first ack.Finding
	count int
	at    []int // the first segments
}

// maxAt is how many segments of an entry are named.
const maxAt = 6

func (g *grouped) beginFile(f *File) {
	*g = grouped{page: g.page, most: g.most, file: f}
}

func (g *grouped) beginInterchange(h *x12.Interchange) {
	g.parts[ack.OfInterchange].heading = interchangeHeading(h)
}

func (g *grouped) beginGroup(h *x12.FunctionalGroup) {
	g.version = h.Version
	g.parts[ack.OfGroup].heading = fmt.Sprintf("Group %s, %s %s", shown(h.ControlNumber), shown(h.ID), shown(h.Version))
}

func (g *grouped) beginSet(h *x12.TransactionSet) {
	g.parts[ack.OfSet].heading = fmt.Sprintf("Set %s, %s", shown(h.ControlNumber), shown(h.ID))
}

// finding folds a finding into those before it. Once as many entries wait as may
// be printed, another place is counted only.
func (g *grouped) finding(f ack.Finding) {
	p := &g.parts[f.Part]
	key := place{f.Code, f.ID, f.Loop, f.Element, f.Component, f.Repetition}
	e := p.index[key]
	if e == nil {
		if g.told+len(p.entries) >= g.most {
			return
		}
		if p.index == nil {
			p.index = map[place]*entry{}
		}
		e = &entry{first: keep(f)}
		p.index[key] = e
		p.entries = append(p.entries, e)
	}
	e.count++
	if len(e.at) < maxAt && !slices.Contains(e.at, f.Segment) {
		e.at = append(e.at, f.Segment)
	}
}

// keep copies a finding, which is good until the call returns.
func keep(f ack.Finding) ack.Finding {
	e := *f.Error
	f.Error = &e
	return f
}

func (g *grouped) endSet(s *ack.Set) {
	title := shown(s.Header.ID)
	if known, ok := guide.Lookup(s.Header.ID, g.version); ok {
		title += " " + known.Title
	}
	g.parts[ack.OfSet].heading = fmt.Sprintf("Set %s, %s: %s, %s", shown(s.Header.ControlNumber), title,
		verdictWord(s.Verdict), count(s.Count, "finding"))
	g.tell(ack.OfSet)
}

func (g *grouped) endGroup(*ack.Group) { g.tell(ack.OfGroup) }

func (g *grouped) endInterchange(i *ack.Interchange) {
	if p := &g.parts[ack.OfInterchange]; p.heading == "" {
		p.heading = "Outside of an interchange"
		if i.Header != nil {
			p.heading = interchangeHeading(i.Header)
		}
	}
	g.tell(ack.OfInterchange)
}

// tell writes the findings of a part that has ended, below the headings of what it
// is in.
func (g *grouped) tell(which ack.Part) {
	p := &g.parts[which]
	if len(p.entries) > 0 {
		if g.told == 0 {
			g.line(0, bold, legible(g.file.Name)+":")
		}
		for ; g.depth <= int(which); g.depth++ {
			if heading := g.parts[g.depth].heading; heading != "" {
				g.line(g.depth+1, bold, heading)
			}
		}
		for _, e := range p.entries {
			g.entry(int(which)+2, e)
		}
	}
	*p = part{}
	g.depth = min(g.depth, int(which))
}

func (g *grouped) entry(depth int, e *entry) {
	g.told++
	f := e.first
	if f.Code != x12.TooManyFindings {
		g.file.Printed += e.count
	}
	where := f.Place()
	if f.Loop != "" {
		where = strings.TrimSpace(where + " in " + f.Loop)
	}
	parts := []string{f.Code.String()}
	if where != "" {
		parts = append(parts, where)
	}
	parts = append(parts, fmt.Sprintf("L%d", f.Code.Meaning().Level), fmt.Sprintf("seg %d", f.Segment), fmt.Sprintf("byte %d", f.Offset))
	g.verdict(depth, severity(f.Error), bold, strings.Join(parts, "  "))
	g.line(depth+1, "", capital(message(f))+".")
	g.line(depth+1, "", capital(f.Code.Meaning().Mend)+".")
	if e.count > 1 {
		g.line(depth+1, dim, e.repeats())
	}
}

// repeats says how often and where a rule was broken.
func (e *entry) repeats() string {
	text := fmt.Sprintf("%d times, in seg ", e.count)
	for i, n := range e.at {
		if i > 0 {
			text += ", "
		}
		text += fmt.Sprint(n)
	}
	if len(e.at) == maxAt && e.count > maxAt {
		text += " …"
	}
	return text
}

func (g *grouped) endFile() {
	f := g.file
	more := f.Findings - f.Printed
	if more > 0 {
		g.line(1, dim, fmt.Sprintf("%s not printed; --max-findings says how many are", count(more, "more finding")))
	}
	if more > 0 || g.told > len(f.byRule) {
		g.table(&f.counts)
	}
	g.verdict(0, f.verdict(), "", legible(f.Name)+": "+f.content())
	if f.Findings > 0 {
		g.line(0, "", "")
	}
}

// table tells how often each rule was broken.
func (g *grouped) table(c *counts) {
	if len(c.byRule) == 0 {
		return
	}
	rules := c.rules()
	width := len(fmt.Sprint(c.byRule[rules[0]]))
	for _, rule := range rules {
		g.line(1, "", fmt.Sprintf("%*d  %s  L%d  %s", width, c.byRule[rule], rule, rule.Meaning().Level, c.does[rule]))
	}
}

func (g *grouped) opinion(file, says string) {
	g.line(0, dim, fmt.Sprintf("%s: second opinion of moov-io/x12: %s", legible(file), legible(says)))
}

func (g *grouped) end(t *Total) {
	g.line(0, bold, "All files:")
	g.table(&t.counts)
	g.verdict(0, t.verdict(), bold, t.files()+": "+t.content())
}

func interchangeHeading(h *x12.Interchange) string {
	text := fmt.Sprintf("Interchange %s from %s to %s", shown(h.ControlNumber), shown(h.Sender), shown(h.Receiver))
	if x12.ValidDate([]byte("20"+h.Date)) && len(h.Time) == 4 && x12.ValidTime([]byte(h.Time)) {
		text += fmt.Sprintf(", 20%s-%s-%s %s:%s", h.Date[:2], h.Date[2:4], h.Date[4:], h.Time[:2], h.Time[2:])
	}
	if h.Usage == "T" {
		text += ", test"
	}
	return text
}

// verdictWord is what became of a set.
func verdictWord(v ack.Verdict) string {
	switch v {
	case ack.Accepted:
		return "accepted"
	case ack.AcceptedWithErrors:
		return "accepted with errors"
	}
	return "rejected"
}

// capital begins a sentence, unless it begins with a word that X12 spells so.
func capital(text string) string {
	if text == "" || text[0] < 'a' || text[0] > 'z' {
		return text
	}
	return strings.ToUpper(text[:1]) + text[1:]
}
