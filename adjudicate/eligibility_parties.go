package adjudicate

import (
	"slices"

	"github.com/hmox12/hmox12/mapping/record"
)

// This file names the others whom an answer must point to: the PCP, the group
// that authorizes and pays in the plan's stead, and other payers.

// addPCP names the PCP of the day with the days he is one (DTP*295), whoever
// asks. A plan that demands a PCP says when none was chosen.
func (e *eligibility) addPCP() {
	assignment := e.pcp()
	if assignment == nil {
		if e.plan.PCPRequired {
			e.note(noted("No PCP on %s, and the plan demands one.", e.day))
			line := record.BenefitInformation{Information: "D", ServiceTypes: []string{healthBenefitPlanCoverage}}
			line.Messages = []string{"NO PCP SELECTED"}
			e.add(line)
		}
		return
	}
	e.note(passed("The PCP of %s is told.", e.day), "PCP "+assignment.NPI, assignment.String())
	entity := &record.BenefitEntity{Kind: "P3", IDQualifier: "XX", ID: assignment.NPI}
	if p := e.book.Provider(assignment.NPI); p != nil {
		entity.Name, entity.Organization = p.Name, p.Organization
		entity.Address, entity.Phone, entity.Taxonomy = p.Address, p.Phone, p.Taxonomy
	}
	e.add(record.BenefitInformation{
		Information: "L", ServiceTypes: []string{healthBenefitPlanCoverage},
		Dates:  []record.QualifiedDate{{Qualifier: "295", Dates: assignment.Span}},
		Entity: entity,
	})
}

// pcp returns the PCP assignment of the day, nil when there is none.
func (e *eligibility) pcp() *record.PCPAssignment {
	assignments := e.book.PCPs(e.member.ID)
	for i := range assignments {
		if assignments[i].Contains(e.day) {
			return &assignments[i]
		}
	}
	return nil
}

// addDelegate names the group that the member belongs to through the PCP, when
// the plan has delegated to it: it authorizes, and claims go there.
func (e *eligibility) addDelegate() {
	assignment := e.pcp()
	if assignment == nil {
		return
	}
	for _, p := range e.book.Participations(assignment.NPI) {
		if !p.Contains(e.day) || !slices.Contains(e.plan.Networks, p.Network) {
			continue
		}
		contract := e.book.Contract(p.Contract)
		if contract == nil || !contract.Delegated {
			continue
		}
		e.note(noted("Care is delegated: claims go to the group."), "contract "+contract.ID)
		line := e.line("MC", healthBenefitPlanCoverage)
		line.Messages = []string{"CLAIMS TO " + contract.Name}
		line.Entity = &record.BenefitEntity{
			Kind: "X3", Name: record.PersonName{Last: contract.Name}, Organization: true,
			IDQualifier: "XX", ID: contract.NPI,
		}
		e.add(line)
		return
	}
}

// addOtherPayers names the payers that cover the member besides on the day, with
// the days they do (DTP*290): primary ones as PRP, others as SEP.
func (e *eligibility) addOtherPayers() {
	for _, o := range e.book.OtherCoverage(e.member.ID) {
		if !o.Contains(e.day) {
			continue
		}
		kind, order := "SEP", "secondary"
		if o.Primary {
			kind, order = "PRP", "primary"
		}
		e.note(noted("Another payer is %s.", order), "payer "+o.PayerID, o.String())
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
