package adjudicate

import (
	"slices"
	"strings"

	"github.com/hmox12/hmox12/mapping/record"
)

// maxAlternatives is how many providers are named in place of one outside.
const maxAlternatives = 3

// reviewedNetwork looks at who is to treat. One outside of the plan's networks is
// refused where somebody inside, of the same specialty and near enough, can treat
// the member, who is then named, and so is one who is suspended or excluded; else a
// clinician decides whether the plan lets the outsider in.
func reviewedNetwork(r *review, i *reviewItem) finding {
	l, w := i.line, i.wanted
	if w == nil {
		if !i.referral {
			return notApplicable("Nobody is named to treat.")
		}
		r.rejectItem(i, false, "15")
		return refused("A referral names a specialist, a group or a specialty.")
	}
	if w.NPI != "" && !record.ValidNPI(w.NPI) {
		r.rejectItem(i, true, "43")
		return refused("The NPI of who is to treat fails its check digit.")
	}
	if w.NPI == "" && i.referral && w.Taxonomy != "" {
		return r.specialtyInNetwork(i)
	}
	if hold := holdOn(r.book, w.NPI, l.day()); hold != nil {
		return r.elsewhere(i, "is "+hold.Reason+" on "+l.day().String())
	}
	onFile := r.book.Provider(w.NPI) != nil
	switch {
	case !onFile && i.specialty == "":
		r.rejectItem(i, true, "51")
		return refused("Who is to treat is not on file, and of no specialty that is told.").saw(w.NPI)
	case l.participation != nil && l.contract != nil:
		return passed("In network on %s by contract %s.", l.day(), l.contract.ID).
			saw("participation of " + l.participation.NPI + " in " + l.participation.Network + " " + l.participation.Span.String())
	case l.continuity != nil:
		return passed("Outside of the network. %s", l.letIn()).saw("continuity case " + l.continuity.Number + " " + l.continuity.Span.String())
	case l.singleCase != nil:
		return passed("Outside of the network, let in by authorization %s.", l.singleCase.Number)
	}
	return r.elsewhere(i, "is outside of the network on "+l.day().String())
}

// elsewhere refuses who can't treat the member, and names who can.
func (r *review) elsewhere(i *reviewItem, why string) finding {
	l, w := i.line, i.wanted
	inside := r.alternatives(i)
	if len(inside) == 0 {
		return r.pend(i, record.NeedsMedicalReview,
			"%s %s, and nobody inside is near enough: the medical director decides.", w.NPI, why).
			saw("networks "+strings.Join(l.plan.Networks, ", "), "specialty "+i.specialty).
			tell(i, "No in-network provider within the access standard. With the medical director")
	}
	f := r.deny(i, record.OutOfNetwork, "In-network choice "+strings.Join(named(inside), ", or "),
		"%s %s, and there is a choice inside.", w.NPI, why)
	f = f.saw("networks "+strings.Join(l.plan.Networks, ", "), "specialty "+i.specialty)
	for _, p := range inside {
		f = f.saw("in network " + p.NPI)
	}
	return f
}

// specialtyInNetwork looks at a referral that names no person but a specialty.
func (r *review) specialtyInNetwork(i *reviewItem) finding {
	inside := r.alternatives(i)
	if len(inside) == 0 {
		return r.pend(i, record.NeedsMedicalReview, "Nobody of specialty %s is in network and near enough: the medical director decides.", i.specialty).
			tell(i, "No in-network provider within the access standard. With the medical director")
	}
	f := passed("The network has the specialty.").saw("specialty " + i.specialty)
	for _, p := range inside {
		f = f.saw("in network " + p.NPI)
	}
	return f
}

// alternatives returns providers of the specialty who are in the plan's networks
// on the day, on no hold, and near enough to the member; at most so many.
func (r *review) alternatives(i *reviewItem) []*record.Provider {
	var found []*record.Provider
	if i.specialty == "" {
		return nil
	}
	day := i.line.day()
	for _, p := range r.book.ProvidersOf(i.specialty) {
		takesPart := slices.ContainsFunc(r.book.Participations(p.NPI), func(n record.Participation) bool {
			return n.Contains(day) && slices.Contains(i.plan.Networks, n.Network)
		})
		if takesPart && holdOn(r.book, p.NPI, day) == nil && r.near(i.plan, p) {
			found = append(found, p)
		}
		if len(found) == maxAlternatives {
			break
		}
	}
	return found
}

// near reports whether the provider is within the plan's access standard for the
// member: by the first row that fits, else in the service area. A practice whose
// ZIP is not known is near enough.
func (r *review) near(plan *record.Plan, p *record.Provider) bool {
	area := plan.ServiceArea
	home := zip5(r.member.Address.ZIP)
	for _, s := range plan.Reviews.Access {
		if (len(s.Members) == 0 || slices.Contains(s.Members, home)) &&
			(len(s.Specialties) == 0 || slices.Contains(s.Specialties, p.Taxonomy)) {
			area = s.Providers
			break
		}
	}
	zip := zip5(p.Address.ZIP)
	return zip == "" || len(area) == 0 || slices.Contains(area, zip)
}

// named names providers as a message does.
func named(providers []*record.Provider) []string {
	var names []string
	for _, p := range providers {
		name := p.Name.String() + " NPI " + p.NPI
		if p.Phone != "" {
			name += " phone " + p.Phone
		}
		names = append(names, name)
	}
	return names
}
