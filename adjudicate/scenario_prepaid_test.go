package adjudicate_test

import (
	"testing"

	"github.com/hmox12/hmox12/mapping/record"
)

// paidBefore tells what the primary payer did with each line of a claim.
func paidBefore(c *record.Claim, paid, reduced, share string) *record.Claim {
	c.Position = "S"
	c.OtherPayers = []record.OtherPayer{{Position: "P", ID: "88002", HasPaid: true}}
	for i := range c.Lines {
		c.Lines[i].OtherPayers = []record.LinePayment{{PayerID: "88002", Paid: usd(paid), Adjustments: []record.Adjustment{
			{Group: record.CO, Reason: "45", Amount: usd(reduced)}, {Group: record.PR, Reason: "3", Amount: usd(share)},
		}}}
	}
	return c
}

// beyondUnits is a claim of four units of therapy, one of which is authorized, with
// what a first payer paid, took off and left.
func beyondUnits(s *sample, paid, reduced, share string) *record.Claim {
	a := authorizationFor("A-1", "GP100005", ginkgo, "97110")
	a.Units = usd("1")
	s.authorize(a)
	s.referrals = append(s.referrals, &record.Referral{
		Number: "R-9", Member: "GP100005", Referring: laurel, Issued: 20260105, ReferredTo: ginkgo, Visits: 4,
		Span: record.Span{From: 20260105, To: 20260630},
	})
	return paidBefore(s.sent("1", "GP100005", ginkgo, "97110x4 240"), paid, reduced, share)
}

func reported(c *record.Claim) *record.Claim {
	c.Encounter = true
	return c
}

