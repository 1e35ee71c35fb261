package record

// Provider is a person or organization that treats members.
type Provider struct {
	NPI          string
	Name         PersonName
	Organization bool
	TIN          string
	Taxonomy     string // provider taxonomy code
	Specialty    string // in words
	PCP          bool   // acts as a primary care provider
	CallGroup    string // PCPs who cover for each other
	Practice     string // NPI of the group practice, empty when alone
	Address      Address
	Phone        string
	Bank         BankAccount
	Receiver     string // interchange id of the trading partner that takes the provider's 835s
}

// PayeeID returns by what the provider is paid: the NPI, for an atypical provider
// the tax id (835 N104).
func (p *Provider) PayeeID() string {
	if p.NPI != "" {
		return p.NPI
	}
	return p.TIN
}

// CredentialHold is a run of days on which a provider may not treat members.
type CredentialHold struct {
	NPI string
	Span
	Reason string // suspended or excluded
}

// Participation says that a provider takes part in a network under a contract.
type Participation struct {
	NPI      string
	Network  string
	Contract string
	Span
}
