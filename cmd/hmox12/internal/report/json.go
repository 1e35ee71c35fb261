package report

import (
	"bufio"
	"io"
	"reflect"

	"github.com/shopspring/decimal"

	"github.com/hmox12/hmox12/mapping/record"
)

// summaryVersion is raised when the shape of summary.json changes.
const summaryVersion = 2

// JSON writes summary.json, described in the package documentation. Each claim
// stands on a line of its own.
func (n *Night) JSON(w io.Writer) error {
	b := bufio.NewWriter(w)
	b.WriteByte('{')
	if err := writeFields(b, reflect.ValueOf(n.summary()).Elem(), "  "); err != nil {
		return err
	}
	b.WriteString(",\n  \"claims\": [")
	if err := n.rows.copyTo(b); err != nil {
		return err
	}
	if n.rows.rows > 0 {
		b.WriteString("\n  ")
	}
	b.WriteString("]\n}\n")
	return b.Flush()
}

// amount is money as a string with two decimals.
type amount decimal.Decimal

// MarshalText writes it.
func (a amount) MarshalText() ([]byte, error) { return []byte(decimal.Decimal(a).StringFixed(2)), nil }

type jsonSummary struct {
	Version      int               `json:"version"`
	Payer        jsonPayer         `json:"payer"`
	Received     record.Date       `json:"received"`
	Paid         record.Date       `json:"paid"`
	Totals       jsonTotals        `json:"totals"`
	Outcomes     []jsonTally       `json:"outcomes"`
	Models       []jsonTally       `json:"models"`
	Dispositions []jsonDisposition `json:"dispositions"`
	Denials      []jsonDenial      `json:"denials"`
	Inquiries    jsonInquiries     `json:"inquiries"`
	Statuses     jsonStatuses      `json:"statusInquiries"`
	Reviews      jsonReviews       `json:"reviews"`
	Enrollments  jsonEnrollments   `json:"enrollments"`
	Verdicts     jsonVerdicts      `json:"decisions"`
	Again        jsonAgainAll      `json:"decidedAgain"`
	Contests     []jsonContest     `json:"contests"`
	Remittances  []jsonRemittance  `json:"remittances"`
	Files        []jsonFile        `json:"files"`
	Answers      []jsonAnswer      `json:"answers"`
	Sent         jsonSentAll       `json:"sent"`
}

type jsonPayer struct {
	Name string `json:"name"`
	ID   string `json:"id"`
}

type jsonTotals struct {
	Files        int `json:"files"`
	Sets         int `json:"sets"`
	RejectedSets int `json:"rejectedSets"`
	Findings     int `json:"findings"`
	jsonMoney
}

type jsonMoney struct {
	Claims   int    `json:"claims"`
	Charged  amount `json:"charged"`
	Allowed  amount `json:"allowed"`
	Paid     amount `json:"paid"`
	Patient  amount `json:"patient"`
	Withheld amount `json:"withheld"`
	Interest amount `json:"interest"`
}

type jsonTally struct {
	Outcome record.Outcome `json:"outcome,omitempty"`
	Model   record.Model   `json:"model,omitempty"`
	jsonMoney
}

type jsonDisposition struct {
	Disposition Disposition `json:"disposition"`
	Amount      amount      `json:"amount"`
}

type jsonDenial struct {
	Group  record.GroupCode `json:"group"`
	CARC   record.CARC      `json:"carc"`
	Text   string           `json:"text"`
	Lines  int              `json:"lines"`
	Amount amount           `json:"amount"`
}

type jsonInquiries struct {
	Total      int                  `json:"total"`
	Standings  []jsonStanding       `json:"standings"`
	Rejections []jsonRejection      `json:"rejections"`
	Rows       listing[jsonInquiry] `json:"rows"`
}

type jsonStanding struct {
	Standing Standing `json:"standing"`
	Count    int      `json:"count"`
}

type jsonRejection struct {
	AAA   string `json:"aaa"`
	Text  string `json:"text"`
	Count int    `json:"count"`
}

type jsonInquiry struct {
	Trace        string   `json:"trace"`
	Member       string   `json:"member"`
	ServiceTypes []string `json:"serviceTypes"`
	Asked        string   `json:"asked"`
	Standing     Standing `json:"standing"`
	Plan         string   `json:"plan"`
	AAA          []string `json:"aaa"`
}

type jsonReviews struct {
	Total      int                 `json:"total"`
	Outcomes   []jsonReviewOutcome `json:"outcomes"`
	Rejections []jsonRejection     `json:"rejections"`
	Rows       listing[jsonReview] `json:"rows"`
}

