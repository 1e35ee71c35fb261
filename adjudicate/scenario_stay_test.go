package adjudicate_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/hmox12/hmox12/adjudicate"
	"github.com/hmox12/hmox12/mapping/record"
)

// admitted is a stay at Bayview with a type of admission and a DRG, from a day on.
func admitted(s *sample, member, admissionType, drg string, from record.Date, lines ...string) *record.Claim {
	c := stay(dated(s.sent("1", member, bayview, lines...), from), admissionType)
	c.Institutional.DRG, c.AdmissionDate = drg, from
	c.Dates = record.Span{From: from, To: from.AddDays(3)}
	return c
}

// admit authorizes a stay, of so many days; none: not counted.
func (s *sample) admit(number, member, days string) {
	a := authorizationFor(number, member, bayview, "")
	a.Codes, a.Categories = nil, []record.ServiceCategory{"INPATIENT"}
	if days != "" {
		a.Units = usd(days)
	}
	s.authorize(a)
}

// met has the member's deductible used up, and a part of the maximum.
func (s *sample) met(member, outOfPocket string) {
	s.spend(record.DeductibleUsed, member, "500")
	s.spend(record.OutOfPocketUsed, member, outOfPocket)
}

// strangersStay is an emergency admission of two days at Sierra Regional, with
// rates of its room and of DRG 282.
func strangersStay(s *sample, drg string) *record.Claim {
	s.met("GP100004", "800")
	since := record.Span{From: 20250101}
	s.rates = append(s.rates,
		record.OutOfNetworkRate{Kind: record.Institutional, Code: "0120", Span: since, QPA: usd("1500")},
		record.OutOfNetworkRate{Kind: record.Institutional, Code: "282", Span: since, QPA: usd("4000"), PerService: true})
	c := admitted(s, "GP100004", "1", drg, 20260217, "0120/x2 9000")
	c.Billing.NPI, c.Billing.Address.ZIP = sierraRegional, "895020300"
	return c
}

