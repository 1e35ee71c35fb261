package guide

import (
	"encoding/binary"

	"github.com/hmox12/hmox12/x12"
	"github.com/hmox12/hmox12/x12/internal/packed"
)

// This file remembers which segment follows which. find asks each open loop, from
// the innermost outward, for a place. But as long as each segment came where it is
// due, the place of the last one says which loops are open and how far each has
// come; then identifier and qualifier of the next segment decide where it goes,
// unless that place is full. So what find answered once is kept as a move, and most
// segments of a file make one that was made before.

// moveBits leaves room for more moves than the sets of a file mostly make. One that
// falls upon another takes its room.
const moveBits = 9

// move is from one place to the next.
type move struct {
	from, to *candidate
	value    uint64 // what the segment holds in its teller, packed; 0 when it has none
	id       int32  // number of its identifier
	frame    int32  // of to
}

// teller is the one element, or first component, that tells all uses of a segment
// of a guide apart.
type teller struct {
	element, component uint8 // element is 0 when nothing need tell them apart
	several            bool  // it takes more than one
}

// meet takes in what tells some of the uses apart.
func (t *teller) meet(qualifiers []qualifier) {
	for _, q := range qualifiers {
		if one := (teller{uint8(q.element), uint8(q.component), false}); t.element == 0 {
			*t = one
		} else if *t != one {
			t.several = true
		}
	}
}

// value returns what the segment holds in its teller, packed. It reports false when
// that can't be packed or a blank ends it, which is no data.
func (t teller) value(seg *x12.Segment) (value uint64, ok bool) {
	if t.element == 0 || t.several {
		return 0, !t.several
	}
	data, marks := seg.Layout()
	if int(t.element)+1 >= len(marks) {
		return 0, false
	}
	from, to := int(marks[t.element])+1, int(marks[t.element+1])
	if from+8 > cap(data) {
		return 0, false
	}
	word := binary.LittleEndian.Uint64(data[from : from+8])
	size := to - from
	if t.component > 0 {
		size = min(size, packed.Index(word, seg.Delimiters().Component))
	}
	if size <= 0 || size > packed.Most || data[from+size-1] == ' ' {
		return 0, false
	}
	return packed.First(word, size) | uint64(size)<<56, true
}

// moveFor returns where the move from the last place by this segment stands, or is
// to stand.
func (w *Walker) moveFor(id int, value uint64) *move {
	hash := (value ^ uint64(id)<<40 ^ uint64(w.last.index)<<48) * 0x9E3779B97F4A7C15
	return &w.moves[hash>>(64-moveBits)]
}

// usual returns the place that the segment took when it last followed here, if it
// has room.
func (w *Walker) usual(id int, value uint64) (at found, ok bool) {
	s := w.moveFor(id, value)
	if s.from != w.last || s.id != int32(id) || s.value != value {
		return found{}, false
	}
	at = found{int(s.frame), s.to}
	return at, s.to.room(w.frames[at.frame].counts[s.to.node])
}

// orderly reports whether what is open follows from the place of the segment at hand
// alone: each loop lies in the one before it, at its own place.
func (w *Walker) orderly() bool {
	for i := 1; i < w.open; i++ {
		f, around := &w.frames[i], &w.frames[i-1]
		if f.detour || f.vague || f.plan.parent != around.plan || f.plan.group != around.group {
			return false
		}
	}
	return true
}
