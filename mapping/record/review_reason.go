package record

// ReviewReason says why a review ended as it did (HCR03). Source: X12 code
// source 886, health care services decision reason codes.
type ReviewReason string

// The reasons that decisions use, those of people too.
const (
	OutOfNetwork       ReviewReason = "08"
	AccessRestricted   ReviewReason = "0B"
	NotNecessary       ReviewReason = "0F"
	LevelNotRight      ReviewReason = "0G"
	NoReviewRequired   ReviewReason = "0H"
	AnotherReviews     ReviewReason = "0J"
	ExceedsMaximum     ReviewReason = "0L"
	NotCoveredService  ReviewReason = "0M"
	PapersNotReceived  ReviewReason = "0P"
	NotForDiagnosis    ReviewReason = "0R"
	Experimental       ReviewReason = "0T"
	InformationMissing ReviewReason = "0U"
	NeedsMedicalReview ReviewReason = "0V"
)

var reviewReasons = map[ReviewReason]string{
	OutOfNetwork:       "out of network",
	AccessRestricted:   "not from who may ask for it",
	NotNecessary:       "not medically necessary",
	LevelNotRight:      "the level of care is not appropriate",
	PapersNotReceived:  "what was asked for did not come",
	NotForDiagnosis:    "the service does not go with the diagnosis",
	Experimental:       "an experimental service",
	NoReviewRequired:   "the service needs no certification",
	AnotherReviews:     "another organization reviews it",
	ExceedsMaximum:     "beyond the plan's maximum",
	NotCoveredService:  "not a covered service",
	InformationMissing: "more about the patient's condition is needed",
	NeedsMedicalReview: "a clinician must look at it",
}

// Text returns the reason in plain words, nothing for one that is not used here.
func (r ReviewReason) Text() string { return reviewReasons[r] }
