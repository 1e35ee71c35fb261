package adjudicate_test

import (
	"cmp"
	"maps"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/hmox12/hmox12/adjudicate"
	"github.com/hmox12/hmox12/mapping/record"
)

// shelf is a Book in memory.
type shelf struct {
	payer          record.Payer
	plans          []*record.Plan
	members        []*record.Member
	coverage       []record.CoverageSpan
	others         []record.OtherCoverage
	pcps           []record.PCPAssignment
	providers      map[string]*record.Provider
	holds          []record.CredentialHold
	participations []record.Participation
	contracts      []*record.Contract
	services       []record.ServiceRule
	fees           []record.Fee
	referrals      []*record.Referral
	authorizations []*record.PriorAuthorization
	continuity     []record.ContinuityCase
	rates          []record.OutOfNetworkRate
	regions        map[string]string // by ZIP
	edits          []record.CodingEdit
	surgery        []record.SurgeryRule
	takeovers      []record.Takeover
	house          *adjudicate.House
}

func (b *shelf) Payer() *record.Payer                 { return &b.payer }
func (b *shelf) House() *adjudicate.House             { return b.house }
func (b *shelf) Provider(npi string) *record.Provider { return b.providers[npi] }
func (b *shelf) ProvidersOf(specialty string) []*record.Provider {
	var found []*record.Provider
	for _, npi := range slices.Sorted(maps.Keys(b.providers)) {
		if p := b.providers[npi]; p.Taxonomy == specialty {
			found = append(found, p)
		}
	}
	return found
}
func (b *shelf) ServiceRules() []record.ServiceRule { return b.services }
func (b *shelf) Plan(id string) *record.Plan {
	return first(b.plans, func(p *record.Plan) bool { return p.ID == id })
}
func (b *shelf) Contract(id string) *record.Contract {
	return first(b.contracts, func(k *record.Contract) bool { return k.ID == id })
}
func (b *shelf) Referral(number string) *record.Referral {
	return first(b.referrals, func(r *record.Referral) bool { return r.Number == number })
}
func (b *shelf) Holders(id string) []*record.Member { return adjudicate.Holders(b, id) }

func (b *shelf) Household(subscriber string) []*record.Member {
	return every(b.members, func(m *record.Member) bool { return m.SubscriberID == subscriber })
}
func (b *shelf) MembersByID(id string) []*record.Member {
	return every(b.members, func(m *record.Member) bool { return m.ID == id || slices.Contains(m.PriorIDs, id) })
}
func (b *shelf) MembersByName(last string, birth record.Date) []*record.Member {
	return every(b.members, func(m *record.Member) bool {
		return adjudicate.NormalizeName(m.Name.Last) == last && m.BirthDate == birth
	})
}
func (b *shelf) Coverage(member string) []record.CoverageSpan {
	return every(b.coverage, func(s record.CoverageSpan) bool { return s.Member == member })
}
func (b *shelf) OtherCoverage(member string) []record.OtherCoverage {
	return every(b.others, func(s record.OtherCoverage) bool { return s.Member == member })
}
func (b *shelf) PCPs(member string) []record.PCPAssignment {
	return every(b.pcps, func(a record.PCPAssignment) bool { return a.Member == member })
}
func (b *shelf) CredentialHolds(npi string) []record.CredentialHold {
	return every(b.holds, func(h record.CredentialHold) bool { return h.NPI == npi })
}
func (b *shelf) Participations(npi string) []record.Participation {
	return every(b.participations, func(p record.Participation) bool { return p.NPI == npi })
}
func (b *shelf) Fees(schedule, code string) []record.Fee {
	return every(b.fees, func(f record.Fee) bool { return f.Schedule == schedule && f.Code == code })
}
func (b *shelf) Referrals(member string) []*record.Referral {
	return every(b.referrals, func(r *record.Referral) bool { return r.Member == member })
}
func (b *shelf) Authorization(number string) *record.PriorAuthorization {
	return first(b.authorizations, func(a *record.PriorAuthorization) bool { return a.Number == number })
}
func (b *shelf) Authorizations(member string) []*record.PriorAuthorization {
	return every(b.authorizations, func(a *record.PriorAuthorization) bool { return a.Member == member })
}

