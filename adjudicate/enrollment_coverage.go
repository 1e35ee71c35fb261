package adjudicate

import (
	"slices"

	"github.com/hmox12/hmox12/mapping/record"
)

// enrolledCoverage does what is asked for coverage by coverage (HD01); a member
// without any is ended or reinstated as a whole.
func enrolledCoverage(n *enrollment) {
	if len(n.e.Coverages) == 0 {
		whole := &record.MemberBenefit{}
		switch {
		case n.maintenance == record.Cancellation:
			n.end(0, whole)
		case n.maintenance == record.Reinstatement:
			n.reinstate(0, whole)
		case n.held == nil:
			n.refuse(0, "no coverage", refused("A new member has no coverage (HD)."))
		default:
			n.note(0, notApplicable("No coverage is mentioned."))
		}
		return
	}
	for i := range n.e.Coverages {
		n.maintain(i+1, &n.e.Coverages[i])
	}
}

func (n *enrollment) maintain(number int, c *record.MemberBenefit) {
	if c.Plan != "" && n.book.Plan(c.Plan) == nil {
		n.refuse(number, "unknown plan", refused("Plan %s is not on file.", c.Plan))
		return
	}
	maintenance := c.Maintenance
	if maintenance == record.AuditOrCompare { // of a file that replaces
		if maintenance = record.Change; spanOn(n.spans, n.begin(c)) == nil {
			maintenance = record.Addition
		}
	}
	switch maintenance {
	case record.Addition:
		n.add(number, c)
	case record.Change:
		n.changeCoverage(number, c)
	case record.Cancellation, record.Deletion:
		n.end(number, c)
	case record.Reinstatement:
		n.reinstate(number, c)
	default:
		n.note(number, notApplicable("Maintenance type %s asks for nothing.", c.Maintenance))
	}
}

// span returns the span of the coverage's plan on its first day, nil when there is
// none.
func (n *enrollment) span(c *record.MemberBenefit) *record.CoverageSpan {
	s := spanOn(n.spans, n.begin(c))
	if s == nil || c.Plan != "" && s.Plan != c.Plan {
		return nil
	}
	return s
}

// add begins a span. One that would overlap another is refused: which of the two
// is right, the sponsor has to say.
func (n *enrollment) add(number int, c *record.MemberBenefit) {
	from, to := n.begin(c), c.Dates("349").From
	switch {
	case c.Plan == "":
		n.refuse(number, "unknown plan", refused("The coverage names no plan (HD04)."))
		return
	case from == 0:
		n.refuse(number, "no date", refused("The coverage has no first day (DTP*348)."))
		return
	}
	added := record.CoverageSpan{Member: n.member.ID, Plan: c.Plan, Span: record.Span{From: from, To: n.lastDay(to)}, Source: n.source}
	if added.To != 0 {
		added.EndReason = record.EndTerminated
		if added.To < added.From {
			n.refuse(number, "no day", refused("The coverage ends before it begins.").saw("coverage "+added.Span.String()))
			return
		}
	}
	if s := n.span(c); s != nil && (to == 0 || s.To == added.To) {
		n.note(number, passed("Plan %s covers the member from that day already.", c.Plan).saw("coverage "+s.String()))
		return
	}
	if !n.free(number, added) {
		return
	}
	n.put(added)
	n.note(number, adjusted("Covered by plan %s %s.", c.Plan, added.Span))
}

// free reports whether a span overlaps none of the member's; else it is refused.
func (n *enrollment) free(number int, s record.CoverageSpan) bool {
	for _, held := range n.spans {
		if held.Overlaps(s.Span) {
			n.refuse(number, "overlap", refused("The coverage overlaps that by plan %s; that must be ended (024) or changed (001) first.", held.Plan).
				saw("coverage "+held.String()))
			return false
		}
	}
	return true
}

// put adds a span in its place.
func (n *enrollment) put(s record.CoverageSpan) {
	n.spans = append(n.spans, s)
	slices.SortStableFunc(n.spans, func(a, b record.CoverageSpan) int { return int(a.From) - int(b.From) })
}

