package record

import "github.com/shopspring/decimal"

// ServiceLine is one line of a claim, loop 2400.
type ServiceLine struct {
	Number        int             // LX01
	Control       string          // REF*6R; empty when none was sent
	Procedure     Procedure       // SV101, SV202, SV301
	Revenue       string          // SV201
	Charge        decimal.Decimal // SV102, SV203, SV302
	Units         decimal.Decimal // SV104, SV205, SV306
	UnitBasis     string          // UN units, MJ minutes, DA days; empty for dental lines
	Place         string          // SV105, SV303; empty: the claim's
	Dates         Span            // DTP*472; To equals From for one day; none: the claim's, see Claim.DatesOf
	Pointers      []int           // SV107, SV311, into the claim's diagnoses from 1
	Emergency     bool            // SV109
	CopayWaived   bool            // SV115 is 0
	Authorization string          // REF*G1 of the line

	Drug    *Drug          // 2410, nil for none
	Dental  *DentalService // nil but for dental claims
	Details *LineDetails   // nil when the line says none of it

	Providers   []ClaimProvider // 2420, where they differ from the claim's
	OtherPayers []LinePayment   // 2430
}

// Drug is the drug or biological that a line is about, loop 2410.
type Drug struct {
	NDC      string          // LIN03
	Quantity decimal.Decimal // CTP04
	Unit     string          // CTP05: ML, UN, GR, ME, F2
}

// LineDetails is what most lines do not say. It stands apart so that those stay
// small.
type LineDetails struct {
	NonCovered  decimal.Decimal // SV207: the part of the charge that the hospital expects nobody to cover
	Events      []Event         // every DTP but 472
	References  []Reference     // every REF that has no field of its own
	Notes       []ClaimNote     // NTE
	Attachments []Attachment
	Amounts     []Amount // AMT: taxes and postage that the charge includes

	Contract       *ContractInformation // CN1
	Certifications []Certification      // CRC
	FixedFormat    []string             // K3
	Pricing        *Pricing             // HCP
}

// Detailed returns the details of a line, to read: empty ones when it has none.
func (l *ServiceLine) Detailed() *LineDetails {
	if l.Details == nil {
		return &LineDetails{}
	}
	return l.Details
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
