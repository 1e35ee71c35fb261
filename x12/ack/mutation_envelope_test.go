package ack_test

import (
	"fmt"
	"slices"
	"strings"

	"github.com/hmox12/hmox12/x12"
	"github.com/hmox12/hmox12/x12/guide"
)

// interchangeMutations break ISA and IEA. Places of elements in the ISA are fixed.
var interchangeMutations = []mutation{
	isa("ISA01 is no qualifier", 1, "99", "010"),
	announced("ISA02 is not what ISA01 announces", 1, "03", "011"),
	announced("ISA04 is not what ISA03 announces", 3, "01", "013"),
	isa("ISA03 is no qualifier", 3, "99", "012"),
	isa("ISA05 is no qualifier", 5, "QQ", "005"),
	isa("ISA06 is blank", 6, strings.Repeat(" ", 15), ""), // there is nobody to answer
	isa("ISA07 is no qualifier", 7, "QQ", "007"),
	isa("ISA08 is blank", 8, strings.Repeat(" ", 15), ""), // nor anybody who was meant to answer
	isa("ISA09 is no date", 9, "260230", "014"),
	isa("ISA10 is no time", 10, "2460", "015"),
	isa("ISA12 is another version", 12, "00401", "017"),
	isa("ISA13 is no number", 13, "00000710A", "018"),
	isa("ISA14 is neither 0 nor 1", 14, "2", "019"),
	isa("ISA15 is no usage", 15, "X", "020"),
	{"ISA16 can't divide", 1, func(d *document) []mutant {
		header := d.segments[0]
		return header1(d, header[:len(header)-1]+"A", 0, "027")
	}},
	{"ISA16 is the element separator", 1, func(d *document) []mutant {
		header := d.segments[0]
		return header1(d, header[:len(header)-1]+"*", 0, "027")
	}},
	{"the element separator can't divide", 1, func(d *document) []mutant {
		return header1(d, strings.ReplaceAll(d.segments[0], "*", "X"), 0, "026")
	}},
	{"segment terminator can't end", 1, func(d *document) []mutant {
		all := header1(d, d.segments[0], 0, "004")
		all[0].bytes = func(text string) string { return strings.Replace(text, "~", "A", 1) }
		return all
	}},
	{"ISA lost a blank", 1, func(d *document) []mutant {
		return header1(d, strings.Replace(d.segments[0], "HARBOR01 ", "HARBOR01", 1), 0, "022")
	}},
	{"ISA gained a blank", 1, func(d *document) []mutant {
		return header1(d, strings.Replace(d.segments[0], "HARBOR01 ", "HARBOR01  ", 1), 0, "022")
	}},
	{"IEA01 is wrong", 1, trailer((*document).iea, 1, "2", expectation{ta1: "R021"})},
	{"IEA01 is no number", 1, trailer((*document).iea, 1, "A", expectation{ta1: "R021"})},
	{"IEA02 is wrong", 1, trailer((*document).iea, 2, "000009999", expectation{ta1: "R001"})},
	{"IEA is missing", 1, dropped((*document).iea, expectation{id: "IEA", ta1: "R023"})},
}

// isa puts a value of the same length into an element of the ISA.
func isa(name string, n int, value, note string) mutation {
	return mutation{name, 1, func(d *document) []mutant {
		e := elements(d.segments[0])
		e[n] = value
		return header1(d, strings.Join(e, "*"), n, note)
	}}
}

// announced puts a qualifier into element n of the ISA that asks for something in
// the blank element behind it.
func announced(name string, n int, value, note string) mutation {
	return mutation{name, 1, func(d *document) []mutant {
		e := elements(d.segments[0])
		e[n], e[n+1] = value, strings.Repeat(" ", 10)
		return header1(d, strings.Join(e, "*"), n+1, note)
	}}
}

// header1 returns the document with another ISA, which is refused.
func header1(d *document, header string, n int, note string) []mutant {
	want := expectation{segment: 1, id: "ISA", element: n, ta1: "R" + note}
	if note == "" {
		want.ta1 = "none"
	}
	return []mutant{mutantOf("ISA", d.replaced(0, 1, header), want)}
}

