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
// each line, so the ledger is asked once, for all that they may want to know.
func (c *claimCase) memberLines(dates record.Span) []record.PriorLine {
	if c.asked.member != c.member.ID {
		c.asked = asked{member: c.member.ID, dates: c.days()}
		if c.asked.dates.From != 0 {
			c.asked.lines = c.ledger.PriorLines(c.member.ID, c.asked.dates)
		}
	}
	if from := c.asked.dates.From; from == 0 || dates.From < from || dates.To == 0 || dates.To > c.asked.dates.To {
		return c.ledger.PriorLines(c.member.ID, dates)
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

// days are those of the claim's lines, from the first day of the longest global
// period before them to the day after them; no days when a line has none.
func (c *claimCase) days() record.Span {
	var days record.Span
	for i, l := range c.lines {
		if l.Dates.From == 0 {
			return record.Span{}
		}
		if i == 0 || l.Dates.From < days.From {
			days.From = l.Dates.From
		}
		days.To = max(days.To, l.Dates.From, l.Dates.To)
	}
	if days.From == 0 {
		return record.Span{}
	}
	return record.Span{From: days.From.AddDays(-maxGlobalDays), To: days.To.AddDays(1)}
}
