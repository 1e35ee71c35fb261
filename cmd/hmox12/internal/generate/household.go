package generate

import "github.com/hmox12/hmox12/mapping/record"

// blockSize is how many members are drawn together: whole households.
const blockSize = 8

// partitions are the sizes of the households of a block.
var partitions = [][]int{
	{1, 2, 4, 1}, {4, 2, 1, 1}, {3, 1, 4}, {2, 2, 1, 3}, {1, 1, 1, 1, 4}, {5, 2, 1}, {2, 4, 2}, {1, 3, 1, 3}, {1, 1, 2, 2, 1, 1}, {6, 1, 1},
}

// householdOf draws the household of a member by number. It is the same each time.
func (w *world) householdOf(number int) (*household, *member) {
	block := number / blockSize
	d := newDraw(w.options.Seed, ofHousehold, uint64(block)<<4)
	first := block * blockSize
	for _, size := range pick(&d, partitions) {
		size = min(size, w.options.Members-first)
		if number < first+size {
			h := w.household(first, size)
			return h, h.members[number-first]
		}
		first += size
	}
	panic("generate: the households of a block have its size together")
}

// household draws the household whose members begin at a number.
func (w *world) household(first, size int) *household {
	d := newDraw(w.options.Seed, ofHousehold, uint64(first)<<4|1)
	today := w.options.Received
	h := &household{plan: plans[planShares.draw(&d)], address: home(&d, county), group: "WG-" + number(4000+skewedNumber(&d, 600))}
	last := lastName(&d)
	parent := today.AddDays(-d.between(24*365, 63*365))
	spouse := size > 1 && d.percent(80)
	for n := range size {
		m := &member{
			number: first + n, id: memberID(first + n), household: h, last: last, relationship: "19",
			sex: pick(&d, []string{"F", "M"}),
		}
		switch {
		case n == 0:
			m.relationship, m.birth = "18", parent
		case n == 1 && spouse:
			m.relationship, m.birth = "01", parent.AddDays(d.between(-2000, 2000))
			if d.percent(15) {
				m.last = lastName(&d)
			}
			if h.members[0].sex == "F" {
				m.sex = "M"
			} else {
				m.sex = "F"
			}
		default:
			old := min(25*365, parent.DaysUntil(today)-19*365) // the parent was 19 at least
			m.birth = today.AddDays(-d.between(60, max(old, 61)))
		}
		m.first = firstName(&d, m.sex)
		if d.percent(30) {
			m.middle = string(rune('A' + d.below(26)))
		}
		if d.permille(15) {
			m.priorID = "OW" + padded(m.number, 7)
		}
		h.members = append(h.members, m)
	}
	w.cover(&d, h)
	w.assign(&d, h)
	if d.permille(28) { // the spouse's employer, say, pays first
		for _, m := range h.members[max(0, size-2):] {
			m.other = "CL" + padded(m.number, 7)
		}
	}
	return h
}

// skewedNumber returns a number from 0 to n-1, low ones more often.
func skewedNumber(d *draw, n int) int { return d.below(d.below(n) + 1) }

// cover draws the spans of coverage of a household.
func (w *world) cover(d *draw, h *household) {
	today := w.options.Received
	year := record.NewDate(today.Year(), 1, 1)
	begin := record.NewDate(today.Year()-d.between(1, 6), 1, 1)
	spans := []covered{{Span: record.Span{From: begin}}}
	switch n := d.below(1000); {
	case n < 18: // left at the end of a month
		spans[0].To, spans[0].endReason = today.AddMonths(-d.between(1, 3)).EndOfMonth(), "terminated"
	case n < 30: // a gap
		spans[0].To, spans[0].endReason = year.AddMonths(-2).EndOfMonth(), "terminated"
		spans = append(spans, covered{Span: record.Span{From: year.AddMonths(1)}})
	case n < 45: // new
		spans[0].From = today.AddMonths(-d.between(0, 2)).AddDays(1 - today.Day())
	case n < 300: // renewed
		spans[0].To = year.AddDays(-1)
		spans = append(spans, covered{Span: record.Span{From: year}})
	}
	if last := &spans[len(spans)-1]; h.plan == exchangePlan && last.To == 0 && d.percent(7) {
		last.grace = 1 + skewedNumber(d, 3)
	}
	for _, m := range h.members {
		m.coverage = spans
		if last := spans[len(spans)-1]; m.relationship == "19" && m.age(today) >= 24 && last.To == 0 && d.percent(40) {
			m.coverage = append([]covered{}, spans...)
			m.coverage[len(spans)-1].To = max(today.AddMonths(-1).EndOfMonth(), last.From)
			m.coverage[len(spans)-1].endReason = "dependent age"
		}
	}
}

// assign draws the PCPs of a household.
func (w *world) assign(d *draw, h *household) {
	today := w.options.Received
	choose := func(child bool) *provider {
		var chosen *provider
		for range 8 { // children alone have pediatricians
			if h.plan == selectPlan {
				chosen = w.population.narrowPCPs[w.population.narrowPanels.draw(d)]
			} else {
				chosen = w.population.pcps[w.population.panels.draw(d)]
			}
			if (chosen.taxonomy == pediatrics) == child || child && chosen.taxonomy == familyMedicine {
				break
			}
		}
		return chosen
	}
	parents := choose(false)
	for _, m := range h.members {
		chosen, child := parents, m.age(today) < 16
		if child || d.percent(25) {
			chosen = choose(child)
		}
		from := m.coverage[0].From
		switch n := d.below(1000); {
		case n < 12: // none was chosen
		case n < 40: // changed
			day := max(today.AddDays(-d.between(5, 70)), from.AddDays(1))
			m.pcps = []assigned{{record.Span{From: from, To: day.AddDays(-1)}, chosen}, {record.Span{From: day}, choose(child)}}
		default:
			m.pcps = []assigned{{record.Span{From: from}, chosen}}
		}
	}
}