var prepaidCases = []scenario{
	{"second payer of a capitated visit: capitation takes what the copay leaves", func(s *sample) *record.Claim {
		return paidBefore(s.sent("1", "GP100002", cedar, "99213 150"), "60", "60", "30")
	}, "CLP02=2 processed F4:105 paid 0.00 patient 20.00\n99213: 150.00 - [OA-23 120.00, PR-3 20.00, CO-24 10.00] = 0.00"},
	{"units beyond the authorization are denied as far as the first payer left anything of them", func(s *sample) *record.Claim {
		return beyondUnits(s, "100", "40", "100")
	}, "CLP02=2 paid F1:65 paid 5.00 patient 30.00\n97110: 240.00 - [CO-198 65.00, OA-23 140.00, PR-3 30.00] = 5.00"},
	{"units beyond the authorization, where the first payer left little", func(s *sample) *record.Claim {
		return beyondUnits(s, "200", "20", "20")
	}, "CLP02=2 paid F1:65 paid 5.00 patient 15.00\n97110: 240.00 - [OA-23 220.00, PR-3 15.00] = 5.00"},
	{"no copay beyond what the first payer left", func(s *sample) *record.Claim {
		return paidBefore(s.sent("1", "GP100002", cedar, "99213 150"), "90", "55", "5")
	}, "CLP02=2 processed F4:105 paid 0.00 patient 5.00\n99213: 150.00 - [OA-23 145.00, PR-3 5.00] = 0.00"},
	{"a visit that the first payer denied is prepaid as if the HMO came first", func(s *sample) *record.Claim {
		c := paidBefore(s.sent("1", "GP100002", cedar, "99213 150"), "0", "0", "0")
		c.Lines[0].OtherPayers[0].Adjustments = []record.Adjustment{{Group: record.PR, Reason: "96", Amount: usd("150")}}
		return c
	}, "CLP02=2 processed F4:105 paid 0.00 patient 20.00\n99213: 150.00 - [PR-3 20.00, CO-24 130.00] = 0.00"},
	{"a capitated surgery: the percentage is of the fee", func(s *sample) *record.Claim {
		s.authorize(authorizationFor("A-1", "GP100002", dogwood, "29881"))
		return at(s.sent("1", "GP100002", dogwood, "29881 2000"), "24")
	}, "CLP02=1 processed F4:105 paid 0.00 patient 580.00\n29881: 2000.00 - [PR-1 500.00, PR-2 80.00, CO-24 1420.00] = 0.00"},
	{"an encounter without referral is stored as the care was given", func(s *sample) *record.Claim {
		return reported(s.sent("1", "GP100002", dogwood, "99203 220"))
	}, "CLP02=1 encounter F4:105 paid 0.00 patient 40.00\n99203: 220.00 - [PR-3 40.00, CO-24 180.00] = 0.00"},
	{"a late encounter is stored", func(s *sample) *record.Claim {
		return reported(dated(s.sent("1", "GP100002", cedar, "99213 150"), 20251001))
	}, "CLP02=1 encounter F4:105 paid 0.00 patient 20.00\n99213: 150.00 - [PR-3 20.00, CO-24 130.00] = 0.00"},
	{"a late encounter of the delegate's is stored", func(s *sample) *record.Claim {
		c := reported(s.sent("1", "GP100003", fir, "99203 220"))
		c.Received = 20261201
		return c
	}, "CLP02=1 encounter F4:105 paid 0.00 patient 40.00\n99203: 220.00 - [PR-3 40.00, CO-24 180.00] = 0.00"},
	{"an encounter without an authorization is stored", func(s *sample) *record.Claim {
		return reported(at(s.sent("1", "GP100002", dogwood, "29881 2000"), "24"))
	}, "CLP02=1 encounter F4:105 paid 0.00 patient 580.00\n29881: 2000.00 - [PR-1 500.00, PR-2 80.00, CO-24 1420.00] = 0.00"},
	{"an encounter of more units than are authorized is stored whole", func(s *sample) *record.Claim {
		a := authorizationFor("A-1", "GP100002", dogwood, "97110")
		a.Units = usd("2")
		s.authorize(a)
		return reported(s.sent("1", "GP100002", dogwood, "97110x3 180"))
	}, "CLP02=1 encounter F4:105 paid 0.00 patient 30.00\n97110: 180.00 - [PR-3 30.00, CO-24 150.00] = 0.00"},
	{"an encounter with a line that is to be paid is decided as a claim", func(s *sample) *record.Claim {
		return reported(s.sent("1", "GP100002", dogwood, "99203 220", "90686 45"))
	}, "CLP02=1 paid F1:65 paid 32.00 patient 0.00\n99203: 220.00 - [CO-288 220.00] = 0.00\n90686: 45.00 - [CO-45 13.00] = 32.00"},
	{"an encounter that was reported before is a duplicate", func(s *sample) *record.Claim {
		s.decide(reported(s.sent("1", "GP100002", cedar, "99213 150")))
		return reported(s.sent("2", "GP100002", cedar, "99213 150"))
	}, "CLP02=1 encounter F2:54 paid 0.00 patient 0.00\n99213: 150.00 - [OA-18 150.00] = 0.00"},
	{"an encounter of the delegate's is stored, and the copay counts", func(s *sample) *record.Claim {
		return reported(s.sent("1", "GP100003", elm, "99213 150"))
	}, "CLP02=1 encounter F4:105 paid 0.00 patient 20.00\n99213: 150.00 - [PR-3 20.00, CO-24 130.00] = 0.00"},
	{"one of a stranger's is the delegate's to pay", func(s *sample) *record.Claim {
		return reported(s.sent("1", "GP100003", labCo, "80053 60"))
	}, "CLP02=23 forwarded A0:114:PR paid 0.00 patient 0.00\n80053: 60.00 - [OA-B11 60.00] = 0.00"},
}

func TestPrepaidScenarios(t *testing.T) { runScenarios(t, prepaidCases) }

func TestTheMaximumIsNotMetByAShareThatAnotherPayerTook(t *testing.T) {
	s := newSample()
	s.spend(record.OutOfPocketUsed, "GP100005", "2980")
	d := s.decide(paidBefore(s.sent("1", "GP100005", laurel, "99213 150"), "60", "85", "5"))
	if len(d.Remarks) > 0 {
		t.Errorf("the member owes %s of 20.00 left, and the remarks are %v", d.Patient, d.Remarks)
	}
}

// outpatient authorizes one surgery at Bayview.
func (s *sample) outpatient(number, member, units string) {
	a := authorizationFor(number, member, bayview, "29881")
	if units != "" {
		a.Units = usd(units)
	}
	s.authorize(a)
}

