package book

import (
	"iter"
	"maps"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/hmox12/hmox12/adjudicate"
	"github.com/hmox12/hmox12/cmd/hmox12/internal/shelf"
	"github.com/hmox12/hmox12/mapping/record"
	"github.com/hmox12/hmox12/x12/guide"
)

var _ adjudicate.Book = (*Book)(nil)

// Book is a loaded book. It is safe for use by several goroutines; nothing in
// it may be changed.
type Book struct {
	payer    record.Payer
	night    Night
	partners []record.TradingPartner
	agreed   guide.Companions
	services []record.ServiceRule
	sent     []Sent

	plans     map[string]*record.Plan
	contracts map[string]*record.Contract
	fees      map[feeKey][]record.Fee

	providers      map[string]*record.Provider
	specialists    map[string][]*record.Provider // by taxonomy
	holds          map[string][]record.CredentialHold
	participations map[string][]record.Participation

	people

	continuity     map[string][]record.ContinuityCase
	takeovers      map[string][]record.Takeover // by contract
	zipRegions     map[string]string            // by ZIP, or its first three digits
	rates          map[rateKey][]record.OutOfNetworkRate
	edits          byCode[record.CodingEdit] // by the second column
	surgery        byCode[record.SurgeryRule]
	prior          *shelf.Shelf[record.PriorClaim]
	priorWaits     bool // some of them for a person
	waiting        []*WaitingFile
	waitingNumbers map[string]bool
	reviewVerdicts []record.ReviewVerdict
	claimVerdicts  []record.ClaimVerdict
	payables       []*record.Payable
	capitations    []record.CapitatedMonth
	contests       []*record.Contest
	disputes       map[disputedClaim]string // by number
	allDisputes    []Dispute
	hindsight      []*record.HindsightChange
	house          *adjudicate.House
}

type feeKey struct{ schedule, code string }

type rateKey struct {
	kind record.ClaimKind
	code string
}

func newBook() *Book {
	return &Book{
		plans: map[string]*record.Plan{}, contracts: map[string]*record.Contract{}, fees: map[feeKey][]record.Fee{},
		providers: map[string]*record.Provider{}, specialists: map[string][]*record.Provider{}, holds: map[string][]record.CredentialHold{},
		participations: map[string][]record.Participation{},
		people:         newPeople(), prior: newPriorClaims(),
		continuity: map[string][]record.ContinuityCase{}, takeovers: map[string][]record.Takeover{},
		disputes: map[disputedClaim]string{}, waitingNumbers: map[string]bool{},
		zipRegions: map[string]string{}, rates: map[rateKey][]record.OutOfNetworkRate{},
	}
}

// Payer returns the HMO itself.
func (b *Book) Payer() *record.Payer { return &b.payer }

// Night returns the settings of the run.
func (b *Book) Night() Night { return b.night }

// Partners returns the trading partners in the order of their file.
func (b *Book) Partners() []record.TradingPartner { return b.partners }

// Partner returns the trading partner with an interchange id, nil when it is
// unknown.
func (b *Book) Partner(id string) *record.TradingPartner {
	for i := range b.partners {
		if b.partners[i].ID == id {
			return &b.partners[i]
		}
	}
	return nil
}

// Sent returns what was sent on earlier nights and waits for its acknowledgment,
// in the order of its file.
func (b *Book) Sent() []Sent { return b.sent }

// Companions returns the companion guides of the partners.
func (b *Book) Companions() *guide.Companions { return &b.agreed }

// Opening returns what the counters stand at when the night begins: a ledger
// starts from these postings. Visits and units that referrals and
// authorizations say are used are among them.
func (b *Book) Opening() []record.Posting {
	all := make([]record.Posting, 0, b.accumulators.Len())
	for p := range b.accumulators.All() {
		all = append(all, *p)
	}
	use := func(kind record.CounterKind, number string, used decimal.Decimal) {
		if used.IsPositive() {
			all = append(all, record.Posting{Counter: record.Counter{Kind: kind, Owner: number}, Amount: used})
		}
	}
	for f := range b.referrals.All() {
		use(record.ReferralVisits, f.Number, decimal.NewFromInt(int64(f.Used)))
	}
	for a := range b.authorizations.All() {
		use(record.AuthorizedUnits, a.Number, a.Used)
	}
	return all
}

// ForgetOpening gives back the memory of what members' counters stand at, which nothing asks
// for once a ledger started from it.
func (b *Book) ForgetOpening() { b.people.forgetAccumulators() }

// PriorClaims returns the claims that were decided before the night, in the order
// of their file.
func (b *Book) PriorClaims() *shelf.Shelf[record.PriorClaim] { return b.prior }

// Payables returns what is due to and from payees apart from claims and capitation:
// returns of withhold, recoveries.
func (b *Book) Payables() []*record.Payable { return b.payables }

// Capitations returns what contracts are paid for the members of a month, in the
// order of their file.
func (b *Book) Capitations() []record.CapitatedMonth { return b.capitations }

