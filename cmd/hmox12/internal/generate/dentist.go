package generate

// dentist is a visit to a dentist, by somebody with the dental rider for the most
// part; some dentists ask first what would be paid.
func (t *teller) dentist() {
	for range 12 {
		if t.m.household.plan == dentalPlan || t.percent(4) {
			break
		}
		t.meet()
	}
	c := t.newClaim(dental, t.from(t.population.dentists), "11")
	for range t.between(1, 4) {
		list := []string{"dentalPreventive", "dentalBasic", "dentalMajor"}[newWeights(70, 22, 8).draw(&t.draw)]
		s := services.a(&t.draw, list)
		if c.has(s.code) {
			continue
		}
		l := c.add(s, 1, "", t.day)
		if list != "dentalPreventive" || s.code == "D1351" {
			l.tooth = number(t.between(2, 31))
		}
		if s.code >= "D2140" && s.code <= "D2394" {
			l.surfaces = pick(&t.draw, []string{"M", "O", "MO", "DO", "MOD", "B"})
		}
	}
	c.predetermined = c.lines[0].code >= "D2700" && t.percent(30)
	t.file(c)
}
