package record

// ClaimStatus is what a remittance says about a claim as a whole (835 CLP02).
type ClaimStatus string

// The claim statuses. A denial of a member's claim is 1, 2 or 3 as well: 4 is
// only for patients who are not recognized.
const (
	ProcessedPrimary   ClaimStatus = "1"
	ProcessedSecondary ClaimStatus = "2"
	ProcessedTertiary  ClaimStatus = "3"
	DeniedUnknown      ClaimStatus = "4"
	Reversal           ClaimStatus = "22"
	ForwardedNotOurs   ClaimStatus = "23"
	Predetermined      ClaimStatus = "25" // nothing is paid: what would be is told
)

// StatusCode is a health care claim status: category, code and the entity it is
// about (277 STC01). Source: X12 external code lists 507 and 508.
type StatusCode struct {
	Category string // such as F1
	Code     string // such as 65
	Entity   string // such as 82; often empty
}

// String returns F1:65 or A7:562:85.
func (s StatusCode) String() string {
	text := s.Category + ":" + s.Code
	if s.Entity != "" {
		text += ":" + s.Entity
	}
	return text
}

// Known reports whether category and code are in the tables of the lists.
func (s StatusCode) Known() bool {
	return statusCategories[s.Category] != "" && statusCodes[s.Code] != ""
}

// Text returns the meaning of the category and code in plain words; what is
// unknown is left out.
func (s StatusCode) Text() string {
	category, code := statusCategories[s.Category], statusCodes[s.Code]
	switch {
	case category == "":
		return code
	case code == "":
		return category
	}
	return category + ": " + code
}

var statusCategories = map[string]string{
	"A0": "Forwarded", "A1": "Received", "A2": "Accepted for adjudication", "A3": "Returned as unprocessable",
	"A4": "Not found", "A5": "Split", "A6": "Rejected for missing information", "A7": "Rejected for invalid information",
	"A8": "Rejected for a conflict between fields", "P0": "Pending", "P1": "In process", "P2": "In review",
	"P3": "Information requested", "F0": "Finalized", "F1": "Paid", "F2": "Denied", "F3": "Revised",
	"F4": "Finalized without payment", "D0": "Search unsuccessful", "E0": "Response not possible", "E1": "Response not possible now",
}

var statusCodes = map[string]string{
	"19": "receipt acknowledged", "20": "accepted", "21": "missing or invalid information", "26": "entity not found",
	"30": "subscriber and id do not match", "33": "subscriber id not found", "35": "claim not found",
	"45": "awaiting benefit determination", "48": "referral or authorization", "54": "duplicate of a claim processed",
	"65": "claim or line has been paid", "78": "duplicate of a claim in process", "84": "service not authorized",
	"85": "entity not primary", "88": "not eligible on the date of service", "89": "not eligible for dental benefits",
	"91": "entity not eligible or approved on the date of service", "92": "dependent requirements not met",
	"93": "not the selected primary care provider", "94": "not referred by the selected primary care provider",
	"96": "no agreement with the entity", "97": "patient eligibility not found", "98": "applied to the deductible",
	"101": "adjustment of a claim processed before", "102": "newborn's charges are on the mother's claim",
	"104": "by plan provisions", "105": "payment is through capitation", "107": "by contract provisions",
	"110": "needs pricing", "114": "responsibility of another entity", "116": "submitted to the wrong payer",
	"126": "entity's address", "128": "entity's tax id", "145": "entity's specialty or taxonomy code",
	"158": "entity's date of birth", "178": "submitted charges", "187": "date of service", "188": "statement dates",
	"216": "drug information", "218": "national drug code", "228": "type of bill", "242": "tooth numbers or surfaces",
	"249": "place of service", "254": "diagnosis code", "256": "diagnosis related group",
	"286": "other payer's explanation of benefits", "400": "claim is out of balance", "453": "procedure code modifier",
	"454": "procedure code", "455": "revenue code", "460": "condition code", "461": "occurrence code or date",
	"462": "occurrence span code or dates", "463": "value code or amount", "464": "payer claim control number",
	"465": "hospital procedure code", "471": "emergency or urgent care", "476": "units of service",
	"479": "other payer's id", "481": "format of the submission", "483": "maximum reached", "484": "system not available",
	"485": "more claims fit than can be told; ask more closely",
	"500": "entity's postal code", "501": "entity's state or province", "502": "entity's city",
	"503": "entity's street address",
	"535": "claim frequency", "562": "entity's NPI", "718": "filed late",
}
