package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/hmox12/hmox12/mapping/record"
)

var reviewStyles = map[ReviewOutcome]style{
	ReviewCertified: green, ReviewNotNeeded: green, ReviewCancelled: green, ReviewModified: yellow, ReviewWaits: yellow,
	ReviewElsewhere: yellow, ReviewDenied: red, ReviewRejected: red,
}

// request tells what was decided about a request for a referral or an
// authorization and why: what was asked for, step by step, and what came of it.
func (e *explainer) request(a *record.ReviewAnswer) {
	row := reviewOf(a)
	fmt.Fprintf(e, "%s, trace %s: %s\n\n", e.styled(bold, "Request "+row.Trace), orDash(row.Asked),
		e.styled(reviewStyles[row.Outcome], string(row.Outcome)))
	for _, f := range requested(a, &row) {
		e.labeled(f.Label, f.Value)
	}
	e.heading("Step by step")
	e.rules(trail(a.Trail, "service"))
	e.heading("Result")
	for _, f := range reviewResult(a, &row) {
		e.labeled(f.Label, f.Value)
	}
}

// requested tells what was asked for.
func requested(a *record.ReviewAnswer, row *reviewRow) []fact {
	facts := []fact{
		{"Patient", strings.TrimSpace(row.Patient + " " + row.Member)},
		{"Requester", strings.TrimSpace(row.Requester + " " + a.Request.Requester.NPI)},
		{"Asked for", row.Kind}, {"To treat", row.Wanted}, {"Services", strings.Join(row.Services, ", ")},
		{"Diagnoses", strings.Join(diagnoses(a.Request.Event.Diagnoses), ", ")},
		{"Received", joined(a.Request.Received.String(), row.File)},
		{"Place in the file", sourcePlace(&a.Request.Source)},
	}
	return slices.DeleteFunc(facts, func(f fact) bool { return f.Value == "" })
}

// trail is the trace of a request, which moves no money; part says what the
// numbers of its steps are of.
func trail(steps []record.Step, part string) []ruleStory {
	var told []ruleStory
	for _, s := range steps {
		told = append(told, ruleStory{Rule: s.Rule, Name: s.Name, Line: s.Line, Part: part, Result: s.Result, Looked: s.Looked, Concluded: s.Concluded})
	}
	return told
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
	for i := range a.Verdicts {
		facts = append(facts, fact{"Decided by", a.Verdicts[i].Evidence()})
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
