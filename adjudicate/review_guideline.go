package adjudicate

import (
	"slices"

	"github.com/hmox12/hmox12/mapping/record"
)

// referralGuideline grants a referral: the visits asked for, at most those of the
// plan's guideline for the specialty and those left of the benefit, for at most
// the guideline's days. Less than was asked for is a modification (A6).
func referralGuideline(r *review, i *reviewItem) finding {
	guideline := guidelineFor(i.plan, i.specialty)
	asked := int(i.quantity.IntPart())
	most := guideline.Visits
	if b := i.line.benefit; b.VisitLimit > 0 {
		used := r.ledger.Used(record.Counter{Kind: record.BenefitVisits, Owner: r.member.ID, Category: b.Category, Year: i.line.day().Year()})
		if left := b.VisitLimit - int(used.IntPart()); most == 0 || left < most {
			most = left
		}
	}
	period, less := r.period(i, guideline.Days)
	if i.isOver(r.today) || period.To < period.From {
		return r.pend(i, record.NeedsMedicalReview, "The days asked for are over: a clinician decides about care that was given.").
			saw("asked for "+i.asked.String()).tell(i, "Asked for after the service")
	}
	visits, cut := asked, less
	switch {
	case asked == 0 && most > 0:
		visits = most
	case asked == 0:
		visits = 1
	case most > 0 && asked > most:
		visits, cut = most, true
	}
	action := record.Certified
	if cut {
		action = record.Modified
	}
	r.grantReferral(i, action, visits, period)
	looked := []string{say("%s asked for", counted(asked, "visit")), "guideline " + counted(guideline.Visits, "visit") + ", " + counted(guideline.Days, "day")}
	f := passed("Referral %s is granted for %s, %s.", i.decision.Number, counted(visits, "visit"), i.decision.Period)
	if cut {
		f = adjusted("Referral %s is granted for %s, %s: less than was asked for.", i.decision.Number, counted(visits, "visit"), i.decision.Period)
	}
	if asked > visits {
		f = f.tell(i, say("%s by the plan's guideline, then ask again", counted(visits, "visit")))
	}
	if less {
		f = f.tell(i, "Other days than were asked for: "+period.String())
	}
	if i.line.benefit.Authorization {
		f = f.tell(i, "The service needs an authorization as well")
	}
	return f.saw(looked...)
}

// isOver reports whether the days asked for are all before today.
func (i *reviewItem) isOver(today record.Date) bool { return i.asked.To != 0 && i.asked.To < today }

// guidelineFor returns the plan's first guideline that fits the specialty; none
// at all sets no bounds.
func guidelineFor(plan *record.Plan, specialty string) record.ReferralGuideline {
	for _, g := range plan.Reviews.Referrals {
		if len(g.Specialties) == 0 || slices.Contains(g.Specialties, specialty) {
			return g
		}
	}
	return record.ReferralGuideline{}
}

// authorizationList looks the service up in the plan's list: certified without a
// clinician where a diagnosis supports it, as far as the list goes. What the list
// does not certify by itself is for a clinician, who may need papers.
func authorizationList(r *review, i *reviewItem) finding {
	rule := listed(i.plan, i.line)
	if rule == nil || !rule.Automatic {
		return r.pend(i, record.NeedsMedicalReview, "The list certifies nothing of this by itself: a clinician decides.").saw(i.shape()...)
	}
	support := supporting(rule.Diagnoses, r.request.Event.Diagnoses)
	if len(rule.Diagnoses) > 0 && support == "" {
		return r.askForPapers(i, rule)
	}
	days := rule.Days
	if days == 0 {
		days = reviewDays
	}
	period, less := r.period(i, days)
	if i.isOver(r.today) {
		return r.pend(i, record.NeedsMedicalReview, "The days asked for are over: a clinician decides about care that was given.").
			saw("asked for "+i.asked.String()).tell(i, "Asked for after the service")
	}
	units := i.quantity
	if rule.Units.IsPositive() && (units.IsZero() || units.GreaterThan(rule.Units)) {
		less = less || units.GreaterThan(rule.Units)
		units = rule.Units
	}
	action := record.Certified
	if less {
		action = record.Modified
	}
	d := r.grantAuthorization(i, action, units, period)
	if unit := i.deliveryUnit(&r.request.Event); unit != "" && units.IsPositive() {
		d.Delivery = r.delivery(i, unit, units)
	}
	looked := append(i.shape(), "supporting diagnosis "+support, "units asked for "+i.quantity.String(), "list's units "+rule.Units.String())
	if less {
		return adjusted("Authorization %s is granted for less than was asked for, %s.", d.Number, d.Period).saw(looked...).
			tell(i, "Less than was asked for by the plan's list")
	}
	return passed("Authorization %s is granted by the list, %s.", d.Number, d.Period).saw(looked...)
}

// askForPapers leaves to a clinician what no diagnosis supports, and asks for the
// papers of the list unless some are announced.
func (r *review) askForPapers(i *reviewItem, rule *record.AuthorizationRule) finding {
	looked := i.shape()
	for _, d := range r.request.Event.Diagnoses {
		looked = append(looked, "diagnosis "+d.Code)
	}
	if len(i.Attachments)+len(r.request.Event.Attachments) > 0 || len(rule.Papers) == 0 {
		return r.pend(i, record.NeedsMedicalReview, "No diagnosis of the list supports the service: a clinician decides.").saw(looked...)
	}
	f := r.pend(i, record.InformationMissing, "No diagnosis of the list supports the service: papers are asked for.").saw(looked...).
		tell(i, "Send clinical records that support the service")
	by := i.plan.Reviews.PapersBy
	if by == "" {
		by = "EL"
	}
	for _, kind := range rule.Papers {
		i.decision.Papers = append(i.decision.Papers, record.Attachment{Type: kind, Transmission: by})
	}
	return f
}

// listed returns the first row of the plan's list that fits the line, nil when
// none does.
func listed(plan *record.Plan, l *lineCase) *record.AuthorizationRule {
	for n := range plan.Reviews.Authorizations {
		rule := &plan.Reviews.Authorizations[n]
		if (len(rule.Categories) == 0 || slices.Contains(rule.Categories, l.category)) &&
			(len(rule.Codes) == 0 || inRanges(rule.Codes, l.Procedure.Code)) {
			return rule
		}
	}
	return nil
}

// supporting returns the first diagnosis that begins with one of the codes, the
// first one where any will do.
func supporting(codes []string, diagnoses []record.Diagnosis) string {
	for _, d := range diagnoses {
		if len(codes) == 0 || slices.ContainsFunc(codes, func(c string) bool { return len(c) > 0 && len(d.Code) >= len(c) && d.Code[:len(c)] == c }) {
			return d.Code
		}
	}
	return ""
}

// deliveryUnit returns the unit of HSD that was sent, empty without one.
func (i *reviewItem) deliveryUnit(event *record.ReviewItem) string {
	for _, h := range []*record.Delivery{i.Delivery, event.Delivery} {
		if h != nil && h.Quantity.IsPositive() {
			return h.Unit
		}
	}
	return ""
}
