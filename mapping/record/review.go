package record

import "github.com/shopspring/decimal"

// ReviewRequest asks for one referral, admission or group of services of one
// patient: a patient event of a 278 (2000E) with its services (2000F). What was
// not sent is the zero value. Source: 005010X217, whose elements the comments
// name.
type ReviewRequest struct {
	Source       Source
	Levels       ReviewLevels
	Reference    string // BHT03
	Cancellation bool   // BHT02 is 01: all of the set takes back what was asked before
	Received     Date   // what "today" is for it
	Created      string // BHT05 as sent, a time of day
	CreatedOn    Date   // BHT04

	Organization   ClaimProvider // 2010A: who is to review
	OrganizationID string        // 2010A NM109
	Requester      ClaimProvider // 2010B: who asks; Role is NM101

	Subscriber           Person      // 2010C
	SubscriberReferences []Reference // REF of 2010C
	Dependent            *Person     // 2010D, nil when the subscriber is the patient
	DependentReferences  []Reference // REF of 2010D
	Relationship         string      // INS02 of the dependent

	Event        ReviewItem
	Services     []ReviewItem
	MoreServices int // that were sent beyond what is kept
}

// ReviewLevels number the levels of a 278 set (its HL segments, from 1) that an
// event hangs on, so that the answer can hang on the same ones. Zero is a level
// that is shared with nothing, or that is not there.
type ReviewLevels struct {
	Organization int // 2000A
	Requester    int // 2000B
	Subscriber   int // 2000C
	Dependent    int // 2000D
}

// Patient returns the person asked about.
func (r *ReviewRequest) Patient() *Person {
	if r.Dependent != nil {
		return r.Dependent
	}
	return &r.Subscriber
}

// ReviewItem is what is asked for at an event or a service.
type ReviewItem struct {
	Traces         []Trace     // TRN
	Category       string      // UM01: AR admission, HS services, IN individual, SC specialty care referral; empty at a service: the event's
	Certification  string      // UM02: I initial, R renewal, S revised, 3 cancel, 4 extension …
	ServiceType    string      // UM03
	Place          string      // UM04-1
	PlaceKind      string      // UM04-2: A type of bill, B place of service
	LevelOfService string      // UM06: 03 emergency, U urgent, E elective
	References     []Reference // REF: BB the number of an earlier review, NT, 9F, G1
	Events         []Event     // DTP: AAH the event, 435 admission, 096 discharge, 472 service …
	Diagnoses      []Diagnosis // HI of the event
	Kind           ClaimKind   // of the service segment: SV1, SV2 or SV3; empty without one
	Procedure      Procedure   // SV101, SV202, SV301
	Revenue        string      // SV201
	Units          decimal.Decimal
	UnitBasis      string    // SV103, SV204
	Delivery       *Delivery // HSD
	Admission      Admission // CL1 of the event
	Attachments    []Attachment
	Notes          []string        // MSG
	Providers      []ClaimProvider // 2010EA, 2010F; Role is NM101

	DatesInvalid bool // a DTP was sent that is no date
	InputInvalid bool // a quantity was sent that is no number, or none above zero
}

// Earlier returns the number of the earlier review that the item names: REF*BB,
// else that of a referral or authorization; empty when it names none.
func (i *ReviewItem) Earlier() string {
	for _, qualifier := range []string{"BB", "9F", "G1"} {
		for _, r := range i.References {
			if r.Qualifier == qualifier && r.Number != "" {
				return r.Number
			}
		}
	}
	return ""
}

// Dates returns the days of the first of the qualifiers (DTP01) that was sent; no
// dates when none was.
func (i *ReviewItem) Dates(qualifiers ...string) Span {
	for _, q := range qualifiers {
		for _, e := range i.Events {
			if e.Qualifier == q {
				return e.Span
			}
		}
	}
	return Span{}
}

// Delivery says how much of a service there is to be: HSD.
type Delivery struct {
	Unit     string          // HSD01: VS visits, DY days, HS hours, MN months, FL units
	Quantity decimal.Decimal // HSD02
	Period   string          // HSD03: DA, WK, MO
	Every    string          // HSD04: how many of that period one pattern takes
	During   string          // HSD05: unit of the length of treatment
	Periods  string          // HSD06: length of treatment
	Pattern  string          // HSD07
	Time     string          // HSD08
}

