package adjudicate

import "github.com/hmox12/hmox12/mapping/record"

// askedLines is what the ledger told of a member's prior lines.
type askedLines struct {
	member string
	dates  record.Span
	lines  []record.PriorLine
}

// priorLines returns the patient's lines decided before with a date of service in
// the span: of a newborn its own and not its mother's or its siblings'.
func (c *claimCase) priorLines(dates record.Span) []*record.PriorLine {
	return c.linesBefore(dates, func(p *record.PriorLine) bool { return sameChild(p.Newborn, c.child) })
}

// memberLines returns the lines decided before for the member with a date of service
// in the span, in the order they were decided.
func (c *claimCase) memberLines(dates record.Span) []*record.PriorLine {
	return c.linesBefore(dates, func(*record.PriorLine) bool { return true })
}

func (c *claimCase) linesBefore(dates record.Span, fits func(*record.PriorLine) bool) []*record.PriorLine {
	told := c.toldLines(dates)
	var found []*record.PriorLine
	for i := range told {
		l := &told[i]
		if (dates.To == 0 || l.Dates.From <= dates.To) && max(l.Dates.From, l.Dates.To) >= dates.From && fits(l) {
			found = append(found, l)
		}
	}
	return found
}

// toldLines returns lines decided before among which those of the span are. A dozen
// rules ask about the days of each line, so the ledger is asked about all of them at
// once, and again only about more.
func (c *claimCase) toldLines(dates record.Span) []record.PriorLine {
	a := &c.asked.prior
	if a.member != c.member.ID || dates.From < a.dates.From || a.dates.To != 0 && (dates.To == 0 || dates.To > a.dates.To) {
		wanted := c.days(dates)
		*a = askedLines{c.member.ID, wanted, c.ledger.PriorLines(c.member.ID, wanted)}
	}
	return a.lines
}

// days are some days with those that rules ask about: the days of the claim's lines
// and the day after them; before visits that a surgery may include, its days as well.
func (c *claimCase) days(with record.Span) record.Span {
	for _, l := range c.lines {
		from := l.Dates.From
		if from == 0 {
			continue
		}
		if with.To != 0 {
			with.To = max(with.To, from.AddDays(1), l.Dates.To.AddDays(1))
		}
		if c.inGlobalPeriods(l) {
			from = from.AddDays(-maxGlobalDays)
		}
		with.From = min(with.From, from)
	}
	return with
}