type jsonReviewOutcome struct {
	Outcome ReviewOutcome `json:"outcome"`
	Count   int           `json:"count"`
}

type jsonReview struct {
	Trace    string                `json:"trace"`
	Asked    string                `json:"asked"`
	File     string                `json:"file"`
	Member   string                `json:"member"`
	Kind     string                `json:"kind"`
	Services []string              `json:"services"`
	Outcome  ReviewOutcome         `json:"outcome"`
	Numbers  []string              `json:"numbers"`
	Reasons  []record.ReviewReason `json:"reasons"`
	AAA      []string              `json:"aaa"`
}

type jsonRemittance struct {
	Payee     string               `json:"payee"`
	NPI       string               `json:"npi"`
	Trace     string               `json:"trace"`
	Method    record.PaymentMethod `json:"method"`
	Effective record.Date          `json:"effective"`
	Claims    int                  `json:"claims"`
	Amount    amount               `json:"amount"`
}

type jsonFile struct {
	Name         string  `json:"name"`
	Bytes        int64   `json:"bytes"`
	Verdict      Verdict `json:"verdict"`
	Interchanges int     `json:"interchanges"`
	Groups       int     `json:"groups"`
	Sets         int     `json:"sets"`
	RejectedSets int     `json:"rejectedSets"`
	Claims       int     `json:"claims"`
	Inquiries    int     `json:"inquiries"`
	Reviews      int     `json:"reviews"`
	Enrollments  int     `json:"enrollments"`

	Statuses        int           `json:"statusInquiries"`
	Acknowledgments int           `json:"acknowledgments"`
	MoreFindings    int           `json:"moreFindings"`
	Findings        []jsonFinding `json:"findings"`
}

type jsonFinding struct {
	Offset  int64  `json:"offset"`
	Segment int    `json:"segment"`
	Loop    string `json:"loop"`
	Element string `json:"element"`
	Code    string `json:"code"`
	Rejects bool   `json:"rejects"`
	Message string `json:"message"`
	Mend    string `json:"mend"`
}

type jsonAnswer struct {
	Name  string `json:"name"`
	Kind  string `json:"kind"`
	Bytes int64  `json:"bytes"`
}

type jsonSentAll struct {
	States    []jsonSentState      `json:"states"`
	Rows      []jsonSent           `json:"rows"`
	Unmatched []jsonAcknowledgment `json:"unmatched"`
}

type jsonSentState struct {
	State SentState `json:"state"`
	Count int       `json:"count"`
}

type jsonSent struct {
	File            string               `json:"file"`
	Kind            string               `json:"kind"`
	Receiver        string               `json:"receiver"`
	Interchange     string               `json:"interchange"`
	Group           string               `json:"group"`
	Sets            int                  `json:"sets"`
	Trace           string               `json:"trace"`
	Sent            record.Date          `json:"sent"`
	Earlier         bool                 `json:"earlier"`
	State           SentState            `json:"state"`
	Acknowledgments []jsonAcknowledgment `json:"acknowledgments"`
}

type jsonAcknowledgment struct {
	Kind    string      `json:"kind"`
	Partner string      `json:"partner"`
	About   string      `json:"about"`
	File    string      `json:"file"`
	Came    record.Date `json:"came"`
	Verdict string      `json:"verdict"`
	Decides bool        `json:"decides"`
	Reasons []string    `json:"reasons"`
}