func every[T any](all []T, fits func(T) bool) []T {
	var found []T
	for _, v := range all {
		if fits(v) {
			found = append(found, v)
		}
	}
	return found
}

func first[T any](all []*T, fits func(*T) bool) *T {
	if found := every(all, fits); len(found) > 0 {
		return found[0]
	}
	return nil
}

// tally is a Ledger in memory.
type tally struct {
	used   map[record.Counter]decimal.Decimal
	visits map[record.Counter][]held
	lines  []record.PriorLine
	claims map[string]*record.Decision
}

// held is a visit and the claim that holds it.
type held struct{ visit, claim string }

func newTally() *tally {
	return &tally{
		used: map[record.Counter]decimal.Decimal{}, visits: map[record.Counter][]held{},
		claims: map[string]*record.Decision{},
	}
}

func (l *tally) Used(c record.Counter) decimal.Decimal { return l.used[c] }
func (l *tally) VisitClaims(c record.Counter, visit string) []string {
	var claims []string
	for _, h := range l.visits[c] {
		if h.visit == visit {
			claims = append(claims, h.claim)
		}
	}
	return claims
}
func (l *tally) Claim(control string) *record.Decision { return l.claims[control] }
func (l *tally) PriorLines(member string, dates record.Span) []record.PriorLine {
	return every(l.lines, func(p record.PriorLine) bool { return p.Member == member && p.Dates.Overlaps(dates) })
}

// take enters a decision as a store would.
func (l *tally) take(claim *record.Claim, d *record.Decision) {
	if d.Reversal != nil {
		l.takeBack(d.Reversal)
	}
	l.claims[d.Control] = d
	for _, p := range d.Postings {
		if p.Visit == "" || len(l.VisitClaims(p.Counter, p.Visit)) == 0 {
			l.used[p.Counter] = l.used[p.Counter].Add(p.Amount)
		}
		if p.Visit != "" {
			l.visits[p.Counter] = append(l.visits[p.Counter], held{p.Visit, d.Control})
		}
	}
	for i, line := range d.Lines {
		sent := claim.Stay()
		if !d.Whole {
			sent = &claim.Lines[i]
		}
		prior := record.PriorLine{
			Claim: d.Control, Line: line.Line, Member: d.Member, Newborn: d.Newborn,
			Rendering: claim.Rendering(sent).NPI, Billing: claim.Billing.NPI,
			Dates: claim.DatesOf(sent), Procedure: sent.Procedure, Revenue: sent.Revenue, Place: claim.PlaceOf(sent), Teeth: sent.TeethKey(),
			Units: sent.Units, Charge: sent.Charge, State: line.State, Category: line.Category,
		}
		for _, a := range line.Adjustments {
			if a.Reason == "3" {
				prior.Copay = prior.Copay.Add(a.Amount)
			}
		}
		l.lines = append(l.lines, prior)
	}
}

// takeBack enters a reversal as a store would.
func (l *tally) takeBack(d *record.Decision) {
	l.claims[d.Control] = d
	for _, p := range d.Postings {
		l.visits[p.Counter] = slices.DeleteFunc(l.visits[p.Counter], func(h held) bool { return h == held{p.Visit, d.Control} })
		if p.Visit == "" || len(l.VisitClaims(p.Counter, p.Visit)) == 0 {
			l.used[p.Counter] = l.used[p.Counter].Add(p.Amount)
		}
	}
	l.lines = slices.DeleteFunc(l.lines, func(p record.PriorLine) bool { return p.Claim == d.Control })
}

// The NPIs of the sample.
const (
	alder, birch, cedar, dogwood = "1000000111", "1000000186", "1000000251", "1000000327"
	elm, fir, hazel, kapok       = "1000000392", "1000000467", "1000000608", "1000000814"
	ivy, juniper, laurel, maple  = "1000000673", "1000000749", "1000000889", "1000000954"
	nutmeg, ginkgo, olive, pine  = "1000001028", "1000000533", "1000001093", "1000001168"
	rowan, bayview, labCo        = "1000001309", "1000001655", "1000001721"
	eastsideASC, bayImaging      = "1000001796", "1000001861"
	bayUC, medSupply, deltaOrtho = "1000001937", "1000002000", "1000002281"
	teak, chiropractor           = "1000002356", "1000002422"
	staffClinic, redwood         = "1000001374", "1000001440"
	bayHills, delta              = "1000001515", "1000001580"
)

