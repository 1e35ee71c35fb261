package mapping

import (
	"github.com/hmox12/hmox12/mapping/record"
	"github.com/hmox12/hmox12/x12"
	"github.com/hmox12/hmox12/x12/guide"
)

// What one event may hold, by 005010X217; what is sent beyond is dropped (the
// guide's walker reports it), so that a set which never ends an event does not
// fill the memory. The guide has no bound on services: those beyond ours are
// counted, for an answer must not pass over them.
const (
	maxReviewServices = 500
	maxReviewTraces   = 3
	maxReviewItems    = 14 // of any other kind, at one item
)

// ReviewMapper maps 278 request sets (005010X217) to requests, segment by
// segment. Its memory is bounded by one event and the levels above it:
// reviewing organization, requester, subscriber, dependent.
//
// Each patient event (2000E) is a request. Requests share what they have in
// common (the slices of the levels above them), so they are for reading. A set
// that is a response (BHT02 is 11) has none; see Response.
//
// A birth date that can't be read is none; dates and quantities that can't be
// read are flagged at the item that they stand in.
type ReviewMapper struct {
	source record.Source
	emit   func(*record.ReviewRequest)

	levels   int                  // HL segments of the set
	response bool                 // the set answers somebody
	shared   record.ReviewRequest // what the set and its open levels say
	open     *record.ReviewRequest
	item     *record.ReviewItem    // the event or service that is open
	provider *record.ClaimProvider // of the item, the last that was named
}

// NewReviewMapper returns a ReviewMapper. Source says where the sets were read;
// Set, Batch, Offset and Segment are filled in here. Received is the day on
// which the file came. Each request is handed to emit when it is complete.
func NewReviewMapper(source record.Source, received record.Date, emit func(*record.ReviewRequest)) *ReviewMapper {
	return &ReviewMapper{source: source, emit: emit, shared: record.ReviewRequest{Source: source, Received: received}}
}

// Response reports whether the open set, or the last one, is a response: it
// asks for nothing.
func (m *ReviewMapper) Response() bool { return m.response }

// Add takes the next segment of a set, ST and SE included, with its place by
// the guide. A segment without a place is passed over. A request is complete
// when the next event, a level above it, or SE comes.
func (m *ReviewMapper) Add(seg *x12.Segment, at guide.Placement) {
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
	case "2010A":
		if seg.Is("NM1") {
			m.shared.Organization, m.shared.OrganizationID = readProvider(seg, nil), seg.Text(9)
		}
	case "2010B":
		addReceiver(&m.shared.Requester, seg)
	case "2010C":
		addMember(&m.shared.Subscriber, &m.shared.SubscriberReferences, seg)
	case "2010D":
		m.addDependent(seg)
	case "2000E", "2000F":
		if m.item != nil {
			addReviewItem(m.item, seg, at.Loop.ID == "2000E")
		}
	case "2010EA", "2010F":
		m.addProvider(seg)
	}
}

// End ends a set that has no SE, and is harmless after one that has. The next
// set may follow.
func (m *ReviewMapper) End() {
	m.complete()
	m.levels = 0
	m.shared = record.ReviewRequest{Source: m.source, Received: m.shared.Received}
}

func (m *ReviewMapper) addHeader(seg *x12.Segment) {
	switch string(seg.ID()) {
	case "ST":
		m.End()
		m.response = false
		m.shared.Source.Set = seg.Text(2)
	case "BHT":
		s := &m.shared
		m.response, s.Cancellation = seg.Text(2) == "11", seg.Text(2) == "01"
		s.Reference, s.Source.Batch = seg.Text(3), seg.Text(3)
		s.CreatedOn, _ = parseDate(seg.Element(4))
		s.Created = seg.Text(5)
	case "SE":
		m.End()
	}
}

