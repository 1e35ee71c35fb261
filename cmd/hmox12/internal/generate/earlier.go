package generate

import "github.com/hmox12/hmox12/mapping/record"

// earlierClaim begins a visit that was paid on an earlier night, by somebody who is
// paid for claims.
func (t *teller) earlierClaim() *claim {
	d := t.pcp
	if d == nil || d.contract == staffContract || d.contract == groupContract || t.delegated() {
		d = t.population.specialist(&t.draw, directContract, psychology, t.narrow())
	}
	t.on(t.options.Received.AddDays(-t.between(30, 75)))
	c := t.newClaim(professional, d, "11", services.diagnosis(&t.draw, "primary"))
	if d.pcp {
		c.add(services.a(&t.draw, "established"), 1, "", t.day)
	} else {
		c.diagnoses[0] = services.diagnosis(&t.draw, "behavioral")
		c.add(services.lists["behavioral"][0], 1, "", t.day)
	}
	t.priors++
	c.account = account(c.billing, 9_000_000+t.priors)
	return c
}

// priorNumber returns our number of the latest prior claim.
func (t *teller) priorNumber() string {
	return numberOf(t.options.Received.AddDays(-20), t.priors)
}

// numberOf returns our number of the n-th claim of a day.
func numberOf(day record.Date, n int) string {
	first := record.NewDate(day.Year(), 1, 1)
	return padded(day.Year()%100, 2) + padded(first.DaysUntil(day)+1, 3) + padded(n, 6)
}

// corrected replaces a claim of an earlier night, or takes it back.
func (t *teller) corrected() {
	c := t.earlierClaim()
	if !t.m.coveredOn(t.day) {
		t.priors--
		t.laboratory()
		return
	}
	number := t.priorNumber()
	t.book.priorClaim(number, c, t.options.Received)
	r := *c
	r.lines = append([]line{}, c.lines...)
	r.original, r.frequency = number, '7'
	switch n := t.below(100); {
	case n < 22:
		r.frequency = '8'
	case n < 60:
		r.add(services.a(&t.draw, "test"), 1, "", t.day)
	default:
		s := services.lists["established"][t.below(2)]
		if r.renders().pcp {
			r.lines[0].code, r.lines[0].charge = s.code, r.billing.charge(s.fee)
		} else {
			r.lines[0].code, r.lines[0].charge = "90837", r.billing.charge(15_800)
		}
	}
	if t.percent(3) {
		r.original = "26001" + padded(t.below(1_000_000), 6) // nobody's
	}
	t.hand(&r, false)
}

// sentTwice sends a claim again: one of an earlier night, or of tonight.
func (t *teller) sentTwice() {
	if t.percent(50) {
		c := t.earlierClaim()
		if t.m.coveredOn(t.day) {
			t.book.priorClaim(t.priorNumber(), c, t.options.Received)
		}
		t.hand(c, false)
		return
	}
	c := t.newClaim(professional, t.doctor(), "11", services.diagnosis(&t.draw, "primary"))
	c.add(services.a(&t.draw, "established"), 1, "", t.day)
	again := *c
	again.account = account(c.billing, t.claims+1)
	c.account = again.account
	t.hand(c, false)
	t.hand(&again, false)
}
