package mapping

import (
	"fmt"
	"strings"

	"github.com/hmox12/hmox12/mapping/record"
	"github.com/hmox12/hmox12/x12"
	"github.com/hmox12/hmox12/x12/guide"
)

// ClaimMapper maps 837 sets to claims, segment by segment. Its memory is bounded
// by one claim and the levels above it: billing provider, subscriber, patient.
//
// Claims share what they have in common (the strings and slices of the levels
// above them), so they are for reading.
type ClaimMapper struct {
	kind     *claimKind
	places   []part // by place
	source   record.Source
	received record.Date
	emit     func(*record.Claim, []ClaimProblem)
	known    known

	submitter, submitterName string
	encounter, subrogation   bool

	levels   levels          // above the claim
	depth    int             // of the deepest open level: 0 to 2
	problems [3][]*x12.Error // what could not be read at each; every claim below has it

	segments int // of the open claim, or of the level since its HL

	claim         *record.Claim            // open; nil outside of a claim
	lines         slab[record.ServiceLine] // the open piece is its lines
	claimProblems []*x12.Error
	lineProblems  []int                 // len(claimProblems) as each line began
	provider      *record.ClaimProvider // whose loop 2310 or 2420 is open

	claims    slab[record.Claim]
	people    slab[record.Person]
	providers slab[record.ClaimProvider]
	diagnoses slab[record.Diagnosis]
	strings   slab[string]
	ints      slab[int]
}

// ClaimProblem is what could not be read of a claim, or what else was noted about
// it.
type ClaimProblem struct {
	*x12.Error
	Line int // of the claim, from 1; 0 when it is about no service line
}

// NewClaimMapper returns a ClaimMapper for sets of a guide that speaks of
// claims: 005010X222 (837P), X223 (837I) or X224 (837D). Any other is an error.
//
// Source says where the sets were read; Set, Batch, Offset and Segment are
// filled in here. Received is the day on which the file came, which no element
// of it tells. Each claim is handed to emit when it is complete, together with
// what could not be read and what Note was told: a claim lacks the values that
// could not be read.
func NewClaimMapper(g *guide.Guide, source record.Source, received record.Date, emit func(*record.Claim, []ClaimProblem)) (*ClaimMapper, error) {
	kind := kindOfGuide(g)
	if kind == nil {
		return nil, fmt.Errorf("mapping: no claims are mapped from guide %s %s", g.Set, g.Version)
	}
	m := &ClaimMapper{kind: kind, places: partsOf(g), source: source, received: received, emit: emit}
	m.openBilling()
	return m, nil
}

// Add takes the next segment of a set, ST and SE included, with its place by
// the guide. A segment without a place, or of a loop that claims don't need, is
// passed over. A claim is complete when the next CLM, HL or SE comes.
func (m *ClaimMapper) Add(seg *x12.Segment, at guide.Placement) {
	if at.Loop == nil {
		return
	}
	part := m.partAt(at)
	if at.Opened && (part == ofLevel && seg.Is("HL") || part == ofClaim) || part == ofSet && (seg.Is("ST") || seg.Is("SE")) {
		m.complete()
		m.segments = 0
	}
	if m.segments++; m.segments > m.kind.maxSegments {
		if m.segments == m.kind.maxSegments+1 {
			m.fields(seg, at).problem(x12.SegmentOverMaximum, 0, 0, fmt.Sprintf("only the first %d segments are kept", m.kind.maxSegments))
		}
		return
	}
	f := m.fields(seg, at)
	switch {
	case part == ofSet:
		m.addHeader(f)
	case part == ofLevel:
		m.addLevel(f, at.Opened)
	case part == ofClaim && at.Opened:
		m.openClaim(f)
	case m.claim == nil:
		// A loop of a claim that has no CLM has nothing to belong to.
	case part < ofLine:
		m.addBelowClaim(f, part, at.Opened)
	case part == ofLine && at.Opened:
		m.openLine(f)
	case m.lines.open == 0:
		// As above, without LX.
	default:
		m.addBelowLine(f, part, at.Opened)
	}
}

// partAt returns the part of the set at a place.
func (m *ClaimMapper) partAt(at guide.Placement) part {
	if at.Use != nil && at.Use.Index < len(m.places) {
		return m.places[at.Use.Index]
	}
	return partOf(at.Loop.ID)
}

