package book

import (
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/hmox12/hmox12/mapping/record"
)

// The reasons of provider adjustments that a book makes due.
const (
	capitationReason = "CT"
	withholdReason   = "E3"
	recoveryReason   = "WO"
)

// defaultNoticeDays are how many working days a provider has to contest the
// recovery of an overpayment. Source: 28 CCR 1300.71(d).
const defaultNoticeDays = 30

// defaultRecoveryDays is how long after its payment an overpayment may be taken
// back (28 CCR 1300.71(b)(5)).
const defaultRecoveryDays = 365

// capitation reads capitation.csv: what a contract is paid for the members of a
// month. The file may be missing.
func (l *loader) capitation() error {
	return l.optionalTable("capitation.csv", []string{"contract", "payee", "month", "members", "rate"}, func(r *row) {
		contract, payee, month := l.contractOf(r.cell("contract").required()), r.cell("payee").required(), r.cell("month").required()
		first := month
		first.text += "-01"
		due := first.date()
		rate := r.cell("rate").required().amount()
		members := decimal.NewFromInt(int64(r.cell("members").count()))
		if contract != nil && r.cell("members").text == "" {
			members = decimal.NewFromInt(int64(l.assigned(contract.ID, due)))
		}
		l.payable(r, payee, &record.Payable{
			Key: "capitation " + r.cell("contract").text + " " + payee.text + " " + month.text, Reason: capitationReason,
			Reference: r.cell("contract").text + "-" + month.text, Amount: members.Mul(rate).Round(2).Neg(), Due: due,
		})
	})
}

// withholdReturns reads withhold_returns.csv: what is given back of what a
// contract held back in a year. The file may be missing.
func (l *loader) withholdReturns() error {
	return l.optionalTable("withhold_returns.csv", []string{"contract", "payee", "year", "amount", "due"}, func(r *row) {
		l.contractOf(r.cell("contract").required())
		payee, year := r.cell("payee").required(), r.cell("year").required()
		year.digits(4)
		l.payable(r, payee, &record.Payable{
			Key: "withhold " + r.cell("contract").text + " " + payee.text + " " + year.text, Reason: withholdReason,
			Reference: r.cell("contract").text + "-" + year.text, Amount: r.cell("amount").required().amount().Neg(),
			Due: r.cell("due").required().date(),
		})
	})
}

// recoveries reads recoveries.csv: overpayments of earlier nights that providers
// were told of. One that is contested waits. The file may be missing.
func (l *loader) recoveries() error {
	return l.optionalTable("recoveries.csv", []string{"claim", "payee", "amount", "noticed", "contested"}, func(r *row) {
		claim, payee, noticed := r.cell("claim").required(), r.cell("payee").required(), r.cell("noticed").required().date()
		if r.cell("contested").flag() {
			return
		}
		l.payable(r, payee, &record.Payable{
			Key: "recovery " + claim.sendable(), Reason: recoveryReason, Reference: claim.text,
			Amount: r.cell("amount").required().amount(), Due: l.book.payer.RecoveryDue(noticed),
		})
	})
}

// payable adds what is due, once.
func (l *loader) payable(r *row, payee value, p *record.Payable) {
	provider := l.provider(payee)
	if provider == nil {
		return
	}
	p.Payee = provider.NPI
	switch {
	case p.Amount.IsZero():
		r.report("the amount comes to nothing", "correct it, or remove the row")
		return
	case p.Reason != recoveryReason && provider.Receiver == "":
		payee.report("nobody takes the payee's 835s", "fill receiver in providers.csv: this payment answers no claim")
	}
	for _, other := range l.book.payables {
		if other.Key == p.Key {
			r.report("is due on an earlier line, too", "remove one")
			return
		}
	}
	l.book.payables = append(l.book.payables, p)
}

// contractOf returns the contract that a cell names, nil and a problem when there
// is none.
func (l *loader) contractOf(v value) *record.Contract {
	c := l.book.contracts[v.text]
	if c == nil && v.text != "" && !l.unread["contracts.yaml"] {
		v.report("no such contract", fmt.Sprintf("correct the id %s, or add the contract to contracts.yaml", v.text))
	}
	return c
}

// assigned counts the covered members whose PCP on a day takes part by a contract.
func (l *loader) assigned(contract string, day record.Date) int {
	n := 0
	for member, assignments := range l.book.pcps {
		plan := l.planOn(member, day)
		if plan == nil {
			continue
		}
		for _, a := range assignments {
			if a.Contains(day) && l.takesPart(a.NPI, contract, day) {
				n++
			}
		}
	}
	return n
}

func (l *loader) takesPart(npi, contract string, day record.Date) bool {
	for _, p := range l.book.participations[npi] {
		if p.Contract == contract && p.Contains(day) {
			return true
		}
	}
	return false
}
