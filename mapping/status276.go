package mapping

import (
	"github.com/hmox12/hmox12/mapping/record"
	"github.com/hmox12/hmox12/x12"
	"github.com/hmox12/hmox12/x12/guide"
)

// What one status inquiry may hold; what is sent beyond is dropped, so that a set
// which never ends an inquiry does not fill the memory.
const (
	maxStatusProviders = 2   // 2100C, by 005010X212
	maxStatusLines     = 999 // the guide sets no end to 2210, but a claim has no more lines
)

// StatusMapper maps 276 sets (005010X212) to inquiries about claims, segment by
// segment. Its memory is bounded by one inquiry and the levels above it.
//
// An inquiry is about one claim: loop 2200, which begins with its TRN. A patient
// without one asks nothing and makes no inquiry. Inquiries share what they have
// in common (the levels above them), so they are for reading.
//
// What can't be read of a date of service sets DatesUnreadable; another date or
// amount that can't be read is none.
type StatusMapper struct {
	source record.Source
	emit   func(*record.StatusInquiry)

	levels int                   // HL segments of the set
	shared record.StatusInquiry  // what the set and its open levels say
	open   *record.StatusInquiry // of the claim whose loop is open
	full   bool                  // the open line is one too many
}

// NewStatusMapper returns a StatusMapper. Source says where the sets were read;
// Set, Batch, Offset and Segment are filled in here. Received is the day on which
// the file came. Each inquiry is handed to emit when it is complete.
func NewStatusMapper(source record.Source, received record.Date, emit func(*record.StatusInquiry)) *StatusMapper {
	return &StatusMapper{source: source, emit: emit, shared: record.StatusInquiry{Source: source, Received: received}}
}

// Add takes the next segment of a set, ST and SE included, with its place by the
// guide. A segment without a place is passed over. An inquiry is complete when
// the next TRN, HL or SE comes.
func (m *StatusMapper) Add(seg *x12.Segment, at guide.Placement) {
	if at.Loop == nil {
		return
	}
	if at.Opened && seg.Is("HL") {
		m.openLevel(at.Loop.ID)
		return
	}
	s := &m.shared
	switch at.Loop.ID {
	case "":
		m.addHeader(seg)
	case "2100A":
		if seg.Is("NM1") {
			s.InformationSource = readProvider(seg, nil)
			s.InformationSourceID = seg.Text(9)
		}
	case "2100B":
		if seg.Is("NM1") {
			s.Receiver = readProvider(seg, nil)
		}
	case "2100C":
		if seg.Is("NM1") {
			s.Providers = appendUpTo(maxStatusProviders, s.Providers, readProvider(seg, nil))
		}
	case "2000D", "2100D", "2000E", "2100E":
		m.addPerson(seg)
	case "2200D", "2200E":
		m.addClaim(seg)
	case "2210D", "2210E":
		m.addLine(seg)
	}
}

// End ends a set that has no SE, and is harmless after one that has. The next set
// may follow.
func (m *StatusMapper) End() {
	m.complete()
	m.levels = 0
	m.shared = record.StatusInquiry{Source: m.source, Received: m.shared.Received}
}

func (m *StatusMapper) addHeader(seg *x12.Segment) {
	switch string(seg.ID()) {
	case "ST":
		m.End()
		m.shared.Source.Set = seg.Text(2)
	case "BHT":
		m.shared.Reference, m.shared.Source.Batch = seg.Text(3), seg.Text(3)
		m.shared.CreatedOn, _ = parseDate(seg.Element(4))
		m.shared.Created = seg.Text(5)
	case "SE":
		m.End()
	}
}

// openLevel begins a level: it ends the inquiry before it and drops what the last
// level of its kind, and those below, have said. A level without the one that it
// hangs on stays closed.
func (m *StatusMapper) openLevel(loop string) {
	m.complete()
	m.levels++
	s, n := &m.shared, m.levels
	switch loop {
	case "2000A":
		s.Levels = record.StatusLevels{Source: n}
		s.InformationSource, s.InformationSourceID = record.ClaimProvider{}, ""
		s.Receiver, s.Providers = record.ClaimProvider{}, nil
	case "2000B":
		s.Levels = record.StatusLevels{Source: s.Levels.Source, Receiver: below(s.Levels.Source, n)}
		s.Receiver, s.Providers = record.ClaimProvider{}, nil
	case "2000C":
		s.Levels.Provider, s.Levels.Subscriber = below(s.Levels.Receiver, n), 0
		s.Providers = nil
	case "2000D":
		s.Levels.Subscriber = below(s.Levels.Provider, n)
	case "2000E":
		s.Levels.Dependent = below(s.Levels.Subscriber, n)
		s.Dependent = &record.Person{}
		return
	}
	s.Levels.Dependent = 0
	s.Subscriber, s.Dependent = record.Person{}, nil
}

