package adjudicate

import (
	"slices"

	"github.com/hmox12/hmox12/mapping/record"
)

// codingRule looks at what else the same provider did for the patient: pairs of
// procedures that are not paid beside each other, services that are part of any
// other, and visits that the payment of a surgery includes. It denies the lesser
// line at the provider's cost; a modifier may tell that both are due.
// Source: docs/adjudication.md, Coding; National Correct Coding Initiative.
var codingRule = Rule{
	ID: "R22", Name: "Coding", Level: LineLevel,
	Reads: []string{"coding edits", "surgery table", "other lines of the day", "prior lines of the member", "modifiers"},
	Codes: []Code{pairNotPayable, incidental, inGlobalPeriod},
	line:  coding,
}

var (
	byContractProvisions = record.StatusCode{Category: "F2", Code: "107"}
	pairNotPayable       = Code{record.CO, "236", nil, byContractProvisions}
	incidental           = Code{record.CO, "97", []record.RARC{"N19"}, byContractProvisions}
	inGlobalPeriod       = Code{record.CO, "97", []record.RARC{"N525"}, byContractProvisions}

	// tellsApart are the modifiers by which a pair is due after all: anatomy, a
	// distinct or repeated service.
	tellsApart = []string{
		"E1", "E2", "E3", "E4", "FA", "F1", "F2", "F3", "F4", "F5", "F6", "F7", "F8", "F9",
		"TA", "T1", "T2", "T3", "T4", "T5", "T6", "T7", "T8", "T9", "LT", "RT", "LC", "LD", "RC", "LM", "RI",
		"58", "78", "79", "59", "91", "XE", "XP", "XS", "XU",
	}
	// tellsEvaluationApart do so at an evaluation, and say nothing elsewhere.
	tellsEvaluationApart = []string{"24", "25", "27", "57"}
	eyeExaminations      = record.CodeRange{From: "92002", To: "92014"} // which stand for evaluations
	// partOfSurgery says that the surgeon's visits are not paid with the procedure:
	// surgical care only, an assistant.
	partOfSurgery = []string{"54", "80", "81", "82", "AS"}
	// globalVisits are the visits that the payment of a surgery includes.
	globalVisits = record.CodeRange{From: "99202", To: "99350"}
)

// maxGlobalDays is the longest global period.
const maxGlobalDays = 90

func coding(c *claimCase, l *lineCase) finding {
	if c.claim.Kind != record.Professional {
		return notApplicable("Coding edits are for professional claims.")
	}
	edits := slices.DeleteFunc(slices.Clone(c.book.CodingEdits(l.Procedure.Code)), func(e record.CodingEdit) bool {
		return !e.Contains(l.day()) || !inRanges(e.Column2, l.Procedure.Code)
	})
	var looked []string
	for _, kind := range []record.EditKind{record.CodePair, record.Incidental} {
		for _, e := range edits {
			if e.Kind != kind {
				continue
			}
			f := c.applyEdit(&e, l)
			if f.stops() {
				return f
			}
			looked = append(looked, f.looked...)
		}
	}
	if f := c.globalPeriod(l); f.stops() {
		return f
	}
	if len(edits) == 0 && !globalVisits.Contains(l.Procedure.Code) {
		return notApplicable("No coding edit is about %s.", l.Procedure.Code)
	}
	return passed("Nothing else of the provider includes %s.", l.Procedure.Code).saw(looked...)
}

// rendered is a service that counts beside a line.
type rendered struct {
	procedure record.Procedure
	where     string
}

// beside returns what the line's provider did for the patient on the day: other
// lines of the claim that may be paid, and lines decided before that were.
func (c *claimCase) beside(l *lineCase) []rendered {
	var all []rendered
	for _, other := range c.lines {
		if other != l && other.payable() && other.day() == l.day() && other.rendering == l.rendering {
			all = append(all, rendered{other.Procedure, say("line %d, %s", other.Number, other.Procedure)})
		}
	}
	for _, prior := range c.priorLines(record.Span{From: l.day(), To: l.day()}) {
		if c.counts(prior) && prior.Dates.From == l.day() && prior.Rendering == l.rendering {
			all = append(all, rendered{prior.Procedure, say("claim %s line %d, %s", prior.Claim, prior.Line, prior.Procedure)})
		}
	}
	return all
}

// counts reports whether a prior line stands and was not denied.
func (c *claimCase) counts(prior *record.PriorLine) bool {
	switch prior.State {
	case record.LinePaid, record.LineCapitated, record.LinePatient:
		return !c.isThis(prior.Claim)
	}
	return false
}

