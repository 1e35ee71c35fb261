package adjudicate

import (
	"slices"
	"strings"

	"github.com/hmox12/hmox12/mapping/record"
)

// resultRule looks at how the lines ended and says what becomes of the claim. A
// line that waits makes the whole claim wait. Else the best line speaks for the
// claim: paid, processed without payment, denied. Processed is no denial.
// Source: docs/adjudication.md, Result.
var resultRule = Rule{
	ID: "R27", Name: "Result", Level: ClaimLevel,
	Reads:  []string{"every line"},
	always: true,
	claim:  result,
}

var (
	statusPaid       = record.StatusCode{Category: "F1", Code: "65"}
	statusDeductible = record.StatusCode{Category: "F4", Code: "98"}
	statusNothingDue = record.StatusCode{Category: "F4", Code: "107"}
	statusWaiting    = record.StatusCode{Category: "P1", Code: "20"}
)

// outOfPocketMet is the alert that nothing is left of the out-of-pocket maximum.
const outOfPocketMet record.RARC = "N549"

func result(c *claimCase) finding {
	for _, l := range c.openLines() {
		l.settle()
	}
	for _, l := range c.lines {
		slices.SortStableFunc(l.adjustments, func(a, b record.Adjustment) int { return place(a) - place(b) })
	}
	if len(c.lines) == 0 {
		c.outcome, c.told = record.Pended, dataMissing
		return noted("The claim has no line.")
	}
	reverses := c.reversal != nil && c.again == nil
	if c.pend() {
		if reverses {
			return noted("The claim waits for a person; the first claim stays as it is.")
		}
		return noted("The claim waits for a person.")
	}
	for _, l := range c.lines {
		if l.met && l.payable() {
			c.remark(outOfPocketMet)
		}
	}
	if c.claim.Frequency == "8" && c.reversal != nil {
		c.outcome, c.told = record.Voided, statusRevised
		return noted("The first claim is void.")
	}
	c.conclude()
	if reverses && c.reversal == nil {
		return noted("The claim is %s; the first claim stays as it is.", c.outcome)
	}
	return noted("The claim is %s.", c.outcome)
}

// adjustmentOrder is how a line's adjustments follow each other: the price,
// what was cut from the service, the member's share, what is held back. A denial
// stands alone or last.
var adjustmentOrder = []record.CARC{"238", "45", "94", "59", "198", "23", "1", "2", "3", "24", "275", "119", "104", "101"}

// place returns where an adjustment stands among those of its line.
func place(a record.Adjustment) int {
	if i := slices.Index(adjustmentOrder, a.Reason); i >= 0 {
		return i
	}
	return len(adjustmentOrder)
}

// settle ends a line that every rule let pass.
func (l *lineCase) settle() {
	l.state, l.told = record.LinePatient, statusNothingDue
	if l.left.IsPositive() {
		l.state, l.told = record.LinePaid, statusPaid
		return
	}
	if len(l.adjustments) == 0 {
		return
	}
	for _, a := range l.adjustments {
		if a.Group == record.PR && a.Reason != deductible.Reason {
			return
		}
	}
	if record.SumGroup(l.adjustments, record.PR).IsPositive() {
		l.told = statusDeductible
	}
}

// pend makes the claim wait when a line does: nothing of it is final.
func (c *claimCase) pend() bool {
	waits := slices.IndexFunc(c.lines, func(l *lineCase) bool { return l.state == record.LinePended })
	if waits < 0 {
		return false
	}
	c.outcome, c.status, c.told = record.Pended, "", c.lines[waits].told
	c.remarks, c.forwardedTo, c.payFirst, c.reversal, c.ended = nil, nil, nil, nil, 0
	for _, l := range c.lines {
		l.adjustments, l.remarks, l.postings = nil, nil, nil
		if l.state != record.LinePended {
			l.state, l.told = record.LinePended, statusWaiting
		}
	}
	return true
}

// conclude says what became of a claim that does not wait.
func (c *claimCase) conclude() {
	best := c.lines[0]
	for _, l := range c.lines[1:] {
		if standing[l.state] > standing[best.state] {
			best = l
		}
	}
	c.told = best.told
	if c.again == nil && c.leavesFirst() {
		c.reversal = nil
	}
	switch best.state {
	case record.LinePaid:
		c.outcome = record.Paid
	case record.LineCapitated, record.LinePatient:
		c.outcome = record.Processed
	default:
		c.outcome = record.DeniedClaim
	}
	if c.status == "" {
		c.status = position(c.claim.Position)
	}
	switch {
	case c.forwardedTo != nil:
		c.outcome, c.status = record.Forwarded, record.ForwardedNotOurs
	case c.claim.Encounter && c.allPrepaid():
		c.outcome = record.EncounterTaken
	}
	if c.again != nil && strings.HasPrefix(c.told.Category, "F") {
		c.told.Category = "F3" // revised
	}
}

// standing ranks line states: the best one speaks for the claim.
var standing = map[record.LineState]int{
	record.LinePaid: 3, record.LineCapitated: 2, record.LinePatient: 2, record.LineElsewhere: 1, record.LineDenied: 1,
}

// position returns the claim status of our place among the payers.
func position(place string) record.ClaimStatus {
	switch place {
	case "S":
		return record.ProcessedSecondary
	case "T":
		return record.ProcessedTertiary
	}
	return record.ProcessedPrimary
}

// leavesFirst reports whether a replacement leaves the first claim as it is: it
// came too late, or another replacement of the same services is in process.
func (c *claimCase) leavesFirst() bool {
	for _, l := range c.lines {
		if l.told != filedLate.Status && l.told != duplicateOfOpen.Status {
			return false
		}
	}
	return true
}

// allPrepaid reports whether every line is paid in advance, whatever was decided
// about it.
func (c *claimCase) allPrepaid() bool {
	for _, l := range c.lines {
		if l.state != record.LineCapitated && !(l.state == record.LineDenied && l.prepaid()) {
			return false
		}
	}
	return true
}
