package record

import "github.com/shopspring/decimal"

// ServiceCategory names a kind of service by which plans, contracts and DOFR
// tables speak, such as PCP_VISIT. The book's service table assigns it.
type ServiceCategory string

// Plan is a benefit plan.
type Plan struct {
	ID            string
	Name          string
	InsuranceType string // 271 EB04 and 835 CLP06, HM for an HMO
	Market        string // commercial, exchange (whose members have a premium grace period), medicare, medi-cal
	Networks      []string
	ServiceArea   []string // five-digit ZIPs; none: everywhere

	NewbornDays    int  // a newborn is covered under the mother for so many days
	PCPRequired    bool // care of a PCP kind must come from the PCP of record
	NoPCPGraceDays int  // a member without PCP may see any for so many days
	DependentAge   int  // a dependent's coverage ends at this birthday; the coverage span must say so

	FilingDaysContracted    int // days from the last date of service to receipt; 0: no limit
	FilingDaysNonContracted int

	SurpriseLaw          string            // FederalLaw, StateLaw, NoLaw; empty is NoLaw
	AncillarySpecialties []string          // taxonomies whose patients can't waive the protection
	AncillaryServices    []ServiceCategory // the same by what was done
	GroundAmbulance      bool              // the state protects from bills of ground ambulances, too

	UrgentOutOfArea  UrgentPolicy
	RoutineDiagnoses []CodeRange       // categories of ICD-10-CM that are no urgent need, such as Z00 to Z13
	ReferralWaiver   bool              // a member who signed a waiver (modifier GA) owes what lacks a referral
	PCPOrders        []ServiceCategory // need no referral when the PCP ordered them, as laboratory and X-ray
	DirectAccess     []DirectAccess    // services of a specialty that need no referral

	DeductibleIndividual, DeductibleFamily   decimal.Decimal // zero Family: none
	OutOfPocketIndividual, OutOfPocketFamily decimal.Decimal
	DirectAccessSpecialties                  []string // taxonomies that need no referral
	DelegateDecides                          bool     // network, PCP, referral and authorization of its lines are the delegate's to judge
	Reviews                                  ReviewPolicy

	Benefits []Benefit

	// CoveredServiceTypes are 271 service type codes that the plan covers beside
	// those of its Benefits: groupings such as 1 medical care, 47 hospital and 88
	// pharmacy, which are told as covered without an amount.
	CoveredServiceTypes []string
	// OutOfNetworkMessage is the 271 MSG of the line that says that nothing is
	// covered out of network, such as OUT OF NETWORK COVERED FOR EMERGENCY ONLY.
	OutOfNetworkMessage string
}

// DirectAccess opens services of a specialty to members without referral, such as
// the screening of an optometrist.
type DirectAccess struct {
	Specialty string // taxonomy
	Codes     []CodeRange
}

// Benefit is what a plan says about a service category.
//
// A 271 is made of it, too. Every code in ServiceTypes is told as covered or, by
// an excluded benefit that no other overrules, as not covered; a covered one
// with what the member pays (copay, coinsurance, whether the deductible
// applies), its limits, and whether a referral or authorization is needed.
// Several benefits may answer one code, as the visit of a PCP and that of a
// specialist do 98: then Message tells them apart. What the fields already say
// (REFERRAL FROM PCP REQUIRED, PRIOR AUTHORIZATION REQUIRED, WAIVED IF ADMITTED)
// need not stand in Message. A code that no benefit and not the plan mentions is
// not covered when it belongs to the generic answer, and unsupported otherwise.
type Benefit struct {
	Category ServiceCategory
	Excluded *Exclusion // nil when covered

	Copay            decimal.Decimal // dollars
	CopayPer         CopayUnit
	WaivedIfAdmitted bool            // an emergency copay that an admission absorbs: told in a 271 only
	Deductible       bool            // the deductible applies
	Coinsurance      decimal.Decimal // fraction that the member pays, 0.2 is 20 percent

	Referral      bool // a PCP's referral is needed
	Authorization bool // a prior authorization is needed, but for an emergency
	OutOfPocket   bool // counts to the out-of-pocket maximum

	VisitLimit  int             // visits a calendar year; 0 is none
	DollarLimit decimal.Decimal // dollars a calendar year; zero is none
	// SharedLimit names what the limits are counted under, together with every other
	// benefit of the plan that names it, as one yearly maximum for all dental care.
	// Empty: under the category.
	SharedLimit ServiceCategory

	ServiceTypes []string // 271 service type codes that this benefit answers
	Message      string   // 271 MSG, such as PRIMARY CARE VISIT
	AnyNetwork   bool     // the same in and out of network, as emergencies are (271 EB12 W)
}

// Limited returns the counter of visits or dollars of a member's benefit in a year.
func (b *Benefit) Limited(kind CounterKind, member string, year int) Counter {
	c := Counter{Kind: kind, Owner: member, Category: b.Category, Year: year}
	if b.SharedLimit != "" {
		c.Category = b.SharedLimit
	}
	return c
}

// CopayUnit is what one copay is owed for.
type CopayUnit string

// The copay units. A copay per admission is told in a 271 and not charged yet.
const (
	PerVisit     CopayUnit = "visit"
	PerAdmission CopayUnit = "admission"
)

// Exclusion says why a service is not covered.
type Exclusion struct {
	CARC CARC
	RARC RARC // where the CARC needs one
	Why  string
}

// ServiceRule is one row of the table that assigns service categories; the
// first row that fits a line wins. An empty condition fits everything.
type ServiceRule struct {
	Category  ServiceCategory
	Codes     []CodeRange // procedure codes
	Revenue   []CodeRange // revenue codes
	Places    []string    // places of service
	BillTypes []string    // first two digits of the type of bill
	Rendering string      // "pcp" or "specialist": who must have rendered
	Kinds     []ClaimKind
}

// CodeRange is a run of codes of one length, both ends included, compared as
// text: 99202 to 99215, J0000 to J9999.
type CodeRange struct {
	From, To string
}

// InCategory reports whether a diagnosis code lies in a category of the range: its
// first characters are compared, as many as the ends have.
func (r CodeRange) InCategory(diagnosis string) bool {
	return len(diagnosis) >= len(r.From) && r.Contains(diagnosis[:len(r.From)])
}

// Contains reports whether the code lies in the range.
func (r CodeRange) Contains(code string) bool {
	return len(code) == len(r.From) && code >= r.From && code <= r.To
}