// Contests returns which recoveries payees contest, in the order of their file.
func (b *Book) Contests() []*record.Contest { return b.contests }

// Members returns how many members there are.
func (b *Book) Members() int { return b.members.Len() }

// MemberIDs returns the ids of all members, in the order of their file.
func (b *Book) MemberIDs() iter.Seq[string] {
	return func(yield func(string) bool) {
		for m := range b.members.All() {
			if !yield(m.ID) {
				return
			}
		}
	}
}

// Plan returns the plan with an id, nil when there is none.
func (b *Book) Plan(id string) *record.Plan { return b.plans[id] }

// PlanIDs returns the ids of all plans, sorted.
func (b *Book) PlanIDs() []string { return slices.Sorted(maps.Keys(b.plans)) }

// MembersByID returns the members who have or had the id.
func (b *Book) MembersByID(id string) []*record.Member { return b.byID.Find(shelf.Key{Text: id}) }

// MembersByName returns the members with the normalized last name and birth date.
func (b *Book) MembersByName(last string, birth record.Date) []*record.Member {
	return b.byName.Find(nameKey(last, birth))
}

// Household returns the members covered through the subscriber, who is the
// first.
func (b *Book) Household(subscriberID string) []*record.Member { return b.family(subscriberID) }

// Holders returns the members who have or had the id, and behind them the others of
// their households.
func (b *Book) Holders(id string) []*record.Member { return b.holders(id) }

// Coverage returns a member's coverage, by first day.
func (b *Book) Coverage(member string) []record.CoverageSpan { return b.coverage.of(member) }

// OtherCoverage returns a member's coverage by other payers, by first day.
func (b *Book) OtherCoverage(member string) []record.OtherCoverage { return b.others.of(member) }

// PCPs returns a member's PCP assignments, by first day.
func (b *Book) PCPs(member string) []record.PCPAssignment { return b.pcps.of(member) }

// Provider returns the provider with an NPI, nil when it is unknown.
func (b *Book) Provider(npi string) *record.Provider { return b.providers[npi] }

// ProvidersOf returns the providers of a specialty (taxonomy), by NPI.
func (b *Book) ProvidersOf(specialty string) []*record.Provider { return b.specialists[specialty] }

// CredentialHolds returns when a provider may not treat members, by first day.
func (b *Book) CredentialHolds(npi string) []record.CredentialHold { return b.holds[npi] }

// Participations returns the networks of a provider, by first day.
func (b *Book) Participations(npi string) []record.Participation { return b.participations[npi] }

// Contract returns the contract with an id, nil when there is none.
func (b *Book) Contract(id string) *record.Contract { return b.contracts[id] }

// ServiceRules returns the table that assigns service categories, in order.
func (b *Book) ServiceRules() []record.ServiceRule { return b.services }

// Fees returns a schedule's fees for a procedure code.
func (b *Book) Fees(schedule, code string) []record.Fee { return b.fees[feeKey{schedule, code}] }

// Referral returns the referral with a number, nil when there is none.
func (b *Book) Referral(number string) *record.Referral { return b.referrals.get(number) }

// Referrals returns a member's referrals in the order of their file.
func (b *Book) Referrals(member string) []*record.Referral {
	return b.memberReferrals.Find(shelf.Key{Text: member})
}

// Authorization returns the prior authorization with a number, nil when there
// is none.
func (b *Book) Authorization(number string) *record.PriorAuthorization {
	return b.authorizations.get(number)
}

// Authorizations returns a member's prior authorizations in the order of their
// file.
func (b *Book) Authorizations(member string) []*record.PriorAuthorization {
	return b.memberAuthorizations.Find(shelf.Key{Text: member})
}

// ContinuityCases returns with whom a member goes on outside of the network, by
// first day.
func (b *Book) ContinuityCases(member string) []record.ContinuityCase { return b.continuity[member] }

// OutOfNetworkRates returns what the law recognizes for a code of a kind of claim.
func (b *Book) OutOfNetworkRates(kind record.ClaimKind, code string) []record.OutOfNetworkRate {
	return b.rates[rateKey{kind, code}]
}

// Region returns the region of out-of-network rates in which a five-digit ZIP
// lies, by all of its digits or the first three; empty when in none.
func (b *Book) Region(zip string) string {
	if region := b.zipRegions[zip]; region != "" || len(zip) < 3 {
		return region
	}
	return b.zipRegions[zip[:3]]
}

// CodingEdits returns the edits by which a procedure code gives way to others, in
// the order of their file.
func (b *Book) CodingEdits(code string) []record.CodingEdit { return b.edits.find(code) }

// SurgeryRules returns what the surgery table says about a procedure code.
func (b *Book) SurgeryRules(code string) []record.SurgeryRule { return b.surgery.find(code) }

// Takeovers returns what the HMO took over of a delegated contract, in the order
// of their file.
func (b *Book) Takeovers(contract string) []record.Takeover { return b.takeovers[contract] }

// House returns the rules that the payer adds, nil when there are none.
func (b *Book) House() *adjudicate.House { return b.house }
