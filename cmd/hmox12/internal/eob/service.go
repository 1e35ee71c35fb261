package eob

import (
	"strings"

	"github.com/hmox12/hmox12/mapping/record"
)

// categoryWords name service categories for members. A book may have others, which
// are told by their own names.
var categoryWords = map[record.ServiceCategory]string{
	"PCP_VISIT":              "Visit with your primary care doctor",
	"SPECIALIST_VISIT":       "Visit with a specialist",
	"PREVENTIVE":             "Check-up to keep you well",
	"IMMUNIZATION":           "Vaccine",
	"LAB":                    "Lab test",
	"BASIC_IMAGING":          "X-ray or ultrasound",
	"ADVANCED_IMAGING":       "MRI, CT or PET scan",
	"DIAGNOSTIC_TEST":        "Test, such as of your heart",
	"THERAPY":                "Physical, occupational or speech therapy",
	"BEHAVIORAL_HEALTH":      "Mental health care",
	"URGENT_CARE":            "Urgent care",
	"EMERGENCY_FACILITY":     "Emergency room",
	"EMERGENCY_PROFESSIONAL": "Doctor in the emergency room",
	"EMERGENCY_AMBULANCE":    "Ambulance",
	"OUTPATIENT_SURGERY":     "Surgery without a hospital stay",
	"OFFICE_PROCEDURE":       "Procedure in the doctor's office",
	"INPATIENT_FACILITY":     "Hospital stay",
	"INPATIENT_PROFESSIONAL": "Doctor in the hospital",
	"NEWBORN_NURSERY":        "Hospital nursery for your newborn",
	"DME":                    "Medical equipment",
	"INJECTED_DRUG":          "Medicine given by your provider",
	"COSMETIC":               "Cosmetic care",
	"INFERTILITY":            "Fertility care",
	"CHIROPRACTIC":           "Chiropractor",
	"ACUPUNCTURE":            "Acupuncture",
	"VISION":                 "Glasses or eye care",
	"DENTAL_PREVENTIVE":      "Dental check-up or cleaning",
	"DENTAL_BASIC":           "Basic dental care, such as a filling",
	"DENTAL_MAJOR":           "Major dental care, such as a crown",
}

// placeWords name care by its place, where nothing else is known of it.
var placeWords = map[string]string{
	"02": "Care by phone or video", "10": "Care by phone or video", "11": "Care in a doctor's office", "12": "Care at home",
	"19": "Hospital care without a stay", "20": "Urgent care", "21": "Care in the hospital", "22": "Hospital care without a stay",
	"23": "Care in an emergency room", "24": "Surgery center", "31": "Care in a nursing facility", "32": "Care in a nursing facility",
	"41": "Ambulance", "42": "Ambulance", "49": "Care in a clinic", "50": "Care in a health center", "65": "Dialysis", "81": "Lab test",
}

// service names what was done at a line in words for members.
func service(c *record.Claim, sent *record.ServiceLine, d *record.LineDecision) string {
	if words := categoryWords[d.Category]; words != "" {
		return words
	}
	switch {
	case d.Category != "":
		words := strings.ToLower(strings.ReplaceAll(string(d.Category), "_", " "))
		return strings.ToUpper(words[:1]) + words[1:]
	case c.Stay() != nil:
		return "Hospital stay"
	case c.Kind == record.Institutional:
		return "Hospital care"
	case c.Kind == record.Dental:
		return "Dental care"
	}
	if words := placeWords[c.PlaceOf(sent)]; words != "" {
		return words
	}
	return "Medical care"
}

// code is how the provider named the service, for who asks about it.
func code(sent *record.ServiceLine) string {
	if c := sent.Procedure.String(); c != "" {
		return "procedure code " + c
	}
	if sent.Revenue != "" {
		return "hospital code " + sent.Revenue
	}
	return ""
}