func (c *claimCase) applyEdit(e *record.CodingEdit, l *lineCase) finding {
	var looked []string
	for _, other := range c.beside(l) {
		switch {
		case e.Kind == record.Incidental && len(e.Column1) == 0:
			if c.isIncidental(other.procedure.Code, l.day()) {
				continue
			}
		case !inRanges(e.Column1, other.procedure.Code):
			continue
		}
		switch {
		case e.Kind == record.Incidental:
			return denied(incidental, "%s is part of %s.", l.Procedure.Code, other.procedure.Code).saw(other.where)
		case e.ModifierAllowed && (toldApart(l.Procedure) || toldApart(other.procedure)):
			looked = append(looked, other.where+": the modifier tells that both are due")
			continue
		}
		return denied(pairNotPayable, "%s is not paid beside %s on one day.", l.Procedure.Code, other.procedure.Code).
			saw(other.where, say("pair in force %s", e.Span))
	}
	return passed("").saw(looked...)
}

// toldApart reports whether a modifier of the procedure says that it is due
// beside another one.
func toldApart(p record.Procedure) bool {
	return p.HasModifier(tellsApart...) ||
		(evaluations.Contains(p.Code) || eyeExaminations.Contains(p.Code)) && p.HasModifier(tellsEvaluationApart...)
}

// isIncidental reports whether a procedure is itself part of any other.
func (c *claimCase) isIncidental(code string, day record.Date) bool {
	return slices.ContainsFunc(c.book.CodingEdits(code), func(e record.CodingEdit) bool {
		return e.Kind == record.Incidental && len(e.Column1) == 0 && e.Contains(day) && inRanges(e.Column2, code)
	})
}

// inGlobalPeriods reports whether the line is a visit that the payment of a surgery
// may include.
func (c *claimCase) inGlobalPeriods(l *lineCase) bool {
	return c.claim.Kind == record.Professional && globalVisits.Contains(l.Procedure.Code) && !l.Procedure.HasModifier("24")
}

// globalPeriod denies a visit to the surgeon, or to a partner of the specialty,
// that the payment of a surgery includes. Modifier 24 says that it was for
// something else, 25 and 57 that more was done on the day itself.
func (c *claimCase) globalPeriod(l *lineCase) finding {
	if !c.inGlobalPeriods(l) {
		return passed("")
	}
	check := func(procedure record.Procedure, surgeon string, day record.Date, where string) finding {
		after := day.DaysUntil(l.day())
		if after < 0 || after == 0 && l.Procedure.HasModifier("25", "57") ||
			procedure.HasModifier(partOfSurgery...) || !c.sameSurgeon(l, surgeon) {
			return passed("")
		}
		rule := c.surgeryRule(procedure.Code, day)
		if rule == nil || rule.GlobalDays == 0 || after > rule.GlobalDays {
			return passed("")
		}
		return denied(inGlobalPeriod, "The visit is in the %d days after %s of %s, which include it.", rule.GlobalDays, procedure.Code, day).saw(where)
	}
	for _, other := range c.lines {
		if other == l || !other.payable() {
			continue
		}
		if f := check(other.Procedure, other.rendering, other.day(), say("line %d, %s", other.Number, other.Procedure)); f.stops() {
			return f
		}
	}
	for _, prior := range c.priorLines(record.Span{From: l.day().AddDays(-maxGlobalDays), To: l.day()}) {
		if !c.counts(prior) {
			continue
		}
		if f := check(prior.Procedure, prior.Rendering, prior.Dates.From, say("claim %s line %d, %s", prior.Claim, prior.Line, prior.Procedure)); f.stops() {
			return f
		}
	}
	return passed("")
}

// sameSurgeon reports whether who rendered the line is the surgeon, or of the
// same practice and specialty.
func (c *claimCase) sameSurgeon(l *lineCase, surgeon string) bool {
	if l.rendering == surgeon {
		return surgeon != ""
	}
	p := c.book.Provider(surgeon)
	return p != nil && l.provider != nil && p.Practice != "" && p.Practice == l.provider.Practice && p.Taxonomy == l.provider.Taxonomy
}

// surgeryRule returns what the surgery table says about a procedure on a day,
// nil when nothing.
func (c *claimCase) surgeryRule(code string, day record.Date) *record.SurgeryRule {
	return firstOf(c.book.SurgeryRules(code), func(r *record.SurgeryRule) bool { return r.Contains(day) && inRanges(r.Codes, code) })
}