var stayCases = []scenario{
	{"C014 a per diem pays for each day", func(s *sample) *record.Claim {
		s.admit("A-14", "GP100004", "3")
		return admitted(s, "GP100004", "3", "", 20260217, "0120/x3 24000")
	}, paidFirst + "paid 4320.00 patient 1080.00\n: 24000.00 - [CO-45 18600.00, PR-2 1080.00] = 4320.00"},
	{"C015 a DRG pays the stay as one case, up to the out-of-pocket maximum", func(s *sample) *record.Claim {
		s.admit("A-15", "GP100005", "")
		return admitted(s, "GP100005", "3", "470", 20260217, "0120/x3 9000", "0360/ 53000")
	}, paidFirst + "paid 11000.00 patient 3000.00 N549\n: 62000.00 - [CO-45 48000.00, PR-1 500.00, PR-2 2500.00] = 11000.00"},
	{"C036 days after coverage are the member's", func(s *sample) *record.Claim {
		s.admit("A-36", "GP100007", "")
		s.met("GP100007", "0")
		return admitted(s, "GP100007", "3", "", 20260130, "0120/x3 24000")
	}, paidFirst + "paid 2880.00 patient 8720.00\n: 24000.00 - [PR-238 8000.00, CO-45 12400.00, PR-2 720.00] = 2880.00"},
	{"a case that runs over the end of coverage must be billed in parts", func(s *sample) *record.Claim {
		s.admit("A-36", "GP100007", "")
		return admitted(s, "GP100007", "3", "470", 20260130, "0120/x3 24000")
	}, "CLP02=1 denied F2:88:QC paid 0.00 patient 0.00\n: 24000.00 - [CO-239 24000.00] = 0.00"},
	{"of three days one is not covered and one not authorized: each takes its third", func(s *sample) *record.Claim {
		s.admit("A-36", "GP100007", "1")
		s.met("GP100007", "0")
		return admitted(s, "GP100007", "3", "", 20260130, "0120/x3 24000")
	}, paidFirst + "paid 1440.00 patient 8360.00\n: 24000.00 - [PR-238 8000.00, CO-45 6200.00, CO-198 8000.00, PR-2 360.00] = 1440.00"},
	{"a stranger's stay after an emergency is worth its days, by the room", func(s *sample) *record.Claim {
		return strangersStay(s, "")
	}, paidFirst + "paid 2400.00 patient 600.00 N864 N869 N877\n: 9000.00 - [CO-45 6000.00, PR-2 600.00] = 2400.00"},
	{"a stranger's stay of a DRG that the book knows is worth that", func(s *sample) *record.Claim {
		return strangersStay(s, "282")
	}, paidFirst + "paid 3200.00 patient 800.00 N864 N869 N877\n: 9000.00 - [CO-45 5000.00, PR-2 800.00] = 3200.00"},
	{"a stay after coverage", func(s *sample) *record.Claim {
		return admitted(s, "GP100007", "3", "", 20260201, "0120/x3 24000")
	}, "CLP02=1 denied F2:88:QC paid 0.00 patient 24000.00\n: 24000.00 - [PR-27 24000.00] = 0.00"},
	{"C041 the nursery of a healthy newborn is in the mother's allowance", func(s *sample) *record.Claim {
		return admitted(s, "GP100006", "4", "", 20260217, "0170/x2 1500")
	}, "CLP02=1 denied F2:102 paid 0.00 patient 0.00\n: 1500.00 - [CO-128 1500.00] = 0.00"},
	{"C092 admitted through the emergency room: one stay, no copay of the room", func(s *sample) *record.Claim {
		s.met("GP100004", "800")
		return admitted(s, "GP100004", "1", "", 20260217, "0450/ 3000", "0120/x2 12000")
	}, paidFirst + "paid 2880.00 patient 720.00\n: 15000.00 - [CO-45 11400.00, PR-2 720.00] = 2880.00"},
	{"C137 an emergency admission needs no authorization", func(s *sample) *record.Claim {
		s.met("GP100004", "800")
		return admitted(s, "GP100004", "1", "", 20260217, "0120/x2 16000")
	}, paidFirst + "paid 2880.00 patient 720.00\n: 16000.00 - [CO-45 12400.00, PR-2 720.00] = 2880.00"},
	{"C138 an elective admission needs one", func(s *sample) *record.Claim {
		return admitted(s, "GP100004", "3", "", 20260217, "0120/x3 24000")
	}, "CLP02=1 denied F2:84 paid 0.00 patient 0.00\n: 24000.00 - [CO-197 24000.00] = 0.00"},
	{"C139 a day beyond the authorization", func(s *sample) *record.Claim {
		s.met("GP100004", "800")
		s.admit("A-39", "GP100004", "2")
		return admitted(s, "GP100004", "3", "", 20260217, "0120/x3 24000")
	}, paidFirst + "paid 2880.00 patient 720.00\n: 24000.00 - [CO-45 12400.00, CO-198 8000.00, PR-2 720.00] = 2880.00"},
	{"a copay an admission", func(s *sample) *record.Claim {
		return admitted(s, "GP100006", "1", "", 20260217, "0120/x2 16000")
	}, paidFirst + "paid 3400.00 patient 200.00\n: 16000.00 - [CO-45 12400.00, PR-3 200.00] = 3400.00"},
	{"is owed once, by the first bill of the stay", func(s *sample) *record.Claim {
		s.decide(admitted(s, "GP100006", "1", "", 20260217, "0120/x2 16000"))
		c := admitted(s, "GP100006", "1", "", 20260219, "0120/x2 15000")
		c.Control, c.AdmissionDate, c.Frequency = "2", 20260217, "4"
		return c
	}, paidFirst + "paid 3600.00 patient 0.00\n: 15000.00 - [CO-45 11400.00] = 3600.00"},
	{"a part of a case waits for a person", func(s *sample) *record.Claim {
		c := admitted(s, "GP100004", "1", "470", 20260217, "0120/x2 16000")
		c.Frequency = "2"
		return c
	}, "CLP02= pended P2:110 paid 0.00 patient 0.00\n: 16000.00 = 0.00"},
	{"the copay of the emergency room is waived who is admitted", func(s *sample) *record.Claim {
		s.decide(admitted(s, "GP100005", "1", "", 20260218, "0120/x2 16000"))
		c := s.sent("2", "GP100005", bayview, "0450/99284 1000")
		return c
	}, paidFirst + "paid 600.00 patient 0.00\n99284: 1000.00 - [CO-45 400.00] = 600.00"},
	{"and owed where the stay came later", func(s *sample) *record.Claim {
		s.decide(admitted(s, "GP100005", "1", "", 20260219, "0120/x2 16000"))
		return s.sent("2", "GP100005", bayview, "0450/99284 1000")
	}, paidFirst + "paid 450.00 patient 150.00\n99284: 1000.00 - [CO-45 400.00, PR-3 150.00] = 450.00"},
	{"a stay that comes again is a duplicate", func(s *sample) *record.Claim {
		s.decide(admitted(s, "GP100005", "1", "", 20260217, "0120/x2 16000"))
		c := admitted(s, "GP100005", "1", "", 20260217, "0120/x2 16000")
		c.Control = "2"
		return c
	}, "CLP02=1 denied F2:54 paid 0.00 patient 0.00\n: 16000.00 - [OA-18 16000.00] = 0.00"},
}

func TestStayScenarios(t *testing.T) { runScenarios(t, stayCases) }

