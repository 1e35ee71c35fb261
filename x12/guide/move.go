package guide

import (
	"encoding/binary"

	"github.com/hmox12/hmox12/x12/internal/packed"
)

// This file remembers which segment follows which. find asks each open loop, from
// the innermost outward, for a place. But as long as each segment came where it is
// due, the place of the last one says which loops are open and how far each has
// come; then identifier and qualifier of the next segment decide where it goes,
// unless that place is full. So what find answered once is kept as a move, and most
// segments of a file make one that was made before.

// moveBits leaves room for more pairs of moves than the sets of a file mostly make.
const moveBits = 8

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
	element   uint8 // 0 when nothing need tell them apart, severalTell when it takes more than one
	component uint8
}

const severalTell = 0xff

// meet takes in what tells some of the uses apart.
func (t *teller) meet(qualifiers []qualifier) {
	for _, q := range qualifiers {
		if one := (teller{uint8(q.element), uint8(q.component)}); t.element == 0 {
			*t = one
		} else if *t != one {
			t.element = severalTell
		}
	}
}

// value returns what the segment holds in its teller, packed. It reports false when
// that can't be packed or a blank ends it, which is no data. data and marks are the
// segment's layout, data up to its capacity.
func (t teller) value(data []byte, marks []int32, separator byte) (value uint64, ok bool) {
	if t.element == 0 {
		return 0, true
	}
	n := int(t.element)
	if n+1 >= len(marks) {
		return 0, false
	}
	from := int(marks[n]) + 1
	size := int(marks[n+1]) - from
	if from+8 > len(data) {
		return 0, false
	}
	word := binary.LittleEndian.Uint64(data[from:])
	if t.component > 0 {
		size = min(size, packed.Index(word, separator))
	}
	if size <= 0 || size > packed.Most || data[from+size-1] == ' ' {
		return 0, false
	}
	return packed.First(word, size) | uint64(size)<<56, true
}

// pair returns where the move from a place by a segment stands, or is to stand: the
// latest of two that fall upon each other is the first.
func (w *Walker) pair(from *candidate, id int, value uint64) *[2]move {
	hash := (value*31 ^ uint64(id)<<8 ^ uint64(from.index)<<24) * 0x9E3779B97F4A7C15
	return &w.moves[hash>>(64-moveBits)]
}

// usual returns the place that the segment took when it last followed here, if it
// has room.
func (w *Walker) usual(id int, value uint64) (at found, ok bool) {
	pair := w.pair(w.last, id, value)
	m := &pair[0]
	if m.from != w.last || m.value != value || m.id != int32(id) {
		if m = &pair[1]; m.from != w.last || m.value != value || m.id != int32(id) {
			return found{}, false
		}
	}
	at = found{int(m.frame), m.to}
	return at, m.to.room(w.frames[at.frame].counts[m.to.node])
}

// learn keeps a move.
func (w *Walker) learn(from *candidate, id int, value uint64, to found) {
	pair := w.pair(from, id, value)
	pair[1] = pair[0]
	pair[0] = move{from, to.candidate, value, int32(id), int32(to.frame)}
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
