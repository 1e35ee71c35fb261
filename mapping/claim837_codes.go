package mapping

import (
	"slices"

	"github.com/hmox12/hmox12/mapping/record"
)

// addCodes takes an HI. A diagnosis left empty between others of a claim whose
// lines point to diagnoses keeps its place, because they do so by it.
func (m *ClaimMapper) addCodes(f fields) {
	last := f.Len()
	for last > 0 && !f.Has(last) {
		last--
	}
	head := headQualifier(f, last)
	diagnoses := slices.ContainsFunc(diagnosisQualifiers, func(q string) bool { return q == string(head) })
	if diagnoses {
		have := m.claim.Diagnoses
		m.claim.Diagnoses = append(m.diagnoses.take(len(have)+last, slabOfSmall), have...)
	}
	for n := 1; n <= last; n++ {
		switch {
		case f.Has(n):
			m.addCode(f, n)
		case diagnoses && m.claim.Institutional == nil:
			m.claim.Diagnoses = append(m.claim.Diagnoses, record.Diagnosis{})
		}
	}
}

// headQualifier returns the first qualifier of an HI, which tells what all of its
// codes are.
func headQualifier(f fields, last int) []byte {
	for n := 1; n <= last; n++ {
		if f.Has(n) {
			return f.Component(n, 1)
		}
	}
	return nil
}

// diagnosisQualifiers are the HI01-1 of the diagnoses that a claim is for.
var diagnosisQualifiers = []string{"ABK", "BK", "ABF", "BF", "TQ"}

func (m *ClaimMapper) addCode(f fields, n int) {
	c, d := m.claim, m.diagnosis(f, n)
	switch {
	case c.Institutional != nil && m.addInstitutionalCode(f, n, d):
	case isPrincipal(d) && c.Institutional != nil:
		c.Diagnoses = slices.Insert(c.Diagnoses, 0, d) // it has an HI of its own, in any place
	case slices.Contains(diagnosisQualifiers, d.Qualifier) || d.Qualifier == "":
		c.Diagnoses = append(c.Diagnoses, d)
	default:
		details := m.details()
		details.Conditions = append(details.Conditions, d)
	}
}

func isPrincipal(d record.Diagnosis) bool { return d.Qualifier == "ABK" || d.Qualifier == "BK" }

// diagnosis reads a code that nothing but present on admission goes with.
func (m *ClaimMapper) diagnosis(f fields, n int) record.Diagnosis {
	var parts [9][]byte
	f.split(n, parts[:])
	return record.Diagnosis{
		Qualifier: m.known.text(parts[0]), Code: m.known.text(parts[1]), PresentOnAdmission: m.known.text(parts[8]),
	}
}
