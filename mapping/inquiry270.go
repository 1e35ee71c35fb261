package mapping

import (
	"slices"

	"github.com/hmox12/hmox12/mapping/record"
	"github.com/hmox12/hmox12/x12"
	"github.com/hmox12/hmox12/x12/guide"
)

// What one inquiry may hold, by 005010X279A1; what is sent beyond is dropped (the
// guide's walker reports it), so that a set which never ends an inquiry does not
// fill the memory.
const (
	maxQuestions    = 99
	maxServiceTypes = 99
	maxTraces       = 2
	maxReferences   = 9
)

// InquiryMapper maps 270 sets (005010X279A1) to inquiries, segment by segment.
// Its memory is bounded by one inquiry and the levels above it: information
// source, information receiver, subscriber.
//
// An inquiry is about one patient: a subscriber who is asked about (2110C), or a
// dependent. A subscriber with neither a question nor a dependent is an inquiry
// without questions. Inquiries share what they have in common (the slices of
// the levels above them), so they are for reading.
//
// A birth date that can't be read is none, for a 271 has one answer to both; a
// date asked about that can't be read sets DatesInvalid.
type InquiryMapper struct {
	source record.Source
	emit   func(*record.Inquiry)

	levels  int             // HL segments of the set
	shared  record.Inquiry  // what the set and its open 2000A and 2000B say
	carrier *record.Inquiry // open 2000C, when it has dependents
	open    *record.Inquiry // of the patient whose level is open
}

// NewInquiryMapper returns an InquiryMapper. Source says where the sets were
// read; Set, Batch, Offset and Segment are filled in here. Received is the day
// on which the file came. Each inquiry is handed to emit when it is complete.
func NewInquiryMapper(source record.Source, received record.Date, emit func(*record.Inquiry)) *InquiryMapper {
	return &InquiryMapper{source: source, emit: emit, shared: record.Inquiry{Source: source, Received: received}}
}

// Add takes the next segment of a set, ST and SE included, with its place by
// the guide. A segment without a place is passed over. An inquiry is complete
// when the next HL or SE comes.
func (m *InquiryMapper) Add(seg *x12.Segment, at guide.Placement) {
	if at.Loop == nil {
		return
	}
	if at.Opened && seg.Is("HL") {
		m.openLevel(seg, at.Loop.ID)
		return
	}
	switch at.Loop.ID {
	case "":
		m.addHeader(seg)
	case "2100A":
		if seg.Is("NM1") {
			m.shared.InformationSource = readProvider(seg, nil)
			m.shared.InformationSourceID = seg.Text(9)
		}
	case "2100B":
		addReceiver(&m.shared.Receiver, seg)
	default:
		if m.open != nil {
			m.addPatient(seg, at.Loop.ID)
		}
	}
}

// End ends a set that has no SE, and is harmless after one that has. The next
// set may follow.
func (m *InquiryMapper) End() {
	m.complete()
	m.carrier, m.levels = nil, 0
	m.shared = record.Inquiry{Source: m.source, Received: m.shared.Received}
}

