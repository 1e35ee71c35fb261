package report

import (
	"github.com/hmox12/hmox12/mapping/record"
)

// statusRow is what the night keeps of an inquiry about a claim and its answer.
type statusRow struct {
	Trace    string // the asker's
	File     string
	Asker    string
	Patient  string
	Number   string // our claim number, as asked
	Account  string // the provider's, as asked
	Service  record.Span
	Found    int // claims that were told
	Statuses []record.StatusCode
	Claims   []string // their numbers
}

func statusOf(a *record.StatusAnswer) statusRow {
	q := a.Inquiry
	row := statusRow{
		Trace: q.Trace, File: q.Source.File, Patient: q.Patient().Name.String(), Number: q.Control, Account: q.Account,
		Service: q.ServiceDates(),
	}
	if row.Service.To == row.Service.From {
		row.Service.To = 0
	}
	if len(q.Providers) > 0 {
		row.Asker = q.Providers[0].Name.String()
	}
	if a.Refused != "" {
		row.Statuses = []record.StatusCode{a.Status}
		return row
	}
	for i := range a.Claims {
		c := &a.Claims[i]
		row.Statuses = append(row.Statuses, c.Statuses...)
		if c.Found {
			row.Found++
		}
		if c.Control != "" {
			row.Claims = append(row.Claims, c.Control)
		}
	}
	return row
}

// AddStatus adds the answer to an inquiry about a claim.
func (n *Night) AddStatus(a *record.StatusAnswer) {
	row := statusOf(a)
	n.statuses.add(&row)
	n.sums.addStatus(&row)
}

func (s *sums) addStatus(r *statusRow) {
	s.statuses++
	if r.Found > 0 {
		s.statusesFound++
	}
}

type jsonStatuses struct {
	Total int                 `json:"total"`
	Found int                 `json:"found"`
	Rows  listing[jsonStatus] `json:"rows"`
}

type jsonStatus struct {
	Trace    string   `json:"trace"`
	Number   string   `json:"number"`
	Account  string   `json:"account"`
	Service  string   `json:"service"`
	Statuses []string `json:"statuses"`
	Claims   []string `json:"claims"`
}

func (n *Night) jsonStatuses() jsonStatuses {
	return jsonStatuses{n.sums.statuses, n.sums.statusesFound, written(&n.statuses, jsonStatusOf)}
}

func jsonStatusOf(r *statusRow) jsonStatus {
	row := jsonStatus{r.Trace, r.Number, r.Account, days(r.Service), []string{}, listed(r.Claims)}
	for _, status := range r.Statuses {
		row.Statuses = append(row.Statuses, status.String())
	}
	return row
}
