package adjudicate

import (
	"slices"

	"github.com/shopspring/decimal"

	"github.com/hmox12/hmox12/mapping/record"
)

// reviewItem is an event or a service on its way through the rules: what is asked
// for, and the claim line that would come of it.
type reviewItem struct {
	*record.ReviewItem
	service   int  // from 1; 0 is the event
	referral  bool // a specialist is asked for, not a service
	admission bool
	wanted    *record.ClaimProvider // who is to treat; nil when nobody is named
	specialty string                // taxonomy of wanted; empty when not known
	asked     record.Span           // days
	quantity  decimal.Decimal       // visits, units or days; zero: not said

	span      record.CoverageSpan // in force on its first day, else on that of the event
	plan      *record.Plan        // of the span
	uncovered bool                // on its first day

	claim *claimCase
	line  *lineCase

	earlier        *record.Referral           // that is renewed, extended or revised
	earlierGranted *record.PriorAuthorization // as well

	reference         string // our number of it, where it waited before
	decision          record.ReviewDecision
	decided, rejected bool
}

// newPatientVisit is the visit that a referral is judged as.
const newPatientVisit = "99203"

// The entities (NM101) that may be to treat, those that a number is given to
// first; others, such as DN, who refers, are not asked for.
var treatingRoles = []record.Role{"FA", "77", "SJ", "72", "71", "QV", "G3", "73", "1T", "AAJ", "DD", "QB"}

// itemOf returns an item with what follows from the records about it.
func (r *review) itemOf(item *record.ReviewItem, service int) *reviewItem {
	i := &reviewItem{ReviewItem: item, service: service}
	category := item.Category
	if category == "" {
		category = r.request.Event.Category
	}
	i.referral, i.admission = category == "SC", category == "AR"
	i.asked = askedDates(item)
	if i.asked.From == 0 {
		i.asked = askedDates(&r.request.Event)
	}
	i.wanted = r.wantedFor(item)
	if i.wanted != nil {
		i.specialty = i.wanted.Taxonomy
		if p := r.book.Provider(i.wanted.NPI); p != nil {
			i.specialty = p.Taxonomy
		}
	}
	i.quantity = i.askedQuantity(&r.request.Event)
	r.foresee(i)
	return i
}

// wantedFor returns who is to treat: the item's, else the event's; by role, and
// those of one role in their order.
func (r *review) wantedFor(item *record.ReviewItem) *record.ClaimProvider {
	for _, providers := range [][]record.ClaimProvider{item.Providers, r.request.Event.Providers} {
		for _, role := range treatingRoles {
			for n := range providers {
				if providers[n].Role == role {
					return &providers[n]
				}
			}
		}
	}
	return nil
}

// askedQuantity returns how much is asked for: the service's units, else HSD of
// the item or of the event.
func (i *reviewItem) askedQuantity(event *record.ReviewItem) decimal.Decimal {
	if i.Units.IsPositive() && !i.referral {
		return i.Units
	}
	for _, h := range []*record.Delivery{i.Delivery, event.Delivery} {
		if h != nil && h.Quantity.IsPositive() && (!i.referral || h.Unit == "VS") {
			return h.Quantity
		}
	}
	return decimal.Zero
}

