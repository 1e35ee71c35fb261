package mapping

import (
	"github.com/hmox12/hmox12/mapping/record"
	"github.com/hmox12/hmox12/x12"
	"github.com/hmox12/hmox12/x12/guide"
)

// What one member may hold, by 005010X220A1; what is sent beyond is dropped (the
// guide's walker reports it), so that a set which never ends a member does not
// fill the memory. The guide has no bound on reporting categories.
const (
	maxMemberReferences = 15
	maxMemberDates      = 24
	maxMemberAmounts    = 9
	maxCoverages        = 99
	maxCoverageDates    = 6
	maxChosenProviders  = 30
	maxEnrolledOther    = 5
	maxCategories       = 100
	maxFileDates        = 10
	maxUnread           = 10
)

// EnrollmentMapper maps 834 sets (005010X220A1) to what they say of each member,
// segment by segment. Its memory is bounded by one member and the header of the
// set.
//
// Members share what the header says (its slices), so they are for reading. A
// birth date that can't be read is none; any other date, and an amount, is named
// in Unread.
type EnrollmentMapper struct {
	source   record.Source
	received record.Date
	emit     func(*record.Enrollment)

	set  string
	file record.EnrollmentFile
	open *record.Enrollment
	// What the open member has open; nil when there is none, or no room for it.
	coverage *record.MemberBenefit
	provider *record.ChosenProvider
	other    *record.EnrolledOther
	category *record.ReportingCategory
}

// NewEnrollmentMapper returns an EnrollmentMapper. Source says where the sets were
// read; Set, Batch, Offset and Segment are filled in here. Received is the day on
// which the file came. Each member is handed to emit when it is complete.
func NewEnrollmentMapper(source record.Source, received record.Date, emit func(*record.Enrollment)) *EnrollmentMapper {
	return &EnrollmentMapper{source: source, received: received, emit: emit}
}

// Add takes the next segment of a set, ST and SE included, with its place by the
// guide. A segment without a place is passed over. A member is complete when the
// next INS or SE comes.
func (m *EnrollmentMapper) Add(seg *x12.Segment, at guide.Placement) {
	if at.Loop == nil {
		return
	}
	switch at.Loop.ID {
	case "":
		m.addHeader(seg)
		return
	case "1000A":
		m.file.Sponsor = readParty(seg)
		return
	case "1000B":
		m.file.Payer = readParty(seg)
		return
	}
	if seg.Is("INS") {
		m.openMember(seg)
		return
	}
	if m.open != nil {
		m.addMember(seg, at.Loop.ID)
	}
}

// End ends a set that has no SE, and is harmless after one that has. The next set
// may follow.
func (m *EnrollmentMapper) End() {
	m.complete()
	m.file, m.set = record.EnrollmentFile{}, ""
}

func (m *EnrollmentMapper) addHeader(seg *x12.Segment) {
	f := &m.file
	switch string(seg.ID()) {
	case "ST":
		m.End()
		m.set = seg.Text(2)
	case "BGN":
		f.Purpose, f.Reference, f.Action = seg.Text(1), seg.Text(2), seg.Text(8)
		f.Created, _ = parseDate(seg.Element(3))
	case "REF":
		if seg.Text(1) == "38" {
			f.MasterPolicy = seg.Text(2)
		}
	case "DTP":
		if event, ok := readEvent(seg); ok {
			f.Events = appendUpTo(maxFileDates, f.Events, event)
		}
	case "SE":
		m.End()
	}
}

func (m *EnrollmentMapper) openMember(seg *x12.Segment) {
	m.complete()
	e := &record.Enrollment{
		Source: m.source, File: m.file, Received: m.received,
		Subscriber: seg.Text(1) == "Y", Relationship: seg.Text(2),
		Maintenance: record.MaintenanceType(seg.Text(3)), Reason: record.MaintenanceReason(seg.Text(4)),
		Benefits: seg.Text(5), Employment: seg.Text(8), Student: seg.Text(9), Handicapped: seg.Text(10) == "Y",
	}
	e.Source.Set, e.Source.Batch = m.set, m.file.Reference
	e.Source.Offset, e.Source.Segment = seg.Offset(), seg.Number()
	m.open = e
	if seg.Has(12) {
		died, ok := parseDate(seg.Element(12))
		if !ok {
			m.unread("INS12")
		}
		e.Died = died
	}
}

