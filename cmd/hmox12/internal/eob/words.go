package eob

import "github.com/hmox12/hmox12/mapping/record"

// key names why an amount was not paid: who bears it, and the reason.
type key struct {
	Group record.GroupCode
	CARC  record.CARC
}

// reason is what a member is told of an adjustment.
type reason struct {
	Title string // a few words
	Why   string // whole sentences; nothing in it says that the member owes what is not PR
	Do    string // what the member can do, empty where there is nothing to do
}

// What is said in the same words of several reasons.
const (
	notYours    = "Your provider may not bill you for this. You owe $0 for it."
	notYoursNow = "You owe $0 for it now. Please do not pay a bill for this until we tell you more."
	askAppeal   = "If you think we are wrong, you can ask us to look again. See below how to appeal."
	nextTime    = "Next time, call us before you get care. We can tell you what your plan pays for."
)

// reasonOf returns what a member is told of an adjustment. A reason that the table
// doesn't have is told by its group alone.
func reasonOf(group record.GroupCode, carc record.CARC) reason {
	if r, ok := reasons[key{group, carc}]; ok {
		return r
	}
	if group == record.PR {
		return reason{"Not covered", "Your plan does not pay for this part. You may owe it.", askAppeal}
	}
	return reason{"Not yours to pay", "Your plan does not pay for this part. " + notYours, ""}
}