// foresee makes the claim that would come of the item and derives from it what a
// claim's rules ask about: category, benefit, network, contract, delegate.
func (r *review) foresee(i *reviewItem) {
	day := i.asked.From
	if day == 0 || i.asked.From < r.today && i.asked.To >= r.today {
		day = r.today
	}
	line := record.ServiceLine{
		Number: 1, Dates: record.Span{From: day, To: day}, Procedure: i.Procedure, Revenue: i.Revenue,
		Units: decimal.NewFromInt(1), UnitBasis: "UN",
	}
	claim := &record.Claim{
		Kind: i.Kind, Received: r.today, Frequency: "1", Diagnoses: r.request.Event.Diagnoses,
		Subscriber: &record.Person{}, Patient: &record.Person{}, Billing: &record.ClaimProvider{},
		Providers: []record.ClaimProvider{{Role: record.OrderingProvider, NPI: r.requester.NPI}},
	}
	if i.PlaceKind == "B" {
		claim.Place = i.Place
	} else if event := &r.request.Event; i.Place == "" && event.PlaceKind == "B" {
		claim.Place = event.Place
	}
	switch {
	case i.referral && i.Procedure.Code == "":
		line.Procedure = record.Procedure{Qualifier: "HC", Code: newPatientVisit}
		claim.Kind = record.Professional
	case i.admission && (i.Kind == "" || i.Kind == record.Institutional):
		claim.Kind, claim.Place = record.Institutional, inpatient
	case i.Kind == "":
		claim.Kind = record.Professional
	}
	if claim.Kind == record.Institutional {
		claim.Institutional = &record.InstitutionalClaim{FacilityType: claim.Place, AdmissionType: r.request.Event.Admission.Type}
	}
	if i.wanted != nil {
		claim.Billing = &record.ClaimProvider{Role: record.BillingProvider, NPI: i.wanted.NPI, Address: i.wanted.Address}
		if p := r.book.Provider(i.wanted.NPI); p != nil && claim.Billing.Address.ZIP == "" {
			claim.Billing.Address = p.Address
		}
	}
	claim.Lines = []record.ServiceLine{line}
	c := newCase(r.book, r.ledger, claim, r.opts)
	c.member, c.coverage = r.member, r.book.Coverage(r.member.ID)
	l := c.lines[0]
	r.coverItem(i, day)
	l.span = &i.span
	c.derive(l, i.plan.ID)
	if l.participation == nil && i.wanted != nil {
		l.singleCase = c.singleCaseFor(l)
		continuity(c, l) // settles whether a case lets the member go on
	}
	if i.Procedure.Code == "" && i.Revenue == "" && !i.admission {
		r.byServiceType(i, l)
	}
	i.claim, i.line = c, l
}

// coverItem settles the coverage of an item. A service may come after the first
// day of the event, under another span or none.
func (r *review) coverItem(i *reviewItem, day record.Date) {
	i.span, i.plan = r.span, r.plan
	if r.span.Contains(day) {
		return
	}
	i.uncovered = true
	for _, s := range r.book.Coverage(r.member.ID) {
		if plan := r.book.Plan(s.Plan); s.Contains(day) && plan != nil {
			i.span, i.plan, i.uncovered = s, plan, false
		}
	}
}

// inpatient is a hospital's inpatient bill, by the first two digits of its type.
const inpatient = "11"

// byServiceType settles the benefit of an item that names no procedure by its
// service type (UM03), as a 271 tells of it: one that asks for a referral where a
// referral is asked for. A referral whose type the plan does not tell of is to a
// specialist's visit.
func (r *review) byServiceType(i *reviewItem, l *lineCase) {
	var found *record.Benefit
	for n := range i.plan.Benefits {
		b := &i.plan.Benefits[n]
		if !slices.Contains(b.ServiceTypes, i.ServiceType) || i.ServiceType == "" {
			continue
		}
		if found == nil || i.referral && b.Referral && !found.Referral {
			found = b
		}
	}
	switch {
	case found != nil:
		l.benefit, l.category = found, found.Category
	case !i.referral:
		l.benefit, l.category = nil, ""
	}
}

// decide ends the item with a decision.
func (i *reviewItem) decide(action record.ReviewAction, reasons ...record.ReviewReason) *record.ReviewDecision {
	i.decided = true
	i.decision = record.ReviewDecision{Action: action, Reasons: reasons}
	return &i.decision
}

// rejectItem ends the item with a rejection at it, or at who is wanted for it.
func (r *review) rejectItem(i *reviewItem, atProvider bool, reason string) {
	i.rejected = true
	rejection := record.ReviewRejection{Level: record.ReviewEvent, Service: i.service, Reason: reason, FollowUp: "C"}
	if i.service > 0 {
		rejection.Level = record.ReviewService
	}
	if atProvider {
		rejection.Level, rejection.Service, rejection.Provider = r.placeOfWanted(i)
	}
	r.answer.Rejections = append(r.answer.Rejections, rejection)
}

// placeOfWanted tells where who is wanted stands. One who stands at the event
// ends the whole of it.
func (r *review) placeOfWanted(i *reviewItem) (level record.ReviewLevel, service, provider int) {
	for n := range i.Providers {
		if i.service > 0 && &i.Providers[n] == i.wanted {
			return record.ReviewServiceProvider, i.service, n + 1
		}
	}
	event := r.request.Event.Providers
	for n := range event {
		if &event[n] == i.wanted {
			return record.ReviewEventProvider, 0, n + 1
		}
	}
	return record.ReviewEvent, 0, 0
}

// wantedNPI returns the NPI of who is to treat, empty when nobody is named.
func (i *reviewItem) wantedNPI() string {
	if i.wanted == nil {
		return ""
	}
	return i.wanted.NPI
}
