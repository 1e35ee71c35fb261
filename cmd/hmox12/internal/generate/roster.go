package generate

import "github.com/hmox12/hmox12/mapping/record"

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
