package x12

import (
	"fmt"
	"strings"
)

// Error is one thing that is wrong, and where. The Reader fills what it knows;
// the loop and the data element number are filled by the guide's Walker. The
// same value becomes a line of validate, a log field, and IK3 or IK4 of a 999.
//
// Error() and String() never show data from the file: Value may hold protected
// health information and is for the acknowledgment to the sender alone.
type Error struct {
	Code        Code
	Offset      int64  // byte in the file, from 0
	Segment     int    // number of the segment in the file, from 1; 0 when not in one
	Position    int    // place of the segment in its transaction set, ST is 1; 0 outside
	ID          string // segment identifier, or of the segment that is missing
	Loop        string // loop identifier such as 2010AA; empty outside the guide's loops
	Element     int    // from 1; 0 when the finding is about the whole segment
	Component   int    // from 1; 0 when about the whole element
	Repetition  int    // from 1; 0 when the element does not repeat
	DataElement string // X12 dictionary number such as 1325, where known
	Reason      string // what was found and what was expected, free of data
	Value       string // what was sent, at most 99 bytes; may hold PHI, never logged
	// Noted says that whoever asks for it wants to be told only: it rejects nothing.
	Noted bool
	// Trigger is what else was sent that makes this necessary, or rules it out; nil
	// when nothing else does.
	Trigger *Trigger
}

// Trigger is a place of the same transaction set, which a 999 names as the
// situational trigger of a finding (CTX).
type Trigger struct {
	ID        string
	Position  int // in the transaction set
	Loop      string
	Element   int // 0 when the segment itself is meant
	Component int
}

// Place returns the element reference as people write it: CLM05-3, NM109, HI01-2[2].
func (e *Error) Place() string {
	if e.Element == 0 {
		return e.ID
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s%02d", e.ID, e.Element)
	if e.Component > 0 {
		fmt.Fprintf(&b, "-%d", e.Component)
	}
	if e.Repetition > 0 {
		fmt.Fprintf(&b, "[%d]", e.Repetition)
	}
	return b.String()
}

// Error tells the place and the rule, in one line.
func (e *Error) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "byte %d", e.Offset)
	if e.Segment > 0 {
		fmt.Fprintf(&b, ", segment %d", e.Segment)
	}
	if e.Loop != "" {
		fmt.Fprintf(&b, ", loop %s", e.Loop)
	}
	if e.ID != "" {
		fmt.Fprintf(&b, ", %s", e.Place())
	}
	fmt.Fprintf(&b, ": %s", e.Code.Meaning().Text)
	if e.Reason != "" {
		fmt.Fprintf(&b, ": %s", e.Reason)
	}
	return b.String()
}

// Rejects reports whether the finding rejects what it was found in.
func (e *Error) Rejects() bool { return !e.Noted && e.Code.Meaning().Severity == Rejection }

// Shape describes data without showing it: letters become A or a, digits 9,
// other bytes stay when they are punctuation and become ? when not, and runs
// are counted: "GP100005" has the shape "A(2) 9(6)". It is safe to log.
func Shape(value []byte) string {
	if len(value) == 0 {
		return "empty"
	}
	var b strings.Builder
	for i, runs := 0, 0; i < len(value); runs++ {
		if runs == 8 {
			fmt.Fprintf(&b, " and %d more", len(value)-i)
			break
		}
		class := shapeClass(value[i])
		j := i + 1
		for j < len(value) && shapeClass(value[j]) == class {
			j++
		}
		if runs > 0 {
			b.WriteByte(' ')
		}
		b.WriteByte(class)
		if j-i > 1 {
			fmt.Fprintf(&b, "(%d)", j-i)
		}
		i = j
	}
	return b.String()
}

func shapeClass(c byte) byte {
	switch {
	case c >= '0' && c <= '9':
		return '9'
	case c >= 'A' && c <= 'Z':
		return 'A'
	case c >= 'a' && c <= 'z':
		return 'a'
	case c == ' ':
		return '_'
	case c > ' ' && c < 0x7f:
		return c
	}
	return '?'
}
