package mapping

import (
	"github.com/hmox12/hmox12/mapping/fold"
	"github.com/hmox12/hmox12/mapping/record"
	"github.com/hmox12/hmox12/x12"
)

// This file maps the segments by which every transaction set names somebody:
// NM1, N3, N4 and DMG. What is read is copied, so that it outlives the segment, or
// is known already.

// readPerson reads an NM1 that names a subscriber or patient.
func readPerson(seg *x12.Segment, known *known) (p record.Person) {
	namePerson(&p, seg, known)
	return p
}

// namePerson makes p who an NM1 names.
func namePerson(p *record.Person, seg *x12.Segment, known *known) {
	*p = record.Person{}
	p.ID, p.IDQualifier = known.of(seg, 9), known.of(seg, 8)
	p.Name.Last, p.Name.First, p.Name.Middle, p.Name.Suffix = known.of(seg, 3), known.of(seg, 4), known.of(seg, 5), known.of(seg, 7)
	p.Organization = string(trimRight(seg.Element(2))) == "2"
}

// readProvider reads an NM1 that names a provider or another party; its role is
// NM101.
func readProvider(seg *x12.Segment, known *known) (p record.ClaimProvider) {
	nameProvider(&p, seg, known)
	return p
}

// nameProvider makes p who an NM1 names.
func nameProvider(p *record.ClaimProvider, seg *x12.Segment, known *known) {
	*p = record.ClaimProvider{}
	p.Role = record.Role(known.of(seg, 1))
	p.Name.Last, p.Name.First, p.Name.Middle, p.Name.Suffix = known.of(seg, 3), known.of(seg, 4), known.of(seg, 5), known.of(seg, 7)
	p.Organization = string(trimRight(seg.Element(2))) == "2"
	if qualifier := known.of(seg, 8); qualifier == "XX" {
		p.NPI = known.of(seg, 9)
	} else {
		p.ID = record.Reference{Qualifier: qualifier, Number: known.of(seg, 9)}
	}
}

// readStreet adds an N3 to an address.
func readStreet(a *record.Address, seg *x12.Segment, known *known) {
	a.Lines = nil
	for n := 1; n <= 2; n++ {
		if line := known.of(seg, n); line != "" {
			a.Lines = known.line(a.Lines, line)
		}
	}
}

// readCity adds an N4 to an address.
func readCity(a *record.Address, seg *x12.Segment, known *known) {
	a.City, a.State, a.ZIP = known.of(seg, 1), known.of(seg, 2), known.of(seg, 3)
	a.Country, a.Subdivision = known.of(seg, 4), known.of(seg, 7)
}

// readDemographics adds a DMG to a person. A birth date that is none is left
// out.
func readDemographics(p *record.Person, seg *x12.Segment, known *known) {
	p.BirthDate, p.Sex = 0, known.of(seg, 3)
	if string(trimRight(seg.Element(1))) == "D8" {
		p.BirthDate, _ = record.ParseDate(seg.Text(2))
	}
}

// The longest texts, in characters, by the X12 dictionary.
const (
	maxName        = 60  // NM103, N102
	maxFirst       = 35  // NM104
	maxMiddle      = 25  // NM105
	maxSuffix      = 10  // NM107
	maxStreet      = 55  // N301
	maxCity        = 30  // N401
	maxMessage     = 264 // MSG01, STC12
	maxNote        = 80  // NTE02
	maxDescription = 80  // SV101-7
)

// prose writes text for people in the characters that w has, at most limit of
// them. It is for names, addresses and free text alone: a number that somebody
// looks up goes out as it is, or the Writer refuses it.
func prose(w *x12.Writer, text string, limit int) string {
	if len(text) <= limit && w.AdmitsText(text) {
		return text // as nearly all of them
	}
	return fold.Text(text, limit, w.Admits)
}

// writeName writes an NM1. NM108 stands only with an id.
func writeName(w *x12.Writer, entity string, organization bool, name record.PersonName, idQualifier, id string) {
	kind := "1"
	if organization {
		kind = "2"
	}
	if id == "" {
		idQualifier = ""
	}
	w.Segment("NM1", entity, kind, prose(w, name.Last, maxName), prose(w, name.First, maxFirst), prose(w, name.Middle, maxMiddle), "",
		prose(w, name.Suffix, maxSuffix), idQualifier, id)
}

// writeAddress writes the N3 and N4 of an address, each where it says anything.
func writeAddress(w *x12.Writer, a record.Address) {
	if len(a.Lines) > 0 {
		w.Start("N3")
		for _, line := range a.Lines[:min(len(a.Lines), 2)] {
			w.Text(prose(w, line, maxStreet))
		}
		w.End()
	}
	if a.City != "" || a.State != "" || a.ZIP != "" || a.Country != "" {
		w.Segment("N4", prose(w, a.City, maxCity), a.State, a.ZIP, a.Country, "", "", a.Subdivision)
	}
}
