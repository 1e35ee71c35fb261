package mapping

import (
	"github.com/shopspring/decimal"

	"github.com/hmox12/hmox12/mapping/record"
	"github.com/hmox12/hmox12/x12"
)

// This file maps MIA and MOA of loop 2320, both ways: one table each says in which
// element a number stands.

// placed is a number of a segment with its element.
type placed struct {
	element int
	number  *decimal.Decimal
}

func inpatientNumbers(a *record.InpatientAdjudication) []placed {
	return []placed{
		{1, &a.CoveredDays}, {3, &a.PsychiatricDays}, {4, &a.DRG}, {6, &a.DisproportionateCare}, {7, &a.PassThrough},
		{8, &a.Capital}, {9, &a.CapitalFederal}, {10, &a.CapitalHospital}, {11, &a.CapitalShare}, {12, &a.OldCapital},
		{13, &a.CapitalTeaching}, {14, &a.OperatingHospital}, {15, &a.CostReportDays}, {16, &a.OperatingFederal},
		{17, &a.CapitalOutlier}, {18, &a.Teaching}, {19, &a.Professional}, {24, &a.CapitalException},
	}
}

func outpatientNumbers(a *record.OutpatientAdjudication) []placed {
	return []placed{{1, &a.Rate}, {2, &a.Payable}, {8, &a.Renal}, {9, &a.Professional}}
}

// inpatientRemarks and outpatientRemarks are the elements of the remark codes.
var (
	inpatientRemarks  = []int{5, 20, 21, 22, 23}
	outpatientRemarks = []int{3, 4, 5, 6, 7}
)

func (m *ClaimMapper) addInpatientAdjudication(f fields) {
	a := &record.InpatientAdjudication{}
	for _, p := range inpatientNumbers(a) {
		*p.number = f.optional(p.element, 0)
	}
	m.otherPayer().Inpatient = a
	m.addRemarks(f, inpatientRemarks)
}

func (m *ClaimMapper) addOutpatientAdjudication(f fields) {
	a, sent := &record.OutpatientAdjudication{}, false
	for _, p := range outpatientNumbers(a) {
		*p.number = f.optional(p.element, 0)
		sent = sent || f.Has(p.element)
	}
	if sent {
		m.otherPayer().Outpatient = a
	}
	m.addRemarks(f, outpatientRemarks)
}

func (m *ClaimMapper) addRemarks(f fields, elements []int) {
	p := m.otherPayer()
	for _, n := range elements {
		if f.Has(n) {
			p.Remarks = append(p.Remarks, record.RARC(m.code(f, n, 0)))
		}
	}
}

// writeAdjudications writes MIA and MOA, each where there is something to say. The
// remarks stand in the first that is written, as far as it has room.
func writeAdjudications(w *x12.Writer, p *record.OtherPayer) {
	rest := p.Remarks
	if a := p.Inpatient; a != nil {
		elements := [24]string{0: formatNumber(a.CoveredDays)} // which the guide requires
		rest = place(elements[:], inpatientNumbers(a), inpatientRemarks, rest)
		w.Segment("MIA", elements[:]...)
	}
	if a := p.Outpatient; a != nil || len(rest) > 0 {
		if a == nil {
			a = &record.OutpatientAdjudication{}
		}
		var elements [9]string
		place(elements[:], outpatientNumbers(a), outpatientRemarks, rest)
		w.Segment("MOA", elements[:]...)
	}
}

// place puts numbers that are not zero, and remarks, into elements; it returns the
// remarks that found no room.
func place(elements []string, numbers []placed, at []int, remarks []record.RARC) []record.RARC {
	for _, p := range numbers {
		if !p.number.IsZero() {
			elements[p.element-1] = formatNumber(*p.number)
		}
	}
	for i, n := range at[:min(len(at), len(remarks))] {
		elements[n-1] = string(remarks[i])
	}
	return remarks[min(len(at), len(remarks)):]
}