const (
	orthopedics = "207X00000X"
	dermatology = "207N00000X"
	obGyn       = "207V00000X"
	cardiology  = "207RC0000X"
)

func usd(text string) decimal.Decimal { return decimal.RequireFromString(text) }

func codes(ranges ...string) []record.CodeRange {
	var all []record.CodeRange
	for i := 0; i < len(ranges); i += 2 {
		all = append(all, record.CodeRange{From: ranges[i], To: ranges[i+1]})
	}
	return all
}

// sample is the book and ledger that every case starts from.
type sample struct {
	*shelf
	*tally
	opts adjudicate.Options

	sentClaims map[string]*record.Claim // that were decided, by control number
}

// decide decides a claim and enters the decision.
func (s *sample) decide(claim *record.Claim) *record.Decision {
	s.sentClaims[claim.Control] = claim
	d := adjudicate.Decide(s.shelf, s.tally, claim, s.opts)
	s.take(claim, d)
	return d
}

// newSample returns Poppy Health Plan: two benefit plans and a narrow one, ten
// contracts of all four models, nineteen members.
func newSample() *sample {
	b := &shelf{
		payer:     record.Payer{Name: "Poppy Health Plan", ID: "77001"},
		plans:     samplePlans(),
		contracts: sampleContracts(),
		services:  sampleServices(),
		fees:      sampleFees(),
		providers: map[string]*record.Provider{},
	}
	sampleProviders(b)
	sampleProtections(b)
	l := newTally()
	sampleMembers(b, l)
	return &sample{b, l, adjudicate.Options{Today: 20260316}, map[string]*record.Claim{}}
}

func samplePlans() []*record.Plan {
	p1 := &record.Plan{
		ID: "P1", Name: "Poppy HMO 500", InsuranceType: "HM", Market: "commercial",
		Networks: []string{"POPPY"}, ServiceArea: []string{"94601", "94607"},
		NewbornDays: 31, PCPRequired: true, NoPCPGraceDays: 30, DependentAge: 26,
		FilingDaysContracted: 90, FilingDaysNonContracted: 180, SurpriseLaw: "federal",
		DeductibleIndividual: usd("500"), OutOfPocketIndividual: usd("3000"),
		DirectAccessSpecialties: []string{obGyn}, DelegateDecides: true,
		Benefits: []record.Benefit{
			{Category: "PCP_VISIT", Copay: usd("20")},
			{Category: "SPECIALIST", Copay: usd("40"), Referral: true},
			{Category: "PREVENTIVE"}, {Category: "IMMUNIZATION"}, {Category: "LAB"}, {Category: "IMAGING"}, {Category: "DIAGNOSTIC"},
			{Category: "ADVANCED_IMAGING", Copay: usd("100"), Authorization: true},
			{Category: "THERAPY", Copay: usd("30"), Referral: true, Authorization: true, VisitLimit: 20},
			{Category: "BEHAVIORAL", Copay: usd("20")},
			{Category: "URGENT_CARE", Copay: usd("50")},
			{Category: "ER_FAC", Copay: usd("150"), WaivedIfAdmitted: true},
			{Category: "ER_PROF", Coinsurance: usd("0.1")},
			{Category: "SURGERY", Deductible: true, Coinsurance: usd("0.2"), Authorization: true},
			{Category: "DME", Deductible: true, Coinsurance: usd("0.2"), Authorization: true},
			{Category: "INPATIENT", Deductible: true, Coinsurance: usd("0.2"), Authorization: true},
			{Category: "NURSERY", Excluded: &record.Exclusion{CARC: "128", Why: "in the mother's allowance"}},
			{Category: "INPATIENT_PROF"}, {Category: "OFFICE_PROCEDURE"}, {Category: "OFFICE_OTHER"},
			{Category: "DRUG", Coinsurance: usd("0.2")},
			{Category: "AMBULANCE", Copay: usd("100")},
			{Category: "COSMETIC", Excluded: &record.Exclusion{CARC: "96", RARC: "N383", Why: "cosmetic"}},
		},
	}
	for i := range p1.Benefits {
		p1.Benefits[i].OutOfPocket = true
	}
	dental := *p1
	dental.ID, dental.Benefits = "P1D", slices.Clone(p1.Benefits)
	dental.Benefits = append(dental.Benefits,
		record.Benefit{Category: "DENTAL_PREVENTIVE", DollarLimit: usd("1000"), SharedLimit: "DENTAL"},
		record.Benefit{Category: "DENTAL_MAJOR", Coinsurance: usd("0.5"), DollarLimit: usd("1000"), SharedLimit: "DENTAL"},
	)
	narrow := *p1
	narrow.ID, narrow.Name, narrow.Networks = "P1N", "Poppy Select", []string{"SELECT"}
	p2 := *p1
	p2.ID, p2.Name = "P2", "Poppy HMO Copay"
	p2.DeductibleIndividual, p2.OutOfPocketIndividual = decimal.Zero, usd("1500")
	p2.Benefits = nil
	lower := map[record.ServiceCategory]string{
		"PCP_VISIT": "10", "SPECIALIST": "25", "ADVANCED_IMAGING": "50", "THERAPY": "15",
		"BEHAVIORAL": "10", "URGENT_CARE": "20", "ER_FAC": "100", "AMBULANCE": "50",
	}
	for _, benefit := range p1.Benefits {
		if less := lower[benefit.Category]; less != "" {
			benefit.Copay = usd(less)
		}
		benefit.Deductible, benefit.Coinsurance = false, decimal.Zero
		if benefit.Category == "INPATIENT" {
			benefit.Copay, benefit.CopayPer = usd("200"), record.PerAdmission
		}
		p2.Benefits = append(p2.Benefits, benefit)
	}
	return []*record.Plan{p1, &dental, &narrow, &p2}
}

