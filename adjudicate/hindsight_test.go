package adjudicate_test

import (
	"fmt"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/hmox12/hmox12/adjudicate"
	"github.com/hmox12/hmox12/mapping/record"
)

// looked has a claim looked at again after a change of the book, and tells what
// came of it.
func looked(s *sample, claim *record.Claim, again adjudicate.Again) (string, *record.Decision) {
	again.Claim, again.Decision = claim, s.tally.claims[claim.Control]
	d, told := adjudicate.DecideAgain(s.shelf, s.tally, &again, s.opts)
	switch {
	case told == nil:
		return "", nil
	case d == nil:
		return string(told.Result), nil
	}
	s.take(claim, d)
	return string(told.Result) + " " + string(told.Why), d
}

func TestWhatAChangeInHindsightBearsOn(t *testing.T) {
	feb := record.Span{From: 20260201, To: 20260228}
	raise := func(s *sample) {
		for i := range s.fees {
			if s.fees[i].Code == "99213" {
				s.fees[i].Amount = usd("90")
			}
		}
	}
	lower := func(s *sample) {
		for i := range s.fees {
			if s.fees[i].Code == "99213" {
				s.fees[i].Amount = usd("70")
			}
		}
	}
	schedule := func(s *sample) string { return s.Contract("K5").Terms[0].Schedule }
	for _, tt := range []struct {
		name    string
		happens func(*sample)
		change  func(*sample) record.HindsightChange
		want    string
	}{
		{"a fee of the contract that paid", raise, func(s *sample) record.HindsightChange {
			return record.HindsightChange{Kind: record.HindsightFee, Subject: schedule(s), Code: "99213", Span: feb}
		}, "decided again N689"},
		{"a fee of another code", raise, func(s *sample) record.HindsightChange {
			return record.HindsightChange{Kind: record.HindsightFee, Subject: schedule(s), Code: "99214", Span: feb}
		}, ""},
		{"a fee of another schedule", raise, func(*sample) record.HindsightChange {
			return record.HindsightChange{Kind: record.HindsightFee, Subject: "OTHER", Code: "99213", Span: feb}
		}, ""},
		{"a fee of other days", raise, func(s *sample) record.HindsightChange {
			return record.HindsightChange{Kind: record.HindsightFee, Subject: schedule(s), Code: "99213", Span: record.Span{From: 20260218}}
		}, ""},
		{"a fee that is as it was", func(*sample) {}, func(s *sample) record.HindsightChange {
			return record.HindsightChange{Kind: record.HindsightFee, Subject: schedule(s), Code: "99213", Span: feb}
		}, "the same"},
		{"the contract that paid", raise, func(*sample) record.HindsightChange {
			return record.HindsightChange{Kind: record.HindsightContract, Subject: "K5", Span: feb}
		}, "decided again N689"},
		{"another contract", raise, func(*sample) record.HindsightChange {
			return record.HindsightChange{Kind: record.HindsightContract, Subject: "K4", Span: feb}
		}, ""},
		{"who was paid", raise, func(*sample) record.HindsightChange {
			return record.HindsightChange{Kind: record.HindsightParticipation, Subject: laurel, Span: feb}
		}, "decided again N689"},
		{"another provider", raise, func(*sample) record.HindsightChange {
			return record.HindsightChange{Kind: record.HindsightParticipation, Subject: maple, Span: feb}
		}, ""},
		{"a change that takes nothing back", lower, func(*sample) record.HindsightChange {
			return record.HindsightChange{Kind: record.HindsightContract, Subject: "K5", Span: feb, HoldHarmless: true}
		}, "held harmless"},
		{"one that takes nothing back, and pays more", raise, func(*sample) record.HindsightChange {
			return record.HindsightChange{Kind: record.HindsightContract, Subject: "K5", Span: feb, HoldHarmless: true}
		}, "decided again N689"},
		{"a referral", raise, func(*sample) record.HindsightChange {
			return record.HindsightChange{Kind: record.HindsightReferral, Subject: "R-1", Member: "GP100005", Span: feb}
		}, "decided again N688"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := newRoster()
			claim := s.sent("1", "GP100005", laurel, "99213 150")
			s.decide(claim)
			change := tt.change(s)
			tt.happens(s)
			got, _ := looked(s, claim, adjudicate.Again{
				Paid: 20260225, Told: 20260310, HoldHarmless: change.HoldHarmless,
				Changed: []adjudicate.ChangedDays{adjudicate.HindsightDays(s.shelf, &change)},
			})
			assert.Equal(t, tt.want, got)
		})
	}
}

