package snip

import (
	"sync"

	"github.com/hmox12/hmox12/x12"
)

// codeSet is a code set that others keep: how its values look, or the list of
// them. One of the fields below expected says what is admitted.
type codeSet struct {
	code     x12.Code
	expected string // for messages

	shapes   shapes
	list     string // name of a list of data/lists.txt
	except   string // name of a list of what is not admitted
	valid    func(value []byte) bool
	validFor func(c *Checker, value []byte) bool // where the file itself matters

	admitted, refused *list // list and except, once they are needed
}

// codeSets by the name that data/places.txt uses.
var codeSets = map[string]*codeSet{
	"npi":                {code: x12.BadNPI, expected: "ten digits with a right check digit", valid: validNPI},
	"icd-10-cm":          {code: x12.BadDiagnosis, expected: "an ICD-10-CM code of a known chapter, without a point", valid: validICD10CM},
	"icd-9-cm":           {code: x12.BadDiagnosis, expected: "an ICD-9-CM code, without a point", valid: validICD9CM},
	"icd-10-pcs":         {code: x12.BadHospitalProcedure, expected: "seven digits and letters, neither I nor O, of a known section", valid: validICD10PCS},
	"icd-9-procedure":    {code: x12.BadHospitalProcedure, expected: "two to four digits", shapes: shapes{"99", "999", "9999"}},
	"hcpcs":              {code: x12.BadProcedure, expected: "a CPT or HCPCS code, five characters", valid: validHCPCS},
	"cdt":                {code: x12.BadProcedure, expected: "a CDT code, D and four digits", shapes: shapes{"D9999"}},
	"modifier":           {code: x12.BadModifier, expected: "two capital letters or digits", shapes: shapes{"XX"}},
	"revenue":            {code: x12.BadRevenueCode, expected: "four digits of a known category", list: "revenue"},
	"place-of-service":   {code: x12.BadPlaceOfService, expected: "a code of the place of service list", list: "place-of-service"},
	"type-of-bill":       {code: x12.BadTypeOfBill, expected: "a facility type and care of the type of bill list", list: "type-of-bill"},
	"frequency":          {code: x12.BadFrequency, expected: "1, 7, 8 or another frequency code", list: "frequency"},
	"adjustment-reason":  {code: x12.BadAdjustmentReason, expected: "a CARC: one to three digits, or a letter and digits", list: "carc"},
	"current-reason":     {code: x12.RetiredReason, expected: "a CARC that is in use", except: "retired-reason"},
	"remark":             {code: x12.BadRemark, expected: "a RARC: M, MA or N and digits", list: "rarc"},
	"status-category":    {code: x12.BadStatus, expected: "a claim status category", list: "status-category"},
	"status":             {code: x12.BadStatus, expected: "a claim status code, one to three digits", shapes: shapes{"9", "99", "999"}},
	"taxonomy":           {code: x12.BadTaxonomy, expected: "ten characters, the first three digits, the last an X", valid: validTaxonomy},
	"state":              {code: x12.BadState, expected: "a state, territory or province", list: "state"},
	"zip":                {code: x12.BadPostalCode, expected: "five or nine digits", shapes: shapes{"99999", "999999999"}},
	"zip-9":              {code: x12.ShortPostalCode, expected: "nine digits", valid: func(value []byte) bool { return len(value) != 5 }},
	"postal-code-canada": {code: x12.BadPostalCode, expected: "a letter and a digit three times", shapes: shapes{"A9A9A9", "A9A 9A9"}},
	"country":            {code: x12.BadCountry, expected: "two letters of ISO 3166", list: "country"},
	"currency":           {code: x12.BadCurrency, expected: "three letters of ISO 4217", list: "currency"},
	"ndc":                {code: x12.BadDrug, expected: "eleven digits", shapes: shapes{"99999999999"}},
	"tooth":              {code: x12.BadTooth, expected: "a permanent, primary or supernumerary tooth", list: "tooth"},
	"drg":                {code: x12.BadDRG, expected: "three digits, above 000", valid: validDRG},
	"condition":          {code: x12.BadConditionCode, expected: "two capital letters or digits", shapes: shapes{"XX"}},
	"occurrence":         {code: x12.BadOccurrenceCode, expected: "two capital letters or digits", shapes: shapes{"XX"}},
	"occurrence-span":    {code: x12.BadOccurrenceSpan, expected: "two capital letters or digits", shapes: shapes{"XX"}},
	"value-code":         {code: x12.BadValueCode, expected: "two capital letters or digits", shapes: shapes{"XX"}},
	"past-date":          {code: x12.DateInFuture, expected: "no day after the file was made", validFor: (*Checker).notInFuture},
	"tax-id":             {code: x12.BadTaxID, expected: "nine digits", shapes: shapes{"999999999"}},
	"street":             {code: x12.BadStreet, expected: "a street", valid: isStreet},
	"clia":               {code: x12.BadCLIA, expected: "ten characters, the third a letter", shapes: shapes{"99A9999999"}},
}

// fits reports whether a value is of the code set.
func (k *codeSet) fits(c *Checker, v *value) bool {
	switch {
	case k.admitted != nil:
		return k.admitted.admits(v)
	case k.refused != nil:
		return !k.refused.admits(v)
	case k.shapes != nil:
		return k.shapes.match(v.text)
	case k.valid != nil:
		return k.valid(v.text)
	}
	return k.validFor(c, v.text)
}

// findLists finds the lists that code sets name, once.
var findLists = sync.OnceFunc(func() {
	for _, k := range codeSets {
		k.admitted, k.refused = lists()[k.list], lists()[k.except]
	}
	icd10Chapter, icd10PCSSection, hcpcsLetter = lists()["icd-10-chapter"], lists()["icd-10-pcs-section"], lists()["hcpcs-letter"]
})

var icd10Chapter, icd10PCSSection, hcpcsLetter *list

// shapes are ways to write a value, where 9 is a digit, A a capital letter, X
// either, anything else itself.
type shapes []string

func (all shapes) match(value []byte) bool {
	for _, shape := range all {
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

// validHCPCS admits a letter of HCPCS level II and four digits, and CPT.
func validHCPCS(value []byte) bool {
	if len(value) == 5 && hcpcsLetter.contains(value[:1]) && matchesShape("A9999", value) {
		return true
	}
	return cptShapes.match(value)
}

var cptShapes = shapes{"99999", "9999F", "9999M", "9999T", "9999U"}

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
	return icd10Chapter.contains(value[:3])
}

var icd9Shapes = shapes{"999", "9999", "99999", "V99", "V999", "V9999", "E999", "E9999"}

// validICD9CM reports whether value looks like a diagnosis of ICD-9: three to five
// digits, V and two to four, or E and three to four.
func validICD9CM(value []byte) bool {
	return icd9Shapes.match(value)
}

// validICD10PCS reports whether value looks like a hospital procedure: seven
// digits and letters, neither I nor O, of a section that exists.
func validICD10PCS(value []byte) bool {
	if len(value) != 7 || !icd10PCSSection.contains(value[:1]) {
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
	return c.made == 0 || dateOf(value) <= c.made
}
