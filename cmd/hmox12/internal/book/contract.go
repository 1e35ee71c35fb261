package book

import (
	"fmt"
	"maps"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/hmox12/hmox12/mapping/record"
)

// contracts reads contracts.yaml.
func (l *loader) contracts() error {
	d, err := l.document("contracts.yaml")
	if d == nil {
		return err
	}
	for _, one := range d.sections("contracts") {
		c, id := l.contract(one), one.value("id")
		if l.book.contracts[c.ID] != nil {
			id.report("another contract has the id", "ids of contracts are unique")
			continue
		}
		l.book.contracts[c.ID] = c
	}
	d.done()
	return nil
}

func (l *loader) contract(d *document) *record.Contract {
	c := &record.Contract{
		ID:         d.value("id").required().sendable(),
		Name:       d.value("name").required().sendable(),
		NPI:        d.value("npi").npi(),
		TIN:        d.value("tin").digits(9),
		Model:      oneOf(d.value("model").required(), record.Staff, record.Group, record.IPA, record.Network),
		Withhold:   d.value("withhold").fraction(),
		FilingDays: d.value("filingDays").count(),

		RecoveryDays: d.value("recoveryDays").count(),

		Delegated: d.value("delegated").flag(),
		Misroute:  oneOf(d.value("misroute"), record.Rebill, record.Forward),

		OwnSpecialistsNeedNoReferral: d.value("ownSpecialistsNeedNoReferral").flag(),
	}
	if npi := d.value("npi"); record.ValidNPI(npi.text) {
		l.parties = append(l.parties, npi)
	}
	for _, v := range d.list("multipleProcedures") {
		fraction := v.required().fraction()
		if v.text != "" && !fraction.IsPositive() {
			v.report("pays nothing", "write the fraction that is paid, such as 0.5; a procedure that is never paid beside another stands in coding_edits.csv")
		}
		c.MultipleProcedures = append(c.MultipleProcedures, fraction)
	}
	open := 0 // line of a term that fits everything
	for _, t := range d.sections("terms") {
		if open > 0 {
			t.src.report(t.line, t.column, "", fmt.Sprintf("the term never applies: the one in line %d fits everything", open), "put the general term last")
		}
		term := l.term(t)
		if len(term.Categories) == 0 && len(term.Codes) == 0 {
			open = t.line
		}
		c.Terms = append(c.Terms, term)
	}
	if len(c.Terms) == 0 {
		d.at("terms").report("the contract has no terms", "say how it pays")
	}
	l.division(d, c)
	d.done()
	return c
}

func (l *loader) term(d *document) record.Term {
	method := d.value("method").required()
	rate := d.value("rate")
	t := record.Term{
		Categories: l.categoryList(d.list("categories")),
		Method: oneOf(method, record.Salary, record.Capitation, record.FeeSchedule, record.PercentOfCharge,
			record.PerDiem, record.CaseRate),
		Schedule: d.value("schedule").text,
		LesserOf: d.value("lesserOf").flag(),
	}
	for _, v := range d.list("codes") {
		t.Codes = append(t.Codes, v.codes()...)
	}
	schedule := d.value("schedule")
	if t.Schedule != "" && !l.schedules[t.Schedule] && !l.unread["fees.csv"] {
		schedule.report("no such fee schedule", "correct it, or add its fees to fees.csv")
	}
	switch t.Method {
	case record.FeeSchedule:
		schedule.required()
	case record.PercentOfCharge:
		t.Rate = rate.required().fraction()
	case record.PerDiem, record.CaseRate:
		t.Rate = rate.required().amount()
	}
	if t.Rate.IsZero() && rate.text != "" {
		rate.report("the method has no such rate", "a fee schedule, salary or capitation has none; others need more than 0")
	}
	if t.Method != record.FeeSchedule && t.LesserOf {
		method.report("only a fee schedule has lesserOf", "remove it")
	}
	if t.Schedule != "" && t.Method != record.FeeSchedule && t.Method != record.Salary && t.Method != record.Capitation {
		schedule.report("the method takes nothing from a schedule",
			"a fee schedule pays by it; of salary and capitation the member's percentage is taken of it; remove it elsewhere")
	}
	d.done()
	return t
}