// reasons are all that the rules can write and what a book can bring in, in words
// for members: short sentences, at the level of the eighth grade.
var reasons = map[key]reason{
	// The member's share.
	{record.PR, "1"}: {"Deductible", "Your deductible is what you pay for care each year before your plan begins to pay.", ""},
	{record.PR, "2"}: {"Coinsurance", "Coinsurance is your part of the plan's price, as a percent.", ""},
	{record.PR, "3"}: {"Copay", "A copay is a set amount that you pay for a visit or service.", ""},

	// Prices and how providers are paid.
	{record.CO, "45"}:  {"Above the plan's price", "The provider charged more than your plan's price for this care. You do not owe the rest.", ""},
	{record.PR, "45"}:  {"Above the plan's price", "The provider charged more than your plan's price for this care, and has no contract with us. You may owe the rest.", askAppeal},
	{record.CO, "59"}:  {"Lower price for more than one procedure", "You had more than one procedure on the same day. Your plan's price is lower for the ones after the first. You do not owe the rest.", ""},
	{record.OA, "94"}:  {"Plan's price is above the charge", "Your plan's price is more than the provider charged, and we pay the plan's price.", ""},
	{record.CO, "24"}:  {"Paid ahead of time", "We pay your provider's group ahead of time for care like this. You owe no more than the share shown here.", ""},
	{record.CO, "104"}: {"Held back until year's end", "We hold back a part of your provider's pay until the end of the year. You do not owe it.", ""},
	{record.CO, "245"}: {"Held back", "We hold back a part of your provider's pay under our contract. You do not owe it.", ""},
	{record.CO, "147"}: {"No price on file", "We have no price on file with your provider for this care. " + notYours, ""},
	{record.CO, "256"}: {"Not paid under our contract", "Our contract with your provider does not pay for this. " + notYours, ""},
	{record.CO, "97"}:  {"Part of another service", "This is part of another service that we already pay for. " + notYours, ""},
	{record.CO, "236"}: {"Not paid next to another service", "Your provider billed this together with a service that already includes it. " + notYours, ""},
	{record.CO, "128"}: {"Part of the mother's stay", "Care for a healthy newborn is part of what we pay for the mother's stay. " + notYours, ""},

	// Other payers.
	{record.OA, "23"}:  {"Your other insurance", "This is what your other insurance paid or took off the bill. You do not owe it.", ""},
	{record.OA, "22"}:  {"Your other insurance pays first", "You have other insurance that must pay before we do. We do not know yet what it paid. " + notYoursNow, "Ask your provider to bill your other insurance first, and then to send us what it paid. If you do not have other insurance any more, call us."},
	{record.OA, "109"}: {"Another group pays for this", "Your medical group pays for this care, not us. We told your provider to send the bill there. " + notYoursNow, "If you get a bill for this, call us. Please do not pay it first."},
	{record.OA, "B11"}: {"Sent on to your medical group", "Your medical group pays for this care, not us. We sent the claim there for you. " + notYoursNow, "Your medical group will tell you what it decides. You do not need to do anything now."},
	{record.OA, "136"}: {"Your other insurance's rules", "Your other insurance did not pay because its rules were not followed. " + notYoursNow, "Call your other insurance and ask what it needs."},
	{record.PR, "275"}: {"Left by your other insurance", "Your other insurance left this part to you, and your plan does not pay it. You may owe it.", askAppeal},
	{record.PR, "276"}: {"Not covered by your other insurance", "Your other insurance did not cover this, and your plan does not cover it for that reason. You may owe it.", askAppeal},

	// Coverage and membership.
	{record.PR, "26"}:  {"Before your coverage", "You got this care before your coverage began. Your plan does not pay for it. You may owe it.", "If you had other insurance on that day, ask your provider to bill it. If the day is wrong, call us."},
	{record.PR, "27"}:  {"After your coverage", "You got this care after your coverage ended. Your plan does not pay for it. You may owe it.", "If you had other insurance on that day, ask your provider to bill it. If your coverage did not end, call us."},
	{record.PR, "200"}: {"Between two times of coverage", "You got this care in a time when you were not covered. Your plan does not pay for it. You may owe it.", "If you had other insurance on that day, ask your provider to bill it. If you think you were covered, call us."},
	{record.PR, "31"}:  {"Not found as a member", "We could not find the patient among our members. The bill may be sent to you.", "Check the ID on your card, and ask your provider to send the claim again."},
	{record.CO, "140"}: {"Name and ID do not match", "The name and the ID on the claim do not match. Your provider must correct it. " + notYours, "Show your provider your member card."},
	{record.PR, "32"}:  {"Not covered under your plan", "The patient was not covered under your plan on that day. Your plan does not pay for it. You may owe it.", "If your child or spouse should be covered, call us right away. A new baby must be added to your plan."},
	{record.PR, "33"}:  {"No coverage for family members", "Your plan does not cover family members. You may owe this.", "If you think this is wrong, call us."},
	{record.PR, "34"}:  {"No coverage for newborns", "Your plan does not cover a newborn. You may owe this.", "Call us to ask how to add your baby."},
	{record.PR, "238"}: {"Days without coverage", "You were covered for only some of these days. This is the part for the other days. You may owe it.", "If you had other insurance on those days, ask your provider to bill it."},
	{record.CO, "239"}: {"To be billed in parts", "You were covered for only some of these days. Your provider must send a new bill for those days alone. " + notYours, ""},
	{record.OA, "257"}: {"Your premium is late", "We have not been paid your premium. We can't decide this claim until we are. If the premium is not paid in time, your coverage ends, and you may have to pay for this care.", "Pay your premium now to keep your coverage. Then your provider can send the claim again. Call us if you have paid."},

	// Rules of an HMO.
	{record.PR, "242"}: {"Not in your network", "This provider is not in your plan's network. Your plan pays for care from other providers only in an emergency, or when we approved it first. You may owe this.", "Next time, choose a provider in our network. Call us and we will help you find one. " + askAppeal},
	{record.CO, "242"}: {"Not your primary care doctor", "You saw a primary care doctor who is not the one you chose. " + notYours, "See the doctor you chose, or call us to change to a new one."},
	{record.CO, "279"}: {"Not in your plan's network", "This provider works with us, but is not in your plan's network. " + notYours, "Next time, choose a provider in your plan's network. Call us and we will help you find one."},
	{record.CO, "288"}: {"No referral", "You need a referral from your primary care doctor for this care. We did not get one. " + notYours, "Before you go back, ask your primary care doctor for a referral."},
	{record.PR, "288"}: {"No referral", "You need a referral from your primary care doctor for this care. We did not get one. You signed a form that you would pay. You may owe this.", "Before you go back, ask your primary care doctor for a referral. " + askAppeal},
	{record.CO, "243"}: {"Referral not from your doctor", "The referral for this care did not come from your primary care doctor. " + notYours, "Before you go back, ask your own primary care doctor for a referral."},
	{record.PR, "243"}: {"Referral not from your doctor", "The referral for this care did not come from your primary care doctor. You signed a form that you would pay. You may owe this.", "Before you go back, ask your own primary care doctor for a referral. " + askAppeal},
	{record.CO, "287"}: {"Referral used up or ended", "Your referral had ended, or all of its visits were used. " + notYours, "Before you go back, ask your primary care doctor for a new referral."},
	{record.PR, "287"}: {"Referral used up or ended", "Your referral had ended, or all of its visits were used. You signed a form that you would pay. You may owe this.", "Before you go back, ask your primary care doctor for a new referral. " + askAppeal},
	{record.CO, "183"}: {"Referred by someone who may not", "Who sent you for this care may not do so under your plan. " + notYours, "Ask your primary care doctor for a referral."},
	{record.CO, "184"}: {"Ordered by someone who may not", "Who ordered this care may not do so under your plan. " + notYours, ""},
	{record.CO, "185"}: {"Given by someone who may not", "Who gave this care may not do so under your plan. " + notYours, ""},
	{record.CO, "197"}: {"No approval first", "Your provider must ask us for approval before this care, and did not. " + notYours, "Before you have this care again, ask your provider if we approved it."},
	{record.CO, "198"}: {"More than we approved", "We approved this care, but your provider gave more than we approved. " + notYours, "If you need more, ask your provider to ask us first."},
	{record.CO, "39"}:  {"Not approved", "Your provider asked us to approve this care, and we said no. " + notYours, askAppeal},
	{record.CO, "284"}: {"Approved for other care", "We approved other care, but not this care. " + notYours, "Ask your provider to ask us for approval of this care."},
	{record.CO, "296"}: {"Approved for another provider", "We approved this care with another provider, not with this one. " + notYours, "Go to the provider that we approved, or ask us to approve this one."},
	{record.CO, "302"}: {"Approval had ended", "Our approval for this care had ended by that day. " + notYours, "Ask your provider to ask us for a new approval."},
	{record.PR, "40"}:  {"Not urgent", "Away from home, your plan pays for urgent care and emergencies from any provider. This visit was for care that could wait. You may owe this.", askAppeal},
	{record.CO, "B7"}:  {"Provider could not treat our members", "We did not allow this provider to treat our members on that day. " + notYours, "Call us, and we will help you find another provider."},
	{record.CO, "299"}: {"Provider could not bill us", "We did not allow this provider to bill us on that day. " + notYours, "Call us, and we will help you find another provider."},
	{record.CO, "170"}: {"Not paid to this kind of provider", "Your plan does not pay this kind of provider for this care. " + notYours, ""},
	{record.CO, "171"}: {"Not paid in this place", "Your plan does not pay this kind of provider for this care in this place. " + notYours, ""},
	{record.CO, "172"}: {"Not paid to this kind of doctor", "Your plan does not pay this kind of doctor for this care. " + notYours, ""},

	// Benefits and limits.
	{record.PR, "204"}: {"Not a benefit of your plan", "Your plan does not cover this kind of care. You may owe this.", nextTime + " " + askAppeal},
	{record.PR, "96"}:  {"Not covered", "Your plan leaves this kind of care out, so we can't pay for it. You may owe this.", nextTime + " " + askAppeal},
	{record.PR, "119"}: {"Yearly limit reached", "Your plan has a limit for this kind of care each year, and you have reached it. You may owe the rest.", "Your limit starts over next year. " + askAppeal},
	{record.PR, "35"}:  {"Lifetime limit reached", "Your plan has a lifetime limit for this care, and you have reached it. You may owe the rest.", askAppeal},
	{record.PR, "149"}: {"Lifetime limit reached", "Your plan has a lifetime limit for this care, and you have reached it. You may owe the rest.", askAppeal},
	{record.CO, "50"}:  {"Not needed for your health", "We looked at this care and found that it was not needed for your health. " + notYours, askAppeal},
	{record.CO, "272"}: {"Rules for this care not met", "Your plan has rules for when it pays for this care, and they were not met. " + notYours, askAppeal},
	{record.CO, "273"}: {"More than the rules allow", "Your plan has a limit on how much of this care it pays for. This was more. " + notYours, askAppeal},

	// The claim itself.
	{record.CO, "16"}:  {"Something is missing", "The claim was not complete, or had a mistake. Your provider must correct it. " + notYours, ""},
	{record.OA, "18"}:  {"Sent twice", "We already got a claim for this care. You do not owe it twice. Your first notice tells what you owe.", ""},
	{record.CO, "29"}:  {"Sent too late", "Your provider sent us the claim too late. " + notYours, ""},
	{record.CO, "129"}: {"Does not fit an earlier claim", "The claim does not fit what we decided before. Your provider must correct it. " + notYours, ""},
	{record.CO, "208"}: {"Provider's number is wrong", "The provider's number on the claim is wrong. Your provider must correct it. " + notYours, ""},
	{record.OA, "101"}: {"We would pay this", "This is what we think we will pay, once you have the care.", ""},
}
