package report

import (
	"slices"
	"strings"

	"github.com/hmox12/hmox12/mapping/record"
)

// Standing is the answer to an inquiry in one word.
type Standing string

// The standings.
const (
	Active          Standing = "active"
	Inactive        Standing = "inactive"
	NotCovered      Standing = "not covered" // the member is active, the service is not covered
	Answered        Standing = "answered"    // neither active nor inactive was said
	InquiryRejected Standing = "rejected"
)

var standings = []Standing{Active, Inactive, NotCovered, Answered, InquiryRejected}

// inquiryRow is what the night keeps of an inquiry and its answer.
type inquiryRow struct {
	Trace        string // the asker's
	File         string
	Asker        string
	Patient      string // name, as we hold it when found
	Member       string // id, as sent when nobody was found
	ServiceTypes []string
	Asked        record.Span
	Standing     Standing
	Plan         string
	Rejections   []record.RequestRejection
}

func inquiryOf(a *record.EligibilityAnswer) inquiryRow {
	q := a.Inquiry
	row := inquiryRow{
		File: q.Source.File, Asker: q.Receiver.Name.String(), Patient: q.Patient().Name.String(), Member: q.Subscriber.ID,
		Asked: q.Dates, Standing: standingOf(a), Rejections: a.Rejections,
	}
	if row.Asked.From.IsZero() {
		row.Asked.From = q.Received
	}
	if row.Asked.To == row.Asked.From {
		row.Asked.To = 0
	}
	if a.Member != nil {
		row.Patient, row.Member = a.Member.Name.String(), a.Member.ID
	}
	if traces := slices.Concat(q.DependentTraces, q.SubscriberTraces); len(traces) > 0 {
		row.Trace = traces[0].Number
	}
	for _, question := range q.Questions {
		row.ServiceTypes = append(row.ServiceTypes, question.ServiceTypes...)
	}
	for i := range a.Benefits {
		if row.Plan == "" {
			row.Plan = a.Benefits[i].PlanName
		}
	}
	row.own()
	return row
}

// own has the row keep its texts alone, not the answer that they are parts of.
func (q *inquiryRow) own() {
	for _, text := range []*string{&q.Trace, &q.Asker, &q.Patient, &q.Member, &q.Plan} {
		*text = strings.Clone(*text)
	}
	for i := range q.ServiceTypes {
		q.ServiceTypes[i] = strings.Clone(q.ServiceTypes[i])
	}
	q.Rejections = slices.Clone(q.Rejections)
	for i := range q.Rejections {
		r := &q.Rejections[i]
		r.Level, r.Reason, r.FollowUp = record.EligibilityLevel(strings.Clone(string(r.Level))), strings.Clone(r.Reason), strings.Clone(r.FollowUp)
	}
}

// reasons returns each AAA03 once.
func (q *inquiryRow) reasons() []string {
	var reasons []string
	for _, r := range q.Rejections {
		if !slices.Contains(reasons, r.Reason) {
			reasons = append(reasons, r.Reason)
		}
	}
	return reasons
}

// standingOf reads the standing off the EB lines. A service is not covered when
// something was asked about that is told as such and nothing as covered.
func standingOf(a *record.EligibilityAnswer) Standing {
	if a.Rejected() {
		return InquiryRejected
	}
	active, inactive, covered, notCovered := false, false, false, false
	for i := range a.Benefits {
		b := &a.Benefits[i]
		asked := asksFor(a.Inquiry, b.ServiceTypes)
		switch b.Information {
		case "1", "2", "3", "4", "5":
			active = true
			covered = covered || asked
		case "6", "7", "8":
			inactive = true
		case "I":
			notCovered = notCovered || asked && b.InNetwork != "N"
		}
	}
	switch {
	case inactive:
		return Inactive
	case notCovered && !covered:
		return NotCovered
	case active:
		return Active
	}
	return Answered
}

func asksFor(q *record.Inquiry, serviceTypes []string) bool {
	for _, question := range q.Questions {
		for _, code := range question.ServiceTypes {
			if slices.Contains(serviceTypes, strings.ToUpper(strings.TrimSpace(code))) {
				return true
			}
		}
	}
	return false
}
