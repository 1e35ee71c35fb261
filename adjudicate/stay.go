package adjudicate

import (
	"github.com/shopspring/decimal"

	"github.com/hmox12/hmox12/mapping/record"
)

// uncoveredDays are the days of a stay outside of coverage, with their part of the
// charge.
var uncoveredDays = Code{record.PR, "238", nil, notEligible}

// stayCoverage looks at coverage day by day. A stay that is covered on some of its
// days goes on with these; the patient owes the others' part of the charge. Where
// the contract pays the stay as a case, it can't be split.
// Source: docs/adjudication.md, Stays.
func (c *claimCase) stayCoverage(l *lineCase) (f finding, split bool) {
	days := int(l.units.IntPart())
	covered := 0
	var first *record.CoverageSpan
	for i := range days {
		span := spanOn(c.coverage, l.day().AddDays(i))
		if span == nil {
			continue
		}
		if covered++; first == nil {
			first = span
		}
	}
	if covered == 0 || covered == days {
		return finding{}, false
	}
	l.span = first
	c.derive(l, first.Plan)
	looked := describeCoverage(first)
	switch t := l.term(); {
	case l.plan == nil:
		return pended(dataMissing, record.WaitsForBook, "Plan %s is not on file.", first.Plan).saw(looked), true
	case t != nil && t.Method == record.CaseRate:
		return denied(datesCrossCoverage, "%d of %d days are covered, and contract %s pays the stay as one case; each part must be billed by itself.",
			covered, days, l.contract.ID).saw(looked), true
	}
	if first.To != 0 && first.To < l.Dates.To {
		c.ended = first.To
	}
	beyond := decimal.NewFromInt(int64(days - covered))
	l.adjust(uncoveredDays, cents(l.Charge.Mul(beyond).Div(l.units)))
	l.units = decimal.NewFromInt(int64(covered))
	return adjusted("%d of %d days are covered by plan %s; the others' part of the charge is the member's.", covered, days, l.plan.ID).saw(looked), true
}

// service names what a line is about: its procedure, else its revenue code; a stay
// by its DRG, where it has one.
func (c *claimCase) service(l *lineCase) string {
	switch {
	case c.whole && c.claim.Institutional.DRG != "":
		return "DRG " + c.claim.Institutional.DRG
	case c.whole:
		return "the stay"
	case l.Procedure.Code != "":
		return l.Procedure.String()
	}
	return "revenue code " + l.Revenue
}

// interim reports whether a bill is one of several for a stay, of which a case
// rate can't be told.
func (c *claimCase) interim() bool {
	switch c.claim.Frequency {
	case "2", "3", "4", "5":
		return true
	}
	return false
}

// admittedHere is the patient status (CL103) of an outpatient claim whose patient
// became an inpatient of the same hospital.
const admittedHere = "09"

// admittedOn reports whether the member was admitted on the day of the line or the
// next one, and how that is known: the claim says so itself, or the claim of the
// stay was decided before.
func (c *claimCase) admittedOn(day record.Date) (how string, ok bool) {
	if c.claim.Institutional != nil && c.claim.Institutional.PatientStatus == admittedHere {
		return "patient status " + admittedHere, true
	}
	for _, prior := range c.priorLines(record.Span{From: day, To: day.AddDays(1)}) {
		if prior.Line == 0 && prior.Dates.From >= day && prior.State != record.LineDenied && prior.State != record.LinePended {
			return "claim " + prior.Claim, true
		}
	}
	return "", false
}
