package adjudicate_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hmox12/hmox12/adjudicate"
	"github.com/hmox12/hmox12/mapping/record"
)

// reviewDay is when the requests come.
const reviewDay = record.Date(20260302)

// sequence gives numbers as a run does.
type sequence struct{ referrals, authorizations int }

func (s *sequence) Referral() string {
	s.referrals++
	return fmt.Sprintf("R-%d", 500+s.referrals)
}

func (s *sequence) Authorization() string {
	s.authorizations++
	return fmt.Sprintf("A-%d", 500+s.authorizations)
}

// reviews is the sample with what a plan says about requests.
type reviews struct {
	*sample
	numbers *sequence
}

func newReviews() *reviews {
	s := newSample()
	days := func(n int) record.ReferralGuideline { return record.ReferralGuideline{Visits: n, Days: 90} }
	policy := record.ReviewPolicy{
		Referrals: []record.ReferralGuideline{
			{Specialties: []string{dermatology}, Visits: 2, Days: 60}, days(6),
		},
		Authorizations: []record.AuthorizationRule{
			{Categories: []record.ServiceCategory{"ADVANCED_IMAGING"}, Codes: codes("73721", "73721"), Automatic: true,
				Diagnoses: []string{"M17", "M23", "S83"}, Units: usd("1"), Days: 60, Papers: []string{"77"}},
			{Categories: []record.ServiceCategory{"THERAPY"}, Automatic: true, Units: usd("24")},
			{Categories: []record.ServiceCategory{"SURGERY"}},
		},
		EmergencyDays: 2, PapersBy: "FX",
	}
	s.services = append([]record.ServiceRule{{Category: "INPATIENT", BillTypes: []string{"11"}, Kinds: []record.ClaimKind{record.Institutional}}}, s.services...)
	for _, p := range s.plans {
		p.Reviews = policy
		p.Benefits = append(p.Benefits, record.Benefit{Category: "INPATIENT", Authorization: true, ServiceTypes: []string{"48"}},
			record.Benefit{Category: "CHIROPRACTIC", Excluded: &record.Exclusion{CARC: "204", Why: "Chiropractic care is not a benefit."}, ServiceTypes: []string{"33"}})
	}
	for _, p := range s.participations {
		if p.NPI == bayview {
			p.Network, p.Span = "SELECT", record.Span{From: 20250101}
			s.participations = append(s.participations, p)
		}
	}
	for npi, p := range s.providers {
		p.NPI = npi
	}
	s.providers[fir].Name, s.providers[fir].Phone = record.PersonName{Last: "FIR", First: "DIANE"}, "5105550110"
	s.providers[hazel].Name = record.PersonName{Last: "HAZEL", First: "OMAR"}
	s.providers[bayHills] = &record.Provider{NPI: bayHills, Name: record.PersonName{Last: "BAY HILLS IPA"}, Organization: true, Phone: "5105550108"}
	s.referrals = append(s.referrals, &record.Referral{
		Number: "R-1", Member: "GP100004", Referring: hazel, Issued: 20260105, ReferredTo: ivy, Visits: 4,
		Span: record.Span{From: 20260105, To: 20260630},
	})
	s.used[record.Counter{Kind: record.ReferralVisits, Owner: "R-1"}] = usd("1")
	return &reviews{s, &sequence{}}
}

// asks returns a request of a requester about a member for somebody.
func (s *reviews) asks(requester, member, wanted string, event record.ReviewItem) *record.ReviewRequest {
	r := &record.ReviewRequest{
		Received: reviewDay, OrganizationID: "77001", Reference: "REF",
		Requester:  record.ClaimProvider{Role: "1P", NPI: requester},
		Subscriber: record.Person{ID: member}, Event: event,
	}
	if held := s.MembersByID(member); len(held) > 0 {
		r.Subscriber.Name, r.Subscriber.BirthDate = held[0].Name, held[0].BirthDate
	}
	if r.Event.Certification == "" {
		r.Event.Certification = "I"
	}
	if wanted != "" {
		r.Event.Providers = append(r.Event.Providers, record.ClaimProvider{Role: "SJ", NPI: wanted})
	}
	return r
}

