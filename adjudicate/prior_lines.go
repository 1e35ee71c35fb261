package adjudicate

import "github.com/hmox12/hmox12/mapping/record"

// asked is what the ledger told of a member's prior lines.
type asked struct {
	member string
	dates  record.Span
	lines  []record.PriorLine
}

// memberLines returns the lines decided before for the member with a date of service
// in the span, in the order they were decided. A dozen rules ask about the days of
// each line, so the ledger is asked about all of them at once, and again only about
// more.
func (c *claimCase) memberLines(dates record.Span) []record.PriorLine {
	if dates.From == 0 || dates.To == 0 {
		return c.ledger.PriorLines(c.member.ID, dates)
	}
	if a := &c.asked; a.member != c.member.ID || dates.From < a.dates.From || dates.To > a.dates.To {
		wanted := c.days(dates)
		*a = asked{c.member.ID, wanted, c.ledger.PriorLines(c.member.ID, wanted)}
	}
	if c.asked.dates == dates {
		return c.asked.lines
	}
	var lines []record.PriorLine
	for i := range c.asked.lines {
		l := &c.asked.lines[i]
		if l.Dates.From <= dates.To && max(l.Dates.From, l.Dates.To) >= dates.From {
			lines = append(lines, *l)
		}
	}
	return lines
}

// days are some days with those of the claim's lines and the day after them.
func (c *claimCase) days(with record.Span) record.Span {
	for _, l := range c.lines {
		if from := l.Dates.From; from != 0 {
			with.From, with.To = min(with.From, from), max(with.To, from.AddDays(1), l.Dates.To.AddDays(1))
		}
	}
	return with
}
