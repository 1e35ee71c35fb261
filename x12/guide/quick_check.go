package guide

import (
	"encoding/binary"
	"math/bits"

	"github.com/hmox12/hmox12/x12"
	"github.com/hmox12/hmox12/x12/internal/packed"
)

// This file sees at once that a segment is right, as nearly all are. It has no
// words for what is wrong: where it is not sure, check looks at each element and
// says what it finds. So it may be narrower than check and never wider, and a test
// holds it to that.
//
// It is laid out for speed. Elements are flat. Bytes are read as words of eight,
// beyond the end of a value and of the segment, too, and what is no part of it is
// cut off; so a segment that has not packed.Slack bytes behind it gets no quick
// check. One pass over the words of a segment (survey) sees that all of them are
// text and where components end; the next goes over the elements. What is sent is
// a word of bits, which what is needed and the syntax notes are compared with.

// mostParts is how many component separators a segment may have in the quick check.
const mostParts = 64

// right reports whether the segment at hand is surely right by p.
func (w *Walker) right(p *quickPlan) bool {
	data, marks := w.seg.Layout()
	count := len(marks) - 2
	if p == nil || !w.quick || count <= 0 || count < p.least || count > len(p.elements) {
		return false
	}
	from, end := int(marks[1])+1, int(marks[count+1])
	if end+packed.Slack > cap(data) {
		return false
	}
	data = data[:cap(data)]
	parts, ok := w.survey(data, from, end)
	if !ok || int(marks[count]) == end-1 {
		return false // also for an empty element at the end
	}
	var sent uint64 // bit n is element n
	var form uint64 // packed
	marks = marks[2:]
	for i := range p.elements[:count] {
		e := &p.elements[i]
		to := int(marks[i])
		if size := to - from; size > 0 {
			sent |= 2 << i
			switch e.kind {
			case quickText:
				if uint(size)-uint(e.min) > uint(e.span) || data[to-1] == ' ' {
					return false
				}
			case quickCode:
				code := packed.Short(data[from:], size)
				if !e.has(code) {
					return false
				}
				if e.form {
					form = code
				}
			case quickComposite:
				passed, ok := e.more.parts.admitParts(data, from, to, parts)
				if !ok {
					return false
				}
				parts = parts[passed:]
			default:
				if !e.admits(data[from:], size, form) {
					return false
				}
			}
		}
		from = to + 1
	}
	// A separator that no composite has stands in a simple element.
	return len(parts) == 0 && sent&p.needed == p.needed && (len(p.notes) == 0 || keeps(p.notes, sent))
}

// admitParts reports whether all components between from and to are right, and how
// many separators stand among them, the first of parts.
func (p *quickPlan) admitParts(data []byte, from, to int, parts []int32) (passed int, ok bool) {
	var sent uint64 // bit n is component n
	var form uint64
	for i := range p.elements {
		c := &p.elements[i]
		end := to
		more := passed < len(parts) && int(parts[passed]) < to
		if more {
			if end = int(parts[passed]); end < from {
				return 0, false // it stands in an element before this one
			}
			passed++
		}
		if size := end - from; size > 0 {
			sent |= 2 << i
			if c.kind == quickCode {
				code := packed.Short(data[from:], size)
				if !c.has(code) {
					return 0, false
				}
				if c.form {
					form = code
				}
			} else if !c.admits(data[from:], size, form) {
				return 0, false
			}
		}
		if !more {
			return passed, sent&p.needed == p.needed && keeps(p.notes, sent)
		}
		from = end + 1
	}
	return 0, false
}

// has reports whether a packed value is one of the element's codes.
func (e *quickElement) has(code uint64) bool { return code == e.code || e.more.codes.Contains(code) }

