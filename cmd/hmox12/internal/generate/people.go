package generate

import (
	"context"
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
	panels := map[string]int{} // members on the first of the month, by the PCP's contract
	first := w.options.Received.AddDays(1 - w.options.Received.Day())
	for number := 0; number < w.options.Members; {
		h, _ := w.householdOf(number)
		for _, m := range h.members {
			if pcp := m.pcpOn(first); pcp != nil && m.coveredOn(first) {
				panels[pcp.contract]++
			}
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
	return w.capitation(panels)
}

// capitation writes what group and delegates are paid for their members of the
// month.
func (w *world) capitation(panels map[string]int) error {
	t, err := w.book.table("capitation.csv", "contract,payee,month,members,rate")
	if err != nil {
		return err
	}
	for _, due := range []struct {
		to   *provider
		rate cents
	}{{w.population.group, 41_50}, {w.population.delegate, 46_25}, {w.population.forward, 44_75}} {
		if panels[due.to.contract] == 0 {
			continue
		}
		t.text(due.to.contract, due.to.npi, w.options.Received.String()[:7])
		t.count(panels[due.to.contract])
		t.money(due.rate)
		t.end()
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