var outpatientCases = []scenario{
	{"what an emergency room uses goes with it", func(s *sample) *record.Claim {
		return s.sent("1", "GP100005", bayview, "0250/ 50", "0450/99284 1000", "0260/96374 200")
	}, paidFirst + "paid 600.00 patient 150.00\n: 50.00 - [CO-45 20.00] = 30.00\n" +
		"99284: 1000.00 - [CO-45 400.00, PR-3 150.00] = 450.00\n96374: 200.00 - [CO-45 80.00] = 120.00"},
	{"what a surgery uses goes with it, and with its authorization", func(s *sample) *record.Claim {
		s.outpatient("A-1", "GP100005", "1")
		return s.sent("1", "GP100005", bayview, "0270/ 500", "0320/73560 100", "0360/29881 5000")
	}, paidFirst + "paid 2300.00 patient 1060.00\n: 500.00 - [CO-45 200.00, PR-1 300.00] = 0.00\n" +
		"73560: 100.00 - [CO-45 40.00] = 60.00\n29881: 5000.00 - [CO-45 2000.00, PR-1 200.00, PR-2 560.00] = 2240.00"},
	{"without one it is denied with the surgery", func(s *sample) *record.Claim {
		return s.sent("1", "GP100005", bayview, "0270/ 500", "0360/29881 5000")
	}, "CLP02=1 denied F2:84 paid 0.00 patient 0.00\n: 500.00 - [CO-197 500.00] = 0.00\n29881: 5000.00 - [CO-197 5000.00] = 0.00"},
	{"with units used up, too", func(s *sample) *record.Claim {
		s.outpatient("A-1", "GP100005", "1")
		s.used[record.Counter{Kind: record.AuthorizedUnits, Owner: "A-1"}] = usd("1")
		return s.sent("1", "GP100005", bayview, "0360/29881 5000", "0270/ 500")
	}, "CLP02=1 denied F2:84 paid 0.00 patient 0.00\n29881: 5000.00 - [CO-198 5000.00] = 0.00\n: 500.00 - [CO-198 500.00] = 0.00"},
	{"a case rate is for all that goes with it", func(s *sample) *record.Claim {
		a := authorizationFor("A-1", "GP100005", eastsideASC, "29881")
		s.authorize(a)
		c := s.sent("1", "GP100005", eastsideASC, "0490/29881 3000", "0270/ 500")
		c.Institutional.FacilityType = "83"
		return c
	}, paidFirst + "paid 560.00 patient 640.00\n29881: 3000.00 - [CO-45 1800.00, PR-1 500.00, PR-2 140.00] = 560.00\n: 500.00 - [CO-97 500.00] = 0.00"},
	{"a procedure that the book does not know goes with nothing else", func(s *sample) *record.Claim {
		return s.sent("1", "GP100005", bayview, "0320/73560 100", "0510/G0463 200")
	}, paidFirst + "paid 60.00 patient 200.00\n73560: 100.00 - [CO-45 40.00] = 60.00\nG0463: 200.00 - [PR-204 200.00] = 0.00"},
	{"an emergency room's patient who became an inpatient owes no copay of it", func(s *sample) *record.Claim {
		c := s.sent("1", "GP100005", bayview, "0450/99284 1000")
		c.Institutional.PatientStatus = "09"
		return c
	}, paidFirst + "paid 600.00 patient 0.00\n99284: 1000.00 - [CO-45 400.00] = 600.00"},
	{"dental care after the year's maximum is denied", func(s *sample) *record.Claim {
		s.used[record.Counter{Kind: record.BenefitDollars, Owner: "GP100005", Category: "DENTAL", Year: 2026}] = usd("1000")
		return tooth(s.sent("1", "GP100005", rowan, "D0120 80"), "14")
	}, "CLP02=1 denied F2:483 paid 0.00 patient 45.00\nD0120: 80.00 - [CO-45 35.00, PR-119 45.00] = 0.00"},
}

func TestOutpatientScenarios(t *testing.T) { runScenarios(t, outpatientCases) }
