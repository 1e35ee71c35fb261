package record

import "strings"

// CARC is a claim adjustment reason code (835 CAS02). Source: X12 external code
// list 139.
type CARC string

// CARCMeaning is a row of the CARC table.
type CARCMeaning struct {
	Text       string // short and in plain words
	Groups     string // group codes this HMO uses it with, space separated
	NeedsRARC  bool   // never without a remark code that is not an alert
	Retired    bool   // never written; understood on input
	ReplacedBy CARC   // of a retired one, where a single code took its place
}

// Meaning returns the row of c; an unknown code has an empty one.
func (c CARC) Meaning() CARCMeaning { return carcs[c] }

// AllowsGroup reports whether this HMO uses the code with the group; false for
// an unknown code.
func (c CARC) AllowsGroup(g GroupCode) bool {
	return strings.Contains(" "+carcs[c].Groups+" ", " "+string(g)+" ")
}

// carcs are the codes this HMO may write and the retired ones that it must not.
// Status as of the list of August 2026.
var carcs = map[CARC]CARCMeaning{
	"1":   {Text: "Deductible amount", Groups: "PR"},
	"2":   {Text: "Coinsurance amount", Groups: "PR"},
	"3":   {Text: "Copayment amount", Groups: "PR"},
	"16":  {Text: "The claim or line lacks information or has wrong data", Groups: "CO", NeedsRARC: true},
	"18":  {Text: "Exact duplicate of another claim or line", Groups: "OA"},
	"22":  {Text: "Another payer may be first", Groups: "OA", NeedsRARC: true},
	"23":  {Text: "Effect of what a prior payer decided", Groups: "OA"},
	"24":  {Text: "Covered by a capitation or managed care arrangement", Groups: "CO"},
	"26":  {Text: "Service before coverage began", Groups: "PR"},
	"27":  {Text: "Service after coverage ended", Groups: "PR"},
	"29":  {Text: "The filing time limit has passed", Groups: "CO"},
	"31":  {Text: "The patient can't be identified as our member", Groups: "PR"},
	"32":  {Text: "The dependent is not eligible", Groups: "PR"},
	"33":  {Text: "The member has no dependent coverage", Groups: "PR"},
	"34":  {Text: "The member has no coverage for newborns", Groups: "PR"},
	"35":  {Text: "Lifetime maximum reached", Groups: "PR"},
	"39":  {Text: "Refused when authorization was asked for", Groups: "CO"},
	"40":  {Text: "Does not qualify as emergency or urgent care", Groups: "PR"},
	"45":  {Text: "Charge above the fee schedule or the contracted or legislated amount", Groups: "CO PR"},
	"50":  {Text: "Not medically necessary", Groups: "CO"},
	"59":  {Text: "Reduced by multiple or concurrent procedure rules", Groups: "CO"},
	"94":  {Text: "Paid above the charge", Groups: "OA"},
	"96":  {Text: "Not covered", Groups: "PR", NeedsRARC: true},
	"97":  {Text: "Included in the payment for another service", Groups: "CO"},
	"101": {Text: "Would be paid once the care is given", Groups: "OA"},
	"104": {Text: "Managed care withholding", Groups: "CO"},
	"109": {Text: "Not covered by this payer; send it to the right one", Groups: "OA", NeedsRARC: true},
	"119": {Text: "Benefit maximum for this period reached", Groups: "PR"},
	"128": {Text: "Newborn's services are covered in the mother's allowance", Groups: "CO"},
	"129": {Text: "Prior processing information appears incorrect", Groups: "CO", NeedsRARC: true},
	"136": {Text: "Prior payer's coverage rules were not followed", Groups: "OA"},
	"140": {Text: "Patient's id and name do not match", Groups: "CO"},
	"147": {Text: "The provider contracted rate expired or is not on file", Groups: "CO"},
	"149": {Text: "Lifetime maximum for this service reached", Groups: "PR"},
	"170": {Text: "Not payable to this type of provider", Groups: "CO"},
	"171": {Text: "Not payable to this type of provider in this place", Groups: "CO"},
	"172": {Text: "Not payable to this specialty", Groups: "CO"},
	"183": {Text: "The referring provider may not refer this service", Groups: "CO"},
	"184": {Text: "The ordering provider may not order this service", Groups: "CO"},
	"185": {Text: "The rendering provider may not perform this service", Groups: "CO"},
	"197": {Text: "Prior authorization is missing", Groups: "CO"},
	"198": {Text: "Prior authorization is exceeded", Groups: "CO"},
	"200": {Text: "Service during a lapse in coverage", Groups: "PR"},
	"204": {Text: "Not in the patient's current benefit plan", Groups: "PR"},
	"208": {Text: "NPI does not match", Groups: "CO"},
	"236": {Text: "Procedure combination is not payable on the same day", Groups: "CO"},
	"238": {Text: "Claim spans eligible and ineligible days; this is the reduction for the ineligible ones", Groups: "PR"},
	"239": {Text: "Claim spans eligible and ineligible days; bill them apart", Groups: "CO"},
	"242": {Text: "Not provided by network or primary care providers", Groups: "CO PR"},
	"243": {Text: "Not authorized by network or primary care providers", Groups: "CO PR"},
	"245": {Text: "Performance program withholding", Groups: "CO"},
	"256": {Text: "Not payable under the managed care contract", Groups: "CO"},
	"257": {Text: "Premium payment is in its grace period; not decided yet", Groups: "OA", NeedsRARC: true},
	"272": {Text: "Coverage guidelines were not met", Groups: "CO"},
	"273": {Text: "Coverage guidelines were exceeded", Groups: "CO"},
	"275": {Text: "The prior payer's patient responsibility is not covered", Groups: "PR"},
	"276": {Text: "Services denied by the prior payer are not covered", Groups: "PR"},
	"279": {Text: "Not provided by preferred network providers", Groups: "CO"},
	"284": {Text: "The prior authorization is valid but not for this service", Groups: "CO"},
	"287": {Text: "The referral is exceeded", Groups: "CO PR"},
	"288": {Text: "The referral is missing", Groups: "CO PR"},
	"296": {Text: "The prior authorization is valid but not for this provider", Groups: "CO"},
	"299": {Text: "The billing provider can't be paid for this service", Groups: "CO"},
	"302": {Text: "The prior authorization's time limit has passed", Groups: "CO"},
	"B7":  {Text: "The provider was not certified or eligible on this date", Groups: "CO"},
	"B11": {Text: "Passed on to the right payer", Groups: "OA"},

	"15":  {Text: "Retired", Retired: true, ReplacedBy: "197"},
	"17":  {Text: "Retired", Retired: true, ReplacedBy: "16"},
	"28":  {Text: "Retired", Retired: true, ReplacedBy: "27"},
	"38":  {Text: "Retired", Retired: true, ReplacedBy: "242"},
	"42":  {Text: "Retired", Retired: true, ReplacedBy: "45"},
	"62":  {Text: "Retired", Retired: true, ReplacedBy: "197"},
	"63":  {Text: "Retired", Retired: true},
	"120": {Text: "Retired", Retired: true, ReplacedBy: "24"},
	"125": {Text: "Retired", Retired: true, ReplacedBy: "16"},
	"138": {Text: "Retired", Retired: true},
	"141": {Text: "Retired", Retired: true, ReplacedBy: "238"},
	"165": {Text: "Retired", Retired: true, ReplacedBy: "288"},
	"191": {Text: "Retired", Retired: true},
	"196": {Text: "Retired", Retired: true},
	"B5":  {Text: "Retired", Retired: true, ReplacedBy: "272"},
}
