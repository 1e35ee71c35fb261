package adjudicate

import (
	"github.com/shopspring/decimal"

	"github.com/hmox12/hmox12/mapping/record"
)

// Book is the HMO's reference data as known on the run date. Its methods return
// nothing for what they do not know. A Book that can fail (a database) answers
// so then too and tells its error to whoever owns it: a decision made meanwhile
// is thrown away.
//
// Records are shared and must not be changed.
type Book interface {
	Payer() *record.Payer
	Plan(id string) *record.Plan

	// MembersByID returns the members who have or had the id; a subscriber's id
	// that a whole household shares returns all of them.
	MembersByID(id string) []*record.Member
	// MembersByName returns the members with the last name (normalized, see
	// NormalizeName) and birth date.
	MembersByName(last string, birth record.Date) []*record.Member
	// Household returns the members covered through the subscriber.
	Household(subscriberID string) []*record.Member
	// Holders returns the members who have or had the id, and behind them the others of
	// their households: a dependent is often sent under the subscriber's id. Holders, the
	// function, asks the two methods above for them.
	Holders(id string) []*record.Member
	Coverage(member string) []record.CoverageSpan       // by From
	OtherCoverage(member string) []record.OtherCoverage // by From
	PCPs(member string) []record.PCPAssignment          // by From

	Provider(npi string) *record.Provider
	// ProvidersOf returns the providers of a specialty (taxonomy), by NPI.
	ProvidersOf(specialty string) []*record.Provider
	CredentialHolds(npi string) []record.CredentialHold
	Participations(npi string) []record.Participation
	Contract(id string) *record.Contract

	ServiceRules() []record.ServiceRule // in order; the first that fits wins
	// Fees returns the schedule's fees for a procedure code, every modifier,
	// place and span.
	Fees(schedule, code string) []record.Fee

	Referral(number string) *record.Referral
	Referrals(member string) []*record.Referral
	Authorization(number string) *record.PriorAuthorization
	Authorizations(member string) []*record.PriorAuthorization
	ContinuityCases(member string) []record.ContinuityCase // by From

	// OutOfNetworkRates returns what the law recognizes for a code, every modifier,
	// region and span.
	OutOfNetworkRates(kind record.ClaimKind, code string) []record.OutOfNetworkRate
	// Region returns the region of out-of-network rates in which a five-digit ZIP
	// lies, empty when in none.
	Region(zip string) string

	// CodingEdits returns the edits whose second column has the code, in order.
	CodingEdits(code string) []record.CodingEdit
	SurgeryRules(code string) []record.SurgeryRule

	// Takeovers returns which lines of a delegated contract the HMO took over.
	Takeovers(contract string) []record.Takeover

	// House returns the rules that the payer adds, nil when there are none.
	House() *House
}

// Ledger is what was decided before, as of the claim at hand.
type Ledger interface {
	// Used returns the total of a counter, in dollars, visits or units: what it
	// stood at when the book was loaded and all that was posted since. A counter
	// that nothing was posted to is zero.
	Used(record.Counter) decimal.Decimal
	// VisitClaims returns the claims that stand and posted the visit to the
	// counter, by control number; an empty one for a visit taken before the book
	// was loaded.
	VisitClaims(counter record.Counter, visit string) []string
	// PriorLines returns the lines decided before for a member with a date of
	// service in the span, in the order they were decided: those of newborns who
	// were decided as the member, too.
	PriorLines(member string, dates record.Span) []record.PriorLine
	// Claim returns the last decision about a claim by its control number: the
	// reversal of one that was reversed, nil when there is none.
	Claim(control string) *record.Decision
}

// Options are what the run decides, not the book.
type Options struct {
	Today record.Date // the day on which decisions are made and paid

	// Closed says that the records are not to be asked now, as while members are being
	// loaded: inquiries, requests and questions about claims are answered so, to be sent
	// again. Claims are decided as ever.
	Closed bool

	// FilingExcuse is the number of the upheld dispute that excuses a late claim;
	// empty for a claim on its first way through.
	FilingExcuse string

	// Trace is memory for the trace of the claim's decision, which is written over what is
	// in it; nil has it made. Whoever gives it has no use for what was in it, such as an
	// earlier trace.
	Trace []record.Step
}
