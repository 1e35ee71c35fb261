package adjudicate_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/mapping/record"
)

func TestStatusScenarios(t *testing.T) {
	const nina, eli, cho, sofia = "GP100005", "GP100004", "GP100002", "GP100003"
	for _, tt := range []struct {
		name string
		ask  func(*statusSample) *record.StatusInquiry
		want string
	}{
		{"S01 a paid claim is found by our number", func(s *statusSample) *record.StatusInquiry {
			s.decide(s.sent("1", nina, laurel, "99213 150"))
			return numbered(s.ask(laurel, nina), "1")
		}, "F1:65 20260316 charge 150 paid 60 final 20260316 1K 1 EJ A1"},
		{"S01 lines that are asked about are told", func(s *statusSample) *record.StatusInquiry {
			s.decide(s.sent("1", nina, laurel, "99213 150", "93000 60"))
			q := numbered(s.ask(laurel, nina), "1")
			q.Lines = []record.StatusLine{{Procedure: record.Procedure{Qualifier: "HC", Code: "93000"}, Charge: usd("60"), Dates: record.Span{From: 20260217}}}
			return q
		}, "F1:65 20260316 charge 210 paid 85 final 20260316 1K 1 EJ A1\n  93000 F1:65 25 of 60"},
		{"S02 a denied claim is found by its days, with its reason", func(s *statusSample) *record.StatusInquiry {
			s.decide(s.sent("1", eli, ivy, "99203 220"))
			return onDay(s.ask(ivy, eli), 20260217)
		}, "F2:94:82 20260316 charge 220 paid 0 1K 1 EJ A1"},
		{"S03 a prepaid claim", func(s *statusSample) *record.StatusInquiry {
			s.decide(s.sent("1", cho, cedar, "99213 150"))
			return accounted(s.ask(cedar, cho), "A1")
		}, "F4:105 20260316 charge 150 paid 0 1K 1 EJ A1"},
		{"S04 a claim that waits for its price", func(s *statusSample) *record.StatusInquiry {
			s.decide(s.sent("1", nina, laurel, "99199 400"))
			return onDay(s.ask(laurel, nina), 20260217)
		}, "P2:110 20260316 charge 400 paid 0 1K 1 EJ A1"},
		{"S05 a claim that never came", func(s *statusSample) *record.StatusInquiry {
			s.decide(s.sent("1", nina, laurel, "99213 150"))
			return onDay(accounted(numbered(s.ask(laurel, nina), "99"), "X"), 20260105)
		}, "A4:35 20260316 EJ X"},
		{"S06 a claim that was forwarded", func(s *statusSample) *record.StatusInquiry {
			s.decide(at(s.sent("1", sofia, pine, "99285 900"), "23"))
			return onDay(s.ask(pine, sofia), 20260217)
		}, "A0:114:PR 20260316 charge 900 paid 0 1K 1 EJ A1"},
		{"S07 a replaced claim points to the one in its place", func(s *statusSample) *record.StatusInquiry {
			s.decide(s.sent("5501", nina, laurel, "99214 200"))
			s.decide(about(s.sent("2", nina, laurel, "99213 150"), "7", "5501"))
			return numbered(s.ask(laurel, nina), "5501")
		}, "F3:101 20260316 charge 200 paid 0 1K 2 EJ A5501"},
		{"S07 a claim that was replaced twice points to the last", func(s *statusSample) *record.StatusInquiry {
			s.decide(s.sent("5501", nina, laurel, "99214 200"))
			s.decide(about(s.sent("2", nina, laurel, "99213 150"), "7", "5501"))
			s.decide(about(s.sent("3", nina, laurel, "99213 140"), "7", "2"))
			return numbered(s.ask(laurel, nina), "5501")
		}, "F3:101 20260316 charge 200 paid 0 1K 3 EJ A5501"},
		{"S08 another provider's claim is as unknown as one that never came", func(s *statusSample) *record.StatusInquiry {
			s.decide(s.sent("1", nina, laurel, "99213 150"))
			return onDay(accounted(numbered(s.ask(olive, nina), "1"), "A1"), 20260217)
		}, "A4:35 20260316 EJ A1"},
		{"a claim that was voided points to nothing else", func(s *statusSample) *record.StatusInquiry {
			s.decide(s.sent("5701", nina, laurel, "99213 150"))
			s.decide(about(s.sent("2", nina, laurel, "99213 150"), "8", "5701"))
			return numbered(s.ask(laurel, nina), "5701")
		}, "F3:101 20260316 charge 150 paid 0 1K 5701 EJ A5701"},
		{"S10 lines that ended differently are told unasked, the best one speaks for the claim", func(s *statusSample) *record.StatusInquiry {
			c := s.sent("1", "GP100007", laurel, "99213 150", "99213 150")
			c.Lines[0].Dates, c.Lines[1].Dates = record.Span{From: 20260130, To: 20260130}, record.Span{From: 20260202, To: 20260202}
			s.decide(c)
			return onDay(s.ask(laurel, "GP100007"), 20260202)
		}, "F1:65 20260316 charge 300 paid 60 final 20260316 1K 1 EJ A1\n  99213 F1:65 60 of 150\n  99213 F2:88:QC 0 of 150"},
		{"every reason of a denied claim is told", func(s *statusSample) *record.StatusInquiry {
			s.decide(s.sent("1", eli, ivy, "99203 220", "73721 500"))
			return onDay(s.ask(ivy, eli), 20260217)
		}, "F2:94:82+F2:84 20260316 charge 720 paid 0 1K 1 EJ A1\n  99203 F2:94:82 0 of 220\n  73721 F2:84 0 of 500"},
		{"S12 an encounter", func(s *statusSample) *record.StatusInquiry {
			c := s.sent("1", cho, cedar, "99213 150")
			c.Encounter = true
			s.decide(c)
			return numbered(s.ask(cedar, cho), "1")
		}, "F4:105 20260316 charge 150 paid 0 1K 1 EJ A1"},
		{"a claim that nobody decided yet", func(s *statusSample) *record.StatusInquiry {
			s.keep(s.sent("1", nina, laurel, "99213 150"), nil)
			return numbered(s.ask(laurel, nina), "1")
		}, "P1:20 20260302 charge 150 paid 0 1K 1 EJ A1"},
		{"S09 a claim that the front end rejected has the statuses of its 277CA", func(s *statusSample) *record.StatusInquiry {
			c := s.sent("1", nina, laurel, "99213 150", "93000 60")
			c.Control = ""
			s.keep(c, nil).Rejections = []record.Rejection{
				{Status: record.StatusCode{Category: "A8", Code: "400"}}, {Status: record.StatusCode{Category: "A7", Code: "187"}, Line: 2},
			}
			return accounted(s.ask(laurel, nina), "A1")
		}, "A8:400+A7:187 20260302 charge 210 EJ A1\n  99213 A8:400 0 of 150\n  93000 A7:187 0 of 60"},
		{"a claim in a remittance has the payment's number and day", func(s *statusSample) *record.StatusInquiry {
			s.decide(s.sent("1", nina, laurel, "99213 150")).Payment = record.ClaimPayment{Trace: "EFT9", Method: record.ACH, Effective: 20260318}
			return numbered(s.ask(laurel, nina), "1")
		}, "F1:65 20260316 charge 150 paid 60 final 20260316 paid on 20260318 by EFT9 1K 1 EJ A1"},
		{"a denied claim in a payment has its number, for the reasons stand there", func(s *statusSample) *record.StatusInquiry {
			s.decide(s.sent("1", eli, ivy, "99203 220")).Payment = record.ClaimPayment{Trace: "EFT9", Method: record.ACH, Effective: 20260318}
			return numbered(s.ask(ivy, eli), "1")
		}, "F2:94:82 20260316 charge 220 paid 0 by EFT9 1K 1 EJ A1"},
		{"a claim in a remittance without money has a voucher", func(s *statusSample) *record.StatusInquiry {
			s.decide(s.sent("1", eli, ivy, "99203 220")).Payment = record.ClaimPayment{Trace: "NP9", Method: record.NonPayment, Effective: 20260318}
			return numbered(s.ask(ivy, eli), "1")
		}, "F2:94:82 20260316 charge 220 paid 0 VV NP9 1K 1 EJ A1"},

		// Which claim is meant
		{"S11 several that fit are all told, rejected ones last", func(s *statusSample) *record.StatusInquiry {
			rejected := s.sent("9", nina, laurel, "99213 150")
			rejected.Control = ""
			s.keep(rejected, nil).Rejections = []record.Rejection{{Status: record.StatusCode{Category: "A8", Code: "400"}}}
			s.decide(s.sent("1", nina, laurel, "99213 150"))
			s.decide(s.sent("2", nina, laurel, "99213 150"))
			s.decide(s.sent("3", nina, laurel, "99395 250"))
			return charged(onDay(s.ask(laurel, nina), 20260217), "150.00")
		}, "F1:65 20260316 charge 150 paid 60 final 20260316 1K 1 EJ A1\nF2:54 20260316 charge 150 paid 0 1K 2 EJ A2\nA8:400 20260302 charge 150 EJ A9"},
		{"of one account, what fits the day", func(s *statusSample) *record.StatusInquiry {
			for i, day := range []record.Date{20260217, 20260224} {
				c := dated(s.sent(fmt.Sprint(i+1), nina, laurel, "99213 150"), day)
				c.Account = "SAME"
				s.decide(c)
			}
			return onDay(accounted(s.ask(laurel, nina), "SAME"), 20260224)
		}, "F1:65 20260316 charge 150 paid 60 final 20260316 1K 2 EJ SAME"},
		{"of one account all, where the day fits none", func(s *statusSample) *record.StatusInquiry {
			s.decide(s.sent("1", nina, laurel, "99213 150"))
			return onDay(accounted(s.ask(laurel, nina), "A1"), 20260101)
		}, "F1:65 20260316 charge 150 paid 60 final 20260316 1K 1 EJ A1"},
		{"another charge is another claim", func(s *statusSample) *record.StatusInquiry {
			s.decide(s.sent("1", nina, laurel, "99213 150"))
			return charged(onDay(s.ask(laurel, nina), 20260217), "151")
		}, "A4:35 20260316"},
		{"the bill type tells hospital claims apart, whatever the frequency", func(s *statusSample) *record.StatusInquiry {
			for i, facility := range []string{"11", "13"} {
				c := s.sent(fmt.Sprint(i+1), nina, bayview, "99213 150")
				c.Institutional, c.Frequency = &record.InstitutionalClaim{FacilityType: facility}, "1"
				s.keep(c, nil)
			}
			q := onDay(s.ask(bayview, nina), 20260217)
			q.BillType = "0137"
			return q
		}, "P1:20 20260302 charge 150 paid 0 1K 2 EJ A2"},
		{"our number of another patient's claim is not enough", func(s *statusSample) *record.StatusInquiry {
			s.decide(s.sent("1", nina, laurel, "99213 150"))
			return numbered(s.ask(laurel, "GP100010"), "1")
		}, "A4:35 20260316"},
		{"days are those of the lines where the claim has none", func(s *statusSample) *record.StatusInquiry {
			s.decide(s.sent("1", nina, laurel, "99213 150"))
			q := s.ask(laurel, nina)
			q.Lines = []record.StatusLine{{Procedure: record.Procedure{Qualifier: "HC", Code: "99999"}, Dates: record.Span{From: 20260210, To: 20260217}}}
			return q
		}, "F1:65 20260316 charge 150 paid 60 final 20260316 1K 1 EJ A1\n  99213 F1:65 60 of 150"},
		{"a line is known by its control number, or its place", func(s *statusSample) *record.StatusInquiry {
			c := s.sent("1", nina, laurel, "99213 150", "93000 60", "80053 60")
			c.Lines[0].Control = "L-1"
			s.decide(c)
			q := numbered(s.ask(laurel, nina), "1")
			q.Lines = []record.StatusLine{{Control: "L-1", Procedure: record.Procedure{Code: "1"}}, {Control: "2"}}
			return q
		}, "F1:65 20260316 charge 270 paid 103 final 20260316 1K 1 EJ A1\n  99213 F1:65 60 of 150\n  93000 F1:65 25 of 60"},

		// Who may ask
		{"the rendering provider may ask", func(s *statusSample) *record.StatusInquiry {
			c := s.sent("1", eli, deltaOrtho, "99203 220")
			c.Providers = []record.ClaimProvider{{Role: record.RenderingProvider, NPI: ivy}}
			s.decide(c)
			return numbered(s.ask(ivy, eli), "1")
		}, "F2:94:82 20260316 charge 220 paid 0 1K 1 EJ A1"},
		{"who renders one line may ask", func(s *statusSample) *record.StatusInquiry {
			c := s.sent("1", nina, laurel, "99213 150", "93000 60")
			c.Lines[1].Providers = []record.ClaimProvider{{Role: record.RenderingProvider, NPI: maple}}
			s.keep(c, nil)
			return numbered(s.ask(maple, nina), "1")
		}, "P1:20 20260302 charge 210 paid 0 1K 1 EJ A1"},
		{"the referring provider may not", func(s *statusSample) *record.StatusInquiry {
			c := s.sent("1", eli, ivy, "99203 220")
			c.Providers = []record.ClaimProvider{{Role: record.ReferringProvider, NPI: hazel}}
			s.decide(c)
			return onDay(s.ask(hazel, eli), 20260217)
		}, "A4:35 20260316"},
		{"the billing provider's tax id will do", func(s *statusSample) *record.StatusInquiry {
			c := s.sent("1", nina, laurel, "99213 150")
			c.Billing.TIN = "945555555"
			s.keep(c, nil)
			q := numbered(s.ask("", nina), "1")
			q.Providers = []record.ClaimProvider{{ID: record.Reference{Qualifier: "FI", Number: "94-5555555"}}}
			return q
		}, "P1:20 20260302 charge 150 paid 0 1K 1 EJ A1"},

		// Who the patient is
		{"a child is found through the parent's id", func(s *statusSample) *record.StatusInquiry {
			s.decide(s.sent("1", "GP100010", laurel, "99213 150"))
			s.decide(s.sent("2", nina, laurel, "99213 150"))
			return onDay(childOf(s.ask(laurel, nina), s.MembersByID("GP100010")[0]), 20260217)
		}, "F1:65 20260316 charge 150 paid 60 final 20260316 1K 1 EJ A1"},
		{"of twins the one who is named", func(s *statusSample) *record.StatusInquiry {
			for i, name := range []string{"TIM", "TOM"} {
				c := s.sent(fmt.Sprint(i+1), nina, laurel, "99213 150")
				c.Relationship, c.Patient = "19", &record.Person{Name: record.PersonName{Last: "OKAFOR", First: name}, BirthDate: 20260210}
				s.keep(c, nil)
			}
			q := onDay(s.ask(laurel, nina), 20260217)
			q.Dependent = &record.Person{Name: record.PersonName{Last: "OKAFOR", First: "TOM"}, BirthDate: 20260210}
			return q
		}, "P1:20 20260302 charge 150 paid 0 1K 2 EJ A2"},
		{"a dependent's claim is not the subscriber's", func(s *statusSample) *record.StatusInquiry {
			c := s.sent("1", nina, laurel, "99213 150")
			c.Relationship, c.Patient = "19", &record.Person{Name: record.PersonName{Last: "OKAFOR", First: "TIM"}, BirthDate: 20260210}
			s.keep(c, nil)
			return onDay(s.ask(laurel, nina), 20260217)
		}, "A4:35 20260316"},
		{"an id that was misspelled in the claim is found by what it was decided for", func(s *statusSample) *record.StatusInquiry {
			c := s.sent("1", nina, laurel, "99213 150")
			c.Patient.ID, c.Subscriber.ID = "GP1OOOO5", "GP1OOOO5"
			d := s.sample.decide(s.sent("1", nina, laurel, "99213 150"))
			s.keep(c, d)
			return onDay(s.ask(laurel, nina), 20260217)
		}, "F1:65 20260316 charge 150 paid 60 final 20260316 1K 1 EJ A1"},
		{"a claim of somebody unknown is told to who sent it", func(s *statusSample) *record.StatusInquiry {
			c := s.sent("1", "ZZ999", laurel, "99213 150")
			c.Patient.Name = record.PersonName{Last: "NOBODY", First: "ANN"}
			s.decide(c)
			q := onDay(s.ask(laurel, "ZZ999"), 20260217)
			q.Subscriber.Name = c.Patient.Name
			return q
		}, "F2:97:QC 20260316 charge 150 paid 0 1K 1 EJ A1"},
		{"S15 nobody has the id", func(s *statusSample) *record.StatusInquiry {
			return onDay(s.ask(laurel, "ZZ990000"), 20260217)
		}, "A4:33:IL 20260316"},
		{"the id is somebody else's", func(s *statusSample) *record.StatusInquiry {
			s.decide(s.sent("1", nina, laurel, "99213 150"))
			q := onDay(s.ask(laurel, nina), 20260217)
			q.Subscriber.Name, q.Subscriber.BirthDate = record.PersonName{Last: "OTHER", First: "ZOE"}, 19010101
			return q
		}, "A4:30:IL 20260316"},

		// What can't be searched
		{"records that are closed", func(s *statusSample) *record.StatusInquiry {
			s.opts.Closed = true
			return numbered(s.ask(laurel, nina), "1")
		}, "2200B E1:484 20260316"},
		{"S13 another payer's", func(s *statusSample) *record.StatusInquiry {
			q := numbered(s.ask(laurel, nina), "1")
			q.InformationSourceID = "88002"
			return q
		}, "2200B E0:26:PR 20260316"},
		{"S14 a provider whose NPI fails its check digit", func(s *statusSample) *record.StatusInquiry {
			return numbered(s.ask("1234567890", nina), "1")
		}, "2200C E0:562:1P 20260316"},
		{"a provider by a number of ours, which there are none of", func(s *statusSample) *record.StatusInquiry {
			q := numbered(s.ask("", nina), "1")
			q.Providers[0].ID = record.Reference{Qualifier: "SV", Number: "2000035"}
			return q
		}, "2200C E0:26:1P 20260316"},
		{"neither a number nor a day", func(s *statusSample) *record.StatusInquiry {
			return s.ask(laurel, nina)
		}, "D0:187 20260316"},
		{"a day that is none", func(s *statusSample) *record.StatusInquiry {
			q := numbered(s.ask(laurel, nina), "99")
			q.DatesUnreadable = true
			return q
		}, "E0:187 20260316"},
		{"a number that nobody has, and no day", func(s *statusSample) *record.StatusInquiry {
			return numbered(s.ask(laurel, nina), "99")
		}, "A4:35 20260316"},
		{"more claims than can be told", func(s *statusSample) *record.StatusInquiry {
			for i := range 101 {
				s.keep(s.sent(fmt.Sprint(i), nina, laurel, "99213 150"), nil)
			}
			return onDay(s.ask(laurel, nina), 20260217)
		}, "D0:485 20260316"},
		{"more claims than can be looked through", func(s *statusSample) *record.StatusInquiry {
			for i := range 1001 {
				s.keep(s.sent(fmt.Sprint(i), nina, olive, "99213 150"), nil)
			}
			return onDay(s.ask(laurel, nina), 20260217)
		}, "D0:485 20260316"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := newStatusSample()
			q := tt.ask(s)
			a := s.answer(q)
			assert.Equal(t, tt.want, statusTold(a))
			assert.Same(t, q, a.Inquiry)
			require.NotEmpty(t, a.Trail, "an examiner is told why")
			for _, step := range a.Trail {
				assert.NotEmpty(t, step.Concluded)
			}
			again := s.answer(q)
			assert.Equal(t, statusTold(a), statusTold(again), "answering changes nothing")
		})
	}
}

// Whatever is asked, the 277 repeats of the question what tells it apart.
func TestWhatWasAskedIsRepeatedWhereNothingWasFound(t *testing.T) {
	s := newStatusSample()
	q := onDay(accounted(s.ask(laurel, "GP100005"), "X"), 20260105)
	q.BillType, q.Prescription, q.Clearinghouse = "131", "RX", "BC7"
	c := s.answer(q).Claims[0]
	assert.Equal(t, []string{"131", "X", "RX", "BC7"}, []string{c.BillType, c.Account, c.Prescription, c.Clearinghouse})
	assert.Equal(t, q.Dates, c.Dates)
	assert.False(t, c.Found)
}
