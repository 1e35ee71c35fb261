package view

import (
	"strings"

	"github.com/hmox12/hmox12/x12"
	"github.com/hmox12/hmox12/x12/guide"
)

// occurrence is one occurrence of a loop with its segments, as the guide placed
// them, and the loops in it. A nil one holds nothing.
type occurrence struct {
	id       string
	segments []*x12.Segment
	inside   []*occurrence
}

// placedClaim is what a claim says, for its form.
type placedClaim struct {
	levels []*occurrence // 2000A, 2000B and, where there is one, 2000C
	claim  *occurrence   // 2300
	lines  []*occurrence // 2400, those of the block at hand

	part int
	more bool // another part of the claim follows
}

// placedClaimOf gathers a claim block and what stands above it; nil for a claim
// without its place, which only a broken set has. Of a claim in parts each has
// the claim itself, from the first, and its own lines.
func placedClaimOf(b *block) *placedClaim {
	first := b.scope.own
	if first == nil || len(first.items) == 0 || !first.items[0].seg.Is("CLM") || b.scope.loop == nil || b.scope.loop.ID != "2300" {
		return nil
	}
	c := &placedClaim{part: b.part, more: b.more}
	for _, level := range above(b) {
		for _, o := range occurrencesOf(level) {
			if strings.HasPrefix(o.id, "2000") {
				c.levels = append(c.levels, o)
			}
		}
	}
	own := occurrencesOf(first)
	if len(own) == 0 {
		return nil
	}
	c.claim, c.lines = own[0], own[0].all("2400")
	if b != first {
		c.lines = nil
		for _, o := range occurrencesOf(b) {
			if o.id == "2400" {
				c.lines = append(c.lines, o)
			}
			c.lines = append(c.lines, o.all("2400")...)
		}
	}
	return c
}

// occurrencesOf returns the outermost loops of a block.
func occurrencesOf(b *block) []*occurrence {
	var outermost []*occurrence
	seen := map[*scope]*occurrence{}
	for i := range b.items {
		it := &b.items[i]
		if it.scope.loop == nil || !it.placed {
			continue
		}
		o := seen[it.scope]
		if o == nil {
			o = &occurrence{id: it.scope.loop.ID}
			seen[it.scope] = o
			if outer := seen[it.scope.parent]; outer != nil {
				outer.inside = append(outer.inside, o)
			} else {
				outermost = append(outermost, o)
			}
		}
		o.segments = append(o.segments, it.seg)
	}
	return outermost
}

// level returns a level above the claim, such as 2000B.
func (c *placedClaim) level(id string) *occurrence {
	for _, o := range c.levels {
		if o.id == id {
			return o
		}
	}
	return nil
}

// billing, subscriber, payer and patient return the loops with their names. The
// patient is the subscriber where no patient level says otherwise.
func (c *placedClaim) billing() *occurrence    { return c.level("2000A").loop("2010AA") }
func (c *placedClaim) subscriber() *occurrence { return c.level("2000B").loop("2010BA") }
func (c *placedClaim) payer() *occurrence      { return c.level("2000B").loop("2010BB") }

func (c *placedClaim) patient() *occurrence {
	if o := c.level("2000C").loop("2010CA"); o != nil {
		return o
	}
	return c.subscriber()
}

// relationship returns what the patient is to the subscriber (SBR02, PAT01).
func (c *placedClaim) relationship() string {
	if patient := c.level("2000C"); patient != nil {
		return patient.segment("PAT").Text(1)
	}
	return c.level("2000B").segment("SBR").Text(2)
}

// loop returns the first loop inside with the identifier.
func (o *occurrence) loop(id string) *occurrence {
	if loops := o.all(id); len(loops) > 0 {
		return loops[0]
	}
	return nil
}

// all returns the loops inside with the identifier.
func (o *occurrence) all(id string) []*occurrence {
	var found []*occurrence
	if o != nil {
		for _, inner := range o.inside {
			if inner.id == id {
				found = append(found, inner)
			}
		}
	}
	return found
}

// nothing is a segment that is not there.
var nothing = new(x12.Segment)

