package adjudicate

import (
	"slices"

	"github.com/hmox12/hmox12/mapping/record"
)

// derive settles what the line's later rules ask again and again: plan, service
// category, benefit, contract, delegate and area. Nothing here decides.
func (c *claimCase) derive(l *lineCase, planID string) {
	if l.plan = c.book.Plan(planID); l.plan == nil {
		return
	}
	l.category, l.primaryCare = c.categorize(l)
	if l.category == "" {
		l.with = c.goesWith(l)
	}
	if l.with != nil {
		l.category, _ = c.categorize(l.with)
	}
	l.benefit = benefitFor(l.plan, l.category)
	l.area = c.areaOf(l)
	for _, other := range c.lines { // nearly all lines of a claim are alike in this
		if other == l {
			break
		}
		if other.plan == l.plan && other.rendering == l.rendering && other.day() == l.day() {
			l.participation, l.contract, l.delegate = other.participation, other.contract, other.delegate
			return
		}
	}
	l.participation = c.participationOf(l)
	if l.participation != nil {
		l.contract = c.book.Contract(l.participation.Contract)
	}
	l.delegate = c.delegateOf(l)
}

// categorize returns the category of the first row of the service table that
// fits the line, and whether the row asks for a PCP.
func (c *claimCase) categorize(l *lineCase) (category record.ServiceCategory, primaryCare bool) {
	row := firstOf(c.book.ServiceRules(), func(row *record.ServiceRule) bool { return c.fits(row, l) })
	if row == nil {
		return "", false
	}
	return row.Category, row.Rendering == "pcp"
}

// goesWith returns the line whose category a line of a hospital's outpatient claim
// has that has none itself, such as drugs and supplies told by their revenue code:
// that of the emergency room, else of a surgery, else the first one, rather of the
// same day. A line with a procedure goes with the emergency room alone. Nil when there is none.
func (c *claimCase) goesWith(l *lineCase) *lineCase {
	if c.whole || c.claim.Kind != record.Institutional {
		return nil
	}
	var found *lineCase
	rank := 0
	for _, other := range c.lines {
		if other == l {
			continue
		}
		if category, _ := c.categorize(other); category == "" {
			continue
		}
		fit := 1
		switch {
		case inRanges(emergencyRevenue, other.Revenue):
			fit = 3
		case l.Procedure.Code != "":
			continue
		case surgeries.Contains(other.Procedure.Code):
			fit = 2
		}
		if fit *= 2; other.day() == l.day() {
			fit++
		}
		if fit > rank {
			found, rank = other, fit
		}
	}
	return found
}

// surgeries are the procedures of CPT's surgery section.
var surgeries = record.CodeRange{From: "10004", To: "69990"}

func (c *claimCase) fits(row *record.ServiceRule, l *lineCase) bool {
	pcp := l.provider != nil && l.provider.PCP
	switch {
	case len(row.Kinds) > 0 && !slices.Contains(row.Kinds, c.claim.Kind),
		len(row.Codes) > 0 && !inRanges(row.Codes, l.Procedure.Code),
		len(row.Revenue) > 0 && !inRanges(row.Revenue, l.Revenue),
		len(row.Places) > 0 && (c.claim.Kind == record.Institutional || !slices.Contains(row.Places, l.place)),
		len(row.BillTypes) > 0 && (c.claim.Kind != record.Institutional || !slices.Contains(row.BillTypes, c.claim.FacilityCode())),
		row.Rendering == "pcp" && !pcp,
		row.Rendering == "specialist" && pcp:
		return false
	}
	return true
}

// firstOf returns the first of the records that fits, nil when none does. XX// of its copies: those would be made for every record that is looked at.
func firstOf[T any](records []T, fits func(*T) bool) *T {
	for i := range records {
		if fits(&records[i]) {
			return &records[i]
		}
	}
	return nil
}

func inRanges(ranges []record.CodeRange, code string) bool {
	return slices.ContainsFunc(ranges, func(r record.CodeRange) bool { return r.Contains(code) })
}

// benefitFor returns what the plan says about the category, nil when nothing.
func benefitFor(plan *record.Plan, category record.ServiceCategory) *record.Benefit {
	return firstOf(plan.Benefits, func(b *record.Benefit) bool { return b.Category == category && category != "" })
}

// participationOf returns by which participation in the plan's networks the
// provider treats on the day: the rendering provider's, else the billing
// provider's. Of several, one under a contract with the payee comes first.
func (c *claimCase) participationOf(l *lineCase) *record.Participation {
	for _, npi := range [...]string{l.rendering, c.claim.Billing.NPI} {
		var found *record.Participation
		all := c.book.Participations(npi)
		for i := range all {
			p := &all[i]
			if !l.inNetwork(p) {
				continue
			}
			if found == nil || !c.paysPayee(found.Contract) && c.paysPayee(p.Contract) {
				found = p
			}
		}
		if found != nil {
			return found
		}
	}
	return nil
}

// inNetwork reports whether a participation is in the plan's networks on the day.
func (l *lineCase) inNetwork(p *record.Participation) bool {
	return p.Contains(l.day()) && slices.Contains(l.plan.Networks, p.Network)
}

// paysPayee reports whether the contract is with whom the claim asks to pay.
func (c *claimCase) paysPayee(contract string) bool {
	k := c.book.Contract(contract)
	return k != nil && (k.NPI != "" && k.NPI == c.claim.Billing.NPI || k.TIN != "" && k.TIN == c.claim.Billing.TIN)
}

// areaOf tells whether the service was rendered in the plan's service area: the
// ZIP of the service facility, else of the billing provider. What can't be told
// is in the area.
func (c *claimCase) areaOf(l *lineCase) record.Area {
	if zip := c.zipOf(l); zip == "" || len(l.plan.ServiceArea) == 0 || slices.Contains(l.plan.ServiceArea, zip) {
		return record.InArea
	}
	return record.OutOfArea
}

// zipOf returns the five-digit ZIP of where the service was rendered.
func (c *claimCase) zipOf(l *lineCase) string {
	if facility := c.claim.Provider(l.ServiceLine, record.ServiceFacility); facility != nil && facility.Address.ZIP != "" {
		return zip5(facility.Address.ZIP)
	}
	return zip5(c.claim.Billing.Address.ZIP)
}

// pcpOn returns the member's PCP on the day, nil when there is none.
func (c *claimCase) pcpOn(day record.Date) *record.PCPAssignment {
	return firstOf(c.pcps(), func(a *record.PCPAssignment) bool { return a.Contains(day) })
}

// delegateOf returns the contract of the member's group when the group pays
// claims itself: the one by which the PCP takes part in the plan's networks.
func (c *claimCase) delegateOf(l *lineCase) *record.Contract {
	pcp := c.pcpOn(l.day())
	if pcp == nil {
		return nil
	}
	all := c.book.Participations(pcp.NPI)
	for i := range all {
		if l.inNetwork(&all[i]) {
			if k := c.book.Contract(all[i].Contract); k != nil && k.Delegated {
				return k
			}
		}
	}
	return nil
}

// term returns the first payment rule of the line's contract that fits it, nil
// when none does.
func (l *lineCase) term() *record.Term {
	if l.contract == nil {
		return nil
	}
	return firstOf(l.contract.Terms, func(t *record.Term) bool {
		return (len(t.Categories) == 0 || slices.Contains(t.Categories, l.category)) &&
			(len(t.Codes) == 0 || inRanges(t.Codes, l.Procedure.Code) || l.drg != "" && inRanges(t.Codes, l.drg))
	})
}
