package generate

import "fmt"

// Contracts of data/contracts.yaml.
const (
	staffContract    = "STAFF"
	groupContract    = "GROUP"
	delegateContract = "DELEGATE"
	forwardContract  = "FORWARD"
	ipaContract      = "IPA"
	directContract   = "DIRECT"
)

// population are all providers, and how they are found.
type population struct {
	draw     draw
	partners []*partner
	all      []*provider

	pcps         []*provider
	panels       weights // how many members choose each
	narrowPCPs   []*provider
	narrowPanels weights
	pediatric    []*provider
	specialists  map[practicing][]*provider

	staff, group, delegate, forward, ipa *provider // parties of contracts

	hospitals, laboratories, imaging, centers, urgent []*provider
	ambulances, suppliers, dentists                   []*provider
	emergency, anesthesia, pathology, hospitalists    []*provider // practices
	radiology                                         []*provider
	strangers                                         []*provider // doctors in the county without a contract
	strangeEmergency, strangeAnesthesia               []*provider
	awayHospitals, awayUrgent, awayEmergency          []*provider // out of the area
	departed                                          []*provider // whose contract ended
}

// practicing is what a specialist is found by.
type practicing struct {
	contract, taxonomy string
	narrow             bool
}

// newPopulation draws the providers that so many members need.
func newPopulation(seed uint64, members int) *population {
	p := &population{draw: newDraw(seed, ofPopulation, 0), specialists: map[practicing][]*provider{}}
	p.addPartner("GULLNET", "GULLNET CLEARINGHOUSE", "ZZ", true)
	p.addPartner("MARSHLINK", "MARSHLINK EDI", "ZZ", true)
	p.addPartner("TIDEWAY", "TIDEWAY EXCHANGE", "30", true)
	p.parties()
	p.primary(max(12, min(members/350, 20_000)))
	p.secondary(max(1, min(members/6000, 1000)))
	p.facilities(members)
	p.outside()
	return p
}

// parties are the organizations behind staff, group and IPA contracts.
func (p *population) parties() {
	clinic := func(name, contract, id, taxonomy, specialty string) *provider {
		o := p.organization(name, taxonomy, specialty, contract)
		o.sender = p.addPartner(id, name, "ZZ", false)
		return o
	}
	p.staff = clinic("WILLET STAFF CLINIC", staffContract, "WILLETCLINIC", "261QM1300X", "Multi-specialty clinic")
	p.group = clinic("HERONMERE MEDICAL GROUP", groupContract, "HERONMEREMG", "261QM1300X", "Multi-specialty group")
	p.delegate = clinic("SALTGRASS IPA", delegateContract, "SALTGRASSIPA", "302R00000X", "Independent practice association")
	p.forward = clinic("QUARRYTON IPA", forwardContract, "QUARRYTONIPA", "302R00000X", "Independent practice association")
	p.ipa = clinic("PLOVER BAY IPA", ipaContract, "PLOVERIPA", "302R00000X", "Independent practice association")
	p.group.narrow = true
}

// modelShares are the contracts of PCPs, in the shares of the models.
var modelShares = []string{
	directContract, ipaContract, groupContract, staffContract, delegateContract, directContract, ipaContract, forwardContract,
	directContract, groupContract, ipaContract, directContract, staffContract, directContract, delegateContract, ipaContract,
}

// primary adds the PCPs of all models, and the practices of those in the network.
func (p *population) primary(count int) {
	var (
		each, narrow []int
		practice     *provider
		places       int // left in the practice
	)
	for n := range count {
		contract := modelShares[n%len(modelShares)]
		taxonomy, specialty := familyMedicine, "Family medicine"
		switch {
		case n%4 == 1:
			taxonomy, specialty = internalMedicine, "Internal medicine"
		case n%4 == 3:
			taxonomy, specialty = pediatrics, "Pediatrics"
		}
		d := p.person(taxonomy, specialty, contract)
		d.pcp = true
		switch contract {
		case staffContract:
			d.practice = p.staff
		case groupContract:
			d.practice = p.group
		case delegateContract, forwardContract, ipaContract:
			d.callGroup = contract + "-" + number(n/8)
		case directContract:
			if places > 0 {
				places--
			} else if practice = nil; p.draw.percent(65) {
				practice, places = p.practice(), p.draw.between(1, 5)
			}
			if d.practice = practice; practice == nil {
				d.narrow = p.draw.percent(40)
			}
		}
		if d.practice != nil {
			d.tin, d.address, d.narrow, d.routing, d.account = "", d.practice.address, d.practice.narrow, "", ""
		}
		p.pcps = append(p.pcps, d)
		panel := 1_000_000 / (p.draw.below(count) + 6) // who is sought after is chance
		each = append(each, panel)
		if d.narrow {
			p.narrowPCPs, narrow = append(p.narrowPCPs, d), append(narrow, panel)
		}
		if taxonomy == pediatrics {
			p.pediatric = append(p.pediatric, d)
		}
	}
	p.panels, p.narrowPanels = newWeights(each...), newWeights(narrow...)
	for n, d := range p.pcps {
		d.suspended = n > 20 && p.draw.permille(4)
	}
}

