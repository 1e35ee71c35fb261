package record

import "github.com/shopspring/decimal"

// OtherPayer is another payer's part in a claim, loop 2320.
type OtherPayer struct {
	Position      string // SBR01
	Relationship  string // SBR02
	GroupNumber   string // SBR03
	GroupName     string // SBR04
	InsuranceType string // SBR05, why Medicare is not the first payer
	Filing        string // SBR09
	Benefits      string // OI03: Y when benefits are assigned to the provider
	SignedFor     string // OI04: P when the provider signed for the patient
	Release       string // OI06: why information may be released: Y signed for, I by law

	ID, Name   string // 2330B
	Address    Address
	Subscriber Person // 2330A

	Adjustments []Adjustment
	Paid        decimal.Decimal // AMT*D
	HasPaid     bool            // AMT*D was sent
	Remaining   decimal.Decimal // AMT*EAF
	NonCovered  decimal.Decimal // AMT*A8
	Decided     Date            // DTP*573
	Control     string          // REF*F8, that payer's claim number
	References  []Reference     // every other REF of 2330B

	Inpatient  *InpatientAdjudication  // MIA, nil when none was sent
	Outpatient *OutpatientAdjudication // MOA, nil when it had nothing but remarks
	Remarks    []RARC                  // MIA05, MIA20 to MIA23, MOA03 to MOA07

	Providers []ClaimProvider // 2330C and behind: the providers' numbers with that payer
}

// InpatientAdjudication is how another payer, mostly Medicare, arrived at what it
// paid for a stay: an MIA without its remarks. PPS is Medicare's prospective
// payment system. Source: 005010X223A2, loop 2320.
type InpatientAdjudication struct {
	CoveredDays          decimal.Decimal // MIA01
	PsychiatricDays      decimal.Decimal // MIA03, of the lifetime
	DRG                  decimal.Decimal // MIA04, dollars as all that follow but CostReportDays
	DisproportionateCare decimal.Decimal // MIA06
	PassThrough          decimal.Decimal // MIA07
	Capital              decimal.Decimal // MIA08
	CapitalFederal       decimal.Decimal // MIA09
	CapitalHospital      decimal.Decimal // MIA10
	CapitalShare         decimal.Decimal // MIA11, for a disproportionate share
	OldCapital           decimal.Decimal // MIA12
	CapitalTeaching      decimal.Decimal // MIA13
	OperatingHospital    decimal.Decimal // MIA14
	CostReportDays       decimal.Decimal // MIA15
	OperatingFederal     decimal.Decimal // MIA16
	CapitalOutlier       decimal.Decimal // MIA17
	Teaching             decimal.Decimal // MIA18
	Professional         decimal.Decimal // MIA19, not payable
	CapitalException     decimal.Decimal // MIA24
}

// OutpatientAdjudication is an MOA without its remarks, in dollars. Source:
// 005010X222A1, loop 2320.
type OutpatientAdjudication struct {
	Rate         decimal.Decimal // MOA01, a share of 1
	Payable      decimal.Decimal // MOA02, by HCPCS codes
	Renal        decimal.Decimal // MOA08, for end stage renal disease
	Professional decimal.Decimal // MOA09, not payable
}

// LinePayment is what another payer decided about a line, loop 2430.
type LinePayment struct {
	PayerID     string
	Paid        decimal.Decimal
	Units       decimal.Decimal // SVD05
	Procedure   Procedure       // SVD03
	Revenue     string          // SVD04
	Bundled     int             // SVD06, the line with which this one was decided; 0: none
	Adjustments []Adjustment
	Decided     Date
	Remaining   decimal.Decimal // AMT*EAF
}
