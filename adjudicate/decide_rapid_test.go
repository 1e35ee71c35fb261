package adjudicate_test

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/hmox12/hmox12/adjudicate"
	"github.com/hmox12/hmox12/mapping/record"
)

var (
	amounts = rapid.Custom(func(t *rapid.T) decimal.Decimal {
		return decimal.New(rapid.Int64Range(0, 200000).Draw(t, "cents"), -2)
	})
	fractions = rapid.Custom(func(t *rapid.T) decimal.Decimal {
		return decimal.New(rapid.Int64Range(0, 100).Draw(t, "percent"), -2)
	})
	days = rapid.Custom(func(t *rapid.T) record.Date {
		return record.Date(20251101).AddDays(rapid.IntRange(0, 130).Draw(t, "day"))
	})
	providers = []string{
		alder, birch, cedar, dogwood, elm, fir, hazel, kapok, ivy, juniper, laurel, maple, nutmeg, ginkgo, olive, pine,
		labCo, eastsideASC, bayImaging, bayUC, medSupply, chiropractor, quince, spruce, renoUrgent,
	}
	procedures = []string{
		"99202", "99203", "99213", "99214", "99285", "99395", "36415", "80053", "93000", "73721", "29881", "20610",
		"97110", "90834", "90471", "90686", "J1885", "J3301", "15780", "E0601", "A0427", "98940", "99199", "00000", "99284", "27447", "01400", "A0431", "A0429", "99000",
	}
)

// wildSample returns the sample with other money in plans, contracts, fees and
// counters, and referrals and authorizations strewn over the members.
func wildSample(t *rapid.T) *sample {
	s := newSample()
	for _, p := range s.plans {
		p.DeductibleIndividual, p.DeductibleFamily = amounts.Draw(t, "deductible"), amounts.Draw(t, "family deductible")
		p.OutOfPocketIndividual, p.OutOfPocketFamily = amounts.Draw(t, "maximum"), amounts.Draw(t, "family maximum")
		p.DelegateDecides = rapid.Bool().Draw(t, "delegate decides")
		for i := range p.Benefits {
			b := &p.Benefits[i]
			b.Copay, b.Coinsurance = amounts.Draw(t, "copay"), fractions.Draw(t, "coinsurance")
			b.Deductible, b.OutOfPocket = rapid.Bool().Draw(t, "deductible"), rapid.Bool().Draw(t, "counts")
			b.VisitLimit = rapid.IntRange(0, 2).Draw(t, "visits")
			b.DollarLimit = rapid.SampledFrom([]decimal.Decimal{decimal.Zero, usd("50"), usd("500")}).Draw(t, "dollars")
		}
	}
	for _, k := range s.contracts {
		k.Withhold = fractions.Draw(t, "withhold")
		for i := range k.Terms {
			k.Terms[i].LesserOf = rapid.Bool().Draw(t, "lesser of")
		}
	}
	for i := range s.fees {
		s.fees[i].Amount = amounts.Draw(t, "fee")
	}
	for i, m := range s.members {
		s.refer(&record.Referral{
			Number: fmt.Sprintf("R-%d", i), Member: m.ID, Referring: rapid.SampledFrom(providers).Draw(t, "referring"), Issued: 20251101,
			ReferredTo: rapid.SampledFrom(providers).Draw(t, "referred to"), Visits: rapid.IntRange(0, 2).Draw(t, "visits"),
			Span: record.Span{From: 20251101},
		})
		s.authorize(&record.PriorAuthorization{
			Number: fmt.Sprintf("A-%d", i), Member: m.ID, Status: record.Approved, Span: record.Span{From: 20251101},
			Units: decimal.NewFromInt(rapid.Int64Range(0, 4).Draw(t, "units")),
		})
	}
	wildProtections(t, s)
	return s
}

// wildClaim returns a claim of a member or of nobody, for any service of any
// provider.
func wildClaim(t *rapid.T, s *sample, control int) *record.Claim {
	member := "ZZ999"
	if n := rapid.IntRange(-1, len(s.members)-1).Draw(t, "member"); n >= 0 {
		member = s.members[n].ID
	}
	c := s.sent(fmt.Sprint(control), member, rapid.SampledFrom(providers).Draw(t, "provider"))
	c.Place = rapid.SampledFrom([]string{"11", "11", "20", "22", "23", "24"}).Draw(t, "place")
	c.Encounter = rapid.Bool().Draw(t, "encounter")
	c.Position = rapid.SampledFrom([]string{"P", "P", "S"}).Draw(t, "position")
	if c.Position == "S" {
		c.OtherPayers = []record.OtherPayer{{Position: "P", ID: "88001", HasPaid: true}}
	}
	if control > 0 && rapid.Bool().Draw(t, "replaces") {
		c.Frequency = rapid.SampledFrom([]string{"7", "8"}).Draw(t, "frequency")
		c.OriginalControl = fmt.Sprint(control - 1)
	}
	wildCircumstances(t, c)
	c.Referral = rapid.SampledFrom([]string{"", "R-1", "R-3"}).Draw(t, "referral")
	for i := range rapid.IntRange(1, 4).Draw(t, "lines") {
		day := days.Draw(t, "day")
		line := record.ServiceLine{
			Number: i + 1, Dates: record.Span{From: day, To: day}, UnitBasis: "UN", Pointers: []int{1},
			Procedure: record.Procedure{Qualifier: "HC", Code: rapid.SampledFrom(procedures).Draw(t, "procedure")},
			Charge:    amounts.Draw(t, "charge"),
			Units:     decimal.New(rapid.Int64Range(1, 40).Draw(t, "units"), -1),
		}
		if rapid.Bool().Draw(t, "modifier") {
			line.Procedure.Modifiers = []string{rapid.SampledFrom([]string{"59", "25", "GA", "80"}).Draw(t, "which")}
		}
		if c.Position == "S" {
			line.OtherPayers = []record.LinePayment{{Paid: amounts.Draw(t, "prior paid"), Adjustments: []record.Adjustment{
				{Group: record.CO, Reason: "45", Amount: amounts.Draw(t, "prior reduction")},
				{Group: record.PR, Reason: "2", Amount: amounts.Draw(t, "prior share")},
			}}}
		}
		c.Charge = c.Charge.Add(line.Charge)
		c.Lines = append(c.Lines, line)
	}
	wildKind(t, s, c)
	return c
}