// practice adds a practice of the network; the first few send their own files.
func (p *population) practice() *provider {
	o := p.organization(lastName(&p.draw)+" FAMILY PRACTICE", "261QP2300X", "Primary care clinic", directContract)
	o.narrow = p.draw.percent(50)
	if len(p.partners) < 20 && p.draw.percent(40) {
		o.sender = p.addPartner(fmt.Sprintf("PRACTICE%02d", len(p.partners)), o.last, "01", false)
	}
	return o
}

// secondary adds specialists; rounds of them, as many as the members need.
func (p *population) secondary(rounds int) {
	add := func(s specialtyOf, contract string, narrow bool) *provider {
		d := p.person(s.taxonomy, s.name, contract)
		d.narrow = narrow
		switch contract {
		case staffContract:
			d.practice = p.staff
		case groupContract:
			d.practice, d.narrow = p.group, true
		}
		if d.practice != nil {
			d.tin, d.address, d.routing, d.account = "", d.practice.address, "", ""
		}
		key := practicing{contract: contract, taxonomy: s.taxonomy}
		p.specialists[key] = append(p.specialists[key], d)
		if d.narrow {
			p.specialists[practicing{contract, s.taxonomy, true}] = append(p.specialists[practicing{contract, s.taxonomy, true}], d)
			p.specialists[practicing{"", s.taxonomy, true}] = append(p.specialists[practicing{"", s.taxonomy, true}], d)
		}
		return d
	}
	for round := range rounds {
		for n, s := range referredTo {
			add(s, directContract, true)
			add(s, directContract, false)
			if round%2 == 0 {
				add(s, ipaContract, false)
				add(s, groupContract, true)
			}
			if round%4 == 0 && n < 8 {
				add(s, staffContract, false)
				add(s, delegateContract, false)
				add(s, forwardContract, false)
			}
			if round == 0 && n < 3 {
				p.departed = append(p.departed, p.person(s.taxonomy, s.name, directContract))
				p.departed[n].left = true
				add(s, directContract, false).suspended = true
			}
		}
		for _, s := range directly {
			add(s, directContract, true)
			add(s, directContract, false)
		}
	}
}

// specialist draws whom somebody with a PCP and plan is sent to.
func (p *population) specialist(d *draw, contract, taxonomy string, narrow bool) *provider {
	for _, key := range []practicing{{contract, taxonomy, narrow}, {directContract, taxonomy, narrow}, {"", taxonomy, true}} {
		if list := p.specialists[key]; len(list) > 0 {
			return skewed(d, list)
		}
	}
	return nil
}

// person adds a provider who is a person.
func (p *population) person(taxonomy, specialty, contract string) *provider {
	d := p.add(taxonomy, specialty, contract, county)
	d.last, d.first = lastName(&p.draw), firstName(&p.draw, pick(&p.draw, []string{"F", "M"}))
	return d
}

// organization adds a provider that is none.
func (p *population) organization(name, taxonomy, specialty, contract string) *provider {
	o := p.add(taxonomy, specialty, contract, county)
	o.last, o.organization = name, true
	return o
}

func (p *population) add(taxonomy, specialty, contract string, towns []town) *provider {
	n := len(p.all) + 1
	d := &provider{
		npi: npiOf(n), tin: tinOf(n), taxonomy: taxonomy, specialty: specialty, contract: contract,
		address: office(&p.draw, towns), phone: phoneOf(n), markup: p.draw.between(125, 290),
		sender: p.partners[newWeights(60, 27, 13).draw(&p.draw)],
	}
	if p.draw.percent(88) { // the others are paid by check
		d.routing, d.account = routingOf(n), padded(700_000_000+n*7, 9)
	}
	p.all = append(p.all, d)
	return d
}
