package mapping

import "github.com/hmox12/hmox12/mapping/record"

// addOtherPayer takes the segments of loop 2320.
func (m *ClaimMapper) addOtherPayer(f fields, opened bool) {
	if opened {
		m.claim.OtherPayers = append(m.claim.OtherPayers, record.OtherPayer{
			Position: m.code(f, 1, 0), Relationship: m.code(f, 2, 0), GroupNumber: f.Text(3), Filing: m.code(f, 9, 0),
		})
		return
	}
	p := m.otherPayer()
	if p == nil {
		return
	}
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
	case "MOA":
		for n := 3; n <= 7; n++ {
			if f.Has(n) {
				p.Remarks = append(p.Remarks, record.RARC(m.code(f, n, 0)))
			}
		}
	}
}

// otherPayer returns the open loop 2320, nil when none is.
func (m *ClaimMapper) otherPayer() *record.OtherPayer {
	if n := len(m.claim.OtherPayers); n > 0 {
		return &m.claim.OtherPayers[n-1]
	}
	return nil
}

// addOtherSubscriber takes the segments of loop 2330A.
func (m *ClaimMapper) addOtherSubscriber(f fields) {
	if p := m.otherPayer(); p != nil {
		addPerson(f, &p.Subscriber)
	}
}

// addOtherPayerName takes the segments of loop 2330B.
func (m *ClaimMapper) addOtherPayerName(f fields) {
	p := m.otherPayer()
	if p == nil {
		return
	}
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
	}
}

// addLinePayment takes the segments of loop 2430.
func (m *ClaimMapper) addLinePayment(f fields, opened bool) {
	line := m.line()
	if opened {
		p := record.LinePayment{PayerID: m.code(f, 1, 0), Paid: f.number(2, 0), Procedure: m.procedure(f, 3)}
		if f.Has(5) {
			p.Units = f.number(5, 0)
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
		if f.Has(n + 2) {
			a.Quantity = f.number(n+2, 0)
		}
		to = append(to, a)
	}
	return to
}
