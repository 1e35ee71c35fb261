package report

import (
	"slices"
	"strings"

	"github.com/hmox12/hmox12/mapping/record"
)

// ReviewOutcome is what became of a request for a referral or an authorization in
// one word.
type ReviewOutcome string

// The outcomes.
const (
	ReviewCertified ReviewOutcome = "certified"
	ReviewModified  ReviewOutcome = "modified" // certified with less, or in part
	ReviewDenied    ReviewOutcome = "not certified"
	ReviewWaits     ReviewOutcome = "pending"
	ReviewNotNeeded ReviewOutcome = "not needed"
	ReviewElsewhere ReviewOutcome = "elsewhere" // a delegate decides
	ReviewCancelled ReviewOutcome = "cancelled"
	ReviewMixed     ReviewOutcome = "by service" // its services came out differently
	ReviewRejected  ReviewOutcome = "rejected"
)

var reviewOutcomes = []ReviewOutcome{
	ReviewCertified, ReviewModified, ReviewDenied, ReviewWaits, ReviewNotNeeded, ReviewElsewhere, ReviewCancelled, ReviewMixed, ReviewRejected,
}

var outcomeOfAction = map[record.ReviewAction]ReviewOutcome{
	record.Certified: ReviewCertified, record.CertifiedPartly: ReviewModified, record.Modified: ReviewModified,
	record.NotCertified: ReviewDenied, record.ReviewPended: ReviewWaits, record.NoReviewNeeded: ReviewNotNeeded,
	record.ContactPayer: ReviewElsewhere, record.ReviewCancelled: ReviewCancelled,
}

// reviewRow is what the night keeps of a request and its answer.
type reviewRow struct {
	Trace      string // ours
	Asked      string // the requester's
	File       string
	Requester  string
	Patient    string
	Member     string // id, as sent when nobody was found
	Kind       string // what is asked for
	Wanted     string // who is to treat
	Services   []string
	Outcome    ReviewOutcome
	Numbers    []string // of what was granted
	Periods    []string
	Reasons    []record.ReviewReason
	Messages   []string
	Rejections []record.ReviewRejection
	Trail      []record.Step
}

var reviewKinds = map[string]string{"SC": "referral", "AR": "admission", "HS": "services", "IN": "individual review"}

func reviewOf(a *record.ReviewAnswer) reviewRow {
	r := a.Request
	row := reviewRow{
		Trace: a.Trace, File: r.Source.File, Requester: r.Requester.Name.String(), Patient: r.Patient().Name.String(),
		Member: r.Subscriber.ID, Kind: orDash(reviewKinds[r.Event.Category]), Outcome: reviewOutcomeOf(a),
		Rejections: a.Rejections, Trail: a.Trail,
	}
	if a.Member != nil {
		row.Patient, row.Member = a.Member.Name.String(), a.Member.ID
	}
	if traces := r.Event.Traces; len(traces) > 0 {
		row.Asked = traces[0].Number
	}
	if providers := r.Event.Providers; len(providers) > 0 {
		row.Wanted = providers[0].Name.String()
	}
	for i := range r.Services {
		row.Services = append(row.Services, serviceAsked(&r.Services[i]))
	}
	decisions := a.Services
	if len(decisions) == 0 {
		decisions = []record.ReviewDecision{a.Event}
	}
	for i := range decisions {
		row.add(&decisions[i])
	}
	return row
}

// serviceAsked names a service.
func serviceAsked(item *record.ReviewItem) string {
	var parts []string
	for _, p := range []string{item.Revenue, item.Procedure.String()} {
		if p != "" {
			parts = append(parts, p)
		}
	}
	text := strings.Join(parts, "/")
	if text == "" {
		text = worded(item.ServiceType, serviceTypeWords)
	}
	if !item.Units.IsZero() {
		text += " ×" + item.Units.String()
	}
	return text
}

// add takes over what a decision says, once.
func (r *reviewRow) add(d *record.ReviewDecision) {
	if d.Number != "" {
		r.Numbers = append(r.Numbers, d.Number)
	}
	if d.Period.From != 0 {
		period := days(d.Period)
		if d.Delivery != nil {
			period += ", " + delivered(d.Delivery)
		}
		r.Periods = append(r.Periods, period)
	}
	for _, reason := range d.Reasons {
		if !slices.Contains(r.Reasons, reason) {
			r.Reasons = append(r.Reasons, reason)
		}
	}
	for _, m := range d.Messages {
		if !slices.Contains(r.Messages, m) {
			r.Messages = append(r.Messages, m)
		}
	}
}

// delivered returns 3 visits, 2 days.
func delivered(h *record.Delivery) string {
	unit := map[string]string{"VS": "visit", "DY": "day", "HS": "hour", "MN": "month", "FL": "unit"}[h.Unit]
	if unit == "" {
		unit = "unit"
	}
	if h.Quantity.String() == "1" {
		return "1 " + unit
	}
	return h.Quantity.String() + " " + unit + "s"
}

// reasons returns each AAA03 once.
func (r *reviewRow) reasons() []string {
	var reasons []string
	for _, rejection := range r.Rejections {
		if !slices.Contains(reasons, rejection.Reason) {
			reasons = append(reasons, rejection.Reason)
		}
	}
	return reasons
}

func reviewOutcomeOf(a *record.ReviewAnswer) ReviewOutcome {
	if a.Rejected() {
		return ReviewRejected
	}
	if outcome := outcomeOfAction[a.Event.Action]; outcome != "" {
		return outcome
	}
	if len(a.Rejections) > 0 && len(a.Services) == 1 {
		return ReviewRejected
	}
	return ReviewMixed
}

// ReviewTotal counts requests with one outcome; every outcome has one.
type ReviewTotal struct {
	Outcome ReviewOutcome
	Count   int
}
