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
	Subrogation   bool   // BHT06 31: another plan paid and wants its money back, see PayToPlan

	Account         string          // CLM01, the provider's number for the claim
	Charge          decimal.Decimal // CLM02
	PatientPaid     decimal.Decimal // AMT*F5
	Place           string          // CLM05-1, place of service; empty for institutional claims, which have a bill type
	Frequency       string          // CLM05-3: 1 original, 7 replacement, 8 void
	OriginalControl string          // REF*F8, our number of the claim that 7 or 8 is about
	Signature       string          // CLM06: Y when the provider's signature is on file; institutional claims have none
	Assignment      string          // CLM07
	Benefits        string          // CLM08: Y when benefits are assigned to the provider
	Release         string          // CLM09: why information may be released: Y signed for, I by law
	Currency        string          // CUR02 of the billing provider; empty: US dollars

	PayerName, PayerID string      // 2010BB
	PayerIDs           []Reference // REF of 2010BB that are the payer's own: 2U, EI, FY, NF
	Position           string      // SBR01: P, S, T: our place among the payers
	GroupNumber        string      // SBR03
	GroupName          string      // SBR04
	InsuranceType      string      // SBR05, why Medicare is not the first payer
	Filing             string      // SBR09

	Subscriber   *Person // 2010BA; never nil
	Patient      *Person // 2010CA, or the subscriber when that is the patient; never nil
	Relationship string  // of patient to subscriber: 18 when SBR02 says so, else PAT01

	Billing   *ClaimProvider  // 2010AA; never nil
	Providers []ClaimProvider // the claim level roles, 2310
	PayTo     *Address        // 2010AB
	PayToPlan *PayToPlan      // 2010AC

	// Dates are the days of the claim as a whole: the statement period of an
	// institutional claim (DTP*434), the service date of a dental one (DTP*472).
	// Professional claims have dates on their lines only.
	Dates                        Span
	AdmissionDate, DischargeDate Date

	Diagnoses     []Diagnosis // the principal one first
	Referral      string      // REF*9F
	Authorization string      // REF*G1
	Clearinghouse string      // REF*D9, echoed
	MedicalRecord string      // REF*EA

	Details     *ClaimDetails // nil when the claim says none of it
	OtherPayers []OtherPayer  // 2320, coordination of benefits
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
	References   []Reference // REF: SY social security number, Y4 casualty claim number, 1W
}

// PayToPlan is the plan to which the payment goes instead of to the provider,
// loop 2010AC.
type PayToPlan struct {
	Name       string
	ID         Reference // NM108 and NM109
	TIN        string    // REF*EI
	Address    Address
	References []Reference
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
	Individual   bool   // the TIN is a social security number, REF*SY
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

// Diagnosis is one code of HI.
type Diagnosis struct {
	Qualifier          string // ABK principal, ABF other; BK and BF in ICD-9; TQ in SNODENT
	Code               string // ICD-10-CM without the point
	PresentOnAdmission string // Y, N, U or W; institutional claims only
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
	return c.Billing
}

// NumberedLine returns the line with a number (LX01), nil when there is none; the one at
// an index first, as numbers can repeat in what is submitted.
func (c *Claim) NumberedLine(i, number int) *ServiceLine {
	if i < len(c.Lines) && c.Lines[i].Number == number {
		return &c.Lines[i]
	}
	for j := range c.Lines {
		if c.Lines[j].Number == number {
			return &c.Lines[j]
		}
	}
	return nil
}

// PlaceOf returns the place of service of a line: its own, else the claim's.
func (c *Claim) PlaceOf(line *ServiceLine) string {
	if line.Place != "" {
		return line.Place
	}
	return c.Place
}

// FacilityCode returns where the care was given as CLM05-1 and, in the 835,
// CLP08 say it: the facility type of an institutional claim, else the place of
// service.
func (c *Claim) FacilityCode() string {
	if c.Institutional != nil {
		return c.Institutional.FacilityType
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