// changeCoverage changes the plan from a day on, or the first or last day of the
// coverage.
func (n *enrollment) changeCoverage(number int, c *record.MemberBenefit) {
	day, to := c.Dates("348", "303").From, n.lastDay(c.Dates("349").From)
	if day == 0 {
		day = n.e.Dates("303").From
	}
	if day == 0 && len(n.spans) > 0 {
		day = n.spans[len(n.spans)-1].From
	}
	held := spanOn(n.spans, day)
	switch {
	case to != 0 && to < day:
		n.refuse(number, "no day", refused("The coverage ends on %s, before the change on %s.", to, day))
	case held == nil && n.beginsEarlier(number, c, day):
	case held == nil:
		n.refuse(number, "not covered", refused("The member is not covered on %s, so there is nothing to change.", day))
	case c.Plan != "" && c.Plan != held.Plan:
		n.changePlan(number, c.Plan, day, to)
	case to != 0 && to != held.To:
		n.changeEnd(number, held, to)
	default:
		n.note(number, passed("The coverage goes on as it is.").saw("coverage "+held.String()))
	}
}

// beginsEarlier moves the first day of the coverage before the one it had.
func (n *enrollment) beginsEarlier(number int, c *record.MemberBenefit, day record.Date) bool {
	next, side := nearest(n.spans, day)
	if side == dayBetween {
		for i := range n.spans {
			if n.spans[i].From > day {
				next = &n.spans[i]
				break
			}
		}
	}
	if next == nil || next.From < day || c.Dates("348").From == 0 || c.Plan != "" && c.Plan != next.Plan {
		return false
	}
	was := next.Span
	next.From, next.Source = day, n.source
	n.note(number, adjusted("The coverage begins on %s.", day).saw("coverage was "+was.String()))
	return true
}

// changePlan has another plan cover the member from a day on: for as long as the
// plan on that day would have without a gap.
func (n *enrollment) changePlan(number int, plan string, day, to record.Date) {
	var kept []record.CoverageSpan
	var was record.CoverageSpan
	next := day
	for _, s := range n.spans {
		switch {
		case s.Contains(day):
			was = s
		case was.Plan != "" && next != 0 && s.From == next && s.Plan == was.Plan:
		default:
			kept = append(kept, s)
			continue
		}
		if s.From < day {
			before := s
			before.To, before.EndReason, before.Source = day.AddDays(-1), "", n.source
			kept = append(kept, before)
		}
		was.To, was.EndReason = s.To, s.EndReason
		next = 0
		if s.To != 0 {
			next = s.To.AddDays(1)
		}
	}
	added := record.CoverageSpan{Member: n.member.ID, Plan: plan, Span: record.Span{From: day, To: was.To}, EndReason: was.EndReason, Source: n.source}
	if to != 0 {
		added.To, added.EndReason = to, record.EndTerminated
	}
	before := n.spans
	n.spans = kept
	if !n.free(number, added) {
		n.spans = before
		return
	}
	n.put(added)
	n.note(number, adjusted("Plan %s covers the member %s, in the place of %s.", plan, added.Span, was.Plan))
}

// changeEnd moves the last day of a span.
func (n *enrollment) changeEnd(number int, held *record.CoverageSpan, to record.Date) {
	was := held.Span
	moved := *held
	moved.To, moved.EndReason, moved.Source = to, n.endReason(), n.source
	for _, s := range n.spans {
		if s.From != held.From && s.Overlaps(moved.Span) {
			n.refuse(number, "overlap", refused("The coverage would overlap that by plan %s.", s.Plan).saw("coverage "+s.String()))
			return
		}
	}
	*held = moved
	if was.To == 0 || to < was.To {
		n.ended, n.endedPlan = to, held.Plan
	}
	n.note(number, adjusted("The coverage ends on %s.", to).saw("coverage was "+was.String()))
}

// lastDay returns the last day with coverage that an end date means.
func (n *enrollment) lastDay(end record.Date) record.Date {
	if n.opts.EndsBefore {
		return end.AddDays(-1)
	}
	return end
}

func (n *enrollment) endReason() record.EndReason {
	if n.e.Reason == record.PremiumNotPaid {
		return record.EndNonPayment
	}
	return record.EndTerminated
}

