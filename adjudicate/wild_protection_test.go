package adjudicate_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"github.com/hmox12/hmox12/mapping/record"
)

// wildProtections strews continuity cases, recognized amounts, coding edits,
// reductions, takeovers and the settings of plans over a sample.
func wildProtections(t *rapid.T, s *sample) {
	some := func(label string) []record.CodeRange {
		code := rapid.SampledFrom(procedures).Draw(t, label)
		return codes(code, code)
	}
	for _, p := range s.plans {
		p.SurpriseLaw = rapid.SampledFrom([]string{"", record.FederalLaw, record.StateLaw, record.NoLaw}).Draw(t, "law")
		p.GroundAmbulance, p.ReferralWaiver = rapid.Bool().Draw(t, "ground"), rapid.Bool().Draw(t, "waiver")
		p.UrgentOutOfArea = rapid.SampledFrom([]record.UrgentPolicy{"", record.UrgentBilled, record.UrgentRate, record.UrgentNone}).Draw(t, "urgent")
		p.PCPOrders = []record.ServiceCategory{rapid.SampledFrom(p.Benefits).Draw(t, "orders").Category}
		p.DirectAccess = []record.DirectAccess{{Specialty: orthopedics, Codes: some("open")}}
	}
	for i, m := range s.members {
		s.continuity = append(s.continuity, record.ContinuityCase{
			Number: fmt.Sprintf("CC-%d", i), Member: m.ID, Provider: rapid.SampledFrom(providers).Draw(t, "goes on"),
			Condition: "condition", Reason: record.ContractEnded, Span: record.Span{From: 20251101, To: days.Draw(t, "until")},
			Contract: rapid.SampledFrom([]string{"K4", "K5", "K6", "K8", "K99"}).Draw(t, "contract"),
		})
		s.authorizations[i].SecondOpinion = rapid.Bool().Draw(t, "second opinion")
		s.authorizations[i].Provider = rapid.SampledFrom([]string{"", ivy, olive, bayview}).Draw(t, "authorized")
	}
	for i := range s.rates {
		r := &s.rates[i]
		r.QPA, r.StateRate = amounts.Draw(t, "QPA"), amounts.Draw(t, "state rate")
		r.InitialPayment = rapid.SampledFrom([]decimal.Decimal{decimal.Zero, usd("0.01"), usd("450")}).Draw(t, "initial payment")
		r.PerService = rapid.Bool().Draw(t, "per service")
	}
	for range rapid.IntRange(0, 4).Draw(t, "edits") {
		e := record.CodingEdit{
			Kind:    rapid.SampledFrom([]record.EditKind{record.CodePair, record.Incidental}).Draw(t, "kind"),
			Column1: some("column 1"), Column2: some("column 2"), ModifierAllowed: rapid.Bool().Draw(t, "allowed"), Span: record.Span{From: 20251201},
		}
		if e.Kind == record.Incidental && rapid.Bool().Draw(t, "any") {
			e.Column1 = nil
		}
		s.edits = append(s.edits, e)
	}
	for range rapid.IntRange(0, 4).Draw(t, "surgery") {
		s.surgery = append(s.surgery, record.SurgeryRule{
			Codes: some("surgery"), GlobalDays: rapid.SampledFrom([]int{0, 10, 90}).Draw(t, "global days"),
			Multiple: rapid.Bool().Draw(t, "multiple"), Span: record.Span{From: 20251101},
		})
	}
	for _, k := range s.contracts {
		k.MultipleProcedures = nil
		for range rapid.IntRange(0, 3).Draw(t, "fractions") {
			k.MultipleProcedures = append(k.MultipleProcedures, fractions.Draw(t, "fraction"))
		}
	}
	if rapid.Bool().Draw(t, "takes over") {
		s.takeovers = []record.Takeover{{Contract: "K3", Reason: "insolvent", Span: record.Span{From: days.Draw(t, "since")}}}
	}
}

// wildCircumstances gives a claim a facility, a consent form, a far-away place, an
// ordering provider.
func wildCircumstances(t *rapid.T, c *record.Claim) {
	if npi := rapid.SampledFrom([]string{"none", "", bayview, sierraRegional}).Draw(t, "facility"); npi != "none" {
		c.Providers = append(c.Providers, record.ClaimProvider{Role: record.ServiceFacility, NPI: npi, Address: record.Address{ZIP: "94612"}})
	}
	if rapid.Bool().Draw(t, "consent") {
		consented(c)
	}
	if rapid.Bool().Draw(t, "far away") {
		outOfArea(c, "89501")
	}
	c.Diagnoses[0].Code = rapid.SampledFrom([]string{"J029", "Z09", ""}).Draw(t, "diagnosis")
	c.Providers = append(c.Providers, record.ClaimProvider{Role: record.OrderingProvider, NPI: rapid.SampledFrom(providers).Draw(t, "orders")})
}

// TestAProtectedMemberOwesNoMoreThanTheRecognizedAmount holds what the law asks
// for of every protected line: whatever the stranger charges and the book says,
// the share is taken of the recognized amount, the rest is never the member's,
// and the alerts tell of it.
func TestAProtectedMemberOwesNoMoreThanTheRecognizedAmount(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := newSample()
		charge, qpa := amounts.Draw(t, "charge"), amounts.Draw(t, "QPA")
		s.rates[2].QPA, s.rates[2].InitialPayment = qpa, amounts.Draw(t, "initial payment")
		for i := range s.Plan("P1D").Benefits {
			b := &s.Plan("P1D").Benefits[i]
			b.Coinsurance, b.Copay, b.Deductible = fractions.Draw(t, "coinsurance"), amounts.Draw(t, "copay"), rapid.Bool().Draw(t, "deductible")
		}
		c := at(s.sent("1", "GP100005", pine, "99285 "+charge.StringFixed(2)), "23")
		d := s.decide(c)
		sound(t, s, c, d)
		recognized := decimal.Min(charge, qpa)
		if d.Patient.GreaterThan(recognized) {
			t.Errorf("the member owes %s of a recognized %s", d.Patient, recognized)
		}
		if d.Outcome == record.Pended {
			return
		}
		told := fmt.Sprint(d.Remarks)
		if lower := charge.LessThan(qpa); !strings.Contains(told, "N864") || strings.Contains(told, "N870") != lower || strings.Contains(told, "N869") == lower {
			t.Errorf("charge %s, amount %s: alerts %s", charge, qpa, told)
		}
	})
}