func TestAContractMayTakeMoneyBackForFewerDays(t *testing.T) {
	for days, want := range map[int]string{0: "decided again MA67", 18: "too long ago", 19: "decided again MA67", 400: "decided again MA67"} {
		s := newRoster()
		claim := s.sent("1", "GP100005", laurel, "99213 150")
		s.decide(claim)
		s.Contract("K5").RecoveryDays = days
		for i := range s.fees {
			s.fees[i].Amount = usd("70")
		}
		got, _ := looked(s, claim, adjudicate.Again{
			Paid: s.opts.Today.AddDays(-19), Told: 20260310, Changed: []adjudicate.ChangedDays{{Span: record.Span{From: 20260101}, Why: "MA67"}},
		})
		assert.Equal(t, want, got, days)
	}
}

func TestWhatIsOwedByAMistakeWasDueSinceTheClaimCame(t *testing.T) {
	for told, want := range map[record.Date]string{0: "0.16", 20260310: "0.00"} {
		s := newRoster()
		claim := s.sent("1", "GP100005", laurel, "99213 150")
		claim.Received = 20260105
		dated(claim, 20260102)
		s.decide(claim)
		s.payer.PromptPay = []record.PromptPay{{Span: record.Span{From: 20200101}, Days: 30, Rate: usd("0.15"), YearDays: 365}}
		for i := range s.fees {
			if s.fees[i].Code == "99213" {
				s.fees[i].Amount = usd("90")
			}
		}
		_, d := looked(s, claim, adjudicate.Again{
			Paid: 20260115, Told: told, Changed: []adjudicate.ChangedDays{{Span: record.Span{From: 20260101}, Why: "N689"}},
		})
		require.NotNil(t, d)
		assert.Equal(t, want, d.Interest.StringFixed(2)) // 40 days of 10
	}
}

func TestAnUpheldDisputeHasALateClaimDecidedAgain(t *testing.T) {
	s := newRoster()
	late := dated(s.sent("1", "GP100005", laurel, "99213 150"), 20250701)
	first := s.decide(late)
	require.Equal(t, "29", string(first.Lines[0].Adjustments[0].Reason))
	s.opts.FilingExcuse = "D-1"
	got, d := looked(s, late, adjudicate.Again{Told: 20260313, Changed: adjudicate.ExcusedDays(first, "D-1")})
	require.Equal(t, "decided again N690", got)
	assert.Equal(t, "60", d.Paid.String())
	assert.Empty(t, adjudicate.ExcusedDays(d, "D-1"), "it is not late any more")

	other := s.decide(s.sent("2", "GP100005", maple, "99213 150"))
	assert.Empty(t, adjudicate.ExcusedDays(other, "D-1"), "a claim that was denied for something else stays")
}

func TestWhatIsGrantedForPastDaysHasWhatLackedItDecidedAgain(t *testing.T) {
	s := newRoster()
	s.referrals = nil
	claim := s.sent("1", "GP100004", ivy, "99203 220")
	require.Equal(t, "288", string(s.decide(claim).Lines[0].Adjustments[0].Reason))
	visit := s.sent("2", "GP100004", hazel, "99213 150")
	s.decide(visit)
	s.refer(&record.Referral{Number: "R-9", Member: "GP100004", Referring: hazel, Issued: 20260210, ReferredTo: ivy, Visits: 1, Span: record.Span{From: 20260210}})
	granted := func(what string) adjudicate.Again {
		return adjudicate.Again{Told: 20260302, Changed: []adjudicate.ChangedDays{adjudicate.GrantedDays(what, "R-9", record.Span{From: 20260210})}}
	}
	got, _ := looked(s, visit, granted("referral"))
	assert.Empty(t, got, "a claim that lacked nothing is not looked at")
	got, _ = looked(s, claim, granted("authorization"))
	assert.Empty(t, got, "it lacked a referral")
	got, d := looked(s, claim, granted("referral"))
	assert.Equal(t, "decided again N688", got)
	assert.True(t, d.Paid.IsPositive())
	assert.Equal(t, "1", s.Used(record.Counter{Kind: record.ReferralVisits, Owner: "R-9"}).String())
}

