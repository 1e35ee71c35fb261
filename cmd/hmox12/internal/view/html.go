package view

import (
	"bytes"
	_ "embed"
	"html/template"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/page"
	"github.com/hmox12/hmox12/x12"
)

//go:embed page.html
var pageHTML string

//go:embed page.css
var pageCSS string

//go:embed page.js
var pageJS string

var pageTemplate = page.Parse(pageHTML, pageCSS, pageJS, template.FuncMap{
	"count":   countOf,
	"grouped": grouped,
	"section": func(n int) string { return "s" + strconv.Itoa(n) },
	"heads":   func(s string) string { return strings.ToUpper(s[:1]) + s[1:] + "s" },
})

// Bounds of the page.
const (
	DefaultLimit    = 200      // units shown in full
	maxPageBytes    = 64 << 20 // of markup; what comes behind is counted
	maxPageFindings = 100      // listed at the head of the page
)

// HTML writes the file as one page that loads nothing, works without scripts and
// can be searched with them. The first units are shown in full, as many as
// Options say; the rest is counted, for which the file is read to its end.
func HTML(w io.Writer, src io.Reader, o Options) (Shown, error) {
	p := &htmlPage{File: o.File, Claim: o.Claim, limit: o.Limit}
	if p.limit == 0 {
		p.limit = DefaultLimit
	}
	pick := selection{number: o.Claim}
	err := read(src, o.MaxSegment, true, func(b *block) error {
		for _, shown := range pick.pick(b) {
			if err := p.add(shown); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return pick.shown, err
	}
	p.Units, p.FindingCount = pick.shown.Units, pick.shown.Findings
	return pick.shown, pageTemplate.Execute(printableWriter{w}, p)
}

// printableWriter shows what has no place in a page, such as control characters
// that a file held, as U+FFFD.
type printableWriter struct{ w io.Writer }

func (p printableWriter) Write(b []byte) (int, error) {
	clean := bytes.Map(func(r rune) rune {
		if r < ' ' && r != '\n' || r == 0x7f || r == 0xfffe || r == 0xffff {
			return utf8.RuneError
		}
		return r
	}, b)
	if _, err := p.w.Write(clean); err != nil {
		return 0, err
	}
	return len(b), nil
}

// htmlPage is what the template sees.
type htmlPage struct {
	File, Claim  string
	Interchanges int
	Sets         int
	Segments     int
	Units        int
	ShownUnits   int
	UnitName     string // what the file's units are: claim, member …; unit when of several kinds
	FindingCount int
	Findings     []Finding
	Full         bool // not everything is shown

	limit int
	open  []*scope // whose headings were written
	body  bytes.Buffer
}

// Body is made by the page's own templates.
func (p *htmlPage) Body() template.HTML { return template.HTML(p.body.String()) }

// Limited reports whether units were left out.
func (p *htmlPage) Limited() bool { return p.Units > p.ShownUnits }

// UnlistedFindings is how many findings are not in Findings.
func (p *htmlPage) UnlistedFindings() int { return p.FindingCount - len(p.Findings) }

func (p *htmlPage) add(b *block) error {
	p.count(b)
	if p.Full = p.Full || p.body.Len() > maxPageBytes || b.kind != noUnit && b.part == 1 && p.ShownUnits == p.limit; p.Full {
		return nil
	}
	if b.kind != noUnit && b.part == 1 {
		p.ShownUnits++
	}
	if err := p.headings(b); err != nil {
		return err
	}
	name := "level"
	if b.kind != noUnit {
		name = "unit"
	}
	return pageTemplate.ExecuteTemplate(&p.body, name, blockPageOf(b))
}

func (p *htmlPage) count(b *block) {
	p.Segments += len(b.items)
	if b.kind != noUnit {
		switch name := string(b.kind); p.UnitName {
		case "", name:
			p.UnitName = name
		default:
			p.UnitName = "unit"
		}
	}
	for i := range b.items {
		it := &b.items[i]
		p.list(&it.before)
		p.list(&it.below)
		switch {
		case it.opened && it.scope.interchange != nil:
			p.Interchanges++
		case it.opened && it.scope.set != nil:
			p.Sets++
		}
	}
	p.list(&b.after)
}

func (p *htmlPage) list(f *findings) {
	for _, e := range f.list[:min(len(f.list), maxPageFindings-len(p.Findings))] {
		p.Findings = append(p.Findings, findingOf(e))
	}
}

// headings writes a heading for each interchange, group and set that begins.
func (p *htmlPage) headings(b *block) error {
	var path []*scope
	for _, s := range b.scope.path() {
		if s.loop == nil {
			path = append(path, s)
		}
	}
	same := 0
	for same < len(p.open) && same < len(path) && p.open[same] == path[same] {
		same++
	}
	p.open = path
	for _, s := range path[same:] {
		heading := struct {
			Level       int
			Name, About string
		}{Level: 2, Name: title(s)}
		if s.interchange == nil {
			heading.Level = 3
		}
		heading.Name, heading.About, _ = strings.Cut(heading.Name, ", ")
		if err := pageTemplate.ExecuteTemplate(&p.body, "heading", heading); err != nil {
			return err
		}
	}
	return nil
}

// blockPage is what the template sees of a block.
type blockPage struct {
	Title    string // of a level, such as 2000A Billing provider level
	Kind     string
	Number   string
	Name     string // whom it is about
	Part     int    // 0 when there is one only
	About    []string
	Sums     []sum
	Findings int
	Segments int
	Form     *form
	Nodes    []*node
}

type sum struct{ Label, Value string }

func blockPageOf(b *block) *blockPage {
	p := &blockPage{
		Kind: string(b.kind), Number: valid(b.number), Findings: b.findingCount(), Segments: len(b.items),
		Form: formOf(b), Nodes: trees(b), Name: personOf(b),
	}
	if !b.whole {
		p.Part = b.part
	}
	p.Title = titleOf(b)
	switch b.kind {
	case claim:
		p.Sums = sums(b, "charge", 2)
		if f := p.Form; f != nil {
			p.Name = either(valid(f.Patient), p.Name)
			p.About = values(valid(f.Days), countOf(f.Lines, "line"))
		}
	case remittance:
		p.Sums = append(append(sums(b, "charge", 3), sums(b, "paid", 4)...), sums(b, "patient", 5)...)
		p.About = values(wordOf(b, 2))
	case acknowledgment:
		p.About = values(elementText(b, 1), elementText(b, 2))
	case member:
		p.About = values(wordOf(b, 2), wordOf(b, 3))
	case subject:
		p.About = values(either(answerIn(b), titleOf(b)))
	}
	return p
}

// titleOf names a block that is no claim.
func titleOf(b *block) string {
	if len(b.items) == 0 {
		return "Between segments"
	}
	first := &b.items[0]
	switch {
	case first.opened && first.scope.loop != nil:
		return first.scope.loop.ID + " " + first.scope.loop.Title
	case first.use != nil:
		return first.use.ID + " " + first.use.Title
	}
	return printable(first.seg.ID())
}

// personOf names whom a block is about. Names in a claim or a patient event are
// those of providers: the patient stands in a level above.
func personOf(b *block) string {
	if b.kind != claim && !isEvent(b.scope) {
		return nameIn(b)
	}
	levels := above(b)
	for i := len(levels) - 1; i >= 0; i-- {
		if name := nameIn(levels[i]); name != "" {
			return name
		}
	}
	return ""
}

// nameIn returns the first name in a block (NM1 or N1).
func nameIn(b *block) string {
	for i := range b.items {
		switch seg := b.items[i].seg; string(seg.ID()) {
		case "NM1":
			return valid(joined(", ", seg.Text(3), seg.Text(4)))
		case "N1":
			return valid(seg.Text(2))
		}
	}
	return ""
}

// sums shows an amount of the block's first segment.
func sums(b *block, label string, n int) []sum {
	if len(b.items) == 0 {
		return nil
	}
	d, ok := x12.ParseDecimal(b.items[0].seg.Element(n))
	if !ok {
		return []sum{{label, "–"}}
	}
	return []sum{{label, decimalText(d)}}
}

func elementText(b *block, n int) string { return valid(b.items[0].seg.Text(n)) }

// wordOf returns an element of the block's first segment with its words.
func wordOf(b *block, n int) string {
	for e := range b.items[0].elements {
		if e.n == n {
			return joined(" ", valid(string(e.value)), e.words)
		}
	}
	return ""
}

// answers are segments that say what a subject is asked or told, the most telling
// first, and which element says it.
var answers = []struct {
	segment string
	element int
}{{"AAA", 3}, {"HCR", 1}, {"STC", 1}, {"EB", 1}, {"EQ", 1}, {"UM", 1}}

// answerIn says in words what a subject is asked or told; empty where it is not
// known.
func answerIn(b *block) string {
	for _, answer := range answers {
		for i := range b.items {
			it := &b.items[i]
			if !it.seg.Is(answer.segment) {
				continue
			}
			var words []string
			for e := range it.elements {
				if e.n == answer.element && e.repetition <= 1 {
					words = append(words, e.words)
				}
			}
			return joined(": ", words...)
		}
	}
	return ""
}

// countOf returns 1 claim, 12,345 claims.
func countOf(n int, one string) string {
	switch {
	case n == 1:
		return "1 " + one
	case strings.HasSuffix(one, "y"):
		return grouped(n) + " " + strings.TrimSuffix(one, "y") + "ies"
	}
	return grouped(n) + " " + one + "s"
}

// grouped sets commas between thousands.
func grouped(n int) string {
	digits := strconv.Itoa(n)
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return digits
}
