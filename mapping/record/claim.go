package record

import "github.com/shopspring/decimal"

// ClaimKind tells the three kinds of claim apart.
type ClaimKind string

// The kinds: 837P, 837I, 837D.
const (
	Professional  ClaimKind = "professional"
	Institutional ClaimKind = "institutional"
	Dental        ClaimKind = "dental"
)

// Source says where a claim or inquiry was read.
type Source struct {
	File        string // name without folder
	Sender      string // ISA06
	Interchange string // ISA13
	Group       string // GS06
	Set         string // ST02
	Batch       string // BHT03
	Offset      int64  // of CLM or of the patient's HL, in bytes
	Segment     int    // its number in the file
}

// Claim is a claim as submitted. Money is in dollars, and what was not sent is
// the zero value. Source: 005010X222A1, X223A2 and X224A2, whose elements the
// comments name; what only one kind of claim has stands in Institutional and
// Dental.
type Claim struct {
	Control       string // our claim number (835 CLP07); empty until it is accepted
	Kind          ClaimKind
	Source        Source
	Received      Date
	Submitter     string // 1000A NM109
	SubmitterName string // 1000A NM103
	Encounter     bool   // BHT06 RP: reports care paid in advance

	Account         string          // CLM01, the provider's number for the claim
	Charge          decimal.Decimal // CLM02
	PatientPaid     decimal.Decimal // AMT*F5
	Place           string          // CLM05-1, place of service; empty for institutional claims, which have a bill type
	Frequency       string          // CLM05-3: 1 original, 7 replacement, 8 void
	OriginalControl string          // REF*F8, our number of the claim that 7 or 8 is about
	Assignment      string          // CLM07
	Benefits        string          // CLM08: Y when benefits are assigned to the provider
	Accidents       []string        // CLM11: AA, EM, OA
	AccidentState   string          // CLM11-4
	DelayReason     string          // CLM20

	PayerName, PayerID string // 2010BB
	Position           string // SBR01: P, S, T: our place among the payers
	GroupNumber        string // SBR03
	GroupName          string // SBR04
	Filing             string // SBR09

	Subscriber   Person // 2010BA
	Patient      Person // 2010CA, or the subscriber when that is the patient
	Relationship string // of patient to subscriber: 18 when SBR02 says so, else PAT01

	Billing   ClaimProvider   // 2010AA
	Providers []ClaimProvider // the claim level roles, 2310
	PayTo     *Address        // 2010AB

	// Dates are the days of the claim as a whole: the statement period of an
	// institutional claim (DTP*434), the service date of a dental one (DTP*472).
	// Professional claims have dates on their lines only.
	Dates                                      Span
	AdmissionDate, DischargeDate, AccidentDate Date
	Events                                     []Event // every other DTP of the claim

	Diagnoses     []Diagnosis // the principal one first
	Conditions    []Diagnosis // HI that is no diagnosis: BP, BO, BG
	Referral      string      // REF*9F
	Authorization string      // REF*G1
	Clearinghouse string      // REF*D9, echoed
	MedicalRecord string      // REF*EA
	References    []Reference // every other REF of the claim
	Notes         []string    // NTE02, for people
	Attachments   []Attachment

	OtherPayers []OtherPayer // 2320, coordination of benefits
	Lines       []ServiceLine

	Institutional *InstitutionalClaim // nil for the other kinds
	Dental        *DentalClaim        // nil for the other kinds
}

// SubscriberIsPatient reports whether the claim was sent under the subscriber.
func (c *Claim) SubscriberIsPatient() bool { return c.Relationship == "18" }

// FirstDate returns the earliest date of service: the claim's own dates count as
// well as its lines'. No date when neither has one.
func (c *Claim) FirstDate() Date {
	first := c.Dates.From
	for i := range c.Lines {
		if d := c.Lines[i].Dates.From; d != 0 && (first == 0 || d < first) {
			first = d
		}
	}
	return first
}

// LastDate returns the latest date of service, no date when there is none.
func (c *Claim) LastDate() Date {
	last := max(c.Dates.From, c.Dates.To)
	for i := range c.Lines {
		last = max(last, c.Lines[i].Dates.From, c.Lines[i].Dates.To)
	}
	return last
}

// Person is a subscriber or patient as submitted.
type Person struct {
	ID           string // NM109
	IDQualifier  string // NM108: MI, II; empty without an id
	Name         PersonName
	Organization bool // NM102 is 2
	BirthDate    Date
	Sex          string
	Address      Address
}

// Role is what a provider did for a claim or line (NM101).
type Role string

// The roles. Attending, Operating and OtherOperating are those of institutional
// claims, AssistantSurgeon of dental ones.
const (
	BillingProvider   Role = "85"
	RenderingProvider Role = "82"
	ReferringProvider Role = "DN"
	PrimaryCare       Role = "P3" // second referring provider: the PCP
	OrderingProvider  Role = "DK"
	SupervisingRole   Role = "DQ"
	ServiceFacility   Role = "77"
	PurchasedService  Role = "QB"
	PickUp            Role = "PW"
	DropOff           Role = "45"
	Attending         Role = "71"
	Operating         Role = "72"
	OtherOperating    Role = "ZZ"
	AssistantSurgeon  Role = "DD"
)

