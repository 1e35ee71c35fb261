package adjudicate_test

import (
	"fmt"

	"github.com/hmox12/hmox12/adjudicate"
)

// A member of an IPA sees a specialist with a referral that her PCP issued.
func ExampleDecide() {
	s := newSample()
	s.refer(referralTo("R-1", "GP100004", hazel, ivy, 3, 0))
	claim := s.sent("26031600001", "GP100004", ivy, "99203 220")

	d := adjudicate.Decide(s.shelf, s.tally, claim, s.opts)
	fmt.Printf("%s, %s paid, the member owes %s\n", d.Outcome, d.Paid.StringFixed(2), d.Patient.StringFixed(2))
	for _, a := range d.Lines[0].Adjustments {
		fmt.Printf("%s-%s %s: %s\n", a.Group, a.Reason, a.Amount.StringFixed(2), a.Reason.Meaning().Text)
	}
	for _, step := range d.Trace {
		if step.Rule == "R15" || step.Rule == "R24" {
			fmt.Printf("%s %s, line %d: %s\n", step.Rule, step.Name, step.Line, step.Concluded)
		}
	}
	// Output:
	// paid, 72.00 paid, the member owes 40.00
	// CO-45 100.00: Charge above the fee schedule or the contracted or legislated amount
	// PR-3 40.00: Copayment amount
	// CO-104 8.00: Managed care withholding
	// R15 Referral, line 1: Referral R-1 covers the service.
	// R24 Member share, line 1: The member owes $40.00.
}
