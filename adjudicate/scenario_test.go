package adjudicate_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"github.com/hmox12/hmox12/mapping/record"
)

// sent returns a professional claim of the sample: one line for each
// "99213 150", "97110x4 240" or "93000-76 60", on 2026-02-17, received
// 2026-03-02.
func (s *sample) sent(control, member, provider string, lines ...string) *record.Claim {
	c := &record.Claim{
		Control: control, Kind: record.Professional, Received: 20260302, Account: "A" + control,
		Place: "11", Frequency: "1", PayerID: "77001", Position: "P", Relationship: "18",
		Billing:   &record.ClaimProvider{Role: record.BillingProvider, NPI: provider, Address: record.Address{ZIP: "946010000"}},
		Diagnoses: []record.Diagnosis{{Qualifier: "ABK", Code: "J029"}},
	}
	c.Patient = &record.Person{ID: member}
	if held := s.MembersByID(member); len(held) == 1 {
		c.Patient = &record.Person{ID: member, Name: held[0].Name, BirthDate: held[0].BirthDate, Address: held[0].Address}
	}
	c.Subscriber = new(*c.Patient)
	for i, text := range lines {
		code, charge, _ := strings.Cut(text, " ")
		line := record.ServiceLine{
			Number: i + 1, Charge: usd(charge), Units: usd("1"), UnitBasis: "UN",
			Dates: record.Span{From: 20260217, To: 20260217}, Pointers: []int{1},
		}
		if revenue, procedure, ok := strings.Cut(code, "/"); ok {
			c.Kind, c.Place, line.Revenue, code = record.Institutional, "", revenue, procedure
			c.Institutional = &record.InstitutionalClaim{FacilityType: "13"}
		}
		if bare, units, ok := strings.Cut(code, "x"); ok {
			code, line.Units = bare, usd(units)
		}
		parts := strings.Split(code, "-")
		line.Procedure = record.Procedure{Qualifier: "HC", Code: parts[0], Modifiers: parts[1:]}
		c.Charge = c.Charge.Add(line.Charge)
		c.Lines = append(c.Lines, line)
	}
	return c
}

// dated sets the date of service of every line.
func dated(c *record.Claim, day record.Date) *record.Claim {
	for i := range c.Lines {
		c.Lines[i].Dates = record.Span{From: day, To: day}
	}
	return c
}

// at sets the place of service.
func at(c *record.Claim, place string) *record.Claim {
	c.Place = place
	return c
}

// tell writes a decision as the cases want it.
func tell(d *record.Decision) string {
	var b strings.Builder
	fmt.Fprintf(&b, "CLP02=%s %s %s paid %s patient %s", d.Status, d.Outcome, d.Claim, d.Paid.StringFixed(2), d.Patient.StringFixed(2))
	for _, r := range d.Remarks {
		fmt.Fprintf(&b, " %s", r)
	}
	for _, l := range d.Lines {
		fmt.Fprintf(&b, "\n%s: %s", l.Procedure, l.Charge.StringFixed(2))
		var parts []string
		for _, a := range l.Adjustments {
			parts = append(parts, fmt.Sprintf("%s-%s %s", a.Group, a.Reason, a.Amount.StringFixed(2)))
		}
		if len(parts) > 0 {
			fmt.Fprintf(&b, " - [%s]", strings.Join(parts, ", "))
		}
		fmt.Fprintf(&b, " = %s", l.Paid.StringFixed(2))
		for _, r := range l.Remarks {
			fmt.Fprintf(&b, " %s", r)
		}
	}
	return b.String()
}

func referralTo(number, member, by, to string, visits, used int) *record.Referral {
	return &record.Referral{Number: number, Member: member, Referring: by, Issued: 20260115, ReferredTo: to, Visits: visits, Used: used,
		Span: record.Span{From: 20260115, To: 20260630}}
}

func (s *sample) refer(r *record.Referral) {
	s.referrals = append(s.referrals, r)
	s.used[record.Counter{Kind: record.ReferralVisits, Owner: r.Number}] = decimal.NewFromInt(int64(r.Used))
}

func authorizationFor(number, member, provider, code string) *record.PriorAuthorization {
	return &record.PriorAuthorization{Number: number, Member: member, Provider: provider, Codes: codes(code, code),
		Status: record.Approved, Span: record.Span{From: 20260101, To: 20260630}}
}

func (s *sample) authorize(a *record.PriorAuthorization) {
	s.authorizations = append(s.authorizations, a)
	s.used[record.Counter{Kind: record.AuthorizedUnits, Owner: a.Number}] = a.Used
}

func (s *sample) spend(kind record.CounterKind, member, amount string) {
	s.used[record.Counter{Kind: kind, Owner: member, Year: 2026}] = usd(amount)
}

