package x12

// Code numbers what can be wrong. The numbers are written to logs, reports and
// databases: they are never changed or used again.
type Code uint16

// What can be wrong with an interchange, answered by a TA1.
const (
	NoInterchange             Code = 101 // no ISA where one must be
	ShiftedHeader             Code = 102 // the ISA is not its fixed 106 bytes
	BadElementSeparator       Code = 103
	BadComponentSeparator     Code = 104
	BadSegmentTerminator      Code = 105
	BadRepetitionSeparator    Code = 106 // ISA11 can't divide anything; nothing is split on it
	BadAuthorizationQualifier Code = 110 // ISA01
	BadAuthorization          Code = 111 // ISA02
	BadSecurityQualifier      Code = 112 // ISA03
	BadSecurity               Code = 113 // ISA04
	BadSenderQualifier        Code = 114 // ISA05
	BadSender                 Code = 115 // ISA06
	BadReceiverQualifier      Code = 116 // ISA07
	BadReceiver               Code = 117 // ISA08
	UnknownReceiver           Code = 118 // ISA08 is somebody else
	BadInterchangeDate        Code = 119 // ISA09
	BadInterchangeTime        Code = 120 // ISA10
	BadVersion                Code = 121 // ISA12
	BadInterchangeControl     Code = 122 // ISA13
	BadAckRequest             Code = 123 // ISA14
	BadUsageIndicator         Code = 124 // ISA15
	DuplicateInterchange      Code = 125 // ISA13 seen before from this sender
	UnknownSender             Code = 126 // ISA06 is nobody known here
	MissingIEA                Code = 130
	InterchangeControlDiffers Code = 131 // IEA02 is not ISA13
	GroupCountWrong           Code = 132 // IEA01
	DataOutsideInterchange    Code = 133
	MisplacedSegment          Code = 134 // an envelope segment where it can't be
	ByteOrderMark             Code = 135
	BadInterchangeAck         Code = 136 // a TA1 received
	LateInterchangeAck        Code = 137 // a TA1 behind the header of a group
)

// What can be wrong with a functional group, answered in AK9.
const (
	MissingGE             Code = 201
	GroupControlDiffers   Code = 202 // GE02 is not GS06
	SetCountWrong         Code = 203 // GE01
	BadGroupControl       Code = 204 // GS06
	DuplicateGroupControl Code = 205
	GroupNotSupported     Code = 206 // GS01
	VersionNotSupported   Code = 207 // GS08
	BadGroupHeader        Code = 208 // GS lacks what a group must say
	DoubtfulGroupHeader   Code = 209 // GS02 to GS07 are not what they should be; the group is read
)

// What can be wrong with a transaction set as a whole, answered in IK5.
const (
	MissingSE              Code = 301
	SetControlDiffers      Code = 302 // SE02 is not ST02
	SegmentCountWrong      Code = 303 // SE01
	BadSetID               Code = 304 // ST01
	BadSetControl          Code = 305 // ST02
	DuplicateSetControl    Code = 306
	SetNotSupported        Code = 307
	SetNotInGroup          Code = 308 // a set of another kind than GS01 says
	ImplementationDiffers  Code = 309 // ST03 is not GS08
	GuideNotSupported      Code = 310
	TooManyFindings        Code = 311 // the rest was counted, not kept
	HierarchyLimitExceeded Code = 312 // more HL levels or HL segments than admitted
)

// What can be wrong with a segment, answered in IK3.
const (
	EmptySegment              Code = 401
	SegmentTooLong            Code = 402
	BadSegmentID              Code = 403
	SegmentUnexpected         Code = 404 // known in this set, not here
	MandatorySegmentMissing   Code = 405 // by the standard itself
	LoopOverMaximum           Code = 406
	SegmentOverMaximum        Code = 407
	SegmentNotInSet           Code = 408
	SegmentOutOfOrder         Code = 409
	SegmentNotUsed            Code = 410 // the guide forbids it
	SituationalSegmentMissing Code = 411
	LoopMissing               Code = 412 // the guide requires it
	RequiredSegmentMissing    Code = 413 // the guide requires it
	SituationalSegmentPresent Code = 414
	TrailingSeparator         Code = 415 // the segment ends in empty elements
	UnterminatedSegment       Code = 416 // the file ends inside it
	BadBinaryLength           Code = 417 // BIN01 or BDS02 is no length
	TooManyParts              Code = 418 // more elements, repetitions and components than admitted
)

// What can be wrong with an element, answered in IK4.
const (
	ElementMissing            Code = 501
	ConditionalElementMissing Code = 502 // a P, R, C or L note
	TooManyElements           Code = 503
	ElementTooShort           Code = 504
	ElementTooLong            Code = 505
	BadCharacter              Code = 506
	UnknownCode               Code = 507 // in no list of the data element
	BadDate                   Code = 508
	BadTime                   Code = 509
	ExclusionViolated         Code = 510 // an E note
	TooManyRepetitions        Code = 511
	TooManyComponents         Code = 512
	CodeNotUsed               Code = 513 // a code that the guide does not use here
	SituationalElementMissing Code = 514
	ElementNotUsed            Code = 515
	PatternViolated           Code = 516
	BadNumber                 Code = 517
	HierarchyBroken           Code = 518 // HL01, HL02, HL03 or HL04
	CharacterNotAgreed        Code = 519 // X12 admits it, the partner's companion guide does not
)