// trailer puts a value into an element of a trailer.
func trailer(at func(*document) int, n int, value string, want expectation) func(*document) []mutant {
	return func(d *document) []mutant {
		i := at(d)
		segments := slices.Clone(d.segments)
		segments[i] = withElement(segments[i], n, value)
		want := want // of this file alone
		want.segment, want.id, want.element = i+1, id(segments[i]), n
		return []mutant{mutantOf(id(segments[i]), segments, want)}
	}
}

// dropped leaves a segment of the envelope out. What comes instead shows it.
func dropped(at func(*document) int, want expectation) func(*document) []mutant {
	return func(d *document) []mutant {
		want := want // of this file alone
		want.segment = at(d) + 1
		return []mutant{mutantOf(id(d.segments[at(d)]), slices.Delete(slices.Clone(d.segments), at(d), at(d)+1), want)}
	}
}

func gs(*document) int   { return 1 }
func head(*document) int { return st }

// groupMutations break GS and GE.
var groupMutations = []mutation{
	{"GS01 is unknown", 1, trailer(gs, 1, "ZZ", expectation{ak9: "1"})},
	{"GS01 is of other sets", 1, otherGroup},
	{"GS02 is empty", 1, trailer(gs, 2, "", expectation{ak9: "1"})},
	{"GS06 is no number", 1, trailer(gs, 6, "A1", expectation{ak9: "6"})},
	{"GS06 has ten digits", 1, trailer(gs, 6, "1234567890", expectation{ak9: "6"})},
	{"GS08 is not supported", 2, trailer(gs, 8, "004010X098A1", expectation{ak9: "2"})},
	{"GS08 is empty", 1, trailer(gs, 8, "", expectation{ak9: "1"})},
	{"GE01 is wrong", 1, trailer((*document).ge, 1, "2", expectation{ak9: "5"})},
	{"GE01 is no number", 1, trailer((*document).ge, 1, "A", expectation{ak9: "5"})},
	{"GE02 is wrong", 1, trailer((*document).ge, 2, "9999", expectation{ak9: "4"})},
	{"GE is missing", 1, dropped((*document).ge, expectation{id: "GE", ak9: "3"})},
	{"GS is missing", 1, dropped(gs, expectation{id: "ST", ta1: "R024"})},
	{"a TA1 stands behind a group", 1, warned(func(d *document, segments []string) int {
		segments[d.ge()] += "~\nTA1*000000231*260302*0830*A*000"
		return d.ge() + 2
	}, expectation{code: x12.LateInterchangeAck, ta1: "E024"})},
	{"GS06 stands twice", 1, func(d *document) []mutant {
		end := d.ge() + 1
		segments := slices.Insert(slices.Clone(d.segments), end, d.segments[1:end]...)
		segments[len(segments)-1] = withElement(segments[len(segments)-1], 1, "2")
		return []mutant{mutantOf("second GS", segments, expectation{segment: end + 1, id: "GS", element: 6, ak9: "19"})}
	}},
	{"GS07 is not X", 1, warned(func(d *document, segments []string) int {
		segments[1] = withElement(segments[1], 7, "T")
		return 2
	}, expectation{code: x12.DoubtfulGroupHeader, ak9: "E"})},
}

// otherGroup announces a group of other sets that are read here.
func otherGroup(d *document) (all []mutant) {
	for _, s := range guide.Sets() {
		if s.FunctionalID == d.guide.FunctionalID {
			continue
		}
		segments := slices.Clone(d.segments)
		segments[1] = withElement(segments[1], 1, s.FunctionalID)
		// What the group is said to be shows to be wrong at its set.
		all = append(all, mutantOf("GS "+s.FunctionalID, segments, expectation{segment: st + 1, id: "ST", element: 1, ik5: "18"}))
	}
	return all
}