// below returns the number of a level that hangs on another, 0 where that one is
// not open.
func below(above, number int) int {
	if above == 0 {
		return 0
	}
	return number
}

// addPerson takes what names the patient, or the subscriber of one. The person
// belongs to the inquiries before as well, so it is never written into once one
// was made.
func (m *StatusMapper) addPerson(seg *x12.Segment) {
	person := m.shared.Subscriber
	if m.shared.Dependent != nil {
		person = *m.shared.Dependent
	}
	switch string(seg.ID()) {
	case "NM1":
		named := readPerson(seg, nil)
		named.BirthDate, named.Sex = person.BirthDate, person.Sex
		person = named
	case "DMG":
		readDemographics(&person, seg, nil)
	}
	if m.shared.Dependent != nil {
		m.shared.Dependent = &person
		return
	}
	m.shared.Subscriber = person
}

// addClaim takes a segment of loop 2200.
func (m *StatusMapper) addClaim(seg *x12.Segment) {
	if seg.Is("TRN") {
		m.complete()
		if m.shared.Levels.Subscriber == 0 || m.shared.Dependent != nil && m.shared.Levels.Dependent == 0 {
			return
		}
		q := m.shared
		q.Source.Offset, q.Source.Segment = seg.Offset(), seg.Number()
		q.Trace = seg.Text(2)
		m.open = &q
		return
	}
	q := m.open
	if q == nil {
		return
	}
	switch string(seg.ID()) {
	case "REF":
		if number := statusReference(q, string(seg.Element(1))); number != nil {
			*number = seg.Text(2)
		}
	case "AMT":
		if charge, ok := parseNumber(seg.Element(2)); ok && string(seg.Element(1)) == "T3" {
			q.Charge = &charge
		}
	case "DTP":
		q.Dates = readStatusDates(q, seg)
	}
}

// statusReference returns where a number of loop 2200 is kept, nil for one that
// the guide does not have.
func statusReference(q *record.StatusInquiry, qualifier string) *string {
	switch qualifier {
	case "1K":
		return &q.Control
	case "BLT":
		return &q.BillType
	case "LU":
		return &q.Location
	case "6P":
		return &q.GroupNumber
	case "EJ":
		return &q.Account
	case "XZ":
		return &q.Prescription
	case "D9":
		return &q.Clearinghouse
	}
	return nil
}

// addLine takes a segment of loop 2210.
func (m *StatusMapper) addLine(seg *x12.Segment) {
	q := m.open
	if q == nil {
		return
	}
	if seg.Is("SVC") {
		if m.full = len(q.Lines) == maxStatusLines; m.full {
			return
		}
		line := record.StatusLine{Procedure: readStatusProcedure(seg), Revenue: seg.Text(4)}
		line.Charge, _ = parseNumber(seg.Element(2))
		line.Units, _ = parseNumber(seg.Element(7))
		q.Lines = append(q.Lines, line)
		return
	}
	if len(q.Lines) == 0 || m.full {
		return
	}
	line := &q.Lines[len(q.Lines)-1]
	switch string(seg.ID()) {
	case "REF":
		line.Control = seg.Text(2)
	case "DTP":
		line.Dates = readStatusDates(q, seg)
	}
}

func readStatusDates(q *record.StatusInquiry, seg *x12.Segment) record.Span {
	days, ok := parseSpan(seg.Element(2), seg.Element(3))
	if !ok {
		q.DatesUnreadable = true
	}
	return days
}

// readStatusProcedure reads SVC01.
func readStatusProcedure(seg *x12.Segment) record.Procedure {
	p := record.Procedure{Qualifier: seg.ComponentText(1, 1), Code: seg.ComponentText(1, 2)}
	for c := 3; c <= 6; c++ {
		if modifier := seg.ComponentText(1, c); modifier != "" {
			p.Modifiers = append(p.Modifiers, modifier)
		}
	}
	return p
}

// complete hands out the open inquiry.
func (m *StatusMapper) complete() {
	if q := m.open; q != nil {
		m.open = nil
		m.emit(q)
	}
}