// The emergency room's copay is waived by the claim of a stay that began on the day
// or the next one, whichever of the claims is decided first.
func TestTheCopayOfTheEmergencyRoomIsGivenBackWhenTheStayComes(t *testing.T) {
	for _, tt := range []struct {
		name  string
		began record.Date
		want  string
	}{
		{"admitted on the same day", 20260217, "decided again N695"},
		{"admitted after midnight", 20260218, "decided again N695"},
		{"admitted a day later", 20260219, ""},
		{"admitted before", 20260216, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := newRoster()
			s.admit("A-1", "GP100005", "")
			room := at(s.sent("room", "GP100005", bayview, "0450/99284 1000"), "")
			first := s.decide(room)
			require.Equal(t, "150", first.Patient.String())
			stays := admitted(s, "GP100005", "1", "", tt.began, "0120/x3 24000")
			d := s.decide(stays)
			got, again := looked(s, room, adjudicate.Again{Told: stays.Received, Changed: adjudicate.AdmittedDays(s.shelf, stays, d)})
			assert.Equal(t, tt.want, got)
			if again != nil {
				assert.True(t, again.Patient.IsZero(), again.Patient)
				assert.Equal(t, "600", again.Paid.String())
			}
			got, _ = looked(s, stays, adjudicate.Again{Told: stays.Received, Changed: adjudicate.AdmittedDays(s.shelf, stays, d)})
			assert.Empty(t, got, "the stay itself has no copay of the emergency room")
		})
	}
	t.Run("a stay that was denied gives nothing back", func(t *testing.T) {
		s := newRoster()
		stays := admitted(s, "GP100007", "3", "", 20260201, "0120/x3 24000")
		assert.Empty(t, adjudicate.AdmittedDays(s.shelf, stays, s.decide(stays)))
	})
}

func TestAClaimAboutNobodyFindsWhoIsEnrolledLater(t *testing.T) {
	for _, tt := range []struct {
		name   string
		claim  func(*sample) *record.Claim
		member string
		want   string
	}{
		{"an id that nobody had (31)", func(s *sample) *record.Claim {
			c := s.sent("1", "GP200001", laurel, "99213 150")
			c.Patient.Name, c.Patient.BirthDate = record.PersonName{Last: "KELLER", First: "RUTH"}, 19910506
			c.Subscriber = c.Patient
			return c
		}, "GP200001", "decided again MA67"},
		{"an id that nobody had, of another person", func(s *sample) *record.Claim {
			c := s.sent("1", "GP200001", laurel, "99213 150")
			c.Patient.Name, c.Patient.BirthDate = record.PersonName{Last: "MOTT", First: "IAN"}, 19700101
			c.Subscriber = c.Patient
			return c
		}, "GP200001", ""},
		{"a day before the coverage", func(s *sample) *record.Claim {
			c := dated(s.sent("1", "GP200001", laurel, "99213 150"), 20260120)
			c.Patient.Name, c.Patient.BirthDate = record.PersonName{Last: "KELLER", First: "RUTH"}, 19910506
			c.Subscriber = c.Patient
			return c
		}, "GP200001", ""},
		{"a claim that was hers before", func(s *sample) *record.Claim {
			return s.sent("1", "GP100005", laurel, "99213 150")
		}, "GP100005", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := newRoster()
			claim := tt.claim(s)
			s.decide(claim)
			e := s.enrolled("GP200001", record.Addition, chooses(hd(record.Addition, "P1", dtp("348", 20260201)), laurel, 0))
			e.Person = person("KELLER", "RUTH", 19910506)
			r := s.enroll(e)
			require.Len(t, r.Changes, 1)
			got, d := looked(s, claim, adjudicate.Again{
				Told: e.Received, Member: tt.member, Changed: adjudicate.JoinedDays(s.shelf, r.Changes[0].ID),
			})
			assert.Equal(t, tt.want, got)
			if d != nil {
				assert.Equal(t, []string{tt.member, "60"}, []string{d.Member, d.Paid.String()})
				assert.Equal(t, "20", s.Used(record.Counter{Kind: record.OutOfPocketUsed, Owner: tt.member, Year: 2026}).String())
			}
		})
	}
}

// Whatever changed behind a claim: what it moved is taken back, so that the counters
// stand as if only the new decision had ever been, and the versions come to that.
func TestDecidedAgainTheCountersStandAsIfTheFirstDecisionHadNeverBeen(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := wildSample(t)
		s.payer.RecoveryDays = 365
		claim := wildClaim(t, s, 0)
		first := s.decide(claim)
		before := map[record.Counter]decimal.Decimal{}
		for c, v := range s.used {
			before[c] = v
		}
		for _, p := range first.Postings {
			if p.Visit == "" {
				before[p.Counter] = before[p.Counter].Sub(p.Amount)
			}
		}
		for i := range s.fees {
			s.fees[i].Amount = amounts.Draw(t, "new fee")
		}
		for i := range s.pcps {
			s.pcps[i].NPI = rapid.SampledFrom(providers).Draw(t, "new PCP")
		}
		got, d := looked(s, claim, adjudicate.Again{
			Paid: rapid.SampledFrom([]record.Date{0, 20260301}).Draw(t, "paid"), Told: 20260310,
			Changed: []adjudicate.ChangedDays{{Span: record.Span{From: 20250101}, Why: "MA67", Text: "much"}},
		})
		if d == nil {
			return
		}
		if sum := first.Paid.Add(d.Reversal.Paid); !sum.IsZero() {
			t.Fatalf("%s: %s of the first decision stands", got, sum)
		}
		for _, p := range d.Postings {
			if p.Visit == "" {
				before[p.Counter] = before[p.Counter].Add(p.Amount)
			}
		}
		for c, v := range s.used {
			switch c.Kind {
			case record.ReferralVisits, record.BenefitVisits: // a visit is counted once whoever holds it
				if v.IsNegative() {
					t.Fatalf("%v is %s", c, v)
				}
			default:
				if !v.Equal(before[c]) {
					t.Fatalf("%s: %v is %s, and should be %s", got, c, v, before[c])
				}
			}
		}
	})
}

