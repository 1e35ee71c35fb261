package whatif

import (
	"github.com/hmox12/hmox12/cmd/hmox12/internal/report"
	"github.com/hmox12/hmox12/mapping/record"
)

// EnrollmentChange is what came of a member's part of an 834 on both sides; nil
// where it was not read.
type EnrollmentChange struct {
	AnswerChange
	Results [2]*record.EnrollmentResult // before, after
}

func (s sides) compareEnrollments(before, after *record.EnrollmentResult) *EnrollmentChange {
	return &EnrollmentChange{s.compareAnswers(enrollmentAnswer(before), enrollmentAnswer(after)), [2]*record.EnrollmentResult{before, after}}
}

func enrollmentAnswer(r *record.EnrollmentResult) answer {
	if r == nil {
		return answer{word: string(Unread)}
	}
	var facts []string
	for _, f := range report.EnrollmentFacts(r) {
		facts = append(facts, f.Label+": "+f.Value)
	}
	return answer{string(r.Outcome), facts, r.Trail}
}

// one returns the result of a side that read it.
func (c *EnrollmentChange) one() *record.EnrollmentResult { return read(c.Results) }

// Enrollment is a member's part of an 834 of which something else came.
type Enrollment struct {
	Kind Kind `json:"kind"`
	Place
	Reference string `json:"reference"`
	Member    string `json:"member"`
	Asked     string `json:"asked"`
	Outcome   Pair   `json:"outcome"`
	Said
}

// Row tells it without naming the member.
func (c *EnrollmentChange) Row() Enrollment {
	r := c.one()
	e := r.Enrollment
	row := Enrollment{
		Kind: c.Kind, Place: placeOf(&e.Source), Reference: e.File.Reference, Member: r.Member, Asked: report.EnrollmentAsked(r),
		Outcome: Pair{c.Before, c.After}, Said: c.said(),
	}
	if row.Member == "" {
		row.Member = e.SubscriberID
	}
	return row
}

func (p *resultPage) EnrollmentPages() []answerPage {
	pages := make([]answerPage, len(p.enrolled))
	for i, c := range p.enrolled {
		r, row := c.one(), p.Enrollments.Changes[i]
		sponsor := r.Enrollment.File.Sponsor.Name
		if sponsor != "" {
			sponsor = "said by " + sponsor
		}
		pages[i] = answerPage{
			Patient: r.Enrollment.Person.Name.String(), Asked: row.Asked, Trace: row.Reference, Words: row.Outcome, Gone: c.Gone, New: c.New,
			About:    commas("member "+orDash(row.Member), sponsor, r.Enrollment.Source.File, report.Place(&r.Enrollment.Source)),
			Partings: partingsOf(c.Partings, c.Parting, nil, "coverage"),
		}
	}
	return pages
}