func TestClaimScenarios(t *testing.T) {
	const ok = "CLP02=1 paid F1:65 "
	runScenarios(t, []scenario{
		// Paying
		{"C001 a fee-schedule visit pays the fee less the copay", func(s *sample) *record.Claim {
			return s.sent("1", "GP100005", laurel, "99213 150")
		}, ok + "paid 60.00 patient 20.00\n99213: 150.00 - [CO-45 70.00, PR-3 20.00] = 60.00"},
		{"C002 a salaried PCP's visit leaves the copay and is covered by salary", func(s *sample) *record.Claim {
			return s.sent("1", "GP100001", alder, "99214 200")
		}, "CLP02=1 processed F4:105 paid 0.00 patient 20.00\n99214: 200.00 - [PR-3 20.00, CO-24 180.00] = 0.00"},
		{"C003 a capitated group's visit leaves the copay", func(s *sample) *record.Claim {
			return s.sent("1", "GP100002", cedar, "99213 150")
		}, "CLP02=1 processed F4:105 paid 0.00 patient 20.00\n99213: 150.00 - [PR-3 20.00, CO-24 130.00] = 0.00"},
		{"C004 vaccines carved out of capitation are paid", func(s *sample) *record.Claim {
			return s.sent("1", "GP100002", cedar, "99213 150", "90471 40", "90686 45")
		}, ok + "paid 57.00 patient 20.00\n99213: 150.00 - [PR-3 20.00, CO-24 130.00] = 0.00\n90471: 40.00 - [CO-45 15.00] = 25.00\n90686: 45.00 - [CO-45 13.00] = 32.00"},
		{"C005 a delegate's own PCP is told to bill the delegate", func(s *sample) *record.Claim {
			return s.sent("1", "GP100003", elm, "99213 150")
		}, "CLP02=1 denied F2:116:PR paid 0.00 patient 0.00\n99213: 150.00 - [OA-109 150.00] = 0.00 N418"},
		{"C006 an emergency that is the delegate's is passed on", func(s *sample) *record.Claim {
			return at(s.sent("1", "GP100003", pine, "99285 900"), "23")
		}, "CLP02=23 forwarded A0:114:PR paid 0.00 patient 0.00\n99285: 900.00 - [OA-B11 900.00] = 0.00"},
		{"C007 a claim of a provider without contract with the delegate is passed on", func(s *sample) *record.Claim {
			return s.sent("1", "GP100003", labCo, "80053 60")
		}, "CLP02=23 forwarded A0:114:PR paid 0.00 patient 0.00\n80053: 60.00 - [OA-B11 60.00] = 0.00"},
		{"C008 a delegated member's emergency room is the HMO's", func(s *sample) *record.Claim {
			return s.sent("1", "GP100003", bayview, "0450/99284 1000")
		}, ok + "paid 450.00 patient 150.00\n99284: 1000.00 - [CO-45 400.00, PR-3 150.00] = 450.00"},
		{"C009 a tenth is held back after the copay", func(s *sample) *record.Claim {
			return s.sent("1", "GP100004", hazel, "99213 150")
		}, ok + "paid 54.00 patient 20.00\n99213: 150.00 - [CO-45 70.00, PR-3 20.00, CO-104 6.00] = 54.00"},
		{"C010 a specialist with a valid referral is paid less the withhold", func(s *sample) *record.Claim {
			s.refer(referralTo("R-1", "GP100004", hazel, ivy, 3, 0))
			c := s.sent("1", "GP100004", ivy, "99203 220")
			c.Referral = "R-1"
			return c
		}, ok + "paid 72.00 patient 40.00\n99203: 220.00 - [CO-45 100.00, PR-3 40.00, CO-104 8.00] = 72.00"},
		{"C011 a charge below the fee is allowed as charged", func(s *sample) *record.Claim {
			return s.sent("1", "GP100005", laurel, "99213 70")
		}, ok + "paid 50.00 patient 20.00\n99213: 70.00 - [PR-3 20.00] = 50.00"},
		{"C012 a fee above the charge is paid where the contract has no lesser-of", func(s *sample) *record.Claim {
			return s.sent("1", "GP100005", labCo, "80053 15")
		}, ok + "paid 18.00 patient 0.00\n80053: 15.00 - [OA-94 -3.00] = 18.00"},
		{"C013 outpatient hospital care is paid a percentage of the charge", func(s *sample) *record.Claim {
			return s.sent("1", "GP100005", bayview, "0320/73560 500")
		}, ok + "paid 300.00 patient 0.00\n73560: 500.00 - [CO-45 200.00] = 300.00"},
		{"C017 the deductible takes all that is allowed", func(s *sample) *record.Claim {
			s.authorize(authorizationFor("A-17", "GP100005", medSupply, "E0601"))
			return s.sent("1", "GP100005", medSupply, "E0601 600")
		}, "CLP02=1 processed F4:98 paid 0.00 patient 480.00\nE0601: 600.00 - [CO-45 120.00, PR-1 480.00] = 0.00"},
		{"C018 what is left of the deductible comes before coinsurance", func(s *sample) *record.Claim {
			s.spend(record.DeductibleUsed, "GP100005", "480")
			s.authorize(authorizationFor("A-18", "GP100005", eastsideASC, "29881"))
			return at(s.sent("1", "GP100005", eastsideASC, "29881 3000"), "24")
		}, ok + "paid 944.00 patient 256.00\n29881: 3000.00 - [CO-45 1800.00, PR-1 20.00, PR-2 236.00] = 944.00"},
		{"C019 a copay is never above what is allowed", func(s *sample) *record.Claim {
			s.refer(referralTo("R-19", "GP100005", laurel, maple, 3, 0))
			return dated(s.sent("1", "GP100005", maple, "99211 45"), 20260120)
		}, "CLP02=1 processed F4:107 paid 0.00 patient 24.00\n99211: 45.00 - [CO-45 21.00, PR-3 24.00] = 0.00"},
		{"C020 the out-of-pocket maximum cuts a copay", func(s *sample) *record.Claim {
			s.spend(record.OutOfPocketUsed, "GP100014", "2960")
			return s.sent("1", "GP100014", bayview, "0450/99284 1000")
		}, ok + "paid 560.00 patient 40.00 N549\n99284: 1000.00 - [CO-45 400.00, PR-3 40.00] = 560.00"},
		{"C021 a member who met the out-of-pocket maximum owes nothing", func(s *sample) *record.Claim {
			s.spend(record.OutOfPocketUsed, "GP100014", "3000")
			s.refer(referralTo("R-21", "GP100014", laurel, maple, 3, 0))
			return dated(s.sent("1", "GP100014", maple, "99203 220"), 20260120)
		}, ok + "paid 120.00 patient 0.00 N549\n99203: 220.00 - [CO-45 100.00] = 120.00"},
		{"C023 preventive care has no cost share", func(s *sample) *record.Claim {
			return s.sent("1", "GP100005", laurel, "99395 250")
		}, ok + "paid 130.00 patient 0.00\n99395: 250.00 - [CO-45 120.00] = 130.00"},
		{"C024 a visit has one copay", func(s *sample) *record.Claim {
			return s.sent("1", "GP100005", laurel, "99213 150", "93000 60")
		}, ok + "paid 85.00 patient 20.00\n99213: 150.00 - [CO-45 70.00, PR-3 20.00] = 60.00\n93000: 60.00 - [CO-45 35.00] = 25.00"},
		{"C025 an injected drug has coinsurance", func(s *sample) *record.Claim {
			return s.sent("1", "GP100005", laurel, "J1885 40")
		}, ok + "paid 16.00 patient 4.00\nJ1885: 40.00 - [CO-45 20.00, PR-2 4.00] = 16.00"},
		{"C026 coinsurance is rounded half up to the cent", func(s *sample) *record.Claim {
			return s.sent("1", "GP100005", laurel, "J3301 50")
		}, ok + "paid 26.66 patient 6.67\nJ3301: 50.00 - [CO-45 16.67, PR-2 6.67] = 26.66"},

		// Who the patient is
		{"C030 a patient whom nobody knows is no member", func(s *sample) *record.Claim {
			c := s.sent("1", "ZZ999", laurel, "99213 150")
			c.Patient.Name, c.Patient.BirthDate = record.PersonName{Last: "NOBODY", First: "ANN"}, 19700101
			return c
		}, "CLP02=4 denied F2:97:QC paid 0.00 patient 150.00\n99213: 150.00 - [PR-31 150.00] = 0.00 N382"},
		{"C031 an id with another name and birth date is not paid", func(s *sample) *record.Claim {
			c := s.sent("1", "GP100005", laurel, "99213 150")
			c.Patient.Name, c.Patient.BirthDate = record.PersonName{Last: "NOBODY", First: "ANN"}, 19700101
			c.Subscriber = new(*c.Patient)
			return c
		}, "CLP02=4 denied F2:30:QC paid 0.00 patient 0.00\n99213: 150.00 - [CO-140 150.00] = 0.00 N382"},
		{"C032 service after coverage ended is the patient's", func(s *sample) *record.Claim {
			return s.sent("1", "GP100007", laurel, "99213 150")
		}, "CLP02=1 denied F2:88:QC paid 0.00 patient 150.00\n99213: 150.00 - [PR-27 150.00] = 0.00"},
		{"C033 service before coverage began is the patient's", func(s *sample) *record.Claim {
			return s.sent("1", "GP100017", laurel, "99213 150")
		}, "CLP02=1 denied F2:88:QC paid 0.00 patient 150.00\n99213: 150.00 - [PR-26 150.00] = 0.00"},
		{"C034 service in a gap of coverage is the patient's", func(s *sample) *record.Claim {
			return s.sent("1", "GP100008", laurel, "99213 150")
		}, "CLP02=1 denied F2:88:QC paid 0.00 patient 150.00\n99213: 150.00 - [PR-200 150.00] = 0.00"},
		{"C035 a dependent who aged out is not eligible", func(s *sample) *record.Claim {
			return s.sent("1", "GP100018", laurel, "99213 150")
		}, "CLP02=1 denied F2:92:QC paid 0.00 patient 150.00\n99213: 150.00 - [PR-32 150.00] = 0.00"},
		{"C037 each line is judged by its own date", func(s *sample) *record.Claim {
			c := s.sent("1", "GP100007", laurel, "99213 150", "99213 150")
			c.Lines[0].Dates = record.Span{From: 20260130, To: 20260130}
			c.Lines[1].Dates = record.Span{From: 20260202, To: 20260202}
			return c
		}, ok + "paid 60.00 patient 170.00\n99213: 150.00 - [CO-45 70.00, PR-3 20.00] = 60.00\n99213: 150.00 - [PR-27 150.00] = 0.00"},
		{"C038 a line in a premium grace period is not decided yet", func(s *sample) *record.Claim {
			return s.sent("1", "GP100019", laurel, "99213 150")
		}, "CLP02=1 denied P1:45 paid 0.00 patient 0.00 N618\n99213: 150.00 - [OA-257 150.00] = 0.00 N617"},
		{"C039 a newborn is covered as its mother", func(s *sample) *record.Claim {
			return dated(newbornOf(s, "99460 180"), 20260214)
		}, ok + "paid 95.00 patient 0.00\n99460: 180.00 - [CO-45 85.00] = 95.00"},
		{"C040 a child past the newborn days who is not enrolled is not eligible", func(s *sample) *record.Claim {
			s.opts.Today = 20260401
			c := dated(newbornOf(s, "99391 180"), 20260325)
			c.Received = 20260326
			return c
		}, "CLP02=1 denied F2:92:QC paid 0.00 patient 180.00\n99391: 180.00 - [PR-32 180.00] = 0.00"},

		// Filing and duplicates
		{"C045 a contracted provider's claim is late after 90 days", func(s *sample) *record.Claim {
			return dated(s.sent("1", "GP100005", laurel, "99213 150"), 20251101)
		}, "CLP02=1 denied F2:718 paid 0.00 patient 0.00\n99213: 150.00 - [CO-29 150.00] = 0.00"},
		{"C048 an upheld dispute excuses a late claim", func(s *sample) *record.Claim {
			s.opts.FilingExcuse = "D-48"
			return dated(s.sent("1", "GP100005", laurel, "99213 150"), 20251101)
		}, ok + "paid 60.00 patient 20.00\n99213: 150.00 - [CO-45 70.00, PR-3 20.00] = 60.00"},
		{"C050 the same claim again is a duplicate", func(s *sample) *record.Claim {
			s.decide(s.sent("1", "GP100005", laurel, "99213 150"))
			return s.sent("2", "GP100005", laurel, "99213 150")
		}, "CLP02=1 denied F2:54 paid 0.00 patient 0.00\n99213: 150.00 - [OA-18 150.00] = 0.00"},
		{"C051 modifier 76 tells a repeat apart", func(s *sample) *record.Claim {
			s.decide(s.sent("1", "GP100005", laurel, "99213 150", "93000 60"))
			return s.sent("2", "GP100005", laurel, "93000-76 60")
		}, ok + "paid 25.00 patient 0.00\n93000-76: 60.00 - [CO-45 35.00] = 25.00"},
		{"C052 the same claim while the first is open is a duplicate of an open one", func(s *sample) *record.Claim {
			s.decide(s.sent("1", "GP100005", laurel, "99199 400"))
			return s.sent("2", "GP100005", laurel, "99199 400")
		}, "CLP02=1 denied F2:78 paid 0.00 patient 0.00\n99199: 400.00 - [OA-18 400.00] = 0.00"},

		// Other payers
		{"C047 a secondary claim's clock starts when the first payer decided", func(s *sample) *record.Claim {
			r := referralTo("R-47", "GP100009", laurel, maple, 3, 0)
			r.Issued, r.From = 20250901, 20250901
			s.refer(r)
			c := dated(afterPrimary(s, "99214 200", "90", "CO-45 80", "PR-2 30"), 20251001)
			c.OtherPayers[0].Decided = 20260201
			return c
		}, "CLP02=2 paid F1:65 paid 30.00 patient 0.00\n99214: 200.00 - [OA-23 170.00] = 30.00"},
		{"C066 a claim that the first payer has not decided is not ours yet", func(s *sample) *record.Claim {
			return dated(s.sent("1", "GP100009", maple, "99214 200"), 20260120)
		}, "CLP02=1 denied F2:286 paid 0.00 patient 0.00\n99214: 200.00 - [OA-22 200.00] = 0.00 MA04"},
		{"C067 of the first payer's share the member owes our own share at most", func(s *sample) *record.Claim {
			s.refer(referralTo("R-67", "GP100009", laurel, maple, 3, 0))
			return afterPrimary(s, "99214 200", "20", "CO-45 80", "PR-1 100")
		}, "CLP02=2 paid F1:65 paid 75.00 patient 25.00\n99214: 200.00 - [OA-23 100.00, PR-3 25.00] = 75.00"},
		{"C068 a line that the first payer denied is decided as if we came first", func(s *sample) *record.Claim {
			s.refer(referralTo("R-68", "GP100009", laurel, maple, 3, 0))
			return afterPrimary(s, "99203 220", "0", "PR-96 220")
		}, "CLP02=2 paid F1:65 paid 80.00 patient 40.00\n99203: 220.00 - [CO-45 100.00, PR-3 40.00] = 80.00"},
		{"C069 never more is paid than the first payer left to the patient", func(s *sample) *record.Claim {
			s.refer(referralTo("R-69", "GP100009", laurel, maple, 3, 0))
			return afterPrimary(s, "99214 200", "160", "CO-45 30", "PR-3 10")
		}, "CLP02=2 paid F1:65 paid 10.00 patient 0.00\n99214: 200.00 - [OA-23 190.00] = 10.00"},
		{"what our share does not explain is the first payer's share", func(s *sample) *record.Claim {
			s.refer(referralTo("R-69", "GP100009", laurel, maple, 3, 0))
			return afterPrimary(s, "99214 200", "0", "PR-1 200")
		}, "CLP02=2 paid F1:65 paid 75.00 patient 125.00\n99214: 200.00 - [PR-3 40.00, PR-275 85.00] = 75.00"},

		// Network
		{"C075 a stranger whom the member chose is the member's cost", func(s *sample) *record.Claim {
			return s.sent("1", "GP100005", olive, "99203 220")
		}, "CLP02=1 denied F2:96:82 paid 0.00 patient 220.00\n99203: 220.00 - [PR-242 220.00] = 0.00"},
		{"C076 an outside provider whom an authorization names is paid the agreed rate", func(s *sample) *record.Claim {
			a := authorizationFor("A-76", "GP100005", olive, "99203")
			a.AgreedRate = usd("180")
			s.authorize(a)
			c := s.sent("1", "GP100005", olive, "99203 220")
			c.Authorization = "A-76"
			return c
		}, ok + "paid 140.00 patient 40.00\n99203: 220.00 - [CO-45 40.00, PR-3 40.00] = 140.00"},
		{"C077 a contracted provider outside of the narrow network bears the line", func(s *sample) *record.Claim {
			return dated(s.sent("1", "GP100016", maple, "99203 220"), 20260120)
		}, "CLP02=1 denied F2:96:82 paid 0.00 patient 0.00\n99203: 220.00 - [CO-279 220.00] = 0.00"},
		{"C078 a provider whose contract ended is a stranger", func(s *sample) *record.Claim {
			return s.sent("1", "GP100005", maple, "99203 220")
		}, "CLP02=1 denied F2:96:82 paid 0.00 patient 220.00\n99203: 220.00 - [PR-242 220.00] = 0.00"},
		{"C080 a suspended provider is not paid", func(s *sample) *record.Claim {
			s.holds = append(s.holds, record.CredentialHold{NPI: laurel, Reason: "suspended", Span: record.Span{From: 20260201, To: 20260228}})
			return s.sent("1", "GP100005", laurel, "99213 150")
		}, "CLP02=1 denied F2:91:82 paid 0.00 patient 0.00\n99213: 150.00 - [CO-B7 150.00] = 0.00"},
		{"C090 a stranger's urgent care in the area is the member's cost", func(s *sample) *record.Claim {
			return at(s.sent("1", "GP100005", olive, "99203 300"), "20")
		}, "CLP02=1 denied F2:96:82 paid 0.00 patient 300.00\n99203: 300.00 - [PR-242 300.00] = 0.00"},

		// PCP
		{"C100 a PCP who is not hers bears the line", func(s *sample) *record.Claim {
			return s.sent("1", "GP100005", hazel, "99213 150")
		}, "CLP02=1 denied F2:93:82 paid 0.00 patient 0.00\n99213: 150.00 - [CO-242 150.00] = 0.00 N450"},
		{"C101 a PCP of the call group stands in", func(s *sample) *record.Claim {
			return s.sent("1", "GP100004", kapok, "99213 150")
		}, ok + "paid 54.00 patient 20.00\n99213: 150.00 - [CO-45 70.00, PR-3 20.00, CO-104 6.00] = 54.00"},
		{"C102 a substitute is billed by the PCP", func(s *sample) *record.Claim {
			return s.sent("1", "GP100004", hazel, "99213-Q6 150")
		}, ok + "paid 54.00 patient 20.00\n99213-Q6: 150.00 - [CO-45 70.00, PR-3 20.00, CO-104 6.00] = 54.00"},
		{"C103 on the last day the old PCP is hers", func(s *sample) *record.Claim {
			return dated(s.sent("1", "GP100011", hazel, "99213 150"), 20260214)
		}, ok + "paid 54.00 patient 20.00\n99213: 150.00 - [CO-45 70.00, PR-3 20.00, CO-104 6.00] = 54.00"},
		{"C104 on the next day the old PCP is not hers", func(s *sample) *record.Claim {
			return dated(s.sent("1", "GP100011", hazel, "99213 150"), 20260215)
		}, "CLP02=1 denied F2:93:82 paid 0.00 patient 0.00\n99213: 150.00 - [CO-242 150.00] = 0.00 N450"},
		{"C105 a new member without PCP may see any for 30 days", func(s *sample) *record.Claim {
			return s.sent("1", "GP100013", laurel, "99213 150")
		}, ok + "paid 60.00 patient 20.00\n99213: 150.00 - [CO-45 70.00, PR-3 20.00] = 60.00"},
		{"C105 a member without PCP may see none after 30 days", func(s *sample) *record.Claim {
			c := dated(s.sent("1", "GP100013", laurel, "99213 150"), 20260303)
			c.Received = 20260303
			return c
		}, "CLP02=1 denied F2:93:82 paid 0.00 patient 0.00\n99213: 150.00 - [CO-242 150.00] = 0.00 N450"},
		{"C106 in-network urgent care needs no PCP", func(s *sample) *record.Claim {
			return at(s.sent("1", "GP100005", bayUC, "99213 200"), "20")
		}, ok + "paid 60.00 patient 50.00\n99213: 200.00 - [CO-45 90.00, PR-3 50.00] = 60.00"},

		// Referral
		{"C110 a specialist without referral bears the line", func(s *sample) *record.Claim {
			return s.sent("1", "GP100004", ivy, "99203 220")
		}, "CLP02=1 denied F2:94:82 paid 0.00 patient 0.00\n99203: 220.00 - [CO-288 220.00] = 0.00"},
		{"C112 a referral without visits left is used up", func(s *sample) *record.Claim {
			s.refer(referralTo("R-12", "GP100004", hazel, ivy, 3, 3))
			c := s.sent("1", "GP100004", ivy, "99203 220")
			c.Referral = "R-12"
			return c
		}, "CLP02=1 denied F2:94:82 paid 0.00 patient 0.00\n99203: 220.00 - [CO-287 220.00] = 0.00 N640"},
		{"C113 a referral past its end is not in force", func(s *sample) *record.Claim {
			r := referralTo("R-13", "GP100004", hazel, ivy, 3, 0)
			r.To = 20260131
			s.refer(r)
			c := s.sent("1", "GP100004", ivy, "99203 220")
			c.Referral = "R-13"
			return c
		}, "CLP02=1 denied F2:94:82 paid 0.00 patient 0.00\n99203: 220.00 - [CO-287 220.00] = 0.00 N351"},
		{"C114 a referral to the group covers a partner", func(s *sample) *record.Claim {
			s.refer(referralTo("R-14", "GP100004", hazel, deltaOrtho, 3, 0))
			c := s.sent("1", "GP100004", deltaOrtho, "99203 220")
			c.Providers = []record.ClaimProvider{{Role: record.RenderingProvider, NPI: teak}}
			return c
		}, ok + "paid 72.00 patient 40.00\n99203: 220.00 - [CO-45 100.00, PR-3 40.00, CO-104 8.00] = 72.00"},
		{"C115 a referral to another specialty does not cover", func(s *sample) *record.Claim {
			r := referralTo("R-15", "GP100004", hazel, "", 3, 0)
			r.Specialty = dermatology
			s.refer(r)
			c := s.sent("1", "GP100004", ivy, "99203 220")
			c.Referral = "R-15"
			return c
		}, "CLP02=1 denied F2:94:82 paid 0.00 patient 0.00\n99203: 220.00 - [CO-288 220.00] = 0.00 N54"},
		{"C116 a referral of somebody who is not the PCP does not cover", func(s *sample) *record.Claim {
			r := referralTo("R-16", "GP100004", elm, ivy, 3, 0)
			r.Issued = 20260201
			s.refer(r)
			c := s.sent("1", "GP100004", ivy, "99203 220")
			c.Referral = "R-16"
			return c
		}, "CLP02=1 denied F2:94:82 paid 0.00 patient 0.00\n99203: 220.00 - [CO-243 220.00] = 0.00 N630"},
		{"C117 a standing referral has no count", func(s *sample) *record.Claim {
			r := referralTo("R-17", "GP100004", hazel, ivy, 0, 0)
			r.Standing = true
			s.refer(r)
			return s.sent("1", "GP100004", ivy, "99203 220")
		}, ok + "paid 72.00 patient 40.00\n99203: 220.00 - [CO-45 100.00, PR-3 40.00, CO-104 8.00] = 72.00"},
		{"C118 OB/GYN is open without referral", func(s *sample) *record.Claim {
			return s.sent("1", "GP100004", juniper, "99213 150")
		}, ok + "paid 36.00 patient 40.00\n99213: 150.00 - [CO-45 70.00, PR-3 40.00, CO-104 4.00] = 36.00"},
		{"C119 behavioral health is open without referral", func(s *sample) *record.Claim {
			return s.sent("1", "GP100005", nutmeg, "90834 180")
		}, ok + "paid 90.00 patient 20.00\n90834: 180.00 - [CO-45 70.00, PR-3 20.00] = 90.00"},
		{"C121 a referral is found without its number", func(s *sample) *record.Claim {
			s.refer(referralTo("R-1", "GP100004", hazel, ivy, 3, 0))
			return s.sent("1", "GP100004", ivy, "99203 220")
		}, ok + "paid 72.00 patient 40.00\n99203: 220.00 - [CO-45 100.00, PR-3 40.00, CO-104 8.00] = 72.00"},
		{"C123 two lines of a day take one visit", func(s *sample) *record.Claim {
			s.refer(referralTo("R-23", "GP100004", hazel, ivy, 3, 2))
			return s.sent("1", "GP100004", ivy, "99203 220", "20610 200")
		}, ok + "paid 139.50 patient 40.00\n99203: 220.00 - [CO-45 100.00, PR-3 40.00, CO-104 8.00] = 72.00\n20610: 200.00 - [CO-45 125.00, CO-104 7.50] = 67.50"},
		{"C124 the staff clinic's own specialist needs no referral", func(s *sample) *record.Claim {
			return s.sent("1", "GP100001", birch, "99203 220")
		}, "CLP02=1 processed F4:105 paid 0.00 patient 40.00\n99203: 220.00 - [PR-3 40.00, CO-24 180.00] = 0.00"},
		{"C125 a capitated specialist without referral leaves no copay", func(s *sample) *record.Claim {
			return s.sent("1", "GP100002", dogwood, "99203 220")
		}, "CLP02=1 denied F2:94:82 paid 0.00 patient 0.00\n99203: 220.00 - [CO-288 220.00] = 0.00"},
		{"C126 a lab ordered by the PCP is paid its fee", func(s *sample) *record.Claim {
			return s.sent("1", "GP100005", labCo, "80053 60")
		}, ok + "paid 18.00 patient 0.00\n80053: 60.00 - [CO-45 42.00] = 18.00"},

		// Authorization
		{"C130 advanced imaging without authorization is denied", func(s *sample) *record.Claim {
			return s.sent("1", "GP100005", bayImaging, "73721 1200")
		}, "CLP02=1 denied F2:84 paid 0.00 patient 0.00\n73721: 1200.00 - [CO-197 1200.00] = 0.00"},
		{"C131 authorized imaging is paid", func(s *sample) *record.Claim {
			s.authorize(authorizationFor("A-31", "GP100005", bayImaging, "73721"))
			c := s.sent("1", "GP100005", bayImaging, "73721 1200")
			c.Authorization = "A-31"
			return c
		}, ok + "paid 350.00 patient 100.00\n73721: 1200.00 - [CO-45 750.00, PR-3 100.00] = 350.00"},
		{"C132 units beyond the authorization are denied, the others paid", func(s *sample) *record.Claim {
			s.refer(referralTo("R-32", "GP100005", laurel, ginkgo, 20, 0))
			a := authorizationFor("A-32", "GP100005", ginkgo, "97110")
			a.Units, a.Used = usd("12"), usd("11")
			s.authorize(a)
			return s.sent("1", "GP100005", ginkgo, "97110x4 240")
		}, ok + "paid 5.00 patient 30.00\n97110: 240.00 - [CO-45 25.00, CO-198 180.00, PR-3 30.00] = 5.00"},
		{"C133 an authorization of another service does not cover", func(s *sample) *record.Claim {
			s.authorize(authorizationFor("A-33", "GP100005", bayImaging, "73721"))
			c := s.sent("1", "GP100005", bayImaging, "70553 1200")
			c.Authorization = "A-33"
			return c
		}, "CLP02=1 denied F2:84 paid 0.00 patient 0.00\n70553: 1200.00 - [CO-284 1200.00] = 0.00"},
		{"C134 an authorization of another provider does not cover", func(s *sample) *record.Claim {
			s.authorize(authorizationFor("A-34", "GP100005", bayview, "73721"))
			c := s.sent("1", "GP100005", bayImaging, "73721 1200")
			c.Authorization = "A-34"
			return c
		}, "CLP02=1 denied F2:84 paid 0.00 patient 0.00\n73721: 1200.00 - [CO-296 1200.00] = 0.00"},
		{"C135 an expired authorization does not cover", func(s *sample) *record.Claim {
			a := authorizationFor("A-35", "GP100005", bayImaging, "73721")
			a.To = 20260131
			s.authorize(a)
			c := s.sent("1", "GP100005", bayImaging, "73721 1200")
			c.Authorization = "A-35"
			return c
		}, "CLP02=1 denied F2:84 paid 0.00 patient 0.00\n73721: 1200.00 - [CO-302 1200.00] = 0.00"},
		{"C136 a refused authorization is found without its number", func(s *sample) *record.Claim {
			a := authorizationFor("A-36", "GP100005", bayImaging, "73721")
			a.Status = record.Denied
			s.authorize(a)
			return s.sent("1", "GP100005", bayImaging, "73721 1200")
		}, "CLP02=1 denied F2:84 paid 0.00 patient 0.00\n73721: 1200.00 - [CO-39 1200.00] = 0.00"},

		// Benefits
		{"C145 cosmetic surgery is excluded", func(s *sample) *record.Claim {
			return s.sent("1", "GP100005", laurel, "15780 1000")
		}, "CLP02=1 denied F2:104 paid 0.00 patient 1000.00\n15780: 1000.00 - [PR-96 1000.00] = 0.00 N383"},
		{"C146 a service that the plan does not know is not covered", func(s *sample) *record.Claim {
			return s.sent("1", "GP100005", chiropractor, "98940 60")
		}, "CLP02=1 denied F2:104 paid 0.00 patient 60.00\n98940: 60.00 - [PR-204 60.00] = 0.00"},
		{"C147 visits beyond the limit are the patient's", func(s *sample) *record.Claim {
			s.refer(referralTo("R-47", "GP100015", laurel, ginkgo, 20, 0))
			s.authorize(authorizationFor("A-47", "GP100015", ginkgo, "97110"))
			return s.sent("1", "GP100015", ginkgo, "97110 60")
		}, "CLP02=1 denied F2:483 paid 0.00 patient 60.00\n97110: 60.00 - [PR-119 60.00] = 0.00"},
		{"C148 a dental claim is paid within the year's limit", func(s *sample) *record.Claim {
			c := s.sent("1", "GP100005", rowan, "D0120 80", "D2740 1400")
			c.Kind = record.Dental
			return c
		}, ok + "paid 495.00 patient 450.00\nD0120: 80.00 - [CO-45 35.00] = 45.00\nD2740: 1400.00 - [CO-45 500.00, PR-2 450.00] = 450.00"},
		{"C149 what is beyond the year's dollars is the patient's", func(s *sample) *record.Claim {
			s.used[record.Counter{Kind: record.BenefitDollars, Owner: "GP100005", Category: "DENTAL", Year: 2026}] = usd("800")
			c := s.sent("1", "GP100005", rowan, "D2740 1400")
			c.Kind = record.Dental
			return c
		}, ok + "paid 200.00 patient 700.00\nD2740: 1400.00 - [CO-45 500.00, PR-2 450.00, PR-119 250.00] = 200.00"},
		{"C150 a dental claim of a member without dental benefit is not covered", func(s *sample) *record.Claim {
			c := s.sent("1", "GP100006", rowan, "D0120 80")
			c.Kind = record.Dental
			return c
		}, "CLP02=1 denied F2:89:QC paid 0.00 patient 80.00\nD0120: 80.00 - [PR-204 80.00] = 0.00"},
		{"a dental procedure outside of a dental benefit is not covered by the plan's provisions", func(s *sample) *record.Claim {
			c := s.sent("1", "GP100005", rowan, "D8080 3000")
			c.Kind = record.Dental
			return c
		}, "CLP02=1 denied F2:104 paid 0.00 patient 3000.00\nD8080: 3000.00 - [PR-204 3000.00] = 0.00"},

		// Encounters and waiting claims
		{"C175 an encounter of prepaid care is only stored", func(s *sample) *record.Claim {
			c := s.sent("1", "GP100002", cedar, "99213 150")
			c.Encounter = true
			return c
		}, "CLP02=1 encounter F4:105 paid 0.00 patient 20.00\n99213: 150.00 - [PR-3 20.00, CO-24 130.00] = 0.00"},
		{"C176 an encounter that proves payable is paid", func(s *sample) *record.Claim {
			c := s.sent("1", "GP100002", cedar, "J1885 40")
			c.Encounter = true
			return c
		}, ok + "paid 16.00 patient 4.00\nJ1885: 40.00 - [CO-45 20.00, PR-2 4.00] = 16.00"},
		{"C177 a capitated line without charge stands beside a paid one", func(s *sample) *record.Claim {
			return s.sent("1", "GP100002", cedar, "99213 0", "90686 45")
		}, ok + "paid 32.00 patient 0.00\n99213: 0.00 = 0.00\n90686: 45.00 - [CO-45 13.00] = 32.00"},
		{"C178 a line without charge is paid its fee where the contract has no lesser-of", func(s *sample) *record.Claim {
			return s.sent("1", "GP100002", cedar, "90471 0")
		}, ok + "paid 25.00 patient 0.00\n90471: 0.00 - [OA-94 -25.00] = 25.00"},
		{"C184 a service without price waits", func(s *sample) *record.Claim {
			return s.sent("1", "GP100005", laurel, "99199 400")
		}, "CLP02= pended P2:110 paid 0.00 patient 0.00\n99199: 400.00 = 0.00"},
	})
}

