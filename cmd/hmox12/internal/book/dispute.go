package book

import "github.com/hmox12/hmox12/mapping/record"

// Dispute is an upheld dispute about a claim that was filed late, as its provider
// names it.
type Dispute struct {
	Number           string
	Billing, Account string // NPI and CLM01
	Upheld           record.Date
}

// disputedClaim is the claim that a dispute is about, as its provider names it.
type disputedClaim struct{ billing, account string }

// disputes reads disputes.csv: late claims whose delay was excused. The file may
// be missing.
func (l *loader) disputes() error {
	return l.optionalTable("disputes.csv", []string{"number", "billing", "account", "upheld"}, func(r *row) {
		number, account := r.cell("number").required(), r.cell("account").required()
		key := disputedClaim{r.cell("billing").required().text, account.text}
		l.provider(r.cell("billing"))
		upheld := r.cell("upheld").required()
		day := upheld.date()
		if day > l.book.night.Run && l.book.night.Run != 0 {
			upheld.report("is after the run date", "a dispute that is not decided yet excuses nothing: leave the row out")
		}
		if other := l.book.disputes[key]; other != "" {
			account.report("dispute "+other+" is about the claim, too", "one is enough: leave the other out")
		}
		l.book.disputes[key] = number.text
		l.book.allDisputes = append(l.book.allDisputes, Dispute{number.text, key.billing, key.account, day})
	})
}

// Disputes returns the upheld disputes in the order of their file.
func (b *Book) Disputes() []Dispute { return b.allDisputes }

// FilingExcuse returns the number of the upheld dispute that excuses the delay of
// a claim, found by who bills it and the account (CLM01); empty when there is none.
// Source: 28 CCR 1300.71(b)(4).
func (b *Book) FilingExcuse(claim *record.Claim) string {
	return b.disputes[disputedClaim{claim.Billing.NPI, claim.Account}]
}
