package generate

import "strconv"

func number(n int) string { return strconv.Itoa(n) }

// padded returns n with at least so many digits.
func padded(n, digits int) string {
	text := strconv.Itoa(n)
	for len(text) < digits {
		text = "0" + text
	}
	return text
}

// npiOf returns the n-th NPI of a range that nobody was given: they all begin with 2,
// and real ones with 1. Its last digit is the check digit.
func npiOf(n int) string {
	nine := padded(200_000_000+n, 9)
	sum := 24 // what the prefix 80840 adds
	for i := range 9 {
		digit := int(nine[i] - '0')
		if i%2 == 0 {
			digit *= 2
		}
		sum += digit/10 + digit%10
	}
	return nine + strconv.Itoa((10-sum%10)%10)
}

// wrongDigit returns a number with another last digit, so that its check fails.
func wrongDigit(text string) string {
	last := (text[len(text)-1]-'0'+1)%10 + '0'
	return text[:len(text)-1] + string(last)
}

// tinOf returns a tax id with a prefix that is given to nobody (78).
func tinOf(n int) string { return "78" + padded(n, 7) }

// routingOf returns a routing number of no Federal Reserve district, with its check
// digit.
func routingOf(n int) string {
	eight := "99" + padded(n%1_000_000, 6)
	sum := 0
	for i := range 8 {
		sum += int(eight[i]-'0') * []int{3, 7, 1}[i%3]
	}
	return eight + strconv.Itoa((10-sum%10)%10)
}

// phoneOf returns a telephone number of the range that is kept for fiction.
func phoneOf(n int) string { return "55555501" + padded(n%100, 2) }
