package record

// Member is a person whom the HMO covers, has covered or will cover.
type Member struct {
	ID           string // as on the card; 837 NM109 of NM1*IL
	PriorIDs     []string
	SubscriberID string // the household's subscriber; the member's own id when it is one
	Relationship string // to the subscriber: 18 self, 01 spouse, 19 child
	Name         PersonName
	BirthDate    Date
	Sex          string // F, M or U
	Address      Address
	GroupNumber  string
	// Confidential says that what is told about the member goes to the member, at
	// the member's address, and not to the subscriber (45 CFR 164.522(b)).
	Confidential bool
}

// Subscriber reports whether the household is covered through this member.
func (m *Member) Subscriber() bool { return m.SubscriberID == m.ID }

// CoverageSpan is a run of days on which a member is covered by a plan.
type CoverageSpan struct {
	Member string
	Plan   string
	Span
	EndReason EndReason
	// GraceMonth is 1 to 3 while premium of an exchange member is owed, else 0.
	GraceMonth int
	Source     string // what said so, such as 834 TW-20260205; empty: the book
}

// String returns the days of the span, and by what it is known where that is not
// the book.
func (s CoverageSpan) String() string {
	if s.Source == "" {
		return s.Span.String()
	}
	return s.Span.String() + " by " + s.Source
}

// EndReason says why a coverage span ended.
type EndReason string

// The reasons that a decision tells apart.
const (
	EndTerminated   EndReason = "terminated"
	EndDependentAge EndReason = "dependent age"
	EndNonPayment   EndReason = "non-payment" // of the premium
)

// OtherCoverage is a run of days on which another payer covers the member, too.
type OtherCoverage struct {
	Member string
	Span
	PayerName     string
	PayerID       string
	PolicyID      string
	InsuranceType string // 271 EB04, such as C1 commercial, MA Medicare Part A; empty: not told
	Primary       bool   // it pays first
	Source        string // what said so; empty: the book
}

// PCPAssignment is a run of days on which a provider is the member's PCP. A
// member never has two on one day.
type PCPAssignment struct {
	Member string
	NPI    string
	Span
	Reason string // why the member chose it (834 PLA05); empty: not told
	Source string // what said so; empty: the book
}
