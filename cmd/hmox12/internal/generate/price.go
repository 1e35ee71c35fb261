package generate

import "github.com/hmox12/hmox12/mapping/record"

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
