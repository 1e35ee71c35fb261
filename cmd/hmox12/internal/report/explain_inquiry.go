package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/hmox12/hmox12/mapping/record"
)

var standingStyles = map[Standing]style{
	Active: green, Answered: green, Inactive: yellow, NotCovered: yellow, InquiryRejected: red,
}

// inquiry tells an eligibility inquiry: what was asked, step by step what was
// found, and each line of the answer.
func (e *explainer) inquiry(a *record.EligibilityAnswer) {
	row := inquiryOf(a)
	fmt.Fprintf(e, "%s: %s\n\n", e.styled(bold, "Inquiry "+orDash(row.Trace)), e.styled(standingStyles[row.Standing], string(row.Standing)))
	for _, f := range inquired(a, &row) {
		e.labeled(f.Label, f.Value)
	}
	e.part("Step by step", trail(a.Trail, "question"))
	e.heading("Result")
	for _, f := range eligibilityTold(a) {
		e.labeled(f.Label, f.Value)
	}
}

// inquired tells what was asked.
func inquired(a *record.EligibilityAnswer, row *inquiryRow) []fact {
	q := a.Inquiry
	var services []string
	for _, code := range row.ServiceTypes {
		services = append(services, worded(code, serviceTypeWords))
	}
	facts := []fact{
		{"Asked by", joined(provider(&q.Receiver)...)}, {"Patient", strings.TrimSpace(row.Patient + " " + row.Member)},
		{"Asked about", strings.Join(services, ", ")}, {"Days", days(row.Asked)},
		{"Received", joined(q.Received.String(), row.File)}, {"Place in the file", sourcePlace(&q.Source)},
	}
	return slices.DeleteFunc(facts, func(f fact) bool { return f.Value == "" })
}

// eligibilityTold tells the answer, a fact a line of the 271.
func eligibilityTold(a *record.EligibilityAnswer) []fact {
	var facts []fact
	for _, text := range EligibilityFacts(a) {
		facts = append(facts, fact{"Told", text})
	}
	if a.Trace != "" {
		facts = append(facts, fact{"Our number", a.Trace})
	}
	return facts
}

type jsonAsked struct {
	Trace        string      `json:"trace"`
	File         string      `json:"file"`
	Received     record.Date `json:"received"`
	Member       string      `json:"member"`
	ServiceTypes []string    `json:"serviceTypes"`
	Standing     Standing    `json:"standing"`
	Told         []string    `json:"told"`
	Steps        []jsonStep  `json:"steps"`
}

func jsonAskedOf(a *record.EligibilityAnswer) jsonAsked {
	row := inquiryOf(a)
	q := jsonAsked{
		Trace: row.Trace, File: row.File, Received: a.Inquiry.Received, ServiceTypes: notNil(row.ServiceTypes),
		Standing: row.Standing, Told: notNil(EligibilityFacts(a)), Steps: jsonSteps(a.Trail, nil),
	}
	if a.Member != nil {
		q.Member = a.Member.ID
	}
	return q
}
