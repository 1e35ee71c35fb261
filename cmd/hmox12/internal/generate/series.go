package generate

// therapySeries is physical therapy: a referral, an authorization of so many
// units, and visits until now.
func (t *teller) therapySeries() {
	who := t.population.specialist(&t.draw, directContract, physicalTherapy, t.narrow())
	visits := t.between(2, 8)
	t.on(t.options.Received.AddDays(-t.between(10, 60)))
	f := t.referral(who, t.day, visits)
	authorization := t.authorize(who, "97010-97799", "", t.day, visits*3+1)
	reason := services.diagnosis(&t.draw, "therapy")
	pause := t.between(2, 7)
	for n := range visits {
		day := t.day.AddDays(n * pause)
		if day >= t.options.Received {
			break
		}
		c := t.newClaim(professional, who, "11", reason)
		c.referral, c.referring, c.authorization = f.cited, f.by, authorization
		if n == 0 {
			c.add(services.a(&t.draw, "therapyEvaluation"), 1, "GP", day)
		} else {
			c.add(services.lists["therapy"][0], t.between(1, 2), "GP", day)
			if t.percent(60) {
				c.add(services.lists["therapy"][1+skewedNumber(&t.draw, 5)], 1, "GP", day)
			}
		}
		t.file(c)
	}
}

// counseling is behavioral care, a few sessions of it.
func (t *teller) counseling() {
	who := t.population.specialist(&t.draw, directContract, pick(&t.draw, []string{psychology, "1041C0700X"}), t.narrow())
	reason := services.diagnosis(&t.draw, "behavioral")
	place := "11"
	if t.percent(35) {
		place = "10" // telehealth, at home
	}
	for n := range 1 + skewedNumber(&t.draw, 4) {
		day := t.day.AddDays(n * 7)
		if day >= t.options.Received {
			break
		}
		c := t.newClaim(professional, who, place, reason)
		list := "behavioral"
		if n == 0 && t.percent(30) {
			list = "behavioralIntake"
		}
		modifier := ""
		if place == "10" {
			modifier = "95"
		}
		c.add(services.a(&t.draw, list), 1, modifier, day)
		t.file(c)
	}
}

// equipment is what a supplier delivers.
func (t *teller) equipment() {
	who := t.from(t.population.suppliers)
	c := t.newClaim(professional, who, "12", services.diagnosis(&t.draw, "equipment"))
	c.ordering = t.doctor()
	s := services.a(&t.draw, "dme")
	c.authorization = t.authorize(who, s.code, "", t.day, 1)
	c.add(s, 1, "NU", t.day)
	t.file(c)
}

// excludedCare is care that no plan has.
func (t *teller) excludedCare() {
	if t.percent(70) {
		who := t.population.specialist(&t.draw, directContract, chiropractor, t.narrow())
		c := t.newClaim(professional, who, "11", services.diagnosis(&t.draw, "chiropractic"))
		c.add(services.a(&t.draw, "chiropractic"), 1, "", t.day)
		t.file(c)
		return
	}
	who := t.population.specialist(&t.draw, directContract, optometry, t.narrow())
	c := t.newClaim(professional, who, "11", services.diagnosis(&t.draw, "vision"))
	c.add(services.a(&t.draw, "vision"), 2, "", t.day)
	t.file(c)
}

// stranger is planned care by somebody without a contract.
func (t *teller) stranger() {
	who := skewed(&t.draw, t.population.strangers)
	c := t.newClaim(professional, who, "11", services.diagnosis(&t.draw, "primary"))
	c.add(services.a(&t.draw, "consultation"), 1, "", t.day)
	if t.percent(8) { // a single case that was agreed on
		c.authorization = t.agree(who, c.lines[0].code, t.day)
	}
	t.file(c)
}

// continued is care by somebody whose contract ended, of a condition that the
// member may go on with.
func (t *teller) continued() {
	who := pick(&t.draw, t.population.departed)
	var list string
	for _, s := range referredTo {
		if s.taxonomy == who.taxonomy {
			list = s.diagnoses
		}
	}
	c := t.newClaim(professional, who, "11", services.diagnosis(&t.draw, list))
	c.add(services.a(&t.draw, "established"), 1, "", t.day)
	t.goOn(who, c.diagnoses[0])
	t.file(c)
}
