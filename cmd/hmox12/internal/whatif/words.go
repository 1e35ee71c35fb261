package whatif

import (
	"github.com/shopspring/decimal"

	"github.com/hmox12/hmox12/cmd/hmox12/internal/report"
	"github.com/hmox12/hmox12/mapping/record"
)

// outcomeWord says what an outcome means.
func outcomeWord(outcome string) string {
	if outcome == string(Unread) {
		return "not read"
	}
	return report.OutcomeWords(record.Outcome(outcome))
}

// shortOutcome says it in a word.
func shortOutcome(outcome string) string {
	if outcome == string(Unread) {
		return "not read"
	}
	return outcome
}

// modelWord names an HMO model.
func modelWord(key string) string {
	if key == report.ModelKey("") {
		key = ""
	}
	return report.ModelWords(record.Model(key))
}

// ruleWord names a rule: R15 Referral; what stands for a rule by its name alone.
func ruleWord(id, name string) string {
	switch id {
	case FrontEnd.ID, NotRead.ID, TakenBack.ID, Unstated.ID:
		return name
	}
	return id + " " + name
}

// signed returns +1,234.50, −1,234.50 or 0.00.
func signed(amount decimal.Decimal) string {
	if amount.IsPositive() {
		return "+" + report.Dollars(amount)
	}
	return report.Dollars(amount)
}

func signedNumber(n int) string {
	if n > 0 {
		return "+" + report.Number(n)
	}
	return report.Number(n)
}

func orDash(s string) string {
	if s == "" {
		return "–"
	}
	return s
}

func sizeWord(all []SizeTotal, i int) string {
	switch {
	case i == 0:
		return "nothing"
	case all[i].UpTo == "":
		return "more than " + dollarsOf(all[i-1].UpTo)
	}
	return "up to " + dollarsOf(all[i].UpTo)
}

func dollarsOf(whole string) string {
	d, _ := decimal.NewFromString(whole) // it is one of sizes
	return report.Dollars(d)
}

func memberWord(id string) string {
	if id == "" {
		return "nobody found"
	}
	return id
}