func sampleServices() []record.ServiceRule {
	office := codes("99202", "99215")
	return []record.ServiceRule{
		{Category: "NURSERY", Revenue: codes("0170", "0171"), Kinds: []record.ClaimKind{record.Institutional}},
		{Category: "INPATIENT", BillTypes: []string{"11"}, Kinds: []record.ClaimKind{record.Institutional}},
		{Category: "COSMETIC", Codes: codes("15780", "15789")},
		{Category: "CHIROPRACTIC", Codes: codes("98940", "98943")},
		{Category: "URGENT_CARE", Places: []string{"20"}},
		{Category: "URGENT_CARE", Revenue: codes("0456", "0456")},
		{Category: "ER_PROF", Codes: codes("99281", "99285"), Places: []string{"23"}},
		{Category: "ER_FAC", Revenue: codes("0450", "0455", "0459", "0459")},
		{Category: "AMBULANCE", Codes: codes("A0400", "A0499")},
		{Category: "INPATIENT_PROF", Places: []string{"21"}},
		{Category: "PCP_VISIT", Codes: office, Rendering: "pcp"},
		{Category: "SPECIALIST", Codes: office, Rendering: "specialist"},
		{Category: "PREVENTIVE", Codes: codes("99381", "99397", "99460", "99463")},
		{Category: "BEHAVIORAL", Codes: codes("90791", "90791", "90830", "90839")},
		{Category: "IMMUNIZATION", Codes: codes("90400", "90799")},
		{Category: "LAB", Codes: codes("80000", "89999", "36415", "36415")},
		{Category: "ADVANCED_IMAGING", Codes: codes("70551", "70553", "73721", "73721")},
		{Category: "IMAGING", Codes: codes("70000", "79999")},
		{Category: "DIAGNOSTIC", Codes: codes("93000", "93999")},
		{Category: "THERAPY", Codes: codes("97000", "97999")},
		{Category: "SURGERY", Codes: codes("10000", "69999"), Places: []string{"22", "24"}},
		{Category: "SURGERY", Codes: codes("10000", "69999"), BillTypes: []string{"13", "83"}, Kinds: []record.ClaimKind{record.Institutional}},
		{Category: "OFFICE_PROCEDURE", Codes: codes("10000", "69999"), Places: []string{"11"}},
		{Category: "OFFICE_OTHER", Codes: codes("99000", "99199"), Places: []string{"11"}},
		{Category: "DRUG", Codes: codes("J0000", "J9999")},
		{Category: "DME", Codes: codes("E0000", "E9999", "K0000", "K9999", "L0000", "L9999")},
		{Category: "DENTAL_PREVENTIVE", Codes: codes("D0000", "D1999")},
		{Category: "DENTAL_MAJOR", Codes: codes("D2700", "D2999")},
	}
}

