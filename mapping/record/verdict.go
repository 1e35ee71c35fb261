package record

import "github.com/shopspring/decimal"

// Waits says what a claim waits for at a step of its trace.
type Waits string

// What claims wait for.
const (
	WaitsForPrice     Waits = "a price"
	WaitsForEmergency Waits = "whether it was an emergency"
	WaitsForFacility  Waits = "which facility it was"
	WaitsForPerson    Waits = "a person's look"
	WaitsForBook      Waits = "a record that the book lacks"
	WaitsForPayer     Waits = "another payer's decision by line"
)

// VerdictKind is what a person says of a claim that waits.
type VerdictKind string

// What may be said.
const (
	VerdictAllow       VerdictKind = "allow"        // a price
	VerdictEmergency   VerdictKind = "emergency"    // it was one
	VerdictNoEmergency VerdictKind = "no emergency" // it was none
	VerdictFacility    VerdictKind = "facility"     // where it was
	VerdictPaidBefore  VerdictKind = "paid before"  // by the payers before us
	VerdictRelease     VerdictKind = "release"      // goes on as if the rule that waits had passed
	VerdictDeny        VerdictKind = "deny"
)

// ClaimVerdict is what an examiner decided about a claim that waits: an input of
// the rule at which it waits. Source: docs/adjudication.md, What people decide.
type ClaimVerdict struct {
	Source string // where it is written, such as claim_decisions.csv:3
	Claim  string // our control number
	Line   int    // LX01; 0: every line that waits, or the only one where it must be one
	By     string // who decided: a role or an id, no name
	On     Date
	Kind   VerdictKind

	Amount   decimal.Decimal // VerdictAllow and VerdictPaidBefore: for the line, whatever its units
	TakenOff decimal.Decimal // VerdictPaidBefore: at nobody's cost or the provider's
	Facility string          // VerdictFacility: NPI
	Group    GroupCode       // these are of VerdictDeny
	Reason   CARC
	Remarks  []RARC
	Status   StatusCode // as a 277 tells it
	Why      string     // in words, may be empty

	// Rule is the rule that the verdict is for, by id and name, once it is known:
	// such as R23 Price.
	Rule string
}

// Said returns the verdict in words, such as allow $80.00.
func (v *ClaimVerdict) Said() string {
	switch v.Kind {
	case VerdictAllow:
		return "allow $" + v.Amount.StringFixed(2)
	case VerdictPaidBefore:
		return "paid before $" + v.Amount.StringFixed(2) + ", taken off $" + v.TakenOff.StringFixed(2)
	case VerdictFacility:
		return "facility " + v.Facility
	case VerdictDeny:
		text := "deny " + string(v.Group) + "-" + string(v.Reason)
		for _, r := range v.Remarks {
			text += " " + string(r)
		}
		return text
	}
	return string(v.Kind)
}

// Evidence returns the verdict as a trace tells it.
func (v *ClaimVerdict) Evidence() string {
	text := "examiner " + v.By + " on " + v.On.String() + ": " + v.Said()
	if v.Why != "" {
		text += " (" + v.Why + ")"
	}
	return text
}

// ReviewVerdictKind is what a person says of a request that waits.
type ReviewVerdictKind string

// What may be said.
const (
	VerdictCertify ReviewVerdictKind = "certify" // all of what is asked for
	VerdictModify  ReviewVerdictKind = "modify"  // with changes
	VerdictRefuse  ReviewVerdictKind = "deny"
	VerdictPapers  ReviewVerdictKind = "papers" // are asked for; it goes on waiting
)

// ReviewVerdict is what a clinician or reviewer decided about an item of a request
// that waits (A4). Source: docs/adjudication.md, What people decide.
type ReviewVerdict struct {
	Source  string // where it is written, such as review_decisions.csv:3
	Request string // our number of the answer (TRN*1), or of the item (REF*NT)
	Item    int    // service, from 1; 0: the only item that waits
	By      string // who decided: a role or an id, no name
	On      Date
	Kind    ReviewVerdictKind

	Quantity decimal.Decimal // VerdictModify: visits, units or days; zero: as asked for
	Period   Span            // of VerdictModify, too; no date: as asked for
	Provider string          // as well, NPI
	Rate     decimal.Decimal // agreed with a provider outside of the network, dollars a unit or visit; zero: none
	Reason   ReviewReason    // VerdictRefuse and VerdictPapers
	Papers   []Attachment    // VerdictPapers
	Message  string          // to the requester
}

// Said returns the verdict in words, such as modify: 4, to 2026-04-30.
func (v *ReviewVerdict) Said() string {
	text := string(v.Kind)
	if v.Quantity.IsPositive() {
		text += ", quantity " + v.Quantity.String()
	}
	if v.Period.From != 0 {
		text += ", from " + v.Period.From.String()
	}
	if v.Period.To != 0 {
		text += ", to " + v.Period.To.String()
	}
	if v.Provider != "" {
		text += ", provider " + v.Provider
	}
	if v.Rate.IsPositive() {
		text += ", at $" + v.Rate.StringFixed(2)
	}
	for _, p := range v.Papers {
		text += " " + p.Type
	}
	if v.Reason != "" {
		text += ", " + string(v.Reason)
		if words := v.Reason.Text(); words != "" {
			text += " " + words
		}
	}
	return text
}

// Evidence returns the verdict as a trail tells it.
func (v *ReviewVerdict) Evidence() string { return v.By + " on " + v.On.String() + ": " + v.Said() }

// VerdictResult is what became of what a person decided, in a word.
type VerdictResult string

// The results.
const (
	VerdictTaken    VerdictResult = "taken"       // the claim or item is decided
	VerdictWaits    VerdictResult = "still waits" // taken, and the claim or item waits on
	VerdictByItself VerdictResult = "by itself"   // decided without a person: what it waited for is there
	VerdictRefused  VerdictResult = "refused"     // nothing happened
)

// VerdictResults returns the results in the order in which they are told.
func VerdictResults() []VerdictResult {
	return []VerdictResult{VerdictTaken, VerdictWaits, VerdictByItself, VerdictRefused}
}

// Verdict is what a person decided and what became of it; or, of a claim that was
// decided without one, that it was.
type Verdict struct {
	Source    string // such as claim_decisions.csv:3; empty without a person
	Claim     string // control number; empty of a request
	Request   string // as the person named it; empty of a claim
	Line      int    // line, or service; 0: none was named
	By        string
	On        Date
	Said      string // in words
	Result    VerdictResult
	Concluded string // why, for a person
}
