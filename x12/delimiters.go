package x12

// Delimiters are the four bytes that divide an interchange. X12 has no escape:
// a delimiter can never be data.
type Delimiters struct {
	Element    byte // between elements; the byte after "ISA"
	Repetition byte // between repetitions of an element; ISA11, 0 when nothing repeats
	Component  byte // between components of a composite; ISA16
	Segment    byte // ends a segment; the byte after ISA16
}

// DefaultDelimiters are what a Writer uses unless told otherwise: * ^ : ~
var DefaultDelimiters = Delimiters{Element: '*', Repetition: '^', Component: ':', Segment: '~'}

// Contains reports whether b is one of the delimiters in use.
func (d Delimiters) Contains(b byte) bool {
	return b == d.Element || b == d.Component || b == d.Segment || (d.Repetition != 0 && b == d.Repetition)
}

// valid reports whether the delimiters can be told apart from each other and
// from data, and if not, the code of the first that can't.
func (d Delimiters) valid() (Code, bool) {
	switch {
	case !delimiter(d.Element):
		return BadElementSeparator, false
	case !delimiter(d.Component) || d.Component == d.Element:
		return BadComponentSeparator, false
	case !delimiter(d.Segment) || d.Segment == d.Element || d.Segment == d.Component:
		return BadSegmentTerminator, false
	case d.Repetition != 0 && (d.Repetition == d.Element || d.Repetition == d.Component || d.Repetition == d.Segment):
		return BadRepetitionSeparator, false
	}
	return 0, true
}

// delimiter reports whether b may divide anything: not a letter, digit, space
// or NUL.
func delimiter(b byte) bool {
	switch {
	case b >= '0' && b <= '9', b >= 'A' && b <= 'Z', b >= 'a' && b <= 'z', b == ' ', b == 0:
		return false
	}
	return true
}
