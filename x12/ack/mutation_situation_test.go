package ack_test

import (
	"slices"
	"strings"

	"github.com/hmox12/hmox12/x12"
)

// situationMutations break what one segment makes necessary, or rules out, in
// another.
var situationMutations = []mutation{
	without("replaced claim's number", "837", "2300 REF*F8", x12.ExpectedSegmentMissing),
	without("street of a subscriber who is the patient", "837", "2010BA N3", 0),
	without("city of a subscriber who is the patient", "837", "2010BA N4", 0),
	without("birth date of a subscriber who is the patient", "837", "2010BA DMG", 0),
	without("payment of a payer that adjusted", "837", "2320 AMT*D", 0),
	without("date of an accident", "837P", "2300 DTP*439", 0),
	without("date of a dental accident", "837D", "2300 DTP*439", 0),
	without("admission of an inpatient visit", "837P", "2300 DTP*435", 0),
	without("ambulance transport", "837P", "2300 CR1", 0),
	without("admission of a stay", "837I", "2300 DTP*435", 0),
	without("admitting diagnosis", "837I", "2300 HI*ABJ", 0),
	without("date of a dental service", "837D", "2400 DTP*472*D8*20260215", x12.ExpectedSegmentMissing),
	without("tooth", "837D", "2400 TOO", x12.ExpectedSegmentMissing),
	withoutLoop("ambulance pick-up", "837P", "2310E"),
	withoutLoop("ambulance drop-off", "837P", "2310F"),
	withoutLoop("attending provider", "837I", "2310A"),
	withoutLoop("wrong name that is corrected", "834", "2100B"),
	withoutLoop("inquiry about the subscriber", "270", "2110C"),
	changed("relationship of a subscriber with a claim", "837", "2000B SBR*S*18", 2, 0, "", expectation{ik3: "8", ik4: "I9", ik5: "I5"}),
	changed("state of an automobile accident", "837P", "2300 CLM*MAR-7101", 11, 4, "", expectation{ik3: "8", ik4: "I9", ik5: "I5"}),
	changed("format of an ACH payment", "835", " BPR", 5, 0, "", expectation{ik3: "8", ik4: "I9", ik5: "I5"}),
	changed("payer's account", "835", " BPR", 9, 0, "", expectation{ik3: "8", ik4: "I9", ik5: "I5"}),
	changed("payer's company number", "835", " BPR", 10, 0, "", expectation{ik3: "8", ik4: "I9", ik5: "I5"}),
	changed("subscriber's employment", "834", "2000 INS*Y", 8, 0, "", expectation{ik3: "8", ik4: "I9", ik5: "I5"}),
	changed("state of an address", "837", "2010AA N4", 2, 0, "", expectation{code: x12.ExpectedElementMissing}),
	changed("ZIP code of an address", "837", "2010BB N4", 3, 0, "", expectation{code: x12.ExpectedElementMissing}),
	changed("number of a line", "837", "2400 LX*2", 1, 0, "3", expectation{code: x12.UnusualCombination, accepted: true}),
	changed("minutes of anesthesia", "837P", "2400 SV1*HC:01402", 3, 0, "UN", expectation{code: x12.CodesConflict}),
	changed("diagnosis pointer", "837P", "2400 SV1*HC:99213", 7, 2, "9", expectation{code: x12.PointerBeyondList}),
	changed("diagnosis pointer of a dental line", "837D", "2400 SV3*AD:D2392", 11, 2, "4", expectation{code: x12.PointerBeyondList}),
	changed("payer of a line", "837", "2430 SVD", 1, 0, "NOBODY", expectation{code: x12.UnknownOtherPayer}),
	changed("dependent who is himself", "834", "2000 INS*N", 2, 0, "18", expectation{code: x12.CodesConflict}),
	{"payment without a method", 4, func(d *document) []mutant {
		return elsewhere(d, "835", " BPR", func(i int) ([]string, expectation) {
			return d.replaced(i, 1, withElement(d.segments[i], 4, "NON")),
				expectation{segment: i + 1, id: "BPR", element: 2, code: x12.CodesConflict}
		})
	}},
	{"claim forwarded to nobody", 4, func(d *document) []mutant {
		return elsewhere(d, "835", "2100 CLP*RED-7201", func(i int) ([]string, expectation) {
			next := slices.IndexFunc(d.segments[i:], func(s string) bool { return id(s) == "MIA" }) + i
			return d.replaced(i, 1, withElement(d.segments[i], 2, "19")),
				expectation{segment: next + 1, id: "NM1", ik3: "I6", ik5: "I5"}
		})
	}},
	{"claim without lines and dates", 4, func(d *document) []mutant {
		return elsewhere(d, "835", "2100 DTM*232*20260201", func(i int) ([]string, expectation) {
			return d.replaced(i, 2), expectation{segment: i + 1, id: "DTM", ik3: "I6", ik5: "I5"}
		})
	}},
	{"benefits of somebody who was not found", 4, func(d *document) []mutant {
		return elsewhere(d, "271", "2100C PRV", func(i int) ([]string, expectation) {
			next := slices.IndexFunc(d.segments[i:], func(s string) bool { return id(s) == "EB" }) + i
			return d.replaced(i, 0, "AAA*Y**75*C"), expectation{segment: next + 2, id: "EB", code: x12.CodesConflict}
		})
	}},
	{"subscriber without name and number", 4, func(d *document) []mutant {
		return elsewhere(d, "270", "2100C NM1*IL*1*PELL", func(i int) ([]string, expectation) {
			return d.replaced(i, 1, "NM1*IL*1"), expectation{segment: i + 1, id: "NM1", element: 9, code: x12.ExpectedElementMissing}
		})
	}},
}