func sampleFees() []record.Fee {
	amounts := map[string]string{
		"99202": "95", "99203": "120", "99204": "175", "99211": "24", "99213": "80", "99214": "115", "99215": "160",
		"99284": "220", "99285": "300", "99395": "130", "99391": "95", "99460": "95", "36415": "5", "80053": "18",
		"93000": "25", "93306": "260", "73560": "45", "73721": "450", "70553": "500", "29881": "900", "27447": "1600",
		"20610": "75", "97110": "35", "90834": "110", "90471": "25", "90686": "32", "J1885": "20", "J3301": "33.33",
		"15780": "400", "D0120": "45", "D1110": "80", "D2392": "150", "D2740": "900",
	}
	since := record.Span{From: 20250101}
	fees := []record.Fee{{Schedule: "FS", Code: "99213", Place: "20", Span: since, Amount: usd("110")}}
	for code, amount := range amounts {
		fees = append(fees, record.Fee{Schedule: "FS", Code: code, Span: since, Amount: usd(amount)})
	}
	slices.SortFunc(fees, func(a, b record.Fee) int { return cmp.Or(cmp.Compare(a.Code, b.Code), cmp.Compare(a.Place, b.Place)) })
	return fees
}

func sampleContracts() []*record.Contract {
	byFee := func(lesserOf bool) record.Term {
		return record.Term{Method: record.FeeSchedule, Schedule: "FS", LesserOf: lesserOf}
	}
	row := func(category record.ServiceCategory, area record.Area, who record.Party) record.DOFRRow {
		return record.DOFRRow{Category: category, Area: area, Responsible: who}
	}
	return []*record.Contract{
		{ID: "K1", Name: "Staff Clinic", NPI: staffClinic, TIN: "941111111", Model: record.Staff, OwnSpecialistsNeedNoReferral: true,
			Terms: []record.Term{{Method: record.Salary, Schedule: "FS"}}},
		{ID: "K2", Name: "Redwood Medical Group", NPI: redwood, TIN: "942222222", Model: record.Group, Terms: []record.Term{
			{Categories: []record.ServiceCategory{"IMMUNIZATION", "DRUG"}, Method: record.FeeSchedule, Schedule: "FS"},
			{Method: record.Capitation, Schedule: "FS"}}},
		{ID: "K3", Name: "Bay Hills IPA", NPI: bayHills, TIN: "943333333", Model: record.IPA, Delegated: true, Misroute: record.Rebill,
			Terms: []record.Term{byFee(true)},
			DOFR: []record.DOFRRow{
				row("PCP_VISIT", "", record.Delegate), row("SPECIALIST", "", record.Delegate), row("LAB", "", record.Delegate),
				row("IMAGING", "", record.Delegate), row("ADVANCED_IMAGING", "", record.Delegate), row("THERAPY", "", record.Delegate),
				row("ER_PROF", record.InArea, record.Delegate), row("ER_PROF", record.OutOfArea, record.HMO), row("ER_FAC", "", record.HMO),
			}},
		{ID: "K4", Name: "Delta IPA", NPI: delta, TIN: "944444444", Model: record.IPA, Withhold: usd("0.1"), Terms: []record.Term{byFee(true)}},
		{ID: "K5", Name: "Direct", Model: record.Network, Terms: []record.Term{byFee(true)}},
		{ID: "K6", Name: "Bayview Hospital", NPI: bayview, Model: record.Network, Terms: []record.Term{
			{Categories: []record.ServiceCategory{"INPATIENT"}, Codes: codes("470", "470"), Method: record.CaseRate, Rate: usd("14000")},
			{Categories: []record.ServiceCategory{"INPATIENT"}, Codes: codes("807", "807"), Method: record.CaseRate, Rate: usd("5200")},
			{Categories: []record.ServiceCategory{"INPATIENT"}, Method: record.PerDiem, Rate: usd("1800")},
			{Method: record.PercentOfCharge, Rate: usd("0.6")}}},
		{ID: "K7", Name: "LabCo", NPI: labCo, Model: record.Network, Terms: []record.Term{byFee(false)}},
		{ID: "K8", Name: "Ancillary", Model: record.Network, Terms: []record.Term{
			{Codes: codes("29881", "29881"), Method: record.CaseRate, Rate: usd("1200"), LesserOf: true}, byFee(true)}},
		{ID: "K9", Name: "Rowan DDS", NPI: rowan, Model: record.Network, Terms: []record.Term{byFee(true)}},
		{ID: "K10", Name: "MedSupply", NPI: medSupply, Model: record.Network, Terms: []record.Term{{Method: record.PercentOfCharge, Rate: usd("0.8")}}},
	}
}

