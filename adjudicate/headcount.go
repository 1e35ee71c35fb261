package adjudicate

import "github.com/hmox12/hmox12/mapping/record"

// Capitated reports whether a month's capitation of a contract counts a member: one
// who is covered on the first of the month by a plan of the book, and whose PCP of
// that day takes part by the contract. Source: docs/adjudication.md, Money without a
// claim.
func Capitated(book Book, coverage []record.CoverageSpan, pcps []record.PCPAssignment, contract string, first record.Date) bool {
	span := spanOn(coverage, first)
	if span == nil || book.Plan(span.Plan) == nil {
		return false
	}
	npi := pcpIn(pcps, first)
	if npi == "" {
		return false
	}
	for _, p := range book.Participations(npi) {
		if p.Contract == contract && p.Contains(first) {
			return true
		}
	}
	return false
}

// CapitationAdjustments returns what a change of a member's records adds to the
// capitation of months, or takes from it, that were paid before. Records that did
// not change are those of the book. Source: docs/adjudication.md, Money without a claim.
func CapitationAdjustments(book Book, change *record.MemberChange, paid []record.CapitatedMonth) []record.CapitationAdjustment {
	coverageWas, coverage := change.CoverageWas, change.Coverage
	if !change.CoverageChanged {
		coverage = book.Coverage(change.ID)
		coverageWas = coverage
	}
	pcpsWas, pcps := change.PCPsWas, change.PCPs
	if !change.PCPsChanged {
		pcps = book.PCPs(change.ID)
		pcpsWas = pcps
	}
	var all []record.CapitationAdjustment
	for i := range paid {
		c := &paid[i]
		was, is := Capitated(book, coverageWas, pcpsWas, c.Contract, c.Month), Capitated(book, coverage, pcps, c.Contract, c.Month)
		if was == is {
			continue
		}
		a := record.CapitationAdjustment{Contract: c.Contract, Payee: c.Payee, Member: change.ID, Month: c.Month, Amount: c.Rate}
		if was {
			a.Amount = c.Rate.Neg()
		}
		all = append(all, a)
	}
	return all
}