// segment returns the first segment with the identifier, an empty one when there
// is none. Qualifiers, where given, are those of its first element.
func (o *occurrence) segment(id string, qualifiers ...string) *x12.Segment {
	if found := o.list(id, qualifiers...); len(found) > 0 {
		return found[0]
	}
	return nothing
}

// list returns the segments with the identifier and one of the qualifiers.
func (o *occurrence) list(id string, qualifiers ...string) []*x12.Segment {
	if o == nil {
		return nil
	}
	var found []*x12.Segment
	for _, seg := range o.segments {
		if !seg.Is(id) {
			continue
		}
		fits := len(qualifiers) == 0
		for _, q := range qualifiers {
			fits = fits || string(seg.Component(1, 1)) == q
		}
		if fits {
			found = append(found, seg)
		}
	}
	return found
}

// reference returns a number (REF02) of one of the kinds.
func (o *occurrence) reference(kinds ...string) string { return o.segment("REF", kinds...).Text(2) }

// amount returns an amount (AMT02) with two decimals.
func (o *occurrence) amount(kind string) string { return amountText(o.segment("AMT", kind).Element(2)) }

// date returns a date or a run of days (DTP03) of one of the kinds.
func (o *occurrence) date(kinds ...string) string { return dateText(o.segment("DTP", kinds...)) }

func dateText(dtp *x12.Segment) string { return periodText(dtp.Element(2), dtp.Element(3)) }

// periodText shows a date time period; what is none as it is, a run of one day
// as that day.
func periodText(format, value []byte) string {
	text := either(period(format, value), strings.TrimRight(string(value), " "))
	if from, to, run := strings.Cut(text, " to "); run && from == to {
		return from
	}
	return text
}

// name returns LAST SUFFIX, FIRST, MIDDLE of NM1.
func (o *occurrence) name() string {
	nm1 := o.segment("NM1")
	return joined(", ", joined(" ", nm1.Text(3), nm1.Text(7)), nm1.Text(4), nm1.Text(5))
}

// shortName returns LAST, FIRST of NM1.
func (o *occurrence) shortName() string {
	nm1 := o.segment("NM1")
	return joined(", ", nm1.Text(3), nm1.Text(4))
}

// identifier returns NM109.
func (o *occurrence) identifier() string { return o.segment("NM1").Text(9) }

// npi returns NM109 where it is an NPI.
func (o *occurrence) npi() string {
	if nm1 := o.segment("NM1"); nm1.Text(8) == "XX" {
		return nm1.Text(9)
	}
	return ""
}

// address returns the lines of N3 and N4.
func (o *occurrence) address() []string {
	n3, n4 := o.segment("N3"), o.segment("N4")
	return values(n3.Text(1), n3.Text(2), joined(" ", joined(", ", n4.Text(1), n4.Text(2)), zip(n4.Text(3))), n4.Text(4))
}

// birth returns the day of birth (DMG02), sex what DMG03 says.
func (o *occurrence) birth() string {
	dmg := o.segment("DMG")
	return either(isoDate(dmg.Element(2)), dmg.Text(2))
}

func (o *occurrence) sex() string { return worded("1068", o.segment("DMG").Text(3)) }

// numbers returns the communication numbers of one of the kinds (PER), such as TE.
func (o *occurrence) numbers(kinds ...string) string {
	var list []string
	for _, per := range o.list("PER") {
		for n := 3; n <= 7; n += 2 {
			for _, kind := range kinds {
				if per.Text(n) == kind {
					list = append(list, per.Text(n+1))
				}
			}
		}
	}
	return joined(", ", list...)
}

// identifiers returns the further numbers of a provider (REF), each with what it
// is.
func (o *occurrence) identifiers(kinds ...string) []string {
	var list []string
	for _, ref := range o.list("REF", kinds...) {
		list = append(list, joined(" ", either(guide.Word("128", ref.Element(1)), ref.Text(1)), ref.Text(2)))
	}
	return list
}

// amountText shows an amount of the file with two decimals and commas between
// thousands; what is no number as it is.
func amountText(b []byte) string {
	d, ok := x12.ParseDecimal(b)
	if !ok {
		return strings.TrimRight(string(b), " ")
	}
	return decimalText(d)
}