func TestAStayIsOneDecision(t *testing.T) {
	s := newSample()
	s.admit("A-15", "GP100005", "")
	d := adjudicate.Decide(s, s, admitted(s, "GP100005", "3", "470", 20260217, "0120/x3 9000", "0360/ 53000"), s.opts)
	assert.True(t, d.Whole)
	assert.Len(t, d.Lines, 1)
	assert.Zero(t, d.Lines[0].Line)
	assert.Equal(t, "3", d.Lines[0].Units.String())
}

var dentalCases = []scenario{
	{"the same filling at another tooth is no duplicate", func(s *sample) *record.Claim {
		s.decide(tooth(s.sent("1", "GP100005", rowan, "D2740 900"), "14"))
		return tooth(s.sent("2", "GP100005", rowan, "D2740 900"), "15")
	}, paidFirst + "paid 450.00 patient 450.00\nD2740: 900.00 - [PR-2 450.00] = 450.00"},
	{"the same filling at the same tooth is one", func(s *sample) *record.Claim {
		s.decide(tooth(s.sent("1", "GP100005", rowan, "D2740 900"), "9"))
		return tooth(s.sent("2", "GP100005", rowan, "D2740 900"), "09")
	}, "CLP02=1 denied F2:54 paid 0.00 patient 0.00\nD2740: 900.00 - [OA-18 900.00] = 0.00"},
	{"the yearly maximum is one for all dental care", func(s *sample) *record.Claim {
		s.used[record.Counter{Kind: record.BenefitDollars, Owner: "GP100005", Category: "DENTAL", Year: 2026}] = usd("970")
		return tooth(s.sent("1", "GP100005", rowan, "D0120 80", "D2740 900"), "14")
	}, paidFirst + "paid 30.00 patient 915.00\nD0120: 80.00 - [CO-45 35.00, PR-119 15.00] = 30.00\nD2740: 900.00 - [PR-2 450.00, PR-119 450.00] = 0.00"},
	{"a predetermination tells what would be paid", func(s *sample) *record.Claim {
		c := tooth(s.sent("1", "GP100005", rowan, "D0120 80", "D2740 900"), "14")
		c.Dental.Predetermination = true
		for i := range c.Lines {
			c.Lines[i].Dates = record.Span{}
		}
		return c
	}, "CLP02=25 processed F4:107 paid 0.00 patient 450.00\nD0120: 80.00 - [CO-45 35.00, OA-101 45.00] = 0.00\nD2740: 900.00 - [PR-2 450.00, OA-101 450.00] = 0.00"},
	{"one of a stranger's is not", func(s *sample) *record.Claim {
		c := tooth(s.sent("1", "GP100005", olive, "D2740 900"), "14")
		c.Dental.Predetermination = true
		return c
	}, "CLP02=25 denied F2:96:82 paid 0.00 patient 900.00\nD2740: 900.00 - [PR-242 900.00] = 0.00"},
}

// tooth has the dental lines of a claim be about a tooth.
func tooth(c *record.Claim, number string) *record.Claim {
	c.Kind, c.Dental, c.Received = record.Dental, &record.DentalClaim{}, 20260302
	for i := range c.Lines {
		c.Lines[i].Procedure.Qualifier = "AD"
		if c.Lines[i].Procedure.Code >= "D2" {
			c.Lines[i].Dental = &record.DentalService{Teeth: []record.Tooth{{Number: number, Surfaces: []string{"O", "M"}}}}
		}
	}
	return c
}

func TestDentalScenarios(t *testing.T) { runScenarios(t, dentalCases) }

func TestAPredeterminationMovesNothing(t *testing.T) {
	s := newSample()
	c := tooth(s.sent("1", "GP100005", rowan, "D2740 900"), "14")
	c.Dental.Predetermination = true
	d := adjudicate.Decide(s, s, c, s.opts)
	assert.Empty(t, d.Postings)
	assert.True(t, d.Interest.IsZero())
}

var elsewhereCases = []scenario{
	{"another plan that wants its payment back waits for a person", func(s *sample) *record.Claim {
		c := s.sent("1", "GP100005", laurel, "99213 150")
		c.Subrogation = true
		return c
	}, "CLP02= pended P2:45 paid 0.00 patient 0.00\n99213: 150.00 = 0.00"},
	{"charges in another currency do, too", func(s *sample) *record.Claim {
		c := s.sent("1", "GP100005", laurel, "99213 150")
		c.Currency = "CAD"
		return c
	}, "CLP02= pended P2:45 paid 0.00 patient 0.00\n99213: 150.00 = 0.00"},
	{"dollars are dollars", func(s *sample) *record.Claim {
		c := s.sent("1", "GP100005", laurel, "99213 150")
		c.Currency = "USD"
		return c
	}, paidFirst + "paid 60.00 patient 20.00\n99213: 150.00 - [CO-45 70.00, PR-3 20.00] = 60.00"},
}

func TestPaymentElsewhereScenarios(t *testing.T) { runScenarios(t, elsewhereCases) }
