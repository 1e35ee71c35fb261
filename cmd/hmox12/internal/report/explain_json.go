package report

import (
	"encoding/json"
	"io"

	"github.com/hmox12/hmox12/mapping/record"
)

// explanationVersion is raised when the shape of an explanation changes.
const explanationVersion = 1

// JSON writes it for programs, as the package documentation describes it.
func (x *Explanation) JSON(w io.Writer) error {
	out := jsonExplanation{Version: explanationVersion, Number: x.Number, Requests: []jsonRequest{}, Inquiries: []jsonAsked{}, Questions: []jsonQuestion{}, Enrollments: []jsonEnrolled{}, Claims: [][]jsonChapter{}}
	for _, a := range x.Requests {
		row := reviewOf(a)
		out.Requests = append(out.Requests, jsonRequest{
			Trace: row.Trace, Asked: row.Asked, File: row.File, Member: row.Member, Outcome: row.Outcome,
			Numbers: notNil(row.Numbers), Steps: jsonSteps(a.Trail, nil),
		})
	}
	for _, a := range x.Inquiries {
		out.Inquiries = append(out.Inquiries, jsonAskedOf(a))
	}
	for _, a := range x.Questions {
		out.Questions = append(out.Questions, jsonQuestionOf(a))
	}
	for _, r := range x.Enrollments {
		row := enrollmentOf(r)
		out.Enrollments = append(out.Enrollments, jsonEnrolled{jsonEnrollmentOf(&row), jsonSteps(r.Trail, nil)})
	}
	for _, chapters := range x.Claims {
		var told []jsonChapter
		for i, s := range chapters {
			told = append(told, jsonChapterOf(s, chapterTitle(s, i == 0)))
		}
		out.Claims = append(out.Claims, told)
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(out)
}

type jsonExplanation struct {
	Version     int             `json:"version"`
	Number      string          `json:"number"`
	Requests    []jsonRequest   `json:"requests"`
	Inquiries   []jsonAsked     `json:"inquiries"`
	Questions   []jsonQuestion  `json:"questions"`
	Enrollments []jsonEnrolled  `json:"enrollments"`
	Claims      [][]jsonChapter `json:"claims"`
}

type jsonEnrolled struct {
	jsonEnrollment
	Steps []jsonStep `json:"steps"`
}

type jsonRequest struct {
	Trace   string        `json:"trace"`
	Asked   string        `json:"asked"`
	File    string        `json:"file"`
	Member  string        `json:"member"`
	Outcome ReviewOutcome `json:"outcome"`
	Numbers []string      `json:"numbers"`
	Steps   []jsonStep    `json:"steps"`
}

type jsonQuestion struct {
	Trace    string      `json:"trace"`
	File     string      `json:"file"`
	Received record.Date `json:"received"`
	Refused  bool        `json:"refused"`
	Statuses []string    `json:"statuses"`
	Claims   []string    `json:"claims"`
	Steps    []jsonStep  `json:"steps"`
}

func jsonQuestionOf(a *record.StatusAnswer) jsonQuestion {
	row := statusOf(a)
	q := jsonQuestion{
		Trace: a.Inquiry.Trace, File: a.Inquiry.Source.File, Received: a.Inquiry.Received, Refused: a.Refused != "",
		Statuses: []string{}, Claims: notNil(row.Claims), Steps: jsonSteps(a.Trail, nil),
	}
	for _, status := range row.Statuses {
		q.Statuses = append(q.Statuses, status.String())
	}
	return q
}

type jsonChapter struct {
	Title       string             `json:"title"`
	Control     string             `json:"control"`
	Account     string             `json:"account"`
	File        string             `json:"file"`
	Outcome     record.Outcome     `json:"outcome"`
	Statuses    []string           `json:"statuses"`
	ClaimStatus record.ClaimStatus `json:"claimStatus"`
	Decided     record.Date        `json:"decided"`
	Member      string             `json:"member"`
	Plan        string             `json:"plan"`
	Charged     amount             `json:"charged"`
	Allowed     amount             `json:"allowed"`
	Paid        amount             `json:"paid"`
	Patient     amount             `json:"patient"`
	Interest    amount             `json:"interest"`
	Corrects    string             `json:"corrects"`
	Exact       bool               `json:"exact"`
	Lines       []jsonLine         `json:"lines"`
	Steps       []jsonStep         `json:"steps"`
	Remitted    []jsonRemitted     `json:"remitted"`
	Asked       []jsonQuestion     `json:"asked"`
	Again       []jsonAgain        `json:"again"`
	Contests    []jsonContest      `json:"contests"`
}

type jsonLine struct {
	Line        int              `json:"line"`
	Service     string           `json:"service"`
	Category    string           `json:"category"`
	Contract    string           `json:"contract"`
	Charged     amount           `json:"charged"`
	Allowed     amount           `json:"allowed"`
	Paid        amount           `json:"paid"`
	Patient     amount           `json:"patient"`
	State       record.LineState `json:"state"`
	Status      string           `json:"status"`
	Adjustments []jsonAdjustment `json:"adjustments"`
	Remarks     []record.RARC    `json:"remarks"`
	EndedBy     string           `json:"endedBy"`
	NotAsked    []string         `json:"notAsked"`
}

type jsonAdjustment struct {
	Group  record.GroupCode `json:"group"`
	CARC   record.CARC      `json:"carc"`
	Amount amount           `json:"amount"`
}

type jsonStep struct {
	Rule      string        `json:"rule"`
	Name      string        `json:"name"`
	Line      int           `json:"line"`
	Result    record.Result `json:"result"`
	Looked    []string      `json:"looked"`
	Concluded string        `json:"concluded"`
	Money     []jsonMove    `json:"money"`
}

type jsonMove struct {
	Line   int              `json:"line"`
	Before amount           `json:"before"`
	After  amount           `json:"after"`
	Taken  []jsonAdjustment `json:"taken"`
}

type jsonRemitted struct {
	File  string    `json:"file"`
	Trace string    `json:"trace"`
	State SentState `json:"state"`
}

func jsonChapterOf(s ClaimStory, title string) jsonChapter {
	row := rowOf(s)
	c := jsonChapter{
		Title: title, Control: row.Control, Account: row.Account, File: row.File, Outcome: row.Outcome,
		Charged: amount(s.Claim.Charge), Statuses: []string{}, Lines: []jsonLine{}, Steps: []jsonStep{}, Remitted: []jsonRemitted{}, Asked: []jsonQuestion{}, Again: []jsonAgain{}, Contests: jsonContests(s.Contests),
	}
	for _, f := range s.statuses() {
		c.Statuses = append(c.Statuses, f.Label)
	}
	for i := range s.Remitted {
		c.Remitted = append(c.Remitted, jsonRemitted{s.Remitted[i].File, s.Remitted[i].Trace, s.Remitted[i].State})
	}
	for i := range s.Again {
		c.Again = append(c.Again, jsonAgainOf(&s.Again[i]))
	}
	for _, a := range s.Asked {
		c.Asked = append(c.Asked, jsonQuestionOf(a))
	}
	d := s.Decision
	if d == nil {
		return c
	}
	c.ClaimStatus, c.Decided, c.Member, c.Plan, c.Corrects = d.Status, d.Decided, d.Member, d.Plan, d.Corrects
	c.Charged, c.Allowed, c.Paid, c.Patient, c.Interest = amount(d.Charge), amount(s.allowed()), amount(d.Paid), amount(d.Patient), amount(d.Interest)
	money, exact := d.Walk()
	if c.Exact = exact; !exact {
		money = nil
	}
	c.Steps = jsonSteps(d.Trace, money)
	p := s.plot()
	told := s.lines(p)
	for i := range d.Lines {
		l := &d.Lines[i]
		line := jsonLine{
			Line: l.Line, Category: string(l.Category), Contract: l.Contract, Charged: amount(l.Charge), Allowed: amount(l.Allowed), Paid: amount(l.Paid),
			Patient: amount(record.SumGroup(l.Adjustments, record.PR)), State: l.State, Status: l.Status.String(),
			Adjustments: []jsonAdjustment{}, Remarks: notNil(l.Remarks), EndedBy: p.line(l.Line).Unasked.By, NotAsked: notNil(p.line(l.Line).Unasked.Rules),
		}
		if i < len(told) {
			line.Service = told[i].Procedure
		}
		for _, a := range l.Adjustments {
			line.Adjustments = append(line.Adjustments, jsonAdjustment{a.Group, a.Reason, amount(a.Amount)})
		}
		c.Lines = append(c.Lines, line)
	}
	return c
}

// jsonSteps tells steps in their order; money, where it is known, in step with
// them.
func jsonSteps(steps []record.Step, money [][]record.LineMoney) []jsonStep {
	all := []jsonStep{}
	for i := range steps {
		s := &steps[i]
		out := jsonStep{Rule: s.Rule, Name: s.Name, Line: s.Line, Result: s.Result, Looked: notNil(s.Looked), Concluded: s.Concluded, Money: []jsonMove{}}
		if money != nil {
			for _, l := range money[i] {
				m := jsonMove{Line: l.Line, Before: amount(l.Before), After: amount(l.After), Taken: []jsonAdjustment{}}
				for _, taken := range l.Moves {
					m.Taken = append(m.Taken, jsonAdjustment{taken.Group, taken.Reason, amount(taken.Amount)})
				}
				out.Money = append(out.Money, m)
			}
		}
		all = append(all, out)
	}
	return all
}

// notNil makes JSON say [] and not null.
func notNil[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}
