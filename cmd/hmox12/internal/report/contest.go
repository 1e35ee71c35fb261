package report

import "github.com/hmox12/hmox12/mapping/record"

// AddContest adds a recovery that its payee contests, tonight or before.
func (n *Night) AddContest(h *record.HeldRecovery) { n.contests = append(n.contests, *h) }

type jsonContest struct {
	Claim     string              `json:"claim"`
	Payee     string              `json:"payee"`
	Contested record.Date         `json:"contested"`
	Settled   record.Date         `json:"settled"`
	State     record.ContestState `json:"state"`
	Amount    amount              `json:"amount"`
	Waived    amount              `json:"waived"`
	Taken     amount              `json:"taken"`
	Due       record.Date         `json:"due"`
}

// contested tells which recoveries of the claim the payee contests.
func (s ClaimStory) contested() []fact {
	var facts []fact
	for i := range s.Contests {
		h := &s.Contests[i]
		text := "recovery of " + dollars(h.Amount) + " on " + h.Contested.String() + ": " + string(h.State)
		if h.Waived.IsPositive() {
			text += ", " + dollars(h.Waived) + " waived"
		}
		if h.Taken.IsPositive() {
			text += ", " + dollars(h.Taken) + " taken"
		}
		facts = append(facts, fact{"Contested", text})
	}
	return facts
}

func jsonContests(all []record.HeldRecovery) []jsonContest {
	rows := []jsonContest{}
	for i := range all {
		h := &all[i]
		rows = append(rows, jsonContest{
			h.Claim, h.Payee, h.Contested, h.Settled, h.State, amount(h.Amount), amount(h.Waived), amount(h.Taken), h.Due,
		})
	}
	return rows
}
