package adjudicate

import "github.com/hmox12/hmox12/mapping/record"

// credentialRule looks at whether the rendering and billing providers may treat
// members on the day. It denies the line of a suspended or excluded provider, at
// the provider's cost. Source: docs/adjudication.md, Network.
var credentialRule = Rule{
	ID: "R11", Name: "Provider eligible", Level: LineLevel,
	Reads: []string{"credential holds of rendering and billing provider"},
	Codes: []Code{providerOnHold, payeeOnHold},
	line:  credential,
}

var (
	providerOnHold = Code{record.CO, "B7", nil, record.StatusCode{Category: "F2", Code: "91", Entity: "82"}}
	payeeOnHold    = Code{record.CO, "299", nil, record.StatusCode{Category: "F2", Code: "91", Entity: "85"}}
)

func credential(c *claimCase, l *lineCase) finding {
	if hold := holdOn(c.book, l.rendering, l.day()); hold != nil {
		return denied(providerOnHold, "Provider %s was %s on %s.", l.rendering, hold.Reason, l.day()).saw(say("hold %s", hold.Span))
	}
	if hold := holdOn(c.book, c.claim.Billing.NPI, l.day()); hold != nil {
		return denied(payeeOnHold, "Billing provider %s was %s on %s.", c.claim.Billing.NPI, hold.Reason, l.day()).saw(say("hold %s", hold.Span))
	}
	return passed("Provider %s was free to treat members on %s.", l.rendering, l.day())
}

// holdOn returns the credential hold of a provider on the day, nil when none.
func holdOn(book Book, npi string, day record.Date) *record.CredentialHold {
	if npi == "" {
		return nil
	}
	return firstOf(book.CredentialHolds(npi), func(hold *record.CredentialHold) bool { return hold.Contains(day) })
}
