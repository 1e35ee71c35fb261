package generate

import "github.com/hmox12/hmox12/mapping/record"

// referred is what a claim says of its referral.
type referred struct {
	cited string // its number; empty when the claim leaves it out
	by    *provider
}

// referral has the PCP refer the patient to somebody, and the book hold it; now and
// then it is missing, too old, used up, for another specialty or by somebody else.
func (t *teller) referral(to *provider, day record.Date, visits int) referred {
	by := t.pcp
	if by == nil {
		by = pick(&t.draw, t.population.pcps)
	}
	f := record.Referral{
		Member: t.m.id, Referring: by.npi, Issued: day.AddDays(-t.between(3, 20)), ReferredTo: to.npi,
		Visits: visits + t.between(0, 3),
	}
	if to.practice != nil && t.percent(30) {
		f.ReferredTo = to.practice.npi
	}
	f.From, f.To = f.Issued, f.Issued.AddDays(120)
	cited := !t.percent(8)
	switch n := t.below(1000); {
	case n < 35:
		return referred{by: by}
	case n < 50:
		f.Issued = day.AddDays(-150)
		f.From, f.To = f.Issued, day.AddDays(-t.between(1, 40))
	case n < 63:
		f.Used = f.Visits
	case n < 73:
		f.ReferredTo, f.Specialty = "", skewed(&t.draw, referredTo).taxonomy
	case n < 80:
		f.Referring = pick(&t.draw, t.population.pcps).npi
	case n < 110:
		f.ReferredTo, f.Specialty = "", to.taxonomy
	case n < 130:
		f.Standing, f.Visits = true, 0
	}
	t.referrals++
	f.Number = "R-" + padded(t.referrals, 7)
	t.book.referral(&f)
	if !cited {
		return referred{by: by}
	}
	return referred{cited: f.Number, by: by}
}

// authorize has the book hold an authorization of a code (or range of them) or a
// category for somebody, or anybody, and returns the number that a claim cites. Now
// and then there is none, it was refused, is too old, for something else or too
// short.
func (t *teller) authorize(to *provider, codes, category string, day record.Date, units int) string {
	a := authorization{member: t.m.id, codes: codes, categories: category, units: units, status: "approved"}
	if to != nil {
		a.provider = to.npi
	}
	a.from = day.AddDays(-t.between(2, 14))
	a.to = a.from.AddDays(90)
	cited := !t.percent(6)
	switch n := t.below(1000); {
	case n < 45:
		return ""
	case n < 55:
		a.status, a.units = "denied", 0
	case n < 63:
		a.from = day.AddDays(-120)
		a.to = day.AddDays(-t.between(1, 30))
	case n < 71:
		a.codes, a.categories = "E0784", ""
	case n < 79 && units > 1:
		a.units = units / 2
	case n < 83 && to != nil:
		a.provider = pick(&t.draw, t.population.all).npi
	}
	number := t.authorization(a)
	if !cited {
		return ""
	}
	return number
}

// agree has the book hold a rate for a single case of a stranger.
func (t *teller) agree(with *provider, code string, day record.Date) string {
	return t.authorization(authorization{
		member: t.m.id, provider: with.npi, codes: code, units: 2, status: "approved", rate: dollarsOf(t.between(90, 260)),
		from: day.AddDays(-5), to: day.AddDays(60),
	})
}

func (t *teller) authorization(a authorization) string {
	t.authorizations++
	a.number = "A-" + padded(t.authorizations, 7)
	t.book.authorization(&a)
	return a.number
}

// goOn has the book hold a continuity case of the patient with a provider.
func (t *teller) goOn(with *provider, diagnosis string) {
	if t.percent(15) {
		return // nobody asked for it
	}
	t.others++
	t.book.continuity(t.others, t.m.id, with.npi, diagnosis[:3], t.options.Received.AddDays(-150), t.options.Received.AddDays(120))
}
