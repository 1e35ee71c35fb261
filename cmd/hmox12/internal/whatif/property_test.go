package whatif_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/report"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/whatif"
	"github.com/hmox12/hmox12/mapping/record"
)

var reasons = [][2]string{{"CO", "45"}, {"PR", "3"}, {"CO", "288"}, {"PR", "27"}, {"CO", "104"}, {"OA", "109"}, {"CO", "24"}}

// anySide draws what one night says of a claim: a decision, a rejection, or nothing
// as it did not read it.
func anySide(t *rapid.T, c *record.Claim, mayBeUnread bool) report.ClaimStory {
	fate := rapid.IntRange(0, 9).Draw(t, "fate")
	switch {
	case fate == 0 && mayBeUnread:
		return report.ClaimStory{}
	case fate <= 1:
		return rejected(c)
	}
	s := story{
		outcome: rapid.SampledFrom([]record.Outcome{record.Paid, record.Processed, record.DeniedClaim, record.Forwarded, record.Pended, record.EncounterTaken, record.Voided}).Draw(t, "outcome"),
		model:   rapid.SampledFrom([]record.Model{"", record.Staff, record.Group, record.IPA, record.Network}).Draw(t, "model"),
	}
	for range rapid.IntRange(0, 3).Draw(t, "lines") {
		l := line{paid: dollars(t, "paid"), state: record.LinePaid}
		if rapid.Bool().Draw(t, "priced") {
			l.allowed = dollars(t, "allowed")
		}
		for range rapid.IntRange(0, 2).Draw(t, "adjustments") {
			r := rapid.SampledFrom(reasons).Draw(t, "reason")
			l.cas = append(l.cas, r[0], r[1], dollars(t, "amount"))
		}
		s.lines = append(s.lines, l)
	}
	for range rapid.IntRange(0, 5).Draw(t, "steps") {
		rule := rapid.IntRange(1, 4).Draw(t, "rule")
		s.trace = append(s.trace, record.Step{
			Rule: fmt.Sprintf("R%d", rule), Name: fmt.Sprintf("Rule %d", rule), Line: rapid.IntRange(0, 2).Draw(t, "line"),
			Result:    rapid.SampledFrom([]record.Result{record.NotApplicable, record.Passed, record.Adjusted, record.Denial}).Draw(t, "result"),
			Concluded: rapid.SampledFrom([]string{"one", "other"}).Draw(t, "concluded"),
		})
	}
	told := s.told(c, "1")
	if rapid.IntRange(0, 9).Draw(t, "reversed") == 0 {
		told.Decision.Status = record.Reversal
	}
	told.Decision.Interest = decimal.New(rapid.Int64Range(0, 300).Draw(t, "interest"), -2)
	told.Decision.Member = rapid.SampledFrom([]string{"", "GP1", "GP2"}).Draw(t, "member")
	return told
}

func dollars(t *rapid.T, label string) string {
	return decimal.New(rapid.Int64Range(0, 2_000_000).Draw(t, label), -2).StringFixed(2)
}

type pair struct{ before, after report.ClaimStory }

func anyPairs(t *rapid.T) []pair {
	var all []pair
	for i := range rapid.IntRange(0, 8).Draw(t, "claims") {
		c := claimOf(i+1, rapid.SampledFrom([]string{"GP1", "GP2", "GP3"}).Draw(t, "patient"))
		c.Billing.NPI = rapid.SampledFrom([]string{"1000000889", "1000000954", ""}).Draw(t, "payee")
		p := pair{before: anySide(t, c, true)}
		p.after = anySide(t, c, p.before.Claim != nil)
		all = append(all, p)
	}
	return all
}

func compared(t require.TestingT, pairs []pair, limit int) *whatif.Result {
	c := whatif.Comparison{Limit: limit}
	for _, p := range pairs {
		require.NoError(t, c.AddClaim(p.before, p.after))
	}
	return c.Result(whatif.About{})
}

func TestTheSameBookChangesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var same []pair
		for _, p := range anyPairs(t) {
			if p.before.Claim != nil {
				same = append(same, pair{p.before, p.before})
			}
		}
		r := compared(t, same, 100)
		assert.Equal(t, len(same), r.Claims.Same)
		assert.Empty(t, r.Changes)
		assert.Empty(t, r.Rules)
		assert.Empty(t, r.Payees)
		assert.Empty(t, r.Members)
		assert.True(t, r.Totals.Difference.Paid.IsZero())
		assert.Equal(t, r.Totals.Before, r.Totals.After)
	})
}

