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

// mostMoves is how many moves from a place are kept, the latest learned first: many
// places have but one or two.
const mostMoves = 4

// behind is what was seen behind a place.
type behind struct {
	luck  int16 // whether what follows is remembered mostly
	moves [mostMoves]move
}

// move is from a place to the next, for segments of an identifier that hold a value in
// their teller.
type move struct {
	to     *candidate
	value  uint64 // packed; 0 when nothing need tell them apart
	id     uint32 // the key of the identifier; 0 of a move that is not learned
	frame  uint8  // of to
	teller teller
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

// value returns what the segment holds in its teller, packed: 0 when it has no teller,
// badTeller when that can't be packed or a blank ends it, which is no data. data and
// marks are the segment's layout, data up to its capacity.
func (t teller) value(data []byte, marks []int32, separator byte) uint64 {
	n := int(t.element)
	if n == 0 {
		return 0
	}
	if n+1 >= len(marks) {
		return badTeller
	}
	from := int(marks[n]) + 1
	if from+8 > len(data) {
		return badTeller
	}
	word := binary.LittleEndian.Uint64(data[from:])
	size := int(marks[n+1]) - from
	if t.component > 0 {
		size = min(size, packed.Index(word, separator))
	}
	if size <= 0 || size > packed.Most || data[from+size-1] == ' ' {
		return badTeller
	}
	return packed.First(word, size) | uint64(size)<<56
}

// badTeller is no packed value.
const badTeller = ^uint64(0)

// usual returns the move that the segment made when it last followed here, nil when it
// is not known or its end is full.
func (w *Walker) usual(data []byte, marks []int32) *move {
	id, _ := idKey(data[marks[0]+1 : marks[1]])
	moves := &w.behind[w.last.index].moves
	for i := range moves {
		m := &moves[i]
		if m.id != id || m.teller.element != 0 && m.teller.value(data, marks, w.delims.Component) != m.value {
			continue
		}
		if id == 0 || !m.to.room(w.frames[m.frame].counts[m.to.node]) {
			return nil
		}
		return m
	}
	return nil
}

// learn keeps the move that the segment at hand made from a place, unless more than its
// teller says where it goes.
func (w *Walker) learn(from *candidate, slot *idSlot, to found) {
	if slot.tells.element == severalTell {
		return
	}
	data, marks := w.seg.Layout()
	value := slot.tells.value(data[:cap(data)], marks, w.delims.Component)
	if value == badTeller {
		return
	}
	moves := &w.behind[from.index].moves
	copy(moves[1:], moves[:])
	moves[0] = move{to.candidate, value, slot.key, uint8(to.frame), slot.tells}
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
