package report

import "github.com/hmox12/hmox12/mapping/record"

type jsonAgainAll struct {
	Decided   int         `json:"decided"`
	Same      int         `json:"same"`
	TooLate   int         `json:"tooLate"`
	Harmless  int         `json:"harmless"`
	Waits     int         `json:"waits"`
	TakenBack amount      `json:"takenBack"`
	Paid      amount      `json:"paid"`
	PutOff    amount      `json:"putOff"`
	Rows      []jsonAgain `json:"rows"`
}

type jsonAgain struct {
	Claim     string             `json:"claim"`
	Account   string             `json:"account"`
	Source    string             `json:"source"`
	Why       record.RARC        `json:"why"`
	Result    record.AgainResult `json:"result"`
	Was       amount             `json:"was"`
	Is        amount             `json:"is"`
	Recovery  amount             `json:"recovery"`
	Due       record.Date        `json:"due"`
	Concluded string             `json:"concluded"`
}

func (n *Night) jsonAgain(t Totals) jsonAgainAll {
	a := t.Again
	all := jsonAgainAll{
		a.Decided, a.Same, a.TooLate, a.Harmless, a.Waits, amount(a.TakenBack), amount(a.Paid), amount(a.PutOff), []jsonAgain{},
	}
	for i := range n.again {
		all.Rows = append(all.Rows, jsonAgainOf(&n.again[i]))
	}
	return all
}

func jsonAgainOf(a *record.DecidedAgain) jsonAgain {
	return jsonAgain{
		a.Claim, a.Account, a.Source, a.Why, a.Result, amount(a.Was), amount(a.Is), amount(a.Recovery), a.Due, a.Concluded,
	}
}
