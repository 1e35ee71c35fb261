package adjudicate_test

import (
	"strings"

	"github.com/shopspring/decimal"

	"github.com/hmox12/hmox12/adjudicate"
	"github.com/hmox12/hmox12/mapping/record"
)

// inquiryBook is a small HMO that eligibility is asked about, as maps.
type inquiryBook struct {
	adjudicate.Book // what eligibility does not ask of it

	payer          *record.Payer
	plans          map[string]*record.Plan
	members        []*record.Member
	coverage       map[string][]record.CoverageSpan
	other          map[string][]record.OtherCoverage
	pcps           map[string][]record.PCPAssignment
	providers      map[string]*record.Provider
	participations map[string][]record.Participation
	contracts      map[string]*record.Contract
}

func (b *inquiryBook) Payer() *record.Payer                          { return b.payer }
func (b *inquiryBook) Plan(id string) *record.Plan                   { return b.plans[id] }
func (b *inquiryBook) Coverage(m string) []record.CoverageSpan       { return b.coverage[m] }
func (b *inquiryBook) PCPs(m string) []record.PCPAssignment          { return b.pcps[m] }
func (b *inquiryBook) Provider(npi string) *record.Provider          { return b.providers[npi] }
func (b *inquiryBook) Contract(id string) *record.Contract           { return b.contracts[id] }
func (b *inquiryBook) OtherCoverage(m string) []record.OtherCoverage { return b.other[m] }
func (b *inquiryBook) Participations(npi string) []record.Participation {
	return b.participations[npi]
}

func (b *inquiryBook) find(is func(*record.Member) bool) []*record.Member {
	var found []*record.Member
	for _, m := range b.members {
		if is(m) {
			found = append(found, m)
		}
	}
	return found
}

func (b *inquiryBook) MembersByID(id string) []*record.Member {
	return b.find(func(m *record.Member) bool {
		for _, prior := range m.PriorIDs {
			if prior == id {
				return true
			}
		}
		return m.ID == id
	})
}

func (b *inquiryBook) MembersByName(last string, birth record.Date) []*record.Member {
	return b.find(func(m *record.Member) bool {
		return adjudicate.NormalizeName(m.Name.Last) == last && m.BirthDate == birth
	})
}

func (b *inquiryBook) Holders(id string) []*record.Member { return adjudicate.Holders(b, id) }

func (b *inquiryBook) Household(subscriber string) []*record.Member {
	return b.find(func(m *record.Member) bool { return m.SubscriberID == subscriber })
}

// inquiryLedger is what was used, by counter.
type inquiryLedger struct {
	adjudicate.Ledger
	used map[record.Counter]int64
}

func (l inquiryLedger) Used(c record.Counter) decimal.Decimal { return decimal.NewFromInt(l.used[c]) }

const inquiryDay = record.Date(20260302)

func hmo500() *record.Plan {
	fraction, dollars := decimal.RequireFromString("0.2"), decimal.NewFromInt
	return &record.Plan{
		ID: "P1", Name: "POPPY HMO 500", InsuranceType: "HM", Networks: []string{"POPPY"}, PCPRequired: true,
		DeductibleIndividual: dollars(500), OutOfPocketIndividual: dollars(3000),
		CoveredServiceTypes: []string{"1", "35", "47", "88"},
		OutOfNetworkMessage: "OUT OF NETWORK COVERED FOR EMERGENCY ONLY",
		Benefits: []record.Benefit{
			{Category: "PCP_VISIT", Copay: dollars(20), ServiceTypes: []string{"98"}, Message: "PRIMARY CARE VISIT"},
			{Category: "SPECIALIST_VISIT", Copay: dollars(40), Referral: true, ServiceTypes: []string{"98"}, Message: "SPECIALIST VISIT"},
			{Category: "PREVENTIVE", ServiceTypes: []string{"80", "81"}},
			{Category: "THERAPY", Copay: dollars(30), Referral: true, Authorization: true, VisitLimit: 20, ServiceTypes: []string{"AE"}},
			{Category: "BEHAVIORAL", Copay: dollars(20), ServiceTypes: []string{"MH"}},
			{Category: "URGENT", Copay: dollars(50), ServiceTypes: []string{"UC"}},
			{Category: "ER_FACILITY", Copay: dollars(150), WaivedIfAdmitted: true, AnyNetwork: true, ServiceTypes: []string{"86"}},
			{Category: "OUTPATIENT", Deductible: true, Coinsurance: fraction, Authorization: true, ServiceTypes: []string{"50"}},
			{Category: "INPATIENT", Deductible: true, Coinsurance: fraction, Authorization: true, ServiceTypes: []string{"48"}},
			{Category: "DENTAL", DollarLimit: dollars(1000), ServiceTypes: []string{"41"}},
			{Category: "CHIROPRACTIC", Excluded: &record.Exclusion{CARC: "204"}, ServiceTypes: []string{"33"}},
			{Category: "INFERTILITY", Excluded: &record.Exclusion{CARC: "204"}, ServiceTypes: []string{"83"}, Message: "INFERTILITY IS NOT COVERED"},
		},
	}
}

