package mapping

import (
	"github.com/hmox12/hmox12/mapping/record"
)

// levels are the loops above a claim: 2000A, 2000B and 2000C. Claims point to who is
// in them.
type levels struct {
	billing   lent[record.ClaimProvider]
	currency  string
	payTo     *record.Address
	payToPlan *record.PayToPlan

	insuredLevel
}

// insuredLevel is 2000B and what is below it.
type insuredLevel struct {
	subscriber             lent[record.Person]
	position, relationship string             // SBR01, SBR02
	groupNumber, groupName string             // SBR03, SBR04
	insuranceType, filing  string             // SBR05, SBR09
	payerName, payerID     string             // 2010BB
	payerIDs               []record.Reference // the payer's own other numbers
	billingIDs             []record.Reference // the billing provider's numbers with this payer

	patient             lent[record.Person] // 2000C; of nobody when the subscriber is the patient
	patientRelationship string              // PAT01
}

// lent is a value that claims point to, which are for reading. It changes for those
// that come after the change.
type lent[T any] struct {
	value *T // nil for nobody
	lent  bool
}

// lend returns the value for a claim.
func (l *lent[T]) lend() *T {
	l.lent = true
	return l.value
}

// write returns the value to change it, nil for nobody. No guide admits that what a
// claim stands under is told behind it.
func (l *lent[T]) write() *T {
	if l.lent && l.value != nil {
		l.value, l.lent = new(*l.value), false
	}
	return l.value
}

// addHeader takes the segments that stand in no loop.
func (m *ClaimMapper) addHeader(f fields) {
	switch string(f.ID()) {
	case "ST":
		m.reset()
		m.source.Set = f.Text(2)
	case "BHT":
		m.source.Batch = f.Text(3)
		m.encounter, m.subrogation = f.Text(6) == "RP", f.Text(6) == "31"
	}
}

// addLevel takes the segments of the loops above the claims. Each HL drops what
// the one before it on its level, and the levels below, have said.
func (m *ClaimMapper) addLevel(f fields, opened bool) {
	l := &m.levels
	switch f.loop() {
	case "1000A":
		if f.Is("NM1") {
			m.submitter, m.submitterName = m.code(f, 9, 0), m.code(f, 3, 0)
		}
	case "2000A":
		switch {
		case opened:
			m.openBilling()
		case f.Is("PRV"):
			l.billing.write().Taxonomy = m.code(f, 3, 0)
		case f.Is("CUR"):
			l.currency = m.code(f, 2, 0)
		}
	case "2010AA":
		m.addBilling(f)
	case "2010AB":
		switch {
		case opened:
			l.payTo = &record.Address{}
		case l.payTo != nil:
			addAddress(f, l.payTo)
		}
	case "2010AC":
		m.addPayToPlan(f, opened)
	case "2000B":
		m.addSubscriberLevel(f, opened)
	case "2010BA":
		addPerson(f, l.subscriber.write())
	case "2010BB":
		m.addPayer(f)
	case "2000C":
		switch {
		case opened:
			m.openLevel(2)
			l.patient, l.patientRelationship = m.person(), ""
		case f.Is("PAT"):
			l.patientRelationship = m.code(f, 1, 0)
		}
	case "2010CA":
		if patient := l.patient.write(); patient != nil {
			addPerson(f, patient)
		}
	}
}

func (m *ClaimMapper) addBilling(f fields) {
	b := m.levels.billing.write()
	if f.Is("REF") {
		if q := f.Text(1); q == "EI" || q == "SY" {
			b.TIN, b.Individual = m.code(f, 2, 0), q == "SY"
			return
		}
	}
	m.readProviderSegment(f, b)
}

func (m *ClaimMapper) addPayToPlan(f fields, opened bool) {
	if opened {
		m.levels.payToPlan = &record.PayToPlan{
			Name: m.code(f, 3, 0), ID: record.Reference{Qualifier: m.code(f, 8, 0), Number: m.code(f, 9, 0)},
		}
		return
	}
	p := m.levels.payToPlan
	switch {
	case p == nil:
	case f.Is("REF") && string(f.Element(1)) == "EI":
		p.TIN = m.code(f, 2, 0)
	case f.Is("REF"):
		p.References = append(p.References, reference(f))
	default:
		addAddress(f, &p.Address)
	}
}

func (m *ClaimMapper) addSubscriberLevel(f fields, opened bool) {
	l := &m.levels
	switch {
	case opened:
		m.openLevel(1)
		l.insuredLevel = insuredLevel{subscriber: m.person()}
	case f.Is("SBR"):
		l.position = m.code(f, 1, 0)
		l.relationship = m.code(f, 2, 0)
		l.groupNumber = m.code(f, 3, 0)
		l.groupName = m.code(f, 4, 0)
		l.insuranceType = m.code(f, 5, 0)
		l.filing = m.code(f, 9, 0)
	}
}

func (m *ClaimMapper) addPayer(f fields) {
	switch string(f.ID()) {
	case "NM1":
		m.levels.payerName, m.levels.payerID = m.code(f, 3, 0), m.code(f, 9, 0)
	case "REF":
		to := &m.levels.payerIDs
		if q := f.Text(1); q == "G2" || q == "LU" {
			to = &m.levels.billingIDs
		}
		*to = append(*to, reference(f))
	}
}

// openBilling drops what all levels have said.
func (m *ClaimMapper) openBilling() {
	m.levels = levels{billing: lent[record.ClaimProvider]{value: &record.ClaimProvider{}}, insuredLevel: insuredLevel{subscriber: m.person()}}
	m.openLevel(0)
}

// person returns a person of whom nothing is known.
func (m *ClaimMapper) person() lent[record.Person] {
	return lent[record.Person]{value: &m.people.take(1, slabOfPeople)[:1][0]}
}

// openLevel drops the problems of the level that another one takes the place of,
// and of those below.
func (m *ClaimMapper) openLevel(depth int) {
	m.depth = depth
	clear(m.problems[depth:])
}

// addPerson takes the segments that describe a subscriber or patient.
func addPerson(f fields, p *record.Person) {
	switch string(f.ID()) {
	case "NM1":
		namePerson(p, f.Segment, f.known)
	case "DMG":
		p.BirthDate, p.Sex = 0, f.known.of(f.Segment, 3)
		if f.Has(2) {
			p.BirthDate = f.date(1, 2)
		}
	case "REF":
		p.References = append(p.References, reference(f))
	default:
		addAddress(f, &p.Address)
	}
}

func addAddress(f fields, a *record.Address) {
	switch string(f.ID()) {
	case "N3":
		readStreet(a, f.Segment, f.known)
	case "N4":
		readCity(a, f.Segment, f.known)
	}
}
