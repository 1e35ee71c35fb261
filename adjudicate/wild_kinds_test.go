package adjudicate_test

import (
	"fmt"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"github.com/hmox12/hmox12/mapping/record"
)

// wildKind makes a stay, a hospital's outpatient claim, a dental one, a stranger's
// or one of a single day out of some professional claims.
func wildKind(t *rapid.T, s *sample, c *record.Claim) {
	switch rapid.SampledFrom([]string{"professional", "professional", "stay", "outpatient", "dental", "emergency", "anesthesia", "one day"}).Draw(t, "kind") {
	case "emergency":
		of(c, s, "GP100005")
		c.Billing.NPI, c.Place, c.Encounter = pine, "23", false
		for i := range c.Lines {
			c.Lines[i].Procedure.Code = rapid.SampledFrom([]string{"99284", "99285", "27447"}).Draw(t, "emergency")
		}
	case "anesthesia":
		of(c, s, "GP100005")
		c.Billing.NPI, c.Place = quince, "21"
		c.Providers = []record.ClaimProvider{{Role: record.ServiceFacility, NPI: bayview, Address: record.Address{ZIP: "94612"}}}
		for i := range c.Lines {
			c.Lines[i].Procedure.Code = "01400"
		}
	case "one day":
		of(c, s, rapid.SampledFrom([]string{"GP100004", "GP100005"}).Draw(t, "patient"))
		c.Billing.NPI, c.Place = rapid.SampledFrom([]string{ivy, laurel, ginkgo}).Draw(t, "treats"), "11"
		procedures := []string{"99213", "20610", "99000", "27447", "97110"}
		for i := range c.Lines {
			c.Lines[i].Dates = record.Span{From: 20260217, To: 20260217}
			c.Lines[i].Procedure.Code = rapid.SampledFrom(procedures).Draw(t, "of the day")
			c.Lines[i].Units = decimal.NewFromInt(1)
			if rapid.Bool().Draw(t, "round") {
				c.Charge = c.Charge.Sub(c.Lines[i].Charge).Add(usd("100"))
				c.Lines[i].Charge = usd("100")
			}
		}
	case "stay":
		wildStay(t, c)
	case "outpatient":
		hospital(t, c, rapid.SampledFrom([]string{"13", "13", "83"}).Draw(t, "outpatient bill"))
		for i := range c.Lines {
			c.Lines[i].Revenue = rapid.SampledFrom([]string{"0450", "0456", "0250", "0360", "0301", "0320", "0510"}).Draw(t, "revenue")
			if rapid.Bool().Draw(t, "revenue alone") {
				c.Lines[i].Procedure = record.Procedure{}
			}
		}
	case "dental":
		if rapid.Bool().Draw(t, "with a rider") {
			of(c, s, "GP100005")
		}
		c.Billing.NPI, c.Place = rowan, "11"
		tooth(c, rapid.SampledFrom([]string{"3", "14", "30"}).Draw(t, "tooth"))
		for i := range c.Lines {
			c.Lines[i].Procedure = record.Procedure{Qualifier: "AD", Code: rapid.SampledFrom([]string{"D0120", "D1110", "D2392", "D2740"}).Draw(t, "dental")}
		}
		c.Dental.Predetermination = rapid.Bool().Draw(t, "predetermination")
	}
}

// of makes a claim one of a member's.
func of(c *record.Claim, s *sample, member string) {
	c.Patient = s.sent("", member, laurel).Patient
	c.Subscriber = c.Patient
}

func hospital(t *rapid.T, c *record.Claim, bill string) {
	c.Kind, c.Place = record.Institutional, ""
	c.Billing.NPI = rapid.SampledFrom([]string{bayview, bayview, sierraRegional, eastsideASC}).Draw(t, "hospital")
	c.Institutional = &record.InstitutionalClaim{
		FacilityType:  bill,
		AdmissionType: rapid.SampledFrom([]string{"1", "3", "4", "5"}).Draw(t, "admission"),
		PatientStatus: rapid.SampledFrom([]string{"01", "09", "30"}).Draw(t, "patient status"),
	}
}

