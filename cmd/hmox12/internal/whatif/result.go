package whatif

import (
	"github.com/shopspring/decimal"

	"github.com/hmox12/hmox12/mapping/record"
)

// Version is raised when the shape of Result changes otherwise than by new fields.
const Version = 1

// Result is what came of a comparison. It is what --json prints: docs/whatif.md
// describes each field.
type Result struct {
	Version      int                 `json:"version"`
	Payer        Payer               `json:"payer"`
	Received     record.Date         `json:"received"`
	Paid         record.Date         `json:"paid"`
	Book         Book                `json:"book"`
	Runs         Runs                `json:"runs"`
	Totals       Tallies             `json:"totals"`
	Claims       Counts              `json:"claims"`
	Outcomes     []OutcomeTotal      `json:"outcomes"`
	Models       []ModelTotal        `json:"models"`
	Dispositions []DispositionTotal  `json:"dispositions"`
	Denials      []DenialTotal       `json:"denials"`
	Flips        []Flip              `json:"flips"`
	Rules        []RuleTotal         `json:"rules"`
	Sizes        []SizeTotal         `json:"sizes"`
	Payees       []PayeeTotal        `json:"payees"`
	MorePayees   int                 `json:"morePayees"`
	Members      []MemberTotal       `json:"members"`
	MoreMembers  int                 `json:"moreMembers"`
	Changes      []Claim             `json:"changes"`
	MoreChanges  int                 `json:"moreChanges"`
	Inquiries    Answers[Inquiry]    `json:"inquiries"`
	Reviews      Answers[Review]     `json:"reviews"`
	Statuses     Answers[Status]     `json:"statuses"`
	Enrollments  Answers[Enrollment] `json:"enrollments"`

	// For the page alone, in step with Changes, Members and the changes of Inquiries,
	// Reviews, Statuses and Enrollments.
	stories   []*ClaimChange
	names     []string
	asked     []*InquiryChange
	requested []*ReviewChange
	tracked   []*StatusChange
	enrolled  []*EnrollmentChange
}

// Payer is the HMO.
type Payer struct {
	Name string `json:"name"`
	ID   string `json:"id"`
}

// Book tells which books were compared, and in what they differ.
type Book struct {
	Before  string           `json:"before"`
	After   string           `json:"after"`
	Overlay bool             `json:"overlay"`
	Files   []FileDifference `json:"files"`
}

// FileDifference is in what a file of the books differs.
type FileDifference struct {
	Name    string          `json:"name"`
	Added   int             `json:"added"`
	Removed int             `json:"removed"`
	Changed int             `json:"changed"`
	Rows    []RowDifference `json:"rows"`
	More    int             `json:"more"`
}

// RowDifference is in what a row of a table or an entry of a document differs.
type RowDifference struct {
	Kind   string            `json:"kind"`
	Key    string            `json:"key"`
	Fields []FieldDifference `json:"fields"`
}

// FieldDifference is one cell or key.
type FieldDifference struct {
	Name   string `json:"name"`
	Before string `json:"before"`
	After  string `json:"after"`
}

// Runs is what became of the files and payments on each side.
type Runs struct {
	Before Run `json:"before"`
	After  Run `json:"after"`
}

// Run is one side's.
type Run struct {
	Interchanges         int    `json:"interchanges"`
	RejectedInterchanges int    `json:"rejectedInterchanges"`
	Sets                 int    `json:"sets"`
	RejectedSets         int    `json:"rejectedSets"`
	Untaken              int    `json:"untaken"`
	Remittances          int    `json:"remittances"`
	Sent                 Amount `json:"sent"`
	Held                 int    `json:"held"`
}

// Amount is dollars, in JSON a text with two decimals.
type Amount struct{ decimal.Decimal }

// MarshalJSON writes it.
func (a Amount) MarshalJSON() ([]byte, error) { return []byte(`"` + a.StringFixed(2) + `"`), nil }

// Delta is an amount on both sides, and after less before.
type Delta struct {
	Before     Amount `json:"before"`
	After      Amount `json:"after"`
	Difference Amount `json:"difference"`
}

func delta(before, after decimal.Decimal) Delta {
	return Delta{Amount{before}, Amount{after}, Amount{after.Sub(before)}}
}

