package report

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/hmox12/hmox12/mapping/record"
)

// outcomeWords say what an outcome means.
var outcomeWords = map[record.Outcome]string{
	record.Paid:           "paid",
	record.Processed:      "processed, nothing to pay",
	record.DeniedClaim:    "denied",
	record.Forwarded:      "forwarded",
	record.Pended:         "pended for a person",
	record.EncounterTaken: "encounter, stored",
	reversed:              "reversed",
	record.Voided:         "void of an earlier claim",
	record.Rejected:       "rejected by the front end",
}

// modelWords name the HMO models.
var modelWords = map[record.Model]string{
	record.Staff:   "staff",
	record.Group:   "group",
	record.IPA:     "IPA",
	record.Network: "network",
	"":             "no contract",
}

// groupWords say who bears an adjustment.
var groupWords = map[record.GroupCode]string{
	record.CO: "the provider bears it",
	record.PR: "the patient owes it",
	record.OA: "neither provider nor patient",
	record.PI: "the payer's own reduction",
}

// claimStatusWords are what CLP02 says.
var claimStatusWords = map[record.ClaimStatus]string{
	record.ProcessedPrimary:   "processed as primary",
	record.ProcessedSecondary: "processed as secondary",
	record.ProcessedTertiary:  "processed as tertiary",
	record.DeniedUnknown:      "denied, patient not recognized",
	record.Reversal:           "reversal of an earlier payment",
	record.ForwardedNotOurs:   "not ours, forwarded",
}

// methodWords say how a payment moves.
var methodWords = map[record.PaymentMethod]string{
	record.ACH:        "ACH transfer",
	record.Check:      "check",
	record.NonPayment: "no payment",
}

// resultWords are the results of rules as a person reads them.
var resultWords = map[record.Result]string{
	record.NotApplicable: "does not apply",
	record.Passed:        "passed",
	record.Adjusted:      "adjusted",
	record.Denial:        "denied",
	record.Pend:          "waits",
	record.Note:          "noted",
}

// placeWords name the places of service of professional claims.
var placeWords = map[string]string{
	"02": "telehealth", "10": "telehealth at home", "11": "office", "12": "home", "19": "off-campus hospital outpatient",
	"20": "urgent care", "21": "inpatient hospital", "22": "hospital outpatient", "23": "emergency room",
	"24": "surgical center", "31": "skilled nursing facility", "32": "nursing facility", "41": "ambulance",
	"49": "independent clinic", "50": "health center", "65": "dialysis center", "81": "laboratory",
}

// aaaWords say why an inquiry was rejected (AAA03).
var aaaWords = map[string]string{
	"04": "more was asked for than is allowed", "15": "required data is missing", "33": "input errors",
	"41": "not allowed to ask", "42": "can't answer now", "43": "provider id missing or invalid",
	"44": "provider name missing or invalid", "45": "provider specialty missing or invalid",
	"46": "provider phone missing or invalid", "47": "provider state missing or invalid",
	"48": "referring provider id missing or invalid", "49": "provider is not the PCP",
	"50": "provider may not ask", "51": "provider not on file", "52": "service outside the provider's enrollment",
	"53": "inquiry does not fit the service type", "54": "product or service id missing or invalid",
	"55": "product or service id not allowed", "56": "date missing or invalid", "57": "service date missing or invalid",
	"58": "birth date missing or invalid", "60": "born after the service date", "61": "died before the service date",
	"62": "date too far back", "63": "date in the future", "64": "patient id missing or invalid",
	"65": "patient name missing or invalid", "66": "patient sex missing or invalid", "67": "patient not found",
	"68": "more than one patient has this id", "71": "birth date does not match", "72": "member id missing or invalid",
	"73": "name missing or does not match", "74": "sex missing or does not match", "75": "member not found",
	"76": "more than one member has this id", "77": "member found, patient not", "78": "member not in this group",
	"79": "payer id missing or invalid", "80": "no response", "95": "patient not eligible", "98": "too many patients",
	"AA": "authorization number not found", "AE": "authorization needs a correction", "T4": "payer name or id missing",
}

// serviceTypeWords name what inquiries ask about (EQ01).
var serviceTypeWords = map[string]string{
	"1": "medical care", "2": "surgery", "4": "X-ray", "5": "laboratory", "12": "equipment", "13": "surgical center",
	"20": "second opinion", "30": "plan coverage", "33": "chiropractic", "35": "dental", "42": "home health",
	"45": "hospice", "47": "hospital", "48": "inpatient", "50": "outpatient", "51": "accident emergency",
	"52": "medical emergency", "62": "MRI and CAT scan", "68": "well baby", "73": "diagnostics", "76": "dialysis",
	"80": "immunizations", "81": "physical", "82": "family planning", "86": "emergency", "88": "pharmacy",
	"98": "office visit", "99": "inpatient visit", "A0": "outpatient visit", "A6": "psychotherapy",
	"A8": "psychiatric outpatient", "AD": "occupational therapy", "AE": "physical therapy", "AF": "speech therapy",
	"AG": "skilled nursing", "AI": "substance use", "AL": "vision", "BG": "cardiac rehab", "BH": "pediatric",
	"MH": "mental health", "UC": "urgent care",
}

// worded returns a code with its words, the code alone where there are none.
func worded(code string, words map[string]string) string {
	if w := words[code]; w != "" {
		return code + " " + w
	}
	return code
}

// casCode returns a group and reason as people write them: CO-288.
func casCode(group record.GroupCode, carc record.CARC) string {
	return string(group) + "-" + string(carc)
}

// dollars returns 1,234.50, or −1,234.50.
func dollars(amount decimal.Decimal) string {
	text := amount.Abs().StringFixed(2)
	whole, cents := text[:len(text)-3], text[len(text)-3:]
	text = grouped(whole) + cents
	if amount.IsNegative() {
		return "−" + text
	}
	return text
}

// grouped sets commas between thousands.
func grouped(digits string) string {
	var b strings.Builder
	for i, c := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(c)
	}
	return b.String()
}

// number returns 12,345.
func number(n int) string {
	if n < 0 {
		return "−" + grouped(strconv.Itoa(-n))
	}
	return grouped(strconv.Itoa(n))
}

// plural returns 1 claim, 12,345 claims.
func plural(n int, one string) string {
	switch {
	case n == 1:
		return "1 " + one
	case strings.HasSuffix(one, "y"):
		return number(n) + " " + strings.TrimSuffix(one, "y") + "ies"
	}
	return number(n) + " " + one + "s"
}

// size returns a file's size: 812 bytes, 1.4 MB.
func size(bytes int64) string {
	units := []string{"bytes", "KB", "MB", "GB", "TB"}
	value, unit := bytes*10, 0
	for value >= 10_000 && unit < len(units)-1 {
		value, unit = value/1000, unit+1
	}
	if unit == 0 {
		return fmt.Sprintf("%d bytes", bytes)
	}
	return fmt.Sprintf("%d.%d %s", value/10, value%10, units[unit])
}

// days returns one day, or a run of days.
func days(s record.Span) string {
	switch {
	case s.To.IsZero() || s.To == s.From:
		return s.From.String()
	}
	return s.String()
}
