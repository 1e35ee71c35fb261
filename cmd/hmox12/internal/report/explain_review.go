package report

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/hmox12/hmox12/mapping/record"
)

var reviewStyles = map[ReviewOutcome]style{
	ReviewCertified: green, ReviewNotNeeded: green, ReviewCancelled: green, ReviewModified: yellow, ReviewWaits: yellow,
	ReviewElsewhere: yellow, ReviewDenied: red, ReviewRejected: red,
}

// ExplainReview writes what was decided about a request for a referral or an
// authorization and why, for a person at a terminal: what was asked for, step by
// step, and what came of it.
func ExplainReview(w io.Writer, a *record.ReviewAnswer, color bool) error {
	e := &explainer{Writer: bufio.NewWriter(w), color: color}
	row := reviewOf(a)
	fmt.Fprintf(e, "%s, trace %s: %s\n\n", e.styled(bold, "Request "+row.Trace), orDash(row.Asked),
		e.styled(reviewStyles[row.Outcome], string(row.Outcome)))
	for _, f := range []fact{
		{"Patient", strings.TrimSpace(row.Patient + " " + row.Member)},
		{"Requester", strings.TrimSpace(row.Requester + " " + a.Request.Requester.NPI)},
		{"Asked for", row.Kind}, {"To treat", row.Wanted}, {"Services", strings.Join(row.Services, ", ")},
		{"Diagnoses", strings.Join(diagnoses(a.Request.Event.Diagnoses), ", ")},
		{"Received", joined(a.Request.Received.String(), row.File)},
		{"Place in the file", sourcePlace(&a.Request.Source)},
	} {
		if f.Value != "" {
			e.labeled(f.Label, f.Value)
		}
	}
	e.heading("Step by step")
	e.trace(a.Trail, "service")
	e.heading("Result")
	for _, f := range reviewResult(a, &row) {
		e.labeled(f.Label, f.Value)
	}
	return e.Flush()
}

// reviewResult tells what came of a request.
func reviewResult(a *record.ReviewAnswer, row *reviewRow) []fact {
	var facts []fact
	for _, r := range a.Rejections {
		facts = append(facts, fact{"AAA03 " + r.Reason, aaaWords[r.Reason] + ", at " + string(r.Level)})
	}
	decide := func(label string, d *record.ReviewDecision) {
		if d.Action == "" {
			return
		}
		facts = append(facts, fact{"HCR01 " + string(d.Action), joined(label, string(outcomeOfAction[d.Action]), d.Number, d.Reference)})
		for _, r := range d.Reasons {
			facts = append(facts, fact{"HCR03 " + string(r), r.Text()})
		}
	}
	if len(a.Services) == 0 {
		decide("", &a.Event)
	}
	for i := range a.Services {
		decide(fmt.Sprintf("service %d", i+1), &a.Services[i])
	}
	for _, p := range row.Periods {
		facts = append(facts, fact{"Granted", p})
	}
	for _, m := range row.Messages {
		facts = append(facts, fact{"Message", m})
	}
	for _, f := range a.Referrals {
		facts = append(facts, fact{"Referral " + f.Number, plural(f.Visits, "visit") + ", " + f.Span.String()})
	}
	for _, p := range a.Authorizations {
		text := string(p.Status) + ", " + p.Span.String()
		if p.Units.IsPositive() {
			text = delivered(&record.Delivery{Quantity: p.Units}) + ", " + text
		}
		facts = append(facts, fact{"Authorization", p.Number + ", " + text})
	}
	return facts
}
