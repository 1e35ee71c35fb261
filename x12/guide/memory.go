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
	// A Walker remembers few segments until it has seen that there are more, and at most
	// half a megabyte of them, which a processor's second cache holds.
	fewMemories    = 1 << 7
	moreMemories   = 1 << 3 // times as many each time
	mostMemoryBits = 13

	memoryText = 40 // bytes of a segment that is; most of those that come again are shorter
	threeWords = 24 // of which three words leave nothing out

	luckOfHit = 2   // found once in three times is worth it
	mostLuck  = 128 // not found so many times after luck, remembering rests
	restLuck  = -512
)

// memory is a segment that was right, in a line of the processor's memory.
type memory struct {
	words text
	more  [2]uint64 // the second word and the last but one of a text that is longer than three words
	to    *candidate
	note  uint64 // Placement.Right
	key   uint32 // the place before it, and the size; 0 when nothing is remembered
	frame uint8  // of to
}

// text is the first word of a segment, one in its middle and the last, of eight bytes
// each; of up to eight bytes, they are the first word.
type text struct{ first, middle, last uint64 }

func textOf(data []byte, from, end int) text {
	size := end - from
	first := binary.LittleEndian.Uint64(data[from:])
	if size <= 8 {
		return text{first: packed.First(first, size)}
	}
	return text{first, binary.LittleEndian.Uint64(data[from+(size-8)/2:]), binary.LittleEndian.Uint64(data[end-8:])}
}

func moreText(data []byte, from, end int) [2]uint64 {
	return [2]uint64{binary.LittleEndian.Uint64(data[from+8:]), binary.LittleEndian.Uint64(data[end-16:])}
}

func memoryKey(from *candidate, size int) uint32 { return uint32(from.index)<<8 | uint32(size) }

// recall returns where the segment at hand, which stands in data, is remembered or is to
// be; nil when it is not worth it. known is true when it is remembered.
func (w *Walker) recall(data []byte, from, end int) (m *memory, known bool) {
	b, size := &w.behind[w.last.index], end-from
	if b.luck < 0 {
		b.rest()
		return nil, false
	}
	if uint(size)-1 >= memoryText || end+packed.Slack > len(data) {
		return nil, false
	}
	t, key := textOf(data, from, end), memoryKey(w.last, size)
	hash := t.first*0x9E3779B97F4A7C15 ^ t.last*0xD6E8FEB86659FD93 ^ t.middle*0xA0761D6478BD642F ^ uint64(key)<<12
	// The highest bits are those that every byte has a part in.
	m = &w.memories[hash*0xE7037ED1A0B428DB>>(64-mostMemoryBits)&uint64(len(w.memories)-1)]
	if m.key == key && m.words.first == t.first && m.words.middle == t.middle && m.words.last == t.last &&
		(size <= threeWords || m.more == moreText(data, from, end)) {
		b.luck = min(b.luck+luckOfHit, mostLuck)
		return m, true
	}
	if b.luck--; b.luck < 0 {
		b.luck = restLuck
	}
	return m, false
}

// rest counts that nothing was remembered where that seldom helps, until it is tried
// again.
func (b *behind) rest() {
	if b.luck++; b.luck == 0 {
		b.luck = mostLuck / 4
	}
}

// remember keeps the segment at hand, which is right at a place and came behind from,
// in the room that recall found.
func (w *Walker) remember(m *memory, from *candidate, at found) {
	if w.remembered++; w.remembered == 2*len(w.memories) && len(w.memories) < 1<<mostMemoryBits {
		w.rememberMore()
	}
	data, marks := w.seg.Layout()
	start, end := int(marks[0])+1, int(marks[len(marks)-1])
	m.words, m.more = textOf(data[:cap(data)], start, end), [2]uint64{}
	if end-start > threeWords {
		m.more = moreText(data, start, end)
	}
	m.to, m.note, m.key, m.frame = at.candidate, 0, memoryKey(from, end-start), uint8(at.frame)
}

// rememberMore makes room for more segments. What is remembered is dropped: it would stand
// elsewhere.
func (w *Walker) rememberMore() {
	n := moreMemories * len(w.memories)
	if w.remembered = 0; n <= cap(w.memories) {
		w.memories = w.memories[:n]
		clear(w.memories)
	} else {
		w.memories = make([]memory, n)
	}
}

// forget drops what was right under other delimiters.
func (w *Walker) forget() {
	w.memories, w.remembered = w.memories[:min(len(w.memories), fewMemories)], 0
	clear(w.memories)
}