// admits reports whether a simple value, the first size bytes of data, is right, where
// codes are not all that it may be. It is printable ASCII and not empty; form is the form
// of a period, packed.
func (e *quickElement) admits(data []byte, size int, form uint64) bool {
	if uint(size)-uint(e.min) > uint(e.span) || data[size-1] == ' ' {
		return false
	}
	switch e.kind {
	case quickText:
		return true
	case quickPeriod:
		return admitPeriod(data, size, form)
	case quickReal:
		return number(data, size, true)
	case quickWhole:
		return number(data, size, false)
	case quickShape:
		for i := range e.more.shapes {
			if e.more.shapes[i].Matches(data, size) {
				return true
			}
		}
	case quickDate:
		return x12.ValidDate(data[:size])
	case quickTime:
		return x12.ValidTime(data[:size])
	}
	return false
}

// The forms of nearly all periods, packed.
var (
	formDay  = packed.Value([]byte("D8"))
	formDays = packed.Value([]byte("RD8"))
)

func admitPeriod(data []byte, size int, form uint64) bool {
	switch form {
	case formDay:
		return x12.ValidDate(data[:size])
	case formDays:
		return size == 17 && data[8] == '-' && x12.ValidDate(data[:8]) && x12.ValidDate(data[9:17])
	}
	name := make([]byte, 0, packed.Most)
	for ; form&0xff != 0; form >>= 8 {
		name = append(name, byte(form))
	}
	p, ok := periods[string(name)]
	return !ok || p.valid(data[:size])
}

// number reports whether a value is a number of X12: a minus, digits, and a point
// where one may be. One of up to eight characters is one word, in which a point
// counts as a digit.
func number(data []byte, size int, point bool) bool {
	if data[0] == '-' {
		data, size = data[1:], size-1
	}
	if size < 1 || size > 8 {
		return size > 8 && longNumber(data[:size], point)
	}
	word := packed.First(binary.LittleEndian.Uint64(data), size)
	points := packed.Zeros(word ^ '.'*packed.Each)
	all := packed.First(0x80*packed.Each, size)
	if points == 0 {
		return packed.Digits(word) == all
	}
	return point && points&(points-1) == 0 && size > 1 && packed.Digits(word)|points == all
}

func longNumber(value []byte, point bool) bool {
	digits := 0
	for _, b := range value {
		switch {
		case b-'0' <= 9:
			digits++
		case b == '.' && point:
			point = false
		default:
			return false
		}
	}
	return digits > 0 && digits <= 18
}

// keeps reports whether no note is broken by what was sent.
func keeps(notes []quickNote, sent uint64) bool {
	for i := range notes {
		n := &notes[i]
		of := sent & n.all
		ok := true
		switch n.kind {
		case 'P':
			ok = of == 0 || of == n.all
		case 'R':
			ok = of != 0
		case 'C':
			ok = of&n.first == 0 || of == n.all
		case 'L':
			ok = of != n.first
		case 'E':
			ok = of&(of-1) == 0
		}
		if !ok {
			return false
		}
	}
	return true
}

// survey returns where the component separators stand between from and end. It
// reports false when there is a repetition separator, a byte that is no printable
// ASCII, or one that a companion guide does not admit.
func (w *Walker) survey(data []byte, from, end int) (parts []int32, ok bool) {
	components, repetitions := uint64(w.delims.Component)*packed.Each, uint64(w.delims.Repetition)*packed.Each
	var odd uint64
	n := 0
	for at := from; at < end; at += 8 {
		word := binary.LittleEndian.Uint64(data[at:])
		if left := end - at; left < 8 {
			word = packed.First(word, left) | ^packed.First(^uint64(0), left)&('0'*packed.Each)
		}
		// The highest bit of some byte is set if any is below blank, above ~, or the
		// repetition separator: each is one subtraction or addition away from it.
		apart := word ^ repetitions
		odd |= (word-0x20*packed.Each)&^word | (word + packed.Each) | word | (apart-packed.Each)&^apart
		for ends := packed.Zeros(word ^ components); ends != 0; ends &= ends - 1 {
			w.parts[n%mostParts] = int32(at + bits.TrailingZeros64(ends)/8)
			n++
		}
	}
	if odd&(0x80*packed.Each) != 0 || n > mostParts {
		return nil, false
	}
	return w.parts[:n], !w.choosy || w.classesOf(data[from:end])&disagreed == 0
}