// complete hands out the open member.
func (m *EnrollmentMapper) complete() {
	if e := m.open; e != nil {
		m.open, m.coverage, m.provider, m.other, m.category = nil, nil, nil, nil, nil
		m.emit(e)
	}
}

// unread notes a segment of the member that can't be used.
func (m *EnrollmentMapper) unread(segment string) {
	m.open.Unread = appendUpTo(maxUnread, m.open.Unread, segment)
}

// addMember takes a segment of the open member.
func (m *EnrollmentMapper) addMember(seg *x12.Segment, loop string) {
	e := m.open
	switch loop {
	case "2000":
		m.addIdentifier(seg)
	case "2100A":
		m.addPerson(seg)
	case "2100B":
		switch {
		case seg.Is("NM1"):
			was := readPerson(seg, nil)
			e.Was = &was
		case seg.Is("DMG") && e.Was != nil:
			readDemographics(e.Was, seg, nil)
		}
	case "2100C":
		m.addMailing(seg)
	case "2300":
		m.addCoverage(seg)
	case "2310":
		m.addProvider(seg)
	case "2320":
		m.addOther(seg)
	case "2330":
		if o := m.other; o != nil && seg.Is("NM1") && seg.Text(1) == "IN" {
			o.Insurer = record.NamedParty{Name: seg.Text(3), ID: record.Reference{Qualifier: seg.Text(8), Number: seg.Text(9)}}
		}
	case "2700", "2750":
		m.addCategory(seg)
	}
}

func (m *EnrollmentMapper) addIdentifier(seg *x12.Segment) {
	e := m.open
	switch {
	case seg.Is("DTP"):
		m.addDates(&e.Events, maxMemberDates, seg)
	case !seg.Is("REF"):
	case seg.Text(1) == "0F":
		e.SubscriberID = seg.Text(2)
	case seg.Text(1) == "1L":
		e.Policy = seg.Text(2)
	default:
		e.References = appendUpTo(maxMemberReferences, e.References, readReference(seg))
	}
}

func (m *EnrollmentMapper) addPerson(seg *x12.Segment) {
	e := m.open
	switch string(seg.ID()) {
	case "NM1":
		e.Person, e.Corrected = readPerson(seg, nil), seg.Text(1) == "74"
	case "N3":
		readStreet(&e.Person.Address, seg, nil)
	case "N4":
		readCity(&e.Person.Address, seg, nil)
	case "DMG":
		readDemographics(&e.Person, seg, nil)
	case "AMT":
		m.addAmount(&e.Amounts, seg)
	}
}

func (m *EnrollmentMapper) addMailing(seg *x12.Segment) {
	e := m.open
	switch {
	case seg.Is("NM1"):
		e.Mailing = &record.Address{}
	case e.Mailing == nil:
	case seg.Is("N3"):
		readStreet(e.Mailing, seg, nil)
	case seg.Is("N4"):
		readCity(e.Mailing, seg, nil)
	}
}

// addCoverage takes a segment of 2300 itself.
func (m *EnrollmentMapper) addCoverage(seg *x12.Segment) {
	e := m.open
	if seg.Is("HD") {
		m.coverage, m.provider, m.other = nil, nil, nil
		if len(e.Coverages) < maxCoverages {
			e.Coverages = append(e.Coverages, record.MemberBenefit{
				Maintenance: record.MaintenanceType(seg.Text(1)), Line: seg.Text(3), Plan: seg.Text(4),
				Level: seg.Text(5), Late: seg.Text(9) == "Y",
			})
			m.coverage = &e.Coverages[len(e.Coverages)-1]
		}
		return
	}
	c := m.coverage
	switch {
	case c == nil:
	case seg.Is("DTP"):
		m.addDates(&c.Events, maxCoverageDates, seg)
	case seg.Is("AMT"):
		m.addAmount(&c.Amounts, seg)
	case seg.Is("REF") && seg.Text(1) == "QQ":
		c.PriorMonths = seg.Text(2)
	case seg.Is("REF"):
		c.References = appendUpTo(maxMemberReferences, c.References, readReference(seg))
	}
}

