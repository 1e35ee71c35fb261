package x12

import "fmt"

// Interchange is what an ISA says. Texts are as sent, blanks behind them cut.
type Interchange struct {
	AuthorizationQualifier string // ISA01
	Authorization          string // ISA02
	SecurityQualifier      string // ISA03
	Security               string // ISA04
	SenderQualifier        string // ISA05
	Sender                 string // ISA06
	ReceiverQualifier      string // ISA07
	Receiver               string // ISA08
	Date                   string // ISA09, YYMMDD
	Time                   string // ISA10, HHMM
	Version                string // ISA12, such as 00501
	ControlNumber          string // ISA13, nine digits
	AckRequested           bool   // ISA14 is 1
	Usage                  string // ISA15: P production, T test, I information
	Delimiters             Delimiters
	Offset                 int64 // of the ISA in the file
}

// FunctionalGroup is what a GS says.
type FunctionalGroup struct {
	ID            string // GS01, such as HC
	Sender        string // GS02
	Receiver      string // GS03
	Date          string // GS04, CCYYMMDD
	Time          string // GS05
	ControlNumber string // GS06, as sent
	Agency        string // GS07, X
	Version       string // GS08, the guide
}

// TransactionSet is what an ST says.
type TransactionSet struct {
	ID             string // ST01, such as 837
	ControlNumber  string // ST02
	Implementation string // ST03; empty where the set has none (835)
}

// envelope follows the nesting of interchange, group and set, and checks each
// trailer against what it saw.
type envelope struct {
	interchange *Interchange
	group       *FunctionalGroup
	set         *TransactionSet

	groups, sets, segments int  // in the open interchange, group and set
	stray                  bool // the last segment stood outside of a set
	groupNumbers           controlNumbers
	setNumbers             controlNumbers
}

// follow takes the next segment into account. What its arrival shows about the
// part it closes is reported before it, what is wrong with it after it.
func (e *envelope) follow(s *Segment, before, after func(*Error)) {
	stray := e.stray
	e.stray = false
	switch string(s.ID()) {
	case "GS":
		e.closeGroup(s, before)
		e.openGroup(s, after)
	case "ST":
		e.closeSet(s, before)
		e.openSet(s, after)
	case "SE":
		e.endSet(s, before)
	case "GE":
		e.closeSet(s, before)
		e.endGroup(s, before)
	case "IEA":
		e.closeGroup(s, before)
		e.endInterchange(s, before)
	case "TA1":
		switch {
		case e.set != nil:
			e.segments++
			s.pos = e.segments
		case e.groups > 0:
			after(place(s, 0, LateInterchangeAck, ""))
		}
	default:
		if e.set == nil {
			if e.stray = true; !stray { // what follows one has the same cause
				before(place(s, 0, MisplacedSegment, "outside of a transaction set"))
			}
			return
		}
		e.segments++
		s.pos = e.segments
	}
}

func (e *envelope) openGroup(s *Segment, report func(*Error)) {
	e.group = &FunctionalGroup{
		ID: s.Text(1), Sender: s.Text(2), Receiver: s.Text(3), Date: s.Text(4), Time: s.Text(5),
		ControlNumber: s.Text(6), Agency: s.Text(7), Version: s.Text(8),
	}
	e.groups++
	e.sets = 0
	e.setNumbers.reset()
	if _, ok := ParseCount(s.Element(6)); !ok {
		report(place(s, 6, BadGroupControl, "found "+Shape(s.Element(6))+", expected one to nine digits"))
	} else if refused := e.groupNumbers.add(e.group.ControlNumber); refused != "" {
		report(place(s, 6, DuplicateGroupControl, refused))
	}
	for _, n := range []int{1, 2, 3, 8} {
		if !s.Has(n) {
			report(place(s, n, BadGroupHeader, fmt.Sprintf("GS%02d is empty", n)))
		}
	}
	// 999 has no code for the rest, and no set depends on it.
	doubt := func(n int, ok bool, expected string) {
		if !ok {
			report(place(s, n, DoubtfulGroupHeader, "found "+Shape(s.Element(n))+", expected "+expected))
		}
	}
	doubt(2, printable(s.Element(2)), "an id")
	doubt(3, printable(s.Element(3)), "an id")
	doubt(4, ValidDate(s.Element(4)), "CCYYMMDD")
	doubt(5, ValidTime(s.Element(5)), "HHMM")
	doubt(7, e.group.Agency == "X", "X")
}

func (e *envelope) openSet(s *Segment, report func(*Error)) {
	e.set = &TransactionSet{ID: s.Text(1), ControlNumber: s.Text(2), Implementation: s.Text(3)}
	e.sets++
	e.segments = 1
	s.pos = 1
	if e.group == nil {
		report(place(s, 0, MisplacedSegment, "a transaction set outside of a group"))
	}
	if n, ok := ParseCount(s.Element(1)); !ok || len(s.Element(1)) != 3 || n == 0 {
		report(place(s, 1, BadSetID, "found "+Shape(s.Element(1))+", expected three digits"))
	}
	if !ValidSetControl(s.Element(2)) {
		report(place(s, 2, BadSetControl, "found "+Shape(s.Element(2))+", expected four to nine letters or digits"))
	} else if refused := e.setNumbers.add(e.set.ControlNumber); refused != "" {
		report(place(s, 2, DuplicateSetControl, refused))
	}
}

