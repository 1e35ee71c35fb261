package mapping

import "github.com/hmox12/hmox12/mapping/record"

// addDental takes a segment of loop 2300 that only an 837D has, or that means
// something of its own there; it reports whether it did.
func (m *ClaimMapper) addDental(f fields) bool {
	c, d := m.claim, m.claim.Dental
	switch id := string(f.ID()); {
	case id == "DTP" && string(f.Element(1)) == "472":
		c.Dates = f.span(2, 3)
	case id == "DTP" && string(f.Element(1)) == "452":
		d.Appliance = f.date(2, 3)
	case id == "REF" && string(f.Element(1)) == "G3" && d.PredeterminedAs == "":
		d.PredeterminedAs = f.Text(2)
	case id == "DN1":
		d.Orthodontics = &record.Orthodontics{
			Months: f.optional(1, 0), Remaining: f.optional(2, 0), Treatment: string(f.Element(4)) == "Y",
		}
	case id == "DN2":
		d.Teeth = append(d.Teeth, record.ToothStatus{Tooth: m.code(f, 1, 0), Status: m.code(f, 2, 0)})
	default:
		return false
	}
	return true
}

// addDentalService takes an SV3. Units that were not sent stay zero.
func (m *ClaimMapper) addDentalService(f fields) {
	line := m.line()
	line.Procedure = m.procedure(f, 1)
	line.Charge = f.number(2, 0)
	line.Place = m.code(f, 3, 0)
	line.Dental.OralCavities, line.Dental.Placement = m.parts(f, 4), m.code(f, 5, 0)
	line.Units = f.optional(6, 0)
	line.Pointers = m.pointers(f, 11)
}

// addTooth takes a TOO.
func (m *ClaimMapper) addTooth(f fields) {
	d := m.line().Dental
	d.Teeth = append(d.Teeth, record.Tooth{Number: m.code(f, 2, 0), Surfaces: m.parts(f, 3)})
}

// parts reads the components of an element, five at most, empty ones left out.
func (m *ClaimMapper) parts(f fields, element int) []string {
	var all []string
	for n := 1; n <= 5; n++ {
		if part := m.code(f, element, n); part != "" {
			all = append(all, part)
		}
	}
	return all
}
