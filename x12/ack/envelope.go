package ack

import (
	"github.com/hmox12/hmox12/x12"
)

// This file opens and closes what an examiner is in: interchange, group, set.

func (e *examiner) beginInterchange(s *x12.Segment) {
	var early []*x12.Error
	if e.interchange != nil && e.interchange.Header == nil && e.interchange.Groups == 0 && onlyWarnings(e.interchange.Findings) {
		// A byte order mark is reported before the header it stands in front of.
		early = e.interchange.Findings
		e.interchange = nil
	}
	e.endInterchange()
	header := *e.reader.Interchange()
	e.interchange = &Interchange{Header: &header, Verdict: Accepted, Findings: early}
	if e.options.Admit != nil {
		if code := e.options.Admit(&header); code != 0 {
			element := map[x12.Code]int{x12.UnknownSender: 6, x12.UnknownReceiver: 8, x12.DuplicateInterchange: 13}[code]
			e.keepInInterchange(&x12.Error{Code: code, Offset: s.ElementOffset(element), Segment: s.Number(), ID: "ISA", Element: element})
		}
	}
	if e.tell.InterchangeBegan != nil {
		e.tell.InterchangeBegan(&header)
	}
}

func onlyWarnings(findings []*x12.Error) bool {
	for _, f := range findings {
		if f.Rejects() {
			return false
		}
	}
	return true
}

func (e *examiner) endInterchange() {
	e.endGroup()
	if e.interchange == nil {
		return
	}
	switch i := e.interchange; {
	case i.Header == nil:
		i.Note = "" // there is nothing to answer to
	case i.Note == "":
		i.Note = "000"
	}
	if e.tell.InterchangeEnded != nil {
		e.tell.InterchangeEnded(e.interchange)
	}
	e.interchange, e.refused = nil, false
}

func (e *examiner) beginGroup(s *x12.Segment) {
	e.endGroup()
	header := *e.reader.Group()
	e.countGroup(header.ID)
	e.group = &Group{Header: header, Verdict: Accepted, Stated: -1}
	e.groupCode = 0
	if e.tell.GroupBegan != nil {
		e.tell.GroupBegan(&header)
	}
	switch known, version := supported(e.options.Supported).group(header.ID, header.Version); {
	case !known:
		e.groupCode = x12.GroupNotSupported
	case !version:
		e.groupCode = x12.VersionNotSupported
	}
	if e.groupCode != 0 {
		element, expected := 1, supported(e.options.Supported).groups()
		if e.groupCode == x12.VersionNotSupported {
			element, expected = 8, supported(e.options.Supported).versions(header.ID)
		}
		e.keepInGroup(&x12.Error{
			Code: e.groupCode, Offset: s.ElementOffset(element), Segment: s.Number(), ID: "GS", Element: element,
			Reason: "found " + shown(s.Element(element)) + ", expected " + expected, Value: s.Text(element),
		})
	}
}

func (e *examiner) countGroup(id string) {
	e.interchange.Groups++
	if id == AckGroup {
		e.interchange.AckGroups++
	}
}

// passOver counts what is in an interchange that was refused by its header: what
// it holds decides whether it is answered.
func (e *examiner) passOver(s *x12.Segment) {
	switch {
	case s.Is("GS"):
		e.countGroup(s.Text(1))
	case s.Is("TA1"):
		e.interchange.TA1s++
	}
}

func (e *examiner) endGroup() {
	e.endSet()
	e.sets.settle()
	g := e.group
	if g == nil {
		return
	}
	if g.Stated < 0 {
		g.Stated = g.Received
	}
	switch {
	case g.Verdict == Rejected:
		g.Accepted = 0
	case g.Received > 0 && g.Accepted == 0:
		g.Verdict = Rejected
	case g.Accepted < g.Received:
		g.Verdict = PartlyAccepted
	case g.noted > 0:
		g.Verdict = AcceptedWithErrors
	}
	if e.tell.GroupEnded != nil {
		e.tell.GroupEnded(g)
	}
	e.group = nil
}

func (e *examiner) beginSet(s *x12.Segment) {
	e.endSet()
	header := *e.reader.Set()
	o := opening{set: &Set{Header: header, Ordinal: e.ordinal, Verdict: Accepted}}
	e.inSet = true
	e.ordinal++
	if e.group == nil || e.groupCode != 0 {
		o.set.Verdict, o.set.Unread = Rejected, true
	} else {
		e.findGuide(&o, s)
	}
	e.sets.open(o)
}

// findGuide finds the guide for a set, or why there is none.
func (e *examiner) findGuide(o *opening, s *x12.Segment) {
	refuse := func(code x12.Code, element int, expected string) {
		o.refusal = &x12.Error{
			Code: code, Offset: s.ElementOffset(element), Segment: s.Number(), Position: 1, ID: "ST", Element: element,
			Reason: "found " + shown(s.Element(element)) + ", expected " + expected, Value: s.Text(element),
		}
	}
	header, version := o.set.Header, e.group.Header.Version
	if header.Implementation != "" && header.Implementation != version {
		refuse(x12.ImplementationDiffers, 3, shown([]byte(version))+" of GS08")
		return
	}
	g := e.options.Guide(e.interchange.Header, header.ID, version)
	switch {
	case g == nil && !supported(e.options.Supported).set(header.ID):
		refuse(x12.SetNotSupported, 1, supported(e.options.Supported).sets())
	case g == nil || g.FunctionalID != e.group.Header.ID:
		refuse(x12.SetNotInGroup, 1, "what a group of "+shown([]byte(e.group.Header.ID))+" "+shown([]byte(version))+" holds")
	default:
		o.guide = g
		o.unicode = e.options.Unicode != nil && e.options.Unicode(e.interchange.Header)
	}
}

func (e *examiner) endSet() {
	if e.inSet {
		e.inSet = false
		e.sets.close()
	}
}
