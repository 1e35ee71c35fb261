package mapping

import (
	"strings"

	"github.com/hmox12/hmox12/mapping/record"
	"github.com/hmox12/hmox12/x12"
	"github.com/hmox12/hmox12/x12/guide"
)

// RejectionOf returns how a 277CA tells the sender of a claim what is wrong with
// it: the health care claim status that names the value, the entity where it is
// about one, and a line that says what was found where. g is the guide of the
// 837. The service line is not known here; it is 0.
// Source: X12 external code lists 507 and 508.
func RejectionOf(g *guide.Guide, f *x12.Error) record.Rejection {
	m := f.Code.Meaning()
	category, code, ok := strings.Cut(m.Status, ":")
	if !ok {
		category, code = categoryOf(f.Code), placeStatuses[f.Loop+" "+f.Place()]
		if code == "" {
			code = placeStatuses[elementOf(f)]
		}
		if code == "" {
			code = "481" // the format of the submission; the detail says what of it
		}
	}
	r := record.Rejection{Status: record.StatusCode{Category: category, Code: code}, Detail: detailOf(f)}
	if aboutEntity[code] {
		r.Status.Entity = entityOf(g, f.Loop)
	}
	return r
}

// categoryOf returns whether something is missing (A6), contradicts something
// else (A8), or is wrong in itself (A7).
func categoryOf(code x12.Code) string {
	switch code {
	case x12.ElementMissing, x12.ConditionalElementMissing, x12.SituationalElementMissing, x12.SituationalSegmentMissing,
		x12.ExpectedSegmentMissing, x12.ExpectedElementMissing:
		return "A6"
	case x12.CodesConflict, x12.UnknownOtherPayer:
		return "A8"
	}
	return "A7"
}

// placeStatuses are the claim statuses that name a value of an 837, by the place
// where it stands: an element or segment, with the loop in front where that
// matters. Findings that say more by themselves have a status of their own.
var placeStatuses = map[string]string{
	"CLM02": "178", "SV102": "178", "SV203": "178", "SV302": "178",
	"SV103": "476", "SV104": "476", "SV204": "476", "SV205": "476", "SV306": "476",
	"SV101": "454", "SV202": "454", "SV301": "454",
	"SV107": "254", "SV311": "254",
	"CLM05": "228", "2300 DTP434": "188",
	"2300 DTP": "187", "2300 DTP03": "187", "2400 DTP": "187", "2400 DTP03": "187",
	"2010BA DMG02": "158", "2010CA DMG02": "158",
	"2300 REF":   "464",
	"2300 AMT02": "178",
	"TOO":        "242", "TOO02": "242", "TOO03": "242",
	"CTP04": "216", "LIN03": "218",
	"CAS03": "286", "CAS06": "286", "CAS09": "286", "CAS12": "286", "CAS15": "286", "CAS18": "286",
	"2320 AMT02": "286", "SVD01": "286", "SVD02": "286", "SVD05": "286", "2330B DTP03": "286", "2430 DTP03": "286",
	"N301": "503", "N401": "502", "N402": "501", "N403": "500", "N404": "126",
	"HI": "254", "HI01": "254",
}

// elementOf returns the place of a finding without component and repetition.
func elementOf(f *x12.Error) string {
	place, _, _ := strings.Cut(f.Place(), "-")
	place, _, _ = strings.Cut(place, "[")
	return place
}

// aboutEntity are the statuses that say nothing without the entity they are
// about.
var aboutEntity = map[string]bool{
	"26": true, "126": true, "128": true, "145": true, "158": true, "500": true, "501": true, "502": true, "503": true, "562": true,
}

// entityOf returns the entity that a loop names: what its NM1 must say in NM101.
// Empty for a loop that names nobody.
func entityOf(g *guide.Guide, loop string) string {
	found := ""
	var look func(l *guide.Loop)
	look = func(l *guide.Loop) {
		for _, n := range l.Nodes {
			switch {
			case found != "":
				return
			case n.Loop != nil && n.Loop.ID == loop:
				if head := n.Head(); head.ID == "NM1" {
					if codes := head.Element(1).Codes.List(); len(codes) > 0 {
						found = codes[0]
					}
				}
				return
			case n.Loop != nil:
				look(n.Loop)
			}
		}
	}
	look(g.Root)
	return found
}

// maxDetail is how long STC12 may be.
const maxDetail = 264

// detailOf says what is wrong in words, without data and in characters that
// seldom serve as delimiters.
func detailOf(f *x12.Error) string {
	text := f.Place() + ", " + f.Code.Meaning().Text
	if f.Loop != "" {
		text = f.Loop + " " + text
	}
	if f.Reason != "" {
		text += ", " + f.Reason
	}
	text = strings.Map(func(r rune) rune {
		if r == ' ' || r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' || strings.ContainsRune(".,-()/'", r) {
			return r
		}
		return ' '
	}, text)
	text = strings.Join(strings.Fields(text), " ")
	return strings.TrimRight(text[:min(len(text), maxDetail)], " ")
}
