package record

// RARC is a remittance advice remark code: 835 LQ*HE at a line, MOA and MIA at a
// claim. Source: X12 external code list 411.
type RARC string

// RARCMeaning is a row of the RARC table.
type RARCMeaning struct {
	Text  string // short and in plain words
	Alert bool   // informs only; never the sole remark of a CARC that needs one
}

// Meaning returns the row of r; an unknown code has an empty one.
func (r RARC) Meaning() RARCMeaning { return rarcs[r] }

// rarcs are the codes this HMO may write. Status as of the list of August 2026.
var rarcs = map[RARC]RARCMeaning{
	"MA04":  {Text: "Secondary payment needs the primary payer's identity or decision"},
	"MA67":  {Text: "Correction to a prior claim", Alert: true},
	"MA92":  {Text: "The other plan's data is missing"},
	"N4":    {Text: "The prior payer's explanation of benefits is missing or invalid"},
	"MA130": {Text: "The claim can't be processed; send a new one"},
	"N548":  {Text: "The deductible is met", Alert: true},
	"N549":  {Text: "The out-of-pocket maximum is met", Alert: true},
	"N19":   {Text: "Incidental to the primary procedure"},
	"N20":   {Text: "Not payable with another service on the same day"},
	"N30":   {Text: "The patient is not eligible for this service"},
	"N52":   {Text: "The patient was not in the billing provider's managed care plan on this date"},
	"N54":   {Text: "The claim does not agree with what was authorized"},
	"N95":   {Text: "This type of provider may not bill this service"},
	"N574":  {Text: "This type of provider may not refer"},
	"N130":  {Text: "See the plan's documents on restrictions"},
	"N381":  {Text: "See the contract for restrictions", Alert: true},
	"N152":  {Text: "The replacement claim's data is missing or invalid"},
	"N779":  {Text: "The original claim is not final yet"},
	"N285":  {Text: "The referring provider's name is missing or invalid"},
	"N286":  {Text: "The referring provider's id is missing or invalid"},
	"N351":  {Text: "Outside of the approved dates"},
	"N640":  {Text: "More than the approved number"},
	"N362":  {Text: "More units than the maximum"},
	"N382":  {Text: "The patient's id is missing or invalid"},
	"N329":  {Text: "The patient's birth date is missing or invalid"},
	"N383":  {Text: "Cosmetic services are not covered"},
	"N418":  {Text: "Misrouted; send it to the right payer"},
	"N803":  {Text: "The contracted group or hospital must submit it"},
	"N450":  {Text: "Covered only by the primary treating physician or a designee"},
	"N475":  {Text: "The referral form is missing"},
	"N525":  {Text: "Inside the global period of another service"},
	"N617":  {Text: "In the second or third month of a premium grace period"},
	"N618":  {Text: "It will be decided again when the premium is paid", Alert: true},
	"N630":  {Text: "The referral was not authorized by the attending physician"},
	"N656":  {Text: "Interest is paid because the claim was paid late"},
	"N687":  {Text: "Reversed because of a retroactive disenrollment", Alert: true},
	"N688":  {Text: "Reversed after a medical or utilization review", Alert: true},
	"N689":  {Text: "Reversed because of a retroactive rate change", Alert: true},
	"N690":  {Text: "Reversed after an appeal", Alert: true},
	"N693":  {Text: "Reversed because the claim was voided", Alert: true},
	"N694":  {Text: "Reversed because the claim was replaced", Alert: true},
	"N695":  {Text: "Reversed because the member's share changed", Alert: true},
	"N696":  {Text: "Reversed because of coordination of benefits", Alert: true},
	"N698":  {Text: "Reversed because the premium was not paid by the end of the grace period", Alert: true},
	"N702":  {Text: "Decided from claims processed before"},
	"N778":  {Text: "The primary care physician's data is missing"},
	"N830":  {Text: "Surprise billing rules: only the patient's share may be collected", Alert: true},
	"N842":  {Text: "The patient can't be billed", Alert: true},
	"N864":  {Text: "Surprise billing protection: emergency services", Alert: true},
	"N865":  {Text: "Surprise billing protection: non-participating provider at a participating facility", Alert: true},
	"N866":  {Text: "Surprise billing protection: air ambulance", Alert: true},
	"N867":  {Text: "The patient's share was computed by state law", Alert: true},
	"N868":  {Text: "The patient's share was computed by an all-payer model", Alert: true},
	"N869":  {Text: "The patient's share was computed from the qualifying payment amount", Alert: true},
	"N870":  {Text: "The patient's share was computed from the billed amount, which was lower", Alert: true},
	"N871":  {Text: "Initial payment under state law", Alert: true},
	"N877":  {Text: "Initial payment; open negotiation may be asked for", Alert: true},
	"N876":  {Text: "Notice of denial under the surprise billing rules", Alert: true},
	"N878":  {Text: "The notice and consent were faulty", Alert: true},
	"N879":  {Text: "Notice and consent are not allowed for this service", Alert: true},
	"N882":  {Text: "Notice and consent were given", Alert: true},
}
