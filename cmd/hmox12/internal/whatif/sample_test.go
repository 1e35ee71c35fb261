package whatif_test

import (
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/report"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/revision"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/whatif"
	"github.com/hmox12/hmox12/mapping/record"
)

// The sample is invented. It has each kind of change at least once.

func usd(s string) decimal.Decimal { return decimal.RequireFromString(s) }

// story is a claim of the sample with what one night decided about it.
type story struct {
	outcome record.Outcome
	model   record.Model
	lines   []line
	trace   []record.Step
}

// line is a decided line: what is paid, and group, reason and amount of each
// adjustment.
type line struct {
	paid, allowed string
	cas           []string
	state         record.LineState
}

func step(rule, name string, result record.Result, concluded string, looked ...string) record.Step {
	return record.Step{Rule: rule, Name: name, Line: 1, Result: result, Concluded: concluded, Looked: looked}
}

func claimOf(n int, member string) *record.Claim {
	person := record.Person{ID: member, Name: record.PersonName{Last: "MOREAU", First: fmt.Sprintf("CLAIRE %d", n)}}
	return &record.Claim{
		Account: fmt.Sprintf("ACCT-%d", n), Charge: usd("150"), Relationship: "18", Subscriber: new(person), Patient: new(person),
		Source:  record.Source{File: "claims.x12", Interchange: "000000101", Group: "101", Set: "0001", Segment: 10 * n, Offset: int64(300 * n)},
		Billing: &record.ClaimProvider{NPI: "1000000889", Name: record.PersonName{Last: "LAUREL", First: "ANNA"}},
		Lines:   []record.ServiceLine{{Number: 1, Procedure: record.Procedure{Qualifier: "HC", Code: "99213"}, Charge: usd("150"), Dates: record.Span{From: 20260217}}},
	}
}

// told makes a story of a claim; its control number is the night's own.
func (s story) told(c *record.Claim, control string) report.ClaimStory {
	claim := *c
	claim.Control = control
	d := &record.Decision{
		Control: control, Outcome: s.outcome, Status: record.ProcessedPrimary, Claim: record.StatusCode{Category: "F1", Code: "65"},
		Member: c.Patient.ID, Plan: "P1", Payee: c.Billing.NPI, Charge: c.Charge, Trace: s.trace,
	}
	for i, l := range s.lines {
		decided := record.LineDecision{
			Line: i + 1, Procedure: c.Lines[0].Procedure, Contract: "K5", Model: s.model, Charge: c.Charge, Paid: usd(l.paid),
			State: l.state, Status: record.StatusCode{Category: "F1", Code: "65"},
		}
		if l.allowed != "" {
			decided.Allowed, decided.Priced = usd(l.allowed), true
		}
		for j := 0; j < len(l.cas); j += 3 {
			decided.Adjustments = append(decided.Adjustments, record.Adjustment{
				Group: record.GroupCode(l.cas[j]), Reason: record.CARC(l.cas[j+1]), Amount: usd(l.cas[j+2]),
			})
		}
		d.Lines = append(d.Lines, decided)
		d.Paid = d.Paid.Add(decided.Paid)
		d.Patient = d.Patient.Add(record.SumGroup(decided.Adjustments, record.PR))
	}
	return report.ClaimStory{Claim: &claim, Decision: d}
}

// takes gives a step what it takes off the charge.
func takes(s record.Step, group record.GroupCode, reason record.CARC, amount string) record.Step {
	s.Moves = []record.Move{{Group: group, Reason: reason, Amount: usd(amount)}}
	return s
}

// The stories of the sample.
var (
	paid = story{record.Paid, record.Network, []line{{"60", "80", []string{"CO", "45", "70", "PR", "3", "20"}, record.LinePaid}}, []record.Step{
		step("R15", "Referral", record.Passed, "Referral R-1 covers the visit.", "1 referral"),
		takes(step("R23", "Price", record.Adjusted, "The fee is $80.00.", "fee of FS 99213"), "CO", "45", "70"),
		takes(step("R24", "Member share", record.Adjusted, "The member owes $20.00.", "copay $20.00", "deductible left $0.00"), "PR", "3", "20"),
	}}
	denied = story{record.DeniedClaim, record.Network, []line{{"0", "", []string{"CO", "288", "150"}, record.LineDenied}}, []record.Step{
		takes(step("R15", "Referral", record.Denial, "No referral covers the visit.", "0 referrals"), "CO", "288", "150"),
	}}
	raised = story{record.Paid, record.Network, []line{{"68", "88", []string{"CO", "45", "62", "PR", "3", "20"}, record.LinePaid}}, []record.Step{
		step("R15", "Referral", record.Passed, "Referral R-1 covers the visit.", "1 referral"),
		takes(step("R23", "Price", record.Adjusted, "The fee is $88.00.", "fee of FS 99213"), "CO", "45", "62"),
		takes(step("R24", "Member share", record.Adjusted, "The member owes $20.00.", "copay $20.00", "deductible left $0.00"), "PR", "3", "20"),
	}}
	open = story{record.Paid, record.Network, []line{{"50", "80", []string{"CO", "45", "70", "PR", "3", "30"}, record.LinePaid}}, []record.Step{
		step("R15", "Referral", record.NotApplicable, "The benefit asks for no referral."),
		takes(step("R23", "Price", record.Adjusted, "The fee is $80.00.", "fee of FS 99213"), "CO", "45", "70"),
		takes(step("R24", "Member share", record.Adjusted, "The member owes $30.00.", "copay $30.00", "deductible left $0.00"), "PR", "3", "30"),
	}}
	recoded = story{record.Paid, record.IPA, []line{{"60", "80", []string{"CO", "45", "70", "PR", "3", "20"}, record.LinePaid}}, []record.Step{
		step("R12", "Network", record.Passed, "In network by contract K4."),
		takes(step("R23", "Price", record.Adjusted, "The fee is $80.00.", "fee of FS 99213"), "CO", "45", "70"),
	}}
	otherEvidence = story{record.Paid, record.Network, paid.lines, []record.Step{
		step("R15", "Referral", record.Passed, "Referral R-1 covers the visit.", "2 referrals"), paid.trace[1], paid.trace[2],
	}}
)

