package ack_test

import (
	"iter"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/hmox12/hmox12/x12/guide"
)

// elementMutations break what stands in elements and components.
var elementMutations = []mutation{
	{"required element emptied", 2, onFields(emptied(false), "1", "5")},
	{"required element of blanks", 2, onFields(blanked, "1", "5")},
	{"required component emptied", 2, onFields(emptied(true), "1", "5")},
	{"code that X12 has not", 2, onFields(unknownCode, "7", "5")},
	{"code that the guide has not", 2, onFields(unusedCode, "I6", "I5")},
	{"form that the guide has not", 2, onFields(wrongForm, "I12", "I5")},
	{"element too long", 1, onFields(tooLong, "5", "5")},
	{"element too short", 1, onFields(tooShort, "4", "5")},
	{"letters in a number", 1, onFields(inNumber("12A"), "6", "5")},
	{"exponent in a number", 1, onFields(inNumber("1E2"), "6", "5")},
	{"two decimal points", 1, onFields(inNumber("1.2.3"), "6", "5")},
	{"comma in a number", 1, onFields(inNumber("1,2"), "6", "5")},
	{"plus sign", 1, onFields(inNumber("+1"), "6", "5")},
	{"minus sign behind", 1, onFields(inNumber("1-"), "6", "5")},
	{"decimal point in a whole number", 1, onFields(inWhole, "6", "5")},
	{"day that no month has", 1, onFields(wrongDate("20260230"), "8", "5")},
	{"thirteenth month", 1, onFields(wrongDate("20261301"), "8", "5")},
	{"date without its century", 1, onFields(wrongDate("260301"), "8", "5")},
	{"range of one date", 1, onFields(wrongRange("20260301"), "8", "5")},
	{"range that ends on no day", 1, onFields(wrongRange("20260301-20260332"), "8", "5")},
	{"time of day that is none", 1, onFields(wrongTime, "9", "5")},
	{"control character", 1, onFields(inText("\a"), "6", "5")},
	{"byte that is not ASCII", 1, onFields(inText("\xe9"), "6", "5")},
	{"line break in an element", 1, onFields(inText("\n"), "6", "5")},
	{"component separator in an element", 1, onFields(componentsInSimple, "13", "5")},
	{"too many repetitions", 2, func(d *document) []mutant {
		all := onFields(tooManyRepetitions, "12", "5")(d)
		for n := range all {
			all[n].want.repetition = 0 // all of them together are too many
		}
		return all
	}},
	{"element that is not used", 2, notUsedElement},
	{"component that is not used", 2, notUsedComponent},
	{"too many elements", 1, tooManyElements},
	{"too many components", 1, tooManyComponents},
}

// emptied takes out what must be there: whole elements, or components of
// composites that hold others.
func emptied(component bool) func(field) (string, bool) {
	return func(f field) (string, bool) {
		if !f.use.Usage.Needed() || (f.component > 0) != component {
			return "", false
		}
		return "", !component || strings.Trim(withComponent("X*"+element(f.d.segments[f.segment], f.element, 0), 1, f.component, ""), "X*:") != ""
	}
}

// blanked leaves nothing but blanks of what must be there, which is nothing.
func blanked(f field) (string, bool) {
	return "   ", f.use.Usage.Needed() && f.component == 0
}

// unknownCode is a code that X12 does not have for the data element.
func unknownCode(f field) (string, bool) {
	if f.use.Codes == nil {
		return "", false
	}
	for _, stem := range []string{"QQQ", "ZQZ", "9Q9"} {
		value := strings.Repeat(stem, 6)[:max(f.use.Min, min(f.use.Max, 2))]
		if !f.use.Knows([]byte(value)) && !f.use.Codes.Contains([]byte(value)) {
			return value, true
		}
	}
	return "", false
}

// unusedCode is a code that X12 has for the data element and no use of the segment
// in the guide admits there. Of an HL03 that is the level's matter.
func unusedCode(f field) (string, bool) {
	if f.use.Codes == nil || f.d.places[f.segment].use.ID == "HL" && f.element == 3 {
		return "", false
	}
	for _, code := range codesOf(f.use.Number) {
		used := slices.ContainsFunc(f.d.uses[f.d.places[f.segment].use.ID], func(other *guide.SegmentUse) bool {
			e := other.Element(f.element)
			if f.component > 0 && len(e.Components) >= f.component {
				e = &e.Components[f.component-1]
			}
			return e.Codes.Contains([]byte(code))
		})
		if !used && f.use.Knows([]byte(code)) && len(code) >= f.use.Min && len(code) <= f.use.Max {
			return code, true
		}
	}
	return "", false
}

func keys(m map[string]bool) iter.Seq[string] { return maps.Keys(m) }

func number(n int) string { return strconv.Itoa(n) }

