package record

// Payer is the HMO itself.
type Payer struct {
	Name    string
	ID      string // payer id, NM109 of NM1*PR with qualifier PI
	TIN     string // tax id, nine digits
	Address Address
	// ProviderCarePhone is told in 271 PER and 835 PER*CX, EDIPhone in PER*BL.
	ProviderCarePhone, EDIPhone string

	InterchangeQualifier string // ISA07 of what is sent to us, ISA05 of what we send
	InterchangeID        string // ISA08 of what is sent to us

	// Bank is where payments are drawn.
	Bank BankAccount
}

// BankAccount is an account for an ACH payment (835 BPR06 to BPR15).
type BankAccount struct {
	Routing string // ABA routing number, nine digits
	Account string
}

// Address is a postal address.
type Address struct {
	Lines []string // one or two
	City  string
	State string
	ZIP   string // 5 or 9 digits
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
}
