package record

import "github.com/shopspring/decimal"

// Contest is a payee's objection to the recovery of an overpayment. Source: 28 CCR
// 1300.71(d).
type Contest struct {
	Claim     string // control number of the claim that was overpaid
	Payee     string // PayeeID
	Contested Date
	Settled   Date            // no date: not yet
	Waived    decimal.Decimal // what is not taken, once it is settled
	AllWaived bool            // instead of Waived: all that is still open
}

// ContestState is in words what a contest does.
type ContestState string

// The states.
const (
	ContestHolds    ContestState = "held"                 // nothing is taken until it is settled
	ContestReleased ContestState = "settled, to be taken" // less what is waived
	ContestTaken    ContestState = "settled, taken"       // as far as it is not waived
	ContestDropped  ContestState = "settled, not taken"   // all of it is waived
	ContestLate     ContestState = "came too late"        // the days of notice were over
	ContestOfNone   ContestState = "nothing is recovered" // no recovery is open
)

// HeldRecovery is a contest with the recovery that it is about.
type HeldRecovery struct {
	Contest
	State  ContestState
	Amount decimal.Decimal // of the recovery
	Taken  decimal.Decimal // of it so far
	Due    Date            // when it is taken, unless it is contested
}
