package record

import "github.com/shopspring/decimal"

// StatusInquiry is one question of a 276: what became of one claim of one
// patient. What was not sent is the zero value. Source: 005010X212, whose elements
// the comments name.
type StatusInquiry struct {
	Source    Source // Offset and Segment are those of the TRN
	Levels    StatusLevels
	Reference string // BHT03
	Received  Date
	CreatedOn Date   // BHT04
	Created   string // BHT05 as sent, a time of day

	InformationSource   ClaimProvider   // 2100A: whom the question is put to
	InformationSourceID string          // 2100A NM109
	Receiver            ClaimProvider   // 2100B: who gets the answer
	Providers           []ClaimProvider // 2100C: whose claims are asked about, one by one or two ids
	Subscriber          Person          // 2100D
	Dependent           *Person         // 2100E, nil when the subscriber is the patient; has no id

	Trace           string           // TRN02
	Control         string           // REF*1K, our number of the claim
	BillType        string           // REF*BLT
	Location        string           // REF*LU
	GroupNumber     string           // REF*6P
	Account         string           // REF*EJ, CLM01 of the claim
	Prescription    string           // REF*XZ
	Clearinghouse   string           // REF*D9
	Charge          *decimal.Decimal // AMT*T3; nil when none was sent that can be read
	Dates           Span             // DTP*472 of the claim
	DatesUnreadable bool             // a DTP*472 was sent that is no date
	Lines           []StatusLine     // 2210, the lines asked about
}

// StatusLevels number the levels of a 276 set (its HL segments, from 1) that an
// inquiry hangs on, so that an answer can hang on the same ones: inquiries of one
// set that have a number in common share that level.
type StatusLevels struct {
	Source     int // 2000A
	Receiver   int // 2000B
	Provider   int // 2000C
	Subscriber int // 2000D
	Dependent  int // 2000E; 0 when the subscriber is the patient
}

// StatusLine is a service line asked about, loop 2210.
type StatusLine struct {
	Procedure Procedure // SVC01; its qualifier is NU where only a revenue code was sent
	Charge    decimal.Decimal
	Revenue   string // SVC04
	Units     decimal.Decimal
	Control   string // REF*FJ
	Dates     Span   // DTP*472
}

// Patient returns the person asked about.
func (q *StatusInquiry) Patient() *Person {
	if q.Dependent != nil {
		return q.Dependent
	}
	return &q.Subscriber
}

// ServiceDates returns the days asked about: the claim's, else from the first to
// the last of its lines; none when neither was sent.
func (q *StatusInquiry) ServiceDates() Span {
	if q.Dates.From != 0 {
		return q.Dates
	}
	var days Span
	for i := range q.Lines {
		d := q.Lines[i].Dates
		if d.From == 0 {
			continue
		}
		if days.From == 0 || d.From < days.From {
			days.From = d.From
		}
		days.To = max(days.To, d.From, d.To)
	}
	return days
}

// KnownClaim is a claim as a status inquiry finds it, with what became of it.
type KnownClaim struct {
	Claim      *Claim
	Decision   *Decision   // the last one; nil while nothing is decided
	Rejections []Rejection // why the front end did not take it; then nothing is decided
	ReplacedBy string      // control number of the claim that was decided in its place
	Payment    ClaimPayment
}

// ClaimPayment is the remittance that carries a decision; the zero value says
// that none does yet.
type ClaimPayment struct {
	Trace     string // TRN02 of the 835
	Method    PaymentMethod
	Effective Date // BPR16
}

// StatusLevel is where a 277 refuses an inquiry.
type StatusLevel string

// The levels, by their loops.
const (
	StatusAtReceiver StatusLevel = "2200B"
	StatusAtProvider StatusLevel = "2200C"
)

// StatusAnswer is what a 277 says to one inquiry: why it can't be answered
// (Refused), or what is known of each claim that fits, one at least. Source:
// 005010X212; docs/adjudication.md, Claim status.
type StatusAnswer struct {
	Inquiry *StatusInquiry
	Payer   *Payer // who answers; nil where the inquiry is for another
	Today   Date   // of what is said of no claim
	Refused StatusLevel
	Status  StatusCode // of a refusal
	Claims  []ToldClaim
	Trail   []Step // why
}

// First returns the status that an answer begins with: of its refusal, or of the
// first claim.
func (a *StatusAnswer) First() StatusCode {
	if a.Refused == "" && len(a.Claims) > 0 && len(a.Claims[0].Statuses) > 0 {
		return a.Claims[0].Statuses[0]
	}
	return a.Status
}

// ToldClaim is what is said of one claim, or that none was found.
type ToldClaim struct {
	Found    bool
	Statuses []StatusCode     // one at least, the first speaks for the claim
	AsOf     Date             // STC02
	Charge   *decimal.Decimal // STC04, as submitted; nil when no claim was found
	Paid     *decimal.Decimal // STC05; nil when it never got so far
	Final    Date             // STC06, of a claim that pays
	// PaidOn and PaymentNumber are the day and the check or EFT trace number of the
	// payment (STC08, STC09). Voucher is the number of a remittance without money.
	PaidOn        Date
	PaymentNumber string
	Voucher       string // REF*VV

	Control       string // REF*1K: our number, of the claim that took its place where one did
	Asked         string // our number of the claim itself
	BillType      string // REF*BLT
	Account       string // REF*EJ
	Prescription  string // REF*XZ
	Clearinghouse string // REF*D9
	Dates         Span   // DTP*472
	Lines         []ToldLine
}

// ToldLine is what is said of one service line, loop 2220.
type ToldLine struct {
	Procedure Procedure
	Revenue   string
	Charge    decimal.Decimal
	Paid      decimal.Decimal
	Units     decimal.Decimal
	Statuses  []StatusCode
	AsOf      Date
	Control   string // REF*FJ
	Dates     Span
}
