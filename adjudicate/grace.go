package adjudicate

import "github.com/hmox12/hmox12/mapping/record"

// graceRule looks at whether the member's premium is owed for the second or
// third month. It closes the line unpaid at nobody's cost; it is decided again
// when the grace period ends. Source: docs/adjudication.md, Coverage; 45 CFR
// 156.270.
var graceRule = Rule{
	ID: "R5", Name: "Premium grace period", Level: LineLevel,
	Reads: []string{"grace month of the coverage span"},
	Codes: []Code{inGrace},
	line:  grace,
}

var inGrace = Code{record.OA, "257", []record.RARC{"N617"}, record.StatusCode{Category: "P1", Code: "45"}}

func grace(c *claimCase, l *lineCase) finding {
	if l.span.GraceMonth < 2 {
		return notApplicable("No premium is owed beyond the first month.")
	}
	c.remark("N618")
	return denied(inGrace, "The premium is owed in grace month %d; decided again when the grace period ends.", l.span.GraceMonth)
}
