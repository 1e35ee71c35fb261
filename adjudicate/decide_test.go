package adjudicate_test

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/hmox12/hmox12/adjudicate"
	"github.com/hmox12/hmox12/mapping/record"
)

// What the rules decide beyond TestClaimScenarios. Only the first line is told where
// the others are beside the point.
func TestRulesBeyondTheScenarios(t *testing.T) {
	for _, tt := range []struct {
		name  string
		claim func(*sample) *record.Claim
		want  string // a part of the decision or of its trace
	}{
		{"a misspelled last name with the right birth date is the member", func(s *sample) *record.Claim {
			c := s.sent("1", "GP100005", laurel, "99213 150")
			c.Patient.Name.Last = "OKAFORE"
			return c
		}, "R2  0 passed         The patient is member GP100005. [id GP100005 by birth date]"},
		{"a wrong birth date with the right name is the member", func(s *sample) *record.Claim {
			c := s.sent("1", "GP100005", laurel, "99213 150")
			c.Patient.BirthDate = 19500505
			return c
		}, "[id GP100005 by name]"},
		{"a prior id finds the member", func(s *sample) *record.Claim {
			s.members[4].PriorIDs = []string{"OLD5"}
			c := s.sent("1", "GP100005", laurel, "99213 150")
			c.Patient.ID = "OLD5"
			return c
		}, "The patient is member GP100005."},
		{"the subscriber's id finds the dependent by birth date and name", func(s *sample) *record.Claim {
			c := s.sent("1", "GP100010", laurel, "99213 150")
			c.Subscriber, c.Relationship = &record.Person{ID: "GP100005", Name: record.PersonName{Last: "OKAFOR", First: "NINA"}}, "19"
			c.Patient.ID = ""
			return c
		}, "The patient is member GP100010."},
		{"without a known id name, birth date and ZIP find the member", func(s *sample) *record.Claim {
			c := s.sent("1", "GP100005", laurel, "99213 150")
			c.Patient.ID, c.Subscriber.ID = "", ""
			return c
		}, "Found by name, birth date and ZIP: member GP100005."},
		{"another ZIP finds nobody", func(s *sample) *record.Claim {
			c := s.sent("1", "GP100005", laurel, "99213 150")
			c.Patient.ID, c.Subscriber.ID, c.Patient.Address.ZIP = "", "", "10001"
			return c
		}, "PR-31 150.00"},
		{"twins whom only the first name tells apart are not guessed", func(s *sample) *record.Claim {
			twin := *s.MembersByID("GP100010")[0]
			twin.ID, twin.Name.First = "GP100020", "EVE"
			s.members = append(s.members, &twin)
			c := s.sent("1", "GP100010", laurel, "99213 150")
			c.Patient.ID, c.Patient.Name.First = "GP100005", "BABY"
			return c
		}, "Name and birth date fit 2 members of the id alike."},
		{"an unlisted dependent who is no newborn is not eligible", func(s *sample) *record.Claim {
			c := newbornOf(s, "99213 150")
			c.Patient.BirthDate = 20200101
			return c
		}, "PR-32 150.00"},
		{"a newborn with an id but without coverage is covered as its mother", func(s *sample) *record.Claim {
			s.members = append(s.members, &record.Member{ID: "GP100021", SubscriberID: "GP100006", Relationship: "19",
				Name: record.PersonName{Last: "FROST", First: "KAI"}, BirthDate: 20260210})
			return dated(s.sent("1", "GP100021", laurel, "99460 180"), 20260214)
		}, "On day 4 the child is covered as its mother, member GP100006."},
		{"a newborn's line after the window is not covered though the first is", func(s *sample) *record.Claim {
			c := newbornOf(s, "99460 180", "99391 180")
			c.Lines[0].Dates = record.Span{From: 20260212, To: 20260212}
			c.Lines[1].Dates = record.Span{From: 20260313, To: 20260313}
			c.Received = 20260314
			return c
		}, "99391: 180.00 - [PR-32 180.00] = 0.00"},
		{"a line whose dates run over the end of coverage must be billed apart", func(s *sample) *record.Claim {
			c := s.sent("1", "GP100007", laurel, "99213 150")
			c.Lines[0].Dates = record.Span{From: 20260130, To: 20260202}
			return c
		}, "CO-239 150.00"},
		{"a line whose dates run into the next plan year is covered", func(s *sample) *record.Claim {
			s.coverage[slices.IndexFunc(s.coverage, func(c record.CoverageSpan) bool { return c.Member == "GP100005" })].To = 20260131
			s.coverage = append(s.coverage, record.CoverageSpan{Member: "GP100005", Plan: "P1", Span: record.Span{From: 20260201}})
			c := s.sent("1", "GP100005", laurel, "99213 150")
			c.Lines[0].Dates = record.Span{From: 20260130, To: 20260202}
			return c
		}, "99213: 150.00 - [CO-45 70.00, PR-3 20.00] = 60.00"},
		{"a line whose dates run over a gap of a day must be billed apart", func(s *sample) *record.Claim {
			s.coverage[slices.IndexFunc(s.coverage, func(c record.CoverageSpan) bool { return c.Member == "GP100005" })].To = 20260131
			s.coverage = append(s.coverage, record.CoverageSpan{Member: "GP100005", Plan: "P1", Span: record.Span{From: 20260202}})
			c := s.sent("1", "GP100005", laurel, "99213 150")
			c.Lines[0].Dates = record.Span{From: 20260130, To: 20260202}
			return c
		}, "CO-239 150.00"},
		{"a third payer does not count twice what the first two took off", func(s *sample) *record.Claim {
			c := s.sent("1", "GP100005", laurel, "99214 200")
			c.Position = "T"
			c.OtherPayers = []record.OtherPayer{{Position: "P", ID: "88001"}, {Position: "S", ID: "88002"}}
			c.Lines[0].OtherPayers = []record.LinePayment{
				{PayerID: "88001", Paid: usd("60"), Adjustments: []record.Adjustment{
					{Group: record.CO, Reason: "45", Amount: usd("80")}, {Group: record.PR, Reason: "2", Amount: usd("60")}}},
				{PayerID: "88002", Paid: usd("20"), Adjustments: []record.Adjustment{
					{Group: record.OA, Reason: "23", Amount: usd("140")}, {Group: record.PR, Reason: "2", Amount: usd("40")}}},
			}
			return c
		}, "CLP02=3 paid F1:65 paid 40.00 patient 0.00\n99214: 200.00 - [OA-23 160.00] = 40.00"},
		{"a second payer's word alone counts with what it took off for the first", func(s *sample) *record.Claim {
			c := s.sent("1", "GP100005", laurel, "99214 200")
			c.Position = "T"
			c.Lines[0].OtherPayers = []record.LinePayment{{PayerID: "88002", Paid: usd("20"), Adjustments: []record.Adjustment{
				{Group: record.OA, Reason: "23", Amount: usd("140")}, {Group: record.PR, Reason: "2", Amount: usd("40")}}}}
			return c
		}, "99214: 200.00 - [OA-23 160.00] = 40.00"},
		{"what a payer behind the HMO decided changes nothing", func(s *sample) *record.Claim {
			c := s.sent("1", "GP100005", laurel, "99213 150")
			c.OtherPayers = []record.OtherPayer{{Position: "S", ID: "88003", HasPaid: true, Paid: usd("130")}}
			c.Lines[0].OtherPayers = []record.LinePayment{{PayerID: "88003", Paid: usd("130"), Adjustments: []record.Adjustment{
				{Group: record.PR, Reason: "3", Amount: usd("20")}}}}
			return c
		}, "99213: 150.00 - [CO-45 70.00, PR-3 20.00] = 60.00"},
		{"the first month of grace is paid", func(s *sample) *record.Claim {
			for i := range s.coverage {
				if s.coverage[i].Member == "GP100019" {
					s.coverage[i].GraceMonth = 1
				}
			}
			return s.sent("1", "GP100019", laurel, "99213 150")
		}, "paid 60.00"},
		{"a contract's own filing limit goes before the plan's", func(s *sample) *record.Claim {
			s.Contract("K5").FilingDays = 12
			return s.sent("1", "GP100005", laurel, "99213 150")
		}, "Received after 13 days, 1 too late."},
		{"the same service twice on a claim is a duplicate", func(s *sample) *record.Claim {
			return s.sent("1", "GP100005", laurel, "93000 60", "93000 60")
		}, "Line 1 of the claim is the same service."},
		{"a service that was denied may be sent again", func(s *sample) *record.Claim {
			s.decide(s.sent("1", "GP100004", ivy, "99203 220"))
			s.refer(referralTo("R-1", "GP100004", hazel, ivy, 3, 0))
			return s.sent("2", "GP100004", ivy, "99203 220")
		}, "paid 72.00"},
		{"modifiers in another order are the same service", func(s *sample) *record.Claim {
			s.decide(s.sent("1", "GP100005", laurel, "93000-26-GC 60"))
			return s.sent("2", "GP100005", laurel, "93000-GC-26 60")
		}, "OA-18 60.00"},
		{"an emergency indicator alone goes to review", func(s *sample) *record.Claim {
			c := s.sent("1", "GP100005", laurel, "99213 150")
			c.Lines[0].Emergency = true
			return c
		}, "pended P2:471"},
		{"other services in an emergency room belong to the visit", func(s *sample) *record.Claim {
			s.decide(at(s.sent("1", "GP100004", ivy, "99285 500"), "23"))
			return at(s.sent("2", "GP100004", ivy, "99203 220"), "23")
		}, "An emergency: part of an emergency visit."},
		{"an emergency ambulance needs no network", func(s *sample) *record.Claim {
			return at(s.sent("1", "GP100005", olive, "A0427 900"), "41")
		}, "R12 1 not applicable Emergency care needs no network."},
		{"an emergency of a stranger whose service has no amount in the book waits for a price", func(s *sample) *record.Claim {
			return at(s.sent("1", "GP100005", pine, "99283 900"), "23")
		}, "pended P2:110"},
		{"a billing provider on hold can't be paid", func(s *sample) *record.Claim {
			s.holds = append(s.holds, record.CredentialHold{NPI: deltaOrtho, Reason: "excluded", Span: record.Span{From: 20260201}})
			c := s.sent("1", "GP100004", deltaOrtho, "99203 220")
			c.Providers = []record.ClaimProvider{{Role: record.RenderingProvider, NPI: teak}}
			return c
		}, "CO-299 220.00"},
		{"of two contracts the one with the payee counts", func(s *sample) *record.Claim {
			s.participations = append(s.participations, record.Participation{NPI: laurel, Network: "POPPY", Contract: "K4", Span: record.Span{From: 20250101}})
			c := s.sent("1", "GP100005", delta, "99213 150")
			c.Providers = []record.ClaimProvider{{Role: record.RenderingProvider, NPI: laurel}}
			return c
		}, "CO-104 6.00"},
		{"a group's participation covers its people", func(s *sample) *record.Claim {
			s.refer(referralTo("R-1", "GP100004", hazel, olive, 3, 0))
			s.participations = append(s.participations, record.Participation{NPI: deltaOrtho, Network: "POPPY", Contract: "K4", Span: record.Span{From: 20250101}})
			c := s.sent("1", "GP100004", deltaOrtho, "99203 220")
			c.Providers = []record.ClaimProvider{{Role: record.RenderingProvider, NPI: olive}}
			return c
		}, "paid 72.00"},
		{"a locum billed for the PCP stands in", func(s *sample) *record.Claim {
			s.providers[olive].PCP = true
			c := s.sent("1", "GP100004", hazel, "99213-Q6 150")
			c.Providers = []record.ClaimProvider{{Role: record.RenderingProvider, NPI: olive}}
			return c
		}, "A substitute billed by the PCP of record."},
		{"a specialist holding a standing referral may refer", func(s *sample) *record.Claim {
			standing := referralTo("R-S", "GP100004", hazel, juniper, 0, 0)
			standing.Standing = true
			s.refer(standing)
			s.refer(referralTo("R-1", "GP100004", juniper, ivy, 3, 0))
			return s.sent("1", "GP100004", ivy, "99203 220")
		}, "Referral R-1 covers the service."},
		{"a referral of another member is none", func(s *sample) *record.Claim {
			s.refer(referralTo("R-5", "GP100005", laurel, ivy, 3, 0))
			c := s.sent("1", "GP100004", ivy, "99203 220")
			c.Referral = "R-5"
			return c
		}, "CO-288 220.00"},
		{"of two referrals the one with a visit left is taken", func(s *sample) *record.Claim {
			s.refer(referralTo("R-1", "GP100004", hazel, ivy, 1, 1))
			s.refer(referralTo("R-2", "GP100004", hazel, ivy, 1, 0))
			return s.sent("1", "GP100004", ivy, "99203 220")
		}, "Referral R-2 covers the service."},
		{"two days want two visits", func(s *sample) *record.Claim {
			s.refer(referralTo("R-1", "GP100004", hazel, ivy, 1, 0))
			c := s.sent("1", "GP100004", ivy, "99203 220", "99213 150")
			c.Lines[1].Dates = record.Span{From: 20260218, To: 20260218}
			return c
		}, "99213: 150.00 - [CO-287 150.00] = 0.00 N640"},
		{"an authorization without units left is exceeded", func(s *sample) *record.Claim {
			a := authorizationFor("A-1", "GP100005", bayImaging, "73721")
			a.Units, a.Used = usd("1"), usd("1")
			s.authorize(a)
			return s.sent("1", "GP100005", bayImaging, "73721 1200")
		}, "CO-198 1200.00"},
		{"an authorization may name where the service is rendered", func(s *sample) *record.Claim {
			s.authorize(authorizationFor("A-1", "GP100004", bayview, "29881"))
			c := at(s.sent("1", "GP100004", ivy, "29881 2000"), "22")
			c.Providers = []record.ClaimProvider{{Role: record.ServiceFacility, NPI: bayview}}
			return c
		}, "Authorization A-1 covers the service."},
		{"of a mixed claim the delegate's lines are to be billed to it", func(s *sample) *record.Claim {
			return s.sent("1", "GP100003", labCo, "80053 60", "90471 40")
		}, "80053: 60.00 - [OA-109 60.00] = 0.00 N418\n90471: 40.00 - [CO-45 15.00] = 25.00"},
		{"a delegate that wants all gets its own providers' claims, too", func(s *sample) *record.Claim {
			s.Contract("K3").Misroute = record.Forward
			return s.sent("1", "GP100003", elm, "99213 150")
		}, "CLP02=23 forwarded"},
		{"an emergency out of the area is the HMO's", func(s *sample) *record.Claim {
			s.participations = append(s.participations, record.Participation{NPI: pine, Network: "POPPY", Contract: "K5", Span: record.Span{From: 20250101}})
			c := at(s.sent("1", "GP100003", pine, "99285 900"), "23")
			c.Billing.Address.ZIP = "89501"
			return c
		}, "paid 270.00 patient 30.00"},
		{"where the HMO judges first a missing referral is told before the delegate", func(s *sample) *record.Claim {
			s.Plan("P1").DelegateDecides = false
			return s.sent("1", "GP100003", fir, "99203 220")
		}, "CO-288 220.00"},
		{"where the HMO judges first a good line is still the delegate's", func(s *sample) *record.Claim {
			s.Plan("P1").DelegateDecides = false
			return s.sent("1", "GP100003", elm, "99213 150")
		}, "OA-109 150.00"},
		{"a capitated line's percentage is of the fee", func(s *sample) *record.Claim {
			s.Contract("K2").Terms = s.Contract("K2").Terms[1:]
			return s.sent("1", "GP100002", cedar, "J3301 50")
		}, "J3301: 50.00 - [PR-2 6.67, CO-24 43.33] = 0.00"},
		{"a fee for the modifier goes before the general one", func(s *sample) *record.Claim {
			s.fees = append(s.fees, record.Fee{Schedule: "FS", Code: "93000", Modifier: "26", Span: record.Span{From: 20250101}, Amount: usd("9")})
			return s.sent("1", "GP100005", laurel, "93000-26 60")
		}, "CO-45 51.00] = 9.00"},
		{"a fee counts each unit", func(s *sample) *record.Claim {
			return s.sent("1", "GP100005", laurel, "93000x2 120")
		}, "CO-45 70.00] = 50.00"},
		{"minutes have no price by unit", func(s *sample) *record.Claim {
			c := s.sent("1", "GP100005", laurel, "93000x45 120")
			c.Lines[0].UnitBasis = "MJ"
			return c
		}, "pended P2:110"},
		{"a case rate is earned once", func(s *sample) *record.Claim {
			s.authorize(authorizationFor("A-18", "GP100005", eastsideASC, "29881"))
			return at(s.sent("1", "GP100005", eastsideASC, "29881 3000", "29881-59 1000"), "24")
		}, "29881-59: 1000.00 - [CO-97 1000.00] = 0.00"},
		{"a copay of the visit on another claim is not taken again", func(s *sample) *record.Claim {
			s.decide(s.sent("1", "GP100005", laurel, "99213 150"))
			return s.sent("2", "GP100005", laurel, "99214-25 200")
		}, "99214-25: 200.00 - [CO-45 85.00] = 115.00"},
		{"a visit's copay stands at the evaluation, wherever it is", func(s *sample) *record.Claim {
			s.Plan("P1D").Benefits[5].Copay = usd("15") // imaging
			return s.sent("1", "GP100005", laurel, "73560 90", "99213 150")
		}, "73560: 90.00 - [CO-45 45.00] = 45.00\n99213: 150.00 - [CO-45 70.00, PR-3 20.00] = 60.00"},
		{"the family's deductible ends the member's", func(s *sample) *record.Claim {
			s.Plan("P1D").DeductibleFamily = usd("1000")
			s.spend(record.FamilyDeductibleUsed, "GP100005", "900")
			s.authorize(authorizationFor("A-17", "GP100005", medSupply, "E0601"))
			return s.sent("1", "GP100005", medSupply, "E0601 600")
		}, "PR-1 100.00, PR-2 76.00] = 304.00"},
		{"the family's maximum cuts coinsurance before the deductible", func(s *sample) *record.Claim {
			s.Plan("P1D").OutOfPocketFamily = usd("6000")
			s.spend(record.FamilyOutOfPocket, "GP100005", "5490")
			s.authorize(authorizationFor("A-17", "GP100005", medSupply, "E0601"))
			return s.sent("1", "GP100005", medSupply, "E0601 1000")
		}, "patient 510.00 N549\nE0601: 1000.00 - [CO-45 200.00, PR-1 500.00, PR-2 10.00] = 290.00"},
		{"a claim for a plan that is not on file waits", func(s *sample) *record.Claim {
			s.plans = s.plans[1:]
			return s.sent("1", "GP100001", alder, "99213 150")
		}, "pended P2:45"},
		{"a claim without lines waits", func(s *sample) *record.Claim {
			return s.sent("1", "GP100005", laurel)
		}, "pended P2:45"},
		{"a rule that applies to no line says so once", func(s *sample) *record.Claim {
			return s.sent("1", "GP100005", laurel, "99213 150", "93000 60")
		}, "R5  0 not applicable No premium is owed beyond the first month."},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := newSample()
			claim := tt.claim(s)
			d := s.decide(claim)
			if got := tell(d) + "\n" + trace(d); !strings.Contains(got, tt.want) {
				t.Errorf("decided\n%s\nwant in it\n%s", got, tt.want)
			}
			if len(claim.Lines) > 0 {
				sound(t, s, claim, d)
			}
		})
	}
}

