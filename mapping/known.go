package mapping

import (
	"encoding/binary"

	"github.com/hmox12/hmox12/x12"
)

// known holds texts that come again and again, such as procedure codes: one copy for all
// records that have them, which are not to change them. What is new takes the place of
// another with the same hash, so that memory is bounded however much comes.
type known struct {
	texts  [1 << knownTextBits]knownText
	copies texts
	lines  slab[string]
}

const knownTextBits = 10

type knownText struct {
	first, last uint64 // its ends
	text        string
}

// text returns b as a string, trailing blanks cut. A nil known makes a new one.
func (k *known) text(b []byte) string {
	b = trimRight(b)
	if len(b) == 0 || k == nil {
		return string(b)
	}
	first, last := ends(b)
	hash := (first*0xD6E8FEB86659FD93 ^ last ^ uint64(len(b))<<56) * 0x9E3779B97F4A7C15
	slot := &k.texts[hash>>(64-knownTextBits)]
	if slot.first != first || slot.last != last || len(slot.text) != len(b) || len(b) > 16 && slot.text != string(b) {
		slot.first, slot.last, slot.text = first, last, k.copies.copy(b)
	}
	return slot.text
}

// new is text for what hardly comes again, such as the number of a claim.
func (k *known) new(b []byte) string {
	b = trimRight(b)
	if len(b) == 0 || k == nil {
		return string(b)
	}
	return k.copies.copy(b)
}

// ends returns the first and last eight bytes of a text that is not empty, which are
// all of one of up to sixteen.
func ends(b []byte) (first, last uint64) {
	switch n := len(b); {
	case n >= 8:
		return binary.LittleEndian.Uint64(b), binary.LittleEndian.Uint64(b[n-8:])
	case n >= 4:
		return uint64(binary.LittleEndian.Uint32(b)), uint64(binary.LittleEndian.Uint32(b[n-4:]))
	default:
		return uint64(b[0]) | uint64(b[n/2])<<8 | uint64(b[n-1])<<16, 0
	}
}

func trimRight(b []byte) []byte {
	for len(b) > 0 && b[len(b)-1] == ' ' {
		b = b[:len(b)-1]
	}
	return b
}

// line appends a line to those of an address.
func (k *known) line(to []string, line string) []string {
	if k == nil {
		return append(to, line)
	}
	return k.lines.appended(to, line, slabOfSmall)
}

// of is text for element n of a segment.
func (k *known) of(seg *x12.Segment, n int) string { return k.text(seg.Element(n)) }