// sampleBook returns a book of members who show one thing each.
func sampleBook() *inquiryBook {
	copayPlan := hmo500()
	copayPlan.ID, copayPlan.Name, copayPlan.DeductibleIndividual = "P2", "POPPY HMO COPAY", decimal.Zero
	copayPlan.DeductibleFamily, copayPlan.OutOfPocketFamily = decimal.Zero, decimal.NewFromInt(6000)
	b := &inquiryBook{
		payer:    &record.Payer{Name: "POPPY HEALTH PLAN", ID: "77001", TIN: "771234567"},
		plans:    map[string]*record.Plan{"P1": hmo500(), "P2": copayPlan},
		coverage: map[string][]record.CoverageSpan{}, other: map[string][]record.OtherCoverage{},
		pcps: map[string][]record.PCPAssignment{},
		providers: map[string]*record.Provider{
			"1000000889": {
				NPI: "1000000889", Name: record.PersonName{Last: "LAUREL", First: "ANNA"}, Taxonomy: "207Q00000X", Phone: "5550100300",
				Address: record.Address{Lines: []string{"3 GROVE STREET"}, City: "OAKLAND", State: "CA", ZIP: "94607"},
			},
			"1000000608": {NPI: "1000000608", Name: record.PersonName{Last: "HAZEL", First: "JOHN"}},
			"1000000392": {NPI: "1000000392", Name: record.PersonName{Last: "ELM", First: "PAUL"}},
		},
		participations: map[string][]record.Participation{
			"1000000392": {{NPI: "1000000392", Network: "POPPY", Contract: "K3", Span: record.Span{From: 20240101}}},
			"1000000889": {{NPI: "1000000889", Network: "POPPY", Contract: "K5", Span: record.Span{From: 20240101}}},
		},
		contracts: map[string]*record.Contract{
			"K3": {ID: "K3", Name: "BAY HILLS IPA", NPI: "1000001515", Delegated: true},
			"K5": {ID: "K5", Name: "LAUREL"},
		},
	}
	const laurel, hazel, elm = "1000000889", "1000000608", "1000000392"
	always := record.Span{From: 20250101}
	b.enroll("GP100003", "ARBOR MIA 19800505", elm, always)
	b.enroll("GP100004", "BAKER TOM 19750303", hazel, always)
	b.enroll("GP100005", "O'NEIL-RAY NINA 19840312", laurel, always)
	b.enroll("GP100006", "CASTRO ANA 19920707", laurel, always)
	b.coverage["GP100006"][0].Plan = "P2"
	b.enroll("GP100007", "MARLOW DEAN 19710809", laurel, record.Span{From: 20250101, To: 20260131})
	b.enroll("GP100008", "DIAZ LEO 19901010", laurel, record.Span{From: 20250101, To: 20251231}, record.Span{From: 20260301})
	b.enroll("GP100009", "EVANS JOY 19850615", laurel, always)
	b.other["GP100009"] = []record.OtherCoverage{{
		Member: "GP100009", Span: record.Span{From: 20250601}, PayerName: "GOLDEN MUTUAL", PayerID: "88002",
		PolicyID: "GM-4711", InsuranceType: "C1", Primary: true,
	}}
	b.enroll("GP100010", "O'NEIL-RAY SUE 20120401", laurel, always)
	b.members[len(b.members)-1].SubscriberID, b.members[len(b.members)-1].Relationship = "GP100005", "19"
	b.enroll("GP100011", "FROST IVAN 19660202", hazel, always)
	b.pcps["GP100011"] = []record.PCPAssignment{
		{Member: "GP100011", NPI: hazel, Span: record.Span{From: 20250101, To: 20260214}},
		{Member: "GP100011", NPI: laurel, Span: record.Span{From: 20260215}},
	}
	b.enroll("GP100013", "GRANT AMY 19991231", "", record.Span{From: 20260201})
	b.enroll("GP100015", "HOLT BEN 19580101", laurel, always)
	b.enroll("GP100017", "IRWIN KIM 19790909", laurel, record.Span{From: 20260301})
	b.enroll("GP100019", "JONES SAM 19870717", laurel, always)
	b.coverage["GP100019"][0].GraceMonth = 2
	b.enroll("GP100020", "TWAIN LEE 20010101", laurel, always)
	b.enroll("GP100021", "TWAIN LEE 20010101", laurel, always)
	b.enroll("GP100022", "YU IDA 20260210", laurel, record.Span{From: 20260210})
	return b
}

// enroll adds a subscriber, LAST FIRST CCYYMMDD, in plan P1.
func (b *inquiryBook) enroll(id, person, pcp string, spans ...record.Span) {
	f := strings.Fields(person)
	birth, _ := record.ParseDate(f[2])
	b.members = append(b.members, &record.Member{
		ID: id, SubscriberID: id, Relationship: "18", BirthDate: birth, Sex: "F",
		Name: record.PersonName{Last: f[0], First: f[1]},
	})
	for _, span := range spans {
		b.coverage[id] = append(b.coverage[id], record.CoverageSpan{Member: id, Plan: "P1", Span: span})
	}
	if pcp != "" {
		b.pcps[id] = []record.PCPAssignment{{Member: id, NPI: pcp, Span: record.Span{From: 20250101}}}
	}
}

func sampleLedger() inquiryLedger {
	return inquiryLedger{used: map[record.Counter]int64{
		{Kind: record.DeductibleUsed, Owner: "GP100004", Year: 2026}:                     500,
		{Kind: record.OutOfPocketUsed, Owner: "GP100004", Year: 2026}:                    800,
		{Kind: record.BenefitVisits, Owner: "GP100015", Category: "THERAPY", Year: 2026}: 20,
		{Kind: record.BenefitDollars, Owner: "GP100005", Category: "DENTAL", Year: 2026}: 1200,
		{Kind: record.FamilyOutOfPocket, Owner: "GP100006", Year: 2026}:                  100,
	}}
}
