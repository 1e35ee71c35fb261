package adjudicate

import (
	"slices"

	"github.com/hmox12/hmox12/mapping/record"
)

// hindsightAlerts say at the reversal what changed in hindsight.
var hindsightAlerts = map[record.HindsightKind]record.RARC{
	record.HindsightCoverage:      "MA67",
	record.HindsightPCP:           "MA67",
	record.HindsightOtherCoverage: "N696",
	record.HindsightReferral:      "N688",
	record.HindsightAuthorization: "N688",
	record.HindsightParticipation: "N689",
	record.HindsightContract:      "N689",
	record.HindsightFee:           "N689",
}

// HindsightDays returns the days for which a change of the book is declared to
// count, and which lines it bears on: of a member all (coverage that is not there any
// more on the first of the days was taken back); of a contract those that it
// decided; of a participation those of the provider; of a fee those of the code
// whose contract has the schedule, or isn't known. Source: docs/adjudication.md, Decided again.
func HindsightDays(book Book, change *record.HindsightChange) ChangedDays {
	days := ChangedDays{Span: change.Span, Why: hindsightAlerts[change.Kind], Text: string(change.Kind) + " " + change.Subject + ": " + change.Reason}
	switch change.Kind {
	case record.HindsightCoverage:
		if spanOn(book.Coverage(change.Member), change.From) == nil {
			days.Why = "N687"
		}
	case record.HindsightContract:
		days.touches = func(_ *record.Claim, l *record.LineDecision) bool { return l.Contract == change.Subject }
	case record.HindsightParticipation:
		days.touches = func(c *record.Claim, l *record.LineDecision) bool { return renders(book, c, l, change.Subject) }
	case record.HindsightFee:
		days.Text = "fee " + change.Subject + " " + change.Code + ": " + change.Reason
		days.touches = func(_ *record.Claim, l *record.LineDecision) bool {
			return l.Procedure.Code == change.Code && (l.Contract == "" || pricedBy(book.Contract(l.Contract), change.Subject))
		}
	}
	return days
}

// renders reports whether a provider treated at a line: rendered it, practices it or
// bills it.
func renders(book Book, c *record.Claim, decided *record.LineDecision, npi string) bool {
	if c.Billing.NPI == npi {
		return true
	}
	line := &record.ServiceLine{}
	for i := range c.Lines {
		if c.Lines[i].Number == decided.Line {
			line = &c.Lines[i]
			break
		}
	}
	rendering := c.Rendering(line).NPI
	if rendering == npi {
		return true
	}
	p := book.Provider(rendering)
	return p != nil && p.Practice == npi
}

// pricedBy reports whether a contract has a term by a fee schedule.
func pricedBy(c *record.Contract, schedule string) bool {
	return c != nil && slices.ContainsFunc(c.Terms, func(t record.Term) bool { return t.Schedule == schedule })
}

// ExcusedDays returns all days of a claim that was denied for its late filing, where
// a dispute about that was upheld; nothing where no line was. Source:
// docs/adjudication.md, Decided again; 28 CCR 1300.71(b)(4).
func ExcusedDays(d *record.Decision, dispute string) []ChangedDays {
	late := func(_ *record.Claim, l *record.LineDecision) bool {
		return l.Denied() && len(l.Adjustments) > 0 && l.Adjustments[0].Reason == filedLate.Reason
	}
	for i := range d.Lines {
		if late(nil, &d.Lines[i]) {
			return []ChangedDays{{Why: "N690", Text: "dispute " + dispute + " excuses the late filing", touches: late}}
		}
	}
	return nil
}

// GrantedDays returns the days of a referral or authorization that was granted for
// days that are past. They touch lines that were denied, or cut, for lack of it.
// Source: docs/adjudication.md, Decided again.
func GrantedDays(what, number string, days record.Span) ChangedDays {
	lacks := referralRule.Codes
	if what == "authorization" {
		lacks = authorizationRule.Codes
	}
	return ChangedDays{
		Span: days, Why: "N688", Text: what + " " + number + " was granted",
		touches: func(_ *record.Claim, l *record.LineDecision) bool {
			return slices.ContainsFunc(l.Adjustments, func(a record.Adjustment) bool {
				return slices.ContainsFunc(lacks, func(c Code) bool { return c.Reason == a.Reason })
			})
		},
	}
}

// AdmittedDays returns the days on which a visit to the emergency room owes no
// copay, since the member was admitted: the day on which a stay began and the one
// before. They touch lines that bear a copay which the benefit waives then. Nothing
// where the claim is no stay, or one that was denied or waits. Source:
// docs/adjudication.md, Stays.
func AdmittedDays(book Book, stay *record.Claim, d *record.Decision) []ChangedDays {
	if !d.Whole || d.Member == "" || len(d.Lines) == 0 {
		return nil
	}
	switch d.Lines[0].State {
	case record.LineDenied, record.LinePended, record.LineWithdrawn:
		return nil
	}
	began := stay.Stay().Dates.From
	if began == 0 {
		return nil
	}
	return []ChangedDays{{
		Span: record.Span{From: began.AddDays(-1), To: began}, Why: "N695",
		Text: "admitted by claim " + stay.Control + ", so that the emergency room's copay is waived",
		touches: func(c *record.Claim, l *record.LineDecision) bool {
			return l.Line != 0 && bearsCopay(l) && waivedIfAdmitted(book, d.Member, c, l)
		},
	}}
}

func bearsCopay(l *record.LineDecision) bool {
	return slices.ContainsFunc(l.Adjustments, func(a record.Adjustment) bool { return a.Group == copay.Group && a.Reason == copay.Reason })
}

// waivedIfAdmitted reports whether the benefit of a decided line, by the plan of its
// day, waives the copay of who is admitted.
func waivedIfAdmitted(book Book, member string, c *record.Claim, l *record.LineDecision) bool {
	span := spanOn(book.Coverage(member), datesOf(c, l).From)
	if span == nil {
		return false
	}
	plan := book.Plan(span.Plan)
	if plan == nil {
		return false
	}
	b := benefitFor(plan, l.Category)
	return b != nil && b.WaivedIfAdmitted
}
