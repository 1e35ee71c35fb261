package record

// EnrollmentOutcome is what became of a member's part of an 834.
type EnrollmentOutcome string

// The outcomes.
const (
	MemberAdded       EnrollmentOutcome = "added"
	MemberChanged     EnrollmentOutcome = "changed"
	MemberEnded       EnrollmentOutcome = "ended"
	MemberReinstated  EnrollmentOutcome = "reinstated"
	MemberUnchanged   EnrollmentOutcome = "nothing new" // the records say so already
	MemberCompared    EnrollmentOutcome = "compared"    // differences are told, nothing is changed
	EnrollmentRefused EnrollmentOutcome = "refused"
)

// EnrollmentOutcomes returns every outcome, in the order in which people want
// them.
func EnrollmentOutcomes() []EnrollmentOutcome {
	return []EnrollmentOutcome{
		MemberAdded, MemberChanged, MemberEnded, MemberReinstated, MemberUnchanged, MemberCompared, EnrollmentRefused,
	}
}

// EnrollmentResult is what an 834 changed of a member, and why. Source:
// docs/adjudication.md, Enrollment.
type EnrollmentResult struct {
	Enrollment *Enrollment
	Outcome    EnrollmentOutcome
	Member     string // id of who it is about; empty when nobody could be told

	Refusals    []EnrollmentRefusal // of the member as a whole, or of parts
	Messages    []string            // what a person has to see to
	Differences []string            // of a comparison: what the records say otherwise

	// Changes are of the member, and of dependents who go with the subscriber.
	Changes []MemberChange
	// Capitation are the months already paid in which members are counted otherwise.
	Capitation []CapitationAdjustment
	// Again are the claims on which the changes bear, as they were decided again.
	Again []DecidedAgain
	Trail []Step // why; Line is the coverage, from 1
}

// EnrollmentRefusal is something that was asked for and is not done.
type EnrollmentRefusal struct {
	Coverage int    // from 1; 0 when it is about the member
	Code     string // in a word or two, the same for the same reason
	Reason   string // for a person, with ids and dates
}

// Refused reports whether nothing was done about the member.
func (r *EnrollmentResult) Refused() bool { return r.Outcome == EnrollmentRefused }

// MemberChange is what the records of a member were, and are from now on. What
// did not change is left out on both sides.
type MemberChange struct {
	ID string

	MemberWas, Member *Member // MemberWas is nil of a new member

	CoverageChanged       bool
	CoverageWas, Coverage []CoverageSpan

	OtherChanged    bool
	OtherWas, Other []OtherCoverage

	PCPsChanged   bool
	PCPsWas, PCPs []PCPAssignment
}
