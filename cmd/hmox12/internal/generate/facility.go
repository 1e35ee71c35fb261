package generate

// facilities adds hospitals, suppliers and the practices that work in hospitals.
func (p *population) facilities(members int) {
	many := func(of int) int { return max(1, min(members/of, 300)) }
	org := func(list *[]*provider, taxonomy, specialty, contract, name string, narrow bool) *provider {
		o := p.organization(name, taxonomy, specialty, contract)
		o.narrow = narrow
		*list = append(*list, o)
		return o
	}
	for n := range 1 + many(60_000) {
		contract := []string{"HOSPITAL-DAY", "HOSPITAL-CASE"}[n%2]
		o := org(&p.hospitals, "282N00000X", "General acute care hospital", contract, county[n%len(county)].name+" HOSPITAL "+number(n+1), true)
		if len(p.partners) < 24 {
			o.sender = p.addPartner("HOSPITAL"+padded(n+1, 2), o.last, "ZZ", false)
		}
	}
	for n := range 1 + many(40_000) {
		o := org(&p.laboratories, "291U00000X", "Clinical laboratory", "LABORATORY", lastName(&p.draw)+" LABORATORY", true)
		if n == 0 {
			o.sender = p.addPartner("LABONE", o.last, "ZZ", false)
		}
		org(&p.imaging, "261QR0200X", "Radiology clinic", "IMAGING", lastName(&p.draw)+" IMAGING", true)
		org(&p.centers, "261QA1903X", "Ambulatory surgery center", "SURGICENTER", lastName(&p.draw)+" SURGERY CENTER", n%2 == 0)
		org(&p.urgent, "261QU0200X", "Urgent care", "URGENT", lastName(&p.draw)+" URGENT CARE", true)
		org(&p.ambulances, "341600000X", "Ambulance", "AMBULANCE", lastName(&p.draw)+" AMBULANCE", true)
		org(&p.suppliers, "332B00000X", "Medical equipment", "EQUIPMENT", lastName(&p.draw)+" MEDICAL SUPPLY", true)
		org(&p.pathology, pathologist, "Pathology", "PATHOLOGY", lastName(&p.draw)+" PATHOLOGY", true)
		org(&p.radiology, radiologist, "Radiology", directContract, lastName(&p.draw)+" RADIOLOGY", true)
	}
	for range 1 + many(30_000) {
		p.work(&p.emergency, emergencyDoctor, "Emergency medicine", directContract, "EMERGENCY PHYSICIANS")
		p.work(&p.anesthesia, anesthesiology, "Anesthesiology", "ANESTHESIA", "ANESTHESIA")
		p.work(&p.hospitalists, hospitalist, "Hospital medicine", directContract, "HOSPITALISTS")
	}
	for range 1 + many(4000) {
		d := p.person("122300000X", "Dentistry", "DENTAL")
		d.narrow = true
		p.dentists = append(p.dentists, d)
	}
}

// work adds a practice with a doctor whom it bills for.
func (p *population) work(list *[]*provider, taxonomy, specialty, contract, name string) {
	o := p.organization(lastName(&p.draw)+" "+name, taxonomy, specialty, contract)
	d := p.person(taxonomy, specialty, contract)
	d.practice, d.tin, d.routing, d.account = o, "", "", ""
	o.narrow, d.narrow = true, true
	*list = append(*list, d)
}

// outside adds those who have no contract.
func (p *population) outside() {
	for _, s := range []specialtyOf{referredTo[0], referredTo[1], referredTo[2], {familyMedicine, "Family medicine", "", "", 0}} {
		p.strangers = append(p.strangers, p.person(s.taxonomy, s.name, ""))
	}
	p.strangeEmergency = append(p.strangeEmergency, p.person(emergencyDoctor, "Emergency medicine", ""))
	p.strangeAnesthesia = append(p.strangeAnesthesia, p.person(anesthesiology, "Anesthesiology", ""))
	away := func(list *[]*provider, taxonomy, specialty, name string) {
		o := p.organization(name, taxonomy, specialty, "")
		o.address = office(&p.draw, abroad)
		*list = append(*list, o)
	}
	away(&p.awayHospitals, "282N00000X", "General acute care hospital", "STONEFERRY GENERAL HOSPITAL")
	away(&p.awayUrgent, "261QU0200X", "Urgent care", "STONEFERRY URGENT CARE")
	d := p.person(emergencyDoctor, "Emergency medicine", "")
	d.address = office(&p.draw, abroad)
	p.awayEmergency = append(p.awayEmergency, d)
}