// wrongForm is of the right length and not of the form that the guide asks for.
func wrongForm(f field) (string, bool) {
	if f.use.Format == nil {
		return "", false
	}
	value := strings.Repeat("-", max(1, f.use.Min))
	return value, !f.use.Format.Match([]byte(value))
}

func isNumber(k guide.Kind) bool { return k == guide.Real || k == guide.Whole || k == guide.Cents }

// lengthCounts reports whether a value of another length is wrong for its length:
// not of dates, which have a form, and not of qualifiers.
func (f field) lengthCounts() bool {
	return f.use.Kind != guide.Composite && f.use.Kind != guide.Date && f.use.Kind != guide.Time && !f.qualifies()
}

func tooLong(f field) (string, bool) {
	if !f.lengthCounts() || f.use.Max == 0 {
		return "", false
	}
	filler := "A"
	if isNumber(f.use.Kind) {
		filler = "1"
	}
	return strings.Repeat(filler, f.use.Max+1), true
}

func tooShort(f field) (string, bool) {
	if !f.lengthCounts() || f.use.Min < 2 {
		return "", false
	}
	return strings.Repeat("1", f.use.Min-1), true
}

func inNumber(value string) func(field) (string, bool) {
	return func(f field) (string, bool) {
		digits := len(strings.Trim(value, "+-"))
		return value, isNumber(f.use.Kind) && f.use.Codes == nil && f.use.Max >= digits && f.use.Min <= 1
	}
}

func inWhole(f field) (string, bool) {
	return "1.5", (f.use.Kind == guide.Whole || f.use.Kind == guide.Cents) && f.use.Codes == nil && f.use.Max >= 2
}

func wrongDate(value string) func(field) (string, bool) {
	return func(f field) (string, bool) {
		return value, f.use.Kind == guide.Date && f.use.Max >= 8 || f.period() == "D8"
	}
}

func wrongRange(value string) func(field) (string, bool) {
	return func(f field) (string, bool) { return value, f.period() == "RD8" }
}

func wrongTime(f field) (string, bool) {
	return "2460", f.use.Kind == guide.Time || f.period() == "TM"
}

// inText puts a byte behind the first of a text.
func inText(b string) func(field) (string, bool) {
	return func(f field) (string, bool) {
		return f.value[:1] + b + f.value[1:], f.use.Kind == guide.Text && f.use.Codes == nil && !strings.ContainsAny(f.value, "^:")
	}
}

func componentsInSimple(f field) (string, bool) {
	return f.value + ":X", f.component == 0 && f.use.Kind != guide.Composite && !f.qualifies() && f.use.Repeat == 1
}

// tooManyRepetitions repeats an element once more often than the guide admits.
func tooManyRepetitions(f field) (string, bool) {
	if f.component > 0 || f.use.Repeat == 0 || f.qualifies() || len(f.use.Components) > 0 && (field{f.d, f.segment, f.element, 1, &f.use.Components[0], f.use, ""}).qualifies() {
		return "", false
	}
	one, _, _ := strings.Cut(f.value, "^")
	return strings.TrimSuffix(strings.Repeat(one+"^", f.use.Repeat+1), "^"), true
}

// notUsedElement sends an element that the guide does not use.
func notUsedElement(d *document) (all []mutant) {
	d.inSet(func(i int, p place) {
		for n := range p.use.Elements {
			use := &p.use.Elements[n]
			if use.Usage != guide.NotUsed {
				continue
			}
			f := field{d: d, segment: i, element: n + 1, use: use}
			all = append(all, f.mutant(strings.Repeat("1", max(1, use.Min)), "I10", "I5"))
		}
	})
	return all
}

// notUsedComponent sends a component that the guide does not use.
func notUsedComponent(d *document) (all []mutant) {
	fields(d, func(f field) {
		for c := range f.use.Components {
			use := &f.use.Components[c]
			if use.Usage == guide.NotUsed {
				part := field{d: d, segment: f.segment, element: f.element, component: c + 1, use: use, around: f.use}
				all = append(all, part.mutant(strings.Repeat("1", max(1, use.Min)), "I10", "I5"))
			}
		}
	})
	return all
}

// tooManyElements sends one more element than X12 defines.
func tooManyElements(d *document) (all []mutant) {
	d.inSet(func(i int, p place) {
		n := len(p.use.Elements) + 1
		all = append(all, mutantOf(d.describe(i), d.replaced(i, 1, withElement(d.segments[i], n, "X")),
			expectation{segment: i + 1, id: p.use.ID, element: n, ik3: "8", ik4: "3", ik5: "5"}))
	})
	return all
}

// tooManyComponents sends one more component than X12 defines.
func tooManyComponents(d *document) (all []mutant) {
	fields(d, func(f field) {
		if f.use.Kind != guide.Composite {
			return
		}
		f.component, f.around = len(f.use.Components)+1, f.use
		all = append(all, f.mutant("X", "13", "5"))
	})
	return all
}