func rejected(c *record.Claim) report.ClaimStory {
	return report.ClaimStory{Claim: c, Rejections: []record.Rejection{{Status: record.StatusCode{Category: "A7", Code: "562", Entity: "85"}}}}
}

// sample compares one claim of each kind of change.
func sample(c *whatif.Comparison) error {
	for i, pair := range []struct {
		before, after *story
		member        string
	}{
		{&paid, &paid, "GP1"}, {&denied, &paid, "GP2"}, {&paid, &denied, "GP3"}, {&paid, &raised, "GP4"}, {&paid, &open, "GP4"},
		{&paid, &recoded, "GP5"}, {&paid, &otherEvidence, "GP5"}, {nil, &paid, "GP6"}, {&denied, nil, "GP7"},
	} {
		claim := claimOf(i+1, pair.member)
		before, after := report.ClaimStory{}, report.ClaimStory{}
		if pair.before != nil {
			before = pair.before.told(claim, fmt.Sprintf("B%d", i))
		}
		if pair.after != nil {
			after = pair.after.told(claim, fmt.Sprintf("A%d", i))
		}
		if i == 8 { // the front end takes it no longer
			after = rejected(claim)
		}
		if err := c.AddClaim(before, after); err != nil {
			return err
		}
	}
	c.AddRemittance(whatif.Before, remittance("360"), 1)
	c.AddRemittance(whatif.After, remittance("418"), 1)
	if err := c.AddInquiry(inquiry(1, "1", "40"), inquiry(1, "1", "50")); err != nil {
		return err
	}
	if err := c.AddInquiry(inquiry(2, "1", "40"), inquiry(2, "6", "")); err != nil {
		return err
	}
	if err := c.AddInquiry(inquiry(3, "1", "40"), inquiry(3, "1", "40")); err != nil {
		return err
	}
	if err := c.AddReview(review(1, record.Certified, "R-501"), review(1, record.NoReviewNeeded, "")); err != nil {
		return err
	}
	if err := c.AddReview(review(2, record.Certified, "R-502"), review(2, record.Certified, "R-501")); err != nil {
		return err
	}
	if err := c.AddStatus(statusTold(1, "F2", "94", "0"), statusTold(1, "F1", "65", "60")); err != nil {
		return err
	}
	if err := c.AddStatus(statusTold(2, "F1", "65", "60"), statusTold(2, "F1", "65", "68")); err != nil {
		return err
	}
	if err := c.AddStatus(statusTold(3, "F1", "65", "60"), statusTold(3, "F1", "65", "60")); err != nil {
		return err
	}
	if err := c.AddEnrollment(enrolled(1, "P1", ""), enrolled(1, "", "The book has no plan P1.")); err != nil {
		return err
	}
	if err := c.AddEnrollment(enrolled(2, "P1", ""), enrolled(2, "P2", "")); err != nil {
		return err
	}
	return c.AddEnrollment(enrolled(3, "P1", ""), enrolled(3, "P1", ""))
}

