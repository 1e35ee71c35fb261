package record

// ValidNPI reports whether the text is a National Provider Identifier: ten
// digits whose last is the Luhn check digit of the others with 80840 in front.
// Source: CMS, NPI check digit.
func ValidNPI(npi string) bool {
	if len(npi) != 10 || npi == "0000000000" {
		return false
	}
	sum := 24 // what 80840 adds
	for i := range len(npi) {
		digit := int(npi[i]) - '0'
		if digit < 0 || digit > 9 {
			return false
		}
		if i%2 == 0 {
			digit *= 2
		}
		sum += digit/10 + digit%10
	}
	return sum%10 == 0
}
