package book

import "github.com/hmox12/hmox12/mapping/record"

// referrals reads referrals.csv.
func (l *loader) referrals() error {
	columns := []string{
		"number", "member", "referring", "issued", "referredTo", "specialty", "standing", "visits", "used", "from", "to",
	}
	return l.table("referrals.csv", columns, func(r *row) {
		number, visits := r.cell("number").required(), r.cell("visits")
		f := &record.Referral{
			Number:     number.text,
			Standing:   r.cell("standing").flag(),
			Member:     r.cell("member").required().sendable(),
			Referring:  r.cell("referring").required().sendable(),
			Issued:     r.cell("issued").required().date(),
			ReferredTo: r.text("referredTo"),
			Specialty:  r.text("specialty"),
			Visits:     visits.count(),
			Used:       r.cell("used").count(),
			Span:       span(r.cell("from"), r.cell("to")),
		}
		l.knownMember(r.cell("member"))
		l.provider(r.cell("referring"))
		l.provider(r.cell("referredTo"))
		if (f.ReferredTo == "") == (f.Specialty == "") {
			r.cell("referredTo").report("a referral names one provider or one specialty", "fill referredTo or specialty, not both")
		}
		switch {
		case f.Standing && visits.text != "":
			visits.report("a standing referral has no number of visits", "leave it empty")
		case !f.Standing && visits.required().sendable() != "" && f.Used > f.Visits:
			r.cell("used").report("is more than visits", "correct one of them")
		}
		if l.book.referrals.get(f.Number) != nil {
			number.report("another referral has the number", "numbers of referrals are unique")
			return
		}
		l.book.referrals.Add(f)
	})
}

// authorizations reads authorizations.csv.
func (l *loader) authorizations() error {
	columns := []string{
		"number", "member", "provider", "codes", "categories", "units", "used", "status", "agreedRate", "secondOpinion", "from", "to",
	}
	return l.table("authorizations.csv", columns, func(r *row) {
		number := r.cell("number").required()
		a := &record.PriorAuthorization{
			Number:     number.text,
			Member:     r.cell("member").required().sendable(),
			Provider:   r.text("provider"),
			Codes:      r.cell("codes").codes(),
			Units:      r.cell("units").number(),
			Used:       r.cell("used").number(),
			Status:     oneOf(r.cell("status").required(), record.Approved, record.Denied),
			AgreedRate: r.cell("agreedRate").amount(),
			Span:       span(r.cell("from"), r.cell("to")),

			SecondOpinion: r.cell("secondOpinion").flag(),
		}
		if a.SecondOpinion && a.Provider == "" {
			r.cell("provider").report("a second opinion is of one provider", "write the NPI of who is heard")
		}
		for _, word := range r.cell("categories").words() {
			v := r.cell("categories")
			v.text = word
			a.Categories = append(a.Categories, l.category(v))
		}
		l.knownMember(r.cell("member"))
		l.provider(r.cell("provider"))
		if len(a.Codes) == 0 && len(a.Categories) == 0 {
			r.cell("codes").report("an authorization names codes or categories", "fill one of them")
		}
		if a.Used.GreaterThan(a.Units) {
			r.cell("used").report("is more than units", "correct one of them")
		}
		if l.book.authorizations.get(a.Number) != nil {
			number.report("another authorization has the number", "numbers of authorizations are unique")
			return
		}
		l.book.authorizations.Add(a)
	})
}

// limited reads what a benefit's counter counts: a category, or the name of a
// shared limit.
func (l *loader) limited(v value) record.ServiceCategory {
	if name := record.ServiceCategory(v.text); l.limits[name] || l.unread["plans"] {
		return name
	}
	return l.category(v)
}

// accumulators reads accumulators.csv: what the counters of members stand at
// when the night begins. Those of referrals and authorizations stand with them.
func (l *loader) accumulators() error {
	return l.table("accumulators.csv", []string{"kind", "owner", "category", "year", "amount"}, func(r *row) {
		kind, owner, category, year := r.cell("kind").required(), r.cell("owner").required(), r.cell("category"), r.cell("year").required()
		counter := record.Counter{
			Kind: oneOf(kind, record.DeductibleUsed, record.FamilyDeductibleUsed, record.OutOfPocketUsed,
				record.FamilyOutOfPocket, record.BenefitVisits, record.BenefitDollars),
			Owner:    owner.text,
			Category: l.limited(category),
			Year:     year.count(),
		}
		if m := l.member(owner); m != nil && !m.Subscriber() &&
			(counter.Kind == record.FamilyDeductibleUsed || counter.Kind == record.FamilyOutOfPocket) {
			owner.report("the member is not a subscriber", "a family's counter belongs to its subscriber")
		}
		if ofBenefit := counter.Kind == record.BenefitVisits || counter.Kind == record.BenefitDollars; counter.Kind != "" && ofBenefit != (counter.Category != "") {
			category.report("a benefit's counter has a category, others have none", "correct kind or category")
		}
		if year.text != "" && (counter.Year < 1900 || counter.Year > 2199) {
			year.report("is not a year", "write four digits")
		}
		if l.book.counters.First(counterKey(counter)) != nil {
			r.report("the counter stands on an earlier line, too", "remove one")
		}
		l.book.accumulators.Add(&record.Posting{Counter: counter, Amount: r.cell("amount").required().number()})
	})
}