func (m *InquiryMapper) addHeader(seg *x12.Segment) {
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

// openLevel begins a level. Each HL ends the inquiry before it and drops what
// the last level of its kind, and those below, have said. A level without the
// one that it hangs on is passed over.
func (m *InquiryMapper) openLevel(seg *x12.Segment, loop string) {
	m.levels++
	s := &m.shared
	switch loop {
	case "2000A":
		m.complete()
		m.carrier = nil
		s.Levels = record.InquiryLevels{Source: m.levels}
		s.InformationSource, s.InformationSourceID = record.ClaimProvider{}, ""
		s.Receiver = record.ClaimProvider{}
	case "2000B":
		m.complete()
		m.carrier = nil
		s.Levels.Receiver, s.Levels.Subscriber = 0, 0
		if s.Levels.Source != 0 {
			s.Levels.Receiver = m.levels
		}
		s.Receiver = record.ClaimProvider{}
	case "2000C":
		m.complete()
		m.carrier = nil
		if s.Levels.Receiver == 0 {
			return
		}
		subscriber := *s
		subscriber.Levels.Subscriber = m.levels
		m.openPatient(subscriber, seg)
	case "2000D":
		m.openDependent(seg)
	}
}

// openDependent begins a dependent below the open subscriber. A subscriber who
// was not asked about only carries him.
func (m *InquiryMapper) openDependent(seg *x12.Segment) {
	if q := m.open; q != nil && q.Dependent == nil {
		carrier := *q
		m.carrier = &carrier
		if len(q.Questions) == 0 {
			m.open = nil
		}
	}
	m.complete()
	if m.carrier == nil {
		return
	}
	dependent := *m.carrier
	dependent.Dependent = &record.Person{}
	dependent.Questions = nil
	m.openPatient(dependent, seg)
}

func (m *InquiryMapper) openPatient(q record.Inquiry, seg *x12.Segment) {
	q.Source.Offset, q.Source.Segment = seg.Offset(), seg.Number()
	m.open = &q
}

// complete hands out the open inquiry.
func (m *InquiryMapper) complete() {
	if q := m.open; q != nil {
		m.open = nil
		m.emit(q)
	}
}

func addReceiver(p *record.ClaimProvider, seg *x12.Segment) {
	switch string(seg.ID()) {
	case "NM1":
		*p = readProvider(seg, nil)
	case "REF":
		p.OtherIDs = appendUpTo(maxReferences, p.OtherIDs, readReference(seg))
	case "N3":
		readStreet(&p.Address, seg, nil)
	case "N4":
		readCity(&p.Address, seg, nil)
	case "PRV":
		p.Taxonomy = seg.Text(3)
	}
}

// addPatient takes a segment of the patient's level.
func (m *InquiryMapper) addPatient(seg *x12.Segment, loop string) {
	q := m.open
	person, traces, references := &q.Subscriber, &q.SubscriberTraces, &q.SubscriberReferences
	if q.Dependent != nil {
		person, traces, references = q.Dependent, &q.DependentTraces, &q.DependentReferences
	}
	switch loop {
	case "2000C", "2000D":
		if seg.Is("TRN") {
			trace := record.Trace{Number: seg.Text(2), Originator: seg.Text(3), Suffix: seg.Text(4)}
			*traces = appendUpTo(maxTraces, *traces, trace)
		}
	case "2100C", "2100D":
		switch string(seg.ID()) {
		case "NM1":
			*person = readPerson(seg, nil)
		case "N3":
			readStreet(&person.Address, seg, nil)
		case "N4":
			readCity(&person.Address, seg, nil)
		case "DMG":
			readDemographics(person, seg, nil)
		case "REF":
			*references = appendUpTo(maxReferences, *references, readReference(seg))
		case "INS":
			q.Relationship = seg.Text(2)
		case "DTP":
			m.addDates(&q.Dates, seg)
		}
	case "2110C", "2110D":
		m.addQuestion(seg)
	}
}

func (m *InquiryMapper) addQuestion(seg *x12.Segment) {
	q := m.open
	if seg.Is("EQ") {
		q.Questions = appendUpTo(maxQuestions, q.Questions, readQuestion(seg))
		return
	}
	if len(q.Questions) == 0 {
		return
	}
	last := &q.Questions[len(q.Questions)-1]
	switch string(seg.ID()) {
	case "REF":
		last.References = appendUpTo(maxReferences, last.References, readReference(seg))
	case "DTP":
		m.addDates(&last.Dates, seg)
	}
}

// addDates takes a date asked about. Other dates, such as that of the card's
// issue (102), are for finding somebody by what a card says.
func (m *InquiryMapper) addDates(dates *record.Span, seg *x12.Segment) {
	switch string(seg.Element(1)) {
	case "291", "307", "472":
		span, ok := parseSpan(seg.Element(2), seg.Element(3))
		if !ok {
			m.open.DatesInvalid = true
			return
		}
		*dates = span
	}
}

// readQuestion reads an EQ: service types, or a procedure.
func readQuestion(seg *x12.Segment) record.Question {
	question := record.Question{Level: seg.Text(3)}
	for n := 1; n <= min(seg.Repetitions(1), maxServiceTypes); n++ {
		if code := string(seg.Repetition(1, n)); code != "" {
			question.ServiceTypes = append(question.ServiceTypes, code)
		}
	}
	if seg.Has(2) {
		question.Procedure = readProcedure(seg, 2)
	}
	return question
}

func readReference(seg *x12.Segment) record.Reference {
	return record.Reference{Qualifier: seg.Text(1), Number: seg.Text(2)}
}

// appendUpTo appends an item unless the list is full. It never writes into
// memory that another inquiry sees.
func appendUpTo[T any](limit int, list []T, item T) []T {
	if len(list) >= limit {
		return list
	}
	return append(slices.Clip(list), item)
}