func sampleProviders(b *shelf) {
	for _, p := range []struct {
		npi, contract, taxonomy string
		pcp                     bool
		callGroup, practice     string
	}{
		{npi: alder, contract: "K1", taxonomy: "207Q00000X", pcp: true, practice: staffClinic},
		{npi: birch, contract: "K1", taxonomy: cardiology, practice: staffClinic},
		{npi: cedar, contract: "K2", taxonomy: "207R00000X", pcp: true, practice: redwood},
		{npi: dogwood, contract: "K2", taxonomy: orthopedics, practice: redwood},
		{npi: elm, contract: "K3", taxonomy: "207Q00000X", pcp: true},
		{npi: fir, contract: "K3", taxonomy: dermatology},
		{npi: hazel, contract: "K4", taxonomy: "207Q00000X", pcp: true, callGroup: "CALL1"},
		{npi: kapok, contract: "K4", taxonomy: "207Q00000X", pcp: true, callGroup: "CALL1"},
		{npi: ivy, contract: "K4", taxonomy: orthopedics, practice: deltaOrtho},
		{npi: teak, contract: "K4", taxonomy: orthopedics, practice: deltaOrtho},
		{npi: juniper, contract: "K4", taxonomy: obGyn},
		{npi: laurel, contract: "K5", taxonomy: "207Q00000X", pcp: true},
		{npi: maple, contract: "K5", taxonomy: cardiology},
		{npi: nutmeg, contract: "K5", taxonomy: "103T00000X"},
		{npi: ginkgo, contract: "K5", taxonomy: "225100000X"},
		{npi: chiropractor, contract: "K5", taxonomy: "111N00000X"},
		{npi: bayview, contract: "K6", taxonomy: "282N00000X"},
		{npi: labCo, contract: "K7", taxonomy: "291U00000X"},
		{npi: eastsideASC, contract: "K8", taxonomy: "261QA1903X"},
		{npi: bayImaging, contract: "K8", taxonomy: "261QR0200X"},
		{npi: bayUC, contract: "K8", taxonomy: "261QU0200X"},
		{npi: rowan, contract: "K9", taxonomy: "122300000X"},
		{npi: medSupply, contract: "K10", taxonomy: "332B00000X"},
		{npi: olive, taxonomy: dermatology},
		{npi: pine, taxonomy: "207P00000X"},
	} {
		b.providers[p.npi] = &record.Provider{NPI: p.npi, Taxonomy: p.taxonomy, PCP: p.pcp, CallGroup: p.callGroup, Practice: p.practice}
		if p.contract == "" {
			continue
		}
		span := record.Span{From: 20250101}
		if p.npi == maple {
			span.To = 20260131
		}
		b.participations = append(b.participations, record.Participation{NPI: p.npi, Network: "POPPY", Contract: p.contract, Span: span})
		if p.contract == "K5" && p.npi != maple {
			b.participations = append(b.participations, record.Participation{NPI: p.npi, Network: "SELECT", Contract: p.contract, Span: span})
		}
	}
}

