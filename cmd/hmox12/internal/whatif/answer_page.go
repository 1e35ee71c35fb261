package whatif

import (
	"strings"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/report"
)

// answerPage is what the page's template sees of an inquiry or a request.
type answerPage struct {
	Patient, Asked, Trace, About string
	Words                        Pair
	Gone, New                    []string
	Partings                     partingsPage
}

func (p *resultPage) InquiryPages() []answerPage {
	pages := make([]answerPage, len(p.asked))
	for i, c := range p.asked {
		q, row := c.one().Inquiry, p.Inquiries.Changes[i]
		var asked []string
		for _, code := range row.ServiceTypes {
			asked = append(asked, report.ServiceType(code))
		}
		pages[i] = answerPage{
			Patient: q.Patient().Name.String(), Trace: row.Trace, Words: row.Standing, Gone: c.Gone, New: c.New,
			Asked:    orDash(strings.Join(asked, ", ")),
			About:    commas("member "+orDash(row.Member), "asked by "+orDash(q.Receiver.Name.String()), q.Source.File, report.Place(&q.Source)),
			Partings: partingsOf(c.Partings, c.Parting, nil, "question"),
		}
		if m := c.one().Member; m != nil {
			pages[i].Patient = m.Name.String()
		}
	}
	return pages
}

func (p *resultPage) ReviewPages() []answerPage {
	pages := make([]answerPage, len(p.requested))
	for i, c := range p.requested {
		r, row := c.one().Request, p.Reviews.Changes[i]
		pages[i] = answerPage{
			Patient: r.Patient().Name.String(), Trace: row.Trace, Words: row.Outcome, Gone: c.Gone, New: c.New,
			Asked:    strings.Join(row.Asked, ", "),
			About:    commas("member "+orDash(row.Member), "asked by "+orDash(r.Requester.Name.String()), r.Source.File, report.Place(&r.Source)),
			Partings: partingsOf(c.Partings, c.Parting, nil, "service"),
		}
		if m := c.one().Member; m != nil {
			pages[i].Patient = m.Name.String()
		}
	}
	return pages
}