// addBelowClaim takes the segments of 2300 and the loops below it, but for lines.
func (m *ClaimMapper) addBelowClaim(f fields, part part, opened bool) {
	switch {
	case part == ofClaim:
		m.addClaim(f)
	case part == ofClaimProvider:
		m.addProvider(f, opened, &m.claim.Providers)
	case part == ofPayer && opened:
		m.openOtherPayer(f)
	case len(m.claim.OtherPayers) == 0:
		// 2320 and the loops below it, without the SBR that opens them.
	case part == ofPayer:
		m.addOtherPayer(f)
	case part == ofPayerSubscriber:
		addPerson(f, &m.otherPayer().Subscriber)
	case part == ofPayerName:
		m.addOtherPayerName(f)
	default:
		m.addProvider(f, opened, &m.otherPayer().Providers)
	}
}

// addBelowLine takes the segments of 2400 and the loops below it.
func (m *ClaimMapper) addBelowLine(f fields, part part, opened bool) {
	switch part {
	case ofLine:
		m.addLine(f)
	case ofDrug:
		m.addDrug(f)
	case ofLineProvider:
		m.addProvider(f, opened, &m.line().Providers)
	case ofLinePayment:
		m.addLinePayment(f, opened)
	}
}

// Note adds a finding about the segment that was added last, or about what ended
// with it, to what could not be read: the open claim gets it, outside of a claim
// every claim below the open level. What is found when a claim ends, such as
// charges that don't add up, is noted before the segment that ends it is added.
func (m *ClaimMapper) Note(f *x12.Error) {
	to := &m.problems[m.depth]
	if m.claim != nil {
		to = &m.claimProblems
	}
	if len(*to) < maxNotes {
		*to = append(*to, f)
	}
}

// maxNotes bounds what is noted about one claim or level: who reads the answer
// mends these first.
const maxNotes = 200

// End ends a set that has no SE, and is harmless after one that has. The next
// set may follow.
func (m *ClaimMapper) End() {
	m.complete()
	m.reset()
}

// fields returns a reader of the segment's values whose problems go to the open
// claim, or else to the open level.
func (m *ClaimMapper) fields(seg *x12.Segment, at guide.Placement) fields {
	problems := &m.problems[m.depth]
	if m.claim != nil {
		problems = &m.claimProblems
	}
	f := newFields(seg, at, problems)
	f.known = &m.known
	return f
}

// complete hands out the open claim.
func (m *ClaimMapper) complete() {
	if m.claim == nil {
		return
	}
	claim, problems := m.claim, m.allProblems()
	claim.Lines = m.lines.cut()
	clear(m.claimProblems)
	m.claim, m.claimProblems, m.lineProblems, m.provider = nil, m.claimProblems[:0], m.lineProblems[:0], nil
	m.emit(claim, problems)
}

// allProblems returns what was found at the open claim and the levels above it.
func (m *ClaimMapper) allProblems() []ClaimProblem {
	var all []ClaimProblem
	for _, level := range m.problems {
		for _, f := range level {
			all = append(all, ClaimProblem{Error: f})
		}
	}
	line := 0
	for i, f := range m.claimProblems {
		for line < len(m.lineProblems) && m.lineProblems[line] <= i {
			line++
		}
		p := ClaimProblem{Error: f}
		if strings.HasPrefix(f.Loop, "24") {
			p.Line = line
		}
		all = append(all, p)
	}
	return all
}

func (m *ClaimMapper) reset() {
	m.source.Set, m.source.Batch = "", ""
	m.submitter, m.submitterName, m.encounter, m.subrogation = "", "", false, false
	m.openBilling()
	m.segments = 0
}

// otherPayer returns the open loop 2320, line the open loop 2400.
func (m *ClaimMapper) otherPayer() *record.OtherPayer {
	return &m.claim.OtherPayers[len(m.claim.OtherPayers)-1]
}
func (m *ClaimMapper) line() *record.ServiceLine { return m.lines.last() }

// details returns the details of the open claim, to write, lineDetails those of the
// open line.
func (m *ClaimMapper) details() *record.ClaimDetails {
	if m.claim.Details == nil {
		m.claim.Details = &record.ClaimDetails{}
	}
	return m.claim.Details
}
func (m *ClaimMapper) lineDetails() *record.LineDetails {
	line := m.line()
	if line.Details == nil {
		line.Details = &record.LineDetails{}
	}
	return line.Details
}

// code returns a copy of an element that comes again and again, such as a
// procedure code or the payer's name: the same copy for all.
func (m *ClaimMapper) code(f fields, element, component int) string {
	return m.known.text(f.part(element, component))
}