// setMutations break ST and SE.
var setMutations = []mutation{
	{"ST01 is unknown", 2, trailer(head, 1, "123", expectation{ik5: "1"})},
	{"ST01 is no identifier", 1, trailer(head, 1, "AB", expectation{ik5: "6"})},
	{"ST01 is another set", 2, otherSet},
	{"ST02 is too long", 1, func(d *document) []mutant { return setNumber(d, "0123456789") }},
	{"ST02 is no control number", 1, func(d *document) []mutant { return setNumber(d, "00-1") }},
	{"ST02 is empty", 1, func(d *document) []mutant { return setNumber(d, "") }},
	{"ST02 stands twice", 1, func(d *document) []mutant {
		end := d.se() + 1
		segments := slices.Insert(slices.Clone(d.segments), end, d.segments[st:end]...)
		segments[len(segments)-2] = withElement(segments[len(segments)-2], 1, "2")
		return []mutant{mutantOf("second ST", segments, expectation{segment: end + 1, id: "ST", element: 2, ik5: "23"})}
	}},
	{"ST03 is another guide", 2, func(d *document) []mutant {
		if element(d.segments[st], 3, 0) == "" {
			return nil
		}
		return trailer(head, 3, "005010X999A1", expectation{ik5: "19"})(d)
	}},
	{"ST03 is missing", 2, func(d *document) []mutant {
		if element(d.segments[st], 3, 0) == "" {
			return nil
		}
		return trailer(head, 3, "", expectation{ik3: "8", ik4: "1", ik5: "5"})(d)
	}},
	{"SE01 is one too many", 1, func(d *document) []mutant {
		return trailer((*document).se, 1, number(d.se()-st+2), expectation{ik5: "4"})(d)
	}},
	{"SE01 is no number", 1, trailer((*document).se, 1, "A", expectation{ik5: "4"})},
	{"SE02 is wrong", 1, trailer((*document).se, 2, "0002", expectation{ik5: "3"})},
	{"SE is missing", 1, dropped((*document).se, expectation{id: "SE", ik5: "2"})},
	{"ST is missing", 1, func(d *document) []mutant {
		return []mutant{mutantOf("ST", slices.Delete(slices.Clone(d.segments), st, st+1),
			expectation{segment: st + 1, id: id(d.segments[st+1]), ak9: "5", ta1: "R024"})}
	}},
	{"segments between two sets", 1, func(d *document) []mutant {
		return []mutant{mutantOf("behind SE", slices.Insert(slices.Clone(d.segments), d.se()+1, d.segments[st+1]),
			expectation{segment: d.se() + 2, id: id(d.segments[st+1]), ta1: "R024"})}
	}},
}

// otherSet names sets that belong into other groups, or are of another version: a
// 999 and a 997 of one version belong into the same.
func otherSet(d *document) (all []mutant) {
	for _, s := range guide.Sets() {
		g, has := guide.Lookup(s.Set, d.guide.Version)
		if !has || g.FunctionalID != d.guide.FunctionalID {
			all = append(all, trailer(head, 1, s.Set, expectation{ik5: "18"})(d)...)
		}
	}
	return all
}

// setNumber puts the same number into ST02 and SE02.
func setNumber(d *document, value string) []mutant {
	segments := slices.Clone(d.segments)
	for _, i := range []int{st, d.se()} {
		e := elements(segments[i])
		e[2] = value
		segments[i] = strings.Join(e, "*")
	}
	return []mutant{mutantOf("ST", segments, expectation{segment: st + 1, id: "ST", element: 2, ik5: "7"})}
}

// wireMutations break how segments are divided.
var wireMutations = []mutation{
	{"file ends inside a segment", 1, func(d *document) []mutant { return truncated(d, 0.5) }},
	{"file ends behind a segment", 1, func(d *document) []mutant { return truncated(d, 1) }},
	{"empty segment", 1, emptySegment},
	{"segment terminator lost, a line break left", 1, func(d *document) []mutant { return merged(d, "\n") }},
	{"segment terminator lost", 1, func(d *document) []mutant { return merged(d, "") }},
	{"segment terminator inside a text", 1, splitText},
	{"separator behind the last element", 1, func(d *document) (all []mutant) {
		d.inSet(func(i int, _ place) {
			segments := slices.Clone(d.segments)
			segments[i] += "*"
			all = append(all, mutantOf(d.describe(i), segments, expectation{segment: i + 1, code: x12.TrailingSeparator, accepted: true}))
		})
		return all
	}},
	{"ISA11 can't divide", 1, func(d *document) []mutant {
		if strings.Contains(strings.Join(d.segments[1:], ""), "^") {
			return nil // what was repeated is one value now
		}
		return warned(func(_ *document, segments []string) int {
			e := elements(segments[0])
			e[11] = "A"
			segments[0] = strings.Join(e, "*")
			return 1
		}, expectation{code: x12.BadRepetitionSeparator, ta1: "E024"})(d)
	}},
	{"byte order mark", 1, func(d *document) []mutant {
		segments := slices.Clone(d.segments)
		segments[0] = "\xef\xbb\xbf" + segments[0]
		return []mutant{mutantOf("ISA", segments, expectation{accepted: true})}
	}},
}

