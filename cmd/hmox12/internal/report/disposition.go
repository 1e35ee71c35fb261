package report

import "github.com/hmox12/hmox12/mapping/record"

// Disposition is what became of money that was charged.
type Disposition string

// The dispositions. What patients owe is their share and what was denied at
// their cost.
const (
	PaidOut          Disposition = "paid"
	MemberShare      Disposition = "member's share"
	ContractTerms    Disposition = "above the contract price"
	PaidInAdvance    Disposition = "paid in advance"
	Withheld         Disposition = "withheld"
	DeniedToProvider Disposition = "denied, not the patient's"
	DeniedToPatient  Disposition = "denied, the patient owes it"
	OtherPayers      Disposition = "another payer's"
	Undecided        Disposition = "not decided yet"
	Returned         Disposition = "rejected by the front end"
)

var dispositions = []Disposition{
	PaidOut, MemberShare, ContractTerms, PaidInAdvance, Withheld,
	DeniedToProvider, DeniedToPatient, OtherPayers, Undecided, Returned,
}

// dispositionOf says where an adjustment sent its money. A reason that is none
// of price, share, advance payment or another payer's turn is a refusal.
func dispositionOf(a record.Adjustment) Disposition {
	switch a.Reason {
	case "1", "2", "3":
		return MemberShare
	case "45", "59", "94":
		if a.Group == record.PR {
			return MemberShare
		}
		return ContractTerms
	case "24":
		return PaidInAdvance
	case "104", "245":
		return Withheld
	case "23", "109", "B11":
		return OtherPayers
	case "257", "101": // to be decided when the premium is paid, the care given
		return Undecided
	}
	if a.Group == record.PR {
		return DeniedToPatient
	}
	return DeniedToProvider
}

// refuses reports whether an adjustment is why something was denied or passed
// on. What a prior payer decided (23) is neither.
func refuses(a record.Adjustment) bool {
	switch dispositionOf(a) {
	case MemberShare, ContractTerms, PaidInAdvance, Withheld:
		return false
	}
	return a.Reason != "23"
}