func (e *envelope) endSet(s *Segment, report func(*Error)) {
	if e.set == nil {
		report(place(s, 0, MisplacedSegment, "no transaction set is open"))
		return
	}
	e.segments++
	s.pos = e.segments
	if n, ok := ParseCount(s.Element(1)); !ok || n != e.segments {
		report(place(s, 1, SegmentCountWrong, fmt.Sprintf("found %[2]s, expected %[1]d", e.segments, count(s.Element(1)))))
	}
	if s.Text(2) != e.set.ControlNumber {
		report(place(s, 2, SetControlDiffers, differs("ST02", []byte(e.set.ControlNumber), s.Element(2))))
	}
	e.set = nil
}

func (e *envelope) endGroup(s *Segment, report func(*Error)) {
	if e.group == nil {
		report(place(s, 0, MisplacedSegment, "no group is open"))
		return
	}
	if n, ok := ParseCount(s.Element(1)); !ok || n != e.sets {
		report(place(s, 1, SetCountWrong, fmt.Sprintf("found %[2]s, expected %[1]d", e.sets, count(s.Element(1)))))
	}
	if !sameNumber(s.Element(2), []byte(e.group.ControlNumber)) {
		report(place(s, 2, GroupControlDiffers, differs("GS06", []byte(e.group.ControlNumber), s.Element(2))))
	}
	e.group = nil
}

func (e *envelope) endInterchange(s *Segment, report func(*Error)) {
	if n, ok := ParseCount(s.Element(1)); !ok || n != e.groups {
		report(place(s, 1, GroupCountWrong, fmt.Sprintf("found %[2]s, expected %[1]d", e.groups, count(s.Element(1)))))
	}
	if !sameNumber(s.Element(2), []byte(e.interchange.ControlNumber)) {
		report(place(s, 2, InterchangeControlDiffers, differs("ISA13", []byte(e.interchange.ControlNumber), s.Element(2))))
	}
	e.interchange = nil
}

// closeSet reports a set that is still open where at shows that it has ended.
func (e *envelope) closeSet(at *Segment, report func(*Error)) {
	if e.set != nil {
		report(missing(at, MissingSE, "SE", e.segments+1))
		e.set = nil
	}
}

func (e *envelope) closeGroup(at *Segment, report func(*Error)) {
	e.closeSet(at, report)
	if e.group != nil {
		report(missing(at, MissingGE, "GE", 0))
		e.group = nil
	}
}

// closeInterchange reports all that is still open at the end of the file, or
// where the next interchange begins.
func (e *envelope) closeInterchange(at *Segment, report func(*Error)) {
	e.closeGroup(at, report)
	if e.interchange != nil {
		report(missing(at, MissingIEA, "IEA", 0))
		e.interchange = nil
	}
}

// open begins an interchange.
func (e *envelope) open(header *Interchange) {
	*e = envelope{interchange: header, groupNumbers: e.groupNumbers, setNumbers: e.setNumbers}
	e.groupNumbers.reset()
	e.setNumbers.reset()
}

// place makes a finding about element n of s.
func place(s *Segment, n int, code Code, reason string) *Error {
	e := &Error{Code: code, Offset: s.ElementOffset(n), Segment: s.number, Position: s.pos, ID: idText(s.ID()), Element: n, Reason: reason}
	if n > 0 {
		e.Value = clip(s.Element(n))
	}
	return e
}

func missing(at *Segment, code Code, id string, position int) *Error {
	return &Error{Code: code, Offset: at.offset, Segment: at.number, Position: position, ID: id}
}

// clip copies what was sent, cut to the 99 bytes an IK404 may hold.
func clip(b []byte) string { return string(b[:min(len(b), 99)]) }

// count shows a count as sent when it is one; anything else by its shape.
func count(b []byte) string {
	if _, ok := ParseCount(b); ok {
		return string(b)
	}
	return Shape(b)
}

// differs says which control number was found in a trailer and which its header
// has: as sent where they can be control numbers, by their shape otherwise.
func differs(header string, expected, found []byte) string {
	return "found " + number(found) + ", expected " + number(expected) + " of " + header
}

func number(b []byte) string {
	if ValidSetControl(b) {
		return string(b)
	}
	return Shape(b)
}

// sameNumber compares control numbers as numbers, so that 01 equals 1, and as
// text where they are none.
func sameNumber(a, b []byte) bool {
	x, okX := ParseCount(a)
	y, okY := ParseCount(b)
	if okX && okY {
		return x == y
	}
	return string(trimRight(a)) == string(b)
}

// printable reports whether b holds no control character and ASCII only.
func printable(b []byte) bool {
	for _, c := range b {
		if c < ' ' || c >= 0x7f {
			return false
		}
	}
	return true
}

// ValidSetControl reports whether b can be an ST02. X12 wants four characters at
// least, which is for the guide to say.
func ValidSetControl(b []byte) bool {
	if len(b) == 0 || len(b) > 9 {
		return false
	}
	for _, c := range b {
		if (c < '0' || c > '9') && (c < 'A' || c > 'Z') && (c < 'a' || c > 'z') {
			return false
		}
	}
	return true
}