func TestDifferencesAddUpToThatOfTheTotals(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := compared(t, anyPairs(t), 1000)
		want := r.Totals.Difference
		agree := func(what string, paid, patient decimal.Decimal) {
			if !paid.Equal(want.Paid.Decimal) || !patient.Equal(want.Patient.Decimal) {
				t.Fatalf("by %s: %s paid and %s owed, in all %s and %s", what, paid, patient, want.Paid, want.Patient)
			}
		}
		var outcomes, models, rules, acting, sizes, flips, payees, members, rows sum
		counts := 0
		for _, o := range r.Outcomes {
			outcomes.add(o.Difference.Paid, o.Difference.Patient)
			counts += o.Difference.Claims
		}
		assert.Equal(t, want.Claims, counts)
		for _, m := range r.Models {
			models.add(m.Difference.Paid, m.Difference.Patient)
		}
		claims, turned := 0, 0
		for _, one := range r.Rules {
			rules.add(one.Paid, one.Patient)
			claims += one.Claims
			turned += one.Flips
			below := 0
			for _, a := range one.Acting {
				acting.add(a.Paid, a.Patient)
				below += a.Claims
			}
			assert.Equal(t, one.Claims, below)
		}
		assert.Equal(t, r.Claims.Changed(), claims)
		assert.Equal(t, r.Claims.Outcome, turned)
		for _, s := range r.Sizes {
			sizes.add(s.Paid, s.Patient)
		}
		turned = 0
		for _, f := range r.Flips {
			flips.add(f.Paid, f.Patient)
			turned += f.Claims
			below := 0
			for _, rule := range f.Rules {
				below += rule.Claims
			}
			assert.Equal(t, f.Claims, below)
		}
		assert.Equal(t, r.Claims.Outcome, turned)
		for _, p := range r.Payees {
			payees.add(p.Paid.Difference, p.Patient.Difference)
		}
		for _, m := range r.Members {
			members.add(m.Paid.Difference, m.Patient.Difference)
		}
		var same sum
		for _, c := range r.Changes {
			rows.add(c.Paid.Difference, c.Patient.Difference)
			if c.Kind != whatif.Outcome {
				same.add(c.Paid.Difference, c.Patient.Difference)
			}
		}
		flips.add(whatif.Amount{Decimal: same.paid}, whatif.Amount{Decimal: same.patient})
		for what, s := range map[string]sum{"outcome": outcomes, "model": models, "rule": rules, "acting rule": acting, "size": sizes,
			"flip": flips, "payee": payees, "member": members, "claim": rows} {
			agree(what, s.paid, s.patient)
		}
		disposed := decimal.Zero
		for _, d := range r.Dispositions {
			disposed = disposed.Add(d.Difference.Decimal)
		}
		assert.True(t, disposed.Equal(want.Charged.Decimal), "each dollar charged goes one way")
		assert.Equal(t, r.Claims.Compared, r.Claims.Outcome+r.Claims.Money+r.Claims.Told+r.Claims.Reasoning+r.Claims.Same)
	})
}

type sum struct{ paid, patient decimal.Decimal }

func (s *sum) add(paid, patient whatif.Amount) {
	s.paid, s.patient = s.paid.Add(paid.Decimal), s.patient.Add(patient.Decimal)
}

func TestTheBooksSwappedNegateEveryDifference(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		pairs := anyPairs(t)
		there := compared(t, pairs, 1000)
		var swapped []pair
		for _, p := range pairs {
			swapped = append(swapped, pair{p.after, p.before})
		}
		back := compared(t, swapped, 1000)
		assert.Equal(t, there.Claims, back.Claims)
		require.Equal(t, len(there.Changes), len(back.Changes))
		backBy := map[int]*whatif.Claim{}
		for i := range back.Changes {
			backBy[back.Changes[i].Segment] = &back.Changes[i]
		}
		for i := range there.Changes {
			a, b := &there.Changes[i], backBy[there.Changes[i].Segment]
			require.NotNil(t, b)
			assert.Equal(t, a.Outcome.Before, b.Outcome.After)
			assert.Equal(t, a.Kind, b.Kind)
			assert.True(t, a.Paid.Difference.Equal(b.Paid.Difference.Neg()))
			assert.True(t, a.Patient.Difference.Equal(b.Patient.Difference.Neg()))
			assert.Equal(t, len(a.Lines), len(b.Lines))
		}
		negated := func(a, b whatif.Tally) {
			assert.Equal(t, a.Claims, -b.Claims)
			for _, p := range [][2]whatif.Amount{{a.Charged, b.Charged}, {a.Allowed, b.Allowed}, {a.Paid, b.Paid}, {a.Patient, b.Patient}, {a.Withheld, b.Withheld}, {a.Interest, b.Interest}} {
				assert.True(t, p[0].Equal(p[1].Neg()), "%s and %s", p[0], p[1])
			}
		}
		negated(there.Totals.Difference, back.Totals.Difference)
		for i := range there.Outcomes {
			negated(there.Outcomes[i].Difference, back.Outcomes[i].Difference)
		}
		for i := range there.Models {
			negated(there.Models[i].Difference, back.Models[i].Difference)
		}
		assert.Equal(t, len(there.Flips), len(back.Flips))
		assert.Equal(t, len(there.Payees), len(back.Payees))
	})
}

func TestWhateverIsComparedCanBeWritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := compared(t, anyPairs(t), rapid.IntRange(1, 5).Draw(t, "limit"))
		var page, table, object strings.Builder
		require.NoError(t, r.HTML(&page))
		require.NoError(t, wellFormed([]byte(page.String())))
		require.NoError(t, r.Table(&table))
		require.NoError(t, r.JSON(&object))
		require.True(t, json.Valid([]byte(object.String())))
	})
}