// What does not add up (SNIP level 3). A 999 has no word for it.
const (
	ChargeOutOfBalance         Code = 601 // CLM02 is not the sum of its lines
	OtherPayerOutOfBalance     Code = 602 // 2320: charge less adjustments is not AMT*D
	OtherPayerLineOutOfBalance Code = 603 // 2430: charge less adjustments is not SVD02
	PaidLineOutOfBalance       Code = 604 // 835: SVC02 less adjustments is not SVC03
	PaidClaimOutOfBalance      Code = 605 // 835: CLP03 less adjustments is not CLP04
	PaidChargeOutOfBalance     Code = 606 // 835: CLP03 is not the sum of its lines
	PaymentOutOfBalance        Code = 607 // 835: claims less PLB are not BPR02
	PatientShareDiffers        Code = 608 // 835: CLP05 is not what PR adjustments sum up to
	TotalCountWrong            Code = 609 // QTY or AK9 counts other than was sent
	TotalAmountWrong           Code = 610 // AMT sums up other than was sent
	AmountsTooLarge            Code = 611 // they can't be added exactly
)

// What does not go together (SNIP level 4), apart from SituationalSegmentMissing,
// SituationalSegmentPresent and SituationalElementMissing. Those that only a
// claim's 277CA tells are the payers' common edits, not the guide's own words.
const (
	SituationalElementPresent Code = 701
	ExpectedSegmentMissing    Code = 702
	ExpectedElementMissing    Code = 703
	CodesConflict             Code = 704
	PointerBeyondList         Code = 705 // a diagnosis pointer past the claim's diagnoses
	UnknownOtherPayer         Code = 706 // SVD01 is no payer of a 2330B
	UnusualCombination        Code = 707
	RangeReversed             Code = 708 // days that end before they begin
)

// What is in no external code set (SNIP level 5). A 999 has no word for it.
const (
	BadNPI               Code = 801
	BadDiagnosis         Code = 802 // ICD-10-CM
	DiagnosisVersion     Code = 803 // ICD-9 or ICD-10 on the wrong side of 2015-10-01
	BadHospitalProcedure Code = 804 // ICD-10-PCS
	BadProcedure         Code = 805 // HCPCS, CPT, CDT
	BadModifier          Code = 806
	BadRevenueCode       Code = 807
	BadPlaceOfService    Code = 808
	BadTypeOfBill        Code = 809
	BadFrequency         Code = 810
	BadAdjustmentReason  Code = 811 // CARC
	RetiredReason        Code = 812 // a CARC that is no longer to be used
	BadRemark            Code = 813 // RARC
	BadStatus            Code = 814 // claim status category or code
	BadTaxonomy          Code = 815
	BadState             Code = 816
	BadPostalCode        Code = 817
	ShortPostalCode      Code = 818 // a billing provider's or facility's ZIP has nine digits
	BadCountry           Code = 819
	BadCurrency          Code = 820
	BadDrug              Code = 821 // NDC
	BadTooth             Code = 822
	BadDRG               Code = 823
	BadConditionCode     Code = 824
	DateInFuture         Code = 825 // past the day the file was made
	BadTaxID             Code = 826
	BadCLIA              Code = 827
	BadOccurrenceCode    Code = 828
	BadOccurrenceSpan    Code = 829
	BadValueCode         Code = 830
	BadStreet            Code = 831 // a billing provider's street is a post office box
)

// What the guide admits and a trading partner's companion guide does not (SNIP
// level 7).
const (
	PartnerSegmentMissing     Code = 901
	PartnerLoopMissing        Code = 902
	PartnerSegmentNotUsed     Code = 903
	PartnerLoopNotUsed        Code = 904
	PartnerSegmentOverMaximum Code = 905
	PartnerLoopOverMaximum    Code = 906
	PartnerElementMissing     Code = 911
	PartnerElementNotUsed     Code = 912
	PartnerTooManyRepetitions Code = 913
	PartnerElementTooShort    Code = 914
	PartnerElementTooLong     Code = 915
	PartnerCodeNotUsed        Code = 916
	PartnerPatternViolated    Code = 917
)

// Severity tells what a finding does to what it was found in.
type Severity uint8

// Warning leaves what it was found in accepted, Rejection does not.
const (
	Warning Severity = iota
	Rejection
)

