package generate

import (
	"context"

	"github.com/hmox12/hmox12/mapping/record"
)

// people writes members and what is known of them.
func (w *world) people(ctx context.Context, told func(members int)) error {
	b := w.book
	members, err := b.table("members.csv", "id,priorIds,subscriber,relationship,last,first,middle,suffix,birthDate,sex,street,street2,city,state,zip,groupNumber")
	if err != nil {
		return err
	}
	coverage, err := b.table("coverage.csv", "member,plan,from,to,endReason,graceMonth")
	if err != nil {
		return err
	}
	others, err := b.table("other_coverage.csv", "member,from,to,payerName,payerId,policyId,insuranceType,primary")
	if err != nil {
		return err
	}
	pcps, err := b.table("pcp.csv", "member,npi,from,to")
	if err != nil {
		return err
	}
	accumulators, err := b.table("accumulators.csv", "kind,owner,category,year,amount")
	if err != nil {
		return err
	}
	for number := 0; number < w.options.Members; {
		h, _ := w.householdOf(number)
		for _, m := range h.members {
			writeMember(members, m)
			for _, c := range m.coverage {
				coverage.text(m.id, h.plan)
				coverage.date(c.From)
				coverage.date(c.To)
				coverage.text(c.endReason)
				coverage.count(c.grace)
				coverage.end()
			}
			if m.other != "" {
				others.text(m.id)
				others.date(m.coverage[0].From)
				others.text("", otherPayerName, otherPayerID, m.other, "C1", "yes")
				others.end()
			}
			for _, a := range m.pcps {
				pcps.text(m.id, a.pcp.npi)
				pcps.date(a.From)
				pcps.date(a.To)
				pcps.end()
			}
		}
		w.used(accumulators, h)
		number += len(h.members)
		if told(len(h.members)); number%4096 < len(h.members) && ctx.Err() != nil {
			return ctx.Err()
		}
	}
	return nil
}

// The payer that comes first for some.
const (
	otherPayerName = "CURLEW MUTUAL"
	otherPayerID   = "88003"
)

func writeMember(t *table, m *member) {
	h := m.household
	t.text(m.id, m.priorID, h.subscriber().id, m.relationship, m.last, m.first, m.middle, "")
	t.date(m.birth)
	t.text(m.sex, h.address.street, "", h.address.name, "CA", h.address.zip, h.group)
	t.end()
}

// used writes what a household used of its deductible and maximum, where it did.
func (w *world) used(t *table, h *household) {
	d := newDraw(w.options.Seed, ofHousehold, uint64(h.members[0].number)<<4|2)
	family, year := cents(0), w.options.Received.Year()
	for _, m := range h.members {
		deductible, most := cents(0), cents(0)
		switch n := d.below(100); {
		case n < 70:
			continue
		case n < 92:
			deductible = dollarsOf(d.between(1, 50) * 10)
			most = deductible + dollarsOf(d.between(0, 60)*10)
		case n < 99:
			deductible, most = 50_000, dollarsOf(d.between(60, 140)*10)
		default:
			deductible, most = 50_000, 148_000
		}
		if h.plan == copayPlan {
			deductible = 0
		}
		w.counter(t, "deductible", m.id, "", year, deductible)
		w.counter(t, "out of pocket", m.id, "", year, most)
		if d.percent(3) {
			w.counter(t, "benefit visits", m.id, "THERAPY", year, dollarsOf(d.between(1, 24)))
		}
		if h.plan == dentalPlan && d.percent(20) {
			w.counter(t, "benefit dollars", m.id, "DENTAL", year, dollarsOf(d.between(10, 150)*10))
		}
		family += deductible
	}
	w.counter(t, "family deductible", h.subscriber().id, "", year, min(family, 100_000))
}

func (w *world) counter(t *table, kind, owner, category string, year int, amount cents) {
	if amount == 0 {
		return
	}
	t.text(kind, owner, category)
	t.count(year)
	t.money(amount)
	t.end()
}