func (s *reviews) review(r *record.ReviewRequest) *record.ReviewAnswer {
	return adjudicate.Review(s.shelf, s.tally, s.numbers, r, s.opts)
}

func referralFor(visits string) record.ReviewItem {
	item := record.ReviewItem{Category: "SC", ServiceType: "3"}
	if visits != "" {
		item.Delivery = &record.Delivery{Unit: "VS", Quantity: usd(visits)}
	}
	return item
}

func event(category string) record.ReviewItem { return record.ReviewItem{Category: category} }

// withService adds a professional service, such as "73721" or "97110x12".
func withService(r *record.ReviewRequest, procedure string) *record.ReviewRequest {
	code, units, _ := strings.Cut(procedure, "x")
	item := record.ReviewItem{Kind: record.Professional, Procedure: record.Procedure{Qualifier: "HC", Code: code}}
	if units != "" {
		item.Units, item.UnitBasis = usd(units), "UN"
	}
	r.Services = append(r.Services, item)
	return r
}

func withDiagnosis(r *record.ReviewRequest, code string) *record.ReviewRequest {
	r.Event.Diagnoses = append(r.Event.Diagnoses, record.Diagnosis{Qualifier: "ABK", Code: code})
	return r
}

func withDate(r *record.ReviewRequest, qualifier string, from, to record.Date) *record.ReviewRequest {
	r.Event.Events = append(r.Event.Events, record.Event{Qualifier: qualifier, Span: record.Span{From: from, To: to}})
	return r
}

// decided is what a decision says, in a line: action, number, reasons, period,
// quantity, messages.
func decided(d *record.ReviewDecision) string {
	parts := []string{string(d.Action)}
	if d.Number != "" {
		parts = append(parts, d.Number)
	}
	for _, reason := range d.Reasons {
		parts = append(parts, string(reason))
	}
	if d.Reference != "" {
		parts = append(parts, "ref "+d.Reference)
	}
	if d.Period.From != 0 {
		parts = append(parts, d.Period.String())
	}
	if d.Delivery != nil {
		parts = append(parts, d.Delivery.Unit+" "+d.Delivery.Quantity.String())
	}
	for _, p := range d.Papers {
		parts = append(parts, "papers "+p.Type+" by "+p.Transmission)
	}
	for _, m := range d.Messages {
		parts = append(parts, `"`+m+`"`)
	}
	return strings.Join(parts, ", ")
}

// answered is all that an answer says: rejections, the event, the services.
func answered(a *record.ReviewAnswer) []string {
	var all []string
	for _, r := range a.Rejections {
		all = append(all, fmt.Sprintf("AAA %s %s at %s", r.Reason, r.FollowUp, r.Level))
	}
	if a.Rejected() {
		return all
	}
	if len(a.Services) == 0 {
		return append(all, decided(&a.Event))
	}
	for i := range a.Services {
		all = append(all, decided(&a.Services[i]))
	}
	return all
}