// Admission is a CL1.
type Admission struct {
	Type   string // CL101: 1 emergency, 2 urgent, 3 elective, 4 newborn, 5 trauma
	Source string // CL102
	Status string // CL103
}

// ReviewLevel is where in a 278 response something stands.
type ReviewLevel string

// The levels, by their loops.
const (
	ReviewOrganization    ReviewLevel = "2000A"
	ReviewRequester       ReviewLevel = "2010B"
	ReviewSubscriber      ReviewLevel = "2010C"
	ReviewDependent       ReviewLevel = "2010D"
	ReviewEvent           ReviewLevel = "2000E"
	ReviewEventProvider   ReviewLevel = "2010EA"
	ReviewService         ReviewLevel = "2000F"
	ReviewServiceProvider ReviewLevel = "2010F"
)

// ReviewRejection is why a request can't be judged (278 AAA).
type ReviewRejection struct {
	Level    ReviewLevel
	Service  int    // at 2000F and 2010F, from 1
	Provider int    // at 2010EA and 2010F: its place among the item's providers, from 1
	Valid    bool   // AAA01: the request itself was valid
	Reason   string // AAA03
	FollowUp string // AAA04: C correct and send again, N do not send again, R send again
}

// ReviewAction is what is decided about a request (HCR01).
type ReviewAction string

// The actions.
const (
	Certified       ReviewAction = "A1"
	CertifiedPartly ReviewAction = "A2" // some of the services
	NotCertified    ReviewAction = "A3"
	ReviewPended    ReviewAction = "A4"
	Modified        ReviewAction = "A6" // less or other than was asked for
	ReviewCancelled ReviewAction = "C"
	ContactPayer    ReviewAction = "CT"
	NoReviewNeeded  ReviewAction = "NA"
)

// ReviewDecision is what is decided about an event or a service. The zero value
// is no decision.
type ReviewDecision struct {
	Action     ReviewAction
	Number     string          // HCR02: of the referral or authorization, for claims
	Reference  string          // REF*NT: our number of a request that got none
	Reasons    []ReviewReason  // HCR03
	Period     Span            // DTP*007: the days that it holds for
	Delivery   *Delivery       // HSD as granted; nil: as asked for
	Units      decimal.Decimal // of the service as granted; zero: as asked for
	Papers     []Attachment    // PWK: what is asked for to decide
	NextReview Date            // when a stay is looked at again; told in Messages, too
	Messages   []string        // MSG
}

// ReviewContact is whom to ask instead: PER of 2010A.
type ReviewContact struct {
	Name, Phone string
}

// ReviewAnswer is what a 278 response says about one request, and the referrals
// and authorizations that came of it. Source: 005010X217; docs/adjudication.md,
// Referral and authorization requests.
type ReviewAnswer struct {
	Request    *ReviewRequest
	Payer      *Payer // who answers; nil when not even that could be looked up
	Trace      string // our own number for the answer (TRN*1)
	Rejections []ReviewRejection

	Member     *Member // who was found; nil when nobody
	Subscriber *Member // the member's subscriber, when another
	Plan       string  // of the member on the day of the event

	Event    ReviewDecision
	Services []ReviewDecision // in step with the request's
	Contact  *ReviewContact   // of who decides instead

	// Referrals and Authorizations are those that the answer made, or changed: a
	// changed one has the number of the one it takes the place of.
	Referrals      []*Referral
	Authorizations []*PriorAuthorization
	Trail          []Step // why; Line is the service, from 1

	// Verdicts are what people decided about items that waited, in their order; the
	// rest of the answer is as it is with them.
	Verdicts []ReviewVerdict
}

// Rejected reports whether the request as a whole can't be judged.
func (a *ReviewAnswer) Rejected() bool {
	for _, r := range a.Rejections {
		if r.Service == 0 {
			return true
		}
	}
	return false
}

// At returns what is rejected at a level; service is 0 above the services.
func (a *ReviewAnswer) At(level ReviewLevel, service int) []ReviewRejection {
	var at []ReviewRejection
	for _, r := range a.Rejections {
		if r.Level == level && r.Service == service {
			at = append(at, r)
		}
	}
	return at
}
