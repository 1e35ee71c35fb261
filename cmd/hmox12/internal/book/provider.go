package book

import (
	"slices"
	"strings"

	"github.com/hmox12/hmox12/mapping/record"
)

// providers reads providers.csv.
func (l *loader) providers() error {
	columns := []string{
		"npi", "kind", "last", "first", "middle", "suffix", "tin", "taxonomy", "specialty", "pcp", "callGroup", "practice",
		"street", "street2", "city", "state", "zip", "phone", "routing", "account", "receiver",
	}
	var practices []value
	err := l.table("providers.csv", columns, func(r *row) {
		npi := r.cell("npi").required()
		kind := oneOf(r.cell("kind").required(), "person", "organization")
		p := &record.Provider{
			NPI:          npi.npi(),
			Name:         r.name(),
			Organization: kind == "organization",
			TIN:          r.cell("tin").digits(9),
			Taxonomy:     r.cell("taxonomy").required().sendable(),
			Specialty:    r.cell("specialty").required().sendable(),
			PCP:          r.cell("pcp").flag(),
			CallGroup:    r.text("callGroup"),
			Practice:     r.text("practice"),
			Address:      r.address(),
			Phone:        r.cell("phone").digits(10),
			Bank:         record.BankAccount{Routing: r.cell("routing").routing(), Account: r.text("account")},
			Receiver:     r.text("receiver"),
		}
		if (p.Bank.Routing == "") != (p.Bank.Account == "") {
			r.cell("account").report("routing and account come together", "write both or neither")
		}
		if p.Receiver != "" && l.book.Partner(p.Receiver) == nil && !l.unread["partners.csv"] {
			r.cell("receiver").report("no such trading partner", "correct it, or add it to partners.csv")
		}
		if p.Practice != "" {
			practices = append(practices, r.cell("practice"))
		}
		if l.book.providers[p.NPI] != nil {
			npi.report("another provider has the NPI", "remove one")
			return
		}
		l.book.providers[p.NPI] = p
		l.book.specialists[p.Taxonomy] = append(l.book.specialists[p.Taxonomy], p)
	})
	for _, of := range l.book.specialists {
		slices.SortFunc(of, func(a, b *record.Provider) int { return strings.Compare(a.NPI, b.NPI) })
	}
	for _, v := range practices {
		if p := l.provider(v); p != nil && !p.Organization {
			v.report("the practice is a person", "name the NPI of an organization")
		}
	}
	for _, v := range l.parties {
		l.provider(v)
	}
	return err
}

// provider returns the provider whom a value names by NPI; one that
// providers.csv does not know is reported.
func (l *loader) provider(v value) *record.Provider {
	p := l.book.providers[v.text]
	if p == nil && v.text != "" && !l.unread["providers.csv"] {
		v.report("no provider has the NPI "+v.text, "correct it, or add the provider to providers.csv")
	}
	return p
}

// credentialHolds reads credential_holds.csv.
func (l *loader) credentialHolds() error {
	err := l.table("credential_holds.csv", []string{"npi", "from", "to", "reason"}, func(r *row) {
		h := record.CredentialHold{
			NPI:    r.cell("npi").required().sendable(),
			Span:   span(r.cell("from"), r.cell("to")),
			Reason: oneOf(r.cell("reason").required(), "suspended", "excluded"),
		}
		l.provider(r.cell("npi"))
		l.book.holds[h.NPI] = append(l.book.holds[h.NPI], h)
	})
	byFirstDay(l.book.holds, func(h record.CredentialHold) record.Date { return h.From })
	return err
}

// participation reads participation.csv: who takes part in which network under
// which contract.
func (l *loader) participation() error {
	var all []placed
	err := l.table("participation.csv", []string{"npi", "network", "contract", "from", "to"}, func(r *row) {
		p := record.Participation{
			NPI:      r.cell("npi").required().sendable(),
			Network:  r.cell("network").required().sendable(),
			Contract: r.cell("contract").required().sendable(),
			Span:     span(r.cell("from"), r.cell("to")),
		}
		l.provider(r.cell("npi"))
		if p.Network != "" && !l.networks[p.Network] && !l.unread["plans"] {
			r.cell("network").report("no plan has the network "+p.Network, "correct it, or add it to a plan's networks")
		}
		if p.Contract != "" && l.book.contracts[p.Contract] == nil && !l.unread["contracts.yaml"] {
			r.cell("contract").report("no such contract: "+p.Contract, "correct it, or add it to contracts.yaml")
		}
		l.book.participations[p.NPI] = append(l.book.participations[p.NPI], p)
		all = append(all, r.at(p.NPI+" "+p.Network, p.Span))
	})
	checkOverlaps(all, "the provider's participation in the network")
	byFirstDay(l.book.participations, func(p record.Participation) record.Date { return p.From })
	return err
}