func TestWhoIsCountedForTheCapitationOfAMonth(t *testing.T) {
	s := newRoster()
	k2 := func(day record.Date) bool {
		return adjudicate.Capitated(s.shelf, s.Coverage("GP100002"), s.PCPs("GP100002"), "K2", day)
	}
	assert.True(t, k2(20260201))
	assert.False(t, adjudicate.Capitated(s.shelf, s.Coverage("GP100002"), s.PCPs("GP100002"), "K5", 20260201), "another contract")
	assert.False(t, adjudicate.Capitated(s.shelf, nil, s.PCPs("GP100002"), "K2", 20260201), "not covered")
	assert.False(t, adjudicate.Capitated(s.shelf, s.Coverage("GP100002"), nil, "K2", 20260201), "no PCP")
	assert.False(t, k2(20241231), "before the coverage")
}

// What capitation was paid for a member and month, and all its adjustments, come to
// the rate while the member is counted and to nothing else.
func TestCapitationAdjustmentsComeToWhatIsDue(t *testing.T) {
	paid := []record.CapitatedMonth{
		{Contract: "K2", Payee: redwood, Month: 20260101, Rate: usd("40"), Paid: true},
		{Contract: "K2", Payee: redwood, Month: 20260201, Rate: usd("42"), Paid: true},
		{Contract: "K1", Payee: staffClinic, Month: 20260201, Rate: usd("7.50"), Paid: true},
	}
	rapid.Check(t, func(t *rapid.T) {
		s := newRoster()
		counted := func(m *record.CapitatedMonth) bool {
			return adjudicate.Capitated(s.shelf, s.Coverage("GP100002"), s.PCPs("GP100002"), m.Contract, m.Month)
		}
		got := make([]decimal.Decimal, len(paid))
		for i := range paid {
			if counted(&paid[i]) {
				got[i] = paid[i].Rate
			}
		}
		for n := range rapid.IntRange(1, 4).Draw(t, "changes") {
			day := record.Date(20251215).AddDays(rapid.IntRange(0, 90).Draw(t, "day"))
			var e *record.Enrollment
			switch rapid.IntRange(0, 2).Draw(t, "change") {
			case 0:
				e = s.enrolled("GP100002", record.Cancellation)
				e.Events = []record.Event{dtp("357", day)}
			case 1:
				e = s.enrolled("GP100002", record.Reinstatement)
			case 2:
				npi := rapid.SampledFrom([]string{alder, cedar, laurel}).Draw(t, "PCP")
				e = s.enrolled("GP100002", record.Change, chooses(hd(record.Change, "P1", dtp("303", day)), npi, day))
			}
			e.Source.Segment = n
			r := s.enroll(e)
			for i := range r.Changes {
				for _, a := range adjudicate.CapitationAdjustments(s.shelf, &r.Changes[i], paid) {
					for j := range paid {
						if paid[j].Contract == a.Contract && paid[j].Month == a.Month {
							got[j] = got[j].Add(a.Amount)
						}
					}
				}
			}
			for i := range paid {
				want := decimal.Zero
				if counted(&paid[i]) {
					want = paid[i].Rate
				}
				if !got[i].Equal(want) {
					t.Fatalf("%s of %s came to %s, and %s is due", paid[i].Contract, paid[i].Month, got[i], want)
				}
			}
		}
	})
}

func TestCapitatedMonthsAreNamedOnce(t *testing.T) {
	m := record.CapitatedMonth{Contract: "K2", Payee: redwood, Month: 20260301, Rate: usd("41.255")}
	assert.Equal(t, fmt.Sprintf("capitation K2 %s 2026-03 K2-2026-03 -123.77 2026-03-01", redwood),
		fmt.Sprint(m.Key(), " ", m.Reference(), " ", m.For(3).Amount, " ", m.For(3).Due))
	a := record.CapitationAdjustment{Contract: "K2", Payee: redwood, Member: "GP1", Month: 20260301, Amount: usd("42")}
	assert.Equal(t, "-42", a.Payable("by x", 20260316).Amount.String())
	assert.NotEqual(t, a.Payable("by x", 20260316).Key, a.Payable("by y", 20260316).Key)
}
