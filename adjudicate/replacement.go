package adjudicate

import (
	"slices"

	"github.com/shopspring/decimal"

	"github.com/hmox12/hmox12/mapping/record"
)

// replacementRule looks at the claim that a replacement or void is about. A
// final one of the same member and payee is reversed: a replacement is then
// decided as if the first claim had never been, a void is done. A claim that is
// not final yet can't be replaced, and nobody replaces another's. It runs before
// coverage: the first claim is reversed even where the new one is not covered.
// Source: docs/adjudication.md, Replacement and void; X12 RFI 1147, 1429.
var replacementRule = Rule{
	ID: "R7", Name: "Replacement or void", Level: ClaimLevel,
	Reads: []string{"frequency", "the claim named by REF*F8: outcome, member, payee"},
	Codes: []Code{originalOpen, originalDiffers},
	claim: replacement,
}

var (
	originalOpen    = Code{record.CO, "16", []record.RARC{"N779"}, record.StatusCode{Category: "F2", Code: "78"}}
	originalDiffers = Code{record.CO, "16", []record.RARC{"N152"}, record.StatusCode{Category: "F2", Code: "464"}}

	statusRevised = record.StatusCode{Category: "F3", Code: "101"}
)

func replacement(c *claimCase) finding {
	if c.claim.Frequency != "7" && c.claim.Frequency != "8" {
		return notApplicable("The claim is an original.")
	}
	if c.again != nil {
		return notApplicable("What the claim replaced stays taken back.").saw("claim " + c.claim.OriginalControl)
	}
	original := c.lastDecision(c.claim.OriginalControl)
	looked := "claim " + c.claim.OriginalControl
	switch {
	case original == nil:
		return denied(originalDiffers, "No claim of that number was decided.").saw(looked)
	case original.Outcome == record.Pended:
		return denied(originalOpen, "The first claim is not final yet.").saw(looked, string(original.Outcome))
	case original.Outcome == record.Voided || original.Status == record.Reversal:
		return denied(originalDiffers, "The first claim is reversed already.").saw(looked)
	case original.Member != c.member.ID || original.Payee != c.claim.Billing.PayeeID():
		return denied(originalDiffers, "The first claim is of another member or payee.").saw(looked)
	}
	looked += say(", %s %s", original.Outcome, original.Decided)
	if c.claim.Frequency == "8" {
		c.reversal = Reverse(original, "N693", c.today)
		return withdrawn("The first claim is reversed; nothing is decided anew.").saw(looked)
	}
	c.reversal = Reverse(original, "N694", c.today)
	c.ledger, c.asked = without{c.ledger, original}, asked{}
	return noted("Decided in the place of the first claim, as if that had never been.").saw(looked)
}

// Reverse returns the decision that takes a claim back: every amount, adjustment
// and posting negated, each adjustment in its own group, with an alert that says
// why. Original and reversal together come to nothing. Of an encounter that was
// only stored there is no money to take back, but its postings are. The original
// stays as it is. Source: docs/adjudication.md, Replacement and void.
func Reverse(original *record.Decision, why record.RARC, today record.Date) *record.Decision {
	d := *original
	d.Status, d.Claim, d.Decided = record.Reversal, statusRevised, today
	d.Remarks, d.Reversal = []record.RARC{why}, nil
	d.Charge, d.Paid, d.Patient, d.Interest = d.Charge.Neg(), d.Paid.Neg(), d.Patient.Neg(), d.Interest.Neg()
	d.Corrects = ""
	d.Lines, d.Postings = nil, nil
	var moves []record.Move
	for _, l := range original.Lines {
		l.Charge, l.Allowed, l.Paid = l.Charge.Neg(), l.Allowed.Neg(), l.Paid.Neg()
		l.Adjustments, l.Remarks, l.Status = negated(l.Adjustments), nil, statusRevised
		d.Lines = append(d.Lines, l)
		moves = append(moves, moved(l.Line, nil, l.Adjustments)...)
	}
	for _, p := range original.Postings {
		p.Amount = p.Amount.Neg()
		d.Postings = append(d.Postings, p)
	}
	d.Trace = []record.Step{{
		Rule: "R7", Name: "Reversal", Result: record.Note,
		Looked:    []string{"claim " + original.Control, say("decided %s", original.Decided)},
		Concluded: "Every amount of the claim is taken back: " + why.Meaning().Text + ".",
		Moves:     moves,
	}}
	return &d
}

func negated(adjustments []record.Adjustment) []record.Adjustment {
	turned := slices.Clone(adjustments)
	for i := range turned {
		turned[i].Amount = turned[i].Amount.Neg()
	}
	return turned
}

// without is a ledger as it stood before a decision.
type without struct {
	Ledger
	decision *record.Decision
}

// Used returns a counter less what the decision posted to it. A visit that
// another claim holds, too, stays counted.
func (w without) Used(counter record.Counter) decimal.Decimal {
	total := w.Ledger.Used(counter)
	for _, p := range w.decision.Postings {
		if p.Counter == counter && (p.Visit == "" || len(w.VisitClaims(counter, p.Visit)) == 0) {
			total = total.Sub(p.Amount)
		}
	}
	return total
}

// VisitClaims returns the other claims of the visit.
func (w without) VisitClaims(counter record.Counter, visit string) []string {
	return slices.DeleteFunc(slices.Clone(w.Ledger.VisitClaims(counter, visit)), func(claim string) bool {
		return claim == w.decision.Control
	})
}

// PriorLines returns the lines of other decisions.
func (w without) PriorLines(member string, dates record.Span) []record.PriorLine {
	return slices.DeleteFunc(slices.Clone(w.Ledger.PriorLines(member, dates)), func(p record.PriorLine) bool {
		return p.Claim == w.decision.Control
	})
}
