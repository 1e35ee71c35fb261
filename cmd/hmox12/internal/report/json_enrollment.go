package report

import "github.com/hmox12/hmox12/mapping/record"

type jsonEnrollments struct {
	Total    int                     `json:"total"`
	Outcomes []jsonEnrollmentOutcome `json:"outcomes"`
	Rows     listing[jsonEnrollment] `json:"rows"`
}

type jsonEnrollmentOutcome struct {
	Outcome record.EnrollmentOutcome `json:"outcome"`
	Count   int                      `json:"count"`
}

type jsonEnrollment struct {
	Member      string                   `json:"member"`
	File        string                   `json:"file"`
	Reference   string                   `json:"reference"`
	Maintenance string                   `json:"maintenance"`
	Reason      string                   `json:"reason"`
	Outcome     record.EnrollmentOutcome `json:"outcome"`
	Changes     []string                 `json:"changes"`
	Refusals    []jsonRefusal            `json:"refusals"`
	Messages    []string                 `json:"messages"`
	Differences []string                 `json:"differences"`
	Capitation  []jsonCapitation         `json:"capitation"`
	Again       []jsonAgain              `json:"again"`
}

type jsonCapitation struct {
	Contract string      `json:"contract"`
	Payee    string      `json:"payee"`
	Member   string      `json:"member"`
	Month    record.Date `json:"month"`
	Amount   amount      `json:"amount"`
}

type jsonRefusal struct {
	Coverage int    `json:"coverage"`
	Code     string `json:"code"`
}

func (n *Night) jsonEnrollments(t Totals) jsonEnrollments {
	all := jsonEnrollments{Total: t.Enrollments, Rows: written(&n.enrollments, jsonEnrollmentOf)}
	for _, o := range t.EnrollmentOutcomes {
		all.Outcomes = append(all.Outcomes, jsonEnrollmentOutcome(o))
	}
	return all
}

func jsonEnrollmentOf(r *enrollmentRow) jsonEnrollment {
	row := jsonEnrollment{
		Member: r.Member, File: r.File, Reference: r.Reference, Maintenance: r.Maintenance, Reason: r.Reason, Outcome: r.Outcome,
		Changes: listed(r.Changes), Refusals: []jsonRefusal{}, Messages: listed(r.Messages), Differences: listed(r.Differences), Capitation: []jsonCapitation{}, Again: []jsonAgain{},
	}
	for _, x := range r.Refusals {
		row.Refusals = append(row.Refusals, jsonRefusal{x.Coverage, x.Code})
	}
	for _, c := range r.Capitation {
		row.Capitation = append(row.Capitation, jsonCapitation{c.Contract, c.Payee, c.Member, c.Month, amount(c.Amount)})
	}
	for i := range r.Again {
		row.Again = append(row.Again, jsonAgainOf(&r.Again[i]))
	}
	return row
}
