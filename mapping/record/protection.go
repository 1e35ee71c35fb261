package record

import "github.com/shopspring/decimal"

// ContinuityCase lets a member go on with a provider who left the network, or
// whom a new member came with: for one condition, at a contract's price.
// Source: docs/adjudication.md, Continuity of care.
type ContinuityCase struct {
	Number    string
	Member    string
	Provider  string          // NPI of a person or group
	Condition string          // in words
	Diagnoses []CodeRange     // categories of ICD-10-CM, three characters; none: any diagnosis
	Contract  string          // whose price goes on
	Reason    ContinuityCause // why there is a case
	Span
}

// ContinuityCause is why a provider outside of the network treats on.
type ContinuityCause string

// The causes.
const (
	ContractEnded ContinuityCause = "contract ended"
	NewMember     ContinuityCause = "new member"
)

// The laws on surprise bills that a plan may be under.
const (
	FederalLaw = "federal" // No Surprises Act
	StateLaw   = "state"
	NoLaw      = "none"
)

// OutOfNetworkRate is what the law on surprise bills recognizes for a service in
// a region: the qualifying payment amount (QPA), and a state's rate beside it.
// Source: docs/adjudication.md, Surprise bills; 45 CFR 149.140.
type OutOfNetworkRate struct {
	Kind     ClaimKind // professional or institutional
	Code     string    // procedure code; of a line without, its revenue code; of a stay, its DRG or its room
	Modifier string    // empty: any
	Region   string    // empty: every region
	Span

	QPA       decimal.Decimal // zero: none
	StateRate decimal.Decimal // zero: none
	// InitialPayment is what the HMO and the member pay together where that is not
	// the amount of which the member's share is taken; zero: it is.
	InitialPayment decimal.Decimal
	PerService     bool // the amounts are for the line whatever its units, as of anesthesia
}

// UrgentPolicy is what a plan pays for urgent care that a stranger gives out of
// the service area.
type UrgentPolicy string

// The policies; an empty one is UrgentNone.
const (
	UrgentBilled UrgentPolicy = "billed" // the charge
	UrgentRate   UrgentPolicy = "rate"   // the qualifying payment amount, at most the charge
	UrgentNone   UrgentPolicy = "none"   // no exception: the network decides
)
