package ack

import "github.com/hmox12/hmox12/x12"

// InterchangeAck is a TA1 received: a partner's verdict on an interchange that
// was sent to it.
type InterchangeAck struct {
	ControlNumber string  // TA101, ISA13 of that interchange
	Date, Time    string  // TA102 and TA103, its ISA09 (YYMMDD) and ISA10 (HHMM)
	Verdict       Verdict // TA104: Accepted, AcceptedWithErrors or Rejected; 0 when it is none of them
	Note          string  // TA105, 000 when nothing is wrong
}

// ReadTA1 reads a TA1 and checks its elements as X12 version 00501 defines them.
// Each that is wrong is one finding, BadInterchangeAck, and is returned as it
// came. The findings are warnings: an acknowledgment is never answered, and what
// stands beside it is none the worse.
func ReadTA1(s *x12.Segment) (InterchangeAck, []*x12.Error) {
	a := InterchangeAck{ControlNumber: s.Text(1), Date: s.Text(2), Time: s.Text(3), Note: s.Text(5)}
	if code := s.Text(4); code == "A" || code == "E" || code == "R" {
		a.Verdict = Verdict(code[0])
	}
	var findings []*x12.Error
	check := func(n int, good bool, expected string) {
		if !good {
			findings = append(findings, &x12.Error{
				Code: x12.BadInterchangeAck, Offset: s.ElementOffset(n), Segment: s.Number(), ID: "TA1", Element: n,
				Reason: "found " + x12.Shape(s.Element(n)) + ", expected " + expected,
			})
		}
	}
	_, number := x12.ParseCount(s.Element(1))
	note, known := x12.ParseCount(s.Element(5))
	check(1, number && len(a.ControlNumber) == 9, "nine digits")
	check(2, x12.ValidDate([]byte("20"+a.Date)), "a date YYMMDD")
	check(3, len(a.Time) == 4 && x12.ValidTime(s.Element(3)), "a time of day HHMM")
	check(4, a.Verdict != 0, "A, E or R")
	check(5, known && len(a.Note) == 3 && note <= 31, "a note from 000 to 031")
	for n := 6; n <= s.Len(); n++ {
		check(n, !s.Has(n), "nothing, X12 defines 5 elements")
	}
	return a, findings
}
