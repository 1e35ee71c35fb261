package record

import "github.com/shopspring/decimal"

// DecidedAgain is what became of a decided claim that was looked at again, since
// something turned out to be otherwise than when it was decided. Source:
// docs/adjudication.md, Decided again.
type DecidedAgain struct {
	Claim     string // control number
	Account   string
	Payee     string
	Source    string // what said so: an 834, a change of the book, a dispute, another claim
	Why       RARC   // alert at the reversal
	Result    AgainResult
	Was, Is   decimal.Decimal // paid, with interest
	Recovery  decimal.Decimal // what is to be taken back later; zero: nothing, or at once
	Due       Date            // when, unless the payee contests it
	Concluded string
}

// AgainResult is in a word what became of a claim that was looked at again.
type AgainResult string

// The results. All but the first leave the first decision as it is.
const (
	AgainDecided  AgainResult = "decided again"
	AgainSame     AgainResult = "the same"
	AgainTooLate  AgainResult = "too long ago"
	AgainHarmless AgainResult = "held harmless" // less would be paid, and the change takes nothing back
	AgainWaits    AgainResult = "needs a person"
)
