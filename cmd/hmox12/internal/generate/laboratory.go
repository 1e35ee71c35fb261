package generate

// laboratory is a claim of a laboratory that the PCP ordered.
func (t *teller) laboratory() {
	t.laboratoryFor(t.doctor(), []string{services.diagnosis(&t.draw, "lab")})
}

func (t *teller) laboratoryFor(by *provider, diagnoses []string) {
	c := t.newClaim(professional, t.from(t.population.laboratories), "81", diagnoses...)
	c.ordering = by
	panel := t.between(1, 6)
	for range panel {
		s := services.a(&t.draw, "lab")
		if !c.has(s.code) {
			c.add(s, 1, "", t.day)
		}
	}
	if t.percent(1) {
		c.add(services.lists["unlisted"][1], 1, "", t.day)
	}
	t.file(c)
}

// has reports whether a line is for a code.
func (c *claim) has(code string) bool {
	for i := range c.lines {
		if c.lines[i].code == code {
			return true
		}
	}
	return false
}

// imagingCenter is an image; the dear ones need an authorization.
func (t *teller) imagingCenter() {
	who := t.from(t.population.imaging)
	c := t.newClaim(professional, who, "11", services.diagnosis(&t.draw, "imaging"))
	c.referring = t.doctor()
	list := "basicImaging"
	if t.percent(38) {
		list = "advancedImaging"
	}
	s := services.a(&t.draw, list)
	if list == "advancedImaging" {
		c.authorization = t.authorize(who, s.code, "", t.day, 1)
	}
	modifier := ""
	if t.percent(20) {
		modifier = pick(&t.draw, []string{"LT", "RT"})
	}
	c.add(s, 1, modifier, t.day)
	t.file(c)
}