// Meaning is what is known about a Code: one row of the table that every
// acknowledgment and every message is made from.
type Meaning struct {
	Name     string // stable, for people and programs
	Severity Severity
	Level    int    // SNIP level: 1 integrity, 2 guide, 3 balances, 4 situations, 5 code sets, 7 partner
	TA105    string // interchange note code
	AK905    string // group syntax error code
	IK502    string // set syntax error code
	IK304    string // segment syntax error code
	IK403    string // element syntax error code
	Status   string // claim status of a 277CA, category:code, where the finding tells it
	Text     string // what is wrong
	Mend     string // what to do about it
}

// Meaning returns the row of c; an unknown code has an empty one.
func (c Code) Meaning() Meaning { return meanings[c] }

// OfPartner reports whether c is about what a partner's companion guide asks, and
// the guide itself has nothing against.
func (c Code) OfPartner() bool { return c == CharacterNotAgreed || meanings[c].Level == 7 }

// String returns the stable name of c.
func (c Code) String() string { return meanings[c].Name }

// Codes returns every code in use, in order.
func Codes() []Code {
	all := make([]Code, 0, len(meanings))
	for c := Code(0); c < 1000; c++ {
		if _, ok := meanings[c]; ok {
			all = append(all, c)
		}
	}
	return all
}