// ClaimProvider is a provider as submitted.
type ClaimProvider struct {
	Role         Role
	NPI          string    // NM109 when NM108 is XX; empty for atypical providers
	ID           Reference // NM108 and NM109 when they are no NPI
	Name         PersonName
	Organization bool
	TIN          string // REF*EI or REF*SY, billing only
	Taxonomy     string // PRV03
	Address      Address
	OtherIDs     []Reference
}

// PayeeID returns by what a billing provider is paid: the NPI, for an atypical
// provider the tax id (835 N104).
func (p *ClaimProvider) PayeeID() string {
	if p.NPI != "" {
		return p.NPI
	}
	return p.TIN
}

// Reference is a REF: what kind of number, and the number.
type Reference struct {
	Qualifier string // REF01
	Number    string // REF02
	Payer     string // REF04-2, id of the other payer whose number it is
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

// Diagnosis is one code of HI.
type Diagnosis struct {
	Qualifier          string // ABK principal, ABF other
	Code               string // ICD-10-CM without the point
	PresentOnAdmission string // Y, N, U or W; institutional claims only
}

// ServiceLine is one line of a claim, loop 2400.
type ServiceLine struct {
	Number        int             // LX01
	Control       string          // REF*6R; empty when none was sent
	Procedure     Procedure       // SV101, SV202, SV301
	Revenue       string          // SV201
	Charge        decimal.Decimal // SV102, SV203, SV302
	NonCovered    decimal.Decimal // SV207: the part of the charge that the hospital expects nobody to cover
	Units         decimal.Decimal // SV104, SV205, SV306
	UnitBasis     string          // UN units, MJ minutes, DA days; empty for dental lines
	Place         string          // SV105, SV303; empty: the claim's
	Dates         Span            // DTP*472; To equals From for one day; none: the claim's, see Claim.DatesOf
	Pointers      []int           // SV107, SV311, into the claim's diagnoses from 1
	OralCavities  []string        // SV304: areas such as 10, the upper right quadrant
	Placement     string          // SV305: I initial, R replacement of a prosthesis, crown or inlay
	Teeth         []Tooth         // TOO
	Emergency     bool            // SV109
	CopayWaived   bool            // SV115 is 0
	NDC           string          // 2410 LIN03
	NDCQuantity   decimal.Decimal // CTP04
	NDCUnit       string          // CTP05: ML, UN, GR, ME, F2
	Authorization string          // REF*G1 of the line
	Events        []Event         // every DTP but 472
	Notes         []string        // NTE02
	Providers     []ClaimProvider // 2420, where they differ from the claim's
	OtherPayers   []LinePayment   // 2430
	References    []Reference
}

// Procedure is a procedure code with its modifiers (SV101).
type Procedure struct {
	Qualifier   string // HC, AD, …
	Code        string
	Modifiers   []string // up to four
	Description string
}

// HasModifier reports whether the procedure carries any of the modifiers.
func (p Procedure) HasModifier(modifiers ...string) bool {
	for _, have := range p.Modifiers {
		for _, m := range modifiers {
			if have == m {
				return true
			}
		}
	}
	return false
}

// String returns the code and its modifiers, joined by hyphens.
func (p Procedure) String() string {
	text := p.Code
	for _, m := range p.Modifiers {
		text += "-" + m
	}
	return text
}

// OtherPayer is another payer's part in a claim, loop 2320.
type OtherPayer struct {
	Position     string // SBR01
	Relationship string // SBR02
	GroupNumber  string // SBR03
	Filing       string // SBR09
	ID, Name     string // 2330B
	Subscriber   Person // 2330A
	Adjustments  []Adjustment
	Paid         decimal.Decimal // AMT*D
	HasPaid      bool            // AMT*D was sent
	Remaining    decimal.Decimal // AMT*EAF
	NonCovered   decimal.Decimal // AMT*A8
	Decided      Date            // DTP*573
	Control      string          // REF*F8, that payer's claim number
	Remarks      []RARC          // MIA05, MIA20 to MIA23, MOA03 to MOA07
	References   []Reference     // every other REF of 2330B
}

// LinePayment is what another payer decided about a line, loop 2430.
type LinePayment struct {
	PayerID     string
	Paid        decimal.Decimal
	Units       decimal.Decimal
	Procedure   Procedure
	Adjustments []Adjustment
	Decided     Date
	Remaining   decimal.Decimal // AMT*EAF
}

// Provider returns the provider in a role at a line: the line's own, else the
// claim's; nil when neither names one.
func (c *Claim) Provider(line *ServiceLine, role Role) *ClaimProvider {
	if line != nil {
		for i := range line.Providers {
			if line.Providers[i].Role == role {
				return &line.Providers[i]
			}
		}
	}
	for i := range c.Providers {
		if c.Providers[i].Role == role {
			return &c.Providers[i]
		}
	}
	return nil
}

// Rendering returns who rendered a line: the line's rendering provider, else the
// claim's, else the billing provider.
func (c *Claim) Rendering(line *ServiceLine) *ClaimProvider {
	if p := c.Provider(line, RenderingProvider); p != nil {
		return p
	}
	return &c.Billing
}

// PlaceOf returns the place of service of a line: its own, else the claim's.
func (c *Claim) PlaceOf(line *ServiceLine) string {
	if line.Place != "" {
		return line.Place
	}
	return c.Place
}

// DatesOf returns the days of a line: its own, else the claim's.
func (c *Claim) DatesOf(line *ServiceLine) Span {
	if line.Dates.From != 0 {
		return line.Dates
	}
	return c.Dates
}
