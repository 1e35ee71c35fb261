package mapping

import "github.com/hmox12/hmox12/mapping/record"

// addInstitutional takes a segment of loop 2300 that only an 837I has, or that
// means something of its own there; it reports whether it did.
func (m *ClaimMapper) addInstitutional(f fields) bool {
	c := m.claim.Institutional
	switch string(f.ID()) {
	case "CL1":
		c.AdmissionType, c.AdmissionSource, c.PatientStatus = m.code(f, 1, 0), m.code(f, 2, 0), m.code(f, 3, 0)
	case "DTP":
		return m.addStayDate(f)
	case "AMT":
		if string(f.Element(1)) != "F3" {
			return false
		}
		c.EstimatedDue = f.number(2, 0)
	default:
		return false
	}
	return true
}

// addStayDate takes the dates of a stay. Of the discharge the hour alone is sent:
// its day is the last of the statement.
func (m *ClaimMapper) addStayDate(f fields) bool {
	switch c := m.claim; string(f.Element(1)) {
	case "434":
		c.Dates = f.span(2, 3)
	case "435":
		c.AdmissionDate, c.Institutional.AdmissionTime = f.date(2, 3), f.clock()
	case "096":
		c.Institutional.DischargeTime = f.clock()
		if string(f.Element(2)) != "TM" {
			c.DischargeDate = f.date(2, 3)
		}
	default:
		return false
	}
	return true
}

// addInstitutionalCode takes a code of HI that has a field of its own in an
// institutional claim; it reports whether it did. Of what a claim has once, the
// second is left to Conditions.
func (m *ClaimMapper) addInstitutionalCode(f fields, n int, d record.Diagnosis) bool {
	c := m.claim.Institutional
	switch d.Qualifier {
	case "ABJ", "BJ":
		if c.Admitting.Code != "" {
			return false
		}
		c.Admitting = d
	case "APR", "PR":
		c.ReasonsForVisit = append(c.ReasonsForVisit, d)
	case "ABN", "BN":
		c.ExternalCauses = append(c.ExternalCauses, d)
	case "DR":
		if c.DRG != "" {
			return false
		}
		c.DRG = d.Code
	case "BBR", "BR", "CAH", "BBQ", "BQ":
		c.Procedures = append(c.Procedures, record.HospitalProcedure{
			Qualifier: d.Qualifier, Code: d.Code, Date: f.componentSpan(n, 3, 4).From,
		})
	case "BH":
		c.Occurrences = append(c.Occurrences, record.Occurrence{Code: d.Code, Date: f.componentSpan(n, 3, 4).From})
	case "BI":
		c.OccurrenceSpans = append(c.OccurrenceSpans, record.OccurrenceSpan{Code: d.Code, Span: f.componentSpan(n, 3, 4)})
	case "BE":
		c.Values = append(c.Values, record.ValueCode{Code: d.Code, Amount: f.number(n, 5)})
	case "BG":
		c.ConditionCodes = append(c.ConditionCodes, d.Code)
	case "TC":
		c.TreatmentCodes = append(c.TreatmentCodes, d.Code)
	default:
		return false
	}
	return true
}

// addInstitutionalService takes an SV2.
func (m *ClaimMapper) addInstitutionalService(f fields) {
	line := m.line()
	line.Revenue = m.code(f, 1, 0)
	line.Procedure = m.procedure(f, 2)
	line.Charge = f.number(3, 0)
	line.UnitBasis = m.code(f, 4, 0)
	line.Units = f.number(5, 0)
	if f.Has(7) {
		m.lineDetails().NonCovered = f.number(7, 0)
	}
}
