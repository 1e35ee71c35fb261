package book

import (
	"slices"

	"github.com/hmox12/hmox12/mapping/record"
)

// wholeStays makes one decision of the rows of each inpatient claim: a stay is
// decided as one service, and its adjustments stand at the claim.
func wholeStays(claims []*record.PriorClaim) {
	for _, p := range claims {
		if stay := p.Claim.Stay(); stay != nil {
			p.Claim.AdmissionDate = stay.Dates.From
			decideWhole(p.Decision, stay)
		}
	}
}

// decideWhole adds up what the lines say: the best state, and adjustments by group
// and reason.
func decideWhole(d *record.Decision, stay *record.ServiceLine) {
	whole := d.Lines[0]
	whole.Line, whole.Procedure, whole.Charge, whole.Units, whole.Adjustments, whole.Remarks = 0, record.Procedure{}, stay.Charge, stay.Units, nil, nil
	whole.Paid, whole.Allowed = d.Paid, d.Paid.Add(d.Patient)
	for _, line := range d.Lines {
		for _, a := range line.Adjustments {
			i := slices.IndexFunc(whole.Adjustments, func(b record.Adjustment) bool { return b.Group == a.Group && b.Reason == a.Reason })
			if i < 0 {
				whole.Adjustments = append(whole.Adjustments, a)
				continue
			}
			whole.Adjustments[i].Amount = whole.Adjustments[i].Amount.Add(a.Amount)
		}
		for _, r := range line.Remarks {
			if !slices.Contains(d.Remarks, r) {
				d.Remarks = append(d.Remarks, r)
			}
		}
		if line.State == record.LinePaid || whole.State == record.LineDenied {
			whole.State, whole.Status = line.State, line.Status
		}
	}
	d.Whole, d.Lines = true, []record.LineDecision{whole}
	for i := range d.Postings {
		d.Postings[i].Line = 0
	}
}
