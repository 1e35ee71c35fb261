package eob

import (
	"github.com/shopspring/decimal"

	"github.com/hmox12/hmox12/mapping/record"
)

// money is a claim or a line as a member sees it, in dollars: Charged is the sum
// of the four after Price.
type money struct {
	Charged decimal.Decimal
	Price   decimal.Decimal // the plan's; it is a part of none of the others
	Priced  bool            // Price says something
	Saved   decimal.Decimal // what nobody owes, by contract or since it was denied at the provider's cost
	Other   decimal.Decimal // what payers before us paid and took off
	Paid    decimal.Decimal
	Owed    decimal.Decimal // PR, the member's
}

// moneyOf splits a line's charge by who bears it.
func moneyOf(l *record.LineDecision) money {
	m := money{Charged: l.Charge, Price: l.Allowed, Priced: l.Priced, Paid: l.Paid}
	for _, a := range l.Adjustments {
		switch {
		case a.Group == record.PR:
			m.Owed = m.Owed.Add(a.Amount)
		case a.Group == record.OA && a.Reason == "23":
			m.Other = m.Other.Add(a.Amount)
		default:
			m.Saved = m.Saved.Add(a.Amount)
		}
	}
	return m
}

func (m *money) add(l money) {
	m.Charged, m.Saved, m.Other = m.Charged.Add(l.Charged), m.Saved.Add(l.Saved), m.Other.Add(l.Other)
	m.Paid, m.Owed = m.Paid.Add(l.Paid), m.Owed.Add(l.Owed)
	if l.Priced {
		m.Price, m.Priced = m.Price.Add(l.Price), true
	}
}

// share is what the member may owe for one reason.
type share struct {
	reason
	Amount decimal.Decimal
}

// shares sums what the member may owe by reason, in the order of the lines.
func shares(d *record.Decision) []share {
	var all []share
	at := map[key]int{}
	for i := range d.Lines {
		for _, a := range d.Lines[i].Adjustments {
			if a.Group != record.PR {
				continue
			}
			k := key{a.Group, a.Reason}
			j, known := at[k]
			if !known {
				j, at[k] = len(all), len(all)
				all = append(all, share{reason: reasonOf(a.Group, a.Reason)})
			}
			all[j].Amount = all[j].Amount.Add(a.Amount)
		}
	}
	return all
}
