package book

import (
	"fmt"
	"slices"

	"github.com/hmox12/hmox12/mapping/record"
)

// The reasons of provider adjustments that a book makes due.
const (
	withholdReason = "E3"
	recoveryReason = "WO"
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
	return l.optionalTable("capitation.csv", []string{"contract", "payee", "month", "members", "rate", "paid?"}, func(r *row) {
		l.contractOf(r.cell("contract").required())
		payee, month, members := r.cell("payee").required(), r.cell("month").required(), r.cell("members")
		first := month
		first.text += "-01"
		c := record.CapitatedMonth{
			Contract: r.cell("contract").text, Payee: payee.text, Month: first.date(), Members: -1,
			Rate: r.cell("rate").required().amount(), Paid: r.cell("paid").flag(),
		}
		if members.text != "" {
			c.Members = members.count()
		}
		if c.Members == 0 || c.Rate.IsZero() {
			r.report("the amount comes to nothing", "correct it, or remove the row")
			return
		}
		l.paidTo(payee, true)
		if c.Month == 0 {
			return // reported
		}
		for i := range l.book.capitations {
			if l.book.capitations[i].Key() == c.Key() {
				r.report("is due on an earlier line, too", "remove one")
				return
			}
		}
		l.book.capitations = append(l.book.capitations, c)
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
// were told of. The file may be missing.
func (l *loader) recoveries() error {
	return l.optionalTable("recoveries.csv", []string{"claim", "payee", "amount", "noticed"}, func(r *row) {
		claim, payee, noticed := r.cell("claim").required(), r.cell("payee").required(), r.cell("noticed").required().date()
		l.payable(r, payee, &record.Payable{
			Key: "recovery " + claim.sendable(), Reason: recoveryReason, Reference: claim.text,
			Amount: r.cell("amount").required().amount(), Due: l.book.payer.RecoveryDue(noticed),
		})
	})
}

// contests reads contests.csv: recoveries that payees contest, and how that was
// settled. The file may be missing.
func (l *loader) contests() error {
	return l.optionalTable("contests.csv", []string{"claim", "payee", "contested", "settled", "waived"}, func(r *row) {
		payee, waived := r.cell("payee").required(), r.cell("waived")
		c := record.Contest{
			Claim: r.cell("claim").required().sendable(), Payee: payee.text,
			Contested: r.cell("contested").required().date(), Settled: r.cell("settled").date(),
		}
		if waived.text == "all" {
			c.AllWaived = true
		} else {
			c.Waived = waived.amount()
		}
		l.paidTo(payee, false)
		switch run := l.book.night.Run; {
		case max(c.Contested, c.Settled) > run && run != 0:
			r.report("is after the run date", "leave out what is not known yet")
		case c.Settled != 0 && c.Settled < c.Contested:
			r.cell("settled").report("is before it was contested", "correct one of them")
		case c.Settled == 0 && waived.text != "":
			waived.report("nothing is waived before the contest is settled", "fill settled, or leave it empty")
		}
		if slices.ContainsFunc(l.book.contests, func(o *record.Contest) bool {
			return o.Claim == c.Claim && o.Payee == c.Payee && o.Contested == c.Contested
		}) {
			r.report("is on an earlier line, too", "remove one")
		}
		l.book.contests = append(l.book.contests, &c)
	})
}

// payable adds what is due, once.
func (l *loader) payable(r *row, payee value, p *record.Payable) {
	if p.Amount.IsZero() {
		r.report("the amount comes to nothing", "correct it, or remove the row")
		return
	}
	provider := l.paidTo(payee, p.Reason != recoveryReason)
	if provider == nil {
		return
	}
	p.Payee = provider.NPI
	for _, other := range l.book.payables {
		if other.Key == p.Key {
			r.report("is due on an earlier line, too", "remove one")
			return
		}
	}
	l.book.payables = append(l.book.payables, p)
}

// paidTo returns the provider who is paid, nil and a problem when there is none. An
// 835 that answers no claim must have somebody who takes it.
func (l *loader) paidTo(payee value, alone bool) *record.Provider {
	provider := l.provider(payee)
	if provider != nil && alone && provider.Receiver == "" {
		payee.report("nobody takes the payee's 835s", "fill receiver in providers.csv: this payment answers no claim")
	}
	return provider
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
