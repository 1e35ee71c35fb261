package record

import "github.com/shopspring/decimal"

// ClaimDetails is what most claims do not say. It stands apart so that those stay
// small.
type ClaimDetails struct {
	SignedFor       string   // CLM10: P when the provider signed for the patient
	Accidents       []string // CLM11: AA, EM, OA
	AccidentState   string   // CLM11-4
	AccidentCountry string   // CLM11-5, when it was not in the United States
	AccidentDate    Date     // DTP*439
	Program         string   // CLM12, special program
	DelayReason     string   // CLM20

	Events      []Event     // every DTP that has no field of its own
	Conditions  []Diagnosis // HI that is no diagnosis and has no field of its own: BP, BO, BG
	References  []Reference // every REF that has no field of its own
	Notes       []ClaimNote // NTE, for people
	Attachments []Attachment

	Contract       *ContractInformation // CN1, nil when none was sent
	Certifications []Certification      // CRC
	FixedFormat    []string             // K3
	Pricing        *Pricing             // HCP, nil when nobody repriced the claim
}

// Detailed returns the details of a claim, to read: empty ones when it has none.
func (c *Claim) Detailed() *ClaimDetails {
	if c.Details == nil {
		return &ClaimDetails{}
	}
	return c.Details
}

// Event is a date with what happened on it: a DTP.
type Event struct {
	Qualifier string // DTP01, such as 431 for the onset of an illness
	Span
}

// ConsentForm is the type of an Attachment (PWK01) by which the patient agreed to
// something, such as to be treated and billed out of network.
const ConsentForm = "CK"

// Attachment announces a document that belongs to a claim: a PWK.
type Attachment struct {
	Type         string // PWK01
	Transmission string // PWK02: how it comes, such as EL or FX
	Control      string // PWK06
}

// ClaimNote is a text for people: an NTE.
type ClaimNote struct {
	Kind string // NTE01: ADD, or what the text is about, such as DCP goals
	Text string
}

// Certification says whether conditions hold that a service is paid for: a CRC.
type Certification struct {
	Category   string // CRC01, such as 07 ambulance, ZZ EPSDT referral
	Applies    bool   // CRC02 is Y
	Conditions []string
}

// Amount is an AMT of a line, which is part of its charge.
type Amount struct {
	Qualifier string // AMT01: T sales tax, F4 postage, GT service tax, N8 facility tax
	Amount    decimal.Decimal
}