// division reads the division of financial responsibility of a contract and
// checks that a delegated one settles every category, in and out of the service
// area, on every day from its first one.
func (l *loader) division(d *document, c *record.Contract) {
	lines := map[dofrKey][]dofrDays{}
	for _, one := range d.sections("dofr") {
		from, to := one.value("from"), one.value("to")
		days := record.Span{From: from.date(), To: to.date()}
		if days.To != 0 && days.From > days.To {
			to.report("is before from", "dates are reversed; both ends are included")
		}
		row := record.DOFRRow{
			Area:        oneOf(one.value("area"), record.InArea, record.OutOfArea),
			Span:        days,
			Responsible: oneOf(one.value("responsible").required(), record.HMO, record.Delegate),
		}
		for _, v := range one.list("categories") {
			row.Category = l.category(v.required())
			c.DOFR = append(c.DOFR, row)
			for _, area := range []record.Area{record.InArea, record.OutOfArea} {
				if row.Area == "" || row.Area == area {
					key := dofrKey{row.Category, area}
					lines[key] = append(lines[key], dofrDays{days, v})
				}
			}
		}
		one.done()
	}
	switch {
	case !c.Delegated && len(c.DOFR) > 0:
		d.at("dofr").report("only a delegated contract divides responsibility", "add delegated: true, or remove it")
	case c.Delegated && len(c.DOFR) == 0:
		d.at("dofr").report("a delegated contract says who owes what", "add dofr")
	case c.Delegated && c.Misroute == "":
		d.at("misroute").report("a delegated contract says what becomes of misrouted claims", "write rebill or forward")
	case c.Delegated:
		l.checkDivision(d, lines)
	}
}

type dofrKey struct {
	category record.ServiceCategory
	area     record.Area
}

type dofrDays struct {
	record.Span
	at value
}

func (l *loader) checkDivision(d *document, lines map[dofrKey][]dofrDays) {
	for _, category := range slices.Sorted(maps.Keys(l.categories)) {
		for _, area := range []record.Area{record.InArea, record.OutOfArea} {
			rows := lines[dofrKey{category, area}]
			name := fmt.Sprintf("%s, %s of area: ", category, area)
			if area == record.InArea {
				name = fmt.Sprintf("%s, in area: ", category)
			}
			if len(rows) == 0 {
				d.at("dofr").report(name+"nobody is responsible", "add the category to a row")
				continue
			}
			slices.SortStableFunc(rows, func(a, b dofrDays) int { return int(a.From) - int(b.From) })
			for i, r := range rows[1:] {
				switch before := rows[i]; {
				case before.Overlaps(r.Span):
					r.at.report(fmt.Sprintf("%stwo rows settle the same days, the other one in line %d", name, before.at.line), "end one before the other begins")
				case before.To.AddDays(1) != r.From:
					r.at.report(fmt.Sprintf("%snobody is responsible between %s and %s", name, before.To, r.From), "close the gap")
				}
			}
			if last := rows[len(rows)-1]; last.To != 0 {
				last.at.report(fmt.Sprintf("%snobody is responsible after %s", name, last.To), "leave the last row open")
			}
		}
	}
}

// fees reads fees.csv: the fee schedules.
func (l *loader) fees() error {
	var all []placed
	err := l.table("fees.csv", []string{"schedule", "code", "modifier", "place", "from", "to", "amount"}, func(r *row) {
		amount := r.cell("amount").required()
		f := record.Fee{
			Schedule: r.cell("schedule").required().sendable(),
			Code:     r.cell("code").required().sendable(),
			Modifier: r.text("modifier"),
			Place:    r.text("place"),
			Span:     span(r.cell("from"), r.cell("to")),
			Amount:   amount.amount(),
		}
		if f.Amount.Equal(decimal.Zero) && amount.text != "" {
			amount.report("is no fee", "a service that pays nothing is not in the schedule")
		}
		l.schedules[f.Schedule] = true
		key := feeKey{f.Schedule, f.Code}
		l.book.fees[key] = append(l.book.fees[key], f)
		all = append(all, r.at(fmt.Sprintf("%q %q %q %q", f.Schedule, f.Code, f.Modifier, f.Place), f.Span))
	})
	checkOverlaps(all, "the fee of the same code, modifier and place")
	return err
}
