package whatif

import (
	"strings"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/report"
	"github.com/hmox12/hmox12/mapping/record"
)

// StatusChange is an inquiry about a claim (276) on both sides; nil where it was not
// read.
type StatusChange struct {
	AnswerChange
	Answers [2]*record.StatusAnswer // before, after
}

func (s sides) compareStatuses(before, after *record.StatusAnswer) *StatusChange {
	return &StatusChange{s.compareAnswers(statusAnswer(before), statusAnswer(after)), [2]*record.StatusAnswer{before, after}}
}

func statusAnswer(a *record.StatusAnswer) answer {
	if a == nil {
		return answer{word: string(Unread)}
	}
	return answer{statusWords(a.First()), statusFacts(a), a.Trail}
}

func statusWords(s record.StatusCode) string { return strings.TrimSpace(s.String() + " " + s.Text()) }

// statusFacts tells what a 277 says, a fact each.
func statusFacts(a *record.StatusAnswer) []string {
	if a.Refused != "" {
		return []string{statusWords(a.Status) + " in " + string(a.Refused)}
	}
	var facts []string
	for i := range a.Claims {
		c := &a.Claims[i]
		var parts []string
		for _, s := range c.Statuses {
			parts = append(parts, statusWords(s))
		}
		if c.Paid != nil {
			parts = append(parts, "paid "+report.Dollars(*c.Paid))
		}
		for _, number := range []struct{ label, text string }{{"in payment", c.PaymentNumber}, {"in remittance", c.Voucher}} {
			if number.text != "" {
				parts = append(parts, number.label+" "+number.text)
			}
		}
		facts = append(facts, strings.TrimSpace("claim "+c.Control)+": "+strings.Join(parts, "; "))
		for j := range c.Lines {
			l := &c.Lines[j]
			line := "line " + l.Procedure.String() + ": paid " + report.Dollars(l.Paid)
			for _, s := range l.Statuses {
				line += "; " + statusWords(s)
			}
			facts = append(facts, line)
		}
	}
	return facts
}

// one returns the answer of a side that read the inquiry.
func (c *StatusChange) one() *record.StatusAnswer { return read(c.Answers) }

// Status is an inquiry about a claim whose answer changed.
type Status struct {
	Kind Kind `json:"kind"`
	Place
	Trace   string `json:"trace"`
	Control string `json:"control"`
	Account string `json:"account"`
	Status  Pair   `json:"status"`
	Said
}

// Row tells an inquiry without naming the patient.
func (c *StatusChange) Row() Status {
	q := c.one().Inquiry
	return Status{
		Kind: c.Kind, Place: placeOf(&q.Source), Trace: q.Trace, Control: q.Control, Account: q.Account,
		Status: Pair{c.Before, c.After}, Said: c.said(),
	}
}

func (p *resultPage) StatusPages() []answerPage {
	pages := make([]answerPage, len(p.tracked))
	for i, c := range p.tracked {
		q := c.one().Inquiry
		asker := ""
		if len(q.Providers) > 0 {
			asker = "asked by " + orDash(q.Providers[0].Name.String())
		}
		pages[i] = answerPage{
			Patient: q.Patient().Name.String(), Asked: commas(q.Control, q.Account), Trace: q.Trace,
			About: commas(asker, q.Source.File, report.Place(&q.Source)),
			Words: Pair{c.Before, c.After}, Gone: c.Gone, New: c.New, Partings: partingsOf(c.Partings, c.Parting, nil, "line"),
		}
	}
	return pages
}
