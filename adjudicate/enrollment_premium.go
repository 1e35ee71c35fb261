package adjudicate

import (
	"slices"
	"strings"

	"github.com/hmox12/hmox12/mapping/record"
)

// exchangeMarket is the market of plans with a premium grace period.
const exchangeMarket = "exchange"

// premium looks at the day to which the premium of an exchange plan is paid
// (DTP*543). Behind it lie the three months of grace of a member with advance
// premium tax credit, as far as they have begun; a premium that is paid up to
// today ends a grace period. Source: 45 CFR 156.270.
func premium(n *enrollment) {
	for i := range n.e.Coverages {
		c := &n.e.Coverages[i]
		paid := c.Dates("543").From
		if paid == 0 {
			continue
		}
		n.paidTo(i+1, c, paid)
	}
}

func (n *enrollment) paidTo(number int, c *record.MemberBenefit, paid record.Date) {
	held, side := nearest(n.spans, paid)
	if side == dayBefore && held != nil && paid.AddDays(1) < held.From {
		held = nil
	}
	switch {
	case held == nil || c.Plan != "" && held.Plan != c.Plan:
		n.note(number, notApplicable("The plan does not cover the member on the day to which the premium is paid."))
		return
	case n.market(held.Plan) != exchangeMarket:
		n.note(number, notApplicable("Plan %s is no plan of an exchange.", held.Plan))
		return
	case n.withoutCredit():
		n.note(number, notApplicable("Without premium tax credit there is no grace period of three months."))
		return
	}
	spans := inGraceFrom(n.spans, held.Plan, paid, n.opts.Today, n.source)
	if slices.Equal(spans, n.spans) {
		n.note(number, passed("The premium is paid to %s, as is known.", paid).saw(evidence(n.spans)...))
		return
	}
	was := evidence(n.spans)
	n.spans = spans
	n.note(number, adjusted("The premium is paid to %s: %s.", paid, n.graceWords(paid)).saw(was...))
}

func (n *enrollment) market(plan string) string {
	if p := n.book.Plan(plan); p != nil {
		return p.Market
	}
	return ""
}

// withoutCredit reports whether the file says that the member gets no advance
// premium tax credit.
func (n *enrollment) withoutCredit() bool {
	for _, c := range n.e.Categories {
		if name := strings.ToUpper(c.Name); strings.HasPrefix(name, "APTC") {
			return strings.Trim(c.Reference.Number, "0.") == ""
		}
	}
	return false
}

func (n *enrollment) graceWords(paid record.Date) string {
	if paid >= n.opts.Today {
		return "nothing is owed"
	}
	return "grace begins on " + paid.AddDays(1).String()
}

// inGraceFrom returns spans with the months of grace of a plan behind the day to
// which its premium is paid, none when that is today or later.
func inGraceFrom(spans []record.CoverageSpan, plan string, paid, today record.Date, source string) []record.CoverageSpan {
	var cuts []record.Date // the first days of the months of grace
	if paid < today {
		first := paid.AddDays(1)
		second := first.EndOfMonth().AddDays(1)
		cuts = []record.Date{first, second, second.EndOfMonth().AddDays(1)}
	}
	var all []record.CoverageSpan
	for _, s := range spans {
		if s.Plan != plan {
			all = append(all, s)
			continue
		}
		for _, part := range cutAt(s, cuts) {
			month := 0
			for _, cut := range cuts {
				if part.From >= cut {
					month++
				}
			}
			if part.GraceMonth != month {
				part.GraceMonth, part.Source = month, source
			}
			all = append(all, part)
		}
	}
	return joined(all, source)
}

// cutAt returns the parts of a span, each but the first beginning on one of the
// days.
func cutAt(s record.CoverageSpan, days []record.Date) []record.CoverageSpan {
	var parts []record.CoverageSpan
	for _, day := range days {
		if day > s.From && s.Contains(day) {
			part := s
			part.To, part.EndReason = day.AddDays(-1), ""
			parts = append(parts, part)
			s.From = day
		}
	}
	return append(parts, s)
}

// joined returns spans with those put together that a change of the grace period
// had kept apart.
func joined(spans []record.CoverageSpan, source string) []record.CoverageSpan {
	var all []record.CoverageSpan
	for _, s := range spans {
		if len(all) > 0 {
			last := &all[len(all)-1]
			if last.Plan == s.Plan && last.GraceMonth == s.GraceMonth && last.To.AddDays(1) == s.From && (last.Source == source || s.Source == source) {
				last.To, last.EndReason, last.Source = s.To, s.EndReason, source
				continue
			}
		}
		all = append(all, s)
	}
	return all
}
