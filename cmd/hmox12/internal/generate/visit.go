package generate

import "github.com/hmox12/hmox12/mapping/record"

// doctor draws whom a patient sees for primary care: mostly the PCP, or a colleague
// of the practice, now and then another one's PCP.
func (t *teller) doctor() *provider {
	d := t.pcp
	if d == nil || t.permille(25) {
		d = pick(&t.draw, t.population.pcps)
	}
	return d
}

// officeVisit is a visit to the PCP, with what is done there, and often the
// laboratory afterwards.
func (t *teller) officeVisit() {
	d := t.doctor()
	c := t.newClaim(professional, d, "11", services.diagnosis(&t.draw, "primary"))
	if t.percent(45) {
		c.diagnoses = append(c.diagnoses, services.diagnosis(&t.draw, "primary"))
	}
	list, modifier := "established", ""
	if t.percent(12) {
		list = "consultation"
	}
	procedure := t.percent(24)
	if procedure && t.percent(85) {
		modifier = "25"
	}
	c.add(services.a(&t.draw, list), 1, modifier, t.day).pointers = len(c.diagnoses)
	if procedure {
		t.procedure(c)
	}
	if t.percent(9) {
		c.add(services.a(&t.draw, "test"), 1, "", t.day)
	}
	if t.percent(3) {
		c.add(services.a(&t.draw, "consumable"), 1, "", t.day)
	}
	if t.percent(6) {
		t.immunize(c, 1)
	}
	t.file(c)
	if t.percent(24) {
		t.laboratoryFor(d, c.diagnoses)
	}
}

// procedure adds what is done beside a visit: a small procedure, or an injection
// with its drug.
func (t *teller) procedure(c *claim) {
	s := services.a(&t.draw, "officeProcedure")
	if t.percent(2) {
		s = services.lists["unlisted"][0]
	}
	c.add(s, 1, "", t.day)
	if s.code == "96372" || s.code == "20610" || t.percent(10) {
		l := c.add(services.a(&t.draw, "injectedDrug"), t.between(1, 4), "", t.day)
		l.drug = "99999" + padded(t.below(10_000), 4) + padded(t.between(1, 20), 2)
	}
}

// preventiveVisit is the yearly examination, with vaccines for the young.
func (t *teller) preventiveVisit() {
	age := t.m.age(t.day)
	list := services.lists["preventive"]
	c := t.newClaim(professional, t.doctor(), "11", "Z0000")
	at := map[bool]int{true: 0, false: 1}[age >= 40]
	switch {
	case age >= 65:
		at = 6
	case age < 18:
		c.diagnoses[0], at = "Z00129", 2+skewedNumber(&t.draw, 4)
	}
	c.add(list[at], 1, "", t.day)
	if age < 18 && t.percent(75) || t.percent(30) {
		t.immunize(c, t.between(1, 3))
	}
	if t.percent(30) {
		c.add(services.a(&t.draw, "lab"), 1, "", t.day)
	}
	t.file(c)
	if t.percent(35) {
		t.laboratoryFor(c.renders(), c.diagnoses)
	}
}

// immunize adds vaccines and what giving them costs.
func (t *teller) immunize(c *claim, count int) {
	list := services.lists["immunization"]
	c.add(list[0], 1, "", t.day)
	if count > 1 {
		c.add(list[2], count-1, "", t.day)
	}
	last := 0
	for range count {
		n := last + 1 + skewedNumber(&t.draw, 4)
		if n == 2 || n == 6 { // those are not vaccines
			n++
		}
		if last = n; n < len(list) {
			c.add(list[n], 1, "", t.day)
		}
	}
}

// specialistVisit is a visit or two to somebody whom the PCP referred to.
func (t *teller) specialistVisit() {
	s := &referredTo[referralShares.draw(&t.draw)]
	if t.percent(5) {
		s = &directly[3] // optometry
	}
	who := t.population.specialist(&t.draw, t.contract(), s.taxonomy, t.narrow())
	if who == nil {
		t.officeVisit()
		return
	}
	visits := 1 + skewedNumber(&t.draw, 3)
	f := t.referral(who, t.day, visits)
	for n := range visits {
		day := t.day.AddDays(n * 9)
		if day >= t.options.Received {
			break
		}
		t.specialist(who, s, f, day, n == 0)
	}
}

// contract returns the contract of the patient's PCP, that of the network without.
func (t *teller) contract() string {
	if t.pcp == nil {
		return directContract
	}
	return t.pcp.contract
}

func (t *teller) specialist(who *provider, s *specialtyOf, f referred, day record.Date, first bool) {
	c := t.newClaim(professional, who, "11", services.diagnosis(&t.draw, s.diagnoses))
	if t.percent(35) {
		c.diagnoses = append(c.diagnoses, services.diagnosis(&t.draw, s.diagnoses))
	}
	c.referral, c.referring = f.cited, f.by
	list := "established"
	switch {
	case s.taxonomy == optometry:
		list = "eye"
	case first:
		list = "consultation"
	}
	tests := s.tests != "" && t.percent(40)
	modifier := ""
	if tests && s.tests == "officeProcedure" {
		modifier = "25"
	}
	c.add(services.a(&t.draw, list), 1, modifier, day)
	if tests {
		c.add(services.a(&t.draw, s.tests), 1, "", day)
	}
	t.file(c)
	if t.percent(14) {
		t.laboratoryFor(who, c.diagnoses)
	}
}

// urgentCare is a visit to an urgent care center.
func (t *teller) urgentCare() {
	c := t.newClaim(professional, t.from(t.population.urgent), "20", services.diagnosis(&t.draw, "urgent"))
	c.add(services.a(&t.draw, "urgent"), 1, "", t.day)
	t.file(c)
}
