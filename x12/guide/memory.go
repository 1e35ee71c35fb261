package guide

import (
	"encoding/binary"

	"github.com/hmox12/hmox12/x12/internal/packed"
)

// This file remembers whole segments. A payer, a place, a provider, a group, a day and
// a service with its price come again and again, in segments that are the same byte for
// byte. One that was right where it followed the same place is right there again, and
// has the same place, if that has room.
//
// What comes once only, such as a person's name, must not drive out the rest, nor cost a
// look: after each place it is counted whether what follows is found mostly.

const (
	// A Walker remembers few segments until it has seen that there are many.
	fewMemories    = 1 << 7
	manyMemoryBits = 11

	memoryText = 40 // bytes of a segment that is; most of those that come again are shorter

	luckOfHit = 4   // found once in five times is worth it
	mostLuck  = 128 // not found so many times after luck, remembering rests
	restLuck  = -512
)

// memory is a segment that was right, in a line of the processor's memory.
type memory struct {
	to    *candidate
	note  uint64 // Placement.Right
	from  int32  // index of the place before it
	frame uint8  // of to
	size  uint8  // of text; 0 when nothing is remembered
	text  [memoryText]byte
}

// recall returns where the segment at hand is remembered, or is to be; nil when it is
// not worth it. found is true when it is remembered.
func (w *Walker) recall() (m *memory, found bool) {
	luck := &w.luck[w.last.index]
	if *luck < 0 {
		if *luck++; *luck == 0 {
			*luck = mostLuck / 4
		}
		return nil, false
	}
	data, marks := w.seg.Layout()
	from, end := int(marks[0])+1, int(marks[len(marks)-1])
	size := end - from
	if size < 1 || size > memoryText || from+8 > cap(data) {
		return nil, false
	}
	text := data[from:max(end, from+8)]
	hash := packed.First(binary.LittleEndian.Uint64(text), min(size, 8))*0x9E3779B97F4A7C15 ^ uint64(w.last.index)<<20
	if size > 8 {
		middle, last := binary.LittleEndian.Uint64(text[(size-8)/2:]), binary.LittleEndian.Uint64(text[size-8:])
		hash ^= last*0xD6E8FEB86659FD93 ^ middle*0xA0761D6478BD642F
	}
	text = text[:size]
	// The highest bits are those that every byte has a part in.
	m = &w.memories[hash*0xE7037ED1A0B428DB>>(64-manyMemoryBits)&uint64(len(w.memories)-1)]
	if int(m.size) == size && m.from == int32(w.last.index) && string(m.text[:size]) == string(text) {
		*luck = min(*luck+luckOfHit, mostLuck)
		return m, true
	}
	if *luck--; *luck < 0 {
		*luck = restLuck
	}
	return m, false
}

// remember keeps the segment at hand, which is right at a place and came behind from,
// in the room that recall found.
func (w *Walker) remember(m *memory, from *candidate, at found) {
	if w.remembered++; w.remembered == 2*fewMemories {
		w.memories = make([]memory, 1<<manyMemoryBits)
	}
	m.from, m.to, m.frame, m.note = int32(from.index), at.candidate, uint8(at.frame), 0
	m.size = uint8(copy(m.text[:], w.seg.Bytes()))
}

// forget drops what was right under other delimiters.
func (w *Walker) forget() {
	for i := range w.memories {
		w.memories[i].size = 0
	}
}