func TestEveryDecisionIsSound(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := wildSample(t)
		for control := range rapid.IntRange(1, 8).Draw(t, "claims") {
			claim := wildClaim(t, s, control)
			sound(t, s, claim, s.decide(claim))
		}
		withinMaxima(t, s)
	})
}

// withinMaxima holds the counters to the plans, authorizations and referrals.
func withinMaxima(t *rapid.T, s *sample) {
	for counter, used := range s.used {
		limit := decimal.Zero
		switch counter.Kind {
		case record.DeductibleUsed, record.FamilyDeductibleUsed, record.OutOfPocketUsed, record.FamilyOutOfPocket:
			plan := s.Plan(s.Coverage(counter.Owner)[0].Plan)
			limit = map[record.CounterKind]decimal.Decimal{
				record.DeductibleUsed: plan.DeductibleIndividual, record.FamilyDeductibleUsed: plan.DeductibleFamily,
				record.OutOfPocketUsed: plan.OutOfPocketIndividual, record.FamilyOutOfPocket: plan.OutOfPocketFamily,
			}[counter.Kind]
		case record.ReferralVisits:
			limit = decimal.NewFromInt(int64(s.Referral(counter.Owner).Visits))
		case record.AuthorizedUnits:
			limit = s.Authorization(counter.Owner).Units
		}
		if s.seeded(counter) || limit.IsZero() && counter.Kind != record.ReferralVisits {
			continue
		}
		if used.IsNegative() || used.GreaterThan(limit) {
			t.Errorf("%+v stands at %s, maximum %s", counter, used, limit)
		}
	}
}

// seeded reports whether the sample itself sets the counter, whatever the
// maximum drawn.
func (s *sample) seeded(counter record.Counter) bool {
	_, set := newSample().used[counter]
	return set
}

func TestOrderAmongHouseholdsChangesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := wildSample(t)
		var claims []*record.Claim
		for control := range rapid.IntRange(2, 8).Draw(t, "claims") {
			claims = append(claims, wildClaim(t, s, control))
		}
		household := func(c *record.Claim) string {
			if held := s.MembersByID(c.Patient.ID); len(held) == 1 {
				return held[0].SubscriberID
			}
			return ""
		}
		for i, c := range claims {
			// A claim that names another household's as its original is the one that
			// order may tell of.
			if c.OriginalControl != "" && household(c) != household(claims[i-1]) {
				c.Frequency, c.OriginalControl = "1", ""
			}
		}
		apart := slices.Clone(claims)
		slices.SortStableFunc(apart, func(a, b *record.Claim) int {
			return -slices.Compare([]string{household(a)}, []string{household(b)})
		})
		first, second := decideAll(s, claims), decideAll(s, apart)
		for control, d := range first {
			if !reflect.DeepEqual(d, second[control]) {
				t.Errorf("claim %s is decided\n%s\nand in another order\n%s", control, tell(d), tell(second[control]))
			}
		}
	})
}

// decideAll decides claims one after the other, on a ledger of its own.
func decideAll(s *sample, claims []*record.Claim) map[string]*record.Decision {
	fresh := newSample().tally
	for counter, used := range s.used {
		fresh.used[counter] = used
	}
	all := map[string]*record.Decision{}
	for _, c := range claims {
		d := adjudicate.Decide(s.shelf, fresh, c, s.opts)
		fresh.take(c, d)
		all[c.Control] = d
	}
	return all
}

func TestDecidingChangesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := wildSample(t)
		claim := wildClaim(t, s, 1)
		if rapid.Bool().Draw(t, "sent by the subscriber's id alone") {
			patient := *claim.Patient
			patient.ID = ""
			claim.Patient, claim.Relationship = &patient, "19"
		}
		before, err := json.Marshal(claim)
		require.NoError(t, err)
		first := adjudicate.Decide(s.shelf, s.tally, claim, s.opts)
		after, err := json.Marshal(claim)
		require.NoError(t, err)
		require.JSONEq(t, string(before), string(after), "the claim is as it was sent")
		if second := adjudicate.Decide(s.shelf, s.tally, claim, s.opts); !reflect.DeepEqual(first, second) {
			t.Errorf("the same claim is decided\n%s\nand\n%s", tell(first), tell(second))
		}
	})
}
