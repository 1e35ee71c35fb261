package report_test

import (
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/report"
	"github.com/hmox12/hmox12/mapping/record"
)

func cents(t *rapid.T, label string) decimal.Decimal {
	return decimal.New(rapid.Int64Range(0, 1_000_000).Draw(t, label), -2)
}

// adjustments are groups and reasons of every disposition.
var adjustments = cas("PR", "1", "0", "PR", "3", "0", "CO", "45", "0", "PR", "45", "0", "OA", "94", "0", "CO", "24", "0", "CO", "104", "0",
	"CO", "288", "0", "PR", "242", "0", "PR", "27", "0", "OA", "18", "0", "OA", "B11", "0", "OA", "109", "0", "OA", "23", "0", "OA", "257", "0")

// anyStory draws a claim whose decision balances line by line, an undecided one,
// or a rejected one.
func anyStory(t *rapid.T) report.ClaimStory {
	c := &record.Claim{Account: "A", Relationship: "18"}
	d := &record.Decision{
		Outcome: rapid.SampledFrom([]record.Outcome{
			record.Paid, record.Processed, record.DeniedClaim, record.Forwarded, record.Pended, record.EncounterTaken, record.Voided,
		}).Draw(t, "outcome"),
	}
	for i := range rapid.IntRange(0, 3).Draw(t, "lines") {
		l := record.LineDecision{
			Line: i + 1, Paid: cents(t, "paid"), Priced: rapid.Bool().Draw(t, "priced"), Allowed: cents(t, "allowed"),
			Model: rapid.SampledFrom([]record.Model{"", record.Staff, record.Group, record.IPA, record.Network}).Draw(t, "model"),
		}
		l.Charge = l.Paid
		for range rapid.IntRange(0, 3).Draw(t, "adjustments") {
			a := rapid.SampledFrom(adjustments).Draw(t, "adjustment")
			a.Amount = cents(t, "amount")
			if a.Reason == "94" {
				a.Amount = a.Amount.Neg()
			}
			l.Adjustments = append(l.Adjustments, a)
			l.Charge = l.Charge.Add(a.Amount)
		}
		d.Lines = append(d.Lines, l)
		d.Paid = d.Paid.Add(l.Paid)
		d.Patient = d.Patient.Add(record.SumGroup(l.Adjustments, record.PR))
		c.Lines = append(c.Lines, record.ServiceLine{Number: i + 1, Charge: l.Charge})
		c.Charge = c.Charge.Add(l.Charge)
	}
	d.Charge = c.Charge
	if rapid.IntRange(0, 4).Draw(t, "fate") == 0 {
		return report.ClaimStory{Claim: c, Rejections: []record.Rejection{{Status: record.StatusCode{Category: "A7", Code: "187"}}}}
	}
	return report.ClaimStory{Claim: c, Decision: d}
}

func TestEveryClaimAndDollarIsCountedOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := new(report.Night)
		for range rapid.IntRange(0, 12).Draw(t, "claims") {
			if s := anyStory(t); s.Decision == nil {
				n.AddRejection(s.Claim, s.Rejections)
			} else {
				n.AddClaim(s.Claim, s.Decision)
			}
		}
		totals := n.Totals()
		var byOutcome, byModel report.Tally
		for _, o := range totals.Outcomes {
			byOutcome = sum(byOutcome, o.Tally)
		}
		for _, m := range totals.Models {
			byModel = sum(byModel, m.Tally)
		}
		assertSame(t, "outcomes", totals.Tally, byOutcome)
		assertSame(t, "models", totals.Tally, byModel)

		disposed, patients := decimal.Zero, decimal.Zero
		for _, d := range totals.Dispositions {
			disposed = disposed.Add(d.Amount)
			if d.Disposition == report.PaidOut && !d.Amount.Equal(totals.Paid) {
				t.Fatalf("paid out %s of %s paid", d.Amount, totals.Paid)
			}
			if d.Disposition == report.Withheld && !d.Amount.Equal(totals.Withheld) {
				t.Fatalf("withheld %s of %s", d.Amount, totals.Withheld)
			}
			if d.Disposition == report.MemberShare || d.Disposition == report.DeniedToPatient {
				patients = patients.Add(d.Amount)
			}
		}
		if !patients.Equal(totals.Patient) {
			t.Fatalf("the patients' dispositions are %s, they owe %s", patients, totals.Patient)
		}
		if !disposed.Equal(totals.Charged) {
			t.Fatalf("disposed of %s, charged %s", disposed, totals.Charged)
		}
	})
}

func TestAReplacedClaimCountsAsNothing(t *testing.T) {
	amount := func(n int64) decimal.Decimal { return decimal.NewFromInt(n) }
	claim := &record.Claim{Account: "A", Charge: amount(200)}
	decision := func(status record.ClaimStatus, outcome record.Outcome, charge, paid int64) *record.Decision {
		return &record.Decision{
			Outcome: outcome, Status: status, Charge: amount(charge), Paid: amount(paid),
			Lines: []record.LineDecision{{Charge: amount(charge), Paid: amount(paid), Adjustments: []record.Adjustment{
				{Group: record.CO, Reason: "45", Amount: amount(charge - paid)}}}},
		}
	}
	n := new(report.Night)
	n.AddClaim(claim, decision(record.Reversal, record.Paid, -200, -95))
	n.AddClaim(claim, decision(record.ProcessedPrimary, record.Paid, 150, 60))
	n.AddClaim(claim, &record.Decision{Outcome: record.Voided, Charge: amount(200)})
	totals := n.Totals()
	assert.Equal(t, 3, totals.Claims)
	assert.Equal(t, "150 60", totals.Charged.String()+" "+totals.Paid.String())
	for _, d := range totals.Dispositions {
		if d.Disposition == report.Undecided {
			assert.True(t, d.Amount.IsZero(), "a void leaves nothing undecided")
		}
	}
}

func sum(a, b report.Tally) report.Tally {
	return report.Tally{
		Claims: a.Claims + b.Claims, Charged: a.Charged.Add(b.Charged), Allowed: a.Allowed.Add(b.Allowed), Paid: a.Paid.Add(b.Paid),
		Patient: a.Patient.Add(b.Patient), Withheld: a.Withheld.Add(b.Withheld), Interest: a.Interest.Add(b.Interest),
	}
}

func assertSame(t *rapid.T, what string, want, got report.Tally) {
	assert.Equal(t, want.Claims, got.Claims, what)
	for _, pair := range [][2]decimal.Decimal{
		{want.Charged, got.Charged}, {want.Allowed, got.Allowed}, {want.Paid, got.Paid},
		{want.Patient, got.Patient}, {want.Withheld, got.Withheld}, {want.Interest, got.Interest},
	} {
		if !pair[0].Equal(pair[1]) {
			t.Fatalf("%s: %s is not %s", what, pair[1], pair[0])
		}
	}
}
