package record

import "github.com/shopspring/decimal"

// ContractInformation is what a provider says of the contract by which a claim
// or line is priced: a CN1.
type ContractInformation struct {
	Type     string          // CN101: 01 DRG, 02 per diem, 03 variable per diem, 04 flat, 05 capitated, 06 percent, 09 other
	Amount   decimal.Decimal // CN102, dollars
	Percent  decimal.Decimal // CN103
	Code     string          // CN104
	Discount decimal.Decimal // CN105, percent for payment in time
	Version  string          // CN106
}

// Pricing is what somebody between provider and payer, such as the network whose
// contract holds, made of a charge: an HCP.
type Pricing struct {
	Method         string          // HCP01: 00 not priced, 01 as billed, 02 fee schedule, 03 DRG …
	Allowed        decimal.Decimal // HCP02, dollars
	Savings        decimal.Decimal // HCP03, dollars
	Organization   string          // HCP04, the id of who priced
	Rate           decimal.Decimal // HCP05, per diem or flat
	Group          string          // HCP06: DRG or ambulatory patient group
	GroupAmount    decimal.Decimal // HCP07, dollars
	Revenue        string          // HCP08
	Qualifier      string          // HCP09, of the procedure
	Procedure      string          // HCP10
	UnitBasis      string          // HCP11
	Units          decimal.Decimal // HCP12
	Rejected       string          // HCP13: T1 to T6, why it was not priced
	Compliance     string          // HCP14, with the plan's policy
	ExceptionCause string          // HCP15
}
