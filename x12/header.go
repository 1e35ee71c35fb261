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
	check(3, h.SecurityQualifier == "00" || h.SecurityQualifier == "01", BadSecurityQualifier, "00 or 01")
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

// guessHeader reads what can be had of an ISA that is not in its fixed layout,
// by splitting at its separator: enough to tell the sender which interchange
// was refused. It returns nil when not even the control number can be had.
func guessHeader(data []byte) *Interchange {
	if len(data) < 4 || !delimiter(data[3]) {
		return nil
	}
	s := ParseSegment(string(data[:min(len(data), 2*headerLength)]), Delimiters{Element: data[3]})
	h := &Interchange{
		SenderQualifier: s.Text(5), Sender: s.Text(6), ReceiverQualifier: s.Text(7), Receiver: s.Text(8),
		Date: s.Text(9), Time: s.Text(10), Version: s.Text(12), ControlNumber: s.Text(13),
		AckRequested: string(s.Element(14)) == "1",
	}
	if _, ok := ParseCount(s.Element(13)); !ok || !ValidDate([]byte("20"+h.Date)) {
		return nil
	}
	return h
}
