package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/hmox12/hmox12/mapping/record"
)

var enrollmentStyles = map[record.EnrollmentOutcome]style{
	record.MemberAdded: green, record.MemberChanged: green, record.MemberReinstated: green, record.MemberUnchanged: green,
	record.MemberEnded: yellow, record.MemberCompared: yellow, record.EnrollmentRefused: red,
}

// enrollment tells what an 834 said of a member and what came of it: step by step,
// the records that changed, and the claims that were decided again.
func (e *explainer) enrollment(r *record.EnrollmentResult) {
	row := enrollmentOf(r)
	fmt.Fprintf(e, "%s, member %s: %s\n\n", e.styled(bold, "Enrollment "+orDash(row.Reference)), row.Member,
		e.styled(enrollmentStyles[row.Outcome], string(row.Outcome)))
	for _, f := range saidOf(r, &row) {
		e.labeled(f.Label, f.Value)
	}
	e.heading("Step by step")
	e.rules(trail(r.Trail, "coverage"))
	e.heading("Result")
	for _, f := range row.facts() {
		e.labeled(f.Label, f.Value)
	}
}

// saidOf tells what the sponsor said.
func saidOf(r *record.EnrollmentResult, row *enrollmentRow) []fact {
	facts := []fact{
		{"Member", strings.TrimSpace(row.Patient + " " + row.Member)}, {"Sponsor", row.Sponsor},
		{"Asked for", joined(row.Maintenance, "INS03 "+string(r.Enrollment.Maintenance), reasonOf(row.Reason))},
		{"Received", joined(r.Enrollment.Received.String(), row.File)},
		{"Place in the file", sourcePlace(&r.Enrollment.Source)},
	}
	return slices.DeleteFunc(facts, func(f fact) bool { return f.Value == "" })
}

func reasonOf(code string) string {
	if code == "" {
		return ""
	}
	return "INS04 " + code
}

// facts tell what came of it.
func (r *enrollmentRow) facts() []fact {
	var facts []fact
	for _, c := range r.Changes {
		facts = append(facts, fact{"Changed", c})
	}
	for _, x := range r.Refusals {
		facts = append(facts, fact{"Refused", x.Reason})
	}
	for _, m := range r.Messages {
		facts = append(facts, fact{"To see to", m})
	}
	for _, d := range r.Differences {
		facts = append(facts, fact{"Differs", d})
	}
	for i := range r.Capitation {
		facts = append(facts, fact{"Capitation", capitationWords(&r.Capitation[i])})
	}
	for _, a := range r.Again {
		facts = append(facts, fact{"Claim", a.Claim + ": " + a.Concluded})
	}
	if len(facts) == 0 {
		facts = append(facts, fact{"Changed", "nothing"})
	}
	return facts
}
