package adjudicate_test

import (
	"testing"

	"github.com/hmox12/hmox12/mapping/record"
)

// ordered names who ordered the services of a claim.
func ordered(c *record.Claim, npi string) *record.Claim {
	for i := range c.Lines {
		c.Lines[i].Providers = []record.ClaimProvider{{Role: record.OrderingProvider, NPI: npi}}
	}
	return c
}

// referralFor has a plan ask for a referral for a category.
func (s *sample) referralFor(plan string, category record.ServiceCategory) {
	p := s.Plan(plan)
	for i := range p.Benefits {
		if p.Benefits[i].Category == category {
			p.Benefits[i].Referral = true
		}
	}
}

// accessCases are about who needs no referral, who bears its lack, and what the
// HMO takes over from a delegate.
var accessCases = []scenario{
	{"laboratory work that the PCP ordered needs no referral", func(s *sample) *record.Claim {
		s.referralFor("P1D", "LAB")
		return ordered(s.sent("1", "GP100005", labCo, "80053 60"), laurel)
	}, paidFirst + "paid 18.00 patient 0.00\n80053: 60.00 - [CO-45 42.00] = 18.00"},
	{"laboratory work that the PCP's substitute ordered needs no referral", func(s *sample) *record.Claim {
		s.referralFor("P1", "LAB")
		return ordered(s.sent("1", "GP100004", labCo, "80053 60"), kapok)
	}, paidFirst + "paid 18.00 patient 0.00\n80053: 60.00 - [CO-45 42.00] = 18.00"},
	{"laboratory work that a stranger ordered needs a referral", func(s *sample) *record.Claim {
		s.referralFor("P1D", "LAB")
		return ordered(s.sent("1", "GP100005", labCo, "80053 60"), olive)
	}, "CLP02=1 denied F2:94:82 paid 0.00 patient 0.00\n80053: 60.00 - [CO-288 60.00] = 0.00"},
	{"the PCP's order stands for a referral to laboratory and X-ray alone", func(s *sample) *record.Claim {
		return ordered(s.sent("1", "GP100004", ivy, "99203 220"), hazel)
	}, "CLP02=1 denied F2:94:82 paid 0.00 patient 0.00\n99203: 220.00 - [CO-288 220.00] = 0.00"},
	{"an optometrist's screening is open where the plan has it", func(s *sample) *record.Claim {
		s.providers[ivy].Taxonomy = optometry
		s.Plan("P1").DirectAccess = []record.DirectAccess{{Specialty: optometry, Codes: codes("99202", "99203")}}
		return s.sent("1", "GP100004", ivy, "99203 220")
	}, paidFirst + "paid 72.00 patient 40.00\n99203: 220.00 - [CO-45 100.00, PR-3 40.00, CO-104 8.00] = 72.00"},
	{"an optometrist's other services need a referral", func(s *sample) *record.Claim {
		s.providers[ivy].Taxonomy = optometry
		s.Plan("P1").DirectAccess = []record.DirectAccess{{Specialty: optometry, Codes: codes("99202", "99203")}}
		return s.sent("1", "GP100004", ivy, "99204 220")
	}, "CLP02=1 denied F2:94:82 paid 0.00 patient 0.00\n99204: 220.00 - [CO-288 220.00] = 0.00"},
	{"a second opinion that was authorized needs no referral", func(s *sample) *record.Claim {
		a := authorizationFor("A-1", "GP100004", ivy, "99203")
		a.SecondOpinion, a.Units = true, usd("1")
		s.authorize(a)
		return s.sent("1", "GP100004", ivy, "99203 220")
	}, paidFirst + "paid 72.00 patient 40.00\n99203: 220.00 - [CO-45 100.00, PR-3 40.00, CO-104 8.00] = 72.00"},
	{"a second opinion is heard as often as it was authorized", func(s *sample) *record.Claim {
		a := authorizationFor("A-1", "GP100004", ivy, "99203")
		a.SecondOpinion, a.Units = true, usd("1")
		s.authorize(a)
		s.decide(s.sent("1", "GP100004", ivy, "99203 220"))
		return dated(s.sent("2", "GP100004", ivy, "99203 220"), 20260218)
	}, "CLP02=1 denied F2:94:82 paid 0.00 patient 0.00\n99203: 220.00 - [CO-288 220.00] = 0.00"},
	{"an authorization of something else is no second opinion", func(s *sample) *record.Claim {
		s.authorize(authorizationFor("A-1", "GP100004", ivy, "99203"))
		return s.sent("1", "GP100004", ivy, "99203 220")
	}, "CLP02=1 denied F2:94:82 paid 0.00 patient 0.00\n99203: 220.00 - [CO-288 220.00] = 0.00"},

	{"a member who signed a waiver bears a missing referral", func(s *sample) *record.Claim {
		s.Plan("P1").ReferralWaiver = true
		return s.sent("1", "GP100004", ivy, "99203-GA 220")
	}, "CLP02=1 denied F2:94:82 paid 0.00 patient 220.00\n99203-GA: 220.00 - [PR-288 220.00] = 0.00"},
	{"a member who signed a waiver bears a referral that is used up", func(s *sample) *record.Claim {
		s.Plan("P1").ReferralWaiver = true
		s.refer(referralTo("R-12", "GP100004", hazel, ivy, 3, 3))
		return s.sent("1", "GP100004", ivy, "99203-GA 220")
	}, "CLP02=1 denied F2:94:82 paid 0.00 patient 220.00\n99203-GA: 220.00 - [PR-287 220.00] = 0.00 N640"},
	{"a waiver counts only where the plan says so", func(s *sample) *record.Claim {
		return s.sent("1", "GP100004", ivy, "99203-GA 220")
	}, "CLP02=1 denied F2:94:82 paid 0.00 patient 0.00\n99203-GA: 220.00 - [CO-288 220.00] = 0.00"},
	{"without a waiver the provider bears the lack of a referral", func(s *sample) *record.Claim {
		s.Plan("P1").ReferralWaiver = true
		return s.sent("1", "GP100004", ivy, "99203 220")
	}, "CLP02=1 denied F2:94:82 paid 0.00 patient 0.00\n99203: 220.00 - [CO-288 220.00] = 0.00"},

	{"the HMO pays what it took over from a delegate", func(s *sample) *record.Claim {
		s.takeovers = []record.Takeover{{Contract: "K3", Reason: "the delegate is insolvent", Span: record.Span{From: 20260201}}}
		return s.sent("1", "GP100003", elm, "99213 150")
	}, paidFirst + "paid 60.00 patient 20.00\n99213: 150.00 - [CO-45 70.00, PR-3 20.00] = 60.00"},
	{"the HMO takes over one claim", func(s *sample) *record.Claim {
		s.takeovers = []record.Takeover{{Contract: "K3", Member: "GP100003", Account: "A1", Reason: "the delegate did not answer", Span: record.Span{From: 20260201}}}
		return s.sent("1", "GP100003", labCo, "80053 60")
	}, paidFirst + "paid 18.00 patient 0.00\n80053: 60.00 - [CO-45 42.00] = 18.00"},
	{"a takeover of another claim leaves this one to the delegate", func(s *sample) *record.Claim {
		s.takeovers = []record.Takeover{{Contract: "K3", Account: "A2", Reason: "the delegate did not answer", Span: record.Span{From: 20260201}}}
		return s.sent("1", "GP100003", elm, "99213 150")
	}, "CLP02=1 denied F2:116:PR paid 0.00 patient 0.00\n99213: 150.00 - [OA-109 150.00] = 0.00 N418"},
	{"a takeover counts from its first day of service", func(s *sample) *record.Claim {
		s.takeovers = []record.Takeover{{Contract: "K3", Reason: "the delegate is insolvent", Span: record.Span{From: 20260218}}}
		return s.sent("1", "GP100003", elm, "99213 150")
	}, "CLP02=1 denied F2:116:PR paid 0.00 patient 0.00\n99213: 150.00 - [OA-109 150.00] = 0.00 N418"},
	{"a delegated member's emergency that the HMO took over is paid the law's amount", func(s *sample) *record.Claim {
		s.takeovers = []record.Takeover{{Contract: "K3", Reason: "the delegate is insolvent", Span: record.Span{From: 20260201}}}
		return at(s.sent("1", "GP100003", pine, "99285 900"), "23")
	}, paidFirst + "paid 270.00 patient 30.00 N864 N869 N877\n99285: 900.00 - [CO-45 600.00, PR-2 30.00] = 270.00"},
	{"a referral is good for another one of the specialty that it names by a person", func(s *sample) *record.Claim {
		s.refer(referralTo("R-1", "GP100004", hazel, ivy, 3, 0))
		c := s.sent("1", "GP100004", teak, "99203 220")
		c.Referral = "R-1"
		return c
	}, paidFirst + "paid 72.00 patient 40.00\n99203: 220.00 - [CO-45 100.00, PR-3 40.00, CO-104 8.00] = 72.00"},
	{"but not for one of another specialty", func(s *sample) *record.Claim {
		s.refer(referralTo("R-1", "GP100005", laurel, ivy, 3, 0))
		c := dated(s.sent("1", "GP100005", maple, "99203 220"), 20260120)
		c.Referral = "R-1"
		return c
	}, "CLP02=1 denied F2:94:82 paid 0.00 patient 0.00\n99203: 220.00 - [CO-288 220.00] = 0.00 N54"},
}

func TestAccessScenarios(t *testing.T) { runScenarios(t, accessCases) }

func TestTheReferralThatNamesTheProviderMostCloselyIsUsed(t *testing.T) {
	s := newSample()
	bySpecialty := referralTo("R-2", "GP100004", hazel, "", 3, 0)
	bySpecialty.Specialty = orthopedics
	for _, r := range []*record.Referral{referralTo("R-1", "GP100004", hazel, ivy, 3, 0), bySpecialty, referralTo("R-3", "GP100004", hazel, teak, 3, 0)} {
		s.refer(r)
	}
	used := func(number string) string {
		return s.Used(record.Counter{Kind: record.ReferralVisits, Owner: number}).String()
	}
	s.decide(s.sent("1", "GP100004", teak, "99203 220"))
	if got := used("R-1") + used("R-2") + used("R-3"); got != "001" {
		t.Errorf("visits taken off R-1, R-2, R-3: %s, want 001", got)
	}
}