func (n *Night) summary() *jsonSummary {
	t := n.Totals()
	s := &jsonSummary{
		Version: summaryVersion, Payer: jsonPayer{n.Payer, n.PayerID}, Received: n.Received, Paid: n.Paid,
		Totals:       jsonTotals{t.Files, t.Sets, t.RejectedSets, t.Findings, moneyOf(t.Tally)},
		Denials:      []jsonDenial{},
		Inquiries:    jsonInquiries{Total: t.Inquiries, Rejections: []jsonRejection{}, Rows: written(&n.inquiries, jsonInquiryOf)},
		Statuses:     n.jsonStatuses(),
		Reviews:      jsonReviews{Total: t.Reviews, Rejections: []jsonRejection{}, Rows: written(&n.reviews, jsonReviewOf)},
		Remittances:  []jsonRemittance{},
		Files:        []jsonFile{},
		Answers:      []jsonAnswer{},
		Dispositions: []jsonDisposition{},
	}
	for _, o := range t.Outcomes {
		s.Outcomes = append(s.Outcomes, jsonTally{Outcome: o.Outcome, jsonMoney: moneyOf(o.Tally)})
	}
	for _, m := range t.Models {
		s.Models = append(s.Models, jsonTally{Model: modelKey(m.Model), jsonMoney: moneyOf(m.Tally)})
	}
	for _, d := range t.Dispositions {
		s.Dispositions = append(s.Dispositions, jsonDisposition{d.Disposition, amount(d.Amount)})
	}
	for _, d := range t.Denials {
		s.Denials = append(s.Denials, jsonDenial{d.Group, d.Reason, d.Reason.Meaning().Text, d.Lines, amount(d.Amount)})
	}
	for _, st := range t.Standings {
		s.Inquiries.Standings = append(s.Inquiries.Standings, jsonStanding(st))
	}
	for _, r := range t.Rejections {
		s.Inquiries.Rejections = append(s.Inquiries.Rejections, jsonRejection{r.Reason, aaaWords[r.Reason], r.Count})
	}
	for _, o := range t.ReviewOutcomes {
		s.Reviews.Outcomes = append(s.Reviews.Outcomes, jsonReviewOutcome(o))
	}
	for _, r := range t.ReviewRejections {
		s.Reviews.Rejections = append(s.Reviews.Rejections, jsonRejection{r.Reason, aaaWords[r.Reason], r.Count})
	}
	s.Enrollments = n.jsonEnrollments(t)
	s.Verdicts = n.jsonVerdicts(t)
	s.Again, s.Contests = n.jsonAgain(t), jsonContests(n.contests)
	for _, r := range n.remittances {
		s.Remittances = append(s.Remittances, jsonRemittance{r.Payee, r.NPI, r.Trace, r.Method, r.Effective, r.Claims, amount(r.Amount)})
	}
	for i := range n.files {
		s.Files = append(s.Files, jsonFileOf(&n.files[i]))
	}
	for _, a := range n.answers {
		s.Answers = append(s.Answers, jsonAnswer(a))
	}
	s.Sent = n.jsonSent(t)
	return s
}

func jsonInquiryOf(q *inquiryRow) jsonInquiry {
	return jsonInquiry{q.Trace, q.Member, listed(q.ServiceTypes), days(q.Asked), q.Standing, q.Plan, listed(q.reasons())}
}

func jsonReviewOf(r *reviewRow) jsonReview {
	return jsonReview{
		r.Trace, r.Asked, r.File, r.Member, r.Kind, listed(r.Services), r.Outcome, listed(r.Numbers), listed(r.Reasons), listed(r.reasons()),
	}
}

func (n *Night) jsonSent(t Totals) jsonSentAll {
	all := jsonSentAll{Rows: []jsonSent{}, Unmatched: jsonAcknowledgments(n.unmatched)}
	for _, state := range t.Sent {
		all.States = append(all.States, jsonSentState(state))
	}
	for _, s := range n.sentByState() {
		all.Rows = append(all.Rows, jsonSent{
			s.File, s.Kind, s.Receiver, s.Interchange, s.Group, s.Sets, s.Trace, s.Day, s.Earlier, s.State, jsonAcknowledgments(s.Acknowledgments),
		})
	}
	return all
}

func jsonAcknowledgments(all []Acknowledgment) []jsonAcknowledgment {
	rows := []jsonAcknowledgment{}
	for _, a := range all {
		row := jsonAcknowledgment(a)
		row.Reasons = listed(a.Reasons)
		rows = append(rows, row)
	}
	return rows
}

// modelKey names the lack of a contract.
func modelKey(m record.Model) record.Model {
	if m == "" {
		return "none"
	}
	return m
}

func moneyOf(t Tally) jsonMoney {
	return jsonMoney{
		t.Claims, amount(t.Charged), amount(t.Allowed), amount(t.Paid), amount(t.Patient), amount(t.Withheld), amount(t.Interest),
	}
}

func jsonFileOf(f *File) jsonFile {
	j := jsonFile{
		Name: f.Name, Bytes: f.Bytes, Verdict: f.Verdict, Interchanges: f.Interchanges, Groups: f.Groups, Sets: f.Sets,
		RejectedSets: f.RejectedSets, Claims: f.Claims, Inquiries: f.Inquiries, Statuses: f.StatusInquiries, Reviews: f.Reviews,
		Enrollments: f.Enrollments, Acknowledgments: f.Acknowledgments, MoreFindings: f.MoreFindings,
		Findings: []jsonFinding{},
	}
	for _, x := range f.Findings {
		j.Findings = append(j.Findings, jsonFinding{x.Offset, x.Segment, x.Loop, x.Element, x.Code, x.Rejects, x.Message, x.Mend})
	}
	return j
}

// listed makes no list an empty one.
func listed[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}
