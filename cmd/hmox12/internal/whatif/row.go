package whatif

import (
	"slices"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/report"
	"github.com/hmox12/hmox12/mapping/record"
)

// Place is where in the inbound files something stands.
type Place struct {
	File        string `json:"file"`
	Interchange string `json:"interchange"`
	Group       string `json:"group"`
	Set         string `json:"set"`
	Segment     int    `json:"segment"`
}

func placeOf(s *record.Source) Place {
	return Place{s.File, s.Interchange, s.Group, s.Set, s.Segment}
}

// Pair is a word on both sides.
type Pair struct {
	Before string `json:"before"`
	After  string `json:"after"`
}

// Claim is one claim that changed.
type Claim struct {
	Kind Kind `json:"kind"`
	Place
	Account string   `json:"account"`
	Control Pair     `json:"control"`
	Member  string   `json:"member"`
	NPI     string   `json:"npi"`
	Payee   string   `json:"payee"`
	Outcome Pair     `json:"outcome"`
	Status  Pair     `json:"status"`
	Model   Pair     `json:"model"`
	Reasons Pair     `json:"reasons"`
	Differs []string `json:"differs"`
	Allowed Delta    `json:"allowed"`
	Paid    Delta    `json:"paid"`
	Patient Delta    `json:"patient"`
	Rule    string   `json:"rule"`
	Name    string   `json:"ruleName"`
	Acting  string   `json:"acting"`
	Parting *Part    `json:"parting"`
	Lines   []Line   `json:"lines"`
}

// Part is where two traces part.
type Part struct {
	How    How    `json:"how"`
	Rule   string `json:"rule"`
	Name   string `json:"name"`
	Line   int    `json:"line"`
	Before *Step  `json:"before"`
	After  *Step  `json:"after"`
}

// Step is what a rule concluded on one side, and from what.
type Step struct {
	Result    string   `json:"result"`
	Concluded string   `json:"concluded"`
	Looked    []string `json:"looked"`
	Moves     []Taken  `json:"moves"`
}

// Taken is what a rule took off the charge.
type Taken struct {
	Group  string `json:"group"`
	CARC   string `json:"carc"`
	Amount Amount `json:"amount"`
}

// Line is a line of a claim that was decided otherwise.
type Line struct {
	Line        int          `json:"line"`
	Procedure   string       `json:"procedure"`
	State       Pair         `json:"state"`
	Status      Pair         `json:"status"`
	Contract    Pair         `json:"contract"`
	Remarks     Pair         `json:"remarks"`
	Allowed     Delta        `json:"allowed"`
	Paid        Delta        `json:"paid"`
	Patient     Delta        `json:"patient"`
	Adjustments []Adjustment `json:"adjustments"`
}

// Adjustment is what one group and reason takes from the charge of a line.
type Adjustment struct {
	Group string `json:"group"`
	CARC  string `json:"carc"`
	Delta
}

// Inquiry is an eligibility inquiry whose answer changed.
type Inquiry struct {
	Kind Kind `json:"kind"`
	Place
	Trace        string   `json:"trace"`
	Member       string   `json:"member"`
	ServiceTypes []string `json:"serviceTypes"`
	Standing     Pair     `json:"standing"`
	Said
}

// Review is a request for a referral or an authorization whose answer changed.
type Review struct {
	Kind Kind `json:"kind"`
	Place
	Trace   string   `json:"trace"`
	Member  string   `json:"member"`
	Asked   []string `json:"asked"`
	Outcome Pair     `json:"outcome"`
	Said
}

// Row tells a changed claim without naming the patient.
func (c *ClaimChange) Row() Claim {
	claim := c.story().Claim
	row := Claim{
		Kind: c.Kind, Place: placeOf(&claim.Source), Account: claim.Account, Member: c.member(),
		NPI: claim.Billing.NPI, Payee: claim.Billing.Name.String(),
		Outcome: Pair{string(outcomeOf(c.Before)), string(outcomeOf(c.After))},
		Status:  Pair{statusOf(c.Before), statusOf(c.After)},
		Model:   Pair{modelOf(c.Before), modelOf(c.After)},
		Reasons: Pair{reasonsOf(c.Before), reasonsOf(c.After)},
		Differs: listed(c.Differs),
		Allowed: delta(c.before.Allowed, c.after.Allowed), Paid: delta(c.before.Paid, c.after.Paid), Patient: delta(c.before.Patient, c.after.Patient),
		Rule: c.Rule.ID, Name: c.Rule.Name, Acting: c.Acting.ID, Parting: partOf(c.Parting), Lines: []Line{},
	}
	if c.Before.Claim != nil {
		row.Control.Before = c.Before.Claim.Control
	}
	if c.After.Claim != nil {
		row.Control.After = c.After.Claim.Control
	}
	for _, l := range c.lines() {
		if l.changed() {
			row.Lines = append(row.Lines, l.row())
		}
	}
	return row
}

