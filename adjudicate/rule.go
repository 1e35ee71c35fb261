package adjudicate

import "github.com/hmox12/hmox12/mapping/record"

// Rule is one step of a claim decision. It looks at the claim or at each line
// that no earlier rule stopped, and answers with a finding that goes to the
// trace. Source: docs/adjudication.md, Rules in order.
type Rule struct {
	ID    string // as in the trace, such as R15; never renumbered
	Name  string // such as Referral
	Level Level
	Reads []string   // what it looks at
	Codes []Code     // what it can write; the remark of an excluded benefit is the book's
	House *HouseRule // which a payer added; nil for a rule of the program

	always bool // run even when every line is stopped
	// ofPayment says that what the rule denies is payment alone: nothing of care
	// that was paid in advance and is only reported.
	ofPayment bool
	claim     func(*claimCase) finding
	line      func(*claimCase, *lineCase) finding
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

// String returns group, reason and remarks, such as CO-288 N54.
func (c Code) String() string {
	text := string(c.Group) + "-" + string(c.Reason)
	for _, remark := range c.Remarks {
		text += " " + string(remark)
	}
	return text
}

// builtIn are the Rules, for who changes nothing in them.
var builtIn = Rules()

// Rules returns the rules of a claim in the order in which they run, without those
// that a payer adds (see House). The first rule that stops a line wins: the order is
// part of what is decided.
func Rules() []Rule {
	return []Rule{
		encounterRule,
		elsewhereRule,
		memberRule,
		newbornRule,
		replacementRule,
		coverageRule,
		graceRule,
		filingRule,
		duplicateRule,
		cobOrderRule,
		emergencyRule,
		credentialRule,
		delegateFirstRule,
		continuityRule,
		surpriseRule,
		urgentRule,
		networkRule,
		pcpRule,
		referralRule,
		authorizationRule,
		delegateRule,
		prepaidRule,
		benefitRule,
		visitLimitRule,
		codingRule,
		priceRule,
		multipleRule,
		shareRule,
		secondaryRule,
		dollarLimitRule,
		withholdRule,
		resultRule,
		predeterminationRule,
		interestRule,
	}
}
