package record

import "github.com/shopspring/decimal"

// Referral lets a member see a specialist. It names a person, a group or a
// specialty. Source: docs/adjudication.md, Referral.
type Referral struct {
	Number     string // REF*9F
	Standing   bool   // no visit count
	Member     string
	Referring  string // NPI of who issued it
	Issued     Date
	ReferredTo string // NPI of a person or group; empty when by specialty
	Specialty  string // taxonomy; empty when by NPI
	Visits     int    // approved
	Used       int    // at the start of the night
	// Cancelled is when the referral was taken back: Visits are then those used by
	// that day. No date: it was not.
	Cancelled Date
	Span
}

// PriorAuthorization lets a service be rendered that the plan wants to know of
// first. Without codes and categories it is for any service. Source:
// docs/adjudication.md, Authorization.
type PriorAuthorization struct {
	Number     string // REF*G1
	Member     string
	Requester  string // NPI of who asked for it; empty: not known
	Provider   string // NPI; empty: any
	Codes      []CodeRange
	Categories []ServiceCategory
	Units      decimal.Decimal // units or days approved; zero: not counted
	Used       decimal.Decimal // at the start of the night
	Status     AuthorizationStatus
	// SecondOpinion says that it is for hearing another provider: needs no referral.
	SecondOpinion bool
	AgreedRate    decimal.Decimal // single-case agreement, dollars a unit; zero: none
	// Cancelled is when the authorization was taken back: it ends on the day
	// before. No date: it was not.
	Cancelled Date
	Span
}

// AuthorizationStatus is what became of an authorization request.
type AuthorizationStatus string

// The statuses.
const (
	Approved AuthorizationStatus = "approved"
	Denied   AuthorizationStatus = "denied"
)