func TestDecisionsNameWhomTheyAreAbout(t *testing.T) {
	s := newSample()
	claim := s.sent("1", "GP100005", laurel, "99213 150")
	claim.Patient.Name.Last = "OKAFORE"
	d := s.decide(claim)
	if d.CorrectedName == nil || d.CorrectedName.Last != "OKAFOR" || d.CorrectedID != "" {
		t.Errorf("corrected name %v, id %q", d.CorrectedName, d.CorrectedID)
	}
	if d.Member != "GP100005" || d.Plan != "P1D" || d.InsuranceType != "HM" || d.Payee != laurel {
		t.Errorf("member %s, plan %s, insurance type %s, payee %s", d.Member, d.Plan, d.InsuranceType, d.Payee)
	}
	if l := d.Lines[0]; l.Model != record.Network || l.Contract != "K5" || l.Category != "PCP_VISIT" || !l.Priced {
		t.Errorf("line %+v", l)
	}

	right := s.decide(s.sent("2", "GP100005", laurel, "93000 60"))
	if right.CorrectedName != nil || right.CorrectedID != "" {
		t.Errorf("corrected a claim that is right")
	}
	late := s.decide(s.sent("3", "GP100007", laurel, "99213 150"))
	if l := late.Lines[0]; l.Model != record.Network || l.State != record.LineDenied {
		t.Errorf("a denied line tells no model: %+v", l)
	}
	forwarded := s.decide(s.sent("4", "GP100003", labCo, "80053 60"))
	if forwarded.ForwardedTo == nil || forwarded.ForwardedTo.ID != "K3" || forwarded.Lines[0].State != record.LineElsewhere {
		t.Errorf("forwarded to %v", forwarded.ForwardedTo)
	}
	first := s.decide(s.sent("5", "GP100009", laurel, "93000 60"))
	if first.PayFirst == nil || first.PayFirst.PayerID != "88001" {
		t.Errorf("who pays first is not told: %v", first.PayFirst)
	}
}

