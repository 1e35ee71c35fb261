package adjudicate_test

import (
	"testing"

	"github.com/hmox12/hmox12/mapping/record"
)

// operated returns a claim of Ivy for a member whose deductible is met, at place
// 22 with the surgery authorized.
func operated(s *sample, control string, lines ...string) *record.Claim {
	s.authorize(authorizationFor("A-59", "GP100004", ivy, "20610"))
	s.authorizations[0].Codes = codes("10000", "69999")
	return at(s.sent(control, "GP100004", ivy, lines...), "22")
}

// codingCases are the scenarios of coding edits, global periods and reductions,
// and what stands around them.
var codingCases = []scenario{
	// Pairs
	{"C155 a visit is not paid beside an injection", func(s *sample) *record.Claim {
		return s.sent("1", "GP100005", laurel, "20610 200", "99213 150")
	}, paidFirst + "paid 75.00 patient 0.00\n20610: 200.00 - [CO-45 125.00] = 75.00\n99213: 150.00 - [CO-236 150.00] = 0.00"},
	{"C156 modifier 25 tells that the visit is due", func(s *sample) *record.Claim {
		return s.sent("1", "GP100005", laurel, "20610 200", "99213-25 150")
	}, paidFirst + "paid 135.00 patient 20.00\n20610: 200.00 - [CO-45 125.00] = 75.00\n99213-25: 150.00 - [CO-45 70.00, PR-3 20.00] = 60.00"},
	{"the order of the lines does not matter to a pair", func(s *sample) *record.Claim {
		return s.sent("1", "GP100005", laurel, "99213 150", "20610 200")
	}, paidFirst + "paid 75.00 patient 0.00\n99213: 150.00 - [CO-236 150.00] = 0.00\n20610: 200.00 - [CO-45 125.00] = 75.00"},
	{"a modifier at the first column tells the pair apart, too", func(s *sample) *record.Claim {
		return s.sent("1", "GP100005", laurel, "20610-XU 200", "99213 150")
	}, paidFirst + "paid 135.00 patient 20.00\n20610-XU: 200.00 - [CO-45 125.00] = 75.00\n99213: 150.00 - [CO-45 70.00, PR-3 20.00] = 60.00"},
	{"modifier 25 tells nothing at a procedure that is no evaluation", func(s *sample) *record.Claim {
		return s.sent("1", "GP100005", laurel, "20610-25 200", "99213 150")
	}, paidFirst + "paid 75.00 patient 0.00\n20610-25: 200.00 - [CO-45 125.00] = 75.00\n99213: 150.00 - [CO-236 150.00] = 0.00"},
	{"a pair without modifier indicator stands whatever the modifier", func(s *sample) *record.Claim {
		return operated(s, "1", "29881 2000", "29870-59 500")
	}, paidFirst + "paid 648.00 patient 180.00\n29881: 2000.00 - [CO-45 1100.00, PR-2 180.00, CO-104 72.00] = 648.00\n29870-59: 500.00 - [CO-236 500.00] = 0.00"},
	{"a pair is found on a claim decided before", func(s *sample) *record.Claim {
		s.decide(s.sent("1", "GP100005", laurel, "20610 200"))
		return s.sent("2", "GP100005", laurel, "99213 150")
	}, "CLP02=1 denied F2:107 paid 0.00 patient 0.00\n99213: 150.00 - [CO-236 150.00] = 0.00"},
	{"a replacement does not stand beside what it replaces", func(s *sample) *record.Claim {
		s.decide(s.sent("1", "GP100005", laurel, "20610 200"))
		c := s.sent("2", "GP100005", laurel, "99213 150")
		c.Frequency, c.OriginalControl = "7", "1"
		return c
	}, paidFirst + "paid 60.00 patient 20.00\n99213: 150.00 - [CO-45 70.00, PR-3 20.00] = 60.00"},
	{"a pair is of one provider", func(s *sample) *record.Claim {
		s.had("GP100005", ivy, "20610", "11", 20260217)
		return s.sent("1", "GP100005", laurel, "99213 150")
	}, paidFirst + "paid 60.00 patient 20.00\n99213: 150.00 - [CO-45 70.00, PR-3 20.00] = 60.00"},
	{"a pair is of one day", func(s *sample) *record.Claim {
		c := s.sent("1", "GP100005", laurel, "20610 200", "99213 150")
		c.Lines[0].Dates = record.Span{From: 20260216, To: 20260216}
		return c
	}, paidFirst + "paid 135.00 patient 20.00\n20610: 200.00 - [CO-45 125.00] = 75.00\n99213: 150.00 - [CO-45 70.00, PR-3 20.00] = 60.00"},
	{"a pair counts from its first day", func(s *sample) *record.Claim {
		s.edits[0].From = 20260218
		return s.sent("1", "GP100005", laurel, "20610 200", "99213 150")
	}, paidFirst + "paid 135.00 patient 20.00\n20610: 200.00 - [CO-45 125.00] = 75.00\n99213: 150.00 - [CO-45 70.00, PR-3 20.00] = 60.00"},
	{"what was denied itself shuts nothing out", func(s *sample) *record.Claim {
		s.edits[0].Column1 = codes("15780", "15780")
		return s.sent("1", "GP100005", laurel, "15780 1000", "99213 150")
	}, paidFirst + "paid 60.00 patient 1020.00\n15780: 1000.00 - [PR-96 1000.00] = 0.00 N383\n99213: 150.00 - [CO-45 70.00, PR-3 20.00] = 60.00"},

	// Incidental services
	{"C157 handling of a specimen is part of the visit", func(s *sample) *record.Claim {
		return s.sent("1", "GP100005", laurel, "99213 150", "99000 25")
	}, paidFirst + "paid 60.00 patient 20.00\n99213: 150.00 - [CO-45 70.00, PR-3 20.00] = 60.00\n99000: 25.00 - [CO-97 25.00] = 0.00 N19"},
	{"an incidental service by itself waits for a price", func(s *sample) *record.Claim {
		return s.sent("1", "GP100005", laurel, "99000 25")
	}, "CLP02= pended P2:110 paid 0.00 patient 0.00\n99000: 25.00 = 0.00"},
	{"a service that is part of some is not part of others", func(s *sample) *record.Claim {
		s.fees = append(s.fees, record.Fee{Schedule: "FS", Code: "99070", Span: record.Span{From: 20250101}, Amount: usd("10")})
		return s.sent("1", "GP100005", laurel, "99213 150", "99070 25")
	}, paidFirst + "paid 70.00 patient 20.00\n99213: 150.00 - [CO-45 70.00, PR-3 20.00] = 60.00\n99070: 25.00 - [CO-45 15.00] = 10.00"},
	{"two incidental services are not part of each other", func(s *sample) *record.Claim {
		s.edits[2].Column2 = codes("99000", "99002")
		for _, code := range []string{"99000", "99001"} {
			s.fees = append(s.fees, record.Fee{Schedule: "FS", Code: code, Span: record.Span{From: 20250101}, Amount: usd("10")})
		}
		return s.sent("1", "GP100005", laurel, "99000 25", "99001 25")
	}, paidFirst + "paid 20.00 patient 0.00\n99000: 25.00 - [CO-45 15.00] = 10.00\n99001: 25.00 - [CO-45 15.00] = 10.00"},

	// Global periods
	{"C158 a visit within 90 days is part of the surgery", func(s *sample) *record.Claim {
		s.had("GP100004", ivy, "27447", "21", 20260120)
		s.refer(referralTo("R-58", "GP100004", hazel, ivy, 3, 0))
		return s.sent("1", "GP100004", ivy, "99213 150")
	}, "CLP02=1 denied F2:107 paid 0.00 patient 0.00\n99213: 150.00 - [CO-97 150.00] = 0.00 N525"},
	{"a visit to a partner of the specialty is part of the surgery", func(s *sample) *record.Claim {
		s.had("GP100004", teak, "27447", "21", 20260120)
		s.refer(referralTo("R-58", "GP100004", hazel, ivy, 3, 0))
		return s.sent("1", "GP100004", ivy, "99213 150")
	}, "CLP02=1 denied F2:107 paid 0.00 patient 0.00\n99213: 150.00 - [CO-97 150.00] = 0.00 N525"},
	{"a visit to a partner of another specialty is no part of the surgery", func(s *sample) *record.Claim {
		s.had("GP100004", teak, "27447", "21", 20260120)
		s.providers[teak].Taxonomy = cardiology
		s.refer(referralTo("R-58", "GP100004", hazel, ivy, 3, 0))
		return s.sent("1", "GP100004", ivy, "99213 150")
	}, paidFirst + "paid 36.00 patient 40.00\n99213: 150.00 - [CO-45 70.00, PR-3 40.00, CO-104 4.00] = 36.00"},
	{"modifier 25 tells nothing of the days after a surgery", func(s *sample) *record.Claim {
		s.had("GP100004", ivy, "27447", "21", 20260120)
		s.refer(referralTo("R-58", "GP100004", hazel, ivy, 3, 0))
		return s.sent("1", "GP100004", ivy, "99213-25 150")
	}, "CLP02=1 denied F2:107 paid 0.00 patient 0.00\n99213-25: 150.00 - [CO-97 150.00] = 0.00 N525"},
	{"modifier 24 tells that the visit is for something else", func(s *sample) *record.Claim {
		s.had("GP100004", ivy, "27447", "21", 20260120)
		s.refer(referralTo("R-58", "GP100004", hazel, ivy, 3, 0))
		return s.sent("1", "GP100004", ivy, "99213-24 150")
	}, paidFirst + "paid 36.00 patient 40.00\n99213-24: 150.00 - [CO-45 70.00, PR-3 40.00, CO-104 4.00] = 36.00"},
	{"modifier 57 tells of the decision on the day of surgery", func(s *sample) *record.Claim {
		s.refer(referralTo("R-58", "GP100004", hazel, ivy, 3, 0))
		c := operated(s, "1", "27447 3000", "99203-57 220")
		c.Lines[1].Place = "11"
		return c
	}, paidFirst + "paid 1224.00 patient 360.00\n27447: 3000.00 - [CO-45 1400.00, PR-2 320.00, CO-104 128.00] = 1152.00\n99203-57: 220.00 - [CO-45 100.00, PR-3 40.00, CO-104 8.00] = 72.00"},
	{"a visit after 90 days is paid", func(s *sample) *record.Claim {
		s.had("GP100004", ivy, "27447", "21", 20251119)
		s.refer(referralTo("R-58", "GP100004", hazel, ivy, 3, 0))
		c := dated(s.sent("1", "GP100004", ivy, "99213 150"), 20260218)
		return c
	}, paidFirst + "paid 36.00 patient 40.00\n99213: 150.00 - [CO-45 70.00, PR-3 40.00, CO-104 4.00] = 36.00"},
	{"the visit on the ninetieth day is part of the surgery", func(s *sample) *record.Claim {
		s.had("GP100004", ivy, "27447", "21", 20251119)
		s.refer(referralTo("R-58", "GP100004", hazel, ivy, 3, 0))
		return s.sent("1", "GP100004", ivy, "99213 150")
	}, "CLP02=1 denied F2:107 paid 0.00 patient 0.00\n99213: 150.00 - [CO-97 150.00] = 0.00 N525"},
	{"an assistant's visits are not part of the surgery", func(s *sample) *record.Claim {
		s.had("GP100004", ivy, "27447", "21", 20260120)
		s.lines[0].Procedure.Modifiers = []string{"80"}
		s.refer(referralTo("R-58", "GP100004", hazel, ivy, 3, 0))
		return s.sent("1", "GP100004", ivy, "99213 150")
	}, paidFirst + "paid 36.00 patient 40.00\n99213: 150.00 - [CO-45 70.00, PR-3 40.00, CO-104 4.00] = 36.00"},
	{"a visit to somebody else is no part of the surgery", func(s *sample) *record.Claim {
		s.had("GP100004", ivy, "27447", "21", 20260120)
		return s.sent("1", "GP100004", hazel, "99213 150")
	}, paidFirst + "paid 54.00 patient 20.00\n99213: 150.00 - [CO-45 70.00, PR-3 20.00, CO-104 6.00] = 54.00"},

	// Several procedures
	{"C159 the second procedure of a day is paid by half", func(s *sample) *record.Claim {
		return operated(s, "1", "29881 2000", "20610 200")
	}, paidFirst + "paid 675.00 patient 187.50\n29881: 2000.00 - [CO-45 1100.00, PR-2 180.00, CO-104 72.00] = 648.00\n20610: 200.00 - [CO-45 125.00, CO-59 37.50, PR-2 7.50, CO-104 3.00] = 27.00"},
	{"the dearest procedure is the first whatever the order", func(s *sample) *record.Claim {
		return operated(s, "1", "20610 200", "29881 2000")
	}, paidFirst + "paid 675.00 patient 187.50\n20610: 200.00 - [CO-45 125.00, CO-59 37.50, PR-2 7.50, CO-104 3.00] = 27.00\n29881: 2000.00 - [CO-45 1100.00, PR-2 180.00, CO-104 72.00] = 648.00"},
	{"a third procedure is paid by its own fraction", func(s *sample) *record.Claim {
		return operated(s, "1", "29881 2000", "27447 3000", "20610 200")
	}, paidFirst + "paid 1489.50 patient 413.75\n" +
		"29881: 2000.00 - [CO-45 1100.00, CO-59 450.00, PR-2 90.00, CO-104 36.00] = 324.00\n" +
		"27447: 3000.00 - [CO-45 1400.00, PR-2 320.00, CO-104 128.00] = 1152.00\n" +
		"20610: 200.00 - [CO-45 125.00, CO-59 56.25, PR-2 3.75, CO-104 1.50] = 13.50"},
	{"a procedure of a claim decided before comes first", func(s *sample) *record.Claim {
		s.had("GP100004", ivy, "29881", "22", 20260217)
		return operated(s, "1", "20610 200")
	}, paidFirst + "paid 27.00 patient 7.50\n20610: 200.00 - [CO-45 125.00, CO-59 37.50, PR-2 7.50, CO-104 3.00] = 27.00"},
	{"of two procedures of one price the later line is reduced", func(s *sample) *record.Claim {
		return operated(s, "1", "20610-LT 200", "20610-RT 200")
	}, paidFirst + "paid 81.00 patient 22.50\n20610-LT: 200.00 - [CO-45 125.00, PR-2 15.00, CO-104 6.00] = 54.00\n20610-RT: 200.00 - [CO-45 125.00, CO-59 37.50, PR-2 7.50, CO-104 3.00] = 27.00"},
	{"another surgeon's procedure reduces nothing", func(s *sample) *record.Claim {
		c := operated(s, "1", "29881 2000", "20610 200")
		s.authorizations[0].Provider = ""
		c.Lines[1].Providers = []record.ClaimProvider{{Role: record.RenderingProvider, NPI: teak}}
		return c
	}, paidFirst + "paid 702.00 patient 195.00\n29881: 2000.00 - [CO-45 1100.00, PR-2 180.00, CO-104 72.00] = 648.00\n20610: 200.00 - [CO-45 125.00, PR-2 15.00, CO-104 6.00] = 54.00"},
	{"a contract without fractions reduces nothing", func(s *sample) *record.Claim {
		s.Contract("K4").MultipleProcedures = nil
		return operated(s, "1", "29881 2000", "20610 200")
	}, paidFirst + "paid 702.00 patient 195.00\n29881: 2000.00 - [CO-45 1100.00, PR-2 180.00, CO-104 72.00] = 648.00\n20610: 200.00 - [CO-45 125.00, PR-2 15.00, CO-104 6.00] = 54.00"},
}

func TestCodingScenarios(t *testing.T) { runScenarios(t, codingCases) }
