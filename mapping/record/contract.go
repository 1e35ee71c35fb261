package record

import "github.com/shopspring/decimal"

// Model is the kind of HMO arrangement that a contract is part of. No decision
// turns on it: a line finds its one contract, and the model falls out of it.
type Model string

// The four models.
const (
	Staff   Model = "staff"
	Group   Model = "group"
	IPA     Model = "ipa"
	Network Model = "network"
)

// Contract is an agreement with a person, group, IPA or facility.
type Contract struct {
	ID    string
	Name  string // of the party
	NPI   string // of the party
	TIN   string
	Model Model

	Terms      []Term          // the first that fits a line prices it
	Withhold   decimal.Decimal // fraction of the payment that is held back
	FilingDays int             // from the last date of service to receipt; 0: the plan's
	// RecoveryDays is how many days after its payment a claim may be decided again so
	// that money comes back, where that is less than the payer's; 0: the payer's.
	RecoveryDays int

	// Delegated contracts pay claims themselves; DOFR says which.
	Delegated bool
	DOFR      []DOFRRow
	Misroute  MisroutePolicy

	// MultipleProcedures are the fractions paid of procedures that are reduced beside
	// others, from the first of the day on; the last one goes for all that follow.
	// None: no reduction.
	MultipleProcedures []decimal.Decimal

	// OwnSpecialistsNeedNoReferral frees referrals inside a staff or group model.
	OwnSpecialistsNeedNoReferral bool
}

// Method is how a contract pays.
type Method string

// The payment methods. A per diem is no price of a line: it is left to a person.
const (
	Salary          Method = "salary"
	Capitation      Method = "capitation"
	FeeSchedule     Method = "fee schedule"
	PercentOfCharge Method = "percent of charge"
	PerDiem         Method = "per diem"
	CaseRate        Method = "case rate"
)

// Term is one payment rule of a contract. Empty conditions fit everything.
type Term struct {
	Categories []ServiceCategory
	Codes      []CodeRange // procedure codes; a DRG fits no line yet

	Method   Method
	Schedule string          // fee schedule id
	Rate     decimal.Decimal // dollars, or the fraction of the charge
	// LesserOf pays the charge where it is below the fee.
	LesserOf bool
}

// Area tells whether a service was rendered in the plan's service area.
type Area string

// The areas of a DOFR row; an empty one is either.
const (
	InArea    Area = "in"
	OutOfArea Area = "out"
)

// DOFRRow is one row of a division of financial responsibility.
type DOFRRow struct {
	Category    ServiceCategory
	Area        Area
	Span        Span
	Responsible Party
}

// Party is who owes a service under a DOFR.
type Party string

// The parties.
const (
	HMO      Party = "hmo"
	Delegate Party = "delegate"
)

// Takeover makes lines of a delegate the HMO's, for the delegate fails to pay them.
type Takeover struct {
	Contract string
	Member   string // empty: every member of the delegate
	Account  string // the provider's account number of the claim (CLM01); empty: every claim
	Reason   string // in words
	Span            // of service
}

// MisroutePolicy is what happens to a delegate's claim that came to the HMO
// from a provider whom the delegate has under contract.
type MisroutePolicy string

// The policies.
const (
	Rebill  MisroutePolicy = "rebill"
	Forward MisroutePolicy = "forward"
)

// Fee is one price of a fee schedule.
type Fee struct {
	Schedule string
	Code     string // procedure code
	Modifier string // empty: any
	Place    string // place of service, empty: any
	Span
	Amount decimal.Decimal // dollars a unit
}