func TestReviewScenarios(t *testing.T) {
	for _, c := range []struct {
		name string
		ask  func(s *reviews) *record.ReviewRequest
		want string
	}{
		{"R01 the PCP refers in network", func(s *reviews) *record.ReviewRequest {
			return s.asks(hazel, "GP100004", ivy, referralFor("3"))
		}, "A1, R-501, 2026-03-02 to 2026-05-30, VS 3"},
		{"R02 the requester is not the PCP", func(s *reviews) *record.ReviewRequest {
			return s.asks(elm, "GP100004", ivy, referralFor("3"))
		}, `A3, 0B, ref R-501, "The requester is not the PCP of record"`},
		{"R03 out of network with a choice inside", func(s *reviews) *record.ReviewRequest {
			return s.asks(laurel, "GP100005", olive, referralFor(""))
		}, `A3, 08, ref R-501, "In-network choice FIR, DIANE NPI 1000000467 phone 5105550110"`},
		{"R04 nobody inside is near enough", func(s *reviews) *record.ReviewRequest {
			return s.asks(laurel, "GP100016", olive, referralFor(""))
		}, `A4, 0V, ref R-501, "No in-network provider within the access standard. With the medical director"`},
		{"who is on hold is no choice, and somebody else is named", func(s *reviews) *record.ReviewRequest {
			s.holds = append(s.holds, record.CredentialHold{NPI: ivy, Reason: "excluded", Span: record.Span{From: 20260201}})
			return s.asks(hazel, "GP100004", ivy, referralFor("3"))
		}, `A3, 08, ref R-501, "In-network choice  NPI 1000000327, or  NPI 1000002356"`},
		{"R05 fewer visits than asked for", func(s *reviews) *record.ReviewRequest {
			return s.asks(hazel, "GP100004", ivy, referralFor("12"))
		}, `A6, R-501, 2026-03-02 to 2026-05-30, VS 6, "6 visits by the plan's guideline, then ask again"`},
		{"R06 a direct access specialty", func(s *reviews) *record.ReviewRequest {
			return s.asks(hazel, "GP100004", juniper, referralFor("1"))
		}, `NA, 0H, "No referral needed"`},
		{"R07 a service that needs no authorization", func(s *reviews) *record.ReviewRequest {
			return withService(s.asks(laurel, "GP100005", laurel, event("HS")), "93000x1")
		}, `NA, 0H, "No authorization needed"`},
		{"R08 an MRI that meets the list's rule", func(s *reviews) *record.ReviewRequest {
			return withDiagnosis(withService(s.asks(laurel, "GP100005", bayImaging, event("HS")), "73721x1"), "M1711")
		}, "A1, A-501, 2026-03-02 to 2026-04-30"},
		{"R09 an MRI without a supporting diagnosis", func(s *reviews) *record.ReviewRequest {
			return withDiagnosis(withService(s.asks(laurel, "GP100005", bayImaging, event("HS")), "73721x1"), "R51")
		}, `A4, 0U, ref A-501, papers 77 by FX, "Send clinical records that support the service"`},
		{"R10 not eligible on the day", func(s *reviews) *record.ReviewRequest {
			return withDate(s.asks(laurel, "GP100007", nutmeg, referralFor("1")), "AAH", 20260217, 20260217)
		}, "AAA 95 N at 2010C"},
		{"R11 an unknown member", func(s *reviews) *record.ReviewRequest {
			r := s.asks(laurel, "ZZ999", nutmeg, referralFor("1"))
			r.Subscriber.Name, r.Subscriber.BirthDate = record.PersonName{Last: "NOBODY", First: "ANN"}, 19800101
			return r
		}, "AAA 75 C at 2010C"},
		{"R12 delegated to the IPA", func(s *reviews) *record.ReviewRequest {
			return s.asks(elm, "GP100003", fir, referralFor("1"))
		}, `CT, 0J, "Decided by Bay Hills IPA, phone 5105550108"`},
		{"R13 a referral is taken back", func(s *reviews) *record.ReviewRequest {
			item := event("SC")
			item.Certification, item.References = "3", []record.Reference{{Qualifier: "BB", Number: "R-1"}}
			return s.asks(hazel, "GP100004", ivy, item)
		}, "C, R-1"},
		{"R14 notice of an emergency admission", func(s *reviews) *record.ReviewRequest {
			item := event("AR")
			item.Admission = record.Admission{Type: "1"}
			return withDate(s.asks(hazel, "GP100004", bayview, item), "435", 20260217, 20260217)
		}, `A1, A-501, 2026-02-17 to 2026-02-18, DY 2, "Next review 2026-02-19"`},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newReviews()
			answer := s.review(c.ask(s))
			assert.Equal(t, []string{c.want}, answered(answer))
			for _, step := range answer.Trail {
				assert.NotEmpty(t, step.Concluded, step.Rule)
			}
		})
	}
}

