package snip

import "github.com/hmox12/hmox12/x12"

// codeSet is a code set that others keep: how its values look, or the list of
// them.
type codeSet struct {
	code     x12.Code
	expected string // for messages
	fits     func(c *Checker, value []byte) bool
}

// codeSets by the name that data/places.txt uses.
var codeSets = map[string]*codeSet{
	"npi":                {x12.BadNPI, "ten digits with a right check digit", plain(validNPI)},
	"icd-10-cm":          {x12.BadDiagnosis, "an ICD-10-CM code of a known chapter, without a point", plain(validICD10CM)},
	"icd-9-cm":           {x12.BadDiagnosis, "an ICD-9-CM code, without a point", plain(validICD9CM)},
	"icd-10-pcs":         {x12.BadHospitalProcedure, "seven digits and letters, neither I nor O, of a known section", plain(validICD10PCS)},
	"icd-9-procedure":    {x12.BadHospitalProcedure, "two to four digits", shaped("99", "999", "9999")},
	"hcpcs":              {x12.BadProcedure, "a CPT or HCPCS code, five characters", inOrShaped("hcpcs-letter", "99999", "9999F", "9999M", "9999T", "9999U")},
	"cdt":                {x12.BadProcedure, "a CDT code, D and four digits", shaped("D9999")},
	"modifier":           {x12.BadModifier, "two capital letters or digits", shaped("XX")},
	"revenue":            {x12.BadRevenueCode, "four digits of a known category", listed("revenue")},
	"place-of-service":   {x12.BadPlaceOfService, "a code of the place of service list", listed("place-of-service")},
	"type-of-bill":       {x12.BadTypeOfBill, "a facility type and care of the type of bill list", listed("type-of-bill")},
	"frequency":          {x12.BadFrequency, "1, 7, 8 or another frequency code", listed("frequency")},
	"adjustment-reason":  {x12.BadAdjustmentReason, "a CARC: one to three digits, or a letter and digits", listed("carc")},
	"current-reason":     {x12.RetiredReason, "a CARC that is in use", notListed("retired-reason")},
	"remark":             {x12.BadRemark, "a RARC: M, MA or N and digits", listed("rarc")},
	"status-category":    {x12.BadStatus, "a claim status category", listed("status-category")},
	"status":             {x12.BadStatus, "a claim status code, one to three digits", shaped("9", "99", "999")},
	"taxonomy":           {x12.BadTaxonomy, "ten characters, the first three digits, the last an X", plain(validTaxonomy)},
	"state":              {x12.BadState, "a state, territory or province", listed("state")},
	"zip":                {x12.BadPostalCode, "five or nine digits", shaped("99999", "999999999")},
	"zip-9":              {x12.ShortPostalCode, "nine digits", plain(func(value []byte) bool { return len(value) != 5 })},
	"postal-code-canada": {x12.BadPostalCode, "a letter and a digit three times", shaped("A9A9A9", "A9A 9A9")},
	"country":            {x12.BadCountry, "two letters of ISO 3166", listed("country")},
	"currency":           {x12.BadCurrency, "three letters of ISO 4217", listed("currency")},
	"ndc":                {x12.BadDrug, "eleven digits", shaped("99999999999")},
	"tooth":              {x12.BadTooth, "a permanent, primary or supernumerary tooth", listed("tooth")},
	"drg":                {x12.BadDRG, "three digits, above 000", plain(validDRG)},
	"condition":          {x12.BadConditionCode, "two capital letters or digits", shaped("XX")},
	"occurrence":         {x12.BadOccurrenceCode, "two capital letters or digits", shaped("XX")},
	"occurrence-span":    {x12.BadOccurrenceSpan, "two capital letters or digits", shaped("XX")},
	"value-code":         {x12.BadValueCode, "two capital letters or digits", shaped("XX")},
	"past-date":          {x12.DateInFuture, "no day after the file was made", (*Checker).notInFuture},
	"tax-id":             {x12.BadTaxID, "nine digits", shaped("999999999")},
	"street":             {x12.BadStreet, "a street", plain(isStreet)},
	"clia":               {x12.BadCLIA, "ten characters, the third a letter", shaped("99A9999999")},
}

func plain(valid func(value []byte) bool) func(*Checker, []byte) bool {
	return func(_ *Checker, value []byte) bool { return valid(value) }
}

// shaped admits values of one of the shapes, where 9 is a digit, A a capital
// letter, X either, anything else itself.
func shaped(shapes ...string) func(*Checker, []byte) bool {
	return plain(func(value []byte) bool { return hasShape(value, shapes) })
}