// openLevel begins a level: it completes the event before it, unless it is a
// service of that, and drops what the last level of its kind, and those below,
// have said. A level without the one that it hangs on is passed over.
func (m *ReviewMapper) openLevel(seg *x12.Segment, loop string) {
	m.levels++
	if loop == "2000F" {
		m.openService()
		return
	}
	m.complete()
	s := &m.shared
	switch loop {
	case "2000A":
		s.Levels = record.ReviewLevels{Organization: m.levels}
		s.Organization, s.OrganizationID = record.ClaimProvider{}, ""
		s.Requester = record.ClaimProvider{}
		m.dropPatient()
	case "2000B":
		s.Levels = record.ReviewLevels{Organization: s.Levels.Organization}
		if s.Levels.Organization != 0 {
			s.Levels.Requester = m.levels
		}
		s.Requester = record.ClaimProvider{}
		m.dropPatient()
	case "2000C":
		s.Levels.Subscriber, s.Levels.Dependent = 0, 0
		if s.Levels.Requester != 0 {
			s.Levels.Subscriber = m.levels
		}
		m.dropPatient()
	case "2000D":
		s.Levels.Dependent = 0
		s.Dependent, s.DependentReferences, s.Relationship = nil, nil, ""
		if s.Levels.Subscriber != 0 {
			s.Levels.Dependent = m.levels
			s.Dependent = &record.Person{}
		}
	case "2000E":
		m.openEvent(seg)
	}
}

func (m *ReviewMapper) dropPatient() {
	s := &m.shared
	s.Subscriber, s.SubscriberReferences = record.Person{}, nil
	s.Dependent, s.DependentReferences, s.Relationship = nil, nil, ""
}

func (m *ReviewMapper) openEvent(seg *x12.Segment) {
	if m.shared.Levels.Subscriber == 0 || m.response {
		return
	}
	r := m.shared
	r.Source.Offset, r.Source.Segment = seg.Offset(), seg.Number()
	if r.Dependent != nil {
		dependent := *r.Dependent
		r.Dependent = &dependent
	}
	m.open, m.item, m.provider = &r, &r.Event, nil
}

func (m *ReviewMapper) openService() {
	r := m.open
	m.item, m.provider = nil, nil
	switch {
	case r == nil:
	case len(r.Services) == maxReviewServices:
		r.MoreServices++
	default:
		r.Services = append(r.Services, record.ReviewItem{})
		m.item = &r.Services[len(r.Services)-1]
	}
}

// complete hands out the open request.
func (m *ReviewMapper) complete() {
	if r := m.open; r != nil {
		m.open, m.item, m.provider = nil, nil, nil
		m.emit(r)
	}
}

func (m *ReviewMapper) addDependent(seg *x12.Segment) {
	s := &m.shared
	if s.Dependent == nil {
		return
	}
	if seg.Is("INS") {
		s.Relationship = seg.Text(2)
		return
	}
	addMember(s.Dependent, &s.DependentReferences, seg)
}

// addProvider takes a segment about somebody who is wanted for the item.
func (m *ReviewMapper) addProvider(seg *x12.Segment) {
	item := m.item
	switch {
	case item == nil:
	case seg.Is("NM1"):
		m.provider = nil
		if len(item.Providers) < maxReviewItems {
			item.Providers = append(item.Providers, readProvider(seg, nil))
			m.provider = &item.Providers[len(item.Providers)-1]
		}
	case m.provider != nil:
		addReceiver(m.provider, seg)
	}
}

// addMember takes a segment of a subscriber's or dependent's name loop.
func addMember(p *record.Person, references *[]record.Reference, seg *x12.Segment) {
	switch string(seg.ID()) {
	case "NM1":
		*p = readPerson(seg, nil)
	case "REF":
		*references = appendUpTo(maxReferences, *references, readReference(seg))
	case "N3":
		readStreet(&p.Address, seg, nil)
	case "N4":
		readCity(&p.Address, seg, nil)
	case "DMG":
		readDemographics(p, seg, nil)
	}
}