// matching returns the segments of files whose name begins with set that begin
// with what stands behind the loop in where.
func matching(d *document, set, where string) (all []int) {
	if !strings.HasPrefix(d.name, set) {
		return nil
	}
	loop, segment, _ := strings.Cut(where, " ")
	d.inSet(func(i int, p place) {
		if p.in.loop.ID == loop && strings.HasPrefix(d.segments[i]+"*", segment+"*") || p.in.loop.ID == loop && strings.HasPrefix(d.segments[i]+":", segment+":") {
			all = append(all, i)
		}
	})
	return all
}

// elsewhere makes mutants of a function from matching segments.
func elsewhere(d *document, set, where string, change func(i int) ([]string, expectation)) (all []mutant) {
	for _, i := range matching(d, set, where) {
		segments, want := change(i)
		all = append(all, mutantOf(d.describe(i), segments, want))
	}
	return all
}

// without leaves out a segment that another one makes necessary. A code is what a
// claim's 277CA tells; without one the 999 tells it.
func without(name, set, where string, code x12.Code) mutation {
	return mutation{name + " is missing", 4, func(d *document) []mutant {
		return elsewhere(d, set, where, func(i int) ([]string, expectation) {
			want := expectation{segment: d.due(d.places[i].in, i, i), id: id(d.segments[i]), code: code}
			if code == 0 {
				want.ik3, want.ik5 = "I6", "I5"
			}
			return d.replaced(i, 1), want
		})
	}}
}

// withoutLoop leaves out a loop that a segment makes necessary.
func withoutLoop(name, set, loop string) mutation {
	return mutation{name + " is missing", 4, func(d *document) (all []mutant) {
		if !strings.HasPrefix(d.name, set) {
			return nil
		}
		gone := map[*occurrence]bool{}
		for _, o := range d.occurrences() {
			if o.loop.ID != loop || gone[o.parent] {
				continue
			}
			gone[o.parent] = true
			segments, first, last := slices.Clone(d.segments), o.first, o.first
			for _, other := range d.occurrences() {
				if other.loop == o.loop && other.parent == o.parent {
					last = other.last
				}
			}
			segments = counted(slices.Delete(segments, first, last+1))
			all = append(all, mutantOf(d.describe(first), segments,
				expectation{segment: d.due(o.parent, first, last) - (last - first), id: id(d.segments[first]), ik3: "I6", ik5: "I5"}))
		}
		return all
	}}
}

// changed puts another value into element n, component c of a segment.
func changed(name, set, where string, n, c int, value string, want expectation) mutation {
	what := " is wrong"
	if value == "" {
		what = " is missing"
	}
	return mutation{name + what, 4, func(d *document) []mutant {
		return elsewhere(d, set, where, func(i int) ([]string, expectation) {
			want := want // of this file alone
			want.segment, want.id, want.element, want.component = i+1, id(d.segments[i]), n, c
			return d.replaced(i, 1, withComponent(d.segments[i], n, c, value)), want
		})
	}}
}
