package book

import (
	"fmt"

	"github.com/hmox12/hmox12/mapping/record"
)

// continuity reads continuity.csv: who goes on with a provider outside of the
// network, and at what price.
func (l *loader) continuity() error {
	columns := []string{"number", "member", "provider", "condition", "diagnoses", "contract", "from", "to", "reason"}
	seen := map[string]bool{}
	err := l.table("continuity.csv", columns, func(r *row) {
		number, contract := r.cell("number").required(), r.cell("contract").required()
		k := record.ContinuityCase{
			Number:    number.text,
			Member:    r.cell("member").required().text,
			Provider:  r.cell("provider").required().text,
			Condition: r.cell("condition").required().text,
			Diagnoses: r.cell("diagnoses").diagnosisCategories(),
			Contract:  contract.text,
			Reason:    oneOf(r.cell("reason").required(), record.ContractEnded, record.NewMember),
			Span:      span(r.cell("from"), r.cell("to")),
		}
		l.knownMember(r.cell("member"))
		l.provider(r.cell("provider"))
		switch known := l.book.contracts[k.Contract]; {
		case known != nil && !paysByClaim(known):
			contract.report("the contract pays nothing by claim", "name one that has a price, such as a contract for the case alone")
		case known == nil && k.Contract != "" && !l.unread["contracts.yaml"]:
			contract.report("no such contract: "+k.Contract, "correct it, or add it to contracts.yaml")
		}
		if seen[k.Number] && k.Number != "" {
			number.report("another case has the number", "numbers of continuity cases are unique")
		}
		seen[k.Number] = true
		l.book.continuity[k.Member] = append(l.book.continuity[k.Member], k)
	})
	byFirstDay(l.book.continuity, func(k record.ContinuityCase) record.Date { return k.From })
	return err
}

// paysByClaim reports whether a term of the contract has a price.
func paysByClaim(c *record.Contract) bool {
	for _, t := range c.Terms {
		if t.Method != record.Salary && t.Method != record.Capitation {
			return true
		}
	}
	return len(c.Terms) == 0
}

// rateRegions reads regions.csv: in which region of out-of-network rates a ZIP lies.
func (l *loader) rateRegions() error {
	return l.table("regions.csv", []string{"region", "zips"}, func(r *row) {
		region, zips := r.cell("region").required(), r.cell("zips").required()
		l.regions[region.text] = true
		for _, zip := range zips.words() {
			one := zips
			one.text = zip
			one.digits(5, 3)
			if other := l.book.zipRegions[zip]; other != "" {
				zips.report(zip+" lies in region "+other+" already", "a ZIP, or the first three digits of many, lies in one region")
				continue
			}
			l.book.zipRegions[zip] = region.text
		}
	})
}

// outOfNetworkRates reads qpa.csv: what the law on surprise bills recognizes.
func (l *loader) outOfNetworkRates() error {
	columns := []string{"kind", "code", "modifier", "region", "per", "from", "to", "qpa", "stateRate", "initialPayment"}
	var all []placed
	err := l.table("qpa.csv", columns, func(r *row) {
		region := r.cell("region")
		rate := record.OutOfNetworkRate{
			Kind:           oneOf(r.cell("kind").required(), record.Professional, record.Institutional),
			Code:           r.cell("code").required().text,
			Modifier:       r.cell("modifier").text,
			Region:         region.text,
			Span:           span(r.cell("from"), r.cell("to")),
			QPA:            r.cell("qpa").amount(),
			StateRate:      r.cell("stateRate").amount(),
			InitialPayment: r.cell("initialPayment").amount(),
			PerService:     oneOf(r.cell("per"), "unit", "service") == "service",
		}
		if rate.QPA.IsZero() && rate.StateRate.IsZero() {
			r.cell("qpa").report("the row recognizes no amount", "fill qpa, stateRate or both; a service without either is not in the table")
		}
		if region.text != "" && !l.regions[region.text] && !l.unread["regions.csv"] {
			region.report("no such region", "correct it, or add it to regions.csv")
		}
		key := rateKey{rate.Kind, rate.Code}
		l.book.rates[key] = append(l.book.rates[key], rate)
		all = append(all, r.at(fmt.Sprintf("%q %q %q %q", rate.Kind, rate.Code, rate.Modifier, rate.Region), rate.Span))
	})
	checkOverlaps(all, "the rate of the same kind, code, modifier and region")
	return err
}

// takeovers reads takeovers.csv: which lines of a delegate the HMO pays itself.
func (l *loader) takeovers() error {
	return l.table("takeovers.csv", []string{"contract", "member", "account", "from", "to", "reason"}, func(r *row) {
		contract := r.cell("contract").required()
		t := record.Takeover{
			Contract: contract.text,
			Member:   r.cell("member").text,
			Account:  r.cell("account").text,
			Reason:   r.cell("reason").required().text,
			Span:     span(r.cell("from"), r.cell("to")),
		}
		l.knownMember(r.cell("member"))
		if k := l.book.contracts[t.Contract]; (k == nil || !k.Delegated) && t.Contract != "" && !l.unread["contracts.yaml"] {
			contract.report("no delegated contract has the id", "lines are taken over from a delegate")
		}
		l.book.takeovers[t.Contract] = append(l.book.takeovers[t.Contract], t)
	})
}
