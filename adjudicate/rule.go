package adjudicate

import "github.com/hmox12/hmox12/mapping/record"

// Rule is one step of a claim decision. It looks at the claim or at each line
// that no earlier rule stopped, and answers with a finding that goes to the
// trace.
type Rule struct {
	ID    string // as in the trace, such as R15; never renumbered
	Name  string // such as Referral
	Level Level
	Reads []string // what it looks at
	Codes []Code   // what it can write

	always bool // run even when every line is stopped
	claim  func(*claimCase) finding
	line   func(*claimCase, *lineCase) finding
}

// Level is what a rule decides about.
type Level string

// The levels.
const (
	ClaimLevel Level = "claim"
	LineLevel  Level = "line"
)

// Code is an adjustment that a rule can write: group, reason, the remarks that
// go with it, and how a 277 tells of a denial.
type Code struct {
	Group   record.GroupCode
	Reason  record.CARC
	Remarks []record.RARC
	Status  record.StatusCode // empty where the adjustment denies nothing
}

// String returns CO-288 N54.
func (c Code) String() string {
	text := string(c.Group) + "-" + string(c.Reason)
	for _, remark := range c.Remarks {
		text += " " + string(remark)
	}
	return text
}

// Rules returns the rules of a claim in the order in which they run. The first
// rule that stops a line wins: the order is part of what is decided.
func Rules() []Rule {
	return []Rule{
		encounterRule,
		memberRule,
		newbornRule,
		coverageRule,
		graceRule,
		filingRule,
		duplicateRule,
		emergencyRule,
		credentialRule,
		delegateFirstRule,
		networkRule,
		pcpRule,
		referralRule,
		authorizationRule,
		delegateRule,
		prepaidRule,
		benefitRule,
		visitLimitRule,
		priceRule,
		shareRule,
		dollarLimitRule,
		withholdRule,
		resultRule,
	}
}

// order says which rule must run before which, and why. A test holds Rules to it.
var order = []struct{ before, after, why string }{
	{"R2", "R3", "a newborn is looked for where the patient was not found"},
	{"R3", "R4", "a newborn is covered by the mother's span"},
	{"R4", "R6", "a stranger's late claim is not ours, not late"},
	{"R4", "R5", "the span in force says whether its premium is owed"},
	{"R8", "R12", "a resent claim keeps its reason"},
	{"R10", "R12", "emergency care needs no network"},
	{"R10", "R14", "emergency care needs no PCP"},
	{"R10", "R15", "emergency care needs no referral"},
	{"R10", "R16", "emergency care needs no authorization"},
	{"R12", "R15", "an authorized outside provider needs no referral"},
	{"R15", "R19", "no copay is owed on a line without referral"},
	{"R16", "R19", "no copay is owed on a line without authorization"},
	{"R18", "R19", "a delegate's line is not the HMO's to settle"},
	{"R20", "R23", "what is not covered needs no price"},
	{"R21", "R23", "a visit beyond the limit needs no price"},
	{"R16", "R23", "units beyond the authorization are not priced"},
	{"R23", "R24", "the member shares the allowed amount"},
	{"R24", "R26", "the withhold leaves the member's share alone"},
}