func (m *EnrollmentMapper) addProvider(seg *x12.Segment) {
	c := m.coverage
	switch {
	case c == nil:
	case seg.Is("LX"):
		m.provider = nil
		if len(c.Providers) < maxChosenProviders {
			c.Providers = append(c.Providers, record.ChosenProvider{})
			m.provider = &c.Providers[len(c.Providers)-1]
		}
	case m.provider == nil:
	case seg.Is("NM1"):
		named := readProvider(seg, nil)
		p := m.provider
		p.Role, p.NPI, p.ID, p.Name, p.Established = named.Role, named.NPI, named.ID, named.Name, seg.Text(10)
	case seg.Is("PLA"):
		day, ok := parseDate(seg.Element(3))
		if !ok {
			m.unread("PLA03")
		}
		m.provider.Change, m.provider.Reason = day, seg.Text(5)
	}
}

func (m *EnrollmentMapper) addOther(seg *x12.Segment) {
	c := m.coverage
	if c == nil {
		return
	}
	if seg.Is("COB") {
		m.other = nil
		if len(c.Other) < maxEnrolledOther {
			c.Other = append(c.Other, record.EnrolledOther{Sequence: seg.Text(1), Policy: seg.Text(2), Exists: seg.Text(3)})
			m.other = &c.Other[len(c.Other)-1]
		}
		return
	}
	if m.other == nil || !seg.Is("DTP") {
		return
	}
	event, ok := readEvent(seg)
	switch {
	case !ok:
		m.unread("DTP*" + seg.Text(1))
	case event.Qualifier == "344":
		m.other.Span.From = event.From
	case event.Qualifier == "345":
		m.other.Span.To = event.From
	}
}

func (m *EnrollmentMapper) addCategory(seg *x12.Segment) {
	e := m.open
	if seg.Is("N1") {
		m.category = nil
		if len(e.Categories) < maxCategories {
			e.Categories = append(e.Categories, record.ReportingCategory{Name: seg.Text(2)})
			m.category = &e.Categories[len(e.Categories)-1]
		}
		return
	}
	c := m.category
	switch {
	case seg.Is("LX"):
		m.category = nil
	case c == nil:
	case seg.Is("REF"):
		c.Reference = readReference(seg)
	case seg.Is("DTP"):
		event, ok := readEvent(seg)
		if !ok {
			m.unread("DTP*" + seg.Text(1))
		}
		c.Span = event.Span
	}
}

// addDates takes a DTP of the member or of a coverage.
func (m *EnrollmentMapper) addDates(events *[]record.Event, limit int, seg *x12.Segment) {
	event, ok := readEvent(seg)
	if !ok {
		m.unread("DTP*" + event.Qualifier)
		return
	}
	*events = appendUpTo(limit, *events, event)
}

func (m *EnrollmentMapper) addAmount(amounts *[]record.CodedAmount, seg *x12.Segment) {
	amount, ok := parseNumber(seg.Element(2))
	if !ok {
		m.unread("AMT*" + seg.Text(1))
		return
	}
	*amounts = appendUpTo(maxMemberAmounts, *amounts, record.CodedAmount{Qualifier: seg.Text(1), Amount: amount})
}

// readEvent reads a DTP; not ok when its date is none.
func readEvent(seg *x12.Segment) (event record.Event, ok bool) {
	event.Qualifier = seg.Text(1)
	event.Span, ok = parseSpan(seg.Element(2), seg.Element(3))
	return event, ok
}

// readParty reads an N1.
func readParty(seg *x12.Segment) record.NamedParty {
	return record.NamedParty{Name: seg.Text(2), ID: record.Reference{Qualifier: seg.Text(3), Number: seg.Text(4)}}
}
