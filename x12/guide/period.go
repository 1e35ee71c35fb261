package guide

import (
	"bytes"

	"github.com/hmox12/hmox12/x12"
)

// period is a form of data element 1251, a date-time period.
type period struct {
	form  string // for people
	code  x12.Code
	valid func([]byte) bool
}

// periods are the forms that data element 1250 names. What is not here, such as
// UN (unstructured), is not checked.
var periods = map[string]period{
	"CC":  {"CC", x12.BadDate, digits(2)},
	"CY":  {"CCYY", x12.BadDate, validYear},
	"CM":  {"CCYYMM", x12.BadDate, validMonth},
	"CQ":  {"CCYYQ", x12.BadDate, validQuarter},
	"D6":  {"YYMMDD", x12.BadDate, validShortDate},
	"D8":  {"a date CCYYMMDD", x12.BadDate, x12.ValidDate},
	"DB":  {"MMDDCCYY", x12.BadDate, validUSDate},
	"DT":  {"CCYYMMDDHHMM", x12.BadDate, validDateAnd(4)},
	"RTS": {"CCYYMMDDHHMMSS", x12.BadDate, validDateAnd(6)},
	"TM":  {"HHMM", x12.BadTime, validTime(4)},
	"TS":  {"HHMMSS", x12.BadTime, validTime(6)},
	"RD":  {"MMDDCCYY-MMDDCCYY", x12.BadDate, both(validUSDate)},
	"RD4": {"CCYY-CCYY", x12.BadDate, both(validYear)},
	"RD5": {"CCYYMM-CCYYMM", x12.BadDate, both(validMonth)},
	"RD6": {"YYMMDD-YYMMDD", x12.BadDate, both(validShortDate)},
	"RD8": {"two dates CCYYMMDD-CCYYMMDD", x12.BadDate, both(x12.ValidDate)},
	"RDT": {"CCYYMMDDHHMM-CCYYMMDDHHMM", x12.BadDate, both(validDateAnd(4))},
	"DTS": {"CCYYMMDDHHMMSS-CCYYMMDDHHMMSS", x12.BadDate, both(validDateAnd(6))},
	"RTM": {"HHMM-HHMM", x12.BadTime, both(validTime(4))},
}

func digits(n int) func([]byte) bool {
	return func(b []byte) bool {
		_, ok := x12.ParseCount(b)
		return ok && len(b) == n
	}
}

// padded checks b after text was put before and behind it, as a date CCYYMMDD.
func padded(before string, b []byte, behind string) bool {
	var date [8]byte
	if len(before)+len(b)+len(behind) != len(date) {
		return false
	}
	copy(date[:], before)
	copy(date[len(before):], b)
	copy(date[len(before)+len(b):], behind)
	return x12.ValidDate(date[:])
}

func validYear(b []byte) bool  { return padded("", b, "0101") }
func validMonth(b []byte) bool { return padded("", b, "01") }

func validQuarter(b []byte) bool {
	return len(b) == 5 && validYear(b[:4]) && b[4] >= '1' && b[4] <= '4'
}

// validUSDate checks MMDDCCYY.
func validUSDate(b []byte) bool {
	if len(b) != 8 {
		return false
	}
	var date [8]byte
	copy(date[:], b[4:])
	copy(date[4:], b[:4])
	return x12.ValidDate(date[:])
}

func validTime(n int) func([]byte) bool {
	return func(b []byte) bool { return len(b) == n && x12.ValidTime(b) }
}

// validDateAnd checks CCYYMMDD with n digits of time behind it.
func validDateAnd(n int) func([]byte) bool {
	return func(b []byte) bool {
		return len(b) == 8+n && x12.ValidDate(b[:8]) && x12.ValidTime(b[8:])
	}
}

// both checks two of a kind with a hyphen between them.
func both(valid func([]byte) bool) func([]byte) bool {
	return func(b []byte) bool {
		i := bytes.IndexByte(b, '-')
		return i >= 0 && valid(b[:i]) && valid(b[i+1:])
	}
}