// Working days of notice are counted from the day behind the admission, without
// weekends and holidays.
func TestAnEmergencyAdmissionIsToldWithinThePlansWorkingDays(t *testing.T) {
	for _, c := range []struct {
		name     string
		days     int
		admitted record.Date
		action   record.ReviewAction
	}{
		{"no limit", 0, 20250217, record.Certified},
		{"on the same day", 2, 20260302, record.Certified},
		{"on the second working day, over a weekend", 2, 20260226, record.Certified},
		{"on the third", 2, 20260225, record.ReviewPended},
		{"with more days", 3, 20260225, record.Certified},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newReviews()
			for _, p := range s.plans {
				p.Reviews.EmergencyNoticeDays = c.days
			}
			item := event("AR")
			item.Admission = record.Admission{Type: "1"}
			answer := s.review(withDate(s.asks(hazel, "GP100004", bayview, item), "435", c.admitted, c.admitted))
			assert.Equal(t, c.action, answer.Event.Action)
		})
	}
}

func TestAReviewMakesWhatClaimsFind(t *testing.T) {
	t.Run("a referral", func(t *testing.T) {
		s := newReviews()
		s.referrals = nil
		before := s.decide(s.sent("1", "GP100004", ivy, "99203 220"))
		assert.Equal(t, record.DeniedClaim, before.Outcome)
		answer := s.review(s.asks(hazel, "GP100004", ivy, referralFor("3")))
		require.Len(t, answer.Referrals, 1)
		assert.Equal(t, &record.Referral{
			Number: "R-501", Member: "GP100004", Referring: hazel, Issued: reviewDay, ReferredTo: ivy, Visits: 3,
			Span: record.Span{From: 20260302, To: 20260530},
		}, answer.Referrals[0])
		s.referrals = answer.Referrals
		assert.Equal(t, record.Paid, s.decide(dated(s.sent("2", "GP100004", ivy, "99203 220"), 20260305)).Outcome)
	})
	t.Run("an authorization", func(t *testing.T) {
		s := newReviews()
		answer := s.review(withDiagnosis(withService(s.asks(laurel, "GP100005", bayImaging, event("HS")), "73721x1"), "M1711"))
		require.Len(t, answer.Authorizations, 1)
		assert.Equal(t, &record.PriorAuthorization{
			Number: "A-501", Member: "GP100005", Requester: laurel, Provider: bayImaging, Codes: codes("73721", "73721"),
			Units: usd("1"), Status: record.Approved, Span: record.Span{From: 20260302, To: 20260430},
		}, answer.Authorizations[0])
		assert.Equal(t, record.DeniedClaim, s.decide(dated(s.sent("1", "GP100005", bayImaging, "73721 1200"), 20260305)).Outcome)
		s.authorizations = answer.Authorizations
		assert.Equal(t, record.Paid, s.decide(dated(s.sent("2", "GP100005", bayImaging, "73721 1200"), 20260305)).Outcome)
	})
	t.Run("a refusal, which a claim is told", func(t *testing.T) {
		s := newReviews()
		s.authorizations = s.review(withService(s.asks(laurel, "GP100005", bayImaging, event("HS")), "15780x1")).Authorizations
		require.Len(t, s.authorizations, 1)
		assert.Equal(t, record.Denied, s.authorizations[0].Status)
	})
	t.Run("a referral taken back keeps the visits used and gives no more", func(t *testing.T) {
		s := newReviews()
		item := event("SC")
		item.Certification, item.References = "3", []record.Reference{{Qualifier: "BB", Number: "R-1"}}
		answer := s.review(s.asks(hazel, "GP100004", ivy, item))
		require.Len(t, answer.Referrals, 1)
		assert.Equal(t, 1, answer.Referrals[0].Visits)
		assert.Equal(t, reviewDay, answer.Referrals[0].Cancelled)
		assert.Equal(t, 4, s.Referral("R-1").Visits, "the book's own is not changed")
		s.referrals = answer.Referrals
		d := s.decide(dated(s.sent("1", "GP100004", ivy, "99203 220"), 20260305))
		assert.Equal(t, record.DeniedClaim, d.Outcome)
		assert.Equal(t, []record.RARC{"N640"}, d.Lines[0].Remarks)
	})
}

