package record

import "github.com/shopspring/decimal"

// Inquiry is one question of a 270: about one patient. What was not sent is the
// zero value. Source: 005010X279A1, whose elements the comments name.
type Inquiry struct {
	Source    Source
	Levels    InquiryLevels
	Reference string // BHT03
	Received  Date   // what "today" is for it
	Created   string // BHT05 as sent, a time of day
	CreatedOn Date   // BHT04

	InformationSource   ClaimProvider // 2100A: whom the question is put to
	InformationSourceID string        // 2100A NM109
	Receiver            ClaimProvider // 2100B: who asks; Role is NM101

	Subscriber           Person      // 2100C
	SubscriberReferences []Reference // REF of 2100C
	Dependent            *Person     // 2100D, nil when the subscriber is the patient
	DependentReferences  []Reference // REF of 2100D
	Relationship         string      // INS02 of the dependent
	SubscriberTraces     []Trace     // TRN of 2000C
	DependentTraces      []Trace     // TRN of 2000D

	Dates        Span // DTP*291; no date means the day it is received
	DatesInvalid bool // a DTP*291 was sent that is no date
	Questions    []Question
}

// InquiryLevels number the levels of a 270 set (its HL segments, from 1) that an
// inquiry hangs on, so that an answer can hang on the same ones: inquiries of
// one set that have a number in common share that level. Zero is a level that is
// shared with nothing.
type InquiryLevels struct {
	Source     int // 2000A
	Receiver   int // 2000B
	Subscriber int // 2000C
}

// Patient returns the person asked about.
func (q *Inquiry) Patient() *Person {
	if q.Dependent != nil {
		return q.Dependent
	}
	return &q.Subscriber
}

// Trace is a TRN: a number by which somebody finds the answer again.
type Trace struct {
	Number     string // TRN02
	Originator string // TRN03
	Suffix     string // TRN04
}

// Question is one EQ.
type Question struct {
	ServiceTypes []string    // EQ01
	Procedure    Procedure   // EQ02
	Level        string      // EQ03
	References   []Reference // REF of 2110: 9F referral, G1 authorization asked about
	Dates        Span        // DTP*291 of 2110, where it differs from the inquiry's
}

// EligibilityLevel is where in a 271 something stands.
type EligibilityLevel string

// The levels, by their loops.
const (
	SourceLevel     EligibilityLevel = "2100A"
	ReceiverLevel   EligibilityLevel = "2100B"
	SubscriberLevel EligibilityLevel = "2100C"
	DependentLevel  EligibilityLevel = "2100D"
)

// RequestRejection is why a question can't be answered (271 AAA).
type RequestRejection struct {
	Level    EligibilityLevel
	Valid    bool   // AAA01: the request itself was valid
	Reason   string // AAA03
	FollowUp string // AAA04
}

// EligibilityAnswer is what a 271 says about one inquiry. Source: 005010X279A1;
// docs/adjudication.md, Eligibility.
type EligibilityAnswer struct {
	Inquiry    *Inquiry
	Payer      *Payer // who answers; nil when not even that could be looked up
	Trace      string // our own number for the answer (TRN*1)
	Rejections []RequestRejection

	Member      *Member         // who was found; nil when nobody
	Subscriber  *Member         // the member's subscriber, when another
	NameChanged bool            // the name or id as we hold it differs from what was asked
	Dates       []QualifiedDate // 2100C or 2100D DTP: plan begin 346, end 347
	Benefits    []BenefitInformation
	Trail       []Step // why
}

// Level returns where the patient stands in the answer: where he was asked about,
// but a subscriber who was asked about as a dependent stands as subscriber.
func (a *EligibilityAnswer) Level() EligibilityLevel {
	if a.Inquiry.Dependent == nil || a.Member != nil && a.Member.Subscriber() {
		return SubscriberLevel
	}
	return DependentLevel
}

// Rejected reports whether the question can't be answered.
func (a *EligibilityAnswer) Rejected() bool { return len(a.Rejections) > 0 }

// QualifiedDate is a DTP.
type QualifiedDate struct {
	Qualifier string // DTP01
	Dates     Span   // To is set for a range
}

// BenefitInformation is one EB with what hangs on it.
type BenefitInformation struct {
	Information   string           // EB01
	CoverageLevel string           // EB02
	ServiceTypes  []string         // EB03
	InsuranceType string           // EB04
	PlanName      string           // EB05
	TimePeriod    string           // EB06
	Amount        *decimal.Decimal // EB07, dollars; nil when none
	Percent       *decimal.Decimal // EB08, a fraction that the patient pays
	QuantityKind  string           // EB09
	Quantity      *decimal.Decimal // EB10
	Authorization string           // EB11: Y, N, U
	InNetwork     string           // EB12: Y, N, W
	References    []Reference
	Dates         []QualifiedDate
	Messages      []string       // MSG
	Entity        *BenefitEntity // 2120
}

// BenefitEntity is somebody whom a benefit names, loop 2120.
type BenefitEntity struct {
	Kind         string // NM101: P3 PCP, PRP primary payer, SEP secondary payer, X3 utilization management
	Name         PersonName
	Organization bool
	IDQualifier  string // NM108
	ID           string // NM109
	Address      Address
	Phone        string
	Taxonomy     string // PRV*PC*PXC, of a PCP
}