func sampleMembers(b *shelf, l *tally) {
	for _, m := range []struct {
		id, last, first, sex string
		birth                record.Date
		pcp, plan            string
	}{
		{id: "GP100001", last: "ABARA", first: "LINA", birth: 19800101, pcp: alder},
		{id: "GP100002", last: "BANKS", first: "OMAR", birth: 19800202, pcp: cedar},
		{id: "GP100003", last: "CHO", first: "MINA", birth: 19800303, pcp: elm},
		{id: "GP100004", last: "DIAZ", first: "RUTH", birth: 19800404, pcp: hazel},
		{id: "GP100005", last: "OKAFOR", first: "NINA", birth: 19800505, pcp: laurel, plan: "P1D"},
		{id: "GP100006", last: "FROST", first: "EDA", sex: "F", birth: 19900606, pcp: laurel, plan: "P2"},
		{id: "GP100007", last: "GREEN", first: "PAUL", birth: 19800707, pcp: laurel},
		{id: "GP100008", last: "HALL", first: "JUNE", birth: 19800808, pcp: laurel},
		{id: "GP100009", last: "IRWIN", first: "DALE", birth: 19800909, pcp: laurel},
		{id: "GP100011", last: "KIM", first: "SORA", birth: 19801111},
		{id: "GP100013", last: "MOSS", first: "IVAN", birth: 19801212},
		{id: "GP100014", last: "NASH", first: "TARA", birth: 19801010, pcp: laurel},
		{id: "GP100015", last: "ORTIZ", first: "LEON", birth: 19801015, pcp: laurel},
		{id: "GP100016", last: "PARK", first: "HANA", birth: 19801016, pcp: laurel, plan: "P1N"},
		{id: "GP100017", last: "QUINN", first: "ROY", birth: 19801017, pcp: laurel},
		{id: "GP100018", last: "REYES", first: "ANA", birth: 20000110, pcp: laurel},
		{id: "GP100019", last: "STONE", first: "MAX", birth: 19801019, pcp: laurel},
	} {
		sex := cmp.Or(m.sex, "U")
		b.members = append(b.members, &record.Member{
			ID: m.id, SubscriberID: m.id, Relationship: "18", Name: record.PersonName{Last: m.last, First: m.first},
			BirthDate: m.birth, Sex: sex, Address: record.Address{ZIP: "94601"},
		})
		b.coverage = append(b.coverage, record.CoverageSpan{Member: m.id, Plan: cmp.Or(m.plan, "P1"), Span: record.Span{From: 20250101}})
		if m.pcp != "" {
			b.pcps = append(b.pcps, record.PCPAssignment{Member: m.id, NPI: m.pcp, Span: record.Span{From: 20250101}})
		}
	}
	b.members = append(b.members, &record.Member{
		ID: "GP100010", SubscriberID: "GP100005", Relationship: "19", Name: record.PersonName{Last: "OKAFOR", First: "ADA"},
		BirthDate: 20150101, Sex: "F", Address: record.Address{ZIP: "94601"},
	})
	b.coverage = append(b.coverage, record.CoverageSpan{Member: "GP100010", Plan: "P1D", Span: record.Span{From: 20250101}})
	b.pcps = append(b.pcps,
		record.PCPAssignment{Member: "GP100010", NPI: laurel, Span: record.Span{From: 20250101}},
		record.PCPAssignment{Member: "GP100011", NPI: hazel, Span: record.Span{From: 20250101, To: 20260214}},
		record.PCPAssignment{Member: "GP100011", NPI: laurel, Span: record.Span{From: 20260215}},
	)
	for i := range b.coverage {
		switch s := &b.coverage[i]; s.Member {
		case "GP100007":
			s.To, s.EndReason = 20260131, record.EndTerminated
		case "GP100008":
			s.To, s.EndReason = 20251231, record.EndTerminated
		case "GP100013":
			s.From = 20260201
		case "GP100017":
			s.From = 20260301
		case "GP100018":
			s.To, s.EndReason = 20260131, record.EndDependentAge
		case "GP100019":
			s.GraceMonth = 2
		}
	}
	b.coverage = append(b.coverage, record.CoverageSpan{Member: "GP100008", Plan: "P1", Span: record.Span{From: 20260301}})

	b.others = append(b.others, record.OtherCoverage{
		Member: "GP100009", PayerName: "Other Commercial", PayerID: "88001", Primary: true, Span: record.Span{From: 20250101},
	})

	used := func(kind record.CounterKind, member, amount string) {
		l.used[record.Counter{Kind: kind, Owner: member, Year: 2026}] = usd(amount)
	}
	used(record.DeductibleUsed, "GP100004", "500")
	used(record.OutOfPocketUsed, "GP100004", "800")
	used(record.DeductibleUsed, "GP100007", "500")
	l.used[record.Counter{Kind: record.BenefitVisits, Owner: "GP100015", Category: "THERAPY", Year: 2026}] = usd("20")
}