// wildStay makes a stay of some days, of which the first line is the room.
func wildStay(t *rapid.T, c *record.Claim) {
	hospital(t, c, "11")
	c.Institutional.DRG = rapid.SampledFrom([]string{"", "470", "807", "999"}).Draw(t, "DRG")
	if c.Frequency == "1" {
		c.Frequency = rapid.SampledFrom([]string{"1", "1", "2", "4"}).Draw(t, "bill")
	}
	from, stayed := days.Draw(t, "admitted"), rapid.IntRange(1, 6).Draw(t, "days")
	c.AdmissionDate, c.Dates = from, record.Span{From: from, To: from.AddDays(stayed)}
	for i := range c.Lines {
		l := &c.Lines[i]
		l.Dates, l.Procedure = record.Span{From: from, To: from}, record.Procedure{}
		l.Revenue = rapid.SampledFrom([]string{"0250", "0450", "0170"}).Draw(t, "revenue")
		if i == 0 {
			l.Revenue, l.UnitBasis, l.Units = "0120", "DA", decimal.NewFromInt(int64(stayed))
		}
	}
}

// TestVoidingEveryClaimRestoresEveryCounter decides claims and takes all of them
// back, in the order in which they came: deductibles, maxima, visits, units and
// dollars stand where they stood, and each reversal is what it reverses, negated.
func TestVoidingEveryClaimRestoresEveryCounter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := wildSample(t)
		opening := map[record.Counter]decimal.Decimal{}
		for counter, used := range s.used {
			opening[counter] = used
		}
		var claims []*record.Claim
		for control := range rapid.IntRange(1, 6).Draw(t, "claims") {
			c := wildClaim(t, s, control+1)
			if c.Frequency == "8" {
				c.Frequency, c.OriginalControl = "1", ""
			}
			s.decide(c)
			claims = append(claims, c)
		}
		for i, c := range claims {
			first := s.Claim(c.Control)
			void := *c
			void.Control, void.Frequency, void.OriginalControl = fmt.Sprint(100+i), "8", c.Control
			d := s.decide(&void)
			sound(t, s, &void, d)
			if d.Reversal != nil {
				negated(t, first, d.Reversal)
			} else if len(first.Postings) > 0 && first.Status != record.Reversal {
				t.Errorf("claim %s moved counters and is not taken back:\n%s", c.Control, tell(d))
			}
		}
		for counter, used := range s.used {
			if !used.Equal(opening[counter]) {
				t.Errorf("%+v stood at %s and stands at %s", counter, opening[counter], used)
			}
		}
	})
}

// negated holds a reversal to being the decision with every sign turned.
func negated(t reporter, d, r *record.Decision) {
	t.Helper()
	if !r.Paid.Equal(d.Paid.Neg()) || !r.Charge.Equal(d.Charge.Neg()) || !r.Interest.Equal(d.Interest.Neg()) ||
		len(r.Lines) != len(d.Lines) || len(r.Postings) != len(d.Postings) {
		t.Errorf("the reversal of %s is not its opposite", d.Control)
		return
	}
	for i, l := range d.Lines {
		back := r.Lines[i]
		if !back.Charge.Equal(l.Charge.Neg()) || !back.Paid.Equal(l.Paid.Neg()) || len(back.Adjustments) != len(l.Adjustments) {
			t.Errorf("line %d of the reversal of %s is not its opposite", l.Line, d.Control)
			return
		}
		for j, a := range l.Adjustments {
			if b := back.Adjustments[j]; b.Group != a.Group || b.Reason != a.Reason || !b.Amount.Equal(a.Amount.Neg()) {
				t.Errorf("line %d of the reversal of %s: %+v for %+v", l.Line, d.Control, b, a)
			}
		}
	}
}

// TestWildClaimsReachEveryKind holds the generator to what the property tests are
// about: without a paid stay among its claims they would say nothing of stays.
func TestWildClaimsReachEveryKind(t *testing.T) {
	reached := map[string]bool{}
	decided := rapid.Custom(func(t *rapid.T) []string {
		s := wildSample(t)
		var all []string
		for control := range 4 {
			c := wildClaim(t, s, control)
			d := s.decide(c)
			all = append(all, fmt.Sprintf("%s %s, whole %t", c.Kind, d.Outcome, d.Whole))
			for _, l := range d.Lines {
				for _, a := range l.Adjustments {
					all = append(all, string(a.Reason))
				}
			}
			for _, r := range d.Remarks {
				all = append(all, string(r))
			}
		}
		return all
	})
	for seed := range 1500 {
		for _, what := range decided.Example(seed) {
			reached[what] = true
		}
	}
	for _, what := range []string{
		"professional paid, whole false", "professional processed, whole false", "professional encounter, whole false", "professional forwarded, whole false",
		"institutional paid, whole true", "institutional paid, whole false", "dental paid, whole false", "dental voided, whole false",
		"1", "2", "3", "18", "23", "24", "29", "45", "59", "94", "97", "101", "104", "119", "197", "198", "236", "242", "275", "287", "288", "N549", "N864", "N865",
	} {
		if !reached[what] {
			t.Errorf("no claim reached %s", what)
		}
	}
}