func hasShape(value []byte, shapes []string) bool {
	for _, shape := range shapes {
		if matchesShape(shape, value) {
			return true
		}
	}
	return false
}

func matchesShape(shape string, value []byte) bool {
	if len(shape) != len(value) {
		return false
	}
	for i, c := range value {
		switch s := shape[i]; {
		case s == '9' && isDigit(c), s == 'A' && isUpper(c), s == 'X' && (isDigit(c) || isUpper(c)), s == c:
		default:
			return false
		}
	}
	return true
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }
func isUpper(c byte) bool { return c >= 'A' && c <= 'Z' }

// listed admits values of a list of data/lists.txt, notListed all others.
func listed(name string) func(*Checker, []byte) bool {
	return plain(func(value []byte) bool { return lists()[name].contains(value) })
}

func notListed(name string) func(*Checker, []byte) bool {
	return plain(func(value []byte) bool { return !lists()[name].contains(value) })
}

// inOrShaped admits values that begin with a letter of the list and go on with
// four digits, and those of one of the shapes.
func inOrShaped(name string, shapes ...string) func(*Checker, []byte) bool {
	return plain(func(value []byte) bool {
		if len(value) == 5 && lists()[name].contains(value[:1]) && matchesShape("A9999", value) {
			return true
		}
		return hasShape(value, shapes)
	})
}

// isStreet reports whether value is not a post office box: PO BOX, P.O. BOX, POST
// OFFICE BOX or LOCK BOX, in any case.
func isStreet(value []byte) bool {
	var buffer [len("POSTOFFICEBOX")]byte
	letters := buffer[:0]
	for _, c := range value {
		switch {
		case len(letters) == cap(letters):
		case isUpper(c):
			letters = append(letters, c)
		case c >= 'a' && c <= 'z':
			letters = append(letters, c-'a'+'A')
		case c != ' ' && c != '.':
			return !isBox(letters)
		}
	}
	return !isBox(letters)
}

// isBox reports whether an address begins with these letters, up to the first digit
// or sign, as that of a box does.
func isBox(letters []byte) bool {
	switch string(letters) {
	case "POBOX", "POSTOFFICEBOX", "LOCKBOX", "POB":
		return true
	}
	return false
}

// validNPI reports whether value is ten digits, the last the Luhn check digit of
// the others with 80840 in front, which adds 24.
func validNPI(value []byte) bool {
	if len(value) != 10 {
		return false
	}
	total := 24
	for i, c := range value {
		if !isDigit(c) {
			return false
		}
		digit := int(c - '0')
		if i%2 == 0 {
			if digit *= 2; digit > 9 {
				digit -= 9
			}
		}
		total += digit
	}
	return total%10 == 0
}

// validICD10CM reports whether value looks like a diagnosis: a letter, a digit, a
// digit or letter (the category, of a known chapter) and up to four more.
func validICD10CM(value []byte) bool {
	if len(value) < 3 || len(value) > 7 || !isDigit(value[1]) {
		return false
	}
	for _, c := range value[2:] {
		if !isDigit(c) && !isUpper(c) {
			return false
		}
	}
	return lists()["icd-10-chapter"].contains(value[:3])
}

// validICD9CM reports whether value looks like a diagnosis of ICD-9: three to five
// digits, V and two to four, or E and three to four.
func validICD9CM(value []byte) bool {
	return hasShape(value, []string{"999", "9999", "99999", "V99", "V999", "V9999", "E999", "E9999"})
}

// validICD10PCS reports whether value looks like a hospital procedure: seven
// digits and letters, neither I nor O, of a section that exists.
func validICD10PCS(value []byte) bool {
	if len(value) != 7 || !lists()["icd-10-pcs-section"].contains(value[:1]) {
		return false
	}
	for _, c := range value {
		if !isDigit(c) && !isUpper(c) || c == 'I' || c == 'O' {
			return false
		}
	}
	return true
}

// validTaxonomy reports whether value is written like a provider taxonomy code,
// such as 207Q00000X.
func validTaxonomy(value []byte) bool {
	return matchesShape("999XXXXXXX", value) && value[9] == 'X'
}

func validDRG(value []byte) bool {
	return matchesShape("999", value) && string(value) != "000"
}

// notInFuture reports whether a date, the last one of a range, is not past the
// day on which the file was made. What is no date is level 1's matter.
func (c *Checker) notInFuture(value []byte) bool {
	if len(value) == 17 && value[8] == '-' {
		value = value[9:]
	}
	if len(value) < 8 || c.made[0] == 0 {
		return true
	}
	return !x12.ValidDate(value[:8]) || string(value[:8]) <= string(c.made[:])
}