// Tallies are claims and their money on both sides, and after less before.
type Tallies struct {
	Before     Tally `json:"before"`
	After      Tally `json:"after"`
	Difference Tally `json:"difference"`
}

// Tally counts claims and their money.
type Tally struct {
	Claims   int    `json:"claims"`
	Charged  Amount `json:"charged"`
	Allowed  Amount `json:"allowed"`
	Paid     Amount `json:"paid"`
	Patient  Amount `json:"patient"`
	Withheld Amount `json:"withheld"`
	Interest Amount `json:"interest"`
}

// Counts are how many there are of each kind.
type Counts struct {
	Compared  int `json:"compared"`
	Outcome   int `json:"outcome"`
	Money     int `json:"money"`
	Told      int `json:"told"`
	Reasoning int `json:"reasoning"`
	Same      int `json:"same"`
}

// Changed returns how many results changed.
func (c *Counts) Changed() int { return c.Outcome + c.Money + c.Told }

func (c *Counts) add(k Kind) {
	c.Compared++
	switch k {
	case Outcome:
		c.Outcome++
	case Money:
		c.Money++
	case Told:
		c.Told++
	case Reasoning:
		c.Reasoning++
	default:
		c.Same++
	}
}

// OutcomeTotal is the claims of one outcome.
type OutcomeTotal struct {
	Outcome string `json:"outcome"`
	Tallies
}

// ModelTotal is the claims of one HMO model.
type ModelTotal struct {
	Model string `json:"model"`
	Tallies
}

// DispositionTotal is what became of charged money.
type DispositionTotal struct {
	Disposition string `json:"disposition"`
	Delta
}

// DenialTotal is what was denied or passed on for one reason.
type DenialTotal struct {
	Group       string `json:"group"`
	CARC        string `json:"carc"`
	Text        string `json:"text"`
	LinesBefore int    `json:"linesBefore"`
	LinesAfter  int    `json:"linesAfter"`
	Delta
}

// Moved is how claims changed: how many, and by how much.
type Moved struct {
	Claims  int    `json:"claims"`
	Paid    Amount `json:"paid"`
	Patient Amount `json:"patient"`
}

func (m *Moved) add(c *ClaimChange) {
	m.Claims++
	m.Paid = Amount{m.Paid.Add(c.Paid())}
	m.Patient = Amount{m.Patient.Add(c.Patient())}
}

// Flip is the claims that went from one outcome to another.
type Flip struct {
	From string `json:"from"`
	To   string `json:"to"`
	Moved
	Rules []RuleMoved `json:"rules"`
}

// RuleTotal is the changed claims that are put down to one rule, and of those
// which rule acts otherwise.
type RuleTotal struct {
	RuleMoved
	Reasoning int         `json:"reasoning"`
	Acting    []RuleMoved `json:"acting"`
}

// RuleMoved is how claims changed by a rule.
type RuleMoved struct {
	Rule  string `json:"rule"`
	Name  string `json:"name"`
	Flips int    `json:"flips"`
	Moved
}

// SizeTotal is the changed claims whose payment moves by no more than UpTo; the
// last has no bound, the first has none that moves.
type SizeTotal struct {
	UpTo string `json:"upTo"`
	Moved
}

// PayeeTotal is what one payee is paid on both sides, for all its claims, and what
// is sent to it.
type PayeeTotal struct {
	NPI     string `json:"npi"`
	Payee   string `json:"payee"`
	Claims  int    `json:"claims"`
	Paid    Delta  `json:"paid"`
	Patient Delta  `json:"patient"`
	Sent    Delta  `json:"sent"`
}

// MemberTotal is the changed claims of one member.
type MemberTotal struct {
	Member  string `json:"member"`
	Claims  int    `json:"claims"`
	Paid    Delta  `json:"paid"`
	Patient Delta  `json:"patient"`
}

// Answers are the inquiries or the requests, and those whose answer changed.
type Answers[T any] struct {
	Counts
	Flips   []AnswerFlip `json:"flips"`
	Changes []T          `json:"changes"`
	More    int          `json:"more"`
}

// AnswerFlip counts answers that went from one word to another.
type AnswerFlip struct {
	From  string `json:"from"`
	To    string `json:"to"`
	Count int    `json:"count"`
}
