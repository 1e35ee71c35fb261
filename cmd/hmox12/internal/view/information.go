package view

import "github.com/hmox12/hmox12/x12/guide"

// This file tells what the composites of an HI segment hold, and other codes of
// data element 1271: each belongs to the list that its neighbor or its segment
// names.

// information is what a kind of code (HI01-1) says of the composite it begins.
type information struct {
	code  string // what HI01-2 is called
	words string // the list that has words for it; empty for one that is known too long or kept by others
}

var informationKinds = map[string]information{
	"ABK": {code: "Principal diagnosis"}, "BK": {code: "Principal diagnosis"},
	"ABF": {code: "Diagnosis"}, "BF": {code: "Diagnosis"},
	"ABJ": {code: "Admitting diagnosis"}, "BJ": {code: "Admitting diagnosis"},
	"APR": {code: "Reason for the visit"}, "PR": {code: "Reason for the visit"},
	"ABN": {code: "External cause of injury"}, "BN": {code: "External cause of injury"},
	"BBR": {code: "Principal procedure"}, "BR": {code: "Principal procedure"}, "CAH": {code: "Principal procedure"},
	"BBQ": {code: "Other procedure"}, "BQ": {code: "Other procedure"},
	"BP": {code: "Anesthesia related procedure"}, "BO": {code: "Procedure"},
	"DR": {code: "Diagnosis related group"},
	"TC": {code: "Treatment code"},
	"TQ": {code: "Diagnosis"},
	"BG": {"Condition code", "condition-code"},
	"BH": {"Occurrence code", "occurrence-code"},
	"BI": {"Occurrence span code", "occurrence-span-code"},
	"BE": {"Value code", "value-code"},
}

// informationName returns what a component of an HI composite is called.
func (it *item) informationName(e *element) string {
	repetition := max(e.repetition, 1)
	switch e.component {
	case 1:
		return "Kind of code"
	case 2:
		return informationKinds[string(it.seg.RepeatedComponent(e.n, repetition, 1))].code
	case 3:
		return "Form of the date"
	case 4:
		return "Date"
	case 5:
		return "Value"
	case 9:
		return "Present on admission"
	}
	return ""
}

// industryWord tells a code of data element 1271. qualifier is the value in
// front of it.
func (it *item) industryWord(e *element, sibling func(int) []byte, qualifier []byte) string {
	switch {
	case it.seg.Is("STC") && sibling != nil && (e.component == 1 || e.component == 2):
		return statusWord(e.component, e.value)
	case it.seg.Is("LQ") && string(qualifier) == "HE":
		return remarkWord(e.value)
	case it.seg.Is("III") && string(qualifier) == "ZZ":
		return guide.Word("place-of-service", e.value)
	case it.seg.Is("TOO") && string(qualifier) == "JP":
		return guide.Word("tooth", e.value)
	case it.seg.Is("HI") && e.component == 2:
		return guide.Word(informationKinds[string(qualifier)].words, e.value)
	}
	return ""
}

// revenueElements are those of data element 234 that hold a revenue code, where
// no qualifier says so.
var revenueElements = map[string]int{"SV2": 1, "SVC": 4, "SVD": 4, "HCP": 8}

// revenueWord tells a revenue code among the values of data element 234.
func (it *item) revenueWord(e *element, sibling func(int) []byte) string {
	qualified := sibling != nil && e.component == 2 && string(sibling(1)) == "NU"
	if !qualified && (sibling != nil || revenueElements[string(it.seg.ID())] != e.n) {
		return ""
	}
	return revenueCode(e.value)
}

// revenueCode returns the words of a revenue code, or those of its category.
func revenueCode(code []byte) string {
	if words := guide.Word("revenue-code", code); words != "" || len(code) != 4 {
		return words
	}
	return guide.Word("revenue-code", append(append([]byte(nil), code[:3]...), '0'))
}
