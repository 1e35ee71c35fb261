package adjudicate

import (
	"github.com/hmox12/hmox12/mapping/record"
)

// coverageRule looks at the member's coverage on the line's dates. It denies a
// line before, after or between the spans, of a dependent who aged out or is not
// listed, and one that runs over the end of a span and so can't be split; of a
// stay it takes the days that are covered. For a covered line it settles plan,
// service category, benefit and contract.
// Source: docs/adjudication.md, Coverage.
var coverageRule = Rule{
	ID: "R4", Name: "Coverage", Level: LineLevel,
	Reads: []string{"coverage spans", "plan", "dates of service"},
	Codes: []Code{beforeCoverage, afterCoverage, coverageGap, dependentNotEligible, uncoveredDays, datesCrossCoverage},
	line:  coverage,
}

var (
	notEligible          = record.StatusCode{Category: "F2", Code: "88", Entity: "QC"}
	beforeCoverage       = Code{record.PR, "26", nil, notEligible}
	afterCoverage        = Code{record.PR, "27", nil, notEligible}
	coverageGap          = Code{record.PR, "200", nil, notEligible}
	datesCrossCoverage   = Code{record.CO, "239", nil, notEligible}
	dependentNotEligible = Code{record.PR, "32", nil, record.StatusCode{Category: "F2", Code: "92", Entity: "QC"}}

	// dataMissing tells of a line that waits because a record it needs is not in
	// the book.
	dataMissing = record.StatusCode{Category: "P2", Code: "45"}
)

func coverage(c *claimCase, l *lineCase) finding {
	if c.coverage == nil {
		c.coverage = c.coverageOf(c.member.ID)
	}
	if c.whole && !c.dependent && !c.newborn {
		if f, split := c.stayCoverage(l); split {
			return f
		}
	}
	day, last := l.day(), max(l.Dates.From, l.Dates.To)
	l.span = spanOn(c.coverage, day)
	near, side := nearest(c.coverage, day)
	if near != nil {
		c.derive(l, near.Plan)
	}
	switch {
	case c.dependent:
		return denied(dependentNotEligible, "The patient is no listed dependent of member %s.", c.member.ID)
	case c.newborn && day > c.newbornUntil:
		return denied(dependentNotEligible, "The child is covered as its mother only until %s.", c.newbornUntil)
	case near == nil:
		return denied(beforeCoverage, "Member %s was never covered.", c.member.ID)
	case l.span != nil && l.plan == nil:
		return pended(dataMissing, record.WaitsForBook, "Plan %s is not on file.", near.Plan)
	case l.span != nil && coveredThrough(c.coverage, l.span) < last:
		return denied(datesCrossCoverage, "Service to %s runs over the end of coverage; each part must be billed by itself.", last).
			saw(describeCoverage(near))
	case l.span != nil:
		return passed("Covered by plan %s on %s.", l.plan.ID, day).saw(describeCoverage(near))
	case side == dayAfter && near.EndReason == record.EndDependentAge:
		c.ended = near.To
		return denied(dependentNotEligible, "Member %s reached the age at which a dependent's coverage ends.", c.member.ID).
			saw(describeCoverage(near))
	case side == dayBefore:
		return denied(beforeCoverage, "Service on %s was before coverage began.", day).saw(describeCoverage(near))
	case side == dayBetween:
		return denied(coverageGap, "Service on %s fell into a gap of coverage.", day).saw(say("coverage before it %s", *near))
	}
	c.ended = near.To
	return denied(afterCoverage, "Service on %s was after coverage ended.", day).saw(describeCoverage(near))
}

// coveredThrough returns the last day of the unbroken coverage that begins with a
// span: a plan year that follows on another is no end of coverage.
func coveredThrough(spans []record.CoverageSpan, span *record.CoverageSpan) record.Date {
	const noEnd = 99991231
	through := span.To
	for i := 0; i < len(spans) && through != 0; i++ {
		if next := &spans[i]; next.From == through.AddDays(1) {
			through = next.To
		}
	}
	if through == 0 {
		return noEnd
	}
	return through
}

// side is where a day lies among coverage spans.
type side int

const (
	dayCovered side = iota
	dayBefore
	dayBetween
	dayAfter
)

// nearest returns the span that contains the day, else the last one before it,
// else the first one after it, and where the day lies.
func nearest(spans []record.CoverageSpan, day record.Date) (*record.CoverageSpan, side) {
	var earlier, later *record.CoverageSpan
	for i := range spans {
		switch s := &spans[i]; {
		case s.Contains(day):
			return s, dayCovered
		case s.From > day && (later == nil || s.From < later.From):
			later = s
		case s.From <= day && (earlier == nil || s.From > earlier.From):
			earlier = s
		}
	}
	switch {
	case earlier == nil && later == nil:
		return nil, dayBefore
	case earlier == nil:
		return later, dayBefore
	case later == nil:
		return earlier, dayAfter
	}
	return earlier, dayBetween
}

func describeCoverage(s *record.CoverageSpan) string { return say("coverage %s", *s) }
