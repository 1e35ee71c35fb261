package guide

import (
	"bytes"
	"fmt"

	"github.com/hmox12/hmox12/x12"
)

// checkValue checks a simple value, without trailing blanks, and reports whether
// it is right: one finding at most.
func (w *Walker) checkValue(e *elementPlan, text, format []byte, at spot) bool {
	u := e.use
	switch u.Kind {
	case Real, Whole, Cents:
		if !w.checkNumeric(u, text, at) {
			return false
		}
	case Date:
		if !validDate(text, u.Max) {
			w.wrong(x12.BadDate, at, u, text, "found "+x12.Shape(text)+", expected "+dateForm(u.Max))
			return false
		}
	case Time:
		if !x12.ValidTime(text) {
			w.wrong(x12.BadTime, at, u, text, "found "+x12.Shape(text)+", expected a time of day, HHMM or longer")
			return false
		}
		if !w.checkLength(u, text, w.lengthOf(text), at) {
			return false
		}
	default:
		if !w.checkLength(u, text, w.lengthOf(text), at) {
			return false
		}
	}
	switch {
	case u.Kind == Identifier && at.padding > 0 && u.Max > 0 && len(text)+at.padding > u.Max:
		// Blanks behind text are let through; a code is its letters and no more.
		w.wrong(x12.ElementTooLong, at, u, text, fmt.Sprintf("found %d, padded with blanks, %s", len(text)+at.padding, maximum(u.Max)))
		return false
	case u.Codes != nil && !u.Codes.Contains(text):
		code := x12.UnknownCode
		if u.Knows(text) {
			code = x12.CodeNotUsed
		}
		w.wrong(code, at, u, text, codeReason(u, text, u.Codes.String()))
		return false
	case u.Format != nil && !u.Format.Match(text):
		w.wrong(x12.PatternViolated, at, u, text, "found "+x12.Shape(text)+", expected "+u.Format.String())
		return false
	case e.period:
		if p, ok := periods[string(format)]; ok && !p.valid(text) {
			w.wrong(p.code, at, u, text, "found "+x12.Shape(text)+", expected "+p.form)
			return false
		}
	}
	return true
}

// checkNumeric checks form and digits of a number; sign and decimal point are not
// counted.
func (w *Walker) checkNumeric(u *ElementUse, text []byte, at spot) bool {
	digits := len(text)
	if digits > u.Max || u.Min > 1 {
		digits = countDigits(text)
	}
	if u.Max > 0 && digits > u.Max {
		return w.checkLength(u, text, digits, at)
	}
	if _, ok := x12.ParseDecimal(text); !ok {
		w.wrong(x12.BadNumber, at, u, text, "found "+x12.Shape(text)+", expected a number such as 12 or 12.5")
		return false
	}
	if u.Kind != Real && bytes.IndexByte(text, '.') >= 0 {
		w.wrong(x12.BadNumber, at, u, text, "found "+x12.Shape(text)+", expected no decimal point")
		return false
	}
	return w.checkLength(u, text, digits, at)
}

func countDigits(text []byte) int {
	n := 0
	for _, c := range text {
		if c >= '0' && c <= '9' {
			n++
		}
	}
	return n
}

// checkLength checks the length of a value, in characters or digits.
func (w *Walker) checkLength(u *ElementUse, text []byte, length int, at spot) bool {
	switch {
	case length < u.Min:
		w.wrong(x12.ElementTooShort, at, u, text, fmt.Sprintf("found %d, expected at least %d", length, u.Min))
	case u.Max > 0 && length > u.Max:
		w.wrong(x12.ElementTooLong, at, u, text, fmt.Sprintf("found %d, %s", length, maximum(u.Max)))
	default:
		return true
	}
	return false
}

// validDate checks CCYYMMDD, or YYMMDD where the element has room for no more.
func validDate(text []byte, most int) bool {
	if most != 6 {
		return x12.ValidDate(text)
	}
	return validShortDate(text)
}

// validShortDate checks YYMMDD; 2000 stands for the century, as it is a leap year.
func validShortDate(text []byte) bool {
	if len(text) != 6 {
		return false
	}
	long := [8]byte{'2', '0'}
	copy(long[2:], text)
	return x12.ValidDate(long[:])
}

func dateForm(most int) string {
	if most == 6 {
		return "a date YYMMDD"
	}
	return "a date CCYYMMDD"
}