// enrolled adds a member to a plan, or refuses to.
func enrolled(n int, plan, refusal string) *record.EnrollmentResult {
	r := &record.EnrollmentResult{
		Enrollment: &record.Enrollment{
			Source: record.Source{File: "roster.x12", Set: "0004", Segment: n}, Maintenance: record.Addition, SubscriberID: fmt.Sprintf("GP2%d", n),
			File: record.EnrollmentFile{Reference: "ROSTER-1"}, Person: record.Person{Name: record.PersonName{Last: "TANAKA", First: "KENJI"}},
		},
		Outcome: record.MemberAdded,
	}
	step := record.Step{Rule: "M6", Name: "Coverage", Line: 1, Result: record.Adjusted, Concluded: "Coverage by " + plan + " begins."}
	if refusal != "" {
		step.Result, step.Concluded = record.Denial, refusal
		r.Outcome, r.Refusals = record.EnrollmentRefused, []record.EnrollmentRefusal{{Reason: refusal}}
	} else {
		id := r.Enrollment.SubscriberID
		r.Member = id
		r.Changes = []record.MemberChange{{ID: id, CoverageChanged: true, Coverage: []record.CoverageSpan{{Member: id, Plan: plan, Span: record.Span{From: 20260301}}}}}
	}
	r.Trail = []record.Step{step}
	return r
}

func statusTold(n int, category, code, paid string) *record.StatusAnswer {
	amount := usd(paid)
	status := record.StatusCode{Category: category, Code: code}
	return &record.StatusAnswer{
		Inquiry: &record.StatusInquiry{
			Source: record.Source{File: "asks.x12", Set: "0003", Segment: n}, Trace: fmt.Sprintf("S%d", n), Account: fmt.Sprintf("ACCT-%d", n),
			Subscriber: record.Person{ID: "GP9", Name: record.PersonName{Last: "TANAKA", First: "KENJI"}},
		},
		Claims: []record.ToldClaim{{Found: true, Control: "R-501", Statuses: []record.StatusCode{status}, Paid: &amount}},
	}
}

func remittance(amount string) *record.Remittance {
	return &record.Remittance{TraceNumber: "T", Amount: usd(amount), Payee: record.Provider{NPI: "1000000889", Name: record.PersonName{Last: "LAUREL", First: "ANNA"}}}
}

func inquiry(n int, standing, copay string) *record.EligibilityAnswer {
	person := record.Person{ID: "GP9", Name: record.PersonName{Last: "TANAKA", First: "KENJI"}}
	a := &record.EligibilityAnswer{
		Inquiry: &record.Inquiry{
			Source: record.Source{File: "asks.x12", Set: "0001", Segment: n}, Subscriber: person,
			SubscriberTraces: []record.Trace{{Number: fmt.Sprintf("E%d", n)}}, Questions: []record.Question{{ServiceTypes: []string{"98"}}},
		},
		Member:   &record.Member{ID: "GP9", Name: person.Name},
		Benefits: []record.BenefitInformation{{Information: standing, ServiceTypes: []string{"30"}, PlanName: "POPPY HMO 500"}},
		Trail:    []record.Step{{Rule: "E4", Name: "Coverage", Result: record.Passed, Concluded: "Standing " + standing + "."}},
	}
	if copay != "" {
		amount := usd(copay)
		a.Benefits = append(a.Benefits, record.BenefitInformation{Information: "B", Amount: &amount, ServiceTypes: []string{"98"}, InNetwork: "Y"})
	}
	return a
}

func review(n int, action record.ReviewAction, number string) *record.ReviewAnswer {
	person := record.Person{ID: "GP9", Name: record.PersonName{Last: "TANAKA", First: "KENJI"}}
	return &record.ReviewAnswer{
		Request: &record.ReviewRequest{
			Source: record.Source{File: "asks.x12", Set: "0002", Segment: n}, Subscriber: person,
			Event: record.ReviewItem{Category: "SC", Traces: []record.Trace{{Number: fmt.Sprintf("Q%d", n)}}},
		},
		Event: record.ReviewDecision{Action: action, Number: number},
		Trail: []record.Step{{Rule: "V12", Name: "Need", Result: record.Passed, Concluded: map[bool]string{true: "The benefit asks for a referral.", false: "No referral is needed."}[number != ""]}},
	}
}

// about is what the sample does not see.
func about() whatif.About {
	return whatif.About{
		Payer: record.Payer{Name: "POPPY HEALTH PLAN", ID: "POPPY1"}, Received: 20260302, Paid: 20260316,
		Before: "night/hmo", After: "whatif/raised", Overlay: true,
		Files: []revision.FileDifference{{Name: "fees.csv", Changed: 1, Added: 1, Rows: []revision.RowDifference{
			{Kind: revision.Changed, Key: "FS 99213", Fields: []revision.FieldDifference{{Name: "amount", Before: "80", After: "88"}}},
			{Kind: revision.Added, Key: "FS 99214", Fields: []revision.FieldDifference{{Name: "amount", After: "<b>"}}},
		}}},
		Runs: whatif.Runs{Before: whatif.Run{Interchanges: 2, Sets: 3}, After: whatif.Run{Interchanges: 2, Sets: 3, RejectedSets: 1, Held: 1}},
	}
}

func sampleResult() *whatif.Result {
	c := &whatif.Comparison{Before: sameNumbers, After: sameNumbers}
	if err := sample(c); err != nil {
		panic(err)
	}
	return c.Result(about())
}