func TestADenialAfterCoverageTellsWhenItEnded(t *testing.T) {
	for _, tt := range []struct {
		name, member string
		want         record.Date
	}{
		{"terminated", "GP100007", 20260131},
		{"aged out", "GP100018", 20260131},
		{"before coverage", "GP100017", 0},
		{"in a gap", "GP100008", 0},
		{"covered", "GP100005", 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := newSample()
			if got := s.decide(s.sent("1", tt.member, laurel, "99213 150")).CoverageEnded; got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}

func TestATraceIsWrittenIntoTheMemoryThatIsGiven(t *testing.T) {
	s := newSample()
	opts := s.opts
	claim := s.sent("1", "GP100005", laurel, "99213 150", "90471 30")
	without := adjudicate.Decide(s.shelf, s.tally, claim, opts)
	opts.Trace = make([]record.Step, 3, 200)
	with := adjudicate.Decide(s.shelf, s.tally, claim, opts)
	if !reflect.DeepEqual(without, with) {
		t.Error("another decision")
	}
	if &opts.Trace[0] != &with.Trace[0] {
		t.Error("the trace is elsewhere")
	}
	opts.Trace = make([]record.Step, 1) // too little
	if !reflect.DeepEqual(without, adjudicate.Decide(s.shelf, s.tally, claim, opts)) {
		t.Error("another decision")
	}
}
