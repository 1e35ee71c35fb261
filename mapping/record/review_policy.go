package record

import "github.com/shopspring/decimal"

// ReviewPolicy is how a plan judges requests for referrals and authorizations.
// Whether a service needs one is said by its Benefit. The zero value grants a
// referral as it was asked for, and leaves every authorization to a clinician.
// Source: docs/adjudication.md, Referral and authorization requests.
type ReviewPolicy struct {
	Referrals      []ReferralGuideline // the first that fits a specialty holds
	Authorizations []AuthorizationRule // the first that fits a service holds
	Access         []AccessStandard    // the first that fits holds; none: the service area
	EmergencyDays  int                 // days of an emergency admission that are certified on notice; 0 is 1
	// EmergencyNoticeDays is within how many working days of an emergency admission the
	// notice must come to be certified as one; 0: whenever.
	EmergencyNoticeDays int
	PapersBy            string // how papers are to come (PWK02), such as FX
}

// ReferralGuideline is how much a referral to a specialty grants.
type ReferralGuideline struct {
	Specialties []string // taxonomies; none: any
	Visits      int      // the most at a time; 0: as asked for
	Days        int      // how long it holds, the first day included; 0: as asked for, or 90
}

// AuthorizationRule is one row of the authorization list: what is certified
// without a clinician.
type AuthorizationRule struct {
	Categories []ServiceCategory // none: any
	Codes      []CodeRange       // procedure codes; none: any
	Automatic  bool              // certified when Diagnoses and Units hold
	Diagnoses  []string          // one of the event's begins with one of these; none: any will do
	Units      decimal.Decimal   // the most that is certified at a time; zero: as asked for
	Days       int               // how long it holds, the first day included; 0 is 90
	Papers     []string          // what is asked for where a diagnosis does not support it (PWK01)
}

// AccessStandard says which specialists are near enough to a member. Only such
// are named in place of somebody outside of the network.
type AccessStandard struct {
	Members     []string // five-digit ZIPs; none: any
	Specialties []string // taxonomies; none: any
	Providers   []string // five-digit ZIPs
}
