package record

// HindsightChange is a change of the book that is declared to count for days that
// are past: claims for these days are decided again. The book has the records as
// they are now. Source: docs/adjudication.md, Decided again.
type HindsightChange struct {
	Number  string
	Kind    HindsightKind
	Subject string // what changed, as the kind says
	Member  string // whose claims; empty where the kind is about no member
	Code    string // of a fee: the procedure
	Span           // dates of service
	// Declared is the day on which the HMO agreed to it. What is paid on top became
	// due on that day.
	Declared Date
	Reason   string // for a person
	// Mistake says that the records were wrong by the HMO's own fault: what is paid on
	// top was due since the claim came.
	Mistake bool
	// HoldHarmless says that no money is taken back for it.
	HoldHarmless bool
}

// HindsightKind says which records changed.
type HindsightKind string

// The kinds, with what the subject is.
const (
	HindsightCoverage      HindsightKind = "coverage"       // a member
	HindsightPCP           HindsightKind = "pcp"            // a member
	HindsightOtherCoverage HindsightKind = "other coverage" // a member
	HindsightReferral      HindsightKind = "referral"       // its number
	HindsightAuthorization HindsightKind = "authorization"  // its number
	HindsightParticipation HindsightKind = "participation"  // an NPI
	HindsightContract      HindsightKind = "contract"       // its id
	HindsightFee           HindsightKind = "fee"            // a schedule
)

// HindsightKinds returns every kind.
func HindsightKinds() []HindsightKind {
	return []HindsightKind{
		HindsightCoverage, HindsightPCP, HindsightOtherCoverage, HindsightReferral, HindsightAuthorization, HindsightParticipation, HindsightContract, HindsightFee,
	}
}
