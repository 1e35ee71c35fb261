package mapping

import "github.com/hmox12/hmox12/mapping/record"

// openLine begins a line at its LX.
func (m *ClaimMapper) openLine(f fields) {
	m.lineProblems = append(m.lineProblems, len(m.claimProblems))
	line := m.lines.add(slabOfLines)
	line.Number = f.count(1, 0)
	if m.kind.ClaimKind == record.Dental {
		line.Dental = &record.DentalService{}
	}
}

// addLine takes the segments of loop 2400 behind LX.
func (m *ClaimMapper) addLine(f fields) {
	line := m.line()
	switch string(f.ID()) {
	case "SV1":
		m.addProfessionalService(f)
	case "SV2":
		m.addInstitutionalService(f)
	case "SV3":
		if line.Dental != nil {
			m.addDentalService(f)
		}
	case "TOO":
		if line.Dental != nil {
			m.addTooth(f)
		}
	case "DTP":
		if string(f.Element(1)) == "472" {
			line.Dates = f.span(2, 3)
		} else {
			d := m.lineDetails()
			d.Events = append(d.Events, m.event(f))
		}
	case "REF":
		m.addLineReference(f)
	case "PWK":
		d := m.lineDetails()
		d.Attachments = append(d.Attachments, m.attachment(f))
	case "CN1":
		m.lineDetails().Contract = m.contract(f)
	case "AMT":
		d := m.lineDetails()
		d.Amounts = append(d.Amounts, record.Amount{Qualifier: m.code(f, 1, 0), Amount: f.number(2, 0)})
	case "K3":
		d := m.lineDetails()
		d.FixedFormat = append(d.FixedFormat, f.Text(1))
	case "NTE":
		d := m.lineDetails()
		d.Notes = append(d.Notes, m.note(f))
	case "CRC":
		d := m.lineDetails()
		d.Certifications = append(d.Certifications, m.certification(f))
	case "HCP":
		m.lineDetails().Pricing = m.pricing(f)
	}
}

func (m *ClaimMapper) addProfessionalService(f fields) {
	line := m.line()
	line.Procedure = m.procedure(f, 1)
	line.Charge = f.number(2, 0)
	line.UnitBasis = m.code(f, 3, 0)
	line.Units = f.number(4, 0)
	line.Place = m.code(f, 5, 0)
	line.Pointers = m.pointers(f, 7)
	line.Emergency = string(f.Element(9)) == "Y"
	line.CopayWaived = string(f.Element(15)) == "0"
}

// pointers reads a composite diagnosis code pointer (C004).
func (m *ClaimMapper) pointers(f fields, element int) []int {
	var parts [4][]byte
	f.split(element, parts[:])
	var all []int
	for n, part := range parts {
		if len(part) > 0 {
			if all == nil {
				all = m.ints.take(len(parts)-n, slabOfSmall)
			}
			all = append(all, f.count(element, n+1))
		}
	}
	return all
}

// procedure reads a composite medical procedure identifier (C003).
func (m *ClaimMapper) procedure(f fields, element int) record.Procedure {
	if !f.Has(element) {
		return record.Procedure{}
	}
	var parts [7][]byte
	f.split(element, parts[:])
	p := record.Procedure{
		Qualifier: m.known.text(parts[0]), Code: m.known.text(parts[1]), Description: m.known.new(parts[6]),
	}
	for _, part := range parts[2:6] {
		if modifier := m.known.text(part); modifier != "" {
			p.Modifiers = m.strings.appended(p.Modifiers, modifier, slabOfSmall)
		}
	}
	return p
}

func (m *ClaimMapper) addLineReference(f fields) {
	line, r := m.line(), reference(f)
	switch {
	case r.Qualifier == "6R" && line.Control == "":
		line.Control = r.Number
	case r.Qualifier == "G1" && r.Payer == "" && line.Authorization == "":
		line.Authorization = r.Number
	default:
		m.addLineNumber(r)
	}
}

// addDrug takes the segments of loop 2410.
func (m *ClaimMapper) addDrug(f fields) {
	line := m.line()
	if line.Drug == nil {
		line.Drug = &record.Drug{}
	}
	switch string(f.ID()) {
	case "LIN":
		if string(f.Element(2)) == "N4" {
			line.Drug.NDC = m.code(f, 3, 0)
		}
	case "CTP":
		line.Drug.Quantity = f.number(4, 0)
		line.Drug.Unit = m.code(f, 5, 1)
	case "REF":
		m.addLineNumber(reference(f))
	}
}

// addLineNumber keeps a REF of the line that has no field of its own.
func (m *ClaimMapper) addLineNumber(r record.Reference) {
	d := m.lineDetails()
	d.References = append(d.References, r)
}
