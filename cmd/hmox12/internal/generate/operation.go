package generate

import "github.com/hmox12/hmox12/mapping/record"

// surgeryDay is an operation: the facility, the surgeon, anesthesia and often
// pathology.
func (t *teller) surgeryDay() {
	o := skewed(&t.draw, services.operations)
	surgeon := t.population.specialist(&t.draw, t.surgeons(), t.surgeonOf(o.code), t.narrow())
	var (
		at       *provider
		facility *claim
		place    string
	)
	if inHospital := o.facility > 200_000 || t.percent(30); inHospital {
		at, place = t.from(t.population.hospitals), "22"
		facility = t.hospital(at, "13", o.diagnosis, t.day, t.day)
		facility.revenue("0360", service{o.code, o.facility}, 100, t.day)
		facility.room("0710", o.facility/6, 1, t.day)
		facility.room("0250", o.facility/20, 1, t.day)
	} else {
		at, place = t.from(t.population.centers), "24"
		facility = t.newClaim(professional, at, "24", o.diagnosis)
		facility.add(service{o.code, o.facility}, 1, "SG", t.day)
	}
	authorization := t.authorize(nil, "", "OUTPATIENT_SURGERY", t.day, 0)
	facility.authorization = authorization
	facility.referring = nil
	t.file(facility)

	c := t.newClaim(professional, surgeon, place, o.diagnosis)
	c.authorization, c.facility = authorization, at
	c.add(o.service, 1, "", t.day)
	if t.percent(18) {
		second := skewed(&t.draw, services.operations)
		if second.code != o.code && second.facility < 200_000 {
			c.add(second.service, 1, "51", t.day)
		}
	}
	t.file(c)
	t.anesthesia(o, at, place, authorization, t.day)
	if t.percent(35) {
		p := t.newClaim(professional, t.from(t.population.pathology), place, o.diagnosis)
		p.facility, p.referring, p.authorization = at, surgeon, authorization
		p.add(services.a(&t.draw, "pathology"), t.between(1, 2), "26", t.day)
		t.file(p)
	}
}

// surgeons returns the contract among whose surgeons one is found: the PCP's own,
// unless that is a delegate's, which keeps to itself what it pays.
func (t *teller) surgeons() string {
	if t.delegated() {
		return directContract
	}
	return t.contract()
}

// surgeonOf returns the specialty that does an operation, by its chapter.
func (t *teller) surgeonOf(code string) string {
	switch {
	case code < "30000":
		return orthopedics
	case code < "31000", code[:2] == "42":
		return "207Y00000X"
	case code >= "43200" && code < "45400":
		return "207RG0100X"
	case code >= "50000" && code < "56000":
		return "208800000X"
	case code >= "58000" && code < "60000":
		return obgyn
	case code >= "66000":
		return "207W00000X"
	}
	return generalSurgery
}

// anesthesia is counted in minutes. A tenth is given by a stranger whom the patient
// did not choose.
func (t *teller) anesthesia(o operation, at *provider, place, authorization string, day record.Date) {
	who := t.from(t.population.anesthesia)
	stranger := t.percent(10)
	if stranger {
		who = pick(&t.draw, t.population.strangeAnesthesia)
	}
	c := t.newClaim(professional, who, place, o.diagnosis)
	c.facility, c.authorization = at, authorization
	c.consent = stranger && t.percent(20)
	minutes := t.between(3, 24) * 5
	c.lines = append(c.lines, line{
		code: o.anesthesia, modifier: "AA", units: minutes, basis: "MJ", day: day, pointers: 1,
		charge: c.billing.charge(dollarsOf(90 + minutes*4)),
	})
	t.file(c)
}