// meanings maps codes to the notes of TA1, 997/999 element 715 to 725 and the
// words people read. TA1 notes that the standard lacks for a case are the
// nearest by its meaning.
var meanings = map[Code]Meaning{
	NoInterchange:             {"no-interchange", Rejection, 1, "", "", "", "", "", "", "no interchange header (ISA) found here", "begin the file with an ISA segment; nothing before the next ISA was read"},
	ShiftedHeader:             {"shifted-header", Rejection, 1, "022", "", "", "", "", "", "the ISA segment is not laid out in its 106 fixed bytes", "pad each ISA element with blanks to its length"},
	BadElementSeparator:       {"bad-element-separator", Rejection, 1, "026", "", "", "", "", "", "the element separator can't divide data", "use a byte that is no letter, digit or space, such as *"},
	BadComponentSeparator:     {"bad-component-separator", Rejection, 1, "027", "", "", "", "", "", "the component separator (ISA16) can't divide data", "use a byte of its own, such as :"},
	BadSegmentTerminator:      {"bad-segment-terminator", Rejection, 1, "004", "", "", "", "", "", "the segment terminator can't end a segment", "use a byte of its own, such as ~"},
	BadRepetitionSeparator:    {"bad-repetition-separator", Warning, 1, "024", "", "", "", "", "", "the repetition separator (ISA11) is not a delimiter of its own; no element was split on it", "send ^ in ISA11"},
	BadAuthorizationQualifier: {"bad-authorization-qualifier", Rejection, 1, "010", "", "", "", "", "", "ISA01 is not an authorization qualifier", "send 00 or 03"},
	BadAuthorization:          {"bad-authorization", Rejection, 1, "011", "", "", "", "", "", "ISA02 does not hold what ISA01 announces", "send ten characters with ISA01 03, or 00 in ISA01 and blanks"},
	BadSecurityQualifier:      {"bad-security-qualifier", Rejection, 1, "012", "", "", "", "", "", "ISA03 is not a security qualifier", "send 00 or 01"},
	BadSecurity:               {"bad-security", Rejection, 1, "013", "", "", "", "", "", "ISA04 does not hold what ISA03 announces", "send the password with ISA03 01, or 00 in ISA03 and blanks"},
	BadSenderQualifier:        {"bad-sender-qualifier", Rejection, 1, "005", "", "", "", "", "", "ISA05 is not a qualifier of an interchange id", "send ZZ, 30 or another of the list"},
	BadSender:                 {"bad-sender", Rejection, 1, "006", "", "", "", "", "", "ISA06 does not name a sender", "send the sender id that was agreed, padded to 15"},
	BadReceiverQualifier:      {"bad-receiver-qualifier", Rejection, 1, "007", "", "", "", "", "", "ISA07 is not a qualifier of an interchange id", "send ZZ, 30 or another of the list"},
	BadReceiver:               {"bad-receiver", Rejection, 1, "008", "", "", "", "", "", "ISA08 does not name a receiver", "send the receiver id that was agreed, padded to 15"},
	UnknownReceiver:           {"unknown-receiver", Rejection, 1, "009", "", "", "", "", "", "ISA08 is not an id of this receiver", "send in ISA07 and ISA08 the id that was agreed, or send the file to whom it is meant for"},
	BadInterchangeDate:        {"bad-interchange-date", Rejection, 1, "014", "", "", "", "", "", "ISA09 is not a date", "send YYMMDD"},
	BadInterchangeTime:        {"bad-interchange-time", Rejection, 1, "015", "", "", "", "", "", "ISA10 is not a time", "send HHMM"},
	BadVersion:                {"bad-version", Rejection, 1, "017", "", "", "", "", "", "ISA12 is not a version that is read here", "send 00501"},
	BadInterchangeControl:     {"bad-interchange-control", Rejection, 1, "018", "", "", "", "", "", "ISA13 is not a control number", "send nine digits"},
	BadAckRequest:             {"bad-ack-request", Rejection, 1, "019", "", "", "", "", "", "ISA14 is neither 0 nor 1", "send 1 to ask for a TA1, 0 if not"},
	BadUsageIndicator:         {"bad-usage-indicator", Rejection, 1, "020", "", "", "", "", "", "ISA15 is not a usage indicator", "send P or T"},
	DuplicateInterchange:      {"duplicate-interchange", Rejection, 1, "025", "", "", "", "", "", "this sender's ISA13 was received before", "send a new control number if the content is new"},
	UnknownSender:             {"unknown-sender", Rejection, 1, "006", "", "", "", "", "", "ISA06 is not an id of a known sender", "send the id that was agreed, or register as a trading partner first"},
	MissingIEA:                {"missing-iea", Rejection, 1, "023", "", "", "", "", "", "the interchange is not closed by an IEA", "end it with IEA; where the file was cut short, send it again, whole"},
	InterchangeControlDiffers: {"interchange-control-differs", Rejection, 1, "001", "", "", "", "", "", "IEA02 is not the control number of ISA13", "send the same number in ISA13 and IEA02"},
	GroupCountWrong:           {"group-count-wrong", Rejection, 1, "021", "", "", "", "", "", "IEA01 is not the number of groups", "send the number of GS segments of the interchange"},
	DataOutsideInterchange:    {"data-outside-interchange", Rejection, 1, "", "", "", "", "", "", "data between an IEA and the next ISA", "wrap it in an interchange; it was not read"},
	MisplacedSegment:          {"misplaced-segment", Rejection, 1, "024", "", "", "", "", "", "a segment stands where it can't be", "open each group with GS and each set with ST, and close them with SE, GE and IEA, in that order"},
	ByteOrderMark:             {"byte-order-mark", Warning, 1, "", "", "", "", "", "", "the file begins with a byte order mark", "save it as plain text; the mark was skipped"},
	BadInterchangeAck:         {"bad-interchange-ack", Warning, 1, "", "", "", "", "", "", "this TA1 does not say what a TA1 must", "ask the sender what became of the interchange that it answers"},
	LateInterchangeAck:        {"late-interchange-ack", Warning, 1, "024", "", "", "", "", "", "a TA1 stands behind the header of a group", "send it right behind the ISA"},

	MissingGE:             {"missing-ge", Rejection, 1, "", "3", "", "", "", "", "the group is not closed by a GE", "close each group with GE"},
	GroupControlDiffers:   {"group-control-differs", Rejection, 1, "", "4", "", "", "", "", "GE02 is not the control number of GS06", "send the same number in GS06 and GE02"},
	SetCountWrong:         {"set-count-wrong", Rejection, 1, "", "5", "", "", "", "", "GE01 is not the number of transaction sets", "send the number of ST segments of the group"},
	BadGroupControl:       {"bad-group-control", Rejection, 1, "", "6", "", "", "", "", "GS06 is not a control number", "send one to nine digits"},
	DuplicateGroupControl: {"duplicate-group-control", Rejection, 1, "", "19", "", "", "", "", "GS06 stands twice in the interchange", "number the groups of an interchange apart"},
	GroupNotSupported:     {"group-not-supported", Rejection, 2, "", "1", "", "", "", "", "groups of this GS01 are not read here", "send the sets that were agreed, in groups of their own kind"},
	VersionNotSupported:   {"version-not-supported", Rejection, 2, "", "2", "", "", "", "", "GS08 is not a guide that is read here", "send the guide version that was agreed"},
	BadGroupHeader:        {"bad-group-header", Rejection, 1, "", "1", "", "", "", "", "the GS segment lacks what a group must say", "send GS01 to GS08"},
	DoubtfulGroupHeader:   {"doubtful-group-header", Warning, 1, "", "", "", "", "", "", "the GS segment says something that can't be", "send printable ids, GS04 CCYYMMDD, GS05 HHMM and X in GS07"},

	MissingSE:              {"missing-se", Rejection, 1, "", "", "2", "", "", "", "the transaction set is not closed by an SE", "close each set with SE"},
	SetControlDiffers:      {"set-control-differs", Rejection, 1, "", "", "3", "", "", "", "SE02 is not the control number of ST02", "send the same text in ST02 and SE02"},
	SegmentCountWrong:      {"segment-count-wrong", Rejection, 1, "", "", "4", "", "", "", "SE01 is not the number of segments", "send the number of segments from ST to SE, both included"},
	BadSetID:               {"bad-set-id", Rejection, 1, "", "", "6", "", "", "", "ST01 is not a transaction set identifier", "send three digits, such as 837"},
	BadSetControl:          {"bad-set-control", Rejection, 1, "", "", "7", "", "", "", "ST02 is not a control number", "send four to nine letters or digits"},
	DuplicateSetControl:    {"duplicate-set-control", Rejection, 1, "", "", "23", "", "", "", "ST02 stands twice in the group", "number the sets of a group apart"},
	SetNotSupported:        {"set-not-supported", Rejection, 2, "", "", "1", "", "", "", "this transaction set is not read here", "send the sets that were agreed"},
	SetNotInGroup:          {"set-not-in-group", Rejection, 2, "", "", "18", "", "", "", "the set is not of the kind that GS01 announces", "send each kind of set in a group of its own"},
	ImplementationDiffers:  {"implementation-differs", Rejection, 2, "", "", "19", "", "", "", "ST03 is not the guide that GS08 announces", "send the same guide in GS08 and ST03"},
	GuideNotSupported:      {"guide-not-supported", Rejection, 2, "", "", "I6", "", "", "", "the guide of ST03 is not read here", "send the guide version that was agreed"},
	TooManyFindings:        {"too-many-findings", Rejection, 1, "", "", "5", "", "", "", "the set has more findings than its acknowledgment tells; the rest is counted", "mend the first ones and send it again"},
	HierarchyLimitExceeded: {"hierarchy-limit-exceeded", Rejection, 1, "", "", "5", "", "", "", "the set has more hierarchical levels than are admitted", "send it as several sets"},

	EmptySegment:              {"empty-segment", Rejection, 1, "", "", "5", "1", "", "", "a segment with nothing in it", "take out the doubled segment terminator"},
	SegmentTooLong:            {"segment-too-long", Rejection, 1, "", "", "5", "8", "", "", "the segment is longer than is admitted, and was passed over", "check that each segment ends with the terminator that the ISA declares"},
	BadSegmentID:              {"bad-segment-id", Rejection, 1, "", "", "5", "1", "", "", "this is not a segment identifier of X12", "correct it, or take a segment terminator out of the data before it"},
	SegmentUnexpected:         {"segment-unexpected", Rejection, 2, "", "", "5", "2", "", "", "the segment is not expected here", "move it into the loop it belongs to, behind the segment that begins the loop"},
	MandatorySegmentMissing:   {"mandatory-segment-missing", Rejection, 2, "", "", "5", "3", "", "", "a segment that the standard demands is missing", "add it"},
	LoopOverMaximum:           {"loop-over-maximum", Rejection, 2, "", "", "5", "4", "", "", "the loop is repeated more often than the guide allows", "send the rest in another parent or set"},
	SegmentOverMaximum:        {"segment-over-maximum", Rejection, 2, "", "", "5", "5", "", "", "the segment is repeated more often than the guide allows", "take out the repeats"},
	SegmentNotInSet:           {"segment-not-in-set", Rejection, 2, "", "", "5", "6", "", "", "the segment does not belong to this transaction set", "take it out"},
	SegmentOutOfOrder:         {"segment-out-of-order", Rejection, 2, "", "", "5", "7", "", "", "the segment comes too late in its loop", "move it to its place in the guide's order"},
	SegmentNotUsed:            {"segment-not-used", Rejection, 2, "", "", "I5", "I4", "", "", "the guide does not use the segment here", "take it out"},
	SituationalSegmentMissing: {"situational-segment-missing", Rejection, 4, "", "", "I5", "I6", "", "", "what else was sent makes this segment necessary", "add it, or correct what makes it necessary"},
	LoopMissing:               {"loop-missing", Rejection, 2, "", "", "I5", "I7", "", "", "a loop that the guide requires is missing", "add it"},
	RequiredSegmentMissing:    {"required-segment-missing", Rejection, 2, "", "", "I5", "I8", "", "", "a segment that the guide requires is missing", "add it"},
	SituationalSegmentPresent: {"situational-segment-present", Rejection, 4, "", "", "I5", "I9", "", "", "what else was sent forbids this segment", "take it out, or correct what forbids it"},
	TrailingSeparator:         {"trailing-separator", Warning, 1, "", "", "", "", "", "", "the segment ends in empty elements", "end a segment after its last element that has data"},
	UnterminatedSegment:       {"unterminated-segment", Warning, 1, "", "", "", "", "", "", "the file ends without a segment terminator", "end the last segment, too"},
	BadBinaryLength:           {"bad-binary-length", Rejection, 1, "", "", "5", "8", "", "", "the length of the binary data is no number that fits", "send the number of bytes that follow"},
	TooManyParts:              {"too-many-parts", Rejection, 1, "", "", "5", "8", "", "", "the segment has more elements, repetitions and components than are admitted, and was passed over", "check that each segment ends with the terminator that the ISA declares"},

	ElementMissing:            {"element-missing", Rejection, 2, "", "", "5", "8", "1", "", "a required element is missing", "add it"},
	ConditionalElementMissing: {"conditional-element-missing", Rejection, 1, "", "", "5", "8", "2", "", "an element that goes with another is missing", "send both, or neither"},
	TooManyElements:           {"too-many-elements", Rejection, 1, "", "", "5", "8", "3", "", "the segment has more elements than X12 defines", "take out what is too much, or a separator that stands in the data"},
	ElementTooShort:           {"element-too-short", Rejection, 1, "", "", "5", "8", "4", "", "the element is too short", "send all characters of it"},
	ElementTooLong:            {"element-too-long", Rejection, 1, "", "", "5", "8", "5", "", "the element is too long", "shorten it, or check for a separator that is missing"},
	BadCharacter:              {"bad-character", Rejection, 1, "", "", "5", "8", "6", "", "the element holds a character that is not admitted", "write it in ASCII, such as e for an e with an accent, and without control characters"},
	UnknownCode:               {"unknown-code", Rejection, 2, "", "", "5", "8", "7", "", "the code is in no list of this element", "send one of the codes that are expected"},
	BadDate:                   {"bad-date", Rejection, 1, "", "", "5", "8", "8", "", "this is not a date of the calendar in the form required", "send CCYYMMDD, or two of them with a hyphen where a range is asked"},
	BadTime:                   {"bad-time", Rejection, 1, "", "", "5", "8", "9", "", "this is not a time of day", "send HHMM, HHMMSS or with decimals of a second"},
	ExclusionViolated:         {"exclusion-violated", Rejection, 1, "", "", "5", "8", "10", "", "elements that exclude each other were both sent", "send one of them"},
	TooManyRepetitions:        {"too-many-repetitions", Rejection, 2, "", "", "5", "8", "12", "", "the element is repeated too often", "leave out the repetitions that are too many"},
	TooManyComponents:         {"too-many-components", Rejection, 1, "", "", "5", "8", "13", "", "the element has more components than X12 defines", "take out what is too much, or a separator that stands in the data"},
	CodeNotUsed:               {"code-not-used", Rejection, 2, "", "", "I5", "8", "I6", "", "the guide does not use this code here", "send one of the codes that are expected"},
	SituationalElementMissing: {"situational-element-missing", Rejection, 4, "", "", "I5", "8", "I9", "", "what else was sent makes this element necessary", "add it, or correct what makes it necessary"},
	ElementNotUsed:            {"element-not-used", Rejection, 2, "", "", "I5", "8", "I10", "", "the guide does not use this element", "leave it empty"},
	PatternViolated:           {"pattern-violated", Rejection, 2, "", "", "I5", "8", "I12", "", "the element has not the form that the guide asks for", "send it in the form that is expected"},
	BadNumber:                 {"bad-number", Rejection, 1, "", "", "5", "8", "6", "", "this is not a number as X12 writes it", "send digits, at most one minus in front and one decimal point"},
	HierarchyBroken:           {"hierarchy-broken", Rejection, 2, "", "", "5", "8", "7", "", "the hierarchical level does not fit the ones before it", "number HL01 from 1 by one, name an open parent in HL02, and say in HL04 whether children follow"},
	CharacterNotAgreed:        {"character-not-agreed", Rejection, 1, "", "", "5", "8", "6", "", "the element holds a character that was not agreed with this partner", "send the characters that the companion guide names"},

	ChargeOutOfBalance:         {"charge-out-of-balance", Rejection, 3, "", "", "", "", "", "A8:400", "the claim's charge is not the sum of its service lines", "correct CLM02 or the line that is wrong"},
	OtherPayerOutOfBalance:     {"other-payer-out-of-balance", Rejection, 3, "", "", "", "", "", "A8:400", "the charge less what another payer adjusted is not what it paid", "report every CAS of that payer, at the claim or the line, and its AMT*D"},
	OtherPayerLineOutOfBalance: {"other-payer-line-out-of-balance", Rejection, 3, "", "", "", "", "", "A8:400", "the line's charge less what another payer adjusted is not what it paid", "report every CAS of that payer for the line, and its SVD02"},
	PaidLineOutOfBalance:       {"paid-line-out-of-balance", Rejection, 3, "", "", "", "", "", "", "the line's charge less its adjustments is not what is paid", "correct SVC02, SVC03 or the CAS of the line"},
	PaidClaimOutOfBalance:      {"paid-claim-out-of-balance", Rejection, 3, "", "", "", "", "", "", "the claim's charge less all adjustments is not what is paid", "correct CLP03, CLP04 or the CAS of the claim"},
	PaidChargeOutOfBalance:     {"paid-charge-out-of-balance", Rejection, 3, "", "", "", "", "", "", "the claim's charge is not the sum of its service lines", "report every line of the claim, or none"},
	PaymentOutOfBalance:        {"payment-out-of-balance", Rejection, 3, "", "", "", "", "", "", "the claims' payments less the provider adjustments are not the payment", "correct BPR02, a CLP04 or a PLB"},
	PatientShareDiffers:        {"patient-share-differs", Rejection, 3, "", "", "", "", "", "", "the patient's share is not the sum of the PR adjustments", "send the sum of the CAS*PR of claim and lines in CLP05"},
	TotalCountWrong:            {"total-count-wrong", Rejection, 3, "", "", "", "", "", "", "the count is not what was sent", "send the number that is expected"},
	TotalAmountWrong:           {"total-amount-wrong", Rejection, 3, "", "", "", "", "", "", "the total is not the sum of what was sent", "send the sum that is expected, or correct what it adds up"},
	AmountsTooLarge:            {"amounts-too-large", Rejection, 3, "", "", "", "", "", "A7:400", "the amounts are too large to be added", "check the decimal points"},

	SituationalElementPresent: {"situational-element-present", Rejection, 4, "", "", "I5", "8", "I13", "", "what else was sent forbids this element", "leave it empty, or correct what forbids it"},
	ExpectedSegmentMissing:    {"expected-segment-missing", Rejection, 4, "", "", "", "", "", "", "what else was sent can't be decided without this segment", "add it"},
	ExpectedElementMissing:    {"expected-element-missing", Rejection, 4, "", "", "", "", "", "", "what else was sent can't be decided without this element", "add it"},
	CodesConflict:             {"codes-conflict", Rejection, 4, "", "", "", "", "", "", "what was sent contradicts what else was sent", "correct one of the two"},
	PointerBeyondList:         {"pointer-beyond-list", Rejection, 4, "", "", "", "", "", "A8:254", "the pointer is past the claim's last diagnosis", "point to a diagnosis of the claim, or add it"},
	UnknownOtherPayer:         {"unknown-other-payer", Rejection, 4, "", "", "", "", "", "A8:479", "the line's payer is none of the claim's other payers", "send the payer's identifier of loop 2330B"},
	UnusualCombination:        {"unusual-combination", Warning, 4, "", "", "", "", "", "", "this does not fit what else was sent", "check that it is meant so"},
	RangeReversed:             {"range-reversed", Rejection, 4, "", "", "", "", "", "", "the days end before they begin", "send the first day first"},

	BadNPI:               {"bad-npi", Rejection, 5, "", "", "", "", "", "A7:562", "this is no national provider identifier", "send ten digits, the last of which is the check digit of the others"},
	BadDiagnosis:         {"bad-diagnosis", Rejection, 5, "", "", "", "", "", "A7:254", "this is no ICD-10-CM code", "send three to seven characters without the decimal point"},
	DiagnosisVersion:     {"diagnosis-version", Warning, 5, "", "", "", "", "", "A7:254", "the diagnoses are not of the version that was in use on the date of service", "send ICD-10 (ABK, ABF) from 2015-10-01, ICD-9 (BK, BF) before"},
	BadHospitalProcedure: {"bad-hospital-procedure", Rejection, 5, "", "", "", "", "", "A7:465", "this is no ICD-10-PCS code", "send seven letters and digits, without I and O"},
	BadProcedure:         {"bad-procedure", Rejection, 5, "", "", "", "", "", "A7:454", "this is no procedure code of its list", "send a code of the list that the qualifier names"},
	BadModifier:          {"bad-modifier", Rejection, 5, "", "", "", "", "", "A7:453", "this is no procedure modifier", "send two capital letters or digits"},
	BadRevenueCode:       {"bad-revenue-code", Rejection, 5, "", "", "", "", "", "A7:455", "this is no revenue code", "send four digits, the leading zero too"},
	BadPlaceOfService:    {"bad-place-of-service", Rejection, 5, "", "", "", "", "", "A7:249", "this is no place of service", "send a code of the place of service list"},
	BadTypeOfBill:        {"bad-type-of-bill", Rejection, 5, "", "", "", "", "", "A7:228", "this is no type of bill", "send facility type and care without the leading zero, such as 11 or 13"},
	BadFrequency:         {"bad-frequency", Rejection, 5, "", "", "", "", "", "A7:535", "this is no claim frequency code", "send 1 for an original claim, 7 to replace one, 8 to void it"},
	BadAdjustmentReason:  {"bad-adjustment-reason", Rejection, 5, "", "", "", "", "", "", "this is no claim adjustment reason code", "send a code of the CARC list"},
	RetiredReason:        {"retired-reason", Warning, 5, "", "", "", "", "", "", "this claim adjustment reason code is no longer in use", "send the code that took its place"},
	BadRemark:            {"bad-remark", Rejection, 5, "", "", "", "", "", "", "this is no remittance advice remark code", "send a code of the RARC list"},
	BadStatus:            {"bad-status", Rejection, 5, "", "", "", "", "", "", "this is no claim status", "send a code of the claim status lists"},
	BadTaxonomy:          {"bad-taxonomy", Rejection, 5, "", "", "", "", "", "A7:145", "this is no provider taxonomy code", "send the ten characters of the taxonomy list, the last an X"},
	BadState:             {"bad-state", Rejection, 5, "", "", "", "", "", "A7:501", "this is no state or province", "send the postal abbreviation"},
	BadPostalCode:        {"bad-postal-code", Rejection, 5, "", "", "", "", "", "A7:500", "this is no postal code", "send five or nine digits without a hyphen"},
	ShortPostalCode:      {"short-postal-code", Warning, 5, "", "", "", "", "", "A7:500", "the ZIP code of a billing provider or facility has nine digits", "send all nine digits"},
	BadCountry:           {"bad-country", Rejection, 5, "", "", "", "", "", "A7:126", "this is no country", "send the two letters of ISO 3166"},
	BadCurrency:          {"bad-currency", Rejection, 5, "", "", "", "", "", "", "this is no currency", "send the three letters of ISO 4217"},
	BadDrug:              {"bad-drug", Rejection, 5, "", "", "", "", "", "A7:218", "this is no national drug code", "send eleven digits in the form 5-4-2, without hyphens"},
	BadTooth:             {"bad-tooth", Rejection, 5, "", "", "", "", "", "A7:242", "this is no tooth", "send 1 to 32 or A to T; 51 to 82 or AS to TS when supernumerary"},
	BadDRG:               {"bad-drg", Rejection, 5, "", "", "", "", "", "A7:256", "this is no diagnosis related group", "send three digits"},
	DateInFuture:         {"date-in-future", Warning, 5, "", "", "", "", "", "A7:187", "the date is past the day on which the file was made", "correct the date; bill services after they were given"},
	BadTaxID:             {"bad-tax-id", Warning, 5, "", "", "", "", "", "A7:128", "this is no tax identifier as it is to be sent", "send nine digits without a hyphen"},
	BadCLIA:              {"bad-clia", Warning, 5, "", "", "", "", "", "", "this is no CLIA number", "send ten characters, the third a letter, without blanks"},
	BadStreet:            {"bad-street", Warning, 5, "", "", "", "", "", "A7:503", "this is no street but a post office box", "send the street here, and the box in the pay-to address (2010AB)"},
	BadConditionCode:     {"bad-condition-code", Rejection, 5, "", "", "", "", "", "A7:460", "this is no condition code", "send two capital letters or digits"},
	BadOccurrenceCode:    {"bad-occurrence-code", Rejection, 5, "", "", "", "", "", "A7:461", "this is no occurrence code", "send two capital letters or digits"},
	BadOccurrenceSpan:    {"bad-occurrence-span", Rejection, 5, "", "", "", "", "", "A7:462", "this is no occurrence span code", "send two capital letters or digits"},
	BadValueCode:         {"bad-value-code", Rejection, 5, "", "", "", "", "", "A7:463", "this is no value code", "send two capital letters or digits"},

	PartnerSegmentMissing:     {"partner-segment-missing", Rejection, 7, "", "", "I5", "I8", "", "", "a segment that the partner's companion guide requires is missing", "add it"},
	PartnerLoopMissing:        {"partner-loop-missing", Rejection, 7, "", "", "I5", "I7", "", "", "a loop that the partner's companion guide requires is missing", "add it"},
	PartnerSegmentNotUsed:     {"partner-segment-not-used", Rejection, 7, "", "", "I5", "I4", "", "", "the partner's companion guide does not use the segment here", "take it out"},
	PartnerLoopNotUsed:        {"partner-loop-not-used", Rejection, 7, "", "", "I5", "I4", "", "", "the partner's companion guide does not use the loop here", "take it out"},
	PartnerSegmentOverMaximum: {"partner-segment-over-maximum", Rejection, 7, "", "", "I5", "5", "", "", "the segment is repeated more often than the partner's companion guide allows", "take out the repeats"},
	PartnerLoopOverMaximum:    {"partner-loop-over-maximum", Rejection, 7, "", "", "I5", "4", "", "", "the loop is repeated more often than the partner's companion guide allows", "send the rest in another parent or set"},
	PartnerElementMissing:     {"partner-element-missing", Rejection, 7, "", "", "I5", "8", "I9", "", "an element that the partner's companion guide requires is missing", "add it"},
	PartnerElementNotUsed:     {"partner-element-not-used", Rejection, 7, "", "", "I5", "8", "I10", "", "the partner's companion guide does not use this element", "leave it empty"},
	PartnerTooManyRepetitions: {"partner-too-many-repetitions", Rejection, 7, "", "", "I5", "8", "12", "", "the element is repeated more often than the partner's companion guide allows", "leave out the repetitions that are too many"},
	PartnerElementTooShort:    {"partner-element-too-short", Rejection, 7, "", "", "I5", "8", "4", "", "the element is shorter than the partner's companion guide asks for", "send all characters of it"},
	PartnerElementTooLong:     {"partner-element-too-long", Rejection, 7, "", "", "I5", "8", "5", "", "the element is longer than the partner's companion guide asks for", "shorten it"},
	PartnerCodeNotUsed:        {"partner-code-not-used", Rejection, 7, "", "", "I5", "8", "I6", "", "the partner's companion guide does not use this code here", "send one of the codes that are asked for"},
	PartnerPatternViolated:    {"partner-pattern-violated", Rejection, 7, "", "", "I5", "8", "I12", "", "the element has not the form that the partner's companion guide asks for", "send it in the form that is asked for"},
}
