package generate

// hospitalStay is an inpatient stay, and the visits of hospitalists during it.
func (t *teller) hospitalStay() {
	s := skewed(&t.draw, services.stays)
	if s.drg == "807" || s.drg == "788" { // births have a story of their own
		s = services.stays[1]
	}
	t.admit(s)
}

func (t *teller) admit(s stayCase) *claim {
	hospital := t.from(t.population.hospitals)
	days := max(1, s.days+t.between(-1, 3))
	last := t.day.AddDays(days)
	if last >= t.options.Received {
		t.on(t.day.AddDays(-days))
		last = t.day.AddDays(days)
	}
	c := t.hospital(hospital, "11", s.diagnosis, t.day, last)
	c.stay, c.inpatient, c.admission = &s, true, s.admission
	if s.admission == "3" || t.percent(70) {
		c.authorization = t.authorize(hospital, "", "INPATIENT_FACILITY", t.day, days)
	}
	c.room("0120", s.perDay*6/10, days, t.day).basis = "DA"
	c.room("0250", s.perDay*cents(days)*15/100, 1, t.day)
	c.room("0300", s.perDay*cents(days)*10/100, 1, t.day)
	if s.perDay > 700_000 {
		c.room("0360", s.perDay*cents(s.days)*4/10, 1, t.day)
	}
	if s.admission == "1" && t.percent(70) {
		c.revenue("0450", services.a(&t.draw, "emergency"), 420, t.day)
	}
	t.file(c)
	doctor := t.from(t.population.hospitalists)
	v := t.newClaim(professional, doctor, "21", s.diagnosis)
	v.facility, v.from, v.to = hospital, t.day, last
	v.add(services.lists["hospitalVisit"][1], 1, "", t.day)
	for n := 1; n < min(days, 5); n++ {
		v.add(services.lists["hospitalVisit"][0], 1, "", t.day.AddDays(n))
	}
	v.add(services.lists["hospitalVisit"][4], 1, "", last)
	t.file(v)
	return c
}

// birth is the mother's stay and the claim of a child whom nobody enrolled yet.
func (t *teller) birth() {
	mother := t.m
	for _, m := range t.m.household.members {
		if m.relationship != "19" && m.sex == "F" {
			mother = m
		}
	}
	if mother.sex != "F" || mother.age(t.day) > 48 || mother.age(t.day) < 17 {
		t.officeVisit()
		return
	}
	t.m = mother
	t.on(t.options.Received.AddDays(-t.between(4, 28)))
	t.admit(services.stays[0])
	visit := t.day.AddDays(t.between(2, 3))
	child := &member{
		household: mother.household, relationship: "19", last: mother.last, first: firstName(&t.draw, "F"), sex: "F", birth: t.day,
		id: mother.id,
	}
	c := t.newClaim(professional, t.newbornDoctor(), "11", "Z00110")
	c.newborn, c.asChild = child, true
	c.add(service{"99381", 11_200}, 1, "", visit)
	t.file(c)
}

func (t *teller) newbornDoctor() *provider {
	if t.pcp != nil && !t.delegated() {
		return t.pcp
	}
	return skewed(&t.draw, t.population.pediatric)
}

// outpatientHospital is a test or treatment that a hospital bills for.
func (t *teller) outpatientHospital() {
	c := t.hospital(t.from(t.population.hospitals), "13", services.diagnosis(&t.draw, "imaging"), t.day, t.day)
	switch t.below(4) {
	case 0:
		for range t.between(1, 4) {
			if s := services.a(&t.draw, "lab"); !c.has(s.code) {
				c.revenue("0300", s, 180, t.day)
			}
		}
	case 1:
		s := services.a(&t.draw, "advancedImaging")
		c.authorization = t.authorize(c.billing, s.code, "", t.day, 1)
		c.revenue("0350", s, 320, t.day)
	case 2:
		c.revenue("0320", services.a(&t.draw, "basicImaging"), 240, t.day)
	default:
		c.revenue("0510", service{"G0463", 9000}, 200, t.day)
		c.room("0270", dollarsOf(t.between(15, 120)), 1, t.day)
	}
	t.file(c)
}