// warned makes a mutation that is only warned of. change returns the number of the
// segment that it changed.
func warned(change func(*document, []string) int, want expectation) func(*document) []mutant {
	return func(d *document) []mutant {
		segments := slices.Clone(d.segments)
		want := want // of this file alone
		want.segment, want.accepted = change(d, segments), true
		return []mutant{mutantOf(fmt.Sprintf("segment %d", want.segment), segments, want)}
	}
}

// truncated cuts the file inside or behind each segment. What is missing is
// missing at its end; a trailer that is cut says something wrong itself.
func truncated(d *document, share float64) (all []mutant) {
	for i := 1; i < d.iea(); i++ {
		kept := slices.Clone(d.segments[:i+1])
		kept[i] = kept[i][:int(float64(len(kept[i]))*share)]
		want := expectation{segment: i + 2, id: "IEA", ta1: "R023"}
		if i < d.ge() && (i > 1 || share == 1) {
			want.ak9 = "3"
		}
		if i < d.se() && i > st {
			want.ik5 = "2"
		}
		m := mutantOf(d.describe(i), kept, want)
		if share < 1 {
			m.bytes = func(text string) string { return strings.TrimSuffix(text, "~\n") }
		}
		all = append(all, m)
	}
	return all
}

// emptySegment doubles a terminator. The empty segment has no position of its own:
// it is told of at the one before it.
func emptySegment(d *document) (all []mutant) {
	d.inSet(func(i int, _ place) {
		segments := slices.Insert(slices.Clone(d.segments), i, "")
		all = append(all, mutantOf("before "+d.describe(i), segments,
			expectation{segment: i + 1, ik3: "1", ik5: "5", position: i - st}))
	})
	return all
}

// merged takes the terminator from each segment, so that the next one becomes part
// of its last element, and the set is a segment short. A line break that is left
// between them is no character of data.
func merged(d *document, between string) (all []mutant) {
	for i := st + 1; i < d.se()-1; i++ {
		segments := slices.Clone(d.segments)
		segments[i] += between + segments[i+1]
		segments = slices.Delete(segments, i+1, i+2)
		last := max(1, len(elements(d.segments[i]))-1)
		count := expectation{segment: d.se(), id: "SE", element: 1, ik5: "4"}
		all = append(all, mutantOf(d.describe(i), segments, count))
		f := field{d: d, segment: i, element: last, use: d.places[i].use.Element(last)}
		if between != "" && f.use.Codes == nil && f.use.Kind != guide.Composite {
			want := f.want("6", "5")
			want.repetition = 0
			all = append(all, mutantOf(d.describe(i), segments, want))
		}
	}
	return all
}

// splitText puts a terminator into a text: what is behind it is no segment.
func splitText(d *document) (all []mutant) {
	fields(d, func(f field) {
		if f.use.Kind != guide.Text || f.use.Codes != nil || f.component > 0 || len(f.value) < 4 {
			return
		}
		before, behind, _ := strings.Cut(withElement(d.segments[f.segment], f.element, f.value+"~9"), "~")
		segments := slices.Replace(slices.Clone(d.segments), f.segment, f.segment+1, before, behind)
		all = append(all, mutantOf(f.describe(), segments, expectation{segment: f.segment + 2, ik3: "1", ik5: "5"}))
	})
	return all
}
