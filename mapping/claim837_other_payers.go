package mapping

import "github.com/hmox12/hmox12/mapping/record"

// openOtherPayer begins loop 2320 at its SBR.
func (m *ClaimMapper) openOtherPayer(f fields) {
	m.claim.OtherPayers = append(m.claim.OtherPayers, record.OtherPayer{
		Position: m.code(f, 1, 0), Relationship: m.code(f, 2, 0), GroupNumber: f.Text(3), GroupName: m.code(f, 4, 0),
		InsuranceType: m.code(f, 5, 0), Filing: m.code(f, 9, 0),
	})
}

// addOtherPayer takes the segments of loop 2320 behind SBR.
func (m *ClaimMapper) addOtherPayer(f fields) {
	p := m.otherPayer()
	switch string(f.ID()) {
	case "CAS":
		p.Adjustments = m.addAdjustments(p.Adjustments, f)
	case "AMT":
		switch string(f.Element(1)) {
		case "D":
			p.Paid, p.HasPaid = f.number(2, 0), true
		case "A8":
			p.NonCovered = f.number(2, 0)
		case "EAF":
			p.Remaining = f.number(2, 0)
		}
	case "OI":
		p.Benefits, p.SignedFor, p.Release = m.code(f, 3, 0), m.code(f, 4, 0), m.code(f, 6, 0)
	case "MIA":
		m.addInpatientAdjudication(f)
	case "MOA":
		m.addOutpatientAdjudication(f)
	}
}

// addOtherPayerName takes the segments of loop 2330B.
func (m *ClaimMapper) addOtherPayerName(f fields) {
	p := m.otherPayer()
	switch string(f.ID()) {
	case "NM1":
		p.Name, p.ID = m.code(f, 3, 0), m.code(f, 9, 0)
	case "DTP":
		if string(f.Element(1)) == "573" {
			p.Decided = f.date(2, 3)
		}
	case "REF":
		r := reference(f)
		if r.Qualifier == "F8" && p.Control == "" {
			p.Control = r.Number
			return
		}
		p.References = append(p.References, r)
	default:
		addAddress(f, &p.Address)
	}
}

// addLinePayment takes the segments of loop 2430.
func (m *ClaimMapper) addLinePayment(f fields, opened bool) {
	line := m.line()
	if opened {
		p := record.LinePayment{
			PayerID: m.code(f, 1, 0), Paid: f.number(2, 0), Procedure: m.procedure(f, 3), Revenue: m.code(f, 4, 0), Units: f.optional(5, 0),
		}
		if f.Has(6) {
			p.Bundled = f.count(6, 0)
		}
		line.OtherPayers = append(line.OtherPayers, p)
		return
	}
	if len(line.OtherPayers) == 0 {
		return
	}
	p := &line.OtherPayers[len(line.OtherPayers)-1]
	switch string(f.ID()) {
	case "CAS":
		p.Adjustments = m.addAdjustments(p.Adjustments, f)
	case "DTP":
		if string(f.Element(1)) == "573" {
			p.Decided = f.date(2, 3)
		}
	case "AMT":
		if string(f.Element(1)) == "EAF" {
			p.Remaining = f.number(2, 0)
		}
	}
}

// addAdjustments reads a CAS: a group code and up to six triplets of reason,
// amount and quantity.
func (m *ClaimMapper) addAdjustments(to []record.Adjustment, f fields) []record.Adjustment {
	for n := 2; n <= 17; n += 3 {
		if !f.Has(n) && !f.Has(n+1) && !f.Has(n+2) {
			continue
		}
		a := record.Adjustment{
			Group: record.GroupCode(m.code(f, 1, 0)), Reason: record.CARC(m.code(f, n, 0)), Amount: f.number(n+1, 0),
		}
		a.Quantity = f.optional(n+2, 0)
		to = append(to, a)
	}
	return to
}
