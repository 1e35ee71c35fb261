package snip

// item is a segment at a place of a guide that a balance or another check written
// in code looks at. Most are none of them.
type item uint8

const (
	noItem item = iota

	billingLevel // 837
	payToPlan
	claim
	claimCodes
	claimDate
	otherPayerLevel
	otherPayerPart
	serviceLineNumber
	professionalLine
	institutionalLine
	dentalLine
	lineDate
	linePaymentPart

	payment // 835
	paidClaim
	claimAdjustment
	paidLine
	lineAdjustment
	providerAdjustment

	statedTotal // 834
	memberLevel

	setAnswer // 999, 997
	groupAnswer

	batchTotal // 277CA
	providerLevel
	providerTotal
	answeredClaim
	claimAnswer
)

// items are by transaction set, then by loop and segment.
var items = map[string]map[string]item{
	"837": {
		"2000A/HL": billingLevel, "2010AC/NM1": payToPlan,
		"2300/CLM": claim, "2300/HI": claimCodes, "2300/DTP": claimDate,
		"2320/SBR": otherPayerLevel,
		"2320/CAS": otherPayerPart, "2320/AMT": otherPayerPart,
		"2330B/NM1": otherPayerPart, "2330B/DTP": otherPayerPart, "2330B/REF": otherPayerPart,
		"2400/LX": serviceLineNumber, "2400/SV1": professionalLine, "2400/SV2": institutionalLine, "2400/SV3": dentalLine,
		"2400/DTP": lineDate,
		"2430/SVD": linePaymentPart, "2430/CAS": linePaymentPart, "2430/DTP": linePaymentPart,
	},
	"835": {
		"set/BPR": payment, "2100/CLP": paidClaim, "2100/CAS": claimAdjustment,
		"2110/SVC": paidLine, "2110/CAS": lineAdjustment, "set/PLB": providerAdjustment,
	},
	"834": {"set/QTY": statedTotal, "2000/INS": memberLevel},
	"999": {"2000/IK5": setAnswer, "2000/AK5": setAnswer, "set/AK9": groupAnswer},
	"997": {"2000/IK5": setAnswer, "2000/AK5": setAnswer, "set/AK9": groupAnswer},
	"277": {
		"2200B/QTY": batchTotal, "2200B/AMT": batchTotal, "2000C/HL": providerLevel,
		"2200C/QTY": providerTotal, "2200C/AMT": providerTotal, "2200D/TRN": answeredClaim, "2200D/STC": claimAnswer,
	},
}

// ends are the loops, by transaction set, at whose end something must balance.
var ends = map[string][]string{
	"837": {"2330B", "2400", "2300"},
	"835": {"set", "2110", "2100"},
	"834": {"set"},
	"277": {"2000C", "2000B"},
}
