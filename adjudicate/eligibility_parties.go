package adjudicate

import (
	"slices"

	"github.com/hmox12/hmox12/mapping/record"
)

// This file names the others whom an answer must point to: the PCP, the group
// that authorizes and pays in the plan's stead, and other payers.

// addPCP names the PCP of the day with the days he is one (DTP*295), whoever
// asks. A plan that demands a PCP says when none was chosen.
func (a *activeAnswer) addPCP() {
	assignment := a.pcp()
	if assignment == nil {
		if a.plan.PCPRequired {
			a.note("Q7", "PCP", record.Note, "none on "+a.day.String())
			line := record.BenefitInformation{Information: "D", ServiceTypes: []string{healthBenefitPlanCoverage}}
			line.Messages = []string{"NO PCP SELECTED"}
			a.add(line)
		}
		return
	}
	a.note("Q7", "PCP", record.Passed, "PCP of record", assignment.NPI, assignment.String())
	entity := &record.BenefitEntity{Kind: "P3", IDQualifier: "XX", ID: assignment.NPI}
	if p := a.book.Provider(assignment.NPI); p != nil {
		entity.Name, entity.Organization = p.Name, p.Organization
		entity.Address, entity.Phone, entity.Taxonomy = p.Address, p.Phone, p.Taxonomy
	}
	a.add(record.BenefitInformation{
		Information: "L", ServiceTypes: []string{healthBenefitPlanCoverage},
		Dates:  []record.QualifiedDate{{Qualifier: "295", Dates: assignment.Span}},
		Entity: entity,
	})
}

// pcp returns the PCP assignment of the day, nil when there is none.
func (a *activeAnswer) pcp() *record.PCPAssignment {
	assignments := a.book.PCPs(a.answer.Member.ID)
	for i := range assignments {
		if assignments[i].Contains(a.day) {
			return &assignments[i]
		}
	}
	return nil
}

// addDelegate names the group that the member belongs to through the PCP, when
// the plan has delegated to it: it authorizes, and claims go there.
func (a *activeAnswer) addDelegate() {
	assignment := a.pcp()
	if assignment == nil {
		return
	}
	for _, p := range a.book.Participations(assignment.NPI) {
		if !p.Contains(a.day) || !slices.Contains(a.plan.Networks, p.Network) {
			continue
		}
		contract := a.book.Contract(p.Contract)
		if contract == nil || !contract.Delegated {
			continue
		}
		a.note("Q8", "Delegate", record.Note, "care is delegated", contract.ID)
		line := a.line("MC", healthBenefitPlanCoverage)
		line.Messages = []string{"CLAIMS TO " + contract.Name}
		line.Entity = &record.BenefitEntity{
			Kind: "X3", Name: record.PersonName{Last: contract.Name}, Organization: true,
			IDQualifier: "XX", ID: contract.NPI,
		}
		a.add(line)
		return
	}
}

// addOtherPayers names the payers that cover the member besides on the day, with
// the days they do (DTP*290): primary ones as PRP, others as SEP.
func (e *eligibility) addOtherPayers(day record.Date) {
	for _, o := range e.book.OtherCoverage(e.answer.Member.ID) {
		if !o.Contains(day) {
			continue
		}
		kind, order := "SEP", "secondary"
		if o.Primary {
			kind, order = "PRP", "primary"
		}
		e.note("Q9", "Other payer", record.Note, order, o.PayerID, o.String())
		line := record.BenefitInformation{
			Information: "R", ServiceTypes: []string{healthBenefitPlanCoverage}, InsuranceType: o.InsuranceType,
			Dates: []record.QualifiedDate{{Qualifier: "290", Dates: o.Span}},
			Entity: &record.BenefitEntity{
				Kind: kind, Name: record.PersonName{Last: o.PayerName}, Organization: true,
				IDQualifier: "PI", ID: o.PayerID,
			},
		}
		if o.PolicyID != "" {
			line.References = []record.Reference{{Qualifier: "IG", Number: o.PolicyID}}
		}
		e.add(line)
	}
}
