package record

// Payer is the HMO itself.
type Payer struct {
	Name    string
	ID      string // payer id, NM109 of NM1*PR with qualifier PI
	TIN     string // tax id, nine digits
	Address Address
	// ProviderCarePhone is told in 271 PER and 835 PER*CX, EDIPhone in PER*BL.
	ProviderCarePhone, EDIPhone string

	Inquiries InquiryPolicy
	PromptPay []PromptPay // the first that applies to a claim counts
	Holidays  []Date      // days on which nobody works, beside weekends
	// RecoveryNoticeDays is how many working days a payee has to contest the recovery
	// of an overpayment before it is taken.
	RecoveryNoticeDays int
	// RecoveryDays is how many days after its payment a claim may be decided again so
	// that money comes back, when the provider did not ask for it.
	RecoveryDays int

	InterchangeQualifier string // ISA07 of what is sent to us, ISA05 of what we send
	InterchangeID        string // ISA08 of what is sent to us

	// Bank is where payments are drawn.
	Bank BankAccount

	Members MemberServices
	Appeals *Appeals // nil: the book tells nothing of them
}

// MemberServices is whom members ask, as an explanation of benefits tells it. What
// is empty is not told.
type MemberServices struct {
	Phone, TTY string // digits
	Hours      string // such as Monday to Friday, 8 a.m. to 6 p.m.
	Website    string
}

// Appeals is how members contest a decision.
type Appeals struct {
	Days       int // from the notice of the decision
	Address    Address
	Phone, Fax string // ten digits; empty: not told
	// Outside says in words for members who looks at a decision outside of the HMO.
	Outside string
}

// RecoveryDue returns the first day on which an overpayment is taken that the
// payee was told of on a day and does not contest.
func (p *Payer) RecoveryDue(noticed Date) Date {
	wait := PromptPay{Days: p.RecoveryNoticeDays, Working: true}
	return wait.Due(noticed, p.Holidays).AddDays(1)
}

// InquiryPolicy is how the payer treats eligibility inquiries. The zero value is
// the usual one.
type InquiryPolicy struct {
	// KnownProvidersOnly refuses inquiries (AAA 51) of providers who are not on
	// file; otherwise anybody with a valid NPI is answered.
	KnownProvidersOnly bool
	// SearchByName looks for a patient without an id by name and birth date.
	// Otherwise the id is needed (AAA 72).
	SearchByName bool
	// MonthsBack is how long ago the date asked about may be; 0 is 24, CORE
	// demands 12.
	MonthsBack int
}

// BankAccount is an account for an ACH payment (835 BPR06 to BPR15).
type BankAccount struct {
	Routing string // ABA routing number, nine digits
	Account string
}

// Address is a postal address.
type Address struct {
	Lines       []string // one or two
	City        string
	State       string // N402, two letters
	ZIP         string // 5 or 9 digits; of another country its own code
	Country     string // N404; empty: the United States
	Subdivision string // N407, of a country that has no N402
}

// PersonName is a person's name; an organization has only Last.
type PersonName struct {
	Last, First, Middle, Suffix string
}

// String returns "LAST, FIRST".
func (n PersonName) String() string {
	if n.First == "" {
		return n.Last
	}
	return n.Last + ", " + n.First
}

// TradingPartner is somebody whom files come from and go to.
type TradingPartner struct {
	ID        string // interchange id, ISA06 of what it sends
	Qualifier string // ISA05
	Name      string

	LineBreaks bool       // a line break follows each segment of what it is sent
	Characters Characters // that it can be sent
	// EndsBefore says that the end dates of its enrollments (834 DTP*349, DTP*357) are
	// the first day without coverage; usually they are the last day with it.
	EndsBefore bool
}

// Characters names a set of characters, as package x12 does.
type Characters string

// The sets. The zero value is Extended.
const (
	Basic    Characters = "basic"
	Extended Characters = "extended"
	UTF8     Characters = "utf-8"
)