// providers writes the population, its networks and what is paid.
func (w *world) providers() error {
	b, p, o := w.book, w.population, &w.options
	partners, err := b.table("partners.csv", "id,qualifier,name,lineBreaks,characters")
	if err != nil {
		return err
	}
	for _, x := range p.partners {
		partners.text(x.id, x.qualifier, x.name)
		partners.flag(x.lineEnd != "")
		partners.text(x.characters)
		partners.end()
	}
	providers, err := b.table("providers.csv", "npi,kind,last,first,middle,suffix,tin,taxonomy,specialty,pcp,callGroup,practice,street,street2,city,state,zip,phone,routing,account,receiver")
	if err != nil {
		return err
	}
	participation, err := b.table("participation.csv", "npi,network,contract,from,to")
	if err != nil {
		return err
	}
	holds, err := b.table("credential_holds.csv", "npi,from,to,reason")
	if err != nil {
		return err
	}
	for _, x := range p.all {
		writeProvider(providers, x)
		begin, end := record.NewDate(o.Received.Year()-7, 1, 1), record.Date(0)
		if x.left {
			end = o.Received.AddDays(-140)
		}
		for n, network := range []string{"WILLET-HMO", "WILLET-SELECT"} {
			if x.contract == "" || n == 1 && !x.narrow {
				continue
			}
			participation.text(x.npi, network, x.contract)
			participation.date(begin)
			participation.date(end)
			participation.end()
		}
		if x.suspended {
			holds.text(x.npi)
			holds.date(o.Received.AddDays(-60))
			holds.text("", "suspended")
			holds.end()
		}
	}
	fees, err := b.table("fees.csv", "schedule,code,modifier,place,from,to,amount")
	if err != nil {
		return err
	}
	rates, err := b.table("qpa.csv", "kind,code,modifier,region,per,from,to,qpa,stateRate,initialPayment")
	if err != nil {
		return err
	}
	w.prices(fees, rates)
	return nil
}

func writeProvider(t *table, x *provider) {
	kind := "person"
	if x.organization {
		kind = "organization"
	}
	t.text(x.npi, kind, x.last, x.first, "", "", x.tin, x.taxonomy, x.specialty)
	t.flag(x.pcp)
	practice, receiver := "", x.sender.id
	if x.practice != nil {
		practice, receiver = x.practice.npi, ""
	}
	t.text(x.callGroup, practice, x.address.street, "", x.address.name, "CA", x.address.zip9(), x.phone, x.routing, x.account, receiver)
	t.end()
}

// prices writes fees and what the law recognizes for strangers.
func (w *world) prices(fees, rates *table) {
	from := record.NewDate(w.options.Received.Year()-3, 1, 1)
	fee := func(schedule, code, modifier, place string, amount cents) {
		fees.text(schedule, code, modifier, place)
		fees.date(from)
		fees.text("")
		fees.money(amount)
		fees.end()
	}
	for _, s := range services.schedules {
		for _, f := range s.fees {
			fee(s.name, f.code, "", "", f.fee)
			switch {
			case s.name == "PRO" && f.code >= "70000" && f.code < "80000", s.name == "LAB" && f.code >= "88000" && f.code < "89000":
				fee(s.name, f.code, "26", "", f.fee*35/100) // the reading alone
			case s.name == "PRO" && f.code >= "99202" && f.code < "99216":
				fee(s.name, f.code, "", "22", f.fee*80/100) // at a hospital
			}
		}
	}
	rate := func(kind, code, modifier, region, per string, qpa, state cents) {
		rates.text(kind, code, modifier, region, per)
		rates.date(from)
		rates.text("")
		rates.money(qpa)
		rates.money(state)
		rates.text("")
		rates.end()
	}
	for n, s := range services.lists["emergency"] {
		if n == 4 {
			continue // nobody has an amount for the rarest
		}
		rate("professional", s.code, "", "CA-WILLET", "unit", s.fee*105/100, s.fee*110/100)
		rate("professional", s.code, "", "", "unit", s.fee*112/100, 0)
		rate("institutional", s.code, "", "", "unit", s.fee*4, s.fee*42/10)
	}
	for _, s := range services.lists["urgent"] {
		rate("professional", s.code, "", "", "unit", s.fee*115/100, 0)
	}
	seen := map[string]bool{}
	for _, o := range services.operations {
		if !seen[o.anesthesia] {
			rate("professional", o.anesthesia, "", "", "service", 42_000+o.fee/10, 0)
		}
		seen[o.anesthesia] = true
	}
}