// statusOf returns the status of a claim as a 277 tells it.
func statusOf(s report.ClaimStory) string {
	switch {
	case s.Decision != nil:
		return s.Decision.Claim.String()
	case len(s.Rejections) > 0:
		return s.Rejections[0].Status.String()
	}
	return ""
}

// modelOf returns the HMO model of a claim; empty where it was not read.
func modelOf(s report.ClaimStory) string {
	if s.Claim == nil {
		return ""
	}
	return report.ModelKey(s.Model())
}

func reasonsOf(s report.ClaimStory) string {
	if s.Claim == nil {
		return ""
	}
	return joined(s.Reasons())
}

func (l lineChange) row() Line {
	row := Line{Line: l.one().Line, Procedure: l.one().Procedure.String(), Adjustments: []Adjustment{}}
	side := func(d *record.LineDecision, pick func(*record.LineDecision) string) string {
		if d == nil {
			return ""
		}
		return pick(d)
	}
	pair := func(pick func(*record.LineDecision) string) Pair {
		return Pair{side(l.Before, pick), side(l.After, pick)}
	}
	row.State = pair(func(d *record.LineDecision) string { return string(d.State) })
	row.Status = pair(func(d *record.LineDecision) string {
		if d.Status == (record.StatusCode{}) {
			return ""
		}
		return d.Status.String()
	})
	row.Contract = pair(func(d *record.LineDecision) string { return d.Contract })
	row.Remarks = pair(func(d *record.LineDecision) string { return joined(d.Remarks) })
	row.Allowed, row.Paid = delta(allowedOf(l.Before), allowedOf(l.After)), delta(paidOf(l.Before), paidOf(l.After))
	row.Patient = delta(patientOf(l.Before), patientOf(l.After))
	for _, a := range l.adjustments() {
		row.Adjustments = append(row.Adjustments, Adjustment{string(a.Group), string(a.Reason), delta(a.Before, a.After)})
	}
	return row
}

func partOf(p *Parting) *Part {
	if p == nil {
		return nil
	}
	at := p.Step()
	return &Part{p.How, at.Rule, at.Name, at.Line, stepOf(p.Before), stepOf(p.After)}
}

func stepOf(s *record.Step) *Step {
	if s == nil {
		return nil
	}
	step := &Step{string(s.Result), s.Concluded, listed(s.Looked), []Taken{}}
	for _, m := range s.Moves {
		step.Moves = append(step.Moves, Taken{string(m.Group), string(m.Reason), Amount{m.Amount}})
	}
	return step
}

// Row tells an inquiry without naming the patient.
func (c *InquiryChange) Row() Inquiry {
	a := c.one()
	q := a.Inquiry
	row := Inquiry{
		Kind: c.Kind, Place: placeOf(&q.Source), Member: q.Subscriber.ID, ServiceTypes: []string{},
		Standing: Pair{c.Before, c.After}, Said: c.said(),
	}
	if a.Member != nil {
		row.Member = a.Member.ID
	}
	if traces := slices.Concat(q.DependentTraces, q.SubscriberTraces); len(traces) > 0 {
		row.Trace = traces[0].Number
	}
	for _, question := range q.Questions {
		row.ServiceTypes = append(row.ServiceTypes, question.ServiceTypes...)
	}
	return row
}

// Row tells a request without naming the patient.
func (c *ReviewChange) Row() Review {
	a := c.one()
	r := a.Request
	row := Review{
		Kind: c.Kind, Place: placeOf(&r.Source), Member: r.Subscriber.ID, Asked: listed(report.ReviewAsked(a)),
		Outcome: Pair{c.Before, c.After}, Said: c.said(),
	}
	if a.Member != nil {
		row.Member = a.Member.ID
	}
	if len(r.Event.Traces) > 0 {
		row.Trace = r.Event.Traces[0].Number
	}
	return row
}

// listed makes no list an empty one.
func listed[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}
