package view

import (
	"cmp"
	"slices"
	"strings"

	"github.com/hmox12/hmox12/x12"
	"github.com/hmox12/hmox12/x12/guide"
)

// This file reads values of placed segments the way forms show them.

// information returns the codes of HI segments of the kinds, each with its words
// and what extra says of the composite.
func (c *placedClaim) information(words string, extra func(hi *x12.Segment, n int) string, kinds ...string) []string {
	var list []string
	for hi, n := range c.composites(kinds) {
		text := hi.ComponentText(n, 2)
		if extra != nil {
			text = joined(" ", text, extra(hi, n))
		}
		list = append(list, joined(" ", text, guide.Word(words, hi.Component(n, 2))))
	}
	return list
}

// composites yields the composites of HI segments of the kinds: segment and
// element.
func (c *placedClaim) composites(kinds []string) func(yield func(*x12.Segment, int) bool) {
	return func(yield func(*x12.Segment, int) bool) {
		for _, hi := range c.claim.list("HI") {
			for n := 1; n <= hi.Len(); n++ {
				if slices.Contains(kinds, hi.ComponentText(n, 1)) && !yield(hi, n) {
					return
				}
			}
		}
	}
}

func informationDate(hi *x12.Segment, n int) string {
	return periodText(hi.Component(n, 3), hi.Component(n, 4))
}

// diagnosisCodes returns the diagnoses of the kinds with their point and whether
// they were present on admission (POA); lettered as the form letters them.
func (c *placedClaim) diagnosisCodes(lettered bool, kinds ...string) []string {
	var list []string
	for hi, n := range c.composites(kinds) {
		text := dotted(hi.ComponentText(n, 2))
		if poa := hi.ComponentText(n, 9); poa != "" {
			text += ", POA " + poa
		}
		if lettered {
			text = letter(len(list)+1) + " " + text
		}
		list = append(list, text)
	}
	return list
}

// placedProvider returns the lines of a provider's box.
func placedProvider(o *occurrence) []string {
	if o == nil {
		return nil
	}
	return slices.Concat(
		values(o.name()), o.address(), values(labeled("NPI", o.npi()), labeled("taxonomy", o.segment("PRV").Text(3))), o.identifiers())
}

// role puts in front of a provider's box what the provider did.
func role(did string, o *occurrence) []string {
	if o == nil {
		return nil
	}
	return []string{joined(", ", joined(" ", did, o.name()), labeled("NPI", o.npi()))}
}

// procedure returns code and modifiers of a procedure composite.
func procedure(seg *x12.Segment, n int) string {
	var parts []string
	for component := 2; component <= 6; component++ {
		parts = append(parts, seg.ComponentText(n, component))
	}
	return joined(" ", parts...)
}

// drug returns the drug of a line (2410) with its quantity.
func drug(line *occurrence) string {
	o := line.loop("2410")
	if o == nil {
		return ""
	}
	ctp := o.segment("CTP")
	return joined(", ", "NDC "+o.segment("LIN").Text(3), joined(" ", ctp.Text(4), guide.Word("355", ctp.Component(5, 1))))
}

// attachments tells each attachment that was announced (PWK).
func (c *placedClaim) attachments() []string {
	var list []string
	for _, pwk := range c.claim.list("PWK") {
		list = append(list, joined(", ", worded("755", pwk.Text(1)), worded("756", pwk.Text(2)), pwk.Text(6)))
	}
	return list
}

// firstLine returns the number of the first line (LX01), 0 where it has none.
func firstLine(lines []*occurrence) int {
	if len(lines) == 0 {
		return 0
	}
	n, _ := x12.ParseCount(lines[0].segment("LX").Element(1))
	return n
}

// placedPayer is one of the payers of a claim: the one it was sent to (2000B) or
// another (2320).
type placedPayer struct {
	order, mark            string
	sbr                    *x12.Segment
	payer, insured         *occurrence
	relationship           string
	release, benefits      string
	paid, due              string
	authorization, control string
}

// payersInOrder returns the payers by their place in line (SBR01).
func (c *placedClaim) payersInOrder() []placedPayer {
	clm, sbr := c.claim.segment("CLM"), c.level("2000B").segment("SBR")
	payers := []placedPayer{{
		mark: " (this claim's)", sbr: sbr, payer: c.payer(), insured: c.subscriber(), relationship: worded("1069", c.relationship()),
		release: clm.Text(9), benefits: clm.Text(8), due: c.claim.amount("F3"),
		authorization: authorizations(c.claim), control: c.claim.reference("F8"),
	}}
	for _, o := range c.claim.all("2320") {
		sbr, oi, payer := o.segment("SBR"), o.segment("OI"), o.loop("2330B")
		payers = append(payers, placedPayer{
			sbr: sbr, payer: payer, insured: o.loop("2330A"), relationship: worded("1069", sbr.Text(2)),
			release: oi.Text(6), benefits: oi.Text(3), paid: o.amount("D"), due: o.amount("EAF"),
			authorization: authorizations(payer), control: payer.reference("F8"),
		})
	}
	if len(payers) == 1 {
		payers[0].mark = ""
	}
	slices.SortStableFunc(payers, func(a, b placedPayer) int { return cmp.Compare(place(a.sbr), place(b.sbr)) })
	for i := range payers {
		payers[i].order = letter(i + 1)
	}
	return payers
}

// place returns where a payer stands in line: P, S, T, A to H, U for unknown.
func place(sbr *x12.Segment) int {
	if at := strings.Index("PSTABCDEFGHU", sbr.Text(1)); at >= 0 && sbr.Has(1) {
		return at
	}
	return len("PSTABCDEFGHU")
}

func authorizations(o *occurrence) string {
	return joined(", ", o.reference("G1"), labeled("referral", o.reference("9F")))
}
