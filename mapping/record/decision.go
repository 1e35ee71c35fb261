package record

import "github.com/shopspring/decimal"

// Outcome is what became of a claim, in one word.
type Outcome string

// The outcomes. A processed claim pays nothing and is no denial: all was the
// patient's share, or capitation covers it.
const (
	Paid           Outcome = "paid"
	Processed      Outcome = "processed"
	DeniedClaim    Outcome = "denied"
	Forwarded      Outcome = "forwarded"
	Pended         Outcome = "pended"
	EncounterTaken Outcome = "encounter"
	Voided         Outcome = "voided"   // a void: all of it is the reversal of another claim
	Rejected       Outcome = "rejected" // by the front end: never became a claim
)

// Decision is what the HMO decided about a claim, and why. Money is in dollars;
// a reversal has every amount negated. Source: docs/adjudication.md, Result.
type Decision struct {
	Control string // the claim's control number
	Outcome Outcome
	Status  ClaimStatus
	Claim   StatusCode // as a 277 would tell it
	Decided Date

	Member string // whom the patient was found to be; empty when nobody
	// Newborn tells a child that is covered as its mother, the Member, from her and
	// from its siblings: birth date, sex and the name that it has. Empty for a member.
	Newborn       string
	Plan          string
	InsuranceType string      // CLP06
	CoverageEnded Date        // when a line is denied for it (DTM*036)
	CorrectedName *PersonName // as the HMO holds it, where it differs (NM1*74)
	CorrectedID   string
	ForwardedTo   *Contract      // who decides instead (NM1*TT)
	Payee         string         // PayeeID of the billing provider
	PayFirst      *OtherCoverage // who should pay first (NM1*PR)
	Corrects      string         // control number of the reversed claim that this one stands in for (REF*F8)
	// Reversal takes back the claim that this one replaces or voids. It is paid
	// and posted before this one.
	Reversal *Decision

	Charge   decimal.Decimal
	Paid     decimal.Decimal
	Patient  decimal.Decimal // patient responsibility, Σ PR
	Remarks  []RARC          // at the claim (MOA, MIA)
	Interest decimal.Decimal // AMT*I; the money itself is a provider adjustment (PLB L6)
	// Whole says that the claim was decided as one service, as a stay is: it has one
	// line, of number 0, which is no line of the claim's. In an 835 its adjustments
	// stand at the claim, and there are no lines.
	Whole bool
	Lines []LineDecision

	// PayBy is the day by which a claim that waits must be paid (prompt pay); no date
	// where no rule is for it, or it is final.
	PayBy    Date
	Verdicts []ClaimVerdict // of people, by which it was decided

	Postings []Posting
	Trace    []Step
}

// LineDecision is what was decided about one line.
type LineDecision struct {
	Line        int       // LX01; 0 for the claim as a whole
	Procedure   Procedure // as adjudicated
	Category    ServiceCategory
	Contract    string
	Model       Model
	Charge      decimal.Decimal
	Allowed     decimal.Decimal
	Priced      bool // Allowed says something
	Paid        decimal.Decimal
	Units       decimal.Decimal // paid units
	Adjustments []Adjustment
	Remarks     []RARC
	Status      StatusCode
	State       LineState
}

// LineState is how a line ended.
type LineState string

// The line states. A duplicate test counts the first three and pended ones.
const (
	LinePaid      LineState = "paid"
	LineCapitated LineState = "capitated"
	LinePatient   LineState = "patient owes"
	LineDenied    LineState = "denied"
	LineElsewhere LineState = "elsewhere" // another payer's
	LinePended    LineState = "pended"
	LineWithdrawn LineState = "withdrawn" // of a void
)

// Denied reports whether the line was denied.
func (l *LineDecision) Denied() bool { return l.State == LineDenied }

// CounterKind names what a counter counts.
type CounterKind string

// The counters.
const (
	DeductibleUsed       CounterKind = "deductible"
	FamilyDeductibleUsed CounterKind = "family deductible"
	OutOfPocketUsed      CounterKind = "out of pocket"
	FamilyOutOfPocket    CounterKind = "family out of pocket"
	ReferralVisits       CounterKind = "referral visits"
	AuthorizedUnits      CounterKind = "authorized units"
	BenefitVisits        CounterKind = "benefit visits"
	BenefitDollars       CounterKind = "benefit dollars"
)

// Counter names one running total: what, whose, and in which year (0 when it
// has none).
type Counter struct {
	Kind     CounterKind
	Owner    string          // member id, household's subscriber id, referral or authorization number
	Category ServiceCategory // of a benefit's counter
	Year     int
}

// Posting is what a decision adds to a counter; a reversal adds the negative.
type Posting struct {
	Counter Counter
	Line    int // LX01 that caused it
	Amount  decimal.Decimal
	// Visit is set where one visit is counted once whatever the number of lines
	// and claims: date of service and rendering group. Every claim of the visit
	// posts it; it is counted while one of them stands.
	Visit string
}

// PriorLine is a line decided earlier, as duplicates, emergencies and the copay
// of a visit are told by it.
type PriorLine struct {
	Claim     string // control number
	Line      int
	Member    string
	Newborn   string // see Decision.Newborn
	Rendering string // NPI
	Billing   string // NPI
	Dates     Span
	Procedure Procedure
	Revenue   string
	Place     string
	Teeth     string // with surfaces, see ServiceLine.TeethKey
	Units     decimal.Decimal
	Charge    decimal.Decimal
	State     LineState
	Category  ServiceCategory
	Copay     decimal.Decimal // PR-3
	Denial    CARC            // why it was denied
}