func TestReviewEdges(t *testing.T) {
	earlier := func(item record.ReviewItem, certification, number string) record.ReviewItem {
		item.Certification, item.References = certification, []record.Reference{{Qualifier: "BB", Number: number}}
		return item
	}
	for _, c := range []struct {
		name string
		ask  func(s *reviews) *record.ReviewRequest
		want []string
	}{
		{"another payer", func(s *reviews) *record.ReviewRequest {
			r := s.asks(hazel, "GP100004", ivy, referralFor("3"))
			r.OrganizationID = "99999"
			return r
		}, []string{"AAA 79 C at 2000A"}},
		{"a requester without a valid NPI", func(s *reviews) *record.ReviewRequest {
			return s.asks("1234567890", "GP100004", ivy, referralFor("3"))
		}, []string{"AAA 43 C at 2010B"}},
		{"a requester who is not on file", func(s *reviews) *record.ReviewRequest {
			return s.asks("1000002448", "GP100004", ivy, referralFor("3"))
		}, []string{"AAA 51 C at 2010B"}},
		{"a requester on hold", func(s *reviews) *record.ReviewRequest {
			s.holds = []record.CredentialHold{{NPI: hazel, Reason: "suspended", Span: record.Span{From: 20260101}}}
			return s.asks(hazel, "GP100004", ivy, referralFor("3"))
		}, []string{"AAA 50 N at 2010B"}},
		{"a dependent of the household", func(s *reviews) *record.ReviewRequest {
			r := s.asks(laurel, "GP100005", nutmeg, referralFor("1"))
			r.Dependent = &record.Person{Name: record.PersonName{Last: "OKAFOR", First: "ADA"}, BirthDate: 20150101}
			return r
		}, []string{"A1, R-501, 2026-03-02 to 2026-05-30, VS 1"}},
		{"a dependent who is nobody", func(s *reviews) *record.ReviewRequest {
			r := s.asks(laurel, "GP100005", nutmeg, referralFor("1"))
			r.Dependent = &record.Person{Name: record.PersonName{Last: "OKAFOR", First: "ZED"}, BirthDate: 20140101}
			return r
		}, []string{"AAA 77 C at 2010D"}},
		{"a date that is none", func(s *reviews) *record.ReviewRequest {
			item := referralFor("1")
			item.DatesInvalid = true
			return s.asks(hazel, "GP100004", ivy, item)
		}, []string{"AAA 56 C at 2000E"}},
		{"a referral to nobody", func(s *reviews) *record.ReviewRequest {
			return s.asks(hazel, "GP100004", "", referralFor("1"))
		}, []string{"AAA 15 C at 2000E"}},
		{"services that are not named", func(s *reviews) *record.ReviewRequest {
			return s.asks(hazel, "GP100004", ivy, event("HS"))
		}, []string{"AAA 15 C at 2000E"}},
		{"somebody with a wrong check digit", func(s *reviews) *record.ReviewRequest {
			return s.asks(hazel, "GP100004", "1234567890", referralFor("1"))
		}, []string{"AAA 43 C at 2010EA"}},
		{"a stranger of no specialty", func(s *reviews) *record.ReviewRequest {
			return s.asks(hazel, "GP100004", "1000002448", referralFor("1"))
		}, []string{"AAA 51 C at 2010EA"}},
		{"a stranger whose specialty is told", func(s *reviews) *record.ReviewRequest {
			r := s.asks(hazel, "GP100004", "1000002448", referralFor("1"))
			r.Event.Providers[0].Taxonomy = dermatology
			return r
		}, []string{`A3, 08, ref R-501, "In-network choice FIR, DIANE NPI 1000000467 phone 5105550110"`}},
		{"a specialty instead of a person", func(s *reviews) *record.ReviewRequest {
			r := s.asks(hazel, "GP100004", "", referralFor("5"))
			r.Event.Providers = []record.ClaimProvider{{Role: "SJ", Taxonomy: dermatology}}
			return r
		}, []string{`A6, R-501, 2026-03-02 to 2026-04-30, VS 2, "2 visits by the plan's guideline, then ask again"`}},
		{"the group practice of the PCP", func(s *reviews) *record.ReviewRequest {
			s.providers[redwood] = &record.Provider{NPI: redwood, Organization: true}
			return s.asks(redwood, "GP100002", dogwood, referralFor("2"))
		}, []string{"A1, R-501, 2026-03-02 to 2026-05-30, VS 2"}},
		{"whoever stands in for the PCP", func(s *reviews) *record.ReviewRequest {
			return s.asks(kapok, "GP100004", ivy, referralFor("2"))
		}, []string{"A1, R-501, 2026-03-02 to 2026-05-30, VS 2"}},
		{"a specialist of the member's own staff group", func(s *reviews) *record.ReviewRequest {
			return s.asks(alder, "GP100001", birch, referralFor("2"))
		}, []string{`NA, 0H, "No referral needed"`}},
		{"the days asked for", func(s *reviews) *record.ReviewRequest {
			return withDate(s.asks(hazel, "GP100004", ivy, referralFor("2")), "AAH", 20260310, 20260331)
		}, []string{"A1, R-501, 2026-03-10 to 2026-03-31, VS 2"}},
		{"more days than the guideline has", func(s *reviews) *record.ReviewRequest {
			return withDate(s.asks(hazel, "GP100004", ivy, referralFor("2")), "AAH", 20260302, 20261231)
		}, []string{`A6, R-501, 2026-03-02 to 2026-05-30, VS 2, "Other days than were asked for: 2026-03-02 to 2026-05-30"`}},
		{"care that was given", func(s *reviews) *record.ReviewRequest {
			return withDate(s.asks(hazel, "GP100004", ivy, referralFor("2")), "AAH", 20260201, 20260215)
		}, []string{`A4, 0V, ref R-501, "Asked for after the service"`}},
		{"a visit of a day before", func(s *reviews) *record.ReviewRequest {
			return withDate(s.asks(hazel, "GP100004", ivy, referralFor("1")), "AAH", 20260217, 20260217)
		}, []string{`A4, 0V, ref R-501, "Asked for after the service"`}},
		{"a service type that the plan excludes", func(s *reviews) *record.ReviewRequest {
			item := referralFor("2")
			item.ServiceType = "33"
			return s.asks(laurel, "GP100005", chiropractor, item)
		}, []string{`A3, 0M, ref R-501, "Chiropractic care is not a benefit."`}},
		{"services decided one by one", func(s *reviews) *record.ReviewRequest {
			r := s.asks(laurel, "GP100005", bayImaging, event("HS"))
			withService(withService(withService(r, "73721x2"), "15780x1"), "93000x1")
			bad := record.ReviewItem{Kind: record.Professional, Procedure: record.Procedure{Code: "97110"}, DatesInvalid: true}
			r.Services = append(r.Services, bad)
			return withDiagnosis(r, "M1711")
		}, []string{
			"AAA 56 C at 2000F",
			`A6, A-501, 2026-03-02 to 2026-04-30, "Less than was asked for by the plan's list"`,
			`A3, 0M, ref A-502, "cosmetic"`, `NA, 0H, "No authorization needed"`, "",
		}},
		{"papers that are announced", func(s *reviews) *record.ReviewRequest {
			r := withService(s.asks(laurel, "GP100005", bayImaging, event("HS")), "73721x1")
			r.Event.Attachments = []record.Attachment{{Type: "77", Transmission: "FX"}}
			return r
		}, []string{"A4, 0V, ref A-501"}},
		{"surgery, which the list leaves to a clinician", func(s *reviews) *record.ReviewRequest {
			r := withService(s.asks(laurel, "GP100005", eastsideASC, event("HS")), "29881x1")
			r.Event.Place, r.Event.PlaceKind = "24", "B"
			return r
		}, []string{"A4, 0V, ref A-501"}},
		{"an elective admission", func(s *reviews) *record.ReviewRequest {
			item := event("AR")
			item.Admission = record.Admission{Type: "3"}
			return withDate(s.asks(laurel, "GP100005", bayview, item), "435", 20260320, 20260320)
		}, []string{"A4, 0V, ref A-501"}},
		{"more days of an emergency than the plan certifies", func(s *reviews) *record.ReviewRequest {
			item := event("AR")
			item.Admission, item.Delivery = record.Admission{Type: "5"}, &record.Delivery{Unit: "DY", Quantity: usd("5")}
			return withDate(s.asks(hazel, "GP100004", bayview, item), "435", 20260301, 20260301)
		}, []string{`A6, A-501, 2026-03-01 to 2026-03-02, DY 2, "Next review 2026-03-03"`}},
		{"an emergency that is no admission", func(s *reviews) *record.ReviewRequest {
			r := withService(s.asks(laurel, "GP100005", bayImaging, event("HS")), "73721x1")
			r.Event.LevelOfService = "03"
			return r
		}, []string{`NA, 0H, "Emergency care needs no authorization"`}},
		{"therapy when the visits of the year are used", func(s *reviews) *record.ReviewRequest {
			return withService(s.asks(laurel, "GP100015", ginkgo, event("HS")), "97110x12")
		}, []string{`A3, 0L, ref A-501, "The visits of the year are used up"`}},
		{"a referral to therapy, of which few visits are left", func(s *reviews) *record.ReviewRequest {
			s.used[record.Counter{Kind: record.BenefitVisits, Owner: "GP100005", Category: "THERAPY", Year: 2026}] = usd("18")
			for i := range s.plans[1].Benefits {
				if b := &s.plans[1].Benefits[i]; b.Category == "THERAPY" {
					b.ServiceTypes = []string{"AE"}
				}
			}
			item := referralFor("6")
			item.ServiceType = "AE"
			return s.asks(laurel, "GP100005", ginkgo, item)
		}, []string{`A6, R-501, 2026-03-02 to 2026-05-30, VS 2, "2 visits by the plan's guideline, then ask again", "The service needs an authorization as well"`}},
		{"an extension", func(s *reviews) *record.ReviewRequest {
			return s.asks(hazel, "GP100004", ivy, earlier(referralFor("2"), "4", "R-1"))
		}, []string{"A1, R-1, 2026-01-05 to 2026-06-30, VS 2"}},
		{"a revision below what was used", func(s *reviews) *record.ReviewRequest {
			s.used[record.Counter{Kind: record.ReferralVisits, Owner: "R-1"}] = usd("3")
			return s.asks(hazel, "GP100004", teak, earlier(referralFor("2"), "S", "R-1"))
		}, []string{"A1, R-1, 2026-01-05 to 2026-05-30, VS 2"}},
		{"a renewal", func(s *reviews) *record.ReviewRequest {
			return s.asks(hazel, "GP100004", ivy, earlier(referralFor("2"), "R", "R-1"))
		}, []string{"A1, R-501, 2026-03-02 to 2026-05-30, VS 2"}},
		{"an extension of somebody else's", func(s *reviews) *record.ReviewRequest {
			return s.asks(laurel, "GP100005", nutmeg, earlier(referralFor("2"), "4", "R-1"))
		}, []string{"AAA 33 C at 2000E"}},
		{"an appeal", func(s *reviews) *record.ReviewRequest {
			return s.asks(elm, "GP100004", ivy, earlier(referralFor("2"), "1", "R-9"))
		}, []string{"A4, 0V, ref R-501"}},
		{"a cancellation by somebody else", func(s *reviews) *record.ReviewRequest {
			return s.asks(laurel, "GP100004", "", earlier(event("SC"), "3", "R-1"))
		}, []string{`A3, 0B, "Only who asked for it, the PCP or who was to treat may take it back"`}},
		{"a cancellation of what is not on file", func(s *reviews) *record.ReviewRequest {
			return s.asks(hazel, "GP100004", "", earlier(event("SC"), "3", "R-99"))
		}, []string{"AAA 33 C at 2000E"}},
		{"an authorization taken back by who was to treat", func(s *reviews) *record.ReviewRequest {
			s.authorizations = []*record.PriorAuthorization{{Number: "A-7", Member: "GP100005", Provider: bayImaging, Status: record.Approved, Span: record.Span{From: 20260101, To: 20260630}}}
			return s.asks(bayImaging, "GP100005", "", earlier(event("HS"), "3", "A-7"))
		}, []string{"C, A-7"}},
		{"a member who goes on with an outside provider", func(s *reviews) *record.ReviewRequest {
			s.continuity = []record.ContinuityCase{{Number: "CC-1", Member: "GP100005", Provider: olive, Contract: "K5", Span: record.Span{From: 20260101}}}
			return s.asks(laurel, "GP100005", olive, referralFor("1"))
		}, []string{`NA, 0H, "No referral needed"`}},
		{"an HMO that judges its delegate's referrals", func(s *reviews) *record.ReviewRequest {
			s.plans[0].DelegateDecides = false
			return s.asks(elm, "GP100003", fir, referralFor("1"))
		}, []string{"A1, R-501, 2026-03-02 to 2026-04-30, VS 1"}},
		{"the access standard of the plan", func(s *reviews) *record.ReviewRequest {
			s.providers[fir].Address.ZIP = "946070059"
			s.plans[1].Reviews.Access = []record.AccessStandard{
				{Specialties: []string{orthopedics}, Providers: []string{"94607"}}, {Members: []string{"94601"}, Providers: []string{"94601"}},
			}
			return s.asks(laurel, "GP100005", olive, referralFor(""))
		}, []string{`A4, 0V, ref R-501, "No in-network provider within the access standard. With the medical director"`}},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newReviews()
			assert.Equal(t, c.want, answered(s.review(c.ask(s))))
		})
	}
}

func TestAReviewThatNeedsRecordsOutOfReachIsUnavailable(t *testing.T) {
	s := newReviews()
	for i := range s.coverage {
		s.coverage[i].Plan = "GONE"
	}
	a := s.review(s.asks(hazel, "GP100004", ivy, referralFor("3")))
	assert.Equal(t, []string{"AAA 42 R at 2000A"}, answered(a))
	assert.True(t, a.Rejections[0].Valid)
}

func TestTheEventSumsUpItsServices(t *testing.T) {
	for name, c := range map[string]struct {
		services []string
		want     string
	}{
		"one of two is certified: in part, by its number":       {[]string{"15780x1", "73721x1"}, "A2, A-502"},
		"one needs nothing beside it: certified, by its number": {[]string{"93000x1", "73721x1"}, "A1, A-501"},
		"several numbers are told by the services":              {[]string{"15780x1", "73721x1", "97110x4"}, "A2"},
	} {
		t.Run(name, func(t *testing.T) {
			s := newReviews()
			r := withDiagnosis(s.asks(laurel, "GP100005", bayImaging, event("HS")), "M1711")
			for _, service := range c.services {
				withService(r, service)
			}
			assert.Equal(t, c.want, decided(&s.review(r).Event))
		})
	}
}
