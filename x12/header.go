package x12

import "strings"

// ValidQualifier reports whether q is a code of ISA05 and ISA07, which say what
// kind of id an interchange id is.
func ValidQualifier(q string) bool {
	return len(q) == 2 && strings.Contains(" 01 14 20 27 28 29 30 33 ZZ ", " "+q+" ")
}

// parseHeader reads an ISA that is in its fixed layout and checks each element.
func parseHeader(s *Segment, report func(*Error)) *Interchange {
	h := &Interchange{
		AuthorizationQualifier: s.Text(1), Authorization: s.Text(2),
		SecurityQualifier: s.Text(3), Security: s.Text(4),
		SenderQualifier: s.Text(5), Sender: s.Text(6),
		ReceiverQualifier: s.Text(7), Receiver: s.Text(8),
		Date: s.Text(9), Time: s.Text(10), Version: s.Text(12), ControlNumber: s.Text(13),
		AckRequested: string(s.Element(14)) == "1", Usage: s.Text(15),
		Delimiters: s.delims, Offset: s.offset,
	}
	check := func(n int, ok bool, code Code, expected string) {
		if !ok {
			report(place(s, n, code, "found "+Shape(s.Element(n))+", expected "+expected))
		}
	}
	check(1, h.AuthorizationQualifier == "00" || h.AuthorizationQualifier == "03", BadAuthorizationQualifier, "00 or 03")
	check(2, told(h.AuthorizationQualifier, s.Element(2)), BadAuthorization, "what ISA01 announces, in printable characters")
	check(3, h.SecurityQualifier == "00" || h.SecurityQualifier == "01", BadSecurityQualifier, "00 or 01")
	check(4, told(h.SecurityQualifier, s.Element(4)), BadSecurity, "what ISA03 announces, in printable characters")
	check(5, ValidQualifier(h.SenderQualifier), BadSenderQualifier, "01, 14, 20, 27, 28, 29, 30, 33 or ZZ")
	check(6, h.Sender != "", BadSender, "an id")
	check(7, ValidQualifier(h.ReceiverQualifier), BadReceiverQualifier, "01, 14, 20, 27, 28, 29, 30, 33 or ZZ")
	check(8, h.Receiver != "", BadReceiver, "an id")
	check(9, ValidDate([]byte("20"+h.Date)), BadInterchangeDate, "YYMMDD")
	check(10, len(h.Time) == 4 && ValidTime([]byte(h.Time)), BadInterchangeTime, "HHMM")
	check(12, h.Version == "00501", BadVersion, "00501")
	_, digits := ParseCount([]byte(h.ControlNumber))
	check(13, digits && len(h.ControlNumber) == 9, BadInterchangeControl, "nine digits")
	check(14, string(s.Element(14)) == "0" || h.AckRequested, BadAckRequest, "0 or 1")
	check(15, len(h.Usage) == 1 && strings.Contains("PTI", h.Usage), BadUsageIndicator, "P, T or I")
	return h
}

// told reports whether ISA02 or ISA04 holds what the qualifier before it announces:
// 00 says that nothing is to be found there.
func told(qualifier string, value []byte) bool {
	return printable(value) && (qualifier == "00" || len(trimRight(value)) > 0)
}

// guessHeader reads what can be had of an ISA that is not in its fixed layout,
// by splitting at its separator: enough to tell the sender which interchange
// was refused. It returns nil when not even the control number can be had: an
// answer that names another interchange is worse than none.
func guessHeader(data []byte) *Interchange {
	if len(data) < 4 || !delimiter(data[3]) {
		return nil
	}
	s := ParseSegment(string(data[:min(len(data), 2*headerLength)]), Delimiters{Element: data[3]})
	// The number stands behind the version, also where ISA11 fell out or became two.
	at := 0
	for n := 11; n <= 13; n++ {
		if version(s.Element(n)) {
			at = n
			break
		}
	}
	if at == 0 {
		return nil
	}
	h := &Interchange{
		SenderQualifier: s.Text(5), Sender: s.Text(6), ReceiverQualifier: s.Text(7), Receiver: s.Text(8),
		Date: s.Text(9), Time: s.Text(10), Version: s.Text(at), ControlNumber: s.Text(at + 1),
		AckRequested: string(s.Element(at+2)) == "1",
	}
	if _, ok := ParseCount(s.Element(at + 1)); !ok || !ValidDate([]byte("20"+h.Date)) {
		return nil
	}
	return h
}

// version reports whether b looks like an ISA12: 00501 or its like.
func version(b []byte) bool {
	_, digits := ParseCount(b)
	return digits && len(b) == 5
}

// headerLength is the length of an ISA with its terminator: X12 fixes it.
const headerLength = 106

// repetitionAt, componentAt and terminatorAt are where an ISA holds ISA11, ISA16
// and the segment terminator.
const repetitionAt, componentAt, terminatorAt = 82, 104, 105

// headerSeparators are where an ISA holds the element separator.
var headerSeparators = [...]int{3, 6, 17, 20, 31, 34, 50, 53, 69, 76, 81, 83, 89, 99, 101, 103}

// headerLayout reports whether data begins with an ISA in its fixed layout. Its
// separator may be one that can't divide anything.
func headerLayout(data []byte) bool {
	if len(data) < headerLength || data[0] != 'I' || data[1] != 'S' || data[2] != 'A' {
		return false
	}
	separator := data[3]
	for _, at := range headerSeparators {
		if data[at] != separator {
			return false
		}
	}
	// A separator anywhere else means that some element is short and the next long;
	// but for the two elements of one byte that are delimiters themselves: those are
	// the same one, and Delimiters.valid says so.
	n := 0
	for i, b := range data[:headerLength-1] {
		if b == separator && i != repetitionAt && i != componentAt {
			n++
		}
	}
	return n == len(headerSeparators)
}

// headerDelimiters reads the four delimiters out of an ISA in its fixed layout.
// A repetition separator that is a letter (U of version 00401), a digit, a blank
// or another delimiter becomes 0: nothing is split on it.
func headerDelimiters(data []byte) (d Delimiters, repetition bool) {
	d = Delimiters{Element: data[3], Repetition: data[repetitionAt], Component: data[componentAt], Segment: data[terminatorAt]}
	if !delimiter(d.Repetition) || d.Repetition == d.Element || d.Repetition == d.Component || d.Repetition == d.Segment {
		d.Repetition = 0
		return d, false
	}
	return d, true
}
