package x12

// This file is the byte work, pure functions on slices. The Reader only fetches
// bytes and asks. scan is the one hot loop: elements average five bytes, so a
// plain loop over bytes beats a search call per element.

// scan looks for the end of the segment that data begins with, from byte i on,
// and appends the end of each element to ends. It returns the index of the
// terminator, or -1 when data ends first; called again with more data, the same
// ends and i at the old length, it goes on where it stopped.
func scan(data []byte, i int, element, terminator byte, ends []int32) (int, []int32) {
	for ; i < len(data); i++ {
		switch data[i] {
		case element:
			ends = append(ends, int32(i))
		case terminator:
			return i, append(ends, int32(i))
		}
	}
	return -1, ends
}

// split appends the end of each element but the last of a segment that stands
// alone.
func split(data []byte, i int, element byte, ends []int32) ([]int32, int) {
	for ; i < len(data); i++ {
		if data[i] == element {
			ends = append(ends, int32(i))
		}
	}
	return ends, i
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

// padding reports whether b may stand between segments: line breaks, blanks,
// and what old systems put at the end of a file (NUL, Ctrl-Z).
func padding(b byte) bool {
	switch b {
	case ' ', '\t', '\r', '\n', 0, 0x1a:
		return true
	}
	return false
}