// scenario is a claim of the sample and what it is decided as.
type scenario struct {
	name  string
	claim func(*sample) *record.Claim
	want  string
}

// runScenarios decides each claim on a book and ledger of its own.
func runScenarios(t *testing.T, all []scenario) {
	for _, tt := range all {
		t.Run(tt.name, func(t *testing.T) {
			s := newSample()
			claim := tt.claim(s)
			d := s.decide(claim)
			if got := tell(d); got != tt.want {
				t.Errorf("decided\n%s\nwant\n%s\ntrace\n%s", got, tt.want, trace(d))
			}
			sound(t, s, claim, d)
		})
	}
}

// afterPrimary returns a claim of Maple for GP100009 on 2026-01-20 that the
// first payer decided: what it paid, and its adjustments.
func afterPrimary(s *sample, line, paid string, adjustments ...string) *record.Claim {
	c := dated(s.sent("1", "GP100009", maple, line), 20260120)
	c.Position = "S"
	first := record.OtherPayer{Position: "P", ID: "88001", Paid: usd(paid), HasPaid: true, Decided: 20260210}
	for _, text := range adjustments {
		code, amount, _ := strings.Cut(text, " ")
		group, reason, _ := strings.Cut(code, "-")
		first.Adjustments = append(first.Adjustments, record.Adjustment{Group: record.GroupCode(group), Reason: record.CARC(reason), Amount: usd(amount)})
	}
	c.OtherPayers = []record.OtherPayer{first}
	return c
}

// newbornOf returns a claim for the baby of GP100006, born 2026-02-10, sent as
// her child under her id.
func newbornOf(s *sample, lines ...string) *record.Claim {
	c := s.sent("1", "GP100006", laurel, lines...)
	c.Patient = &record.Person{Name: record.PersonName{Last: "FROST", First: "BABY"}, BirthDate: 20260210}
	c.Relationship = "19"
	return c
}

// trace writes a decision's trace, a step a line.
func trace(d *record.Decision) string {
	var b strings.Builder
	for _, s := range d.Trace {
		fmt.Fprintf(&b, "%-3s %d %-14s %s %v\n", s.Rule, s.Line, s.Result, s.Concluded, s.Looked)
	}
	return b.String()
}