// end ends the coverage of a plan, or all of it. A span that would begin on its
// last day, or behind it, never was.
func (n *enrollment) end(number int, c *record.MemberBenefit) {
	last := c.Dates("349").From
	if last == 0 {
		last = n.e.Dates("357").From
	}
	last = n.lastDay(last)
	if last == 0 {
		last = n.e.Died
	}
	switch {
	case c.Maintenance == record.Deletion && n.begin(c) != 0:
		last = n.begin(c).AddDays(-1)
	case last == 0:
		n.refuse(number, "no date", refused("Neither the coverage nor the member has a last day (DTP*349, DTP*357)."))
		return
	case c.Plan != "" && !slices.ContainsFunc(n.spans, func(s record.CoverageSpan) bool { return s.Plan == c.Plan }):
		n.refuse(number, "not covered", refused("Plan %s never covered the member.", c.Plan))
		return
	case len(n.spans) == 0:
		n.refuse(number, "not covered", refused("The member was never covered."))
		return
	}
	spans := endedAfter(n.spans, c.Plan, last, n.endReason(), n.source)
	if slices.Equal(spans, n.spans) {
		n.note(number, passed("The coverage has ended by %s already.", last).saw(evidence(n.spans)...))
		return
	}
	was := evidence(n.spans)
	n.spans, n.ended, n.endedPlan = spans, last, c.Plan
	n.note(number, adjusted("The coverage ends on %s.", last).saw(was...))
}

// endedAfter returns spans as they are when those of a plan, or of any, end on a
// day.
func endedAfter(spans []record.CoverageSpan, plan string, last record.Date, why record.EndReason, source string) []record.CoverageSpan {
	var kept []record.CoverageSpan
	for _, s := range spans {
		switch {
		case plan != "" && s.Plan != plan, s.To != 0 && s.To <= last:
		case s.From > last, s.From == last && (len(kept) == 0 || kept[len(kept)-1].To != last.AddDays(-1)):
			if before := len(kept) - 1; before >= 0 && kept[before].To == s.From.AddDays(-1) {
				kept[before].EndReason, kept[before].Source = why, source // it went on until now
			}
			continue
		default:
			s.To, s.EndReason, s.Source = last, why, source
		}
		kept = append(kept, s)
	}
	return kept
}

func evidence(spans []record.CoverageSpan) []string {
	var seen []string
	for _, s := range spans {
		seen = append(seen, "plan "+s.Plan+" "+s.String())
	}
	return seen
}

// reinstate has coverage that ended go on: without a gap when the day is not
// later than the one after the end, else from that day on.
func (n *enrollment) reinstate(number int, c *record.MemberBenefit) {
	var last *record.CoverageSpan
	for i := range n.spans {
		if c.Plan == "" || n.spans[i].Plan == c.Plan {
			last = &n.spans[i]
		}
	}
	from, to := n.begin(c), n.lastDay(c.Dates("349").From)
	switch {
	case last == nil:
		n.refuse(number, "never covered", refused("There is no coverage that could go on."))
		return
	case last.To == 0:
		n.note(number, passed("The coverage goes on already.").saw("coverage "+last.String()))
		return
	}
	again := record.CoverageSpan{Member: n.member.ID, Plan: last.Plan, Span: record.Span{From: from, To: to}, Source: n.source}
	if to != 0 {
		again.EndReason = record.EndTerminated
	}
	if from <= last.To.AddDays(1) { // no day at all, too
		again.From = last.To.AddDays(1)
	}
	if to != 0 && to < again.From {
		n.note(number, passed("The coverage lasted until that day.").saw("coverage "+last.String()))
		return
	}
	if !n.free(number, again) {
		return
	}
	was := last.Span
	if again.From == last.To.AddDays(1) {
		again.Span.From, again.GraceMonth = last.From, last.GraceMonth
		*last = again
	} else {
		n.put(again)
	}
	n.reinstated = true
	n.note(number, adjusted("The coverage by plan %s goes on from %s.", again.Plan, max(from, was.To.AddDays(1))).saw("coverage was "+was.String()))
}
